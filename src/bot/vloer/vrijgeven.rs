//! A sentence that was not understood, given free to be learned from by whoever of police typed it.
//!
//! Owns what is kept of it: its words, with zeros for its figures, and the role. Invariants: nothing is kept without a tap of the one
//! who typed it, and nothing that may stand nowhere in clear.

use crate::bot::begrip::melding::{lees_op, zonder_stukken};
use crate::bot::begrip::plaats::Kaart;
use crate::bot::context::Cx;
use crate::bot::error::{HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::rondom;
use crate::domain::politiebericht::schoon;
use crate::store::{inbox, vrijgegeven};
use crate::texts::vloer::{algemeen, vermoed as tekst};
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::Update;
use crate::whatsapp::incoming::{self, Content};

/// Characters of a sentence that are kept.
const SENTENCE_CHARACTERS_MAX: usize = 300;

/// Says that something was not understood; police can give it free with a tap.
pub(in crate::bot) async fn niet_begrepen(cx: &mut Cx<'_>, antwoord: &str) -> Written {
    if !cx.is_politie() {
        return cx.reply(antwoord).await;
    }
    let knop = Knop::GeefVrij(cx.inbox_id).met(knoppen::LEER_HIERVAN);
    cx.reply_buttons(algemeen::voor_politie(antwoord), vec![knop]).await
}

/// The tap.
pub(in crate::bot) async fn geef_vrij(cx: &mut Cx<'_>, rij: i64) -> HandlerResult {
    let payload = inbox::payload_beside(cx.tx, rij, cx.inbox_id).await?;
    let gezegd = payload.and_then(|payload| match incoming::parse(&payload) {
        Update::Message(message) => match message.content {
            Content::Text(gezegd) => Some(gezegd),
            _ => None,
        },
        _ => None,
    });
    let info = Gedaan::is(Intent::Geen, Uitkomst::Info);
    let Some(gezegd) = gezegd else {
        cx.reply(tekst::ZIN_WEG).await?;
        return Ok(info);
    };
    let gelezen = lees_op(&gezegd, &Kaart::van(cx.gemeenten), &[]);
    if gelezen.bevindingen.iter().any(|wat| wat.niet_bewaren()) {
        cx.reply(tekst::ZIN_MAG_NIET).await?;
        return Ok(info);
    }
    // What may name somebody goes out, as it does of an alert.
    let onzeker = gelezen.onderdelen.onzeker.map(|onzeker| onzeker.woorden).unwrap_or_default();
    let zonder_namen = zonder_stukken(&gezegd, onzeker.iter().chain(&gelezen.onderdelen.later), "…");
    let zonder_cijfers: String =
        zonder_namen.chars().map(|teken| if teken.is_numeric() { '0' } else { teken }).collect();
    let zin = ingekort(&schoon(&zonder_cijfers), SENTENCE_CHARACTERS_MAX);
    // In capitals every word may be a name: then nothing is left to learn from.
    if !zin.chars().any(char::is_alphabetic) {
        cx.reply(tekst::ZIN_MAG_NIET).await?;
        return Ok(info);
    }
    vrijgegeven::add(cx.tx, rondom::wie(cx).id(), &zin, cx.now_ms).await?;
    cx.reply(tekst::vrijgegeven(&zin)).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Recorded))
}
