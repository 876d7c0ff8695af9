//! Why a handler could not do its work.
//!
//! The person gets one sentence from `texts`; the operator gets the cause, once, from the dispatcher.

use crate::bot::gedaan::Gedaan;
use crate::store;
use crate::whatsapp::outgoing::OutgoingError;

/// The end of a handler: what became of the message.
pub type HandlerResult = Result<Gedaan, BotError>;

/// The end of something that only writes: it says nothing of what the message meant.
pub type Written = Result<(), BotError>;

/// What stopped a handler.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// It built a message that WhatsApp would refuse.
    #[error("cannot build a message: {0}")]
    Outgoing(#[from] OutgoingError),
    /// Something that must be there is not.
    #[error("missing: {0}")]
    Missing(&'static str),
    /// A handler wrote something and then handed the message back: it would be done twice.
    #[error("a handler wrote and then handed back: {0}")]
    WrittenAndHandedBack(&'static str),
}

impl BotError {
    /// Whether only this item is at fault; otherwise the whole batch is done anew.
    #[must_use]
    pub fn is_the_items_fault(&self) -> bool {
        match self {
            Self::Store(error) => error.is_the_items_fault(),
            Self::Outgoing(_) | Self::Missing(_) | Self::WrittenAndHandedBack(_) => true,
        }
    }
}
