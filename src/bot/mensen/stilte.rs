//! Quiet hours: from when until when, and what may break them.

use crate::bot::begrip::stilte::{self, Wekken};
use crate::bot::begrip::{datum, gesprek};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::HandlerResult;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::plan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, anders};
use crate::domain::stilte::Stilte;
use crate::texts::knoppen;
use crate::texts::mensen::eigen as tekst;
use crate::{limits, store};

/// On the button that takes the proposal over.
const GOED_ZO: &str = "Goed zo";
/// On the button that lets only a missing person through.
const VERMISSING: &str = "Ja, bij vermissing";
/// On the button that lets everything urgent through.
const OOK_HETERDAAD: &str = "Ook bij heterdaad";

/// `/stilte`, "snachts geen berichten aub".
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if cx.persoon.groepen.is_empty() {
        cx.reply_sparingly(tekst::GEEN_GROEP).await?;
        return Ok(Gedaan::is(Intent::Stiltetijd, Uitkomst::Info));
    }
    if stilte::eindigt(getypt) {
        return uit_getypt(cx, getypt).await;
    }
    if getypt.contains('?') {
        return vraag_uren(cx, tekst::STILTE_VRAAG).await;
    }
    // Quiet hours hold every day: what was said of days is not dropped unsaid.
    if stilte::noemt_dagen(getypt) {
        return vraag_uren(cx, &format!("{} {}", tekst::STILTE_ELKE_DAG, tekst::stilte_van_tot())).await;
    }
    // Nor is the second of two stretches.
    if datum::meer_uren(getypt) {
        return vraag_uren(cx, &format!("{} {}", tekst::STILTE_EEN_KEER, tekst::stilte_van_tot())).await;
    }
    match datum::uren(getypt) {
        Some((van, tot)) => neem_uren(cx, van, tot, getypt).await,
        None => vraag_uren(cx, &tekst::stilte_van_tot()).await,
    }
}

/// "Stilte uit", as it was typed: a question ("stilte uit?") and a no ("nee, stilte niet uit") take nothing away.
pub(in crate::bot) async fn uit_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if stilte::laat_staan(getypt) {
        cx.reply(tekst::STILTE_VRAAG).await?;
        return Ok(Gedaan::is(Intent::Stiltetijd, Uitkomst::Info));
    }
    uit(cx).await
}

/// Takes them away.
pub(in crate::bot) async fn uit(cx: &mut Cx<'_>) -> HandlerResult {
    store::eigen::set_quiet(cx.tx, cx.persoon.id, None).await?;
    cx.end_dialogue().await?;
    cx.record("stilte uit", "", None).await?;
    cx.reply(tekst::STILTE_UIT).await?;
    Ok(Gedaan::is(Intent::Stiltetijd, Uitkomst::Accepted))
}

async fn vraag_uren(cx: &mut Cx<'_>, vraag: &str) -> HandlerResult {
    cx.expect(&Dialogue::Eigen(EigenVraag::StilteUren)).await?;
    cx.reply_buttons(vraag, vec![EigenKnop::StilteVoorstel.met(GOED_ZO)]).await?;
    Ok(Verstaan::is(Intent::Stiltetijd, Uitkomst::Ask).vraag(&["van_tot", "ook_bij_vermissing"]).into())
}

fn als_tijd(minuut: i64) -> String {
    format!("{:02}:{:02}", minuut / 60, minuut % 60)
}

async fn vraag_ook_bij(cx: &mut Cx<'_>, van: i64, tot: i64) -> HandlerResult {
    cx.expect(&Dialogue::Eigen(EigenVraag::StilteOokBij { van, tot })).await?;
    let buttons = vec![
        EigenKnop::StilteOok(true, false).met(VERMISSING),
        EigenKnop::StilteOok(true, true).met(OOK_HETERDAAD),
        EigenKnop::StilteOok(false, false).met(knoppen::NEE),
    ];
    cx.reply_buttons(tekst::stilte_ook_bij(van, tot), buttons).await?;
    let gevraagd = Verstaan::is(Intent::Stiltetijd, Uitkomst::Ask).vraag(&["ook_bij_vermissing"]);
    Ok(gevraagd.slot("van", als_tijd(van)).slot("tot", als_tijd(tot)).into())
}

/// A typed answer to "van wanneer tot wanneer?".
pub(in crate::bot) async fn uren(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if datum::meer_uren(getypt) {
        return vraag_uren(cx, &format!("{} {}", tekst::STILTE_EEN_KEER, tekst::stilte_van_tot())).await;
    }
    if let Some((van, tot)) = datum::uren(getypt) {
        return if getypt.contains('?') {
            vraag_ook_bij(cx, van, tot).await
        } else {
            neem_uren(cx, van, tot, getypt).await
        };
    }
    if gesprek::laat_het(getypt) {
        return anders::laat_maar(cx).await;
    }
    if stilte::stemt_in(getypt) {
        return voorstel(cx).await;
    }
    if let Some(gedaan) = anders::iets_anders(cx, getypt).await? {
        return Ok(gedaan);
    }
    vraag_uren(cx, tekst::STILTE_ONLEESBAAR).await
}

/// Hours as they were typed. "Alleen tussen 8 en 22" is when messages may come; hours of the day are asked about.
async fn neem_uren(cx: &mut Cx<'_>, van: i64, tot: i64, getypt: &str) -> HandlerResult {
    let overdag = van < tot && tot - van >= limits::QUIET_BY_DAY_MINUTES_MIN;
    if !overdag && !stilte::noemt_wanneer_wel(getypt) {
        return vraag_ook_bij(cx, van, tot).await;
    }
    cx.expect(&Dialogue::Eigen(EigenVraag::StilteUren)).await?;
    let knop = |van: i64, tot: i64| EigenKnop::StilteVanTot(van, tot).met(tekst::stil_van_tot(van, tot));
    cx.reply_buttons(tekst::stilte_welke(van, tot), vec![knop(tot, van), knop(van, tot)]).await?;
    Ok(Verstaan::is(Intent::Stiltetijd, Uitkomst::Ask).vraag(&["van_tot"]).into())
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

/// A typed answer to "ook bij een vermissing?". What is said of each counts for it; what can be read in two ways is
/// asked again.
pub(in crate::bot) async fn ook_bij(cx: &mut Cx<'_>, van: i64, tot: i64, getypt: &str) -> HandlerResult {
    match stilte::mag_wekken(getypt) {
        Wekken::Bij { vermissing, heterdaad } => zet(cx, Stilte { van, tot, vermissing, heterdaad }).await,
        Wekken::Geen if gesprek::laat_het(getypt) => anders::laat_maar(cx).await,
        Wekken::Geen => match anders::iets_anders(cx, getypt).await? {
            Some(gedaan) => Ok(gedaan),
            None => vraag_ook_bij(cx, van, tot).await,
        },
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
    plan::valt_weg(cx.tx, cx.persoon.id, cx.now_ms).await?;
    cx.end_dialogue().await?;
    cx.record("stilte", "", None).await?;
    cx.reply(tekst::stilte_staat(&stilte)).await?;
    let genoteerd = Verstaan::is(Intent::Stiltetijd, Uitkomst::Recorded).slot("ook_bij_vermissing", stilte.vermissing);
    Ok(genoteerd.slot("van", als_tijd(stilte.van)).slot("tot", als_tijd(stilte.tot)).into())
}
