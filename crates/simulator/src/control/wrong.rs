//! What hands are told that reach for something which is not there.

use axum::http::StatusCode;

/// A status and a sentence.
pub(super) type Wrong = (StatusCode, &'static str);

pub(super) const NO_PHONE: Wrong = (StatusCode::NOT_FOUND, "there is no such phone");
pub(super) const PHONE_OFF: Wrong = (StatusCode::CONFLICT, "the phone is off");
pub(super) const NO_BOT_HERE: Wrong =
    (StatusCode::CONFLICT, "the bot does not run in this program: use heterdaad-demo demo");
pub(super) const NO_TEMPLATE: Wrong = (StatusCode::NOT_FOUND, "there is no such template");
pub(super) const NO_NUMBER: Wrong = (StatusCode::NOT_FOUND, "there is no such business number");
