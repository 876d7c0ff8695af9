//! What colleagues say among themselves in the text of an alert: consent of the family, a picture that follows, "intern", and where
//! police are and what they are about to do.
//!
//! Invariants: it is no part of a politiebericht, and what was left out is told to its writer; what somebody looks like is not taken
//! with it.

use std::ops::Range;

use crate::ja_nee::Bij;
use crate::lijst::{INTERN, MELDING};
use crate::woorden::{Woord, Woordenset, norm_op as norm};

/// The most words that are taken on either side of a word of consent.
const RAND_WOORDEN_MAX: usize = 7;

/// The words that are said among colleagues, as ranges of their places. `vermissing`: somebody is missing, who may be a grandmother.
#[must_use]
pub fn vind(tekst: &str, woorden: &[Woord], vermissing: bool) -> Vec<Range<usize>> {
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
        } else if let Some(stuk) = inzet(tekst, woorden, plaats) {
            gevonden.push(stuk);
        } else if !vermissing && is_bewoner(woorden, plaats) {
            gevonden.push(plaats..einde_van_bewoner(tekst, woorden, plaats));
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

/// "Bewoonster 40 jaar", "oma van 80": whoever it happened to, and not whoever looks like one.
fn is_bewoner(woorden: &[Woord], plaats: usize) -> bool {
    let ervoor = plaats.checked_sub(1).map_or("", |ervoor| norm(woorden, ervoor));
    INTERN.bewoner.contains(norm(woorden, plaats)) && !INTERN.nep.contains(ervoor)
}

/// Up to a comma, or to whoever is looked for: "bewoonster zag man met rode jas".
fn einde_van_bewoner(tekst: &str, woorden: &[Woord], plaats: usize) -> usize {
    let mut einde = plaats + 1;
    while einde < woorden.len() && !is_breuk(tekst, woorden, einde) && !INTERN.gezochte.contains(norm(woorden, einde)) {
        einde += 1;
        if INTERN.zag.contains(norm(woorden, einde - 1)) {
            break;
        }
    }
    einde
}

/// "12-04 rijdt aan", "pand omsingeld", "verdachte nog binnen", "AT komt eraan": where police are, or what they do, from this word on.
/// The whole part of the sentence, unless it tells what somebody looks like.
fn inzet(tekst: &str, woorden: &[Woord], plaats: usize) -> Option<Range<usize>> {
    let lijst = &*INTERN;
    let plek = &woorden[plaats].plek;
    // In capitals alone: "at" is a word.
    let team = tekst.get(plek.clone()) == Some("AT");
    let nummer = lijst.eenheid.plek(tekst.get(plek.start..)?).filter(|gevonden| gevonden.start == 0);
    let van_nummer = nummer.map(|gevonden| {
        let einde = plek.start + gevonden.end;
        woorden[plaats..].iter().take_while(|woord| woord.plek.start < einde).count()
    });
    let lengte = lijst.inzet.langste(&woorden[plaats..]).or(van_nummer).or(team.then_some(1))?;
    let deel = deel_van_zin(tekst, woorden, plaats..plaats + lengte);
    let beschrijft = deel.clone().filter(|ander| !(plaats..plaats + lengte).contains(ander)).any(|ander| {
        let dit = norm(woorden, ander);
        let persoon = MELDING.is_persoon(dit) && !lijst.gezochte.contains(dit);
        persoon
            || MELDING.kleding.lijst.contains(dit)
            || MELDING.is_kleur(dit)
            || MELDING.voertuigen.gewoon.contains(dit)
            || MELDING.voertuigen.merken.contains(dit)
            || MELDING.voertuigen.modellen.contains(dit)
    });
    if !beschrijft {
        return Some(deel);
    }
    let (mut begin, mut einde) = (plaats, plaats + lengte);
    while begin > deel.start && lijst.inzet_rand.contains(norm(woorden, begin - 1)) {
        begin -= 1;
    }
    while einde < deel.end && lijst.inzet_rand.contains(norm(woorden, einde)) {
        einde += 1;
    }
    Some(begin..einde)
}

/// The part of a sentence that these words stand in, between commas and the like.
fn deel_van_zin(tekst: &str, woorden: &[Woord], stuk: Range<usize>) -> Range<usize> {
    let (mut begin, mut einde) = (stuk.start, stuk.end);
    while begin > 0 && !is_breuk(tekst, woorden, begin) {
        begin -= 1;
    }
    while einde < woorden.len() && !is_breuk(tekst, woorden, einde) {
        einde += 1;
    }
    begin..einde
}

/// Whether a comma or the end of a sentence stands before a word.
fn is_breuk(tekst: &str, woorden: &[Woord], rechts: usize) -> bool {
    let (Some(links), Some(woord)) = (rechts.checked_sub(1).and_then(|links| woorden.get(links)), woorden.get(rechts))
    else {
        return true;
    };
    let tussen = tekst.get(links.plek.end..woord.plek.start).unwrap_or(",");
    tussen.contains([',', '.', ';', '\n', '(', ')', '!', '?'])
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
    let breuk = |rechts: usize| is_breuk(tekst, woorden, rechts);
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
    #[case("man zwarte jas, 12-04 rijdt aan", &["12-04 rijdt aan"])]
    #[case("man zwarte jas, verdachte nog binnen, pand omsingeld", &["verdachte nog binnen", "pand omsingeld"])]
    #[case("man zwarte jas. AT komt eraan", &["AT komt eraan"])]
    #[case("man zwarte jas nog binnen", &["nog binnen"])]
    #[case("jongen rode trui, eenheid 3401 ter plaatse", &["eenheid 3401 ter plaatse"])]
    #[case("jongen rode trui, 2 eenheden onderweg", &["2 eenheden onderweg"])]
    #[case("jongen rode trui, helikopter boven de wijk", &["helikopter boven de wijk"])]
    #[case("rode trui, wij staan bij de brug", &["wij staan bij de brug"])]
    #[case("man met hond en zwarte jas", &[])]
    #[case("zat at een broodje", &[])]
    #[case("man witte pet, 1430 rijdt weg in een zwarte audi", &[])]
    #[case("1415 komt uit de flat, rode jas", &[])]
    #[case("oma van 80 tas kwijt, dader man witte pet", &["oma van 80 tas kwijt"])]
    #[case("bewoonster zag man met rode jas", &["bewoonster zag"])]
    #[case("vrouw, nep oma met rollator", &[])]
    #[case("man maakt foto's van huizen", &[])]
    #[case("vrouw met kind, rode jas", &[])]
    #[case("man 1.80 groene jas", &[])]
    fn what_colleagues_say_among_themselves(#[case] tekst: &str, #[case] verwacht: &[&str]) {
        let woorden = woorden(tekst);
        let stuk = |plek: Range<usize>| &tekst[woorden[plek.start].plek.start..woorden[plek.end - 1].plek.end];
        let gevonden: Vec<&str> = vind(tekst, &woorden, false).into_iter().map(stuk).collect();
        assert_eq!(gevonden, verwacht, "{tekst}");
    }
}
