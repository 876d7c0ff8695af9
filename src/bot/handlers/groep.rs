//! What a beheerder does with an alert: posted, cannot, not yet, seen, help.
//!
//! Invariants: a report counts for a group that this person runs and that the alert went to, and for no
//! other; the first report of a group stands; a button that is tapped at once is asked about once, because
//! the button itself forwards nothing.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::groepsnaam;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::{algemeen, bijeenkomst, eigen, foto, stand, voorbeeld};
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::tijd;
use crate::domain::uitzetting::{Antwoord, Gemeld, meld_geplaatst};
use crate::limits;
use crate::store;
use crate::store::melding::{EigenUitzetting, Melding};
use crate::texts::{beheerder, ingekort, knoppen, mensen, politiebericht};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};

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
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    if ontvangen.open().is_empty() || !ontvangen.loopt() {
        return noteer(cx, &ontvangen, &[]).await;
    }
    let vraag = Dialogue::EchtGeplaatst { melding: id.0 };
    if cx.dialogue().await? == Found::Running(vraag.clone()) {
        // A second tap on the same button: the question stands there already.
        return Ok(());
    }
    cx.expect(&vraag).await?;
    let buttons = vec![Knop::EchtGeplaatst(id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(id).met(knoppen::NOG_NIET)];
    cx.reply_buttons(beheerder::ECHT_GEPLAATST, buttons).await
}

/// A typed answer to "staat het echt al in uw groep?".
pub(in crate::bot) async fn echt_antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    // Negation wins: "ja maar nog niet" is no yes.
    match antwoord::bevestiging(tekst) {
        Some(Bevestiging::NogNiet) => nog_niet(cx, id).await,
        Some(Bevestiging::KanNiet) => kan_niet(cx, id).await,
        Some(Bevestiging::Geplaatst) => geplaatst(cx, id).await,
        Some(Bevestiging::Gezien) | None if antwoord::ja(tekst) => geplaatst(cx, id).await,
        Some(Bevestiging::Gezien) => gezien(cx, id).await,
        None => algemeen::tekst(cx, tekst).await,
    }
}

/// It stands in the group: which one, if there are several?
pub(in crate::bot) async fn geplaatst(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
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
    cx.reply_list(tekst, knoppen::KIES, rows).await
}

/// A typed answer to "in welke groep?".
pub(in crate::bot) async fn welke_groep(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    if antwoord::alle(tekst) {
        return in_alle(cx, id).await;
    }
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    let gezegd = Said::outside_dialogue(tekst);
    // Negation wins over a name: "staat nog niet in Waterlelie".
    match gezegd {
        Said::Bevestiging(Bevestiging::KanNiet) => return kan_niet(cx, id).await,
        Said::Bevestiging(Bevestiging::NogNiet) => return nog_niet(cx, id).await,
        _ => {}
    }
    let namen: Vec<_> = ontvangen.groepen.iter().map(|groep| (groep.groep, groep.naam.as_str())).collect();
    let genoemd = groepsnaam::genoemd(tekst, &namen);
    if !genoemd.is_empty() {
        return noteer(cx, &ontvangen, &genoemd).await;
    }
    if !matches!(gezegd, Said::Bevestiging(_)) && antwoord::lijkt_melding(tekst) {
        return algemeen::tekst(cx, tekst).await;
    }
    vraag_welke(cx, &ontvangen).await
}

/// It stands in all their groups.
pub(in crate::bot) async fn in_alle(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    let alle: Vec<GroepId> = ontvangen.groepen.iter().map(|groep| groep.groep).collect();
    noteer(cx, &ontvangen, &alle).await
}

/// It stands in this group.
pub(in crate::bot) async fn in_groep(cx: &mut Cx<'_>, id: MeldingId, groep: GroepId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    if !ontvangen.groepen.iter().any(|eigen| eigen.groep == groep) {
        cx.record("knop van groep", &groep.0.to_string(), Some("niet van deze persoon")).await?;
        return cx.reply(beheerder::NIET_VOOR_U).await;
    }
    noteer(cx, &ontvangen, &[groep]).await
}

/// Records reports for groups, and thanks; with no groups, all of them were known already.
async fn noteer(cx: &mut Cx<'_>, ontvangen: &Ontvangen, groepen: &[GroepId]) -> HandlerResult {
    let melding = &ontvangen.melding;
    let mut bekend: Vec<&EigenUitzetting> = Vec::new();
    let mut nieuw = 0;
    for groep in ontvangen.groepen.iter().filter(|groep| groepen.is_empty() || groepen.contains(&groep.groep)) {
        match meld_geplaatst(groep.geplaatst_ms) {
            Gemeld::Eerste => {
                store::melding::report_posted(cx.tx, melding.id, groep.groep, cx.persoon.id, cx.now_ms).await?;
                cx.record("gemeld geplaatst", &format!("{} groep {}", melding.nummer, groep.groep.0), None).await?;
                nieuw += 1;
            }
            Gemeld::AlSinds(_) => bekend.push(groep),
        }
    }
    cx.end_dialogue().await?;
    stand::na_bericht_van_groep(cx, melding, nieuw).await?;
    let sinds_ms = bekend.iter().filter_map(|groep| groep.geplaatst_ms).max();
    let tekst = match (nieuw, sinds_ms) {
        _ if !ontvangen.loopt() => beheerder::al_afgelopen(&melding.nummer),
        (0, Some(sinds_ms)) => beheerder::staat_er_al(sinds_ms),
        (_, Some(_)) => {
            let namen: Vec<String> = bekend.iter().map(|groep| ingekort(&groep.naam, 40)).collect();
            beheerder::deels_bekend(&namen.iter().map(String::as_str).collect::<Vec<_>>())
        }
        (_, None) => eigen::in_taal(cx, beheerder::GENOTEERD, mensen::GENOTEERD_EN).await?.to_owned(),
    };
    cx.reply(tekst).await
}

/// Cannot post it now.
pub(in crate::bot) async fn kan_niet(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    antwoord_op(cx, id, Antwoord::KanNiet, beheerder::BEGREPEN).await
}

/// Not yet: how it is done.
pub(in crate::bot) async fn nog_niet(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    antwoord_op(cx, id, Antwoord::Gezien, beheerder::NOG_NIET).await
}

async fn antwoord_op(cx: &mut Cx<'_>, id: MeldingId, antwoord: Antwoord, tekst: &str) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    cx.end_dialogue().await?;
    if !ontvangen.loopt() {
        return cx.reply(beheerder::afgelopen(&ontvangen.melding.nummer)).await;
    }
    store::melding::answer(cx.tx, id, cx.persoon.id, antwoord, cx.now_ms).await?;
    let daad = if antwoord == Antwoord::KanNiet { "kan niet" } else { "nog niet" };
    cx.record(daad, &ontvangen.melding.nummer, None).await?;
    cx.reply(tekst).await
}

/// A thumb: seen, not posted. Asked about once, with the button at hand.
async fn gezien(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    if ontvangen.open().is_empty() || !ontvangen.loopt() {
        return Ok(());
    }
    store::melding::answer(cx.tx, id, cx.persoon.id, Antwoord::Gezien, cx.now_ms).await?;
    cx.record("gezien", &ontvangen.melding.nummer, None).await?;
    cx.expect(&Dialogue::EchtGeplaatst { melding: id.0 }).await?;
    let buttons = vec![Knop::EchtGeplaatst(id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(id).met(knoppen::NOG_NIET)];
    cx.reply_buttons(beheerder::GEZIEN, buttons).await
}

/// How to forward, and the bare text to copy.
pub(in crate::bot) async fn hulp(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(()) };
    if !ontvangen.loopt() {
        return cx.reply(beheerder::afgelopen(&ontvangen.melding.nummer)).await;
    }
    let gemeente = cx.gemeenten.get(&ontvangen.melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let kaal = politiebericht::tekst(&voorbeeld::bericht_van(gemeente, &ontvangen.melding));
    cx.record("hulp", &ontvangen.melding.nummer, None).await?;
    foto::los_na_tik(cx, id).await?;
    let uitleg = eigen::in_taal(cx, beheerder::HULP, mensen::HULP_EN).await?;
    cx.reply(uitleg).await?;
    cx.reply_after(kaal).await
}

/// Something typed about an alert, or a reaction to one: which alert?
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, wat: Bevestiging) -> HandlerResult {
    let geciteerd = match cx.antwoord_op.clone() {
        Some(wamid) => store::melding::carried_by(cx.tx, wamid.as_str(), cx.persoon.id).await?,
        None => None,
    };
    if let Some(id) = geciteerd {
        return neem(cx, id, wat).await;
    }
    let dag_ms = cx.now_ms - limits::DAY_MS;
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, dag_ms).await?;
    let mut open = Vec::new();
    for id in &recent {
        let melding = store::melding::get(cx.tx, *id).await?;
        let groepen = store::melding::own_groups(cx.tx, *id, cx.persoon.id).await?;
        if groepen.iter().any(|groep| groep.geplaatst_ms.is_none())
            && let Some(melding) = melding.filter(|melding| melding.status == MeldingStatus::Verzonden)
        {
            open.push(melding);
        }
    }
    match (open.as_slice(), recent.first()) {
        ([melding], _) => neem(cx, melding.id, wat).await,
        // A thumb that may mean anything asks for nothing.
        ([_, ..], _) if wat == Bevestiging::Gezien => Ok(()),
        ([_, ..], _) => vraag_melding(cx, wat, &open).await,
        ([], _) if wat == Bevestiging::Gezien => Ok(()),
        ([], Some(id)) => neem(cx, *id, wat).await,
        // No alert is open, but an invitation: "kan niet" is about that.
        ([], None)
            if wat == Bevestiging::KanNiet && bijeenkomst::is_uitgenodigd(cx.tx, cx.persoon.id, cx.now_ms).await? =>
        {
            bijeenkomst::gezegd(cx, false).await
        }
        ([], None) => cx.reply(beheerder::NIETS_OPEN).await,
    }
}

async fn neem(cx: &mut Cx<'_>, id: MeldingId, wat: Bevestiging) -> HandlerResult {
    match wat {
        Bevestiging::Geplaatst => geplaatst(cx, id).await,
        Bevestiging::NogNiet => nog_niet(cx, id).await,
        Bevestiging::KanNiet => kan_niet(cx, id).await,
        Bevestiging::Gezien => gezien(cx, id).await,
    }
}

/// Asks which of several open alerts is meant; the rows do at once what was said.
async fn vraag_melding(cx: &mut Cx<'_>, wat: Bevestiging, open: &[Melding]) -> HandlerResult {
    let rows = open.iter().take(LIST_ROWS_MAX).map(|melding| {
        let knop = match wat {
            Bevestiging::Geplaatst | Bevestiging::Gezien => Knop::EchtGeplaatst(melding.id),
            Bevestiging::NogNiet => Knop::NogNiet(melding.id),
            Bevestiging::KanNiet => Knop::KanNiet(melding.id),
        };
        let sinds = tijd::klok(melding.verzonden_ms.unwrap_or(melding.gemaakt_ms));
        Row {
            id: knop.encode(),
            title: melding.nummer.clone(),
            description: Some(format!("{}, {sinds} uur", politiebericht::soort(melding.soort))),
        }
    });
    let rows = rows.collect();
    cx.reply_list(beheerder::WELKE_MELDING, knoppen::KIES, rows).await
}
