//! An alert stands still, and it is asked what is to become of it: what is typed at that question.
//!
//! Owns its answers; halting is `stilzetten`'s, the withdrawal `intrekking`'s. Invariant: nothing leaves again, and nothing is
//! withdrawn, by words that do not say so.

use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::{antwoord, besluit as begrip_besluit, gesprek};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::intrekken::laten_staan;
use crate::bot::melding::intrekking::{mijn, niet_van_hen};
use crate::bot::melding::stilzetten::stop_en_vraag;
use crate::bot::melding::{afsluiten, opnieuw};
use crate::bot::vloer::gewoon;
use crate::domain::persoon::MeldingId;

/// A typed answer to "ook intrekken?", that is none of the words about an alert.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, id: MeldingId, reden: &str, getypt: &str) -> HandlerResult {
    if antwoord::zegt_afsluiten(getypt) {
        return afsluiten::getikt(cx, id).await;
    }
    if gesprek::laat_doorgaan(getypt) {
        return laten_staan(cx, id).await;
    }
    let ja = antwoord::ja(getypt);
    let aarzelt = begrip_besluit::aarzelt(getypt);
    if !ja && !aarzelt && !antwoord::nee(getypt) {
        return Ok(uitgesproken(cx, getypt).await?.unwrap_or_else(|| Gedaan::terug(getypt)));
    }
    let Some(melding) = mijn(cx, id).await? else { return Ok(niet_van_hen()) };
    if ja && cx.agrees_to_what_was_asked().await? {
        return opnieuw::trek_in(cx, &melding, reden).await;
    }
    // "Nee" does not say whether the rest may leave.
    stop_en_vraag(cx, &melding, reden).await
}

/// What is said outright at that question, in words that no rule knows, or that by themselves would halt: "weg ermee, was de
/// verkeerde". `None`: it is not asked, or nothing was said outright.
pub(in crate::bot) async fn uitgesproken(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let Found::Running(Dialogue::Gestopt { melding, reden }) = cx.dialogue().await? else { return Ok(None) };
    let id = MeldingId(melding);
    let wensen = [Wens::MeldingIntrek, Wens::MeldingSluit, Wens::MeldingLaten];
    Ok(Some(match gewoon::wil(cx, Open::Stopvraag, getypt, &wensen) {
        Some(Wens::MeldingIntrek) if cx.agrees_to_what_was_asked().await? => match mijn(cx, id).await? {
            Some(melding) => opnieuw::trek_in(cx, &melding, &reden).await?,
            None => niet_van_hen(),
        },
        Some(Wens::MeldingSluit) => afsluiten::getikt(cx, id).await?,
        Some(Wens::MeldingLaten) => laten_staan(cx, id).await?,
        _ => return Ok(None),
    }))
}
