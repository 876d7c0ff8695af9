//! How a sign-up begins, and how far a request is.
//!
//! Owns `/aanmelden`. Invariants: who has a request that waits begins no second one; what was filled in before is not lost.

use crate::bot::begrip::aanmelding as begrip;
use crate::bot::begrip::herkomst as begrip_herkomst;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, Velden};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::mensen::aanmelden::ingevuld::Ingevuld;
use crate::bot::mensen::aanmelden::vragen::{bekend, verder, vraag_plaats};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::aanmelding::AanmeldingStatus;
use crate::store;
use crate::store::aanmelding::Aanmelding;
use crate::texts::knoppen;
use crate::texts::mensen::aanmelden as tekst;

/// `/aanmelden`: begins, goes on where the person was, or says how far the request is.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if let Some(lopend) = lopende(cx).await? {
        return toon_stand(cx, &lopend).await;
    }
    // Whoever asks for it by name leaves what ran over it.
    cx.end_dialogue().await?;
    let (velden, terug) = match cx.dialogue().await? {
        Found::Running(Dialogue::Aanmelden { velden, .. }) => (velden, true),
        _ => (Velden::default(), false),
    };
    let mut opmerkingen = Vec::new();
    if terug {
        let bekend = bekend(cx, &velden);
        opmerkingen.extend((!bekend.is_empty()).then(|| tekst::welkom_terug(&bekend)));
    }
    let (herkomst, getypt) = begrip_herkomst::uit(getypt);
    let mut velden = velden;
    velden.herkomst = herkomst.map(|herkomst| herkomst.id().to_owned()).or(velden.herkomst);
    let verstaan = Verstaan::is(Intent::AanmeldenStart, Uitkomst::Ask);
    let mut ingevuld = Ingevuld { velden, opmerkingen, verstaan };
    let gelezen = begrip::lees(getypt, cx.gemeenten);
    if !ingevuld.neem_over(cx.gemeenten, &gelezen) {
        return vraag_plaats(cx, ingevuld, &gelezen.plaats).await;
    }
    verder(cx, ingevuld).await
}

/// The request of this person that waits, if one does.
async fn lopende(cx: &mut Cx<'_>) -> Result<Option<Aanmelding>, BotError> {
    let laatste = store::aanmelding::last_of(cx.tx, cx.persoon.id).await?;
    Ok(laatste.filter(|laatste| laatste.status == AanmeldingStatus::Ingediend))
}

/// How far the request is.
pub(in crate::bot) async fn hoe_ver(cx: &mut Cx<'_>) -> HandlerResult {
    match lopende(cx).await? {
        Some(lopend) => toon_stand(cx, &lopend).await,
        None => {
            cx.reply_sparingly(tekst::GEEN_AANMELDING).await?;
            Ok(Gedaan::is(Intent::AanmeldenStart, Uitkomst::Info))
        }
    }
}

async fn toon_stand(cx: &mut Cx<'_>, lopend: &Aanmelding) -> HandlerResult {
    let helften = lopend.helften;
    let nummer = lopend.id.nummer();
    let stand = tekst::hoe_ver(&nummer, helften.gemeente.is_some(), helften.politie.is_some());
    cx.reply_buttons(stand, vec![Knop::AanmeldIntrekken(lopend.id).met(knoppen::INTREKKEN)]).await?;
    Ok(Verstaan::is(Intent::AanmeldenStart, Uitkomst::Info).slot("nummer", nummer).into())
}
