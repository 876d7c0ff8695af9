//! Stopping a hand-over in natural words: "stop overdracht", "de overdracht gaat niet door".
//!
//! Invariant: a stop that is asked about, denied, on a condition or somebody else's stops nothing.

use crate::houding::{self, Houding, houding};
use crate::ja_nee::Bij;
use crate::lijst::BEDOELING;
use crate::woorden::{Woord, woorden};

/// "Overdracht stoppen", "de overdracht gaat niet door", "ik wil niet meer overdragen".
#[must_use]
pub fn stopt(tekst: &str) -> bool {
    let alle = &woorden(tekst);
    let overdracht = BEDOELING.overdracht.staat_in(alle);
    let stopt = BEDOELING.stopt_overdracht.staat_in(alle);
    let niet = Bij::Overdracht.hoort_nee(alle);
    let gaat_niet = BEDOELING.overdracht_gaat_niet.staat_in(alle);
    // "Niet stoppen" stops nothing, and neither does what asks, what somebody else says, or what holds only if.
    let daad = |woord: &Woord| BEDOELING.stopt_overdracht.contains(&woord.norm);
    let gemeend = alle.iter().position(daad).is_none_or(|daad| houding(tekst, alle, daad..daad + 1) == Houding::Doet);
    overdracht && !spreekt_ervan(tekst, alle) && gemeend && ((stopt && !niet) || (!stopt && gaat_niet))
}

/// Whether a text that names the stop of a hand-over asks about it, denies it, or has it from somebody else.
#[must_use]
pub fn spreekt_alleen_van_stop(tekst: &str) -> bool {
    let alle = woorden(tekst);
    spreekt_ervan(tekst, &alle) || Bij::Overdracht.hoort_nee(&alle)
}

/// Asked, on a condition, or somebody else's words.
fn spreekt_ervan(tekst: &str, alle: &[Woord]) -> bool {
    houding::is_vraag(tekst) || BEDOELING.spreekt_van_overdracht.staat_in(alle)
}
