//! What a beheerder does with an alert: posted, cannot, not yet, seen, help.
//!
//! Owns the buttons and what is noted; what is typed, and which alert it is about, is `gezegd`'s. Invariants: a report
//! counts for a group that this person runs and that the alert went to, and for no other; the first report of a group
//! stands; a button that is tapped at once is asked about once, because the button itself forwards nothing.

use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::{bericht, delen, foto, plan, stand};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen::reageer;
use crate::bot::vloer::gemeente;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::uitzetting::{Antwoord, Gemeld, WaaromNiet, meld_geplaatst};
use crate::store::melding::{EigenUitzetting, Melding};
use crate::texts::groep::geplaatst as beheerder;
use crate::texts::melding::{delen as deeltekst, levensloop, oefening, politiebericht};
use crate::texts::mensen::eigen as mensen;
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};
use crate::{limits, store};

/// An alert that this person got, with their groups that it went to.
pub(in crate::bot) struct Ontvangen {
    pub(in crate::bot) melding: Melding,
    pub(in crate::bot) groepen: Vec<EigenUitzetting>,
}

impl Ontvangen {
    pub(in crate::bot) fn open(&self) -> Vec<&EigenUitzetting> {
        self.groepen.iter().filter(|groep| groep.geplaatst_ms.is_none()).collect()
    }

    pub(in crate::bot) fn loopt(&self) -> bool {
        self.melding.status == MeldingStatus::Verzonden
    }
}

/// The alert as this person got it; a button of an alert that was not theirs is refused and recorded.
pub(in crate::bot) async fn ontvangen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Ontvangen>, BotError> {
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
pub(in crate::bot) fn geweigerd(intent: Intent) -> Gedaan {
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
    if cx.dialogue().await? == Found::Running(Dialogue::EchtGeplaatst { melding: id.0 }) {
        // A second tap on the same button: the question stands there already.
        return Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ignored));
    }
    vraag_echt(cx, id).await
}

/// Asks whether it really stands in the group.
pub(in crate::bot) async fn vraag_echt(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    cx.expect(&Dialogue::EchtGeplaatst { melding: id.0 }).await?;
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

pub(in crate::bot) async fn vraag_welke(cx: &mut Cx<'_>, ontvangen: &Ontvangen) -> HandlerResult {
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
pub(in crate::bot) async fn noteer(cx: &mut Cx<'_>, ontvangen: &Ontvangen, groepen: &[GroepId]) -> HandlerResult {
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
        (_, None) if !groepen.is_empty() && groepen.len() < alle.len() => {
            let in_deze = ontvangen.groepen.iter().filter(|groep| groepen.contains(&groep.groep));
            let namen: Vec<String> = in_deze.map(|groep| ingekort(&groep.naam, 40)).collect();
            beheerder::genoteerd_in(&namen.iter().map(String::as_str).collect::<Vec<_>>())
        }
        (_, None) => gemeente::in_taal(cx, beheerder::GENOTEERD, mensen::GENOTEERD_EN).to_owned(),
    };
    antwoord_of_reactie(cx, melding.id, tekst).await?;
    Ok(genoteerd.into())
}

/// Records reports for groups. Answers how many were the first, and the groups that were reported before.
pub(in crate::bot) async fn noteer_groepen<'o>(
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
    niet(cx, id, WaaromNiet::Verhinderd).await
}

/// A tap on "Nog niet".
pub(in crate::bot) async fn nog_niet(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    straks(cx, id, None).await
}

/// Cannot or will not post it now: the next person of the group is called up at once.
pub(in crate::bot) async fn niet(cx: &mut Cx<'_>, id: MeldingId, waarom: WaaromNiet) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigNiet)) };
    niet_doen(cx, &ontvangen, waarom).await
}

pub(in crate::bot) async fn niet_doen(cx: &mut Cx<'_>, ontvangen: &Ontvangen, waarom: WaaromNiet) -> HandlerResult {
    let id = ontvangen.melding.id;
    cx.end_dialogue().await?;
    let nummer = ontvangen.melding.nummer.as_str();
    let genoteerd = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", nummer);
    let genoteerd = genoteerd.slot("reden", waarom.id());
    if !ontvangen.loopt() {
        cx.reply(beheerder::afgelopen(nummer)).await?;
        return Ok(genoteerd.into());
    }
    if waarom == WaaromNiet::GroepWeg {
        return groep_weg(cx, ontvangen).await;
    }
    store::melding::answer(cx.tx, id, cx.persoon.id, Antwoord::KanNiet, waarom.id(), cx.now_ms).await?;
    cx.record("kan niet", nummer, None).await?;
    plan::nu(cx.tx, id, cx.now_ms).await?;
    let anderen = store::navraag::others_in_groups(cx.tx, id, cx.persoon.id).await?;
    match waarom {
        WaaromNiet::LuktNiet | WaaromNiet::GroepVol => {
            let hulp = vec![Knop::Hulp(id).met(knoppen::HULP)];
            cx.reply_buttons(beheerder::niet_gelukt(waarom, anderen), hulp).await?;
        }
        WaaromNiet::WilNiet | WaaromNiet::NietRelevant | WaaromNiet::TelefoonKwijt => {
            cx.reply(beheerder::niet_met_raad(waarom, anderen)).await?;
        }
        WaaromNiet::Verhinderd | WaaromNiet::Vakantie | WaaromNiet::GroepWeg => {
            antwoord_of_reactie(cx, id, beheerder::BEGREPEN).await?;
        }
    }
    Ok(genoteerd.into())
}

/// A group is said to be gone: nobody else of it is called up, and the gemeente hears it. Of several, which one?
async fn groep_weg(cx: &mut Cx<'_>, ontvangen: &Ontvangen) -> HandlerResult {
    let melding = &ontvangen.melding;
    let vraag = Verstaan::is(Intent::BevestigNiet, Uitkomst::Ask).vraag(&["groep"]);
    match ontvangen.open().as_slice() {
        [groep] => {
            neem_weg(cx, melding, groep).await?;
            cx.reply(beheerder::groep_is_weg(&groep.naam)).await?;
            let gedaan = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", melding.nummer.as_str());
            Ok(gedaan.slot("reden", WaaromNiet::GroepWeg.id()).into())
        }
        [] => {
            cx.reply(beheerder::zonder_melding(WaaromNiet::GroepWeg)).await?;
            Ok(Gedaan::is(Intent::BevestigNiet, Uitkomst::Info))
        }
        open => {
            let namen: Vec<&str> = open.iter().map(|groep| groep.naam.as_str()).collect();
            cx.reply(beheerder::welke_groep_weg(&namen)).await?;
            Ok(vraag.into())
        }
    }
}

/// Notes that a group is said to be gone, and tells the gemeente.
pub(in crate::bot) async fn neem_weg(cx: &mut Cx<'_>, melding: &Melding, groep: &EigenUitzetting) -> Written {
    let wie = (groep.groep, cx.persoon.id);
    let waarom = WaaromNiet::GroepWeg;
    store::navraag::answer_for_group(cx.tx, melding.id, wie, (Antwoord::KanNiet, waarom.id()), None, cx.now_ms).await?;
    cx.record("groep bestaat niet meer", &format!("{} groep {}", melding.nummer, groep.groep.0), None).await?;
    plan::nu(cx.tx, melding.id, cx.now_ms).await?;
    let van = gemeente::naam(cx).await?;
    gemeente::vertel_gemeente(cx, &melding.gemeente, &beheerder::gemeente_groep_weg(&groep.naam, &van)).await
}

/// Not yet: how it is done, or when they are asked again.
pub(in crate::bot) async fn straks(cx: &mut Cx<'_>, id: MeldingId, minuten: Option<i64>) -> HandlerResult {
    let na_ms = minuten.map(|minuten| minuten * limits::MINUTE_MS);
    if na_ms.is_some_and(|na_ms| na_ms > limits::PUT_OFF_MS_MAX) {
        return niet(cx, id, WaaromNiet::Verhinderd).await;
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
        if !Box::pin(delen::bied_aan(cx, &ontvangen.melding)).await? {
            let knop = Knop::Geplaatst(id).met(knoppen::STAAT_IN_DE_GROEP);
            let eerder = store::delen::given(cx.tx, id, cx.persoon.id).await?;
            let uitleg = if eerder { deeltekst::staat_hierboven(nummer) } else { beheerder::NOG_NIET.to_owned() };
            cx.reply_buttons(uitleg, vec![knop]).await?;
        }
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
pub(in crate::bot) async fn gezien(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
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
    let kaal = politiebericht::tekst(&bericht::met_nieuws(cx.tx, gemeente, &ontvangen.melding).await?);
    cx.record("hulp", &ontvangen.melding.nummer, None).await?;
    foto::los_na_tik(cx, id).await?;
    // Who asks a second time has tried the button, or cannot use it.
    if Box::pin(delen::bied_aan(cx, &ontvangen.melding)).await? {
        return Ok(Gedaan::is(Intent::Help, Uitkomst::Info));
    }
    let uitleg = gemeente::in_taal(cx, beheerder::HULP, mensen::HULP_EN);
    cx.reply(uitleg).await?;
    cx.reply_after(kaal).await?;
    Ok(Gedaan::is(Intent::Help, Uitkomst::Info))
}
