//! Writing an alert: from `/melding`, in one line or one question at a time, to a preview.
//!
//! Owns the questions and the reading of their answers. The preview and what follows are `voorbeeld`'s.
//! Invariant: nothing that was typed is lost; an answer that does not fit is asked again with what is
//! already known.

use crate::bot::begrip::melding::{Gelezen, lees};
use crate::bot::begrip::plaats::{Plaats, WijkId};
use crate::bot::begrip::woorden;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, Invulling, Vraag};
use crate::bot::error::HandlerResult;
use crate::bot::handlers::{algemeen, keuze, voorbeeld};
use crate::bot::knop::{Deel, Knop};
use crate::domain::melding::{self, MeldingStatus, OEFENING};
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::{Politiebericht, controleer_omschrijving, schoon};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::texts::{algemeen as woorden_tekst, knoppen, politie, politiebericht};
use crate::whatsapp::outgoing::Row;

/// `/melding`: begins anew, with whatever stands behind it.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, tekst: &str, getypt: Option<&str>) -> HandlerResult {
    begin_met(cx, Invulling::default(), tekst, getypt.map(|getypt| (getypt, "/melding"))).await
}

/// The same with what is known before; `getypt`: what was typed and which command it was read as.
pub(in crate::bot) async fn begin_met(
    cx: &mut Cx<'_>,
    mut invulling: Invulling,
    tekst: &str,
    getypt: Option<(&str, &str)>,
) -> HandlerResult {
    if let Some(nummer) = algemeen::ruim_concept_op(cx).await? {
        invulling.opmerkingen.push(politie::vorig_concept_weg(&nummer));
    }
    invulling.opmerkingen.extend(getypt.map(|(getypt, gelezen)| politie::gecorrigeerd(getypt, gelezen)));
    let gelezen = lees(tekst, cx.gemeenten, &mag(cx));
    neem_over(&mut invulling, &gelezen);
    match gelezen.plaats {
        Plaats::Geen | Plaats::Wijken { .. } => verder(cx, invulling).await,
        plaats => vraag_om_plaats(cx, invulling, &plaats).await,
    }
}

/// The ids of the gemeenten in which this person may send.
fn mag<'a>(cx: &'a Cx<'_>) -> Vec<&'a str> {
    cx.persoon.gemeenten_met(Recht::MeldingVersturen)
}

/// Takes over what a line says; what was known and is not said again stays.
fn neem_over(invulling: &mut Invulling, gelezen: &Gelezen) {
    if let Some(soort) = gelezen.soort {
        invulling.soort = Some(soort.id().to_owned());
        let getypt = gelezen.soort_getypt.as_deref();
        invulling.opmerkingen.extend(getypt.map(|getypt| politie::gecorrigeerd(getypt, politiebericht::soort(soort))));
    }
    if let Plaats::Wijken { gemeente, wijken, gecorrigeerd, .. } = &gelezen.plaats {
        invulling.gemeente = Some(gemeente.clone());
        invulling.wijken.clone_from(wijken);
        invulling.opmerkingen.extend(gecorrigeerd.iter().map(|(getypt, naam)| politie::gecorrigeerd(getypt, naam)));
    }
    if !gelezen.omschrijving.is_empty() {
        invulling.omschrijving = Some(gelezen.omschrijving.clone());
    }
}

/// Asks for the next thing that is missing, or shows the preview.
pub(in crate::bot) async fn verder(cx: &mut Cx<'_>, invulling: Invulling) -> HandlerResult {
    let Some(soort) = invulling.soort() else {
        return vraag_soort(cx, invulling, politie::WELKE_SOORT.to_owned()).await;
    };
    if invulling.wijken.is_empty() {
        return vraag_wijk(cx, invulling, None).await;
    }
    let Some(omschrijving) = invulling.omschrijving.clone() else {
        return vraag_tekst(cx, invulling, politie::WELKE_TEKST.to_owned()).await;
    };
    if let Err(fout) = controleer_omschrijving(&omschrijving, ruimte(cx, soort, &invulling)) {
        return vraag_tekst(cx, invulling, politie::omschrijving_fout(fout)).await;
    }
    voorbeeld::maak(cx, invulling, soort, &omschrijving).await
}

/// The characters that a description may have, so that the whole politiebericht stays within its limit.
fn ruimte(cx: &Cx<'_>, soort: MeldingSoort, invulling: &Invulling) -> usize {
    let gemeente = invulling.gemeente.as_deref().and_then(|id| cx.gemeenten.get(id));
    let leeg = Politiebericht {
        nummer: if invulling.oefening { melding::nummer(OEFENING, 10_000) } else { "XX-00000".to_owned() },
        soort,
        waar: gemeente.map(|gemeente| gemeente.namen(&invulling.wijken)).unwrap_or_default(),
        gemeld_ms: 0,
        omschrijving: String::new(),
        tot_ms: 0,
    };
    let rest = limits::POLITIEBERICHT_CHARACTERS_MAX.saturating_sub(politiebericht::tekst(&leeg).chars().count());
    rest.min(limits::OMSCHRIJVING_CHARACTERS_MAX)
}

async fn vraag_soort(cx: &mut Cx<'_>, invulling: Invulling, tekst: String) -> HandlerResult {
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Soort }).await?;
    let rows = MeldingSoort::ALLE.map(|soort| Row {
        id: Knop::Soort(soort).encode(),
        title: politiebericht::soort(soort).to_owned(),
        description: None,
    });
    cx.reply_list(tekst, knoppen::KIES, rows.into()).await
}

async fn vraag_tekst(cx: &mut Cx<'_>, invulling: Invulling, tekst: String) -> HandlerResult {
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Tekst }).await?;
    cx.reply(tekst).await
}

/// Asks for the wijk: of the gemeente that is known, else of the only one there is, else the gemeente first.
async fn vraag_wijk(cx: &mut Cx<'_>, invulling: Invulling, tekst: Option<String>) -> HandlerResult {
    let mag = mag(cx);
    let gemeenten: Vec<&Gemeente> =
        cx.gemeenten.iter().filter(|gemeente| mag.contains(&gemeente.id.as_str())).collect();
    let bekend = invulling.gemeente.as_deref();
    let gemeente = gemeenten.iter().find(|gemeente| Some(gemeente.id.as_str()) == bekend || gemeenten.len() == 1);
    let (rows, vraag, standaard) = match gemeente {
        Some(gemeente) => (keuze::wijken(gemeente, Knop::Wijk), Vraag::Wijk, politie::WELKE_WIJK),
        None => (
            gemeenten.iter().map(|gemeente| keuze::gemeente(gemeente, Knop::Gemeente)).collect(),
            Vraag::Gemeente,
            politie::WELKE_GEMEENTE,
        ),
    };
    cx.expect(&Dialogue::Melding { invulling, vraag }).await?;
    cx.reply_list(tekst.unwrap_or_else(|| standaard.to_owned()), knoppen::KIES, rows).await
}

/// Says why a place does not fit, and asks again.
async fn vraag_om_plaats(cx: &mut Cx<'_>, invulling: Invulling, plaats: &Plaats) -> HandlerResult {
    match plaats {
        Plaats::Keuze(keuze, _) => vraag_keuze(cx, invulling, keuze).await,
        Plaats::Elders((gemeente, wijk), _) => {
            let gemeente = cx.gemeenten.get(gemeente);
            let wijk = gemeente.and_then(|gemeente| gemeente.wijk(wijk)).map_or("Die wijk", |wijk| wijk.naam.as_str());
            let tekst =
                politie::andere_gemeente(wijk, gemeente.map_or("een andere gemeente", |gemeente| &gemeente.naam));
            cx.record(
                "melding",
                &format!("wijk in {}", gemeente.map_or("", |gemeente| &gemeente.id)),
                Some("andere gemeente"),
            )
            .await?;
            vraag_wijk(cx, invulling, Some(tekst)).await
        }
        Plaats::Buiten(naam, _) => {
            let mag = mag(cx);
            let namen: Vec<&str> = cx
                .gemeenten
                .iter()
                .filter(|gemeente| mag.contains(&gemeente.id.as_str()))
                .map(|gemeente| gemeente.naam.as_str())
                .collect();
            let tekst = politie::buiten_gebied(naam, &namen);
            vraag_wijk(cx, invulling, Some(tekst)).await
        }
        Plaats::Geen | Plaats::Wijken { .. } => verder(cx, invulling).await,
    }
}

/// Asks which of several wijken with one name is meant.
async fn vraag_keuze(cx: &mut Cx<'_>, invulling: Invulling, mogelijk: &[WijkId]) -> HandlerResult {
    let (naam, rows) = keuze::gelijknamig(cx.gemeenten, mogelijk, Knop::Wijk);
    let tekst = politie::wijk_in_meer_gemeenten(&naam);
    cx.expect(&Dialogue::Melding { invulling, vraag: Vraag::Wijk }).await?;
    cx.reply_list(tekst, knoppen::KIES, rows).await
}

/// A typed answer to a question.
pub(in crate::bot) async fn antwoord(
    cx: &mut Cx<'_>,
    mut invulling: Invulling,
    vraag: Vraag,
    tekst: &str,
) -> HandlerResult {
    match vraag {
        Vraag::Soort => {
            let gelezen = lees(tekst, cx.gemeenten, &mag(cx));
            let bekend = invulling.omschrijving.clone();
            neem_over(&mut invulling, &gelezen);
            if gelezen.soort.is_none() {
                invulling.omschrijving = bekend;
                return vraag_soort(cx, invulling, politie::geen_soort(&schoon(tekst))).await;
            }
            verder(cx, invulling).await
        }
        Vraag::Gemeente | Vraag::Wijk => antwoord_wijk(cx, invulling, tekst).await,
        Vraag::Tekst => {
            invulling.omschrijving = Some(schoon(tekst));
            verder(cx, invulling).await
        }
    }
}

async fn antwoord_wijk(cx: &mut Cx<'_>, mut invulling: Invulling, tekst: &str) -> HandlerResult {
    let genoemd = woorden::naam(tekst);
    let mag = mag(cx);
    let gemeente = cx
        .gemeenten
        .iter()
        .find(|gemeente| mag.contains(&gemeente.id.as_str()) && gemeente.naam.to_lowercase() == genoemd);
    if let Some(gemeente) = gemeente {
        invulling.gemeente = Some(gemeente.id.clone());
        return vraag_wijk(cx, invulling, None).await;
    }
    // Inside a gemeente that is known, a name that others have too is no question.
    let alleen: Vec<&str> = invulling.gemeente.as_deref().map_or_else(|| mag.clone(), |gemeente| vec![gemeente]);
    let gelezen = lees(tekst, cx.gemeenten, &alleen);
    let gelezen = if matches!(gelezen.plaats, Plaats::Elders(..)) { lees(tekst, cx.gemeenten, &mag) } else { gelezen };
    match &gelezen.plaats {
        Plaats::Geen => vraag_wijk(cx, invulling, Some(politie::geen_wijk(&schoon(tekst)))).await,
        Plaats::Wijken { .. } => {
            let bekend = invulling.omschrijving.clone();
            neem_over(&mut invulling, &gelezen);
            // "Rokkeveen graag" answers the question; it does not describe anybody.
            invulling.omschrijving = bekend.or(invulling
                .omschrijving
                .filter(|rest| controleer_omschrijving(rest, limits::OMSCHRIJVING_CHARACTERS_MAX).is_ok()));
            verder(cx, invulling).await
        }
        plaats => vraag_om_plaats(cx, invulling, plaats).await,
    }
}

/// A shared location as an answer to where it is. Its words name the wijk; they describe nobody.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, mut invulling: Invulling, getypt: &str) -> HandlerResult {
    cx.forget_input().await?;
    let Plaats::Wijken { gemeente, wijken, .. } = lees(getypt, cx.gemeenten, &mag(cx)).plaats else {
        return vraag_wijk(cx, invulling, Some(woorden_tekst::LOCATIE_ONBEKEND.to_owned())).await;
    };
    invulling.gemeente = Some(gemeente);
    invulling.wijken = wijken;
    verder(cx, invulling).await
}

/// What is being filled in now; a tap may come while nothing is.
async fn lopend(cx: &mut Cx<'_>) -> Result<Option<Invulling>, crate::bot::error::BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, .. }) => Some(invulling),
        _ => None,
    })
}

/// A tap on a kind.
pub(in crate::bot) async fn soort_gekozen(cx: &mut Cx<'_>, soort: MeldingSoort) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    invulling.soort = Some(soort.id().to_owned());
    verder(cx, invulling).await
}

/// A tap on a gemeente.
pub(in crate::bot) async fn gemeente_gekozen(cx: &mut Cx<'_>, gemeente: &str) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    if !cx.persoon.mag_in(Recht::MeldingVersturen, gemeente) {
        cx.record("melding", gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    invulling.gemeente = Some(gemeente.to_owned());
    vraag_wijk(cx, invulling, None).await
}

/// A tap on a wijk.
pub(in crate::bot) async fn wijk_gekozen(cx: &mut Cx<'_>, gemeente: &str, wijk: &str) -> HandlerResult {
    let Some(mut invulling) = lopend(cx).await? else { return algemeen::onbekende_knop(cx).await };
    let bestaat = cx.gemeenten.get(gemeente).is_some_and(|gemeente| gemeente.wijk(wijk).is_some());
    if !bestaat || !cx.persoon.mag_in(Recht::MeldingVersturen, gemeente) {
        cx.record("melding", gemeente, Some("andere gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    invulling.gemeente = Some(gemeente.to_owned());
    invulling.wijken = vec![wijk.to_owned()];
    verder(cx, invulling).await
}

/// A typed answer to "wat wilt u aanpassen?".
pub(in crate::bot) async fn welk_deel(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    let genoemd: Vec<String> = woorden::woorden(tekst).into_iter().map(|woord| woord.norm).collect();
    let noemt = |namen: &[&str]| genoemd.iter().any(|woord| namen.contains(&woord.as_str()));
    if noemt(&["soort", "delict"]) {
        wijzig(cx, id, Deel::Soort).await
    } else if noemt(&["wijk", "wijken", "plaats", "waar"]) {
        wijzig(cx, id, Deel::Wijk).await
    } else if noemt(&["beschrijving", "tekst", "omschrijving", "signalement"]) {
        wijzig(cx, id, Deel::Tekst).await
    } else {
        voorbeeld::antwoord(cx, id, tekst).await
    }
}

/// Asks anew for one part of a draft.
pub(in crate::bot) async fn wijzig(cx: &mut Cx<'_>, id: MeldingId, deel: Deel) -> HandlerResult {
    let Some(melding) = voorbeeld::eigen_of_weiger(cx, id).await? else { return Ok(()) };
    match melding.status {
        MeldingStatus::Concept | MeldingStatus::WachtTweede => {}
        status if status.is_verstuurd() => return cx.reply(politie::al_verstuurd(&melding.nummer)).await,
        _ => return cx.reply(politie::CONCEPT_VOORBIJ).await,
    }
    let mut invulling = invulling_van(&melding);
    let vraag = match deel {
        Deel::Soort => Vraag::Soort,
        Deel::Tekst => Vraag::Tekst,
        Deel::Wijk => {
            // Whoever may act in several gemeenten may have meant another one.
            if cx.persoon.gemeenten_met(Recht::MeldingVersturen).len() > 1 {
                invulling.gemeente = None;
            }
            Vraag::Wijk
        }
    };
    vraag_deel(cx, invulling, vraag).await
}

/// Asks a question.
async fn vraag_deel(cx: &mut Cx<'_>, invulling: Invulling, vraag: Vraag) -> HandlerResult {
    match vraag {
        Vraag::Soort => vraag_soort(cx, invulling, politie::WELKE_SOORT.to_owned()).await,
        Vraag::Gemeente | Vraag::Wijk => vraag_wijk(cx, invulling, None).await,
        Vraag::Tekst => vraag_tekst(cx, invulling, politie::WELKE_TEKST.to_owned()).await,
    }
}

/// What a draft holds, as the start of a change to it.
fn invulling_van(melding: &crate::store::melding::Melding) -> Invulling {
    let MeldingId(id) = melding.id;
    Invulling {
        soort: Some(melding.soort.id().to_owned()),
        gemeente: Some(melding.gemeente.clone()),
        wijken: melding.wijken.clone(),
        omschrijving: Some(melding.omschrijving.clone()),
        melding: Some(id),
        opmerkingen: Vec::new(),
        oefening: melding.oefening,
    }
}
