//! Withdrawing an alert: easier than sending, and panic-proof.
//!
//! Owns stopping, withdrawing, what beheerders say of it and chasing them. Invariants: an explicit withdrawal that
//! fits one alert goes without a question, by one person; it goes before everything else, to everybody who may have
//! got the alert, and to nobody who got nothing; what has not left never leaves. Words of panic stop and ask.

use std::collections::BTreeMap;

use crate::bot::context::{Cx, Uitgang, notify, send_to};
use crate::bot::dialogue::{Dialogue, OverMelding};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::lopend::{self, Welke};
use crate::bot::handlers::uitsturen::{Uitzending, bericht, nummer};
use crate::bot::handlers::{algemeen, groep, kwaliteit, navraag};
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::afloop::Afloop;
use crate::domain::intrekking::{Actie, aandringen, staat_nog_open};
use crate::domain::melding::{MeldingStatus, Stap};
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::levensloop::{self, OverIntrekking, Zoek};
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Tx};
use crate::texts::levensloop as tekst;
use crate::texts::{knoppen, politie, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

/// `/intrekken [nummer] [reden]`, or the same in other words. `afloop` is an outcome that was named beside it.
pub(in crate::bot) async fn begin(
    cx: &mut Cx<'_>,
    genoemd: Option<&str>,
    reden: &str,
    afloop: Option<Afloop>,
) -> HandlerResult {
    if !reden.is_empty() {
        cx.verstaan.slot("reden", reden);
    }
    // Digits alone are a number, and no reason: another alert than the last may be meant.
    let cijfers = lopend::op_cijfers(cx, if genoemd.is_none() { reden } else { "" }).await?;
    let genoemd = genoemd.or(cijfers.as_deref());
    match lopend::welke(cx, genoemd, Zoek::Verstuurd).await? {
        Welke::Een(melding) => {
            cx.verstaan.slot("nummer", melding.nummer.as_str());
            match afloop {
                // An outcome says that the alert was right: which of the two is meant?
                Some(afloop) => vraag_welk_einde(cx, &melding, afloop).await,
                // One that somebody else sent, and nobody named, is shown first.
                None if genoemd.is_none() && !van_mij(cx, &melding) && cx.antwoord_op.is_none() => {
                    cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Choose);
                    lopend::vraag(cx, OverMelding::Intrekken, reden, std::slice::from_ref(&*melding)).await
                }
                None => trek_in(cx, &melding, reden).await,
            }
        }
        Welke::Kies(meldingen) => {
            cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Choose);
            lopend::vraag(cx, OverMelding::Intrekken, reden, &meldingen).await
        }
        Welke::Geen => {
            cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Info);
            cx.reply(tekst::NIETS_IN_TE_TREKKEN).await
        }
        Welke::Onbekend(nummer) => {
            cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Denied);
            lopend::onbekend(cx, &nummer).await
        }
    }
}

fn van_mij(cx: &Cx<'_>, melding: &Melding) -> bool {
    melding.wie == cx.wie || melding.verzender.persoon == cx.persoon.id
}

async fn vraag_welk_einde(cx: &mut Cx<'_>, melding: &Melding, afloop: Afloop) -> HandlerResult {
    if melding.status == MeldingStatus::Verzonden {
        // Whichever it is, nothing more leaves.
        levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    }
    cx.verstaan
        .is(Intent::MeldingIntrek, Uitkomst::Ask)
        .slot("resultaat", afloop.id())
        .vraag(&["intrekken_of_sluiten"]);
    cx.end_dialogue().await?;
    let id = melding.id;
    let buttons = vec![
        Knop::Intrekken(id).met(knoppen::INTREKKEN_NU),
        Knop::SluitAls(id, afloop).met(knoppen::AFSLUITEN),
        Knop::LatenStaan(id).met(knoppen::LATEN_STAAN),
    ];
    cx.reply_buttons(tekst::intrekken_of_afsluiten(&melding.nummer, afloop), buttons).await
}

/// "Stop", "fout", or the old Annuleren button: what has not left of the alert just sent stands still, and it is asked
/// what is to happen. Answers whether there was such an alert.
pub(in crate::bot) async fn paniek(cx: &mut Cx<'_>, genoemd: Option<&str>, reden: &str) -> Result<bool, BotError> {
    let melding = match genoemd {
        Some(nummer) => match lopend::welke(cx, Some(nummer), Zoek::Lopend).await? {
            Welke::Een(melding) => Some(*melding),
            Welke::Kies(_) | Welke::Geen | Welke::Onbekend(_) => None,
        },
        None => {
            let sinds_ms = cx.now_ms - limits::PANIC_LOOK_BACK_MS;
            let geciteerd = lopend::geciteerd(cx).await?;
            let gemeenten: Vec<&str> = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
            match geciteerd {
                Some(melding) => Some(melding),
                None => levensloop::recent(cx.tx, &gemeenten, Zoek::Lopend, sinds_ms)
                    .await?
                    .into_iter()
                    .find(|melding| van_mij(cx, melding)),
            }
        }
    };
    let Some(melding) = melding.filter(|melding| melding.status == MeldingStatus::Verzonden) else { return Ok(false) };
    stop_en_vraag(cx, &melding, reden).await?;
    Ok(true)
}

/// Lets nothing more leave of an alert, and asks what is to happen with what did.
pub(in crate::bot) async fn stop_en_vraag(cx: &mut Cx<'_>, melding: &Melding, reden: &str) -> HandlerResult {
    levensloop::halt(cx.tx, melding.id, cx.now_ms).await?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, melding.id).await?;
    cx.record("melding gestopt", &melding.nummer, None).await?;
    cx.verstaan
        .is(Intent::MeldingIntrek, Uitkomst::Ask)
        .slot("nummer", melding.nummer.as_str())
        .vraag(&["intrekken_afsluiten_of_laten_staan"]);
    if !reden.is_empty() {
        cx.verstaan.slot("reden", reden);
    }
    cx.end_dialogue().await?;
    let id = melding.id;
    let buttons = vec![
        Knop::Intrekken(id).met(knoppen::NU_INTREKKEN),
        Knop::Afsluiten(id).met(knoppen::AFSLUITEN),
        Knop::LatenStaan(id).met(knoppen::LATEN_STAAN),
    ];
    cx.reply_buttons(tekst::paniek(&melding.nummer, hebben, geplaatst), buttons).await
}

/// A tap on Laten staan: what stood still goes on.
pub(in crate::bot) async fn laten_staan(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = mijn(cx, id).await? else { return Ok(()) };
    cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Accepted).slot("nummer", melding.nummer.as_str());
    if melding.status != MeldingStatus::Verzonden || cx.now_ms >= melding.geldig_tot_ms {
        return cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await;
    }
    // An old tap lets nothing go: something may have been stopped since.
    if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        return stop_en_vraag(cx, &melding, "").await;
    }
    // What stood still for more than five minutes is held up by the sender, and asked about.
    let weer = levensloop::resume(cx.tx, id).await?;
    navraag::nu(cx.tx, id, cx.now_ms).await?;
    cx.record("blijft staan", &melding.nummer, None).await?;
    cx.reply(tekst::blijft_staan(&melding.nummer, weer)).await
}

async fn mijn(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let melding = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente));
    if melding.is_none() {
        cx.record("knop van melding", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Denied);
        algemeen::onbekende_knop(cx).await?;
    }
    Ok(melding)
}

/// A tap on Intrekken.
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = mijn(cx, id).await? else { return Ok(()) };
    let reden = match cx.dialogue().await? {
        crate::bot::dialogue::Found::Running(Dialogue::WelkeMelding { wat: OverMelding::Intrekken, tekst }) => tekst,
        _ => String::new(),
    };
    trek_in(cx, &melding, &reden).await
}

/// Withdraws an alert. However late the word comes: a wrong alert does not become right by waiting.
async fn trek_in(cx: &mut Cx<'_>, melding: &Melding, reden: &str) -> HandlerResult {
    cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Sent).slot("nummer", melding.nummer.as_str());
    let id = melding.id;
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, id).await?;
    let mensen = levensloop::may_have(cx.tx, id).await?;
    if !levensloop::end(cx.tx, id, Stap::TrekIn, Some(cx.wie), "ingetrokken", cx.now_ms).await? {
        cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Denied);
        return cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await;
    }
    stuur(cx.tx, gemeente, melding, &mensen, cx.now_ms).await?;
    kwaliteit::plan(cx.tx, melding, cx.now_ms).await?;
    if !mensen.is_empty() {
        for (soort, na_ms) in [
            (TaakSoort::IntrekkingAandringen, limits::WITHDRAWAL_PRESS_AFTER_MS),
            (TaakSoort::IntrekkingSlot, limits::WITHDRAWAL_REPORT_AFTER_MS),
        ] {
            taak::plan(cx.tx, soort, id.0, cx.now_ms + na_ms).await?;
        }
    }
    let daad = if reden.is_empty() { "melding ingetrokken" } else { "melding ingetrokken met reden" };
    cx.record(daad, &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    if melding.verzender.persoon != cx.persoon.id {
        cx.tell(&melding.verzender, politie::door_collega_ingetrokken(&melding.nummer)).await?;
    }
    cx.reply(tekst::ingetrokken(&melding.nummer, hebben, geplaatst)).await
}

async fn stuur(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    mensen: &[PersoonId],
    now_ms: i64,
) -> Result<(), BotError> {
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: nummer(gemeente, melding),
        klasse: Klasse::Intrekking,
        bericht: intrekkingsbericht(gemeente, melding)?,
        // A withdrawal never lapses: as long as our notices last, and with Meta for its thirty days.
        geldig_tot_ms: now_ms + limits::NOTICE_SEND_WITHIN_MS,
    };
    let verstuurd = uitzending.aan(tx, mensen, now_ms).await?;
    Ok(levensloop::withdrawn_to(tx, melding.id, &verstuurd, now_ms).await?)
}

fn parameters(gemeente: &Gemeente, melding: &Melding) -> Vec<String> {
    let verzonden_ms = melding.verzonden_ms.unwrap_or(melding.gemaakt_ms);
    tekst::intrekking_parameters(&melding.nummer, verzonden_ms, &gemeente.namen(&melding.wijken))
}

fn intrekkingsbericht(gemeente: &Gemeente, melding: &Melding) -> Result<Bericht, BotError> {
    let knoppen = [Knop::IntrekkingGeplaatst(melding.id), Knop::IntrekkingNiet(melding.id)];
    bericht(&sjablonen::INGETROKKEN, parameters(gemeente, melding), &knoppen)
}

/// What is to be posted now that an alert was withdrawn.
pub(in crate::bot) fn als_tekst(gemeente: &Gemeente, melding: &Melding) -> String {
    tekst::tekst(&sjablonen::INGETROKKEN, &parameters(gemeente, melding))
}

/// A beheerder says that the withdrawal stands in their groups, or that the alert never did.
pub(in crate::bot) async fn beantwoord(cx: &mut Cx<'_>, id: MeldingId, wat: OverIntrekking) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(()) };
    cx.verstaan.slot("nummer", melding.nummer.as_str());
    let intent = match wat {
        OverIntrekking::Geplaatst => Intent::BevestigDoorgestuurd,
        OverIntrekking::NietGeplaatst => Intent::BevestigNiet,
    };
    if store::melding::own_groups(cx.tx, id, cx.persoon.id).await?.is_empty() {
        cx.record("knop van intrekking", &id.0.to_string(), Some("niet aan deze persoon")).await?;
        cx.verstaan.is(intent, Uitkomst::Denied);
        return cx.reply(crate::texts::beheerder::NIET_VOOR_U).await;
    }
    let nieuw = levensloop::withdrawal_answered(cx.tx, id, cx.persoon.id, wat, cx.now_ms).await?;
    cx.verstaan.is(intent, Uitkomst::Recorded);
    cx.end_dialogue().await?;
    if nieuw == 0 {
        return groep::reageer(cx).await;
    }
    cx.record("intrekking afgehandeld", &melding.nummer, None).await?;
    cx.reply(tekst::INTREKKING_GENOTEERD).await?;
    // Who waits for it hears at once that it is done everywhere.
    let groepen = levensloop::withdrawal(cx.tx, id).await?;
    if groepen.iter().all(|groep| !staat_nog_open(groep)) {
        let (klaar, totaal) = geteld(&groepen);
        cx.tell(&melding.verzender, tekst::intrekking_slot(&melding.nummer, klaar, totaal, &[])).await?;
    }
    Ok(())
}

/// How many groups are done, of those that could have had it.
fn geteld(groepen: &[crate::domain::intrekking::Groep]) -> (usize, usize) {
    let open = groepen.iter().filter(|groep| staat_nog_open(groep)).count();
    let klaar = groepen.iter().filter(|groep| groep.afgehandeld).count();
    (klaar, klaar + open)
}

/// Timed work: who did not answer is asked once more, and the sender hears how it goes.
///
/// # Errors
/// The database cannot be reached.
pub async fn dring_aan(
    tx: &mut Tx,
    gemeenten: &crate::domain::wijk::Gemeenten,
    id: MeldingId,
    now_ms: i64,
) -> Result<(), BotError> {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let groepen = levensloop::withdrawal(tx, id).await?;
    let mut gevraagd = 0;
    let mut acties: Vec<Actie> = Vec::new();
    for groep in &groepen {
        let van_groep = aandringen(groep);
        gevraagd += usize::from(van_groep.iter().any(|actie| matches!(actie, Actie::VraagOok(_))));
        acties.extend(van_groep);
    }
    acties.sort_unstable();
    acties.dedup();
    let ook: Vec<PersoonId> = acties
        .iter()
        .filter_map(|actie| match actie {
            Actie::VraagOok(persoon) => Some(*persoon),
            Actie::Herinner(_) => None,
        })
        .collect();
    let nog_eens: Vec<PersoonId> = acties
        .iter()
        .filter_map(|actie| match actie {
            Actie::Herinner(persoon) => Some(*persoon).filter(|persoon| !ook.contains(persoon)),
            Actie::VraagOok(_) => None,
        })
        .collect();
    let alle: Vec<PersoonId> = ook.iter().chain(&nog_eens).copied().collect();
    stuur(tx, gemeente, &melding, &alle, now_ms).await?;
    for persoon in nog_eens {
        levensloop::withdrawal_reminded(tx, id, persoon, now_ms).await?;
    }
    let (klaar, totaal) = geteld(&groepen);
    if totaal == klaar {
        return Ok(());
    }
    let tekst = tekst::intrekking_voortgang(&melding.nummer, klaar, totaal, gevraagd);
    send_to(tx, melding.verzender, Klasse::Politie, Outgoing::text(tekst)?, now_ms).await
}

/// Timed work: what is left goes to the sender as a list by wijk.
///
/// # Errors
/// The database cannot be reached.
pub async fn slot(
    tx: &mut Tx,
    gemeenten: &crate::domain::wijk::Gemeenten,
    id: MeldingId,
    now_ms: i64,
) -> Result<(), BotError> {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let groepen = levensloop::withdrawal(tx, id).await?;
    let (klaar, totaal) = geteld(&groepen);
    if klaar == totaal {
        return Ok(());
    }
    let mut per_wijk: BTreeMap<String, usize> = BTreeMap::new();
    for (_, wijk) in open_groepen(tx, id).await? {
        let naam = gemeente.wijk(&wijk).map_or(wijk.clone(), |wijk| wijk.naam.clone());
        *per_wijk.entry(naam).or_default() += 1;
    }
    let tekst = tekst::intrekking_slot(&melding.nummer, klaar, totaal, &per_wijk.into_iter().collect::<Vec<_>>());
    let vraag = Outgoing::buttons(tekst, vec![Knop::NaarWijkagent(id).met(knoppen::NAAR_WIJKAGENT)])?;
    send_to(tx, melding.verzender, Klasse::Politie, vraag, now_ms).await
}

/// The groups where a withdrawn alert may still stand, with a wijk of each.
async fn open_groepen(tx: &mut Tx, id: MeldingId) -> store::Result<Vec<(GroepId, String)>> {
    let groepen = levensloop::withdrawal(tx, id).await?;
    let open: Vec<GroepId> = groepen.iter().filter(|groep| staat_nog_open(groep)).map(|groep| groep.id).collect();
    levensloop::wijken_of(tx, &open).await
}

/// A tap on "Stuur naar wijkagent": each hears of the groups of their own wijken.
pub(in crate::bot) async fn naar_wijkagent(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = mijn(cx, id).await? else { return Ok(()) };
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let open = open_groepen(cx.tx, id).await?;
    let mensen = store::persoon::with_role_in(cx.tx, &gemeente.id).await?;
    let uitgang = Uitgang::van(gemeente, &cx.chat.phone_number_id);
    let mut hoeveel = 0;
    for agent in mensen.iter().filter(|mens| !mens.geblokkeerd && !mens.opgeschort) {
        let van = agent.toekenningen.iter().filter(|rol| rol.rol == Rol::Wijkagent && rol.gemeente == gemeente.id);
        let wijken: Vec<String> = van.map(|rol| rol.wijk.clone()).filter(|wijk| !wijk.is_empty()).collect();
        let wijken = gemeente.met_delen(&wijken);
        let mut namen = Vec::new();
        for (groep, _) in open.iter().filter(|(_, wijk)| wijken.contains(wijk.as_str())) {
            namen.push(store::persoon::group_name(cx.tx, *groep).await?);
        }
        if !namen.is_empty() {
            notify(cx.tx, &uitgang, agent.id, &tekst::voor_wijkagent(&melding.nummer, &namen), cx.now_ms).await?;
            hoeveel += 1;
        }
    }
    cx.record("intrekking naar wijkagent", &melding.nummer, None).await?;
    cx.verstaan.is(Intent::MeldingIntrek, Uitkomst::Accepted);
    cx.reply(tekst::naar_wijkagent(hoeveel)).await
}
