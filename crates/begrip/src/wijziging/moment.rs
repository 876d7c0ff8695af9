//! A time without the words around it that make it one in an alert.
//!
//! Invariant: a length ("1.75") is no time.

use std::ops::Range;

use crate::lijst::WIJZIGING;
use crate::tijdstip::{self, Tijdstip};
use crate::woorden::Woord;

/// "14.10", "0310" beside a word for time: in an alert it could be anything, in a correction it is the moment.
pub(super) fn kale_tijd(getypt: &str, alle: &[Woord]) -> Option<(Tijdstip, Range<usize>)> {
    let noemt_tijd = alle.iter().any(|woord| WIJZIGING.tijd.contains(&woord.norm));
    let stuk = getypt.split_whitespace().find(|stuk| {
        let stuk = stuk.trim_matches([',', '.']);
        let cijfers = stuk.bytes().filter(u8::is_ascii_digit).count();
        cijfers == 4 && (stuk.len() == 5 && matches!(stuk.as_bytes()[2], b'.' | b':') || stuk.len() == 4 && noemt_tijd)
    })?;
    let begin = getypt.find(stuk)?;
    let stuk = stuk.trim_matches([',', '.']);
    let (tijdstip, _) = tijdstip::vind(&format!("om {stuk}"))?;
    Some((tijdstip, begin..begin + stuk.len()))
}

/// Whether a piece has a time in four digits with a sign between.
pub(super) fn noemt_kale_tijd(getypt: &str) -> bool {
    getypt.split_whitespace().map(|stuk| stuk.trim_matches([',', '.'])).any(|stuk| {
        let cijfers = stuk.bytes().filter(u8::is_ascii_digit).count();
        cijfers == 4 && stuk.len() == 5 && matches!(stuk.as_bytes()[2], b'.' | b':')
    })
}
