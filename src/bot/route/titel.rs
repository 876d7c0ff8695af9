//! The title of a button, typed in full: "nog niet" under "AMBER Alert al overlegd?".
//!
//! Owns which button is meant. Invariants: only of the last message, and only what nobody understood otherwise; nothing is
//! sent and nothing agreed to by it, which takes the button itself or words of its own.

use crate::bot::context::Cx;
use crate::bot::eigen::EigenKnop;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{GOEDKEUREN, Knop, TWEEDE};
use crate::bot::said::Said;
use crate::{limits, store};

/// Answers the tap that was typed, if one was.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let titel = tekst.trim().trim_end_matches(['.', '!']);
    if titel.is_empty() || titel.chars().count() > crate::whatsapp::outgoing::ROW_TITLE_MAX {
        return Ok(None);
    }
    let sinds_ms = cx.gezegd_ms - limits::TYPED_TITLE_MS;
    let past = store::uitgegeven::choices_titled(cx.tx, cx.persoon.id, titel, None, sinds_ms).await?;
    if past.is_empty() {
        return Ok(None);
    }
    let laatste = store::uitgegeven::last_choices(cx.tx, cx.persoon.id).await?;
    let knop = past.iter().find(|id| laatste.contains(id)).and_then(|id| Knop::decode(id));
    Ok(knop.filter(|knop| !stemt_in(knop)).map(|knop| Gedaan::Terug(Said::Tap(knop))))
}

/// Whether a tap sends something, or agrees to it.
fn stemt_in(knop: &Knop) -> bool {
    let verstuurt = matches!(
        knop,
        Knop::Versturen(..)
            | Knop::UpdateVersturen(..)
            | Knop::Alsnog(_)
            | Knop::OverdrachtAanvaard(_)
            | Knop::BlokkadeTerug(_)
            | Knop::Eigen(EigenKnop::BijeenkomstVersturen(..))
    );
    verstuurt || [TWEEDE, GOEDKEUREN].contains(&knop.requires())
}
