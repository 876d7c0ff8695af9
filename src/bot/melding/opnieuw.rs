//! The same alert for another wijk: "nu naar meerzicht", "dezelfde voor noordhove".
//!
//! Owns making a draft of an alert that left, by itself or right after its withdrawal; the rest of its way is that of any draft.
//! Invariants: it is shown before anything leaves, and the alert that left is not touched by it; the wijk is the one that was
//! typed, or asked.

use crate::bot::begrip::levensloop;
use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::dialogue::Invulling;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::melding::intrekking;
use crate::bot::melding::invullen::verder;
use crate::bot::melding::overnemen::invulling_van;
use crate::bot::melding::vragen::{ligt_buiten, ligt_elders, vraag_wijk};
use crate::bot::melding::welke;
use crate::bot::vloer::algemeen;
use crate::domain::intrekking::Waarom;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store::levensloop::{self as zoek, Zoek};
use crate::store::melding::Melding;
use crate::texts::melding::voorbeeld as politie;
use crate::{limits, store};

/// Makes a draft with the words of this alert for the wijk that a text names.
pub(in crate::bot) async fn opnieuw(cx: &mut Cx<'_>, id: MeldingId, getypt: &str) -> HandlerResult {
    let melding = store::melding::get(cx.tx, id).await?;
    let Some(melding) = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingVersturen, &melding.gemeente)) else {
        return algemeen::onbekende_knop(cx).await;
    };
    let mut invulling = invulling_van(&melding);
    invulling.melding = None;
    // What was told since stands in no draft of it.
    let bijgewerkt_ms = store::uitgegeven::bijgewerkt_ms(cx.tx, melding.id).await?;
    invulling.opmerkingen.extend(bijgewerkt_ms.map(|ms| politie::zonder_update(&melding.nummer, ms)));
    if melding.status != MeldingStatus::Verzonden {
        invulling
            .opmerkingen
            .push(politie::loopt_niet_meer(&melding.nummer, melding.status == MeldingStatus::Ingetrokken));
    }
    // The street lay in the other wijk.
    invulling.onderdelen.straat = None;
    invulling.onderdelen.elders.clear();
    invulling.wijken.clear();
    match andere_wijken(cx, &melding, getypt) {
        Some((gemeente, wijken)) => {
            invulling.gemeente = Some(gemeente);
            invulling.wijken = wijken;
            verder(cx, invulling).await
        }
        None => waarheen_dan(cx, &melding, invulling, getypt).await,
    }
}

/// No other wijk of theirs is named: it is asked, with why what is named does not do.
async fn waarheen_dan(cx: &mut Cx<'_>, melding: &Melding, invulling: Invulling, getypt: &str) -> HandlerResult {
    for plaats in plaatsen(cx, getypt) {
        match plaats {
            Plaats::Elders((gemeente, wijk), _) => return ligt_elders(cx, invulling, &gemeente, &wijk).await,
            Plaats::Buiten(naam, _) => return ligt_buiten(cx, invulling, &naam).await,
            Plaats::Wijken { .. } => {
                let waar = cx.gemeenten.get(&melding.gemeente).map(|gemeente| gemeente.namen(&melding.wijken));
                let loopt = melding.status == MeldingStatus::Verzonden;
                let was_daar = politie::was_al_daar(&melding.nummer, &waar.unwrap_or_default(), loopt);
                return vraag_wijk(cx, invulling, Some(was_daar)).await;
            }
            Plaats::Geen | Plaats::Keuze(..) => {}
        }
    }
    vraag_wijk(cx, invulling, None).await
}

/// The alert that is to go elsewhere: the one that is named or answered, else the last that they sent today.
pub(in crate::bot) async fn welke(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<MeldingId>, BotError> {
    let genoemd = levensloop::nummer_in(getypt, &cx.gemeenten.codes()).map(|(nummer, _)| nummer);
    if let Some(nummer) = genoemd {
        let melding = store::melding::by_nummer(cx.tx, &nummer).await?;
        let mag = melding.filter(|melding| {
            melding.verzonden_ms.is_some() && cx.persoon.mag_in(Recht::MeldingVersturen, &melding.gemeente)
        });
        return Ok(mag.map(|melding| melding.id));
    }
    if let Some(melding) = welke::geciteerd(cx).await? {
        return Ok(Some(melding.id));
    }
    let gemeenten = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let sinds_ms = cx.now_ms - limits::DAY_MS;
    let verstuurd = zoek::recent(cx.tx, &gemeenten, Zoek::Alles, sinds_ms).await?;
    let van_mij: Vec<Melding> = verstuurd.into_iter().filter(|melding| welke::van_mij(cx, melding)).collect();
    // What runs is meant before what is over.
    let loopt = van_mij.iter().find(|melding| melding.status == MeldingStatus::Verzonden);
    Ok(loopt.or(van_mij.first()).map(|melding| melding.id))
}

/// The places that a text names. "Nu naar meerzicht": here it is no direction in which somebody went, so each word is tried as the first.
fn plaatsen(cx: &Cx<'_>, getypt: &str) -> Vec<Plaats> {
    let mag = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let stukken = woorden(getypt).into_iter().filter_map(|woord| getypt.get(woord.plek.start..));
    stukken.map(|stuk| plaats::vind(stuk, &woorden(stuk), cx.gemeenten, &mag)).collect()
}

/// The wijken that a text names and to which the alert did not go.
fn andere_wijken(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> Option<(GemeenteId, Vec<WijkId>)> {
    plaatsen(cx, getypt).into_iter().find_map(|plaats| match plaats {
        Plaats::Wijken { gemeente, wijken, .. } if wijken != melding.wijken => Some((gemeente, wijken)),
        _ => None,
    })
}

/// Withdraws an alert; where the reason asks for it ("en opnieuw naar meerzicht", "verkeerde wijk, moet noordhove zijn"), the same
/// is shown for the other wijk after that.
pub(in crate::bot) async fn trek_in(cx: &mut Cx<'_>, melding: &Melding, reden: &str) -> HandlerResult {
    let gedaan = intrekking::trek_in(cx, melding, reden).await?;
    let elders = andere_wijken(cx, melding, reden).is_some();
    let verkeerd = elders && levensloop::waarom(reden) == Waarom::Plaats;
    if !verkeerd && !levensloop::wil_opnieuw(reden, elders) {
        return Ok(gedaan);
    }
    Ok(gedaan.en(Box::pin(opnieuw(cx, melding.id, reden)).await?))
}
