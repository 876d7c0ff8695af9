//! Templates filled in, as messages.
//!
//! Stands between `texts`, which knows no WhatsApp, and `whatsapp`, which knows no template of ours.
//! Invariant: the Dutch text is what the bot sends.

use crate::texts::sjablonen::Sjabloon;
use crate::whatsapp::Outgoing;
use crate::whatsapp::outgoing::OutgoingError;

/// The template with these parameters, and payloads for its buttons.
///
/// # Errors
/// A parameter is empty, too long or more than one line.
pub fn vul(sjabloon: &Sjabloon, parameters: Vec<String>, payloads: Vec<String>) -> Result<Outgoing, OutgoingError> {
    Outgoing::template(sjabloon.naam, sjabloon.nl.taal, parameters, payloads)
}
