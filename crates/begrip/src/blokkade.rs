//! Blocking a telephone in natural words: "mijn telefoon is gestolen, blokkeer 06…".
//!
//! Invariants: only the order of whoever writes blocks, and only a number; what somebody else wants, what is asked and what is
//! taken back in the same breath does not.

use crate::houding::{self, Houding, houding};
use crate::ja_nee::Bij;
use crate::lijst::BEDOELING;
use crate::woorden::{Woord, is_ongeveer, woorden};

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
    let hoort = |woord: &Woord| BEDOELING.voor_blokkeren.contains(&woord.norm) || nummer(woord);
    let eigen = alle[houding::begin_van_zin(getypt, &alle, daad)..daad].iter().all(hoort);
    let tot = alle[daad..].iter().position(nummer).map_or(alle.len(), |tot| daad + tot);
    let ertussen = &alle[daad..tot];
    let iets_anders = BEDOELING.geen_nummer_blokkeren.staat_in(ertussen) || Bij::Besluit.hoort_nee(ertussen);
    if stand == Houding::Doet && (!eigen || iets_anders) { Houding::StaatNogNiet } else { stand }
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
