//! Messages of alerts that were held up for minutes, or of which nobody knows whether they arrived: their officer says
//! whether they still go.
//!
//! Invariants: what was held up never leaves by itself, because late is misleading; it leaves after a fresh
//! tap of the officer who sent the alert, while the alert is valid.

use crate::bot::context::{Cx, send_to};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::concept;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::limits;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Held, Klasse};
use crate::store::{self, Tx};
use crate::texts::knoppen;
use crate::texts::melding::voorbeeld as politie;
use crate::whatsapp::Outgoing;

/// Asks the officer. Done as timed work when messages were held.
///
/// # Errors
/// The database cannot be reached.
pub async fn vraag(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let held = outbox::held(tx, id).await?;
    if !te_beslissen(&melding, held) {
        return Ok(());
    }
    let buttons = vec![Knop::Alsnog(id).met(knoppen::ALSNOG), Knop::LatenVervallen(id).met(knoppen::LATEN_VERVALLEN)];
    let tekst = match held.onzeker {
        0 => politie::vastgehouden(&melding.nummer, held.alle),
        onzeker => politie::onzeker(&melding.nummer, onzeker, held.alle - onzeker),
    };
    send_to(tx, melding.verzender, Klasse::Politie, Outgoing::buttons(tekst, buttons)?, now_ms).await
}

/// Whether there is anything to decide about. Of an alert that ended only its end and its withdrawal are still good to know.
fn te_beslissen(melding: &Melding, held: Held) -> bool {
    held.alle > 0 && (melding.status == MeldingStatus::Verzonden || held.onzeker > 0)
}

/// The alert, if this officer sent it and something of it can still go; else they hear that there is nothing.
async fn lopend(cx: &mut Cx<'_>, id: MeldingId) -> Result<Result<Melding, Gedaan>, BotError> {
    let Some(melding) = concept::eigen_of_weiger(cx, id).await? else {
        return Ok(Err(Gedaan::is(Intent::Vastgehouden, Uitkomst::Denied)));
    };
    let loopt = melding.status == MeldingStatus::Verzonden && cx.now_ms < melding.geldig_tot_ms;
    let held = outbox::held(cx.tx, id).await?;
    if loopt || melding.status != MeldingStatus::Verzonden && te_beslissen(&melding, held) {
        return Ok(Ok(melding));
    }
    cx.reply(politie::niets_vastgehouden(&melding.nummer)).await?;
    Ok(Err(over(&melding, Uitkomst::Info)))
}

/// What was done about what was held of an alert.
fn over(melding: &Melding, uitkomst: Uitkomst) -> Gedaan {
    Verstaan::is(Intent::Vastgehouden, uitkomst).slot("nummer", melding.nummer.as_str()).into()
}

/// A tap on Alsnog versturen. One that was made minutes ago sends nothing: it is asked again.
pub(in crate::bot) async fn alsnog(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let melding = match lopend(cx, id).await? {
        Ok(melding) => melding,
        Err(geweigerd) => return Ok(geweigerd),
    };
    if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        vraag(cx.tx, id, cx.now_ms).await?;
        return Ok(over(&melding, Uitkomst::Ask));
    }
    let binnen_ms = cx.now_ms + limits::ALERT_SEND_WITHIN_MS;
    let loopt = melding.status == MeldingStatus::Verzonden;
    let tot_ms = if loopt { melding.geldig_tot_ms.min(binnen_ms) } else { binnen_ms };
    let hoeveel = outbox::release(cx.tx, id, tot_ms, cx.now_ms).await?;
    if hoeveel == 0 {
        cx.reply(politie::niets_vastgehouden(&melding.nummer)).await?;
        return Ok(over(&melding, Uitkomst::Info));
    }
    cx.record("alsnog verstuurd", &melding.nummer, None).await?;
    cx.reply(politie::alsnog(&melding.nummer, hoeveel)).await?;
    Ok(over(&melding, Uitkomst::Sent))
}

/// A tap on Laten vervallen.
pub(in crate::bot) async fn laten_vervallen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let melding = match lopend(cx, id).await? {
        Ok(melding) => melding,
        Err(geweigerd) => return Ok(geweigerd),
    };
    outbox::drop_held(cx.tx, id).await?;
    cx.record("laten vervallen", &melding.nummer, None).await?;
    cx.reply(politie::laten_vervallen(&melding.nummer)).await?;
    Ok(over(&melding, Uitkomst::Accepted))
}
