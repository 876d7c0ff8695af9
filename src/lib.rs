//! Gets a police alert from the control room into the neighbourhood, through people's own WhatsApp groups.
//!
//! # Layout
//! In the order in which to read it:
//!
//! - [`domain`]: the rules of the work, pure
//! - [`gemeenten`]: loads the gemeenten and their wijken
//! - [`whatsapp`]: the Cloud API, typed
//! - [`store`]: everything that is kept
//! - [`clock`], [`clockwatch`], [`random`], [`limits`]: time, whether it is right, chance and bounds

pub mod alarm;
pub mod app;
pub mod beeld;
pub mod bot;
#[cfg(feature = "serve")]
pub mod cli;
pub mod clockwatch;
#[cfg(feature = "serve")]
pub mod config;
pub mod delivery;
pub mod demo;
pub mod jobs;
pub mod noodlijst;
#[cfg(feature = "serve")]
pub mod poster;
pub mod stage;
pub mod telemetry;
pub mod terminal;
pub mod texts;
pub mod web;
pub mod worker;

pub use cloud::{self as whatsapp, picture};
pub use kern::{clock, domain, gemeenten, limits, random};
pub use {simulator, store};
