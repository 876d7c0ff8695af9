//! Handing groups over: from `/overdragen` to the last notice.
//!
//! Owns the conversation of both sides and the passing over; who decides is `aanvraag`'s. Invariants: the
//! bot never writes first to the successor, who comes with a code; the old beheerder stays until
//! `domain::overdracht::kan_voltooien` says so; whoever runs a group can stop its hand-over with one line.

use std::ops::ControlFlow;

use crate::bot::begrip::aanmelding::lees_naam;
use crate::bot::begrip::ja_nee::{Bij, begint_met_ja, zegt_nee};
use crate::bot::begrip::{antwoord, groepsnaam};
use crate::bot::besluit::keuren::{self, BEIDE, Bezwaar, Geval, Opnieuw, Vraag, Woord};
use crate::bot::besluit::wie::Beoordelaars;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::{plan, uitzending};
use crate::bot::mensen::welkom;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::overdracht::{OverdrachtId, OverdrachtStatus, kan_voltooien};
use crate::domain::persoon::{Groep, GroepId, Helft, PersoonId, Rang};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::telefoon::{self, Fout, Nummer, Soort};
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::overdracht::{Nieuw, Overdracht};
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Tx};
use crate::texts::telefoon::{VAST, waarom_geen};
use crate::texts::{aanmelden, collega, ingekort, knoppen, overdragen as tekst, sjablonen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};
use crate::whatsapp::{Bericht, Outgoing};

/// `/overdragen [nummer]` by a beheerder, `/overdragen groep` by the gemeente.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if cx.persoon.rollen().contains(&Rol::Gemeente) && !cx.persoon.mag(Recht::GroepMelden) {
        return begin_voor_weg(cx, getypt).await;
    }
    let eigen = eigen_groepen(cx);
    if eigen.is_empty() {
        cx.reply(tekst::ALLEEN_HOOFD_MEDE).await?;
        return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Denied));
    }
    match lees_verwacht(cx, getypt).await? {
        Verwacht::Geen => start_of_kies(cx, &eigen, None).await,
        Verwacht::Nummer(nummer) => {
            let gelezen = Verstaan::default().slot("nieuw_nummer", nummer.as_str());
            Ok(Gedaan::from(gelezen).en(start_of_kies(cx, &eigen, Some(nummer)).await?))
        }
        Verwacht::Beantwoord(gedaan) => Ok(gedaan),
    }
}

/// Hands over the only group, or asks which.
async fn start_of_kies(cx: &mut Cx<'_>, eigen: &[Groep], nummer: Option<String>) -> HandlerResult {
    match eigen {
        [enige] => start(cx, std::slice::from_ref(enige), nummer).await,
        _ => vraag_groepen(cx, eigen, nummer).await,
    }
}

/// The groups that this person may hand over.
fn eigen_groepen(cx: &Cx<'_>) -> Vec<Groep> {
    cx.persoon.groepen.iter().filter(|groep| groep.rang != Rang::Reserve).cloned().collect()
}

/// What stands where a number may stand.
enum Verwacht {
    Geen,
    Nummer(String),
    /// It was no good, and that was said.
    Beantwoord(Gedaan),
}

/// The number that somebody typed, with or without words around it; of several it is none.
fn enig_nummer(getypt: &str) -> Result<Nummer, Fout> {
    let mut nummers = telefoon::nummers_in(getypt);
    match (nummers.pop(), nummers.is_empty()) {
        (Some(nummer), true) => Ok(nummer),
        (Some(_), false) => Err(Fout::Meer),
        (None, _) => telefoon::lees(getypt),
    }
}

async fn lees_verwacht(cx: &mut Cx<'_>, getypt: &str) -> Result<Verwacht, BotError> {
    if !getypt.chars().any(|teken| teken.is_ascii_digit()) {
        return Ok(Verwacht::Geen);
    }
    // Somebody else's number is not kept longer than needed.
    cx.forget_input().await?;
    let nummer = match enig_nummer(getypt) {
        Ok(nummer) => nummer,
        Err(fout) => {
            cx.reply(tekst::geen_nummer(waarom_geen(fout))).await?;
            let vraag = Verstaan::is(Intent::OverdragenStart, Uitkomst::Ask).vraag(&["nieuw_nummer"]);
            return Ok(Verwacht::Beantwoord(vraag.waarschuw("nummer_ongeldig").into()));
        }
    };
    if nummer.soort == Soort::Vast {
        cx.reply_after(VAST).await?;
    }
    let nummer = nummer.into_cijfers();
    if store::overdracht::numbers_of(cx.tx, cx.persoon.id).await?.contains(&nummer) {
        cx.reply(tekst::UZELF).await?;
        let vraag = Verstaan::is(Intent::OverdragenStart, Uitkomst::Ask).slot("nieuw_nummer", nummer);
        return Ok(Verwacht::Beantwoord(vraag.into()));
    }
    Ok(Verwacht::Nummer(nummer))
}

async fn vraag_groepen(cx: &mut Cx<'_>, eigen: &[Groep], nummer: Option<String>) -> HandlerResult {
    let alle = Row { id: Knop::OverdraagAlle.encode(), title: knoppen::alle(eigen.len()), description: None };
    let rows = eigen.iter().map(|groep| Row {
        id: Knop::OverdraagGroep(groep.id).encode(),
        title: ingekort(&groep.naam, ROW_TITLE_MAX),
        description: (groep.naam.chars().count() > ROW_TITLE_MAX).then(|| ingekort(&groep.naam, 72)),
    });
    let rows = std::iter::once(alle).chain(rows).take(LIST_ROWS_MAX).collect();
    let namen: Vec<&str> = eigen.iter().map(|groep| groep.naam.as_str()).collect();
    cx.expect(&Dialogue::OverdraagGroepen { nummer }).await?;
    cx.reply_list(tekst::welke_groepen(&namen), knoppen::KIES, rows).await?;
    let kies = Verstaan::is(Intent::OverdragenStart, Uitkomst::Choose);
    let kies = namen.iter().fold(kies, |kies, naam| kies.stel_voor(*naam));
    Ok(kies.stel_voor(if namen.len() == 2 { "beide" } else { "alle" }).into())
}

/// The number that waits while groups are chosen.
async fn gekozen_nummer(cx: &mut Cx<'_>) -> Result<Option<Option<String>>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::OverdraagGroepen { nummer }) => Some(nummer),
        _ => None,
    })
}

/// A tap on one group.
pub(in crate::bot) async fn groep_gekozen(cx: &mut Cx<'_>, id: GroepId) -> HandlerResult {
    let Some(nummer) = gekozen_nummer(cx).await? else { return algemeen::onbekende_knop(cx).await };
    match eigen_groepen(cx).into_iter().find(|groep| groep.id == id) {
        Some(groep) => start(cx, &[groep], nummer).await,
        None => {
            cx.record("overdragen", &format!("groep {}", id.0), Some("niet van deze persoon")).await?;
            algemeen::onbekende_knop(cx).await
        }
    }
}

/// A tap on all of them.
pub(in crate::bot) async fn alle_gekozen(cx: &mut Cx<'_>) -> HandlerResult {
    let Some(nummer) = gekozen_nummer(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let eigen = eigen_groepen(cx);
    start(cx, &eigen, nummer).await
}

/// A typed choice: one name, some, or all.
pub(in crate::bot) async fn groepen_getypt(cx: &mut Cx<'_>, nummer: Option<String>, getypt: &str) -> HandlerResult {
    let eigen = eigen_groepen(cx);
    if antwoord::alle(getypt) {
        return start(cx, &eigen, nummer).await;
    }
    if antwoord::lijkt_melding(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    let namen: Vec<_> = eigen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let genoemd = groepsnaam::genoemd(getypt, &namen);
    let gekozen: Vec<Groep> = eigen.iter().filter(|groep| genoemd.contains(&groep.id)).cloned().collect();
    if gekozen.is_empty() {
        cx.reply(tekst::GEEN_EIGEN_GROEP).await?;
        return vraag_groepen(cx, &eigen, nummer).await;
    }
    start(cx, &gekozen, nummer).await
}

async fn start(cx: &mut Cx<'_>, groepen: &[Groep], nummer: Option<String>) -> HandlerResult {
    let van = cx.persoon.id;
    begin_overdracht(cx, van, groepen, nummer).await
}

/// The gemeente begins one for a beheerder who is gone; its own half is given with that.
async fn begin_voor_weg(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let naam = schoon(getypt);
    if naam.is_empty() {
        cx.reply(tekst::GEMEENTE_HOE).await?;
        return Ok(Verstaan::is(Intent::OverdragenStart, Uitkomst::Ask).vraag(&["groepsnaam"]).into());
    }
    let gemeenten: Vec<String> = cx.persoon.gemeenten_met(Recht::Overdragen).into_iter().map(str::to_owned).collect();
    for gemeente in gemeenten {
        let groepen = store::persoon::groups_of(cx.tx, &gemeente).await?;
        let namen: Vec<_> = groepen.iter().map(|(id, naam)| (*id, naam.as_str())).collect();
        // A name that fits several groups is none: nobody's group is taken by a guess.
        let [id] = groepsnaam::genoemd(&naam, &namen)[..] else { continue };
        let Some(van) = store::overdracht::first_of(cx.tx, id).await? else { continue };
        let naam = store::persoon::group_name(cx.tx, id).await?;
        let groep = Groep { id, gemeente, naam, rang: Rang::Hoofd };
        return begin_overdracht(cx, van, &[groep], None).await;
    }
    cx.record("overdragen", "", Some("geen groep van deze gemeente")).await?;
    cx.reply(tekst::geen_groep(&naam)).await?;
    Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Denied))
}

async fn begin_overdracht(cx: &mut Cx<'_>, van: PersoonId, groepen: &[Groep], nummer: Option<String>) -> HandlerResult {
    let Some(eerste) = groepen.first() else {
        cx.reply(tekst::GEEN_EIGEN_GROEP).await?;
        return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Denied));
    };
    if groepen.iter().any(|groep| groep.gemeente != eerste.gemeente) {
        cx.reply(tekst::PER_GEMEENTE).await?;
        return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Denied));
    }
    for groep in groepen {
        if let Some(lopend) = store::overdracht::open_of_group(cx.tx, groep.id).await? {
            cx.end_dialogue().await?;
            cx.reply(tekst::loopt_al(&groep.naam, &lopend.nummer())).await?;
            return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Info));
        }
    }
    let gemeente = cx.gemeenten.get(&eerste.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let code = cx.random.code();
    let ids: Vec<GroepId> = groepen.iter().map(|groep| groep.id).collect();
    let op = cx.chat.phone_number_id.clone();
    let nieuw = Nieuw {
        van,
        gestart_door: cx.persoon.id,
        phone_number_id: &op,
        gemeente: &gemeente.id,
        code: &code,
        verwacht_nummer: nummer.as_deref(),
        gemeente_door: (van != cx.persoon.id).then_some(cx.persoon.id),
        groepen: &ids,
    };
    let id = store::overdracht::add(cx.tx, &nieuw, cx.now_ms).await?;
    taak::plan(cx.tx, TaakSoort::OverdrachtVerloopt, id.0, cx.now_ms + limits::HAND_OVER_KEPT_MS).await?;
    cx.record("overdracht begonnen", &id.nummer(), None).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    if nummer.is_none() {
        cx.expect(&Dialogue::OverdraagNummer { overdracht: id.0 }).await?;
    } else {
        cx.end_dialogue().await?;
    }
    cx.reply(tekst::begonnen(&id.nummer(), &namen, nummer.is_some())).await?;
    let tot_ms = cx.now_ms + limits::HAND_OVER_CODE_MS;
    cx.reply_after(tekst::uitnodiging(&id.nummer(), &namen, &code, gemeente.nummer.as_deref(), tot_ms)).await?;
    // The successor gives their name, and says yes, with the code that is passed on.
    let open: &[&str] = match nummer {
        Some(_) => &["naam_nieuwe_beheerder", "bevestig_overdracht"],
        None => &["nieuw_nummer", "naam_nieuwe_beheerder", "bevestig_overdracht"],
    };
    Ok(Verstaan::is(Intent::OverdragenStart, Uitkomst::Ask).slot("nummer", id.nummer()).vraag(open).into())
}

/// An answer to "extra zeker?": a number, or no.
pub(in crate::bot) async fn nummer_getypt(cx: &mut Cx<'_>, id: OverdrachtId, getypt: &str) -> HandlerResult {
    match lees_verwacht(cx, getypt).await? {
        Verwacht::Nummer(nummer) => {
            let gelezen = Verstaan::default().slot("nieuw_nummer", nummer.as_str());
            Ok(Gedaan::from(gelezen).en(neem_nummer(cx, id, &[nummer]).await?))
        }
        Verwacht::Beantwoord(gedaan) => Ok(gedaan),
        Verwacht::Geen if zegt_nee(getypt, Bij::Nummer) => {
            cx.end_dialogue().await?;
            cx.reply(tekst::ZONDER_NUMMER).await?;
            Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Accepted))
        }
        Verwacht::Geen => {
            cx.end_dialogue().await?;
            Ok(Gedaan::terug(getypt))
        }
    }
}

/// A shared contact as an answer to "extra zeker?".
pub(in crate::bot) async fn contact_gedeeld(cx: &mut Cx<'_>, nummers: &[String]) -> HandlerResult {
    cx.forget_input().await?;
    let Found::Running(Dialogue::OverdraagNummer { overdracht }) = cx.dialogue().await? else {
        return algemeen::niet_gevraagd(cx).await;
    };
    let mut gelezen: Vec<Nummer> = Vec::new();
    for nummer in nummers.iter().filter_map(|nummer| telefoon::lees(nummer).ok()) {
        if !gelezen.contains(&nummer) {
            gelezen.push(nummer);
        }
    }
    // A card holds the number of the house too; the message comes from the mobile one.
    if gelezen.iter().any(|nummer| nummer.soort != Soort::Vast) {
        gelezen.retain(|nummer| nummer.soort != Soort::Vast);
    }
    let nummers: Vec<String> = gelezen.into_iter().map(Nummer::into_cijfers).collect();
    neem_nummer(cx, OverdrachtId(overdracht), &nummers).await
}

async fn neem_nummer(cx: &mut Cx<'_>, id: OverdrachtId, nummers: &[String]) -> HandlerResult {
    let [nummer] = nummers else {
        cx.reply(tekst::GEEN_NUMMER).await?;
        return Ok(Verstaan::is(Intent::OverdragenStart, Uitkomst::Ask).vraag(&["nieuw_nummer"]).into());
    };
    let overdracht = store::overdracht::get(cx.tx, id).await?;
    let Some(overdracht) = overdracht.filter(|overdracht| overdracht.gestart_door == cx.persoon.id) else {
        cx.reply(tekst::NIETS_TE_STOPPEN).await?;
        return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Ask));
    };
    if store::overdracht::numbers_of(cx.tx, overdracht.van).await?.contains(nummer) {
        cx.reply(tekst::UZELF).await?;
        return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Ask));
    }
    store::overdracht::expect_number(cx.tx, id, nummer).await?;
    cx.end_dialogue().await?;
    cx.reply(tekst::NUMMER_GENOTEERD).await?;
    Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Recorded))
}

/// Somebody comes with a code.
pub(in crate::bot) async fn code(cx: &mut Cx<'_>, code: &str) -> HandlerResult {
    cx.forget_input().await?;
    let geweigerd = Verstaan::is(Intent::OverdragenAanvaard, Uitkomst::Denied).slot("code", code);
    let sinds_ms = cx.now_ms - limits::DAY_MS;
    if store::overdracht::wrong_codes(cx.tx, cx.persoon.id, sinds_ms).await? >= limits::WRONG_CODES_A_DAY_MAX {
        cx.reply_sparingly(tekst::TE_VAAK).await?;
        return Ok(geweigerd.into());
    }
    let gevonden = store::overdracht::by_code(cx.tx, code).await?;
    let bezwaar = match &gevonden {
        None => Some("onbekend"),
        Some(overdracht) => bezwaar(cx, overdracht).await?,
    };
    match (gevonden, bezwaar) {
        (Some(overdracht), None) => {
            // The code is theirs now: what they say next is about it.
            let gevraagd = vraag_opvolger(cx, &overdracht, Uitkomst::Recorded).await?;
            Ok(gevraagd.slot("code", code).into())
        }
        (Some(overdracht), Some(waarom)) => {
            cx.record("code", &overdracht.id.nummer(), Some(waarom)).await?;
            let antwoord = match waarom {
                "zichzelf" => tekst::UZELF,
                "al beheerder" => tekst::AL_BEHEERDER,
                _ => tekst::CODE_WERKT_NIET,
            };
            cx.reply_sparingly(antwoord).await?;
            Ok(geweigerd.into())
        }
        (None, _) => {
            cx.record("code", "", Some("onbekend")).await?;
            cx.reply_sparingly(tekst::CODE_WERKT_NIET).await?;
            Ok(geweigerd.into())
        }
    }
}

/// Somebody comes with a code and does not want it: their no counts as if they had been asked.
pub(in crate::bot) async fn code_geweigerd(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let gedaan = code(cx, getypt).await?;
    match cx.dialogue().await? {
        Found::Running(Dialogue::Opvolger { overdracht, ja: false }) => {
            Ok(gedaan.en(weiger(cx, OverdrachtId(overdracht)).await?))
        }
        // The code was no good, and that was said.
        _ => Ok(gedaan),
    }
}

/// Why this person cannot take over, if they cannot.
async fn bezwaar(cx: &mut Cx<'_>, overdracht: &Overdracht) -> Result<Option<&'static str>, BotError> {
    if cx.now_ms - overdracht.gemaakt_ms > limits::HAND_OVER_CODE_MS {
        return Ok(Some("te laat"));
    }
    if overdracht.van == cx.persoon.id {
        return Ok(Some("zichzelf"));
    }
    if cx.persoon.geblokkeerd {
        return Ok(Some("geblokkeerd"));
    }
    if let Some(verwacht) = &overdracht.verwacht_nummer
        && !store::overdracht::numbers_of(cx.tx, cx.persoon.id).await?.contains(verwacht)
    {
        return Ok(Some("ander nummer"));
    }
    let groepen = store::overdracht::groups(cx.tx, overdracht).await?;
    let heeft =
        |groep: &Groep| cx.persoon.groepen.iter().any(|eigen| eigen.id == groep.id && eigen.rang == Rang::Hoofd);
    Ok(groepen.iter().all(heeft).then_some("al beheerder"))
}

/// Asks somebody whether they take over; `uitkomst` is what became of what they said.
async fn vraag_opvolger(cx: &mut Cx<'_>, overdracht: &Overdracht, uitkomst: Uitkomst) -> Result<Verstaan, BotError> {
    let gemeente = cx.gemeenten.get(&overdracht.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let groepen = store::overdracht::groups(cx.tx, overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let privacy = aanmelden::privacy_zonder_knop(&[gemeente.naam.as_str()], &[gemeente.privacy.as_str()]);
    let id = overdracht.id;
    cx.expect(&Dialogue::Opvolger { overdracht: id.0, ja: false }).await?;
    let buttons =
        vec![Knop::OverdrachtAanvaard(id).met(knoppen::JA_IK_NEEM_OVER), Knop::OverdrachtWeiger(id).met(knoppen::NEE)];
    cx.reply_buttons(tekst::neemt_u_over(&namen, &privacy), buttons).await?;
    Ok(Verstaan::is(Intent::OverdragenAanvaard, uitkomst).vraag(&["bevestig_overname"]))
}

/// The hand-over that this person was shown by its code, if it still waits; else it is said that the code does not work.
async fn getoonde(cx: &mut Cx<'_>, id: OverdrachtId) -> Result<ControlFlow<Gedaan, Overdracht>, BotError> {
    let werkt_niet = || ControlFlow::Break(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Denied));
    let getoond = matches!(
        cx.dialogue().await?,
        Found::Running(Dialogue::Opvolger { overdracht, .. }) if overdracht == id.0
    );
    let overdracht = store::overdracht::get(cx.tx, id).await?;
    let wacht = overdracht.filter(|overdracht| getoond && overdracht.status == OverdrachtStatus::Voorgesteld);
    let Some(overdracht) = wacht else {
        cx.record("overdracht aanvaarden", &id.nummer(), Some("geen code getoond")).await?;
        cx.reply_sparingly(tekst::CODE_WERKT_NIET).await?;
        return Ok(werkt_niet());
    };
    if let Some(waarom) = bezwaar(cx, &overdracht).await? {
        cx.record("overdracht aanvaarden", &id.nummer(), Some(waarom)).await?;
        cx.end_dialogue().await?;
        cx.reply_sparingly(tekst::CODE_WERKT_NIET).await?;
        return Ok(werkt_niet());
    }
    Ok(ControlFlow::Continue(overdracht))
}

/// A typed answer of the successor: yes, no, or their name.
pub(in crate::bot) async fn opvolger_getypt(
    cx: &mut Cx<'_>,
    id: OverdrachtId,
    ja: bool,
    getypt: &str,
) -> HandlerResult {
    if antwoord::lijkt_melding(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    match (ja, zegt_nee(getypt, Bij::Opvolger)) {
        (false, true) => weiger(cx, id).await,
        (false, false) if begint_met_ja(getypt, Bij::Opvolger) => aanvaard(cx, id).await,
        (true, _) => match lees_naam(getypt) {
            Some(naam) => voltooi_aanvaarding(cx, id, &naam).await,
            None => {
                cx.reply(aanmelden::GEEN_NAAM).await?;
                Ok(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Ask))
            }
        },
        (false, false) => match store::overdracht::get(cx.tx, id).await? {
            Some(overdracht) => Ok(vraag_opvolger(cx, &overdracht, Uitkomst::Ask).await?.into()),
            None => algemeen::onbekende_knop(cx).await,
        },
    }
}

/// The successor says yes; who has no name yet is asked for it.
pub(in crate::bot) async fn aanvaard(cx: &mut Cx<'_>, id: OverdrachtId) -> HandlerResult {
    if let ControlFlow::Break(gedaan) = getoonde(cx, id).await? {
        return Ok(gedaan);
    }
    match store::persoon::name_of(cx.tx, cx.persoon.id).await? {
        Some(naam) => voltooi_aanvaarding(cx, id, &naam).await,
        None => {
            cx.expect(&Dialogue::Opvolger { overdracht: id.0, ja: true }).await?;
            cx.reply(aanmelden::WELKE_NAAM).await?;
            Ok(Verstaan::is(Intent::OverdragenAanvaard, Uitkomst::Ask).vraag(&["naam"]).into())
        }
    }
}

async fn voltooi_aanvaarding(cx: &mut Cx<'_>, id: OverdrachtId, naam: &str) -> HandlerResult {
    let overdracht = match getoonde(cx, id).await? {
        ControlFlow::Continue(overdracht) => overdracht,
        ControlFlow::Break(gedaan) => return Ok(gedaan),
    };
    store::persoon::set_name(cx.tx, cx.persoon.id, naam).await?;
    if !store::overdracht::accept(cx.tx, id, cx.persoon.id, cx.now_ms).await? {
        cx.reply(tekst::CODE_WERKT_NIET).await?;
        return Ok(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Denied));
    }
    cx.end_dialogue().await?;
    cx.record("overdracht aanvaard", &id.nummer(), None).await?;
    taak::plan(cx.tx, TaakSoort::OverdrachtAfgekoeld, id.0, cx.now_ms + limits::HAND_OVER_COOLING_MS).await?;
    cx.reply(tekst::aanvaard(&id.nummer())).await?;
    welkom::vraag_nummer(cx).await?;
    let groepen = store::overdracht::groups(cx.tx, &overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let bericht = tekst::afkoelen(&id.nummer(), &namen, naam);
    for wie in betrokkenen(cx.tx, &overdracht, &groepen).await? {
        if wie != cx.persoon.id {
            notify(cx.tx, &uitgang(cx.gemeenten, &overdracht)?, wie, &bericht, cx.now_ms).await?;
        }
    }
    let overdracht = store::overdracht::get(cx.tx, id).await?.ok_or(BotError::Missing("overdracht"))?;
    vraag_beoordelaars(cx.tx, cx.gemeenten, &overdracht, cx.now_ms).await?;
    Ok(Gedaan::is(Intent::OverdragenAanvaard, Uitkomst::Recorded))
}

/// The successor says no.
pub(in crate::bot) async fn weiger(cx: &mut Cx<'_>, id: OverdrachtId) -> HandlerResult {
    let overdracht = match getoonde(cx, id).await? {
        ControlFlow::Continue(overdracht) => overdracht,
        ControlFlow::Break(gedaan) => return Ok(gedaan),
    };
    store::overdracht::close(cx.tx, id, OverdrachtStatus::Geweigerd, cx.now_ms).await?;
    cx.end_dialogue().await?;
    cx.record("overdracht geweigerd", &id.nummer(), None).await?;
    let uitgang = uitgang(cx.gemeenten, &overdracht)?;
    let bericht = tekst::opvolger_weigerde(&id.nummer());
    notify(cx.tx, &uitgang, overdracht.gestart_door, &bericht, cx.now_ms).await?;
    cx.reply(tekst::GEWEIGERD).await?;
    Ok(Gedaan::is(Intent::OverdragenWeiger, Uitkomst::Accepted))
}

fn gemeente_van<'g>(gemeenten: &'g Gemeenten, overdracht: &Overdracht) -> Result<&'g Gemeente, BotError> {
    gemeenten.get(&overdracht.gemeente).ok_or(BotError::Missing("gemeente"))
}

fn uitgang(gemeenten: &Gemeenten, overdracht: &Overdracht) -> Result<Uitgang, BotError> {
    Ok(Uitgang::van(gemeente_van(gemeenten, overdracht)?, &overdracht.phone_number_id))
}

/// The old beheerder, the co-beheerders, and whoever began it, each once.
async fn betrokkenen(tx: &mut Tx, overdracht: &Overdracht, groepen: &[Groep]) -> store::Result<Vec<PersoonId>> {
    let mut wie = vec![overdracht.van, overdracht.gestart_door];
    for groep in groepen {
        wie.extend(store::overdracht::others(tx, groep.id, overdracht.van).await?);
    }
    wie.sort_unstable();
    wie.dedup();
    Ok(wie)
}

async fn beoordelaars(tx: &mut Tx, gemeente: &Gemeente, overdracht: &Overdracht) -> Result<Beoordelaars, BotError> {
    let mut wijken = Vec::new();
    for groep in store::overdracht::groups(tx, overdracht).await? {
        wijken.extend(store::overdracht::wijken(tx, groep.id).await?);
    }
    Ok(Beoordelaars::van(tx, gemeente, &wijken).await?)
}

async fn vraag_beoordelaars(tx: &mut Tx, gemeenten: &Gemeenten, overdracht: &Overdracht, now_ms: i64) -> Written {
    let gemeente = gemeente_van(gemeenten, overdracht)?;
    let groepen = store::overdracht::groups(tx, overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let naar = overdracht.naar.ok_or(BotError::Missing("successor"))?;
    let naam = |naam: Option<String>| naam.unwrap_or_else(|| "naam onbekend".to_owned());
    let wie = naam(store::persoon::name_of(tx, naar).await?);
    let van = naam(store::persoon::name_of(tx, overdracht.van).await?);
    let wat = tekst::wat(&namen, &van, overdracht.gestart_door != overdracht.van);
    let nummer = overdracht.id.nummer();
    let buttons = vec![
        Knop::OverdrachtAkkoord(overdracht.id).met(knoppen::AKKOORD),
        Knop::OverdrachtAfwijzen(overdracht.id).met(knoppen::AFWIJZEN),
    ];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = [&nummer, &wie, &wat].map(|deel| sjablonen::als_parameter(deel));
    let bericht = Bericht::beide(
        Outgoing::buttons(collega::aanvraag(&nummer, &wie, &wat, false), buttons)?,
        vul(&sjablonen::AANVRAAG, parameters.into(), payloads)?,
    );
    let uitgang = uitgang(gemeenten, overdracht)?;
    let beoordelaars = beoordelaars(tx, gemeente, overdracht).await?;
    for persoon in beoordelaars.gevraagd(&gemeente.id, &overdracht.helften.open()) {
        if persoon != naar && persoon != overdracht.van {
            uitgang.stuur(tx, persoon, bericht.clone(), now_ms).await?;
        }
    }
    Ok(())
}

impl Geval for Overdracht {
    type Id = OverdrachtId;
    const DAAD: [&'static str; 2] = ["akkoord", "afwijzen"];
    const INTENT: [Intent; 2] = [Intent::AanmeldenGoedkeur, Intent::AanmeldenAfwijs];

    /// Before the successor came forward nothing is decided.
    async fn vind(cx: &mut Cx<'_>, id: OverdrachtId) -> Result<Option<Self>, BotError> {
        let overdracht = store::overdracht::get(cx.tx, id).await?;
        Ok(overdracht.filter(|overdracht| overdracht.status != OverdrachtStatus::Voorgesteld))
    }

    async fn onbekend(cx: &mut Cx<'_>, id: OverdrachtId, woord: Woord) -> HandlerResult {
        keuren::onbekend_verzoek(cx, &id.nummer(), woord).await
    }

    fn nummer(&self) -> String {
        self.id.nummer()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        let gemeente = gemeente_van(cx.gemeenten, self)?;
        let beoordelaars = beoordelaars(cx.tx, gemeente, self).await?;
        Ok(beoordelaars.helften(&cx.persoon, &gemeente.id))
    }

    fn zaak(&self, _: i64) -> Zaak {
        Zaak {
            partijen: [Some(self.van), self.naar].into_iter().flatten().collect(),
            staat: if self.status.loopt() { Staat::Wacht } else { Staat::Voorbij },
            // A hand-over does not change.
            versie: 0,
            nodig: BEIDE,
            helften: self.helften,
            nee_houdt_tegen: false,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        let besloten = collega::al_besloten(&self.nummer(), self.status.id());
        keuren::bezwaar_verzoek(&self.nummer(), self.helften, uitslag, besloten)
    }

    async fn toon(&self, cx: &mut Cx<'_>, _: Opnieuw) -> Written {
        let nog_eens = vec![
            Knop::OverdrachtAkkoord(self.id).met(knoppen::AKKOORD),
            Knop::OverdrachtAfwijzen(self.id).met(knoppen::AFWIJZEN),
        ];
        cx.reply_buttons(collega::kwam_te_laat(&self.nummer(), cx.gezegd_ms), nog_eens).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, helft: Helft) -> Result<Uitkomst, BotError> {
        let nummer = self.nummer();
        store::overdracht::agree(cx.tx, self.id, helft, cx.wie).await?;
        cx.record("akkoord", &format!("{nummer} {}", collega::helft(helft)), None).await?;
        let overdracht = store::overdracht::get(cx.tx, self.id).await?.ok_or(BotError::Missing("overdracht"))?;
        let ingaat_ms = overdracht.aanvaard_ms.unwrap_or(cx.now_ms) + limits::HAND_OVER_COOLING_MS;
        if !overdracht.helften.open().is_empty() {
            cx.reply(collega::half_akkoord(&nummer, helft)).await?;
        } else if ingaat_ms > cx.now_ms {
            cx.reply(tekst::wacht_nog(&nummer, ingaat_ms)).await?;
        } else {
            voltooi(cx.tx, cx.gemeenten, &overdracht, cx.now_ms).await?;
        }
        Ok(Uitkomst::Accepted)
    }

    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let nummer = self.nummer();
        cx.record("afgewezen", &nummer, None).await?;
        eindig(cx, self, OverdrachtStatus::Afgewezen, &tekst::afgewezen(&nummer, reden)).await?;
        cx.reply(collega::afgewezen(&nummer)).await
    }

    fn vraagt_reden(&self) -> Option<Vraag> {
        Some(keuren::vraag_verzoek(&self.nummer(), Dialogue::OverdrachtAfwijzen { overdracht: self.id.0 }))
    }
}

/// `STOP OVERDRACHT`: by anybody who runs one of the groups, or began it.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>) -> HandlerResult {
    let lopend = store::overdracht::stoppable_by(cx.tx, cx.persoon.id).await?;
    if lopend.is_empty() {
        cx.reply_sparingly(tekst::NIETS_TE_STOPPEN).await?;
        return Ok(Gedaan::is(Intent::OverdragenStop, Uitkomst::Info));
    }
    cx.end_dialogue().await?;
    for overdracht in lopend {
        cx.record("overdracht gestopt", &overdracht.id.nummer(), None).await?;
        let bericht = tekst::gestopt(&overdracht.id.nummer(), "gestopt");
        eindig(cx, &overdracht, OverdrachtStatus::Ingetrokken, &bericht).await?;
        cx.reply(bericht).await?;
    }
    Ok(Gedaan::is(Intent::OverdragenStop, Uitkomst::Accepted))
}

/// Stops what somebody was handing over of these groups: they leave.
pub(in crate::bot) async fn stop_bij_vertrek(cx: &mut Cx<'_>, groepen: &[Groep]) -> Written {
    let zelf = cx.persoon.id;
    for overdracht in store::overdracht::stoppable_by(cx.tx, zelf).await? {
        let over = store::overdracht::groups(cx.tx, &overdracht).await?;
        let raakt = over.iter().any(|groep| groepen.iter().any(|weg| weg.id == groep.id));
        if overdracht.van == zelf && raakt {
            cx.record("overdracht gestopt", &overdracht.id.nummer(), None).await?;
            let bericht = tekst::gestopt(&overdracht.id.nummer(), "gestopt");
            eindig(cx, &overdracht, OverdrachtStatus::Ingetrokken, &bericht).await?;
        }
    }
    Ok(())
}

/// Ends one without passing anything over: all who knew of it hear so, but not whoever did it.
async fn eindig(cx: &mut Cx<'_>, overdracht: &Overdracht, status: OverdrachtStatus, bericht: &str) -> Written {
    if !store::overdracht::close(cx.tx, overdracht.id, status, cx.now_ms).await? {
        return Ok(());
    }
    let zelf = cx.persoon.id;
    vertel_allen(cx.tx, cx.gemeenten, overdracht, bericht, Some(zelf), cx.now_ms).await
}

async fn vertel_allen(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    overdracht: &Overdracht,
    bericht: &str,
    zonder: Option<PersoonId>,
    now_ms: i64,
) -> Written {
    let groepen = store::overdracht::groups(tx, overdracht).await?;
    let mut wie = match overdracht.status {
        // Before the successor came forward only whoever began it knows.
        OverdrachtStatus::Voorgesteld => vec![overdracht.gestart_door],
        _ => betrokkenen(tx, overdracht, &groepen).await?,
    };
    wie.extend(overdracht.naar);
    if overdracht.status == OverdrachtStatus::Aanvaard {
        let gemeente = gemeente_van(gemeenten, overdracht)?;
        let beoordelaars = beoordelaars(tx, gemeente, overdracht).await?;
        wie.extend(beoordelaars.gevraagd(&gemeente.id, &[Helft::Gemeente, Helft::Politie]));
    }
    wie.sort_unstable();
    wie.dedup();
    let uitgang = uitgang(gemeenten, overdracht)?;
    for persoon in wie.into_iter().filter(|persoon| Some(*persoon) != zonder) {
        notify(tx, &uitgang, persoon, bericht, now_ms).await?;
    }
    Ok(())
}

/// Everything is there: the groups pass over, and with them the alerts that run. All hear it, in one message
/// each; the new beheerder is welcomed as soon as they write.
async fn voltooi(tx: &mut Tx, gemeenten: &Gemeenten, overdracht: &Overdracht, now_ms: i64) -> Written {
    if !kan_voltooien(overdracht.status, overdracht.helften, overdracht.aanvaard_ms, now_ms) {
        return Ok(());
    }
    let naar = overdracht.naar.ok_or(BotError::Missing("successor"))?;
    let groepen = store::overdracht::groups(tx, overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let nummer = overdracht.id.nummer();
    let naam = store::persoon::name_of(tx, naar).await?.unwrap_or_else(|| "de opvolger".to_owned());
    let uitgang = uitgang(gemeenten, overdracht)?;
    let gemeente = gemeente_van(gemeenten, overdracht)?;
    let besluiters = [overdracht.helften.politie, overdracht.helften.gemeente].into_iter().flatten();
    let mut anderen: Vec<PersoonId> =
        betrokkenen(tx, overdracht, &groepen).await?.into_iter().chain(besluiters).collect();
    anderen.sort_unstable();
    anderen.dedup();
    anderen.retain(|wie| *wie != naar && *wie != overdracht.van);
    plan::valt_weg(tx, overdracht.van, now_ms).await?;
    for groep in &groepen {
        store::overdracht::leave_group(tx, groep.id, overdracht.van).await?;
        store::persoon::add_beheerder(tx, groep.id, naar, groep.rang).await?;
    }
    store::overdracht::close(tx, overdracht.id, OverdrachtStatus::Voltooid, now_ms).await?;
    store::spoor::add(
        tx,
        store::spoor::Spoor {
            tijd_ms: now_ms,
            persoon: naar,
            rol: Rol::Beheerder,
            daad: "overdracht voltooid",
            voorwerp: &nummer,
            geweigerd: None,
        },
    )
    .await?;
    notify(tx, &uitgang, overdracht.van, &tekst::voltooid_oud(&nummer, &namen), now_ms).await?;
    for wie in anderen {
        notify(tx, &uitgang, wie, &tekst::voltooid_ander(&nummer, &namen, &naam), now_ms).await?;
    }
    store::persoon::welcome_later(tx, naar).await?;
    notify(tx, &uitgang, naar, &welkom::kort(&namen), now_ms).await?;
    let ids: Vec<GroepId> = groepen.iter().map(|groep| groep.id).collect();
    for melding in store::overdracht::running_alerts(tx, &ids, naar, now_ms).await? {
        uitzending::stuur_alsnog(tx, gemeente, melding, naar, now_ms).await?;
    }
    Ok(())
}

/// The open hand-overs, a line each.
pub(in crate::bot) async fn regels(cx: &mut Cx<'_>, gemeenten: &[&str]) -> Result<Vec<String>, BotError> {
    let mut regels = Vec::new();
    for overdracht in store::overdracht::accepted_in(cx.tx, gemeenten).await? {
        let groepen = store::overdracht::groups(cx.tx, &overdracht).await?;
        let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
        regels.push(tekst::regel(&overdracht.id.nummer(), &namen, overdracht.helften));
    }
    Ok(regels)
}

/// Does a piece of timed work on a hand-over.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, soort: TaakSoort, id: OverdrachtId, now_ms: i64) -> Written {
    let Some(overdracht) = store::overdracht::get(tx, id).await? else { return Ok(()) };
    if !overdracht.status.loopt() {
        return Ok(());
    }
    if soort == TaakSoort::OverdrachtAfgekoeld {
        if overdracht.helften.open().is_empty() {
            return voltooi(tx, gemeenten, &overdracht, now_ms).await;
        }
        // A day without a decision: those who can are reminded.
        return vraag_beoordelaars(tx, gemeenten, &overdracht, now_ms).await;
    }
    store::overdracht::close(tx, id, OverdrachtStatus::Verlopen, now_ms).await?;
    vertel_allen(tx, gemeenten, &overdracht, &tekst::gestopt(&id.nummer(), "verlopen"), None, now_ms).await
}
