//! A picture for an alert about a missing person: from the officer's phone to those who got the alert.
//!
//! Owns which alert it belongs to, the second person, and what leaves; fetching, cleaning and deleting is the
//! worker's. Invariants: no picture leaves without a second person with the right, who is never the one who sent
//! it; pictures of anything but an alert about a missing person are not kept, and one that comes before its alert is
//! remembered for half an hour by its id at Meta alone; every picture is deleted after its alert ended.

use serde_json::{Value, json};

use crate::bot::begrip::gesprek;
use crate::bot::besluit::wie::Collegas;
use crate::bot::context::{Cx, Uitgang, notify, send_to};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::bericht;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::melding::{MeldingStatus, lees_nummer};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::foto::{self, Foto, FotoId, FotoStatus, Vooraf};
use crate::store::gesprek::ChatKey;
use crate::store::levensloop::{self, Zoek};
use crate::store::melding::Melding;
use crate::store::opdracht::{self, OpdrachtSoort};
use crate::store::outbox::Klasse;
use crate::store::spoor::{self, Spoor};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::melding::{foto as tekst, politiebericht};
use crate::texts::{ingekort, knoppen, sjablonen};
use crate::whatsapp::incoming::Media;
use crate::whatsapp::outgoing::Picture;
use crate::whatsapp::{Bericht, Outgoing};

/// A picture came in.
pub(in crate::bot) async fn ontvangen(cx: &mut Cx<'_>, media: &Media) -> HandlerResult {
    // A wijkagent whose draft a colleague let go was asked for it too.
    let lopend = foto::running_missing(cx.tx, cx.persoon.id, cx.now_ms).await?;
    if !cx.persoon.mag(Recht::MeldingVersturen) && lopend.is_empty() {
        return algemeen::bestand(cx).await;
    }
    // What stood under it may name somebody; what is kept of it is kept with the picture.
    cx.forget_input().await?;
    let bijschrift = ingekort(&schoon(media.caption.as_deref().unwrap_or_default()), limits::PICTURE_CAPTION_MAX);
    let vooraf = Vooraf {
        verzender: cx.persoon.id,
        wie: cx.wie,
        phone_number_id: cx.chat.phone_number_id.clone(),
        media_id: media.id.clone(),
        sha256: media.sha256.clone(),
        bijschrift,
    };
    if lopend.is_empty() && (gesprek::over_verdachte(&vooraf.bijschrift) || heeft_heterdaad(cx).await?) {
        cx.reply(tekst::ALLEEN_BIJ_VERMISSING).await?;
        return Ok(Gedaan::is(Intent::Foto, Uitkomst::Denied));
    }
    if lopend.is_empty() {
        // The alert comes next: it is kept for that, and for nothing else.
        foto::keep(cx.tx, &vooraf, cx.now_ms).await?;
        cx.record("foto vooraf", "", None).await?;
        cx.reply(tekst::BEWAARD).await?;
        return Ok(Gedaan::is(Intent::Foto, Uitkomst::Recorded));
    }
    let Some(id) = welke(cx, &lopend, &vooraf.bijschrift).await? else {
        cx.reply(tekst::BIJ_WELKE).await?;
        return Ok(Verstaan::is(Intent::Foto, Uitkomst::Ask).vraag(&["nummer"]).into());
    };
    let melding = store::melding::get(cx.tx, id).await?.ok_or(BotError::Missing("melding"))?;
    cx.record("foto ontvangen", &melding.nummer, None).await?;
    let (foto, antwoord) = neem(cx.tx, &melding, &vooraf, cx.now_ms).await?;
    zeg_ook_daar(cx.tx, &melding, cx.now_ms).await?;
    if !gesprek::familie_is_akkoord(&vooraf.bijschrift) && cx.dialogue().await? == Found::None {
        cx.expect(&Dialogue::FotoFamilie { foto: foto.0 }).await?;
    }
    let chat = cx.direct();
    send_to(cx.tx, chat, Klasse::Politie, antwoord, cx.now_ms).await?;
    Ok(over(&melding, Intent::Foto, Uitkomst::Recorded))
}

/// What it means for a picture with this alert, and what was done with that.
pub(in crate::bot) fn over(melding: &Melding, intent: Intent, uitkomst: Uitkomst) -> Gedaan {
    Verstaan::is(intent, uitkomst).slot("nummer", melding.nummer.as_str()).into()
}

/// Whether an alert of this person about a crime runs: a picture that comes now may be of whoever did it.
async fn heeft_heterdaad(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    let gemeenten = cx.persoon.gemeenten_met(Recht::MeldingBijwerken);
    let sinds_ms = cx.now_ms - limits::STATUS_LOOK_BACK_MS;
    let lopend = levensloop::recent(cx.tx, &gemeenten, Zoek::Lopend, sinds_ms).await?;
    let eigen = |melding: &Melding| melding.wie == cx.wie || melding.verzender.persoon == cx.persoon.id;
    Ok(lopend.iter().any(|melding| eigen(melding) && melding.soort.heterdaad()))
}

/// An alert left: a picture that its sender gave just before goes with it now, to a second person first.
pub(in crate::bot) async fn na_versturen(tx: &mut Tx, melding: &Melding, now_ms: i64) -> Written {
    let sinds_ms = now_ms - limits::PICTURE_AHEAD_MS;
    let vooraf = foto::take_kept(tx, melding.verzender.persoon, melding.wie, sinds_ms).await?;
    // Of anything but somebody who is missing it is forgotten.
    let Some(vooraf) = vooraf.filter(|_| !melding.soort.heterdaad() && !melding.oefening) else { return Ok(()) };
    let (_, antwoord) = neem(tx, melding, &vooraf, now_ms).await?;
    let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
    // After what says that the alert left.
    send_to(tx, chat, Klasse::Politie, antwoord, now_ms + limits::SECOND_MESSAGE_AFTER_MS).await?;
    zeg_ook_daar(tx, melding, now_ms).await
}

/// A picture goes with one alert, and its sender may think that it went with those that were sent together with it: how it gets there is said.
async fn zeg_ook_daar(tx: &mut Tx, melding: &Melding, now_ms: i64) -> Written {
    let samen = store::melding::sent_with(tx, melding.id).await?;
    let lopend = samen.iter().filter(|ander| ander.status == MeldingStatus::Verzonden && now_ms < ander.geldig_tot_ms);
    let nummers: Vec<&str> = lopend.map(|ander| ander.nummer.as_str()).collect();
    if nummers.is_empty() {
        return Ok(());
    }
    let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
    let tekst = Outgoing::text(tekst::ook_daar(&melding.nummer, &nummers))?;
    send_to(tx, chat, Klasse::Politie, tekst, now_ms + 2 * limits::SECOND_MESSAGE_AFTER_MS).await
}

/// Takes a picture up for an alert: it is fetched, and its sender hears what it waits for.
async fn neem(tx: &mut Tx, melding: &Melding, van: &Vooraf, now_ms: i64) -> Result<(FotoId, Outgoing), BotError> {
    let wie = (van.verzender, van.wie);
    let foto = foto::add(tx, melding.id, wie, &van.phone_number_id, &van.bijschrift, now_ms).await?;
    let inhoud = json!({ "media_id": van.media_id, "sha256": van.sha256 });
    opdracht::plan(tx, OpdrachtSoort::FotoHalen, foto.0, &van.phone_number_id, &inhoud, now_ms).await?;
    if gesprek::familie_is_akkoord(&van.bijschrift) {
        foto::family_agrees(tx, foto, now_ms).await?;
        let rol = store::persoon::load(tx, van.wie).await?.hoofdrol();
        let (persoon, voorwerp, daad) = (van.wie, melding.nummer.as_str(), "familie akkoord met foto");
        spoor::add(tx, Spoor { tijd_ms: now_ms, persoon, rol, daad, voorwerp, geweigerd: None }).await?;
        return Ok((foto, Outgoing::text(tekst::ontvangen(&melding.nummer))?));
    }
    let knop = Knop::FotoFamilie(foto).met(knoppen::FAMILIE_AKKOORD);
    Ok((foto, Outgoing::buttons(tekst::ontvangen_familie(&melding.nummer), vec![knop])?))
}

/// The sender of a picture says that the family agrees.
pub(in crate::bot) async fn familie(cx: &mut Cx<'_>, id: FotoId) -> HandlerResult {
    let foto = foto::get(cx.tx, id).await?.filter(|foto| foto.wie == cx.wie || foto.verzender == cx.persoon.id);
    let Some(foto) = foto else { return algemeen::onbekende_knop(cx).await };
    let Some(melding) = store::melding::get(cx.tx, foto.melding).await? else {
        return Ok(Gedaan::is(Intent::Foto, Uitkomst::Ignored));
    };
    foto::family_agrees(cx.tx, id, cx.now_ms).await?;
    cx.record("familie akkoord met foto", &melding.nummer, None).await?;
    // Those who decide saw that this was missing: now they can.
    let loopt = melding.status == MeldingStatus::Verzonden && cx.now_ms < melding.geldig_tot_ms;
    if !foto.familie_akkoord && foto.status == FotoStatus::Wacht && loopt {
        let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
        let collegas = Collegas::van(cx.tx, gemeente, (foto.wie, foto.verzender), cx.now_ms).await?.allen();
        let foto = Foto { familie_akkoord: true, ..foto };
        vraag(cx.tx, gemeente, &foto, &melding, &collegas, cx.now_ms).await?;
    }
    cx.reply(tekst::familie_genoteerd(&melding.nummer)).await?;
    Ok(over(&melding, Intent::Foto, Uitkomst::Recorded))
}

/// The alert that a picture belongs to: the one named under it, or the only one that runs.
async fn welke(cx: &mut Cx<'_>, lopend: &[MeldingId], bijschrift: &str) -> Result<Option<MeldingId>, BotError> {
    for woord in bijschrift.split_whitespace() {
        if let Some(nummer) = lees_nummer(woord)
            && let Some(melding) = store::melding::by_nummer(cx.tx, &nummer).await?
        {
            return Ok(lopend.contains(&melding.id).then_some(melding.id));
        }
    }
    Ok(match lopend {
        [enige] => Some(*enige),
        _ => None,
    })
}

/// The worker fetched it, or could not.
pub(in crate::bot) async fn opgehaald(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    id: FotoId,
    uitkomst: &Value,
    now_ms: i64,
) -> Written {
    let Some(foto) = foto::get(tx, id).await? else { return Ok(()) };
    let Some(melding) = store::melding::get(tx, foto.melding).await? else { return Ok(()) };
    let Some(upload_id) = uitkomst["upload_id"].as_str() else {
        if foto.status == FotoStatus::Ontvangen {
            foto::erase(tx, &foto, now_ms).await?;
        }
        let waarom = uitkomst["waarom"].as_str().unwrap_or_default();
        return vertel_verzender(tx, &melding, &tekst::mislukt(&melding.nummer, waarom), now_ms).await;
    };
    // What came in is deleted at Meta only now that the other is on record.
    if let Some(media_id) = uitkomst["media_id"].as_str() {
        plan_wissen(tx, &foto, media_id, now_ms).await?;
    }
    if !foto::step(tx, id, FotoStatus::Ontvangen, FotoStatus::Wacht, None).await? {
        return if foto.upload_id.as_deref() == Some(upload_id) {
            Ok(())
        } else {
            plan_wissen(tx, &foto, upload_id, now_ms).await
        };
    }
    foto::set_upload(tx, id, upload_id).await?;
    let eind_ms = melding.geldig_tot_ms.max(now_ms) + limits::PICTURE_KEPT_MS;
    taak::plan(tx, Taak::FotoWissen(id), eind_ms).await?;
    taak::plan(tx, Taak::FotoAnderen(id), now_ms + limits::PICTURE_ASK_OTHERS_MS).await?;
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let collegas = Collegas::van(tx, gemeente, (foto.wie, foto.verzender), now_ms).await?.allen();
    let Some(eerste) = collegas.first() else {
        return vertel_verzender(tx, &melding, &tekst::geen_collega(&melding.nummer), now_ms).await;
    };
    vraag(tx, gemeente, &foto_met(&foto, upload_id), &melding, &[*eerste], now_ms).await
}

fn foto_met(foto: &Foto, upload_id: &str) -> Foto {
    Foto { upload_id: Some(upload_id.to_owned()), ..foto.clone() }
}

pub(in crate::bot) async fn vraag(
    tx: &mut Tx,
    gemeente: &Gemeente,
    foto: &Foto,
    melding: &Melding,
    wie: &[PersoonId],
    now_ms: i64,
) -> Written {
    let Some(upload_id) = &foto.upload_id else { return Ok(()) };
    let picture = Picture::Id(upload_id.clone());
    let bijschrift = if foto.bijschrift.is_empty() { tekst::ZONDER_BIJSCHRIFT } else { foto.bijschrift.as_str() };
    let buttons = vec![
        Knop::FotoGoedkeuren(foto.id).met(knoppen::GOEDKEUREN),
        Knop::FotoAfwijzen(foto.id).met(knoppen::AFWIJZEN),
    ];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let naam = store::persoon::name_of(tx, foto.wie).await?;
    let familie = if foto.familie_akkoord { tekst::FAMILIE_AKKOORD } else { tekst::FAMILIE_ONBEKEND };
    let wat = parameters(gemeente, melding);
    let deel = |plaats: usize| wat.get(plaats).map(String::as_str).unwrap_or_default();
    let parameters = vec![
        melding.nummer.clone(),
        ingekort(naam.as_deref().unwrap_or(tekst::ZONDER_NAAM), limits::NAME_CHARACTERS_MAX),
        sjablonen::als_parameter(deel(1)),
        sjablonen::als_parameter(deel(2)),
        sjablonen::als_parameter(bijschrift),
        familie.to_owned(),
    ];
    let vrij = sjablonen::ingevuld(sjablonen::FOTO_GOEDKEUREN.nl.body, &parameters);
    let bericht = Bericht::beide(
        Outgoing::buttons(vrij, buttons)?.with_picture(picture.clone()),
        vul(&sjablonen::FOTO_GOEDKEUREN, parameters, payloads)?.with_picture(picture),
    );
    let uitgang = Uitgang::van(gemeente, &foto.phone_number_id);
    for persoon in wie {
        uitgang.stuur_als(tx, *persoon, bericht.clone(), Klasse::Politie, now_ms).await?;
    }
    Ok(())
}

/// What stands under a picture: the alert as it went out, with its place and time.
pub(in crate::bot) fn parameters(gemeente: &Gemeente, melding: &Melding) -> Vec<String> {
    politiebericht::parameters(&bericht::bericht_van(gemeente, melding))
}

/// After somebody's first tap on an alert that has a picture: the picture by itself with the text under it, since a
/// forwarded copy of a message with buttons may lose it.
pub(in crate::bot) async fn los_na_tik(cx: &mut Cx<'_>, id: MeldingId) -> Written {
    let Some(foto) = foto::approved_of(cx.tx, id).await? else { return Ok(()) };
    let Some(upload_id) = foto.upload_id.clone() else { return Ok(()) };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(()) };
    let loopt = melding.status == MeldingStatus::Verzonden && cx.now_ms < melding.geldig_tot_ms;
    if !loopt || store::melding::own_groups(cx.tx, id, cx.persoon.id).await?.is_empty() {
        return Ok(());
    }
    if !foto::give_alone(cx.tx, id, cx.persoon.id, cx.now_ms).await? {
        return Ok(());
    }
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let onder = sjablonen::ingevuld(sjablonen::UPDATE_FOTO.nl.body, &parameters(gemeente, &melding));
    let los = Outgoing::image(Picture::Id(upload_id), Some(onder))?;
    let (chat, later_ms) = (cx.direct(), cx.now_ms + limits::SECOND_MESSAGE_AFTER_MS);
    send_to(cx.tx, chat, Klasse::Antwoord, los, later_ms).await
}

pub(in crate::bot) async fn vertel_verzender(tx: &mut Tx, melding: &Melding, tekst: &str, now_ms: i64) -> Written {
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    notify(tx, &uitgang, melding.verzender.persoon, tekst, now_ms).await
}

async fn plan_wissen(tx: &mut Tx, foto: &Foto, media_id: &str, now_ms: i64) -> Written {
    let inhoud = json!({ "media_id": media_id });
    Ok(opdracht::plan(tx, OpdrachtSoort::FotoWissen, foto.id.0, &foto.phone_number_id, &inhoud, now_ms).await?)
}

/// Forgets a picture here, and has it deleted at Meta.
pub(in crate::bot) async fn wis(tx: &mut Tx, foto: &Foto, now_ms: i64) -> Written {
    if let Some(upload_id) = &foto.upload_id {
        plan_wissen(tx, foto, upload_id, now_ms).await?;
    }
    Ok(foto::erase(tx, foto, now_ms).await?)
}

/// Does a piece of timed work on a picture.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, taak: Taak, id: FotoId, now_ms: i64) -> Written {
    let Some(foto) = foto::get(tx, id).await? else { return Ok(()) };
    if matches!(taak, Taak::FotoWissen(_)) {
        return if foto.status == FotoStatus::Gewist { Ok(()) } else { wis(tx, &foto, now_ms).await };
    }
    let Some(melding) = store::melding::get(tx, foto.melding).await? else { return Ok(()) };
    if foto.status != FotoStatus::Wacht || melding.status != MeldingStatus::Verzonden {
        return Ok(());
    }
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let collegas = Collegas::van(tx, gemeente, (foto.wie, foto.verzender), now_ms).await?.allen();
    vraag(tx, gemeente, &foto, &melding, collegas.get(1..).unwrap_or_default(), now_ms).await
}
