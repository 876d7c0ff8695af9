//! The preview of an alert, and what the officer does with it: send, change, cancel.
//!
//! Invariant: only `versturen` sends, after `domain::melding::beslis` said so; it sends exactly what the
//! preview showed, to whom the preview counted.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Invulling};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::knop::{Deel, Knop, onder_politiebericht};
use crate::bot::sjabloon::vul;
use crate::domain::bereik::{self, Lid};
use crate::domain::melding::{Besluit, MeldingStatus, Stap, beslis};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::politiebericht::Politiebericht;
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::melding::{Concept, Melding};
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Tx};
use crate::texts::{knoppen, politie, politiebericht};
use crate::whatsapp::outgoing::BODY_MAX;
use crate::whatsapp::{Bericht, Outgoing};

/// Makes a draft, or changes the one at hand, and shows its preview.
pub(in crate::bot) async fn maak(
    cx: &mut Cx<'_>,
    invulling: Invulling,
    soort: MeldingSoort,
    omschrijving: &str,
) -> HandlerResult {
    let gemeente =
        invulling.gemeente.as_deref().and_then(|id| cx.gemeenten.get(id)).ok_or(BotError::Missing("gemeente"))?;
    let bestaand = match invulling.melding {
        Some(id) => store::melding::get(cx.tx, MeldingId(id)).await?.filter(|melding| {
            melding.status == MeldingStatus::Concept
                && melding.verzender.persoon == cx.persoon.id
                && melding.gemeente == gemeente.id
        }),
        None => None,
    };
    let id = match bestaand {
        Some(melding) => {
            store::melding::change_draft(cx.tx, melding.id, soort, &invulling.wijken, omschrijving, "", cx.now_ms)
                .await?;
            melding.id
        }
        None => {
            // A draft that moves to another gemeente gets that gemeente's number.
            if let Some(oud) = invulling.melding {
                store::melding::cancel_draft(cx.tx, MeldingId(oud)).await?;
            }
            let verzender = cx.direct();
            let concept = Concept {
                gemeente: &gemeente.id,
                code: &gemeente.code,
                soort,
                wijken: &invulling.wijken,
                omschrijving,
                verzender: &verzender,
                wie: cx.wie,
                onderdelen: "",
                oefening: false,
            };
            store::melding::add_draft(cx.tx, &concept, cx.now_ms).await?
        }
    };
    let melding = eigen(cx, id).await?.ok_or(BotError::Missing("draft"))?;
    cx.record("melding concept", &melding.nummer, None).await?;
    toon(cx, &melding, &invulling.opmerkingen, None).await
}

/// The draft or alert with this id, if this officer may still handle it.
async fn eigen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let (wie, persoon) = (cx.persoon.id, &cx.persoon);
    Ok(melding.filter(|melding| {
        melding.verzender.persoon == wie && persoon.mag_in(Recht::MeldingVersturen, &melding.gemeente)
    }))
}

/// The draft with this id; a button of somebody else's is refused and recorded.
pub(in crate::bot) async fn eigen_of_weiger(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Melding>, BotError> {
    let melding = eigen(cx, id).await?;
    if melding.is_none() {
        cx.record("knop van melding", &id.0.to_string(), Some("niet van deze persoon")).await?;
        cx.reply(politie::CONCEPT_VOORBIJ).await?;
    }
    Ok(melding)
}

fn gemeente_van<'g>(cx: &Cx<'g>, melding: &Melding) -> Result<&'g Gemeente, BotError> {
    let gemeenten = cx.gemeenten;
    gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))
}

/// What an alert says.
pub(in crate::bot) fn bericht_van(gemeente: &Gemeente, melding: &Melding) -> Politiebericht {
    Politiebericht {
        nummer: melding.nummer.clone(),
        soort: melding.soort,
        waar: gemeente.namen(&melding.wijken),
        gemeld_ms: melding.gemaakt_ms,
        omschrijving: melding.omschrijving.clone(),
        tot_ms: melding.geldig_tot_ms,
    }
}

/// Who is addressed by an alert, and on which number.
struct Publiek {
    leden: Vec<Lid>,
    /// How many more people may be written to outside their window today; `None`: as many as wanted.
    plaatsen: Option<usize>,
    phone_number_id: String,
}

async fn publiek(cx: &mut Cx<'_>, gemeente: &Gemeente, melding: &Melding) -> store::Result<Publiek> {
    let phone_number_id = gemeente.phone_number_id.clone().unwrap_or_else(|| cx.chat.phone_number_id.clone());
    let wijken: Vec<&str> = gemeente.met_delen(&melding.wijken).into_iter().collect();
    let leden =
        store::melding::audience(cx.tx, &gemeente.id, &wijken, &phone_number_id, Some(melding.soort), cx.now_ms)
            .await?;
    let plaatsen = match store::nummer::limit(cx.tx).await? {
        Some(limiet) => {
            let gebruikt = outbox::people_outside_window(cx.tx, cx.now_ms - limits::WINDOW_MS).await?;
            Some(usize::try_from(limiet - gebruikt).unwrap_or(0))
        }
        None => None,
    };
    Ok(Publiek { leden, plaatsen, phone_number_id })
}

/// Shows the preview, with why it stands there again if it does.
async fn toon(cx: &mut Cx<'_>, melding: &Melding, opmerkingen: &[String], waarom: Option<&str>) -> HandlerResult {
    let gemeente = gemeente_van(cx, melding)?;
    let Publiek { leden, plaatsen, .. } = publiek(cx, gemeente, melding).await?;
    let bereik = bereik::bereik(&leden, plaatsen);
    let bericht = bericht_van(gemeente, melding);
    let waarom = waarom.map(|waarom| format!("{waarom}\n\n")).unwrap_or_default();
    let most = BODY_MAX - waarom.chars().count();
    let tekst = politie::voorbeeld(&politiebericht::tekst(&bericht), &bericht.waar, &bereik, opmerkingen, most);
    let tekst = format!("{waarom}{tekst}");
    cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0 }).await?;
    let mut buttons =
        vec![Knop::Aanpassen(melding.id).met(knoppen::AANPASSEN), Knop::Annuleren(melding.id).met(knoppen::ANNULEREN)];
    if bereik.bereikbaar > 0 {
        buttons.insert(0, Knop::Versturen(melding.id, melding.versie).met(knoppen::VERSTUREN));
    }
    cx.reply_buttons(tekst, buttons).await
}

/// A tap on Versturen, or a typed "verstuur" (with the version of now).
pub(in crate::bot) async fn versturen(cx: &mut Cx<'_>, id: MeldingId, versie: i64) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(()) };
    match beslis(melding.status, melding.versie, melding.geldig_tot_ms, versie, cx.gezegd_ms, cx.now_ms) {
        Besluit::Versturen => verstuur(cx, &melding).await,
        Besluit::ToonOpnieuw(waarom) => toon(cx, &melding, &[], Some(politie::opnieuw(waarom))).await,
        Besluit::WachtAl => cx.reply(politie::wacht_op_tweede(&melding.nummer)).await,
        Besluit::AlVerzonden => cx.reply(politie::al_verstuurd(&melding.nummer)).await,
        Besluit::Voorbij => {
            cx.end_dialogue().await?;
            cx.reply(politie::CONCEPT_VOORBIJ).await
        }
    }
}

async fn verstuur(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    let gemeente = gemeente_van(cx, melding)?;
    let Publiek { leden, plaatsen, phone_number_id: nummer } = publiek(cx, gemeente, melding).await?;
    let ontvangers = bereik::ontvangers(&leden, plaatsen);
    if ontvangers.is_empty() {
        return toon(cx, melding, &[], None).await;
    }
    let bericht = als_bericht(melding.id, &bericht_van(gemeente, melding))?;
    let geldig_tot_ms = melding.geldig_tot_ms.min(cx.now_ms + limits::ALERT_SEND_WITHIN_MS);
    let rows: Vec<NewRow> = ontvangers
        .iter()
        .map(|persoon| NewRow {
            chat: ChatKey { phone_number_id: nummer.clone(), chat: String::new(), persoon: *persoon },
            klasse: Klasse::Melding,
            melding: Some(melding.id),
            bericht: bericht.clone(),
            antwoord_op: None,
            geldig_tot_ms,
        })
        .collect();
    let first = outbox::insert(cx.tx, &rows, cx.now_ms).await?;
    let groepen = bereik::groepen(&leden);
    store::melding::step(cx.tx, melding.id, Stap::Verstuur).await?;
    store::melding::mark_sent(cx.tx, melding.id, cx.now_ms).await?;
    store::melding::add_groups(cx.tx, melding.id, &groepen).await?;
    let recipients: Vec<_> = ontvangers.into_iter().zip(first..).collect();
    store::melding::add_recipients(cx.tx, melding.id, &recipients).await?;
    taak::plan(cx.tx, TaakSoort::Voortgang, melding.id.0, cx.now_ms + limits::PROGRESS_AFTER_MS).await?;
    taak::plan(cx.tx, TaakSoort::Einde, melding.id.0, melding.geldig_tot_ms).await?;
    cx.record("melding verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    cx.reply(politie::verstuurd(&melding.nummer, bereik::bereik(&leden, plaatsen).bereikbaar)).await
}

/// Sends a running alert to somebody who took a group over: it is theirs now.
pub(in crate::bot) async fn stuur_alsnog(
    tx: &mut Tx,
    gemeente: &Gemeente,
    id: MeldingId,
    persoon: PersoonId,
    anders: &str,
    now_ms: i64,
) -> HandlerResult {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let phone_number_id = gemeente.phone_number_id.clone().unwrap_or_else(|| anders.to_owned());
    let row = NewRow {
        chat: ChatKey { phone_number_id, chat: String::new(), persoon },
        klasse: Klasse::Melding,
        melding: Some(id),
        bericht: als_bericht(id, &bericht_van(gemeente, &melding))?,
        antwoord_op: None,
        geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS),
    };
    let outbox_id = outbox::insert(tx, &[row], now_ms).await?;
    Ok(store::melding::add_recipients(tx, id, &[(persoon, outbox_id)]).await?)
}

/// The alert in all its forms: its templates, and the same text with the same buttons.
fn als_bericht(id: MeldingId, bericht: &Politiebericht) -> Result<Bericht, BotError> {
    let buttons = onder_politiebericht(id);
    let payloads: Vec<String> = buttons.iter().map(|button| button.id.clone()).collect();
    let sjablonen = politiebericht::als_sjablonen(bericht).into_iter();
    let sjablonen = sjablonen.map(|(sjabloon, parameters)| vul(sjabloon, parameters, payloads.clone()));
    let vrij = Outgoing::buttons(politiebericht::tekst(bericht), buttons.into())?;
    Ok(Bericht::met_sjablonen(vrij, sjablonen.collect::<Result<_, _>>()?))
}

/// A tap on Annuleren, or a typed "nee".
pub(in crate::bot) async fn annuleren(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(()) };
    if melding.status.is_verstuurd() {
        return cx.reply(politie::al_verstuurd(&melding.nummer)).await;
    }
    store::melding::cancel_draft(cx.tx, id).await?;
    cx.record("melding geannuleerd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    cx.reply(politie::GEANNULEERD).await
}

/// A tap on Aanpassen: which part?
pub(in crate::bot) async fn aanpassen(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some(melding) = eigen_of_weiger(cx, id).await? else { return Ok(()) };
    match melding.status {
        MeldingStatus::Concept | MeldingStatus::WachtTweede => {}
        status if status.is_verstuurd() => return cx.reply(politie::al_verstuurd(&melding.nummer)).await,
        _ => return cx.reply(politie::CONCEPT_VOORBIJ).await,
    }
    cx.expect(&Dialogue::Aanpassen { melding: id.0 }).await?;
    let deel = |deel, title: &str| Knop::Wijzig(id, deel).met(title);
    let buttons =
        vec![deel(Deel::Soort, knoppen::SOORT), deel(Deel::Wijk, knoppen::WIJK), deel(Deel::Tekst, knoppen::TEKST)];
    cx.reply_buttons(politie::WAT_AANPASSEN, buttons).await
}

/// A typed answer to a preview.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    match antwoord::bij_voorbeeld(tekst) {
        BijVoorbeeld::Versturen => {
            let versie = store::melding::get(cx.tx, id).await?.map_or(0, |melding| melding.versie);
            versturen(cx, id, versie).await
        }
        BijVoorbeeld::Annuleren => annuleren(cx, id).await,
        BijVoorbeeld::Aanpassen => aanpassen(cx, id).await,
        BijVoorbeeld::Onduidelijk => cx.reply(politie::NIETS_VERSTUURD).await,
    }
}
