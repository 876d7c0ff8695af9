//! What is said of a text that nothing read.
//!
//! Owns that answer: what is likely is asked or done (`vermoed`), thanks need none, whoever wrote an alert that waits or left just now is
//! asked about that. Invariant: a text that means nothing certain does nothing.

use crate::bot::begrip::bedoeling::Bedoeling;
use crate::bot::begrip::{gesprek, houding, levensloop as levensloop_begrip};
use crate::bot::context::Cx;
use crate::bot::dialogue::Found;
use crate::bot::error::{HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::ingehaald;
use crate::bot::knop::Knop;
use crate::bot::melding::{tweede, welke};
use crate::bot::route::vermoed;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::vrijgeven;
use crate::domain::rechten::{Recht, Rol};
use crate::texts::knoppen;
use crate::texts::vloer::algemeen as woorden;

/// What was not understood of whoever wrote an alert that waits, or that left just now, may be about that: it is asked.
pub(in crate::bot) async fn niet_begrepen(cx: &mut Cx<'_>, tekst: &str) -> Written {
    if !cx.is_politie() && cx.dialogue().await? == Found::None && vermoed::onbegrepen_bij_melding(cx, tekst).await? {
        return Ok(());
    }
    let vraagt =
        houding::is_vraag(tekst) && !levensloop_begrip::noemt_stop(tekst) || gesprek::is_praat_bij_wachten(tekst);
    if !cx.is_politie() || vraagt || cx.dialogue().await? != Found::None {
        return vrijgeven::niet_begrepen(cx, woorden::NIET_BEGREPEN).await;
    }
    if let Some(wacht) = tweede::eigen_wachtend(cx).await? {
        let (id, nummer) = (wacht.id, &wacht.nummer);
        let buttons = vec![Knop::Aanpassen(id).met(knoppen::AANPASSEN), Knop::Annuleren(id).met(knoppen::ANNULEREN)];
        return cx.reply_buttons(woorden::niet_begrepen_wacht(nummer), buttons).await;
    }
    match welke::pas_verstuurd(cx).await?.0.filter(|melding| !melding.stilgezet) {
        Some(melding) => {
            let (id, nummer) = (melding.id, &melding.nummer);
            let mut buttons = vec![Knop::Annuleren(id).met(knoppen::stop(nummer))];
            // A wijkagent can only stop it.
            if cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
                buttons.push(Knop::LatenStaan(id).met(knoppen::LATEN_STAAN));
            }
            cx.reply_buttons(woorden::niet_begrepen_loopt(nummer), buttons).await
        }
        None => vrijgeven::niet_begrepen(cx, woorden::NIET_BEGREPEN).await,
    }
}

/// Thanks and emoji need no answer; a stranger hears what this is, and others that they were not understood.
pub(in crate::bot) async fn onbegrepen(cx: &mut Cx<'_>, tekst: &str, bedoeld: &Bedoeling) -> HandlerResult {
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    let stil = bekend && *bedoeld == Bedoeling::Praatje;
    if !stil && let Some(gedaan) = vermoed::vermoed(cx, tekst, false).await? {
        return Ok(gedaan);
    }
    match bekend {
        false => cx.reply_sparingly(woorden::MENU_ONBEKEND).await?,
        true if stil => {
            return match vermoed::verslag_met_dank(cx, tekst).await? {
                Some(gedaan) => Ok(gedaan),
                None => Ok(Gedaan::is(Intent::Geen, Uitkomst::Ignored)),
            };
        }
        true => {
            if let Some(gedaan) = ingehaald::vraag_bij_naam(cx, tekst).await? {
                return Ok(gedaan);
            }
            niet_begrepen(cx, tekst).await?;
        }
    }
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}
