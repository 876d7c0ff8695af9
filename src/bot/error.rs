//! Why a handler could not do its work.
//!
//! The person gets one sentence from `texts`; the operator gets the cause, once, from the dispatcher.

use crate::store;
use crate::whatsapp::outgoing::OutgoingError;

/// The end of a handler.
pub type HandlerResult = Result<(), BotError>;

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
}

impl BotError {
    /// Whether only this item is at fault; otherwise the whole batch is done anew.
    #[must_use]
    pub fn is_the_items_fault(&self) -> bool {
        match self {
            Self::Store(error) => error.is_the_items_fault(),
            Self::Outgoing(_) | Self::Missing(_) => true,
        }
    }
}
