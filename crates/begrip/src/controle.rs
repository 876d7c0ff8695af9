//! Answers to "bent u nog beheerder?" and to "van uw groep hoorden we niets".
//!
//! Invariant: only what says nothing else is an answer; whatever is not certain answers neither.

use crate::antwoord;
use crate::ja_nee::Bij;
use crate::lijst::CONTROLE;
use crate::melding::is_beschrijving;
use crate::reeksen::{Reeksen, Woord, Woordenset};
use crate::spoed::is_spoed;
use crate::woorden::woorden;

/// What words under such a question are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoord {
    /// Yes, or all is well.
    Ja,
    /// No, or help is wanted.
    Nee,
    /// They want to stop.
    Stop,
    /// An answer, and not certain which: it is asked again.
    Onduidelijk,
}

/// More words than these say something else.
const WOORDEN_MAX: usize = 8;

/// Nor does a text of so many that begins with less than a yes or a no.
const KORT: usize = 4;

fn is(woorden: &[Woord], alle: &Woordenset, kern: &Reeksen) -> bool {
    alle.vult(woorden) && kern.staat_in(woorden)
}

/// Whether a text begins as an answer does, and is about nothing else that has to be heard.
fn lijkt_antwoord(tekst: &str, gelezen: &[Woord]) -> bool {
    let begin = gelezen.first().is_some_and(|woord| {
        Bij::Vraag.is_ja(&woord.norm)
            || Bij::Vraag.is_nee(&woord.norm)
            || (CONTROLE.begin.contains(&woord.norm) && gelezen.len() <= KORT)
    });
    (begin || antwoord::duim(tekst) || antwoord::alleen_instemming(tekst))
        && gelezen.len() <= WOORDEN_MAX
        && !tekst.contains('?')
        && !CONTROLE.anders.staat_in(gelezen)
        && !is_spoed(tekst, false)
        && !is_beschrijving(tekst)
}

/// What is said to "bent u nog beheerder?"; `None` where it is about something else.
#[must_use]
pub fn nog_beheerder(tekst: &str) -> Option<Antwoord> {
    let gelezen = woorden(tekst);
    let vraagt = tekst.contains('?');
    let ja = !vraagt && (antwoord::ja(tekst) || is(&gelezen, &CONTROLE.nog, &CONTROLE.nog_kern));
    let nee = !vraagt && (antwoord::nee(tekst) || is(&gelezen, &CONTROLE.niet_meer, &CONTROLE.niet_meer_kern));
    match (ja, nee) {
        (true, false) => Some(Antwoord::Ja),
        (false, true) => Some(Antwoord::Nee),
        _ => lijkt_antwoord(tekst, &gelezen).then_some(Antwoord::Onduidelijk),
    }
}

/// What is said to "gaat het goed met uw groep?"; `None` where it is about something else.
#[must_use]
pub fn gaat_het_goed(tekst: &str) -> Option<Antwoord> {
    let gelezen = woorden(tekst);
    if CONTROLE.stopt.staat_in(&gelezen) {
        return Some(Antwoord::Stop);
    }
    if CONTROLE.hulp.staat_in(&gelezen) && !is_spoed(tekst, false) && gelezen.len() <= WOORDEN_MAX {
        return Some(Antwoord::Nee);
    }
    if !tekst.contains('?') && (antwoord::ja(tekst) || is(&gelezen, &CONTROLE.goed, &CONTROLE.goed_kern)) {
        return Some(Antwoord::Ja);
    }
    lijkt_antwoord(tekst, &gelezen).then_some(Antwoord::Onduidelijk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ja", Some(Antwoord::Ja))]
    #[case("JA", Some(Antwoord::Ja))]
    #[case("jaa hoor", Some(Antwoord::Ja))]
    #[case("Ja hoor, nog steeds", Some(Antwoord::Ja))]
    #[case("jazeker", Some(Antwoord::Ja))]
    #[case("ja ik ben nog beheerder", Some(Antwoord::Ja))]
    #[case("ben ik nog altijd", Some(Antwoord::Ja))]
    #[case("nog wel", Some(Antwoord::Ja))]
    #[case("yes still", Some(Antwoord::Ja))]
    #[case("yes I am", Some(Antwoord::Ja))]
    #[case("klopt", Some(Antwoord::Ja))]
    #[case("klopt nog", Some(Antwoord::Ja))]
    #[case("nee", Some(Antwoord::Nee))]
    #[case("nee niet meer", Some(Antwoord::Nee))]
    #[case("Nee hoor, ik ben gestopt", Some(Antwoord::Nee))]
    #[case("ik ben geen beheerder meer", Some(Antwoord::Nee))]
    #[case("nee sorry ben verhuisd", Some(Antwoord::Onduidelijk))]
    #[case("nee niet meer, mijn man doet het", Some(Antwoord::Onduidelijk))]
    #[case("nee toch wel", Some(Antwoord::Onduidelijk))]
    #[case("👍", Some(Antwoord::Onduidelijk))]
    #[case("oke", Some(Antwoord::Onduidelijk))]
    #[case("ja nee", Some(Antwoord::Onduidelijk))]
    #[case("ja ik zie een inbreker", None)]
    #[case("ja er staat een man bij de buren met een koevoet", None)]
    #[case("nee er staat een man in mijn tuin", None)]
    #[case("ja maar liever niet meer zoveel berichten", None)]
    #[case("ja?", None)]
    #[case("wie vraagt dit", None)]
    #[case("", None)]
    fn still_or_not(#[case] tekst: &str, #[case] gezegd: Option<Antwoord>) {
        assert_eq!(nog_beheerder(tekst), gezegd, "{tekst}");
    }

    #[rstest]
    #[case("alles goed", Some(Antwoord::Ja))]
    #[case("ja", Some(Antwoord::Ja))]
    #[case("Ja alles goed hoor!", Some(Antwoord::Ja))]
    #[case("prima", Some(Antwoord::Ja))]
    #[case("niks aan de hand", Some(Antwoord::Ja))]
    #[case("graag hulp", Some(Antwoord::Nee))]
    #[case("kunt u me helpen", Some(Antwoord::Nee))]
    #[case("het lukt me niet", Some(Antwoord::Nee))]
    #[case("ik wil stoppen", Some(Antwoord::Stop))]
    #[case("ik stop ermee", Some(Antwoord::Stop))]
    #[case("nee", Some(Antwoord::Onduidelijk))]
    #[case("nee niet echt", Some(Antwoord::Onduidelijk))]
    #[case("👍", Some(Antwoord::Onduidelijk))]
    #[case("alles goed met u?", None)]
    #[case("goed nieuws er staat iemand", None)]
    #[case("help me er is iemand binnen", None)]
    #[case("overval", None)]
    fn well_or_help(#[case] tekst: &str, #[case] gezegd: Option<Antwoord>) {
        assert_eq!(gaat_het_goed(tekst), gezegd, "{tekst}");
    }
}
