//! Whether a text that is to go out as information tells of what an alert is for.
//!
//! Invariant: in doubt it does: whoever writes can say it otherwise.

use crate::lijst::{INFORMATIE, MELDING};
use crate::woorden::woorden;

/// Digits of a telephone number, spaces or not.
const CIJFERS: usize = 8;

/// Whether somebody or something is to be looked out for, kept away from, or told of to the police.
#[must_use]
pub fn zoekt_iemand(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let lijst = &*INFORMATIE;
    lijst.uitkijken.staat_in(&alle)
        || (lijst.wie.staat_in(&alle) && lijst.doet.staat_in(&alle))
        || (lijst.getuige.staat_in(&alle) && lijst.gebeurd.staat_in(&alle))
}

/// Whether a beheerder says something of whether they get information and invitations: which, is asked.
#[must_use]
pub fn over_krijgen(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let lijst = &*INFORMATIE;
    alle.len() <= 12 && !tekst.contains('?') && lijst.berichten.staat_in(&alle) && lijst.wel_of_niet.staat_in(&alle)
}

/// Whether it holds what may be a telephone number, also in pieces: "nul zes 12 34 56 78".
#[must_use]
pub fn noemt_nummer(tekst: &str) -> bool {
    let mut rij = 0;
    tekst.chars().any(|teken| {
        rij = match teken {
            _ if teken.is_ascii_digit() => rij + 1,
            ' ' | '-' | '.' | '/' | '(' | ')' => rij,
            _ => 0,
        };
        rij >= CIJFERS
    })
}

/// The number of information that a sentence names, as it is written: with its hyphen, for a bare "i 8" may be anything, and a
/// "BMW i-3" or a "Hyundai i-20" is a car.
#[must_use]
pub fn genoemd(tekst: &str) -> Option<&str> {
    if woorden(tekst).iter().any(|woord| MELDING.voertuigen.merken.contains(&woord.norm)) {
        return None;
    }
    let woorden = tekst.split(|teken: char| !teken.is_ascii_alphanumeric() && teken != '-');
    woorden.map(|woord| woord.trim_matches('-')).find(|woord| {
        let cijfers = woord.strip_prefix(['I', 'i']).and_then(|rest| rest.strip_prefix('-'));
        cijfers.is_some_and(|cijfers| !cijfers.is_empty() && cijfers.bytes().all(|teken| teken.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("kijk uit naar een grijze bus die rondrijdt", true)]
    #[case("onbekende man belt aan en doet zich voor als loodgieter, doe niet open", true)]
    #[case("drie jongens op fatbikes intimideren ouderen, spreek ze niet aan maar bel politie", true)]
    #[case("wie heeft beelden van de inbraak van gisteren in de Akelei", true)]
    #[case("de dader is nog niet gepakt", true)]
    #[case("er lopen twee jongens met zwarte jassen langs de deuren", true)]
    #[case("ze breken nu in op nr 12", true)]
    #[case("vrijdag om 14.00 uur is er spreekuur van de wijkagent in het buurthuis", false)]
    #[case("volgende week snoeien we de struiken langs de Waterlelie", false)]
    #[case("in de donkere dagen wordt er vaker ingebroken: laat een lamp branden", false)]
    #[case("alle mannen en vrouwen zijn welkom bij de koffie", false)]
    fn what_an_alert_is_for(#[case] tekst: &str, #[case] zoekt: bool) {
        assert_eq!(zoekt_iemand(tekst), zoekt, "{tekst}");
    }

    #[rstest]
    #[case("stop met informatie", true)]
    #[case("hou op met die reclame", true)]
    #[case("no more information please, only police alerts", true)]
    #[case("ik wil geen uitnodigingen meer", true)]
    #[case("wil graag weer informatie krijgen", true)]
    #[case("heeft u meer informatie over deze melding", false)]
    #[case("stop", false)]
    fn whether_they_want_it(#[case] tekst: &str, #[case] over: bool) {
        assert_eq!(over_krijgen(tekst), over, "{tekst}");
    }

    #[rstest]
    #[case("laat I-8 maar zitten", Some("I-8"))]
    #[case("goedkeuren: i-12.", Some("i-12"))]
    #[case("is I-8?", Some("I-8"))]
    #[case("wifi-8 doet het niet", None)]
    #[case("I-8a", None)]
    #[case("zie een zwarte BMW i-3 wegrijden", None)]
    #[case("intrekken, hyundai i-20 was van de bewoner", None)]
    #[case("grijze Hyundai I-30 rijdt heel langzaam door de straat", None)]
    #[case("ik zag 8 mensen", None)]
    fn which_is_named(#[case] tekst: &str, #[case] nummer: Option<&str>) {
        assert_eq!(genoemd(tekst), nummer);
    }

    #[test]
    fn a_number_in_pieces_is_one() {
        assert!(noemt_nummer("app de wijkagent op nul zes 12 34 56 78"));
        assert!(noemt_nummer("bel 06-12345678"));
        assert!(!noemt_nummer("van 14.00 tot 16.00 uur op 12 december, 40 plaatsen"));
    }
}
