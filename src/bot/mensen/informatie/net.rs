//! Words that take something back right after information was sent, or that name it.
//!
//! Owns that they are about the information. Invariant: no alert stops or is withdrawn by them, and nothing is taken back by them
//! either: the button does that.

use super::opslag;
use crate::bot::begrip::informatie as begrip;
use crate::bot::begrip::levensloop::nummer_in;
use crate::bot::begrip::terugnemen;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::EigenKnop;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::informatie::InformatieStatus;
use crate::domain::melding::MeldingStatus;
use crate::domain::rechten::Recht;
use crate::limits;
use crate::store;
use crate::texts::knoppen;
use crate::texts::mensen::informatie as tekst;

/// Words that take back, said with these words beside them; or any text (`los`), which has to name information itself.
pub(in crate::bot) async fn neemt_terug(cx: &mut Cx<'_>, getypt: &str, los: bool) -> Result<Option<Gedaan>, BotError> {
    let noemt = begrip::neemt_informatie_terug(getypt);
    let codes = cx.gemeenten.codes();
    // With its number it is clear already.
    let met_nummer = nummer_in(getypt, &codes).is_some() || begrip::genoemd(getypt).is_some();
    let ander = met_nummer || cx.antwoord_op.is_some();
    let los = los && terugnemen::lees(getypt, &codes).is_none() && !begrip::neemt_iets_terug(getypt);
    if !cx.persoon.mag(Recht::Informatie) || ander || (los && !noemt) {
        return Ok(None);
    }
    let vrij = match cx.dialogue().await? {
        Found::None => true,
        Found::Running(Dialogue::Gestopt { .. }) => noemt,
        Found::Running(_) | Found::Unreadable => false,
    };
    if !vrij {
        return Ok(None);
    }
    let sinds_ms = cx.gezegd_ms - if noemt { limits::DAY_MS } else { limits::PANIC_LOOK_BACK_MS };
    let laatste = opslag::last_of(cx.tx, (cx.wie, cx.persoon.id), sinds_ms).await?;
    let Some(een) = laatste.filter(|een| cx.gezegd_na(een.verstuurd_ms.unwrap_or(een.gemaakt_ms))) else {
        return Ok(None);
    };
    let melding = store::melding::last_sent_by(cx.tx, cx.persoon.id, cx.now_ms - limits::STATUS_LOOK_BACK_MS).await?;
    let vertrok_ms = een.verstuurd_ms.unwrap_or(een.gemaakt_ms);
    if !noemt && melding.as_ref().and_then(|melding| melding.verzonden_ms).is_some_and(|ms| ms >= vertrok_ms) {
        return Ok(None);
    }
    let lopend = melding.filter(|melding| melding.status == MeldingStatus::Verzonden);
    let staat = tekst::hoe_het_staat(&een.id.nummer(), een.status == InformatieStatus::Wacht);
    let mut buttons = vec![EigenKnop::InformatieIntrekken(een.id).met(knoppen::INTREKKEN_NU)];
    let staat = match &lopend {
        Some(melding) => {
            buttons.push(Knop::Annuleren(melding.id).met(knoppen::stop(&melding.nummer)));
            format!("{staat} {}", tekst::melding_loopt_door(&melding.nummer))
        }
        None => staat,
    };
    cx.reply_buttons(staat, buttons).await?;
    Ok(Some(Gedaan::is(Intent::Informatie, Uitkomst::Ask)))
}
