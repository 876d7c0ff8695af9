//! What is said about an alert that needs a second person.

use crate::domain::tijd;
use crate::domain::tweede::Reden;
use crate::domain::wijk::opsomming;
use crate::texts::{groepen, ingekort};

/// Nobody approves what they confirmed themselves.
pub const NIET_ZELF: &str =
    "U verstuurde deze melding zelf. Een collega moet akkoord geven. Toch niet? Tik onder uw voorbeeld op Annuleren.";

/// An update that waits, in a list.
#[must_use]
pub fn regel_update(nummer: &str) -> String {
    format!("{nummer} (update)")
}

/// A picture that waits, in a list.
#[must_use]
pub fn regel_foto(nummer: &str) -> String {
    format!("{nummer} (foto)")
}

/// To a wijkagent whose draft about a missing person left.
pub const FOTO_NODIG: &str = "Foto nodig? Stuur hem hier; een collega keurt hem goed.";

/// Its second person takes the yes back: to whoever wrote it.
#[must_use]
pub fn akkoord_teruggenomen(nummer: &str) -> String {
    format!("{nummer}: uw collega nam het akkoord terug. Er gaat niets meer uit.")
}

/// An update that is out.
#[must_use]
pub fn update_te_laat_terug(nummer: &str) -> String {
    format!(
        "De update van {nummer} is al verstuurd en kan niet terug. Typ /update {nummer} met wat wel klopt, of intrekken \
         {nummer}."
    )
}

/// A reason, in words.
#[must_use]
pub const fn reden(reden: Reden) -> &'static str {
    match reden {
        Reden::Gemeente => "hele gemeente",
        Reden::Groepen => "veel groepen tegelijk",
        Reden::Tekst => "de tekst vraagt een tweede blik",
        Reden::Wijken => "vermissing in meer dan 3 wijken",
        Reden::Foto => "met foto",
        Reden::Wijkagent => "concept van de wijkagent",
    }
}

/// Reasons, in words.
#[must_use]
pub fn redenen(redenen: &[Reden]) -> String {
    if redenen.is_empty() {
        return "afspraak".to_owned();
    }
    opsomming(redenen.iter().map(|een| reden(*een)))
}

/// Stands in a preview.
#[must_use]
pub fn in_voorbeeld(waarom: &[Reden]) -> String {
    format!("Een collega moet akkoord geven: {}.", redenen(waarom))
}

/// Stands in a preview of a wide alert.
#[must_use]
pub fn typ_in_voorbeeld(aantal: usize) -> String {
    format!("Gaat naar veel groepen. Om te versturen: typ VERSTUUR {aantal}.")
}

/// A wide alert was confirmed without the number, or with another.
#[must_use]
pub fn typ_aantal(nummer: &str, getypt: Option<usize>, aantal: usize) -> String {
    let waarom = match getypt {
        Some(getypt) => format!("U typte {getypt}, maar {nummer} gaat naar {}.", groepen(aantal)),
        None => format!("{nummer} gaat naar {}.", groepen(aantal)),
    };
    format!("{waarom} Er is nog niets verstuurd. Klopt dat? Typ dan VERSTUUR {aantal}.")
}

/// It waits.
#[must_use]
pub fn gevraagd(nummer: &str, waarom: &[Reden], tot_ms: i64) -> String {
    format!(
        "{nummer} wacht op akkoord van een collega ({}). Er is nog niets verstuurd. Ik heb het gevraagd; u hoort het meteen. Zonder akkoord vervalt het om {} uur.",
        redenen(waarom),
        tijd::klok(tot_ms)
    )
}

/// It waits, and nobody can be asked.
#[must_use]
pub fn geen_collega(nummer: &str, waarom: &[Reden]) -> String {
    format!(
        "{nummer} heeft akkoord van een collega nodig ({}), en ik kan niemand bereiken. Er is nog niets verstuurd. Laat een collega op een eigen telefoon akkoord {nummer} typen, of kies minder wijken.",
        redenen(waarom)
    )
}

/// How far it goes, and until when: in the request.
#[must_use]
pub fn naar(aantal: usize, tot_ms: i64) -> String {
    format!("{}, geldig tot {} uur", groepen(aantal), tijd::klok(tot_ms))
}

/// The request to the second person, with the whole text.
#[must_use]
pub fn verzoek(nummer: &str, waarom: &[Reden], bericht: &str, naar: &str) -> String {
    format!(
        "{nummer} wacht op een tweede collega ({}). Er is nog niets verstuurd.\n———\n{bericht}\n———\nNaar {naar}. Klopt het? Na akkoord gaat het meteen uit. Typen mag ook: akkoord {nummer}.",
        redenen(waarom)
    )
}

/// The tap came late.
pub const OUDE_TIK: &str =
    "Uw antwoord kwam meer dan 2 minuten te laat aan. Er is niets verstuurd. Klopt dit nog? Tik dan opnieuw.";
/// The text changed since.
pub const ANDERE_TEKST: &str = "De tekst is veranderd. Er is niets verstuurd. Dit is de tekst van nu:";

/// To the second person: it left.
#[must_use]
pub fn u_keurde_goed(nummer: &str, aantal: usize) -> String {
    format!("Genoteerd, dank u. {nummer} gaat nu naar {}.", groepen(aantal))
}

/// To the writer: it left.
#[must_use]
pub fn goedgekeurd(nummer: &str, aantal: usize) -> String {
    format!("Een collega gaf akkoord: {nummer} gaat nu naar {}. U hoort vanzelf hoe het gaat.", groepen(aantal))
}

/// Why not?
#[must_use]
pub fn waarom_niet(nummer: &str) -> String {
    format!("Waarom kan {nummer} niet uit? Typ het kort; uw collega leest het.")
}

/// The reason says nothing, or is too long.
#[must_use]
pub fn reden_fout(most: usize) -> String {
    format!("Geef een korte reden, in woorden, van hooguit {most} tekens.")
}

/// To the second person: it does not leave.
#[must_use]
pub fn u_wees_af(nummer: &str) -> String {
    format!("Genoteerd. {nummer} gaat zo niet uit. Uw collega leest de reden.")
}

/// To the writer: it does not leave.
#[must_use]
pub fn afgewezen(nummer: &str, reden: &str) -> String {
    format!(
        "{nummer} is niet goedgekeurd. Reden: {}. Er is niets verstuurd. Pas het aan, of annuleer het.",
        ingekort(reden, 300)
    )
}

/// Why a colleague did not agree, where they said so.
#[must_use]
pub fn reden_of_overleg(reden: &str) -> String {
    match reden.trim_end_matches('.') {
        "" => "Overleg met uw collega.".to_owned(),
        reden => format!("Reden: {}.", ingekort(reden, 300)),
    }
}

/// Somebody decided before, or it is over.
#[must_use]
pub fn al_besloten(nummer: &str, verstuurd: bool) -> String {
    if verstuurd {
        format!("{nummer} is al verstuurd. U hoeft niets te doen.")
    } else {
        format!("{nummer} wacht niet meer op akkoord. Er is niets verstuurd. U hoeft niets te doen.")
    }
}

/// To the writer: nobody decided.
#[must_use]
pub fn verlopen(nummer: &str) -> String {
    format!(
        "Niemand gaf op tijd akkoord op {nummer}. Het is vervallen, er is niets verstuurd. Begin opnieuw met /melding."
    )
}

/// To the writer, who took it back while it waited.
#[must_use]
pub fn teruggenomen(nummer: &str) -> String {
    format!("Geannuleerd. {nummer} gaat niet uit, er is niets verstuurd. Wie om akkoord was gevraagd, hoort het.")
}

/// To whoever was asked: its writer took it back.
#[must_use]
pub fn wacht_niet_meer(nummer: &str) -> String {
    format!("{nummer} gaat niet uit: wie het schreef, trok het terug. Er is niets verstuurd. U hoeft niets te doen.")
}

/// To whoever was asked: it is being changed, and comes again.
#[must_use]
pub fn wordt_aangepast(nummer: &str) -> String {
    format!(
        "{nummer} wordt aangepast door wie het schreef. Er is niets verstuurd. U krijgt het opnieuw als het klaar is."
    )
}

/// To whoever was asked: the telephone that it was written on was blocked.
#[must_use]
pub fn afzender_geblokkeerd(nummer: &str) -> String {
    format!(
        "{nummer} gaat niet uit: de telefoon van wie het schreef is geblokkeerd. Er is niets verstuurd. U hoeft niets te doen. \
         Is het nog nodig? Maak zelf een melding met /melding."
    )
}

/// Nobody can be reached any more.
#[must_use]
pub fn niemand_bereikbaar(nummer: &str) -> String {
    format!("{nummer} kan niet uit: er is nu niemand bereikbaar in die wijken. Er is niets verstuurd.")
}

/// A wijkagent named a wijk that is not theirs.
#[must_use]
pub fn eigen_wijken(namen: &[&str]) -> String {
    format!(
        "Als wijkagent maakt u meldingen voor uw eigen wijk: {}. Kies of typ die.",
        opsomming(namen.iter().copied())
    )
}
