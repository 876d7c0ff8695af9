//! Alerts that were held up for minutes: their officer says whether they still go.
//!
//! Invariants: what was held up never leaves by itself, because late is misleading; it leaves after a fresh
//! tap of the officer who sent the alert, while the alert is valid.

use crate::bot::context::{Cx, send_to};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::voorbeeld;
use crate::bot::knop::Knop;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::limits;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse};
use crate::store::{self, Tx};
use crate::texts::{knoppen, politie};
use crate::whatsapp::Outgoing;

/// Asks the officer. Done as timed work when messages were held.
///
/// # Errors
/// The database cannot be reached.
pub async fn vraag(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Result<(), BotError> {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let hoeveel = outbox::held(tx, id).await?;
    if hoeveel == 0 || melding.status != MeldingStatus::Verzonden {
        return Ok(());
    }
    let buttons = vec![Knop::Alsnog(id).met(knoppen::ALSNOG), Knop::LatenVervallen(id).met(knoppen::LATEN_VERVALLEN)];
    let vraag = Outgoing::buttons(politie::vastgehouden(&melding.nummer, hoeveel), buttons)?;
    send_to(tx, melding.verzender, Klasse::Politie, vraag, now_ms).await
}

/// The alert, if this officer sent it and it still runs.
async fn lopend(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let Some(melding) = voorbeeld::eigen_of_weiger(cx, id).await? else { return Ok(None) };
    if melding.status == MeldingStatus::Verzonden && cx.now_ms < melding.geldig_tot_ms {
        return Ok(Some(melding));
    }
    cx.reply(politie::niets_vastgehouden(&melding.nummer)).await?;
    Ok(None)
}

/// A tap on Alsnog versturen. One that was made minutes ago sends nothing: it is asked again.
pub(in crate::bot) async fn alsnog(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = lopend(cx, id).await? else { return Ok(()) };
    if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        return vraag(cx.tx, id, cx.now_ms).await;
    }
    let tot_ms = melding.geldig_tot_ms.min(cx.now_ms + limits::ALERT_SEND_WITHIN_MS);
    let hoeveel = outbox::release(cx.tx, id, tot_ms, cx.now_ms).await?;
    if hoeveel == 0 {
        return cx.reply(politie::niets_vastgehouden(&melding.nummer)).await;
    }
    cx.record("alsnog verstuurd", &melding.nummer, None).await?;
    cx.reply(politie::alsnog(&melding.nummer, hoeveel)).await
}

/// A tap on Laten vervallen.
pub(in crate::bot) async fn laten_vervallen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = lopend(cx, id).await? else { return Ok(()) };
    outbox::drop_held(cx.tx, id).await?;
    cx.record("laten vervallen", &melding.nummer, None).await?;
    cx.reply(politie::laten_vervallen(&melding.nummer)).await
}
