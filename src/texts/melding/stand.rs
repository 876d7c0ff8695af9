//! How an alert stands: what police hear by themselves, and to `/status`.

use crate::domain::persoon::Rang;
use crate::domain::tijd;
use crate::domain::uitzetting::{Aflevering, Antwoord, GroepStand, Ontvanger, Overzicht, Stand, WaaromNiet};
use crate::limits;
use crate::texts::{aantal, groepen, ingekort};

/// `/status` without an alert.
pub const GEEN_MELDING: &str =
    "U verstuurde de afgelopen 24 uur geen melding. Typ /status met een nummer, zoals /status ZM-0001.";

/// The first report.
#[must_use]
pub fn eerste_groep(nummer: &str, hoeveel: usize, na_ms: i64) -> String {
    let wie = if hoeveel == 1 { "eerste groep".to_owned() } else { format!("eerste {hoeveel} groepen") };
    format!("{nummer}: {wie} gemeld geplaatst, na {}.", tijd::duur(na_ms))
}

/// Every group reported it.
#[must_use]
pub fn alle_groepen(nummer: &str, hoeveel: usize, na_ms: i64) -> String {
    if hoeveel == 1 {
        format!("{nummer}: de groep heeft het gemeld geplaatst, na {}.", tijd::duur(na_ms))
    } else {
        format!("{nummer}: alle {hoeveel} groepen hebben het gemeld geplaatst, na {}.", tijd::duur(na_ms))
    }
}

/// Messages that lapsed in our own outbox.
#[must_use]
pub fn vervallen(nummer: &str) -> String {
    format!(
        "Let op: een deel van {nummer} kon niet op tijd weg en wordt niet meer verstuurd. Typ /status {nummer} voor wie het betreft."
    )
}

/// How it stands, and why that is told now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Five minutes on.
    NaVijfMinuten,
    /// Its validity has passed.
    Einde,
    /// They asked.
    Gevraagd,
}

/// How an alert stands, by group.
#[must_use]
pub fn stand(nummer: &str, moment: Moment, overzicht: &Overzicht) -> String {
    let totaal = overzicht.groepen.len();
    let met =
        |past: fn(&Stand) -> bool| overzicht.groepen.iter().filter(|groep| past(&groep.stand)).collect::<Vec<_>>();
    let geplaatst = met(|stand| *stand == Stand::Geplaatst);
    let aanhef = match moment {
        Moment::NaVijfMinuten => " na 5 minuten",
        Moment::Einde => " is afgelopen",
        Moment::Gevraagd => "",
    };
    let mut regels = vec![format!("{nummer}{aanhef}: {} van {} gemeld geplaatst.", geplaatst.len(), groepen(totaal))];
    regels.extend(tijden(overzicht));
    let soorten: [(Past, &str); 6] = [
        (|stand| *stand == Stand::Geopend, "geopend met Zet in mijn groep, nog niet gemeld"),
        (|stand| *stand == Stand::Gezien, "gezien, nog niet gemeld"),
        (|stand| *stand == Stand::Bezorgd, "bezorgd, nog geen antwoord"),
        (|stand| *stand == Stand::Onderweg, "nog niet bezorgd"),
        (|stand| *stand == Stand::KanNiet, "kan nu niet"),
        (|stand| matches!(stand, Stand::NietBezorgd(_)), "niet bezorgd"),
    ];
    for (past, woorden) in soorten {
        let groepen = met(past);
        if !groepen.is_empty() {
            let redenen = redenen(&groepen);
            regels.push(format!("{} {woorden}{redenen}: {}", groepen.len(), namen(&groepen)));
        }
    }
    ingekort(&regels.join("\n"), 4_000)
}

/// How long it took: from the report to the street, as far as that is known.
fn tijden(overzicht: &Overzicht) -> Option<String> {
    let (eerste_ms, helft_ms) = overzicht.tot_de_straat();
    let binnen = overzicht.binnen_ms.zip(overzicht.vertrok_ms).map(|(binnen_ms, vertrok_ms)| {
        format!("melding {} uur, verstuurd na {}", tijd::klok(binnen_ms), tijd::duur((vertrok_ms - binnen_ms).max(0)))
    });
    let eerste = eerste_ms.map(|na_ms| format!("eerste groep na {}", tijd::duur(na_ms)));
    // Of one group the first is the half.
    let helft = helft_ms.filter(|_| overzicht.groepen.len() > 2);
    let helft = helft.map(|na_ms| format!("helft na {}", tijd::duur(na_ms)));
    let delen: Vec<String> = [binnen, eerste, helft].into_iter().flatten().collect();
    (!delen.is_empty()).then(|| format!("Tijden: {}.", delen.join(", ")))
}

/// How far each rank of each group is.
#[must_use]
pub fn per_rang(overzicht: &Overzicht) -> String {
    let mut regels = vec!["Per groep:".to_owned()];
    for groep in &overzicht.groepen {
        let mensen =
            groep.mensen.iter().map(|(rang, mens)| format!("{} {}", rang_in_woorden(*rang), hoe_ver(mens.as_ref())));
        let mensen: Vec<String> = mensen.collect();
        let stand = if groep.stand == Stand::Geplaatst { "gemeld geplaatst; " } else { "" };
        let mensen = if mensen.is_empty() { "niemand".to_owned() } else { mensen.join(", ") };
        regels.push(format!("{}: {stand}{mensen}", ingekort(&groep.naam, 40)));
    }
    regels.join("\n")
}

const fn rang_in_woorden(rang: Rang) -> &'static str {
    match rang {
        Rang::Hoofd => "hoofd",
        Rang::Mede => "mede",
        Rang::Reserve => "reserve",
    }
}

/// How far one person is, in a word.
const fn hoe_ver(mens: Option<&Ontvanger>) -> &'static str {
    let Some(mens) = mens else { return "nog niet gevraagd" };
    match (mens.antwoord, &mens.aflevering) {
        (Antwoord::KanNiet, _) => "kan niet",
        _ if mens.geopend => "geopend",
        (Antwoord::Gezien, _) => "gezien",
        (Antwoord::Geen, Aflevering::Gelezen) => "gelezen",
        (Antwoord::Geen, Aflevering::Afgeleverd) => "bezorgd",
        (Antwoord::Geen, Aflevering::Wacht | Aflevering::Verzonden) => "onderweg",
        (Antwoord::Geen, Aflevering::Mislukt(_)) => "niet bezorgd",
    }
}

/// It was withdrawn.
#[must_use]
pub fn staat_ingetrokken(nummer: &str, sinds_ms: i64) -> String {
    format!("{nummer} is ingetrokken, {}. Er gaat niets meer uit.", tijd::dag_en_klok(sinds_ms))
}

/// It was closed, with this outcome.
#[must_use]
pub fn staat_gesloten(nummer: &str, sinds_ms: i64, afloop: &str) -> String {
    format!("{nummer} is afgesloten, {}: {afloop}.", tijd::dag_en_klok(sinds_ms))
}

/// Its time is up.
#[must_use]
pub fn staat_verlopen(nummer: &str, tot_ms: i64) -> String {
    format!("{nummer} is verlopen: de tijd was om, {}.", tijd::dag_en_klok(tot_ms))
}

/// Several alerts of theirs run.
#[must_use]
pub fn meer_meldingen_lopen(hoeveel: usize) -> String {
    format!("U hebt {hoeveel} meldingen lopen. Een ervan bekijken of bellen? Typ status met het nummer.")
}

/// Somebody stopped it, and nobody said yet what is to happen.
#[must_use]
pub fn staat_stil(nummer: &str) -> String {
    format!("{nummer} staat stil: er gaat niets meer uit. Typ intrekken, afsluiten of laten staan, met het nummer.")
}

/// Messages of it were held up, and wait for its sender.
#[must_use]
pub fn staat_vastgehouden(nummer: &str, hoeveel: i64) -> String {
    let hoeveel = aantal(usize::try_from(hoeveel).unwrap_or_default(), "bericht wacht", "berichten wachten");
    format!("{nummer} wordt vastgehouden: {hoeveel} op uw besluit, alsnog versturen of laten vervallen.")
}

/// How an alert stands, with what is known of single messages.
#[must_use]
pub fn stand_details(nummer: &str, overzicht: &Overzicht) -> String {
    let Overzicht { verzonden, afgeleverd, gelezen, gezien, geopend, ontvangers, .. } = overzicht;
    let geopend = match geopend {
        0 => String::new(),
        1 => ", 1 tikte op Zet in mijn groep".to_owned(),
        meer => format!(", {meer} tikten op Zet in mijn groep"),
    };
    format!(
        "{}\n\nBerichten aan {}: {verzonden} verzonden, {afgeleverd} bezorgd, {gelezen} gelezen (niet iedereen laat dat zien), {gezien} zeiden 'gezien'{geopend}.",
        stand(nummer, Moment::Gevraagd, overzicht),
        aantal(*ontvangers, "beheerder", "beheerders")
    )
}

/// Whether a standing is of some kind.
type Past = fn(&Stand) -> bool;

fn namen(groepen: &[&GroepStand]) -> String {
    let most = limits::REPORT_GROUPS_MAX;
    let mut namen: Vec<String> = groepen
        .iter()
        .take(most)
        .map(|groep| match groep.stand {
            Stand::NietBezorgd(code) => format!("{} ({})", groep.naam, reden(code)),
            _ => groep.naam.clone(),
        })
        .collect();
    if groepen.len() > most {
        namen.push(format!("en nog {}", groepen.len() - most));
    }
    namen.join(", ")
}

/// Why groups do not get it, counted, the most frequent first: " (2 aan het werk of verhinderd, 1 wil niet)".
fn redenen(groepen: &[&GroepStand]) -> String {
    let geteld =
        WaaromNiet::ALLE.map(|waarom| (groepen.iter().filter(|groep| groep.waarom == Some(waarom)).count(), waarom));
    let mut geteld: Vec<(usize, WaaromNiet)> = geteld.into_iter().filter(|(hoeveel, _)| *hoeveel > 0).collect();
    geteld.sort_by_key(|(hoeveel, _)| std::cmp::Reverse(*hoeveel));
    if geteld.is_empty() {
        return String::new();
    }
    let delen: Vec<String> =
        geteld.iter().map(|(hoeveel, waarom)| format!("{hoeveel} {}", waarom_in_woorden(*waarom))).collect();
    format!(" ({})", delen.join(", "))
}

const fn waarom_in_woorden(waarom: WaaromNiet) -> &'static str {
    match waarom {
        WaaromNiet::Verhinderd => "aan het werk of verhinderd",
        WaaromNiet::Vakantie => "op vakantie",
        WaaromNiet::WilNiet => "wil niet",
        WaaromNiet::NietRelevant => "niet relevant",
        WaaromNiet::LuktNiet => "lukt niet",
        WaaromNiet::GroepVol => "mag er niet plaatsen",
        WaaromNiet::GroepWeg => "groep bestaat niet meer",
        WaaromNiet::TelefoonKwijt => "telefoon kwijt",
    }
}

/// A failure in words.
fn reden(code: Option<i64>) -> &'static str {
    match code {
        Some(131_026) => "nummer werkt niet",
        Some(131_047) => "te lang niet geschreven",
        Some(130_429 | 131_056) => "te druk bij WhatsApp",
        Some(131_049 | 131_050 | 130_472 | 130_403) => "tegengehouden door WhatsApp",
        Some(_) => "storing bij WhatsApp",
        None => "niemand bereikt",
    }
}
