//! What a beheerder does with an alert: posted, cannot, not yet, seen, help.
//!
//! Invariants: a report counts for a group that this person runs and that the alert went to, and for no
//! other; what is said of one group is said of no other, and negation wins; what was said before an alert left is not
//! about it; the first report of a group stands; a button that is tapped at once is asked about once, because
//! the button itself forwards nothing.

use crate::bot::begrip::antwoord::{self, Bevestiging, Reden};
use crate::bot::begrip::levensloop as begrip_levensloop;
use crate::bot::begrip::pergroep::{self, Gezegd, PerGroep};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::{bericht, check, foto, plan, stand};
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen::reageer;
use crate::bot::vloer::gemeente;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::tijd;
use crate::domain::uitzetting::{Antwoord, Gemeld, meld_geplaatst};
use crate::store::melding::{EigenUitzetting, Melding};
use crate::texts::{beheerder, ingekort, knoppen, levensloop, mensen, oefening, politiebericht};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};
use crate::{limits, store};

/// An alert that this person got, with their groups that it went to.
struct Ontvangen {
    melding: Melding,
    groepen: Vec<EigenUitzetting>,
}

impl Ontvangen {
    fn open(&self) -> Vec<&EigenUitzetting> {
        self.groepen.iter().filter(|groep| groep.geplaatst_ms.is_none()).collect()
    }

    fn loopt(&self) -> bool {
        self.melding.status == MeldingStatus::Verzonden
    }
}

/// The alert as this person got it; a button of an alert that was not theirs is refused and recorded.
async fn ontvangen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Ontvangen>, BotError> {
    let gekregen = store::melding::received(cx.tx, id, cx.persoon.id).await?;
    let groepen = store::melding::own_groups(cx.tx, id, cx.persoon.id).await?;
    let melding = store::melding::get(cx.tx, id).await?;
    match (gekregen, melding) {
        (Some(_), Some(melding)) if !groepen.is_empty() => Ok(Some(Ontvangen { melding, groepen })),
        _ => {
            cx.record("knop van politiebericht", &id.0.to_string(), Some("niet aan deze persoon")).await?;
            cx.reply(beheerder::NIET_VOOR_U).await?;
            Ok(None)
        }
    }
}

/// They heard that it is not theirs to say this of.
fn geweigerd(intent: Intent) -> Gedaan {
    Gedaan::is(intent, Uitkomst::Denied)
}

/// A tap on "Staat in de groep". Within ten seconds of delivery it is asked once more.
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    foto::los_na_tik(cx, id).await?;
    let gekregen = store::melding::received(cx.tx, id, cx.persoon.id).await?;
    let te_snel = gekregen.is_some_and(|gekregen| {
        // WhatsApp gives whole seconds. A tap before any word of delivery came is as soon as can be.
        gekregen.aangekomen_ms.is_none_or(|aangekomen_ms| cx.gezegd_ms - aangekomen_ms < limits::QUICK_TAP_MS)
    });
    if !te_snel {
        return geplaatst(cx, id).await;
    }
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigDoorgestuurd)) };
    if ontvangen.open().is_empty() || !ontvangen.loopt() {
        // What ended is answered with what to post now; which of several groups is asked as ever.
        return geplaatst(cx, id).await;
    }
    let vraag = Dialogue::EchtGeplaatst { melding: id.0 };
    if cx.dialogue().await? == Found::Running(vraag.clone()) {
        // A second tap on the same button: the question stands there already.
        return Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ignored));
    }
    cx.expect(&vraag).await?;
    let buttons = vec![Knop::EchtGeplaatst(id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(id).met(knoppen::NOG_NIET)];
    cx.reply_buttons(beheerder::ECHT_GEPLAATST, buttons).await?;
    Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ask))
}

/// It stands in the group: which one, if there are several?
pub(in crate::bot) async fn geplaatst(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigDoorgestuurd)) };
    let open = ontvangen.open();
    match open.as_slice() {
        [] => noteer(cx, &ontvangen, &[]).await,
        // One group, or one that is left of several: no question needed where there is only one answer.
        [groep] if ontvangen.groepen.len() == 1 => noteer(cx, &ontvangen, &[groep.groep]).await,
        _ => vraag_welke(cx, &ontvangen).await,
    }
}

async fn vraag_welke(cx: &mut Cx<'_>, ontvangen: &Ontvangen) -> HandlerResult {
    let id = ontvangen.melding.id;
    let open = ontvangen.open();
    if open.is_empty() {
        // Others reported them since it was asked.
        return noteer(cx, ontvangen, &[]).await;
    }
    let row = |knop: Knop, naam: &str| Row {
        id: knop.encode(),
        title: ingekort(naam, ROW_TITLE_MAX),
        description: (naam.chars().count() > ROW_TITLE_MAX).then(|| ingekort(naam, 72)),
    };
    let mut rows: Vec<Row> = Vec::new();
    if open.len() > 1 {
        rows.push(row(Knop::AlleGroepen(id), &knoppen::in_alle(open.len())));
    }
    rows.extend(open.iter().map(|groep| row(Knop::InGroep(id, groep.groep), &groep.naam)));
    rows.truncate(LIST_ROWS_MAX);
    let namen: Vec<&str> = open.iter().map(|groep| groep.naam.as_str()).collect();
    let tekst = beheerder::welke_groep(&ontvangen.melding.nummer, &namen);
    cx.expect(&Dialogue::WelkeGroep { melding: id.0 }).await?;
    cx.reply_list(tekst, knoppen::KIES, rows).await?;
    Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Choose))
}

/// A typed answer to "in welke groep?".
pub(in crate::bot) async fn welke_groep(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    // An answer to another alert is about that one.
    let ander = geciteerd(cx).await?.filter(|ander| *ander != id);
    if let (Some(ander), Said::Bevestiging(wat, _)) = (ander, Said::outside_dialogue(tekst)) {
        return neem(cx, ander, wat, tekst).await;
    }
    if cx.antwoord_op.is_none() && gezegd_ervoor(cx, id).await? {
        vraag_of_het_erin_staat(cx, &[id]).await?;
        return Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ask));
    }
    if let Some(gedaan) = over_groepen(cx, id, tekst, true).await? {
        return Ok(gedaan);
    }
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigDoorgestuurd)) };
    let gezegd = Said::outside_dialogue(tekst);
    if let Said::Bevestiging(wat @ (Bevestiging::KanNiet(_) | Bevestiging::NogNiet(_)), _) = gezegd {
        return neem(cx, id, wat, tekst).await;
    }
    if !matches!(gezegd, Said::Bevestiging(..)) && antwoord::lijkt_melding(tekst) {
        return Ok(Gedaan::terug(tekst));
    }
    vraag_welke(cx, &ontvangen).await
}

/// It stands in all their groups.
pub(in crate::bot) async fn in_alle(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigDoorgestuurd)) };
    let alle: Vec<GroepId> = ontvangen.groepen.iter().map(|groep| groep.groep).collect();
    noteer(cx, &ontvangen, &alle).await
}

/// It stands in this group.
pub(in crate::bot) async fn in_groep(cx: &mut Cx<'_>, id: MeldingId, groep: GroepId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigDoorgestuurd)) };
    if !ontvangen.groepen.iter().any(|eigen| eigen.groep == groep) {
        cx.record("knop van groep", &groep.0.to_string(), Some("niet van deze persoon")).await?;
        cx.reply(beheerder::NIET_VOOR_U).await?;
        return Ok(geweigerd(Intent::BevestigDoorgestuurd));
    }
    noteer(cx, &ontvangen, &[groep]).await
}

/// Records reports for groups, and thanks; with no groups, all of them were known already.
async fn noteer(cx: &mut Cx<'_>, ontvangen: &Ontvangen, groepen: &[GroepId]) -> HandlerResult {
    let melding = &ontvangen.melding;
    let alle: Vec<GroepId> = ontvangen.groepen.iter().map(|groep| groep.groep).collect();
    let (nieuw, bekend) = noteer_groepen(cx, ontvangen, if groepen.is_empty() { &alle } else { groepen }).await?;
    cx.end_dialogue().await?;
    stand::na_bericht_van_groep(cx, melding, nieuw).await?;
    let genoteerd = Verstaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Recorded);
    let genoteerd = genoteerd.slot("nummer", melding.nummer.as_str());
    let sinds_ms = bekend.iter().filter_map(|groep| groep.geplaatst_ms).max();
    if !ontvangen.loopt() {
        return Ok(genoteerd.waarschuw(te_laat(cx, melding).await?).into());
    }
    if nieuw > 0 {
        // A group that has it is chased no more.
        plan::nu(cx.tx, melding.id, cx.now_ms).await?;
    }
    let tekst = match (nieuw, sinds_ms) {
        (0, Some(sinds_ms)) => beheerder::staat_er_al(sinds_ms),
        _ if melding.oefening => oefening::GENOTEERD.to_owned(),
        (_, Some(_)) => {
            let namen: Vec<String> = bekend.iter().map(|groep| ingekort(&groep.naam, 40)).collect();
            beheerder::deels_bekend(&namen.iter().map(String::as_str).collect::<Vec<_>>())
        }
        (_, None) => gemeente::in_taal(cx, beheerder::GENOTEERD, mensen::GENOTEERD_EN).await?.to_owned(),
    };
    antwoord_of_reactie(cx, melding.id, tekst).await?;
    Ok(genoteerd.into())
}

/// Records reports for groups. Answers how many were the first, and the groups that were reported before.
async fn noteer_groepen<'o>(
    cx: &mut Cx<'_>,
    ontvangen: &'o Ontvangen,
    groepen: &[GroepId],
) -> Result<(usize, Vec<&'o EigenUitzetting>), BotError> {
    let melding = &ontvangen.melding;
    let mut bekend: Vec<&EigenUitzetting> = Vec::new();
    let mut nieuw = 0;
    for groep in ontvangen.groepen.iter().filter(|groep| groepen.contains(&groep.groep)) {
        match meld_geplaatst(groep.geplaatst_ms) {
            Gemeld::Eerste => {
                store::melding::report_posted(cx.tx, melding.id, groep.groep, cx.persoon.id, cx.now_ms).await?;
                cx.record("gemeld geplaatst", &format!("{} groep {}", melding.nummer, groep.groep.0), None).await?;
                nieuw += 1;
            }
            Gemeld::AlSinds(_) => bekend.push(groep),
        }
    }
    Ok((nieuw, bekend))
}

/// A report about an alert that ended is taken, and answered with what is to be posted now. Answers what it warns of.
async fn te_laat(cx: &mut Cx<'_>, melding: &Melding) -> Result<&'static str, BotError> {
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let knop = |knop: Knop| vec![knop.met(knoppen::STAAT_IN_DE_GROEP)];
    if melding.status == MeldingStatus::Ingetrokken {
        let tekst = levensloop::laat_ingetrokken(&melding.nummer, &bericht::als_tekst(gemeente, melding));
        let mut knoppen = knop(Knop::IntrekkingGeplaatst(melding.id));
        knoppen.push(Knop::IntrekkingNiet(melding.id).met(knoppen::NIET_GEPLAATST));
        cx.reply_buttons(tekst, knoppen).await?;
        return Ok("is_ingetrokken_plaats_intrekking");
    }
    let tekst = levensloop::laat_gemeld(&melding.nummer, &bericht::afloopbericht(gemeente, melding));
    cx.reply_buttons(tekst, knop(Knop::AfloopGeplaatst(melding.id))).await?;
    Ok("is_afgelopen_plaats_afloop")
}

/// One answer about an alert; after that a sign on their message is enough, so that nobody is kept busy.
async fn antwoord_of_reactie(cx: &mut Cx<'_>, id: MeldingId, tekst: impl Into<String>) -> Written {
    if store::navraag::count_answer(cx.tx, id, cx.persoon.id).await? == 0 {
        return cx.reply(tekst).await;
    }
    reageer(cx).await
}

/// A tap on "Kan nu niet".
pub(in crate::bot) async fn kan_niet(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    niet(cx, id, Reden::Verhinderd).await
}

/// A tap on "Nog niet".
pub(in crate::bot) async fn nog_niet(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    straks(cx, id, None).await
}

/// Cannot or will not post it now: the next person of the group is called up at once.
async fn niet(cx: &mut Cx<'_>, id: MeldingId, reden: Reden) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigNiet)) };
    niet_doen(cx, &ontvangen, reden).await
}

async fn niet_doen(cx: &mut Cx<'_>, ontvangen: &Ontvangen, reden: Reden) -> HandlerResult {
    let id = ontvangen.melding.id;
    cx.end_dialogue().await?;
    let nummer = ontvangen.melding.nummer.as_str();
    let genoteerd = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", nummer);
    let genoteerd = genoteerd.slot("reden", reden.id());
    if !ontvangen.loopt() {
        cx.reply(beheerder::afgelopen(nummer)).await?;
        return Ok(genoteerd.into());
    }
    store::melding::answer(cx.tx, id, cx.persoon.id, Antwoord::KanNiet, reden.id(), cx.now_ms).await?;
    cx.record("kan niet", nummer, None).await?;
    plan::nu(cx.tx, id, cx.now_ms).await?;
    antwoord_of_reactie(cx, id, beheerder::BEGREPEN).await?;
    Ok(genoteerd.into())
}

/// Not yet: how it is done, or when they are asked again.
async fn straks(cx: &mut Cx<'_>, id: MeldingId, minuten: Option<i64>) -> HandlerResult {
    let na_ms = minuten.map(|minuten| minuten * limits::MINUTE_MS);
    if na_ms.is_some_and(|na_ms| na_ms > limits::PUT_OFF_MS_MAX) {
        return niet(cx, id, Reden::Verhinderd).await;
    }
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigNiet)) };
    cx.end_dialogue().await?;
    let nummer = ontvangen.melding.nummer.as_str();
    let genoteerd = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", nummer);
    let genoteerd = genoteerd.slot("reden", "later");
    if !ontvangen.loopt() {
        cx.reply(beheerder::afgelopen(nummer)).await?;
        return Ok(genoteerd.into());
    }
    store::melding::answer(cx.tx, id, cx.persoon.id, Antwoord::Gezien, "later", cx.now_ms).await?;
    cx.record("nog niet", nummer, None).await?;
    let (Some(minuten), Some(na_ms)) = (minuten, na_ms) else {
        let knop = Knop::Geplaatst(id).met(knoppen::STAAT_IN_DE_GROEP);
        cx.reply_buttons(beheerder::NOG_NIET, vec![knop]).await?;
        return Ok(genoteerd.into());
    };
    store::navraag::put_off(cx.tx, id, cx.persoon.id, cx.now_ms + na_ms).await?;
    plan::nu(cx.tx, id, cx.now_ms).await?;
    cx.reply(levensloop::straks(minuten)).await?;
    Ok(genoteerd.slot("over_minuten", minuten).into())
}

/// The end of an alert stands in their groups: thanks enough was said.
pub(in crate::bot) async fn afloop_geplaatst(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else {
        return Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ignored));
    };
    if store::melding::own_groups(cx.tx, id, cx.persoon.id).await?.is_empty() {
        cx.record("knop van afloop", &id.0.to_string(), Some("niet aan deze persoon")).await?;
        cx.reply(beheerder::NIET_VOOR_U).await?;
        return Ok(geweigerd(Intent::BevestigDoorgestuurd));
    }
    store::levensloop::end_posted(cx.tx, id, cx.persoon.id, cx.now_ms).await?;
    cx.record("afloop geplaatst", &melding.nummer, None).await?;
    reageer(cx).await?;
    Ok(Verstaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Recorded).slot("nummer", melding.nummer).into())
}

/// A thumb: seen, not posted. Asked about once, with the button at hand.
async fn gezien(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigGezien)) };
    if ontvangen.open().is_empty() || !ontvangen.loopt() {
        return Ok(Gedaan::is(Intent::BevestigGezien, Uitkomst::Ignored));
    }
    store::melding::answer(cx.tx, id, cx.persoon.id, Antwoord::Gezien, "", cx.now_ms).await?;
    cx.record("gezien", &ontvangen.melding.nummer, None).await?;
    cx.expect(&Dialogue::EchtGeplaatst { melding: id.0 }).await?;
    let buttons = vec![Knop::EchtGeplaatst(id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(id).met(knoppen::NOG_NIET)];
    cx.reply_buttons(beheerder::GEZIEN, buttons).await?;
    let vraag = Verstaan::is(Intent::BevestigGezien, Uitkomst::Ask).vraag(&["is_het_doorgestuurd"]);
    Ok(vraag.slot("nummer", ontvangen.melding.nummer).into())
}

/// How to forward, and the bare text to copy.
pub(in crate::bot) async fn hulp(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::Help)) };
    if !ontvangen.loopt() {
        cx.reply(beheerder::afgelopen(&ontvangen.melding.nummer)).await?;
        return Ok(Gedaan::is(Intent::Help, Uitkomst::Info));
    }
    let gemeente = cx.gemeenten.get(&ontvangen.melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let kaal = politiebericht::tekst(&bericht::bericht_van(gemeente, &ontvangen.melding));
    cx.record("hulp", &ontvangen.melding.nummer, None).await?;
    foto::los_na_tik(cx, id).await?;
    let uitleg = gemeente::in_taal(cx, beheerder::HULP, mensen::HULP_EN).await?;
    cx.reply(uitleg).await?;
    cx.reply_after(kaal).await?;
    Ok(Gedaan::is(Intent::Help, Uitkomst::Info))
}

/// The alert that the message carried which they answer. It outweighs a question that is open about another alert.
async fn geciteerd(cx: &mut Cx<'_>) -> Result<Option<MeldingId>, BotError> {
    match cx.antwoord_op.clone() {
        Some(wamid) => Ok(store::melding::carried_by(cx.tx, wamid.as_str(), cx.persoon.id).await?),
        None => Ok(None),
    }
}

/// Something typed about this alert, or, where nobody asked about one, about whichever it fits.
pub(in crate::bot) async fn gezegd_over(
    cx: &mut Cx<'_>,
    over: Option<MeldingId>,
    wat: Bevestiging,
    tekst: &str,
) -> HandlerResult {
    match over {
        Some(id) => neem(cx, id, wat, tekst).await,
        None => gezegd(cx, wat, tekst).await,
    }
}

/// Something typed about an alert, or a reaction to one: which alert?
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, wat: Bevestiging, tekst: &str) -> HandlerResult {
    if let Some(id) = geciteerd(cx).await? {
        return neem(cx, id, wat, tekst).await;
    }
    // A thumb on something else says nothing of the alert that happens to be open.
    if wat == Bevestiging::Gezien && tekst.is_empty() && cx.antwoord_op.is_some() {
        return Ok(stil());
    }
    // The number that they name decides; one that they did not get is looked up for them.
    if let Some((nummer, _)) = begrip_levensloop::nummer_in(tekst, &cx.gemeenten.codes()) {
        let genoemd = store::melding::by_nummer(cx.tx, &nummer).await?;
        let gekregen = match genoemd {
            Some(melding) => store::melding::received(cx.tx, melding.id, cx.persoon.id).await?.map(|_| melding.id),
            None => None,
        };
        return match gekregen {
            Some(id) => neem(cx, id, wat, tekst).await,
            None => check::check(cx, &nummer).await,
        };
    }
    let dag_ms = cx.now_ms - limits::DAY_MS;
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, dag_ms).await?;
    let open = lopend_open(cx, &recent).await?;
    // What was said before an alert left is not about it.
    let mut te_jong = Vec::new();
    for id in &recent {
        if gezegd_ervoor(cx, *id).await? {
            te_jong.push(*id);
        }
    }
    let (later, open): (Vec<Melding>, Vec<Melding>) =
        open.into_iter().partition(|melding| te_jong.contains(&melding.id));
    let recent: Vec<MeldingId> = recent.into_iter().filter(|id| !te_jong.contains(id)).collect();
    if open.is_empty() && !later.is_empty() {
        if wat == Bevestiging::Gezien {
            return Ok(stil());
        }
        let later: Vec<MeldingId> = later.iter().map(|melding| melding.id).collect();
        vraag_of_het_erin_staat(cx, &later).await?;
        return Ok(Gedaan::is(bedoeld(wat), Uitkomst::Ask));
    }
    match (open.as_slice(), recent.first()) {
        ([melding], _) => neem(cx, melding.id, wat, tekst).await,
        // A thumb that may mean anything asks for nothing.
        ([_, ..], _) if wat == Bevestiging::Gezien => Ok(stil()),
        ([_, ..], _) => vraag_melding(cx, wat, &open).await,
        ([], _) if wat == Bevestiging::Gezien => Ok(stil()),
        ([], Some(id)) => neem(cx, *id, wat, tekst).await,
        // No alert is open, but an invitation: "kan niet" is about that.
        ([], None)
            if matches!(wat, Bevestiging::KanNiet(_))
                && !store::bijeenkomst::invited_to(cx.tx, cx.persoon.id, cx.now_ms).await?.is_empty() =>
        {
            Ok(Gedaan::Terug(Said::Uitnodiging(false)))
        }
        ([], None) => {
            cx.reply(beheerder::NIETS_OPEN).await?;
            Ok(Gedaan::is(bedoeld(wat), Uitkomst::Info))
        }
    }
}

/// What it means that they say this of an alert.
const fn bedoeld(wat: Bevestiging) -> Intent {
    match wat {
        Bevestiging::Geplaatst { .. } => Intent::BevestigDoorgestuurd,
        Bevestiging::NogNiet(_) | Bevestiging::KanNiet(_) => Intent::BevestigNiet,
        Bevestiging::Gezien => Intent::BevestigGezien,
    }
}

/// A text that says something of one of their groups, and is no answer to an alert in other words: "niet in Zuid 2".
/// Answers whether it did.
pub(in crate::bot) async fn noemt_groep(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if let Some(id) = geciteerd(cx).await? {
        return over_groepen(cx, id, tekst, false).await;
    }
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, cx.now_ms - limits::DAY_MS).await?;
    let open = lopend_open(cx, &recent).await?;
    let [melding] = open.as_slice() else { return Ok(None) };
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    // Talk that only holds a name, or "alles", is no answer.
    if !matches!(pergroep::lees(tekst, &namen, false), PerGroep::Gezegd(_)) || gezegd_ervoor(cx, melding.id).await? {
        return Ok(None);
    }
    over_groepen(cx, melding.id, tekst, false).await
}

/// A thumb where nothing is open, or where it may mean anything: no answer.
fn stil() -> Gedaan {
    Gedaan::is(Intent::Geen, Uitkomst::Ignored)
}

/// Of these alerts those that run and are not reported for all of this person's groups.
async fn lopend_open(cx: &mut Cx<'_>, ids: &[MeldingId]) -> Result<Vec<Melding>, BotError> {
    let mut open = Vec::new();
    for id in ids {
        let groepen = store::melding::own_groups(cx.tx, *id, cx.persoon.id).await?;
        if groepen.iter().any(|groep| groep.geplaatst_ms.is_none())
            && let Some(melding) = store::melding::get(cx.tx, *id).await?
            && melding.status == MeldingStatus::Verzonden
        {
            open.push(melding);
        }
    }
    Ok(open)
}

/// Whether what is said now was said before this alert left for this person. WhatsApp gives whole seconds.
async fn gezegd_ervoor(cx: &mut Cx<'_>, id: MeldingId) -> Result<bool, BotError> {
    let gekregen = store::melding::received(cx.tx, id, cx.persoon.id).await?;
    let melding = store::melding::get(cx.tx, id).await?;
    let vertrokken_ms = melding.and_then(|melding| melding.verzonden_ms).unwrap_or_default();
    Ok(gekregen.is_some_and(|gekregen| cx.gezegd_ms + 999 < gekregen.opgeroepen_ms.max(vertrokken_ms)))
}

/// Words that came late may be about another alert: does it stand there?
async fn vraag_of_het_erin_staat(cx: &mut Cx<'_>, ids: &[MeldingId]) -> Written {
    for id in ids {
        let Some(melding) = store::melding::get(cx.tx, *id).await? else { continue };
        cx.record("gezegd voor vertrek", &melding.nummer, None).await?;
        let buttons =
            vec![Knop::EchtGeplaatst(*id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(*id).met(knoppen::NOG_NIET)];
        cx.reply_buttons(beheerder::gezegd_voor_vertrek(&melding.nummer), buttons).await?;
    }
    Ok(())
}

/// Takes what a text says of each of their groups. `gevraagd`: it answers in which of them it stands. Answers whether
/// it says anything of one.
async fn over_groepen(cx: &mut Cx<'_>, id: MeldingId, tekst: &str, gevraagd: bool) -> Result<Option<Gedaan>, BotError> {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(Some(geweigerd(Intent::BevestigDoorgestuurd))) };
    let namen: Vec<_> = ontvangen.groepen.iter().map(|groep| (groep.groep, groep.naam.as_str())).collect();
    // Who runs one group says of it what they say, unless they name it.
    if namen.len() == 1 && !pergroep::noemt(tekst, &namen) {
        return Ok(None);
    }
    Ok(match pergroep::lees(tekst, &namen, gevraagd) {
        PerGroep::Geen => None,
        PerGroep::Gezegd(gezegd) => Some(per_groep(cx, &ontvangen, &gezegd).await?),
        // Of one group there is nothing to choose.
        PerGroep::Onduidelijk if ontvangen.groepen.len() == 1 || !ontvangen.loopt() => None,
        PerGroep::Onduidelijk => Some(vraag_welke(cx, &ontvangen).await?),
    })
}

/// What was said of each group: noted where it stands, left to others or for later where it does not.
async fn per_groep(cx: &mut Cx<'_>, ontvangen: &Ontvangen, gezegd: &Gezegd<GroepId>) -> HandlerResult {
    let open: Vec<GroepId> = ontvangen.open().iter().map(|groep| groep.groep).collect();
    let niet: Vec<(GroepId, Bevestiging)> =
        gezegd.niet.iter().filter(|(groep, _)| open.contains(groep)).copied().collect();
    if niet.is_empty() || !ontvangen.loopt() {
        return match (gezegd.erin.as_slice(), ontvangen.loopt()) {
            ([], false) => {
                cx.reply(beheerder::afgelopen(&ontvangen.melding.nummer)).await?;
                Ok(Gedaan::is(Intent::BevestigNiet, Uitkomst::Info))
            }
            ([], true) => noteer(cx, ontvangen, &[]).await,
            (erin, _) => noteer(cx, ontvangen, erin).await,
        };
    }
    // All that is open, in the same words: said of the alert.
    if gezegd.erin.is_empty() && niet.len() == open.len() && niet.iter().all(|(_, wat)| *wat == niet[0].1) {
        return match niet[0].1 {
            Bevestiging::KanNiet(reden) => niet_doen(cx, ontvangen, reden).await,
            Bevestiging::NogNiet(minuten) => straks(cx, ontvangen.melding.id, minuten).await,
            wat @ (Bevestiging::Geplaatst { .. } | Bevestiging::Gezien) => {
                Ok(Gedaan::is(bedoeld(wat), Uitkomst::Ignored))
            }
        };
    }
    let melding = &ontvangen.melding;
    let (nieuw, _) = noteer_groepen(cx, ontvangen, &gezegd.erin).await?;
    for (groep, wat) in &niet {
        neem_voor_groep(cx, melding, *groep, *wat).await?;
    }
    stand::na_bericht_van_groep(cx, melding, nieuw).await?;
    plan::nu(cx.tx, melding.id, cx.now_ms).await?;
    let genoteerd = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", melding.nummer.as_str());
    let naam = |id: &GroepId| {
        ontvangen.groepen.iter().find(|groep| groep.groep == *id).map_or("", |groep| groep.naam.as_str())
    };
    let erin: Vec<&str> = gezegd.erin.iter().map(naam).collect();
    let laat = |wat: &Bevestiging| matches!(wat, Bevestiging::KanNiet(_)) || te_laat_om_te_wachten(*wat);
    let (anderen, later): (Vec<_>, Vec<_>) = niet.iter().copied().partition(|(_, wat)| laat(wat));
    let namen =
        |groepen: &[(GroepId, Bevestiging)]| groepen.iter().map(|(groep, _)| naam(groep)).collect::<Vec<&str>>();
    let over: Vec<&str> = open
        .iter()
        .filter(|groep| !gezegd.erin.contains(groep) && !niet.iter().any(|(ander, _)| ander == *groep))
        .map(naam)
        .collect();
    let tekst = beheerder::per_groep(&erin, &namen(&anderen), &namen(&later), &over);
    if later.is_empty() && over.is_empty() {
        cx.end_dialogue().await?;
        cx.reply(tekst).await?;
    } else {
        cx.expect(&Dialogue::WelkeGroep { melding: melding.id.0 }).await?;
        cx.reply_buttons(tekst, vec![Knop::Geplaatst(melding.id).met(knoppen::STAAT_IN_DE_GROEP)]).await?;
    }
    Ok(genoteerd.into())
}

/// Whether what they put off comes too late to wait for.
fn te_laat_om_te_wachten(wat: Bevestiging) -> bool {
    matches!(wat, Bevestiging::NogNiet(Some(minuten)) if minuten * limits::MINUTE_MS > limits::PUT_OFF_MS_MAX)
}

/// What was said of one group only.
async fn neem_voor_groep(cx: &mut Cx<'_>, melding: &Melding, groep: GroepId, wat: Bevestiging) -> Written {
    let wacht_ms = match wat {
        Bevestiging::NogNiet(minuten) if !te_laat_om_te_wachten(wat) => {
            Some(minuten.map(|minuten| minuten * limits::MINUTE_MS))
        }
        _ => None,
    };
    let (antwoord, daad) = match wacht_ms {
        Some(_) => (Antwoord::Gezien, "nog niet"),
        None => (Antwoord::KanNiet, "kan niet"),
    };
    let tot_ms = wacht_ms.flatten().map(|ms| cx.now_ms + ms);
    let wie = (groep, cx.persoon.id);
    store::navraag::answer_for_group(cx.tx, melding.id, wie, antwoord, tot_ms, cx.now_ms).await?;
    cx.record(daad, &format!("{} groep {}", melding.nummer, groep.0), None).await
}

/// Takes what was said of an alert, or of some of their groups.
async fn neem(cx: &mut Cx<'_>, id: MeldingId, wat: Bevestiging, tekst: &str) -> HandlerResult {
    if wat != Bevestiging::Gezien
        && let Some(gedaan) = over_groepen(cx, id, tekst, false).await?
    {
        return Ok(gedaan);
    }
    match wat {
        // Who stands in says so, in their own words.
        Bevestiging::Geplaatst { namens: true } => {
            Ok(Gedaan::from(Verstaan::default().slot("namens", "hoofdbeheerder")).en(geplaatst(cx, id).await?))
        }
        Bevestiging::Geplaatst { namens: false } => geplaatst(cx, id).await,
        Bevestiging::NogNiet(minuten) => straks(cx, id, minuten).await,
        Bevestiging::KanNiet(reden) => niet(cx, id, reden).await,
        Bevestiging::Gezien => gezien(cx, id).await,
    }
}

/// Asks which of several open alerts is meant; the rows do at once what was said.
async fn vraag_melding(cx: &mut Cx<'_>, wat: Bevestiging, open: &[Melding]) -> HandlerResult {
    let rows = open.iter().take(LIST_ROWS_MAX).map(|melding| {
        let knop = match wat {
            Bevestiging::Geplaatst { .. } | Bevestiging::Gezien => Knop::EchtGeplaatst(melding.id),
            Bevestiging::NogNiet(_) => Knop::NogNiet(melding.id),
            Bevestiging::KanNiet(_) => Knop::KanNiet(melding.id),
        };
        let sinds = tijd::klok(melding.verzonden_ms.unwrap_or(melding.gemaakt_ms));
        Row {
            id: knop.encode(),
            title: melding.nummer.clone(),
            description: Some(format!("{}, {sinds} uur", politiebericht::soort(melding.soort))),
        }
    });
    let rows = rows.collect();
    cx.reply_list(beheerder::WELKE_MELDING, knoppen::KIES, rows).await?;
    let kiest = Verstaan::is(bedoeld(wat), Uitkomst::Choose);
    let getoond = open.iter().take(LIST_ROWS_MAX);
    Ok(getoond.fold(kiest, |kiest, melding| kiest.stel_voor(melding.nummer.as_str())).into())
}

/// Which alert a typed answer to "staat het er echt in?" is about: the one that they answer, else the one that was asked
/// about. Where it was said before that left, or where a bare yes may be about something that was asked since, it is
/// asked instead.
pub(in crate::bot) async fn waarover(
    cx: &mut Cx<'_>,
    id: MeldingId,
    tekst: &str,
) -> Result<Result<MeldingId, Gedaan>, BotError> {
    match geciteerd(cx).await? {
        Some(geciteerd) => Ok(Ok(geciteerd)),
        None if gezegd_ervoor(cx, id).await? || (antwoord::ja(tekst) && cx.kwam_tussen().await?) => {
            vraag_of_het_erin_staat(cx, &[id]).await?;
            Ok(Err(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ask)))
        }
        None => Ok(Ok(id)),
    }
}

/// A typed answer to "staat het er echt in?".
pub(in crate::bot) async fn echt_antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    // Negation wins: "ja maar nog niet" is no yes.
    match antwoord::bevestiging(tekst) {
        Some(Bevestiging::Gezien) | None if antwoord::ja(tekst) => geplaatst(cx, id).await,
        Some(wat) => neem(cx, id, wat, tekst).await,
        None => Ok(over_groepen(cx, id, tekst, false).await?.unwrap_or_else(|| Gedaan::terug(tekst))),
    }
}
