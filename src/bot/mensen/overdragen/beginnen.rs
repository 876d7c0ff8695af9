//! How a hand-over begins: which groups, to which number, and the code to pass on.
//!
//! Owns the conversation of whoever hands over; what the successor says is `code`'s. Invariants: the bot never writes first
//! to the successor; a group is in one hand-over at a time, and nobody's group is taken by a guess of its name.

use crate::bot::begrip::ja_nee::{Bij, zegt_nee};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{antwoord, gesprek, groepsnaam, houding, overdracht};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::mensen::overdragen::voltooien::stop_begonnen;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gewoon};
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{Groep, GroepId, PersoonId, Rang};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::telefoon::{self, Fout, Nummer, Soort};
use crate::domain::wijk::GemeenteId;
use crate::limits;
use crate::store::overdracht::Nieuw;
use crate::store::taak::{self, Taak};
use crate::store::{self};
use crate::texts::mensen::overdragen as tekst;
use crate::texts::vloer::telefoon::{VAST, waarom_geen};
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};

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
    if antwoord::lijkt_melding(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    // "Nee", "toch niet overdragen", "overdracht hoeft niet meer": nothing was begun.
    let ziet_af = gewoon::wil(cx, Open::Overdracht, getypt, &[Wens::OverdragenStop]).is_some();
    if ziet_af || antwoord::nee(getypt) || houding::is_alleen_niet(getypt) || overdracht::stopt(getypt) {
        cx.end_dialogue().await?;
        cx.reply(tekst::NIETS_OVERGEDRAGEN).await?;
        return Ok(Gedaan::is(Intent::OverdragenStart, Uitkomst::Info));
    }
    let namen: Vec<_> = eigen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    // "Niet Zuid 2", "alles behalve Parkzicht", "Parkzicht?": nobody's group is given away by that.
    if houding::noemt_uitzondering(getypt) {
        return vraag_groepen(cx, &eigen, nummer).await;
    }
    if antwoord::alle(getypt) {
        return start(cx, &eigen, nummer).await;
    }
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
    let gemeenten: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::Overdragen).into_iter().cloned().collect();
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
    taak::plan(cx.tx, Taak::OverdrachtVerloopt(id), cx.now_ms + limits::HAND_OVER_KEPT_MS).await?;
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
        // "Nee, parkzicht bedoel ik": the code of the other group works no more.
        Verwacht::Geen if let Some(groep) = andere_groep(cx, id, getypt).await? => {
            let gestopt = stop_begonnen(cx, id).await?;
            Ok(gestopt.en(start(cx, &[groep], None).await?))
        }
        // It runs already, with its code: "nee annuleer" is about that.
        Verwacht::Geen if antwoord::ziet_af(getypt) && !gesprek::zonder_nummer(getypt) => stop_begonnen(cx, id).await,
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

/// More words than this say more than which group is meant.
const OTHER_GROUP_WORDS_MAX: usize = 7;

/// The group of theirs that a line names instead of those that are being handed over.
async fn andere_groep(cx: &mut Cx<'_>, id: OverdrachtId, getypt: &str) -> Result<Option<Groep>, BotError> {
    let eigen = eigen_groepen(cx);
    let namen: Vec<_> = eigen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let [genoemd] = groepsnaam::genoemd(getypt, &namen)[..] else { return Ok(None) };
    let lang = woorden(getypt).len() > OTHER_GROUP_WORDS_MAX;
    if lang || houding::is_vraag(getypt) || houding::noemt_uitzondering(getypt) || antwoord::lijkt_melding(getypt) {
        return Ok(None);
    }
    let lopend = store::overdracht::stoppable_by(cx.tx, cx.persoon.id).await?;
    let Some(lopend) = lopend.iter().find(|overdracht| overdracht.id == id) else { return Ok(None) };
    let al = store::overdracht::groups(cx.tx, lopend).await?;
    Ok(eigen.into_iter().find(|groep| groep.id == genoemd && !al.iter().any(|een| een.id == groep.id)))
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
