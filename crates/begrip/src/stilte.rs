//! What somebody says of their quiet hours: that they end, that a proposal is good, what may wake them all the same.
//!
//! Owns reading it; hours themselves are [`datum`](crate::datum)'s. Invariants: a question changes nothing; what can be
//! read in two ways is [`Wekken::Geen`], so that it is asked; a no to everything takes a clear word.

use crate::antwoord;
use crate::ja_nee::Bij;
use crate::lijst::STILTE;
use crate::woorden::{Woord, norm_op, woorden};

/// What may wake somebody in their quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wekken {
    /// These.
    Bij {
        /// Somebody who is missing.
        vermissing: bool,
        /// A crime that was just seen.
        heterdaad: bool,
    },
    /// They did not say, or it can be read in two ways.
    Geen,
}

/// Whether a text ends the quiet hours. One that names hours does not: "van 22 tot 6, en ik ben volgende week weg".
#[must_use]
pub fn eindigt(getypt: &str) -> bool {
    !getypt.contains(|teken: char| teken.is_ascii_digit()) && STILTE.eindigt.staat_in(&woorden(getypt))
}

/// Whether what reads as an end of them is none: a question ("stilte uit?") or a no ("nee, stilte niet uit").
#[must_use]
pub fn laat_staan(getypt: &str) -> bool {
    let genoemd = woorden(getypt);
    getypt.contains('?') || STILTE.vraagwoorden.contains(norm_op(&genoemd, 0)) || STILTE.niet_uit.staat_in(&genoemd)
}

/// Whether hours are wanted on some days only: "22-7 doordeweeks", "alleen in het weekend".
#[must_use]
pub fn noemt_dagen(getypt: &str) -> bool {
    STILTE.dagen.staat_in(&woorden(getypt))
}

/// Whether an answer to "van wanneer tot wanneer?" takes the proposal: "ja", "is goed", without a no or a question.
#[must_use]
pub fn stemt_in(getypt: &str) -> bool {
    let genoemd = woorden(getypt);
    !Bij::Kort.hoort_nee(&genoemd) && !getypt.contains('?') && (antwoord::ja(getypt) || STILTE.goed.staat_in(&genoemd))
}

/// Whether hours are named as those in which messages may come: "alleen tussen 8 en 22".
#[must_use]
pub fn noemt_wanneer_wel(getypt: &str) -> bool {
    STILTE.wanneer_wel.staat_in(&woorden(getypt))
}

/// What may wake somebody, as they answer that.
#[must_use]
pub fn mag_wekken(getypt: &str) -> Wekken {
    if getypt.contains('?') {
        return Wekken::Geen;
    }
    let genoemd = woorden(getypt);
    if STILTE.alleen_nee.vult(&genoemd) && STILTE.nee_tegen_alles.staat_in(&genoemd) {
        return Wekken::Bij { vermissing: false, heterdaad: false };
    }
    if STILTE.alleen_ja.vult(&genoemd) {
        let zegt_iets = !STILTE.alleen_ja_vulling.vult(&genoemd);
        return if zegt_iets { Wekken::Bij { vermissing: true, heterdaad: false } } else { Wekken::Geen };
    }
    let (mut vermissing, mut heterdaad) = (None, None);
    for deel in zinsdelen(getypt, &genoemd) {
        let Some((wel, over_vermissing, over_heterdaad)) = zegt(deel) else { return Wekken::Geen };
        for (welke, over) in [(&mut vermissing, over_vermissing), (&mut heterdaad, over_heterdaad)] {
            if over && welke.is_some_and(|eerder| eerder != wel) {
                return Wekken::Geen;
            }
            *welke = if over { Some(wel) } else { *welke };
        }
    }
    match (vermissing, heterdaad) {
        (Some(vermissing), heterdaad) => Wekken::Bij { vermissing, heterdaad: heterdaad.unwrap_or(false) },
        // Whom a burglary may wake, somebody who is missing may.
        (None, Some(true)) => Wekken::Bij { vermissing: true, heterdaad: true },
        (None, Some(false) | None) => Wekken::Geen,
    }
}

/// What a part says: yes or no, of somebody who is missing, of a crime. `None` where it may mean either.
fn zegt(deel: &[Woord]) -> Option<(bool, bool, bool)> {
    let lijst = &*STILTE;
    let niets = lijst.niets.staat_in(deel);
    let alles = lijst.alles.staat_in(deel);
    let (vermissing, heterdaad) = (lijst.vermissing.staat_in(deel), lijst.heterdaad.staat_in(deel));
    let ontkend = lijst.ontkend.staat_in(deel);
    // "Nee alles" may be a no to all of it: it has to say that it may.
    let los_nee = lijst.nee.staat_in(deel) && !ontkend && !lijst.toegestaan.staat_in(deel);
    if los_nee && (alles || vermissing || heterdaad) {
        return None;
    }
    let over_alles = alles || niets;
    Some((!ontkend && !niets, over_alles || vermissing, over_alles || heterdaad))
}

/// The parts of an answer that say one thing each: parted by commas, "maar" and "en", and before a second subject.
fn zinsdelen<'w>(getypt: &str, genoemd: &'w [Woord]) -> Vec<&'w [Woord]> {
    let onderwerp = |woord: &Woord| STILTE.vermissing.contains(&woord.norm) || STILTE.heterdaad.contains(&woord.norm);
    let mut delen = Vec::new();
    let mut begin = 0;
    for plaats in 1..genoemd.len() {
        let (voor, woord) = (&genoemd[plaats - 1], &genoemd[plaats]);
        let tussen = getypt.get(voor.plek.end..woord.plek.start).unwrap_or_default();
        let voegt = STILTE.voegt.contains(&woord.norm);
        // "Vermissing wel heterdaad niet": the second begins with its subject.
        let tweede = onderwerp(woord) && onderwerp(&genoemd[begin]) && plaats > begin + 1;
        // "Vermissing en heterdaad" are one part.
        let bijeen =
            STILTE.en.contains(&woord.norm) && genoemd.get(plaats + 1).is_some_and(onderwerp) && onderwerp(voor);
        if (tussen.contains([',', '.', ';', '!']) || voegt || tweede) && !bijeen {
            delen.push(&genoemd[begin..plaats]);
            begin = plaats;
        }
    }
    delen.push(&genoemd[begin..]);
    delen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const fn bij(vermissing: bool, heterdaad: bool) -> Wekken {
        Wekken::Bij { vermissing, heterdaad }
    }

    #[rstest]
    #[case("nee", bij(false, false))]
    #[case("nee hoor, geen van beide", bij(false, false))]
    #[case("nooit", bij(false, false))]
    #[case("ja", bij(true, false))]
    #[case("ja prima", bij(true, false))]
    #[case("is dat maar", Wekken::Geen)]
    #[case("alleen vermissing", bij(true, false))]
    #[case("vermissing wel heterdaad niet", bij(true, false))]
    #[case("vermissing en heterdaad", bij(true, true))]
    #[case("alles mag", bij(true, true))]
    #[case("nee alles", Wekken::Geen)]
    #[case("niet bij vermissing, wel bij vermissing", Wekken::Geen)]
    #[case("nee hoor alles mag", bij(true, true))]
    #[case("ja bij vermissing maar niet bij inbraak", bij(true, false))]
    #[case("vermissing wel, heterdaad niet", bij(true, false))]
    #[case("niet bij inbraak, wel bij vermissing", bij(true, false))]
    #[case("inbraak wel maar vermissing niet", bij(false, true))]
    #[case("vermissing en inbraak", bij(true, true))]
    #[case("ook bij heterdaad", bij(true, true))]
    #[case("alles", bij(true, true))]
    #[case("nee niks", bij(false, false))]
    #[case("geen van beide", bij(false, false))]
    #[case("doe toch maar niet", Wekken::Geen)]
    #[case("ja?", Wekken::Geen)]
    #[case("wat is heterdaad?", Wekken::Geen)]
    #[case("ook bij inbraak", bij(true, true))]
    #[case("niet bij inbraak", Wekken::Geen)]
    #[case("alles behalve vermissing", bij(false, false))]
    #[case("mag alles?", Wekken::Geen)]
    #[case("hoezo", Wekken::Geen)]
    #[case("", Wekken::Geen)]
    fn what_may_wake_somebody(#[case] getypt: &str, #[case] verwacht: Wekken) {
        assert_eq!(mag_wekken(getypt), verwacht, "{getypt}");
    }

    #[rstest]
    #[case("stilte uit", true, false)]
    #[case("zet maar uit", true, false)]
    #[case("stilte uit?", true, true)]
    #[case("kan stilte uit", true, true)]
    #[case("nee, stilte niet uit", true, true)]
    #[case("van 22 tot 6, en ik ben weg", false, false)]
    fn the_end_of_quiet_hours(#[case] getypt: &str, #[case] einde: bool, #[case] toch_niet: bool) {
        assert_eq!((eindigt(getypt), laat_staan(getypt)), (einde, toch_niet), "{getypt}");
    }

    #[test]
    fn a_proposal_is_taken_by_a_yes_without_a_no() {
        for getypt in ["ja", "is goed", "prima zo", "graag"] {
            assert!(stemt_in(getypt), "{getypt}");
        }
        for getypt in ["nee", "niet goed", "is dat goed?", "van 22 tot 7"] {
            assert!(!stemt_in(getypt), "{getypt}");
        }
        assert!(noemt_wanneer_wel("alleen tussen 8 en 22") && !noemt_wanneer_wel("van 22 tot 8"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(getypt in ".{0,200}") {
            let _ = (mag_wekken(&getypt), eindigt(&getypt), laat_staan(&getypt), stemt_in(&getypt));
        }
    }
}
