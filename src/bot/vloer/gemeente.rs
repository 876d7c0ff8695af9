//! People of a gemeente, and somebody's own gemeenten, name and language.
//!
//! Owns who hears what concerns a gemeente. It decides nothing.

use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::error::{BotError, Written};
use crate::domain::persoon::PersoonId;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::{Gemeente, GemeenteId, opsomming};
use crate::store::{self, Tx};
use crate::texts::mensen::eigen as mensen;

/// This text in the language of the person.
pub(in crate::bot) const fn in_taal(cx: &Cx<'_>, nl: &'static str, en: &'static str) -> &'static str {
    if cx.engels { en } else { nl }
}

/// The name of this person, for the gemeente.
pub(in crate::bot) async fn naam(cx: &mut Cx<'_>) -> Result<String, BotError> {
    let naam = store::persoon::name_of(cx.tx, cx.persoon.id).await?;
    Ok(naam.unwrap_or_else(|| mensen::ZONDER_NAAM.to_owned()))
}

/// The gemeenten of this person's groups, each once.
pub(in crate::bot) fn gemeenten_van_groepen(cx: &Cx<'_>) -> Vec<GemeenteId> {
    let mut gemeenten: Vec<GemeenteId> = cx.persoon.groepen.iter().map(|groep| groep.gemeente.clone()).collect();
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// The gemeenten that concern this person: of their groups and their work; a stranger any.
pub(in crate::bot) fn van_persoon<'a>(cx: &Cx<'a>) -> Vec<&'a Gemeente> {
    let persoon = &cx.persoon;
    let vreemd = persoon.groepen.is_empty() && persoon.toekenningen.is_empty();
    let hier = |id: &GemeenteId| {
        vreemd
            || persoon.groepen.iter().any(|groep| groep.gemeente == *id)
            || persoon.toekenningen.iter().any(|toekenning| toekenning.gemeente == *id)
    };
    cx.gemeenten.iter().filter(|gemeente| hier(&gemeente.id)).collect()
}

/// The names of this person's groups in a gemeente.
pub(in crate::bot) fn groepen_in(cx: &Cx<'_>, gemeente: &GemeenteId) -> String {
    let groepen = cx.persoon.groepen.iter().filter(|groep| groep.gemeente == gemeente);
    opsomming(groepen.map(|groep| groep.naam.as_str()))
}

/// Tells whoever of the gemeente looks after beheerders.
pub(in crate::bot) async fn vertel_gemeente(cx: &mut Cx<'_>, gemeente: &GemeenteId, bericht: &str) -> Written {
    let Some(gemeente) = cx.gemeenten.get(gemeente) else { return Ok(()) };
    let uitgang = Uitgang::van(gemeente, &cx.chat.phone_number_id);
    for ambtenaar in ambtenaren(cx.tx, &gemeente.id).await? {
        if ambtenaar != cx.persoon.id {
            notify(cx.tx, &uitgang, ambtenaar, bericht, cx.now_ms).await?;
        }
    }
    Ok(())
}

/// Whoever of the gemeente looks after beheerders.
pub(in crate::bot) async fn ambtenaren(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<PersoonId>, BotError> {
    let mensen = store::persoon::with_role_in(tx, gemeente).await?;
    let telt = mensen
        .iter()
        .filter(|mens| mens.rollen().contains(&Rol::Gemeente) && mens.mag_in(Recht::BordenBeslissen, gemeente));
    Ok(telt.map(|mens| mens.id).collect())
}
