//! Another alert, typed whole at a question about one that was sent: its update, its stop, its end.
//!
//! Owns telling that it is another, and beginning it; writing it is `invullen`'s. Invariants: nothing of it goes into the one that was
//! asked about, of which nothing changes; one that stands still is named, since nobody else will.

use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::melding::invullen;
use crate::bot::melding::overnemen::is_tweede;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::store;
use crate::store::levensloop::{self, BijwerkingId};
use crate::store::melding::Melding;
use crate::texts::melding::vragen as tekst;

/// The sent alert that was asked about (its update, its stop, its end), where another is typed whole instead: that answers none of it, and what
/// was asked can be tapped still. `None`: it is no such line.
pub(in crate::bot) async fn welke(
    cx: &mut Cx<'_>,
    gevraagd: &Dialogue,
    getypt: &str,
) -> Result<Option<Melding>, BotError> {
    let over = match gevraagd {
        Dialogue::Bijwerking { bijwerking, .. } => {
            levensloop::get(cx.tx, BijwerkingId(*bijwerking)).await?.map(|bijwerking| bijwerking.melding)
        }
        Dialogue::Gestopt { melding, .. }
        | Dialogue::StopOfNieuws { melding, .. }
        | Dialogue::Update { melding }
        | Dialogue::Afsluiten { melding, .. } => Some(MeldingId(*melding)),
        _ => None,
    };
    let Some(over) = over.filter(|_| cx.persoon.mag(Recht::MeldingVersturen)) else { return Ok(None) };
    if !is_tweede(cx, over, getypt).await? {
        return Ok(None);
    }
    Ok(store::melding::get(cx.tx, over).await?)
}

/// Begins it. Where the one that was asked about stands still, that is said.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, vorige: &Melding, getypt: &str) -> HandlerResult {
    cx.end_dialogue().await?;
    let gedaan = invullen::begin(cx, getypt, None).await?;
    if vorige.stilgezet {
        cx.reply_after(tekst::staat_nog_stil(&vorige.nummer)).await?;
    }
    Ok(gedaan)
}
