//! An alert one tap away from a residents' group: a button that opens WhatsApp's own list of chats with the text ready.
//!
//! Owns the button's message, the question after it, and who gets it unasked. Invariants: only an alert that runs is offered, whole and with the
//! news since; a person gets one such message for each alert, however many groups; an alert never waits for it, and where
//! Meta does not take the button the bare text goes in its place.

use crate::bot::begrip::ja_nee;
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::bericht;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::afzender::NumberId;
use crate::domain::deellink::{Deellink, zonder_emoji};
use crate::domain::persoon::{Groep, PersoonId};
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::texts::melding::{delen as tekst, politiebericht};
use crate::texts::{engels, knoppen};
use crate::whatsapp::outgoing::LINK_MAX;
use crate::whatsapp::{Bericht, Outgoing};

/// Offers the button for an alert to whoever writes now. Answers whether it is on its way: not where the gemeente wants
/// none, and not a second time.
pub(in crate::bot) async fn bied_aan(cx: &mut Cx<'_>, melding: &Melding) -> Result<bool, BotError> {
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    if store::delen::given(cx.tx, melding.id, cx.persoon.id).await? {
        return Ok(false);
    }
    let Some(bericht) = met_knop(cx.tx, gemeente, melding, cx.engels).await? else { return Ok(false) };
    let chat = cx.direct();
    stuur(cx.tx, melding, &[(chat, cx.engels)], bericht, cx.now_ms).await?;
    Ok(true)
}

/// `/delen`.
pub(in crate::bot) async fn kies(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let gemeenten = cx.gemeenten;
    let hier =
        |groep: &Groep| gemeenten.get(&groep.gemeente).is_some_and(|hier| hier.instellingen.deellink != Deellink::Uit);
    if !cx.persoon.groepen.iter().any(hier) {
        cx.reply(tekst::NIET_HIER).await?;
        return Ok(Gedaan::is(Intent::Deelknop, Uitkomst::Info));
    }
    if let Some(aan) = ja_nee::aan_of_uit(getypt) {
        return zet(cx, aan).await;
    }
    let knoppen = [true, false].map(|aan| EigenKnop::Deelknop(aan).met(knoppen::aan_of_uit(aan)));
    let stand = tekst::stand(store::delen::wanted(cx.tx, cx.persoon.id).await?);
    cx.expect(&Dialogue::Eigen(EigenVraag::Deelknop)).await?;
    cx.reply_buttons(stand, knoppen.into()).await?;
    Ok(Verstaan::is(Intent::Deelknop, Uitkomst::Ask).vraag(&["aan_of_uit"]).into())
}

/// A typed answer to whether it comes with every alert.
pub(in crate::bot) async fn kies_getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match ja_nee::aan_of_uit(getypt) {
        Some(aan) => zet(cx, aan).await,
        None => {
            cx.end_dialogue().await?;
            Ok(Gedaan::terug(getypt))
        }
    }
}

/// Whether the button comes with every alert.
pub(in crate::bot) async fn zet(cx: &mut Cx<'_>, aan: bool) -> HandlerResult {
    store::delen::want(cx.tx, cx.persoon.id, aan).await?;
    cx.end_dialogue().await?;
    cx.record("deelknop", if aan { "aan" } else { "uit" }, None).await?;
    cx.reply(if aan { tekst::AAN } else { tekst::UIT }).await?;
    Ok(Gedaan::is(Intent::Deelknop, Uitkomst::Accepted))
}

/// Sends the button after an alert to those of its recipients who chose that and can be written to freely.
pub(in crate::bot) async fn bij_melding(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    (nummer, mensen): (&NumberId, &[PersoonId]),
    now_ms: i64,
) -> Written {
    let kiezen = store::delen::who_chose(tx, nummer, mensen, now_ms - limits::WINDOW_MS).await?;
    for in_engels in [false, true] {
        let chats = kiezen.iter().filter(|(_, engels)| *engels == in_engels);
        let chat = |persoon| ChatKey { phone_number_id: nummer.clone(), chat: String::new(), persoon };
        let chats: Vec<(ChatKey, bool)> = chats.map(|(persoon, engels)| (chat(*persoon), *engels)).collect();
        if chats.is_empty() {
            continue;
        }
        let Some(bericht) = met_knop(tx, gemeente, melding, in_engels).await? else { return Ok(()) };
        stuur(tx, melding, &chats, bericht, now_ms).await?;
    }
    Ok(())
}

/// The message with the button, and the bare text in its place; `None` where the gemeente wants no button, or the text is
/// too long for an address.
async fn met_knop(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    in_engels: bool,
) -> Result<Option<Bericht>, BotError> {
    let kaal = zonder_emoji(&politiebericht::tekst(&bericht::met_nieuws(tx, gemeente, melding).await?));
    let Some(adres) = gemeente.instellingen.deellink.adres(&kaal).filter(|adres| adres.len() <= LINK_MAX) else {
        return Ok(None);
    };
    let uitleg = tekst::uitleg(&melding.nummer);
    let link = Outgoing::link(vertaald(uitleg, in_engels), knoppen::ZET_IN_MIJN_GROEP, adres)?;
    Ok(Some(Bericht::met_link(link, Outgoing::text(kaal)?)))
}

fn vertaald(tekst: String, in_engels: bool) -> String {
    if in_engels { engels::vertaal(&tekst).unwrap_or(tekst) } else { tekst }
}

/// The message with the button, and a moment later the question whether it stands there.
async fn stuur(tx: &mut Tx, melding: &Melding, chats: &[(ChatKey, bool)], bericht: Bericht, now_ms: i64) -> Written {
    let row = |chat: &ChatKey, bericht: Bericht, melding_id| NewRow {
        chat: chat.clone(),
        klasse: Klasse::Antwoord,
        melding: melding_id,
        bericht,
        antwoord_op: None,
        geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS),
    };
    let rows: Vec<NewRow> = chats.iter().map(|(chat, _)| row(chat, bericht.clone(), Some(melding.id))).collect();
    let first = outbox::insert(tx, &rows, now_ms).await?;
    let gegeven: Vec<(PersoonId, i64)> = chats.iter().map(|(chat, _)| chat.persoon).zip(first..).collect();
    store::delen::give(tx, melding.id, &gegeven).await?;
    let mut vragen = Vec::new();
    for (chat, in_engels) in chats {
        let knoppen = vec![
            Knop::Geplaatst(melding.id).met(knoppen::STAAT_IN_DE_GROEP),
            Knop::KanNiet(melding.id).met(knoppen::KAN_NU_NIET),
        ];
        let vraag = Outgoing::buttons(vertaald(tekst::staat_het_erin(&melding.nummer), *in_engels), knoppen)?;
        vragen.push(row(chat, Bericht::vrij(vraag), None));
    }
    outbox::insert(tx, &vragen, now_ms + limits::SECOND_MESSAGE_AFTER_MS).await?;
    Ok(())
}
