//! "Ik ben mijn telefoon kwijt", from whichever telephone.
//!
//! Owns who hears it. Invariants: nobody is blocked by it, and it is no half of a block; whoever tells it learns nothing of whose number it
//! is; one person is told of once in a while, however often it is said.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::blokkade as begrip;
use crate::bot::context::Cx;
use crate::bot::error::{HandlerResult, Written};
use crate::bot::knop::Knop;
use crate::bot::mensen::collega::blokkade::{omschreven, vraag_collegas};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::persoon::Persoon;
use crate::domain::rechten::Rol;
use crate::domain::uitzetting::WaaromNiet;
use crate::texts::mensen::collega as tekst;
use crate::{limits, store};

const DAAD: &str = "telefoon kwijt gemeld";

/// Whether a text tells that a telephone is lost or stolen, and orders nothing.
pub(in crate::bot) fn meldt(getypt: &str) -> bool {
    antwoord::bevestiging(getypt) == Some(Bevestiging::KanNiet(WaaromNiet::TelefoonKwijt))
        || begrip::is_gestolen(getypt)
}

/// A telephone is lost: of the number that is named, else of whoever writes.
pub(in crate::bot) async fn meld(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let klaar = |uitkomst| Verstaan::is(Intent::Blokkeer, uitkomst).into();
    let nummers = algemeen::nummers_in(getypt);
    let vreemd = cx.persoon.hoofdrol() == Rol::Onbekend;
    if !nummers.is_empty() {
        // A number of somebody else is not kept longer than needed.
        cx.forget_input().await?;
    }
    let wie = match nummers.as_slice() {
        [] if vreemd => {
            cx.reply_sparingly(tekst::KWIJT_WELK_NUMMER).await?;
            return Ok(Verstaan::is(Intent::Blokkeer, Uitkomst::Ask).vraag(&["nummer_tel"]).into());
        }
        [] => Some(cx.persoon.clone()),
        [nummer] => match store::persoon::by_phone(cx.tx, nummer).await? {
            Some(id) => Some(store::persoon::load(cx.tx, id).await?),
            None => None,
        },
        [_, _, ..] => {
            cx.reply_sparingly(tekst::KWIJT_WELK_NUMMER).await?;
            return Ok(Verstaan::is(Intent::Blokkeer, Uitkomst::Ask).vraag(&["nummer_tel"]).into());
        }
    };
    if let Some(wie) = wie {
        vertel(cx, &wie).await?;
    }
    // The same words whether the number is known or not.
    cx.reply_sparingly(if vreemd { tekst::KWIJT_DOORGEGEVEN_VREEMD } else { tekst::KWIJT_DOORGEGEVEN }).await?;
    Ok(klaar(Uitkomst::Recorded))
}

/// Tells colleagues and gemeente of somebody whose telephone is lost; those who may, with a button that blocks it.
async fn vertel(cx: &mut Cx<'_>, wie: &Persoon) -> Written {
    let bekend = !wie.toekenningen.is_empty() || !wie.groepen.is_empty();
    let voorwerp = format!("persoon {}", wie.id.0);
    let sinds_ms = cx.now_ms - limits::LOST_TELEPHONE_AGAIN_MS;
    let eerder = store::spoor::done_by(cx.tx, cx.persoon.id, &[DAAD], sinds_ms).await?;
    if !bekend || wie.geblokkeerd || eerder.iter().any(|(_, over)| *over == voorwerp) || eerder.len() >= GEMELD_MAX {
        return Ok(());
    }
    let wat = omschreven(cx, wie).await?;
    let zelf = wie.id == cx.persoon.id;
    vraag_collegas(cx, wie, &tekst::kwijt_gemeld(&wat, zelf), &Knop::CollegaBlokkeer(wie.id)).await?;
    cx.record(DAAD, &voorwerp, None).await?;
    Ok(())
}

/// Of so many telephones one person tells in that time.
const GEMELD_MAX: usize = 3;

/// It is why an alert is not posted, which is answered: told all the same.
pub(in crate::bot) async fn vertel_eigen(cx: &mut Cx<'_>) -> Written {
    let wie = cx.persoon.clone();
    vertel(cx, &wie).await
}
