//! What a beheerder typed under an alert, and nobody understood.
//!
//! Owns that answer. Invariant: 112 and the number stand in it, and the buttons come once for an alert.

use crate::bot::begrip::vermoeden::Wens;
use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::knop::Knop;
use crate::bot::route::vermoed::omgeving::{kreeg_knoppen, omgeving};
use crate::bot::route::vermoed::{AANBOD_MIN, VRAAGT};
use crate::texts::knoppen as titels;
use crate::texts::vloer::vermoed as tekst;

/// What a beheerder typed under an alert and nobody understood: 112 and the number, and once for an alert the buttons; to what is likely talk
/// no more than that. Answers whether one runs that is meant.
pub(in crate::bot) async fn onbegrepen_bij_melding(cx: &mut Cx<'_>, getypt: &str) -> Result<bool, BotError> {
    let om = omgeving(cx).await?;
    let Some((id, nummer)) = om.voor_groep else { return Ok(false) };
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    let praat = eerste == Wens::Geen && kans >= VRAAGT && vermoeden.nood() <= AANBOD_MIN;
    if kreeg_knoppen(cx, id).await? {
        // It was said before: the alert stands above it, and talk needs no answer.
        if !praat {
            cx.reply(tekst::onbegrepen_weer(&nummer)).await?;
        }
        return Ok(true);
    }
    let knoppen = vec![
        Knop::Geplaatst(id).met(titels::STAAT_IN_DE_GROEP),
        Knop::KanNiet(id).met(titels::KAN_NU_NIET),
        Knop::Hulp(id).met(titels::HULP),
    ];
    let antwoord = if praat { tekst::praatje_bij_melding(&nummer) } else { tekst::onbegrepen(&nummer) };
    cx.reply_buttons(antwoord, knoppen).await?;
    Ok(true)
}
