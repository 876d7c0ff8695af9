//! What happens at a moment that is known before.
//!
//! Owns the kinds of it; when each happens is the world's, and what then happens that of whoever planned it.

use crate::phone::Act;
use crate::webhooks::{Body, Event};

/// Something that happens at a moment.
#[derive(Debug, Clone)]
pub enum Due {
    /// A webhook goes out.
    Webhook(Event),
    /// A body is posted.
    Body(Body),
    /// A message moves, or a person does something.
    Act(String, Act),
    /// Something happens to a template, if it is still in this edition.
    Template(String, u64, Turn),
}

/// What happens to a template by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is judged.
    Review,
    /// Its pause ends.
    Unpause,
}
