//! A withdrawal itself: what leaves, what beheerders say of it, and chasing them.
//!
//! Owns withdrawing an alert that was certainly meant, and what follows; which alert is meant is `intrekken`'s. Invariants:
//! it goes before everything else, to everybody who may have got the alert, and to nobody who got nothing; it says no more
//! than is certain; what has not left never leaves.

use std::collections::BTreeMap;

use crate::bot::begrip::levensloop as begrip;
use crate::bot::context::{Cx, Uitgang, notify, send_to};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::bericht::{met_reden, parameters};
use crate::bot::melding::plan;
use crate::bot::melding::samen::{self, Ook};
use crate::bot::melding::uitzending::{Uitzending, bericht_of, nummer};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::intrekking::{Actie, Waarom, aandringen, staat_nog_open};
use crate::domain::melding::Stap;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::{Gemeente, WijkId};
use crate::limits;
use crate::store::levensloop::{self, OverIntrekking};
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::melding::{levensloop as tekst, voorbeeld as politie};
use crate::texts::vloer::algemeen as algemeen_tekst;
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

/// The alert with this id; a button of one that they may not end is refused and recorded.
pub(in crate::bot) async fn mijn(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let melding = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente));
    if melding.is_none() {
        cx.record("knop van melding", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.reply_sparingly(algemeen_tekst::KNOP_VERLOPEN).await?;
    }
    Ok(melding)
}

/// It was about an alert that they may not end, and they heard so.
pub(in crate::bot) fn niet_van_hen() -> Gedaan {
    Gedaan::is(Intent::MeldingIntrek, Uitkomst::Denied)
}

/// Withdraws an alert. However late the word comes: a wrong alert does not become right by waiting.
pub(in crate::bot) async fn trek_in(cx: &mut Cx<'_>, melding: &Melding, reden: &str) -> HandlerResult {
    let daad = if reden.is_empty() { "melding ingetrokken" } else { "melding ingetrokken met reden" };
    trek_in_als(cx, melding, begrip::waarom(reden), daad).await
}

/// The same for a reason that was given before, of an alert that was sent together with this one.
pub(in crate::bot) async fn trek_in_om(cx: &mut Cx<'_>, melding: &Melding, waarom: Waarom) -> HandlerResult {
    trek_in_als(cx, melding, waarom, "melding ingetrokken met reden").await
}

async fn trek_in_als(cx: &mut Cx<'_>, melding: &Melding, waarom: Waarom, daad: &str) -> HandlerResult {
    let gedaan =
        |uitkomst| Gedaan::from(Verstaan::is(Intent::MeldingIntrek, uitkomst).slot("nummer", melding.nummer.as_str()));
    let id = melding.id;
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let (hebben, geplaatst) = levensloop::groups_that_may_have(cx.tx, id).await?;
    let mensen = levensloop::may_have(cx.tx, id).await?;
    if !levensloop::end(cx.tx, id, Stap::TrekIn, Some(cx.wie), waarom.id(), cx.now_ms).await? {
        cx.reply(tekst::loopt_niet(&melding.nummer, melding.status)).await?;
        return Ok(gedaan(Uitkomst::Denied));
    }
    let melding = &Melding { afloop: waarom.id().to_owned(), ..melding.clone() };
    stuur(cx.tx, gemeente, melding, &mensen, cx.now_ms).await?;
    plan::kwaliteit(cx.tx, melding, cx.now_ms).await?;
    if !mensen.is_empty() {
        for (taak, na_ms) in [
            (Taak::IntrekkingAandringen(id), limits::WITHDRAWAL_PRESS_AFTER_MS),
            (Taak::IntrekkingSlot(id), limits::WITHDRAWAL_REPORT_AFTER_MS),
        ] {
            taak::plan(cx.tx, taak, cx.now_ms + na_ms).await?;
        }
    }
    cx.record(daad, &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    if melding.verzender.persoon != cx.persoon.id {
        cx.tell(&melding.verzender, politie::door_collega_ingetrokken(&melding.nummer)).await?;
    }
    cx.reply(tekst::ingetrokken(&melding.nummer, hebben, geplaatst)).await?;
    samen::bied_aan(cx, melding, Ook::Intrekken).await?;
    Ok(gedaan(Uitkomst::Sent))
}

async fn stuur(tx: &mut Tx, gemeente: &Gemeente, melding: &Melding, mensen: &[PersoonId], now_ms: i64) -> Written {
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

fn intrekkingsbericht(gemeente: &Gemeente, melding: &Melding) -> Result<Bericht, BotError> {
    let knoppen = [Knop::IntrekkingGeplaatst(melding.id), Knop::IntrekkingNiet(melding.id)];
    let zonder = (&sjablonen::INGETROKKEN, parameters(gemeente, melding));
    match met_reden(gemeente, melding) {
        Some(met) => bericht_of(&[(&sjablonen::INGETROKKEN_REDEN, met), zonder], &knoppen),
        None => bericht_of(&[zonder], &knoppen),
    }
}

/// A beheerder says that the withdrawal stands in their groups, or that the alert never did.
pub(in crate::bot) async fn beantwoord(cx: &mut Cx<'_>, id: MeldingId, wat: OverIntrekking) -> HandlerResult {
    let intent = match wat {
        OverIntrekking::Geplaatst => Intent::BevestigDoorgestuurd,
        OverIntrekking::NietGeplaatst => Intent::BevestigNiet,
    };
    let Some(melding) = store::melding::get(cx.tx, id).await? else {
        return Ok(Gedaan::is(intent, Uitkomst::Ignored));
    };
    let gedaan = |uitkomst| Gedaan::from(Verstaan::is(intent, uitkomst).slot("nummer", melding.nummer.as_str()));
    if store::melding::own_groups(cx.tx, id, cx.persoon.id).await?.is_empty() {
        cx.record("knop van intrekking", &id.0.to_string(), Some("niet aan deze persoon")).await?;
        cx.reply(crate::texts::groep::geplaatst::NIET_VOOR_U).await?;
        return Ok(gedaan(Uitkomst::Denied));
    }
    let nieuw = levensloop::withdrawal_answered(cx.tx, id, cx.persoon.id, wat, cx.now_ms).await?;
    cx.end_dialogue().await?;
    if nieuw == 0 {
        algemeen::reageer(cx).await?;
        return Ok(gedaan(Uitkomst::Recorded));
    }
    cx.record("intrekking afgehandeld", &melding.nummer, None).await?;
    cx.reply(tekst::INTREKKING_GENOTEERD).await?;
    // Who waits for it hears at once that it is done everywhere.
    let groepen = levensloop::withdrawal(cx.tx, id).await?;
    if groepen.iter().all(|groep| !staat_nog_open(groep)) {
        let (klaar, totaal) = geteld(&groepen);
        cx.tell(&melding.verzender, tekst::intrekking_slot(&melding.nummer, klaar, totaal, &[])).await?;
    }
    Ok(gedaan(Uitkomst::Recorded))
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
pub async fn dring_aan(tx: &mut Tx, gemeenten: &crate::domain::wijk::Gemeenten, id: MeldingId, now_ms: i64) -> Written {
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
pub async fn slot(tx: &mut Tx, gemeenten: &crate::domain::wijk::Gemeenten, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let groepen = levensloop::withdrawal(tx, id).await?;
    let (klaar, totaal) = geteld(&groepen);
    if klaar == totaal {
        return Ok(());
    }
    let mut per_wijk: BTreeMap<String, usize> = BTreeMap::new();
    for (_, wijk) in open_groepen(tx, id).await? {
        let naam = gemeente.wijk(&wijk).map_or_else(|| wijk.to_string(), |wijk| wijk.naam.clone());
        *per_wijk.entry(naam).or_default() += 1;
    }
    let tekst = tekst::intrekking_slot(&melding.nummer, klaar, totaal, &per_wijk.into_iter().collect::<Vec<_>>());
    let vraag = Outgoing::buttons(tekst, vec![Knop::NaarWijkagent(id).met(knoppen::NAAR_WIJKAGENT)])?;
    send_to(tx, melding.verzender, Klasse::Politie, vraag, now_ms).await
}

/// The groups where a withdrawn alert may still stand, with a wijk of each.
async fn open_groepen(tx: &mut Tx, id: MeldingId) -> store::Result<Vec<(GroepId, WijkId)>> {
    let groepen = levensloop::withdrawal(tx, id).await?;
    let open: Vec<GroepId> = groepen.iter().filter(|groep| staat_nog_open(groep)).map(|groep| groep.id).collect();
    levensloop::wijken_of(tx, &open).await
}

/// A tap on "Stuur naar wijkagent": each hears of the groups of their own wijken.
pub(in crate::bot) async fn naar_wijkagent(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = mijn(cx, id).await? else { return Ok(niet_van_hen()) };
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let open = open_groepen(cx.tx, id).await?;
    let mensen = store::persoon::with_role_in(cx.tx, &gemeente.id).await?;
    let uitgang = Uitgang::van(gemeente, &cx.chat.phone_number_id);
    let mut hoeveel = 0;
    for agent in mensen.iter().filter(|mens| !mens.geblokkeerd && !mens.opgeschort) {
        let van = agent.toekenningen.iter().filter(|rol| rol.rol == Rol::Wijkagent && rol.gemeente == gemeente.id);
        let wijken: Vec<WijkId> = van.map(|rol| rol.wijk.clone()).filter(|wijk| !wijk.is_empty()).collect();
        let wijken = gemeente.met_delen(&wijken);
        let mut namen = Vec::new();
        for (groep, _) in open.iter().filter(|(_, wijk)| wijken.contains(wijk)) {
            namen.push(store::persoon::group_name(cx.tx, *groep).await?);
        }
        if !namen.is_empty() {
            notify(cx.tx, &uitgang, agent.id, &tekst::voor_wijkagent(&melding.nummer, &namen), cx.now_ms).await?;
            hoeveel += 1;
        }
    }
    cx.record("intrekking naar wijkagent", &melding.nummer, None).await?;
    cx.reply(tekst::naar_wijkagent(hoeveel)).await?;
    Ok(Gedaan::is(Intent::MeldingIntrek, Uitkomst::Accepted))
}
