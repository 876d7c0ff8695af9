//! Whom a free text is for: the second table of the route, for what is no command, no tap and no answer.
//!
//! Owns the order in which a text is offered: what happens now, an alert of police, a decision, an order of one's own,
//! a report of a group, and that it was not understood. It does nothing itself. Invariants: whoever reports something
//! hears of 112, always; a text that means nothing certain does nothing.

use crate::bot::begrip::antwoord::{self, Bevestiging, lijkt_melding};
use crate::bot::begrip::bedoeling::{self, Bedoeling, Omstandigheden};
use crate::bot::begrip::besluit::{self as begrip_besluit, Besluit};
use crate::bot::begrip::melding::is_beschrijving;
use crate::bot::begrip::tweeledig::{self, Tweeledig};
use crate::bot::begrip::woorden::woorden as woorden_van;
use crate::bot::begrip::{gesprek, levensloop as levensloop_begrip, pergroep, terugnemen as levensloop_terug};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Vraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::gezegd;
use crate::bot::melding::{
    check, concept, intrekken, invullen, oefening, status, stilzetten, tweede, voorbeeld, welke,
};
use crate::bot::mensen::{aanmelden, afwezig, bijeenkomst, bord, cijfers, collega, gegevens, overdragen, stilte, tip};
use crate::bot::route::besluit;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::{Recht, Rol};
use crate::texts::{
    aanmelden as aanmelden_tekst, algemeen as woorden, collega as collega_tekst, levensloop, mensen, politie,
};
use crate::whatsapp::Update;
use crate::whatsapp::incoming::{self, Content};
use crate::{limits, store};

/// `/stop`: leaves the question that is open, and says so; a draft is thrown away. Only where nothing is asked, or an
/// alert is named or answered, it stops an alert that just left.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>, reden: &str) -> HandlerResult {
    let found = cx.dialogue().await?;
    let politie = cx.persoon.mag(Recht::MeldingBijwerken);
    // "Stop niet" stops nothing; with police, who stop alerts, stopping is the safe direction.
    if !politie && antwoord::stopt_niet(&format!("stop {reden}")) {
        cx.reply(woorden::NIETS_GESTOPT).await?;
        return Ok(Gedaan::is(Intent::Geen, Uitkomst::Info));
    }
    if politie && let Some(gedaan) = stopt_melding(cx, &found, reden).await? {
        return Ok(gedaan);
    }
    // A draft that waits for a colleague is what somebody stops who is asked nothing.
    if found == Found::None
        && let Some(gedaan) = tweede::neemt_terug(cx, &format!("stop {reden}")).await?
    {
        return Ok(gedaan);
    }
    // "Stop de vorige" at a preview is not about what it shows.
    if politie
        && levensloop_terug::wijst_eerdere(reden)
        && let Some(gedaan) = intrekken::bij_concept(cx).await?
    {
        return Ok(gedaan);
    }
    match found {
        Found::Running(Dialogue::Aanmelden { .. }) => cx.end_sign_up().await?,
        Found::Running(_) | Found::Unreadable | Found::None => cx.end_dialogue().await?,
    }
    // What runs goes on, and it is said how to stop that.
    let loopt = if politie { intrekken::pas_verstuurd_nummer(cx).await? } else { None };
    let gestopt = loopt.map_or_else(|| woorden::GESTOPT.to_owned(), |(_, nummer)| levensloop::vraag_gestopt(&nummer));
    let mut gedaan = Verstaan::is(Intent::Geen, Uitkomst::Info);
    match found {
        Found::None if cx.net_afgewezen => cx.reply(gestopt).await?,
        Found::None if cx.persoon.mag(Recht::GroepMelden) => {
            gedaan = Verstaan::is(Intent::Afmelden, Uitkomst::Ask).vraag(&["stilte_afwezig_of_afmelden"]);
            cx.reply(mensen::STOP_WAARMEE).await?;
        }
        Found::None => cx.reply_sparingly(woorden::NIETS_TE_STOPPEN).await?,
        Found::Unreadable => cx.reply(woorden::GESTOPT).await?,
        Found::Running(Dialogue::Update { .. }) => {
            gedaan = Verstaan::is(Intent::MeldingAnnuleer, Uitkomst::Info);
            cx.reply(levensloop::UPDATE_GESTOPT).await?;
        }
        Found::Running(Dialogue::Aanmelden { .. }) => {
            cx.forget_input().await?;
            gedaan = Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Accepted);
            cx.reply(aanmelden_tekst::GEWIST).await?;
        }
        Found::Running(dialogue) => {
            if let Some(id) = dialogue.concept() {
                concept::gooi_weg(cx, id).await?;
                gedaan = Verstaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted);
            }
            cx.reply(gestopt).await?;
        }
    }
    Ok(gedaan.into())
}

/// Stops an alert where that is what "stop" is about: it is named, it is answered, the question is about stopping it,
/// or nothing is asked. Answers whether it did, or said why not.
async fn stopt_melding(cx: &mut Cx<'_>, found: &Found, reden: &str) -> Result<Option<Gedaan>, BotError> {
    let codes = cx.gemeenten.codes();
    let genoemd = levensloop_begrip::nummer_in(reden, &codes).map(|(nummer, _)| nummer);
    let genoemd = match genoemd {
        Some(nummer) => Some(nummer),
        None => welke::op_cijfers(cx, reden).await?,
    };
    let rest = levensloop_begrip::zonder_nummer(reden, &codes);
    if genoemd.is_some() {
        return intrekken::paniek(cx, genoemd.as_deref(), &rest).await;
    }
    match found {
        Found::Running(Dialogue::Gestopt { melding, .. } | Dialogue::StopOfNieuws { melding, .. }) => {
            let melding = store::melding::get(cx.tx, MeldingId(*melding)).await?;
            let Some(melding) = melding.filter(|melding| melding.status == MeldingStatus::Verzonden) else {
                return Ok(None);
            };
            Ok(Some(stilzetten::stop_en_vraag(cx, &melding, reden).await?))
        }
        // It was said before the question was: it is not about that.
        Found::Running(_) if !welke::citaat_noemt(cx).await? && cx.answers_what_was_asked().await? => Ok(None),
        Found::None if cx.net_afgewezen && cx.antwoord_op.is_none() => Ok(None),
        Found::Running(_) | Found::None | Found::Unreadable => intrekken::paniek(cx, None, reden).await,
    }
}

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
        // "Ok" and the like by somebody who has no group: chatter. More words than that may mean something else.
        return Ok(match wat {
            Bevestiging::Gezien => Gedaan::is(Intent::Geen, Uitkomst::Ignored),
            _ => Gedaan::terug(tekst),
        });
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
        Command::Borden(_) | Command::Stickers(_) | Command::Wabp(_) => Intent::Borden,
        Command::Bijeenkomst(_) => Intent::Rsvp,
        Command::Dekking(_) | Command::Wie(_) => Intent::Dekking,
        Command::Statistiek(_) => Intent::Statistiek,
        Command::Nummer(_) => Intent::NummerWijzig,
        Command::Afmelden(_) => Intent::Afmelden,
        _ => Intent::Geen,
    }
}

/// A text that is no command and no answer to anything.
pub(in crate::bot) async fn tekst(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    if cx.persoon.geblokkeerd {
        return collega::zelf_geblokkeerd(cx).await;
    }
    if let Some(gedaan) = tweede::neemt_terug(cx, tekst).await? {
        return Ok(gedaan);
    }
    if let Some(vraag) = status::gevraagd(cx, tekst) {
        return status::antwoord(cx, vraag).await;
    }
    if check::gevraagd(cx, tekst) {
        return check::check(cx, tekst).await;
    }
    // What describes somebody is an alert; words of an order or a decision in it are part of the description.
    if cx.persoon.mag(Recht::MeldingVersturen) && is_beschrijving(tekst) {
        return tekst_van_verzender(cx, tekst).await;
    }
    let om = omstandigheden(cx).await?;
    if om.beslist {
        match begrip_besluit::lees(tekst, &om.codes) {
            Some(Besluit::Akkoord(nummer)) => return besluit::akkoord(cx, &nummer).await,
            None if begrip_besluit::wijst_af(tekst).is_some() => {
                return besluit::afwijzen(cx, begrip_besluit::wijst_af(tekst).unwrap_or_default()).await;
            }
            Some(Besluit::Afwijzen(wat)) => return besluit::afwijzen(cx, &wat).await,
            // "Akkoord" itself is read below; with a mistake in it, or for all at once, it decides nothing.
            None if begrip_besluit::stemt_zomaar_in(tekst) && !bedoeling::begint_met_akkoord(tekst) => {
                return besluit::toon_wat_wacht(cx).await;
            }
            None => {}
        }
    }
    let bedoeld = bedoeling::lees(tekst, &om);
    match bedoeld {
        Bedoeling::Blokkeer => return collega::blokkeer(cx, tekst).await,
        Bedoeling::Check(nummer) => return check::check(cx, &nummer).await,
        Bedoeling::Akkoord => {
            let na = woorden_van(tekst).first().map_or(0, |woord| woord.plek.end);
            return besluit::akkoord(cx, tekst.get(na..).unwrap_or_default()).await;
        }
        _ => {}
    }
    if cx.persoon.mag(Recht::MeldingVersturen) && (lijkt_melding(tekst) || !is_voor_verzender(&bedoeld, &om)) {
        return tekst_van_verzender(cx, tekst).await;
    }
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    // "In Parkzicht stond het al" is about an alert; "in Parkzicht stond gisteren een busje" is a tip.
    if om.melding_loopt
        && matches!(bedoeld, Bedoeling::Tip(_))
        && let Some(gedaan) = gezegd::noemt_groep(cx, tekst).await?
    {
        return Ok(gedaan);
    }
    match bedoeld {
        Bedoeling::Spoed => tip::spoed(cx, tekst).await,
        Bedoeling::Melding => {
            cx.record("tekst als melding", "", Some("geen recht")).await?;
            if cx.is_politie() {
                cx.reply(woorden::GEEN_RECHT).await?;
                return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
            }
            cx.reply_112().await?;
            Ok(Gedaan::is(Intent::Spoed, Uitkomst::Redirect112))
        }
        Bedoeling::VanToen => {
            cx.reply(woorden::VAN_TOEN).await?;
            Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
        }
        Bedoeling::Tip(wat) => tip::begin(cx, &wat).await,
        Bedoeling::HoeVer => aanmelden::hoe_ver(cx).await,
        Bedoeling::Aanmelden if cx.persoon.mag(Recht::Aanmelden) => aanmelden::begin(cx, "").await,
        Bedoeling::Help if bekend => algemeen::help(cx).await,
        Bedoeling::Mijngegevens => gegevens::toon(cx).await,
        Bedoeling::Wis => gegevens::wis(cx).await,
        Bedoeling::Engels(engels) => afwezig::zet_taal(cx, engels).await,
        Bedoeling::Dekking if cx.persoon.mag(Recht::Dekking) => cijfers::dekking(cx, tekst).await,
        Bedoeling::Statistiek if cx.persoon.mag(Recht::Dekking) => cijfers::statistiek(cx, tekst).await,
        bedoeld if om.beheerder => tekst_van_beheerder(cx, tekst, bedoeld).await,
        bedoeld => onbegrepen(cx, &bedoeld).await,
    }
}

/// A report of a post with something else in one line: both are done, or it is said that the other was not understood.
/// `over` is the alert that it was asked about. Answers whether it was that.
pub(in crate::bot) async fn twee_dingen(
    cx: &mut Cx<'_>,
    over: Option<MeldingId>,
    tekst: &str,
) -> Result<Option<Gedaan>, BotError> {
    if !cx.persoon.mag(Recht::GroepMelden) || cx.persoon.mag(Recht::MeldingVersturen) {
        return Ok(None);
    }
    let Some(Tweeledig { gemeld, wat, rest }) = tweeledig::lees(tekst) else { return Ok(None) };
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    // What is said of each group is read together.
    if pergroep::noemt(&rest, &namen) {
        return Ok(None);
    }
    let om = omstandigheden(cx).await?;
    match bedoeling::lees(&rest, &om) {
        Bedoeling::Afwezig
        | Bedoeling::Terug
        | Bedoeling::Stilte { .. }
        | Bedoeling::Borden(..)
        | Bedoeling::Afmelden
        | Bedoeling::Overdragen
        | Bedoeling::NummerWijzig
        | Bedoeling::Mijngegevens
        | Bedoeling::Wis
        | Bedoeling::Help
        | Bedoeling::HoeVerwijderen
        | Bedoeling::Engels(_) => {
            // The report comes last: what it asks must not be wiped by the other.
            let eerst = Box::pin(self::tekst(cx, &rest)).await?;
            let eerst = match eerst {
                // What it looked like it was not, after all.
                Gedaan::Terug(_) => onbegrepen(cx, &Bedoeling::Onbegrepen).await?,
                gedaan @ Gedaan::Klaar(_) => gedaan,
            };
            Ok(Some(eerst.en(gezegd::gezegd_over(cx, over, wat, &gemeld).await?)))
        }
        Bedoeling::Onbegrepen if gesprek::vraagt_iets(&rest) => {
            let gedaan = gezegd::gezegd_over(cx, over, wat, &gemeld).await?;
            cx.reply_after(woorden::rest_niet_begrepen(&rest)).await?;
            Ok(Some(gedaan))
        }
        _ => Ok(None),
    }
}

/// What only somebody means who runs a group.
async fn tekst_van_beheerder(cx: &mut Cx<'_>, tekst: &str, bedoeld: Bedoeling) -> HandlerResult {
    match bedoeld {
        Bedoeling::Afwezig => afwezig::afwezig(cx, tekst).await,
        Bedoeling::Terug => afwezig::terug(cx, tekst).await,
        Bedoeling::Stilte { uit: true } => stilte::uit_getypt(cx, tekst).await,
        Bedoeling::Stilte { uit: false } => stilte::begin(cx, tekst).await,
        Bedoeling::Borden(soort, aantal) => bord::wil(cx, soort, aantal, tekst).await,
        Bedoeling::Rsvp(komt) => bijeenkomst::gezegd(cx, komt).await,
        Bedoeling::Afmelden => gegevens::afmelden(cx, tekst).await,
        Bedoeling::NummerWijzig => afwezig::nummer(cx, tekst).await,
        Bedoeling::OverdrachtStop => overdragen::stop(cx).await,
        Bedoeling::HoeVerwijderen => {
            cx.reply(levensloop::HOE_VERWIJDEREN).await?;
            Ok(Gedaan::is(Intent::Help, Uitkomst::Info))
        }
        Bedoeling::Overdragen if cx.persoon.mag(Recht::Overdragen) => {
            let nummer = algemeen::nummers_in(tekst).into_iter().next();
            let nummer = nummer.map_or_else(String::new, |nummer| format!("+{}", nummer.as_str()));
            overdragen::begin(cx, &nummer).await
        }
        // What was taken for more than an answer to an alert may still be one.
        bedoeld => match antwoord::bevestiging(tekst) {
            Some(wat) => gezegd::gezegd(cx, wat, tekst).await,
            None => match gezegd::noemt_groep(cx, tekst).await? {
                Some(gedaan) => Ok(gedaan),
                None => onbegrepen(cx, &bedoeld).await,
            },
        },
    }
}

/// Whether somebody who may send alerts means this, rather than an alert.
const fn is_voor_verzender(bedoeld: &Bedoeling, om: &Omstandigheden<'_>) -> bool {
    match bedoeld {
        Bedoeling::Dekking
        | Bedoeling::Statistiek
        | Bedoeling::Mijngegevens
        | Bedoeling::Wis
        | Bedoeling::Help
        | Bedoeling::Engels(_)
        | Bedoeling::Praatje => true,
        Bedoeling::Afwezig
        | Bedoeling::Terug
        | Bedoeling::Stilte { .. }
        | Bedoeling::Borden(..)
        | Bedoeling::Rsvp(_)
        | Bedoeling::Afmelden
        | Bedoeling::Overdragen
        | Bedoeling::OverdrachtStop
        | Bedoeling::HoeVerwijderen
        | Bedoeling::NummerWijzig => om.beheerder,
        _ => false,
    }
}

/// A text of somebody who may send alerts, that is nothing else.
async fn tekst_van_verzender(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    if let Some(gedaan) = invullen::losse_tekst(cx, tekst).await? {
        return Ok(gedaan);
    }
    cx.reply(if lijkt_melding(tekst) { politie::BEDOELT_U_MELDING } else { woorden::NIET_BEGREPEN }).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// Thanks and emoji need no answer; a stranger hears what this is, and others that they were not understood.
async fn onbegrepen(cx: &mut Cx<'_>, bedoeld: &Bedoeling) -> HandlerResult {
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    let stil = bekend && *bedoeld == Bedoeling::Praatje;
    match bekend {
        false => cx.reply_sparingly(woorden::MENU_ONBEKEND).await?,
        true if stil => return Ok(Gedaan::is(Intent::Geen, Uitkomst::Ignored)),
        true => cx.reply(woorden::NIET_BEGREPEN).await?,
    }
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// A shared location: the wijk in its words, where a wijk is asked.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, vraag: Vraag::Gemeente | Vraag::Wijk }) => {
            invullen::locatie(cx, invulling, getypt).await
        }
        Found::Running(Dialogue::Aanmelden { velden, vraag: AanmeldVraag::Gemeente | AanmeldVraag::Wijk }) => {
            aanmelden::locatie(cx, velden, getypt).await
        }
        Found::Running(_) | Found::None | Found::Unreadable => algemeen::niet_gevraagd(cx).await,
    }
}

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

/// "Overdracht stoppen aub", "overdragen gaat niet door".
pub(in crate::bot) fn stopt_overdracht(wat: &str) -> bool {
    bedoeling::stopt_overdracht(&woorden_van(wat))
}

/// A slash with something that is no command.
pub(in crate::bot) async fn onbekend_commando(cx: &mut Cx<'_>, naam: &str) -> HandlerResult {
    if lijkt_melding(naam) && !cx.persoon.mag(Recht::MeldingVersturen) && !cx.is_politie() {
        cx.reply_112().await?;
    } else {
        cx.reply_sparingly(&woorden::onbekend_commando(&crate::texts::ingekort(naam, 30))).await?;
    }
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// A typed answer to "staat het er echt in?", which may say something else beside.
pub(in crate::bot) async fn echt_antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    let id = match gezegd::waarover(cx, id, tekst).await? {
        Ok(id) => id,
        Err(gedaan) => return Ok(gedaan),
    };
    match twee_dingen(cx, Some(id), tekst).await? {
        Some(gedaan) => Ok(gedaan),
        None => gezegd::echt_antwoord(cx, id, tekst).await,
    }
}
