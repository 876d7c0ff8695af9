//! The phones, the business numbers, and the record of everything that was accepted.
//!
//! What the business sends is [`sending`]'s, what people do with their phones `hands`'. Invariants: a message is in the
//! record exactly if a request was accepted, whatever became of the answer; whatever a page shows and that changes is
//! noted in the journal.

mod sending;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::due::Due;
use crate::exchange::{Answer, Exchange, Exchanges};
use crate::journal::{Journal, Key};
use crate::phone::{Accepted, By, Character, Line, Part, Phone, Residents, Ticks};
use crate::state::{Account, Blocked, Groups, Library};
use crate::templates::Template;
use crate::webhooks::Body;

/// How long a person's message keeps the window open.
pub(super) const WINDOW_MS: i64 = 24 * 3_600_000;
/// How long a webhook is tried again (Meta, "Webhooks overview", April 2026).
const RETRY_MS: i64 = 7 * 24 * 3_600_000;
/// How long the bot is shown as typing, if it does not answer.
const TYPING_MS: i64 = 25_000;

/// Where a message goes.
#[derive(Debug)]
pub(super) struct Addressed {
    /// A phone, a user id that nobody has, or a group.
    pub(super) to: String,
    /// What stands in the id of the message.
    pub(super) digits: String,
    /// The window is open.
    pub(super) open: bool,
    /// The phones of the group.
    pub(super) members: Vec<String>,
}

/// Everything there is.
#[derive(Debug)]
pub struct World {
    /// Business numbers: id and number.
    pub numbers: BTreeMap<String, String>,
    /// The account's templates.
    pub templates: Vec<Template>,
    /// What Meta knows about the account.
    pub account: Account,
    /// What comes in counts in the throughput of a number.
    pub counts_inbound: bool,
    phones: BTreeMap<String, Phone>,
    accepted: Vec<Accepted>,
    requests: usize,
    due: BTreeMap<(i64, u64), Due>,
    serial: u64,
    seed: u64,
    chances: HashMap<String, StdRng>,
    passed_ms: HashMap<String, VecDeque<i64>>,
    arrives_ms: HashMap<String, i64>,
    pair_whole_ms: HashMap<(String, String), i64>,
    lines: Vec<Line>,
    pub(super) residents: Vec<Residents>,
    pub(super) media: Library,
    pub(super) groups: Groups,
    pub(super) blocked: Blocked,
    exchanges: Exchanges,
    journal: Journal,
    /// In how many of a hundred cases a message may overtake the one before it on its way to a phone.
    pub(super) overtakes: u32,
    /// The message that is accepted next fails afterwards, with this code.
    pub(super) fail_next: Option<i64>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            numbers: BTreeMap::new(),
            templates: Vec::new(),
            account: Account::default(),
            counts_inbound: true,
            phones: BTreeMap::new(),
            accepted: Vec::new(),
            requests: 0,
            due: BTreeMap::new(),
            serial: 0,
            seed,
            chances: HashMap::new(),
            passed_ms: HashMap::new(),
            arrives_ms: HashMap::new(),
            pair_whole_ms: HashMap::new(),
            lines: Vec::new(),
            residents: Vec::new(),
            media: Library::default(),
            groups: Groups::default(),
            blocked: Blocked::default(),
            exchanges: Exchanges::default(),
            journal: Journal::default(),
            overtakes: 0,
            fail_next: None,
        }
    }

    /// What changed, in order.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    pub(super) fn touch(&mut self, key: Key) {
        self.journal.touch(key);
    }

    /// The requests and webhooks.
    #[must_use]
    pub const fn exchanges(&self) -> &Exchanges {
        &self.exchanges
    }

    pub(super) fn begin_exchange(&mut self, exchange: Exchange) -> u64 {
        let (id, forgotten) = self.exchanges.add(exchange);
        if let Some(forgotten) = forgotten {
            self.journal.forget(&Key::Exchange(forgotten));
        }
        self.journal.touch(Key::Exchange(id));
        id
    }

    pub(super) fn end_exchange(&mut self, id: u64, answer: Answer, phone: Option<&str>, now_ms: i64) {
        let Some(exchange) = self.exchanges.get_mut(id) else { return };
        exchange.answer = answer;
        exchange.took_ms = now_ms - exchange.at_ms;
        exchange.phones.extend(phone.map(str::to_owned));
        self.journal.touch(Key::Exchange(id));
    }

    /// Adds a phone that is on, tells what it reads, and whose person waits to be led.
    pub fn add_phone(&mut self, wa_id: &str, name: &str) -> &mut Phone {
        let phone = Phone {
            wa_id: wa_id.to_owned(),
            user_id: format!("NL.{wa_id}0"),
            name: name.to_owned(),
            username: None,
            hides_number: false,
            online: true,
            read_receipts: true,
            character: Character::Led,
            asleep: false,
            chat: Vec::new(),
            groups: Vec::new(),
            part: Part::Other,
            typing_until_ms: 0,
            heard_ms: HashMap::new(),
            known_ms: HashMap::new(),
        };
        self.journal.touch(Key::Phone(wa_id.to_owned()));
        self.phones.entry(wa_id.to_owned()).insert_entry(phone).into_mut()
    }

    /// The phone with this number.
    #[must_use]
    pub fn phone(&self, wa_id: &str) -> Option<&Phone> {
        self.phones.get(wa_id)
    }

    /// The phone with this number, to change it.
    pub fn phone_mut(&mut self, wa_id: &str) -> Option<&mut Phone> {
        self.phones.get_mut(wa_id)
    }

    /// Takes a phone off, with everything on it, to put it back under another number.
    pub(super) fn take_phone(&mut self, wa_id: &str) -> Option<Phone> {
        self.journal.forget(&Key::Phone(wa_id.to_owned()));
        self.phones.remove(wa_id)
    }

    pub(super) fn put_phone(&mut self, phone: Phone) {
        self.journal.touch(Key::Phone(phone.wa_id.clone()));
        for place in 0..phone.chat.len() {
            self.journal.touch(Key::Bubble(phone.wa_id.clone(), place));
        }
        self.phones.insert(phone.wa_id.clone(), phone);
    }

    /// Takes a phone away: the number is given up.
    pub fn remove_phone(&mut self, wa_id: &str) {
        self.phones.remove(wa_id);
    }

    /// All phones.
    pub fn phones(&self) -> impl Iterator<Item = &Phone> {
        self.phones.values()
    }

    /// Everything that was accepted, in order.
    #[must_use]
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// How many requests to send came in, accepted or not.
    #[must_use]
    pub const fn requests(&self) -> usize {
        self.requests
    }

    /// What was said on all phones, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(super) fn count_request(&mut self) -> usize {
        self.requests += 1;
        self.requests - 1
    }

    pub(super) fn plan(&mut self, at_ms: i64, due: Due) {
        self.serial += 1;
        self.due.insert((at_ms, self.serial), due);
    }

    pub(super) fn retry_body(&mut self, mut body: Body, now_ms: i64) {
        body.attempts += 1;
        // The schedule is not published: from a second, twice as long each time, to an hour. After seven days the
        // webhook is lost.
        let wait_ms = (1_000_i64 << body.attempts.min(12)).min(3_600_000);
        let since_ms = *body.since_ms.get_or_insert(now_ms);
        if now_ms + wait_ms - since_ms <= RETRY_MS {
            self.plan(now_ms + wait_ms, Due::Body(body));
        }
    }

    /// The bot took these messages of people.
    pub(super) fn taken(&mut self, messages: &[(String, String)], exchange: u64) {
        for (wa_id, wamid) in messages {
            let Some(phone) = self.phones.get_mut(wa_id) else { continue };
            let Some(place) = phone.chat.iter().rposition(|bubble| bubble.wamid == *wamid) else { continue };
            let bubble = &mut phone.chat[place];
            bubble.ticks = bubble.ticks.max(Ticks::Delivered);
            bubble.exchange.get_or_insert(exchange);
            self.journal.touch(Key::Bubble(wa_id.clone(), place));
        }
    }

    /// The bot marks a message of a person, and the earlier ones, as read; answers whose phone it is on.
    pub(super) fn mark_read(&mut self, wamid: &str, typing: bool, now_ms: i64) -> Option<String> {
        let (wa_id, last) = self.phones.values().find_map(|phone| {
            let place = phone.chat.iter().rposition(|bubble| bubble.by == By::Person && bubble.wamid == wamid)?;
            Some((phone.wa_id.clone(), place))
        })?;
        let phone = self.phones.get_mut(&wa_id)?;
        // In a group each message is marked for itself (Meta, changelog of 14 May 2026).
        let group = phone.chat[last].group.clone();
        for (place, bubble) in phone.chat.iter_mut().enumerate().take(last + 1) {
            let marked = if group.is_some() { place == last } else { bubble.group.is_none() };
            if marked && bubble.by == By::Person && bubble.ticks < Ticks::Read {
                bubble.ticks = Ticks::Read;
                self.journal.touch(Key::Bubble(wa_id.clone(), place));
            }
        }
        if typing {
            phone.typing_until_ms = now_ms + TYPING_MS;
            self.journal.touch(Key::Phone(wa_id.clone()));
        }
        Some(wa_id)
    }

    pub(super) fn take_due(&mut self, now_ms: i64) -> Vec<Due> {
        let later = self.due.split_off(&(now_ms + 1, 0));
        std::mem::replace(&mut self.due, later).into_values().collect()
    }

    pub(super) fn next_due_ms(&self) -> Option<i64> {
        self.due.keys().next().map(|(at_ms, _)| *at_ms)
    }

    /// By chance, for this person or group. Each has a chance of its own, so that the order in which requests happen to come
    /// in over the wire changes nobody's fate.
    pub(super) fn between(&mut self, whose: &str, from: i64, to: i64) -> i64 {
        let seed = self.seed;
        let chance = self.chances.entry(whose.to_owned()).or_insert_with(|| {
            let mut hasher = DefaultHasher::new();
            (seed, whose).hash(&mut hasher);
            StdRng::seed_from_u64(hasher.finish())
        });
        chance.random_range(from..=to.max(from))
    }

    pub(super) fn serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// An id in the shape of Meta's: base64 over the person's number and a message id. `0x11` is outbound.
    pub(super) fn mint(&mut self, digits: &str, direction: u8) -> String {
        let message = format!("{:020X}", self.serial());
        let mut bytes = vec![0x1c, 0x18, u8::try_from(digits.len()).unwrap_or(0)];
        bytes.extend(digits.as_bytes());
        bytes.extend([0x15, 0x02, 0x00, direction, 0x18, u8::try_from(message.len()).unwrap_or(0)]);
        bytes.extend(message.as_bytes());
        bytes.push(0);
        format!("wamid.{}", STANDARD.encode(bytes))
    }

    fn passed(&mut self, number: &str, now_ms: i64) -> &mut VecDeque<i64> {
        let passed_ms = self.passed_ms.entry(number.to_owned()).or_default();
        while passed_ms.front().is_some_and(|ms| now_ms - ms >= 1_000) {
            passed_ms.pop_front();
        }
        passed_ms
    }

    /// The phone that a request names, by number or by user id.
    pub(super) fn named(&self, to: &str) -> Option<&Phone> {
        self.phones.get(to).or_else(|| self.phones.values().find(|phone| phone.user_id == to))
    }

    pub(super) fn record_of(&self, wamid: &str) -> Option<&Accepted> {
        self.accepted.iter().rev().find(|accepted| accepted.wamid == wamid)
    }

    pub(super) fn write_line(&mut self, wa_id: &str, by: By, text: String, at_ms: i64) {
        self.lines.push(Line { at_ms, wa_id: wa_id.to_owned(), by_person: by == By::Person, text });
    }

    /// What a person sends counts in the throughput of the number.
    pub(super) fn count_inbound(&mut self, number: &str, now_ms: i64) {
        if self.counts_inbound {
            self.passed(number, now_ms).push_back(now_ms);
        }
    }

    pub(super) fn was_template(&self, wamid: &str) -> bool {
        self.record_of(wamid).is_some_and(|accepted| accepted.template)
    }
}
