//! What the bot asked somebody and waits for, kept in the database as versioned JSON.
//!
//! Invariant: a dialogue of an unknown version is ended politely, never guessed at; one is keyed by
//! business number, chat and person, and lapses by itself.

use serde::{Deserialize, Serialize};

use crate::domain::persoon::MeldingId;
use crate::domain::soort::MeldingSoort;
use crate::limits;
use crate::store::dialoog::Stored;
use crate::store::gesprek::ChatKey;
use crate::store::{self, Tx};

/// The version of the stored JSON. Grows when a change cannot read what the last version wrote.
const VERSION: i64 = 1;

/// What was asked last while an alert is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vraag {
    /// Which kind.
    Soort,
    /// Which gemeente, or the wijk at once.
    Gemeente,
    /// Which wijk.
    Wijk,
    /// What to look for.
    Tekst,
}

/// An alert that is being written: what is known so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invulling {
    /// The stored name of the kind.
    pub soort: Option<String>,
    /// The id of the gemeente.
    pub gemeente: Option<String>,
    /// The ids of the wijken.
    pub wijken: Vec<String>,
    /// What to look for.
    pub omschrijving: Option<String>,
    /// The draft that is being changed, if one is.
    pub melding: Option<i64>,
    /// What the bot corrected while reading, for the preview.
    pub opmerkingen: Vec<String>,
}

impl Invulling {
    /// The kind, if known.
    #[must_use]
    pub fn soort(&self) -> Option<MeldingSoort> {
        self.soort.as_deref().and_then(MeldingSoort::van_id)
    }
}

/// What the bot waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dialogue {
    /// A part of an alert.
    Melding {
        /// What is known.
        invulling: Invulling,
        /// What was asked.
        vraag: Vraag,
    },
    /// A yes or no to a preview.
    Voorbeeld {
        /// The draft.
        melding: i64,
    },
    /// Which part of a draft to change.
    Aanpassen {
        /// The draft.
        melding: i64,
    },
    /// Whether an alert really stands in the group.
    EchtGeplaatst {
        /// The alert.
        melding: i64,
    },
    /// In which of their groups.
    WelkeGroep {
        /// The alert.
        melding: i64,
    },
}

/// A dialogue as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// None runs.
    None,
    /// This one.
    Running(Dialogue),
    /// One that another version of the program began.
    Unreadable,
}

/// The dialogue of a chat.
///
/// # Errors
/// The database cannot be reached.
pub async fn find(tx: &mut Tx, key: &ChatKey, now_ms: i64) -> store::Result<Found> {
    let Some(stored) = store::dialoog::get(tx, key, now_ms).await? else { return Ok(Found::None) };
    let read = (stored.versie == VERSION).then(|| serde_json::from_str(&stored.inhoud).ok()).flatten();
    Ok(read.map_or(Found::Unreadable, Found::Running))
}

/// Begins a dialogue, or goes on with it.
///
/// # Errors
/// The database cannot be reached.
pub async fn put(tx: &mut Tx, key: &ChatKey, dialogue: &Dialogue, now_ms: i64) -> store::Result<()> {
    let inhoud = serde_json::to_string(dialogue).unwrap_or_default();
    store::dialoog::put(tx, key, &Stored { versie: VERSION, inhoud }, now_ms + limits::DIALOGUE_MS).await
}

impl Dialogue {
    /// The draft that this dialogue is about, if it is about one.
    #[must_use]
    pub fn concept(&self) -> Option<MeldingId> {
        match self {
            Self::Melding { invulling, .. } => invulling.melding.map(MeldingId),
            Self::Voorbeeld { melding } | Self::Aanpassen { melding } => Some(MeldingId(*melding)),
            Self::EchtGeplaatst { .. } | Self::WelkeGroep { .. } => None,
        }
    }
}
