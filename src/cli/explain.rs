//! `heterdaad explain-webhook`: what the bot understands of webhook bodies.
//!
//! Invariant: no name, number or text of a person is printed; kinds and shapes only.

use std::path::PathBuf;

use crate::terminal::say;
use crate::whatsapp::incoming::{self, Change, Content, GroupEvent, Message, Status, System};
use crate::whatsapp::{Update, webhook};

/// Explains each file. Answers whether all of them are webhooks.
#[must_use]
pub fn run(files: &[PathBuf]) -> bool {
    let mut all = true;
    for file in files {
        let name = file.display();
        match std::fs::read(file).map_err(|error| error.to_string()).and_then(|body| explain(&body)) {
            Ok(lines) => lines.iter().for_each(|line| say!("{name}: {line}")),
            Err(error) => {
                say!("{name}: {error}");
                all = false;
            }
        }
    }
    all
}

/// A line for each item of a body.
///
/// # Errors
/// The body is no webhook.
pub fn explain(body: &[u8]) -> Result<Vec<String>, String> {
    let items = webhook::split(body).map_err(|error| error.to_string())?;
    Ok(items.iter().map(|item| line(&incoming::parse(&item.payload))).collect())
}

fn line(update: &Update) -> String {
    match update {
        Update::Message(message) => message_line(message),
        Update::Status(status) => status_line(status),
        Update::Change(change) => change_line(change),
    }
}

fn message_line(message: &Message) -> String {
    let sender = match (&message.from.wa_id, &message.from.user_id) {
        (Some(_), Some(_)) => "a number and a user id",
        (Some(_), None) => "a number",
        (None, Some(_)) => "a user id only",
        (None, None) => "nobody named",
    };
    let what = match &message.content {
        Content::Unknown(name) => format!("unknown type {name}"),
        Content::Unsupported(name) => format!("unsupported by WhatsApp: {name}"),
        Content::System(System::Other(name)) => format!("system {name}"),
        Content::System(system) => format!(
            "system {}",
            match system {
                System::ChangedNumber(_) => "changed number",
                System::ChangedUserId(_) => "changed user id",
                System::IdentityChanged | System::Other(_) => "identity changed",
            }
        ),
        known => known.name().to_owned(),
    };
    let mut line = format!("message {what}, from {sender}");
    line.push_str(if message.group_id.is_some() { ", in a group" } else { "" });
    line.push_str(if message.context.reply_to.is_some() { ", about an earlier message" } else { "" });
    line.push_str(if message.context.forwarded { ", forwarded" } else { "" });
    line
}

fn status_line(status: &Status) -> String {
    let kind = match &status.kind {
        incoming::StatusKind::Sent => "sent",
        incoming::StatusKind::Delivered => "delivered",
        incoming::StatusKind::Read => "read",
        incoming::StatusKind::Played => "played",
        incoming::StatusKind::Failed => "failed",
        incoming::StatusKind::Unknown(name) => return format!("status unknown {name}"),
    };
    let mut line = format!("status {kind}");
    if let Some(error) = &status.error {
        line.push_str(&format!(", error {}", error.code));
    }
    line.push_str(if status.participant.is_nobody() { "" } else { ", of a member of a group" });
    line.push_str(if status.callback_data.is_some() { ", with callback data" } else { "" });
    line
}

fn change_line(change: &Change) -> String {
    match change {
        Change::Groups(events) => {
            let kind = |event: &GroupEvent| match event.error {
                Some(code) => format!("{} failed, error {code}", event.kind),
                None => event.kind.clone(),
            };
            format!("groups: {}", events.iter().map(kind).collect::<Vec<_>>().join(", "))
        }
        Change::TemplateStatus { event, .. } => format!("template status {event}"),
        Change::TemplateQuality { quality, .. } => format!("template quality {quality}"),
        Change::TemplateCategory { category, .. } => format!("template category {category}"),
        Change::NumberQuality { event, .. } => format!("number quality {event}"),
        Change::MessagingLimit(Some(limit)) => format!("messaging limit {limit}"),
        Change::MessagingLimit(None) => "no messaging limit".to_owned(),
        Change::TemplateComponents(_) => "template components".to_owned(),
        Change::Account { field, event, .. } => format!("{field} {event}").trim_end().to_owned(),
        Change::Preferences(count) => format!("user preferences of {count}"),
        Change::Calls(count) => format!("{count} call events"),
        Change::Echoes(count) => format!("{count} messages sent from the app"),
        Change::Errors(codes) => format!("errors {codes:?}"),
        Change::Unknown(field) => format!("unknown field {field}"),
    }
}
