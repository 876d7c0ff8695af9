//! The WhatsApp Cloud API, typed: what comes in, what goes out, and what goes wrong.
//!
//! Owns the wire and nothing behind it: no melding, no database. Invariant: parsing never fails as a whole; what is
//! unknown becomes an `Unknown` value beside its neighbours. Read on in the order of a message:
//!
//! * [`signature`] checks that a body is Meta's; [`webhook`] takes it apart into items, [`incoming`] says what one means.
//! * [`outgoing`] builds what Meta calls a *message object*, within its lengths; [`bericht`] keeps one message in all
//!   forms in which it can leave, since the 24-hour *customer service window* decides late which one may.
//! * [`client`] makes the requests (with a *business-scoped user id* instead of a number where that is all we know:
//!   [`ids`]); [`error`] tells what to do after an answer, by its code.
//! * [`templates`], [`media`] and [`account`] are the management side: templates under review, files, and how a number
//!   stands.
//!
//! # In
//!
//! A body is taken apart first and understood later, item by item, so that one that cannot be read spoils no other:
//!
//! ```
//! use cloud::{incoming, webhook};
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
//!
//! # Out
//!
//! A message is checked when it is built; how it is sent (to whom, as an answer to what) is said with the request:
//!
//! ```
//! use cloud::ids::{Recipient, WaId};
//! use cloud::outgoing::{Button, Outgoing, OutgoingError};
//!
//! let button = Button { id: "klopt".into(), title: "Klopt".into() };
//! let message = Outgoing::buttons("Klopt dit?", vec![button.clone()])?;
//! let request = message.request(&Recipient::Phone(WaId("31612340001".into())), None, "row-7");
//! assert_eq!(request["interactive"]["action"]["buttons"][0]["reply"]["title"], "Klopt");
//!
//! // Meta takes three buttons, so a fourth is no message at all.
//! assert!(Outgoing::buttons("Klopt dit?", vec![button; 4]).is_err());
//! # Ok::<(), OutgoingError>(())
//! ```
//!
//! What comes back, at once or hours later as a `failed` status, is one table:
//!
//! ```
//! use cloud::error::{Action, action};
//!
//! assert_eq!(action(131_047), Action::UseTemplate); // more than 24 hours since they wrote
//! assert_eq!(action(190), Action::StopNumber); // the access token expired
//! ```

pub mod account;
pub mod bericht;
pub mod client;
pub mod error;
pub mod ids;
mod in_turn;
pub mod incoming;
mod json;
pub mod media;
pub mod outgoing;
pub mod picture;
pub mod signature;
pub mod templates;
pub mod webhook;

pub use bericht::Bericht;
pub use client::Bot;
pub use ids::Recipient;
pub use incoming::Update;
pub use outgoing::Outgoing;

/// Sets up what TLS is made with, if this build has it. A second call changes nothing: the first stays.
pub fn install_tls() {
    #[cfg(feature = "tls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
}
