//! Quiet hours: from when until when, and what may break them.

use crate::bot::begrip::woorden::{Woord, bevat, woorden};
use crate::bot::begrip::{antwoord, datum};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::HandlerResult;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::plan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, anders};
use crate::domain::stilte::Stilte;
use crate::texts::{knoppen, mensen as tekst};
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
    // "Van 22 tot 6, en ik ben volgende week weg" names hours: it is no end of them.
    let noemt_uren = getypt.contains(|teken: char| teken.is_ascii_digit());
    let eindigt = |woord: &Woord| matches!(woord.norm.as_str(), "uit" | "weg" | "stop" | "uitzetten");
    if !noemt_uren && woorden(getypt).iter().any(eindigt) {
        return uit_getypt(cx, getypt).await;
    }
    if getypt.contains('?') {
        return vraag_uren(cx, tekst::STILTE_VRAAG).await;
    }
    match datum::uren(getypt) {
        Some((van, tot)) => neem_uren(cx, van, tot, getypt).await,
        None => vraag_uren(cx, &tekst::stilte_van_tot()).await,
    }
}

/// "Stilte uit", as it was typed: a question ("stilte uit?") and a no ("nee, stilte niet uit") take nothing away.
pub(in crate::bot) async fn uit_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let genoemd = woorden(getypt);
    let vraagt = getypt.contains('?')
        || genoemd.first().is_some_and(|woord| {
            matches!(
                woord.norm.as_str(),
                "hoe" | "kan" | "kun" | "kunt" | "wat" | "wanneer" | "is" | "staat" | "waarom" | "mag" | "moet"
            )
        });
    let niet = bevat(&genoemd, "niet uit") || bevat(&genoemd, "niet weg") || bevat(&genoemd, "niet stoppen");
    if vraagt || niet {
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
    if let Some((van, tot)) = datum::uren(getypt) {
        return if getypt.contains('?') {
            vraag_ook_bij(cx, van, tot).await
        } else {
            neem_uren(cx, van, tot, getypt).await
        };
    }
    if anders::laat_het(getypt) {
        return anders::laat_maar(cx).await;
    }
    let goed = |norm: &str| matches!(norm, "ja" | "goed" | "prima" | "ok" | "oke" | "akkoord" | "graag" | "klopt");
    let genoemd = woorden(getypt);
    let nee = genoemd.iter().any(|woord| matches!(woord.norm.as_str(), "nee" | "niet" | "geen"));
    if !nee && !getypt.contains('?') && (antwoord::ja(getypt) || genoemd.iter().any(|woord| goed(&woord.norm))) {
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
    let genoemd = woorden(getypt);
    let wel = genoemd.iter().any(|woord| {
        matches!(woord.norm.as_str(), "alleen" | "enkel" | "slechts" | "wel" | "bereikbaar" | "mag" | "mogen" | "only")
    });
    if !overdag && !wel {
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
    match mag_wekken(getypt) {
        Wekken::Bij { vermissing, heterdaad } => zet(cx, Stilte { van, tot, vermissing, heterdaad }).await,
        Wekken::Geen if anders::laat_het(getypt) => anders::laat_maar(cx).await,
        Wekken::Geen => match anders::iets_anders(cx, getypt).await? {
            Some(gedaan) => Ok(gedaan),
            None => vraag_ook_bij(cx, van, tot).await,
        },
    }
}

/// What may wake somebody, as they said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wekken {
    /// These.
    Bij { vermissing: bool, heterdaad: bool },
    /// They did not say, or it can be read in two ways.
    Geen,
}

fn mag_wekken(getypt: &str) -> Wekken {
    if getypt.contains('?') {
        return Wekken::Geen;
    }
    let genoemd = woorden(getypt);
    let alles = |woorden: &[Woord], lijst: &[&str]| {
        !woorden.is_empty() && woorden.iter().all(|woord| lijst.contains(&woord.norm.as_str()))
    };
    const NEE: &[&str] = &[
        "nee", "neen", "hoor", "niet", "niks", "niets", "geen", "van", "beide", "bedankt", "dank", "u", "liever",
        "ook", "dan", "echt", "helemaal", "voor", "mij", "nooit",
    ];
    const JA: &[&str] = &[
        "ja", "jawel", "prima", "goed", "graag", "ok", "oke", "hoor", "is", "dat", "mag", "best", "doe", "maar",
        "zeker",
    ];
    let zegt_nee =
        |woord: &Woord| matches!(woord.norm.as_str(), "nee" | "neen" | "niet" | "niks" | "niets" | "geen" | "nooit");
    if alles(&genoemd, NEE) && genoemd.iter().any(zegt_nee) {
        return Wekken::Bij { vermissing: false, heterdaad: false };
    }
    if alles(&genoemd, JA) {
        let zegt_iets =
            genoemd.iter().any(|woord| !matches!(woord.norm.as_str(), "is" | "dat" | "doe" | "maar" | "hoor"));
        return if zegt_iets { Wekken::Bij { vermissing: true, heterdaad: false } } else { Wekken::Geen };
    }
    let (mut vermissing, mut heterdaad) = (None, None);
    let mut strijdig = false;
    let mut zet = |welke: &mut Option<bool>, wel: bool| {
        strijdig |= welke.is_some_and(|eerder| eerder != wel);
        *welke = Some(wel);
    };
    for deel in zinsdelen(getypt, &genoemd) {
        let een_van = |lijst: &[&str]| deel.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
        let over_alles = een_van(&["alles", "allebei", "beide", "altijd", "alle"]);
        let niets = een_van(&["niks", "niets", "nooit"]);
        let over_vermissing = een_van(&["vermissing", "vermist", "vermissingen", "vermiste"]);
        let over_heterdaad = een_van(&["heterdaad", "inbraak", "inbraken", "overval", "overvallen"]);
        let ontkend = een_van(&["niet", "geen", "zonder", "behalve"]);
        let toegestaan = een_van(&["mag", "mogen", "wel", "alleen", "ook", "graag", "ja", "enkel"]);
        // "Nee alles" may be a no to all of it: it has to say that it may.
        if een_van(&["nee", "neen"]) && !ontkend && !toegestaan && (over_alles || over_vermissing || over_heterdaad) {
            return Wekken::Geen;
        }
        let wel = !ontkend && !niets;
        if over_alles || niets {
            zet(&mut vermissing, wel);
            zet(&mut heterdaad, wel);
        }
        if over_vermissing {
            zet(&mut vermissing, wel);
        }
        if over_heterdaad {
            zet(&mut heterdaad, wel);
        }
    }
    match (vermissing, heterdaad) {
        _ if strijdig => Wekken::Geen,
        (Some(vermissing), Some(heterdaad)) => Wekken::Bij { vermissing, heterdaad },
        (Some(vermissing), None) => Wekken::Bij { vermissing, heterdaad: false },
        // Whom a burglary may wake, somebody who is missing may.
        (None, Some(true)) => Wekken::Bij { vermissing: true, heterdaad: true },
        (None, Some(false) | None) => Wekken::Geen,
    }
}

/// The parts of an answer that say one thing each: parted by commas, "maar" and "en", and before a second subject.
fn zinsdelen<'w>(getypt: &str, genoemd: &'w [Woord]) -> Vec<&'w [Woord]> {
    let onderwerp = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "vermissing"
                | "vermist"
                | "vermissingen"
                | "vermiste"
                | "heterdaad"
                | "inbraak"
                | "inbraken"
                | "overval"
                | "overvallen"
        )
    };
    let mut delen = Vec::new();
    let mut begin = 0;
    for plaats in 1..genoemd.len() {
        let (voor, woord) = (&genoemd[plaats - 1], &genoemd[plaats]);
        let tussen = getypt.get(voor.plek.end..woord.plek.start).unwrap_or_default();
        let voegt = matches!(woord.norm.as_str(), "maar" | "en" | "but");
        // "Vermissing wel heterdaad niet": the second begins with its subject.
        let tweede = onderwerp(woord) && onderwerp(&genoemd[begin]) && plaats > begin + 1;
        let bijeen = voegt && genoemd.get(plaats + 1).is_some_and(onderwerp) && onderwerp(voor) && woord.norm == "en";
        if (tussen.contains([',', '.', ';', '!']) || voegt || tweede) && !bijeen {
            delen.push(&genoemd[begin..plaats]);
            begin = plaats;
        }
    }
    delen.push(&genoemd[begin..]);
    delen
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ja", Some((true, false)))]
    #[case("nee", Some((false, false)))]
    #[case("nee hoor", Some((false, false)))]
    #[case("nee hoor alles mag", Some((true, true)))]
    #[case("ja bij vermissing maar niet bij inbraak", Some((true, false)))]
    #[case("alleen vermissing", Some((true, false)))]
    #[case("vermissing wel, heterdaad niet", Some((true, false)))]
    #[case("vermissing wel heterdaad niet", Some((true, false)))]
    #[case("niet bij inbraak, wel bij vermissing", Some((true, false)))]
    #[case("inbraak wel maar vermissing niet", Some((false, true)))]
    #[case("vermissing en inbraak", Some((true, true)))]
    #[case("ook bij heterdaad", Some((true, true)))]
    #[case("alles", Some((true, true)))]
    #[case("nee niks", Some((false, false)))]
    #[case("geen van beide", Some((false, false)))]
    #[case("nee alles", None)]
    #[case("niet bij inbraak", None)]
    #[case("doe toch maar niet", None)]
    #[case("ja?", None)]
    #[case("wat is heterdaad?", None)]
    #[case("hallo", None)]
    fn what_may_wake_somebody(#[case] tekst: &str, #[case] verwacht: Option<(bool, bool)>) {
        let gelezen = match mag_wekken(tekst) {
            Wekken::Bij { vermissing, heterdaad } => Some((vermissing, heterdaad)),
            Wekken::Geen => None,
        };
        assert_eq!(gelezen, verwacht, "{tekst}");
    }
}
