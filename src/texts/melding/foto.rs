//! What is said about pictures for alerts about missing persons.

use crate::domain::wijk::opsomming;
use crate::texts::aantal;
use crate::texts::melding::tweede;

/// A picture without a running alert that it can belong to.
pub const ALLEEN_BIJ_VERMISSING: &str = "Een foto kan alleen bij een lopende vermissing die u zelf verstuurde. Verstuur eerst de tekst met /melding vermissing. Deze foto heb ik niet bewaard.";
/// A picture whose alert comes next.
pub const BEWAARD: &str = "Ik onthoud deze foto een half uur. Een foto kan alleen bij een vermissing die u zelf verstuurt: verstuur nu de tekst met /melding vermissing, dan leg ik hem meteen voor aan een collega. Anders gebruik ik hem niet.";
/// The family agrees, in a request to the second person.
pub const FAMILIE_AKKOORD: &str = "akkoord, zegt de verzender";
/// The family was not heard.
pub const FAMILIE_ONBEKEND: &str = "nog niet bekend; zonder akkoord gaat de foto niet uit";
/// Whose name is not known.
pub const ZONDER_NAAM: &str = "naam onbekend";
/// Several alerts run.
pub const BIJ_WELKE: &str = "Bij welke vermissing hoort deze foto? Stuur hem opnieuw, met het nummer eronder, zoals ZM-0001. Deze foto heb ik niet bewaard.";
/// Nobody approves their own picture.
pub const NIET_ZELF: &str = "U stuurde deze foto zelf. Een collega moet hem goedkeuren.";
/// Nothing stood under it.
pub const ZONDER_BIJSCHRIFT: &str = "geen";

/// Its sender took it back.
#[must_use]
pub fn teruggenomen(nummer: &str) -> String {
    format!("De foto bij {nummer} is teruggenomen en gewist; hij gaat nergens heen. De melding zelf loopt door.")
}

/// Too late to take it back.
#[must_use]
pub fn al_verstuurd(nummer: &str) -> String {
    format!(
        "De foto bij {nummer} is al verstuurd en kan niet terug. Zeg in een /update dat hij niet klopt, of typ intrekken \
         {nummer}."
    )
}

/// It came in.
#[must_use]
pub fn ontvangen(nummer: &str) -> String {
    format!("Foto bij {nummer} ontvangen. Een collega keurt hem goed; tot dan gaat hij niet uit. De tekst loopt door.")
}

/// It came in, without a word of the family.
#[must_use]
pub fn ontvangen_familie(nummer: &str) -> String {
    format!(
        "Foto bij {nummer} ontvangen. Hij gaat uit als de familie akkoord is en een collega hem goedkeurt. De tekst loopt door. Is de familie akkoord?"
    )
}

/// Alerts were sent together, and the picture goes with one.
#[must_use]
pub fn ook_daar(nummer: &str, anderen: &[&str]) -> String {
    let anderen = opsomming(anderen.iter().copied());
    format!("Let op: de foto hoort alleen bij {nummer}. Ook bij {anderen}? Stuur hem nog eens, met {anderen} eronder.")
}

/// The family was spoken of, and no yes of theirs was heard.
#[must_use]
pub fn familie_nog_geen_ja(nummer: &str) -> String {
    format!(
        "Nog niets genoteerd voor de foto bij {nummer}. Tik op Familie akkoord zodra de familie zelf ja zegt, of typ nee. Tot dan gaat de foto niet uit."
    )
}

/// The family agrees.
#[must_use]
pub fn familie_genoteerd(nummer: &str) -> String {
    format!("Genoteerd: de familie is akkoord met de foto bij {nummer}. Nu nog een collega.")
}

/// The family agrees, and pictures of several wait for that.
#[must_use]
pub fn familie_bij_welke(nummers: &[&str]) -> String {
    let nummers = opsomming(nummers.iter().copied());
    format!(
        "Bij welke vermissing is de familie akkoord: {nummers}? Typ het erbij, zoals: familie akkoord, en het nummer."
    )
}

/// The family does not agree.
#[must_use]
pub fn familie_zegt_nee(nummer: &str) -> String {
    format!(
        "Goed. Zonder akkoord van de familie gaat de foto bij {nummer} niet uit. De tekst loopt door. Weg ermee? Typ foto weg."
    )
}

/// A colleague wants to approve it, and the family was not heard.
#[must_use]
pub fn familie_gevraagd(nummer: &str) -> String {
    format!("Een collega wil de foto bij {nummer} goedkeuren. Is de familie akkoord? Zonder akkoord gaat hij niet uit.")
}

/// To the second person: the family was not heard.
#[must_use]
pub fn familie_nog_niet(nummer: &str) -> String {
    format!(
        "Bij de foto van {nummer} staat nog niet dat de familie akkoord is. De verzender is gevraagd; tik daarna opnieuw op Goedkeuren."
    )
}

/// It could not be had.
#[must_use]
pub fn mislukt(nummer: &str, waarom: &str) -> String {
    let uitleg = match waarom {
        "te groot" => "De foto is groter dan 5 MB. Stuur een kleinere.",
        "geen foto" => "Het bestand is geen foto (JPEG of PNG). Stuur een andere.",
        "niet te vertrouwen" => "De foto kwam niet ongeschonden aan. Stuur hem opnieuw.",
        _ => "De foto kon niet worden opgehaald. Stuur hem opnieuw.",
    };
    format!("{nummer}: {uitleg}")
}

/// There is nobody else.
#[must_use]
pub fn geen_collega(nummer: &str) -> String {
    format!("{nummer}: er is geen tweede collega die de foto mag goedkeuren. Hij gaat niet uit. Bel uw chef.")
}

/// To the officer: it goes out.
#[must_use]
pub fn goedgekeurd(nummer: &str, hoeveel: usize) -> String {
    format!("De foto bij {nummer} is goedgekeurd en gaat naar {}.", aantal(hoeveel, "beheerder", "beheerders"))
}

/// To the second person: it goes out.
#[must_use]
pub fn u_keurde_goed(nummer: &str, hoeveel: usize) -> String {
    format!("Genoteerd. De foto bij {nummer} gaat naar {}.", aantal(hoeveel, "beheerder", "beheerders"))
}

/// To the officer: it does not go out.
#[must_use]
pub fn afgewezen(nummer: &str, reden: &str) -> String {
    let waarom = tweede::reden_of_overleg(reden);
    format!("De foto bij {nummer} is niet goedgekeurd en is gewist. {waarom}")
}

/// To the second person: it does not go out.
#[must_use]
pub fn u_wees_af(nummer: &str) -> String {
    format!("Genoteerd. De foto bij {nummer} gaat niet uit en is gewist.")
}

/// Somebody decided before.
#[must_use]
pub fn al_besloten(nummer: &str) -> String {
    format!("Over de foto bij {nummer} is al besloten. U hoeft niets te doen.")
}

/// The alert is over.
#[must_use]
pub fn melding_voorbij(nummer: &str) -> String {
    format!("{nummer} is al afgelopen. De foto gaat niet meer uit.")
}
