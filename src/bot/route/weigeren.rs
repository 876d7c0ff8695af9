//! What somebody hears who may not do what they tried.
//!
//! Owns the record of it and the answer, the same for everybody; whether they may, `toegang` says. Invariant: whoever
//! reports something hears of 112, always.

use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::begrip::besluit as begrip_besluit;
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{oefening, overname, schrijver, tweede};
use crate::bot::mensen::{aanmelden, collega};
use crate::bot::route::besluit;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::rechten::{Recht, Rol};
use crate::texts::mensen::{aanmelden as aanmelden_tekst, collega as collega_tekst};
use crate::texts::vloer::algemeen as woorden;

/// Somebody tried what they may not do: recorded, and answered the same for everybody. An answer to what they may not
/// be asked any more is handed back as a text.
pub(in crate::bot) async fn geweigerd(cx: &mut Cx<'_>, said: &Said) -> HandlerResult {
    if let (Said::Command(Command::Status(_), _), true) = (said, cx.persoon.aangemeld) {
        return aanmelden::hoe_ver(cx).await;
    }
    if let (Said::Command(Command::Oefening(tekst), _), Some(_)) = (said, oefening::mag_vragen(&cx.persoon)) {
        return oefening::vraag(cx, tekst).await;
    }
    // Who may only write drafts takes back their own while it waits.
    if let Said::Command(Command::Intrekken(wat) | Command::Stop(wat), _) = said
        && let Some(gedaan) = tweede::neemt_terug(cx, &format!("intrekken {wat}")).await?
    {
        return Ok(gedaan);
    }
    if let Said::Command(Command::Intrekken(wat), _) = said
        && let Some(gedaan) = schrijver::stopt(cx, &format!("intrekken {wat}")).await?
    {
        return Ok(gedaan);
    }
    cx.record(said.name(), "", Some("geen recht")).await?;
    if cx.persoon.geblokkeerd {
        return collega::zelf_geblokkeerd(cx).await;
    }
    if let (Said::Answer(dialogue, tekst), false) = (said, cx.persoon.opgeschort) {
        match dialogue {
            Dialogue::Aanmelden { .. } => cx.end_sign_up().await?,
            _ => cx.end_dialogue().await?,
        }
        return Ok(Gedaan::terug(tekst));
    }
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    if let (Said::Bevestiging(wat, tekst), true, false) = (said, bekend, cx.persoon.opgeschort) {
        if let Some(gedaan) = overname::op_vraag(cx, said).await? {
            return Ok(gedaan);
        }
        // A bare yes right after a request for their decision: what waits is shown.
        if *wat == Bevestiging::Gezien
            && !tekst.is_empty()
            && !begrip_besluit::stemt_zomaar_in(tekst)
            && besluit::net_gevraagd(cx).await?
        {
            return besluit::toon_wat_wacht(cx).await;
        }
        // "Ok" and the like by somebody who has no group: chatter. More words than that may mean something else.
        return Ok(match wat {
            Bevestiging::Gezien => Gedaan::is(Intent::Geen, Uitkomst::Ignored),
            _ => Gedaan::terug(tekst),
        });
    }
    // "Geen tijd", by a stranger who is asked to take a group over.
    if let (Said::Bevestiging(_, tekst), false, false) = (said, bekend, cx.persoon.opgeschort)
        && !tekst.is_empty()
    {
        return Ok(Gedaan::terug(tekst));
    }
    weiger(cx, said).await?;
    let mut gedaan = Verstaan::is(bedoeld(said), Uitkomst::Denied);
    if let Said::Command(Command::Akkoord(wat) | Command::Afwijzen(wat), _) = said
        && let Some((nummer, _)) = besluit::genoemde(wat)
    {
        gedaan = gedaan.slot("nummer", nummer.as_str());
    }
    Ok(gedaan.into())
}

/// What somebody hears who may not do this.
async fn weiger(cx: &mut Cx<'_>, said: &Said) -> Written {
    if cx.persoon.opgeschort {
        let beheerder = cx.persoon.toekenningen.is_empty();
        return cx.reply(if beheerder { collega_tekst::BEHEERDER_RUST } else { collega_tekst::RECHTEN_RUSTEN }).await;
    }
    let onbekend = cx.persoon.hoofdrol() == Rol::Onbekend;
    match said {
        Said::Command(Command::Aanmelden(_), _) => cx.reply(aanmelden_tekst::NIET_VOOR_POLITIE).await,
        // Police who write of an incident do their work, also where they may not send.
        Said::Command(Command::Melding(_), _) if cx.is_politie() => cx.reply(woorden::GEEN_RECHT).await,
        // The gemeente works with these alerts, and is in no need: it hears who can make one.
        Said::Command(Command::Melding(_) | Command::Update(_) | Command::Sluit(_) | Command::Intrekken(_), _)
            if matches!(cx.persoon.hoofdrol(), Rol::Gemeente | Rol::Functioneel | Rol::Privacy) =>
        {
            cx.reply(woorden::ALLEEN_POLITIE).await
        }
        // Who tries to report something may be in need: the 112 line, always.
        Said::Command(Command::Melding(_), _) => cx.reply_112().await,
        Said::Command(Command::Groep(_), _) if !onbekend => cx.reply(woorden::GEEN_RECHT).await,
        Said::Command(command, _) if command.requires() == [Recht::MeldingVersturen] && !cx.is_politie() => {
            cx.reply_112().await
        }
        _ if onbekend => cx.reply_sparingly(woorden::MENU_ONBEKEND).await,
        _ => cx.reply(woorden::GEEN_RECHT).await,
    }
}

/// What was tried, for whoever looks on.
fn bedoeld(said: &Said) -> Intent {
    let Said::Command(command, _) = said else { return Intent::Geen };
    match command {
        Command::Melding(_) => Intent::MeldingNieuw,
        Command::Status(_) => Intent::MeldingStatus,
        Command::Update(_) => Intent::MeldingUpdate,
        Command::Sluit(_) => Intent::MeldingSluit,
        Command::Intrekken(_) => Intent::MeldingIntrek,
        Command::Oefening(_) => Intent::MeldingOefening,
        Command::Akkoord(wat) | Command::Afwijzen(wat) if besluit::genoemde(wat).is_some() => Intent::MeldingGoedkeur,
        Command::Aanmelden(_) => Intent::AanmeldenStart,
        Command::Overdragen(_) => Intent::OverdragenStart,
        Command::Akkoord(_) => Intent::AanmeldenGoedkeur,
        Command::Afwijzen(_) => Intent::AanmeldenAfwijs,
        Command::Blokkeer(_) => Intent::Blokkeer,
        Command::Afwezig(_) => Intent::Afwezig,
        Command::Terug(_) => Intent::Terug,
        Command::Stilte(_) => Intent::Stiltetijd,
        Command::Delen(_) => Intent::Deelknop,
        Command::Informatie(_) => Intent::Informatie,
        Command::Kwaliteit(_) => Intent::Kwaliteit,
        Command::Borden(_) | Command::Stickers(_) | Command::Wabp(_) => Intent::Borden,
        Command::Bijeenkomst(_) => Intent::Rsvp,
        Command::Dekking(_) | Command::Wie(_) => Intent::Dekking,
        Command::Statistiek(_) => Intent::Statistiek,
        Command::Nummer(_) => Intent::NummerWijzig,
        Command::Afmelden(_) => Intent::Afmelden,
        _ => Intent::Geen,
    }
}
