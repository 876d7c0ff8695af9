//! Two things in one line: "dank, gezet. O en ik ben morgen weg".
//!
//! Owns where one thing ends and the next begins. Decides nothing: what each means is asked of each.

use crate::antwoord::{self, Bevestiging};
use crate::lijst::TWEELEDIG;
use crate::woorden::{naam, norm_op, woorden};

/// A report of a post, and what else was said with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tweeledig {
    /// The part that reports.
    pub gemeld: String,
    /// What it reports.
    pub wat: Bevestiging,
    /// The rest, without thanks.
    pub rest: String,
}

/// The parts of a text that say something each.
fn delen(tekst: &str) -> Vec<&str> {
    let gelezen = woorden(tekst);
    let norm = |plaats: usize| norm_op(&gelezen, plaats);
    let begint = |norm: &str| TWEELEDIG.begint_zin.contains(norm);
    let mut delen = Vec::new();
    let mut begin = 0;
    for plaats in 1..gelezen.len() {
        let tussen = tekst.get(gelezen[plaats - 1].plek.end..gelezen[plaats].plek.start).unwrap_or_default();
        let zin = tussen.contains(['.', '!', ';', '\n', '?']);
        let voegt_toe = TWEELEDIG.voegt_toe.contains(norm(plaats));
        let verder = (voegt_toe && begint(norm(plaats + 1))) || (tussen.contains(',') && begint(norm(plaats)));
        if zin || verder {
            delen.push(tekst.get(begin..gelezen[plaats].plek.start).unwrap_or_default());
            begin = gelezen[plaats].plek.start;
        }
    }
    delen.push(tekst.get(begin..).unwrap_or_default());
    delen
}

/// A part without what only joins it to the one before.
fn zonder_voegwoord(deel: &str) -> &str {
    let mut rest = deel.trim();
    while let Some(woord) = woorden(rest).first() {
        if !TWEELEDIG.voegt_toe.contains(&woord.norm) {
            break;
        }
        rest = rest.get(woord.plek.end..).unwrap_or_default().trim_start_matches([' ', ',', ':', '.']);
    }
    rest
}

/// A report of a post with something else behind or before it, if a text is one.
#[must_use]
pub fn lees(tekst: &str) -> Option<Tweeledig> {
    let delen = delen(tekst);
    let geplaatst = |deel: &&str| matches!(antwoord::bevestiging(deel), Some(Bevestiging::Geplaatst { .. }));
    let gemeld = *delen.iter().find(|deel| geplaatst(deel))?;
    let wat = antwoord::bevestiging(gemeld)?;
    let rest: Vec<&str> = delen
        .iter()
        .filter(|deel| !geplaatst(deel))
        .map(|deel| zonder_voegwoord(deel))
        .filter(|deel| !naam(deel).is_empty() && !antwoord::alleen_instemming(deel))
        .collect();
    let rest = rest.join(" ").trim().to_owned();
    (!rest.is_empty()).then(|| Tweeledig { gemeld: gemeld.trim().to_owned(), wat, rest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("dank, gezet. O en ik ben morgen weg", Some("ik ben morgen weg"))]
    #[case("staat erin. Ik ben volgende week op vakantie", Some("Ik ben volgende week op vakantie"))]
    #[case("gedeeld! kunt u mijn groep een andere naam geven", Some("kunt u mijn groep een andere naam geven"))]
    #[case("geplaatst en ik ben tot maandag weg", Some("ik ben tot maandag weg"))]
    #[case("Ik ben morgen weg. Staat erin", Some("Ik ben morgen weg."))]
    #[case("staat erin, dank u", None)]
    #[case("staat erin", None)]
    #[case("ik ben morgen weg", None)]
    fn what_else_was_said(#[case] tekst: &str, #[case] rest: Option<&str>) {
        assert_eq!(lees(tekst).map(|gelezen| gelezen.rest).as_deref(), rest, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = lees(&tekst);
        }
    }
}
