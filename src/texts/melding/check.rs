//! What anybody hears about a number or a text that they want checked.

use crate::domain::deellink::Deellink;
use crate::domain::tijd;
use crate::texts::vloer::algemeen;

/// What a real message never holds.
const NOOIT: &str =
    "In een echt bericht staan geen links, geen vragen om geld en geen andere nummers dan 112 en 0900-8844.";

/// The addresses behind a button of ours: WhatsApp's own, and that of our pages where there are any.
fn knop(deellink: Deellink, deelpagina: Option<&str>) -> String {
    let Some(adres) = deellink.host() else { return String::new() };
    match deelpagina {
        None => format!(
            " Onze knop Zet in mijn groep opent WhatsApp zelf ({adres}), bij beheerders; in de groep staat hij nooit."
        ),
        Some(host) => format!(
            " Onze knop Zet in mijn groep opent WhatsApp zelf ({adres}) of onze eigen pagina ({host}), bij beheerders; in de groep staat hij nooit."
        ),
    }
}

/// Whoever asks tells of money, a card or a code: before anything else.
pub const OPLICHTING: &str = "Pas op: de politie haalt nooit geld, sieraden of een pinpas op en vraagt nooit om een code, ook niet met \
    een nummer van ons. Geef niets mee en bel 112.";

/// What is said beside the number is not what the alert says.
pub const NOEMT_ANDERS: &str = "Let op: wat u erbij noemt, staat niet in ons bericht.";

/// A text that calls itself a politiebericht and has no number.
pub const ZONDER_NUMMER: &str =
    "Zonder nummer is het niet van ons. Stuur het niet door. Twijfel? Bel 0900-8844. Spoed? Bel 112.";

/// A pasted text that is the issued one.
pub const TEKST_KLOPT: &str = "De tekst klopt.";
/// A pasted text that has other words around it.
pub const TEKST_MET_EXTRA: &str =
    "De tekst van het bericht klopt, maar wat er verder bij staat, is niet van ons: stuur dat niet door.";
/// A pasted text that is not what was issued.
pub const TEKST_WIJKT_AF: &str = "De tekst wijkt af van wat wij verstuurden: stuur hem niet door.";

/// Where the alert with a number is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toestand {
    /// It runs until this moment.
    Loopt(i64),
    /// It runs until the second moment, and an update was sent at the first.
    Gewijzigd(i64, i64),
    /// It ended with an outcome.
    Afgelopen,
    /// It was wrong.
    Ingetrokken,
    /// Its validity passed at this moment.
    Verlopen(i64),
}

/// An alert of ours: what, where and when, and its state.
#[must_use]
pub fn van_ons(
    nummer: &str,
    (soort, waar): (&str, &str),
    verzonden_ms: i64,
    toestand: Toestand,
    (deellink, deelpagina): (Deellink, Option<&str>),
) -> String {
    let knop = knop(deellink, deelpagina);
    let wat = format!("{soort}, {waar}, verstuurd {} uur", tijd::dag_en_klok(verzonden_ms));
    match toestand {
        Toestand::Loopt(tot_ms) => format!(
            "{nummer} is echt: {wat}. Het loopt nog; delen mag tot {} uur. {ANDERS} {NOOIT}{knop}",
            tijd::klok(tot_ms)
        ),
        Toestand::Gewijzigd(sinds_ms, tot_ms) => format!(
            "{nummer} is echt: {wat}. Het loopt nog, maar is gewijzigd om {} uur: deel de UPDATE, tot {} uur. {ANDERS} {NOOIT}{knop}",
            tijd::klok(sinds_ms),
            tijd::klok(tot_ms)
        ),
        Toestand::Afgelopen => format!("{nummer} was echt ({wat}) en is afgelopen. Stuur het niet meer door. {ANDERS}"),
        Toestand::Ingetrokken => format!(
            "{nummer} is INGETROKKEN ({wat}). Plaats de intrekking, verwijder het oude bericht en spreek niemand aan. {ANDERS}"
        ),
        Toestand::Verlopen(tot_ms) => format!(
            "{nummer} was echt ({wat}) en is verlopen om {} uur. Stuur het niet meer door. {ANDERS}",
            tijd::klok(tot_ms)
        ),
    }
}

/// An exercise of ours.
#[must_use]
pub fn oefening(nummer: &str, soort: &str, waar: &str, verzonden_ms: i64, loopt: bool) -> String {
    let nu = if loopt { "Ze loopt nog." } else { "Ze is afgelopen." };
    format!(
        "{nummer} is een OEFENING van ons, niet echt: {soort}, {waar}, verstuurd {} uur. {nu} Bel er niet 112 voor. {ANDERS}",
        tijd::dag_en_klok(verzonden_ms)
    )
}

const ANDERS: &str = "Staat er iets anders? Dan is het niet van ons.";

/// How the last alert that somebody got stands, to whoever asks how it ended and names none.
#[must_use]
pub fn laatste(stand: &str) -> String {
    format!("Over het laatste politiebericht dat u kreeg: {stand}\nGaat het om een ander? Typ /check en het nummer.")
}

/// The same to whoever got none.
pub const GEEN_LAATSTE: &str = "U kreeg de afgelopen week geen politiebericht van ons. Gaat het om een eerder bericht? Typ /check en het nummer, zoals /check ZM-0001.";

/// A number that no alert of ours has.
#[must_use]
pub fn onbekend(nummer: &str) -> String {
    algemeen::check_onbekend(nummer)
}
