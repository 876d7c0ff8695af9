//! When a role ends by itself, and what is said before.
//!
//! Invariants: a role ends on a working day at ten in the morning, never while its officer works, and never where it is the last that
//! can send; each end was said a month and a week before it.

use std::collections::BTreeMap;

use super::{Getoond, alle_in, is_laatste_verzender, wie_verlengt};
use crate::bot::context::{Uitgang, notify};
use crate::bot::error::{BotError, Written};
use crate::domain::persoon::PersoonId;
use crate::domain::rechten::Rol;
use crate::domain::termijn::{UUR, eindigt, waarschuwing};
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::controle::RONDE;
use crate::store::spoor::{self, Spoor};
use crate::store::taak::{self, Taak};
use crate::store::toekenning as opslag;
use crate::store::{self, Store, Tx};
use crate::texts::mensen::rechten as tekst;

/// Plans both rounds, where they are not planned yet, and gives roles of before their end.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan(store: &Store, now_ms: i64) -> store::Result<()> {
    let mut tx = store.begin().await?;
    opslag::set_missing_ends(&mut tx, now_ms).await?;
    if let Some(om_ms) = volgende_ms(now_ms) {
        taak::plan(&mut tx, Taak::Rechten(RONDE), om_ms).await?;
    }
    if let Some(om_ms) = volgende_lijst_ms(now_ms) {
        taak::plan(&mut tx, Taak::Rechtenlijst(RONDE), om_ms).await?;
    }
    tx.commit().await
}

/// The next round: each day at ten.
fn volgende_ms(now_ms: i64) -> Option<i64> {
    tijd::volgende_uur(&[UUR], now_ms)
}

/// The next list: on the first of the month at ten, or the first working day after it.
fn volgende_lijst_ms(now_ms: i64) -> Option<i64> {
    tijd::volgende_van_de_maand(1, UUR, now_ms).map(|(_, om_ms)| om_ms)
}

/// Looks which roles end, and when. Answers when the next round is.
///
/// # Errors
/// The database cannot be reached.
pub async fn ronde(tx: &mut Tx, gemeenten: &Gemeenten, now_ms: i64) -> Result<Option<i64>, BotError> {
    opslag::set_missing_ends(tx, now_ms).await?;
    // Away at that hour, nothing ends in the night or at the weekend for it.
    let uur = tijd::minuut_van_de_dag(now_ms) / 60;
    let kantoor = limits::CHECK_HOURS.iter().any(|een| i64::from(*een) == uur) && !tijd::is_weekend(now_ms);
    for gemeente in gemeenten.iter() {
        let Some(nummer) = &gemeente.phone_number_id else { continue };
        let uitgang = Uitgang::op(nummer);
        if kantoor {
            in_gemeente(tx, gemeenten, gemeente, &uitgang, now_ms).await?;
        }
    }
    Ok(volgende_ms(now_ms))
}

async fn in_gemeente(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    gemeente: &Gemeente,
    uitgang: &Uitgang,
    now_ms: i64,
) -> Written {
    let (mut afgelopen, mut lopen_af) = (Vec::new(), Vec::new());
    for een in alle_in(tx, gemeenten, &gemeente.id).await? {
        let Some(einde_ms) = een.gegeven.einde_ms.filter(|_| eindigt(een.gegeven.rol)) else { continue };
        let wie = een.gegeven.persoon;
        if einde_ms > now_ms {
            if let Some(wat) = waarschuwing(einde_ms, een.gegeven.gewaarschuwd, now_ms) {
                opslag::warned(tx, een.gegeven.id, wat).await?;
                notify(tx, uitgang, wie, &tekst::loopt_af(&een.recht()), now_ms).await?;
                lopen_af.push(een);
            }
        } else if opslag::is_at_work(tx, wie, now_ms).await? {
            // Looked at again tomorrow.
        } else if is_laatste_verzender(tx, &een.gegeven).await? {
            tracing::error!(gemeente = %gemeente.id, recht = een.gegeven.id.0, "the role of the last who can send has ended and is kept: prolong it");
            metrics::counter!("heterdaad_last_sender_overdue_total").increment(1);
            let bericht = tekst::laatste_loopt_door(&een.recht());
            notify(tx, uitgang, wie, &bericht, now_ms).await?;
            for ander in wie_verlengt(tx, &gemeente.id, &[wie]).await? {
                notify(tx, uitgang, ander, &bericht, now_ms).await?;
            }
        } else {
            opslag::end(tx, een.gegeven.id, wie).await?;
            let voorwerp = format!("recht {}", een.gegeven.id.0);
            let daad = Spoor {
                tijd_ms: now_ms,
                persoon: wie,
                rol: een.gegeven.rol,
                daad: "recht afgelopen",
                voorwerp: &voorwerp,
                geweigerd: None,
            };
            spoor::add(tx, daad).await?;
            notify(tx, uitgang, wie, &tekst::u_bent_het_niet_meer(&een.recht()), now_ms).await?;
            afgelopen.push(een);
        }
    }
    vertel(tx, gemeente, uitgang, &lopen_af, tekst::lopen_af, now_ms).await?;
    vertel(tx, gemeente, uitgang, &afgelopen, tekst::zijn_afgelopen, now_ms).await
}

/// Tells those who look after roles, each of all but their own.
async fn vertel(
    tx: &mut Tx,
    gemeente: &Gemeente,
    uitgang: &Uitgang,
    rollen: &[Getoond],
    zeg: fn(&[tekst::Recht<'_>]) -> String,
    now_ms: i64,
) -> Written {
    for wie in wie_verlengt(tx, &gemeente.id, &[]).await? {
        let anderen: Vec<_> = rollen.iter().filter(|een| een.gegeven.persoon != wie).map(Getoond::recht).collect();
        if !anderen.is_empty() {
            notify(tx, uitgang, wie, &zeg(&anderen), now_ms).await?;
        }
    }
    Ok(())
}

/// Tells goedkeurders once a month who may what. Answers when the next list is.
///
/// # Errors
/// The database cannot be reached.
pub async fn maandlijst(tx: &mut Tx, gemeenten: &Gemeenten, now_ms: i64) -> Result<Option<i64>, BotError> {
    if tijd::is_weekend(now_ms) {
        return Ok(volgende_ms(now_ms));
    }
    for gemeente in gemeenten.iter() {
        let Some(nummer) = &gemeente.phone_number_id else { continue };
        let alle = alle_in(tx, gemeenten, &gemeente.id).await?;
        let rechten: Vec<_> = alle.iter().map(Getoond::recht).collect();
        let bericht = tekst::maandlijst(&gemeente.naam, &rechten);
        let chefs = alle.iter().filter(|een| een.gegeven.rol == Rol::Goedkeurder).map(|een| (een.gegeven.persoon, ()));
        let chefs: BTreeMap<PersoonId, ()> = chefs.collect();
        for chef in chefs.into_keys() {
            if store::persoon::load(tx, chef).await?.mag_in(crate::domain::rechten::Recht::Rechten, &gemeente.id) {
                notify(tx, &Uitgang::op(nummer), chef, &bericht, now_ms).await?;
            }
        }
    }
    Ok(volgende_lijst_ms(now_ms))
}
