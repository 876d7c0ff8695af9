//! A draft, and whose it is.
//!
//! Owns that only its writer has it in hand, where somebody may write one, and throwing it away. Invariant: whoever was asked about a draft that is
//! thrown away hears that it does not wait any more.

use crate::bot::besluit::wie::Collegas;
use crate::bot::context::{Cx, Uitgang};
use crate::bot::dialogue::{Found, Invulling};
use crate::bot::error::{BotError, Written};
use crate::bot::melding::publiek;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{MeldingId, Persoon, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::texts::melding::{tweede as tekst, voorbeeld as politie};
use crate::whatsapp::Outgoing;

/// The draft or alert with this id, if this officer may still handle it.
pub(in crate::bot) async fn eigen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let (telefoon, schrijft_in) = (cx.persoon.id, schrijft_in(cx));
    Ok(melding.filter(|melding| melding.verzender.persoon == telefoon && schrijft_in.contains(&&melding.gemeente)))
}

/// The draft with this id; a button of somebody else's is refused and recorded.
pub(in crate::bot) async fn eigen_of_weiger(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = eigen(cx, id).await?;
    if melding.is_none() {
        cx.record("knop van melding", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.reply(politie::CONCEPT_VOORBIJ).await?;
    }
    Ok(melding)
}

/// Throws a draft away; where it waited for a second person, whoever was asked is told.
pub(in crate::bot) async fn gooi_weg(cx: &mut Cx<'_>, id: MeldingId) -> Written {
    let melding = store::melding::get(cx.tx, id).await?;
    store::melding::cancel_draft(cx.tx, id).await?;
    // Whoever was asked before it was taken up to be changed waits for it too.
    let gevraagd = store::melding::second_asked_ms(cx.tx, id).await?.is_some();
    let lag_voor = |melding: &Melding| match melding.status {
        MeldingStatus::WachtTweede => true,
        MeldingStatus::Concept => gevraagd,
        _ => false,
    };
    if let Some(melding) = melding.filter(lag_voor) {
        let bericht = tekst::wacht_niet_meer(&melding.nummer);
        vertel_gevraagden(cx, &melding, &bericht, None).await?;
    }
    Ok(())
}

/// Tells whoever was asked about an alert that it does not wait any more; not `behalve`, who hears it otherwise.
pub(in crate::bot) async fn vertel_gevraagden(
    cx: &mut Cx<'_>,
    melding: &Melding,
    bericht: &str,
    behalve: Option<PersoonId>,
) -> Written {
    let gemeente = publiek::gemeente_van(cx.gemeenten, melding)?;
    let collegas = Collegas::van(cx.tx, gemeente, (melding.wie, melding.verzender.persoon), cx.now_ms).await?;
    let sinds_ms = store::melding::second_asked_ms(cx.tx, melding.id).await?;
    let gevraagd = collegas.gevraagd(sinds_ms, cx.now_ms);
    let uitgang = Uitgang::van(gemeente, &melding.verzender.phone_number_id);
    for wie in gevraagd.into_iter().filter(|wie| Some(*wie) != behalve) {
        let bericht = uitgang.ook_als_sjabloon(Outgoing::text(bericht)?, bericht)?;
        uitgang.stuur_als(cx.tx, wie, bericht, Klasse::Politie, cx.now_ms).await?;
    }
    Ok(())
}

/// Throws away a draft that a person left behind, and answers its number.
pub(in crate::bot) async fn ruim_concept_op(cx: &mut Cx<'_>) -> Result<Option<String>, BotError> {
    let Found::Running(dialogue) = cx.dialogue().await? else { return Ok(None) };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    gooi_weg(cx, id).await?;
    Ok((melding.status == MeldingStatus::Concept).then_some(melding.nummer))
}

/// The gemeenten in which this person may write an alert: to send it, or as a draft where the gemeente has that.
pub(in crate::bot) fn schrijft_in<'a>(cx: &'a Cx<'_>) -> Vec<&'a GemeenteId> {
    let concept =
        |id: &&GemeenteId| cx.gemeenten.get(id).is_some_and(|gemeente| gemeente.instellingen.wijkagent_concept);
    let mut gemeenten = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    gemeenten.extend(cx.persoon.gemeenten_met_concept(Recht::MeldingVersturen).into_iter().filter(concept));
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// Whether this person only writes drafts in a gemeente.
pub(in crate::bot) fn alleen_concept(persoon: &Persoon, gemeente: &GemeenteId) -> bool {
    !persoon.mag_in(Recht::MeldingVersturen, gemeente)
}

/// What to say to a wijkagent about wijken that are not theirs; `None` where these wijken are fine.
pub(in crate::bot) fn buiten_eigen_wijk(cx: &Cx<'_>, gemeente: &GemeenteId, wijken: &[WijkId]) -> Option<String> {
    if !alleen_concept(&cx.persoon, gemeente) {
        return None;
    }
    let gemeente = cx.gemeenten.get(gemeente)?;
    let eigen = cx.persoon.wijken_met_concept(Recht::MeldingVersturen, &gemeente.id);
    // A role without a wijk holds in all of them.
    let van_hen = |id: &WijkId| eigen.iter().any(|mijn| mijn.is_empty() || *mijn == id);
    let goed =
        |id: &WijkId| van_hen(id) || gemeente.wijk(id).and_then(|wijk| wijk.deel_van.as_ref()).is_some_and(van_hen);
    if wijken.iter().all(goed) {
        return None;
    }
    let namen: Vec<&str> = eigen.iter().filter_map(|id| gemeente.wijk(id)).map(|wijk| wijk.naam.as_str()).collect();
    Some(tekst::eigen_wijken(&namen))
}

/// The gemeente and the wijken of what is being filled in, where both are known.
pub(in crate::bot) fn buiten_eigen_wijk_van(cx: &Cx<'_>, invulling: &Invulling) -> Option<String> {
    buiten_eigen_wijk(cx, invulling.gemeente.as_ref()?, &invulling.wijken)
}
