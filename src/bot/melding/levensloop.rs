//! What police say in words of their own about an alert that left.
//!
//! Owns which conversation takes it up. Invariants: a withdrawal is heard in the middle of anything; what fits no alert
//! is a text like any other; what may be a stop or a description stops nothing and is asked about.

use crate::bot::begrip::beide::noemt_allebei;
use crate::bot::begrip::houding::{self, Houding};
use crate::bot::begrip::levensloop::{self, Gezegd, Levensloop, nummer_in};
use crate::bot::begrip::uitdrukkelijk::{Woorden, twijfelt, woorden_voor, zegt_sluiten};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::woorden::woorden as in_woorden;
use crate::bot::begrip::{antwoord, gesprek, terugnemen};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::welke::{self, Welke};
use crate::bot::melding::{afsluiten, bijwerken, gestopt, intrekken, updateterug};
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gewoon};
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::store::levensloop::Zoek;
use crate::texts::knoppen;
use crate::texts::melding::bijwerking as update_tekst;
use crate::texts::melding::levensloop as tekst;

/// Takes up what was said; `anders` is what it is where no alert fits.
///
/// Each way is boxed: together they would not fit on the stack of a thread.
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, wat: Levensloop, anders: Said) -> HandlerResult {
    let Levensloop { gezegd, nummer, tekst } = wat;
    // "Annuleer de update" names what waits, and the alert runs on.
    let woorden = gezegde(&anders).to_owned();
    if gesprek::neemt_update_terug(&woorden)
        && let Some(gedaan) = updateterug::neem_terug(cx, &woorden).await?
    {
        return Ok(gedaan);
    }
    // What stands still and is spoken of again is not only to stop.
    if matches!(gezegd, Gezegd::Paniek | Gezegd::MisschienPaniek)
        && nummer.is_none()
        && let Some(gedaan) = Box::pin(gestopt::uitgesproken(cx, &woorden)).await?
    {
        return Ok(gedaan);
    }
    if zegt_meer(&gezegd, &woorden) {
        return Box::pin(vraag_wat_dan(cx, nummer.as_deref(), &woorden, anders)).await;
    }
    // An end is asked about before it leaves. A withdrawal is not: of several it is always asked which.
    let van_allebei = matches!(gezegd, Gezegd::Sluiten(_)) && noemt_allebei(&woorden);
    let nummer = if nummer.is_none() && van_allebei { welke::eerste_van_samen(cx).await? } else { nummer };
    match gezegd {
        Gezegd::Intrekken(afloop) => Box::pin(intrekken::begin(cx, nummer.as_deref(), &tekst, afloop)).await,
        Gezegd::LatenStaan => {
            let gedaan = Box::pin(intrekken::laten_staan_getypt(cx, nummer.as_deref())).await?;
            Ok(gedaan.unwrap_or_else(|| algemeen::anders(anders)))
        }
        Gezegd::MisschienPaniek => Box::pin(misschien_paniek(cx, anders)).await,
        Gezegd::MisschienIntrekken if nummer.is_none() && is_bij_concept(&anders) => {
            let gedaan = Box::pin(intrekken::bij_concept(cx)).await?;
            Ok(gedaan.unwrap_or_else(|| algemeen::anders(anders)))
        }
        Gezegd::MisschienIntrekken => {
            let gedaan = Box::pin(intrekken::vraag_welke(cx, nummer.as_deref(), "")).await?;
            Ok(gedaan.unwrap_or_else(|| algemeen::anders(anders)))
        }
        // What was just declined is what they mean.
        Gezegd::Paniek if nummer.is_none() && cx.net_afgewezen => {
            Ok(Gedaan::Terug(Said::Command(Command::Stop(tekst), None)))
        }
        Gezegd::Paniek if nummer.is_none() && is_bij_concept(&anders) => {
            let gedaan = Box::pin(intrekken::bij_concept(cx)).await?;
            Ok(gedaan.unwrap_or_else(|| algemeen::anders(anders)))
        }
        // Said once too often: what was written is gone already, and what runs is not what they were writing.
        Gezegd::Paniek if nummer.is_none() && cx.net_geannuleerd && terugnemen::annuleert(&tekst) => {
            let gedaan = Box::pin(intrekken::vraag_na_annuleren(cx)).await?;
            Ok(gedaan.unwrap_or_else(|| algemeen::anders(anders)))
        }
        Gezegd::Paniek if zegt_intrekken(cx, &woorden).await? => {
            let afloop = levensloop::afloop(&in_woorden(&woorden));
            Box::pin(intrekken::begin(cx, nummer.as_deref(), &tekst, afloop)).await
        }
        Gezegd::Paniek => {
            let neemt_terug = terugnemen::lees(gezegde(&anders), &cx.gemeenten.codes()).is_some();
            let mut gedaan = Box::pin(intrekken::paniek(cx, nummer.as_deref(), &tekst)).await?;
            if gedaan.is_none() && neemt_terug {
                gedaan = Box::pin(intrekken::vraag_welke(cx, None, &tekst)).await?;
            }
            Ok(gedaan.unwrap_or_else(|| algemeen::anders(anders)))
        }
        Gezegd::Sluiten(_) | Gezegd::Update if nummer.is_none() && !past_een(cx).await? => Ok(algemeen::anders(anders)),
        Gezegd::Sluiten(afloop) => Box::pin(afsluiten::begin_met(cx, nummer.as_deref(), Some(afloop), &tekst)).await,
        Gezegd::Update => {
            let met_nummer = nummer.map_or_else(|| tekst.clone(), |nummer| format!("{nummer} {tekst}"));
            Box::pin(bijwerken::begin(cx, &met_nummer)).await
        }
    }
}

/// What was refused is not offered: "niet intrekken maar afronden" is asked how it ended, a doubt whether to withdraw. Nothing is done by either.
async fn vraag_wat_dan(cx: &mut Cx<'_>, nummer: Option<&str>, getypt: &str, anders: Said) -> HandlerResult {
    if zegt_sluiten(getypt) {
        let gevraagd = match cx.dialogue().await? {
            Found::Running(Dialogue::Gestopt { melding, .. } | Dialogue::Afsluiten { melding, .. }) => {
                Some(MeldingId(melding))
            }
            _ => welke::pas_verstuurd(cx).await?.0.map(|melding| melding.id),
        };
        if let Some(id) = gevraagd.filter(|_| nummer.is_none()) {
            return afsluiten::getikt(cx, id).await;
        }
    }
    let gevraagd = intrekken::vraag_welke(cx, nummer, "").await?;
    Ok(gevraagd.unwrap_or_else(|| algemeen::anders(anders)))
}

/// "Fout adres, haal weg bij iedereen": that what left just now has to go everywhere is said outright.
async fn zegt_intrekken(cx: &mut Cx<'_>, getypt: &str) -> Result<bool, BotError> {
    Ok(cx.persoon.mag(Recht::MeldingBijwerken)
        && welke::pas_verstuurd_nummer(cx).await?.is_some()
        && gewoon::wil(cx, Open::Loopt, getypt, &[Wens::MeldingIntrek]).is_some())
}

/// "Niet intrekken maar afronden" neither lets it run nor withdraws it; "ik twijfel over intrekken" does not withdraw it.
fn zegt_meer(gezegd: &Gezegd, getypt: &str) -> bool {
    match gezegd {
        Gezegd::LatenStaan => woorden_voor(Wens::MeldingLaten, Open::Stopvraag, getypt) == Woorden::Spreken,
        Gezegd::Intrekken(_) => twijfelt(getypt),
        _ => false,
    }
}

/// The words themselves.
pub(in crate::bot) fn gezegde(said: &Said) -> &str {
    match said {
        Said::Text(tekst)
        | Said::Bevestiging(_, tekst)
        | Said::Answer(_, tekst)
        | Said::Command(Command::Melding(tekst), _) => tekst,
        _ => "",
    }
}

/// Whether it was said while a preview was shown.
const fn is_bij_concept(said: &Said) -> bool {
    matches!(said, Said::Answer(Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. }, _))
}

/// "Stop die man rent naar het station": stops nothing, and asks where an alert of theirs just left.
pub(in crate::bot) async fn misschien_paniek(cx: &mut Cx<'_>, anders: Said) -> HandlerResult {
    let (Said::Text(zin) | Said::Answer(_, zin)) = &anders else { return Ok(algemeen::anders(anders)) };
    let Some(melding) = welke::pas_verstuurd(cx).await?.0 else { return Ok(algemeen::anders(anders)) };
    // Who may not tell news is asked about the stop alone, where nothing else is understood.
    if !cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        return Ok(algemeen::anders(anders));
    }
    let (id, nummer) = (melding.id, melding.nummer);
    cx.expect(&Dialogue::StopOfNieuws { melding: id.0, tekst: zin.clone() }).await?;
    let buttons = vec![Knop::Bijwerken(id).met(knoppen::BIJWERKEN), Knop::Annuleren(id).met(knoppen::stop(&nummer))];
    cx.reply_buttons(tekst::stop_of_update(&nummer), buttons).await?;
    let vraag = Verstaan::is(Intent::MeldingUpdate, Uitkomst::Ask).vraag(&["stop_of_update"]);
    Ok(vraag.slot("nummer", nummer).into())
}

/// A typed answer to that question.
pub(in crate::bot) async fn stop_of_nieuws_getypt(
    cx: &mut Cx<'_>,
    id: MeldingId,
    nieuws: &str,
    getypt: &str,
) -> HandlerResult {
    if gesprek::zegt_nieuws(getypt) {
        return bijwerken::begin_met(cx, id, &schoon(nieuws)).await;
    }
    cx.end_dialogue().await?;
    Ok(Gedaan::terug(getypt))
}

async fn past_een(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    Ok(matches!(welke::welke(cx, None, Zoek::Lopend).await?, Welke::Een(_) | Welke::Kies(_) | Welke::Later(_)))
}

/// `/intrekken [nummer] [reden]`.
pub(in crate::bot) async fn intrekken_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let codes = cx.gemeenten.codes();
    let nummer = nummer_in(getypt, &codes).map(|(nummer, _)| nummer);
    let reden = levensloop::zonder_nummer(getypt, &codes);
    let gedaan = match houding::van_opdracht(tekst::INTREKKEN, &reden) {
        Houding::Doet => {
            let afloop = levensloop::afloop(&in_woorden(&reden));
            return intrekken::begin(cx, nummer.as_deref(), &reden, afloop).await;
        }
        Houding::Ontkent => intrekken::laten_staan_getypt(cx, nummer.as_deref()).await?,
        Houding::Vraagt | Houding::StaatNogNiet => intrekken::vraag_welke(cx, nummer.as_deref(), "").await?,
    };
    if let Some(gedaan) = gedaan {
        return Ok(gedaan);
    }
    cx.reply(tekst::NIETS_INGETROKKEN).await?;
    Ok(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Info))
}

/// A typed answer to "welke melding bedoelt u?".
pub(in crate::bot) async fn welke_getypt(
    cx: &mut Cx<'_>,
    wat: OverMelding,
    eerder: &str,
    getypt: &str,
) -> HandlerResult {
    let codes = cx.gemeenten.codes();
    // "Niet ZM-0001", "ZM-0001 is nog goed", "waarom is ZM-0001 ingetrokken": a number that is spoken of is not chosen.
    let gekozen = nummer_in(getypt, &codes).filter(|_| levensloop::kiest_alleen(getypt, &codes));
    if gekozen.is_none() && nummer_in(getypt, &codes).is_some() && antwoord::zegt_nee(getypt) {
        return welke::vraag_opnieuw(cx, wat, eerder).await;
    }
    let omschreven = match gekozen {
        None => welke::omschreven_in(cx, wat, getypt).await?,
        Some(_) => None,
    };
    let Some(nummer) = gekozen.map(|(nummer, _)| nummer).or(omschreven) else {
        // "Allebei", "de laatste": none is named by that, and the question stands.
        if levensloop::wijst_alleen(getypt) {
            return welke::vraag_opnieuw(cx, wat, eerder).await;
        }
        cx.end_dialogue().await?;
        // One was offered, of a colleague: a yes takes it, a no ends it.
        if wat == OverMelding::Update
            && antwoord::ja(getypt)
            && let Some(gedaan) = bijwerken::ja_van_collega(cx, eerder).await?
        {
            return Ok(gedaan);
        }
        if antwoord::nee(getypt) {
            let niets = match wat {
                OverMelding::Update => update_tekst::GEEN_UPDATE,
                OverMelding::Sluiten => tekst::NIETS_AFGESLOTEN,
                OverMelding::Intrekken => tekst::NIETS_INGETROKKEN,
            };
            cx.reply(niets).await?;
            return Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Info));
        }
        return Ok(Gedaan::terug(getypt));
    };
    cx.end_dialogue().await?;
    match wat {
        OverMelding::Update => bijwerken::begin(cx, &format!("{nummer} {eerder}")).await,
        OverMelding::Sluiten => afsluiten::begin(cx, &format!("{nummer} {eerder}")).await,
        OverMelding::Intrekken => {
            let afloop = levensloop::afloop(&in_woorden(eerder));
            intrekken::begin(cx, Some(&nummer), eerder, afloop).await
        }
    }
}
