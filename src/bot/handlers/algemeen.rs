//! What anybody can say: help, stop, and everything that the bot cannot use.
//!
//! Invariant: whoever reports something hears of 112, always; a stranger hears anything else at most
//! three times a day, and of 112 alone after that.

use crate::bot::begrip::antwoord::{self, Bevestiging, lijkt_melding};
use crate::bot::begrip::bedoeling::{self, Bedoeling, Omstandigheden};
use crate::bot::begrip::besluit::{self, Besluit};
use crate::bot::begrip::levensloop as levensloop_begrip;
use crate::bot::begrip::melding::is_beschrijving;
use crate::bot::begrip::pergroep;
use crate::bot::begrip::terugnemen as levensloop_terug;
use crate::bot::begrip::tweeledig::{self, Tweeledig};
use crate::bot::begrip::woorden::woorden as woorden_van;
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Vraag};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::{
    aanmelden, aanvraag, bijeenkomst, bord, check, cijfers, collega, eigen, gegevens, groep, intrekken, lopend,
    melding, oefening, overdragen, status, stilte, tip, tweede, voorbeeld,
};
use crate::bot::knop::GOEDKEUREN;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::melding::{MeldingStatus, OEFENING};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::tijd;
use crate::limits;
use crate::store;
use crate::texts::{
    aanmelden as aanmelden_tekst, algemeen as woorden, collega as collega_tekst, levensloop, mensen, politie,
};
use crate::whatsapp::Update;
use crate::whatsapp::incoming::{self, Content};

/// `/help`: what this person can do, and only that.
pub(in crate::bot) async fn help(cx: &mut Cx<'_>) -> HandlerResult {
    cx.verstaan.is(Intent::Help, Uitkomst::Info);
    if matches!(cx.persoon.hoofdrol(), Rol::Beheerder | Rol::Reserve)
        && store::eigen::language(cx.tx, cx.persoon.id).await? == "en"
    {
        return cx.reply_here(mensen::HELP_EN).await;
    }
    let regels = Command::descriptions(&cx.persoon.rollen());
    let mijn = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let hier = cx.gemeenten.iter().filter(|gemeente| mijn.contains(&gemeente.id.as_str()));
    let waar: Vec<(&str, Option<&str>)> =
        hier.map(|gemeente| (gemeente.naam.as_str(), gemeente.noodlijst.as_deref())).collect();
    let noodlijst = (!waar.is_empty()).then(|| woorden::noodlijst(&waar));
    let tekst = woorden::help(cx.persoon.hoofdrol(), &regels, noodlijst.as_deref());
    if cx.persoon.hoofdrol() == Rol::Onbekend { cx.reply_sparingly(&tekst).await } else { cx.reply_here(tekst).await }
}

/// What was said, where it is about no alert that left.
pub(in crate::bot) async fn anders(cx: &mut Cx<'_>, said: Said) -> HandlerResult {
    match said {
        Said::Command(Command::Melding(tekst), getypt) => Box::pin(melding::begin(cx, &tekst, getypt.as_deref())).await,
        // Where it fits no alert it answers what was asked.
        Said::Answer(Dialogue::Voorbeeld { melding, .. }, tekst) => {
            Box::pin(voorbeeld::antwoord(cx, MeldingId(melding), &tekst)).await
        }
        Said::Answer(Dialogue::Aanpassen { melding, .. }, tekst) => {
            Box::pin(melding::welk_deel(cx, MeldingId(melding), &tekst)).await
        }
        Said::Answer(Dialogue::Melding { invulling, vraag }, tekst) => {
            Box::pin(melding::antwoord(cx, invulling, vraag, &tekst)).await
        }
        Said::Text(tekst) | Said::Answer(_, tekst) | Said::Bevestiging(_, tekst) => {
            Box::pin(self::tekst(cx, &tekst)).await
        }
        _ => Ok(()),
    }
}

/// `/stop`: leaves the question that is open, and says so; a draft is thrown away. Only where nothing is asked, or an
/// alert is named or answered, it stops an alert that just left.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>, reden: &str) -> HandlerResult {
    let found = cx.dialogue().await?;
    let politie = cx.persoon.mag(Recht::MeldingBijwerken);
    // "Stop niet" stops nothing; with police, who stop alerts, stopping is the safe direction.
    if !politie && antwoord::stopt_niet(&format!("stop {reden}")) {
        cx.verstaan.is(Intent::Geen, Uitkomst::Info);
        return cx.reply(woorden::NIETS_GESTOPT).await;
    }
    if politie && stopt_melding(cx, &found, reden).await? {
        return Ok(());
    }
    // A draft that waits for a colleague is what somebody stops who is asked nothing.
    if found == Found::None && Box::pin(tweede::neemt_terug(cx, &format!("stop {reden}"))).await? {
        return Ok(());
    }
    // "Stop de vorige" at a preview is not about what it shows.
    if politie && levensloop_terug::wijst_eerdere(reden) && Box::pin(intrekken::bij_concept(cx)).await? {
        return Ok(());
    }
    cx.verstaan.is(Intent::Geen, Uitkomst::Info);
    match found {
        Found::Running(Dialogue::Aanmelden { .. }) => cx.end_sign_up().await?,
        Found::Running(_) | Found::Unreadable | Found::None => cx.end_dialogue().await?,
    }
    // What runs goes on, and it is said how to stop that.
    let loopt = if politie { intrekken::pas_verstuurd_nummer(cx).await? } else { None };
    let gestopt = loopt.map_or_else(|| woorden::GESTOPT.to_owned(), |(_, nummer)| levensloop::vraag_gestopt(&nummer));
    match found {
        Found::None if cx.net_afgewezen => cx.reply(gestopt).await,
        Found::None if cx.persoon.mag(Recht::GroepMelden) => {
            cx.verstaan.is(Intent::Afmelden, Uitkomst::Ask).vraag(&["stilte_afwezig_of_afmelden"]);
            cx.reply(mensen::STOP_WAARMEE).await
        }
        Found::None => cx.reply_sparingly(woorden::NIETS_TE_STOPPEN).await,
        Found::Unreadable => cx.reply(woorden::GESTOPT).await,
        Found::Running(Dialogue::Update { .. }) => {
            cx.verstaan.is(Intent::MeldingAnnuleer, Uitkomst::Info);
            cx.reply(levensloop::UPDATE_GESTOPT).await
        }
        Found::Running(dialogue) => {
            if let Some(id) = dialogue.concept() {
                tweede::gooi_weg(cx, id).await?;
                cx.verstaan.is(Intent::MeldingAnnuleer, Uitkomst::Accepted);
            }
            if let Dialogue::Aanmelden { .. } = dialogue {
                cx.forget_input().await?;
                cx.verstaan.is(Intent::AanmeldenVeld, Uitkomst::Accepted);
                return cx.reply(aanmelden_tekst::GEWIST).await;
            }
            cx.reply(gestopt).await
        }
    }
}

/// Ends what was being written, which was thrown away: "annuleren" said once more stops nothing that runs.
pub(in crate::bot) async fn na_annuleren(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    if cx.persoon.mag(Recht::MeldingBijwerken) && cx.dialogue().await? == Found::None {
        cx.expect(&Dialogue::Geannuleerd).await?;
    }
    Ok(())
}

/// "Annuleer" at a question: it is not asked any more, and nothing else changes.
pub(in crate::bot) async fn ziet_af(cx: &mut Cx<'_>) -> HandlerResult {
    cx.verstaan.is(Intent::MeldingAnnuleer, Uitkomst::Info);
    na_annuleren(cx).await?;
    cx.reply(woorden::GESTOPT).await
}

/// Stops an alert where that is what "stop" is about: it is named, it is answered, the question is about stopping it,
/// or nothing is asked. Answers whether it did, or said why not.
async fn stopt_melding(cx: &mut Cx<'_>, found: &Found, reden: &str) -> Result<bool, BotError> {
    let codes = lopend::codes(cx.gemeenten);
    let genoemd = levensloop_begrip::nummer_in(reden, &codes).map(|(nummer, _)| nummer);
    let genoemd = match genoemd {
        Some(nummer) => Some(nummer),
        None => lopend::op_cijfers(cx, reden).await?,
    };
    let rest = levensloop_begrip::zonder_nummer(reden, &codes);
    if genoemd.is_some() {
        return intrekken::paniek(cx, genoemd.as_deref(), &rest).await;
    }
    match found {
        Found::Running(Dialogue::Gestopt { melding, .. } | Dialogue::StopOfNieuws { melding, .. }) => {
            let melding = store::melding::get(cx.tx, MeldingId(*melding)).await?;
            let Some(melding) = melding.filter(|melding| melding.status == MeldingStatus::Verzonden) else {
                return Ok(false);
            };
            intrekken::stop_en_vraag(cx, &melding, reden).await?;
            Ok(true)
        }
        // It was said before the question was: it is not about that.
        Found::Running(_) if !lopend::citaat_noemt(cx).await? && cx.answers_what_was_asked().await? => Ok(false),
        Found::None if cx.net_afgewezen && cx.antwoord_op.is_none() => Ok(false),
        Found::Running(_) | Found::None | Found::Unreadable => intrekken::paniek(cx, None, reden).await,
    }
}

/// "STOP OVERDRACHT".
pub(in crate::bot) fn noemt_overdracht(wat: &str) -> bool {
    let woorden = crate::bot::begrip::woorden::woorden(wat);
    woorden.iter().any(|woord| crate::bot::begrip::woorden::lijkt_op(&woord.norm, "overdracht").is_some())
}

/// "Overdracht stoppen aub", "overdragen gaat niet door".
pub(in crate::bot) fn stopt_overdracht(wat: &str) -> bool {
    bedoeling::stopt_overdracht(&crate::bot::begrip::woorden::woorden(wat))
}

/// Somebody tried what they may not do: recorded, and answered the same for everybody.
pub(in crate::bot) async fn geweigerd(cx: &mut Cx<'_>, said: &Said) -> HandlerResult {
    if let (Said::Command(Command::Status(_), _), true) = (said, cx.persoon.aangemeld) {
        return aanmelden::hoe_ver(cx).await;
    }
    if let (Said::Command(Command::Oefening(tekst), _), Some(_)) = (said, oefening::mag_vragen(&cx.persoon)) {
        return oefening::vraag(cx, tekst).await;
    }
    // Who may only write drafts takes back their own while it waits.
    if let Said::Command(Command::Intrekken(wat) | Command::Stop(wat), _) = said
        && Box::pin(tweede::neemt_terug(cx, &format!("intrekken {wat}"))).await?
    {
        return Ok(());
    }
    cx.record(said.name(), "", Some("geen recht")).await?;
    if cx.persoon.geblokkeerd {
        return collega::zelf_geblokkeerd(cx).await;
    }
    cx.verstaan.is(bedoeld(said), Uitkomst::Denied);
    if let Said::Command(Command::Akkoord(wat) | Command::Afwijzen(wat), _) = said
        && let Some((nummer, _)) = tweede::genoemde(wat)
    {
        cx.verstaan.slot("nummer", nummer.as_str());
    }
    if cx.persoon.opgeschort {
        let beheerder = cx.persoon.toekenningen.is_empty();
        return cx.reply(if beheerder { collega_tekst::BEHEERDER_RUST } else { collega_tekst::RECHTEN_RUSTEN }).await;
    }
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
        Said::Command(Command::Groep(_), _) if cx.persoon.hoofdrol() != Rol::Onbekend => {
            cx.reply(woorden::GEEN_RECHT).await
        }
        Said::Command(command, _) if command.requires() == [Recht::MeldingVersturen] && !cx.is_politie() => {
            cx.reply_112().await
        }
        Said::Answer(dialogue, tekst) => {
            match dialogue {
                Dialogue::Aanmelden { .. } => cx.end_sign_up().await?,
                _ => cx.end_dialogue().await?,
            }
            self::tekst(cx, tekst).await
        }
        // "Ok" and the like by somebody who has no group: chatter. More words than that may mean something else.
        Said::Bevestiging(wat, tekst) if *wat != Bevestiging::Gezien && cx.persoon.hoofdrol() != Rol::Onbekend => {
            self::tekst(cx, tekst).await
        }
        Said::Bevestiging(..) if cx.persoon.hoofdrol() != Rol::Onbekend => {
            cx.verstaan.is(Intent::Geen, Uitkomst::Ignored);
            Ok(())
        }
        _ if cx.persoon.hoofdrol() == Rol::Onbekend => cx.reply_sparingly(woorden::MENU_ONBEKEND).await,
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
        Command::Akkoord(wat) | Command::Afwijzen(wat) if tweede::genoemde(wat).is_some() => Intent::MeldingGoedkeur,
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

/// A slash with something that is no command.
pub(in crate::bot) async fn onbekend_commando(cx: &mut Cx<'_>, naam: &str) -> HandlerResult {
    cx.verstaan.is(Intent::Geen, Uitkomst::Info);
    if lijkt_melding(naam) && !cx.persoon.mag(Recht::MeldingVersturen) && !cx.is_politie() {
        return cx.reply_112().await;
    }
    cx.reply_sparingly(&woorden::onbekend_commando(&crate::texts::ingekort(naam, 30))).await
}

/// A button that no version made, or that belongs to nothing any more.
pub(in crate::bot) async fn onbekende_knop(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply_sparingly(woorden::KNOP_VERLOPEN).await
}

pub(in crate::bot) use crate::bot::handlers::check::check;

/// What is going on around what somebody types.
pub(in crate::bot) async fn omstandigheden<'g>(cx: &mut Cx<'g>) -> Result<Omstandigheden<'g>, BotError> {
    let gemeenten = cx.gemeenten;
    let (persoon, now_ms) = (cx.persoon.id, cx.now_ms);
    let beheerder = cx.persoon.mag(Recht::GroepMelden);
    // Only whoever runs a group is invited, and has alerts that run.
    let (uitgenodigd, loopt) = if beheerder {
        let uitgenodigd = bijeenkomst::is_uitgenodigd(cx.tx, persoon, now_ms).await?;
        (uitgenodigd, !store::tip::running_for(cx.tx, persoon, now_ms).await?.is_empty())
    } else {
        (false, false)
    };
    Ok(Omstandigheden {
        vandaag: tijd::vandaag(now_ms),
        codes: gemeenten.iter().map(|gemeente| gemeente.code.as_str()).chain([OEFENING]).collect(),
        beheerder,
        aangemeld: cx.persoon.aangemeld,
        verzender: cx.persoon.rollen().iter().any(|rol| rol.van_politie()),
        blokkeert: cx.persoon.mag(Recht::Blokkeren),
        beslist: cx.persoon.mag_een(GOEDKEUREN),
        uitgenodigd,
        melding_loopt: loopt,
    })
}

/// A text that is no command and no answer to anything.
pub(in crate::bot) async fn tekst(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    if cx.persoon.geblokkeerd {
        return collega::zelf_geblokkeerd(cx).await;
    }
    if Box::pin(tweede::neemt_terug(cx, tekst)).await? {
        return Ok(());
    }
    if let Some(vraag) = status::gevraagd(cx, tekst) {
        return status::antwoord(cx, vraag).await;
    }
    if check::gevraagd(cx, tekst) {
        return check(cx, tekst).await;
    }
    // What describes somebody is an alert; words of an order or a decision in it are part of the description.
    if cx.persoon.mag(Recht::MeldingVersturen) && is_beschrijving(tekst) {
        return tekst_van_verzender(cx, tekst).await;
    }
    let om = omstandigheden(cx).await?;
    if om.beslist {
        match besluit::lees(tekst, &om.codes) {
            Some(Besluit::Akkoord(nummer)) => return aanvraag::akkoord_getypt(cx, &nummer).await,
            Some(Besluit::Afwijzen(wat)) => return aanvraag::afwijzen_getypt(cx, &wat).await,
            // "Akkoord" itself is read below; with a mistake in it, or for all at once, it decides nothing.
            None if besluit::stemt_zomaar_in(tekst)
                && woorden_van(tekst).first().is_none_or(|woord| woord.norm != "akkoord") =>
            {
                return Box::pin(aanvraag::toon_wat_wacht(cx)).await;
            }
            None => {}
        }
    }
    let bedoeld = bedoeling::lees(tekst, &om);
    match bedoeld {
        Bedoeling::Blokkeer => return collega::blokkeer(cx, tekst).await,
        Bedoeling::Check(nummer) => return check(cx, &nummer).await,
        Bedoeling::Akkoord => {
            let na = woorden_van(tekst).first().map_or(0, |woord| woord.plek.end);
            return aanvraag::akkoord_getypt(cx, tekst.get(na..).unwrap_or_default()).await;
        }
        _ => {}
    }
    if cx.persoon.mag(Recht::MeldingVersturen) && (lijkt_melding(tekst) || !is_voor_verzender(&bedoeld, &om)) {
        return tekst_van_verzender(cx, tekst).await;
    }
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    // "In Parkzicht stond het al" is about an alert; "in Parkzicht stond gisteren een busje" is a tip.
    if om.melding_loopt && matches!(bedoeld, Bedoeling::Tip(_)) && groep::noemt_groep(cx, tekst).await? {
        return Ok(());
    }
    match bedoeld {
        Bedoeling::Spoed => tip::spoed(cx, tekst).await,
        Bedoeling::Melding => {
            cx.record("tekst als melding", "", Some("geen recht")).await?;
            if cx.is_politie() {
                cx.verstaan.is(Intent::MeldingNieuw, Uitkomst::Denied);
                return cx.reply(woorden::GEEN_RECHT).await;
            }
            cx.verstaan.is(Intent::Spoed, Uitkomst::Redirect112);
            cx.reply_112().await
        }
        Bedoeling::VanToen => {
            cx.verstaan.is(Intent::Geen, Uitkomst::Info);
            cx.reply(woorden::VAN_TOEN).await
        }
        Bedoeling::Tip(wat) => tip::begin(cx, &wat).await,
        Bedoeling::HoeVer => aanmelden::hoe_ver(cx).await,
        Bedoeling::Aanmelden if cx.persoon.mag(Recht::Aanmelden) => aanmelden::begin(cx, "").await,
        Bedoeling::Help if bekend => help(cx).await,
        Bedoeling::Mijngegevens => gegevens::toon(cx).await,
        Bedoeling::Wis => gegevens::wis(cx).await,
        Bedoeling::Engels(engels) => eigen::zet_taal(cx, engels).await,
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
) -> Result<bool, BotError> {
    if !cx.persoon.mag(Recht::GroepMelden) || cx.persoon.mag(Recht::MeldingVersturen) {
        return Ok(false);
    }
    let Some(Tweeledig { gemeld, wat, rest }) = tweeledig::lees(tekst) else { return Ok(false) };
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    // What is said of each group is read together.
    if pergroep::noemt(&rest, &namen) {
        return Ok(false);
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
            Box::pin(self::tekst(cx, &rest)).await?;
            groep::gezegd_over(cx, over, wat, &gemeld).await?;
            Ok(true)
        }
        Bedoeling::Onbegrepen if vraagt_iets(&rest) => {
            groep::gezegd_over(cx, over, wat, &gemeld).await?;
            cx.reply_after(woorden::rest_niet_begrepen(&rest)).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Whether a text asks for something: a question, or "kunt u", "ik wil".
fn vraagt_iets(tekst: &str) -> bool {
    let gelezen = woorden_van(tekst);
    let eerste = gelezen.first().map_or("", |woord| woord.norm.as_str());
    tekst.contains('?')
        || matches!(
            eerste,
            "kunt" | "kun" | "kan" | "mag" | "wil" | "wanneer" | "hoe" | "wat" | "waar" | "wie" | "hoeveel" | "graag"
        )
        || ["ik wil", "ik zou", "wil graag"].iter().any(|reeks| crate::bot::begrip::woorden::bevat(&gelezen, reeks))
}

/// What only somebody means who runs a group.
async fn tekst_van_beheerder(cx: &mut Cx<'_>, tekst: &str, bedoeld: Bedoeling) -> HandlerResult {
    match bedoeld {
        Bedoeling::Afwezig => eigen::afwezig(cx, tekst).await,
        Bedoeling::Terug => eigen::terug(cx, tekst).await,
        Bedoeling::Stilte { uit: true } => stilte::uit_getypt(cx, tekst).await,
        Bedoeling::Stilte { uit: false } => stilte::begin(cx, tekst).await,
        Bedoeling::Borden(soort, aantal) => bord::wil(cx, soort, aantal, tekst).await,
        Bedoeling::Rsvp(komt) => bijeenkomst::gezegd(cx, komt).await,
        Bedoeling::Afmelden => gegevens::afmelden(cx, tekst).await,
        Bedoeling::NummerWijzig => eigen::nummer(cx, tekst).await,
        Bedoeling::OverdrachtStop => overdragen::stop(cx).await,
        Bedoeling::HoeVerwijderen => {
            cx.verstaan.is(Intent::Help, Uitkomst::Info);
            cx.reply(levensloop::HOE_VERWIJDEREN).await
        }
        Bedoeling::Overdragen if cx.persoon.mag(Recht::Overdragen) => {
            let nummer = collega::nummers_in(tekst).into_iter().next();
            let nummer = nummer.map_or_else(String::new, |nummer| format!("+{}", nummer.as_str()));
            overdragen::begin(cx, &nummer).await
        }
        // What was taken for more than an answer to an alert may still be one.
        bedoeld => match antwoord::bevestiging(tekst) {
            Some(wat) => groep::gezegd(cx, wat, tekst).await,
            None if groep::noemt_groep(cx, tekst).await? => Ok(()),
            None => onbegrepen(cx, &bedoeld).await,
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
    if melding::losse_tekst(cx, tekst).await? {
        return Ok(());
    }
    cx.verstaan.is(Intent::Geen, Uitkomst::Info);
    cx.reply(if lijkt_melding(tekst) { politie::BEDOELT_U_MELDING } else { woorden::NIET_BEGREPEN }).await
}

/// Thanks and emoji need no answer; a stranger hears what this is, and others that they were not understood.
async fn onbegrepen(cx: &mut Cx<'_>, bedoeld: &Bedoeling) -> HandlerResult {
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    let stil = bekend && *bedoeld == Bedoeling::Praatje;
    cx.verstaan.is(Intent::Geen, if stil { Uitkomst::Ignored } else { Uitkomst::Info });
    match bekend {
        false => cx.reply_sparingly(woorden::MENU_ONBEKEND).await,
        true if stil => Ok(()),
        true => cx.reply(woorden::NIET_BEGREPEN).await,
    }
}

/// A sound.
pub(in crate::bot) async fn geluid(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::GELUID).await
}

/// A picture, a film or a file.
pub(in crate::bot) async fn bestand(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::BESTAND).await
}

/// A shared location: the wijk in its words, where a wijk is asked.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, vraag: Vraag::Gemeente | Vraag::Wijk }) => {
            melding::locatie(cx, invulling, getypt).await
        }
        Found::Running(Dialogue::Aanmelden { velden, vraag: AanmeldVraag::Gemeente | AanmeldVraag::Wijk }) => {
            aanmelden::locatie(cx, velden, getypt).await
        }
        Found::Running(_) | Found::None | Found::Unreadable => niet_gevraagd(cx).await,
    }
}

/// Something that nobody asked for.
pub(in crate::bot) async fn niet_gevraagd(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::NIET_GEVRAAGD).await
}

/// A changed message: read again only as a new one. Whoever wrote an alert hears how it stands, since they believe that
/// they changed it; others hear it where what they wrote first meant something.
pub(in crate::bot) async fn gewijzigd(cx: &mut Cx<'_>) -> HandlerResult {
    cx.verstaan.is(Intent::Geen, Uitkomst::Info);
    let found = cx.dialogue().await?;
    if let Found::Running(dialogue) = &found
        && let Some(id) = dialogue.concept()
        && voorbeeld::na_wijziging(cx, id).await?
    {
        return Ok(());
    }
    if found != Found::None {
        return cx.reply(woorden::GEWIJZIGD).await;
    }
    if cx.persoon.mag(Recht::MeldingBijwerken) {
        let sinds_ms = cx.now_ms - limits::EDIT_LOOK_BACK_MS;
        let melding = store::melding::last_sent_by(cx.tx, cx.persoon.id, sinds_ms).await?;
        let loopt = melding.filter(|melding| melding.status == MeldingStatus::Verzonden);
        return cx.reply(loopt.map_or(woorden::GEWIJZIGD.to_owned(), |melding| politie::al_weg(&melding.nummer))).await;
    }
    let beheerder = cx.persoon.mag(Recht::GroepMelden);
    if beheerder && wijzigt_iets(cx).await? { cx.reply(woorden::GEWIJZIGD_BLIJFT).await } else { Ok(()) }
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

/// A kind of message that cannot be read.
pub(in crate::bot) async fn onleesbaar(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply_sparingly(woorden::ONLEESBAAR).await
}

/// Throws away a draft that a person left behind, and answers its number.
pub(in crate::bot) async fn ruim_concept_op(cx: &mut Cx<'_>) -> Result<Option<String>, crate::bot::error::BotError> {
    let Found::Running(dialogue) = cx.dialogue().await? else { return Ok(None) };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    tweede::gooi_weg(cx, id).await?;
    Ok((melding.status == MeldingStatus::Concept).then_some(melding.nummer))
}
