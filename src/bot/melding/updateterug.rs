//! An update that waits for a second person and that its writer takes back: "wacht met de update", "toch niet noordhove".
//!
//! Owns which words mean that. Invariants: the alert itself runs on; nobody agrees to an update that was taken back.

use crate::bot::begrip::{besluit, gesprek};
use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::bijwerking::BijwerkingStatus;
use crate::store::{self, levensloop};
use crate::texts::melding::bijwerking as tekst;

/// Takes back the update of this person that waits, where that is what was said. Answers what was done.
pub(in crate::bot) async fn neem_terug(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let bedoeld = gesprek::neemt_update_terug(getypt) || gesprek::verbetert_update(getypt) || besluit::aarzelt(getypt);
    if !bedoeld {
        return Ok(None);
    }
    let Some(wacht) = levensloop::waiting_of(cx.tx, cx.wie).await? else { return Ok(None) };
    let Some(melding) = store::melding::get(cx.tx, wacht.melding).await? else { return Ok(None) };
    if besluit::gaat_over_ander(getypt, &cx.gemeenten.codes(), &melding.nummer) {
        return Ok(None);
    }
    let (van, naar) = (BijwerkingStatus::WachtTweede, BijwerkingStatus::Geannuleerd);
    if !levensloop::step(cx.tx, wacht.id, van, naar, cx.now_ms).await? {
        return Ok(None);
    }
    cx.record("update teruggenomen", &melding.nummer, None).await?;
    cx.reply(tekst::update_teruggenomen(&melding.nummer, &wacht.tekst)).await?;
    Ok(Some(Verstaan::is(Intent::MeldingUpdate, Uitkomst::Accepted).slot("nummer", melding.nummer).into()))
}
