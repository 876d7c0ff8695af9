//! Who runs the groups of a wijk, for whoever may know.
//!
//! Owns `/wie`. Invariants: names leave only to who has the right in that gemeente; each look leaves a trace.

use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::rechten::Recht;
use crate::store;
use crate::texts::mensen::collega as tekst;
use crate::whatsapp::outgoing::TEXT_MAX;

/// `/wie wijk`.
pub(in crate::bot) async fn wie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if getypt.trim().is_empty() {
        cx.reply(tekst::WIE_WAAR).await?;
        return Ok(Verstaan::is(Intent::Dekking, Uitkomst::Ask).vraag(&["wijken"]).into());
    }
    let mag = cx.persoon.gemeenten_met(Recht::WieInzien);
    let Plaats::Wijken { gemeente, wijken, .. } = plaats::vind(getypt, &woorden(getypt), cx.gemeenten, &mag) else {
        cx.record("wie", "", Some("geen wijk van deze persoon")).await?;
        cx.reply(tekst::wie_niet_hier(getypt)).await?;
        return Ok(Gedaan::is(Intent::Dekking, Uitkomst::Denied));
    };
    let van = cx.gemeenten.get(&gemeente).ok_or(BotError::Missing("gemeente"))?;
    let met_delen: Vec<_> = van.met_delen(&wijken).into_iter().collect();
    let mensen = store::persoon::who_runs(cx.tx, &gemeente, &met_delen).await?;
    // Looking people up is recorded: an insider leaves a trace.
    cx.record(
        "wie",
        &format!("{gemeente} {}", wijken.iter().map(|wijk| wijk.as_str()).collect::<Vec<_>>().join(" ")),
        None,
    )
    .await?;
    cx.reply(tekst::wie(&van.namen(&wijken), &mensen, TEXT_MAX)).await?;
    Ok(Gedaan::is(Intent::Dekking, Uitkomst::Info))
}
