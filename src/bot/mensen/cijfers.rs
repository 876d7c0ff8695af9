//! Figures: how well wijken are covered, and how alerts went.
//!
//! Invariant: whoever asks gets what is theirs: their groups, their wijk, their gemeente; never a
//! name of somebody.

use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::mensen::controle;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Mate, Recht, mate};
use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use crate::store::cijfers::Over;
use crate::texts::mensen::cijfers as tekst;
use crate::{limits, store};

/// The gemeenten and wijken that somebody may see figures of. No wijken: all of the gemeente.
async fn te_zien(cx: &mut Cx<'_>) -> Result<Vec<(GemeenteId, Vec<WijkId>)>, BotError> {
    let mut gevonden: Vec<(GemeenteId, Vec<WijkId>)> = Vec::new();
    for gemeente in cx.persoon.gemeenten_met(Recht::Dekking) {
        let rollen = cx.persoon.toekenningen.iter().filter(|toekenning| toekenning.gemeente == gemeente);
        let wijken = |toekenning: &crate::domain::persoon::Toekenning| match mate(toekenning.rol, Recht::Dekking) {
            Mate::Ja => Some(WijkId::default()),
            Mate::EigenWijk => Some(toekenning.wijk.clone()),
            _ => None,
        };
        let wijken: Vec<WijkId> = rollen.filter_map(wijken).collect();
        let alles = wijken.iter().any(|wijk| wijk.is_empty());
        gevonden.push((gemeente.clone(), if alles { Vec::new() } else { wijken }));
    }
    for groep in cx.persoon.groepen.clone() {
        let wijken = store::overdracht::wijken(cx.tx, groep.id).await?;
        match gevonden.iter_mut().find(|(gemeente, _)| *gemeente == groep.gemeente) {
            // An empty list is all of it.
            Some((_, bekend)) if bekend.is_empty() => {}
            Some((_, bekend)) => bekend.extend(wijken),
            None => gevonden.push((groep.gemeente, wijken)),
        }
    }
    for (_, wijken) in &mut gevonden {
        wijken.sort_unstable();
        wijken.dedup();
    }
    Ok(gevonden)
}

/// What a text asks about: a wijk that they may see, one that they may not, or all that is theirs.
enum Gevraagd<'g> {
    Wijken(&'g Gemeente, Vec<WijkId>),
    NietHier,
    Alles,
}

async fn gevraagd<'g>(cx: &mut Cx<'g>, getypt: &str) -> Result<Gevraagd<'g>, BotError> {
    let gemeenten = cx.gemeenten;
    let zichtbaar = te_zien(cx).await?;
    let mag: Vec<_> = zichtbaar.iter().map(|(gemeente, _)| gemeente).collect();
    Ok(match plaats::vind(getypt, &woorden(getypt), gemeenten, &mag) {
        Plaats::Geen => Gevraagd::Alles,
        Plaats::Wijken { gemeente, wijken, .. } => {
            let eigen = zichtbaar.iter().find(|(id, _)| *id == gemeente);
            let alle =
                eigen.is_some_and(|(_, eigen)| eigen.is_empty() || wijken.iter().all(|wijk| eigen.contains(wijk)));
            match gemeenten.get(&gemeente).filter(|_| alle) {
                Some(gemeente) => Gevraagd::Wijken(gemeente, wijken),
                None => Gevraagd::NietHier,
            }
        }
        Plaats::Keuze(..) | Plaats::Elders(..) | Plaats::Buiten(..) => Gevraagd::NietHier,
    })
}

async fn niet_hier(cx: &mut Cx<'_>, intent: Intent, daad: &str) -> HandlerResult {
    cx.record(daad, "", Some("geen wijk van deze persoon")).await?;
    cx.reply(tekst::DEKKING_NIET_HIER).await?;
    Ok(Gedaan::is(intent, Uitkomst::Denied))
}

fn wijknamen(gemeente: &Gemeente, wijken: &[WijkId]) -> Vec<String> {
    wijken.iter().filter_map(|wijk| Some(gemeente.wijk(wijk)?.naam.clone())).collect()
}

/// `/dekking [wijk]`, with what stands behind it: of what is no wijk that is said, with all that is theirs.
pub(in crate::bot) async fn dekking_van(cx: &mut Cx<'_>, wijk: &str) -> HandlerResult {
    zeg_onbekend(cx, wijk).await?;
    dekking(cx, wijk).await
}

/// The same of `/statistiek [wijk]`.
pub(in crate::bot) async fn statistiek_van(cx: &mut Cx<'_>, wijk: &str) -> HandlerResult {
    zeg_onbekend(cx, wijk).await?;
    statistiek(cx, wijk).await
}

async fn zeg_onbekend(cx: &mut Cx<'_>, wijk: &str) -> Written {
    if !schoon(wijk).is_empty() && matches!(gevraagd(cx, wijk).await?, Gevraagd::Alles) {
        cx.reply(tekst::geen_wijk(&schoon(wijk))).await?;
    }
    Ok(())
}

/// How many groups there are, and how many can be reached now.
pub(in crate::bot) async fn dekking(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match gevraagd(cx, getypt).await? {
        Gevraagd::NietHier => niet_hier(cx, Intent::Dekking, "dekking").await,
        Gevraagd::Wijken(gemeente, wijken) => {
            let met_delen = gemeente.met_delen(&wijken);
            let cijfers = store::cijfers::coverage(cx.tx, &gemeente.id, cx.now_ms).await?;
            let telt = cijfers.iter().filter(|regel| met_delen.contains(&regel.wijk));
            let (alle, bereikbaar) =
                telt.fold((0, 0), |(alle, goed), regel| (alle + regel.groepen, goed + regel.bereikbaar));
            let stil =
                controle::wat_stil_is(cx, gemeente, |groep| groep.wijken.iter().any(|wijk| met_delen.contains(wijk)));
            let antwoord = met_regel(tekst::dekking_wijk(&gemeente.namen(&wijken), alle, bereikbaar), stil.await?);
            cx.reply(antwoord).await?;
            Ok(Verstaan::is(Intent::Dekking, Uitkomst::Info).slot("wijken", wijknamen(gemeente, &wijken)).into())
        }
        Gevraagd::Alles => {
            let mut delen = Vec::new();
            for (id, eigen) in te_zien(cx).await? {
                let Some(gemeente) = cx.gemeenten.get(&id) else { continue };
                let cijfers = store::cijfers::coverage(cx.tx, &id, cx.now_ms).await?;
                let telt = |wijk: &WijkId| eigen.is_empty() || eigen.iter().any(|mijn| mijn == wijk);
                let naam =
                    |wijk: &WijkId| gemeente.wijk(wijk).map_or_else(|| wijk.to_string(), |wijk| wijk.naam.clone());
                let regels: Vec<(String, i64, i64)> = cijfers
                    .iter()
                    .filter(|regel| telt(&regel.wijk))
                    .map(|regel| (naam(&regel.wijk), regel.groepen, regel.bereikbaar))
                    .collect();
                let leeg: Vec<&str> = gemeente
                    .wijken
                    .iter()
                    .filter(|wijk| telt(&wijk.id) && !cijfers.iter().any(|regel| regel.wijk == wijk.id))
                    .map(|wijk| wijk.naam.as_str())
                    .collect();
                let stil = controle::wat_stil_is(cx, gemeente, |groep| groep.wijken.iter().any(telt)).await?;
                delen.push(met_regel(tekst::dekking(&gemeente.naam, &regels, &leeg), stil));
            }
            cx.reply(delen.join("\n\n")).await?;
            Ok(Gedaan::is(Intent::Dekking, Uitkomst::Info))
        }
    }
}

fn met_regel(tekst: String, regel: Option<String>) -> String {
    match regel {
        Some(regel) => format!("{tekst}\n{regel}"),
        None => tekst,
    }
}

/// How many alerts there were, and what became of them.
pub(in crate::bot) async fn statistiek(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let sinds_ms = cx.now_ms - limits::FIGURES_LOOK_BACK_MS;
    match gevraagd(cx, getypt).await? {
        Gevraagd::NietHier => niet_hier(cx, Intent::Statistiek, "statistiek").await,
        Gevraagd::Wijken(gemeente, wijken) => {
            let met_delen = gemeente.met_delen(&wijken).into_iter().collect();
            let over = Over::Wijken(&gemeente.id, met_delen);
            let regel = regel(cx, &gemeente.namen(&wijken), &over, sinds_ms).await?;
            cx.reply(regel).await?;
            Ok(Verstaan::is(Intent::Statistiek, Uitkomst::Info).slot("wijken", wijknamen(gemeente, &wijken)).into())
        }
        Gevraagd::Alles => {
            let mut delen = Vec::new();
            if !cx.persoon.groepen.is_empty() {
                let over = Over::Persoon(cx.persoon.id);
                delen.push(regel(cx, "Uw groepen", &over, sinds_ms).await?);
            }
            let met_rol: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::Dekking).into_iter().cloned().collect();
            for (id, eigen) in te_zien(cx).await?.into_iter().filter(|(id, _)| met_rol.contains(id)) {
                let Some(gemeente) = cx.gemeenten.get(&id) else { continue };
                let (waar, over) = if eigen.is_empty() {
                    (gemeente.naam.clone(), Over::Gemeente(&gemeente.id))
                } else {
                    let met_delen = gemeente.met_delen(&eigen).into_iter().collect();
                    (gemeente.namen(&eigen), Over::Wijken(&gemeente.id, met_delen))
                };
                let heel = matches!(over, Over::Gemeente(_));
                delen.push(regel(cx, &waar, &over, sinds_ms).await?);
                if heel {
                    delen.extend(tekst::herkomst(&store::aanmelding::brought(cx.tx, &id, sinds_ms).await?));
                }
            }
            cx.reply(delen.join("\n")).await?;
            Ok(Gedaan::is(Intent::Statistiek, Uitkomst::Info))
        }
    }
}

async fn regel(cx: &mut Cx<'_>, waar: &str, over: &Over<'_>, sinds_ms: i64) -> Result<String, BotError> {
    let cijfers = store::cijfers::figures(cx.tx, over, sinds_ms).await?;
    Ok(tekst::statistiek(
        waar,
        (cijfers.meldingen, cijfers.oefeningen),
        (cijfers.groepen, cijfers.geplaatst),
        (cijfers.mediaan_ms, cijfers.van_melding_ms),
    ))
}
