//! What a case expects, compared with what the bot says it understood and with what really happened.
//!
//! Invariants: free text is compared loosely, everything else exactly; a claim of the bot that nothing bears out is
//! a difference, whatever the case expects.

use std::collections::{BTreeMap, BTreeSet};

use heterdaad::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use serde::Deserialize;
use serde_json::Value;
use sqlx::Row as _;

use super::opstelling::Opgesteld;

/// What the bot must make of a message.
#[derive(Debug, Clone, Deserialize)]
pub struct Verwacht {
    pub intent: String,
    pub outcome: String,
    #[serde(default)]
    pub slots: BTreeMap<String, Value>,
    pub ask: Option<Vec<String>>,
    #[serde(default)]
    pub warn: Vec<String>,
    #[serde(default)]
    pub suggest: Vec<String>,
}

/// Slots that hold what people wrote in their own words.
const VRIJE_TEKST: [&str; 18] = [
    "signalement",
    "tekst",
    "straat",
    "reden",
    "plaats",
    "object",
    "vervoer",
    "vluchtrichting",
    "voertuig",
    "wapen",
    "buit",
    "naam",
    "groepsnaam",
    "wabp",
    "tijdstip",
    "resultaat",
    "namens",
    "laatst_gezien",
];

/// Words that say nothing.
const VULSEL: [&str; 29] = [
    "de", "het", "een", "n", "t", "en", "met", "in", "van", "aan", "is", "er", "dat", "die", "ook", "even", "nog",
    "graag", "aub", "svp", "ja", "om", "omg", "omgeving", "ca", "circa", "ongeveer", "uur", "u",
];

/// The words of a free text that say something.
fn kern(tekst: &str) -> Vec<String> {
    let woorden = tekst.to_lowercase().replace(['’', '‘', '\''], "");
    let woorden = woorden.split(|teken: char| !teken.is_alphanumeric()).filter(|woord| !woord.is_empty());
    woorden.filter(|woord| !VULSEL.contains(woord)).map(str::to_owned).collect()
}

fn als_json(slot: &Slot) -> Value {
    match slot {
        Slot::Tekst(tekst) => Value::from(tekst.as_str()),
        Slot::Lijst(lijst) => Value::from(lijst.clone()),
        Slot::Getal(getal) => Value::from(*getal),
        Slot::Ja(ja) => Value::from(*ja),
        Slot::Onbekend => Value::Null,
    }
}

/// Whether a slot holds what is expected of it.
fn klopt(naam: &str, verwacht: &Value, gekregen: &Value) -> bool {
    match (verwacht, gekregen) {
        (Value::String(verwacht), Value::String(gekregen)) if VRIJE_TEKST.contains(&naam) => {
            kern(verwacht) == kern(gekregen)
        }
        _ => verwacht == gekregen,
    }
}

/// A line about one field.
pub fn regel(id: &str, veld: &str, verwacht: &str, gekregen: &str) -> String {
    format!("{id}: {veld} expected {verwacht} got {gekregen}")
}

fn toon(lijst: &[String]) -> String {
    Value::from(lijst.to_vec()).to_string()
}

/// Where `verstaan` differs from what the case expects.
pub fn verschillen(id: &str, verwacht: &Verwacht, verstaan: &Verstaan) -> Vec<String> {
    let mut verschillen = Vec::new();
    let (intent, uitkomst) =
        (verstaan.intent.map_or("nothing", Intent::id), verstaan.uitkomst.map_or("nothing", Uitkomst::id));
    if intent != verwacht.intent {
        verschillen.push(regel(id, "intent", &verwacht.intent, intent));
    }
    if uitkomst != verwacht.outcome {
        verschillen.push(regel(id, "outcome", &verwacht.outcome, uitkomst));
    }
    for (naam, waarde) in &verwacht.slots {
        // Asked about and not known is the same as not there.
        let gekregen = verstaan.slots.get(naam.as_str()).map_or(Value::Null, als_json);
        if !klopt(naam, waarde, &gekregen) {
            verschillen.push(regel(id, &format!("slots.{naam}"), &waarde.to_string(), &gekregen.to_string()));
        }
    }
    if let Some(vragen) = &verwacht.ask
        && *vragen != verstaan.vraagt
    {
        verschillen.push(regel(id, "ask", &toon(vragen), &toon(&verstaan.vraagt)));
    }
    let gewaarschuwd = |wat: &&String| !verstaan.waarschuwt.contains(*wat);
    for gemist in verwacht.warn.iter().filter(gewaarschuwd) {
        verschillen.push(regel(id, "warn", gemist, &toon(&verstaan.waarschuwt)));
    }
    let aangeboden = |wat: &&String| !verstaan.stelt_voor.iter().any(|een| kern(een) == kern(wat));
    for gemist in verwacht.suggest.iter().filter(aangeboden) {
        verschillen.push(regel(id, "suggest", gemist, &toon(&verstaan.stelt_voor)));
    }
    verschillen
}

/// What can be seen from outside at one moment.
pub struct Peiling {
    /// What the person who types has from the bot, with how many choices stand under each.
    berichten: Vec<(String, usize)>,
    /// Rows that carry something to groups, with the alert that each belongs to.
    naar_groepen: BTreeMap<i64, i64>,
    /// Rows to anybody else than the person who types.
    naar_anderen: i64,
    /// Alerts with their state.
    standen: BTreeMap<i64, String>,
    /// Groups that are reported to have an alert.
    geplaatst: i64,
}

impl Peiling {
    /// Takes one.
    pub async fn neem(opgesteld: &mut Opgesteld) -> Self {
        let messages = opgesteld.scene.messages(&opgesteld.afzender);
        let berichten =
            messages.into_iter().map(|seen| (seen.shown.text.clone(), seen.shown.choices().count())).collect();
        let mut connection = opgesteld.scene.database.connect().await;
        // Classes 5, 20 and 25: withdrawals, alerts, updates and their end.
        let rows =
            sqlx::query("select id, coalesce(melding_id, 0) from outbox where klasse in (5, 20, 25) order by id");
        let rows = rows.fetch_all(&mut connection).await.unwrap();
        let naar_groepen = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        let afzender =
            "select count(*) from outbox where persoon_id not in (select persoon_id from identiteit where waarde = $1)";
        let naar_anderen: i64 =
            sqlx::query_scalar(afzender).bind(&opgesteld.afzender).fetch_one(&mut connection).await.unwrap();
        let rows = sqlx::query("select id, status from melding").fetch_all(&mut connection).await.unwrap();
        let standen = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        let geplaatst = sqlx::query_scalar("select count(geplaatst_ms) from uitzetting");
        let geplaatst: i64 = geplaatst.fetch_one(&mut connection).await.unwrap();
        Self { berichten, naar_groepen, naar_anderen, standen, geplaatst }
    }

    /// Whether an alert had reached anybody.
    fn was_verstuurd(&self, melding: i64) -> bool {
        let stand = self.standen.get(&melding).map(String::as_str);
        matches!(stand, Some("verzonden" | "gesloten" | "ingetrokken" | "verlopen"))
    }

    /// The states that alerts came into after `voor`.
    fn nieuwe_standen(&self, voor: &Self) -> BTreeSet<&str> {
        let anders = self.standen.iter().filter(|(id, stand)| voor.standen.get(id) != Some(stand));
        anders.map(|(_, stand)| stand.as_str()).collect()
    }
}

/// The state that an alert must come into, and that it may come into only with this claim; `None`: any or none.
const fn wordt(intent: Intent, uitkomst: Uitkomst) -> Option<&'static str> {
    match (intent, uitkomst) {
        (Intent::MeldingVerstuur | Intent::MeldingGoedkeur, Uitkomst::Sent)
        | (Intent::MeldingGoedkeur, Uitkomst::Accepted) => Some("verzonden"),
        (Intent::MeldingAnnuleer, Uitkomst::Accepted) => Some("geannuleerd"),
        (Intent::MeldingIntrek, Uitkomst::Sent) => Some("ingetrokken"),
        (Intent::MeldingSluit, Uitkomst::Sent | Uitkomst::Accepted) => Some("gesloten"),
        _ => None,
    }
}

/// Where what happened to alerts and groups is not what the bot claims.
fn loze_gevolgen(verstaan: &Verstaan, voor: &Peiling, na: &Peiling) -> Vec<(String, String)> {
    let (Some(intent), Some(uitkomst)) = (verstaan.intent, verstaan.uitkomst) else { return Vec::new() };
    let mut verschillen = Vec::new();
    let nieuw = na.nieuwe_standen(voor);
    let verwacht = wordt(intent, uitkomst);
    // What is thrown away may have been a few answers that were no draft yet.
    let zonder_concept = intent == Intent::MeldingAnnuleer && !voor.standen.values().any(|stand| stand == "concept");
    if let Some(stand) = verwacht
        && !nieuw.contains(stand)
        && !zonder_concept
    {
        verschillen.push((format!("an alert that becomes {stand}"), "none".into()));
    }
    for stand in ["verzonden", "ingetrokken", "gesloten"] {
        if nieuw.contains(stand) && verwacht != Some(stand) {
            verschillen.push((format!("no alert that becomes {stand}"), "one".into()));
        }
    }
    let gemeld = intent == Intent::BevestigDoorgestuurd && uitkomst == Uitkomst::Recorded;
    if gemeld != (na.geplaatst > voor.geplaatst) {
        let (wel, niet) = ("a group reported", "no group reported");
        let (verwacht, gekregen) = if gemeld { (wel, niet) } else { (niet, wel) };
        verschillen.push((verwacht.into(), gekregen.into()));
    }
    verschillen
}

/// What the bot claims and did not do, or did and does not claim.
pub fn loze_beweringen(id: &str, verstaan: &Verstaan, voor: &Peiling, na: &Peiling) -> Vec<String> {
    let Some(uitkomst) = verstaan.uitkomst else { return Vec::new() };
    let nieuw = na.berichten.get(voor.berichten.len()..).unwrap_or_default();
    let antwoord = nieuw.last();
    let nieuwe_rijen = na.naar_groepen.iter().filter(|(rij, _)| !voor.naar_groepen.contains_key(rij));
    let nieuwe_rijen: Vec<i64> = nieuwe_rijen.map(|(_, melding)| *melding).collect();
    // Whoever cannot post is followed by the next person, with an alert that had left already.
    let navraag = matches!(
        verstaan.intent,
        Some(Intent::BevestigNiet | Intent::BevestigDoorgestuurd | Intent::Afwezig | Intent::Terug)
    );
    let ongevraagd = nieuwe_rijen.iter().filter(|melding| !(navraag && voor.was_verstuurd(**melding))).count();
    let fout = |verwacht: &str, gekregen: String| regel(id, &format!("done({})", uitkomst.id()), verwacht, &gekregen);
    let gevolgen = loze_gevolgen(verstaan, voor, na).into_iter();
    let mut verschillen: Vec<String> = gevolgen.map(|(verwacht, gekregen)| fout(&verwacht, gekregen)).collect();
    // A second person's yes sends, and so may end with "accepted".
    let mag_sturen = uitkomst == Uitkomst::Sent
        || verstaan.intent == Some(Intent::MeldingGoedkeur) && uitkomst == Uitkomst::Accepted;
    if !mag_sturen && ongevraagd > 0 {
        verschillen.push(fout("nothing to groups", format!("{ongevraagd} rows")));
    }
    let iets_terug = match uitkomst {
        Uitkomst::Ignored => {
            if let Some((tekst, _)) = antwoord {
                verschillen.push(fout("no answer", Value::from(tekst.as_str()).to_string()));
            }
            return verschillen;
        }
        Uitkomst::Sent => {
            if nieuwe_rijen.is_empty() {
                verschillen.push(fout("rows to groups", "none".into()));
            }
            true
        }
        Uitkomst::Preview => nieuw.iter().any(|(tekst, _)| tekst.contains("NOG NIET VERSTUURD")),
        Uitkomst::Redirect112 => nieuw.first().is_some_and(|(tekst, _)| tekst.contains("112")),
        Uitkomst::Choose => {
            let genoemd = |tekst: &str| {
                verstaan.stelt_voor.len() > 1 && verstaan.stelt_voor.iter().all(|een| tekst.contains(een))
            };
            nieuw.iter().any(|(tekst, keuzes)| *keuzes > 0 || genoemd(tekst))
        }
        Uitkomst::SecondPerson => {
            let gevraagd = na.naar_anderen - voor.naar_anderen > 0;
            if !gevraagd {
                verschillen.push(fout("somebody else is asked", "nobody".into()));
            }
            true
        }
        Uitkomst::Ask
        | Uitkomst::Accepted
        | Uitkomst::Recorded
        | Uitkomst::Denied
        | Uitkomst::Info
        | Uitkomst::Corrected => true,
    };
    let wat = match uitkomst {
        Uitkomst::Preview => "an answer with NOG NIET VERSTUURD",
        Uitkomst::Redirect112 => "an answer that begins with 112",
        Uitkomst::Choose => "an answer with choices",
        _ => "an answer",
    };
    if nieuw.is_empty() || !iets_terug {
        let gekregen = antwoord.map_or_else(|| "none".into(), |(tekst, _)| Value::from(tekst.as_str()).to_string());
        verschillen.push(fout(wat, gekregen));
    }
    verschillen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verwacht(json: &str) -> Verwacht {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn chat_cases_compare_free_text_loosely_and_the_rest_exactly() {
        let verstaan = Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview);
        let verstaan =
            verstaan.slot("signalement", "Een man, met zwarte jas").slot("nummer", "zm-0231").slot("komt", false);
        let gelijk = verwacht(
            r#"{"intent":"melding.nieuw","outcome":"preview","slots":{"signalement":"man zwarte jas","komt":false,"wabp":null}}"#,
        );
        assert_eq!(verschillen("x", &gelijk, &verstaan), Vec::<String>::new());
        let anders = verwacht(
            r#"{"intent":"tip","outcome":"ask","slots":{"nummer":"ZM-0231"},"ask":["soort"],"warn":["w"],"suggest":["s"]}"#,
        );
        assert_eq!(
            verschillen("x", &anders, &verstaan),
            [
                "x: intent expected tip got melding.nieuw",
                "x: outcome expected ask got preview",
                "x: slots.nummer expected \"ZM-0231\" got \"zm-0231\"",
                "x: ask expected [\"soort\"] got []",
                "x: warn expected w got []",
                "x: suggest expected s got []",
            ]
        );
    }

    fn peiling(berichten: &[&str], rijen: &[i64]) -> Peiling {
        Peiling {
            berichten: berichten.iter().map(|tekst| ((*tekst).to_owned(), 0)).collect(),
            naar_groepen: rijen.iter().map(|rij| (*rij, 1)).collect(),
            naar_anderen: 0,
            standen: BTreeMap::new(),
            geplaatst: 0,
        }
    }

    #[test]
    fn chat_cases_believe_no_claim_that_nothing_bears_out() {
        let voor = peiling(&[], &[]);
        for (uitkomst, na, goed) in [
            (Uitkomst::Preview, peiling(&["NOG NIET VERSTUURD\n…"], &[]), true),
            (Uitkomst::Preview, peiling(&["NOG NIET VERSTUURD\n…"], &[1]), false),
            (Uitkomst::Preview, peiling(&["Verstuurd."], &[]), false),
            (Uitkomst::Sent, peiling(&["Verstuurd."], &[1]), true),
            (Uitkomst::Sent, peiling(&["Verstuurd."], &[]), false),
            (Uitkomst::Ignored, peiling(&[], &[]), true),
            (Uitkomst::Ignored, peiling(&["Dank u."], &[]), false),
            (Uitkomst::Redirect112, peiling(&["Bel 112.", "Meer."], &[]), true),
            (Uitkomst::Redirect112, peiling(&["Meer.", "Bel 112."], &[]), false),
            (Uitkomst::Ask, peiling(&[], &[]), false),
            (Uitkomst::Info, peiling(&["Zo is het."], &[]), true),
            (Uitkomst::Choose, peiling(&["Welke?"], &[]), false),
            (Uitkomst::SecondPerson, peiling(&["Een collega wordt gevraagd."], &[]), false),
        ] {
            let verstaan = Verstaan::is(Intent::MeldingNieuw, uitkomst);
            assert_eq!(loze_beweringen("x", &verstaan, &voor, &na).is_empty(), goed, "{uitkomst:?}");
        }
    }

    #[test]
    fn chat_cases_believe_no_consequence_that_did_not_come() {
        let met = |stand: &str, geplaatst: i64| {
            let mut peiling = peiling(&[], &[]);
            peiling.standen.insert(1, stand.to_owned());
            peiling.geplaatst = geplaatst;
            peiling
        };
        use Intent::{BevestigDoorgestuurd, BevestigGezien, MeldingAnnuleer, MeldingIntrek, MeldingVerstuur};
        for (intent, uitkomst, voor, na, goed) in [
            (MeldingVerstuur, Uitkomst::Sent, met("concept", 0), met("verzonden", 0), true),
            (MeldingVerstuur, Uitkomst::Sent, met("concept", 0), met("concept", 0), false),
            (MeldingVerstuur, Uitkomst::Ask, met("concept", 0), met("verzonden", 0), false),
            (MeldingAnnuleer, Uitkomst::Accepted, met("concept", 0), met("geannuleerd", 0), true),
            (MeldingAnnuleer, Uitkomst::Accepted, met("concept", 0), met("concept", 0), false),
            (MeldingIntrek, Uitkomst::Ask, met("verzonden", 0), met("ingetrokken", 0), false),
            (BevestigDoorgestuurd, Uitkomst::Recorded, met("verzonden", 0), met("verzonden", 1), true),
            (BevestigDoorgestuurd, Uitkomst::Recorded, met("verzonden", 0), met("verzonden", 0), false),
            (BevestigGezien, Uitkomst::Ask, met("verzonden", 0), met("verzonden", 1), false),
        ] {
            let verstaan = Verstaan::is(intent, uitkomst);
            assert_eq!(loze_gevolgen(&verstaan, &voor, &na).is_empty(), goed, "{intent:?} {uitkomst:?}");
        }
    }
}
