//! Decides what to do with what people say.
//!
//! A message goes through these in order: [`beurt`] says when its turn comes, [`dispatcher`] takes it from the inbox in
//! a transaction, `toegang` finds who says it and whether they may ([`said`] says what was said: [`begrip`] understands
//! the words, [`command`] and [`knop`] the rest), [`schema`] routes it, and one of [`handlers`] answers through its
//! [`context`] and says what it did ([`gedaan`]).
//! Invariant: a handler never calls WhatsApp; it writes outbox rows in the transaction of its item.
//!
//! A handler is a function of the context and of what was said:
//!
//! ```
//! use heterdaad::bot::verstaan::{Intent, Uitkomst};
//! use heterdaad::bot::{context::Cx, error::HandlerResult, gedaan::Gedaan};
//!
//! async fn groet(cx: &mut Cx<'_>) -> HandlerResult {
//!     cx.reply("Goedemorgen.").await?;
//!     Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
//! }
//! ```

pub mod bedrijf;
pub mod besluit;
pub mod beurt;
pub mod command;
pub mod context;
pub mod dialogue;
pub mod dispatcher;
pub mod eigen;
pub mod error;
pub mod gedaan;
pub mod groep;
pub mod knop;
pub mod melding;
pub mod mensen;
pub mod politie;
pub mod route;
pub mod said;
pub mod sjabloon;
pub mod toegang;
pub mod verstaan;
mod verwijzing;
pub mod vloer;

pub use ::begrip;
pub use command::Command;
pub use context::Cx;
pub use dialogue::Dialogue;
pub use dispatcher::Dispatcher;
pub use error::HandlerResult;
pub use said::Said;
