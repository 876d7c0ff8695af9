//! "Stop", "verkeerde wijk" and "intrekken" by a wijkagent about what they wrote and a colleague let go.
//!
//! Owns that these words are heard of somebody who has no right to end an alert; halting it, and who is asked then, is
//! `stilzetten`'s. Invariant: whoever wrote an alert can always halt it.

use crate::bot::begrip::levensloop::{self as begrip, Gezegd};
use crate::bot::begrip::terugnemen;
use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{concept, stilzetten, welke};
use crate::domain::rechten::Recht;

/// Whether somebody who may only write drafts stops one of theirs that left; answers what was done.
pub(in crate::bot) async fn stopt(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if cx.persoon.mag(Recht::MeldingBijwerken) || concept::schrijft_in(cx).is_empty() {
        return Ok(None);
    }
    let codes = cx.gemeenten.codes();
    let Some(gezegd) = begrip::lees(getypt, &codes).or_else(|| terugnemen::lees(getypt, &codes)) else {
        return Ok(None);
    };
    if !matches!(gezegd.gezegd, Gezegd::Paniek | Gezegd::Intrekken(_)) {
        return Ok(None);
    }
    let (Some(melding), _) = welke::pas_verstuurd(cx).await? else { return Ok(None) };
    if gezegd.nummer.is_some_and(|nummer| nummer != melding.nummer) {
        return Ok(None);
    }
    stilzetten::stop_en_vraag(cx, &melding, "").await.map(Some)
}
