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
    let niet = ontkend(tekst, alle);
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
    spreekt_ervan(tekst, &alle) || ontkend(tekst, &alle)
}

/// Asked, on a condition, or somebody else's words. What stands behind it may be the reason: "stop overdracht, hij zegt nee".
fn spreekt_ervan(tekst: &str, alle: &[Woord]) -> bool {
    let (_, einde) = zin(tekst, alle);
    houding::is_vraag(tekst)
        || BEDOELING.spreekt_van_overdracht.staat_in(&alle[..einde])
        || houding::maakt_grap(&alle[einde..])
}

/// "Niet stoppen", "stop overdracht toch niet": denied by what stands before it in its own part of the sentence, or right
/// behind. "Stop overdracht want ik ken dat nummer niet" is not.
fn ontkend(tekst: &str, alle: &[Woord]) -> bool {
    let (begin, einde) = zin(tekst, alle);
    let hoort =
        |woord: &Woord| BEDOELING.stopt_overdracht.contains(&woord.norm) || BEDOELING.overdracht.contains(&woord.norm);
    let deel = &alle[begin..einde];
    let daad = deel.iter().rposition(hoort).unwrap_or_default();
    let erna =
        deel[(daad + 1).min(deel.len())..].iter().find(|woord| !BEDOELING.na_stop_overdracht.contains(&woord.norm));
    Bij::Overdracht.hoort_nee(&deel[..daad]) || erna.is_some_and(|woord| Bij::Overdracht.is_nee(&woord.norm))
}

/// Where the part of the sentence begins and ends that names the stop, or the hand-over where nothing stops it.
fn zin(tekst: &str, alle: &[Woord]) -> (usize, usize) {
    let stop = alle.iter().position(|woord| BEDOELING.stopt_overdracht.contains(&woord.norm));
    let daad =
        stop.or_else(|| alle.iter().position(|woord| BEDOELING.overdracht.contains(&woord.norm))).unwrap_or_default();
    let begin = houding::begin_van_zin(tekst, alle, daad);
    let einde = (daad + 1..alle.len()).find(|hier| houding::is_gescheiden(tekst, alle, *hier)).unwrap_or(alle.len());
    (begin, einde)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("stop overdracht")]
    #[case("stop overdracht, hij wil niet")]
    #[case("stop de overdracht want ik ken dat nummer niet")]
    #[case("overdracht stoppen, hij zegt dat hij geen tijd heeft")]
    #[case("annuleer overdracht aub, verkeerd nummer, niet goed getypt")]
    #[case("de overdracht gaat niet door")]
    #[case("ik wil niet meer overdragen")]
    #[case("nee stop de overdracht")]
    fn a_stop(#[case] tekst: &str) {
        assert!(stopt(tekst), "{tekst}");
    }

    #[rstest]
    #[case("stop overdracht niet")]
    #[case("stop de overdracht toch maar niet")]
    #[case("niet stoppen met de overdracht")]
    #[case("overdracht niet stoppen")]
    #[case("als hij niet reageert, stop overdracht dan")]
    #[case("stop overdracht?")]
    #[case("hoe stop ik de overdracht")]
    #[case("hij zegt stop de overdracht")]
    #[case("overdracht stoppen hoeft niet")]
    #[case("stop overdracht, grapje")]
    #[case("stop met bellen")]
    fn none(#[case] tekst: &str) {
        assert!(!stopt(tekst), "{tekst}");
    }
}
