//! A missing person that was just sent: what else is to be thought of.
//!
//! Owns the one question about AMBER Alert and Vermist Kind Alert, and writing the answer down. Invariant: the bot
//! never originates such an alert, and the question holds nothing up.

use crate::bot::context::Cx;
use crate::bot::error::HandlerResult;
use crate::bot::knop::Knop;
use crate::bot::melding::{bericht, bijwerken};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::store;
use crate::store::melding::Melding;
use crate::texts::knoppen;
use crate::texts::melding::levensloop as tekst;
use crate::whatsapp::outgoing::Button;

/// What is asked once after a missing person was sent, with its buttons; and what was held out, which may follow.
pub(in crate::bot) fn vraag(melding: &Melding) -> (String, Vec<Button>) {
    let mut buttons =
        vec![Knop::Amber(melding.id, true).met(knoppen::JA), Knop::Amber(melding.id, false).met(knoppen::NOG_NIET)];
    let later = bericht::onderdelen_van(melding).later;
    if later.is_empty() {
        return (tekst::AMBER.to_owned(), buttons);
    }
    buttons.push(Knop::LaterErbij(melding.id).met(knoppen::LATER_ERBIJ));
    (format!("{}{}", tekst::AMBER, tekst::nog_niet_erin(&later)), buttons)
}

/// What was held out of the alert follows as an update: with the family's consent and a second person.
pub(in crate::bot) async fn later_erbij(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return algemeen::onbekende_knop(cx).await };
    let later = bericht::onderdelen_van(&melding).later.join(", ");
    bijwerken::begin_met(cx, id, &later).await
}

/// A tap on the answer.
pub(in crate::bot) async fn amber(cx: &mut Cx<'_>, id: MeldingId, wel: bool) -> HandlerResult {
    let melding = store::melding::get(cx.tx, id).await?;
    let Some(melding) = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)) else {
        return algemeen::onbekende_knop(cx).await;
    };
    store::melding::note_amber(cx.tx, id, if wel { "ja" } else { "nog niet" }).await?;
    cx.record(if wel { "AMBER overlegd" } else { "AMBER nog niet overlegd" }, &melding.nummer, None).await?;
    cx.reply(if wel { tekst::AMBER_JA } else { tekst::AMBER_NIET }).await?;
    Ok(Verstaan::is(Intent::MeldingUpdate, Uitkomst::Recorded).slot("nummer", melding.nummer.as_str()).into())
}
