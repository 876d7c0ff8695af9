//! What may name somebody or something of police in a description: a word with a capital, or a figure, that no list knows.
//!
//! Owns which words those are; they are held out of the text until they are tapped in. Invariant: a word that describes is none.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lijst::MELDING;
use crate::melding::lezer::Lezer;
use kern::domain::politiebericht::schoon;

/// Words that police type without a capital, of the examples that are learned from: no names.
static GEWOON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../woorden/gewoon.txt").lines().collect());

/// So many digits in a row are no age, height or number of people.
const DIGITS_MIN: usize = 4;

/// So many digits behind a letter are a call sign ("zt41"), and no model of a car.
const DIGITS_BEHIND_LETTER_MIN: usize = 2;

/// A text of which more than this part of the words begin with capitals says nothing by them, in hundredths.
const CAPITALS_MAX: usize = 60;

/// Shorter words are none of a name that is held out of a text in capitals.
const NAME_LETTERS_MIN: usize = 3;

/// Longer ones are no name at all.
const NAME_LETTERS_MAX: usize = 30;

/// Words of a name behind "mevrouw": "van den Berg".
const NAME_WORDS_MAX: usize = 3;

impl Lezer {
    /// Takes who is named by a title, or as whoever saw it, out of the text before a shop or a street is found in it ("gezien door mevrouw
    /// Bakker"); answers them as they were typed.
    pub(super) fn neem_genoemden(&mut self) -> Vec<String> {
        let mut stukken = Vec::new();
        let mut plaats = 0;
        while plaats < self.woorden.len() {
            let begin = plaats;
            while self.vrij(plaats) && MELDING.genoemd.leidt.contains(self.norm(plaats)) {
                plaats += 1;
            }
            let titel = plaats > begin && MELDING.genoemd.titel.contains(self.norm(plaats - 1));
            let tot = self.einde_van_naam(plaats, titel);
            if plaats > begin && tot > plaats {
                stukken.push((begin, tot));
            }
            plaats = tot.max(begin + 1);
        }
        self.neem_stukken(stukken)
    }

    /// Where a name ends that begins here; behind a title it needs no capital.
    fn einde_van_naam(&self, begin: usize, titel: bool) -> usize {
        let mut tot = begin;
        let mut naam = false;
        while tot < begin + NAME_WORDS_MAX && self.vrij(tot) && !self.breuk(tot) {
            let tussen = MELDING.genoemd.tussen.contains(self.norm(tot));
            let norm = self.norm(tot);
            let beschrijft = MELDING.is_persoon(norm)
                || MELDING.is_bijvoeglijk(norm)
                || MELDING.kleding.lijst.contains(norm)
                || MELDING.voertuigen.gewoon.contains(norm);
            let eigen = self.heeft_hoofdletter(tot) && !beschrijft
                || titel && !self.kent(tot) && !self.norm(tot).bytes().any(|teken| teken.is_ascii_digit());
            if !tussen && !eigen {
                break;
            }
            naam |= !tussen;
            tot += 1;
        }
        if naam { tot } else { begin }
    }

    /// Takes words that may name somebody out of what is left, and answers them as they were typed; what stands together is one.
    pub(super) fn neem_onzeker(&mut self) -> Vec<String> {
        let zegt_iets = !self.is_in_hoofdletters();
        let mut stukken: Vec<(usize, usize)> = Vec::new();
        for plaats in 0..self.woorden.len() {
            if !self.vrij(plaats) || !(self.is_naam(plaats, zegt_iets) || self.is_roepnummer(plaats)) {
                continue;
            }
            match stukken.last_mut() {
                Some((_, tot)) if *tot == plaats && !self.breuk(plaats) => *tot = plaats + 1,
                _ => stukken.push((plaats, plaats + 1)),
            }
        }
        self.neem_stukken(stukken)
    }

    fn neem_stukken(&mut self, stukken: Vec<(usize, usize)>) -> Vec<String> {
        let getypt = stukken.iter().map(|(van, tot)| schoon(self.stuk(*van..*tot))).collect();
        for (van, tot) in stukken {
            self.neem_woorden(van..tot);
        }
        getypt
    }

    /// Whether capitals say nothing in this text: all of it is typed in them, or each word begins with one.
    fn is_in_hoofdletters(&self) -> bool {
        // Wijken and streets have theirs anyway.
        let vrij = (0..self.woorden.len()).filter(|plaats| self.vrij(*plaats));
        let met_letters = vrij.filter(|plaats| self.norm(*plaats).starts_with(char::is_alphabetic));
        let (alle, beginnen) = met_letters.fold((0, 0), |(alle, beginnen), plaats| {
            (alle + 1, beginnen + usize::from(self.heeft_hoofdletter(plaats)))
        });
        self.schreeuwde || alle > NAME_WORDS_MAX && beginnen * 100 > alle * CAPITALS_MAX
    }

    fn heeft_hoofdletter(&self, plaats: usize) -> bool {
        let getypt = self.woorden.get(plaats).and_then(|woord| self.tekst.get(woord.plek.clone()));
        getypt.and_then(|getypt| getypt.chars().next()).is_some_and(char::is_uppercase)
    }

    fn kent(&self, plaats: usize) -> bool {
        let norm = self.norm(plaats);
        MELDING.is_bekend(norm) || MELDING.met_hoofdletter.lijst.contains(norm) || GEWOON.contains(norm)
    }

    /// A word that no list knows, with a capital that does not begin a sentence; where capitals say nothing, any.
    fn is_naam(&self, plaats: usize, hoofdletter_zegt_iets: bool) -> bool {
        if self.kent(plaats) {
            return false;
        }
        let letters = self.norm(plaats).chars().filter(|teken| teken.is_alphabetic()).count();
        if hoofdletter_zegt_iets {
            letters > 1 && self.heeft_hoofdletter(plaats) && !self.begint_zin(plaats)
        } else {
            (NAME_LETTERS_MIN..=NAME_LETTERS_MAX).contains(&letters)
        }
    }

    fn begint_zin(&self, plaats: usize) -> bool {
        let (Some(vorig), Some(dit)) =
            (plaats.checked_sub(1).and_then(|vorig| self.woorden.get(vorig)), self.woorden.get(plaats))
        else {
            return true;
        };
        let tussen = self.tekst.get(vorig.plek.end..dit.plek.start).unwrap_or_default();
        tussen.contains(['.', '!', '?', ':', ';', '\n', '"', '(', '•'])
    }

    /// "4102", "zt41": a unit, and nothing about whom to look for.
    fn is_roepnummer(&self, plaats: usize) -> bool {
        let norm = self.norm(plaats);
        let letters = norm.chars().take_while(|teken| teken.is_ascii_alphabetic()).count();
        let cijfers = norm.len() - letters;
        if cijfers == 0 || !norm.bytes().skip(letters).all(|teken| teken.is_ascii_digit()) {
            return false;
        }
        let vorig = plaats.checked_sub(1).map_or("", |vorig| self.norm(vorig));
        let van_merk = MELDING.voertuigen.merken.contains(vorig) || MELDING.voertuigen.gewoon.contains(vorig);
        let weg = matches!(norm.as_bytes(), [b'a' | b'n' | b's', ..]) && letters == 1 && cijfers <= 3;
        let jaar = letters == 0 && cijfers == 4 && (norm.starts_with("19") || norm.starts_with("20"));
        let genoeg = if letters == 0 { cijfers >= DIGITS_MIN } else { cijfers >= DIGITS_BEHIND_LETTER_MIN };
        genoeg && !van_merk && !weg && !jaar
    }
}

#[cfg(test)]
mod tests {
    use crate::melding::lees;
    use kern::domain::wijk::GemeenteId;
    use rstest::rstest;

    fn gelezen(tekst: &str) -> crate::melding::Gelezen {
        let gemeenten = kern::gemeenten::load(None).unwrap();
        let mag: Vec<&GemeenteId> = gemeenten.iter().map(|gemeente| &gemeente.id).collect();
        lees(tekst, &gemeenten, &mag)
    }

    #[rstest]
    #[case("inbraak rokkeveen man zwarte jas Brandsma te voet", &["Brandsma"])]
    #[case("straatroof dorp 2 jongens grijze trui Vos Kramer", &["Vos Kramer"])]
    #[case("inbraak noordhove man zwarte jas gezien door mevrouw Bakker", &["gezien door mevrouw Bakker"])]
    #[case("inbraak dorp gezien door Bakker man zwarte jas op scooter", &["gezien door Bakker"])]
    #[case("inbraak dorp man zwarte jas, melder mw de vries", &["melder mw de vries"])]
    #[case("INBRAAK NOORDHOVE MAN YILMAZ ZWARTE JAS OP SCOOTER", &["yilmaz"])]
    #[case("inbraak rokkeveen man rode jas zt41 rijdt aan", &["zt41"])]
    #[case("overval dorp man blauwe pet 4102", &["4102"])]
    fn what_may_name_somebody_stays_out(#[case] tekst: &str, #[case] verwacht: &[&str]) {
        let gelezen = gelezen(tekst);
        let onzeker = gelezen.onderdelen.onzeker.unwrap();
        for woord in verwacht {
            assert!(onzeker.woorden.iter().any(|een| een == woord), "{tekst}: {:?}", onzeker.woorden);
            assert!(!gelezen.onderdelen.signalement.contains(woord), "{tekst}");
            assert!(gelezen.onderdelen.straat.is_none() && gelezen.onderdelen.object.is_none(), "{tekst}");
        }
        assert_eq!(onzeker.zonder, gelezen.onderdelen.signalement);
    }

    #[rstest]
    #[case("inbraak rokkeveen man zwarte Nike jas, spreekt Engels")]
    #[case("inbraak Rokkeveen, Meerzicht, Noordhove man sluik haar glitterbril")]
    #[case("INBRAAK ROKKEVEEN MAN ZWARTE JAS SLUIK HAAR")]
    #[case("Inbraak Rokkeveen. Man, zwarte jas. Sluik haar.")]
    #[case("Inbraak Noordhove Man Met Zwarte Jas, Witte Schoenen, Op Scooter")]
    #[case("inbraak rokkeveen gezien door getuige man zwarte jas")]
    #[case("overval Bakker Dorp man met mes")]
    #[case("diefstal auto rokkeveen BMW 320, bouwjaar 2015, man 1.80 30 jaar")]
    #[case("inbraak rokkeveen man zwarte jas naar de A12, 180 cm")]
    #[case("vermissing rokkeveen jongen 7 jaar Bram, blauwe jas")]
    fn what_describes_does_not(#[case] tekst: &str) {
        assert_eq!(gelezen(tekst).onderdelen.onzeker, None, "{tekst}");
    }
}
