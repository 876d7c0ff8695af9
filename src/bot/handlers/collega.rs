//! What police and gemeente do about each other's and beheerders' telephones: who runs what, lost phones,
//! changed numbers.
//!
//! Invariants: names leave only to who has the right in that gemeente; a block works at once; nobody
//! confirms themselves.

use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::algemeen;
use crate::bot::knop::Knop;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::persoon::{Persoon, PersoonId};
use crate::domain::rechten::{Mate, Recht, mate};
use crate::domain::telefoon::{self, Fout};
use crate::store;
use crate::store::outbox::Klasse;
use crate::store::persoon::Identity;
use crate::texts::telefoon::waarom_geen;
use crate::texts::{collega as tekst, knoppen, sjablonen};
use crate::whatsapp::ids::WaId;
use crate::whatsapp::incoming::System;
use crate::whatsapp::outgoing::TEXT_MAX;
use crate::whatsapp::{Bericht, Outgoing};

/// `/wie wijk`.
pub(in crate::bot) async fn wie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    cx.verstaan.is(Intent::Dekking, Uitkomst::Info);
    if getypt.trim().is_empty() {
        cx.verstaan.is(Intent::Dekking, Uitkomst::Ask).vraag(&["wijken"]);
        return cx.reply(tekst::WIE_WAAR).await;
    }
    let mag = cx.persoon.gemeenten_met(Recht::WieInzien);
    let Plaats::Wijken { gemeente, wijken, .. } = plaats::vind(getypt, &woorden(getypt), cx.gemeenten, &mag) else {
        cx.record("wie", "", Some("geen wijk van deze persoon")).await?;
        cx.verstaan.is(Intent::Dekking, Uitkomst::Denied);
        return cx.reply(tekst::wie_niet_hier(getypt)).await;
    };
    let van = cx.gemeenten.get(&gemeente).ok_or(BotError::Missing("gemeente"))?;
    let met_delen: Vec<&str> = van.met_delen(&wijken).into_iter().collect();
    let mensen = store::persoon::who_runs(cx.tx, &gemeente, &met_delen).await?;
    // Looking people up is recorded: an insider leaves a trace.
    cx.record("wie", &format!("{gemeente} {}", wijken.join(" ")), None).await?;
    cx.reply(tekst::wie(&van.namen(&wijken), &mensen, TEXT_MAX)).await
}

/// The telephone numbers in a text, each once.
pub(in crate::bot) fn nummers_in(getypt: &str) -> Vec<WaId> {
    telefoon::nummers_in(getypt).into_iter().map(|nummer| WaId(nummer.into_cijfers())).collect()
}

/// The only telephone number in a text, or what to say instead; several are none.
fn enig_nummer(getypt: &str) -> Result<WaId, &'static str> {
    match nummers_in(getypt).as_slice() {
        [nummer] => Ok(nummer.clone()),
        [] if getypt.chars().any(char::is_numeric) => match telefoon::lees(getypt) {
            Ok(nummer) => Ok(WaId(nummer.into_cijfers())),
            Err(fout) => Err(waarom_geen(fout)),
        },
        [] => Err(tekst::BLOKKEER_WIE),
        [_, _, ..] => Err(waarom_geen(Fout::Meer)),
    }
}

/// `/blokkeer nummer`, at once.
pub(in crate::bot) async fn blokkeer(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    // A number of somebody else is not kept longer than needed.
    cx.forget_input().await?;
    let nummer = match enig_nummer(getypt) {
        Ok(nummer) => nummer,
        Err(waarom) => {
            cx.verstaan.is(Intent::Blokkeer, Uitkomst::Ask).vraag(&["nummer_tel"]);
            return cx.reply(waarom).await;
        }
    };
    cx.verstaan.is(Intent::Blokkeer, Uitkomst::Accepted).slot("nummer_tel", nummer.as_str());
    match store::persoon::by_phone(cx.tx, &nummer).await? {
        Some(wie) => blokkeer_persoon(cx, wie).await,
        None => {
            cx.record("blokkeer", "", Some("onbekend nummer")).await?;
            cx.verstaan.is(Intent::Blokkeer, Uitkomst::Denied);
            cx.reply(tekst::BLOKKEER_ONBEKEND).await
        }
    }
}

/// Blocks a colleague whose number changed.
pub(in crate::bot) async fn blokkeer_collega(cx: &mut Cx<'_>, wie: PersoonId) -> HandlerResult {
    blokkeer_persoon(cx, wie).await
}

/// Where somebody is known: by role or by group.
fn gemeenten_van(wie: &Persoon) -> Vec<String> {
    let met_rol = wie.toekenningen.iter().map(|toekenning| toekenning.gemeente.clone());
    let mut gemeenten: Vec<String> = met_rol.chain(wie.groepen.iter().map(|groep| groep.gemeente.clone())).collect();
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// Whether this person may block that one: a colleague in a gemeente of both, or themselves.
fn mag_blokkeren(cx: &Cx<'_>, wie: &Persoon) -> bool {
    let eigen = wie.id == cx.persoon.id;
    let volledig = |gemeente: &String| cx.persoon.gemeenten_met(Recht::Blokkeren).contains(&gemeente.as_str());
    let zichzelf = eigen && cx.persoon.rollen().iter().any(|rol| mate(*rol, Recht::Blokkeren) != Mate::Niet);
    zichzelf || gemeenten_van(wie).iter().any(volledig)
}

async fn blokkeer_persoon(cx: &mut Cx<'_>, id: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, id).await?;
    if !mag_blokkeren(cx, &wie) {
        cx.record("blokkeer", &format!("persoon {}", id.0), Some("niet in deze gemeente")).await?;
        cx.verstaan.is(Intent::Blokkeer, Uitkomst::Denied);
        return cx.reply(tekst::BLOKKEER_ONBEKEND).await;
    }
    store::persoon::block(cx.tx, id).await?;
    cx.verstaan.is(Intent::Blokkeer, Uitkomst::Accepted);
    cx.record("geblokkeerd", &format!("persoon {}", id.0), None).await?;
    let naam = store::persoon::name_of(cx.tx, id).await?;
    let bericht = tekst::collega_geblokkeerd(naam.as_deref().unwrap_or("iemand zonder naam"));
    for collega in collegas(cx, &wie).await? {
        if collega.id != cx.persoon.id {
            vertel(cx, &collega, &wie, &bericht).await?;
        }
    }
    cx.reply(tekst::GEBLOKKEERD).await
}

/// The others with a say over telephones in the gemeenten where somebody has a role.
async fn collegas(cx: &mut Cx<'_>, wie: &Persoon) -> Result<Vec<Persoon>, BotError> {
    let mut gevonden: Vec<Persoon> = Vec::new();
    let mut gemeenten: Vec<&str> = wie.toekenningen.iter().map(|toekenning| toekenning.gemeente.as_str()).collect();
    gemeenten.dedup();
    for gemeente in gemeenten {
        for mens in store::persoon::with_role_in(cx.tx, gemeente).await? {
            let telt = mens.id != wie.id && mens.mag_in(Recht::Blokkeren, gemeente);
            if telt && !gevonden.iter().any(|ander| ander.id == mens.id) {
                gevonden.push(mens);
            }
        }
    }
    Ok(gevonden)
}

fn uitgang(cx: &Cx<'_>, wie: &Persoon) -> Uitgang {
    let gemeente = wie.toekenningen.first().and_then(|toekenning| cx.gemeenten.get(&toekenning.gemeente));
    gemeente.map_or_else(
        || Uitgang::op(&cx.chat.phone_number_id),
        |gemeente| Uitgang::van(gemeente, &cx.chat.phone_number_id),
    )
}

async fn vertel(cx: &mut Cx<'_>, collega: &Persoon, over: &Persoon, bericht: &str) -> HandlerResult {
    let uitgang = uitgang(cx, over);
    notify(cx.tx, &uitgang, collega.id, bericht, cx.now_ms).await
}

/// WhatsApp says that somebody's number or user id changed: it becomes theirs, and what police and gemeente
/// may do rests until a colleague confirms them.
pub(in crate::bot) async fn identiteit_gewijzigd(cx: &mut Cx<'_>, nieuws: &System) -> HandlerResult {
    let nieuw = match nieuws {
        System::ChangedNumber(Some(nummer)) => Identity::Phone(nummer),
        System::ChangedUserId(Some(user_id)) => Identity::User(user_id),
        System::ChangedNumber(None) | System::ChangedUserId(None) | System::IdentityChanged | System::Other(_) => {
            return Ok(());
        }
    };
    let verplaatst = store::persoon::move_identity(cx.tx, cx.persoon.id, nieuw, cx.now_ms).await?;
    let uitkomst = if verplaatst { "nieuw kenmerk" } else { "kenmerk van een ander" };
    cx.record("nummer gewijzigd", uitkomst, None).await?;
    let wie = cx.persoon.id;
    laat_rusten(cx, wie).await
}

/// A message came with a number or user id that is another than before for somebody.
pub(in crate::bot) async fn na_wijziging(cx: &mut Cx<'_>, wie: PersoonId) -> HandlerResult {
    cx.record("nummer gewijzigd", &format!("persoon {}", wie.0), None).await?;
    laat_rusten(cx, wie).await
}

/// What police and gemeente may do rests, and their colleagues are asked.
async fn laat_rusten(cx: &mut Cx<'_>, wie: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, wie).await?;
    if wie.toekenningen.is_empty() {
        return Ok(());
    }
    store::persoon::suspend(cx.tx, wie.id, cx.now_ms).await?;
    if wie.id == cx.persoon.id {
        cx.persoon.opgeschort = true;
    }
    let naam = store::persoon::name_of(cx.tx, wie.id).await?;
    let naam = naam.unwrap_or_else(|| "zonder naam".to_owned());
    let buttons =
        vec![Knop::CollegaKlopt(wie.id).met(knoppen::KLOPT), Knop::CollegaBlokkeer(wie.id).met(knoppen::BLOKKEREN)];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = vec![sjablonen::als_parameter(&naam)];
    let bericht = Bericht::beide(
        Outgoing::buttons(tekst::nummer_gewijzigd(&naam), buttons)?,
        vul(&sjablonen::COLLEGA, parameters, payloads)?,
    );
    let uitgang = uitgang(cx, &wie);
    for collega in collegas(cx, &wie).await? {
        uitgang.stuur_als(cx.tx, collega.id, bericht.clone(), Klasse::Politie, cx.now_ms).await?;
    }
    Ok(())
}

/// A colleague confirms somebody whose number changed.
pub(in crate::bot) async fn klopt(cx: &mut Cx<'_>, id: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, id).await?;
    if id == cx.persoon.id {
        cx.record("collega klopt", &format!("persoon {}", id.0), Some("zichzelf")).await?;
        return cx.reply(tekst::NIET_UZELF).await;
    }
    let deelt = wie.toekenningen.iter().any(|toekenning| cx.persoon.mag_in(Recht::Blokkeren, &toekenning.gemeente));
    if !deelt {
        cx.record("collega klopt", &format!("persoon {}", id.0), Some("niet in deze gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    if !store::persoon::restore(cx.tx, id).await? {
        return cx.reply(tekst::NIETS_TE_BEVESTIGEN).await;
    }
    cx.record("collega bevestigd", &format!("persoon {}", id.0), None).await?;
    let uitgang = uitgang(cx, &wie);
    notify(cx.tx, &uitgang, id, tekst::WEER_TERUG, cx.now_ms).await?;
    cx.reply(tekst::BEVESTIGD).await
}
