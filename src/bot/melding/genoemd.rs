//! Drafts by their number, and a second alert while one is shown.
//!
//! Owns what a number in a line at a preview points at, and showing a draft that was set aside; setting aside is `concept`'s. Invariant:
//! a number that is not that of the preview sends nothing of it, and throws nothing of it away.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};

use crate::bot::begrip::{gesprek, levensloop, plakken};
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::bericht::onderdelen_van;
use crate::bot::melding::concept::{self, eigen_of_weiger};
use crate::bot::melding::overnemen;
use crate::bot::melding::tonen::{ja_of_nee, opmerkingen_bij, toon, toon_opnieuw};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::store;
use crate::texts::melding::voorbeeld as politie;

/// What a number in a line at a preview points at.
pub(in crate::bot) enum Genoemd {
    /// No number, or that of an alert that left.
    Geen,
    /// This draft; the rest of the line.
    Dit(String),
    /// Another: that was shown, or it is not there. Nothing is done with this one.
    Ander(Gedaan),
}

/// Reads it.
pub(in crate::bot) async fn noemt_nummer(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> Result<Genoemd, BotError> {
    let codes = cx.gemeenten.codes();
    let Some(nummer) = plakken::nummers(tekst, &codes).into_iter().next() else { return Ok(Genoemd::Geen) };
    if overnemen::is_melding(cx, tekst) {
        return Ok(Genoemd::Geen);
    }
    let deze = store::melding::get(cx.tx, id).await?;
    if deze.as_ref().is_some_and(|melding| melding.nummer == nummer) {
        let rest = levensloop::zonder_nummer(tekst, &codes);
        if antwoord::bij_voorbeeld(&rest) != BijVoorbeeld::Onduidelijk || gesprek::verbetert(&rest) {
            return Ok(Genoemd::Dit(rest));
        }
        let gedaan = Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview);
        let Some(melding) = deze else { return Ok(Genoemd::Geen) };
        let getoond = toon_opnieuw(cx, &melding, Some(politie::NOG_NIETS_VERSTUURD), gedaan).await?;
        return Ok(Genoemd::Ander(getoond));
    }
    if let Some(genoemd) = concept::genoemd(cx, tekst).await? {
        let opzij = concept::zet_opzij(cx, "").await?;
        return Ok(Genoemd::Ander(toon_concept(cx, genoemd.id, opzij).await?));
    }
    // "Annuleer ZM-0010", which is not there, throws nothing else away.
    let ander = store::melding::by_nummer(cx.tx, &nummer).await?;
    if antwoord::bij_voorbeeld(tekst) == BijVoorbeeld::Onduidelijk
        || ander.is_some_and(|ander| ander.verzonden_ms.is_some())
    {
        return Ok(Genoemd::Geen);
    }
    let Some(melding) = deze else { return Ok(Genoemd::Geen) };
    let waarom = politie::onbekend_nummer(&nummer);
    let getoond = toon_opnieuw(cx, &melding, Some(&waarom), Verstaan::default()).await?;
    Ok(Genoemd::Ander(getoond.en(ja_of_nee())))
}

/// A tap on a draft that was set aside, or its number: it is at hand again. `opzij` is one that made way for it.
pub(in crate::bot) async fn toon_concept(cx: &mut Cx<'_>, id: MeldingId, opzij: Option<String>) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else {
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
    };
    let waarom = match melding.status {
        MeldingStatus::Concept if cx.now_ms < melding.geldig_tot_ms => None,
        MeldingStatus::WachtTweede => Some(politie::wacht_op_tweede(&melding.nummer)),
        status if status.is_verstuurd() => Some(politie::al_verstuurd(&melding.nummer)),
        _ => Some(politie::CONCEPT_VOORBIJ.to_owned()),
    };
    if let Some(waarom) = waarom {
        cx.reply(waarom).await?;
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Info));
    }
    let opzij = match opzij {
        Some(nummer) => Some(nummer),
        None => concept::zet_opzij(cx, "").await?.filter(|nummer| *nummer != melding.nummer),
    };
    let mut onderdelen = onderdelen_van(&melding);
    let onverwerkt = std::mem::take(&mut onderdelen.onverwerkt);
    cx.expect(&Dialogue::Voorbeeld { melding: id.0, onverwerkt }).await?;
    store::melding::keep_parts(cx.tx, id, &onderdelen.als_json()).await?;
    let melding = store::melding::get(cx.tx, id).await?.ok_or(BotError::Missing("draft"))?;
    let boven = politie::weer_getoond(&melding.nummer);
    let boven =
        opzij.map_or_else(|| boven.clone(), |nummer| format!("{boven} {}", politie::vorig_concept_blijft(&nummer)));
    let opmerkingen = opmerkingen_bij(&melding, &onderdelen_van(&melding));
    let gedaan = Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview);
    toon(cx, &melding, &opmerkingen, Some(&boven), gedaan).await
}
