//! What is said under somebody's role: let it go on, or take it back.
//!
//! Invariant: only words for that, and nothing beside them, are an answer; a question and a negation are none.

use crate::lijst::GESPREK;
use crate::woorden::woorden;

/// What is to become of somebody's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetRecht {
    /// It goes on.
    Verlengen,
    /// It is taken back.
    Afnemen,
}

/// What is said about a role that was shown, in these words and nothing beside them; `None`: neither, or both.
#[must_use]
pub fn met_recht(getypt: &str) -> Option<MetRecht> {
    let alle = woorden(getypt);
    let kent = |woord: &str| {
        [&GESPREK.recht_verlengen, &GESPREK.recht_afnemen, &GESPREK.recht_bij].iter().any(|lijst| lijst.contains(woord))
    };
    if getypt.contains('?') || !alle.iter().all(|woord| kent(&woord.norm)) {
        return None;
    }
    let samen = |een: &str, ander: &str| [een, ander].iter().all(|woord| alle.iter().any(|er| er.norm == *woord));
    let weg = GESPREK.recht_afnemen.staat_in(&alle)
        || [("neem", "af"), ("haal", "weg"), ("trek", "in")].iter().any(|(een, ander)| samen(een, ander));
    match (GESPREK.recht_verlengen.staat_in(&alle), weg) {
        (true, false) => Some(MetRecht::Verlengen),
        (false, true) => Some(MetRecht::Afnemen),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("verlengen", Some(MetRecht::Verlengen))]
    #[case("verleng maar", Some(MetRecht::Verlengen))]
    #[case("ja graag verlengen", Some(MetRecht::Verlengen))]
    #[case("neem die rol maar af", Some(MetRecht::Afnemen))]
    #[case("intrekken", Some(MetRecht::Afnemen))]
    #[case("trek in", Some(MetRecht::Afnemen))]
    #[case("niet verlengen", None)]
    #[case("verlengen of afnemen", None)]
    #[case("verlengen?", None)]
    #[case("trek een jas aan", None)]
    #[case("zm-0001 intrekken", None)]
    fn only_what_says_so(#[case] tekst: &str, #[case] wat: Option<MetRecht>) {
        assert_eq!(met_recht(tekst), wat, "{tekst}");
    }
}
