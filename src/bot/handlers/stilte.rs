//! Quiet hours: from when until when, and what may break them.

use crate::bot::begrip::antwoord;
use crate::bot::begrip::datum;
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::HandlerResult;
use crate::bot::handlers::{algemeen, eigen, navraag};
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::stilte::Stilte;
use crate::limits;
use crate::store;
use crate::texts::{knoppen, mensen as tekst};

/// On the button that takes the proposal over.
const GOED_ZO: &str = "Goed zo";
/// On the button that lets only a missing person through.
const VERMISSING: &str = "Ja, bij vermissing";
/// On the button that lets everything urgent through.
const OOK_HETERDAAD: &str = "Ook bij heterdaad";

/// `/stilte`, "snachts geen berichten aub".
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if cx.persoon.groepen.is_empty() {
        cx.verstaan.is(Intent::Stiltetijd, Uitkomst::Info);
        return cx.reply_sparingly(tekst::GEEN_GROEP).await;
    }
    if woorden(getypt).iter().any(|woord| matches!(woord.norm.as_str(), "uit" | "weg" | "stop" | "uitzetten")) {
        return uit(cx).await;
    }
    match datum::uren(getypt) {
        Some((van, tot)) => neem_uren(cx, van, tot, getypt).await,
        None => vraag_uren(cx, &tekst::stilte_van_tot()).await,
    }
}

/// Takes them away.
pub(in crate::bot) async fn uit(cx: &mut Cx<'_>) -> HandlerResult {
    store::eigen::set_quiet(cx.tx, cx.persoon.id, None).await?;
    cx.end_dialogue().await?;
    cx.record("stilte uit", "", None).await?;
    cx.verstaan.is(Intent::Stiltetijd, Uitkomst::Accepted);
    cx.reply(tekst::STILTE_UIT).await
}

async fn vraag_uren(cx: &mut Cx<'_>, vraag: &str) -> HandlerResult {
    cx.expect(&Dialogue::Eigen(EigenVraag::StilteUren)).await?;
    cx.verstaan.is(Intent::Stiltetijd, Uitkomst::Ask).vraag(&["van_tot", "ook_bij_vermissing"]);
    cx.reply_buttons(vraag, vec![EigenKnop::StilteVoorstel.met(GOED_ZO)]).await
}

fn als_tijd(minuut: i64) -> String {
    format!("{:02}:{:02}", minuut / 60, minuut % 60)
}

async fn vraag_ook_bij(cx: &mut Cx<'_>, van: i64, tot: i64) -> HandlerResult {
    cx.expect(&Dialogue::Eigen(EigenVraag::StilteOokBij { van, tot })).await?;
    cx.verstaan
        .is(Intent::Stiltetijd, Uitkomst::Ask)
        .slot("van", als_tijd(van))
        .slot("tot", als_tijd(tot))
        .vraag(&["ook_bij_vermissing"]);
    let buttons = vec![
        EigenKnop::StilteOok(true, false).met(VERMISSING),
        EigenKnop::StilteOok(true, true).met(OOK_HETERDAAD),
        EigenKnop::StilteOok(false, false).met(knoppen::NEE),
    ];
    cx.reply_buttons(tekst::stilte_ook_bij(van, tot), buttons).await
}

/// A typed answer to "van wanneer tot wanneer?".
pub(in crate::bot) async fn uren(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if let Some((van, tot)) = datum::uren(getypt) {
        return neem_uren(cx, van, tot, getypt).await;
    }
    let goed = |norm: &str| matches!(norm, "ja" | "goed" | "prima" | "ok" | "oke" | "akkoord" | "graag" | "klopt");
    let genoemd = woorden(getypt);
    let nee = genoemd.iter().any(|woord| matches!(woord.norm.as_str(), "nee" | "niet" | "geen"));
    if !nee && (antwoord::ja(getypt) || genoemd.iter().any(|woord| goed(&woord.norm))) {
        return voorstel(cx).await;
    }
    if eigen::iets_anders(cx, getypt).await? {
        return Ok(());
    }
    vraag_uren(cx, tekst::STILTE_ONLEESBAAR).await
}

/// Hours as they were typed. "Alleen tussen 8 en 22" is when messages may come; hours of the day are asked about.
async fn neem_uren(cx: &mut Cx<'_>, van: i64, tot: i64, getypt: &str) -> HandlerResult {
    let overdag = van < tot && tot - van >= limits::QUIET_BY_DAY_MINUTES_MIN;
    let genoemd = woorden(getypt);
    let wel = genoemd.iter().any(|woord| {
        matches!(woord.norm.as_str(), "alleen" | "enkel" | "slechts" | "wel" | "bereikbaar" | "mag" | "mogen" | "only")
    });
    if !overdag && !wel {
        return vraag_ook_bij(cx, van, tot).await;
    }
    cx.expect(&Dialogue::Eigen(EigenVraag::StilteUren)).await?;
    cx.verstaan.is(Intent::Stiltetijd, Uitkomst::Ask).vraag(&["van_tot"]);
    let knop = |van: i64, tot: i64| EigenKnop::StilteVanTot(van, tot).met(tekst::stil_van_tot(van, tot));
    cx.reply_buttons(tekst::stilte_welke(van, tot), vec![knop(tot, van), knop(van, tot)]).await
}

/// A tap on which hours are quiet.
pub(in crate::bot) async fn gekozen(cx: &mut Cx<'_>, van: i64, tot: i64) -> HandlerResult {
    vraag_ook_bij(cx, van, tot).await
}

/// The proposed hours are right.
pub(in crate::bot) async fn voorstel(cx: &mut Cx<'_>) -> HandlerResult {
    let Stilte { van, tot, .. } = Stilte::VOORSTEL;
    vraag_ook_bij(cx, van, tot).await
}

/// A typed answer to "ook bij een vermissing?". A no wins over every other word.
pub(in crate::bot) async fn ook_bij(cx: &mut Cx<'_>, van: i64, tot: i64, getypt: &str) -> HandlerResult {
    let genoemd = woorden(getypt);
    let een_van = |lijst: &[&str]| genoemd.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
    let nee = een_van(&["nee", "niet", "niks", "niets", "geen", "nooit"]);
    let heterdaad = een_van(&["heterdaad", "inbraak", "overval", "alles", "allebei", "beide", "altijd"]);
    let vermissing = een_van(&["vermissing", "vermist", "vermissingen", "ja", "prima", "goed", "graag", "ok", "oke"]);
    match (nee, heterdaad, vermissing) {
        // "Vermissing wel, heterdaad niet".
        (true, _, true) if een_van(&["wel", "alleen"]) => {
            zet(cx, Stilte { van, tot, vermissing: true, heterdaad: false }).await
        }
        (true, ..) => zet(cx, Stilte { van, tot, vermissing: false, heterdaad: false }).await,
        (false, true, _) => zet(cx, Stilte { van, tot, vermissing: true, heterdaad: true }).await,
        (false, false, true) => zet(cx, Stilte { van, tot, vermissing: true, heterdaad: false }).await,
        (false, false, false) => {
            if eigen::iets_anders(cx, getypt).await? {
                return Ok(());
            }
            vraag_ook_bij(cx, van, tot).await
        }
    }
}

/// A tap on what may break them.
pub(in crate::bot) async fn ook_getikt(cx: &mut Cx<'_>, vermissing: bool, heterdaad: bool) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Eigen(EigenVraag::StilteOokBij { van, tot })) => {
            zet(cx, Stilte { van, tot, vermissing, heterdaad }).await
        }
        _ => algemeen::onbekende_knop(cx).await,
    }
}

async fn zet(cx: &mut Cx<'_>, stilte: Stilte) -> HandlerResult {
    store::eigen::set_quiet(cx.tx, cx.persoon.id, Some(stilte)).await?;
    navraag::valt_weg(cx.tx, cx.persoon.id, cx.now_ms).await?;
    cx.end_dialogue().await?;
    cx.record("stilte", "", None).await?;
    cx.verstaan
        .is(Intent::Stiltetijd, Uitkomst::Recorded)
        .slot("van", als_tijd(stilte.van))
        .slot("tot", als_tijd(stilte.tot))
        .slot("ook_bij_vermissing", stilte.vermissing);
    cx.reply(tekst::stilte_staat(&stilte)).await
}
