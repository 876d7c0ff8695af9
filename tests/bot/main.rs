//! The program from outside: a conversation in, messages and state out.
//!
//! Real server, real simulator over HTTP, a real SQLite file and a real PostgreSQL. Time is moved by hand.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod aanmelden;
mod aanmeldvelden;
mod afwezig;
mod alert;
mod avond;
mod bad_input;
mod beeld;
mod begrip;
mod beheerderzinnen;
mod browser;
mod chat_cases;
mod check;
mod cloud;
mod cloud_account;
mod cloud_client;
mod cloud_groups;
mod cloud_identities;
mod cloud_media;
mod cloud_templates;
mod collega;
mod control;
mod crash;
mod delivery;
mod dienst;
mod dispatcher;
mod foto;
mod groepsantwoord;
mod groepsgesprek;
mod groups;
mod harness;
mod http;
mod identities;
mod import;
mod kwaliteit;
mod levensloop;
mod limits;
mod mensen;
mod migration;
mod noodlijst;
mod oefening;
mod operate;
mod outage;
mod overdragen;
mod page;
mod page_account;
mod page_dialogen;
mod payloads;
mod program;
mod report;
mod store;
mod strangers;
mod tweede;
mod wire;
mod writing;
