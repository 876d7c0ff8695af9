//! That something is said of two alerts at once.
//!
//! Owns reading it; which alerts these are is the caller's. Invariant: of a text that only begins with such a word nothing is taken off.

use crate::lijst::LEVENSLOOP;
use crate::woorden::{Woord, woorden};

/// Whether a text speaks of both alerts: "sluit ze allebei af". "Alles is veilig" speaks of no two.
#[must_use]
pub fn noemt_allebei(tekst: &str) -> bool {
    woorden(tekst).iter().any(|woord| LEVENSLOOP.beide.contains(&woord.norm))
}

/// News without the words before it that say that it is of both: "voor beide: weg op een scooter", "beide meldingen: …". `None`: it does not
/// begin so.
#[must_use]
pub fn zonder_beide(tekst: &str) -> Option<&str> {
    let alle = woorden(tekst);
    let lijst = &*LEVENSLOOP;
    let ervoor =
        alle.iter().take_while(|woord| lijst.beide.contains(&woord.norm) || lijst.bij_beide.contains(&woord.norm));
    let ervoor: Vec<&Woord> = ervoor.collect();
    let (eerste, laatste) = (ervoor.first()?, ervoor.last()?);
    let rest = tekst.get(laatste.plek.end..)?.trim_start();
    let los = rest.starts_with([':', ',', '-']) || lijst.bij_beide.contains(&eerste.norm);
    let beide = ervoor.iter().any(|woord| lijst.beide.contains(&woord.norm));
    (beide && los).then(|| rest.trim_start_matches([':', ',', '-', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("sluit ze allebei, aangehouden", true)]
    #[case("beide sluiten", true)]
    #[case("afsluiten, alles is veilig", false)]
    #[case("intrekken, alles klopt niet", false)]
    #[case("allemaal loos alarm, sluit maar", false)]
    fn both_are_named_by_words_of_two_alone(#[case] tekst: &str, #[case] allebei: bool) {
        assert_eq!(noemt_allebei(tekst), allebei, "{tekst}");
    }

    #[rstest]
    #[case("voor beide: weg op een scooter", Some("weg op een scooter"))]
    #[case("beide meldingen: weg op een scooter", Some("weg op een scooter"))]
    #[case("allebei, weg", Some("weg"))]
    #[case("voor allebei weg op een scooter", Some("weg op een scooter"))]
    #[case("beide mannen zijn weg", None)]
    #[case("bij de Jumbo gezien", None)]
    #[case("voor de deur gezien", None)]
    #[case("weg op een scooter", None)]
    fn what_says_of_which_is_no_news(#[case] tekst: &str, #[case] nieuws: Option<&str>) {
        assert_eq!(zonder_beide(tekst), nieuws, "{tekst}");
    }
}
