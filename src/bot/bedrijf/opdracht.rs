//! What came of slow work, to whom it concerns, and what was tapped on a page of ours.

use serde_json::Value;

use crate::bot::bedrijf::groepsgesprek;
use crate::bot::error::{BotError, Written};
use crate::bot::melding::{deelpagina, foto, status};
use crate::domain::wijk::Gemeenten;
use crate::store::Tx;
use crate::store::beeld::BeeldId;
use crate::store::foto::FotoId;
use crate::store::opdracht::OpdrachtSoort;

/// Takes a result in.
///
/// # Errors
/// The database cannot be reached.
pub async fn uitkomst(tx: &mut Tx, gemeenten: &Gemeenten, payload: &[u8], now_ms: i64) -> Written {
    let result: Value = serde_json::from_slice(payload).unwrap_or_default();
    if deelpagina::neem_tik(tx, &result, now_ms).await? {
        return Ok(());
    }
    let soort = result["soort"].as_str().and_then(OpdrachtSoort::van_id).ok_or(BotError::Missing("kind of work"))?;
    let voorwerp = result["voorwerp"].as_i64().ok_or(BotError::Missing("what the work is about"))?;
    match soort {
        OpdrachtSoort::FotoHalen => foto::opgehaald(tx, gemeenten, FotoId(voorwerp), &result["uitkomst"], now_ms).await,
        OpdrachtSoort::GroepMaken => groepsgesprek::gevraagd(tx, voorwerp, &result["uitkomst"], now_ms).await,
        OpdrachtSoort::Beeld => status::getekend(tx, BeeldId(voorwerp), &result["uitkomst"], now_ms).await,
        // Meta deletes by itself what could not be deleted; nobody waits for an answer.
        OpdrachtSoort::FotoWissen | OpdrachtSoort::GroepVerzoek => Ok(()),
    }
}
