//! The WhatsApp Cloud API, typed: what comes in, what goes out, and what goes wrong.
//!
//! Owns the wire: [`webhook`] takes a signed body apart into items, [`incoming`] says what an item means,
//! [`outgoing`] builds messages that Meta accepts, [`client`] sends them, [`error`] tells what an answer
//! asks for. Knows no melding and no database. Invariant: parsing never fails as a whole; what is unknown
//! becomes an `Unknown` value beside its neighbours.
//!
//! A body goes through three steps:
//!
//! ```
//! use heterdaad::whatsapp::{incoming, webhook};
//!
//! let body = br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
//!     "metadata":{"phone_number_id":"100"},
//!     "contacts":[{"wa_id":"31612340001","profile":{"name":"x"}}],
//!     "messages":[{"from":"31612340001","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"/help"}}]}}]}]}"#;
//! let items = webhook::split(body)?;
//! let incoming::Update::Message(message) = incoming::parse(&items[0].payload) else { panic!("not a message") };
//! assert!(matches!(message.content, incoming::Content::Text(text) if text == "/help"));
//! # Ok::<(), webhook::NotAWebhook>(())
//! ```

pub mod account;
pub mod bericht;
pub mod client;
pub mod error;
pub mod ids;
pub mod incoming;
pub mod media;
pub mod outgoing;
pub mod signature;
pub mod templates;
pub mod webhook;

pub use bericht::Bericht;
pub use client::Bot;
pub use ids::Recipient;
pub use incoming::Update;
pub use outgoing::Outgoing;
