//! A message that was changed after it was sent: it is read again only as a new one.
//!
//! Owns what is said of it. Invariant: nothing that was sent, noted or agreed to changes with it.

use crate::bot::begrip::bedoeling::{self, Bedoeling};
use crate::bot::context::Cx;
use crate::bot::dialogue::Found;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::voorbeeld;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::domain::melding::MeldingStatus;
use crate::domain::rechten::Recht;
use crate::texts::melding::voorbeeld as politie;
use crate::texts::vloer::algemeen as woorden;
use crate::whatsapp::Update;
use crate::whatsapp::incoming::{self, Content};
use crate::{limits, store};

/// A changed message: read again only as a new one. Whoever wrote an alert hears how it stands, since they believe that
/// they changed it; others hear it where what they wrote first meant something.
pub(in crate::bot) async fn gewijzigd(cx: &mut Cx<'_>) -> HandlerResult {
    let gedaan = Gedaan::is(Intent::Geen, Uitkomst::Info);
    let found = cx.dialogue().await?;
    if let Found::Running(dialogue) = &found
        && let Some(id) = dialogue.concept()
        && let Some(gedaan) = voorbeeld::na_wijziging(cx, id).await?
    {
        return Ok(gedaan);
    }
    if found != Found::None {
        cx.reply(woorden::GEWIJZIGD).await?;
    } else if cx.persoon.mag(Recht::MeldingBijwerken) {
        let sinds_ms = cx.now_ms - limits::EDIT_LOOK_BACK_MS;
        let melding = store::melding::last_sent_by(cx.tx, cx.persoon.id, sinds_ms).await?;
        let loopt = melding.filter(|melding| melding.status == MeldingStatus::Verzonden);
        cx.reply(loopt.map_or(woorden::GEWIJZIGD.to_owned(), |melding| politie::al_weg(&melding.nummer))).await?;
    } else if cx.persoon.mag(Recht::GroepMelden) && wijzigt_iets(cx).await? {
        cx.reply(woorden::GEWIJZIGD_BLIJFT).await?;
    }
    Ok(gedaan)
}

/// Whether what was changed meant something when it was said: everything but chatter did, and while an alert runs it
/// may be about that.
async fn wijzigt_iets(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    if let Some(wamid) = cx.antwoord_op.clone() {
        let sleutel = crate::whatsapp::webhook::message_key(&cx.chat.phone_number_id, wamid.as_str());
        match store::inbox::payload(cx.tx, &sleutel).await? {
            // It was emptied because it must not be kept: a number, a withdrawal of a group.
            Some(None) => return Ok(true),
            Some(Some(payload)) => {
                let Update::Message(eerst) = incoming::parse(&payload) else { return Ok(false) };
                let Content::Text(tekst) = &eerst.content else { return Ok(true) };
                let om = omstandigheden(cx).await?;
                return Ok(bedoeling::lees(tekst, &om) != Bedoeling::Praatje);
            }
            None => {}
        }
    }
    Ok(!store::tip::running_for(cx.tx, cx.persoon.id, cx.now_ms).await?.is_empty())
}
