//! The way of one message from its inbox row to a handler: eight steps, in this order, one function each.
//!
//! 1. [`afzender`]: who sent it. 2. [`gesprek`]: in which chat and when it was said. 3. [`vraag`]: what was asked.
//! 4. `verwijzing`: which message it is about. 5. [`Said::of`]: what was said. 6. `dienst`: who types, with which rights.
//! 7. [`spoed`]: whoever says that something happens now hears of 112. 8. [`recht`]: whether they may.
//!
//! Owns the order, and nothing of what the message means: that is the schema's. Invariants: 112 comes before
//! everything; nothing is routed of somebody who may not.

use std::future::Future;
use std::pin::Pin;

use crate::bot::begrip::taal;
use crate::bot::context::Cx;
use crate::bot::dialogue::{self, Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{check, voorbeeld};
use crate::bot::mensen::{collega, tip, welkom};
use crate::bot::politie::dienst::{self, WieTypt};
use crate::bot::route::{vermoed, weigeren};
use crate::bot::said::Said;
use crate::bot::verstaan::Verstaan;
use crate::bot::verwijzing;
use crate::bot::vloer::rondom;
use crate::clock::Clock;
use crate::clockwatch::MetaTime;
use crate::domain::afzender::NumberId;
use crate::domain::persoon::Persoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::Gemeenten;
use crate::random::Random;
use crate::store::gesprek::ChatKey;
use crate::store::identiteit::Herkend;
use crate::store::inbox::Pending;
use crate::store::{self, Tx};
use crate::texts::vloer::algemeen as woorden;
use crate::whatsapp::incoming::{Content, Message};

/// A routing table as the dispatcher takes it; `route::schema` in the program, others in tests.
pub type Schema = for<'c, 'a> fn(&'c mut Cx<'a>, Said) -> Pin<Box<dyn Future<Output = HandlerResult> + Send + 'c>>;

/// What the way of a message needs beside the transaction.
pub(in crate::bot) struct Toegang<'a> {
    /// Who handles what.
    pub schema: Schema,
    /// The gemeenten.
    pub gemeenten: &'a Gemeenten,
    /// Chance, for codes.
    pub random: &'a Random,
    /// The time.
    pub clock: &'a dyn Clock,
    /// By which moments of Meta ours is judged.
    pub meta_time: &'a MetaTime,
}

/// What became of a message on its way.
#[derive(Default)]
pub(in crate::bot) struct Toegelaten {
    /// The acts, in order; none where it was not for the bot.
    pub gedaan: Option<Vec<Verstaan>>,
    /// The business number on which it may be shown as read: it was taken up, of somebody with a role and the right.
    pub gehoord_op: Option<NumberId>,
}

/// What was asked before this was said.
struct Gevraagd {
    found: Found,
    net_afgewezen: bool,
    net_geannuleerd: bool,
}

impl Toegang<'_> {
    /// Takes a message to its handler.
    ///
    /// # Errors
    /// A handler failed, or the database cannot be reached.
    pub async fn laat_toe(
        &self,
        tx: &mut Tx,
        row: &Pending,
        message: &Message,
        now_ms: i64,
    ) -> Result<Toegelaten, BotError> {
        let Some(Herkend { persoon, gewijzigd }) = afzender(tx, row, message, now_ms).await? else {
            return Ok(Toegelaten::default());
        };
        let phone_number_id = number_of(tx, self.gemeenten, row, persoon).await?;
        let group = message.group_id.clone().unwrap_or_default();
        let chat = ChatKey { phone_number_id: phone_number_id.clone(), chat: group, persoon };
        let gezegd_ms = self.gesprek(tx, row, message, &chat, now_ms).await?;
        let Gevraagd { found, net_afgewezen, net_geannuleerd } = vraag(tx, message, &chat, now_ms).await?;
        let referred = verwijzing::waarnaar(tx, persoon, message, now_ms).await?;
        let content = verwijzing::gezegd(tx, persoon, &message.content, referred.as_ref(), now_ms).await?;
        let said = Said::of(&content, &found);
        let open = rondom::van_dialoog(&found);
        if message.group_id.is_some() && !said.is_for_the_bot() {
            return Ok(Toegelaten::default());
        }
        let eigenaar = store::persoon::load(tx, persoon).await?;
        let WieTypt { persoon, wie, telefoon, dienst } = dienst::wie_typt(tx, self.gemeenten, eigenaar, now_ms).await?;
        let politie = persoon.rollen().iter().any(|rol| rol.van_politie());
        let engels = !politie && leest_engels(tx, &persoon, &content).await?;
        let mut cx = Cx {
            tx,
            gemeenten: self.gemeenten,
            random: self.random,
            wie,
            persoon,
            telefoon,
            dienst,
            chat,
            now_ms,
            gezegd_ms,
            antwoord_op: referred,
            inbox_id: row.id,
            wamid: message.id.clone(),
            net_afgewezen,
            net_geannuleerd,
            open,
            engels,
            geschat: None,
        };
        for wie in gewijzigd {
            collega::na_wijziging(&mut cx, wie).await?;
        }
        if found == Found::Unreadable {
            cx.end_dialogue().await?;
            cx.reply(woorden::OPNIEUW_BEGINNEN).await?;
        }
        if let Content::System(nieuws) = &message.content {
            collega::identiteit_gewijzigd(&mut cx, nieuws).await?;
            return Ok(Toegelaten::default());
        }
        welkom::als_het_hoort(&mut cx).await?;
        let said = self.van_wie_typt(&mut cx, said, message, &found).await?;
        self.na_spoed(&mut cx, said, message, phone_number_id).await
    }

    /// When it was said, by WhatsApp's clock as ours goes, and that its sender was heard.
    async fn gesprek(
        &self,
        tx: &mut Tx,
        row: &Pending,
        message: &Message,
        chat: &ChatKey,
        now_ms: i64,
    ) -> Result<i64, BotError> {
        // Meta's clock may run ahead of ours: a message is never from the future. Where ours is ahead, no tap is older
        // for it.
        let behind_ms = self.meta_time.behind_ours_ms(message.id.as_str(), self.clock);
        let said_ms = message.timestamp_ms.map_or(row.ontvangen_ms, |said_ms| said_ms + behind_ms).min(now_ms);
        // What WhatsApp says of somebody is not heard from them: it opens no window.
        if !matches!(message.content, Content::System(_)) {
            store::gesprek::heard(tx, chat, said_ms).await?;
            store::persoon::heard_from(tx, chat.persoon).await?;
        }
        Ok(said_ms)
    }

    /// What was said, as it counts for whoever types it: on a shared telephone the one who is signed on.
    async fn van_wie_typt(
        &self,
        cx: &mut Cx<'_>,
        said: Said,
        message: &Message,
        found: &Found,
    ) -> Result<Said, BotError> {
        let said = dienst::gezegd(cx, said, &message.content, found).await?;
        let bijwerken = Recht::MeldingBijwerken;
        if cx.persoon.mag(bijwerken) || cx.telefoon.mag(bijwerken) {
            Ok(said.of_police(&self.gemeenten.codes()))
        } else {
            Ok(said)
        }
    }

    /// The steps from 112 on.
    async fn na_spoed(
        &self,
        cx: &mut Cx<'_>,
        said: Said,
        message: &Message,
        phone_number_id: NumberId,
    ) -> Result<Toegelaten, BotError> {
        let spoed = spoed(cx, &said, &message.content).await?;
        if let Some(spoed) = spoed.clone().filter(|_| !tip::doet_nog_iets(cx, &said)) {
            return Ok(Toegelaten { gedaan: Some(acts(spoed)), gehoord_op: None });
        }
        if dienst::wacht(cx, &said) {
            let gedaan = dienst::eerst_aanmelden(cx, &said, &message.content).await?;
            return Ok(Toegelaten { gedaan: Some(acts(gedaan)), gehoord_op: Some(phone_number_id) });
        }
        dienst::rechten_van_telefoon(cx, &said).await?;
        let (said, mocht) = if recht(cx, &said) {
            (said, true)
        } else {
            match weigeren::geweigerd(cx, &said).await? {
                Gedaan::Terug(said) => (said, false),
                gedaan @ Gedaan::Klaar(_) => {
                    return Ok(Toegelaten { gedaan: Some(acts(gedaan)), gehoord_op: None });
                }
            }
        };
        let bekend = mocht && cx.persoon.hoofdrol() != Rol::Onbekend;
        let gedaan = (self.schema)(cx, said).await?;
        let gedaan = match spoed {
            Some(spoed) => gedaan.en(spoed),
            None => gedaan,
        };
        let mut gedaan = acts(gedaan);
        // Beside what was done, what was learned held likeliest.
        gedaan.push(Verstaan::geschat(cx.geschat));
        Ok(Toegelaten { gedaan: Some(gedaan), gehoord_op: bekend.then_some(phone_number_id) })
    }
}

/// Who sent it; `None` where nobody did, or where WhatsApp tells news of somebody whom nobody knows.
async fn afzender(tx: &mut Tx, row: &Pending, message: &Message, now_ms: i64) -> Result<Option<Herkend>, BotError> {
    let (wa_id, user_id) = (message.from.wa_id.as_ref(), message.from.user_id.as_ref());
    if wa_id.is_none() && user_id.is_none() {
        tracing::warn!(inbox.id = row.id, "a message without a sender");
        return Ok(None);
    }
    // News about somebody is not theirs, and tells nothing of who they are but what it says.
    if matches!(message.content, Content::System(_)) {
        return Ok(store::identiteit::over_wie(tx, wa_id, user_id).await?.map(Herkend::zeker));
    }
    Ok(Some(store::identiteit::herken(tx, wa_id, user_id, now_ms).await?))
}

/// The business number that a message came in on. Where Meta does not say: the one this person wrote to last, else that
/// of a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn number_of(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    row: &Pending,
    persoon: crate::domain::persoon::PersoonId,
) -> store::Result<NumberId> {
    if !row.phone_number_id.is_empty() {
        return Ok(row.phone_number_id.clone());
    }
    if let Some(number) = store::gesprek::last_number(tx, persoon).await? {
        return Ok(number);
    }
    let first = gemeenten.iter().find_map(|gemeente| gemeente.phone_number_id.clone());
    Ok(first.unwrap_or_default())
}

/// What this person was asked and has not answered.
async fn vraag(tx: &mut Tx, message: &Message, chat: &ChatKey, now_ms: i64) -> Result<Gevraagd, BotError> {
    // What is asked is asked one-to-one, so nothing said in a group answers it.
    let in_group = message.group_id.is_some();
    let found = if in_group { Found::None } else { dialogue::find(tx, chat, now_ms).await? };
    // What was declined is no question: this is read by itself, and what "stop" is about is known.
    let (mut net_afgewezen, mut net_geannuleerd) =
        (found == Found::Running(Dialogue::Afgewezen), found == Found::Running(Dialogue::Geannuleerd));
    // Which of a few things was meant is answered with a tap; what is typed instead is read by itself.
    let anders = match &found {
        Found::Running(Dialogue::Bedoeld { als_melding, .. }) if !matches!(message.content, Content::Tap(_)) => {
            net_afgewezen = *als_melding;
            // "Laat maar" leaves what was asked, and is about no alert that runs.
            net_geannuleerd = true;
            true
        }
        _ => false,
    };
    if net_afgewezen || net_geannuleerd || anders {
        dialogue::end(tx, chat, now_ms).await?;
        return Ok(Gevraagd { found: Found::None, net_afgewezen, net_geannuleerd });
    }
    Ok(Gevraagd { found, net_afgewezen, net_geannuleerd })
}

/// Whoever types that something happens now hears of 112 first, whatever else it means.
async fn spoed(cx: &mut Cx<'_>, said: &Said, content: &Content) -> Result<Option<Gedaan>, BotError> {
    let text = match content {
        // A forwarded politiebericht tells of a crime; whoever sends it asks whether it is real.
        Content::Text(text) if !matches!(said, Said::Geplakt(_)) && !check::gevraagd(cx, text) => text,
        // What was changed is not read again, but for this.
        Content::Edit { text: Some(text), .. } => text,
        _ => return Ok(None),
    };
    if !tip::hoort_112(cx) {
        return tip::politie_in_nood(cx, text).await;
    }
    let open = vermoed::wat_open_staat(cx).await?;
    tip::spoed_eerst(cx, text, open).await
}

/// Whether they may say this somewhere; the handler checks where.
pub(in crate::bot) fn recht(cx: &Cx<'_>, said: &Said) -> bool {
    cx.persoon.mag_een(said.requires()) || voorbeeld::mag_concept(cx, said)
}

/// Whether somebody is answered in English: they chose it, or what they typed last in a language of its own was English.
async fn leest_engels(tx: &mut Tx, persoon: &Persoon, content: &Content) -> Result<bool, BotError> {
    let gekozen = store::eigen::language(tx, persoon.id).await?;
    let Content::Text(tekst) = content else { return Ok(gekozen != NEDERLANDS) };
    let nieuw = match gekozen.as_str() {
        NEDERLANDS if taal::is_engels(tekst) => TYPT_ENGELS,
        TYPT_ENGELS if taal::is_nederlands(tekst) => NEDERLANDS,
        _ => return Ok(gekozen != NEDERLANDS),
    };
    store::eigen::set_language(tx, persoon.id, nieuw).await?;
    Ok(nieuw != NEDERLANDS)
}

/// As it is stored: nothing was chosen, or Dutch.
const NEDERLANDS: &str = "nl";
/// Nothing was chosen, and they type English. Templates go on in Dutch.
const TYPT_ENGELS: &str = "en?";

/// What was done. The schema gives nothing back; whoever still does finds it not understood.
fn acts(gedaan: Gedaan) -> Vec<Verstaan> {
    match gedaan {
        Gedaan::Klaar(acts) => acts,
        Gedaan::Terug(_) => Vec::new(),
    }
}
