//! What is tapped, or shared as a location, while an alert is filled in.
//!
//! Owns taking it as an answer; what comes next is `invullen`'s. Invariant: a tap on a question that is not asked any more
//! changes nothing.

use crate::bot::begrip::melding::lees_op;
use crate::bot::begrip::plaats::{Kaart, Plaats};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Invulling, Vraag};
use crate::bot::error::HandlerResult;
use crate::bot::knop::Knop;
use crate::bot::melding::invullen::{lopend, verder};
use crate::bot::melding::overnemen::mag;
use crate::bot::melding::vragen::{vraag_wijk, vraagt, wijkrijen};
use crate::bot::vloer::algemeen;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::texts::melding::vragen as vragen_tekst;
use crate::texts::vloer::algemeen as woorden_tekst;
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, Row};

/// A tap on "Andere…": the wijken that stood not in the list. What does not fit even now can be typed.
pub(in crate::bot) async fn andere_wijken(cx: &mut Cx<'_>, gemeente: &GemeenteId) -> HandlerResult {
    let Some(invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let Some(gemeente) = cx.gemeenten.get(gemeente).filter(|gemeente| mag(cx).contains(&&gemeente.id)) else {
        return algemeen::onbekende_knop(cx).await;
    };
    let getoond = wijkrijen(gemeente);
    let rows = gemeente.wijken.iter().filter_map(|wijk| {
        let id = Knop::Wijk(gemeente.id.clone(), wijk.id.clone()).encode();
        let nieuw = getoond.iter().all(|row| row.id != id);
        let title = ingekort(&wijk.naam, crate::whatsapp::outgoing::ROW_TITLE_MAX);
        nieuw.then_some(Row { id, title, description: None })
    });
    let rows: Vec<Row> = rows.take(LIST_ROWS_MAX).collect();
    if rows.is_empty() {
        return vraag_wijk(cx, invulling, None).await;
    }
    let gedaan = vraagt(&invulling);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Wijk }).await?;
    cx.reply_list(vragen_tekst::WELKE_WIJK, knoppen::KIES, rows).await?;
    Ok(gedaan)
}

/// A tap on a kind.
pub(in crate::bot) async fn soort_gekozen(cx: &mut Cx<'_>, soort: MeldingSoort) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    invulling.soort = Some(soort.id().to_owned());
    verder(cx, invulling).await
}

/// A tap on a gemeente.
pub(in crate::bot) async fn gemeente_gekozen(cx: &mut Cx<'_>, gemeente: &GemeenteId) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if !mag(cx).contains(&gemeente) {
        cx.record("melding", gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    invulling.gemeente = Some(gemeente.to_owned());
    vraag_wijk(cx, invulling, None).await
}

/// A tap on a wijk.
pub(in crate::bot) async fn wijk_gekozen(cx: &mut Cx<'_>, gemeente: &GemeenteId, wijk: &WijkId) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let bestaat = cx.gemeenten.get(gemeente).is_some_and(|gemeente| gemeente.wijk(wijk).is_some());
    if !bestaat || !mag(cx).contains(&gemeente) {
        cx.record("melding", gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    invulling.gemeente = Some(gemeente.to_owned());
    invulling.wijken = vec![wijk.to_owned()];
    verder(cx, invulling).await
}

/// A shared location as an answer to where it is. Its words name the wijk; they describe nobody.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, mut invulling: Invulling, getypt: &str) -> HandlerResult {
    cx.forget_input().await?;
    let gelezen = lees_op(getypt, &Kaart::van(cx.gemeenten), &mag(cx));
    let Plaats::Wijken { gemeente, wijken, .. } = gelezen.plaats else {
        return vraag_wijk(cx, invulling, Some(woorden_tekst::LOCATIE_ONBEKEND.to_owned())).await;
    };
    invulling.gemeente = Some(gemeente);
    invulling.wijken = wijken;
    verder(cx, invulling).await
}
