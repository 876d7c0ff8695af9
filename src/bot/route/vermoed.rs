//! What somebody probably wants with a text that no rule reads.
//!
//! Owns what is done with what was learned (`begrip::vermoeden`): a wish that is sure enough and only asks or tells is
//! followed, else the likeliest two or three stand under a question, else nothing is guessed. Invariants: nothing is sent,
//! withdrawn, agreed to, blocked or noted for a group because it was likely: that takes words that a rule reads, or a tap;
//! what was typed goes with the tap, and is kept no longer than the question.

use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::begrip::bedoeling::Bedoeling;
use crate::bot::begrip::levensloop;
use crate::bot::begrip::vermoeden::{self, Open, Promille, Rondom, Vermoeden, Wens, Wie};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::gezegd;
use crate::bot::knop::{GOEDKEUREN, Knop, TWEEDE};
use crate::bot::melding::{opnieuw, stilzetten, tweede, welke};
use crate::bot::mensen::aanmelden;
use crate::bot::route::besluit;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{gemeente, rondom as vloer};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::{Recht, Rol};
use crate::store;
use crate::texts::knoppen as titels;
use crate::texts::vloer::{algemeen, vermoed as tekst};
use crate::whatsapp::outgoing::Button;

/// From here on a wish that only asks or tells is followed. Of 1,380 lines of voices that were never trained on, 71% between
/// 500 and 600 were right, 88% between 600 and 700, 93, 96 and 99% above (`leer verslag`).
const ZEKER: Promille = 550;

/// From here on a wish is noted by itself, where a mistake can cost no alert.
const ZEKERST: Promille = 950;

/// From here on thanks and other talk get no answer.
const PRAATJE: Promille = 850;

/// Less likely than this, a wish is not offered.
const AANBOD_MIN: Promille = 70;

/// The offered wishes together are at least as likely as this; else it is said what can be done.
const AANBOD_SAMEN_MIN: Promille = 400;

/// From here on it outweighs a rule that read something else,
const WEERLEGT: Promille = 600;

/// which it holds for no likelier than this.
const WEERLEGD_MAX: Promille = 120;

/// Right after sending, a stop as likely as this is offered before anything else is done.
const STOP_MIN: Promille = 50;

/// What is said of a post.
pub(in crate::bot) const VERSLAG: [Wens; 3] = [Wens::Doorgestuurd, Wens::Niet, Wens::Gezien];

/// Buttons that WhatsApp shows under a text.
const AANBOD_MAX: usize = 3;

/// What stands open, and the alerts that it is about.
struct Omgeving {
    rondom: Rondom,
    /// The alert that runs for a group of theirs, the newest of several, with its number.
    voor_groep: Option<(MeldingId, String)>,
    /// The alert that they sent just now, with its number.
    verstuurd: Option<(MeldingId, String)>,
}

async fn omgeving(cx: &mut Cx<'_>) -> Result<Omgeving, BotError> {
    let wie = vloer::wie(cx);
    let (persoon, now_ms) = (cx.persoon.id, cx.now_ms);
    let voor_groep = match cx.persoon.mag(Recht::GroepMelden) {
        true => store::tip::running_for(cx.tx, persoon, now_ms).await?.into_iter().next(),
        false => None,
    };
    let verstuurd = match cx.is_politie() {
        true => welke::pas_verstuurd(cx).await?.0.map(|melding| (melding.id, melding.nummer)),
        false => None,
    };
    let gevraagd = cx.open;
    let open = match gevraagd {
        Some(open) => open,
        None if cx.is_politie() && tweede::eigen_wachtend(cx).await?.is_some() => Open::Wacht,
        None if cx.persoon.mag_een(GOEDKEUREN) && besluit::wacht_er_iets(cx).await? => Open::Keuren,
        None if verstuurd.is_some() || voor_groep.is_some() => Open::Loopt,
        None if wie == Wie::Beheerder && !store::overdracht::stoppable_by(cx.tx, persoon).await?.is_empty() => {
            Open::Overdracht
        }
        None if wie == Wie::Beheerder && !store::bijeenkomst::invited_to(cx.tx, persoon, now_ms).await?.is_empty() => {
            Open::Uitgenodigd
        }
        None if store::eigen::absent_until(cx.tx, persoon).await?.is_some_and(|tot_ms| tot_ms > now_ms) => {
            Open::Afwezig
        }
        None => Open::Niets,
    };
    Ok(Omgeving { rondom: Rondom { wie, open }, voor_groep, verstuurd })
}

/// How a wish is followed.
enum Weg {
    /// As if this had been said. It asks before it does anything: it may be followed without a tap.
    Vanzelf(Said),
    /// As if this had been said: it is noted about whoever types, and at worst an alert too many follows.
    Noteert(Said),
    /// As if this had been said, after a tap.
    NaTik(Said),
    /// An answer, in Dutch and in English.
    Antwoord(&'static str, &'static str),
    /// The same alert for another wijk, as a draft.
    Opnieuw(MeldingId),
    /// What waits for their decision, with its buttons where it is one thing.
    WatWacht,
    /// How far their request is.
    HoeVer,
    /// What this is.
    WieDitIs,
}

/// The table of wishes: what each comes to for this person; `None`: nothing can be done with it here.
fn weg(wens: Wens, getypt: &str, om: &Omgeving) -> Option<Weg> {
    let opdracht = |opdracht: Command| Said::Command(opdracht, None);
    let zonder = String::new;
    let groep = |knop: fn(MeldingId) -> Knop| om.voor_groep.as_ref().map(|(id, _)| Said::Tap(knop(*id)));
    let eigen = |knop: fn(MeldingId) -> Knop| om.verstuurd.as_ref().map(|(id, _)| Said::Tap(knop(*id)));
    Some(match wens {
        Wens::MeldingNieuw => Weg::Vanzelf(opdracht(Command::Melding(getypt.to_owned()))),
        Wens::MeldingOefening => Weg::Vanzelf(opdracht(Command::Oefening(getypt.to_owned()))),
        Wens::MeldingUpdate => Weg::Vanzelf(opdracht(Command::Update(getypt.to_owned()))),
        Wens::MeldingSluit => Weg::Vanzelf(eigen(Knop::Afsluiten)?),
        Wens::MeldingStop => Weg::NaTik(eigen(Knop::Annuleren)?),
        Wens::MeldingIntrek => Weg::NaTik(eigen(Knop::Intrekken)?),
        Wens::MeldingLaten => Weg::NaTik(eigen(Knop::LatenStaan)?),
        Wens::MeldingStatus => Weg::Vanzelf(opdracht(Command::Status(zonder()))),
        Wens::MeldingGoedkeur | Wens::MeldingAfwijs | Wens::AanmeldenGoedkeur | Wens::AanmeldenAfwijs => Weg::WatWacht,
        Wens::MeldingOpnieuw => Weg::Opnieuw(om.verstuurd.as_ref()?.0),
        Wens::Doorgestuurd if om.rondom.open == Open::Echt => Weg::NaTik(groep(Knop::EchtGeplaatst)?),
        Wens::Doorgestuurd => Weg::NaTik(groep(Knop::Geplaatst)?),
        Wens::Niet if om.rondom.open == Open::Echt => Weg::Noteert(groep(Knop::NogNiet)?),
        Wens::Niet => Weg::Noteert(groep(Knop::KanNiet)?),
        Wens::Gezien => {
            om.voor_groep.as_ref()?;
            Weg::Vanzelf(Said::Bevestiging(Bevestiging::Gezien, getypt.to_owned()))
        }
        Wens::AanmeldenHoever => Weg::HoeVer,
        Wens::OverdragenAanvaard | Wens::OverdragenWeiger => Weg::Antwoord(tekst::OPVOLGER, tekst::OPVOLGER_EN),
        Wens::Blokkeer => Weg::NaTik(opdracht(Command::Blokkeer(getypt.to_owned()))),
        Wens::VraagDoorsturen => match groep(Knop::Hulp) {
            Some(said) => Weg::Vanzelf(said),
            None => Weg::Antwoord(tekst::DOORSTUREN, tekst::DOORSTUREN_EN),
        },
        Wens::VraagVerwijderen => Weg::Antwoord(tekst::VERWIJDEREN, tekst::VERWIJDEREN_EN),
        Wens::VraagEcht | Wens::VraagAfloop => {
            let nummer = om.voor_groep.as_ref().map_or_else(zonder, |(_, nummer)| nummer.clone());
            Weg::Vanzelf(opdracht(Command::Check(nummer)))
        }
        Wens::VraagWaarom => Weg::Antwoord(tekst::WAAROM, tekst::WAAROM_EN),
        Wens::VraagWie => Weg::WieDitIs,
        Wens::VraagDelen => Weg::Antwoord(tekst::DELEN, tekst::DELEN_EN),
        Wens::Minder => Weg::Antwoord(tekst::MINDER, tekst::MINDER_EN),
        Wens::Groepsgegevens => Weg::Antwoord(tekst::GROEPSGEGEVENS, tekst::GROEPSGEGEVENS_EN),
        Wens::Tip => Weg::NaTik(opdracht(Command::Tip(getypt.to_owned()))),
        Wens::AanmeldenStart => Weg::Vanzelf(opdracht(Command::Aanmelden(zonder()))),
        // With one group a code is made at once.
        Wens::OverdragenStart => Weg::NaTik(opdracht(Command::Overdragen(zonder()))),
        Wens::OverdragenStop => Weg::NaTik(opdracht(Command::Overdragen("stop".to_owned()))),
        Wens::Afwezig => Weg::NaTik(opdracht(Command::Afwezig(getypt.to_owned()))),
        Wens::Terug => Weg::NaTik(opdracht(Command::Terug(zonder()))),
        Wens::Stiltetijd => Weg::Vanzelf(opdracht(Command::Stilte(zonder()))),
        Wens::Borden if getypt.to_lowercase().contains("sticker") => {
            Weg::Vanzelf(opdracht(Command::Stickers(zonder())))
        }
        Wens::Borden => Weg::Vanzelf(opdracht(Command::Borden(zonder()))),
        Wens::RsvpJa => Weg::Noteert(Said::Uitnodiging(true)),
        Wens::RsvpNee => Weg::Noteert(Said::Uitnodiging(false)),
        Wens::Taal => Weg::Vanzelf(opdracht(Command::Taal(zonder()))),
        Wens::Mijngegevens => Weg::Vanzelf(opdracht(Command::Mijngegevens(zonder()))),
        Wens::Wis => Weg::Vanzelf(opdracht(Command::Wis(zonder()))),
        Wens::Afmelden => Weg::Vanzelf(opdracht(Command::Afmelden(zonder()))),
        Wens::NummerWijzig => Weg::Vanzelf(opdracht(Command::Nummer(zonder()))),
        Wens::Help => Weg::Vanzelf(opdracht(Command::Help(zonder()))),
        Wens::Dienst => Weg::NaTik(opdracht(Command::Dienst(zonder()))),
        Wens::Dekking => Weg::Vanzelf(opdracht(Command::Dekking(zonder()))),
        Wens::Statistiek => Weg::Vanzelf(opdracht(Command::Statistiek(zonder()))),
        Wens::MeldingVerstuur
        | Wens::MeldingWijzig
        | Wens::MeldingAnnuleer
        | Wens::FotoFamilie
        | Wens::Spoed
        | Wens::AanmeldenVeld
        | Wens::Geen
        | Wens::Annuleer
        | Wens::Onduidelijk => return None,
    })
}

/// What of it this person may do, and can do now.
fn mag(cx: &Cx<'_>, wens: Wens, getypt: &str, om: &Omgeving) -> Option<Weg> {
    let onbekend = cx.persoon.hoofdrol() == Rol::Onbekend;
    weg(wens, getypt, om).filter(|weg| match weg {
        Weg::Vanzelf(said) | Weg::Noteert(said) | Weg::NaTik(said) => cx.persoon.mag_een(said.requires()),
        Weg::Antwoord(..) => !onbekend || matches!(wens, Wens::OverdragenAanvaard | Wens::OverdragenWeiger),
        Weg::WieDitIs => true,
        Weg::Opnieuw(_) => cx.persoon.mag(Recht::MeldingVersturen),
        Weg::WatWacht => cx.persoon.mag_een(GOEDKEUREN) || cx.persoon.mag_een(TWEEDE),
        Weg::HoeVer => true,
    })
}

/// Does what is probably wanted, or asks which it is. `None`: nothing is likely enough. `als_melding`: it may have been meant as
/// an alert.
pub(in crate::bot) async fn vermoed(
    cx: &mut Cx<'_>,
    getypt: &str,
    als_melding: bool,
) -> Result<Option<Gedaan>, BotError> {
    // What else was asked goes on; whether a post stands in the group is asked anew below the same alert.
    let gevraagd = cx.dialogue().await?;
    if let Found::Running(Dialogue::Gestopt { melding, .. }) = &gevraagd
        && let Some(melding) = store::melding::get(cx.tx, MeldingId(*melding)).await?
    {
        cx.reply_buttons(tekst::staat_stil(&melding.nummer), stilzetten::wat_nu(melding.id)).await?;
        let gevraagd = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Ask).slot("nummer", melding.nummer);
        return Ok(Some(gevraagd.vraag(&["intrekken_afsluiten_of_laten_staan"]).into()));
    }
    if !matches!(gevraagd, Found::None | Found::Running(Dialogue::EchtGeplaatst { .. } | Dialogue::WelkeGroep { .. })) {
        return Ok(None);
    }
    let om = omgeving(cx).await?;
    // What is typed beside a draft that waits is about that: its buttons are shown.
    if om.rondom.open == Open::Wacht {
        return Ok(None);
    }
    let vermoeden = vermoeden::schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    if eerste == Wens::Geen && kans >= PRAATJE && cx.persoon.hoofdrol() != Rol::Onbekend && om.verstuurd.is_none() {
        return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Ignored)));
    }
    let stopt = vermoeden.kans(Wens::MeldingStop) + vermoeden.kans(Wens::MeldingIntrek);
    let over_stoppen =
        om.verstuurd.is_some() && (stopt > STOP_MIN || levensloop::noemt_stop(getypt) || !laat_lopen(eerste));
    let vanzelf = match mag(cx, eerste, getypt, &om) {
        Some(Weg::NaTik(_)) | None => false,
        Some(Weg::Noteert(_)) => kans >= ZEKERST,
        Some(_) => kans >= ZEKER,
    };
    if vanzelf && !over_stoppen {
        return volg(cx, eerste, getypt, &om).await.map(Some);
    }
    vraag(cx, getypt, als_melding, &om, &vermoeden).await
}

/// Whether whoever sent an alert just now and wants this means nothing that has to stop.
const fn laat_lopen(wens: Wens) -> bool {
    matches!(
        wens,
        Wens::MeldingStatus
            | Wens::MeldingUpdate
            | Wens::MeldingOpnieuw
            | Wens::Dekking
            | Wens::Statistiek
            | Wens::Help
    )
}

/// Asks which of the likeliest it is.
async fn vraag(
    cx: &mut Cx<'_>,
    getypt: &str,
    als_melding: bool,
    om: &Omgeving,
    vermoeden: &Vermoeden,
) -> Result<Option<Gedaan>, BotError> {
    let mut knoppen: Vec<Button> = Vec::new();
    let mut wensen = Vec::new();
    let mut samen = 0;
    // Whoever sent an alert just now, and is not understood, may mean that it has to stop.
    if let Some((id, nummer)) = &om.verstuurd {
        knoppen.push(Knop::Annuleren(*id).met(titels::stop(nummer)));
        samen += vermoeden.kans(Wens::MeldingStop);
    }
    for (wens, kans) in vermoeden.iter().take_while(|(_, kans)| *kans >= AANBOD_MIN) {
        let Some(titel) = tekst::titel(wens) else { continue };
        if wens == Wens::MeldingStop && om.verstuurd.is_some() {
            continue;
        }
        if mag(cx, wens, getypt, om).is_none() || knoppen.iter().any(|knop| knop.title == titel) {
            continue;
        }
        knoppen.push(Knop::Bedoeld(wens).met(titel));
        wensen.push(wens);
        samen += kans;
        if knoppen.len() == AANBOD_MAX {
            break;
        }
    }
    if samen < AANBOD_SAMEN_MIN || wensen.is_empty() {
        return Ok(None);
    }
    let over = om.voor_groep.as_ref().or(om.verstuurd.as_ref()).map(|(_, nummer)| nummer.as_str());
    cx.expect(&Dialogue::Bedoeld { tekst: getypt.to_owned(), als_melding }).await?;
    cx.reply_buttons(tekst::welke(over, cx.is_politie()), knoppen).await?;
    let gevraagd = Verstaan::is(Intent::Onduidelijk, Uitkomst::Choose);
    Ok(Some(wensen.iter().fold(gevraagd, |gevraagd, wens| gevraagd.stel_voor(wens.id())).into()))
}

/// A tap on what was meant.
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, wens: Wens) -> HandlerResult {
    let Found::Running(Dialogue::Bedoeld { tekst: getypt, .. }) = cx.dialogue().await? else {
        cx.reply(tekst::OPNIEUW).await?;
        return Ok(Gedaan::is(Intent::Onduidelijk, Uitkomst::Info));
    };
    cx.end_dialogue().await?;
    let om = omgeving(cx).await?;
    volg(cx, wens, &getypt, &om).await
}

/// Does it.
async fn volg(cx: &mut Cx<'_>, wens: Wens, getypt: &str, om: &Omgeving) -> HandlerResult {
    match mag(cx, wens, getypt, om) {
        Some(Weg::Vanzelf(said) | Weg::Noteert(said) | Weg::NaTik(said)) => Ok(Gedaan::Terug(said)),
        Some(Weg::Antwoord(nl, en)) => {
            let antwoord = gemeente::in_taal(cx, nl, en).await?;
            cx.reply_sparingly(antwoord).await?;
            Ok(Gedaan::is(Intent::van_id(wens.id()).unwrap_or(Intent::Help), Uitkomst::Info))
        }
        Some(Weg::Opnieuw(id)) => opnieuw::opnieuw(cx, id, getypt).await,
        Some(Weg::WatWacht) => besluit::toon_wat_wacht_met_knoppen(cx).await,
        Some(Weg::HoeVer) => aanmelden::hoe_ver(cx).await,
        Some(Weg::WieDitIs) => {
            let antwoord = match cx.persoon.hoofdrol() {
                Rol::Onbekend => algemeen::MENU_ONBEKEND,
                _ => gemeente::in_taal(cx, tekst::WIE, tekst::WIE_EN).await?,
            };
            cx.reply_sparingly(antwoord).await?;
            Ok(Gedaan::is(Intent::VraagWie, Uitkomst::Info))
        }
        None => {
            cx.reply(tekst::OPNIEUW).await?;
            Ok(Gedaan::is(Intent::Onduidelijk, Uitkomst::Info))
        }
    }
}

/// A rule read a text as one of these wishes, and would note it; what was learned is sure that it is none of them. Then it is
/// not noted: what is more likely is done or asked.
pub(in crate::bot) async fn twijfelt(
    cx: &mut Cx<'_>,
    getypt: &str,
    gelezen: &[Wens],
) -> Result<Option<Gedaan>, BotError> {
    let om = omgeving(cx).await?;
    let vermoeden = vermoeden::schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    // What is said of a post when no alert runs is about one that is over: the rules know of which.
    if gelezen == VERSLAG && om.voor_groep.is_none() {
        return Ok(None);
    }
    let samen: Promille = gelezen.iter().map(|wens| vermoeden.kans(*wens)).sum();
    // "Mooi hier, gisteren een hert gezien" is no tip.
    if eerste == Wens::Geen && kans >= PRAATJE && samen <= WEERLEGD_MAX && gelezen.contains(&Wens::Tip) {
        return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Ignored)));
    }
    if gelezen.contains(&eerste) || kans < WEERLEGT || samen > WEERLEGD_MAX || mag(cx, eerste, getypt, &om).is_none() {
        return Ok(None);
    }
    match mag(cx, eerste, getypt, &om) {
        // What has to be tapped as well is no better known than what the rule read.
        Some(Weg::NaTik(_) | Weg::Noteert(_)) | None => Ok(None),
        Some(_) => volg(cx, eerste, getypt, &om).await.map(Some),
    }
}

/// Whether what reads like a report to a rule is surely something else that this person can do here.
pub(in crate::bot) async fn is_zeker_anders(cx: &mut Cx<'_>, getypt: &str) -> Result<bool, BotError> {
    let om = omgeving(cx).await?;
    let vermoeden = vermoeden::schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    let nood = vermoeden.kans(Wens::Spoed) + vermoeden.kans(Wens::MeldingNieuw) + vermoeden.kans(Wens::Tip);
    Ok(kans >= ZEKER && nood <= WEERLEGD_MAX && mag(cx, eerste, getypt, &om).is_some())
}

/// What a rule read as a report about an alert; where that is surely wrong, it notes nothing.
pub(in crate::bot) async fn bevestigd(cx: &mut Cx<'_>, wat: Bevestiging, getypt: &str) -> HandlerResult {
    match twijfelt(cx, getypt, &VERSLAG).await? {
        Some(gedaan) => Ok(gedaan),
        None => gezegd::gezegd(cx, wat, getypt).await,
    }
}

/// The same of what a rule would note about whoever types.
pub(in crate::bot) async fn weerlegd(
    cx: &mut Cx<'_>,
    getypt: &str,
    bedoeld: &Bedoeling,
) -> Result<Option<Gedaan>, BotError> {
    match bedoeld {
        Bedoeling::Rsvp(_) => twijfelt(cx, getypt, &[Wens::RsvpJa, Wens::RsvpNee]).await,
        Bedoeling::Afwezig | Bedoeling::Terug => twijfelt(cx, getypt, &[Wens::Afwezig, Wens::Terug]).await,
        Bedoeling::Tip(_) => twijfelt(cx, getypt, &[Wens::Tip, Wens::Spoed]).await,
        Bedoeling::Engels(_) => twijfelt(cx, getypt, &[Wens::Taal]).await,
        _ => Ok(None),
    }
}
