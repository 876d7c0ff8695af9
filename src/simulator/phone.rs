//! Phones, the people who hold them, and what passes over them: the types that the simulator shares.
//!
//! Owns no behaviour but what a template shows when it is filled in.

use std::collections::HashMap;

/// What a phone shows of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Reply buttons: id and title.
    pub buttons: Vec<(String, String)>,
    /// Rows of a list: id and title.
    pub rows: Vec<(String, String)>,
}

impl Shown {
    pub(super) fn text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// An approved template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its body with `{{1}}` and on.
    pub body: String,
    /// The titles of its quick-reply buttons.
    pub buttons: Vec<String>,
}

impl Template {
    pub(super) fn parameters(&self) -> usize {
        (1..).take_while(|number| self.body.contains(&format!("{{{{{number}}}}}"))).count()
    }

    pub(super) fn filled_in(&self, parameters: &[String]) -> String {
        let parts = self.body.split("{{").enumerate().map(|(place, part)| match part.split_once("}}") {
            Some((number, rest)) if place > 0 => {
                let index = number.parse::<usize>().unwrap_or_default();
                format!(
                    "{}{rest}",
                    index.checked_sub(1).and_then(|index| parameters.get(index)).map_or("", String::as_str)
                )
            }
            _ => part.to_owned(),
        });
        parts.collect()
    }
}

/// A message on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub wamid: String,
    /// The business number it came from.
    pub number: String,
    /// What it shows.
    pub shown: Shown,
    /// When it arrived, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// A phone and the person who holds it.
#[derive(Debug, Clone)]
pub struct Phone {
    /// Its number: digits with country code. The key of the phone, also where it is hidden.
    pub wa_id: String,
    /// The person's business-scoped user id.
    pub user_id: String,
    /// The name in their profile.
    pub name: String,
    /// Businesses see the user id only.
    pub hides_number: bool,
    /// It is switched on and has a connection.
    pub online: bool,
    /// It tells when a message was opened.
    pub read_receipts: bool,
    /// What the person does.
    pub character: Character,
    /// What arrived.
    pub messages: Vec<Seen>,
    pub(super) heard_ms: HashMap<String, i64>,
}

/// A request that was accepted.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The id it was given.
    pub wamid: String,
    /// The business number that sent it.
    pub number: String,
    /// To which phone (or user id, where nobody has it).
    pub to: String,
    /// What the phone shows.
    pub shown: Shown,
    /// It was a template.
    pub template: bool,
    /// What comes back in statuses.
    pub callback_data: Option<String>,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// No status ever comes.
    pub silent: bool,
}

/// A line of what was said, for people to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// On whose phone.
    pub wa_id: String,
    /// The person said it, not the bot.
    pub by_person: bool,
    /// What was said.
    pub text: String,
}

/// What a person does with messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Character {
    /// Nothing by themselves: a test or a story leads them.
    Led,
    /// Taps the first button or row, between so many milliseconds after it arrived.
    Taps(i64, i64),
    /// Taps the second button of an alert: cannot.
    Refuses(i64, i64),
    /// Opens it and does nothing.
    Reads,
}

/// What happens to a message, or what a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The message leaves Meta.
    Leave(String),
    /// The message arrives.
    Arrive(String),
    /// The person opens it.
    Open(String),
    /// The message fails with this code.
    Fail(String, i64),
    /// The person taps the choice with this id on it.
    Tap(String, String),
}

/// A request that passed, as the person will see it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// To which number; digits.
    pub to: String,
    /// What the phone shows.
    pub shown: Shown,
    /// It is a template.
    pub template: bool,
    /// What comes back in statuses.
    pub callback_data: Option<String>,
}
