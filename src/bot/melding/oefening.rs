//! `/oefening`: an alert that says in its first and last line that it is not real, and the ways to one.
//!
//! Owns who may hold one and who may ask for one, and the monthly proof alarm; writing and the preview are those of an
//! alert. Invariants: nothing is sent without the same preview and the same confirmation; a gemeente only asks; a month
//! whose moment passed unseen is not made up for.

use crate::bot::begrip::gesprek;
use crate::bot::context::{Cx, Uitgang};
use crate::bot::dialogue::{Dialogue, Found, Invulling};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::{concept, invullen};
use crate::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use crate::domain::afzender::NumberId;
use crate::domain::persoon::{MeldingId, Persoon};
use crate::domain::politiebericht::{Onderdelen, schoon};
use crate::domain::rechten::{Mate, Recht, mate};
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten, WijkId};
use crate::limits;
use crate::store::oefening::{self, VoorstelId};
use crate::store::outbox::Klasse;
use crate::store::taak::{self, Taak};
use crate::store::{self, Store, Tx};
use crate::texts::melding::{oefening as tekst, voorbeeld as politie};
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::Outgoing;

/// `/oefening [soort] [wijk] [beschrijving]`, or `/oefening proefalarm`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str, correctie: Option<&str>) -> HandlerResult {
    if gesprek::is_geen_oefening(getypt) {
        return invullen::echt_of_oefening(cx).await;
    }
    if gesprek::vraagt_proefalarm(getypt) {
        let mijn = cx.persoon.gemeenten_met(Recht::Oefening);
        let gemeente = cx.gemeenten.iter().find(|gemeente| mijn.contains(&&gemeente.id));
        if let Some(gemeente) = gemeente {
            return toon_proef(cx, gemeente).await;
        }
    }
    let mut leeg =
        Invulling { oefening: true, opmerkingen: vec![tekst::IS_OEFENING.to_owned()], ..Invulling::default() };
    leeg.opmerkingen.extend(correctie.map(|correctie| politie::gecorrigeerd(correctie, "/oefening")));
    let gedaan = invullen::begin_met(cx, leeg, getypt).await?;
    als_oefening(cx, gedaan).await
}

/// The proof alarm of a whole gemeente, as a draft of this officer.
async fn toon_proef(cx: &mut Cx<'_>, gemeente: &Gemeente) -> HandlerResult {
    let weg = concept::zet_opzij(cx, "").await?;
    let mut opmerkingen = vec![tekst::IS_OEFENING.to_owned()];
    opmerkingen.extend(weg.map(|nummer| crate::texts::melding::voorbeeld::vorig_concept_blijft(&nummer)));
    let soorten = &gemeente.instellingen.soorten;
    let soort = soorten.first().cloned().unwrap_or_else(|| MeldingSoort::Woninginbraak.id().to_owned());
    let wijken = gemeente.wijken.iter().filter(|wijk| wijk.deel_van.is_none()).map(|wijk| wijk.id.clone());
    let invulling = Invulling {
        soort: Some(soort),
        gemeente: Some(gemeente.id.clone()),
        wijken: wijken.collect(),
        onderdelen: Box::new(Onderdelen { signalement: tekst::PROEF_OMSCHRIJVING.to_owned(), ..Onderdelen::default() }),
        oefening: true,
        opmerkingen,
        ..Invulling::default()
    };
    let gedaan = invullen::verder(cx, invulling).await?;
    als_oefening(cx, gedaan).await
}

/// What was done as an alert, as what it is: an exercise, as far as it is written.
async fn als_oefening(cx: &mut Cx<'_>, gedaan: Gedaan) -> HandlerResult {
    let Gedaan::Klaar(gedaan) = gedaan else { return Ok(gedaan) };
    let mut gedaan = Verstaan::samen(gedaan);
    gedaan.intent = Some(Intent::MeldingOefening);
    gedaan.uitkomst = Some(Uitkomst::Ask);
    if let Found::Running(Dialogue::Voorbeeld { melding, .. }) = cx.dialogue().await? {
        gedaan.uitkomst = Some(Uitkomst::Preview);
        if let Some(concept) = store::melding::get(cx.tx, MeldingId(melding)).await? {
            let namen = cx.gemeenten.get(&concept.gemeente).map(|gemeente| {
                let naam = |id: &WijkId| gemeente.wijk(id).map_or_else(|| id.to_string(), |wijk| wijk.naam.clone());
                concept.wijken.iter().map(naam).collect::<Vec<String>>()
            });
            let slots = &mut gedaan.slots;
            slots.entry("soort").or_insert_with(|| Slot::from(concept.soort.id()));
            slots.entry("wijken").or_insert_with(|| Slot::from(namen.unwrap_or_default()));
            slots.entry("signalement").or_insert_with(|| Slot::from(concept.omschrijving));
        }
    }
    Ok(gedaan.into())
}

/// The gemeente in which this person may ask for an exercise, if there is one.
pub(in crate::bot) fn mag_vragen(persoon: &Persoon) -> Option<&GemeenteId> {
    let vraagt = persoon.toekenningen.iter().find(|gegeven| mate(gegeven.rol, Recht::Oefening) == Mate::Vraagt);
    vraagt.filter(|_| !persoon.geblokkeerd && !persoon.opgeschort).map(|gegeven| &gegeven.gemeente)
}

/// The gemeente asks: those of police who may hold one hear of it.
pub(in crate::bot) async fn vraag(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let gevraagd = Gedaan::is(Intent::MeldingOefening, Uitkomst::SecondPerson);
    let gemeente = mag_vragen(&cx.persoon).and_then(|id| cx.gemeenten.get(id)).ok_or(BotError::Missing("gemeente"))?;
    if oefening::asked_since(cx.tx, &gemeente.id, cx.now_ms - limits::EXERCISE_ASKED_EVERY_MS).await? {
        cx.reply(tekst::LIGT_ER_AL).await?;
        return Ok(gevraagd);
    }
    let wat = ingekort(&schoon(getypt), limits::EXERCISE_TEXT_MAX);
    let id = oefening::ask(cx.tx, &gemeente.id, &wat, cx.persoon.id, cx.now_ms).await?;
    let bericht = tekst::gemeente_vraagt(&gemeente.naam, &wat);
    let gehoord = meld(cx.tx, gemeente, &cx.chat.phone_number_id, id, &bericht, cx.now_ms).await?;
    cx.record("oefening gevraagd", &gemeente.id, None).await?;
    cx.reply(if gehoord == 0 { tekst::NIEMAND } else { tekst::GEVRAAGD }).await?;
    Ok(gevraagd)
}

/// Tells everybody who may hold it, with the button that opens it; answers how many.
async fn meld(
    tx: &mut Tx,
    gemeente: &Gemeente,
    nummer: &NumberId,
    id: VoorstelId,
    bericht: &str,
    now_ms: i64,
) -> Result<usize, BotError> {
    let uitgang = Uitgang::van(gemeente, nummer);
    let mensen = store::persoon::with_role_in(tx, &gemeente.id).await?;
    let wie: Vec<&Persoon> = mensen.iter().filter(|mens| mens.mag_in(Recht::Oefening, &gemeente.id)).collect();
    for mens in &wie {
        let knoppen = vec![Knop::OefeningTonen(id).met(knoppen::VOORBEELD_TONEN)];
        let bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(bericht, knoppen)?, bericht)?;
        uitgang.stuur_als(tx, mens.id, bericht, Klasse::Antwoord, now_ms).await?;
    }
    Ok(wie.len())
}

/// A tap on the button: the exercise as a draft of this officer.
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, id: VoorstelId) -> HandlerResult {
    let voorstel = oefening::get(cx.tx, id).await?;
    let persoon = &cx.persoon;
    let Some(voorstel) = voorstel.filter(|voorstel| persoon.mag_in(Recht::Oefening, &voorstel.gemeente)) else {
        cx.record("oefening", &id.0.to_string(), Some("niet in deze gemeente")).await?;
        cx.reply(tekst::VOORBIJ).await?;
        return Ok(Gedaan::is(Intent::MeldingOefening, Uitkomst::Denied));
    };
    let gemeld_ms = voorstel.gemeld_ms.unwrap_or(voorstel.gemaakt_ms);
    if cx.now_ms - gemeld_ms > limits::DAY_MS {
        cx.reply(tekst::VOORBIJ).await?;
        return Ok(Gedaan::is(Intent::MeldingOefening, Uitkomst::Info));
    }
    if let Some(nummer) = oefening::held_since(cx.tx, &voorstel.gemeente, gemeld_ms).await? {
        cx.reply(tekst::al_gehouden(&nummer)).await?;
        return Ok(Gedaan::is(Intent::MeldingOefening, Uitkomst::Info));
    }
    if voorstel.maand.is_empty() {
        return begin(cx, &voorstel.tekst, None).await;
    }
    let gemeente = cx.gemeenten.get(&voorstel.gemeente).ok_or(BotError::Missing("gemeente"))?;
    toon_proef(cx, gemeente).await
}

/// Sees to it that the coming proof alarm of each gemeente is planned. Done when the program begins, since the settings
/// are read then.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan_proefalarmen(store: &Store, gemeenten: &Gemeenten, now_ms: i64) -> store::Result<()> {
    let mut tx = store.begin().await?;
    for gemeente in gemeenten.iter() {
        plan_volgende(&mut tx, gemeente, now_ms).await?;
    }
    tx.commit().await
}

/// Plans the next proof alarm of a gemeente that wants one, in a month that had none.
async fn plan_volgende(tx: &mut Tx, gemeente: &Gemeente, now_ms: i64) -> store::Result<()> {
    let Some(proef) = gemeente.instellingen.proefalarm else { return Ok(()) };
    let mut na_ms = now_ms;
    // This month's may be told already, on another day: then the next month's.
    for _ in 0..2 {
        let Some((maand, moment_ms)) = tijd::volgende_van_de_maand(proef.dag, proef.uur, na_ms) else { return Ok(()) };
        let id = oefening::of_month(tx, &gemeente.id, &maand, now_ms).await?;
        if oefening::get(tx, id).await?.is_some_and(|voorstel| voorstel.gemeld_ms.is_none()) {
            return taak::plan_anew(tx, Taak::Proefalarm(id), moment_ms).await;
        }
        na_ms = moment_ms;
    }
    Ok(())
}

/// The moment of a proof alarm: the senders are told, unless the bot was away then; and the next is planned.
///
/// # Errors
/// The database cannot be reached.
pub async fn proefalarm(tx: &mut Tx, gemeenten: &Gemeenten, id: VoorstelId, now_ms: i64) -> Written {
    let Some(voorstel) = oefening::get(tx, id).await?.filter(|voorstel| voorstel.gemeld_ms.is_none()) else {
        return Ok(());
    };
    // A gemeente that is gone, or wants none any more.
    let Some(gemeente) = gemeenten.get(&voorstel.gemeente) else { return Ok(()) };
    let Some(proef) = gemeente.instellingen.proefalarm else { return Ok(()) };
    let sinds_ms = now_ms - limits::PROOF_ALARM_LATE_MS_MAX;
    let moment = tijd::volgende_van_de_maand(proef.dag, proef.uur, sinds_ms);
    let op_tijd = moment.is_some_and(|(maand, moment_ms)| maand == voorstel.maand && moment_ms <= now_ms);
    oefening::mark_told(tx, id, now_ms).await?;
    plan_volgende(tx, gemeente, now_ms).await?;
    if !op_tijd {
        return Ok(());
    }
    let Some(nummer) = gemeente.phone_number_id.as_ref() else { return Ok(()) };
    meld(tx, gemeente, nummer, id, &tekst::proefalarm(&gemeente.naam), now_ms).await.map(|_| ())
}
