//! Whom an alert reaches: the people of its groups as they are now, and how many of them.
//!
//! Owns the reading of it; the rule is `domain::bereik`'s. It sends nothing. Invariant: what a preview counts and what is
//! sent to are read in the same way.

use crate::bot::error::BotError;
use crate::bot::melding::bericht::bericht_van;
use crate::domain::afzender::NumberId;
use crate::domain::bereik::{self, Bereik, Lid};
use crate::domain::persoon::Rang;
use crate::domain::wijk::{Gemeente, Gemeenten, WijkId};
use crate::limits;
use crate::store::melding::Melding;
use crate::store::{self, Tx, outbox};
use crate::texts::melding::politiebericht;

/// The gemeente of an alert.
pub(in crate::bot) fn gemeente_van<'g>(gemeenten: &'g Gemeenten, melding: &Melding) -> Result<&'g Gemeente, BotError> {
    gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))
}

/// Who is addressed by an alert, and on which number.
pub(in crate::bot) struct Publiek {
    pub(in crate::bot) leden: Vec<Lid>,
    /// How many more people may be written to outside their window today; `None`: as many as wanted.
    pub(in crate::bot) plaatsen: Option<usize>,
    pub(in crate::bot) phone_number_id: NumberId,
}

pub(in crate::bot) async fn publiek(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    now_ms: i64,
) -> store::Result<Publiek> {
    let anders = &melding.verzender.phone_number_id;
    let phone_number_id = gemeente.phone_number_id.clone().unwrap_or_else(|| anders.clone());
    let (mut leden, plaatsen) = leden_van(tx, gemeente, melding, &melding.wijken, now_ms).await?;
    // Where a mede-beheerder waits for the hoofdbeheerder, they stand in like a reserve; the chase calls them up next.
    let later = store::navraag::mede_later(tx, &gemeente.id, gemeente.instellingen.navraag.mede_meteen).await?;
    for lid in leden.iter_mut().filter(|lid| lid.rang == Rang::Mede && later.contains(&lid.groep)) {
        lid.rang = Rang::Reserve;
    }
    Ok(Publiek { leden, plaatsen, phone_number_id })
}

/// The beheerders of these wijken, and how many more people may be written to outside their window today.
pub(in crate::bot) async fn leden_van(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    wijken: &[WijkId],
    now_ms: i64,
) -> store::Result<(Vec<Lid>, Option<usize>)> {
    let phone_number_id = gemeente.phone_number_id.as_ref().unwrap_or(&melding.verzender.phone_number_id);
    let wijken: Vec<&WijkId> = gemeente.met_delen(wijken).into_iter().collect();
    let mut leden =
        store::melding::audience(tx, &gemeente.id, &wijken, phone_number_id, Some(melding.soort), now_ms).await?;
    let bericht = bericht_van(gemeente, melding);
    let sjablonen = politiebericht::als_sjablonen(&bericht);
    let sjablonen: Vec<_> = sjablonen.iter().map(|(sjabloon, _)| (sjabloon.naam, sjabloon.nl.taal)).collect();
    if !store::sjabloon::any_usable(tx, &sjablonen).await? {
        leden.iter_mut().for_each(|lid| lid.zonder_sjabloon = lid.vraagt_sjabloon);
    }
    let plaatsen = match store::nummer::limit(tx).await? {
        Some(limiet) => {
            let gebruikt = outbox::people_outside_window(tx, now_ms - limits::WINDOW_MS).await?;
            Some(usize::try_from(limiet - gebruikt).unwrap_or(0))
        }
        None => None,
    };
    Ok((leden, plaatsen))
}

/// Whom an alert would reach now.
pub(in crate::bot) async fn bereik_van(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    now_ms: i64,
) -> store::Result<Bereik> {
    let Publiek { leden, plaatsen, .. } = publiek(tx, gemeente, melding, now_ms).await?;
    Ok(bereik::bereik(&leden, plaatsen))
}
