//! The chase of a running alert: who is called up next, and who is reminded.
//!
//! Owns carrying out what `domain::navraag` decides, and when to look again. Invariants: an alert that ended chases
//! nobody; what is decided and what is sent are in one transaction, so that nobody is called up or reminded twice.

use std::collections::BTreeSet;

use crate::bot::error::{BotError, Written};
use crate::bot::knop::onder_politiebericht_knoppen;
use crate::bot::melding::publiek;
use crate::bot::melding::uitzending::{self, Uitzending, bericht, nummer};
use crate::domain::bereik::Lid;
use crate::domain::melding::MeldingStatus;
use crate::domain::navraag::{Actie, rondes};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::{self, Tx};
use crate::texts::melding::levensloop as tekst;
use crate::texts::sjablonen;

/// Looks at all groups of an alert and does what is due. Answers when to look again.
///
/// # Errors
/// The database cannot be reached.
pub async fn ronde(tx: &mut Tx, gemeenten: &Gemeenten, id: MeldingId, now_ms: i64) -> Result<Option<i64>, BotError> {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(None) };
    if melding.status != MeldingStatus::Verzonden || now_ms >= melding.geldig_tot_ms || melding.stilgezet {
        return Ok(None);
    }
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let leden = leden(tx, gemeente, &melding, now_ms).await?;
    let groepen = store::navraag::groups(tx, id, &leden, &gemeente.instellingen.navraag).await?;
    let ronde = rondes(&groepen, now_ms);
    let met = |welke: fn(&Actie) -> Option<PersoonId>| ronde.acties.iter().filter_map(welke).collect::<Vec<_>>();
    let oproepen = met(|actie| match actie {
        Actie::RoepOp(persoon) => Some(*persoon),
        Actie::Herinner(_) => None,
    });
    let herinneren = met(|actie| match actie {
        Actie::Herinner(persoon) => Some(*persoon),
        Actie::RoepOp(_) => None,
    });
    if !oproepen.is_empty() {
        uitzending::stuur_aan(tx, gemeente, &melding, &oproepen, &[], now_ms).await?;
    }
    for persoon in &herinneren {
        herinner(tx, gemeente, &melding, *persoon, now_ms).await?;
    }
    if oproepen.is_empty() {
        return Ok(ronde.volgende_ms);
    }
    // Those who were just called up are looked at too.
    let groepen = store::navraag::groups(tx, id, &leden, &gemeente.instellingen.navraag).await?;
    Ok(rondes(&groepen, now_ms).volgende_ms)
}

/// The people whom the chase may call up now: not those whose quiet hours kept it from them when it was sent. What was
/// held back at night is not sent in the morning.
async fn leden(tx: &mut Tx, gemeente: &Gemeente, melding: &Melding, now_ms: i64) -> Result<Vec<Lid>, BotError> {
    let (mut leden, mut plaatsen) = publiek::leden_van(tx, gemeente, melding, &melding.wijken, now_ms).await?;
    // Whom today's messaging limit leaves no place for cannot be called up: the message would wait until it is too late.
    leden.sort_by_key(|lid| (lid.rang, lid.groep, lid.persoon));
    for lid in leden.iter_mut().filter(|lid| lid.vraagt_plaats && lid.bereikbaar()) {
        match &mut plaatsen {
            Some(0) => lid.onbereikbaar = true,
            Some(over) => *over -= 1,
            None => {}
        }
    }
    let toen_ms = melding.verzonden_ms.unwrap_or(now_ms);
    let (toen, _) = publiek::leden_van(tx, gemeente, melding, &melding.wijken, toen_ms).await?;
    let stil: BTreeSet<PersoonId> = toen.iter().filter(|lid| lid.stil).filter_map(|lid| lid.persoon).collect();
    for lid in leden.iter_mut().filter(|lid| lid.persoon.is_some_and(|persoon| stil.contains(&persoon))) {
        lid.stil = true;
    }
    Ok(leden)
}

async fn herinner(tx: &mut Tx, gemeente: &Gemeente, melding: &Melding, persoon: PersoonId, now_ms: i64) -> Written {
    let groepen = store::melding::own_groups(tx, melding.id, persoon).await?;
    let voor_anderen = store::navraag::groups_left_to_others(tx, melding.id, persoon).await?;
    let open = groepen.into_iter().filter(|groep| groep.geplaatst_ms.is_none() && !voor_anderen.contains(&groep.groep));
    let namen: Vec<String> = open.map(|groep| groep.naam).collect();
    store::navraag::reminded(tx, melding.id, persoon, now_ms).await?;
    if namen.is_empty() {
        return Ok(());
    }
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: nummer(gemeente, melding),
        klasse: Klasse::Herinnering,
        bericht: bericht(
            &sjablonen::HERINNERING,
            tekst::herinnering_parameters(&melding.nummer, &namen),
            &onder_politiebericht_knoppen(melding.id),
        )?,
        geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::REMINDER_SEND_WITHIN_MS),
    };
    uitzending.aan(tx, &[persoon], now_ms).await?;
    Ok(())
}
