//! How far a message of ours is.
//!
//! Source: Meta, "status messages webhook reference" (December 2025). Statuses come in any order and
//! more than once; `delivered` may be missing when the message was read at once.

use serde_json::Value;

use super::{number, text};
use crate::whatsapp::ids::{Bsuid, WaId, Wamid};

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
    pub phone_number_id: String,
    /// How far it is.
    pub kind: StatusKind,
    /// When, in milliseconds since the epoch.
    pub timestamp_ms: Option<i64>,
    /// The number it went to, or the group; missing where the person hides it.
    pub recipient: Option<WaId>,
    /// The user it went to.
    pub recipient_user_id: Option<Bsuid>,
    /// The member of a group it is about.
    pub participant: Option<WaId>,
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
pub(super) fn parse(phone_number_id: String, status: &Value) -> Status {
    let error = status.get("errors").and_then(|errors| errors.get(0));
    Status {
        id: Wamid(text(status, &["id"]).unwrap_or_default()),
        phone_number_id,
        kind: match text(status, &["status"]).unwrap_or_default().as_str() {
            "sent" => StatusKind::Sent,
            "delivered" => StatusKind::Delivered,
            "read" => StatusKind::Read,
            "played" => StatusKind::Played,
            "failed" => StatusKind::Failed,
            other => StatusKind::Unknown(other.to_owned()),
        },
        timestamp_ms: number(status, &["timestamp"]).and_then(|seconds| seconds.checked_mul(1_000)),
        recipient: text(status, &["recipient_id"]).map(WaId),
        recipient_user_id: text(status, &["recipient_user_id"]).map(Bsuid),
        // The documentation spells it both ways.
        participant: text(status, &["recipient_participant_id"])
            .or_else(|| text(status, &["participant_recipient_id"]))
            .map(WaId),
        callback_data: text(status, &["biz_opaque_callback_data"]),
        error: error.map(|error| StatusError {
            code: number(error, &["code"]).unwrap_or_default(),
            details: text(error, &["error_data", "details"]).or_else(|| text(error, &["title"])).unwrap_or_default(),
        }),
        price: text(status, &["pricing", "category"]).map(|category| Price {
            category,
            kind: text(status, &["pricing", "type"]).unwrap_or_else(|| "regular".into()),
        }),
    }
}
