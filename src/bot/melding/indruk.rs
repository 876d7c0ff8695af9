//! What beheerders thought of an alert after its end, and `/kwaliteit`: how good alerts were, in figures.
//!
//! Owns asking them and reading it out. Invariants: each is asked once a month at most, never in their quiet hours, and it
//! counts among the messages that are no alert; what is read out is of five alerts and three senders or more.

use std::collections::{BTreeMap, BTreeSet};

use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::kwaliteit::{Indruk, Oordeel};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::indruk::{self as opslag, Geteld};
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::texts::melding::indruk::{self as tekst, Regel};
use crate::texts::{engels, knoppen};
use crate::whatsapp::outgoing::Row;
use crate::whatsapp::{Bericht, Outgoing};

/// Asks those who got an alert what they thought of it, some minutes after its end.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    if melding.oefening || !matches!(melding.status, MeldingStatus::Gesloten | MeldingStatus::Verlopen) {
        return Ok(());
    }
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let nummer = gemeente.phone_number_id.as_ref().unwrap_or(&melding.verzender.phone_number_id);
    // An hour is left to answer in an open window.
    let vensters = (now_ms - limits::WINDOW_MS + limits::HOUR_MS, now_ms - limits::MONTH_MS);
    let minuut = tijd::minuut_van_de_dag(now_ms);
    let alle = opslag::to_ask(tx, id, nummer, vensters, now_ms).await?;
    let wakker: Vec<_> =
        alle.into_iter().filter(|mens| !mens.stilte().is_some_and(|stilte| stilte.loopt(minuut))).collect();
    let ids: Vec<PersoonId> = wakker.iter().map(|mens| mens.persoon).collect();
    let most = gemeente.instellingen.andere_berichten_per_maand;
    let mensen = store::anders::with_room(tx, &ids, (most, now_ms - limits::MONTH_MS), false).await?;
    if mensen.is_empty() {
        return Ok(());
    }
    let rows: Vec<NewRow> = wakker
        .iter()
        .filter(|mens| mensen.contains(&mens.persoon))
        .map(|mens| {
            Ok(NewRow {
                chat: ChatKey { phone_number_id: nummer.clone(), chat: String::new(), persoon: mens.persoon },
                klasse: Klasse::Overig,
                melding: None,
                bericht: Bericht::vrij(vraag(id, &melding.nummer, mens.engels)?),
                antwoord_op: None,
                geldig_tot_ms: now_ms + limits::HOUR_MS,
            })
        })
        .collect::<Result<_, BotError>>()?;
    outbox::insert(tx, &rows, now_ms).await?;
    opslag::ask(tx, id, &mensen, now_ms).await?;
    Ok(store::anders::spend(tx, &mensen, "vraag", now_ms).await?)
}

fn vraag(id: MeldingId, nummer: &str, in_engels: bool) -> Result<Outgoing, BotError> {
    let rij = |indruk: Indruk| Row {
        id: Knop::Indruk(id, indruk).encode(),
        title: tekst::rij(indruk).to_owned(),
        description: None,
    };
    let vraag = tekst::vraag(nummer);
    let vraag = if in_engels { engels::vertaal(&vraag).unwrap_or(vraag) } else { vraag };
    Ok(Outgoing::list(vraag, knoppen::KIES, Indruk::ALLE.map(rij).into())?)
}

/// A tap on an answer. The last one counts.
pub(in crate::bot) async fn gegeven(cx: &mut Cx<'_>, id: MeldingId, indruk: Indruk) -> HandlerResult {
    if !opslag::note(cx.tx, id, cx.persoon.id, indruk).await? {
        cx.record("indruk", &id.0.to_string(), Some("niet aan deze persoon")).await?;
        cx.reply(tekst::NIET_GEVRAAGD).await?;
        return Ok(Gedaan::is(Intent::Kwaliteit, Uitkomst::Denied));
    }
    cx.reply(tekst::GENOTEERD).await?;
    Ok(Gedaan::is(Intent::Kwaliteit, Uitkomst::Recorded))
}

/// `/kwaliteit`: how good alerts were, by month and kind.
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>) -> HandlerResult {
    let mag: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::StandInzien).into_iter().cloned().collect();
    let mut delen = Vec::new();
    for id in &mag {
        let Some(gemeente) = cx.gemeenten.get(id) else { continue };
        delen.push(van_gemeente(cx.tx, gemeente, cx.now_ms).await?);
    }
    cx.record("kwaliteit", "", None).await?;
    cx.reply(delen.join("\n\n")).await?;
    Ok(Verstaan::is(Intent::Kwaliteit, Uitkomst::Info).into())
}

/// The year, the month and the kind of alerts that are counted together.
type Sleutel = (i16, i8, &'static str);

/// Alerts that are counted together.
#[derive(Debug, Default)]
struct Groep {
    meldingen: usize,
    verzenders: BTreeSet<PersoonId>,
    oordelen: BTreeMap<&'static str, i64>,
    indrukken: BTreeMap<&'static str, i64>,
}

impl Groep {
    fn erbij(&mut self, geteld: &Geteld, indrukken: &[(MeldingId, String, i64)]) {
        self.meldingen += 1;
        self.verzenders.insert(geteld.wie);
        if let Some(oordeel) = Oordeel::van_id(&geteld.kwaliteit) {
            *self.oordelen.entry(oordeel.id()).or_default() += 1;
        }
        for (_, gezegd, aantal) in indrukken.iter().filter(|(id, ..)| *id == geteld.id) {
            if let Some(indruk) = Indruk::van_id(gezegd) {
                *self.indrukken.entry(indruk.id()).or_default() += aantal;
            }
        }
    }

    /// Of fewer it could be told whose they were.
    fn genoeg(&self) -> bool {
        self.meldingen >= limits::QUALITY_SHOWN_ALERTS_MIN && self.verzenders.len() >= limits::QUALITY_SHOWN_SENDERS_MIN
    }

    fn regel(&self, wat: String) -> Regel {
        let telling =
            |geteld: &BTreeMap<&'static str, i64>| geteld.iter().map(|(wat, aantal)| (*wat, *aantal)).collect();
        Regel { wat, meldingen: self.meldingen, oordelen: telling(&self.oordelen), indrukken: telling(&self.indrukken) }
    }
}

async fn van_gemeente(tx: &mut Tx, gemeente: &Gemeente, now_ms: i64) -> Result<String, BotError> {
    let sinds_ms = now_ms - limits::FIGURES_LOOK_BACK_MS;
    let indrukken = opslag::answers(tx, &gemeente.id, sinds_ms).await?;
    let mut alles = Groep::default();
    let mut groepen: BTreeMap<Sleutel, Groep> = BTreeMap::new();
    for geteld in opslag::alerts(tx, &gemeente.id, sinds_ms).await? {
        let dag = tijd::vandaag(geteld.verzonden_ms);
        let soort = MeldingSoort::van_id(&geteld.soort).map_or("", MeldingSoort::id);
        groepen.entry((dag.year(), dag.month(), soort)).or_default().erbij(&geteld, &indrukken);
        alles.erbij(&geteld, &indrukken);
    }
    if !alles.genoeg() {
        return Ok(tekst::te_weinig(&gemeente.naam));
    }
    let mut getoond: Vec<_> =
        groepen.iter().rev().filter(|(_, groep)| groep.genoeg()).take(limits::QUALITY_LINES_MAX).collect();
    // What is shown, taken from all of them, leaves the rest: of that too it could be told whose they were.
    while !getoond.is_empty() && !genoeg_of_niets(&groepen, &getoond) {
        getoond.pop();
    }
    let verborgen = groepen.len() - getoond.len();
    let regels: Vec<Regel> = getoond
        .into_iter()
        .map(|((jaar, maand, soort), groep)| groep.regel(tekst::maand_en_soort(*jaar, *maand, soort)))
        .collect();
    Ok(tekst::overzicht(&gemeente.naam, &alles.regel(tekst::ALLES.to_owned()), &regels, verborgen))
}

/// Whether what is not among the shown ones is nothing, or enough.
fn genoeg_of_niets(groepen: &BTreeMap<Sleutel, Groep>, getoond: &[(&Sleutel, &Groep)]) -> bool {
    let mut rest = Groep::default();
    for (sleutel, groep) in groepen {
        if !getoond.iter().any(|(een, _)| *een == sleutel) {
            rest.meldingen += groep.meldingen;
            rest.verzenders.extend(&groep.verzenders);
        }
    }
    rest.meldingen == 0 || rest.genoeg()
}
