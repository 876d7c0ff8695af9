//! "Stop", "verkeerde wijk" and "intrekken" by a wijkagent about what they wrote and a colleague let go.
//!
//! Owns that nothing more of it leaves and who is asked; who may withdraw it is decided where that is done. Invariants: whoever
//! wrote an alert can always halt it; what is to happen then is asked of a colleague with the right, and its writer is told.

use crate::bot::begrip::levensloop::{self as begrip, Gezegd};
use crate::bot::begrip::terugnemen;
use crate::bot::besluit::wie::Collegas;
use crate::bot::context::{Cx, Uitgang};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{concept, publiek, stilzetten, welke};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::rechten::Recht;
use crate::store::levensloop;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::texts::melding::levensloop as tekst;
use crate::whatsapp::Outgoing;

/// Whether somebody who may only write drafts stops one of theirs that left; answers what was done.
pub(in crate::bot) async fn stopt(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if cx.persoon.mag(Recht::MeldingBijwerken) || concept::schrijft_in(cx).is_empty() {
        return Ok(None);
    }
    let codes = cx.gemeenten.codes();
    let Some(gezegd) = begrip::lees(getypt, &codes).or_else(|| terugnemen::lees(getypt, &codes)) else {
        return Ok(None);
    };
    if !matches!(gezegd.gezegd, Gezegd::Paniek | Gezegd::Intrekken(_)) {
        return Ok(None);
    }
    let (Some(melding), _) = welke::pas_verstuurd(cx).await? else { return Ok(None) };
    if gezegd.nummer.is_some_and(|nummer| nummer != melding.nummer) {
        return Ok(None);
    }
    halt(cx, &melding).await.map(Some)
}

/// Whoever wrote it stops it, by a tap: who may end it is asked what is to happen, and for who may not a colleague is.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    if cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        return stilzetten::stop_en_vraag(cx, melding, "").await;
    }
    halt(cx, melding).await
}

async fn halt(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    cx.record("melding gestopt", &melding.nummer, None).await?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, melding.id).await?;
    let gemeente = publiek::gemeente_van(cx.gemeenten, melding)?;
    let collegas = Collegas::van(cx.tx, gemeente, (melding.wie, melding.verzender.persoon), cx.now_ms).await?;
    let mut wie = collegas.nu().to_vec();
    // Whoever let it go is asked too, on duty or not.
    wie.extend(melding.goedgekeurd_door.filter(|wie_dan| !wie.contains(wie_dan)));
    let vraag = tekst::gestopt_door_schrijver(&melding.nummer, hebben, geplaatst);
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    for collega in wie {
        let bericht =
            uitgang.ook_als_sjabloon(Outgoing::buttons(vraag.as_str(), stilzetten::wat_nu(melding.id))?, &vraag)?;
        uitgang.stuur_als(cx.tx, collega, bericht, Klasse::Politie, cx.now_ms).await?;
    }
    cx.reply(tekst::schrijver_stopte(&melding.nummer)).await?;
    Ok(Verstaan::is(Intent::MeldingIntrek, Uitkomst::Accepted).slot("nummer", melding.nummer.as_str()).into())
}
