//! What is said about exercises.

use crate::texts::ingekort;

/// Above the preview of an exercise.
pub const IS_OEFENING: &str = "Dit is een oefening: dat staat boven en onder het bericht. Ze telt niet mee in cijfers.";
/// What was written as an exercise says that it is none.
pub const ECHT_OF_OEFENING: &str = "U schrijft dat het geen oefening is; ik heb er niets van gemaakt. Is het echt? Typ /melding met \
    wat er gebeurt. Is het een oefening? Typ /oefening zonder die woorden.";
/// What is being written as a real alert turns out to be an exercise.
pub const TOCH_OEFENING: &str = "U schrijft dat het een oefening is; van deze melding is niets gemaakt. Typ /oefening met wat er zogenaamd \
    gebeurt, zoals: /oefening overval Meerzicht, man met pet.";
/// What the proof alarm tells to look out for.
pub const PROEF_OMSCHRIJVING: &str = "niemand, dit is het maandelijkse proefalarm";
/// It was asked for a moment ago.
pub const LIGT_ER_AL: &str =
    "Uw gemeente vroeg het afgelopen uur al om een oefening. Politie beslist; u hoeft niets te doen.";
/// Nobody of police can hold one.
pub const NIEMAND: &str =
    "Er is bij deze bot niemand van politie die een oefening kan houden. Neem contact op met uw politiebureau.";
/// The thanks after a report: nobody is to look out for anything.
pub const GENOTEERD: &str = "Genoteerd, dank u. Het was een oefening: u hoeft niets meer te doen.";
/// The request was passed on.
pub const GEVRAAGD: &str =
    "Doorgegeven aan politie. Zij beslissen of en wanneer de oefening er komt. Er is nog niets verstuurd.";
/// A button of an exercise that is not there any more, or not theirs.
pub const VOORBIJ: &str = "Deze oefening staat niet meer open. Typ /oefening om er zelf een te maken.";

/// The gemeente asks for an exercise.
#[must_use]
pub fn gemeente_vraagt(gemeente: &str, tekst: &str) -> String {
    let wat = if tekst.is_empty() { String::new() } else { format!(": '{}'", ingekort(tekst, 200)) };
    format!(
        "Gemeente {gemeente} vraagt om een oefening{wat}. Er is niets verstuurd. Wilt u haar houden? U ziet eerst een voorbeeld. Knop weg? Typ /oefening."
    )
}

/// The moment of the monthly proof alarm.
#[must_use]
pub fn proefalarm(gemeente: &str) -> String {
    format!(
        "Het maandelijkse proefalarm van {gemeente} is aan de beurt. Er is nog niets verstuurd. Wilt u het houden? U ziet eerst een voorbeeld. Knop weg? Typ /oefening proefalarm."
    )
}

/// A colleague held it.
#[must_use]
pub fn al_gehouden(nummer: &str) -> String {
    format!("Een collega hield deze oefening al: {nummer}. Typ /status {nummer} voor de stand.")
}

/// An exercise in reports to police.
#[must_use]
pub fn genoemd(nummer: &str) -> String {
    format!("Oefening {nummer}")
}
