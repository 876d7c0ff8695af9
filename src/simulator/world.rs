//! The phones, the business numbers, and the record of everything that was accepted.
//!
//! Owns Meta's limits as Meta counts them: throughput, pair limit and the 24-hour window. Invariant: a
//! message is in the record exactly if a request was accepted, whatever became of the answer.

use std::collections::{BTreeMap, HashMap, VecDeque};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use crate::simulator::phone::{Accepted, Act, Character, Checked, Line, Phone, Seen, Template};
use crate::simulator::refusal::Refusal;
use crate::simulator::webhooks::{self, Due, Event};

/// Messages a second on one number, in and out together.
const THROUGHPUT: usize = 80;
/// One message to one person in so many milliseconds, on average.
const PAIR_MS: i64 = 6_000;
/// Messages to one person that may come at once.
const PAIR_BURST: i64 = 45;
/// How long a person's message keeps the window open.
const WINDOW_MS: i64 = 24 * 3_600_000;

/// Everything there is.
#[derive(Debug)]
pub struct World {
    /// Business numbers: id and number.
    pub numbers: BTreeMap<String, String>,
    /// Approved templates.
    pub templates: Vec<Template>,
    phones: BTreeMap<String, Phone>,
    accepted: Vec<Accepted>,
    requests: usize,
    due: BTreeMap<(i64, u64), Due>,
    serial: u64,
    chance: StdRng,
    passed_ms: HashMap<String, VecDeque<i64>>,
    pair_whole_ms: HashMap<(String, String), i64>,
    lines: Vec<Line>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            numbers: BTreeMap::new(),
            templates: Vec::new(),
            phones: BTreeMap::new(),
            accepted: Vec::new(),
            requests: 0,
            due: BTreeMap::new(),
            serial: 0,
            chance: StdRng::seed_from_u64(seed),
            passed_ms: HashMap::new(),
            pair_whole_ms: HashMap::new(),
            lines: Vec::new(),
        }
    }

    /// Adds a phone that is on, tells what it reads, and whose person waits to be led.
    pub fn add_phone(&mut self, wa_id: &str, name: &str) -> &mut Phone {
        let phone = Phone {
            wa_id: wa_id.to_owned(),
            user_id: format!("NL.{wa_id}0"),
            name: name.to_owned(),
            hides_number: false,
            online: true,
            read_receipts: true,
            character: Character::Led,
            messages: Vec::new(),
            heard_ms: HashMap::new(),
        };
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

    pub(super) fn retry_body(&mut self, body: String, attempts: u32, now_ms: i64) {
        // The schedule is not published: from a second, twice as long each time, to an hour.
        let wait_ms = (1_000_i64 << attempts.min(12)).min(3_600_000);
        self.plan(now_ms + wait_ms, Due::Body(body, attempts));
    }

    pub(super) fn take_due(&mut self, now_ms: i64) -> Vec<Due> {
        let later = self.due.split_off(&(now_ms + 1, 0));
        std::mem::replace(&mut self.due, later).into_values().collect()
    }

    pub(super) fn next_due_ms(&self) -> Option<i64> {
        self.due.keys().next().map(|(at_ms, _)| *at_ms)
    }

    pub(super) fn between(&mut self, from_ms: i64, to_ms: i64) -> i64 {
        self.chance.random_range(from_ms..=to_ms.max(from_ms))
    }

    fn serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// An id in the shape of Meta's: base64 over the person's number and a message id. `0x11` is outbound.
    fn mint(&mut self, digits: &str, direction: u8) -> String {
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
    fn named(&self, to: &str) -> Option<&Phone> {
        self.phones.get(to).or_else(|| self.phones.values().find(|phone| phone.user_id == to))
    }

    /// Accepts a request that passed its checks, if the limits allow it.
    ///
    /// # Errors
    /// What Meta would answer.
    pub(super) fn accept(
        &mut self,
        number: &str,
        checked: Checked,
        silent: bool,
        now_ms: i64,
    ) -> Result<Accepted, Refusal> {
        let (to, digits, open) = match self.named(&checked.to) {
            Some(phone) => {
                let open = phone.heard_ms.get(number).is_some_and(|heard_ms| now_ms - heard_ms < WINDOW_MS);
                (phone.wa_id.clone(), phone.wa_id.clone(), open)
            }
            None => (checked.to.clone(), checked.to.clone(), false),
        };
        if self.passed(number, now_ms).len() >= THROUGHPUT {
            return Err(Refusal::of_code(130_429));
        }
        let pair = (number.to_owned(), to.clone());
        let whole_ms = self.pair_whole_ms.get(&pair).copied().unwrap_or(now_ms).max(now_ms);
        if whole_ms - now_ms > (PAIR_BURST - 1) * PAIR_MS {
            return Err(Refusal::of_code(131_056));
        }
        if !checked.template && !open {
            return Err(Refusal::of_code(131_047));
        }
        self.passed(number, now_ms).push_back(now_ms);
        self.pair_whole_ms.insert(pair, whole_ms + PAIR_MS);
        let accepted = Accepted {
            wamid: self.mint(&digits, 0x11),
            number: number.to_owned(),
            to,
            shown: checked.shown,
            template: checked.template,
            callback_data: checked.callback_data,
            at_ms: now_ms,
            silent,
        };
        self.accepted.push(accepted.clone());
        self.plan_statuses(&accepted, now_ms);
        Ok(accepted)
    }

    fn plan_statuses(&mut self, accepted: &Accepted, now_ms: i64) {
        let Some(online) = self.phones.get(&accepted.to).map(|phone| phone.online) else {
            let at_ms = now_ms + self.between(200, 900);
            self.plan(at_ms, Due::Act(accepted.to.clone(), Act::Fail(accepted.wamid.clone(), 131_026)));
            return;
        };
        let sent_ms = now_ms + self.between(40, 200);
        self.plan(sent_ms, Due::Act(accepted.to.clone(), Act::Leave(accepted.wamid.clone())));
        if online {
            let delivered_ms = sent_ms + self.between(150, 1_200);
            self.plan(delivered_ms, Due::Act(accepted.to.clone(), Act::Arrive(accepted.wamid.clone())));
        }
    }

    /// Switches a phone on; what waited arrives.
    pub fn come_online(&mut self, wa_id: &str, now_ms: i64) {
        let Some(phone) = self.phones.get_mut(wa_id) else { return };
        phone.online = true;
        let there: Vec<String> = phone.messages.iter().map(|seen| seen.wamid.clone()).collect();
        let waiting: Vec<String> = self
            .accepted
            .iter()
            .filter(|accepted| accepted.to == wa_id && !there.contains(&accepted.wamid))
            .map(|accepted| accepted.wamid.clone())
            .collect();
        for wamid in waiting {
            self.plan(now_ms, Due::Act(wa_id.to_owned(), Act::Arrive(wamid)));
        }
    }

    pub(super) fn record_of(&self, wamid: &str) -> Option<&Accepted> {
        self.accepted.iter().rev().find(|accepted| accepted.wamid == wamid)
    }

    pub(super) fn status(&mut self, wamid: &str, status: &str, error: Option<&Refusal>, now_ms: i64) {
        let Some(accepted) = self.record_of(wamid).filter(|accepted| !accepted.silent).cloned() else { return };
        let phone = self.phones.get(&accepted.to).cloned();
        let display = self.numbers.get(&accepted.number).cloned().unwrap_or_default();
        let event = Event::status(&accepted, &display, phone.as_ref(), status, error, now_ms);
        self.plan(now_ms, Due::Webhook(event));
    }

    pub(super) fn arrive(&mut self, wa_id: &str, wamid: &str, now_ms: i64) -> Option<Seen> {
        let accepted = self.record_of(wamid)?.clone();
        let phone = self.phones.get_mut(wa_id).filter(|phone| phone.online)?;
        if phone.messages.iter().any(|seen| seen.wamid == wamid) {
            return None;
        }
        let seen = Seen { wamid: wamid.to_owned(), number: accepted.number, shown: accepted.shown, at_ms: now_ms };
        phone.messages.push(seen.clone());
        let titles: Vec<String> =
            seen.shown.buttons.iter().chain(&seen.shown.rows).map(|(_, title)| format!("[{title}]")).collect();
        let text = if titles.is_empty() {
            seen.shown.text.clone()
        } else {
            format!("{}\n{}", seen.shown.text, titles.join(" "))
        };
        self.lines.push(Line { at_ms: now_ms, wa_id: wa_id.to_owned(), by_person: false, text });
        Some(seen)
    }

    /// The person types a text.
    pub fn say(&mut self, wa_id: &str, number: &str, text: &str, now_ms: i64) {
        self.send(wa_id, number, text, json!({ "type": "text", "text": { "body": text } }), now_ms);
    }

    /// The person answers a message with a text.
    pub fn reply(&mut self, wa_id: &str, number: &str, wamid: &str, text: &str, now_ms: i64) {
        let content = json!({ "type": "text", "text": { "body": text }, "context": { "from": number, "id": wamid } });
        self.send(wa_id, number, &format!("(antwoord) {text}"), content, now_ms);
    }

    /// The person taps the button or row with this title, on the last message that has it. Answers whether
    /// there is one.
    pub fn tap(&mut self, wa_id: &str, title: &str, now_ms: i64) -> bool {
        let found = self.phones.get(wa_id).and_then(|phone| {
            phone.messages.iter().rev().find_map(|seen| {
                let choice = seen.shown.buttons.iter().chain(&seen.shown.rows).find(|(_, shown)| shown == title)?;
                Some((seen.wamid.clone(), choice.0.clone()))
            })
        });
        let Some((wamid, id)) = found else { return false };
        self.tap_on(wa_id, &wamid, &id, now_ms);
        true
    }

    /// The person taps the button or row with this id on this message.
    pub fn tap_on(&mut self, wa_id: &str, wamid: &str, id: &str, now_ms: i64) {
        let Some(seen) =
            self.phones.get(wa_id).and_then(|phone| phone.messages.iter().find(|seen| seen.wamid == wamid)).cloned()
        else {
            return;
        };
        let title = |choices: &[(String, String)]| {
            choices.iter().find(|(choice, _)| choice == id).map(|(_, title)| title.clone())
        };
        let template = self.record_of(wamid).is_some_and(|accepted| accepted.template);
        let (mut content, title) = match (title(&seen.shown.buttons), title(&seen.shown.rows)) {
            (Some(title), _) if template => {
                (json!({ "type": "button", "button": { "payload": id, "text": title } }), title)
            }
            (Some(title), _) => (
                json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": id, "title": title } } }),
                title,
            ),
            (None, Some(title)) => (
                json!({ "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": id, "title": title } } }),
                title,
            ),
            (None, None) => return,
        };
        content["context"] = json!({ "from": seen.number, "id": wamid });
        self.send(wa_id, &seen.number, &format!("[{title}]"), content, now_ms);
    }

    /// The person puts an emoji on a message.
    pub fn react(&mut self, wa_id: &str, wamid: &str, emoji: &str, now_ms: i64) {
        let Some(number) = self.record_of(wamid).map(|accepted| accepted.number.clone()) else { return };
        let content = json!({ "type": "reaction", "reaction": { "message_id": wamid, "emoji": emoji } });
        self.send(wa_id, &number, &format!("(reactie) {emoji}"), content, now_ms);
    }

    /// The person sends anything: `content` is the type with its body, `line` what is written in the record.
    pub fn send(&mut self, wa_id: &str, number: &str, line: &str, content: Value, now_ms: i64) {
        let wamid = self.mint(wa_id, 0x12);
        let Some(phone) = self.phones.get_mut(wa_id) else { return };
        phone.heard_ms.insert(number.to_owned(), now_ms);
        let display = self.numbers.get(number).cloned().unwrap_or_default();
        let event = Event::message(phone, number, &display, &wamid, content, now_ms);
        self.lines.push(Line { at_ms: now_ms, wa_id: wa_id.to_owned(), by_person: true, text: line.to_owned() });
        self.passed(number, now_ms).push_back(now_ms);
        self.plan(now_ms, Due::Webhook(event));
    }

    /// Lets a phone have written before now, so that its window is open.
    pub fn heard(&mut self, wa_id: &str, number: &str, at_ms: i64) {
        if let Some(phone) = self.phones.get_mut(wa_id) {
            phone.heard_ms.insert(number.to_owned(), at_ms);
        }
    }

    /// Posts a body exactly as it is, signed.
    pub fn post_raw(&mut self, body: &str, now_ms: i64) {
        self.plan(now_ms, Due::Body(webhooks::escaped(body), 0));
    }
}
