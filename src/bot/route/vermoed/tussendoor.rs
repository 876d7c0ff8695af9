//! What is typed at a question and is surely no answer to it.
//!
//! Owns which of it is answered in between; doing it is `vermoed`'s. Invariant: the question of the bot stays, unless whoever was
//! asked wants no more of it.

use crate::bot::begrip::antwoord::{self, lijkt_melding};
use crate::bot::begrip::uitdrukkelijk::aarzelt;
use crate::bot::begrip::vermoeden::{Open, Promille, Rondom, Vermoeden, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{gesprek, houding};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Invulling, Vraag};
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{invullen, vragen};
use crate::bot::mensen::aanmelden::{self, Tussendoor};
use crate::bot::route::vermoed::omgeving::{Omgeving, omgeving};
use crate::bot::route::vermoed::weg::mag;
use crate::bot::route::vermoed::{AANBOD_MIN, is_van_vraag, volg};
use crate::bot::said::Said;
use crate::bot::vloer::{algemeen, gewoon};
use crate::texts::vloer::vermoed as tekst;

/// From here on what was learned to be something else than an answer is none to what was asked. Of the examples at "in which group?",
/// each estimated by what was learned from other voices, 127 of 133 that were so sure were right (`leer kruis regels`).
const ANDERS: Promille = 400;

/// From here on a sign-up is broken off: what was filled in is lost by it.
const STOPT_AANMELDEN: Promille = 650;

/// From here on whoever seems to want no more of it is asked: the question stands there again, with a button that stops. Of 726 answers, each
/// estimated by what was learned from other voices, 12 were so likely, and 229 of 256 that wanted to stop.
const BIEDT_STOPPEN: Promille = 300;

/// In fewer words somebody may give a name.
const STOPT_WOORDEN_MIN: usize = 3;

/// What is wanted by whoever wants no more of a sign-up.
const STOPT: [Wens; 3] = [Wens::Annuleer, Wens::Wis, Wens::Afmelden];

/// What is surely no answer to a question of a sign-up, or to "in which group?": a question of theirs is answered, and the one of
/// the bot stays; whoever wants no more of it is left alone.
pub(in crate::bot) async fn tussendoor(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let om = omgeving(cx).await?;
    let vermoeden = cx.schat(getypt, om.rondom);
    // What a gemeente wants asked first is not done in between: the question is asked on.
    let (eerste, kans) = vermoeden.eerste();
    if om.rondom.open == Open::Aanmelden {
        return bij_aanmelden(cx, getypt, &om, &vermoeden).await;
    }
    if vermoeden.nood() > AANBOD_MIN || lijkt_melding(getypt) || gewoon::vraagt_eerst(cx, eerste) {
        return Ok(None);
    }
    match eerste {
        Wens::Annuleer if kans >= ANDERS => algemeen::ziet_af(cx).await.map(Some),
        // "Nog niet, over 5 minuten" is read by rules, with its minutes.
        Wens::Niet if kans >= ANDERS && antwoord::bevestiging(getypt).is_none() => {
            Box::pin(volg(cx, eerste, getypt, &om)).await.map(Some)
        }
        _ if is_van_vraag(eerste) && kans >= ANDERS => beantwoord(cx, eerste, getypt, &om).await,
        _ => Ok(None),
    }
}

/// The same at a question of a sign-up. What was learned there takes nearly everything for an answer: what asks by its form is
/// weighed without the question too.
async fn bij_aanmelden(
    cx: &mut Cx<'_>,
    getypt: &str,
    om: &Omgeving,
    vermoeden: &Vermoeden,
) -> Result<Option<Gedaan>, BotError> {
    let (mut eerste, mut kans) = vermoeden.eerste();
    let stopt: Promille = STOPT.iter().map(|wens| vermoeden.kans(*wens)).sum();
    let vraagt = gesprek::vraagt_iets(getypt) || houding::is_vraag(getypt);
    if eerste == Wens::AanmeldenVeld && vraagt {
        (eerste, kans) = cx.schat(getypt, Rondom { open: Open::Niets, ..om.rondom }).eerste();
    }
    if vermoeden.nood() > AANBOD_MIN || gewoon::vraagt_eerst(cx, eerste) {
        return Ok(None);
    }
    // A group may be called "Stopwatch".
    let zegt_iets = woorden(getypt).len() >= STOPT_WOORDEN_MIN && !antwoord::stopt_niet(getypt);
    if STOPT.contains(&eerste) && zegt_iets && stopt >= BIEDT_STOPPEN {
        // Nothing of it is kept either. "Misschien moet ik hier maar mee ophouden" is asked.
        if stopt >= STOPT_AANMELDEN && !aarzelt(getypt) {
            return Ok(Some(Gedaan::Terug(Said::Command(Command::Stop(String::new()), None))));
        }
        return aanmelden::tussendoor(cx, Tussendoor::Stoppen).await;
    }
    if kans < ANDERS {
        return Ok(None);
    }
    let wat = match eerste {
        Wens::AanmeldenHoever => Tussendoor::HoeVer,
        Wens::Taal => Tussendoor::Engels,
        Wens::Mijngegevens if vraagt => Tussendoor::Gegevens,
        Wens::VraagWie if vraagt => Tussendoor::Wie,
        Wens::VraagEcht if vraagt => Tussendoor::Echt,
        Wens::VraagWaarom if vraagt => Tussendoor::Waarom,
        Wens::Help | Wens::VraagDoorsturen if vraagt => Tussendoor::Uitleg,
        // What else a sign-up is about it explains itself.
        _ => return Ok(None),
    };
    aanmelden::tussendoor(cx, wat).await
}

/// From here on what is typed at a question about an alert that is being written is no answer to it. Of all lines at these questions,
/// each estimated by what was learned from other voices, every one that was so sure was right (`leer kruis regels`).
const GEEN_ANTWOORD: Promille = 600;

/// From here on whoever is asked about it wants no alert any more: what they filled in is lost by it.
const WIL_GEEN_MELDING: Promille = 700;

/// The same at a question about an alert that is being written: "hij belt net" and "laat deze maar vervallen" describe nobody.
pub(in crate::bot) async fn bij_melding(
    cx: &mut Cx<'_>,
    invulling: &Invulling,
    vraag: Vraag,
    getypt: &str,
) -> Result<Option<Gedaan>, BotError> {
    if !matches!(vraag, Vraag::Soort | Vraag::Gemeente | Vraag::Wijk | Vraag::Tekst) {
        return Ok(None);
    }
    let om = omgeving(cx).await?;
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    if kans < GEEN_ANTWOORD || gewoon::vraagt_eerst(cx, eerste) {
        return Ok(None);
    }
    Ok(match eerste {
        // "Laat maar zo" at a draft that is being changed leaves it as it was: that is asked.
        Wens::Annuleer if kans >= WIL_GEEN_MELDING && invulling.melding.is_none() && !houding::is_vraag(getypt) => {
            Some(invullen::ziet_af(cx, invulling).await?)
        }
        Wens::MeldingOefening if !invulling.oefening => Some(invullen::toch_oefening(cx).await?),
        // What waits, or is not clear, says nothing of it: it is asked once more.
        Wens::Annuleer | Wens::Geen | Wens::Onduidelijk => {
            Some(vragen::vraag_opnieuw(cx, invulling.clone(), vraag).await?)
        }
        Wens::Dekking | Wens::Statistiek | Wens::MeldingStatus | Wens::Help | Wens::VraagWie => {
            beantwoord(cx, eerste, getypt, &om).await?
        }
        _ => None,
    })
}

/// A question of theirs is answered, and it is said that the one of the bot stays.
async fn beantwoord(cx: &mut Cx<'_>, wens: Wens, getypt: &str, om: &Omgeving) -> Result<Option<Gedaan>, BotError> {
    if mag(cx, wens, getypt, om).is_none() {
        return Ok(None);
    }
    let gedaan = Box::pin(volg(cx, wens, getypt, om)).await?;
    if !matches!(gedaan, Gedaan::Terug(_)) {
        cx.reply_after(tekst::VRAAG_STAAT_OPEN).await?;
    }
    Ok(Some(gedaan))
}
