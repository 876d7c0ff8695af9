//! What people look like, made into plain words; and how much of it there is.
//!
//! Invariant: nothing is added but commas, plurals, "met" and "jaar": no trait that was not typed.

use crate::lijst::{MELDING, TWIJFEL};
use crate::woorden::{Woord, Woordenset, woorden};
use kern::domain::soort::MeldingSoort;

/// Makes typed traits readable: "2 man zwarte jas capuchon" becomes "2 mannen, zwarte jas met capuchon".
#[must_use]
pub fn leesbaar(ruw: &str, soort: Option<MeldingSoort>) -> String {
    let stukken: Vec<&str> = ruw.split(' ').filter(|stuk| !stuk.is_empty()).collect();
    let kernen: Vec<String> = stukken.iter().map(|stuk| kern(stuk)).collect();
    let norm = |plaats: usize| kernen.get(plaats).cloned().unwrap_or_default();
    let mut uit = String::with_capacity(ruw.len() + 16);
    for (plaats, stuk) in stukken.iter().enumerate() {
        let dit = norm(plaats);
        let volgend = norm(plaats + 1);
        if plaats > 0 {
            let vorig = norm(plaats - 1);
            let af = uit.ends_with([',', '.', ';', ':', '!', '?', '(', '-', '/', '+', '&']);
            let gaat_door = MELDING.signalement.verbindt.contains(&vorig) || MELDING.is_bijvoeglijk(&vorig);
            let kleding = MELDING.kleding.lijst.contains(&dit);
            let kleur = MELDING.is_kleur(&dit) && !MELDING.vulling.lijst.contains(&volgend) && !volgend.is_empty();
            let bijvoeglijk = MELDING.kleuren.bijvoeglijk.contains(&dit)
                && (MELDING.kleding.lijst.contains(&volgend) || MELDING.is_kleur(&volgend));
            let leeftijd =
                is_getal(&dit) && begint_met(&volgend, &MELDING.signalement.jaar) && MELDING.is_persoon(&vorig);
            if !af && kleding && MELDING.signalement.met.contains(&dit) && MELDING.kleding.lijst.contains(&vorig) {
                uit.push_str(" met");
            } else if !af && !gaat_door && ((kleding && MELDING.is_bekend(&vorig)) || kleur || bijvoeglijk || leeftijd)
            {
                uit.push(',');
            }
            uit.push(' ');
        }
        // "Jongen 4, dader met pet": the number belongs to what stands before the comma.
        let aaneen = plaats > 0 && stukken[plaats - 1].ends_with(char::is_alphanumeric);
        let vorig = aaneen.then(|| norm(plaats - 1));
        uit.push_str(&meervoud(stuk, &dit, vorig.as_deref()));
        // "Vrouw 82" is her age.
        if soort == Some(MeldingSoort::Vermissing)
            && is_leeftijd(&dit)
            && plaats > 0
            && MELDING.is_persoon(&norm(plaats - 1))
            && !begint_met(&volgend, &MELDING.signalement.jaar)
            && !begint_met(&volgend, &MELDING.signalement.maat)
        {
            leeftijd_erbij(&mut uit, stuk);
        }
    }
    uit
}

/// The word in a piece between spaces, as words are compared.
fn kern(stuk: &str) -> String {
    woorden(stuk).into_iter().next().map(|woord| woord.norm).unwrap_or_default()
}

fn begint_met(norm: &str, lijst: &Woordenset) -> bool {
    lijst.iter().any(|begin| norm.starts_with(begin))
}

fn is_getal(norm: &str) -> bool {
    !norm.is_empty() && norm.chars().all(|teken| teken.is_ascii_digit())
}

fn is_leeftijd(norm: &str) -> bool {
    is_getal(norm) && norm.parse::<u32>().is_ok_and(|jaren| (1..=110).contains(&jaren))
}

/// "vrouw 82," becomes "vrouw, 82 jaar,".
fn leeftijd_erbij(uit: &mut String, stuk: &str) {
    let cijfers = stuk.trim_end_matches(|teken: char| !teken.is_ascii_digit());
    let na = stuk.get(cijfers.len()..).unwrap_or_default();
    if cijfers.is_empty() || !cijfers.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    uit.truncate(uit.len() - stuk.len());
    let voor = uit.trim_end().len();
    uit.truncate(voor);
    if !uit.ends_with(',') {
        uit.push(',');
    }
    uit.push_str(&format!(" {cijfers} jaar{na}"));
}

/// "2 man" is two of them.
fn meervoud(stuk: &str, norm: &str, vorig: Option<&str>) -> String {
    let meer = vorig.is_some_and(|vorig| {
        MELDING.personen.getallen.contains(vorig) && !MELDING.signalement.een_groep.contains(vorig)
    });
    let vorm = MELDING.personen.meervoud.iter().find(|(enkel, _)| meer && enkel == norm);
    vorm.map_or_else(|| stuk.to_owned(), |(enkel, meer)| stuk.to_lowercase().replacen(enkel.as_str(), meer, 1))
}

/// The traits in a description, the colour of a skin not counted: who, age, height, build, each piece of clothing.
#[must_use]
pub fn kenmerken(signalement: &str) -> usize {
    let gelezen = woorden(signalement);
    let telt = |norm: &str| {
        MELDING.kleding.lijst.contains(norm)
            || MELDING.is_persoon(norm)
            || MELDING.signalement.bouw.contains(norm)
            || MELDING.signalement.bouw.contains(norm)
            || MELDING.signalement.bouw.contains(norm)
    };
    let lengte = signalement.contains("1.") || signalement.contains("1,");
    gelezen.iter().filter(|woord| telt(&woord.norm)).count() + usize::from(lengte)
}

/// Whether a description tells nobody what to look for: "man", "2 jongens", "een verdachte".
#[must_use]
pub fn is_dun(signalement: &str, soort: Option<MeldingSoort>) -> bool {
    let draagt = |woord: &Woord| {
        let norm = woord.norm.as_str();
        let leeftijd = soort == Some(MeldingSoort::Vermissing) && is_getal(norm);
        leeftijd
            || !(MELDING.is_persoon(norm)
                || MELDING.personen.getallen.contains(norm)
                || MELDING.vulling.lijst.contains(norm)
                || MELDING.vulling.vertrek.contains(norm)
                || MELDING.tijd.lijst.contains(norm)
                || MELDING.beleefd.lijst.contains(norm)
                || TWIJFEL.opgelost.is_reeks(norm)
                || is_getal(norm)
                || MELDING.signalement.zegt_niets.contains(norm))
    };
    !woorden(signalement).iter().any(draagt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2 man zwarte jas capuchon", "2 mannen, zwarte jas met capuchon")]
    #[case("man zwarte jas witte schoenen", "man, zwarte jas, witte schoenen")]
    #[case("man 1.80 blauwe pet", "man 1.80, blauwe pet")]
    #[case("vrouw met kinderwagen rode jas", "vrouw met kinderwagen, rode jas")]
    #[case("jongen 6 jaar blauwe jas rode laarzen", "jongen, 6 jaar, blauwe jas, rode laarzen")]
    #[case("man met rode jas", "man met rode jas")]
    #[case("2 jongens bivakmuts", "2 jongens, bivakmuts")]
    #[case("man, zwarte jas", "man, zwarte jas")]
    #[case("getinte man zwarte jas", "getinte man, zwarte jas")]
    #[case("man zwarte leren jas", "man, zwarte leren jas")]
    #[case("man lange zwarte jas", "man, lange zwarte jas")]
    #[case("", "")]
    fn traits_become_plain_words(#[case] ruw: &str, #[case] verwacht: &str) {
        assert_eq!(leesbaar(ruw, None), verwacht);
    }

    #[test]
    fn a_bare_number_behind_a_missing_person_is_an_age() {
        let soort = Some(MeldingSoort::Vermissing);
        assert_eq!(leesbaar("vrouw 82, beige jas, rollator", soort), "vrouw, 82 jaar, beige jas, rollator");
        assert_eq!(leesbaar("jongen 6 jaar", soort), "jongen, 6 jaar");
        assert_eq!(leesbaar("vrouw 82", None), "vrouw 82");
    }

    #[rstest]
    #[case("man", true)]
    #[case("een man", true)]
    #[case("2 jongens", true)]
    #[case("verdachte", true)]
    #[case("", true)]
    #[case("man rode jas", false)]
    #[case("zwarte audi", false)]
    fn too_thin_is_known(#[case] tekst: &str, #[case] dun: bool) {
        assert_eq!(is_dun(tekst, None), dun);
    }

    #[test]
    fn traits_are_counted() {
        assert_eq!(kenmerken("getinte man, zwarte jas"), 2);
        assert_eq!(kenmerken("getinte man"), 1);
    }
}
