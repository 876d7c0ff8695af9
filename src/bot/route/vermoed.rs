//! What somebody probably wants with a text that no rule reads.
//!
//! Owns what is done with what was learned (`begrip::vermoeden`): a wish that is sure enough and only asks or tells is
//! followed, else the likeliest two or three stand under a question, else nothing is guessed. Invariants: nothing is sent,
//! withdrawn, agreed to, blocked or noted for a group because it was likely: that takes words that a rule reads, or that say it
//! outright (`vloer::gewoon`), or a tap; what was typed goes with the tap, and is kept no longer than the question.

mod bijmelding;
mod omgeving;
mod stoppen;
mod tussendoor;
mod twijfel;
mod weg;

pub(in crate::bot) use bijmelding::onbegrepen_bij_melding;
pub(in crate::bot) use omgeving::wat_open_staat;
use omgeving::{Omgeving, kreeg_knoppen, omgeving};
use stoppen::{kan_over_stoppen_gaan, moet_wachten};
pub(in crate::bot) use tussendoor::{bij_melding, tussendoor};
pub(in crate::bot) use twijfel::{anders_dan, bevestigd, echt_weerlegd, is_zeker, lijkt_eerst, weerlegd};
use weg::{Weg, drempel, mag};

use crate::bot::begrip::antwoord;
use crate::bot::begrip::melding::lees_op;
use crate::bot::begrip::plaats::{Kaart, Plaats};
use crate::bot::begrip::vermoeden::{Open, Promille, Vermoeden, Wens};
use crate::bot::begrip::{aankondiging, gesprek, houding, levensloop};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::{gezegd, ingehaald};
use crate::bot::knop::Knop;
use crate::bot::melding::{check, opnieuw, overnemen, stilzetten, tweede};
use crate::bot::mensen::{aanmelden, afwezig, collega, tip};
use crate::bot::route::besluit;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{gemeente, gewoon, rondom as vloer_rondom};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::{Recht, Rol};
use crate::store;
use crate::store::misverstaan::{self, Hoe};
use crate::texts::knoppen as titels;
use crate::texts::vloer::{algemeen as algemeen_tekst, vermoed as tekst};
use crate::whatsapp::outgoing::Button;

/// From here on a wish that only asks or tells is followed. Of 1,380 lines of voices that were never trained on, 71% between
/// 500 and 600 were right, 88% between 600 and 700, 93, 96 and 99% above (`leer verslag`).
const ZEKER: Promille = 550;

/// From here on "laat maar" is heard where nothing was asked: nothing is done, and that is said.
const NIETS_GEVRAAGD_VANAF: Promille = 400;

/// From here on thanks and other talk get no answer.
const PRAATJE: Promille = 700;

/// Longer is no word.
const WORD_CHARACTERS_MAX: usize = 40;

/// From here on it is said what is read here, once in a while; what may ask something is not understood.
const MISSCHIEN_PRAATJE: Promille = 250;
const MISSCHIEN_PRAATJE_POLITIE: Promille = 400;

/// The same of what is worded as a request.
const PRAATJE_MET_VERZOEK: Promille = 800;

/// From here on it is no new alert.
const TUSSENDOOR: Promille = 600;

/// The same of a text that asks by its form.
const VRAAGT: Promille = 350;

/// What gets no answer is an emergency, an alert and a tip together no likelier than this.
const NOOD_MAX: Promille = 20;

/// From here on it is something for police that is not now,
const TIP_GEEN_MELDING: Promille = 450;

/// where an emergency is no likelier than this.
const TIP_SPOED_MAX: Promille = 60;

/// From here on it is a question to the bot,
const VRAAG_GEEN_MELDING: Promille = 400;

/// where an emergency is no likelier than this.
const VRAAG_SPOED_MAX: Promille = 100;

/// From here on a hand-over begins, told of somebody else as well.
const DRAAGT_OVER: Promille = 800;

/// From here on an answer to an invitation is one of whoever writes, whoever else it names: "die avond trouwt mijn nicht".
const OVER_ZICHZELF: Promille = 750;

/// Less likely than this, a wish is not offered.
const AANBOD_MIN: Promille = 70;

/// The offered wishes together are at least as likely as this; else it is said what can be done.
const AANBOD_SAMEN_MIN: Promille = 300;

/// The same to police, who are asked to give free what was not understood, and to strangers, who get few answers a day.
const AANBOD_SAMEN_ANDERS_MIN: Promille = 400;

/// No likelier than this, what a rule read is outweighed.
const WEERLEGD_MAX: Promille = 120;

/// What is said of a post.
const VERSLAG: [Wens; 3] = [Wens::Doorgestuurd, Wens::Niet, Wens::Gezien];

/// Buttons that WhatsApp shows under a text.
const AANBOD_MAX: usize = 3;

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
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    // What is typed beside a draft that waits is about that: its buttons are shown.
    if om.rondom.open == Open::Wacht {
        return if eerste == Wens::MeldingStatus && kans >= ZEKER { tweede::wacht_nog(cx).await } else { Ok(None) };
    }
    if let Some(gedaan) = zegt_niets(cx, getypt, &om, &vermoeden).await? {
        return Ok(Some(gedaan));
    }
    let over_stoppen = kan_over_stoppen_gaan(getypt, &om, &vermoeden, is_van_vraag(eerste) && kans >= ZEKER_ANDERS);
    // "Verdachte zit in de appgroep, stoppen!" is no end of it.
    let stilte = om.verstuurd.is_none()
        || matches!(eerste, Wens::MeldingStop | Wens::MeldingIntrek)
        || !levensloop::noemt_stop(getypt);
    let uitgesproken = stilte && gewoon::is_uitgesproken(&vermoeden, om.rondom.open, getypt);
    if !uitgesproken && moet_wachten(cx, getypt, &om, &vermoeden) {
        return Ok(om.verstuurd.map(|(id, _)| Gedaan::Terug(Said::Tap(Knop::Annuleren(id)))));
    }
    if uitgesproken
        && mag(cx, eerste, getypt, &om).is_some_and(|weg| matches!(weg, Weg::WatWacht))
        && let Some(gedaan) = Box::pin(besluit::uitgesproken(cx, eerste, getypt)).await?
    {
        return Ok(Some(gedaan));
    }
    let vanzelf = gaat_vanzelf(cx, getypt, &om, &vermoeden, uitgesproken);
    if vanzelf && (uitgesproken || !over_stoppen) {
        return volg_vanzelf(cx, getypt, als_melding, &om, &vermoeden).await;
    }
    if VERSLAG.contains(&eerste)
        && let Some(gedaan) = ingehaald::vraag_bij_naam(cx, getypt).await?
    {
        return Ok(Some(gedaan));
    }
    vraag(cx, getypt, als_melding, &om, &vermoeden).await
}

/// Whether the likeliest wish is sure enough to be followed without a tap. `uitgesproken`: it is also said outright.
fn gaat_vanzelf(cx: &Cx<'_>, getypt: &str, om: &Omgeving, vermoeden: &Vermoeden, uitgesproken: bool) -> bool {
    let (eerste, kans) = vermoeden.eerste();
    match mag(cx, eerste, getypt, om) {
        None => false,
        // "Ik kan niet wachten tot ze hem pakken".
        Some(_) if eerste == Wens::Niet && antwoord::is_gezegde(getypt) => false,
        // "Mogen ze nog langer delen, tot 20 uur?" is no news for neighbours.
        Some(_) if eerste == Wens::MeldingUpdate && getypt.contains('?') && houding::is_vraag(getypt) => false,
        // "De buurman wil parkzicht wel doen": a code is made for nobody but them.
        Some(Weg::Noteert(_)) if eerste == Wens::OverdragenStart && kans >= DRAAGT_OVER => true,
        Some(Weg::NaTik(_)) => uitgesproken,
        // "Mijn buurman kan nu niet" says nothing of whoever writes.
        Some(Weg::Noteert(_)) => {
            let van_zichzelf = eerste == Wens::Tip
                || kans >= OVER_ZICHZELF && matches!(eerste, Wens::RsvpJa | Wens::RsvpNee)
                || !aankondiging::is_over_een_ander(getypt);
            kans >= drempel(eerste, om.rondom.open) && van_zichzelf
        }
        // A stranger who tells of something is asked.
        Some(_) if eerste == Wens::AanmeldenStart && vermoeden.nood() > AANBOD_MIN => false,
        Some(_) => uitgesproken || kans >= drempel(eerste, om.rondom.open),
    }
}

/// Talk, "laat maar" with nothing asked, and that they read that an alert is over.
async fn zegt_niets(
    cx: &mut Cx<'_>,
    getypt: &str,
    om: &Omgeving,
    vermoeden: &Vermoeden,
) -> Result<Option<Gedaan>, BotError> {
    let (eerste, kans) = vermoeden.eerste();
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    if is_praatje(vermoeden, getypt) && bekend && om.verstuurd.is_none() {
        return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Ignored)));
    }
    // Police are asked to give a sentence free that was not understood.
    let vanaf = if cx.is_politie() { MISSCHIEN_PRAATJE_POLITIE } else { MISSCHIEN_PRAATJE };
    if om.verstuurd.is_none() && eerste == Wens::Geen && kans >= vanaf && vermoeden.nood() <= AANBOD_MIN {
        let vraagt = gesprek::vraagt_iets(getypt) || houding::is_verzoek(getypt);
        if bekend && !vraagt && !om.loopt && is_leesbaar(getypt) {
            let antwoord = gemeente::in_taal(cx, tekst::PRAATJE, tekst::PRAATJE_EN);
            cx.reply_sparingly(antwoord).await?;
            return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Info)));
        }
    }
    if om.verstuurd.is_none() && kans >= NIETS_GEVRAAGD_VANAF && vermoeden.nood() <= AANBOD_MIN {
        match eerste {
            // "Laat maar", with nothing asked.
            Wens::Annuleer if bekend => {
                cx.reply(tekst::NIETS_GEVRAAGD).await?;
                return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Info)));
            }
            // That an alert was withdrawn, or is over, was read.
            Wens::Gezien if om.voor_groep.is_none() && bekend && kans >= ZEKER => {
                return Ok(Some(Gedaan::is(Intent::BevestigGezien, Uitkomst::Ignored)));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Thanks that say something of an alert beside: "ok dank, weet ervan", "already in the group thx".
pub(in crate::bot) async fn verslag_met_dank(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let om = omgeving(cx).await?;
    let (eerste, kans) = cx.schat(getypt, om.rondom).eerste();
    if !VERSLAG.contains(&eerste) || kans < ZEKER || om.voor_groep.is_none() {
        return Ok(None);
    }
    vermoed(cx, getypt, false).await
}

/// One long run of letters says nothing at all.
fn is_leesbaar(getypt: &str) -> bool {
    getypt.split_whitespace().all(|woord| woord.chars().count() <= WORD_CHARACTERS_MAX)
}

/// Thanks, jokes and other talk, of which nothing is lost.
fn is_praatje(vermoeden: &Vermoeden, getypt: &str) -> bool {
    let (eerste, kans) = vermoeden.eerste();
    // "Mag de naam anders, dank u" asks for something.
    let vraagt = gesprek::vraagt_iets(getypt) || houding::is_verzoek(getypt);
    let genoeg = if vraagt { PRAATJE_MET_VERZOEK } else { PRAATJE };
    is_leesbaar(getypt) && eerste == Wens::Geen && kans >= genoeg && vermoeden.nood() <= NOOD_MAX
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
        if knoppen.iter().any(|knop| knop.title == titel) {
            continue;
        }
        // A button that is about an alert carries its number: another may run by the time that it is tapped.
        let knop = match mag(cx, wens, getypt, om) {
            Some(Weg::Vanzelf(Said::Tap(knop)) | Weg::Noteert(Said::Tap(knop)) | Weg::NaTik(Said::Tap(knop))) => knop,
            Some(_) => Knop::Bedoeld(wens),
            None => continue,
        };
        knoppen.push(knop.met(titel));
        wensen.push(wens);
        samen += kans;
        if knoppen.len() == AANBOD_MAX {
            break;
        }
    }
    let eerste = wensen.first().copied();
    let over_post = wensen.iter().all(|wens| VERSLAG.contains(wens) || *wens == Wens::VraagDoorsturen);
    let nog_eens = match &om.voor_groep {
        Some((id, _)) if over_post => kreeg_knoppen(cx, *id).await?,
        _ => false,
    };
    let genoeg = if cx.persoon.mag(Recht::GroepMelden) { AANBOD_SAMEN_MIN } else { AANBOD_SAMEN_ANDERS_MIN };
    let Some(eerste) = eerste.filter(|_| samen >= genoeg && !nog_eens) else {
        tel(cx, vermoeden.eerste().0, Hoe::Onbegrepen).await?;
        return Ok(None);
    };
    tel(cx, eerste, Hoe::Gevraagd).await?;
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
    tel(cx, wens, Hoe::Gekozen).await?;
    let om = omgeving(cx).await?;
    volg(cx, wens, &getypt, &om).await
}

/// Counts what was not understood at once, for `heterdaad begrip misverstaan`.
async fn tel(cx: &mut Cx<'_>, wens: Wens, hoe: Hoe) -> Result<(), BotError> {
    Ok(misverstaan::tel(cx.tx, vloer_rondom::wie(cx).id(), wens.id(), hoe, cx.now_ms).await?)
}

/// Does what is likeliest without a tap, unless a gemeente wants that asked first.
async fn volg_vanzelf(
    cx: &mut Cx<'_>,
    getypt: &str,
    als_melding: bool,
    om: &Omgeving,
    vermoeden: &Vermoeden,
) -> Result<Option<Gedaan>, BotError> {
    let (eerste, _) = vermoeden.eerste();
    if gewoon::vraagt_eerst(cx, eerste) {
        return vraag(cx, getypt, als_melding, om, vermoeden).await;
    }
    Box::pin(volg(cx, eerste, getypt, om)).await.map(Some)
}

/// Does it.
async fn volg(cx: &mut Cx<'_>, wens: Wens, getypt: &str, om: &Omgeving) -> HandlerResult {
    match mag(cx, wens, getypt, om) {
        Some(Weg::Vanzelf(said) | Weg::Noteert(said) | Weg::NaTik(said)) => Ok(Gedaan::Terug(said)),
        Some(Weg::Antwoord(nl, en)) => {
            let antwoord = gemeente::in_taal(cx, nl, en);
            cx.reply_sparingly(antwoord).await?;
            Ok(Gedaan::is(Intent::van_id(wens.id()).unwrap_or(Intent::Help), Uitkomst::Info))
        }
        Some(Weg::Opnieuw) => match opnieuw::welke(cx, getypt).await? {
            Some(id) => opnieuw::opnieuw(cx, id, getypt).await,
            None => {
                cx.reply(tekst::WELKE_OPNIEUW).await?;
                Ok(Verstaan::is(Intent::MeldingNieuw, Uitkomst::Ask).vraag(&["nummer"]).into())
            }
        },
        Some(Weg::VanEenAnder(intent, antwoord)) => {
            cx.reply_sparingly(antwoord).await?;
            Ok(Gedaan::is(intent, Uitkomst::Denied))
        }
        Some(Weg::Blokkeren) => collega::vraag_blokkade(cx, getypt).await,
        Some(Weg::WatWacht) => besluit::toon_wat_wacht_met_knoppen(cx).await,
        Some(Weg::Afloop) => check::afloop(cx).await,
        Some(Weg::AfwezigKlopt) => afwezig::klopt_het(cx, getypt).await,
        Some(Weg::HoeVer) => aanmelden::hoe_ver(cx).await,
        Some(Weg::Doorsturen) => gezegd::hulp_of_uitleg(cx).await,
        Some(Weg::WieDitIs) => {
            let antwoord = match cx.persoon.hoofdrol() {
                Rol::Onbekend => algemeen_tekst::MENU_ONBEKEND,
                _ => gemeente::in_taal(cx, tekst::WIE, tekst::WIE_EN),
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

/// Whether a wish only asks something of the bot.
const fn is_van_vraag(wens: Wens) -> bool {
    matches!(
        wens,
        Wens::VraagDoorsturen
            | Wens::VraagVerwijderen
            | Wens::VraagEcht
            | Wens::VraagAfloop
            | Wens::VraagWaarom
            | Wens::VraagWie
            | Wens::VraagDelen
            | Wens::AanmeldenHoever
            | Wens::Mijngegevens
            | Wens::Minder
            | Wens::Groepsgegevens
            | Wens::Help
    )
}

/// What may read like an alert to a rule and is surely no new one: an exercise, one that runs, a question, a telephone to be blocked. It is
/// done or asked. `noemt_soort`: a kind of alert stands in it.
pub(in crate::bot) async fn geen_nieuwe(
    cx: &mut Cx<'_>,
    getypt: &str,
    noemt_soort: bool,
) -> Result<Option<Gedaan>, BotError> {
    let om = omgeving(cx).await?;
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    // In known words it is asked whether it is one ("U schrijft 'oefening'").
    let mag = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let gelezen = lees_op(getypt, &Kaart::van(cx.gemeenten), &mag);
    let begint = gelezen.begint_met_soort && matches!(gelezen.plaats, Plaats::Wijken { .. });
    let vraagt_zelf = gelezen.twijfel.is_some() && begint;
    let elders = match &om.verstuurd {
        Some((id, _)) if begint => overnemen::is_tweede(cx, *id, getypt).await?,
        _ => false,
    };
    let anders = vermoeden.kans(Wens::MeldingNieuw) <= WEERLEGD_MAX
        && match eerste {
            Wens::MeldingOpnieuw if gesprek::zegt_dat_het_anders_moet(getypt) => false,
            Wens::MeldingOpnieuw | Wens::Statistiek => kans >= TUSSENDOOR,
            // "Eh update voor die inbraak, ze zijn gesplitst": a preview follows either way.
            Wens::MeldingUpdate => om.verstuurd.is_some() && !elders && kans >= TUSSENDOOR,
            Wens::Dekking | Wens::MeldingStatus => kans >= ZEKER_ANDERS,
            Wens::MeldingOefening => kans >= ZEKER_ANDERS && !vraagt_zelf,
            // "Die inbraak was de bewoner zelf, haal maar weg".
            Wens::MeldingStop | Wens::MeldingIntrek if om.verstuurd.is_some() => noemt_soort && kans >= ZEKER,
            Wens::MeldingGoedkeur | Wens::MeldingAfwijs => om.rondom.open == Open::Keuren && kans >= TUSSENDOOR,
            Wens::MeldingSluit
            | Wens::MeldingStop
            | Wens::MeldingIntrek
            | Wens::MeldingLaten
            | Wens::Blokkeer
            | Wens::VraagEcht => noemt_soort && kans >= TUSSENDOOR,
            _ => false,
        };
    if anders {
        return vermoed(cx, getypt, noemt_soort).await;
    }
    let oefening = vermoeden.kans(Wens::MeldingOefening) >= OEFENING_MIN;
    if !noemt_soort || !oefening || vraagt_zelf {
        return Ok(None);
    }
    vraag(cx, getypt, true, &om, &vermoeden).await
}

/// From here on what reads like an alert is a question, or an exercise.
const ZEKER_ANDERS: Promille = 700;

/// As likely as this an alert may be an exercise: it is not made into a real one unasked.
const OEFENING_MIN: Promille = 350;

/// Whether what has the words of a report is none to what was learned.
pub(in crate::bot) async fn is_geen_melding(cx: &mut Cx<'_>, getypt: &str) -> Result<bool, BotError> {
    let om = omgeving(cx).await?;
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    // The answer to a tip names 112 too.
    let tip = eerste == Wens::Tip && kans >= TIP_GEEN_MELDING && vermoeden.kans(Wens::Spoed) <= TIP_SPOED_MAX;
    // "Krijg ik ook bericht bij brand", "de brandweer was op bezoek op school".
    let spoed = vermoeden.kans(Wens::Spoed);
    let vraagt = is_van_vraag(eerste) && kans >= VRAAG_GEEN_MELDING && spoed <= VRAAG_SPOED_MAX;
    let praat = eerste == Wens::Geen && kans >= ZEKER_ANDERS && spoed <= TIP_SPOED_MAX;
    Ok(tip || vraagt || praat || !tip::kan_melding_zijn(&vermoeden))
}

/// What stands beside a report of a post and no rule reads ("staat erin, mag mijn man het ook delen?"): where it is likely enough, and
/// asks or tells of no alert, it is answered or noted too. `None`: it is not.
pub(in crate::bot) async fn ernaast(cx: &mut Cx<'_>, rest: &str) -> Result<Option<Gedaan>, BotError> {
    let om = Omgeving { voor_groep: None, ..omgeving(cx).await? };
    let vermoeden = cx.schat(rest, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    if kans < drempel(eerste, om.rondom.open) || VERSLAG.contains(&eerste) || gewoon::vraagt_eerst(cx, eerste) {
        return Ok(None);
    }
    match mag(cx, eerste, rest, &om) {
        Some(Weg::Antwoord(..) | Weg::WieDitIs | Weg::Doorsturen) => {
            Box::pin(volg(cx, eerste, rest, &om)).await.map(Some)
        }
        _ => Ok(None),
    }
}
