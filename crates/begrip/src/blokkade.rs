//! Blocking a telephone in natural words: "mijn telefoon is gestolen, blokkeer 06…".
//!
//! Invariants: only the order of whoever writes blocks, and only a number; what somebody else wants, what is asked and what is
//! taken back in the same breath does not.

use crate::houding::{self, Houding, houding};
use crate::ja_nee::Bij;
use crate::lijst::BEDOELING;
use crate::woorden::{Woord, is_ongeveer, norm_op, woorden};

/// How a text stands towards blocking a number; one without the word stands behind the command.
#[must_use]
pub fn blokkeert(getypt: &str) -> Houding {
    // Behind the command the word itself is not typed again.
    let met_woord = format!("blokkeer {getypt}");
    let blokkeer = |norm: &str| BEDOELING.blokkeren.iter().any(|bekend| is_ongeveer(norm, bekend));
    let getypt = if woorden(getypt).iter().any(|woord| blokkeer(&woord.norm)) { getypt } else { met_woord.as_str() };
    let alle = woorden(getypt);
    let daad = alle.iter().position(|woord| blokkeer(&woord.norm)).unwrap_or_default();
    let stand = houding(getypt, &alle, daad..daad + 1);
    // Who is meant by "Marieke wil 06… blokkeren", and what by "blokkeer de weg bij 06…", nobody can tell.
    let nummer = |woord: &Woord| woord.norm.bytes().all(|teken| teken.is_ascii_digit());
    let zin = &alle[houding::begin_van_zin(getypt, &alle, daad)..daad];
    let eigen = !wil_een_ander(zin) && !BEDOELING.blokkeert_een_ander.contains(&alle[daad].norm);
    let tot = alle[daad..].iter().position(nummer).map_or(alle.len(), |tot| daad + tot);
    let ertussen = &alle[daad..tot];
    let iets_anders = BEDOELING.geen_nummer_blokkeren.staat_in(ertussen) || Bij::Besluit.hoort_nee(ertussen);
    if stand == Houding::Doet && (!eigen || iets_anders) { Houding::StaatNogNiet } else { stand }
}

/// Whether a text itself orders that a number is blocked.
#[must_use]
pub fn beveelt(getypt: &str) -> bool {
    let alle = woorden(getypt);
    let nummer = alle
        .iter()
        .any(|woord| woord.norm.len() >= NUMMER_CIJFERS_MIN && woord.norm.bytes().all(|teken| teken.is_ascii_digit()));
    nummer && BEDOELING.blokkeren.staat_in(&alle) && blokkeert(getypt) == Houding::Doet
}

/// Whether a text says in a few words that one's own telephone was stolen; in more it tells of a robbery.
#[must_use]
pub fn is_gestolen(getypt: &str) -> bool {
    let alle = woorden(getypt);
    alle.len() <= GESTOLEN_WOORDEN_MAX
        && BEDOELING.eigen_telefoon.staat_in(&alle)
        && BEDOELING.gestolen.staat_in(&alle)
        && !getypt.contains('?')
}

/// More words tell how it went.
const GESTOLEN_WOORDEN_MAX: usize = 6;

/// Whether a text has the word that orders a block, however it stands towards it.
#[must_use]
pub fn noemt(getypt: &str) -> bool {
    BEDOELING.blokkeren.staat_in(&woorden(getypt))
}

/// Fewer digits are no telephone.
const NUMMER_CIJFERS_MIN: usize = 6;

/// "Marieke wil 06… blokkeren": somebody wishes it, and not whoever writes. Names beside the number say whose it is.
fn wil_een_ander(zin: &[Woord]) -> bool {
    let zelf = |plaats: usize| BEDOELING.wie_blokkeert.contains(norm_op(zin, plaats));
    let wil = |plaats: usize| BEDOELING.wil_blokkeren.contains(norm_op(zin, plaats));
    let wat = |plaats: usize| BEDOELING.wat_blokkeren.contains(norm_op(zin, plaats));
    (1..zin.len()).any(|plaats| wil(plaats) && !zelf(plaats - 1) && !zelf(plaats + 1) && !wat(plaats - 1))
}

/// Whether a text undoes a block: "kunt u 06… deblokkeren", "haal de blokkade van 06… eraf".
#[must_use]
pub fn deblokkeert(getypt: &str) -> bool {
    let alle = woorden(getypt);
    // "Blokkeer 06…, dader is weer vrij" blocks.
    let blok = alle.first().is_some_and(|woord| BEDOELING.blokkeren.contains(&woord.norm));
    let terug = |woord: &Woord| BEDOELING.deblokkeren.contains(&woord.norm);
    !blok && (alle.iter().any(terug) || BEDOELING.blokkade_eraf.staat_in(&alle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("kunt u het nummer van Piet de Vries 0612340077 blokkeren")]
    #[case("graag 0612340077 van mijn oude telefoon blokkeren")]
    #[case("mijn telefoon is gestolen, blokkeer 0612340077")]
    #[case("dit nummer wil ik blokkeren 0612340077")]
    #[case("het toestel van de beheerder van wijk Noord, 0612340077, blokkeren")]
    #[case("blokkeer de beheerder van die wijk 0612340077")]
    #[case("mijn dochter heeft haar mobiel verloren blokkeer 0612340077")]
    #[case("blokkeer 0612340077, wijkagent heeft hem gevonden")]
    fn an_order_blocks_whoever_is_named_beside_the_number(#[case] tekst: &str) {
        assert_eq!(blokkeert(tekst), Houding::Doet, "{tekst}");
    }

    #[rstest]
    #[case("Marieke wil 0612340077 blokkeren")]
    #[case("mijn buurvrouw vraagt 0612340077 te blokkeren")]
    #[case("hij blokkeert 0612340077")]
    #[case("de beheerder wil 0612340077 laten blokkeren")]
    #[case("blokkeer de weg bij 0612340077")]
    fn what_another_wants_does_not(#[case] tekst: &str) {
        assert_ne!(blokkeert(tekst), Houding::Doet, "{tekst}");
    }
}
