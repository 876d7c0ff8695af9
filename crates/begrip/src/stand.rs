//! Whether somebody asks how an alert stands, and how they want to see it.
//!
//! Invariant: what tells of something new is no question about what was sent.

use crate::lijst::STAND;
use crate::plakken::nummers;
use crate::soort;
use crate::woorden::{Woord, lijkt_op, woorden};

/// How it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hoe {
    /// In a few lines.
    Kort,
    /// With what is known of single messages.
    Details,
    /// As a drawing.
    Beeld,
}

/// A question about how an alert stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandVraag {
    /// The number that was named.
    pub nummer: Option<String>,
    /// How it is to be shown.
    pub hoe: Hoe,
    /// What stood there beside that, as it was typed; empty if nothing did.
    pub rest: String,
}

/// "Details", "gedetailleerd" not.
fn is_detail(woord: &Woord) -> bool {
    STAND.details.iter().any(|begin| woord.norm.starts_with(begin))
}

fn hoe(alle: &[Woord]) -> Hoe {
    if STAND.beeld.staat_in(alle) {
        Hoe::Beeld
    } else if alle.iter().any(is_detail) {
        Hoe::Details
    } else {
        Hoe::Kort
    }
}

/// Reads what stands behind `/status`. `codes` are the letters that numbers begin with.
#[must_use]
pub fn lees(tekst: &str, codes: &[&str]) -> StandVraag {
    let alle = woorden(tekst);
    let nummer = nummers(tekst, codes).into_iter().next();
    let rest: Vec<&str> = match nummer {
        Some(_) => Vec::new(),
        None => alle
            .iter()
            .filter(|woord| {
                !STAND.beeld.contains(&woord.norm) && !STAND.vulling.contains(&woord.norm) && !is_detail(woord)
            })
            .filter_map(|woord| tekst.get(woord.plek.clone()))
            .collect(),
    };
    StandVraag { nummer, hoe: hoe(&alle), rest: rest.join(" ") }
}

/// Whether a text asks how an alert stands.
#[must_use]
pub fn vraagt(tekst: &str, codes: &[&str]) -> Option<StandVraag> {
    let alle = woorden(tekst);
    if alle.is_empty() || alle.len() > 12 {
        return None;
    }
    let ander = |woord: &Woord| STAND.ander_begin.iter().any(|begin| woord.norm.starts_with(begin));
    if alle.iter().any(ander) || STAND.niet_nodig.staat_in(&alle) {
        return None;
    }
    let vraag = StandVraag { rest: String::new(), ..lees(tekst, codes) };
    (noemt_stand(tekst, &alle, codes) || vraagt_hoe(&alle, vraag.nummer.is_some()) || vraagt_wie(tekst, &alle))
        .then_some(vraag)
}

/// "Stand zm231", "status?", "geef even een plaatje van ZM-0231".
fn noemt_stand(tekst: &str, alle: &[Woord], codes: &[&str]) -> bool {
    // "Strand" is no "stand": only the longer words are put right.
    let fout = |woord: &Woord| STAND.stand.iter().any(|naam| naam.len() >= 6 && lijkt_op(&woord.norm, naam).is_some());
    let stand = |woord: &Woord| STAND.stand.contains(&woord.norm) || (woord.norm.len() >= 5 && fout(woord));
    let beeld = |woord: &Woord| STAND.beeld.contains(&woord.norm);
    let met_nummer = !nummers(tekst, codes).is_empty();
    let nummerdeel = |woord: &Woord| {
        let kaal = woord.norm.trim_end_matches(|teken: char| teken.is_ascii_digit());
        kaal.is_empty() || codes.iter().any(|code| code.eq_ignore_ascii_case(kaal))
    };
    // "Geen status" is no question; "geen" is no filler.
    let alleen = alle.iter().all(|woord| {
        stand(woord) || beeld(woord) || STAND.vulling.contains(&woord.norm) || is_detail(woord) || nummerdeel(woord)
    });
    alleen && (alle.iter().any(stand) || (met_nummer && alle.iter().any(beeld)))
}

/// "Hoe staat het ervoor", "hoe ver zijn we met zm231".
fn vraagt_hoe(alle: &[Woord], met_nummer: bool) -> bool {
    let hij = STAND.iemand.staat_in(alle);
    let over_melding = STAND.melding.staat_in(alle);
    !hij && (STAND.hoe_staat.staat_in(alle)
        || alle.first().is_some_and(|woord| STAND.hoever.contains(&woord.norm))
        || ((met_nummer || over_melding) && STAND.hoe_gaat.staat_in(alle)))
}

/// "Hoeveel hebben het al", "wie heeft het nog niet geplaatst?", "is het al overal bezorgd?".
fn vraagt_wie(tekst: &str, alle: &[Woord]) -> bool {
    let vraagwoord = |woord: &Woord| STAND.vraagwoorden.contains(&woord.norm);
    let gedaan = |woord: &Woord| STAND.gedaan.contains(&woord.norm);
    let groepen = |woord: &Woord| STAND.groepen.contains(&woord.norm);
    // "Hoeveel groepen zijn er in Rokkeveen" asks how well a wijk is covered, and about no alert.
    let dekking = &STAND.dekking;
    let over_bericht = |woord: &Woord| gedaan(woord) || STAND.over_bericht.contains(&woord.norm);
    if dekking.staat_in(alle) && !alle.iter().any(over_bericht) {
        return false;
    }
    let hebben_het = &STAND.hebben_het;
    let begint = alle.first().is_some_and(vraagwoord);
    let vraag = tekst.contains('?') || alle.first().is_some_and(|woord| STAND.vraagwoorden_zeker.contains(&woord.norm));
    // "Wie heeft een overvaller gezien" tells of something new.
    let nieuw = soort::vind(alle).is_some_and(|gevonden| gevonden.getypt.is_none());
    let over_mensen = STAND.mensen.staat_in(alle);
    let het = STAND.het.staat_in(alle);
    begint
        && vraag
        && !nieuw
        && !over_mensen
        && (hebben_het.staat_in(alle)
            || (alle.iter().any(gedaan) && (het || alle.iter().any(groepen)))
            || (STAND.hoeveel.aanloop(alle) > 0 && alle.iter().any(groepen)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const CODES: [&str; 3] = ["ZM", "LD", "OEF"];

    #[rstest]
    #[case("hoe staat het ervoor", None, Hoe::Kort)]
    #[case("Hoe staat het er voor?", None, Hoe::Kort)]
    #[case("hoe staat t met zm231", Some("ZM-0231"), Hoe::Kort)]
    #[case("stand zm231", Some("ZM-0231"), Hoe::Kort)]
    #[case("status?", None, Hoe::Kort)]
    #[case("satus zm 231", Some("ZM-0231"), Hoe::Kort)]
    #[case("geef even de tussenstand aub", None, Hoe::Kort)]
    #[case("hoeveel hebben het al", None, Hoe::Kort)]
    #[case("hoeveel groepen hebben 'm geplaatst", None, Hoe::Kort)]
    #[case("wie heeft het nog niet geplaatst?", None, Hoe::Kort)]
    #[case("is het al overal bezorgd?", None, Hoe::Kort)]
    #[case("hoe ver zijn we met ZM-0231", Some("ZM-0231"), Hoe::Kort)]
    #[case("hoever is het?", None, Hoe::Kort)]
    #[case("hoe gaat het met de melding", None, Hoe::Kort)]
    #[case("laat de stand als plaatje zien", None, Hoe::Beeld)]
    #[case("kaartje zm231", Some("ZM-0231"), Hoe::Beeld)]
    #[case("status oef 12 details", Some("OEF-0012"), Hoe::Details)]
    fn questions_about_what_was_sent(#[case] tekst: &str, #[case] nummer: Option<&str>, #[case] hoe: Hoe) {
        let vraag = vraagt(tekst, &CODES);
        assert_eq!(vraag.map(|vraag| (vraag.nummer, vraag.hoe)), Some((nummer.map(str::to_owned), hoe)), "{tekst}");
    }

    #[rstest]
    #[case("hoe staat het met mijn aanmelding")]
    #[case("geen status nodig")]
    #[case("zm231 intrekken")]
    #[case("akkoord ZM-0231")]
    #[case("ZM-0231")]
    #[case("wie heeft een overvaller gezien in rokkeveen?")]
    #[case("wie heeft het kind gezien?")]
    #[case("hoe gaat het")]
    #[case("hoeveel man?")]
    #[case("hoe verwijder ik dat")]
    #[case("er is net een overval geweest op het tankstation in rokkeveen")]
    #[case("kan niet")]
    #[case("bedankt")]
    #[case("")]
    fn other_talk_is_left_alone(#[case] tekst: &str) {
        assert_eq!(vraagt(tekst, &CODES), None, "{tekst}");
    }

    #[test]
    fn what_stands_behind_the_command() {
        let lees = |tekst| lees(tekst, &CODES);
        assert_eq!(
            lees("zm231 beeld"),
            StandVraag { nummer: Some("ZM-0231".into()), hoe: Hoe::Beeld, rest: String::new() }
        );
        assert_eq!(lees("231").rest, "231");
        assert_eq!(lees("XX-0001 details"), StandVraag { nummer: None, hoe: Hoe::Details, rest: "XX 0001".into() });
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (vraagt(&tekst, &CODES), lees(&tekst, &CODES));
        }
    }
}
