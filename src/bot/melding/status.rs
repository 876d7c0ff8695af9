//! `/status`: how an alert stands, in words or as a drawing.
//!
//! Owns which alert is meant and what the drawing is of; drawing and uploading are the worker's. Invariants: an alert
//! of another gemeente, and one that was never sent, is as unknown as none; who asked for a drawing that cannot be had
//! gets the words.

use serde_json::{Value, json};

use crate::beeld::{Beeld, Telling, WijkStand};
use crate::bot::begrip::plakken::nummers;
use crate::bot::begrip::stand::{self, Hoe, StandVraag};
use crate::bot::context::{Cx, send_to};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::{samen, stand as handlers_stand, welke};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::{self, MeldingStatus, lees_nummer};
use crate::domain::rechten::Recht;
use crate::domain::uitzetting::{GroepStand, Overzicht, Stand};
use crate::domain::wijk::{Gemeente, GemeenteId};
use crate::limits;
use crate::store::beeld::{self, BeeldId};
use crate::store::kaart::{self, GroepInWijk};
use crate::store::levensloop::Zoek;
use crate::store::melding::Melding;
use crate::store::opdracht::{self, OpdrachtSoort};
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::melding::stand as stand_tekst;
use crate::texts::melding::stand::Moment;
use crate::texts::{beeld as beeldtekst, ingekort, knoppen};
use crate::whatsapp::outgoing::{CAPTION_MAX, Picture, TEXT_MAX};
use crate::whatsapp::{Bericht, Outgoing};

/// `/status [nummer] [details | beeld]`.
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    let vraag = stand::lees(wat, &cx.gemeenten.codes());
    antwoord(cx, vraag).await
}

/// What somebody who may know asks about how an alert stands, in their own words.
pub(in crate::bot) fn gevraagd(cx: &Cx<'_>, tekst: &str) -> Option<StandVraag> {
    if cx.persoon.mag(Recht::StandInzien) { stand::vraagt(tekst, &cx.gemeenten.codes()) } else { None }
}

/// Answers such a question.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, vraag: StandVraag) -> HandlerResult {
    let melding = match (&vraag.nummer, vraag.rest.as_str()) {
        (None, "") => match waarop(cx).await? {
            Some(melding) => Some(melding),
            None => {
                let lopend = lopend_van(cx).await?;
                if lopend.len() > 1 && vraag.hoe != Hoe::Beeld {
                    return Box::pin(allemaal(cx, &lopend, vraag.hoe)).await;
                }
                let sinds_ms = cx.now_ms - limits::STATUS_LOOK_BACK_MS;
                store::melding::last_sent_by(cx.tx, cx.persoon.id, sinds_ms).await?
            }
        },
        (nummer, rest) => {
            let gevonden = match nummer {
                Some(nummer) => te_zien(cx, nummer).await?,
                None => op_cijfers(cx, rest).await?,
            };
            let Some(melding) = gevonden else {
                let genoemd = nummer.clone().unwrap_or_else(|| rest.to_owned());
                welke::onbekend(cx, &genoemd).await?;
                return Ok(vraagt_nummer());
            };
            Some(melding)
        }
    };
    let Some(melding) = melding else {
        cx.reply(stand_tekst::GEEN_MELDING).await?;
        return Ok(vraagt_nummer());
    };
    cx.record("status", &melding.nummer, None).await?;
    let overzicht = store::overzicht::of(cx.tx, melding.id).await?;
    let loopt = hoe_loopt(cx.tx, &melding).await?;
    let samen = samen::regel(cx.tx, &melding).await?;
    let met = |stand: String| loopt.iter().cloned().chain([stand]).chain(samen.clone()).collect::<Vec<_>>().join("\n");
    // Numbers and names of groups and wijken: nothing personal.
    match vraag.hoe {
        Hoe::Kort => {
            let tekst = met(stand_tekst::stand(&melding.nummer, Moment::Gevraagd, &overzicht));
            // Never in a group.
            let bellen = cx.chat.chat.is_empty()
                && cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)
                && handlers_stand::te_bellen(&melding, &overzicht, &tekst);
            if bellen {
                cx.reply_buttons(tekst, vec![Knop::ToonNummer(melding.id).met(knoppen::TOON_NUMMER)]).await?;
            } else {
                cx.reply_here(tekst).await?;
            }
        }
        Hoe::Details => {
            let tekst = met(met_rangen(cx, &melding, &overzicht).await?);
            cx.reply_here(ingekort(&tekst, TEXT_MAX)).await?;
        }
        Hoe::Beeld => laat_tekenen(cx, &melding, &overzicht).await?,
    }
    Ok(Verstaan::is(Intent::MeldingStatus, Uitkomst::Info).slot("nummer", melding.nummer).into())
}

/// The groups of an alert, and how far each rank of each is: of single people only while it runs, to who sends alerts there, and never in a
/// group.
async fn met_rangen(cx: &mut Cx<'_>, melding: &Melding, overzicht: &Overzicht) -> Result<String, BotError> {
    let tekst = stand_tekst::stand_details(&melding.nummer, overzicht);
    let mag = cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente) && cx.chat.chat.is_empty();
    if !mag || melding.status != MeldingStatus::Verzonden {
        return Ok(tekst);
    }
    cx.record("status per persoon", &melding.nummer, None).await?;
    Ok(format!("{tekst}\n\n{}", stand_tekst::per_rang(overzicht)))
}

/// Which alert is asked after has to be said.
fn vraagt_nummer() -> Gedaan {
    Verstaan::is(Intent::MeldingStatus, Uitkomst::Ask).vraag(&["nummer"]).into()
}

/// The alerts of this person that run, with those that stand still or are held up, the latest first.
async fn lopend_van(cx: &mut Cx<'_>) -> Result<Vec<Melding>, BotError> {
    let gemeenten: Vec<&GemeenteId> = cx.persoon.gemeenten_met(Recht::StandInzien);
    let sinds_ms = cx.now_ms - limits::STATUS_LOOK_BACK_MS;
    let lopend = store::levensloop::recent(cx.tx, &gemeenten, Zoek::Lopend, sinds_ms).await?;
    let (wie, telefoon) = (cx.wie, cx.persoon.id);
    Ok(lopend.into_iter().filter(|melding| melding.wie == wie || melding.verzender.persoon == telefoon).collect())
}

/// How each of several alerts stands, in one message as far as they fit.
async fn allemaal(cx: &mut Cx<'_>, meldingen: &[Melding], hoe: Hoe) -> HandlerResult {
    let mut standen = Vec::with_capacity(meldingen.len());
    let mut gedaan = Verstaan::is(Intent::MeldingStatus, Uitkomst::Info);
    for melding in meldingen {
        gedaan = gedaan.stel_voor(melding.nummer.as_str());
        cx.record("status", &melding.nummer, None).await?;
        let overzicht = store::overzicht::of(cx.tx, melding.id).await?;
        let stand = match hoe {
            Hoe::Details => met_rangen(cx, melding, &overzicht).await?,
            Hoe::Kort | Hoe::Beeld => stand_tekst::stand(&melding.nummer, Moment::Gevraagd, &overzicht),
        };
        let loopt = hoe_loopt(cx.tx, melding).await?;
        standen.push(loopt.into_iter().chain([stand]).collect::<Vec<_>>().join("\n"));
    }
    let alles = format!("{}\n\n{}", standen.join("\n\n"), stand_tekst::meer_meldingen_lopen(meldingen.len()));
    if alles.chars().count() <= TEXT_MAX {
        cx.reply_here(alles).await?;
        return Ok(gedaan.into());
    }
    // Too long for one message: each by itself.
    for stand in standen {
        cx.reply_here(ingekort(&stand, TEXT_MAX)).await?;
    }
    Ok(gedaan.into())
}

/// What a stand says first of an alert that does not simply run: stopped, held up, ended or withdrawn.
async fn hoe_loopt(tx: &mut Tx, melding: &Melding) -> Result<Option<String>, BotError> {
    let vastgehouden = outbox::held(tx, melding.id).await?.alle;
    let Melding { nummer, status, stilgezet, einde_ms, geldig_tot_ms, afloop, .. } = melding;
    let einde_ms = einde_ms.unwrap_or(*geldig_tot_ms);
    Ok(match status {
        MeldingStatus::Ingetrokken => Some(stand_tekst::staat_ingetrokken(nummer, einde_ms)),
        MeldingStatus::Gesloten => Some(stand_tekst::staat_gesloten(nummer, einde_ms, afloop)),
        MeldingStatus::Verlopen => Some(stand_tekst::staat_verlopen(nummer, *geldig_tot_ms)),
        _ if *stilgezet => Some(stand_tekst::staat_stil(nummer)),
        _ if vastgehouden > 0 => Some(stand_tekst::staat_vastgehouden(nummer, vastgehouden)),
        _ => None,
    })
}

/// The alert with this number, if this person may know of it.
async fn te_zien(cx: &mut Cx<'_>, nummer: &str) -> Result<Option<Melding>, BotError> {
    let gevonden = store::melding::by_nummer(cx.tx, nummer).await?;
    let persoon = &cx.persoon;
    Ok(gevonden
        .filter(|melding| melding.verzonden_ms.is_some() && persoon.mag_in(Recht::StandInzien, &melding.gemeente)))
}

/// The only alert with these digits, in the gemeenten where this person may know of one.
async fn op_cijfers(cx: &mut Cx<'_>, cijfers: &str) -> Result<Option<Melding>, BotError> {
    let mut gevonden = Vec::new();
    if cijfers.bytes().all(|byte| byte.is_ascii_digit()) {
        for code in cx.gemeenten.codes().into_iter().filter(|code| *code != melding::OEFENING) {
            if let Some(nummer) = lees_nummer(&format!("{code}{cijfers}")) {
                gevonden.extend(te_zien(cx, &nummer).await?);
            }
        }
    }
    Ok(if gevonden.len() == 1 { gevonden.pop() } else { None })
}

/// The alert that the message they reply to is about: it carried it, or it names its number and no other.
pub(in crate::bot) async fn waarop(cx: &mut Cx<'_>) -> Result<Option<Melding>, BotError> {
    let Some(wamid) = cx.antwoord_op.clone() else { return Ok(None) };
    let wie = cx.persoon.id;
    if let Some(id) = store::melding::carried_by(cx.tx, wamid.as_str(), wie).await? {
        return Ok(store::melding::get(cx.tx, id).await?);
    }
    let Some(gezegd) = store::uitgegeven::gezegd(cx.tx, wamid.as_str(), wie).await? else { return Ok(None) };
    match nummers(&gezegd, &cx.gemeenten.codes()).as_slice() {
        [nummer] => te_zien(cx, nummer).await,
        _ => Ok(None),
    }
}

/// Plans the drawing: it comes as soon as it is uploaded.
async fn laat_tekenen(cx: &mut Cx<'_>, melding: &Melding, overzicht: &Overzicht) -> Written {
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let groepen = kaart::groepen(cx.tx, &gemeente.id).await?;
    let inhoud = json!(beeld_van(gemeente, melding, overzicht, &groepen, cx.now_ms));
    let (chat, now_ms) = (cx.chat.clone(), cx.now_ms);
    let id = beeld::add(cx.tx, melding.id, &chat, now_ms).await?;
    Ok(opdracht::plan(cx.tx, OpdrachtSoort::Beeld, id.0, &chat.phone_number_id, &inhoud, now_ms).await?)
}

fn tel<'a>(standen: impl Iterator<Item = &'a GroepStand>) -> Telling {
    standen.fold(Telling::default(), |mut telling, groep| {
        match groep.stand {
            Stand::Geplaatst => telling.geplaatst += 1,
            Stand::Geopend | Stand::Gezien | Stand::Bezorgd => telling.bezorgd += 1,
            Stand::KanNiet => telling.kan_niet += 1,
            Stand::Onderweg | Stand::NietBezorgd(_) => telling.niet_bezorgd += 1,
        }
        telling
    })
}

/// What the drawing shows: every wijk that has a place, and those that the alert went to.
fn beeld_van(
    gemeente: &Gemeente,
    melding: &Melding,
    overzicht: &Overzicht,
    groepen: &[GroepInWijk],
    now_ms: i64,
) -> Beeld {
    let bereikt = gemeente.met_delen(&melding.wijken);
    let gedeeld = |id: &str| gemeente.wijken.iter().any(|deel| deel.deel_van.as_deref() == Some(id));
    let wijken = gemeente.wijken.iter().filter_map(|wijk| {
        let hier: Vec<&str> =
            groepen.iter().filter(|groep| groep.wijk == wijk.id).map(|groep| groep.naam.as_str()).collect();
        let telling = bereikt
            .contains(&wijk.id)
            .then(|| tel(overzicht.groepen.iter().filter(|groep| hier.contains(&groep.naam.as_str()))));
        // A wijk in parts is shown as its parts, unless groups belong to the whole.
        let leeg = telling.is_none_or(|telling| telling.totaal() == 0);
        (!leeg || !gedeeld(&wijk.id)).then(|| WijkStand { naam: wijk.naam.clone(), plaats: wijk.kaart, telling })
    });
    Beeld {
        titel: beeldtekst::titel(&melding.nummer, melding.soort, melding.oefening),
        moment: beeldtekst::moment(melding.verzonden_ms, now_ms),
        totaal: tel(overzicht.groepen.iter()),
        wijken: wijken.collect(),
    }
}

/// The worker drew it and uploaded it, or could not: then the words go alone.
pub(in crate::bot) async fn getekend(tx: &mut Tx, id: BeeldId, uitkomst: &Value, now_ms: i64) -> Written {
    let Some(gevraagd) = beeld::get(tx, id).await? else { return Ok(()) };
    let Some(melding) = store::melding::get(tx, gevraagd.melding).await? else { return Ok(()) };
    let upload_id = uitkomst["upload_id"].as_str();
    if !beeld::mark_answered(tx, id, upload_id, now_ms).await? {
        return Ok(());
    }
    let overzicht = store::overzicht::of(tx, melding.id).await?;
    let stand = stand_tekst::stand(&melding.nummer, Moment::Gevraagd, &overzicht);
    let woorden = match hoe_loopt(tx, &melding).await? {
        Some(loopt) => format!("{loopt}\n{stand}"),
        None => stand,
    };
    let Some(upload_id) = upload_id else {
        return send_to(tx, gevraagd.chat, Klasse::Politie, Outgoing::text(woorden)?, now_ms).await;
    };
    taak::plan(tx, Taak::BeeldWissen(id), now_ms + limits::DRAWING_KEPT_MS).await?;
    let onder = ingekort(&woorden, CAPTION_MAX);
    let row = NewRow {
        chat: gevraagd.chat,
        klasse: Klasse::Politie,
        melding: None,
        bericht: Bericht::vrij(Outgoing::image(Picture::Id(upload_id.to_owned()), Some(onder))?),
        antwoord_op: None,
        geldig_tot_ms: now_ms + limits::DRAWING_SEND_WITHIN_MS,
    };
    outbox::insert(tx, &[row], now_ms).await?;
    Ok(())
}

/// Has a drawing deleted at Meta.
///
/// # Errors
/// The database cannot be reached.
pub async fn wis_beeld(tx: &mut Tx, id: BeeldId, now_ms: i64) -> Written {
    let Some(gevraagd) = beeld::get(tx, id).await? else { return Ok(()) };
    if let Some(upload_id) = &gevraagd.upload_id {
        let inhoud = json!({ "media_id": upload_id });
        let nummer = &gevraagd.chat.phone_number_id;
        opdracht::plan(tx, OpdrachtSoort::FotoWissen, id.0, nummer, &inhoud, now_ms).await?;
    }
    Ok(beeld::forget_upload(tx, id).await?)
}
