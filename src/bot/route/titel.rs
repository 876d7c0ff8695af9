//! The title of a button, typed in full: "nog niet" under "AMBER Alert al overlegd?".
//!
//! Owns which button is meant; which may be typed stands in the table of buttons. Invariants: only of the last message, and only what nobody understood
//! otherwise; nothing is sent, agreed to or undone by it for good, which takes the button itself or words of its own.

use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::{limits, store};

/// Answers the tap that was typed, if one was.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let knop = knop(cx, tekst).await?.filter(Knop::mag_getypt);
    Ok(knop.map(|knop| Gedaan::Terug(Said::Tap(knop))))
}

/// What somebody thought of an alert that is over, typed as its button says it ("te laat", "duidelijk"), while none runs that it could be said
/// of.
pub(in crate::bot) async fn oordeel(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(knop @ Knop::Indruk(..)) = knop(cx, tekst).await? else { return Ok(None) };
    let loopt = !store::tip::running_for(cx.tx, cx.persoon.id, cx.now_ms).await?.is_empty();
    Ok((!loopt).then_some(Gedaan::Terug(Said::Tap(knop))))
}

/// The button of a moment ago whose title a text is.
pub(in crate::bot) async fn knop(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Knop>, BotError> {
    let titel = tekst.trim().trim_end_matches(['.', '!']);
    if titel.is_empty() || titel.chars().count() > crate::whatsapp::outgoing::ROW_TITLE_MAX {
        return Ok(None);
    }
    let sinds_ms = cx.gezegd_ms - limits::TYPED_TITLE_MS;
    let knop = store::uitgegeven::last_choice_titled(cx.tx, cx.persoon.id, titel, sinds_ms).await?;
    Ok(knop.and_then(|knop| Knop::decode(&knop)))
}
