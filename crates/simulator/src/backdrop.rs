//! Whoever runs the bot beside the simulator, as the page knows them.
//!
//! Owns the words between the two; what is done with them is theirs (`demo::live`).

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::{mpsc, watch};

/// What the page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Move time forward by so many milliseconds.
    Pass(i64),
    /// Stop the bot, as if its power were cut.
    StopBot,
    /// Start it again.
    StartBot,
}

/// Whoever runs the bot beside the simulator.
#[derive(Debug, Clone)]
pub struct Backdrop {
    /// Does what the page asks.
    pub commands: mpsc::Sender<Command>,
    /// How the bot is, and how the alerts stand in the wijken.
    pub scene: watch::Receiver<Arc<Value>>,
}
