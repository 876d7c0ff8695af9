//! Which alert is to stop or to be withdrawn: easier than sending, and panic-proof.
//!
//! Owns finding what is meant by what was said, and asking where it is not certain; the withdrawal itself is
//! `intrekking`'s. Invariants: an explicit withdrawal that fits one alert goes without a question, by one person; what was
//! said before an alert left is not about it, unless it names it; words of panic stop and ask.

use crate::bot::begrip::plaats::{Kaart, Plaats};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{gesprek, levensloop as begrip};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::intrekking::{mijn, niet_van_hen};
use crate::bot::melding::stilzetten::{stop_alle, stop_en_vraag, stop_en_vraag_met};
use crate::bot::melding::welke::{self, Welke, omschreven, van_mij};
use crate::bot::melding::{afsluiten, opnieuw, plan, samen, tweede, voorbeeld};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::afloop::Afloop;
use crate::domain::melding::{MeldingStatus, Stap};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::limits;
use crate::store::levensloop::{self, Zoek};
use crate::store::melding::Melding;
use crate::store::{self};
use crate::texts::knoppen;
use crate::texts::melding::levensloop as tekst;

/// `/intrekken [nummer] [reden]`, or the same in other words. `afloop` is an outcome that was named beside it.
pub(in crate::bot) async fn begin(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
    reden: &str,
    afloop: Option<Afloop>,
) -> HandlerResult {
    let gedaan = trek_in_wat_bedoeld_is(cx, genoemd, reden, afloop).await?;
    Ok(if reden.is_empty() { gedaan } else { Gedaan::from(Verstaan::default().slot("reden", reden)).en(gedaan) })
}

async fn trek_in_wat_bedoeld_is(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
    reden: &str,
    afloop: Option<Afloop>,
) -> HandlerResult {
    // Digits alone are a number, and no reason: another alert than the last may be meant.
    let cijfers = welke::op_cijfers(cx, if genoemd.is_none() { reden } else { "" }).await?;
    let genoemd = genoemd.or(cijfers.as_deref());
    let aangewezen = genoemd.is_some() || welke::geciteerd(cx).await?.is_some();
    if !aangewezen {
        match cx.dialogue().await? {
            Found::Running(Dialogue::Gestopt { melding, reden: eerder }) if cx.answers_what_was_asked().await? => {
                let Some(melding) = mijn(cx, MeldingId(melding)).await? else { return Ok(niet_van_hen()) };
                let reden = if reden.is_empty() { eerder.as_str() } else { reden };
                return Box::pin(beeindig(cx, &melding, reden, afloop)).await;
            }
            // The draft that is shown now, or one that left?
            Found::Running(dialogue) => {
                if let Some(concept) = open_concept(cx, &dialogue).await? {
                    return Box::pin(concept_of_verstuurd(cx, &concept, &dialogue)).await;
                }
                if matches!(dialogue, Dialogue::Melding { .. } | Dialogue::Bijwerking { .. }) {
                    return Box::pin(invullen_of_verstuurd(cx)).await;
                }
            }
            Found::None | Found::Unreadable => {}
        }
    }
    if !aangewezen && let Some(wachtend) = tweede::eigen_wachtend(cx).await? {
        return Box::pin(wachtend_of_verstuurd(cx, &wachtend)).await;
    }
    match welke::welke(cx, genoemd, Zoek::Verstuurd).await? {
        Welke::Een(melding) if aangewezen => Box::pin(beeindig(cx, &melding, reden, afloop)).await,
        // One that somebody else sent, and nobody named, is shown first.
        Welke::Een(melding) if !van_mij(cx, &melding) => {
            let vraag = welke::vraag(cx, OverMelding::Intrekken, reden, std::slice::from_ref(&*melding)).await?;
            Ok(Gedaan::from(Verstaan::default().slot("nummer", melding.nummer.as_str())).en(vraag))
        }
        // It was said long ago and names none: nothing more leaves, and it is asked.
        Welke::Een(melding) if cx.is_oud() => {
            if melding.status == MeldingStatus::Verzonden {
                let vraag = tekst::laat_bedoeld(cx.gezegd_ms, &melding.nummer);
                return stop_en_vraag_met(cx, &melding, reden, Some(vraag)).await;
            }
            welke::vraag(cx, OverMelding::Intrekken, reden, std::slice::from_ref(&*melding)).await
        }
        Welke::Een(melding) => Box::pin(beeindig(cx, &melding, reden, afloop)).await,
        Welke::Kies(meldingen) => welke::vraag(cx, OverMelding::Intrekken, reden, &meldingen).await,
        Welke::Later(meldingen) => kwam_te_laat(cx, reden, &meldingen).await,
        Welke::Geen => {
            cx.reply(tekst::NIETS_IN_TE_TREKKEN).await?;
            Ok(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Info))
        }
        Welke::Onbekend(nummer) => niet_verstuurd(cx, &nummer).await,
    }
}

/// A number under which nothing of theirs left. A draft of theirs with it is thrown away.
async fn niet_verstuurd(cx: &mut Cx<'_>, nummer: &str) -> HandlerResult {
    match welke::eigen_concept(cx, nummer).await? {
        Some(concept) if concept.status.na(Stap::Annuleer).is_some() => {
            Box::pin(voorbeeld::annuleren(cx, concept.id)).await
        }
        _ => {
            welke::onbekend(cx, nummer).await?;
            Ok(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Denied))
        }
    }
}

/// A draft of theirs waits for a second person: that one, or one that left?
async fn wachtend_of_verstuurd(cx: &mut Cx<'_>, wachtend: &Melding) -> HandlerResult {
    let meldingen = verstuurd(cx, None).await?;
    let eigen: Vec<Melding> = meldingen.into_iter().filter(|melding| van_mij(cx, melding)).collect();
    if eigen.is_empty() {
        return Box::pin(tweede::trek_terug(cx, wachtend)).await;
    }
    Box::pin(vraag_concept_of(cx, wachtend, &eigen, false)).await
}

/// Ends an alert that was certainly meant: withdrawn, or closed with the outcome that was named beside it.
async fn beeindig(cx: &mut Cx<'_>, melding: &Melding, reden: &str, afloop: Option<Afloop>) -> HandlerResult {
    match afloop {
        // "Al aangehouden" says that the alert was right: people hear how it ended.
        Some(afloop) if afloop.past_bij(melding.soort) && melding.status.na(Stap::Sluit).is_some() => {
            afsluiten::sluit(cx, melding, afloop).await
        }
        Some(afloop) => vraag_welk_einde(cx, melding, afloop).await,
        None => opnieuw::trek_in(cx, melding, reden).await,
    }
}

/// It was said before any alert left that it could be about.
async fn kwam_te_laat(cx: &mut Cx<'_>, reden: &str, meldingen: &[Melding]) -> HandlerResult {
    let nummers: Vec<&str> = meldingen.iter().map(|melding| melding.nummer.as_str()).collect();
    let vraag = tekst::kwam_te_laat(cx.gezegd_ms, &nummers);
    welke::vraag_met(cx, OverMelding::Intrekken, reden, meldingen, &vraag).await
}

/// The draft that a dialogue is about, if it did not leave.
async fn open_concept(cx: &mut Cx<'_>, dialogue: &Dialogue) -> Result<Option<Melding>, BotError> {
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let melding = store::melding::get(cx.tx, id).await?;
    Ok(melding.filter(|melding| matches!(melding.status, MeldingStatus::Concept | MeldingStatus::WachtTweede)))
}

/// "Intrekken" while a draft is shown: that one, or one that left? The draft stays as it is until it is said.
async fn concept_of_verstuurd(cx: &mut Cx<'_>, concept: &Melding, dialogue: &Dialogue) -> HandlerResult {
    let meldingen = verstuurd(cx, None).await?;
    if meldingen.is_empty() {
        return Box::pin(voorbeeld::annuleren(cx, concept.id)).await;
    }
    Box::pin(vraag_bij_voorbeeld(cx, concept, dialogue, &meldingen, false)).await
}

/// The same question, after which no typed yes sends the draft.
async fn vraag_bij_voorbeeld(
    cx: &mut Cx<'_>,
    concept: &Melding,
    dialogue: &Dialogue,
    meldingen: &[Melding],
    aanpassen: bool,
) -> HandlerResult {
    if let Dialogue::Voorbeeld { melding, onverwerkt } = dialogue {
        // No typed yes sends a draft of which somebody just said "trek in".
        let onverwerkt = onverwerkt.iter().cloned().chain([tekst::INTREKKEN.to_owned()]).collect();
        cx.expect(&Dialogue::Voorbeeld { melding: *melding, onverwerkt }).await?;
    }
    vraag_concept_of(cx, concept, meldingen, aanpassen).await
}

async fn vraag_concept_of(cx: &mut Cx<'_>, concept: &Melding, meldingen: &[Melding], aanpassen: bool) -> HandlerResult {
    let mut buttons = vec![Knop::Annuleren(concept.id).met(knoppen::concept_weg(&concept.nummer))];
    buttons.extend(
        meldingen.iter().take(2).map(|melding| Knop::Intrekken(melding.id).met(knoppen::trek_in(&melding.nummer))),
    );
    // "Foutje" may be about what is to be sent: that can be changed too.
    if aanpassen && buttons.len() < 3 {
        buttons.push(Knop::Aanpassen(concept.id).met(knoppen::AANPASSEN));
    }
    let lopen = omschreven(cx, meldingen).await?;
    cx.reply_buttons(tekst::concept_of_verstuurd(&concept.nummer, &lopen), buttons).await?;
    Ok(Verstaan::is(Intent::MeldingIntrek, Uitkomst::Choose).slot("nummer", concept.nummer.as_str()).into())
}

/// Their own alerts that run.
async fn eigen_lopend(cx: &mut Cx<'_>) -> Result<Vec<Melding>, BotError> {
    let gemeenten: Vec<&GemeenteId> = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
    let sinds_ms = cx.now_ms - limits::STATUS_LOOK_BACK_MS;
    let lopend = levensloop::recent(cx.tx, &gemeenten, Zoek::Lopend, sinds_ms).await?;
    Ok(lopend.into_iter().filter(|melding| van_mij(cx, melding)).collect())
}

/// "Foutje", "trek allebei in", "stop de vorige" at a preview, while an alert of theirs runs: asks which is meant. Answers
/// whether it did; where none runs, it is about the preview.
pub(in crate::bot) async fn bij_concept(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let Found::Running(dialogue) = cx.dialogue().await? else { return Ok(None) };
    let Some(concept) = open_concept(cx, &dialogue).await? else { return Ok(None) };
    let lopend = eigen_lopend(cx).await?;
    if lopend.is_empty() {
        return Ok(None);
    }
    Ok(Some(Box::pin(vraag_bij_voorbeeld(cx, &concept, &dialogue, &lopend, true)).await?))
}

/// A word of cancelling after what was written is gone already: nothing stops by it. Asks about the alert that left just
/// now; answers whether there is one.
pub(in crate::bot) async fn vraag_na_annuleren(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let (Some(melding), _) = welke::pas_verstuurd(cx).await? else { return Ok(None) };
    let regel = omschreven(cx, std::slice::from_ref(&melding)).await?.join("");
    cx.expect(&Dialogue::Geannuleerd).await?;
    let id = melding.id;
    let buttons =
        vec![Knop::Annuleren(id).met(knoppen::stop(&melding.nummer)), Knop::LatenStaan(id).met(knoppen::LATEN_STAAN)];
    cx.reply_buttons(tekst::al_geannuleerd(&regel), buttons).await?;
    let vraag = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Ask).vraag(&["stop_of_laat_lopen"]);
    Ok(Some(vraag.slot("nummer", melding.nummer).into()))
}

/// Loose words that take back what left longer ago, and a withdrawal that is only spoken of: nothing stops by them; asks
/// which alert is meant, if one runs.
pub(in crate::bot) async fn vraag_welke(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
    reden: &str,
) -> Result<Option<Gedaan>, BotError> {
    let meldingen = verstuurd(cx, genoemd).await?;
    if meldingen.is_empty() {
        return Ok(None);
    }
    let vraag = tekst::welke_intrekken(&omschreven(cx, &meldingen).await?);
    Ok(Some(welke::vraag_met(cx, OverMelding::Intrekken, reden, &meldingen, &vraag).await?))
}

/// "Intrekken" in the middle of filling in: that, or an alert that left? What was filled in stays until it is said.
async fn invullen_of_verstuurd(cx: &mut Cx<'_>) -> HandlerResult {
    let meldingen = verstuurd(cx, None).await?;
    if meldingen.is_empty() {
        return algemeen::ziet_af(cx).await;
    }
    let buttons =
        meldingen.iter().take(3).map(|melding| Knop::Intrekken(melding.id).met(knoppen::trek_in(&melding.nummer)));
    let buttons: Vec<_> = buttons.collect();
    let lopen = omschreven(cx, &meldingen).await?;
    cx.reply_buttons(tekst::invullen_of_verstuurd(&lopen), buttons).await?;
    Ok(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Choose))
}

/// The alerts that run and that somebody may mean: the one that is named, or those that could be meant without.
async fn verstuurd(cx: &mut Cx<'_>, genoemd: Option<&str>) -> Result<Vec<Melding>, BotError> {
    Ok(match welke::welke(cx, genoemd, Zoek::Lopend).await? {
        Welke::Een(melding) => vec![*melding],
        Welke::Kies(meldingen) | Welke::Later(meldingen) => meldingen,
        Welke::Geen | Welke::Onbekend(_) => Vec::new(),
    })
}

async fn vraag_welk_einde(cx: &mut Cx<'_>, melding: &Melding, afloop: Afloop) -> HandlerResult {
    if melding.status == MeldingStatus::Verzonden {
        // Whichever it is, nothing more leaves.
        levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    }
    cx.end_dialogue().await?;
    let id = melding.id;
    let buttons = vec![
        Knop::Intrekken(id).met(knoppen::INTREKKEN_NU),
        Knop::SluitAls(id, afloop).met(knoppen::AFSLUITEN),
        Knop::LatenStaan(id).met(knoppen::LATEN_STAAN),
    ];
    cx.reply_buttons(tekst::intrekken_of_afsluiten(&melding.nummer, afloop), buttons).await?;
    let vraag = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Ask).vraag(&["intrekken_of_sluiten"]);
    Ok(vraag.slot("nummer", melding.nummer.as_str()).slot("resultaat", afloop.id()).into())
}

/// "Stop", "fout", or the old Annuleren button: what has not left of the alert just sent stands still, and it is asked
/// what is to happen. Answers whether there was such an alert.
pub(in crate::bot) async fn paniek(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
    reden: &str,
) -> Result<Option<Gedaan>, BotError> {
    if genoemd.is_none()
        && begrip::is_van_alle(reden)
        && let Some(gedaan) = stop_alle(cx).await?
    {
        return Ok(Some(gedaan));
    }
    let aangewezen = match genoemd {
        Some(nummer) => match welke::welke(cx, Some(nummer), Zoek::Lopend).await? {
            Welke::Een(melding) => Some(*melding),
            Welke::Kies(_) | Welke::Later(_) | Welke::Geen | Welke::Onbekend(_) => {
                return Ok(Some(niet_verstuurd(cx, nummer).await?));
            }
        },
        None => welke::geciteerd(cx).await?,
    };
    // One that is named or answered is stopped however late the word comes.
    if let Some(melding) = aangewezen {
        if melding.status == MeldingStatus::Verzonden {
            return Ok(Some(stop_en_vraag(cx, &melding, reden).await?));
        }
        cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await?;
        return Ok(Some(Verstaan::is(Intent::MeldingIntrek, Uitkomst::Info).slot("nummer", melding.nummer).into()));
    }
    let (bedoeld, nieuwer) = welke::pas_verstuurd(cx).await?;
    // A draft that waits for a second person leaves as soon as that says yes: it is stopped too.
    // "Oeps zei ik dat al" is talk, and "oeps zwarte moet blauwe zijn" corrects it.
    let ander = gesprek::is_praat_bij_wachten(reden) || gesprek::verbetert_kleur(reden);
    if bedoeld.is_none() && ander {
        return Ok(None);
    }
    if let Some(wachtend) = tweede::eigen_wachtend(cx).await? {
        return Ok(Some(match bedoeld {
            Some(melding) => Box::pin(vraag_concept_of(cx, &wachtend, std::slice::from_ref(&melding), false)).await?,
            None => Box::pin(tweede::trek_terug(cx, &wachtend)).await?,
        }));
    }
    if let Some(melding) = bedoeld {
        // "Stop die in palenstein" is not about the last one, where that went elsewhere.
        let melding = match in_genoemde_wijk(cx, reden).await? {
            // "Stop is in oosterheem" tells where it should have gone.
            Some(genoemd) if gesprek::wijst_melding_aan(reden) || woorden(reden).len() <= NAMES_ONLY_WORDS_MAX => {
                genoemd
            }
            Some(_) => melding,
            // It went to none that runs: nothing stops by it.
            None if gesprek::wijst_melding_aan(reden) && genoemde_wijken(cx, reden).is_some() => {
                return vraag_welke(cx, None, reden).await;
            }
            None => melding,
        };
        return Ok(Some(stop_en_vraag(cx, &melding, reden).await?));
    }
    if nieuwer.is_empty() {
        return Ok(None);
    }
    Ok(Some(kwam_te_laat(cx, reden, &nieuwer).await?))
}

/// So few words are the name of a place, and no more.
const NAMES_ONLY_WORDS_MAX: usize = 2;

/// The wijken that a text names, of the gemeenten for which somebody may stop alerts.
fn genoemde_wijken(cx: &Cx<'_>, tekst: &str) -> Option<Vec<WijkId>> {
    let mag = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
    match Kaart::van(cx.gemeenten).vind(tekst, &woorden(tekst), &mag) {
        Plaats::Wijken { wijken, .. } => Some(wijken),
        _ => None,
    }
}

/// The only alert of theirs that runs in a wijk that was named.
async fn in_genoemde_wijk(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Melding>, BotError> {
    let Some(wijken) = genoemde_wijken(cx, tekst) else { return Ok(None) };
    let lopend = eigen_lopend(cx).await?;
    let mut daar = lopend.into_iter().filter(|melding| melding.wijken.iter().any(|wijk| wijken.contains(wijk)));
    let enige = daar.next();
    Ok(if daar.next().is_none() { enige } else { None })
}

/// "Laten staan", "niet intrekken", in words.
pub(in crate::bot) async fn laten_staan_getypt(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
) -> Result<Option<Gedaan>, BotError> {
    if let Found::Running(Dialogue::Gestopt { melding, .. }) = cx.dialogue().await?
        && genoemd.is_none()
    {
        return Ok(Some(laten_staan(cx, MeldingId(melding)).await?));
    }
    let meldingen = match welke::welke(cx, genoemd, Zoek::Lopend).await? {
        Welke::Een(melding) => vec![*melding],
        Welke::Kies(meldingen) | Welke::Later(meldingen) => meldingen,
        Welke::Geen => Vec::new(),
        Welke::Onbekend(nummer) => {
            welke::onbekend(cx, &nummer).await?;
            return Ok(Some(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Denied)));
        }
    };
    let over_einde = matches!(
        cx.dialogue().await?,
        Found::Running(Dialogue::WelkeMelding { wat: OverMelding::Intrekken, .. } | Dialogue::Afsluiten { .. })
    );
    // What was withdrawn does not come back by a word, and it is not said that it runs.
    let weg = match meldingen.as_slice() {
        [enige] if genoemd.is_some() => Some(enige.clone()),
        _ if genoemd.is_none() && !meldingen.iter().any(|melding| melding.stilgezet) => {
            store::melding::last_ended_by(cx.tx, cx.wie, cx.now_ms - limits::PANIC_LOOK_BACK_MS).await?
        }
        _ => None,
    };
    if let Some(weg) = weg.filter(|melding| melding.status == MeldingStatus::Ingetrokken) {
        cx.end_dialogue().await?;
        let lopen: Vec<&str> = meldingen
            .iter()
            .filter(|melding| melding.id != weg.id && melding.status == MeldingStatus::Verzonden)
            .map(|melding| melding.nummer.as_str())
            .collect();
        cx.reply(tekst::al_ingetrokken(&weg.nummer, weg.einde_ms.unwrap_or(cx.now_ms), &lopen)).await?;
        return Ok(Some(Verstaan::is(Intent::MeldingIntrek, Uitkomst::Info).slot("nummer", weg.nummer).into()));
    }
    let stil: Vec<&Melding> = meldingen.iter().filter(|melding| melding.stilgezet).collect();
    Ok(match stil.as_slice() {
        [melding] if van_mij(cx, melding) || genoemd.is_some() => Some(laten_staan(cx, melding.id).await?),
        [] if meldingen.is_empty() && !over_einde => None,
        [] => {
            if over_einde {
                cx.end_dialogue().await?;
            }
            let nummers: Vec<&str> = meldingen.iter().map(|melding| melding.nummer.as_str()).collect();
            cx.reply(tekst::niets_ingetrokken(&nummers)).await?;
            Some(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Accepted))
        }
        _ => {
            cx.reply(tekst::WELKE_LATEN_STAAN).await?;
            Some(Verstaan::is(Intent::MeldingIntrek, Uitkomst::Ask).vraag(&["nummer"]).into())
        }
    })
}

/// A tap on Laten staan: what stood still goes on.
pub(in crate::bot) async fn laten_staan(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = mijn(cx, id).await? else { return Ok(niet_van_hen()) };
    let gehoord = Verstaan::is(Intent::MeldingIntrek, Uitkomst::Accepted).slot("nummer", melding.nummer.as_str());
    if melding.status != MeldingStatus::Verzonden || cx.now_ms >= melding.geldig_tot_ms {
        cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await?;
        return Ok(gehoord.into());
    }
    // An old tap lets nothing go: something may have been stopped since.
    if cx.is_oud() {
        return stop_en_vraag(cx, &melding, "").await;
    }
    // What stood still for more than five minutes is held up by the sender, and asked about.
    let weer = levensloop::resume(cx.tx, id).await?;
    plan::nu(cx.tx, id, cx.now_ms).await?;
    cx.end_dialogue().await?;
    cx.record("blijft staan", &melding.nummer, None).await?;
    cx.reply(tekst::blijft_staan(&melding.nummer, weer)).await?;
    samen::vraag_stille(cx, &melding).await?;
    Ok(gehoord.into())
}

/// A tap on Intrekken.
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = mijn(cx, id).await? else { return Ok(niet_van_hen()) };
    let reden = match cx.dialogue().await? {
        Found::Running(Dialogue::WelkeMelding { wat: OverMelding::Intrekken, tekst }) => tekst,
        Found::Running(Dialogue::Gestopt { melding, reden }) if MeldingId(melding) == id => reden,
        Found::Running(_) | Found::None | Found::Unreadable => String::new(),
    };
    let afloop = begrip::afloop(&woorden(&reden));
    // "Nu intrekken" under an outcome is an answer to that very question.
    match cx.dialogue().await? {
        Found::Running(Dialogue::WelkeMelding { .. }) => beeindig(cx, &melding, &reden, afloop).await,
        Found::Running(_) | Found::None | Found::Unreadable => opnieuw::trek_in(cx, &melding, &reden).await,
    }
}
