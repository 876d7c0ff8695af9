//! What an alert says: to residents when it leaves, when it ends, and when it is withdrawn.
//!
//! Owns the step from a stored alert to its text. Invariant: the same alert always says the same.

use crate::bot::error::BotError;
use crate::domain::intrekking::Waarom;
use crate::domain::politiebericht::{Onderdelen, Politiebericht};
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::melding::Melding;
use crate::store::{self, Tx};
use crate::texts::ingekort;
use crate::texts::melding::{levensloop as tekst, politiebericht};
use crate::texts::sjablonen;

/// The parts of a draft or alert; of one from before there were parts, its description alone.
pub(in crate::bot) fn onderdelen_van(melding: &Melding) -> Onderdelen {
    Onderdelen::van_json(&melding.onderdelen)
        .unwrap_or_else(|| Onderdelen { signalement: melding.omschrijving.clone(), ..Onderdelen::default() })
}

/// What an alert says.
pub(in crate::bot) fn bericht_van(gemeente: &Gemeente, melding: &Melding) -> Politiebericht {
    let deel = onderdelen_van(melding);
    Politiebericht {
        nummer: melding.nummer.clone(),
        soort: melding.soort,
        waar: politiebericht::waar(&gemeente.waar(&melding.wijken), &deel),
        gemeld_ms: deel.tijd_ms.unwrap_or(melding.gemaakt_ms),
        laatst_gezien: melding.soort == MeldingSoort::Vermissing && deel.tijd_ms.is_some(),
        omschrijving: melding.omschrijving.clone(),
        tot_ms: melding.geldig_tot_ms,
    }
}

/// What an alert says now, with the news since it left.
pub(in crate::bot) async fn met_nieuws(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
) -> Result<Politiebericht, BotError> {
    let mut bericht = bericht_van(gemeente, melding);
    let nieuws = store::levensloop::sent_of(tx, melding.id).await?;
    for bijwerking in nieuws.iter().filter(|bijwerking| bijwerking.verleng_tot_ms.is_none()) {
        bericht.omschrijving = format!("{}. Nieuw: {}", bericht.omschrijving, bijwerking.tekst);
    }
    bericht.omschrijving = ingekort(&bericht.omschrijving, limits::OMSCHRIJVING_WITH_NEWS_CHARACTERS_MAX);
    Ok(bericht)
}

/// What is to be posted now that an alert was withdrawn.
pub(in crate::bot) fn als_tekst(gemeente: &Gemeente, melding: &Melding) -> String {
    match met_reden(gemeente, melding) {
        Some(parameters) => tekst::tekst(&sjablonen::INGETROKKEN_REDEN, &parameters),
        None => tekst::tekst(&sjablonen::INGETROKKEN, &parameters(gemeente, melding)),
    }
}

/// The parameters of a withdrawal that says why, where that is known.
pub(in crate::bot) fn met_reden(gemeente: &Gemeente, melding: &Melding) -> Option<Vec<String>> {
    let waarom = tekst::waarom(Waarom::van_woorden(&melding.afloop))?;
    let mut parameters = parameters(gemeente, melding);
    parameters.push(waarom.to_owned());
    Some(parameters)
}

pub(in crate::bot) fn parameters(gemeente: &Gemeente, melding: &Melding) -> Vec<String> {
    let verzonden_ms = melding.verzonden_ms.unwrap_or(melding.gemaakt_ms);
    tekst::intrekking_parameters(&melding.nummer, verzonden_ms, &gemeente.namen(&melding.wijken))
}

/// What is to be posted now that an alert ended.
pub(in crate::bot) fn afloopbericht(gemeente: &Gemeente, melding: &Melding) -> String {
    let afloop = if melding.afloop.is_empty() { tekst::AFLOOP_VERLOPEN } else { &melding.afloop };
    let waar = gemeente.namen(&melding.wijken);
    if zoekt_nog(melding, afloop) {
        return tekst::tekst(&sjablonen::TIJD_OM, &tekst::tijd_om_parameters(&melding.nummer, &waar));
    }
    tekst::tekst(&sjablonen::AFGELOPEN, &tekst::afloop_parameters(&melding.nummer, &waar, afloop))
}

/// Whether nothing ended but the time of a message about somebody who is missing.
pub(in crate::bot) fn zoekt_nog(melding: &Melding, afloop: &str) -> bool {
    melding.soort == MeldingSoort::Vermissing && afloop == tekst::AFLOOP_VERLOPEN
}
