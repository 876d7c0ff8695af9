//! Around somebody's telephone: where they are known, who has a say over it, and how those are written to.
//!
//! Owns finding that out; what is done to the telephone is `blokkade`'s and `wijziging`'s. It writes nothing.

use crate::bot::context::{Cx, Uitgang};
use crate::bot::error::BotError;
use crate::domain::persoon::Persoon;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, opsomming};
use crate::store;

/// Where somebody is known: by role or by group.
pub(super) fn gemeenten_van(wie: &Persoon) -> Vec<GemeenteId> {
    let met_rol = wie.toekenningen.iter().map(|toekenning| toekenning.gemeente.clone());
    let mut gemeenten: Vec<GemeenteId> =
        met_rol.chain(wie.groepen.iter().map(|groep| groep.gemeente.clone())).collect();
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// Whether this person has a say over telephones in a gemeente where that one is known.
pub(super) fn is_collega(cx: &Cx<'_>, wie: &Persoon) -> bool {
    let volledig = |gemeente: &GemeenteId| cx.persoon.gemeenten_met(Recht::Blokkeren).contains(&gemeente);
    gemeenten_van(wie).iter().any(volledig)
}

/// The gemeenten where somebody is known, by name.
pub(super) fn gemeentenamen(cx: &Cx<'_>, wie: &Persoon) -> String {
    let ids = gemeenten_van(wie);
    opsomming(ids.iter().filter_map(|id| cx.gemeenten.get(id)).map(|gemeente| gemeente.naam.as_str()))
}

/// The others with a say over telephones in the gemeenten where somebody is known.
pub(super) async fn collegas(cx: &mut Cx<'_>, wie: &Persoon) -> Result<Vec<Persoon>, BotError> {
    let mut gevonden: Vec<Persoon> = Vec::new();
    for gemeente in gemeenten_van(wie) {
        for mens in store::persoon::with_role_in(cx.tx, &gemeente).await? {
            let telt = mens.id != wie.id && mens.mag_in(Recht::Blokkeren, &gemeente);
            if telt && !gevonden.iter().any(|ander| ander.id == mens.id) {
                gevonden.push(mens);
            }
        }
    }
    Ok(gevonden)
}

pub(super) fn uitgang(cx: &Cx<'_>, wie: &Persoon) -> Uitgang {
    let gemeente = gemeenten_van(wie).first().and_then(|gemeente| cx.gemeenten.get(gemeente));
    gemeente.map_or_else(
        || Uitgang::op(&cx.chat.phone_number_id),
        |gemeente| Uitgang::van(gemeente, &cx.chat.phone_number_id),
    )
}
