//! "Neem ZM-0231 over": an officer who comes on takes a running alert from the one who goes.
//!
//! Invariant: only what asks for that and for nothing else is read; a question whether somebody did, a negation and a hand-over of groups
//! are none.

use crate::antwoord;
use crate::levensloop::nummer_in;
use crate::lijst::GESPREK;
use crate::woorden::woorden;

/// More words than these say something else too.
const WOORDEN_MAX: usize = 14;

/// Whether an alert is asked for; the number, where one is named. `codes` holds the letters that numbers begin with.
#[must_use]
pub fn gevraagd(tekst: &str, codes: &[&str]) -> Option<Option<String>> {
    let alle = woorden(tekst);
    let nummer = nummer_in(tekst, codes).map(|(nummer, _)| nummer);
    let staat = |lijst: &crate::reeksen::Woordenset| lijst.staat_in(&alle);
    let over_melding = nummer.is_some() || staat(&GESPREK.overname_van);
    let neemt = GESPREK.overname_voor_mij.staat_in(&alle)
        || staat(&GESPREK.overnemen)
        || (staat(&GESPREK.overname_neem) && staat(&GESPREK.over));
    let zelf = staat(&GESPREK.overname_vraag);
    (alle.len() <= WOORDEN_MAX
        && over_melding
        && neemt
        && !staat(&GESPREK.overname_niet)
        && (zelf || !(tekst.contains('?') || staat(&GESPREK.overname_ander))))
    .then_some(nummer)
}

/// What whoever has an alert says when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoord {
    /// It goes over.
    Geeft,
    /// It stays.
    Houdt,
}

/// An answer to "geeft u de melding over?"; `None`: it is about something else.
#[must_use]
pub fn antwoord(tekst: &str) -> Option<Antwoord> {
    let alle = woorden(tekst);
    if alle.len() > WOORDEN_MAX || tekst.contains('?') {
        return None;
    }
    let houdt = antwoord::nee(tekst) || GESPREK.overname_houdt.staat_in(&alle);
    let geeft = antwoord::ja(tekst) || GESPREK.overname_geeft.staat_in(&alle);
    match (geeft, houdt) {
        (_, true) => Some(Antwoord::Houdt),
        (true, false) => Some(Antwoord::Geeft),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const CODES: [&str; 2] = ["ZM", "OEF"];

    #[rstest]
    #[case("neem ZM-0231 over", true)]
    #[case("ik neem zm231 over", true)]
    #[case("ZM-0231 overnemen", true)]
    #[case("kan ik ZM-0231 overnemen?", true)]
    #[case("mag ik zm 231 van je overnemen?", true)]
    #[case("ik neem zm-0231 over van de vroege dienst", true)]
    #[case("nemen wij zm231 over", true)]
    #[case("ik neem ZM-0231 niet over", false)]
    #[case("wie neemt ZM-0231 over?", false)]
    #[case("heeft iemand ZM-0231 overgenomen?", false)]
    #[case("ik neem het over van zm-0231, collega gaat naar huis", true)]
    #[case("zm-0231 is nu voor mij, ik ga verder met deze dienst", true)]
    #[case("ZM-0231 over", false)]
    #[case("wil je ZM-0231 overnemen?", false)]
    #[case("wil jij zm 231 overnemen", false)]
    #[case("ik wil zm-231 overnemen", true)]
    #[case("moet ZM-0231 overgenomen worden", false)]
    #[case("/update ZM-0231 man neemt tas over van vrouw bij het station en rent weg", false)]
    fn a_number_is_asked_for(#[case] tekst: &str, #[case] wel: bool) {
        assert_eq!(gevraagd(tekst, &CODES), wel.then(|| Some("ZM-0231".to_owned())), "{tekst}");
    }

    #[rstest]
    #[case("ja", Some(Antwoord::Geeft))]
    #[case("Ja die mag hij hebben", Some(Antwoord::Geeft))]
    #[case("ja hoor die mag het hebben", Some(Antwoord::Geeft))]
    #[case("geef over", Some(Antwoord::Geeft))]
    #[case("nee", Some(Antwoord::Houdt))]
    #[case("nee, ik hou hem zelf", Some(Antwoord::Houdt))]
    #[case("houd zelf", Some(Antwoord::Houdt))]
    #[case("ja maar ik hou hem zelf", Some(Antwoord::Houdt))]
    #[case("verdachte is aangehouden", None)]
    #[case("wie vraagt dat?", None)]
    #[case("man is kaal", None)]
    fn what_is_said_to_the_question(#[case] tekst: &str, #[case] wat: Option<Antwoord>) {
        assert_eq!(antwoord(tekst), wat, "{tekst}");
    }

    #[rstest]
    #[case("neem de melding over", true)]
    #[case("ik neem de lopende meldingen over", true)]
    #[case("ik neem de groep over", false)]
    #[case("neem over", false)]
    fn without_a_number_it_is_about_what_runs(#[case] tekst: &str, #[case] wel: bool) {
        assert_eq!(gevraagd(tekst, &CODES), wel.then_some(None), "{tekst}");
    }
}
