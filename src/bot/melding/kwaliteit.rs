//! How good an alert was: one question to its sender at the end of the shift, one tap.
//!
//! Invariants: about each alert is asked once, never about an exercise, and never at night; several that end in one
//! shift are asked about together; no answer is an answer too.

use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::kwaliteit::Oordeel;
use crate::domain::persoon::MeldingId;
use crate::domain::tijd;
use crate::domain::wijk::{Gemeenten, opsomming};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::knoppen;
use crate::texts::melding::{kwaliteit as tekst, politiebericht};
use crate::whatsapp::outgoing::{Button, Row};
use crate::whatsapp::{Bericht, Outgoing};

/// Does the timed work: settles the moment first, and asks when it has come.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let vanaf_ms = store::kwaliteit::vanaf_ms(tx, id).await?;
    let op_tijd = vanaf_ms.is_some_and(|vanaf_ms| (0..=limits::QUALITY_LATE_MS_MAX).contains(&(now_ms - vanaf_ms)));
    if op_tijd {
        return vraag(tx, &melding, now_ms).await;
    }
    // Not settled yet, or the bot was away then: at the next end of a shift by day.
    let uren = gemeenten.get(&melding.gemeente).map(|gemeente| gemeente.instellingen.einde_dienst_uren.as_slice());
    let overdag: Vec<i8> = uren.unwrap_or_default().iter().copied().filter(|uur| (7..=22).contains(uur)).collect();
    let Some(einde_ms) = tijd::volgende_uur(&overdag, now_ms) else { return Ok(()) };
    store::kwaliteit::set_vanaf_ms(tx, id, einde_ms).await?;
    Ok(taak::plan_anew(tx, Taak::Kwaliteit(id), einde_ms).await?)
}

/// Asks about all alerts of this sender whose moment has come.
async fn vraag(tx: &mut Tx, melding: &Melding, now_ms: i64) -> Written {
    let wie = melding.verzender.persoon;
    let ids = store::kwaliteit::te_vragen(tx, wie, now_ms).await?;
    let mens = store::persoon::load(tx, wie).await?;
    let mut meldingen = Vec::new();
    for id in ids {
        store::kwaliteit::mark_asked(tx, id, now_ms).await?;
        meldingen.extend(store::melding::get(tx, id).await?);
    }
    // Whose rights were taken is not asked anything.
    if mens.geblokkeerd {
        return Ok(());
    }
    for samen in meldingen.chunks(limits::QUALITY_ALERTS_MAX) {
        let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
        let row = NewRow {
            chat,
            klasse: Klasse::Overig,
            melding: None,
            bericht: Bericht::vrij(als_vraag(samen)?),
            antwoord_op: None,
            geldig_tot_ms: now_ms + limits::QUALITY_SEND_WITHIN_MS,
        };
        outbox::insert(tx, &[row], now_ms).await?;
    }
    Ok(())
}

/// One alert with a button for each answer; several as rows.
fn als_vraag(meldingen: &[Melding]) -> Result<Outgoing, BotError> {
    if let [melding] = meldingen {
        let knop = |oordeel: Oordeel| Knop::Kwaliteit(melding.id, oordeel).met(tekst::knop(oordeel));
        let buttons: Vec<Button> = [Oordeel::Goed, Oordeel::TeLaat, Oordeel::Onduidelijk].map(knop).into();
        let verzonden_ms = melding.verzonden_ms.unwrap_or(melding.gemaakt_ms);
        let vraag = tekst::vraag(&melding.nummer, politiebericht::soort(melding.soort), verzonden_ms);
        return Ok(Outgoing::buttons(vraag, buttons)?);
    }
    // Four answers each for two alerts, three each for three: ten rows hold no more.
    let antwoorden = if meldingen.len() == 2 { Oordeel::ALLE.len() } else { Oordeel::ALLE.len() - 1 };
    let rows = meldingen.iter().flat_map(|melding| {
        Oordeel::ALLE.into_iter().take(antwoorden).map(|oordeel| Row {
            id: Knop::Kwaliteit(melding.id, oordeel).encode(),
            title: tekst::rij(&melding.nummer, oordeel),
            description: None,
        })
    });
    let nummers = opsomming(meldingen.iter().map(|melding| melding.nummer.as_str()));
    Ok(Outgoing::list(tekst::vraag_meer(&nummers), knoppen::KIES, rows.collect())?)
}

/// A tap on an answer. The last one counts.
pub(in crate::bot) async fn beoordeeld(cx: &mut Cx<'_>, id: MeldingId, oordeel: Oordeel) -> HandlerResult {
    let melding = store::melding::get(cx.tx, id).await?;
    let eigen = melding.filter(|melding| melding.verzender.persoon == cx.persoon.id || melding.wie == cx.wie);
    let Some(melding) = eigen else {
        cx.record("kwaliteit", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.reply_sparingly(tekst::NIET_VAN_U).await?;
        return Ok(Gedaan::is(Intent::Kwaliteit, Uitkomst::Denied));
    };
    store::kwaliteit::noteer(cx.tx, id, oordeel).await?;
    cx.record("kwaliteit", &melding.nummer, None).await?;
    cx.reply(tekst::GENOTEERD).await?;
    Ok(Gedaan::is(Intent::Kwaliteit, Uitkomst::Recorded))
}
