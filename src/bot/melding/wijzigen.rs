//! Changing a draft: one of its parts, by a tap or in words.
//!
//! Owns which part is meant, and taking the draft up again as something that is being written; reading the new part is
//! `invullen`'s. Invariant: what was not changed stays as it was.

use crate::bot::begrip::plaats::{Kaart, Plaats};
use crate::bot::begrip::{gesprek, wijk, woorden};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Invulling, Vraag};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Deel;
use crate::bot::melding::invullen::{antwoord_wijk, verder};
use crate::bot::melding::overnemen::{bekend, invulling_van, mag};
use crate::bot::melding::vragen::{vraag_reden, vraag_soort, vraag_tekst, vraag_wijk};
use crate::bot::melding::{concept, tonen, voorbeeld};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::wijk::WijkId;
use crate::store;
use crate::texts::melding::{voorbeeld as politie, vragen as vragen_tekst};

/// A tap on a wijk that was offered to go with a draft.
pub(in crate::bot) async fn voeg_wijk_toe(cx: &mut Cx<'_>, id: MeldingId, wijk: &WijkId) -> HandlerResult {
    let melding = match tonen::te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    if cx.gemeenten.get(&melding.gemeente).and_then(|gemeente| gemeente.wijk(wijk)).is_none() {
        return algemeen::onbekende_knop(cx).await;
    }
    let mut invulling = invulling_van(&melding);
    if !invulling.wijken.iter().any(|al| al == wijk) {
        invulling.wijken.push(wijk.to_owned());
    }
    Ok(Gedaan::from(bekend(cx, &invulling)).en(verder(cx, invulling).await?))
}

/// A tap on Toch erin: the words that may name somebody come into the description, where they were typed. Of another preview nothing is
/// taken in; it is shown as it is.
pub(in crate::bot) async fn toch_erin(cx: &mut Cx<'_>, id: MeldingId, versie: i64) -> HandlerResult {
    let melding = match tonen::te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    let mut invulling = invulling_van(&melding);
    let onzeker = invulling.onderdelen.onzekere_woorden().filter(|_| melding.versie == versie).cloned();
    let Some(onzeker) = onzeker else {
        let gedaan = Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview);
        return tonen::toon_opnieuw(cx, &melding, Some(politie::OUDER_VOORBEELD), gedaan).await;
    };
    cx.record("woorden overgenomen", &melding.nummer, None).await?;
    invulling.onderdelen.signalement = onzeker.met;
    invulling.onderdelen.onzeker = None;
    Ok(Gedaan::from(bekend(cx, &invulling)).en(verder(cx, invulling).await?))
}

/// A typed answer to "wat wilt u aanpassen?".
pub(in crate::bot) async fn welk_deel(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    if let Some(wijk) = andere_wijk(cx, id, tekst).await? {
        return zet_wijk(cx, id, &wijk).await;
    }
    match gesprek::noemt_deel(tekst) {
        Some(gesprek::Deel::Soort) => wijzig(cx, id, Deel::Soort).await,
        Some(gesprek::Deel::Wijk) => wijzig(cx, id, Deel::Wijk).await,
        Some(gesprek::Deel::Tekst) => wijzig(cx, id, Deel::Tekst).await,
        None => voorbeeld::antwoord(cx, id, tekst).await,
    }
}

/// The words of an answer to "wat wilt u aanpassen?" that name another wijk, and say nothing else: "het is meerzicht niet
/// rokkeveen". A wijk that is denied in it is not meant.
async fn andere_wijk(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> Result<Option<String>, BotError> {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    if melding.status != MeldingStatus::Concept || tekst.contains('?') {
        return Ok(None);
    }
    let kaart = Kaart::van(cx.gemeenten);
    let mag = mag(cx);
    let Some(kaal) = wijk::zonder_ontkende(tekst, &kaart, &mag) else { return Ok(None) };
    let alle = woorden::woorden(&kaal);
    let Plaats::Wijken { wijken, weg, .. } = kaart.vind(&kaal, &alle, &mag) else { return Ok(None) };
    let rest = alle.iter().filter(|woord| woord.plek.end <= weg.start || weg.end <= woord.plek.start);
    let alleen = rest.into_iter().all(|woord| wijk::is_vulling(&woord.norm));
    Ok((alleen && wijken != melding.wijken).then_some(kaal))
}

/// Gives a draft the wijk of these words, and shows it anew.
async fn zet_wijk(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    let Some(melding) = concept::eigen_of_weiger(cx, id).await? else {
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
    };
    let mut invulling = invulling_van(&melding);
    // The street lay in the other wijk.
    invulling.onderdelen.straat = None;
    let bekend = bekend(cx, &invulling);
    Ok(Gedaan::from(bekend).en(antwoord_wijk(cx, invulling, tekst).await?))
}

/// Asks anew for one part of a draft.
pub(in crate::bot) async fn wijzig(cx: &mut Cx<'_>, id: MeldingId, deel: Deel) -> HandlerResult {
    let melding = match tonen::te_wijzigen(cx, id).await? {
        Ok(melding) => melding,
        Err(gedaan) => return Ok(gedaan),
    };
    let mut invulling = invulling_van(&melding);
    let vraag = match deel {
        Deel::Soort => Vraag::Soort,
        Deel::Tekst => Vraag::Tekst,
        Deel::Wijk => {
            // Whoever may act in several gemeenten may have meant another one.
            if mag(cx).len() > 1 {
                invulling.gemeente = None;
            }
            Vraag::Wijk
        }
    };
    vraag_deel(cx, invulling, vraag).await
}

/// Asks a question.
async fn vraag_deel(cx: &mut Cx<'_>, invulling: Invulling, vraag: Vraag) -> HandlerResult {
    match vraag {
        Vraag::Soort => vraag_soort(cx, invulling, vragen_tekst::WELKE_SOORT.to_owned()).await,
        Vraag::Gemeente | Vraag::Wijk => vraag_wijk(cx, invulling, None).await,
        Vraag::Reden => vraag_reden(cx, invulling).await,
        Vraag::Tekst | Vraag::Aanbod | Vraag::Dubbel | Vraag::Twijfel => {
            vraag_tekst(cx, invulling, vragen_tekst::WELKE_TEKST.to_owned()).await
        }
    }
}
