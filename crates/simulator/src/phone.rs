//! Phones, the people who hold them, and what passes over them: the types that the simulator shares.
//!
//! Owns no behaviour.

use std::collections::HashMap;

use crate::media::kind::Kind;

/// A button or a row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Comes back when it is tapped.
    pub id: String,
    /// What stands on it.
    pub title: String,
    /// A smaller line under a row.
    pub description: String,
}

/// What a message shows beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Extra {
    /// Nothing.
    #[default]
    None,
    /// A picture: the id of an upload, or an address elsewhere.
    Picture(String),
    /// A contact card.
    Contact {
        /// The name on it.
        name: String,
        /// The number on it.
        phone: String,
    },
    /// A place.
    Location {
        /// Its name.
        name: String,
    },
    /// Any other file: the id of an upload, or an address elsewhere.
    File {
        /// What it is.
        kind: Kind,
        /// Its id or address.
        source: String,
        /// Its name, of a document.
        name: String,
        /// It is a voice note.
        voice: bool,
    },
    /// A button that opens an address.
    Link {
        /// What stands on it.
        title: String,
        /// The address.
        url: String,
    },
    /// The bot asks where somebody is.
    AsksLocation,
    /// The bot asks for somebody's number.
    AsksContact,
    /// A message of a group is pinned, or with 0 days taken off; it is no message of its own.
    Pin {
        /// Which message.
        wamid: String,
        /// For how many days.
        days: i64,
    },
    /// An emoji on another message; it is no message of its own.
    Reaction {
        /// On which message.
        wamid: String,
        /// Empty takes it away.
        emoji: String,
    },
}

/// What a phone shows of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// A line above it (templates).
    pub header: String,
    /// The text.
    pub text: String,
    /// A small line under it (templates).
    pub footer: String,
    /// Reply buttons.
    pub buttons: Vec<Choice>,
    /// Rows of a list.
    pub rows: Vec<Choice>,
    /// What opens the list.
    pub label: String,
    /// A picture, a place, a contact.
    pub extra: Extra,
}

impl Shown {
    pub(super) fn text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Buttons and rows.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.buttons.iter().chain(&self.rows)
    }

    /// The id of the button or row that has this title.
    #[must_use]
    pub fn choice_titled(&self, title: &str) -> Option<&str> {
        self.choices().find(|choice| choice.title == title).map(|choice| choice.id.as_str())
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// The bot.
    #[default]
    Business,
    /// Whoever holds the phone.
    Person,
    /// Somebody else in a group.
    Member,
}

/// How far a message of a person is, as the ticks under it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Ticks {
    /// It left the phone.
    #[default]
    Sent,
    /// The bot took the webhook.
    Delivered,
    /// The bot marked it as read.
    Read,
}

/// A message in a chat with the bot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bubble {
    /// Its id.
    pub wamid: String,
    /// The business number of the chat.
    pub number: String,
    /// Who wrote it.
    pub by: By,
    /// What it shows.
    pub shown: Shown,
    /// When it arrived or was written, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The message that it answers.
    pub quotes: Option<String>,
    /// Under what the person wrote.
    pub ticks: Ticks,
    /// The person has seen it.
    pub opened: bool,
    /// The person's emoji on it; empty without.
    pub reaction: String,
    /// The bot's emoji on it; empty without.
    pub bot_reaction: String,
    /// What carried it over the wire.
    pub exchange: Option<u64>,
    /// The group that it was written in.
    pub group: Option<String>,
    /// Who wrote it, where that is neither the bot nor the person.
    pub author: String,
    /// The person deleted it.
    pub revoked: bool,
    /// The person listened to it.
    pub played: bool,
}

/// The part of a person in what a page shows: which examples stand on their phone, and whether it is
/// among those that stand side by side from the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A police officer.
    Officer,
    /// A second one, with rights in more gemeenten.
    SecondOfficer,
    /// Somebody of the gemeente.
    Gemeente,
    /// A beheerder, led by whoever looks.
    Beheerder,
    /// A resident without a role.
    Resident,
    /// Anybody else.
    Other,
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
    /// The username that they adopted, without `@`.
    pub username: Option<String>,
    /// Businesses see the user id only, whatever they knew before.
    pub hides_number: bool,
    /// It is switched on and has a connection.
    pub online: bool,
    /// It tells when a message was opened.
    pub read_receipts: bool,
    /// What the person does.
    pub character: Character,
    /// The person's part in what is shown.
    pub part: Part,
    /// The person sleeps: whatever arrives waits until they wake.
    pub asleep: bool,
    /// The chat with the bot, both sides.
    pub chat: Vec<Bubble>,
    /// The residents' groups that they are in.
    pub groups: Vec<usize>,
    /// The bot shows that it is typing, until this moment (milliseconds since the epoch).
    pub typing_until_ms: i64,
    /// When they last wrote to each business number.
    pub(super) heard_ms: HashMap<String, i64>,
    /// When they last exchanged a message with each business number that saw their number.
    pub(super) known_ms: HashMap<String, i64>,
}

impl Phone {
    /// What the bot sent, in order.
    pub fn messages(&self) -> impl DoubleEndedIterator<Item = &Bubble> {
        self.chat.iter().filter(|bubble| bubble.by == By::Business)
    }

    /// How many messages the person has not seen.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.messages().filter(|bubble| !bubble.opened).count()
    }
}

/// A WhatsApp group of residents. The bot is not in it and never sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residents {
    /// Its name.
    pub name: String,
    /// How many people are in it.
    pub members: u32,
    /// What was posted in it.
    pub posts: Vec<Post>,
}

/// What somebody posted in a residents' group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Whose phone it came from.
    pub wa_id: String,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The text: a forwarded copy keeps the body only.
    pub text: String,
    /// It was forwarded.
    pub forwarded: bool,
}

/// A request that was accepted.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The id it was given.
    pub wamid: String,
    /// The business number that sent it.
    pub number: String,
    /// To which phone (or user id, where nobody has it), or to which group.
    pub to: String,
    /// What the phone shows.
    pub shown: Shown,
    /// It was a template.
    pub template: bool,
    /// Its category in pricing.
    pub category: &'static str,
    /// When Meta stops trying to deliver it, in milliseconds since the epoch.
    pub lapses_ms: i64,
    /// The message that it answers.
    pub quotes: Option<String>,
    /// The request that brought it.
    pub exchange: Option<u64>,
    /// What comes back in statuses.
    pub callback_data: Option<String>,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// No status ever comes.
    pub silent: bool,
    /// It was reported as failed: it never arrives.
    pub failed: bool,
    /// It was addressed by user id.
    pub by_user: bool,
    /// The group that it went to.
    pub group: Option<String>,
    /// The phones of that group.
    pub members: Vec<String>,
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
    /// Says of an alert that it stands in the group, between so many milliseconds after it arrived.
    Taps(i64, i64),
    /// Says of an alert that they cannot, between so many milliseconds after it arrived.
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
    /// To which number (digits), user id or group.
    pub to: String,
    /// What the phone shows.
    pub shown: Shown,
    /// It is a template.
    pub template: bool,
    /// Its category in pricing.
    pub category: &'static str,
    /// For how long Meta tries to deliver it.
    pub ttl_ms: i64,
    /// The message that it answers.
    pub quotes: Option<String>,
    /// What comes back in statuses.
    pub callback_data: Option<String>,
    /// It is addressed by user id.
    pub by_user: bool,
    /// It goes to a group.
    pub group: bool,
    /// It will fail with this code after it was accepted.
    pub fails: Option<i64>,
}
