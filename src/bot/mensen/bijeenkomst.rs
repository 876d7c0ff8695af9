//! Meetings of beheerders: planned with a preview, announced to all of a gemeente, answered with a tap or in words.
//!
//! Invariants: nothing leaves before its preview was confirmed, by somebody who signed on where that is needed; no
//! link and no number leaves at all; invitations leave room for alerts in today's messaging
//! limit; who comes is told in figures, never by name.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::begrip::bijeenkomst as begrip_bijeenkomst;
use crate::bot::begrip::datum;
use crate::bot::begrip::gesprek::zonder_voorzetsel;
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::inhoud::{self, Wat};
use crate::domain::persoon::PersoonId;
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten};
use crate::limits;
use crate::store::bijeenkomst::{self as opslag, Bijeenkomst, BijeenkomstId};
use crate::store::outbox::{self, Klasse};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::melding::voorbeeld as politie;
use crate::texts::mensen::bijeenkomst as tekst;
use crate::texts::{ingekort, knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

/// `/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond`; alone it tells who comes.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let vraagt = |wat: &str| Verstaan::is(Intent::Rsvp, Uitkomst::Ask).vraag(&[wat]).into();
    if !getypt.chars().any(char::is_alphanumeric) {
        return overzicht(cx).await;
    }
    let Some((gemeente, rest)) = gemeente_van(cx, getypt) else {
        cx.reply(tekst::WELKE_GEMEENTE).await?;
        return Ok(vraagt("gemeente"));
    };
    let vandaag = tijd::vandaag(cx.now_ms);
    let (Some(dag), Some((minuut, plek))) = (datum::lees(&rest, vandaag).tot, datum::tijdstip(&rest)) else {
        cx.reply(tekst::WANNEER).await?;
        return Ok(vraagt("wanneer"));
    };
    let (waar, waarover) = waar_en_waarover(rest.get(plek.end..).unwrap_or_default());
    if waar.is_empty() {
        cx.reply(tekst::WAAR).await?;
        return Ok(vraagt("waar"));
    }
    let wanneer_ms = tijd::moment_ms(dag, minuut).map_err(|_| BotError::Missing("a moment of the calendar"))?;
    let nieuw = Bijeenkomst {
        id: BijeenkomstId(0),
        gemeente: gemeente.id.clone(),
        wanneer_ms,
        waar,
        waarover,
        status: "concept".to_owned(),
        wie: cx.persoon.id,
        phone_number_id: cx.chat.phone_number_id.clone(),
    };
    if let Some(gedaan) = kan_niet(cx, &nieuw).await? {
        return Ok(gedaan);
    }
    leg_voor(cx, nieuw, Boven::Niets).await
}

/// What stands in the way of a meeting: words that may not leave, or a moment that is over or far away. It was said then.
async fn kan_niet(cx: &mut Cx<'_>, plan: &Bijeenkomst) -> Result<Option<Gedaan>, BotError> {
    let mag_niet = mag_niet(&format!("{}: {}", plan.waar, plan.waarover));
    if !mag_niet.is_empty() {
        cx.forget_input().await?;
        cx.record("bijeenkomst", "", Some("inhoud")).await?;
        cx.reply(tekst::mag_niet(&mag_niet)).await?;
        return Ok(Some(Gedaan::is(Intent::Rsvp, Uitkomst::Denied)));
    }
    let over_ms = plan.wanneer_ms - cx.now_ms;
    if over_ms <= 0 || over_ms > i64::from(limits::MEETING_DAYS_MAX) * limits::DAY_MS {
        cx.reply(tekst::NIET_DAN).await?;
        return Ok(Some(Verstaan::is(Intent::Rsvp, Uitkomst::Ask).vraag(&["wanneer"]).into()));
    }
    Ok(None)
}

/// Keeps a draft and shows it.
async fn leg_voor(cx: &mut Cx<'_>, nieuw: Bijeenkomst, boven: Boven) -> HandlerResult {
    let id = opslag::add(cx.tx, &nieuw, cx.now_ms).await?;
    let mensen = te_vragen(cx.tx, cx.gemeenten, &Bijeenkomst { id, ..nieuw.clone() }, cx.now_ms).await?;
    if mensen.is_empty() {
        opslag::settle(cx.tx, id, "geannuleerd").await?;
        cx.reply(tekst::NIEMAND).await?;
        return Ok(Gedaan::is(Intent::Rsvp, Uitkomst::Info));
    }
    cx.record("bijeenkomst concept", &format!("bijeenkomst {}", id.0), None).await?;
    toon(cx, &Bijeenkomst { id, ..nieuw.clone() }, mensen.len(), boven).await?;
    let dag = tijd::vandaag(nieuw.wanneer_ms);
    let getoond = Verstaan::is(Intent::Rsvp, Uitkomst::Preview).slot("datum", dag.to_string());
    Ok(getoond.slot("plaats", nieuw.waar).into())
}

/// A line typed at the preview that changes it. `None`: something in it has no place.
async fn luister(cx: &mut Cx<'_>, id: BijeenkomstId, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let Some(plan) = concept(cx, id).await? else { return voorbij(cx).await.map(Some) };
    let Some(wijziging) = begrip_bijeenkomst::wijziging(getypt, tijd::vandaag(cx.now_ms)) else { return Ok(None) };
    let dag = wijziging.dag.unwrap_or_else(|| tijd::vandaag(plan.wanneer_ms));
    let minuut = wijziging.minuut.unwrap_or_else(|| tijd::minuut_van_de_dag(plan.wanneer_ms));
    let deel = |nieuw: Option<String>, oud: &str| {
        nieuw.map_or_else(|| oud.to_owned(), |nieuw| ingekort(&nieuw, limits::MEETING_CHARACTERS_MAX))
    };
    let nieuw = Bijeenkomst {
        wanneer_ms: tijd::moment_ms(dag, minuut).map_err(|_| BotError::Missing("a moment of the calendar"))?,
        waar: deel(wijziging.waar, &plan.waar),
        waarover: deel(wijziging.waarover, &plan.waarover),
        ..plan.clone()
    };
    // What cannot be stays typed: no typed yes sends what it contradicts.
    if let Some(gedaan) = kan_niet(cx, &nieuw).await? {
        return Ok(Some(toon_opnieuw(cx, id, Boven::StaatErNietIn).await?.en(gedaan)));
    }
    let anders = [
        (nieuw.wanneer_ms != plan.wanneer_ms).then(|| tekst::wanneer(nieuw.wanneer_ms)),
        (nieuw.waar != plan.waar).then(|| nieuw.waar.clone()),
        (nieuw.waarover != plan.waarover).then(|| nieuw.waarover.clone()),
    ];
    let anders: Vec<String> = anders.into_iter().flatten().collect();
    // The buttons of the one before send nothing any more.
    opslag::settle(cx.tx, id, "geannuleerd").await?;
    let gewijzigd = if anders.is_empty() { tekst::NIETS_ANDERS.to_owned() } else { tekst::gewijzigd(&anders) };
    leg_voor(cx, nieuw, Boven::Gewijzigd(gewijzigd)).await.map(Some)
}

/// What stands above a preview.
pub(super) enum Boven {
    /// Nothing.
    Niets,
    /// What changed.
    Gewijzigd(String),
    /// Something was typed that is not in it.
    StaatErNietIn,
    /// The same earlier, and now a yes was typed.
    AlleenEenTik,
}

impl Boven {
    /// Whether something was typed that is not in it: then only a tap sends.
    pub(super) const fn onverwerkt(&self) -> bool {
        matches!(self, Self::StaatErNietIn | Self::AlleenEenTik)
    }
}

/// Shows a draft and asks whether it is to be sent.
async fn toon(cx: &mut Cx<'_>, plan: &Bijeenkomst, mensen: usize, boven: Boven) -> Written {
    let onverwerkt = boven.onverwerkt();
    cx.expect(&Dialogue::Eigen(EigenVraag::Bijeenkomst { bijeenkomst: plan.id.0, onverwerkt })).await?;
    let plaatsen = plaatsen(cx.tx, cx.now_ms).await?;
    let buttons = vec![
        EigenKnop::BijeenkomstVersturen(plan.id).met(knoppen::VERSTUREN),
        EigenKnop::BijeenkomstAnnuleren(plan.id).met(knoppen::ANNULEREN),
    ];
    let inhoud = sjablonen::ingevuld(sjablonen::BIJEENKOMST.nl.body, &parameters(plan));
    let voorbeeld = tekst::voorbeeld(&inhoud, mensen, plaatsen);
    let vraag = match boven {
        Boven::Niets => voorbeeld,
        Boven::Gewijzigd(gewijzigd) => format!("{gewijzigd}\n\n{voorbeeld}"),
        Boven::StaatErNietIn => tekst::niets_verstuurd(&voorbeeld),
        Boven::AlleenEenTik => tekst::alleen_een_tik(&voorbeeld),
    };
    cx.reply_buttons(vraag, buttons).await
}

/// What stands in an invitation that may not: links, numbers of people, and whatever tells of a suspect or a victim. The
/// surname of a speaker or the house number of the hall may.
pub(super) fn mag_niet(tekst: &str) -> Vec<&'static str> {
    let gelezen = woorden(tekst);
    let op_plek: Vec<inhoud::Woord<'_>> =
        gelezen.iter().map(|woord| (woord.norm.as_str(), woord.plek.clone())).collect();
    let mut gevonden: Vec<Wat> = inhoud::controleer(tekst, &op_plek, false)
        .into_iter()
        .map(|bevinding| bevinding.wat)
        .filter(|wat| !matches!(wat, Wat::Achternaam | Wat::Huisnummer | Wat::Postcode | Wat::Gezondheid))
        .collect();
    gevonden.sort_unstable();
    gevonden.dedup();
    gevonden.into_iter().map(politie::in_woorden).collect()
}

/// The gemeente that it is for, and the text without its name.
fn gemeente_van<'g>(cx: &Cx<'g>, getypt: &str) -> Option<(&'g Gemeente, String)> {
    let gemeenten = cx.gemeenten;
    let mag = cx.persoon.gemeenten_met(Recht::Bijeenkomst);
    let mag: Vec<&'g Gemeente> = gemeenten.iter().filter(|gemeente| mag.contains(&&gemeente.id)).collect();
    if let [enige] = mag.as_slice() {
        return Some((*enige, getypt.to_owned()));
    }
    let gelezen = woorden(getypt);
    mag.into_iter().find_map(|gemeente| {
        let naam = gemeente.naam.to_lowercase();
        let woord = gelezen.iter().find(|woord| woord.norm == naam)?;
        let mut rest = getypt.to_owned();
        rest.replace_range(woord.plek.clone(), "");
        Some((gemeente, rest))
    })
}

/// "in het Stadhuis: jaarlijkse avond" in its two parts.
fn waar_en_waarover(rest: &str) -> (String, String) {
    let (waar, waarover) = rest.split_once(':').unwrap_or((rest, ""));
    let waar = schoon(waar);
    let waarover = schoon(waarover);
    let waarover = if waarover.is_empty() { tekst::WAAROVER.to_owned() } else { waarover };
    (
        ingekort(zonder_voorzetsel(&waar), limits::MEETING_CHARACTERS_MAX),
        ingekort(&waarover, limits::MEETING_CHARACTERS_MAX),
    )
}

fn parameters(bijeenkomst: &Bijeenkomst) -> Vec<String> {
    [&bijeenkomst.waarover, &tekst::wanneer(bijeenkomst.wanneer_ms), &bijeenkomst.waar]
        .map(|deel| sjablonen::als_parameter(deel))
        .into()
}

/// The beheerders of a gemeente who may get one more message that is no alert, and were not invited yet.
async fn te_vragen(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    plan: &Bijeenkomst,
    now_ms: i64,
) -> Result<Vec<PersoonId>, BotError> {
    let gemeente = gemeenten.get(&plan.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let alle = opslag::to_invite(tx, plan.id, &plan.gemeente).await?;
    let most = gemeente.instellingen.andere_berichten_per_maand;
    Ok(store::anders::with_room(tx, &alle, (most, now_ms - limits::MONTH_MS), false).await?)
}

/// How many invitations may leave today; `None`: as many as wanted.
async fn plaatsen(tx: &mut Tx, now_ms: i64) -> Result<Option<usize>, BotError> {
    let Some(limiet) = store::nummer::limit(tx).await? else { return Ok(None) };
    let gebruikt = outbox::people_outside_window(tx, now_ms - limits::WINDOW_MS).await?;
    let over = (limiet - gebruikt).max(0) * limits::INVITATIONS_PERCENT / 100;
    Ok(Some(usize::try_from(over).unwrap_or(0)))
}

/// The draft of this person that still waits.
async fn concept(cx: &mut Cx<'_>, id: BijeenkomstId) -> Result<Option<Bijeenkomst>, BotError> {
    let gevonden = opslag::get(cx.tx, id).await?;
    let (wie, persoon) = (cx.persoon.id, &cx.persoon);
    Ok(gevonden.filter(|plan| {
        plan.status == "concept" && plan.wie == wie && persoon.mag_in(Recht::Bijeenkomst, &plan.gemeente)
    }))
}

/// It waits no more, or its moment is over.
async fn voorbij(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply(tekst::VOORBIJ).await?;
    Ok(Gedaan::is(Intent::Rsvp, Uitkomst::Denied))
}

/// A typed answer to the preview. Only words that cannot mean anything else send; after words that are not in it, only a
/// tap does.
pub(in crate::bot) async fn getypt(
    cx: &mut Cx<'_>,
    id: BijeenkomstId,
    onverwerkt: bool,
    getypt: &str,
) -> HandlerResult {
    let na_ja = if onverwerkt { Boven::AlleenEenTik } else { Boven::Niets };
    match antwoord::bij_voorbeeld(getypt) {
        BijVoorbeeld::Versturen if !onverwerkt && cx.agrees_to_what_was_asked().await? => versturen(cx, id).await,
        BijVoorbeeld::Annuleren => annuleren(cx, id).await,
        BijVoorbeeld::Versturen => toon_opnieuw(cx, id, na_ja).await,
        BijVoorbeeld::Onduidelijk if antwoord::alleen_instemming(getypt) => toon_opnieuw(cx, id, na_ja).await,
        BijVoorbeeld::Aanpassen | BijVoorbeeld::VerstuurAantal(_) | BijVoorbeeld::Onduidelijk => {
            match luister(cx, id, getypt).await? {
                Some(gedaan) => Ok(gedaan),
                None => toon_opnieuw(cx, id, Boven::StaatErNietIn).await,
            }
        }
    }
}

/// Nothing was sent: shows what would be.
async fn toon_opnieuw(cx: &mut Cx<'_>, id: BijeenkomstId, boven: Boven) -> HandlerResult {
    let Some(plan) = concept(cx, id).await? else { return voorbij(cx).await };
    let mensen = te_vragen(cx.tx, cx.gemeenten, &plan, cx.now_ms).await?;
    toon(cx, &plan, mensen.len(), boven).await?;
    Ok(Verstaan::is(Intent::Rsvp, Uitkomst::Ask).vraag(&["ja_versturen_of_nee"]).into())
}

/// A tap on Annuleren.
pub(in crate::bot) async fn annuleren(cx: &mut Cx<'_>, id: BijeenkomstId) -> HandlerResult {
    if concept(cx, id).await?.is_none() {
        return voorbij(cx).await;
    }
    opslag::settle(cx.tx, id, "geannuleerd").await?;
    cx.end_dialogue().await?;
    cx.reply(tekst::GEANNULEERD).await?;
    Ok(Gedaan::is(Intent::Rsvp, Uitkomst::Accepted))
}

/// A tap on Versturen. A tap that is old sends nothing: it is asked again.
pub(in crate::bot) async fn versturen(cx: &mut Cx<'_>, id: BijeenkomstId) -> HandlerResult {
    let Some(plan) = concept(cx, id).await? else { return voorbij(cx).await };
    if cx.is_oud() {
        return toon_opnieuw(cx, id, Boven::Niets).await;
    }
    if plan.wanneer_ms <= cx.now_ms || !opslag::settle(cx.tx, id, "verstuurd").await? {
        return voorbij(cx).await;
    }
    cx.end_dialogue().await?;
    let (nu, later) = nodig_uit(cx.tx, cx.gemeenten, &plan, cx.now_ms).await?;
    let morgen_ms = plan.wanneer_ms - limits::MEETING_REMINDER_MS;
    if morgen_ms > cx.now_ms {
        taak::plan(cx.tx, Taak::BijeenkomstMorgen(id), morgen_ms).await?;
    }
    cx.record("bijeenkomst verstuurd", &format!("bijeenkomst {}", id.0), None).await?;
    cx.reply(tekst::verstuurd(nu, later)).await?;
    Ok(Gedaan::is(Intent::Rsvp, Uitkomst::Sent))
}

/// Invites as many as today's limit leaves room for; the rest tomorrow. Answers how many of each.
async fn nodig_uit(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    plan: &Bijeenkomst,
    now_ms: i64,
) -> Result<(usize, usize), BotError> {
    let gemeente = gemeenten.get(&plan.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let mensen = te_vragen(tx, gemeenten, plan, now_ms).await?;
    let nu = plaatsen(tx, now_ms).await?.map_or(mensen.len(), |plaatsen| plaatsen.min(mensen.len()));
    let uitgang = Uitgang::van(gemeente, &plan.phone_number_id);
    let bericht = uitnodiging(plan)?;
    for persoon in &mensen[..nu] {
        opslag::invite(tx, plan.id, *persoon, now_ms).await?;
        uitgang.stuur_als(tx, *persoon, bericht.clone(), Klasse::Overig, now_ms).await?;
    }
    store::anders::spend(tx, &mensen[..nu], "bijeenkomst", now_ms).await?;
    let later_ms = now_ms + limits::NEXT_DAY_MS;
    if nu < mensen.len() && later_ms < plan.wanneer_ms {
        taak::plan_anew(tx, Taak::Uitnodigen(plan.id), later_ms).await?;
    }
    Ok((nu, mensen.len() - nu))
}

fn uitnodiging(plan: &Bijeenkomst) -> Result<Bericht, BotError> {
    let sjabloon = &sjablonen::BIJEENKOMST;
    let parameters = parameters(plan);
    let knoppen = [true, false].into_iter().zip(sjabloon.nl.knoppen);
    let buttons: Vec<_> = knoppen.map(|(komt, title)| EigenKnop::Komt(plan.id, komt).met(*title)).collect();
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    Ok(Bericht::beide(
        Outgoing::buttons(sjablonen::ingevuld(sjabloon.nl.body, &parameters), buttons)?,
        vul(sjabloon, parameters, payloads)?,
    ))
}

/// Who comes to the meetings that this person may plan.
async fn overzicht(cx: &mut Cx<'_>) -> HandlerResult {
    let gemeenten: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::Bijeenkomst).into_iter().cloned().collect();
    let mut regels = Vec::new();
    for gemeente in gemeenten {
        for plan in opslag::coming(cx.tx, &gemeente, cx.now_ms).await? {
            regels.push(regel(cx.tx, &plan).await?);
        }
    }
    cx.reply(if regels.is_empty() { tekst::GEEN.to_owned() } else { regels.join("\n") }).await?;
    Ok(Gedaan::is(Intent::Rsvp, Uitkomst::Info))
}

async fn regel(tx: &mut Tx, plan: &Bijeenkomst) -> Result<String, BotError> {
    let telling = opslag::count(tx, plan.id).await?;
    let getallen = (telling.gevraagd, telling.komt, telling.komt_niet);
    Ok(tekst::overzicht(&plan.waarover, plan.wanneer_ms, &plan.waar, getallen))
}

/// A tap under an invitation.
pub(in crate::bot) async fn komt(cx: &mut Cx<'_>, id: BijeenkomstId, komt: bool) -> HandlerResult {
    let plan = opslag::invited_to(cx.tx, cx.persoon.id, cx.now_ms).await?.into_iter().find(|plan| plan.id == id);
    match plan {
        Some(plan) => noteer(cx, &plan, komt).await,
        None => niet_gevraagd(cx).await,
    }
}

async fn niet_gevraagd(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply(tekst::NIET_GEVRAAGD).await?;
    Ok(Gedaan::is(Intent::Rsvp, Uitkomst::Info))
}

/// Words about a meeting.
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, komt: bool) -> HandlerResult {
    let open = opslag::invited_to(cx.tx, cx.persoon.id, cx.now_ms).await?;
    match open.as_slice() {
        [plan] => noteer(cx, plan, komt).await,
        [] => niet_gevraagd(cx).await,
        _ => {
            cx.reply(tekst::WELKE).await?;
            Ok(Verstaan::is(Intent::Rsvp, Uitkomst::Choose).slot("komt", komt).into())
        }
    }
}

async fn noteer(cx: &mut Cx<'_>, plan: &Bijeenkomst, komt: bool) -> HandlerResult {
    opslag::answer(cx.tx, plan.id, cx.persoon.id, komt, cx.now_ms).await?;
    cx.record(if komt { "komt" } else { "komt niet" }, &format!("bijeenkomst {}", plan.id.0), None).await?;
    cx.reply(if komt { tekst::tot_dan(plan.wanneer_ms, &plan.waar) } else { tekst::JAMMER.to_owned() }).await?;
    Ok(Verstaan::is(Intent::Rsvp, Uitkomst::Recorded).slot("komt", komt).into())
}

/// Does a piece of timed work on a meeting.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, taak: Taak, id: BijeenkomstId, now_ms: i64) -> Written {
    let Some(plan) = opslag::get(tx, id).await?.filter(|plan| plan.status == "verstuurd" && plan.wanneer_ms > now_ms)
    else {
        return Ok(());
    };
    if matches!(taak, Taak::Uitnodigen(_)) {
        return nodig_uit(tx, gemeenten, &plan, now_ms).await.map(|_| ());
    }
    let gemeente = gemeenten.get(&plan.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let uitgang = Uitgang::van(gemeente, &plan.phone_number_id);
    let bericht = tekst::herinnering(&plan.waarover, plan.wanneer_ms, &plan.waar);
    for persoon in opslag::to_remind(tx, id).await? {
        notify(tx, &uitgang, persoon, &bericht, now_ms).await?;
    }
    let stand = regel(tx, &plan).await?;
    notify(tx, &uitgang, plan.wie, &stand, now_ms).await
}
