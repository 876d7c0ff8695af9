//! How a text stands towards an act that it names: does it ask for it, ask about it, deny it, or put it off?
//!
//! Owns the words around an act; which words are the act is decided where it is read. Invariants: what only *may* be a
//! request is none ("intrekken?", "akkoord als de kleur klopt", "blokkeer nog niet"); a courtesy stays a request ("kan die
//! ingetrokken worden?").

use std::ops::Range;

use crate::lijst::HOUDING;
use crate::woorden::{Woord, Woordenset, norm_op, woorden};

/// How a text stands towards the act that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Houding {
    /// It is to be done, now.
    Doet,
    /// Whether, why or when is asked.
    Vraagt,
    /// It is not to be done.
    Ontkent,
    /// Later, perhaps, or if something else happens first.
    StaatNogNiet,
}

/// The stance of a text, cut up in `alle`, towards the act in its words of `daad`.
#[must_use]
pub fn houding(tekst: &str, alle: &[Woord], daad: Range<usize>) -> Houding {
    let voor = alle.get(..daad.start).unwrap_or_default();
    let na = alle.get(daad.end..).unwrap_or_default();
    if vraagt_ernaar(tekst, alle, voor) {
        Houding::Vraagt
    } else if HOUDING.vlak_voor_ontkend.contains(norm_op(voor, voor.len().wrapping_sub(1))) || ontkend_erna(na) {
        Houding::Ontkent
    } else if stelt_uit(voor, na) {
        Houding::StaatNogNiet
    } else {
        Houding::Doet
    }
}

/// The stance of a command: its own word, and what stands behind it.
#[must_use]
pub fn van_opdracht(woord: &str, erachter: &str) -> Houding {
    let tekst = format!("{woord} {erachter}");
    let alle = woorden(&tekst);
    let lengte = woorden(woord).len().min(alle.len());
    houding(&tekst, &alle, 0..lengte)
}

/// Whether what stands behind a command takes it back at once, or asks: "nog niet", "?". What tells why does not: "woont
/// er niet", "kan niet, te veel groepen".
#[must_use]
pub fn neemt_terug(erachter: &str) -> bool {
    erachter.contains('?') || alleen_niet(zonder_vulling(&woorden(erachter)))
}

/// Whether a choice leaves something out, or asks: "niet Zuid 2", "alles behalve Parkzicht", "Parkzicht?".
#[must_use]
pub fn noemt_uitzondering(tekst: &str) -> bool {
    let alle = woorden(tekst);
    tekst.contains('?') || HOUDING.laat_weg.staat_in(&alle) || HOUDING.niet.staat_in(&alle)
}

/// The stance of a text towards the first word in it that is the act; where none is, it stands behind a command of it.
#[must_use]
pub fn van_woord(tekst: &str, opdracht: &str, daad: impl Fn(&str) -> bool) -> Houding {
    let alle = woorden(tekst);
    match alle.iter().position(|woord| daad(&woord.norm)) {
        Some(plaats) => houding(tekst, &alle, plaats..plaats + 1),
        None => van_opdracht(opdracht, tekst),
    }
}

/// Whether a text asks, with or without a question mark: "is hij aangehouden", "moet ik dat nu doen".
#[must_use]
pub fn is_vraag(tekst: &str) -> bool {
    let alle = woorden(tekst);
    tekst.contains('?') || begint_vragend(inhoud(&alle)) || HOUDING.keert_om.begint(inhoud(&alle)).is_some()
}

/// Without the words that only lead up to what is said.
fn inhoud(alle: &[Woord]) -> &[Woord] {
    alle.get(HOUDING.aanloop.aanloop(alle)..).unwrap_or_default()
}

fn begint_vragend(inhoud: &[Woord]) -> bool {
    HOUDING.vraagwoorden.contains(norm_op(inhoud, 0))
}

fn vraagt_ernaar(tekst: &str, alle: &[Woord], voor: &[Woord]) -> bool {
    let inhoud = inhoud(alle);
    // "Kan die ingetrokken worden?" asks for it, with or without its mark; "kan ik die intrekken?" asks about it.
    let beleefd = HOUDING.beleefd.begint(inhoud).is_some();
    (tekst.contains('?') && !beleefd)
        || begint_vragend(inhoud)
        || HOUDING.vraagt_of_ik.begint(inhoud).is_some()
        || HOUDING.twijfelt.staat_in(voor)
        || (HOUDING.is_het_al.begint(inhoud).is_some() && !voor.is_empty())
}

/// "Intrekken doe ik niet", "akkoord A-1 nog niet": behind the act, with nothing of its own between.
fn ontkend_erna(na: &[Woord]) -> bool {
    let kern = zonder_vulling(na);
    // "Intrekken hoeft niet", "doe ik niet".
    alleen_niet(kern)
        || HOUDING.hulpwerkwoorden.contains(norm_op(kern, 0))
            && kern.iter().take(HULPWERKWOORD_TOT_NIET_MAX).any(|woord| HOUDING.niet.contains(&woord.norm))
}

/// "Intrekken, niet de goede wijk" tells why; a negation alone takes it back.
fn alleen_niet(kern: &[Woord]) -> bool {
    let hoort = |woord: &Woord| HOUDING.na_niet.contains(&woord.norm) || is_nummer(woord);
    HOUDING.niet.contains(norm_op(kern, 0)) && kern[1..].iter().all(hoort)
}

/// What stands behind an act, without what it is about and the words that change nothing.
fn zonder_vulling(na: &[Woord]) -> &[Woord] {
    let vulling = |woord: &&Woord| HOUDING.tussen_daad_en_niet.contains(&woord.norm) || is_nummer(woord);
    &na[na.iter().take_while(vulling).count()..]
}

fn is_nummer(woord: &Woord) -> bool {
    woord.norm.bytes().any(|teken| teken.is_ascii_digit())
}

/// So many words stand at most between "doe ik" and "niet".
const HULPWERKWOORD_TOT_NIET_MAX: usize = 6;

/// "Als hij gepakt is intrekken", "intrekken kan altijd nog", "straks akkoord", "intrekken pas na drie uur".
fn stelt_uit(voor: &[Woord], na: &[Woord]) -> bool {
    let kern = zonder_vulling(na);
    let uitstel = |set: &Woordenset, woord: &str| set.contains(woord);
    HOUDING.voorwaarde.staat_in(voor)
        || HOUDING.later.staat_in(&voor[voor.len().saturating_sub(LATER_WOORDEN_MAX)..])
        || uitstel(&HOUDING.wellicht, norm_op(voor, voor.len().wrapping_sub(1)))
        || uitstel(&HOUDING.voorwaarde, norm_op(kern, 0))
        || (uitstel(&HOUDING.later, norm_op(kern, 0)) && kern.len() <= LATER_WOORDEN_MAX)
        || HOUDING.hulpwerkwoorden.contains(norm_op(kern, 0))
}

/// "Intrekken straks maar", "straks ZM-1 akkoord": with more between or behind, it rather tells why.
const LATER_WOORDEN_MAX: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn van(tekst: &str, daad: &str) -> Houding {
        let alle = woorden(tekst);
        let plaats = alle.iter().position(|woord| woord.norm == daad).unwrap_or_else(|| panic!("{tekst}"));
        houding(tekst, &alle, plaats..plaats + 1)
    }

    #[rstest]
    #[case("intrekken", Houding::Doet)]
    #[case("graag intrekken, verkeerde wijk", Houding::Doet)]
    #[case("intrekken, niets aan de hand", Houding::Doet)]
    #[case("intrekken want dit was niet de dader", Houding::Doet)]
    #[case("intrekken nu meteen", Houding::Doet)]
    #[case("intrekken, is de bewoner zelf", Houding::Doet)]
    #[case("kan die intrekken aub?", Houding::Doet)]
    #[case("wil je hem intrekken?", Houding::Doet)]
    #[case("ik moet intrekken", Houding::Doet)]
    #[case("intrekken?", Houding::Vraagt)]
    #[case("moet ik intrekken", Houding::Vraagt)]
    #[case("waarom zou ik intrekken", Houding::Vraagt)]
    #[case("hoezo intrekken", Houding::Vraagt)]
    #[case("kan ik intrekken?", Houding::Vraagt)]
    #[case("wie gaat er intrekken", Houding::Vraagt)]
    #[case("zal ik intrekken of niet", Houding::Vraagt)]
    #[case("ik wil niks intrekken", Houding::Ontkent)]
    #[case("intrekken doe ik niet", Houding::Ontkent)]
    #[case("intrekken hoeft echt niet", Houding::Ontkent)]
    #[case("intrekken niet doen", Houding::Ontkent)]
    #[case("intrekken maar niet", Houding::Ontkent)]
    #[case("intrekken gaat nu even niet", Houding::Ontkent)]
    #[case("intrekken kan altijd nog", Houding::StaatNogNiet)]
    #[case("intrekken hoeft pas als hij gepakt is", Houding::StaatNogNiet)]
    #[case("intrekken als hij gepakt is", Houding::StaatNogNiet)]
    #[case("als hij gepakt is intrekken", Houding::StaatNogNiet)]
    #[case("straks intrekken", Houding::StaatNogNiet)]
    #[case("intrekken zodra we hem hebben", Houding::StaatNogNiet)]
    #[case("intrekken doen we straks", Houding::StaatNogNiet)]
    fn how_a_text_stands_to_the_act_it_names(#[case] tekst: &str, #[case] verwacht: Houding) {
        assert_eq!(van(tekst, "intrekken"), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("akkoord", "A-1", Houding::Doet)]
    #[case("akkoord", "A-1 hoor", Houding::Doet)]
    #[case("akkoord", "A-1?", Houding::Vraagt)]
    #[case("akkoord", "?", Houding::Vraagt)]
    #[case("akkoord", "A-1 niet", Houding::Ontkent)]
    #[case("akkoord", "A-1 nog niet", Houding::Ontkent)]
    #[case("akkoord", "A-1 als zij akkoord zijn", Houding::StaatNogNiet)]
    #[case("akkoord", "A-1 mits de naam klopt", Houding::StaatNogNiet)]
    #[case("akkoord", "doe ik nog niet", Houding::Ontkent)]
    #[case("afwijzen", "A-1 woont er niet", Houding::Doet)]
    #[case("afwijzen", "zm-0003 nog niet", Houding::Ontkent)]
    #[case("afwijzen", "A-1 wij kennen hem niet", Houding::Doet)]
    #[case("blokkeer", "niet 06 1234 0001", Houding::Ontkent)]
    #[case("blokkeer", "06 1234 0001?", Houding::Vraagt)]
    #[case("blokkeer", "06 1234 0001", Houding::Doet)]
    #[case("blokkeer", "06 1234 0001 maar nog niet", Houding::Ontkent)]
    #[case("stop", "", Houding::Doet)]
    #[case("stop", "niet", Houding::Ontkent)]
    #[case("stop", "nog even niet", Houding::Ontkent)]
    #[case("stop", "?", Houding::Vraagt)]
    #[case("stop", "niet goed", Houding::Doet)]
    #[case("stop", "fout", Houding::Doet)]
    #[case("stop", "straks maar", Houding::StaatNogNiet)]
    fn how_a_command_stands_to_itself(#[case] woord: &str, #[case] erachter: &str, #[case] verwacht: Houding) {
        assert_eq!(van_opdracht(woord, erachter), verwacht, "{woord} {erachter}");
    }

    #[rstest]
    #[case("is hij aangehouden", true)]
    #[case("is het al afgelopen?", true)]
    #[case("moet ik dat nu doen", true)]
    #[case("hebben we hem", true)]
    #[case("is die man gepakt", true)]
    #[case("wanneer is hij gepakt", true)]
    #[case("zou hij gepakt zijn", true)]
    #[case("hij is aangehouden", false)]
    #[case("aangehouden", false)]
    #[case("is aangehouden", false)]
    #[case("ja, is gepakt", false)]
    #[case("verdachte is aangehouden", false)]
    #[case("", false)]
    fn a_question_is_told_from_a_report(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(is_vraag(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("niet zuid 2", true)]
    #[case("alles behalve parkzicht", true)]
    #[case("allebei niet", true)]
    #[case("geen van beide", true)]
    #[case("parkzicht maar zuid 2 nog niet", true)]
    #[case("parkzicht?", true)]
    #[case("alleen zuid 2", false)]
    #[case("parkzicht en zuid 2", false)]
    #[case("allebei", false)]
    fn a_choice_that_leaves_something_out(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(noemt_uitzondering(tekst), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}", begin in 0_usize..30, lengte in 0_usize..5) {
            let alle = woorden(&tekst);
            let begin = begin.min(alle.len());
            let einde = (begin + lengte).min(alle.len());
            let _ = (houding(&tekst, &alle, begin..einde), is_vraag(&tekst), van_opdracht("stop", &tekst));
        }
    }
}
