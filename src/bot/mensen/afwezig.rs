//! What people arrange for themselves: absence, the language of explanations, their own number.
//!
//! Owns what is asked and noted; which answer and tap comes here is `route::eigen`'s. Invariants: an absence ends by itself; names of others leave only to the gemeente; alerts stay Dutch.

use jiff::civil::Date;

use crate::bot::begrip::aankondiging::{self, Aankondiging};
use crate::bot::begrip::antwoord;
use crate::bot::begrip::bedoeling::{self, Bedoeling};
use crate::bot::begrip::datum::{self, Afwezig};
use crate::bot::begrip::gesprek::{self, laat_het};
use crate::bot::begrip::houding;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::plan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::bot::vloer::anders::{iets_anders, laat_maar};
use crate::bot::vloer::gemeente::{gemeenten_van_groepen, groepen_in, naam, vertel_gemeente};
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::domain::persoon::PersoonId;
use crate::domain::tijd;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::mensen::eigen as tekst;

/// Away: `/afwezig tot 3 januari`, "met vakantie tot 3 jan".
pub(in crate::bot) async fn afwezig(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let vandaag = tijd::vandaag(cx.now_ms);
    if cx.persoon.groepen.is_empty() {
        cx.reply_sparingly(tekst::GEEN_GROEP).await?;
        return Ok(Gedaan::is(Intent::Afwezig, Uitkomst::Info));
    }
    let aankondiging = aankondiging::lees(getypt);
    match aankondiging {
        Aankondiging::Feit | Aankondiging::Misschien => {}
        Aankondiging::Vraag => return niets_genoteerd(cx, tekst::AFWEZIG_VRAAG).await,
        Aankondiging::Ander => return niets_genoteerd(cx, tekst::AFWEZIG_ANDER).await,
        Aankondiging::Bereikbaar => return niets_genoteerd(cx, tekst::AFWEZIG_BEREIKBAAR).await,
        Aankondiging::Feestdagen => return vraag_tot(cx, None, tekst::WELKE_FEESTDAGEN).await,
    }
    let Some(Afwezig { van, erna, genoemd, zeker }) = datum::afwezig(getypt, vandaag) else {
        return vraag_tot(cx, datum::lees(getypt, vandaag).van, tekst::TOT_WANNEER).await;
    };
    if erna <= vandaag {
        return vraag_tot(cx, None, tekst::AL_VOORBIJ).await;
    }
    if dagen_tussen(vandaag, genoemd) > limits::ABSENCE_DAYS_MAX {
        return vraag_tot(cx, None, tekst::TE_LANG).await;
    }
    // "Morgen van 9 tot 12": hours are no day; the day is said back and asked.
    let uren = datum::uren(getypt).is_some() && dagen_tussen(vandaag, erna) <= UREN_BINNEN_DAGEN;
    if zeker && !uren && aankondiging == Aankondiging::Feit {
        zet_afwezig(cx, van, erna, genoemd).await
    } else {
        vraag_klopt(cx, van, erna).await
    }
}

/// An absence that was read in words of their own: as the command, and the days are said back and asked before they are noted.
pub(in crate::bot) async fn klopt_het(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let vandaag = tijd::vandaag(cx.now_ms);
    let gelezen = datum::afwezig(getypt, vandaag).filter(|gelezen| gelezen.erna > vandaag);
    match gelezen {
        Some(Afwezig { van, erna, genoemd, .. })
            if !cx.persoon.groepen.is_empty()
                && aankondiging::lees(getypt) == Aankondiging::Feit
                && dagen_tussen(vandaag, genoemd) <= limits::ABSENCE_DAYS_MAX =>
        {
            vraag_klopt(cx, van, erna).await
        }
        _ => afwezig(cx, getypt).await,
    }
}

/// Within so many days from now a pair of numbers is rather hours than days of a month.
const UREN_BINNEN_DAGEN: i32 = 8;

/// What was said of an absence is not their own, or no fact: nothing is noted, and it is said how to.
async fn niets_genoteerd(cx: &mut Cx<'_>, waarom: &str) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply(waarom).await?;
    Ok(Gedaan::is(Intent::Afwezig, Uitkomst::Info))
}

/// Days that are not certain are said back and asked about.
async fn vraag_klopt(cx: &mut Cx<'_>, van: Option<Date>, eerste_dag_erna: Date) -> HandlerResult {
    let dagnummer = |dag: Date| tijd::begin_ms(dag).ok().map(tijd::dagnummer);
    let Some(tot) = dagnummer(eerste_dag_erna) else { return vraag_tot(cx, van, tekst::TOT_WANNEER).await };
    cx.expect(&Dialogue::Eigen(EigenVraag::AfwezigKlopt { van: van.and_then(dagnummer), tot })).await?;
    let (van, tot) = (van.map(dag_met_jaar), dag_met_jaar(eerste_dag_erna));
    let knoppen =
        vec![EigenKnop::AfwezigKlopt(true).met(tekst::KLOPT_JA), EigenKnop::AfwezigKlopt(false).met(tekst::KLOPT_NEE)];
    cx.reply_buttons(tekst::afwezig_klopt(van.as_deref(), &tot), knoppen).await?;
    Ok(Verstaan::is(Intent::Afwezig, Uitkomst::Ask).vraag(&["klopt"]).into())
}

/// A day with its year, for whoever may have meant another one.
fn dag_met_jaar(dag: Date) -> String {
    format!("{} {}", tijd::dag_in_woorden(dag), dag.year())
}

/// A tap on whether the days are right.
pub(in crate::bot) async fn afwezig_klopt(cx: &mut Cx<'_>, klopt: bool) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Eigen(EigenVraag::AfwezigKlopt { van, tot })) if klopt => {
            bevestigd(cx, van, tot).await
        }
        Found::Running(Dialogue::Eigen(EigenVraag::AfwezigKlopt { .. })) => {
            vraag_tot(cx, None, tekst::WELKE_DAGEN).await
        }
        _ => algemeen::onbekende_knop(cx).await,
    }
}

/// A typed answer to whether the days are right: a yes, a no, or other days.
pub(in crate::bot) async fn antwoord_klopt(cx: &mut Cx<'_>, van: Option<i64>, tot: i64, getypt: &str) -> HandlerResult {
    if antwoord::ja(getypt) && !getypt.contains('?') {
        return bevestigd(cx, van, tot).await;
    }
    if !antwoord::nee(getypt) && laat_het(getypt) || antwoord::ziet_af(getypt) {
        return laat_maar(cx).await;
    }
    let gelezen = datum::lees(getypt, tijd::vandaag(cx.now_ms));
    if gelezen.tot.is_some() {
        // "Klopt maar tot woensdag": from the day that was named before.
        return antwoord_tot(cx, van.filter(|_| gelezen.van.is_none()), getypt).await;
    }
    if !antwoord::zegt_nee(getypt)
        && let Some(gedaan) = iets_anders_dan_afwezig(cx, getypt).await?
    {
        return Ok(gedaan);
    }
    vraag_tot(cx, None, tekst::WELKE_DAGEN).await
}

async fn bevestigd(cx: &mut Cx<'_>, van: Option<i64>, tot: i64) -> HandlerResult {
    let vandaag = tijd::vandaag(cx.now_ms);
    let Some(tot) = dag_van(tot).filter(|tot| *tot > vandaag) else {
        return vraag_tot(cx, None, tekst::AL_VOORBIJ).await;
    };
    zet_afwezig(cx, van.and_then(dag_van).filter(|van| *van > vandaag), tot, tot).await
}

/// The day with this number since 1970.
fn dag_van(dagen: i64) -> Option<Date> {
    use jiff::ToSpan;
    Date::constant(1970, 1, 1).checked_add(dagen.days()).ok()
}

/// Notes an absence from a day, or from now on, until the first day after it.
async fn zet_afwezig(cx: &mut Cx<'_>, van: Option<Date>, eerste_dag_erna: Date, tot: Date) -> HandlerResult {
    let begin = |dag: Date| tijd::begin_ms(dag).map_err(|_| BotError::Missing("a day of the calendar"));
    let van_ms = van.map(begin).transpose()?.unwrap_or(cx.now_ms);
    let tot_ms = begin(eerste_dag_erna)?;
    let wie = cx.persoon.id;
    // Who is away now and tells of the next time stays away: one absence is kept.
    if let Some((nu_van_ms, nu_tot_ms)) = store::eigen::absence(cx.tx, wie).await?
        && nu_van_ms <= cx.now_ms
        && cx.now_ms < nu_tot_ms
        && van_ms >= nu_tot_ms
    {
        cx.end_dialogue().await?;
        let tot = tijd::dag_in_woorden(tijd::vandaag(nu_tot_ms));
        cx.reply(tekst::eerst_terug(&tot)).await?;
        return Ok(Gedaan::is(Intent::Afwezig, Uitkomst::Info));
    }
    store::eigen::set_absent(cx.tx, wie, van_ms, tot_ms).await?;
    if van_ms <= cx.now_ms {
        plan::valt_weg(cx.tx, wie, cx.now_ms).await?;
    } else {
        taak::plan_anew(cx.tx, Taak::AfwezigBegint(wie), van_ms).await?;
    }
    taak::plan_anew(cx.tx, Taak::AfwezigVoorbij(wie), tot_ms).await?;
    cx.end_dialogue().await?;
    cx.record("afwezig", "", None).await?;
    let zonder = store::eigen::without_stand_in(cx.tx, wie, van_ms).await?;
    let mut genoteerd = Verstaan::is(Intent::Afwezig, Uitkomst::Recorded).slot("tot", tot.to_string());
    if let Some(van) = van {
        genoteerd = genoteerd.slot("van", van.to_string());
    }
    if !zonder.is_empty() {
        genoteerd = genoteerd.waarschuw("geen_vervanger");
    }
    let (van, tot) = (van.map(tijd::dag_in_woorden), tijd::dag_in_woorden(eerste_dag_erna));
    cx.reply(tekst::afwezig(van.as_deref(), &tot, &zonder, cx.persoon.groepen.len())).await?;
    Ok(genoteerd.into())
}

fn dagen_tussen(van: Date, tot: Date) -> i32 {
    van.until(tot).map_or(i32::MAX, |span| span.get_days())
}

async fn vraag_tot(cx: &mut Cx<'_>, van: Option<Date>, vraag: &str) -> HandlerResult {
    let van = van.and_then(|van| tijd::begin_ms(van).ok()).map(tijd::dagnummer);
    cx.expect(&Dialogue::Eigen(EigenVraag::AfwezigTot { van })).await?;
    cx.reply(vraag).await?;
    Ok(Verstaan::is(Intent::Afwezig, Uitkomst::Ask).vraag(&["tot"]).into())
}

pub(in crate::bot) async fn antwoord_tot(cx: &mut Cx<'_>, van: Option<i64>, getypt: &str) -> HandlerResult {
    if laat_het(getypt) {
        return laat_maar(cx).await;
    }
    let vandaag = tijd::vandaag(cx.now_ms);
    if datum::lees(getypt, vandaag).tot.is_none()
        && let Some(gedaan) = iets_anders_dan_afwezig(cx, getypt).await?
    {
        return Ok(gedaan);
    }
    // "Tot wanneer?" - "maandag": until then.
    let met_tot = if gesprek::zegt_wanneer(getypt) || getypt.contains(['-', '–']) {
        getypt.to_owned()
    } else {
        format!("tot {getypt}")
    };
    let getypt = met_tot.as_str();
    let van = van.and_then(dag_van);
    match van {
        Some(van) => {
            let (dag, maand, jaar) = (van.day(), van.month(), van.year());
            afwezig(cx, &format!("van {dag}-{maand}-{jaar} tot {getypt}")).await
        }
        None => afwezig(cx, getypt).await,
    }
}

async fn iets_anders_dan_afwezig(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let om = omstandigheden(cx).await?;
    if bedoeling::lees(getypt, &om) == Bedoeling::Afwezig {
        return Ok(None);
    }
    iets_anders(cx, getypt).await
}

/// Back: `/terug`. "Terug op 3 januari" is still away.
pub(in crate::bot) async fn terug(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let vandaag = tijd::vandaag(cx.now_ms);
    if !antwoord::zegt_nee(getypt) && datum::lees(getypt, vandaag).tot.is_some_and(|dag| dag > vandaag) {
        return afwezig(cx, getypt).await;
    }
    // "Ben er weer vanaf vrijdag": away until then.
    let gelezen = datum::lees(getypt, vandaag);
    if let (Some(van), None, false) = (gelezen.van, gelezen.tot, antwoord::zegt_nee(getypt))
        && van > vandaag
    {
        return afwezig(cx, &format!("tot {}", tijd::dag_in_woorden(van))).await;
    }
    // "/terug nee toch niet".
    if houding::is_alleen_niet(getypt) || getypt.trim() == "?" {
        return niets_genoteerd(cx, tekst::TERUG_ZELF).await;
    }
    let gedaan = Gedaan::is(Intent::Terug, Uitkomst::Accepted);
    if cx.persoon.groepen.is_empty() {
        cx.reply_sparingly(tekst::GEEN_GROEP).await?;
        return Ok(gedaan);
    }
    cx.end_dialogue().await?;
    let afwezigheid = store::eigen::absence(cx.tx, cx.persoon.id).await?;
    if aankondiging::lees(getypt) == Aankondiging::Vraag || aankondiging::lees(getypt) == Aankondiging::Ander {
        return niets_genoteerd(cx, tekst::TERUG_ZELF).await;
    }
    // "Ik ben morgen toch niet weg" takes back an absence of that day, and no other.
    if let (Some((van_ms, tot_ms)), true) = (afwezigheid, antwoord::zegt_nee(getypt))
        && let Some(genoemd) = datum::lees(getypt, vandaag).tot
    {
        let (van, tot) = (tijd::vandaag(van_ms), tijd::vandaag(tot_ms));
        let gelezen = datum::lees(getypt, vandaag);
        let zelfde = if gelezen.los {
            van == genoemd && genoemd.tomorrow().ok() == Some(tot)
        } else {
            gelezen.van.unwrap_or(vandaag) == van && gelezen.eerste_dag_erna() == Some(tot)
        };
        if !zelfde {
            cx.reply(tekst::andere_afwezigheid(&tijd::dag_in_woorden(van), &tijd::dag_in_woorden(tot))).await?;
            return Ok(Gedaan::is(Intent::Terug, Uitkomst::Ask));
        }
    }
    store::eigen::end_absence(cx.tx, cx.persoon.id).await?;
    cx.record("terug", "", None).await?;
    match afwezigheid {
        None => cx.reply(tekst::WAS_NIET_WEG).await?,
        Some((van_ms, _)) if van_ms > cx.now_ms => {
            cx.reply(tekst::afwezigheid_vervalt(&tijd::dag_in_woorden(tijd::vandaag(van_ms)))).await?;
        }
        Some(_) => cx.reply(tekst::WELKOM_TERUG).await?,
    }
    Ok(gedaan)
}

/// An absence begins: whoever stands in is called up for what runs, unless it was taken back or moved.
///
/// # Errors
/// The database cannot be reached.
pub async fn begint(tx: &mut Tx, wie: PersoonId, now_ms: i64) -> Written {
    match store::eigen::absence(tx, wie).await? {
        Some((van_ms, tot_ms)) if van_ms <= now_ms && now_ms < tot_ms => plan::valt_weg(tx, wie, now_ms).await,
        _ => Ok(()),
    }
}

/// An absence ends: the person is told, unless they came back or went on before.
///
/// # Errors
/// The database cannot be reached.
pub async fn voorbij(tx: &mut Tx, gemeenten: &Gemeenten, wie: PersoonId, now_ms: i64) -> Written {
    match store::eigen::absent_until(tx, wie).await? {
        Some(tot_ms) if tot_ms <= now_ms => {}
        _ => return Ok(()),
    }
    store::eigen::end_absence(tx, wie).await?;
    let persoon = store::persoon::load(tx, wie).await?;
    let Some(gemeente) = persoon.groepen.first().and_then(|groep| gemeenten.get(&groep.gemeente)) else {
        return Ok(());
    };
    let Some(nummer) = gemeente.phone_number_id.clone() else { return Ok(()) };
    notify(tx, &Uitgang::op(&nummer), wie, tekst::AFWEZIGHEID_VOORBIJ, now_ms).await
}

/// `/taal en`.
pub(in crate::bot) async fn taal(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match gesprek::kiest_engels(getypt) {
        Some(engels) => zet_taal(cx, engels).await,
        None => {
            cx.expect(&Dialogue::Eigen(EigenVraag::Taal)).await?;
            let knoppen = vec![EigenKnop::Engels(false).met("Nederlands"), EigenKnop::Engels(true).met("English")];
            cx.reply_buttons(tekst::WELKE_TAAL, knoppen).await?;
            Ok(Verstaan::is(Intent::Taal, Uitkomst::Ask).vraag(&["taal"]).into())
        }
    }
}

/// What was typed at "Nederlands or English?": what names neither is no answer, and is read by itself.
pub(in crate::bot) async fn taal_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match gesprek::kiest_engels(getypt) {
        Some(engels) => zet_taal(cx, engels).await,
        None => {
            cx.end_dialogue().await?;
            Ok(Gedaan::terug(getypt))
        }
    }
}

/// Sets the language of explanations.
pub(in crate::bot) async fn zet_taal(cx: &mut Cx<'_>, engels: bool) -> HandlerResult {
    let taal = onthoud_taal(cx, engels).await?;
    cx.end_dialogue().await?;
    cx.reply_sparingly(if engels { tekst::TAAL_EN } else { tekst::TAAL_NL }).await?;
    Ok(Verstaan::is(Intent::Taal, Uitkomst::Accepted).slot("taal", taal).into())
}

/// Keeps which language they chose; what is asked of them stays asked.
pub(in crate::bot) async fn onthoud_taal(cx: &mut Cx<'_>, engels: bool) -> Result<&'static str, BotError> {
    let taal = if engels { "en" } else { "nl" };
    store::eigen::set_language(cx.tx, cx.persoon.id, taal).await?;
    Ok(taal)
}

/// Their own number changes. Nothing is moved on their word: a telephone that is picked up must not take a group away.
pub(in crate::bot) async fn nummer(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    // It goes to the gemeente, and is not kept here.
    cx.forget_input().await?;
    let nieuw = algemeen::nummers_in(getypt).into_iter().next();
    cx.record("nummer wijzigt", "", None).await?;
    let naam = naam(cx).await?;
    for gemeente in gemeenten_van_groepen(cx) {
        let groepen = groepen_in(cx, &gemeente);
        let bericht = tekst::nummer_wijzigt_gemeente(&naam, &groepen, nieuw.as_ref().map(|nieuw| nieuw.as_str()));
        vertel_gemeente(cx, &gemeente, &bericht).await?;
    }
    cx.reply_sparingly(&tekst::nummer_wijzigt(nieuw.is_some())).await?;
    let genoteerd = Verstaan::is(Intent::NummerWijzig, Uitkomst::Recorded);
    Ok(match nieuw {
        Some(nieuw) => genoteerd.slot("nieuw_nummer", nieuw.as_str()),
        None => genoteerd,
    }
    .into())
}
