//! A draft, and whose it is.
//!
//! Owns that only its writer has it in hand, where somebody may write one, setting one aside for another, and throwing it away.
//! Invariants: whoever was asked about a draft that is thrown away hears that it does not wait any more; one draft is at hand at
//! a time, and a draft that was set aside is sent by nothing but the buttons of a preview that was shown after that.

use crate::bot::begrip::plakken;
use crate::bot::besluit::wie::Collegas;
use crate::bot::context::{Cx, Uitgang};
use crate::bot::dialogue::{Found, Invulling};
use crate::bot::error::{BotError, Written};
use crate::bot::knop::Knop;
use crate::bot::melding::{bericht, publiek};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{MeldingId, Persoon, PersoonId};
use crate::domain::politiebericht::Onderdelen;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::texts::knoppen;
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

/// Sets the draft aside that a person has at hand, since they begin another: it stays, and no button of its preview works until
/// it is shown again. `andere` is the text of that other one. Answers its number.
pub(in crate::bot) async fn zet_opzij(cx: &mut Cx<'_>, andere: &str) -> Result<Option<String>, BotError> {
    let Found::Running(dialogue) = cx.dialogue().await? else { return Ok(None) };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    // What waits for a second person waits on.
    if melding.status != MeldingStatus::Concept || cx.now_ms >= melding.geldig_tot_ms {
        return Ok(None);
    }
    // What was typed at its preview and is not in it holds up a typed yes later too.
    let onverwerkt = dialogue.onverwerkt().iter().filter(|regel| *regel != andere).cloned().collect();
    let onderdelen = Onderdelen { onverwerkt, ..bericht::onderdelen_van(&melding) };
    store::melding::keep_parts(cx.tx, id, &onderdelen.als_json()).await?;
    Ok(Some(melding.nummer))
}

/// A draft of theirs that was set aside and can still be sent, but for `behalve`.
async fn opzij(cx: &mut Cx<'_>, behalve: MeldingId) -> Result<Option<Melding>, BotError> {
    let wie = (cx.persoon.id, cx.wie);
    let melding = store::melding::newest_draft_of(cx.tx, wie, behalve, cx.now_ms).await?;
    let schrijft_in = schrijft_in(cx);
    Ok(melding.filter(|melding| schrijft_in.contains(&&melding.gemeente)))
}

/// One draft is done with: what was set aside for it is offered. Nothing of it is at hand until it is shown, so that a second
/// "v" sends nothing.
pub(in crate::bot) async fn bied_vorige_aan(cx: &mut Cx<'_>, klaar: MeldingId) -> Written {
    let Some(vorige) = opzij(cx, klaar).await? else { return Ok(()) };
    let waar = publiek::gemeente_van(cx.gemeenten, &vorige)?.waar(&vorige.wijken);
    let toon = Knop::ToonConcept(vorige.id).met(knoppen::toon(&vorige.nummer));
    cx.reply_buttons(politie::staat_nog_klaar(&vorige.nummer, vorige.soort, &waar), vec![toon]).await
}

/// The draft of theirs whose number is typed, where it is not the one at hand.
pub(in crate::bot) async fn genoemd(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Melding>, BotError> {
    for nummer in plakken::nummers(getypt, &cx.gemeenten.codes()) {
        let Some(melding) = store::melding::by_nummer(cx.tx, &nummer).await? else { continue };
        let klaar = melding.status == MeldingStatus::Concept && cx.now_ms < melding.geldig_tot_ms;
        if klaar && melding.wie == cx.wie && eigen(cx, melding.id).await?.is_some() {
            return Ok(Some(melding));
        }
    }
    Ok(None)
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
