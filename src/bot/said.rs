//! What was said: one value for everything that a person can do in a chat.
//!
//! Owns the order in which a message is understood: a button is a button; a command counts everywhere,
//! also in the middle of a dialogue; then the running dialogue; then an answer to an alert; then the rest.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::command::{Command, Read};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::knop::{GOEDKEUREN, Knop};
use crate::domain::rechten::Recht;
use crate::whatsapp::incoming::Content;

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A command, with what was typed if that was put right.
    Command(Command, Option<String>),
    /// A slash with something that is no command.
    UnknownCommand(String),
    /// A text while a dialogue runs.
    Answer(Dialogue, String),
    /// A tap on a button or a row.
    Tap(Knop),
    /// A tap on a button that no version made.
    UnknownTap,
    /// An answer to an alert.
    Bevestiging(Bevestiging),
    /// Any other text.
    Text(String),
    /// A message that means nothing here, by kind.
    Other(Other),
}

/// A message that is no text and no tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A voice note or another sound.
    Sound,
    /// A picture, a film or a file.
    File,
    /// A place, contacts, an order or a form that nobody asked for.
    NotAsked,
    /// A changed message with a text.
    Edited,
    /// A kind that cannot be read.
    Unreadable,
    /// A sticker, a deletion, a removed reaction, or news about the person: answered by silence.
    Silent,
}

impl Said {
    /// Understands a message, given the dialogue that runs.
    #[must_use]
    pub fn of(content: &Content, dialogue: &Found) -> Self {
        match content {
            Content::Text(text) => Self::of_text(text, dialogue),
            Content::Tap(id) => Knop::decode(id).map_or(Self::UnknownTap, Self::Tap),
            Content::Reaction { emoji: Some(emoji), .. } if antwoord::duim(emoji) => {
                Self::Bevestiging(Bevestiging::Gezien)
            }
            Content::Reaction { .. }
            | Content::Sticker(_)
            | Content::Revoke(_)
            | Content::System(_)
            | Content::CallPermission(_) => Self::Other(Other::Silent),
            Content::Audio(..) => Self::Other(Other::Sound),
            Content::Image(_) | Content::Video(_) | Content::Document(_) => Self::Other(Other::File),
            Content::Location(_) | Content::Contacts(_) | Content::Order | Content::Form(_) => {
                Self::Other(Other::NotAsked)
            }
            Content::Edit { .. } => Self::Other(Other::Edited),
            Content::Unsupported(kind) if kind == "edit" => Self::Other(Other::Edited),
            Content::Unsupported(_) | Content::Unknown(_) => Self::Other(Other::Unreadable),
        }
    }

    fn of_text(text: &str, dialogue: &Found) -> Self {
        match (Command::read(text), dialogue) {
            (Read::Command(command, corrected), _) => Self::Command(command, corrected),
            (Read::Unknown(name), _) => Self::UnknownCommand(name),
            (Read::Text, Found::Running(dialogue)) => Self::Answer(dialogue.clone(), text.to_owned()),
            (Read::Text, Found::None | Found::Unreadable) => Self::outside_dialogue(text),
        }
    }

    /// What a text means when no dialogue claims it.
    #[must_use]
    pub fn outside_dialogue(text: &str) -> Self {
        antwoord::bevestiging(text).map_or_else(|| Self::Text(text.to_owned()), Self::Bevestiging)
    }

    /// The rights of which it needs one. A plain text needs none: what it gets is an answer for anybody.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        match self {
            Self::Command(command, _) => command.requires(),
            Self::Tap(knop) => knop.requires(),
            Self::Answer(Dialogue::Melding { .. } | Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. }, _) => {
                &[Recht::MeldingVersturen]
            }
            Self::Answer(Dialogue::EchtGeplaatst { .. } | Dialogue::WelkeGroep { .. }, _) | Self::Bevestiging(_) => {
                &[Recht::GroepMelden]
            }
            Self::Answer(Dialogue::Aanmelden { .. }, _) => &[Recht::Aanmelden],
            Self::Answer(Dialogue::Afwijzen { .. }, _) => GOEDKEUREN,
            Self::Answer(Dialogue::Groepsgegevens { .. }, _) => &[Recht::BordenVragen],
            Self::UnknownCommand(_) | Self::UnknownTap | Self::Text(_) | Self::Other(_) => &[Recht::Hulp],
        }
    }

    /// A fixed word for `spoor`, never what was typed.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Command(command, _) => command.info().name,
            Self::UnknownCommand(_) => "onbekend commando",
            Self::Answer(..) => "antwoord",
            Self::Tap(_) => "knop",
            Self::UnknownTap => "onbekende knop",
            Self::Bevestiging(_) => "bevestiging",
            Self::Text(_) => "tekst",
            Self::Other(_) => "ander bericht",
        }
    }
}
