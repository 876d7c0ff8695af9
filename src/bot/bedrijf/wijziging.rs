//! What Meta tells about templates, numbers and limits, taken into our records.
//!
//! Owns which news is kept; telling operators of trouble is `alarm`'s, using what is kept is `delivery`'s.

use std::collections::BTreeSet;

use crate::bot::bedrijf::groepsgesprek;
use crate::bot::error::Written;
use crate::domain::afzender::NumberId;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::sjabloon::{self, APPROVED, Feit};
use crate::store::{self, Tx, nummer};
use crate::whatsapp::incoming::{AccountNews, Change};

/// Takes news in.
///
/// # Errors
/// The database cannot be reached.
pub async fn neem_op(tx: &mut Tx, gemeenten: &Gemeenten, change: &Change, now_ms: i64) -> Written {
    match change {
        Change::TemplateStatus { name, language, event } => {
            if let Some(status) = status(event) {
                sjabloon::set(tx, name, language, Feit::Status(status), now_ms).await?;
            }
        }
        Change::TemplateQuality { name, language, quality } => {
            sjabloon::set(tx, name, language, Feit::Kwaliteit(quality), now_ms).await?;
        }
        Change::TemplateCategory { name, language, category } => {
            sjabloon::set(tx, name, language, Feit::Categorie(category), now_ms).await?;
        }
        Change::NumberQuality { display_number, event } => {
            let digits: String = display_number.chars().filter(char::is_ascii_digit).collect();
            let of = gemeenten.iter().find(|gemeente| gemeente.nummer.as_deref() == Some(digits.as_str()));
            let Some(number) = of.and_then(|gemeente| gemeente.phone_number_id.clone()) else { return Ok(()) };
            let feit = match event.as_str() {
                // Meta's most, since the upgrade is to that ("Throughput", September 2026).
                "THROUGHPUT_UPGRADE" => nummer::Feit::Doorvoer(1_000),
                other => nummer::Feit::Kwaliteit(other.to_owned()),
            };
            nummer::set(tx, &number, &feit, now_ms).await?;
        }
        Change::MessagingLimit(limit) => {
            for gemeente in gemeenten.iter() {
                if let Some(number) = &gemeente.phone_number_id {
                    nummer::set(tx, number, &nummer::Feit::Limiet(*limit), now_ms).await?;
                }
            }
            store::nummer::set_limit(tx, *limit, now_ms).await?;
        }
        Change::Groups(events) => {
            for event in events {
                groepsgesprek::gebeurd(tx, gemeenten, event, now_ms).await?;
            }
        }
        Change::Account { news, .. } => account(tx, gemeenten, news, now_ms).await?,
        Change::TemplateComponents(_)
        | Change::Preferences(_)
        | Change::Calls(_)
        | Change::Echoes(_)
        | Change::Errors(_)
        | Change::Unknown(_) => {}
    }
    Ok(())
}

/// The code that Meta answers with where the account is locked.
const LOCKED: i64 = 131_031;

/// Meta restricts, stops or reinstates the account: so stand all its numbers, and operators hear of it (`alarm`).
async fn account(tx: &mut Tx, gemeenten: &Gemeenten, news: &AccountNews, now_ms: i64) -> Written {
    let numbers: BTreeSet<&NumberId> =
        gemeenten.iter().filter_map(|gemeente| gemeente.phone_number_id.as_ref()).collect();
    for number in numbers {
        match news {
            AccountNews::Nothing => {}
            AccountNews::Stopped(why) => {
                nummer::restrict(tx, number, why, None, now_ms).await?;
                nummer::stop(tx, number, LOCKED, false, now_ms).await?;
            }
            AccountNews::Restricted(what, until_ms) => nummer::restrict(tx, number, what, *until_ms, now_ms).await?,
            // Told once: it stops nothing, and nothing tells when it is over.
            AccountNews::Warned(what) => {
                nummer::warn(tx, number, what, now_ms + limits::ALARM_AGAIN_MS / 2, now_ms).await?;
            }
            AccountNews::Reinstated => {
                nummer::restrict(tx, number, "", None, now_ms).await?;
                nummer::resume_from(tx, number, LOCKED).await?;
            }
        }
    }
    Ok(())
}

/// How a template stands after an event; `None` where the event changes nothing about sending it.
fn status(event: &str) -> Option<&'static str> {
    match event {
        "APPROVED" | "REINSTATED" | "UNARCHIVED" => Some(APPROVED),
        "REJECTED" => Some("REJECTED"),
        "PENDING" | "IN_APPEAL" => Some("PENDING"),
        "PAUSED" => Some("PAUSED"),
        "DISABLED" => Some("DISABLED"),
        "DELETED" | "PENDING_DELETION" => Some("DELETED"),
        "ARCHIVED" => Some("ARCHIVED"),
        _ => None,
    }
}
