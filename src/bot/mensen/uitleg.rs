//! The rules of a neighbourhood group, and the three things that a beheerder sets on the telephone.
//!
//! Owns who is told which; writes nothing but the question that was asked. Invariant: the text for a group is a message of its own, with
//! nothing about the bot in it, so that it can be forwarded as it is.

use crate::bot::begrip::gesprek;
use crate::bot::begrip::uitleg::{Uitleg, noemt_iphone};
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::HandlerResult;
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::gemeente;
use crate::texts::mensen::uitleg as tekst;

/// What somebody asked to have explained, in their own words.
pub(in crate::bot) async fn leg_uit(cx: &mut Cx<'_>, wat: Uitleg, getypt: &str) -> HandlerResult {
    match wat {
        Uitleg::Spelregels => spelregels(cx).await,
        Uitleg::Telefoon => telefoon(cx, getypt).await,
    }
}

/// `/spelregels`, "waar staan de huisregels".
pub(in crate::bot) async fn spelregels(cx: &mut Cx<'_>) -> HandlerResult {
    let hier = gemeente::van_persoon(cx).into_iter();
    let regels: Vec<(&str, &str)> =
        hier.filter_map(|gemeente| Some((gemeente.naam.as_str(), gemeente.spelregels.as_deref()?))).collect();
    let waar = tekst::waar(&regels);
    // Whoever runs a group, or helps those who do, gets the text for it.
    let voor_groep = !(cx.persoon.groepen.is_empty() && cx.persoon.toekenningen.is_empty());
    let eerst = match (voor_groep, waar.is_empty()) {
        (true, true) => tekst::VOOR_IN_DE_GROEP.to_owned(),
        (true, false) => format!("{waar}\n{}", tekst::VOOR_IN_DE_GROEP),
        (false, true) => tekst::GEEN_PAGINA.to_owned(),
        (false, false) => waar,
    };
    cx.reply_sparingly(&eerst).await?;
    if voor_groep {
        cx.reply_after(tekst::SPELREGELS).await?;
    }
    Ok(Gedaan::is(Intent::Spelregels, Uitkomst::Info))
}

/// `/telefoon`, "hoe stel ik mijn telefoon in".
pub(in crate::bot) async fn telefoon(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if let Some(iphone) = noemt_iphone(getypt) {
        return stel_in(cx, iphone).await;
    }
    cx.expect(&Dialogue::Eigen(EigenVraag::Toestel)).await?;
    let knoppen = vec![EigenKnop::Toestel(true).met("iPhone"), EigenKnop::Toestel(false).met("Android")];
    cx.reply_buttons(tekst::WELK_TOESTEL, knoppen).await?;
    Ok(Verstaan::is(Intent::Telefoon, Uitkomst::Ask).vraag(&["toestel"]).into())
}

/// What was typed at "which telephone?": what names none is no answer, and is read by itself.
pub(in crate::bot) async fn toestel_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if let Some(iphone) = noemt_iphone(getypt) {
        return stel_in(cx, iphone).await;
    }
    if gesprek::weet_het_niet(getypt) {
        cx.reply(tekst::IPHONE_OF_ANDROID).await?;
        return Ok(Verstaan::is(Intent::Telefoon, Uitkomst::Ask).vraag(&["toestel"]).into());
    }
    cx.end_dialogue().await?;
    Ok(Gedaan::terug(getypt))
}

/// Tells what to set.
pub(in crate::bot) async fn stel_in(cx: &mut Cx<'_>, iphone: bool) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply_sparingly(if iphone { tekst::IPHONE } else { tekst::ANDROID }).await?;
    Ok(Gedaan::is(Intent::Telefoon, Uitkomst::Info))
}
