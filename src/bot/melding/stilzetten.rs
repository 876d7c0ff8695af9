//! Halting an alert: nothing more of it leaves, and its officer is asked what is to happen.
//!
//! Owns the halt and the question. Invariant: stopping is the safe direction, and is never asked first.

use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::HandlerResult;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::persoon::MeldingId;
use crate::store::levensloop;
use crate::store::melding::Melding;
use crate::texts::knoppen;
use crate::texts::melding::levensloop as tekst;
use crate::whatsapp::outgoing::Button;

/// Lets nothing more leave of an alert, and asks what is to happen with what did.
pub(in crate::bot) async fn stop_en_vraag(cx: &mut Cx<'_>, melding: &Melding, reden: &str) -> HandlerResult {
    stop_en_vraag_met(cx, melding, reden, None).await
}

/// What can be done with an alert that stands still.
pub(in crate::bot) fn wat_nu(id: MeldingId) -> Vec<Button> {
    vec![
        Knop::Intrekken(id).met(knoppen::NU_INTREKKEN),
        Knop::Afsluiten(id).met(knoppen::AFSLUITEN),
        Knop::LatenStaan(id).met(knoppen::LATEN_STAAN),
    ]
}

pub(in crate::bot) async fn stop_en_vraag_met(
    cx: &mut Cx<'_>,
    melding: &Melding,
    reden: &str,
    vraag: Option<String>,
) -> HandlerResult {
    levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, melding.id).await?;
    cx.record("melding gestopt", &melding.nummer, None).await?;
    let id = melding.id;
    cx.expect(&Dialogue::Gestopt { melding: id.0, reden: reden.to_owned() }).await?;
    let vraag = vraag.unwrap_or_else(|| tekst::paniek(&melding.nummer, hebben, geplaatst));
    cx.reply_buttons(vraag, wat_nu(id)).await?;
    let gestopt = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Ask).vraag(&["intrekken_afsluiten_of_laten_staan"]);
    let gestopt = gestopt.slot("nummer", melding.nummer.as_str());
    Ok(if reden.is_empty() { gestopt } else { gestopt.slot("reden", reden) }.into())
}
