//! What is said about an update of an alert: its preview, what may not stand in it, the second person.

use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::texts::melding::tweede;
use crate::texts::melding::{politiebericht, voorbeeld as politie};
use crate::texts::{aantal, groepen, ingekort};

/// `/update` without a text.
pub const WAT_IS_NIEUW: &str = "Wat is er nieuw? Bijvoorbeeld: man is kaal, nu op een fiets. /stop om te stoppen.";

/// An update was to take wijken away: those that have the alert, and those that do not.
#[must_use]
pub fn update_haalt_niet_weg(nummer: &str, hebben: &[&str], hebben_niet: &[&str]) -> String {
    let hebben = (!hebben.is_empty()).then(|| {
        let namen = opsomming(hebben.iter().copied());
        format!("{namen} kreeg {nummer} al; een update haalt geen wijk weg. Verkeerde wijk? Typ intrekken {nummer}.")
    });
    let niet = (!hebben_niet.is_empty()).then(|| {
        let namen = opsomming(hebben_niet.iter().copied());
        format!("{nummer} gaat niet naar {namen}.")
    });
    let zinnen: Vec<String> = hebben.into_iter().chain(niet).collect();
    format!("{} Wat is er nieuw, en waar moet het ook heen?", zinnen.join(" "))
}

/// An update that says nothing.
pub const UPDATE_TE_KORT: &str = "Dat is te weinig voor een update. Wat is er nieuw?";

/// Somebody stopped before there was an update.
pub const UPDATE_GESTOPT: &str =
    "Gestopt, er is geen update. De melding zelf loopt door. Klopt die niet? Typ nog eens STOP.";

/// After the draft of an update was thrown away.
pub const UPDATE_GEANNULEERD: &str = "Geannuleerd. De update is niet verstuurd.";

/// An update that is over.
pub const UPDATE_VOORBIJ: &str =
    "Deze update is er niet meer, er is niets verstuurd. Typ /update om opnieuw te beginnen.";

/// A preview of an update, which is neither yes nor no.
pub const UPDATE_NIET_VERSTUURD: &str =
    "De update is nog niet verstuurd. Tik op Versturen, of typ versturen of annuleren.";

/// Words of an update that may name somebody, for its preview.
#[must_use]
pub fn update_onzeker(woorden: &[String]) -> String {
    let genoemd: Vec<String> = woorden.iter().map(|woord| format!("'{}'", ingekort(woord, 40))).collect();
    let genoemd = opsomming(genoemd.iter().map(String::as_str));
    format!(
        "Niet in de update: {genoemd}. Dat kan een naam of roepnummer zijn. Goed zonder? Tik op Versturen. Moet het erin? Typ: zet erbij, en \
         de woorden."
    )
}

/// What was typed at the preview of an update and is not in it.
#[must_use]
pub fn update_niet_verwerkt(regels: &[String]) -> String {
    format!(
        "De update is nog niet verstuurd. U stuurde {}. Dat staat er niet in. Anders? Typ aanpassen. Toch zo? Tik op Versturen, typen is nu niet genoeg.",
        politie::tussen_aanhaling(regels)
    )
}

/// The text of an update is to be another.
#[must_use]
pub fn update_opnieuw(nummer: &str, tekst: &str) -> String {
    format!("Typ het nieuws voor {nummer} opnieuw, zoals het erin moet. Nu staat er: '{}'", ingekort(tekst, 200))
}

/// What goes into the template of an update, in order.
#[must_use]
pub fn update_parameters(nummer: &str, soort: MeldingSoort, waar: &str, nieuw: &str, tot_ms: i64) -> Vec<String> {
    let wat = if soort.heterdaad() {
        format!("{}, heterdaad", politiebericht::soort(soort))
    } else {
        "Vermiste persoon".to_owned()
    };
    vec![nummer.to_owned(), wat, waar.to_owned(), nieuw.to_owned(), nummer.to_owned(), tijd::klok(tot_ms)]
}

/// The preview of an update.
#[must_use]
pub fn update_voorbeeld(bericht: &str, mensen: usize, erbij: &[&str], nieuwe_groepen: usize) -> String {
    let mut tekst = format!(
        "NOG NIET VERSTUURD\n{bericht}\n———\nGaat naar {} die de melding kregen.",
        aantal(mensen, "beheerder", "beheerders")
    );
    if !erbij.is_empty() {
        tekst.push_str(&format!(
            "\nErbij: {}. Daar krijgen {} het hele bericht.",
            opsomming(erbij.iter().copied()),
            groepen(nieuwe_groepen)
        ));
    }
    tekst
}

/// Something that may stand in no update.
#[must_use]
pub fn update_mag_niet(wat: &[&str]) -> String {
    format!(
        "Een update mag {} niet bevatten. Ik heb het niet bewaard. Typ de update opnieuw, zonder.",
        opsomming(wat.iter().copied())
    )
}

/// Something that has to be written anew.
#[must_use]
pub fn update_herschrijven(wat: &[&str]) -> String {
    format!(
        "Hierin staat {}. Beschrijf liever wat mensen kunnen zien: kleding, haar, lengte. Typ de update opnieuw.",
        opsomming(wat.iter().copied())
    )
}

/// Something that was taken out of an update.
#[must_use]
pub fn update_weggehaald(wat: &[&str]) -> String {
    format!("Weggehaald: {}.", opsomming(wat.iter().copied()))
}

/// An update that does not fit.
#[must_use]
pub fn update_te_lang(lengte: usize, ruimte: usize) -> String {
    format!("Dat zijn {lengte} tekens, er passen er {ruimte}. Typ de update korter.")
}

/// Stands in the preview of an update that the family has to agree to.
pub const UPDATE_GEVOELIG: &str =
    "Dit mag alleen als de familie akkoord is en een tweede collega het goedkeurt. Is de familie akkoord?";

/// An update that waited was taken back by its writer.
#[must_use]
pub fn update_teruggenomen(nummer: &str, tekst: &str) -> String {
    format!(
        "De update van {nummer} ('{tekst}') gaat niet uit. De melding zelf loopt door. Anders? Typ /update {nummer} met wat wel klopt."
    )
}

/// What was typed as news takes something back.
#[must_use]
pub fn update_geen_nieuws(nummer: &str, getypt: &str) -> String {
    format!(
        "'{getypt}' is geen nieuws voor de buurt; er is geen update. Moet {nummer} stoppen? Typ stop {nummer}. Wel nieuws? Typ /update met wat mensen moeten weten."
    )
}

/// Waits for a second person.
#[must_use]
pub fn update_wacht(nummer: &str) -> String {
    format!("De update van {nummer} wacht op akkoord van een collega. De melding zelf loopt door.")
}

/// Nobody can be asked.
#[must_use]
pub fn update_geen_collega(nummer: &str) -> String {
    format!("Er is geen collega bereikbaar die de update van {nummer} mag goedkeuren. Hij gaat niet uit. Bel uw chef.")
}

/// To the writer: a colleague agreed.
#[must_use]
pub fn update_goedgekeurd(nummer: &str, mensen: usize) -> String {
    format!("De update van {nummer} is goedgekeurd en gaat nu naar {}.", aantal(mensen, "beheerder", "beheerders"))
}

/// To the writer: a colleague did not agree.
#[must_use]
pub fn update_afgewezen(nummer: &str, reden: &str) -> String {
    let waarom = tweede::reden_of_overleg(reden);
    format!("De update van {nummer} is niet goedgekeurd en gaat niet uit. {waarom}")
}

/// Nobody approves their own.
pub const UPDATE_NIET_ZELF: &str = "U schreef deze update zelf. Een collega moet akkoord geven.";

/// After an update was sent.
#[must_use]
pub fn update_verstuurd(nummer: &str, mensen: usize) -> String {
    format!("De update van {nummer} gaat nu naar {}.", aantal(mensen, "beheerder", "beheerders"))
}

/// "Nee" to the question which alert is to be updated.
pub const GEEN_UPDATE: &str = "Goed, ik maak geen update. Er is niets verstuurd.";

/// An update without a number, while only an alert of a colleague runs: `welke` is that one.
#[must_use]
pub fn update_van_collega(welke: &str) -> String {
    format!("U hebt zelf geen melding lopen. Bedoelt u {welke}? Er is niets verstuurd.")
}
