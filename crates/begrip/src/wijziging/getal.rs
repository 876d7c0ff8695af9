//! Ages, heights and times that are put right.
//!
//! Owns telling which number is meant; the text of the draft is changed by `tekst`. Invariant: a number takes the place of one that stands
//! there once, or is added; which of two is meant is not guessed.

use std::ops::Range;

use super::Lezer;
use super::moment::kale_tijd;
use crate::lijst::{MELDING, WIJZIGING};
use crate::tijdstip::{self, Tijdstip};
use crate::woorden::{Woord, Woordenset, woorden};

impl Lezer<'_> {
    /// "Leeftijd 12", "lengte 1.65".
    pub(super) fn is_getal(&mut self, getypt: &str, kern: &str) -> bool {
        let heel = woorden(getypt);
        let alle = woorden(kern);
        let Some((eerste, rest)) = alle.split_first() else { return false };
        // "Hij is eerder 40", "leeftijd wijzigen in circa 40 jaar", where one age stands.
        let (getallen, anders): (Vec<&Woord>, Vec<&Woord>) = heel
            .iter()
            .filter(|woord| !WIJZIGING.vulling.contains(&woord.norm))
            .partition(|woord| woord.norm.bytes().all(|byte| byte.is_ascii_digit()));
        let van_leeftijd =
            |woord: &&Woord| WIJZIGING.bij_leeftijd.contains(&woord.norm) || WIJZIGING.leeftijd.contains(&woord.norm);
        if let [jaren] = getallen.as_slice()
            && jaren.norm.len() <= 2
            && anders.iter().all(van_leeftijd)
            && (!anders.is_empty() || heel.iter().any(|woord| WIJZIGING.van_wie.contains(&woord.norm)))
            && (self.stof.heeft_een(&WIJZIGING.jaren) || self.zegt_leeftijd(&heel, jaren))
        {
            return self.stof.ander_getal(&WIJZIGING.jaren, &format!("{} jaar", jaren.norm));
        }
        // "Hij was ongeveer 1.90", "180 cm lang": of somebody, and no time.
        let klein = getypt.to_lowercase();
        if let Some(lengte) = WIJZIGING.lengten.captures_iter(&klein).next().and_then(|deel| deel.get(0)) {
            let anders = klein.replace(lengte.as_str(), "");
            let over = woorden(&anders);
            let noemt = |lijst: &Woordenset| heel.iter().any(|woord| lijst.contains(&woord.norm));
            let van_lengte = noemt(&WIJZIGING.van_wie) || noemt(&WIJZIGING.lang);
            if van_lengte
                && over.iter().all(|woord| van_leeftijd_of_vulling(woord) || WIJZIGING.lang.contains(&woord.norm))
            {
                return self.stof.ander_getal(&WIJZIGING.lengten, lengte.as_str());
            }
        }
        // "Tussen de 20 en 35 jaar": as it was typed.
        let van_tot = getypt.trim().to_lowercase();
        if WIJZIGING.jaren.captures_iter(&van_tot).next().and_then(|deel| deel.get(0)).is_some_and(|deel| {
            woorden(deel.as_str()).len() > 2
                && woorden(&super::zinsdeel::kern(&van_tot).replace(deel.as_str(), ""))
                    .iter()
                    .all(van_leeftijd_of_vulling)
        }) {
            let deel = WIJZIGING.jaren.captures_iter(&van_tot).next().and_then(|deel| deel.get(0));
            return deel.is_some_and(|deel| self.stof.ander_getal(&WIJZIGING.jaren, deel.as_str()));
        }
        // "7 jaar".
        if let [jaar] = rest
            && jaar.norm == "jaar"
            && eerste.norm.bytes().all(|byte| byte.is_ascii_digit())
        {
            return self.stof.ander_getal(&WIJZIGING.jaren, &format!("{} jaar", eerste.norm));
        }
        let waarde = kern.get(eerste.plek.end..).unwrap_or_default().trim();
        if !(1..=3).contains(&rest.len()) || !waarde.starts_with(|teken: char| teken.is_ascii_digit()) {
            return false;
        }
        if WIJZIGING.leeftijd.contains(&eerste.norm) && rest.len() == 1 {
            return self.stof.ander_getal(&WIJZIGING.jaren, &format!("{waarde} jaar"));
        }
        WIJZIGING.lengte.contains(&eerste.norm) && self.stof.ander_getal(&WIJZIGING.lengten, waarde)
    }

    /// "Ze is 17", where no age stands yet: of somebody, and no small number, which may count them.
    fn zegt_leeftijd(&self, heel: &[Woord], jaren: &Woord) -> bool {
        let noemt = |lijst: &Woordenset| heel.iter().any(|woord| lijst.contains(&woord.norm));
        jaren.norm.len() == 2
            && self.stof.heeft_geen(&WIJZIGING.jaren)
            && (noemt(&WIJZIGING.leeftijd) || noemt(&WIJZIGING.is_een) && noemt(&WIJZIGING.van_wie))
    }

    /// The moment that a piece names; "het is nu half 1" names none of the alert.
    pub(super) fn tijd_in(&self, getypt: &str, alle: &[Woord]) -> Option<(Tijdstip, Range<usize>)> {
        let (tijdstip, plek) = tijdstip::vind(getypt).or_else(|| kale_tijd(getypt, alle))?;
        let nu = tijdstip == Tijdstip::Zojuist || WIJZIGING.nu.staat_in(alle);
        (!nu).then_some((tijdstip, plek))
    }

    /// "Tijd was 14.10", "half 4 was het".
    pub(super) fn is_tijd(&mut self, getypt: &str, alle: &[Woord]) -> bool {
        let Some((tijdstip, plek)) = self.tijd_in(getypt, alle) else { return false };
        let vult = |norm: &str| {
            WIJZIGING.vulling.contains(norm)
                || MELDING.vulling.lijst.contains(norm)
                || MELDING.tijd.lijst.contains(norm)
        };
        let alleen =
            alle.iter().all(|woord| plek.start <= woord.plek.start && woord.plek.end <= plek.end || vult(&woord.norm));
        if alleen {
            self.wijziging.tijdstip = Some(Some(tijdstip));
        }
        alleen
    }
}

fn van_leeftijd_of_vulling(woord: &Woord) -> bool {
    let norm = woord.norm.as_str();
    WIJZIGING.bij_leeftijd.contains(norm) || WIJZIGING.leeftijd.contains(norm) || WIJZIGING.vulling.contains(norm)
}
