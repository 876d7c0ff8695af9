//! What the sender knows between two looks: what is under way, which numbers rest, what could not be recorded yet.
//!
//! Owns the values only; what is done with them is its neighbours'.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;

use crate::clock::SharedClock;
use crate::delivery::rate::{Clarity, Rates, Spacing};
use crate::domain::afzender::NumberId;
use crate::domain::deelpagina::Deelpagina;
use crate::store::Store;
use crate::store::outbox::{Outcome, Sendable};
use crate::store::zender::Zenders;
use crate::whatsapp::Bot;
use crate::whatsapp::error::Error;
use crate::whatsapp::ids::Wamid;

/// The limits, shared with whoever counts what comes in.
pub type SharedRates = Arc<Mutex<Rates>>;

/// What became of a request.
#[derive(Debug)]
pub(super) enum Answer {
    /// It was never written: the number rests.
    Withheld,
    /// WhatsApp's answer, or none.
    Came(Result<Wamid, Error>),
    /// A look at this number: whether it was answered clearly.
    Looked(NumberId, Clarity),
}

/// The id of what is no row.
pub(super) const NO_ROW: i64 = 0;

/// Sends what stands in the outbox.
#[derive(Debug)]
pub struct Sender {
    pub(super) store: Store,
    pub(super) bot: Bot,
    pub(super) clock: SharedClock,
    pub(super) rates: SharedRates,
    /// The pages behind the link buttons of alerts, where they have an address.
    pub(super) deelpagina: Option<Arc<Deelpagina>>,
    pub(super) zenders: Zenders,
    /// Since when this program listens (wall).
    pub(super) listening_since_ms: i64,
    pub(super) under_way: JoinSet<(i64, Answer)>,
    pub(super) rows: HashMap<i64, Leaving>,
    /// Numbers on which nothing leaves but one message at a time, to see whether it works again; with why, as a code.
    pub(super) stopped: HashMap<NumberId, i64>,
    /// Those of them that a status stopped: an acceptance says nothing of them.
    pub(super) stopped_late: HashSet<NumberId>,
    /// Results that could not be recorded yet (the disk was full).
    pub(super) unrecorded: Vec<(i64, Outcome)>,
    /// What the results told of numbers and templates, not recorded yet.
    pub(super) news: Vec<News>,
    pub(super) trouble: bool,
    pub(super) looked_at_silence_ms: Option<i64>,
    /// Numbers that are to be looked up, to see whether they answer again.
    pub(super) to_look_at: BTreeSet<NumberId>,
    /// Those of which that is under way, and since when (monotonic).
    pub(super) looking_at: BTreeMap<NumberId, i64>,
    /// Those that answered such a look, and on which no row was tried since.
    pub(super) open: BTreeSet<NumberId>,
    /// Numbers on which something waits or is in doubt, and on which another instance sends, as far as we know.
    pub(super) wanted: BTreeSet<NumberId>,
    /// Numbers that became ours, and of which it is not read yet what was sent before.
    pub(super) fresh: Vec<NumberId>,
    /// When this instance last tried to become the one that sends (monotonic).
    pub(super) asked_to_send_ms: Option<i64>,
    pub(super) outside: Option<Counted>,
    /// When the officers of what is held were last asked again (monotonic).
    pub(super) asked_officers_ms: Option<i64>,
    pub(super) sent: u64,
    /// How sends are spaced in [`Sender::step`].
    pub(super) standing: Spacing,
}

/// A row under way.
#[derive(Debug)]
pub(super) struct Leaving {
    pub(super) row: Sendable,
    /// The template that it left as, by name and language.
    pub(super) template: Option<(String, String)>,
}

/// What a result tells beside its own row.
#[derive(Debug)]
pub(super) enum News {
    Stopped { number: NumberId, code: i64, since_ms: Option<i64> },
    Works { number: NumberId },
    Template { name: String, language: String, status: &'static str },
}

/// How many more people may be written to outside their window.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outside {
    /// `None`: as many as wanted.
    pub(super) left: Option<i64>,
    /// When a place comes free (wall).
    pub(super) free_ms: i64,
}

/// When that was counted (monotonic), and within which limit.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) at_ms: i64,
    pub(super) limit: Option<i64>,
    pub(super) bounds: Outside,
}

/// Answers to requests, not recorded yet.
#[derive(Debug)]
pub struct Answers(pub(super) Vec<(i64, Answer)>);
