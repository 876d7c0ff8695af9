//! What colleagues say among themselves in the text of an alert: consent of the family, a picture that follows, "intern".
//!
//! Invariant: it is no part of a politiebericht, and what was left out is told to its writer.

use std::ops::Range;

use crate::ja_nee::Bij;
use crate::lijst::INTERN;
use crate::woorden::{Woord, Woordenset, norm_op as norm};

/// The most words that are taken on either side of a word of consent.
const RAND_WOORDEN_MAX: usize = 7;

/// The words that are said among colleagues, as ranges of their places.
#[must_use]
pub fn vind(tekst: &str, woorden: &[Woord]) -> Vec<Range<usize>> {
    let lijst = &*INTERN;
    let mut gevonden: Vec<Range<usize>> = Vec::new();
    for plaats in 0..woorden.len() {
        if gevonden.last().is_some_and(|al| al.contains(&plaats)) {
            continue;
        }
        if lijst.vanaf.begint(&woorden[plaats..]).is_some() {
            gevonden.push(plaats..einde_van_zin(tekst, woorden, plaats));
        } else if let Some(lengte) = lijst.wanneer_weg.langste(&woorden[plaats..]) {
            let verder = &woorden[plaats + lengte..];
            let erbij = lijst.wanneer_weg_rand.aanloop(verder);
            gevonden.push(plaats..plaats + lengte + erbij);
        } else if stemt_in(woorden, plaats) {
            let rand = |norm: &str| lijst.ertussen.contains(norm) || lijst.wie.contains(norm);
            gevonden.push(met_rand(tekst, woorden, plaats, rand));
        } else if weet_ervan(woorden, plaats) {
            let rand =
                |norm: &str| [&lijst.ertussen, &lijst.wie, &lijst.weet_rand].iter().any(|deel| deel.contains(norm));
            gevonden.push(met_rand(tekst, woorden, plaats, rand));
        } else if lijst.foto.contains(&woorden[plaats].norm) {
            let stuk = met_rand(tekst, woorden, plaats, |norm| lijst.foto_rand.contains(norm));
            // "Man maakt foto's van huizen" describes him.
            if stuk.len() > 1 || plaats + 1 == woorden.len() {
                gevonden.push(stuk);
            }
        }
    }
    gevonden
}

/// Whether words of a text speak of consent that was refused or is not there yet.
#[must_use]
pub fn weigert(gelezen: &[Woord]) -> bool {
    let over_toestemming = (0..gelezen.len()).any(|plaats| stemt_in(gelezen, plaats) || weet_ervan(gelezen, plaats));
    over_toestemming && Bij::Toestemming.hoort_nee(gelezen)
}

/// "Akkoord", "toestemming", "mag van de familie", "ouders vinden het goed", "ok van moeder".
fn stemt_in(woorden: &[Woord], plaats: usize) -> bool {
    let lijst = &*INTERN;
    let straks = |lijst: &Woordenset| (1..=3).any(|verder| lijst.contains(norm(woorden, plaats + verder)));
    let iemand = |plekken: Range<usize>| plekken.into_iter().any(|plek| lijst.wie.contains(norm(woorden, plek)));
    let ervoor = iemand(plaats.saturating_sub(3)..plaats);
    let erna = iemand(plaats + 1..plaats + 5);
    let dit = norm(woorden, plaats);
    if lijst.mag.contains(dit) {
        straks(&lijst.van) && erna
    } else if lijst.vindt.contains(dit) {
        straks(&lijst.goed) && (ervoor || erna)
    } else if lijst.stemt.contains(dit) {
        straks(&lijst.mee_in) && (ervoor || erna)
    } else if lijst.ok.contains(dit) {
        ervoor || (straks(&lijst.van) && erna)
    } else if lijst.wil.contains(dit) {
        ervoor && straks(&lijst.wil_niet)
    } else {
        lijst.toestemming.contains(dit)
    }
}

/// "Ouders weten nog van niks", "familie is niet ingelicht": whether those who must agree know of it.
fn weet_ervan(woorden: &[Woord], plaats: usize) -> bool {
    let wie = plaats.saturating_sub(WIE_ERVOOR_MAX)..plaats;
    INTERN.weet.begint(&woorden[plaats..]).is_some()
        && wie.into_iter().any(|wie| INTERN.naasten.contains(norm(woorden, wie)))
}

/// So many words stand at most between those who know and that they do.
const WIE_ERVOOR_MAX: usize = 5;

/// A word with those around it that go with it, up to a comma or the end of a sentence.
fn met_rand(tekst: &str, woorden: &[Woord], plaats: usize, hoort: impl Fn(&str) -> bool) -> Range<usize> {
    let breuk = |rechts: usize| {
        let (Some(links), Some(woord)) =
            (rechts.checked_sub(1).and_then(|links| woorden.get(links)), woorden.get(rechts))
        else {
            return true;
        };
        let tussen = tekst.get(links.plek.end..woord.plek.start).unwrap_or(",");
        tussen.contains([',', '.', ';', '\n', '(', ')', '!', '?'])
    };
    let (mut begin, mut einde) = (plaats, plaats + 1);
    while plaats - begin < RAND_WOORDEN_MAX && !breuk(begin) && hoort(norm(woorden, begin - 1)) {
        begin -= 1;
    }
    while einde - plaats <= RAND_WOORDEN_MAX && einde < woorden.len() && !breuk(einde) && hoort(norm(woorden, einde)) {
        einde += 1;
    }
    begin..einde
}

/// The word behind the last of the sentence that goes on here.
fn einde_van_zin(tekst: &str, woorden: &[Woord], begin: usize) -> usize {
    let einde = (begin + 1..woorden.len()).find(|plaats| {
        let tussen = tekst.get(woorden[*plaats - 1].plek.end..woorden[*plaats].plek.start).unwrap_or_default();
        let punt = tussen.contains(['.', '!', '?']) && tussen.ends_with(char::is_whitespace);
        punt || tussen.contains(['\n', ';', ')'])
    });
    einde.unwrap_or(woorden.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::woorden::woorden;
    use rstest::rstest;

    #[rstest]
    #[case("meisje rode jas, familie akkoord", &["familie akkoord"])]
    #[case("meisje rode jas ouders geven toestemming", &["ouders geven toestemming"])]
    #[case("jongen blauwe pet mag van de familie", &["mag van de familie"])]
    #[case("jongen blauwe pet, foto volgt zo", &["foto volgt zo"])]
    #[case("jongen. Intern aan collega's: vader is bekend bij ons. Rode trui", &["Intern aan collega's: vader is bekend bij ons"])]
    #[case("man maakt foto's van huizen", &[])]
    #[case("vrouw met kind, rode jas", &[])]
    #[case("man 1.80 groene jas", &[])]
    fn what_colleagues_say_among_themselves(#[case] tekst: &str, #[case] verwacht: &[&str]) {
        let woorden = woorden(tekst);
        let stuk = |plek: Range<usize>| &tekst[woorden[plek.start].plek.start..woorden[plek.end - 1].plek.end];
        let gevonden: Vec<&str> = vind(tekst, &woorden).into_iter().map(stuk).collect();
        assert_eq!(gevonden, verwacht, "{tekst}");
    }
}
