//! Real WhatsApp groups of at most eight, for instance of the control room and the core team.
//!
//! Owns asking for one, inviting, and who is let in. Invariants: the bot never puts anybody into a group, they come
//! by the link; only people with a role or a group of their own are let in; nothing personal is said in a group.

use serde_json::{Value, json};

use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::algemeen::nummers_in;
use crate::domain::persoon::{PersoonId, Rang};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::groepsgesprek::{self, Groepsgesprek, Nieuw};
use crate::store::opdracht::{self, OpdrachtSoort};
use crate::store::{self, Tx, identiteit};
use crate::texts::bedrijf::groepsgesprek as tekst;
use crate::whatsapp::incoming::{GroupEvent, Sender};

/// `/groep naam: nummers`, or `/groep wijk`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let nummers = nummers_in(getypt);
    if !nummers.is_empty() {
        // Numbers of others are not kept longer than needed.
        cx.forget_input().await?;
        let mut leden = Vec::new();
        for nummer in &nummers {
            if let Some(wie) = store::persoon::by_phone(cx.tx, nummer).await?
                && is_bekend(cx.tx, wie).await?
                && hoort_hier(cx, wie).await?
            {
                leden.push(wie);
            }
        }
        if leden.len() < nummers.len() {
            cx.record("groep", "", Some("onbekend nummer")).await?;
            cx.reply(tekst::onbekend(nummers.len() - leden.len())).await?;
            return Ok(Gedaan::is(Intent::Groepsgesprek, Uitkomst::Denied));
        }
        let naam = getypt.split([':', '+']).next().unwrap_or_default();
        let naam = naam.split(|teken: char| teken.is_ascii_digit()).next().unwrap_or_default();
        return maak(cx, naam, leden).await;
    }
    let mag = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let Plaats::Wijken { gemeente, wijken, .. } = plaats::vind(getypt, &woorden(getypt), cx.gemeenten, &mag) else {
        return vraag_hoe(cx).await;
    };
    let van = cx.gemeenten.get(&gemeente).ok_or(BotError::Missing("gemeente"))?;
    let met_delen: Vec<_> = van.met_delen(&wijken).into_iter().collect();
    let number = cx.chat.phone_number_id.clone();
    let leden = store::melding::audience(cx.tx, &gemeente, &met_delen, &number, None, cx.now_ms).await?;
    let hoofd = leden.iter().filter(|lid| lid.rang == Rang::Hoofd && lid.bereikbaar());
    let leden: Vec<PersoonId> = hoofd.filter_map(|lid| lid.persoon).collect();
    let waar = van.namen(&wijken);
    if leden.is_empty() {
        cx.reply(tekst::niemand(&waar)).await?;
        return Ok(Gedaan::is(Intent::Groepsgesprek, Uitkomst::Info));
    }
    maak(cx, &waar, leden).await
}

async fn vraag_hoe(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply(tekst::HOE).await?;
    Ok(Gedaan::is(Intent::Groepsgesprek, Uitkomst::Ask))
}

async fn maak(cx: &mut Cx<'_>, naam: &str, mut leden: Vec<PersoonId>) -> HandlerResult {
    let onderwerp = schoon(naam.trim_matches([' ', '"', '\'', ',', '-']));
    if onderwerp.is_empty() {
        return vraag_hoe(cx).await;
    }
    if onderwerp.chars().count() > limits::GROUP_SUBJECT_MAX {
        cx.reply(tekst::te_lang(limits::GROUP_SUBJECT_MAX)).await?;
        return Ok(Gedaan::is(Intent::Groepsgesprek, Uitkomst::Denied));
    }
    leden.push(cx.persoon.id);
    leden.sort_unstable();
    leden.dedup();
    if leden.len() > limits::GROUP_PEOPLE_MAX {
        cx.reply(tekst::te_veel(leden.len(), limits::GROUP_PEOPLE_MAX)).await?;
        return Ok(Gedaan::is(Intent::Groepsgesprek, Uitkomst::Denied));
    }
    let gemeente = cx.persoon.gemeenten_met(Recht::MeldingVersturen).first().map(|id| (*id).to_owned());
    let gemeente = gemeente.ok_or(BotError::Missing("gemeente"))?;
    let number = cx.chat.phone_number_id.clone();
    let nieuw = Nieuw {
        gemeente: &gemeente,
        onderwerp: &onderwerp,
        phone_number_id: &number,
        door: cx.persoon.id,
        leden: &leden,
    };
    let id = groepsgesprek::add(cx.tx, &nieuw, cx.now_ms).await?;
    let inhoud = json!({ "onderwerp": onderwerp });
    opdracht::plan(cx.tx, OpdrachtSoort::GroepMaken, id, &number, &inhoud, cx.now_ms).await?;
    cx.record("groep gevraagd", &format!("groepsgesprek {id}"), None).await?;
    cx.reply(tekst::wordt_gemaakt(&onderwerp, leden.len())).await?;
    Ok(Gedaan::is(Intent::Groepsgesprek, Uitkomst::Accepted))
}

/// Whether the bot knows somebody: a role, or a group of their own.
async fn is_bekend(tx: &mut Tx, wie: PersoonId) -> Result<bool, BotError> {
    let persoon = store::persoon::load(tx, wie).await?;
    Ok(!persoon.geblokkeerd && !matches!(persoon.hoofdrol(), Rol::Onbekend | Rol::Aspirant))
}

/// Whether somebody has a role or a group where the officer may send: about others the bot says nothing, not even that it
/// knows them.
async fn hoort_hier(cx: &mut Cx<'_>, wie: PersoonId) -> Result<bool, BotError> {
    let ander = store::persoon::load(cx.tx, wie).await?;
    let mijn = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let hier = |gemeente| mijn.contains(&gemeente);
    Ok(ander.toekenningen.iter().any(|toekenning| hier(&toekenning.gemeente))
        || ander.groepen.iter().any(|groep| hier(&groep.gemeente)))
}

/// Meta took the request (the worker stored under which id, since the group may be there before this is read), or
/// refused it.
pub(in crate::bot) async fn gevraagd(tx: &mut Tx, id: i64, uitkomst: &Value, now_ms: i64) -> Written {
    if uitkomst["request_id"].is_string() {
        return Ok(());
    }
    let Some(gesprek) = groepsgesprek::get(tx, id).await? else { return Ok(()) };
    mislukt(tx, &gesprek, uitkomst["code"].as_i64().unwrap_or_default(), now_ms).await
}

async fn mislukt(tx: &mut Tx, gesprek: &Groepsgesprek, code: i64, now_ms: i64) -> Written {
    groepsgesprek::set_gone(tx, gesprek.id).await?;
    let uitgang = Uitgang::op(&gesprek.phone_number_id);
    notify(tx, &uitgang, gesprek.gemaakt_door, &tekst::mislukt(&gesprek.onderwerp, code), now_ms).await
}

/// Something happened to a group.
pub(in crate::bot) async fn gebeurd(tx: &mut Tx, gemeenten: &Gemeenten, event: &GroupEvent, now_ms: i64) -> Written {
    let gesprek = match &event.group_id {
        Some(group_id) => groepsgesprek::by_group(tx, group_id).await?,
        None => None,
    };
    let gesprek = match (gesprek, &event.request_id) {
        (None, Some(request_id)) => groepsgesprek::by_request(tx, request_id).await?,
        (gesprek, _) => gesprek,
    };
    // A group that somebody made beside the bot is not the bot's.
    let Some(gesprek) = gesprek else { return Ok(()) };
    match event.kind.as_str() {
        "group_create" => gemaakt(tx, gemeenten, &gesprek, event, now_ms).await,
        "group_delete" | "group_suspend" => Ok(groepsgesprek::set_gone(tx, gesprek.id).await?),
        "group_join_request_created" => verzoek(tx, &gesprek, event, now_ms).await,
        "group_participants_add" => leden(tx, &gesprek, &event.people, Some(now_ms), now_ms).await,
        "group_participants_remove" => leden(tx, &gesprek, &event.people, None, now_ms).await,
        _ => Ok(()),
    }
}

async fn gemaakt(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    gesprek: &Groepsgesprek,
    event: &GroupEvent,
    now_ms: i64,
) -> Written {
    let (Some(group_id), Some(link)) = (&event.group_id, &event.invite_link) else {
        return mislukt(tx, gesprek, event.error.unwrap_or_default(), now_ms).await;
    };
    groepsgesprek::set_made(tx, gesprek.id, group_id, link).await?;
    let uitgang = gemeenten.get(&gesprek.gemeente).map_or_else(
        || Uitgang::op(&gesprek.phone_number_id),
        |gemeente| Uitgang::van(gemeente, &gesprek.phone_number_id),
    );
    let uitnodiging = tekst::uitnodiging(&gesprek.onderwerp, link);
    for lid in groepsgesprek::invited(tx, gesprek.id).await? {
        notify(tx, &uitgang, lid, &uitnodiging, now_ms).await?;
    }
    Ok(())
}

/// Somebody asks to be let in: only whom the bot knows.
async fn verzoek(tx: &mut Tx, gesprek: &Groepsgesprek, event: &GroupEvent, now_ms: i64) -> Written {
    let (Some(verzoek), Some(group_id)) = (&event.join_request_id, &gesprek.group_id) else { return Ok(()) };
    let mut toelaten = false;
    if let Some(wie) = event.people.first() {
        let wie = identiteit::bekend_of_nieuw(tx, wie.wa_id.as_ref(), wie.user_id.as_ref(), now_ms).await?;
        toelaten = is_bekend(tx, wie).await?;
        let spoor = store::spoor::Spoor {
            tijd_ms: now_ms,
            persoon: wie,
            rol: store::persoon::load(tx, wie).await?.hoofdrol(),
            daad: "groep toegang",
            voorwerp: &format!("groepsgesprek {}", gesprek.id),
            geweigerd: (!toelaten).then_some("onbekend"),
        };
        store::spoor::add(tx, spoor).await?;
    }
    let inhoud = json!({ "group_id": group_id, "verzoek": verzoek, "toelaten": toelaten });
    Ok(opdracht::plan(tx, OpdrachtSoort::GroepVerzoek, gesprek.id, &gesprek.phone_number_id, &inhoud, now_ms).await?)
}

async fn leden(tx: &mut Tx, gesprek: &Groepsgesprek, people: &[Sender], lid_ms: Option<i64>, now_ms: i64) -> Written {
    for wie in people.iter().filter(|wie| wie.wa_id.is_some() || wie.user_id.is_some()) {
        let wie = identiteit::bekend_of_nieuw(tx, wie.wa_id.as_ref(), wie.user_id.as_ref(), now_ms).await?;
        groepsgesprek::set_member(tx, gesprek.id, wie, lid_ms).await?;
    }
    Ok(())
}
