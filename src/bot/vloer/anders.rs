//! Whether what somebody types answers what was asked, or is about something else.
//!
//! Owns handing such a text back, so that the route finds whom it is for. Invariant: nothing is written but the end of the
//! question.

use crate::bot::begrip::bedoeling::{self, Bedoeling};
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::texts::mensen::eigen as tekst;

/// Something else than was asked, if it plainly is: then nothing is waited for any more.
pub(in crate::bot) async fn iets_anders(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let om = omstandigheden(cx).await?;
    match bedoeling::lees(getypt, &om) {
        Bedoeling::Onbegrepen | Bedoeling::Praatje => Ok(None),
        _ => {
            cx.end_dialogue().await?;
            Ok(Some(Gedaan::terug(getypt)))
        }
    }
}

/// Somebody leaves a question about themselves: nothing changes.
pub(in crate::bot) async fn laat_maar(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply(tekst::NIETS_VERANDERD).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}
