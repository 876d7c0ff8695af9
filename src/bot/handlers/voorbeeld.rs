//! The preview of an alert, and what the officer does with it: send, change, cancel.
//!
//! Invariant: only `versturen` sends, after `domain::melding::beslis` said so; it sends exactly what the
//! preview showed, to whom the preview counted.

use crate::bot::begrip::antwoord::{self, BijVoorbeeld};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Invulling};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::uitsturen::{self, Uitzending};
use crate::bot::handlers::{intrekken, navraag, vermissing};
use crate::bot::knop::{Deel, Knop, onder_politiebericht};
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::bereik::{self, Lid};
use crate::domain::melding::{Besluit, MeldingStatus, Stap, beslis};
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::politiebericht::{Onderdelen, Politiebericht};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::{Gemeente, Wijk};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::melding::{Concept, Melding};
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::texts::{ingekort, knoppen, politie, politiebericht};
use crate::whatsapp::outgoing::BODY_MAX;
use crate::whatsapp::{Bericht, Outgoing};

/// Makes a draft, or changes the one at hand, and shows its preview.
pub(in crate::bot) async fn maak(cx: &mut Cx<'_>, invulling: Invulling, soort: MeldingSoort) -> HandlerResult {
    let onderdelen = invulling.onderdelen.als_json();
    let omschrijving = politiebericht::omschrijving(&invulling.onderdelen);
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
            let (wijken, id) = (&invulling.wijken, melding.id);
            store::melding::change_draft(cx.tx, id, soort, wijken, &omschrijving, &onderdelen, cx.now_ms).await?;
            id
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
                omschrijving: &omschrijving,
                verzender: &verzender,
                wie: cx.wie,
                onderdelen: &onderdelen,
                oefening: false,
            };
            store::melding::add_draft(cx.tx, &concept, cx.now_ms).await?
        }
    };
    let tweede_om = invulling.onderdelen.tweede_om(soort, invulling.wijken.len());
    if !tweede_om.is_empty() {
        store::melding::need_second(cx.tx, id, &tweede_om.join(",")).await?;
    }
    let melding = eigen(cx, id).await?.ok_or(BotError::Missing("draft"))?;
    cx.record("melding concept", &melding.nummer, None).await?;
    let deel = &invulling.onderdelen;
    cx.verstaan.is(Intent::MeldingNieuw, Uitkomst::Preview);
    if deel.kenteken.is_some() {
        cx.verstaan.waarschuw("controleer_kenteken");
    }
    if deel.wapen.is_some() {
        cx.verstaan.waarschuw("wapen_blijf_uit_de_buurt");
    }
    if !deel.later.is_empty() {
        cx.verstaan.is(Intent::MeldingNieuw, Uitkomst::Ask).vraag(&["akkoord_tweede_persoon", "einddatum"]);
    }
    let mut opmerkingen = invulling.opmerkingen;
    opmerkingen.splice(0..0, opmerkingen_bij(&melding, &invulling.onderdelen));
    toon(cx, &melding, &opmerkingen, None).await
}

/// What somebody who confirms a draft has to know of its parts.
fn opmerkingen_bij(melding: &Melding, deel: &Onderdelen) -> Vec<String> {
    let tweede = !melding.tweede_om.is_empty();
    [
        (!deel.later.is_empty()).then(|| politie::later(&deel.later)),
        tweede.then(|| politie::COLLEGA_LEEST_MEE.to_owned()),
        deel.kenteken.as_deref().map(politie::controleer_kenteken),
        deel.wapen.is_some().then(|| politie::WAPEN_GENOEMD.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The parts of a draft or alert; of one from before there were parts, its description alone.
pub(in crate::bot) fn onderdelen_van(melding: &Melding) -> Onderdelen {
    Onderdelen::van_json(&melding.onderdelen)
        .unwrap_or_else(|| Onderdelen { signalement: melding.omschrijving.clone(), ..Onderdelen::default() })
}

/// The first wijk that was offered to go with a draft and does not, with its name.
fn aanbod<'g>(gemeente: &'g Gemeente, melding: &Melding) -> Option<&'g Wijk> {
    let bereikt = gemeente.met_delen(&melding.wijken);
    let voorstel = onderdelen_van(melding).stel_voor;
    voorstel.iter().filter(|id| !bereikt.contains(id.as_str())).find_map(|id| gemeente.wijk(id))
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
    let deel = onderdelen_van(melding);
    Politiebericht {
        nummer: melding.nummer.clone(),
        soort: melding.soort,
        waar: politiebericht::waar(&gemeente.waar(&melding.wijken), &deel),
        gemeld_ms: deel.tijd_ms.unwrap_or(melding.gemaakt_ms),
        laatst_gezien: melding.soort == MeldingSoort::Vermissing && deel.tijd_ms.is_some(),
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
    let (leden, plaatsen) = leden_van(cx.tx, gemeente, melding, &melding.wijken, cx.now_ms).await?;
    Ok(Publiek { leden, plaatsen, phone_number_id })
}

/// The beheerders of these wijken, and how many more people may be written to outside their window today.
pub(in crate::bot) async fn leden_van(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    wijken: &[String],
    now_ms: i64,
) -> store::Result<(Vec<Lid>, Option<usize>)> {
    let phone_number_id = gemeente.phone_number_id.as_deref().unwrap_or(&melding.verzender.phone_number_id);
    let wijken: Vec<&str> = gemeente.met_delen(wijken).into_iter().collect();
    let leden = store::melding::audience(tx, &gemeente.id, &wijken, phone_number_id, now_ms).await?;
    let plaatsen = match store::nummer::limit(tx).await? {
        Some(limiet) => {
            let gebruikt = outbox::people_outside_window(tx, now_ms - limits::WINDOW_MS).await?;
            Some(usize::try_from(limiet - gebruikt).unwrap_or(0))
        }
        None => None,
    };
    Ok((leden, plaatsen))
}

/// Shows the preview, with why it stands there again if it does.
async fn toon(cx: &mut Cx<'_>, melding: &Melding, opmerkingen: &[String], waarom: Option<&str>) -> HandlerResult {
    let gemeente = gemeente_van(cx, melding)?;
    let Publiek { leden, plaatsen, .. } = publiek(cx, gemeente, melding).await?;
    let bereik = bereik::bereik(&leden, plaatsen);
    let bericht = bericht_van(gemeente, melding);
    let waarom = waarom.map(|waarom| format!("{waarom}\n\n")).unwrap_or_default();
    let most = BODY_MAX - waarom.chars().count();
    let aanbod = aanbod(gemeente, melding);
    let mut opmerkingen = opmerkingen.to_vec();
    if let Some(wijk) = aanbod {
        cx.verstaan.stel_voor(format!("voeg wijk {} toe?", wijk.naam));
        opmerkingen.insert(0, politie::ook_naar(&wijk.naam));
    }
    let hier = gemeente.waar(&melding.wijken);
    let tekst = politie::voorbeeld(&politiebericht::tekst(&bericht), &hier, &bereik, &opmerkingen, most);
    let tekst = format!("{waarom}{tekst}");
    cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0 }).await?;
    // WhatsApp shows three buttons: an offer takes the place of "Aanpassen", which can be typed.
    let anders = match aanbod {
        Some(wijk) => Knop::VoegWijkToe(melding.id, wijk.id.clone()).met(knoppen::erbij(&wijk.naam)),
        None => Knop::Aanpassen(melding.id).met(knoppen::AANPASSEN),
    };
    let mut buttons = vec![anders, Knop::Annuleren(melding.id).met(knoppen::ANNULEREN)];
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
    store::melding::add_groups(cx.tx, melding.id, &groepen, cx.now_ms).await?;
    let recipients: Vec<_> = ontvangers.into_iter().zip(first..).collect();
    store::melding::add_recipients(cx.tx, melding.id, &recipients, cx.now_ms).await?;
    navraag::plan(cx.tx, gemeente, melding, cx.now_ms).await?;
    cx.record("melding verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let verstuurd = politie::verstuurd(&melding.nummer, bereik::bereik(&leden, plaatsen).bereikbaar);
    if melding.soort.heterdaad() || melding.oefening {
        return cx.reply(verstuurd).await;
    }
    let (vraag, buttons) = vermissing::vraag(melding);
    cx.reply_buttons(format!("{verstuurd} {vraag}"), buttons).await
}

/// Sends a running alert to somebody who took a group over: it is theirs now.
pub(in crate::bot) async fn stuur_alsnog(
    tx: &mut Tx,
    gemeente: &Gemeente,
    id: MeldingId,
    persoon: PersoonId,
    now_ms: i64,
) -> HandlerResult {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    stuur_aan(tx, gemeente, &melding, &[persoon], &[], now_ms).await?;
    navraag::nu(tx, id, now_ms).await
}

/// Sends a running alert, with the news since, to people who did not get it, and records groups that come with them.
pub(in crate::bot) async fn stuur_aan(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    mensen: &[PersoonId],
    groepen: &[GroepId],
    now_ms: i64,
) -> HandlerResult {
    let mut bericht = bericht_van(gemeente, melding);
    let nieuws = store::levensloop::sent_of(tx, melding.id).await?;
    for bijwerking in nieuws.iter().filter(|bijwerking| bijwerking.verleng_tot_ms.is_none()) {
        bericht.omschrijving = format!("{}. Nieuw: {}", bericht.omschrijving, bijwerking.tekst);
    }
    bericht.omschrijving = ingekort(&bericht.omschrijving, limits::OMSCHRIJVING_WITH_NEWS_CHARACTERS_MAX);
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: uitsturen::nummer(gemeente, melding),
        klasse: Klasse::Melding,
        bericht: als_bericht(melding.id, &bericht)?,
        geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS),
    };
    let verstuurd = uitzending.aan(tx, mensen, now_ms).await?;
    store::melding::add_groups(tx, melding.id, groepen, now_ms).await?;
    Ok(store::melding::add_recipients(tx, melding.id, &verstuurd, now_ms).await?)
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
    // The old button under an alert that left: they want it back.
    let net = cx.now_ms - melding.verzonden_ms.unwrap_or_default() <= limits::PANIC_LOOK_BACK_MS;
    if melding.status == MeldingStatus::Verzonden && net {
        return intrekken::stop_en_vraag(cx, &melding, "").await;
    }
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
