//! How far a message of ours is.
//!
//! Source: Meta, "status messages webhook reference" (December 2025). Statuses come in any order and
//! more than once; `delivered` may be missing when the message was read at once.

use serde_json::Value;

use kern::domain::afzender::NumberId;

use super::path::{elements, id, moment_ms, number, text};
use super::sender::Sender;
use crate::ids::Wamid;

/// The kinds of status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusKind {
    /// Left Meta.
    Sent,
    /// Is on the phone.
    Delivered,
    /// Was opened.
    Read,
    /// A voice note was played.
    Played,
    /// Will not arrive.
    Failed,
    /// A kind that we do not know, by its name.
    Unknown(String),
}

/// Why a message failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusError {
    /// Meta's code.
    pub code: i64,
    /// Meta's details, for the operator.
    pub details: String,
}

/// One status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The message it is about.
    pub id: Wamid,
    /// The business number that sent it.
    pub phone_number_id: NumberId,
    /// How far it is.
    pub kind: StatusKind,
    /// When, in milliseconds since the epoch.
    pub timestamp_ms: Option<i64>,
    /// Whom it went to, by number or by user id, where it is no group.
    pub recipient: Sender,
    /// The group it went to.
    pub group_id: Option<String>,
    /// The member of that group it is about.
    pub participant: Sender,
    /// What we sent along with the message: how a send without an answer is settled.
    pub callback_data: Option<String>,
    /// The first error, on `failed`.
    pub error: Option<StatusError>,
    /// What Meta charges; on `sent` and on one of `delivered` and `read`.
    pub price: Option<Price>,
}

/// What Meta charges for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The category, such as `utility` or `service`.
    pub category: String,
    /// `regular` is billed; `free_customer_service`, `free_entry_point` and the like are not.
    pub kind: String,
}

/// Reads one element of `value.statuses`.
pub(super) fn parse(phone_number_id: NumberId, status: &Value) -> Status {
    let named = |names: &[&str]| Sender::named_by(names.iter().map(|name| id(status, &[name])));
    // The documentation spells it both ways.
    let participant = named(&[
        "recipient_participant_id",
        "participant_recipient_id",
        "recipient_participant_user_id",
        "participant_recipient_user_id",
    ]);
    let group_id = id(status, &["recipient_id"])
        .filter(|_| !participant.is_nobody() || text(status, &["recipient_type"]).as_deref() == Some("group"));
    Status {
        id: Wamid(id(status, &["id"]).unwrap_or_default()),
        phone_number_id,
        kind: match text(status, &["status"]).unwrap_or_default().as_str() {
            "sent" => StatusKind::Sent,
            "delivered" => StatusKind::Delivered,
            "read" => StatusKind::Read,
            "played" => StatusKind::Played,
            "failed" => StatusKind::Failed,
            other => StatusKind::Unknown(other.to_owned()),
        },
        timestamp_ms: moment_ms(status, &["timestamp"]),
        recipient: if group_id.is_some() { Sender::default() } else { named(&["recipient_id", "recipient_user_id"]) },
        group_id,
        participant,
        callback_data: text(status, &["biz_opaque_callback_data"]),
        error: elements(status, "errors").first().map(|error| StatusError {
            code: number(error, &["code"]).unwrap_or_default(),
            details: text(error, &["error_data", "details"]).or_else(|| text(error, &["title"])).unwrap_or_default(),
        }),
        price: text(status, &["pricing", "category"]).map(|category| Price {
            category,
            kind: text(status, &["pricing", "type"]).unwrap_or_else(|| "regular".into()),
        }),
    }
}
