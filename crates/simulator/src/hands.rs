//! What people do with their phones: write, tap, react, share, open, forward, switch off, sleep.
//!
//! Owns what leaves a phone, as its webhook and as it stands on the phone itself. Invariant: a person can
//! only tap, answer or forward what is on their phone.

use serde_json::{Value, json};

use crate::due::Due;
use crate::journal::Key;
use crate::link;
use crate::people;
use crate::phone::{Bubble, By, Character, Extra, Part, Phone, Post, Residents, Shown, Ticks};
use crate::webhooks::{Body, Event, escaped};
use crate::world::World;

/// What a person sends, beside the JSON of its webhook.
#[derive(Debug, Default)]
struct Written {
    shown: Shown,
    quotes: Option<String>,
    /// As it stands in the record of what was said.
    line: String,
    /// The group that it is said in.
    group: Option<String>,
}

impl World {
    /// The person types a text.
    pub fn say(&mut self, wa_id: &str, number: &str, text: &str, now_ms: i64) {
        let content = json!({ "type": "text", "text": { "body": text } });
        let written = Written { shown: Shown::text(text), line: text.to_owned(), ..Written::default() };
        self.write(wa_id, number, written, content, now_ms);
    }

    /// The person answers a message with a text.
    pub fn reply(&mut self, wa_id: &str, number: &str, wamid: &str, text: &str, now_ms: i64) {
        let group = self.bubble(wa_id, wamid).and_then(|(bubble, _)| bubble.group);
        let content = json!({ "type": "text", "text": { "body": text }, "context": self.context(number, wamid) });
        let quotes = Some(wamid.to_owned());
        let written = Written { shown: Shown::text(text), quotes, line: format!("(antwoord) {text}"), group };
        self.write(wa_id, number, written, content, now_ms);
    }

    /// The person taps the button or row with this title, on the last message that has it. Answers whether
    /// there is one.
    pub fn tap(&mut self, wa_id: &str, title: &str, now_ms: i64) -> bool {
        let found = self.phone(wa_id).and_then(|phone| {
            phone.messages().rev().find_map(|bubble| {
                let choice = bubble.shown.choice_titled(title)?;
                Some((bubble.wamid.clone(), choice.to_owned()))
            })
        });
        found.is_some_and(|(wamid, choice)| self.tap_on(wa_id, &wamid, &choice, now_ms))
    }

    /// The person taps the button or row with this id on this message. Answers whether there is one.
    pub fn tap_on(&mut self, wa_id: &str, wamid: &str, id: &str, now_ms: i64) -> bool {
        let Some((bubble, _)) = self.bubble(wa_id, wamid) else { return false };
        let titled = |choices: &[crate::phone::Choice]| {
            choices.iter().find(|choice| choice.id == id).map(|choice| choice.title.clone())
        };
        let (mut content, title) = match (titled(&bubble.shown.buttons), titled(&bubble.shown.rows)) {
            (Some(title), _) if self.was_template(wamid) => {
                (json!({ "type": "button", "button": { "payload": id, "text": title } }), title)
            }
            (Some(title), _) => {
                let reply = json!({ "type": "button_reply", "button_reply": { "id": id, "title": title } });
                (json!({ "type": "interactive", "interactive": reply }), title)
            }
            (None, Some(title)) => {
                let reply = json!({ "type": "list_reply", "list_reply": { "id": id, "title": title } });
                (json!({ "type": "interactive", "interactive": reply }), title)
            }
            (None, None) => return false,
        };
        content["context"] = self.context(&bubble.number, wamid);
        let written = Written {
            line: format!("[{title}]"),
            shown: Shown::text(&title),
            quotes: Some(wamid.to_owned()),
            group: bubble.group,
        };
        self.write(wa_id, &bubble.number, written, content, now_ms);
        true
    }

    /// The person puts an emoji on a message; an empty one takes it away.
    pub fn react(&mut self, wa_id: &str, wamid: &str, emoji: &str, now_ms: i64) {
        let Some((bubble, place)) = self.bubble(wa_id, wamid) else { return };
        let mut reaction = json!({ "message_id": wamid });
        if !emoji.is_empty() {
            reaction["emoji"] = json!(emoji);
        }
        let content = json!({ "type": "reaction", "reaction": reaction });
        if let Some(phone) = self.phone_mut(wa_id) {
            phone.chat[place].reaction = emoji.to_owned();
        }
        self.touch(Key::Bubble(wa_id.to_owned(), place));
        self.write_line(wa_id, By::Person, format!("(reactie) {emoji}"), now_ms);
        self.post_event(wa_id, &bubble.number, bubble.group.as_deref(), content, now_ms);
    }

    /// What an answer to a message of the business refers to.
    fn context(&self, number: &str, wamid: &str) -> Value {
        json!({ "from": self.numbers.get(number), "id": wamid })
    }

    /// The person shares where they are, or another place.
    pub fn share_location(&mut self, wa_id: &str, number: &str, name: &str, (lat, lon): (f64, f64), now_ms: i64) {
        let content = json!({ "type": "location", "location": { "latitude": lat, "longitude": lon, "name": name } });
        let shown = Shown { extra: Extra::Location { name: name.to_owned() }, ..Shown::default() };
        self.write(
            wa_id,
            number,
            Written { shown, line: format!("(locatie) {name}"), ..Written::default() },
            content,
            now_ms,
        );
    }

    /// The person shares a contact.
    pub fn share_contact(&mut self, wa_id: &str, number: &str, (name, phone): (&str, &str), now_ms: i64) {
        let card = json!({ "name": { "formatted_name": name, "first_name": name },
                           "phones": [{ "phone": format!("+{phone}"), "wa_id": phone, "type": "CELL" }],
                           "vcard": format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+{phone}\nEND:VCARD"),
                           "origin": "other" });
        let content = json!({ "type": "contacts", "contacts": [card] });
        let extra = Extra::Contact { name: name.to_owned(), phone: phone.to_owned() };
        let shown = Shown { extra, ..Shown::default() };
        self.write(
            wa_id,
            number,
            Written { shown, line: format!("(contact) {name}"), ..Written::default() },
            content,
            now_ms,
        );
    }

    /// The person sends anything: `content` is the type with its body, `line` what is written in the record.
    pub fn send(&mut self, wa_id: &str, number: &str, line: &str, content: Value, now_ms: i64) {
        let written = Written { shown: Shown::text(line), line: line.to_owned(), ..Written::default() };
        self.write(wa_id, number, written, content, now_ms);
    }

    fn write(&mut self, wa_id: &str, number: &str, written: Written, content: Value, now_ms: i64) {
        let group = written.group.as_deref();
        let Some(wamid) = self.post_event(wa_id, number, group, content, now_ms) else { return };
        self.open(wa_id, now_ms);
        let Some(phone) = self.phone_mut(wa_id) else { return };
        phone.chat.push(Bubble {
            wamid,
            number: number.to_owned(),
            by: By::Person,
            shown: written.shown,
            at_ms: now_ms,
            quotes: written.quotes,
            ticks: Ticks::Sent,
            opened: true,
            group: written.group,
            ..Bubble::default()
        });
        let place = phone.chat.len() - 1;
        self.touch(Key::Bubble(wa_id.to_owned(), place));
        self.write_line(wa_id, By::Person, written.line, now_ms);
    }

    /// The person writes what `content` says: a message, how it looks, what it answers, and its line.
    pub(super) fn write_shown(
        &mut self,
        wa_id: &str,
        number: &str,
        (shown, quotes, line): (Shown, Option<String>, String),
        content: Value,
        now_ms: i64,
    ) {
        self.write(wa_id, number, Written { shown, quotes, line, group: None }, content, now_ms);
    }

    /// Plans the webhook of what a person did; answers its id. What a blocked person does reaches nobody.
    pub(super) fn post_event(
        &mut self,
        wa_id: &str,
        number: &str,
        group: Option<&str>,
        content: Value,
        now_ms: i64,
    ) -> Option<String> {
        let wamid = self.mint(wa_id, 0x12);
        let display = self.numbers.get(number).cloned().unwrap_or_default();
        let blocked = group.is_none() && self.has_blocked(number, wa_id);
        let phone = self.phone_mut(wa_id)?;
        if blocked {
            return Some(wamid);
        }
        phone.exchanged(number, false, now_ms);
        if group.is_none() {
            phone.heard_ms.insert(number.to_owned(), now_ms);
        }
        let event = Event::message(phone, (number, &display), (&wamid, group), content, now_ms);
        if let Some(group) = group.and_then(|id| self.group_mut(id)) {
            group.heard_ms = Some(now_ms);
        }
        self.count_inbound(number, now_ms);
        self.plan(now_ms, Due::Webhook(event));
        Some(wamid)
    }

    /// WhatsApp itself says something about a person. It opens no window.
    pub(super) fn say_system(&mut self, phone: &Phone, number: &str, shows: bool, system: Value, now_ms: i64) {
        let wamid = self.mint(&phone.wa_id, 0x12);
        let display = self.numbers.get(number).cloned().unwrap_or_default();
        let event = Event::system(phone, (number, &display), (&wamid, shows), &system, now_ms);
        self.plan(now_ms, Due::Webhook(event));
    }

    pub(super) fn bubble(&self, wa_id: &str, wamid: &str) -> Option<(Bubble, usize)> {
        let phone = self.phone(wa_id)?;
        let place = phone.chat.iter().position(|bubble| bubble.wamid == wamid)?;
        Some((phone.chat[place].clone(), place))
    }

    /// The person looks at their phone: everything on it is seen, and the bot is told where that is allowed.
    pub fn open(&mut self, wa_id: &str, now_ms: i64) {
        let Some(phone) = self.phone_mut(wa_id) else { return };
        let tells = phone.read_receipts && phone.online && phone.character == Character::Led;
        let mut seen = Vec::new();
        for (place, bubble) in phone.chat.iter_mut().enumerate() {
            if bubble.by == By::Business && !bubble.opened {
                bubble.opened = true;
                seen.push((place, bubble.wamid.clone()));
            }
        }
        if seen.is_empty() {
            return;
        }
        self.touch(Key::Phone(wa_id.to_owned()));
        for (place, wamid) in seen {
            self.touch(Key::Bubble(wa_id.to_owned(), place));
            if tells {
                self.status(wa_id, &wamid, ("read", None), now_ms);
            }
        }
    }

    /// The person forwards a message into one of their residents' groups. The copy keeps the body only.
    /// Answers whether the message and the group are theirs.
    pub fn forward(&mut self, wa_id: &str, wamid: &str, group: usize, now_ms: i64) -> bool {
        let Some((bubble, _)) = self.bubble(wa_id, wamid) else { return false };
        let theirs = self.phone(wa_id).is_some_and(|phone| phone.groups.contains(&group));
        theirs && self.post(wa_id, group, &bubble.shown.text, true, now_ms)
    }

    /// The person taps a button that opens WhatsApp's own list of chats, chooses one of their residents' groups and sends the
    /// text that stands ready: a new message of their own. Answers whether there is such a button, and the group is theirs.
    pub fn post_by_link(&mut self, wa_id: &str, wamid: &str, group: usize, now_ms: i64) -> bool {
        let Some((bubble, _)) = self.bubble(wa_id, wamid) else { return false };
        let Extra::Link { url, .. } = &bubble.shown.extra else { return false };
        let Some(text) = link::text_to_share(url) else { return false };
        let theirs = self.phone(wa_id).is_some_and(|phone| phone.groups.contains(&group));
        theirs && self.post(wa_id, group, &text, false, now_ms)
    }

    /// Somebody posts a text in a residents' group. Answers whether there is such a group.
    pub(super) fn post(&mut self, wa_id: &str, group: usize, text: &str, forwarded: bool, now_ms: i64) -> bool {
        let Some(residents) = self.residents.get_mut(group) else { return false };
        residents.posts.push(Post { wa_id: wa_id.to_owned(), at_ms: now_ms, text: text.to_owned(), forwarded });
        let place = residents.posts.len() - 1;
        self.touch(Key::Post(group, place));
        true
    }

    /// The residents' groups, by their number.
    #[must_use]
    pub fn residents(&self) -> &[Residents] {
        &self.residents
    }

    /// Adds a person to the residents' group of this name, which is made if there is none.
    pub fn join_residents(&mut self, wa_id: &str, name: &str, members: u32) {
        let known = self.residents.iter().position(|residents| residents.name == name);
        let group = known.unwrap_or_else(|| {
            self.residents.push(Residents { name: name.to_owned(), members, posts: Vec::new() });
            self.touch(Key::Residents(self.residents.len() - 1));
            self.residents.len() - 1
        });
        let Some(phone) = self.phone_mut(wa_id) else { return };
        if !phone.groups.contains(&group) {
            phone.groups.push(group);
            self.touch(Key::Phone(wa_id.to_owned()));
        }
    }

    /// Gives a person their part in what a page shows.
    pub fn cast(&mut self, wa_id: &str, part: Part) {
        if let Some(phone) = self.phone_mut(wa_id) {
            phone.part = part;
            self.touch(Key::Phone(wa_id.to_owned()));
        }
    }

    /// Switches a phone off; what comes waits.
    pub fn go_offline(&mut self, wa_id: &str) {
        if let Some(phone) = self.phone_mut(wa_id) {
            phone.online = false;
            self.touch(Key::Phone(wa_id.to_owned()));
        }
    }

    /// Lets this share of the people who act by themselves sleep, the same ones each time; the others wake
    /// and look at what came.
    pub fn let_sleep(&mut self, percent: u32, now_ms: i64) {
        let acting: Vec<String> =
            self.phones().filter(|phone| phone.character != Character::Led).map(|phone| phone.wa_id.clone()).collect();
        for (place, wa_id) in acting.iter().enumerate() {
            // Spread over the list: of each hundred neighbours in it `percent` sleep.
            let sleeps = (place * 37 + 11) % 100 < percent as usize;
            let Some(phone) = self.phone_mut(wa_id) else { continue };
            let wakes = phone.asleep && !sleeps;
            let changed = phone.asleep != sleeps;
            phone.asleep = sleeps;
            let waiting: Vec<usize> = (0..phone.chat.len())
                .filter(|place| wakes && phone.chat[*place].by == By::Business && !phone.chat[*place].opened)
                .collect();
            if changed {
                self.touch(Key::Phone(wa_id.clone()));
            }
            for place in waiting {
                people::plan_acts(self, wa_id, place, now_ms);
            }
        }
    }

    /// Lets a phone have written before now, so that its window is open.
    pub fn heard(&mut self, wa_id: &str, number: &str, at_ms: i64) {
        if let Some(phone) = self.phone_mut(wa_id) {
            phone.heard_ms.insert(number.to_owned(), at_ms);
        }
    }

    /// Posts a body exactly as it is, signed.
    pub fn post_raw(&mut self, body: &str, now_ms: i64) {
        self.plan(now_ms, Due::Body(Body { json: escaped(body), ..Body::default() }));
    }
}
