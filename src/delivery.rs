//! Gets what stands in the outbox to WhatsApp, and records how far it came.
//!
//! Owns pace ([`rate`]), order, retries and forms ([`schedule`]), the requests ([`sender`]) and the
//! statuses that come back ([`status`]). Never decides what to say. Invariant: only this module sends.

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

/// The row that callback data names; `None` if it is not of this database.
#[must_use]
pub fn outbox_id(mark: &str, callback_data: &str) -> Option<i64> {
    callback_data.strip_prefix("hd:")?.strip_prefix(mark)?.strip_prefix(':')?.split(':').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callback_data_of_another_database_is_not_ours() {
        assert_eq!(outbox_id("abcd", &callback_data("abcd", 7, 1)), Some(7));
        for data in ["hd:abce:7:0", "hd:abcd", "x", "", "hd:abcd:x:0"] {
            assert_eq!(outbox_id("abcd", data), None, "{data}");
        }
    }
}
