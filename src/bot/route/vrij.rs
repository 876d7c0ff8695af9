//! Whom a free text is for: the second table of the route, for what is no command, no tap and no answer.
//!
//! Owns the order in which a text is offered: what happens now, an alert of police, a decision, an order of one's own,
//! a report of a group, and that it was not understood. It does nothing itself. Invariants: whoever reports something
//! hears of 112, always; a text that means nothing certain does nothing.

use crate::bot::begrip::antwoord::{self, lijkt_melding};
use crate::bot::begrip::bedoeling::{self, Bedoeling, Omstandigheden};
use crate::bot::begrip::besluit::{self as begrip_besluit, Besluit};
use crate::bot::begrip::blokkade as begrip_blokkade;
use crate::bot::begrip::bord as begrip_bord;
use crate::bot::begrip::deelknop::{self, OverKnop};
use crate::bot::begrip::informatie as informatie_begrip;
use crate::bot::begrip::ja_nee;
use crate::bot::begrip::levensloop as levensloop_begrip;
use crate::bot::begrip::melding::is_beschrijving;
use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::uitleg::Uitleg;
use crate::bot::begrip::vermoeden::Wens;
use crate::bot::begrip::woorden::woorden as woorden_van;
use crate::bot::begrip::{gesprek, houding, soort};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Vraag};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::{gezegd, terug};
use crate::bot::melding::delen;
use crate::bot::melding::{
    aangetikt, check, concept, fotofamilie, fototerug, invullen, overnemen, schrijver, status, tweede, updateterug,
    voorbeeld, welke,
};
use crate::bot::mensen::{
    aanmelden, afwezig, bijeenkomst, bord, cijfers, collega, gegevens, informatie, overdragen, stilte, tip, uitleg,
};
use crate::bot::route::onbegrepen::{niet_begrepen, onbegrepen};
use crate::bot::route::{besluit, terug as ja_terug, titel, vermoed};
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::domain::rechten::{Recht, Rol};
use crate::texts::melding::{levensloop, voorbeeld as politie};
use crate::texts::mensen::eigen as eigen_tekst;
use crate::texts::vloer::algemeen as woorden;

/// Which messages somebody wants, and the button that puts an alert into their group.
async fn over_wat_er_komt(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if !cx.persoon.mag(Recht::GroepMelden) {
        return Ok(None);
    }
    if ja_nee::alleen_politieberichten(tekst) {
        return informatie::zet(cx, false).await.map(Some);
    }
    if informatie_begrip::over_krijgen(tekst) {
        return informatie::begin(cx, "").await.map(Some);
    }
    // "Weg ermee dus, maar waar zit die knop".
    let over_knop = match deelknop::lees(tekst) {
        Some(_) if vermoed::is_zeker(cx, tekst, &[Wens::VraagVerwijderen]).await? => None,
        over_knop => over_knop,
    };
    match over_knop {
        Some(OverKnop::BijElk) => delen::kies(cx, "").await.map(Some),
        Some(OverKnop::Nu) => match gezegd::hulp_gevraagd(cx).await? {
            Some(gedaan) => Ok(Some(gedaan)),
            None => delen::kies(cx, "").await.map(Some),
        },
        None => Ok(None),
    }
}

/// A decision as it is typed, or information that is named.
async fn over_nummer(cx: &mut Cx<'_>, tekst: &str, om: &Omstandigheden<'_>) -> Result<Option<Gedaan>, BotError> {
    if om.beslist
        && let Some(gedaan) = besluit_getypt(cx, tekst, &om.codes).await?
    {
        return Ok(Some(gedaan));
    }
    if let Some(gedaan) = bord::aanvraag::genoemd(cx, tekst).await? {
        return Ok(Some(gedaan));
    }
    if begrip_bord::vraagt_stand(tekst)
        && let Some(gedaan) = bord::aanvraag::stand(cx).await?
    {
        return Ok(Some(gedaan));
    }
    informatie::genoemd(cx, tekst).await
}

/// A text that is no command and no answer to anything.
pub(in crate::bot) async fn tekst(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    if cx.persoon.geblokkeerd {
        return collega::zelf_geblokkeerd(cx).await;
    }
    if let Some(gedaan) = neemt_iets_terug(cx, tekst).await? {
        return Ok(gedaan);
    }
    if let Some(gedaan) = Box::pin(over_wat_er_komt(cx, tekst)).await? {
        return Ok(gedaan);
    }
    let om_informatie = informatie::noemt(cx, tekst).await?;
    if !om_informatie && let Some(gedaan) = vraag_over_melding(cx, tekst).await? {
        return Ok(gedaan);
    }
    // What describes somebody is an alert; words of an order or a decision in it are part of the description.
    if cx.persoon.mag(Recht::MeldingVersturen) && is_beschrijving(tekst) {
        return tekst_van_verzender(cx, tekst).await;
    }
    if !om_informatie && let Some(gedaan) = houdt_iets_vast(cx, tekst).await? {
        return Ok(gedaan);
    }
    let om = omstandigheden(cx).await?;
    if let Some(gedaan) = Box::pin(over_nummer(cx, tekst, &om)).await? {
        return Ok(gedaan);
    }
    let bedoeld = bedoeling::lees(tekst, &om);
    if let Some(gedaan) = Box::pin(kwijt(cx, tekst, &bedoeld)).await? {
        return Ok(gedaan);
    }
    if let Some(gedaan) = voor_iedereen(cx, tekst, &bedoeld).await? {
        return Ok(gedaan);
    }
    if cx.persoon.mag(Recht::MeldingVersturen) && (lijkt_melding(tekst) || !is_voor_verzender(&bedoeld, &om)) {
        return tekst_van_verzender(cx, tekst).await;
    }
    if schrijft_concept(cx, tekst) {
        return Ok(Gedaan::Terug(Said::Command(Command::Melding(tekst.to_owned()), None)));
    }
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    if let Some(gedaan) = anders_bedoeld(cx, tekst, &bedoeld, om.melding_loopt).await? {
        return Ok(gedaan);
    }
    match bedoeld {
        Bedoeling::Spoed if !vermoed::is_geen_melding(cx, tekst).await? => tip::spoed(cx, tekst).await,
        Bedoeling::Melding if !vermoed::is_geen_melding(cx, tekst).await? => tip::melding_zonder_recht(cx).await,
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
        Bedoeling::Uitleg(wat) => uitleg::leg_uit(cx, wat, tekst).await,
        Bedoeling::Engels(engels) => afwezig::zet_taal(cx, engels).await,
        Bedoeling::Dekking if cx.persoon.mag(Recht::Dekking) => cijfers::dekking(cx, tekst).await,
        Bedoeling::Statistiek if cx.persoon.mag(Recht::Dekking) => cijfers::statistiek(cx, tekst).await,
        bedoeld if om.beheerder => tekst_van_beheerder(cx, tekst, bedoeld).await,
        bedoeld => match titel::getypt(cx, tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => onbegrepen(cx, tekst, &bedoeld).await,
        },
    }
}

/// A telephone that is lost, told by whoever cannot block it.
async fn kwijt(cx: &mut Cx<'_>, tekst: &str, bedoeld: &Bedoeling) -> Result<Option<Gedaan>, BotError> {
    let nummers = algemeen::nummers_in(tekst);
    // Whoever has a say over a telephone sees whose it is, and blocks it with a tap.
    let mag_blokkeren = !nummers.is_empty() && !cx.persoon.gemeenten_met(Recht::Blokkeren).is_empty();
    if mag_blokkeren
        || *bedoeld == Bedoeling::NummerWijzig
        || !collega::meldt_kwijt(tekst)
        || begrip_blokkade::noemt(tekst)
    {
        return Ok(None);
    }
    // "Gejat, ik app nu hiermee": rather a new number than a lost telephone.
    let eigen = nummers.is_empty() && cx.persoon.hoofdrol() != Rol::Onbekend;
    if eigen && vermoed::lijkt_eerst(cx, tekst, Wens::NummerWijzig).await? {
        return Ok(None);
    }
    match vermoed::anders_dan(cx, tekst, &[Wens::Blokkeer, Wens::Niet]).await? {
        Some(gedaan) => Ok(Some(gedaan)),
        None => collega::meld_kwijt(cx, tekst).await.map(Some),
    }
}

/// What anybody may mean, whoever they are: a telephone to be blocked, whether a number is real, a yes.
async fn voor_iedereen(cx: &mut Cx<'_>, tekst: &str, bedoeld: &Bedoeling) -> Result<Option<Gedaan>, BotError> {
    match bedoeld {
        // "Blokkeer de verzending tot ik wat zeg".
        Bedoeling::Blokkeer => match vermoed::anders_dan(cx, tekst, &[Wens::Blokkeer, Wens::NummerWijzig]).await? {
            Some(gedaan) => Ok(Some(gedaan)),
            None => collega::blokkeer(cx, tekst).await.map(Some),
        },
        Bedoeling::Check(nummer) => check::check(cx, nummer).await.map(Some),
        Bedoeling::Akkoord => {
            let na = woorden_van(tekst).first().map_or(0, |woord| woord.plek.end);
            ja_terug::akkoord(cx, tekst.get(na..).unwrap_or_default()).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// What a rule read, where a group that is named or what was learned says that it is something else.
async fn anders_bedoeld(
    cx: &mut Cx<'_>,
    tekst: &str,
    bedoeld: &Bedoeling,
    loopt: bool,
) -> Result<Option<Gedaan>, BotError> {
    // "In Parkzicht stond het al" is about an alert; "in Parkzicht stond gisteren een busje" is a tip.
    if loopt
        && matches!(bedoeld, Bedoeling::Tip(_))
        && let Some(gedaan) = gezegd::noemt_groep(cx, tekst).await?
    {
        return Ok(Some(gedaan));
    }
    vermoed::weerlegd(cx, tekst, bedoeld).await
}

/// Whether a wijkagent, who writes drafts, writes one in plain words.
fn schrijft_concept(cx: &Cx<'_>, tekst: &str) -> bool {
    !cx.persoon.mag(Recht::MeldingVersturen)
        && !concept::schrijft_in(cx).is_empty()
        && !houding::is_vraag(tekst)
        && is_beschrijving(tekst)
        && overnemen::is_melding(cx, tekst)
}

/// Whether a text names a wijk.
fn noemt_wijk(cx: &Cx<'_>, tekst: &str) -> bool {
    let mag = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    plaats::vind(tekst, &woorden_van(tekst), cx.gemeenten, &mag) != Plaats::Geen
}

/// A picture, or a draft that waits for a second person, that its sender takes back. Answers whether one was meant; of a
/// picture that waits for them it is shown.
async fn neemt_iets_terug(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if let Some(gedaan) = ja_terug::neem_ja_terug(cx, tekst).await? {
        return Ok(Some(gedaan));
    }
    if let Some(gedaan) = fotofamilie::gezegd(cx, tekst).await? {
        return Ok(Some(gedaan));
    }
    // "Nog niet" is the title of a button too.
    let niets_gevraagd =
        cx.is_politie() && !besluit::net_gevraagd(cx).await? && titel::knop(cx, tekst).await?.is_none();
    if let Some(gedaan) = fototerug::neem_terug(cx, tekst, niets_gevraagd).await? {
        return Ok(Some(gedaan));
    }
    if cx.persoon.mag(Recht::MeldingBijwerken)
        && gesprek::neemt_foto_terug(tekst, &cx.gemeenten.codes())
        && let Some(gedaan) = besluit::toon_foto(cx).await?
    {
        return Ok(Some(gedaan));
    }
    if let Some(gedaan) = tweede::neemt_terug(cx, tekst).await? {
        return Ok(Some(gedaan));
    }
    schrijver::stopt(cx, tekst).await
}

/// What puts a draft or an update of theirs right that waits holds it, by whoever wrote it; to who was just asked it may be an
/// answer. Answers whether it did.
async fn houdt_iets_vast(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if !cx.is_politie() || besluit::net_gevraagd(cx).await? {
        return Ok(None);
    }
    if let Some(gedaan) = voorbeeld::houdt_wachtend_vast(cx, tekst).await? {
        return Ok(Some(gedaan));
    }
    updateterug::neem_terug(cx, tekst).await
}

/// How an alert stands, or whether one is real. Answers whether that was asked.
async fn vraag_over_melding(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if let Some(vraag) = status::gevraagd(cx, tekst) {
        let gelezen = [Wens::MeldingStatus, Wens::VraagAfloop, Wens::VraagEcht];
        return match vermoed::anders_dan(cx, tekst, &gelezen).await? {
            Some(gedaan) => Ok(Some(gedaan)),
            None => status::antwoord(cx, vraag).await.map(Some),
        };
    }
    // "Alsnog ZM-0298 erin gezet" names a number, and asks nothing of it.
    let meldt = [Wens::Doorgestuurd, Wens::Niet, Wens::VraagVerwijderen];
    if check::gevraagd(cx, tekst) && !vermoed::is_zeker(cx, tekst, &meldt).await? {
        return check::check(cx, tekst).await.map(Some);
    }
    Ok(None)
}

/// A decision in words of their own. Answers whether it was one.
async fn besluit_getypt(cx: &mut Cx<'_>, tekst: &str, codes: &[&str]) -> Result<Option<Gedaan>, BotError> {
    match begrip_besluit::lees(tekst, codes) {
        Some(Besluit::Akkoord(nummer)) => ja_terug::akkoord(cx, &nummer).await.map(Some),
        None if begrip_besluit::wijst_af(tekst).is_some() => {
            besluit::afwijzen(cx, begrip_besluit::wijst_af(tekst).unwrap_or_default()).await.map(Some)
        }
        Some(Besluit::Afwijzen(wat)) => besluit::afwijzen(cx, &wat).await.map(Some),
        Some(Besluit::Misschien(nummer)) => besluit::toon_wat_bedoeld_is(cx, &nummer).await.map(Some),
        // A yes of theirs would have been taken back before: what waits is shown, with its buttons.
        None if let Some(nummer) = begrip_besluit::neemt_ja_terug(tekst, codes) => {
            besluit::toon_wat_bedoeld_is(cx, &nummer).await.map(Some)
        }
        // A bare yes may be to what was just asked of them: it is shown.
        None if is_kaal_ja(tekst) && besluit::net_gevraagd(cx).await? => besluit::toon_wat_wacht(cx).await.map(Some),
        // "Akkoord" itself is read below; with a mistake in it, or for all at once, it decides nothing.
        None if begrip_besluit::stemt_zomaar_in(tekst) && !bedoeling::begint_met_akkoord(tekst) => {
            besluit::toon_wat_wacht(cx).await.map(Some)
        }
        None => Ok(None),
    }
}

/// "Ja", "ok prima": a yes to whatever was said, and no "akkoord".
fn is_kaal_ja(tekst: &str) -> bool {
    let ja = antwoord::alleen_instemming(tekst) || antwoord::ja(tekst);
    ja && woorden_van(tekst).len() <= 2 && !begrip_besluit::stemt_zomaar_in(tekst)
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
        Bedoeling::Minder => {
            cx.reply(eigen_tekst::MINDER).await?;
            Ok(Verstaan::is(Intent::Afmelden, Uitkomst::Ask).vraag(&["stilte_afwezig_of_afmelden"]).into())
        }
        Bedoeling::Afmelden => gegevens::afmelden(cx, tekst).await,
        Bedoeling::NummerWijzig => afwezig::nummer(cx, tekst).await,
        Bedoeling::OverdrachtStop => overdragen::stop(cx).await,
        Bedoeling::HoeVerwijderen => {
            cx.reply(levensloop::HOE_VERWIJDEREN).await?;
            Ok(Gedaan::is(Intent::Help, Uitkomst::Info))
        }
        // "Kan ik overdragen?" asks; with a number it is begun.
        Bedoeling::Overdragen if houding::is_vraag(tekst) && algemeen::nummers_in(tekst).is_empty() => {
            onbegrepen(cx, tekst, &bedoeld).await
        }
        Bedoeling::Overdragen if cx.persoon.mag(Recht::Overdragen) => {
            let nummer = algemeen::nummers_in(tekst).into_iter().next();
            let nummer = nummer.map_or_else(String::new, |nummer| format!("+{}", nummer.as_str()));
            overdragen::begin(cx, &nummer).await
        }
        // What was taken for more than an answer to an alert may still be one.
        bedoeld => match antwoord::bevestiging(tekst) {
            Some(wat) => vermoed::bevestigd(cx, wat, tekst).await,
            None => {
                if let Some(gedaan) = terug::neem_terug(cx, tekst).await? {
                    return Ok(gedaan);
                }
                match gezegd::noemt_groep(cx, tekst).await? {
                    Some(gedaan) => Ok(gedaan),
                    None => match titel::getypt(cx, tekst).await? {
                        Some(gedaan) => Ok(gedaan),
                        None => onbegrepen(cx, tekst, &bedoeld).await,
                    },
                }
            }
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
        | Bedoeling::Uitleg(Uitleg::Spelregels)
        | Bedoeling::Engels(_)
        | Bedoeling::Praatje => true,
        Bedoeling::Afwezig
        | Bedoeling::Terug
        | Bedoeling::Stilte { .. }
        | Bedoeling::Borden(..)
        | Bedoeling::Rsvp(_)
        | Bedoeling::Minder
        | Bedoeling::Afmelden
        | Bedoeling::Overdragen
        | Bedoeling::OverdrachtStop
        | Bedoeling::HoeVerwijderen
        | Bedoeling::Uitleg(Uitleg::Telefoon)
        | Bedoeling::NummerWijzig => om.beheerder,
        _ => false,
    }
}

/// A text of somebody who may send alerts, that is nothing else.
async fn tekst_van_verzender(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    let noemt_soort = soort::vind(&woorden_van(tekst)).is_some();
    if !noemt_soort && let Some(gedaan) = titel::getypt(cx, tekst).await? {
        return Ok(gedaan);
    }
    if let Some(gedaan) = vermoed::geen_nieuwe(cx, tekst, noemt_soort).await? {
        return Ok(gedaan);
    }
    if let Some(gedaan) = invullen::losse_tekst(cx, tekst).await? {
        return Ok(gedaan);
    }
    if let Some(gedaan) = titel::getypt(cx, tekst).await? {
        return Ok(gedaan);
    }
    // "Stop verdachte zit in buurtgroep" looks like an alert, and is about the one that runs.
    let stopt = levensloop_begrip::noemt_stop(tekst) && welke::pas_verstuurd_nummer(cx).await?.is_some();
    // What was meant as an alert is what a "stop" right after it is about.
    let noemt_wijk = noemt_wijk(cx, tekst) && !gesprek::zegt_dat_het_anders_moet(tekst);
    let als_melding = !stopt && (lijkt_melding(tekst) || noemt_wijk);
    if let Some(gedaan) = vermoed::vermoed(cx, tekst, als_melding).await? {
        return Ok(gedaan);
    }
    if als_melding {
        cx.declined().await?;
        cx.reply(if lijkt_melding(tekst) { politie::BEDOELT_U_MELDING } else { woorden::NIET_BEGREPEN }).await?;
    } else {
        niet_begrepen(cx, tekst).await?;
    }
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// A shared location: the wijk in its words, where a wijk is asked.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, vraag: Vraag::Gemeente | Vraag::Wijk }) => {
            aangetikt::locatie(cx, invulling, getypt).await
        }
        Found::Running(Dialogue::Aanmelden { velden, vraag: AanmeldVraag::Gemeente | AanmeldVraag::Wijk }) => {
            aanmelden::locatie(cx, velden, getypt).await
        }
        Found::Running(_) | Found::None | Found::Unreadable => algemeen::niet_gevraagd(cx).await,
    }
}

/// A slash with something that is no command.
pub(in crate::bot) async fn onbekend_commando(cx: &mut Cx<'_>, naam: &str) -> HandlerResult {
    if lijkt_melding(naam) && !cx.persoon.mag(Recht::MeldingVersturen) && !cx.is_politie() {
        cx.reply_112().await?;
    } else if let Some(gedaan) = vermoed::anders_dan(cx, naam, &[Wens::Geen, Wens::Annuleer, Wens::Gezien]).await? {
        // "/staat", "/ok A-24".
        return Ok(gedaan);
    } else {
        cx.reply_sparingly(&woorden::onbekend_commando(&crate::texts::ingekort(naam, 30))).await?;
    }
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}
