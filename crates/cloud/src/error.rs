//! What Meta answers when it does not accept a message, and what that asks for.
//!
//! Owns the one table from Meta's code to an [`Action`]. Keyed on `code`, never on the HTTP status or the
//! title (Meta's own advice). Source: Meta, "Error codes" (September 2026).

use serde::Deserialize;

/// An error as Meta describes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("WhatsApp error {code} (HTTP {http_status})")]
pub struct ApiError {
    /// Meta's code.
    pub code: i64,
    /// The HTTP status it came with.
    pub http_status: u16,
    /// Meta's details. May name the recipient: for the operator's eyes, never for a log line.
    pub details: String,
}

/// How a request to Meta ended if not well.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Meta refused it with an error of its own: it was not sent.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// It never left: no connection.
    #[error("no connection with WhatsApp")]
    NotSent,
    /// It may have been sent: no answer, half an answer, or an answer that is not Meta's.
    #[error("no answer from WhatsApp")]
    Ambiguous,
}

/// What to do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Try again later.
    Retry,
    /// Try again, and send everything on this number more slowly.
    SlowDown,
    /// Try again for this person only, with growing pauses.
    WaitForPerson,
    /// Nothing leaves on this number until it works again; nothing is lost.
    StopNumber,
    /// This message will never reach this person.
    GiveUp,
    /// The 24-hour window is closed: only a template may go.
    UseTemplate,
    /// This template cannot be used now: another one, or free-form if the window is open.
    NextTemplate,
    /// No template can be used as we filled it in: free-form, if the window is open.
    UseFreeForm,
    /// We built something wrong: give up, and tell the operator.
    OurFault,
}

/// The action that a code asks for, whether it comes as an answer or later in a status.
#[must_use]
pub const fn action(code: i64) -> Action {
    match code {
        // Unknown failures, downtime, maintenance (a throughput upgrade takes a minute).
        1 | 2 | 613 | 131_000 | 131_016 | 131_057 | 133_004 => Action::Retry,
        130_429 => Action::SlowDown,
        131_056 => Action::WaitForPerson,
        // Token and permissions, call limits, account and payment, number and its registration.
        0
        | 3
        | 4
        | 10
        | 33
        | 190
        | 200..=299
        | 368
        | 80_007
        | 131_005
        | 131_031
        | 131_037
        | 131_042
        | 131_045
        | 131_048
        | 133_000
        | 133_005
        | 133_006
        | 133_008
        | 133_009
        | 133_010
        | 133_015
        | 133_016 => Action::StopNumber,
        // Blocked, in an experiment, another country, no WhatsApp, expired, wants no more of this, no number.
        130_403 | 130_472 | 130_497 | 131_021 | 131_026 | 131_030 | 131_043 | 131_049 | 131_050 | 131_062 | 137_000 => {
            Action::GiveUp
        }
        131_047 => Action::UseTemplate,
        132_001 | 132_015 | 132_016 => Action::NextTemplate,
        131_064 | 132_000 | 132_005 | 132_007 | 132_008 | 132_012 | 132_018 => Action::UseFreeForm,
        _ => Action::OurFault,
    }
}

/// Meta's word for the state of a template that this code tells of.
#[must_use]
pub const fn template_status(code: i64) -> Option<&'static str> {
    match code {
        132_001 => Some("MISSING"),
        132_015 => Some("PAUSED"),
        132_016 => Some("DISABLED"),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Body {
    error: BodyError,
}

#[derive(Deserialize)]
struct BodyError {
    code: i64,
    #[serde(default)]
    message: String,
    #[serde(default)]
    error_data: ErrorData,
}

#[derive(Deserialize, Default)]
struct ErrorData {
    #[serde(default)]
    details: String,
}

impl ApiError {
    /// Reads Meta's error body; `None` if it is something else.
    #[must_use]
    pub fn parse(http_status: u16, body: &[u8]) -> Option<Self> {
        let Body { error } = serde_json::from_slice(body).ok()?;
        let details = if error.error_data.details.is_empty() { error.message } else { error.error_data.details };
        Some(Self { code: error.code, http_status, details })
    }

    /// What it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        action(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Meta's table ("Error codes", September 2026), each code with what it asks for.
    #[rstest::rstest]
    #[case(Action::Retry, &[1, 2, 613, 131_000, 131_016, 131_057, 133_004])]
    #[case(Action::SlowDown, &[130_429])]
    #[case(Action::WaitForPerson, &[131_056])]
    #[case(Action::StopNumber, &[0, 3, 4, 10, 33, 190, 200, 299, 368, 80_007, 131_005, 131_031, 131_037, 131_042, 131_045, 131_048,
        133_000, 133_005, 133_006, 133_008, 133_009, 133_010, 133_015, 133_016])]
    #[case(Action::GiveUp, &[130_403, 130_472, 130_497, 131_021, 131_026, 131_030, 131_043, 131_049, 131_050, 131_062, 137_000])]
    #[case(Action::UseTemplate, &[131_047])]
    #[case(Action::NextTemplate, &[132_001, 132_015, 132_016])]
    #[case(Action::UseFreeForm, &[131_064, 132_000, 132_005, 132_007, 132_008, 132_012, 132_018])]
    #[case(Action::OurFault, &[100, 131_008, 131_009, 131_051, 131_052, 131_053, 131_055, 131_063, 132_068, 132_069, 134_011, 135_000,
        138_000, 139_000, 139_100, 147_001, 131_020, 131_041, 131_201, 131_204, 131_207, 131_208, 131_215, 999_999])]
    fn each_code_asks_for_one_thing(#[case] expected: Action, #[case] codes: &[i64]) {
        for code in codes {
            assert_eq!(action(*code), expected, "{code}");
        }
    }

    #[test]
    fn metas_error_body_is_read_with_and_without_details() {
        let with = br#"{"error":{"message":"(#131047) Re-engagement message","type":"OAuthException","code":131047,"error_data":{"messaging_product":"whatsapp","details":"More than 24 hours"},"fbtrace_id":"A"}}"#;
        let error = ApiError::parse(400, with);
        assert_eq!(error, Some(ApiError { code: 131_047, http_status: 400, details: "More than 24 hours".into() }));
        assert_eq!(error.map(|error| error.action()), Some(Action::UseTemplate));
        let without = br#"{"error":{"message":"Invalid OAuth access token","type":"OAuthException","code":190,"fbtrace_id":"A"}}"#;
        assert_eq!(ApiError::parse(401, without).map(|error| error.action()), Some(Action::StopNumber));
        assert_eq!(ApiError::parse(502, b"<html>Bad gateway</html>"), None);
    }
}
