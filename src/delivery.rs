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

/// What is sent along with a message and comes back in its statuses: which row of which database it is, that row's own
/// word, and which repetition.
#[must_use]
pub fn callback_data(mark: &str, outbox_id: i64, woord: Option<&str>, repetition: i64) -> String {
    match woord {
        Some(woord) => format!("hd:{mark}:{outbox_id}:{woord}:{repetition}"),
        // First sent by an older version, whose rows had no word.
        None => format!("hd:{mark}:{outbox_id}:{repetition}"),
    }
}

/// What callback data names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentAs {
    /// The row.
    pub outbox_id: i64,
    /// Its word; `None` in what an older version sent.
    pub woord: Option<String>,
    /// Which repetition.
    pub repetition: i64,
}

/// What callback data names; `None` if it is not of this database.
#[must_use]
pub fn sent_as(mark: &str, callback_data: &str) -> Option<SentAs> {
    let rest = callback_data.strip_prefix("hd:")?.strip_prefix(mark)?.strip_prefix(':')?;
    let (outbox_id, woord, repetition) = match rest.split(':').collect::<Vec<_>>().as_slice() {
        [id, repetition] => (*id, None, *repetition),
        [id, woord, repetition] => (*id, Some((*woord).to_owned()), *repetition),
        _ => return None,
    };
    Some(SentAs { outbox_id: outbox_id.parse().ok()?, woord, repetition: repetition.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callback_data_of_another_database_is_not_ours() {
        let named = |woord: Option<&str>| Some(SentAs { outbox_id: 7, woord: woord.map(str::to_owned), repetition: 1 });
        for woord in [None, Some("a1b2")] {
            assert_eq!(sent_as("abcd", &callback_data("abcd", 7, woord, 1)), named(woord));
        }
        for data in ["hd:abce:7:0", "hd:abcd", "x", "", "hd:abcd:x:0", "hd:abcd:7", "hd:abcd:7:w:0:1", "hd:abcd:7:w:x"]
        {
            assert_eq!(sent_as("abcd", data), None, "{data}");
        }
    }
}
