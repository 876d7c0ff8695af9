//! What the bot asked somebody and waits for, kept in the database as versioned JSON.
//!
//! Owns the table of dialogues. Invariant: a dialogue of an unknown version is ended politely, never guessed at; one is
//! keyed by business number, chat and person, and lapses by itself.

use crate::domain::wijk::{GemeenteId, WijkId};
use serde::{Deserialize, Serialize};

use crate::bot::eigen::EigenVraag;
use crate::bot::knop::{
    AANMELDEN, BIJWERKEN, BLOKKEREN, BORDEN, GOEDKEUREN, GROEP, IEDEREEN, OVERDRAGEN, SCHRIJVEN, TWEEDE,
};
use crate::domain::inhoud::Wat;
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::Onderdelen;
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::twijfel::Twijfel;
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
    /// Whether a text without a command was meant as an alert.
    Aanbod,
    /// Why a word about origin has to stand in it.
    Reden,
    /// Whether it is another incident than one that was sent just now.
    Dubbel,
    /// Whether people still have to look out: its words say that it is over, solved or not certain.
    Twijfel,
}

/// An alert that is being written: what is known so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invulling {
    /// The stored name of the kind.
    pub soort: Option<String>,
    /// The id of the gemeente.
    pub gemeente: Option<GemeenteId>,
    /// The ids of the wijken.
    pub wijken: Vec<WijkId>,
    /// The other parts that are known.
    #[serde(default)]
    pub onderdelen: Box<Onderdelen>,
    /// What has to be written anew, or confirmed with a reason.
    #[serde(default)]
    pub bezwaren: Vec<Wat>,
    /// It is another incident than the one it looks like.
    #[serde(default)]
    pub toch_nieuw: bool,
    /// The draft that is being changed, if one is.
    pub melding: Option<i64>,
    /// What the bot corrected while reading, for the preview.
    pub opmerkingen: Vec<String>,
    /// It is an exercise.
    #[serde(default)]
    pub oefening: bool,
    /// Words that raise a doubt about which its writer has to be asked.
    #[serde(default)]
    pub twijfel: Option<Twijfel>,
}

impl Invulling {
    /// The kind, if known.
    #[must_use]
    pub fn soort(&self) -> Option<MeldingSoort> {
        self.soort.as_deref().and_then(MeldingSoort::van_id)
    }
}

/// What was asked last while somebody signs up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AanmeldVraag {
    /// Whether what is kept is all right with them.
    Privacy,
    /// Which gemeente, or the wijk at once.
    Gemeente,
    /// Which wijk.
    Wijk,
    /// Their name.
    Naam,
    /// The name of the group.
    Groep,
    /// The registration at WABP.
    Wabp,
    /// Whether all of it is right.
    Klopt,
    /// What is to be changed, after it was not.
    WatAnders,
    /// Whether all of it is right, with a line on top that is not in it: only a tap hands it in.
    MetRegel,
}

/// A request that is being filled in: what is known so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Velden {
    /// They agreed to what is kept.
    pub akkoord: bool,
    /// The id of the gemeente.
    pub gemeente: Option<GemeenteId>,
    /// The id of the wijk.
    pub wijk: Option<WijkId>,
    /// Their name.
    pub naam: Option<String>,
    /// The name of the group.
    pub groepsnaam: Option<String>,
    /// Its members.
    pub leden: Option<i64>,
    /// Its registration at WABP.
    pub wabp: Option<String>,
    /// The stored name of the code that they scanned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub herkomst: Option<String>,
}

/// What is asked of a new beheerder about their group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroepVraag {
    /// How many members.
    Leden,
    /// Whether they want signs.
    Borden,
    /// Whether they want stickers.
    Stickers,
}

/// What is to be done with one of several alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OverMelding {
    /// Update it.
    Update,
    /// Close it.
    Sluiten,
    /// Withdraw it.
    Intrekken,
}

/// Makes a type of a table of dialogues: a line holds all there is to say of one but what its answers do, which the route says.
macro_rules! dialogen {
    ($(#[$uitleg:meta])* $naam:ident { $(
        $(#[$over:meta])* $soort:ident
            $({ $($(#[$bij:meta])* $veld:ident: $type:ty,)+ })? $(($binnen:ty))?
            = $recht:expr, $antwoord:ident, $duur_ms:expr;
    )+ }) => {
        $(#[$uitleg])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $naam { $($(#[$over])* $soort $({ $($(#[$bij])* $veld: $type,)+ })? $(($binnen))?,)+ }

        impl $naam {
            /// What the table says of it.
            const fn rij(&self) -> Rij {
                match self {
                    $(Self::$soort { .. } => Rij { recht: $recht, antwoord: Antwoord::$antwoord, duur_ms: $duur_ms },)+
                }
            }
        }
    };
}

/// A line of the table.
struct Rij {
    /// The rights of which an answer needs one.
    recht: &'static [Recht],
    /// What is taken for an answer.
    antwoord: Antwoord,
    /// How long it waits for its next answer.
    duur_ms: i64,
}

/// What is taken for an answer.
#[derive(PartialEq, Eq)]
enum Antwoord {
    /// Any words, so that "annuleer" would be one.
    Woorden,
    /// Only words that answer what was asked.
    Gericht,
}

dialogen! {
/// What the bot waits for.
Dialogue {
    /// A part of an alert.
    Melding {
        /// What is known.
        invulling: Invulling,
        /// What was asked.
        vraag: Vraag,
    } = SCHRIJVEN, Gericht, limits::DIALOGUE_MS;
    /// A yes or no to a preview.
    Voorbeeld {
        /// The draft.
        melding: i64,
        /// What was typed at it and is not in it. While any of that stands here, no typed yes sends.
        #[serde(default)]
        onverwerkt: Vec<String>,
    } = SCHRIJVEN, Gericht, limits::DIALOGUE_MS;
    /// Which part of a draft to change.
    Aanpassen {
        /// The draft.
        melding: i64,
        /// What was typed at its preview and is not in it.
        #[serde(default)]
        onverwerkt: Vec<String>,
    } = SCHRIJVEN, Gericht, limits::DIALOGUE_MS;
    /// Why an alert that waits for a second person may not leave.
    MeldingAfwijzen {
        /// The alert.
        melding: i64,
    } = TWEEDE, Woorden, limits::DIALOGUE_MS;
    /// Whether an alert really stands in the group.
    EchtGeplaatst {
        /// The alert.
        melding: i64,
    } = GROEP, Gericht, limits::DIALOGUE_MS;
    /// In which of their groups.
    WelkeGroep {
        /// The alert.
        melding: i64,
    } = GROEP, Gericht, limits::DIALOGUE_MS;
    /// A part of a request to become beheerder.
    Aanmelden {
        /// What is known.
        velden: Velden,
        /// What was asked.
        vraag: AanmeldVraag,
    } = AANMELDEN, Gericht, limits::SIGN_UP_KEPT_MS;
    /// Why a request is refused.
    Afwijzen {
        /// The request.
        aanmelding: i64,
    } = GOEDKEUREN, Woorden, limits::DIALOGUE_MS;
    /// Which groups to hand over.
    OverdraagGroepen {
        /// The number from which the code is to work, if one was given; digits.
        nummer: Option<String>,
    } = OVERDRAGEN, Woorden, limits::DIALOGUE_MS;
    /// The number of the successor, as a check.
    OverdraagNummer {
        /// The hand-over.
        overdracht: i64,
    } = OVERDRAGEN, Gericht, limits::DIALOGUE_MS;
    /// Whether somebody takes groups over.
    Opvolger {
        /// The hand-over.
        overdracht: i64,
        /// They said yes; their name is asked for.
        ja: bool,
    } = IEDEREEN, Gericht, limits::DIALOGUE_MS;
    /// Why a hand-over is refused.
    OverdrachtAfwijzen {
        /// The hand-over.
        overdracht: i64,
    } = GOEDKEUREN, Woorden, limits::DIALOGUE_MS;
    /// Which of several alerts is meant.
    WelkeMelding {
        /// What is to be done with it.
        wat: OverMelding,
        /// What was typed with it.
        tekst: String,
    } = BIJWERKEN, Woorden, limits::DIALOGUE_MS;
    /// What was written was declined. It asks nothing: the next message is read as if there were no dialogue.
    Afgewezen = IEDEREEN, Gericht, limits::DIALOGUE_MS;
    /// What was being written was thrown away. It asks nothing: the next message is read as if there were no dialogue,
    /// but a word of cancelling in it is not about an alert that runs.
    Geannuleerd = IEDEREEN, Gericht, limits::DIALOGUE_MS;
    /// Which of a few things is meant with a text that no rule reads. Only a tap answers it.
    Bedoeld {
        /// The text.
        tekst: String,
        /// It may have been meant as an alert: a "stop" right after it is about that.
        #[serde(default)]
        als_melding: bool,
    } = IEDEREEN, Gericht, limits::DIALOGUE_MS;
    /// Whether the family agrees to a picture.
    FotoFamilie {
        /// The picture.
        foto: i64,
    } = IEDEREEN, Gericht, limits::DIALOGUE_MS;
    /// Whether the right telephone was blocked.
    Blokkade {
        /// Whose it is.
        persoon: i64,
    } = BLOKKEREN, Gericht, limits::DIALOGUE_MS;
    /// What is to happen with an alert that was stopped.
    Gestopt {
        /// The alert.
        melding: i64,
        /// What was said when it was stopped.
        reden: String,
    } = BIJWERKEN, Gericht, limits::DIALOGUE_MS;
    /// Whether a sentence that began with stop stops an alert, or is news about it.
    StopOfNieuws {
        /// The alert.
        melding: i64,
        /// The sentence.
        tekst: String,
    } = BIJWERKEN, Gericht, limits::DIALOGUE_MS;
    /// What is new about an alert.
    Update {
        /// The alert.
        melding: i64,
    } = BIJWERKEN, Woorden, limits::DIALOGUE_MS;
    /// A yes or no to the preview of an update.
    Bijwerking {
        /// The update.
        bijwerking: i64,
        /// What was typed at its preview and is not in it. While any of that stands here, no typed yes sends.
        #[serde(default)]
        onverwerkt: Vec<String>,
    } = BIJWERKEN, Gericht, limits::DIALOGUE_MS;
    /// How an alert ended, or a yes to closing it.
    Afsluiten {
        /// The alert.
        melding: i64,
        /// The outcome that was named.
        afloop: Option<String>,
    } = BIJWERKEN, Gericht, limits::DIALOGUE_MS;
    /// A fact about a group.
    Groepsgegevens {
        /// The group.
        groep: i64,
        /// What was asked.
        vraag: GroepVraag,
    } = BORDEN, Gericht, limits::DIALOGUE_MS;
    /// Something that people arrange for themselves.
    Eigen(EigenVraag) = IEDEREEN, Gericht, limits::DIALOGUE_MS;
}
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
    let mut stored = store::dialoog::get(tx, key, now_ms).await?;
    // What ran over a sign-up lapsed: the sign-up goes on.
    if stored.is_none() && store::dialoog::is_parked(tx, key).await? {
        store::dialoog::unpark(tx, key).await?;
        stored = store::dialoog::get(tx, key, now_ms).await?;
    }
    let Some(stored) = stored else { return Ok(Found::None) };
    let read = (stored.versie == VERSION).then(|| serde_json::from_str(&stored.inhoud).ok()).flatten();
    Ok(read.map_or(Found::Unreadable, Found::Running))
}

/// Begins a dialogue, or goes on with it. A sign-up that another dialogue runs over is parked meanwhile: what
/// was filled in is not lost because an alert comes in between.
///
/// # Errors
/// The database cannot be reached.
pub async fn put(tx: &mut Tx, key: &ChatKey, dialogue: &Dialogue, now_ms: i64) -> store::Result<()> {
    let signs_up = |found: &Found| matches!(found, Found::Running(Dialogue::Aanmelden { .. }));
    if matches!(dialogue, Dialogue::Aanmelden { .. }) {
        store::dialoog::forget_parked(tx, key).await?;
    } else if signs_up(&find(tx, key, now_ms).await?) {
        store::dialoog::park(tx, key).await?;
    }
    let inhoud = serde_json::to_string(dialogue).unwrap_or_default();
    store::dialoog::put(tx, key, &Stored { versie: VERSION, inhoud }, now_ms + dialogue.lifetime_ms()).await
}

/// Ends the running dialogue. A sign-up that runs or was parked goes on: only [`forget_sign_up`] ends it.
///
/// # Errors
/// The database cannot be reached.
pub async fn end(tx: &mut Tx, key: &ChatKey, now_ms: i64) -> store::Result<()> {
    match find(tx, key, now_ms).await? {
        Found::Running(Dialogue::Aanmelden { .. }) => Ok(()),
        Found::None | Found::Running(_) | Found::Unreadable => store::dialoog::unpark(tx, key).await,
    }
}

/// Ends a sign-up, and with it what was filled in.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_sign_up(tx: &mut Tx, key: &ChatKey) -> store::Result<()> {
    store::dialoog::forget_parked(tx, key).await?;
    store::dialoog::remove(tx, key).await
}

impl Dialogue {
    /// How long it waits for its next answer, in milliseconds.
    const fn lifetime_ms(&self) -> i64 {
        self.rij().duur_ms
    }

    /// Whether any words are taken for the answer, so that "annuleer" would be one.
    #[must_use]
    pub fn vraagt_om_woorden(&self) -> bool {
        self.rij().antwoord == Antwoord::Woorden
    }

    /// The rights of which an answer needs one.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        match self {
            // Each of these has its own.
            Self::Eigen(vraag) => vraag.requires(),
            anders => anders.rij().recht,
        }
    }

    /// What was typed at the preview that this dialogue is about, and is not in it.
    #[must_use]
    pub fn onverwerkt(&self) -> &[String] {
        match self {
            Self::Voorbeeld { onverwerkt, .. }
            | Self::Aanpassen { onverwerkt, .. }
            | Self::Bijwerking { onverwerkt, .. } => onverwerkt,
            _ => &[],
        }
    }

    /// The draft that this dialogue is about, if it is about one.
    #[must_use]
    pub fn concept(&self) -> Option<MeldingId> {
        match self {
            Self::Melding { invulling, .. } => invulling.melding.map(MeldingId),
            Self::Voorbeeld { melding, .. } | Self::Aanpassen { melding, .. } => Some(MeldingId(*melding)),
            Self::MeldingAfwijzen { .. }
            | Self::EchtGeplaatst { .. }
            | Self::WelkeGroep { .. }
            | Self::Aanmelden { .. }
            | Self::Afwijzen { .. }
            | Self::OverdraagGroepen { .. }
            | Self::OverdraagNummer { .. }
            | Self::Opvolger { .. }
            | Self::OverdrachtAfwijzen { .. }
            | Self::WelkeMelding { .. }
            | Self::Afgewezen
            | Self::Bedoeld { .. }
            | Self::Geannuleerd
            | Self::FotoFamilie { .. }
            | Self::Blokkade { .. }
            | Self::Gestopt { .. }
            | Self::StopOfNieuws { .. }
            | Self::Update { .. }
            | Self::Bijwerking { .. }
            | Self::Afsluiten { .. }
            | Self::Groepsgegevens { .. }
            | Self::Eigen(_) => None,
        }
    }
}
