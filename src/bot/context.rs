//! What a handler has at hand: the transaction, the person, the moment, and how to answer.
//!
//! Owns how answers become outbox rows. Invariant: everything a handler does through its context is in
//! the transaction of its item; nothing leaves before that is committed.

use crate::bot::begrip::vermoeden::{self, Open, Promille, Rondom, Vermoeden, Wens};
use crate::bot::dialogue::{self, Dialogue, Found};
use crate::bot::error::{BotError, Written};
use crate::bot::knop::Knop;
use crate::bot::sjabloon::vul;
use crate::domain::afzender::NumberId;
use crate::domain::dienst::DienstStand;
use crate::domain::persoon::{Persoon, PersoonId};
use crate::domain::rechten::Rol;
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::random::Random;
use crate::store::gesprek::ChatKey;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::spoor::{self, Spoor};
use crate::store::{self, Tx};
use crate::texts::engels;
use crate::texts::sjablonen;
use crate::texts::vloer::algemeen;
use crate::whatsapp::ids::Wamid;
use crate::whatsapp::outgoing::{Button, Row};
use crate::whatsapp::{Bericht, Outgoing};

/// The context of one item.
#[derive(Debug)]
pub struct Cx<'a> {
    /// The transaction.
    pub tx: &'a mut Tx,
    /// The gemeenten.
    pub gemeenten: &'a Gemeenten,
    /// Chance, for codes.
    pub random: &'a Random,
    /// Who said it, with what they may do: on a telephone that several share, what the person may who is signed on.
    pub persoon: Persoon,
    /// Who acts, for the record and for what needs two persons: the one who is signed on, where several share a
    /// telephone; else the same.
    pub wie: PersoonId,
    /// The owner of the telephone as they are by themselves, whoever is signed on.
    pub telefoon: Persoon,
    /// Whether somebody is signed on, where that is needed.
    pub dienst: DienstStand,
    /// Where it was said; the key of the dialogue.
    pub chat: ChatKey,
    /// Now, in milliseconds since the epoch.
    pub now_ms: i64,
    /// When it was said by WhatsApp's clock, in milliseconds since the epoch.
    pub gezegd_ms: i64,
    /// The message it refers to.
    pub antwoord_op: Option<Wamid>,
    /// The inbox row it came from.
    pub inbox_id: i64,
    /// The message itself, to react to.
    pub wamid: Wamid,
    /// What they wrote just before this was declined, and nothing was said since: "stop" is about that.
    pub net_afgewezen: bool,
    /// What they were writing was thrown away just before this, and nothing was said since: "annuleren" is not about an
    /// alert that runs.
    pub net_geannuleerd: bool,
    /// What was asked when it was said, whatever became of that since.
    pub open: Option<Open>,
    /// They chose English, or the last they wrote in a language of its own was English: answers are English, as far as there are words for them. Never to police.
    pub engels: bool,
    /// What was learned held likeliest of it, where that was asked; the first time counts.
    pub geschat: Option<(Wens, Promille)>,
}

impl Cx<'_> {
    /// What is probably wanted with a text; kept, to be seen beside what is done.
    pub fn schat(&mut self, getypt: &str, rondom: Rondom) -> Vermoeden {
        let vermoeden = vermoeden::schat(getypt, rondom);
        self.geschat = self.geschat.or(Some(vermoeden.eerste()));
        vermoeden
    }

    /// The one-to-one chat with this person: answers go there, also when it was said in a group.
    #[must_use]
    pub fn direct(&self) -> ChatKey {
        ChatKey { chat: String::new(), ..self.chat.clone() }
    }

    /// Answers with a text.
    ///
    /// # Errors
    /// The text is empty or too long, or the database cannot be reached.
    pub async fn reply(&mut self, text: impl Into<String>) -> Written {
        let text = text.into();
        let text = if self.is_politie() { algemeen::voor_politie(&text).to_owned() } else { text };
        self.send(Outgoing::text(self.in_taal(text))?, self.klasse()).await
    }

    /// Answers with a text and one to three buttons.
    ///
    /// # Errors
    /// A length or number is off, or the database cannot be reached.
    pub async fn reply_buttons(&mut self, text: impl Into<String>, buttons: Vec<Button>) -> Written {
        self.send(Outgoing::buttons(self.in_taal(text), buttons)?, self.klasse()).await
    }

    /// Answers with a text and a list of at most ten rows.
    ///
    /// # Errors
    /// A length or number is off, or the database cannot be reached.
    pub async fn reply_list(&mut self, text: impl Into<String>, label: &str, rows: Vec<Row>) -> Written {
        self.send(Outgoing::list(self.in_taal(text), label, rows)?, self.klasse()).await
    }

    /// The text in English, where they read that and there are words for it.
    fn in_taal(&self, text: impl Into<String>) -> String {
        let text = text.into();
        if !self.engels {
            return text;
        }
        engels::vertaal(&text).unwrap_or_else(|| {
            metrics::counter!("heterdaad_untranslated_total").increment(1);
            text
        })
    }

    /// Answers with the 112 line, before everything else that waits.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn reply_112(&mut self) -> Written {
        self.reply_spoed(algemeen::SPOED).await
    }

    /// Answers an emergency in these words, which begin with 112, before everything else that waits.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn reply_spoed(&mut self, text: impl Into<String>) -> Written {
        self.send(Outgoing::text(self.in_taal(text))?, Klasse::Spoed).await
    }

    /// Answers somebody without a role, at most three times a day; after that they hear of 112 alone, and in the end
    /// nothing.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn reply_sparingly(&mut self, text: &str) -> Written {
        self.reply_sparingly_then(text, algemeen::SPOED).await
    }

    /// The same; beyond the three they hear `then`, which names 112 too.
    ///
    /// # Errors
    /// The text is empty or too long, or the database cannot be reached.
    pub async fn reply_sparingly_then(&mut self, text: &str, then: &str) -> Written {
        let counted = store::gesprek::count_answer(self.tx, &self.chat, tijd::dagnummer(self.now_ms)).await?;
        if self.persoon.hoofdrol() != Rol::Onbekend || counted <= limits::STRANGER_ANSWERS_PER_DAY {
            return self.reply(text).await;
        }
        // Not before everything else that waits: it was not heard as an emergency.
        if counted <= limits::STRANGER_112_PER_DAY { self.reply(then).await } else { Ok(()) }
    }

    /// Sends a second message a moment after the first, so that they arrive in this order.
    ///
    /// # Errors
    /// The text is empty or too long, or the database cannot be reached.
    pub async fn reply_after(&mut self, text: impl Into<String>) -> Written {
        let (chat, klasse, later_ms) = (self.direct(), self.klasse(), self.now_ms + limits::SECOND_MESSAGE_AFTER_MS);
        send_to(self.tx, chat, klasse, Outgoing::text(self.in_taal(text))?, later_ms).await
    }

    /// Whether this is somebody of the police.
    #[must_use]
    pub fn is_politie(&self) -> bool {
        self.persoon.rollen().iter().any(|rol| rol.van_politie())
    }

    fn klasse(&self) -> Klasse {
        match self.persoon.hoofdrol() {
            Rol::Politie | Rol::Goedkeurder | Rol::Wijkagent => Klasse::Politie,
            Rol::Gemeente | Rol::Functioneel | Rol::Privacy | Rol::Team | Rol::Beheerder | Rol::Reserve => {
                Klasse::Antwoord
            }
            Rol::Aspirant | Rol::Onbekend => Klasse::Overig,
        }
    }

    /// Answers where it was said, also in a group: only for what holds nothing personal.
    ///
    /// # Errors
    /// The text is empty or too long, or the database cannot be reached.
    pub async fn reply_here(&mut self, text: impl Into<String>) -> Written {
        let (chat, klasse) = (self.chat.clone(), self.klasse());
        send_to(self.tx, chat, klasse, Outgoing::text(self.in_taal(text))?, self.now_ms).await
    }

    async fn send(&mut self, message: Outgoing, klasse: Klasse) -> Written {
        let chat = self.direct();
        // Said in a group: that opens no window to the person, so a template stands behind the answer.
        if !self.chat.chat.is_empty()
            && let Some(text) = message.readable_text().map(str::to_owned)
        {
            let uitgang = Uitgang::op(&chat.phone_number_id);
            let bericht = uitgang.ook_als_sjabloon(message, &text)?;
            return uitgang.stuur_als(self.tx, chat.persoon, bericht, klasse, self.now_ms).await;
        }
        // WhatsApp takes few messages a minute to one person: an answer is one message with what waits there already.
        // What says "bel 112" is never joined to anything.
        let now_ms = self.now_ms;
        let joined = match klasse {
            Klasse::Spoed => None,
            _ => outbox::take_last_answer(self.tx, &chat, klasse, now_ms, |waits| waits.and_then(&message)).await?,
        };
        send_to(self.tx, chat, klasse, joined.unwrap_or(message), now_ms).await
    }

    /// Tells somebody else, in the chat where they asked to hear it.
    ///
    /// # Errors
    /// The text is empty or too long, or the database cannot be reached.
    pub async fn tell(&mut self, chat: &ChatKey, text: String) -> Written {
        let chat = ChatKey { chat: String::new(), ..chat.clone() };
        send_to(self.tx, chat, Klasse::Politie, Outgoing::text(text)?, self.now_ms).await
    }

    /// What this person was asked and is expected to answer, one-to-one.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn dialogue(&mut self) -> store::Result<Found> {
        dialogue::find(self.tx, &self.direct(), self.now_ms).await
    }

    /// Whether it was said so long ago that it acts on nothing unasked.
    #[must_use]
    pub const fn is_oud(&self) -> bool {
        self.now_ms - self.gezegd_ms > limits::COMMAND_AGE_MS_MAX
    }

    /// Whether it was said after this moment, as far as two clocks can tell.
    #[must_use]
    pub const fn gezegd_na(&self, ms: i64) -> bool {
        self.gezegd_ms + limits::SAID_BEFORE_MS >= ms
    }

    /// Asks on what is asked now, as if it were asked this moment: buttons that come now are about it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn ask_on(&mut self) -> Written {
        if let Found::Running(dialogue) = self.dialogue().await? {
            self.expect(&dialogue).await?;
        }
        Ok(())
    }

    /// When what is asked now was asked, in milliseconds since the epoch.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn asked_ms(&mut self) -> store::Result<Option<i64>> {
        let chat = self.direct();
        Ok(store::dialoog::expires_ms(self.tx, &chat).await?.map(|ms| ms - limits::DIALOGUE_MS))
    }

    /// Whether what was said can be an answer to what is asked now: it was said after the question was. After an outage a
    /// "ja" and the line before it come in together; it confirms nothing that nobody saw.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn answers_what_was_asked(&mut self) -> store::Result<bool> {
        let asked_ms = self.asked_ms().await?;
        // WhatsApp gives whole seconds.
        Ok(asked_ms.is_none_or(|asked_ms| asked_ms < self.gezegd_ms + 1_000))
    }

    /// The buttons that they got after what is asked now.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn gevraagd_sinds(&mut self) -> store::Result<Vec<Knop>> {
        let Some(asked_ms) = self.asked_ms().await? else { return Ok(Vec::new()) };
        let since = store::uitgegeven::choices_since(self.tx, self.chat.persoon, asked_ms).await?;
        Ok(since.iter().filter_map(|knop| Knop::decode(knop)).collect())
    }

    /// Whether they were asked something else after what is asked now: a bare yes may be about that.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn kwam_tussen(&mut self) -> store::Result<bool> {
        Ok(!self.gevraagd_sinds().await?.is_empty())
    }

    /// Whether a yes is one to what is asked now: it was said after that was asked, and nothing else was asked since.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn agrees_to_what_was_asked(&mut self) -> store::Result<bool> {
        Ok(self.answers_what_was_asked().await? && !self.kwam_tussen().await?)
    }

    /// Waits for an answer to this, one-to-one.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn expect(&mut self, dialogue: &Dialogue) -> Written {
        Ok(dialogue::put(self.tx, &self.direct(), dialogue, self.now_ms).await?)
    }

    /// What was said was declined or not understood, where nothing was asked: a "stop" right after it is about that, and
    /// not about an alert that runs.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn declined(&mut self) -> Written {
        if self.dialogue().await? == Found::None { self.expect(&Dialogue::Afgewezen).await } else { Ok(()) }
    }

    /// Waits for no answer to this any more; a sign-up goes on.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn end_dialogue(&mut self) -> Written {
        Ok(dialogue::end(self.tx, &self.direct(), self.now_ms).await?)
    }

    /// Ends the sign-up of this person, and with it what was filled in.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn end_sign_up(&mut self) -> Written {
        Ok(dialogue::forget_sign_up(self.tx, &self.direct()).await?)
    }

    /// Records what was done, or refused.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn record(&mut self, daad: &str, voorwerp: &str, geweigerd: Option<&str>) -> Written {
        let spoor =
            Spoor { tijd_ms: self.now_ms, persoon: self.wie, rol: self.persoon.hoofdrol(), daad, voorwerp, geweigerd };
        Ok(spoor::add(self.tx, spoor).await?)
    }

    /// Empties what is stored of this message: it must not be kept.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn forget_input(&mut self) -> Written {
        Ok(store::inbox::forget_payload(self.tx, self.inbox_id).await?)
    }
}

/// The business number on which a gemeente writes to people who did not just write.
#[derive(Debug, Clone)]
pub struct Uitgang {
    phone_number_id: NumberId,
}

impl Uitgang {
    /// That of a gemeente; where it has none of its own, this one.
    #[must_use]
    pub fn van(gemeente: &Gemeente, anders: &NumberId) -> Self {
        Self::op(gemeente.phone_number_id.as_ref().unwrap_or(anders))
    }

    /// This one.
    #[must_use]
    pub fn op(phone_number_id: &NumberId) -> Self {
        Self { phone_number_id: phone_number_id.to_owned() }
    }

    /// The same with a template behind it, for whoever has not written for a day.
    ///
    /// # Errors
    /// The text is empty.
    pub fn ook_als_sjabloon(&self, vrij: Outgoing, tekst: &str) -> Result<Bericht, BotError> {
        let parameters = vec![sjablonen::als_enige_parameter(tekst)];
        Ok(Bericht::beide(vrij, vul(&sjablonen::BERICHT, parameters, Vec::new())?))
    }

    /// Sends something that nobody waits for with the screen in hand.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn stuur(&self, tx: &mut Tx, persoon: PersoonId, bericht: Bericht, now_ms: i64) -> Written {
        self.stuur_als(tx, persoon, bericht, Klasse::Antwoord, now_ms).await
    }

    /// The same, as urgent as this.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn stuur_als(
        &self,
        tx: &mut Tx,
        persoon: PersoonId,
        bericht: Bericht,
        klasse: Klasse,
        now_ms: i64,
    ) -> Written {
        self.stuur_rijen(tx, persoon, bericht, klasse, now_ms).await.map(|_| ())
    }

    /// The same; answers the rows that carry it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn stuur_rijen(
        &self,
        tx: &mut Tx,
        persoon: PersoonId,
        bericht: Bericht,
        klasse: Klasse,
        now_ms: i64,
    ) -> Result<Vec<i64>, BotError> {
        // Somebody without a telephone of their own hears it where they are signed on.
        let naar = if store::dienst::has_telephone(tx, persoon).await? {
            vec![persoon]
        } else {
            store::dienst::telephones_of(tx, persoon, now_ms).await?
        };
        let geldig_tot_ms = now_ms + limits::NOTICE_SEND_WITHIN_MS;
        let row = |persoon| {
            let chat = ChatKey { phone_number_id: self.phone_number_id.clone(), chat: String::new(), persoon };
            NewRow { chat, klasse, melding: None, bericht: bericht.clone(), antwoord_op: None, geldig_tot_ms }
        };
        let rows: Vec<NewRow> = naar.into_iter().map(row).collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let first = outbox::insert(tx, &rows, now_ms).await?;
        Ok((first..).take(rows.len()).collect())
    }
}

/// Tells somebody something that they must hear, whether they wrote lately or not.
///
/// # Errors
/// The text is empty or too long, or the database cannot be reached.
pub async fn notify(tx: &mut Tx, uitgang: &Uitgang, persoon: PersoonId, tekst: &str, now_ms: i64) -> Written {
    let bericht = uitgang.ook_als_sjabloon(Outgoing::text(tekst)?, tekst)?;
    uitgang.stuur(tx, persoon, bericht, now_ms).await
}

/// Puts an answer to a person in the outbox.
///
/// # Errors
/// The database cannot be reached.
pub async fn send_to(tx: &mut Tx, chat: ChatKey, klasse: Klasse, message: Outgoing, now_ms: i64) -> Written {
    let row = NewRow {
        chat,
        klasse,
        melding: None,
        bericht: Bericht::vrij(message),
        antwoord_op: None,
        geldig_tot_ms: now_ms + limits::ANSWER_SEND_WITHIN_MS,
    };
    outbox::insert(tx, &[row], now_ms).await?;
    Ok(())
}
