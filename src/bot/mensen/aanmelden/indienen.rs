//! Taps during a sign-up, sending the request in, and taking it back.
//!
//! Owns the moment at which it becomes a request; deciding about it is `aanvraag`'s. Invariants: it is sent in only after its
//! summary was shown; what is taken back is erased at once.

use crate::bot::begrip::aanmelding as begrip;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Velden};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::mensen::aanmelden::ingevuld::Ingevuld;
use crate::bot::mensen::aanmelden::vragen::{groep_bezet, verder};
use crate::bot::mensen::{aanvraag, welkom};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::aanmelding::{AanmeldingId, AanmeldingStatus};
use crate::domain::herkomst::Herkomst;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store;
use crate::store::aanmelding::Nieuw;
use crate::texts::mensen::aanmelden as tekst;

/// What is being filled in now; a tap may come while nothing is.
async fn lopend(cx: &mut Cx<'_>) -> Result<Option<(Velden, AanmeldVraag)>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::Aanmelden { velden, vraag }) => Some((velden, vraag)),
        _ => None,
    })
}

/// A tap on Verder or Indienen: what it does is what was asked last, whichever message it hangs under.
pub(in crate::bot) async fn verder_getikt(cx: &mut Cx<'_>) -> HandlerResult {
    match lopend(cx).await? {
        // With a line that is not in it, it was shown with that line on top.
        Some((velden, AanmeldVraag::Klopt | AanmeldVraag::MetRegel)) => indienen(cx, velden).await,
        Some((velden, AanmeldVraag::Privacy)) => verder(cx, Ingevuld::bij(Velden { akkoord: true, ..velden })).await,
        Some((velden, _)) => verder(cx, Ingevuld::bij(velden)).await,
        None => algemeen::onbekende_knop(cx).await,
    }
}

/// A tap on a gemeente.
pub(in crate::bot) async fn gemeente_gekozen(cx: &mut Cx<'_>, gemeente: &GemeenteId) -> HandlerResult {
    let Some((mut velden, _)) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if cx.gemeenten.get(gemeente).is_none() {
        return algemeen::onbekende_knop(cx).await;
    }
    velden.gemeente = Some(gemeente.to_owned());
    velden.wijk = None;
    verder(cx, Ingevuld::bij(velden)).await
}

/// A tap on a wijk.
pub(in crate::bot) async fn wijk_gekozen(cx: &mut Cx<'_>, gemeente: &GemeenteId, wijk: &WijkId) -> HandlerResult {
    let Some((mut velden, _)) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if cx.gemeenten.get(gemeente).is_none_or(|gemeente| gemeente.wijk(wijk).is_none()) {
        return algemeen::onbekende_knop(cx).await;
    }
    velden.gemeente = Some(gemeente.to_owned());
    velden.wijk = Some(wijk.to_owned());
    verder(cx, Ingevuld::bij(velden)).await
}

/// A tap on an answer about WABP.
pub(in crate::bot) async fn wabp_gekozen(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    let Some((velden, _)) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let mut ingevuld = Ingevuld::bij(velden);
    ingevuld.neem_wabp(&begrip::lees_wabp(wat));
    verder(cx, ingevuld).await
}

/// Sends the request in: gemeente and police get it.
pub(super) async fn indienen(cx: &mut Cx<'_>, velden: Velden) -> HandlerResult {
    let Velden {
        akkoord: true,
        gemeente: Some(gemeente),
        wijk: Some(wijk),
        naam: Some(naam),
        groepsnaam: Some(groepsnaam),
        wabp: Some(wabp),
        leden,
        herkomst,
    } = &velden
    else {
        return verder(cx, Ingevuld::bij(velden)).await;
    };
    // Somebody else may have been quicker.
    if groep_bezet(cx, &velden, groepsnaam).await?.is_some() {
        return verder(cx, Ingevuld::bij(velden)).await;
    }
    let nummer = cx.chat.phone_number_id.clone();
    let nieuw = Nieuw {
        persoon: cx.persoon.id,
        phone_number_id: &nummer,
        gemeente,
        wijk,
        naam,
        groepsnaam,
        leden: *leden,
        wabp,
        herkomst: herkomst.as_deref().and_then(Herkomst::van_id),
    };
    let id = store::aanmelding::add(cx.tx, &nieuw, cx.now_ms).await?;
    cx.end_sign_up().await?;
    cx.record("aanmelding ingediend", &id.nummer(), None).await?;
    cx.reply(tekst::ingediend(&id.nummer())).await?;
    welkom::vraag_nummer(cx).await?;
    aanvraag::leg_voor(cx, id).await?;
    Ok(Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Recorded).slot("nummer", id.nummer()).into())
}

/// Takes a request back: what was typed is erased at once.
pub(in crate::bot) async fn intrekken(cx: &mut Cx<'_>, id: AanmeldingId) -> HandlerResult {
    let aanmelding = store::aanmelding::get(cx.tx, id).await?;
    let Some(aanmelding) = aanmelding.filter(|aanmelding| aanmelding.persoon == cx.persoon.id) else {
        cx.record("aanmelding intrekken", &id.nummer(), Some("niet van deze persoon")).await?;
        return algemeen::onbekende_knop(cx).await;
    };
    if !store::aanmelding::close(cx.tx, id, AanmeldingStatus::Ingetrokken, cx.now_ms).await? {
        cx.reply(tekst::GEEN_AANMELDING).await?;
        return Ok(Gedaan::is(Intent::AanmeldenVeld, Uitkomst::Info));
    }
    cx.record("aanmelding ingetrokken", &id.nummer(), None).await?;
    aanvraag::vertel_beoordelaars(cx, &aanmelding, "ingetrokken").await?;
    store::aanmelding::erase(cx.tx, id).await?;
    cx.reply(tekst::INGETROKKEN).await?;
    Ok(Gedaan::is(Intent::AanmeldenVeld, Uitkomst::Accepted))
}
