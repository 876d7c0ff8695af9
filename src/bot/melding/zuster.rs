//! Doing with an alert what was done with one that was sent together with it.
//!
//! Owns what a tap on "Ook …" takes over: the outcome, the reason, the news. Invariant: what cannot be taken over any more is said, and
//! nothing is guessed in its place.

use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{afsluiten, bijwerken, intrekking};
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::algemeen;
use crate::domain::afloop::Afloop;
use crate::domain::intrekking::Waarom;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::store;
use crate::store::melding::Melding;
use crate::texts::melding::levensloop;
use crate::texts::melding::samen as tekst;

/// The alert, where this person may act on it, with those that were sent together with it.
async fn met_zusters(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<(Melding, Vec<Melding>)>, BotError> {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    if !cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        cx.record("knop van melding", &melding.nummer, Some("geen recht")).await?;
        return Ok(None);
    }
    let samen = store::melding::sent_with(cx.tx, id).await?;
    Ok(Some((melding, samen)))
}

/// The last of them that ended so.
fn beeindigd(samen: &[Melding], hoe: MeldingStatus) -> Option<&Melding> {
    samen.iter().filter(|ander| ander.status == hoe).max_by_key(|ander| ander.einde_ms)
}

async fn niets_meer(cx: &mut Cx<'_>, melding: &Melding, wat: Intent) -> HandlerResult {
    cx.reply(tekst::niets_meer(&melding.nummer)).await?;
    Ok(Gedaan::is(wat, Uitkomst::Info))
}

/// Closes it with the same outcome.
pub(in crate::bot) async fn sluit(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some((melding, samen)) = met_zusters(cx, id).await? else { return algemeen::onbekende_knop(cx).await };
    let afloop = beeindigd(&samen, MeldingStatus::Gesloten).and_then(|ander| {
        Afloop::bij(melding.soort).into_iter().find(|afloop| levensloop::afloop(*afloop, melding.soort) == ander.afloop)
    });
    match afloop {
        Some(afloop) => afsluiten::sluit_als(cx, id, afloop).await,
        None => niets_meer(cx, &melding, Intent::MeldingSluit).await,
    }
}

/// Withdraws it for the same reason.
pub(in crate::bot) async fn trek_in(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some((melding, samen)) = met_zusters(cx, id).await? else { return algemeen::onbekende_knop(cx).await };
    let waarom = beeindigd(&samen, MeldingStatus::Ingetrokken).map(|ander| Waarom::van_woorden(&ander.afloop));
    match waarom {
        Some(waarom) => intrekking::trek_in_om(cx, &melding, waarom).await,
        None => niets_meer(cx, &melding, Intent::MeldingIntrek).await,
    }
}

/// Shows the same news as an update of it.
pub(in crate::bot) async fn werk_bij(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some((melding, samen)) = met_zusters(cx, id).await? else { return algemeen::onbekende_knop(cx).await };
    let mut laatste = None;
    for ander in &samen {
        let nieuws = store::levensloop::sent_of(cx.tx, ander.id).await?;
        let nieuws = nieuws.into_iter().filter(|nieuws| nieuws.verleng_tot_ms.is_none());
        laatste = nieuws.map(|nieuws| (nieuws.id, nieuws.tekst)).chain(laatste).max_by_key(|(id, _)| id.0);
    }
    match laatste {
        Some((_, nieuws)) => bijwerken::begin_met(cx, id, &nieuws).await,
        None => niets_meer(cx, &melding, Intent::MeldingUpdate).await,
    }
}
