//! Which alert somebody means: by number in any notation, by the message replied to, or because only one fits.
//!
//! Owns finding it and asking where several fit. Invariant: an alert of a gemeente in which this person may not act
//! is as unknown as none.

use crate::bot::begrip::beide;
use crate::bot::begrip::levensloop::nummer_in;
use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::{antwoord, houding, soort, woorden};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, OverMelding};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::concept;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::{MeldingStatus, OEFENING, lees_nummer};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::domain::tijd;
use crate::domain::wijk::GemeenteId;
use crate::limits;
use crate::store;
use crate::store::levensloop::{self, Zoek};
use crate::store::melding::Melding;
use crate::texts::knoppen;
use crate::texts::melding::{levensloop as tekst, politiebericht, voorbeeld as politie};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_DESCRIPTION_MAX, Row};

/// The alert that is meant.
#[derive(Debug)]
pub(in crate::bot) enum Welke {
    /// This one.
    Een(Box<Melding>),
    /// One of these.
    Kies(Vec<Melding>),
    /// None fits: these left only after it was said.
    Later(Vec<Melding>),
    /// None fits.
    Geen,
    /// A number that is not there, or not theirs.
    Onbekend(String),
}

fn een(melding: Melding) -> Welke {
    Welke::Een(Box::new(melding))
}

/// The number of the first of what runs and was sent together, where nothing else runs of theirs: "sluit ze allebei". The others are
/// offered once it is done.
pub(in crate::bot) async fn eerste_van_samen(cx: &mut Cx<'_>) -> Result<Option<String>, BotError> {
    let Welke::Kies(groep) = welke(cx, None, Zoek::Lopend).await? else { return Ok(None) };
    let Some((eerste, anderen)) = groep.split_first() else { return Ok(None) };
    let samen = store::melding::sent_with(cx.tx, eerste.id).await?;
    let hoort_erbij = |ander: &Melding| samen.iter().any(|een| een.id == ander.id);
    Ok(anderen.iter().all(hoort_erbij).then(|| eerste.nummer.clone()))
}

/// News without the words that say that it is of both, and which that is: the other is offered once the first left.
pub(in crate::bot) async fn van_beide(
    cx: &mut Cx<'_>,
    genoemd: Option<String>,
    nieuw: String,
) -> Result<(Option<String>, String), BotError> {
    let Some(rest) = beide::zonder_beide(&nieuw) else { return Ok((genoemd, nieuw)) };
    let genoemd = if genoemd.is_none() { eerste_van_samen(cx).await? } else { genoemd };
    Ok((genoemd, rest.to_owned()))
}

/// Finds the alert that is meant.
pub(in crate::bot) async fn welke(cx: &mut Cx<'_>, nummer: Option<&str>, zoek: Zoek) -> Result<Welke, BotError> {
    if let Some(nummer) = nummer {
        return Ok(met_nummer(cx, nummer).await?.map_or_else(|| Welke::Onbekend(nummer.to_owned()), een));
    }
    if let Some(melding) = geciteerd(cx).await? {
        return Ok(een(melding));
    }
    let gemeenten: Vec<&GemeenteId> = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
    let sinds_ms = cx.now_ms - limits::STATUS_LOOK_BACK_MS;
    // What runs goes before what ended; one's own goes before what others sent.
    let mut later = Vec::new();
    for zoek in [Zoek::Lopend, zoek] {
        let alle = levensloop::recent(cx.tx, &gemeenten, zoek, sinds_ms).await?;
        let (wie, telefoon) = (cx.wie, cx.persoon.id);
        // What was said before an alert left is not about it.
        let (alle, nieuwer): (Vec<Melding>, Vec<Melding>) =
            alle.into_iter().partition(|melding| melding.verzonden_ms.is_none_or(|ms| cx.gezegd_na(ms)));
        if later.is_empty() {
            later = nieuwer;
        }
        let (eigen, anderen): (Vec<Melding>, Vec<Melding>) =
            alle.into_iter().partition(|melding| melding.wie == wie || melding.verzender.persoon == telefoon);
        for groep in [eigen, anderen] {
            match groep.len() {
                0 => {}
                1 => return Ok(groep.into_iter().next().map_or(Welke::Geen, een)),
                _ => return Ok(Welke::Kies(groep)),
            }
        }
    }
    Ok(if later.is_empty() { Welke::Geen } else { Welke::Later(later) })
}

async fn met_nummer(cx: &mut Cx<'_>, nummer: &str) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::by_nummer(cx.tx, nummer).await?;
    let persoon = &cx.persoon;
    Ok(melding
        .filter(|melding| melding.verzonden_ms.is_some() && persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)))
}

/// Whether an alert of theirs with this number runs.
pub(in crate::bot) async fn loopt(cx: &mut Cx<'_>, nummer: &str) -> Result<bool, BotError> {
    Ok(met_nummer(cx, nummer).await?.is_some_and(|melding| melding.status == MeldingStatus::Verzonden))
}

/// The number that these digits stand for, where they are all that was typed: the only alert with them, else themselves.
pub(in crate::bot) async fn op_cijfers(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<String>, BotError> {
    let cijfers = getypt.trim().trim_start_matches('#');
    if cijfers.is_empty() || !cijfers.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let mut gevonden = Vec::new();
    for code in cx.gemeenten.codes().into_iter().filter(|code| *code != OEFENING) {
        if let Some(nummer) = lees_nummer(&format!("{code}{cijfers}")) {
            gevonden.extend(met_nummer(cx, &nummer).await?);
        }
    }
    Ok(Some(match gevonden.as_slice() {
        [melding] => melding.nummer.clone(),
        _ => cijfers.to_owned(),
    }))
}

/// The alert of the message that this one answers: one that it carried, or one whose number stands in it.
pub(in crate::bot) async fn geciteerd(cx: &mut Cx<'_>) -> Result<Option<Melding>, BotError> {
    let Some(wamid) = cx.antwoord_op.clone() else { return Ok(None) };
    if let Some(id) = store::melding::carried_by(cx.tx, wamid.as_str(), cx.persoon.id).await? {
        let melding = store::melding::get(cx.tx, id).await?;
        return Ok(melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)));
    }
    let Some(gezegd) = levensloop::said_to(cx.tx, wamid.as_str(), cx.persoon.id).await? else { return Ok(None) };
    match nummer_in(&gezegd, &cx.gemeenten.codes()) {
        Some((nummer, _)) => met_nummer(cx, &nummer).await,
        None => Ok(None),
    }
}

/// Whether the message that this one answers says which alert is meant: where a question is open, only one from before
/// that question. What stands in the question is what it asks about.
pub(in crate::bot) async fn citaat_noemt(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    let Some(wamid) = cx.antwoord_op.clone() else { return Ok(false) };
    if geciteerd(cx).await?.is_none() {
        return Ok(false);
    }
    let Some(asked_ms) = cx.asked_ms().await? else { return Ok(true) };
    let gezegd_ms = levensloop::said_at_ms(cx.tx, wamid.as_str(), cx.persoon.id).await?;
    Ok(gezegd_ms.is_none_or(|gezegd_ms| gezegd_ms < asked_ms))
}

/// Asks which of several alerts is meant.
pub(in crate::bot) async fn vraag(
    cx: &mut Cx<'_>,
    wat: OverMelding,
    tekst: &str,
    meldingen: &[Melding],
) -> HandlerResult {
    vraag_met(cx, wat, tekst, meldingen, self::tekst::WELKE_MELDING).await
}

/// The number of the only alert that could be meant and that a short text tells by its wijk or kind: "rokkeveen", "de inbraak".
pub(in crate::bot) async fn omschreven_in(
    cx: &mut Cx<'_>,
    wat: OverMelding,
    getypt: &str,
) -> Result<Option<String>, BotError> {
    let gelezen = woorden::woorden(getypt);
    let noemt_nummer = nummer_in(getypt, &cx.gemeenten.codes()).is_some();
    if noemt_nummer || gelezen.len() > CHOICE_WORDS_MAX || houding::is_vraag(getypt) || antwoord::zegt_nee(getypt) {
        return Ok(None);
    }
    let zoek = if wat == OverMelding::Intrekken { Zoek::Verstuurd } else { Zoek::Lopend };
    let Welke::Kies(meldingen) = welke(cx, None, zoek).await? else { return Ok(None) };
    let soort = soort::vind(&gelezen).map(|soort| soort.soort);
    let past = meldingen.into_iter().filter(|melding| {
        let mag = [&melding.gemeente];
        let plaats = plaats::vind(getypt, &gelezen, cx.gemeenten, &mag);
        let daar = match &plaats {
            Plaats::Wijken { wijken, .. } => wijken.iter().any(|wijk| melding.wijken.contains(wijk)),
            _ => false,
        };
        let elders = plaats != Plaats::Geen && !daar;
        (daar || soort == Some(melding.soort)) && !elders && soort.is_none_or(|soort| soort == melding.soort)
    });
    let past: Vec<Melding> = past.collect();
    Ok(match past.as_slice() {
        [melding] => Some(melding.nummer.clone()),
        _ => None,
    })
}

/// More words than this choose nothing: they tell something.
const CHOICE_WORDS_MAX: usize = 5;

/// Asks once more, where one was named that is not meant.
pub(in crate::bot) async fn vraag_opnieuw(cx: &mut Cx<'_>, wat: OverMelding, tekst: &str) -> HandlerResult {
    let zoek = if wat == OverMelding::Intrekken { Zoek::Verstuurd } else { Zoek::Lopend };
    match welke(cx, None, zoek).await? {
        Welke::Een(melding) => vraag(cx, wat, tekst, &[*melding]).await,
        Welke::Kies(meldingen) | Welke::Later(meldingen) => vraag(cx, wat, tekst, &meldingen).await,
        Welke::Geen | Welke::Onbekend(_) => {
            cx.end_dialogue().await?;
            cx.reply(self::tekst::GEEN_LOPENDE).await?;
            Ok(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Info))
        }
    }
}

/// The same in other words.
pub(in crate::bot) async fn vraag_met(
    cx: &mut Cx<'_>,
    wat: OverMelding,
    tekst: &str,
    meldingen: &[Melding],
    vraag: &str,
) -> HandlerResult {
    let (intent, knop): (Intent, fn(MeldingId) -> Knop) = match wat {
        OverMelding::Update => (Intent::MeldingUpdate, Knop::Bijwerken),
        OverMelding::Sluiten => (Intent::MeldingSluit, Knop::Afsluiten),
        OverMelding::Intrekken => (Intent::MeldingIntrek, Knop::Intrekken),
    };
    let rows: Vec<Row> = meldingen
        .iter()
        .take(LIST_ROWS_MAX)
        .map(|melding| {
            let waar = cx.gemeenten.get(&melding.gemeente).map(|gemeente| gemeente.namen(&melding.wijken));
            let om = tijd::klok(melding.verzonden_ms.unwrap_or(melding.gemaakt_ms));
            let wat = format!("{}, {}, {om} uur", politiebericht::soort(melding.soort), waar.unwrap_or_default());
            Row {
                id: knop(melding.id).encode(),
                title: melding.nummer.clone(),
                description: Some(crate::texts::ingekort(&wat, ROW_DESCRIPTION_MAX)),
            }
        })
        .collect();
    cx.expect(&Dialogue::WelkeMelding { wat, tekst: tekst.to_owned() }).await?;
    cx.reply_list(vraag, knoppen::KIES, rows).await?;
    let kiest = Verstaan::is(intent, Uitkomst::Choose);
    Ok(meldingen.iter().fold(kiest, |kiest, melding| kiest.stel_voor(melding.nummer.as_str())).into())
}

/// Tells of a number that it is not there, or not theirs. Of a draft of their own it is said that it never left.
pub(in crate::bot) async fn onbekend(cx: &mut Cx<'_>, nummer: &str) -> Written {
    let tekst = match eigen_concept(cx, nummer).await? {
        Some(concept) => politie::nooit_verstuurd(&concept.nummer, concept.status),
        None => politie::onbekend_nummer(nummer),
    };
    cx.reply(tekst).await
}

/// The alert with this number that this person wrote or confirmed, and that never left.
pub(in crate::bot) async fn eigen_concept(cx: &mut Cx<'_>, nummer: &str) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::by_nummer(cx.tx, nummer).await?;
    let (wie, telefoon) = (cx.wie, cx.persoon.id);
    Ok(melding.filter(|melding| {
        melding.verzonden_ms.is_none() && (melding.wie == wie || melding.verzender.persoon == telefoon)
    }))
}

/// Alerts that run, each in one line: its number, kind and place, and of a colleague's whose it is.
pub(in crate::bot) async fn omschreven(cx: &mut Cx<'_>, meldingen: &[Melding]) -> Result<Vec<String>, BotError> {
    let mut regels = Vec::with_capacity(meldingen.len());
    for melding in meldingen {
        let waar = cx.gemeenten.get(&melding.gemeente).map(|gemeente| gemeente.namen(&melding.wijken));
        let van = if van_mij(cx, melding) {
            None
        } else {
            let verzender = store::persoon::load(cx.tx, melding.verzender.persoon).await?;
            Some(verzender.hoofdrol())
        };
        regels.push(tekst::melding_in_een_regel(&melding.nummer, melding.soort, &waar.unwrap_or_default(), van));
    }
    Ok(regels)
}

pub(in crate::bot) fn van_mij(cx: &Cx<'_>, melding: &Melding) -> bool {
    melding.wie == cx.wie || melding.verzender.persoon == cx.persoon.id
}

/// Whether somebody may stop an alert by words alone: they wrote it, or let it leave as the second person.
pub(in crate::bot) fn is_van(cx: &Cx<'_>, melding: &Melding) -> bool {
    van_mij(cx, melding) || melding.goedgekeurd_door == Some(cx.wie)
}

/// The last alert of this person that runs and left just before what was said; and those that left after it was said.
pub(in crate::bot) async fn pas_verstuurd(cx: &mut Cx<'_>) -> Result<(Option<Melding>, Vec<Melding>), BotError> {
    // A wijkagent wrote what a colleague let go.
    let schrijft_in: Vec<GemeenteId> = concept::schrijft_in(cx).into_iter().cloned().collect();
    let mut gemeenten: Vec<&GemeenteId> = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
    gemeenten.extend(&schrijft_in);
    gemeenten.sort_unstable();
    gemeenten.dedup();
    let sinds_ms = cx.gezegd_ms - limits::PANIC_LOOK_BACK_MS;
    let recent = levensloop::recent(cx.tx, &gemeenten, Zoek::Lopend, sinds_ms).await?;
    let eigen = recent.into_iter().filter(|melding| is_van(cx, melding));
    let (eerder, nieuwer): (Vec<Melding>, Vec<Melding>) =
        eigen.partition(|melding| melding.verzonden_ms.is_none_or(|ms| cx.gezegd_na(ms)));
    Ok((eerder.into_iter().next(), nieuwer))
}

/// The number of an alert of this person that runs and left a moment ago.
pub(in crate::bot) async fn pas_verstuurd_nummer(cx: &mut Cx<'_>) -> Result<Option<(MeldingId, String)>, BotError> {
    let (bedoeld, _) = pas_verstuurd(cx).await?;
    Ok(bedoeld.map(|melding| (melding.id, melding.nummer)))
}
