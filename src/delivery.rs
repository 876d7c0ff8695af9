//! Gets what stands in the outbox to WhatsApp, and records how far it came.
//!
//! Owns pace ([`rate`]), order, retries and forms ([`schedule`]), the requests ([`sender`]) and the
//! statuses that come back ([`status`]). Never decides what to say. Invariant: only this module sends.

pub mod account;
pub mod rate;
pub mod receipts;
pub mod schedule;
pub mod sender;
pub mod status;

/// What is sent along with a message and comes back in its statuses: which row of which database it is.
#[must_use]
pub fn callback_data(mark: &str, outbox_id: i64, repetition: i64) -> String {
    format!("hd:{mark}:{outbox_id}:{repetition}")
}

/// The row and the repetition that callback data names; `None` if it is not of this database.
#[must_use]
pub fn sent_as(mark: &str, callback_data: &str) -> Option<(i64, i64)> {
    let rest = callback_data.strip_prefix("hd:")?.strip_prefix(mark)?.strip_prefix(':')?;
    let (row, repetition) = rest.split_once(':')?;
    Some((row.parse().ok()?, repetition.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callback_data_of_another_database_is_not_ours() {
        assert_eq!(sent_as("abcd", &callback_data("abcd", 7, 1)), Some((7, 1)));
        for data in ["hd:abce:7:0", "hd:abcd", "x", "", "hd:abcd:x:0", "hd:abcd:7"] {
            assert_eq!(sent_as("abcd", data), None, "{data}");
        }
    }
}
