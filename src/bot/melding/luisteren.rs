//! A preview that listens: a line typed at it that changes the alert.
//!
//! Owns taking such a change over into the draft; reading it is `gewijzigd`'s. Invariants: nothing leaves; the preview that is
//! shown says on top what changed, and only that one can be sent; what of the line had no place is told, and holds up a typed yes until it is tapped.

use crate::bot::begrip::binnen::zonder_binnen;
use crate::bot::begrip::plaats::Kaart;
use crate::bot::begrip::uitdrukkelijk::stuurt_iemand;
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Invulling};
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::concept;
use crate::bot::melding::gewijzigd::{elders, is_wijziging, lees, met_buren, neem_over, zonder_buren};
use crate::bot::melding::invullen::verder;
use crate::bot::melding::overnemen::{als_regel, bekend, hooguit, invulling_van, mag_bewaard};
use crate::bot::melding::tonen::onverwerkt;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::store::melding::Melding;
use crate::texts::melding::voorbeeld;
use crate::{limits, store};

/// Changes the draft as the line says, and shows it anew. `None`: the line changes nothing that could be placed.
pub(in crate::bot) async fn luister(cx: &mut Cx<'_>, id: MeldingId, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    if !is_te_wijzigen(cx, &melding) || !mag_bewaard(cx, getypt) {
        return Ok(None);
    }
    let gezegd = binnen(cx, &melding, getypt)
        .or_else(|| met_buren(cx, &melding, getypt))
        .or_else(|| zonder_buren(cx, &melding, getypt))
        .or_else(|| elders(cx, &melding, getypt));
    if let Some(invulling) = gezegd {
        if concept::eigen(cx, id).await?.is_none() {
            return Ok(None);
        }
        return verder(cx, invulling).await.map(Some);
    }
    // "Stuur er twee" is an order to somebody else, and no change.
    if stuurt_iemand(getypt) && Kaart::van(cx.gemeenten).wijk_in(&woorden(getypt), &concept::schrijft_in(cx)).is_none()
    {
        return Ok(None);
    }
    let Some(wijziging) = lees(cx, &melding, getypt) else { return Ok(None) };
    if !is_wijziging(cx, getypt, wijziging.rest.is_empty()) || concept::eigen(cx, id).await?.is_none() {
        return Ok(None);
    }
    let mut regels = onverwerkt(cx, id).await?;
    for regel in &wijziging.rest {
        regels.push(als_regel(cx, regel).await?);
    }
    hooguit(&mut regels);
    let invulling = neem_over(invulling_van(&melding), wijziging, cx.gezegd_ms);
    cx.expect(&Dialogue::Voorbeeld { melding: id.0, onverwerkt: regels }).await?;
    let gezegd = Gedaan::from(bekend(cx, &invulling));
    Ok(Some(gezegd.en(verder(cx, invulling).await?)))
}

/// The draft with when police heard of it, where a line says that and nothing else: "melding was van 14.20".
fn binnen(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> Option<Invulling> {
    let (rest, binnen) = zonder_binnen(getypt);
    let (tijdstip, woorden) = binnen.filter(|_| !rest.chars().any(char::is_alphanumeric))?;
    let mut invulling = invulling_van(melding);
    let recent = |ms: &i64| (0..=limits::REPORTED_BEFORE_MS_MAX).contains(&(cx.gezegd_ms - ms));
    let binnen_ms = tijdstip.ms(cx.gezegd_ms).filter(recent);
    invulling.onderdelen.binnen_ms = binnen_ms.or(invulling.onderdelen.binnen_ms);
    invulling.opmerkingen.push(voorbeeld::binnen(binnen_ms, &woorden));
    Some(invulling)
}

fn is_te_wijzigen(cx: &Cx<'_>, melding: &Melding) -> bool {
    melding.status == MeldingStatus::Concept
        && cx.now_ms < melding.geldig_tot_ms
        && cx.now_ms - cx.gezegd_ms <= limits::COMMAND_AGE_MS_MAX
}
