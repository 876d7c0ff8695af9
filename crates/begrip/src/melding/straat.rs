//! The street of an alert, and the numbers of houses, which stand in none.
//!
//! Invariant: the number of a house is taken and goes to no part; words that describe somebody are no street.

use std::ops::Range;

use super::lezer::Lezer;
use crate::lijst::MELDING;
use crate::soort::GevondenSoort;
use crate::woorden::{norm_op, woorden};
use kern::domain::politiebericht::schoon;
use kern::limits;

/// The numbers of houses in a text by itself, in bytes: behind a street, or named as such.
#[must_use]
pub fn huisnummers(tekst: &str) -> Vec<Range<usize>> {
    let woorden = woorden(tekst);
    let norm = |plaats: usize| norm_op(&woorden, plaats);
    let is_nummer = |plaats: &usize| {
        let plaats = *plaats;
        if plaats == 0 || !is_huisnummer(norm(plaats)) {
            return false;
        }
        let vorig = norm(plaats - 1);
        let genoemd = MELDING.huisnummers.ervoor.contains(vorig);
        let telt_iets = MELDING.is_persoon(norm(plaats + 1)) || MELDING.huisnummers.telt.contains(norm(plaats + 1));
        let hoofdletter =
            tekst.get(woorden[plaats - 1].plek.clone()).is_some_and(|woord| woord.starts_with(char::is_uppercase));
        let erbij = plaats >= 2 && MELDING.huisnummers.bij_straat.contains(norm(plaats - 2));
        let straat = is_straat(vorig) || (vorig.len() >= 5 && !MELDING.is_bekend(vorig) && (hoofdletter || erbij));
        genoemd || (straat && !telt_iets)
    };
    (0..woorden.len()).filter(is_nummer).map(|plaats| woorden[plaats].plek.clone()).collect()
}

impl Lezer {
    /// Takes numbers of houses. Answers where the words of the street before the first of them may be.
    pub(super) fn huisnummers(&mut self, plek: Option<&Range<usize>>) -> Option<usize> {
        let mut eerste = None;
        for plaats in 0..self.woorden.len() {
            let genoemd = MELDING.huisnummers.genoemd.contains(self.norm(plaats)) && self.vrij(plaats);
            let getal = if genoemd { plaats + 1 } else { plaats };
            if !self.vrij(getal) || !is_huisnummer(self.norm(getal)) || (getal > 0 && self.breuk(getal) && !genoemd) {
                continue;
            }
            let straat = plaats.checked_sub(1).filter(|vorig| self.vrij(*vorig) || self.straat == Some(*vorig));
            let na_straat = straat.is_some_and(|vorig| {
                let norm = self.norm(vorig);
                is_straat(norm)
                    || self.straat == Some(vorig)
                    || (norm.len() >= 5 && !MELDING.is_bekend(norm) && self.staat_bij_plaats(vorig, plek))
            });
            let (volgend, decimaal) = (self.norm(getal + 1), self.gaat_decimaal_door(getal));
            // "2 man" are two; "14 man" behind a street is number 14 and a man.
            let weinig = self.norm(getal).len() == 1 || MELDING.personen.meer.contains(volgend);
            let telt_iets = (MELDING.is_persoon(volgend) && weinig) || MELDING.huisnummers.telt.contains(volgend);
            let met_letter = self.norm(getal).ends_with(|teken: char| teken.is_ascii_lowercase());
            if decimaal || (telt_iets && !genoemd && !met_letter) || !(genoemd || na_straat) {
                continue;
            }
            let mut laatste = getal;
            // "14 a", "14-16": the rest of the number goes too.
            while self.vrij(laatste + 1)
                && !self.breuk(laatste + 1)
                && (is_toevoeging(self.norm(laatste + 1)) || self.aan_elkaar_met_streepje(laatste + 1))
            {
                laatste += 1;
            }
            self.neem_woorden(plaats..laatste + 1);
            eerste = eerste.or(Some(straat.unwrap_or(plaats)));
        }
        eerste
    }

    /// The street: by its name, by a house number, or the unknown word where a street is named.
    pub(super) fn straat(
        &mut self,
        soort: Option<&GevondenSoort>,
        plek: Option<&Range<usize>>,
        huisnummer: Option<&usize>,
    ) -> Option<String> {
        let mut straten: Vec<Range<usize>> = Vec::new();
        for plaats in 0..self.woorden.len() {
            if self.vrij(plaats) && is_straat(self.norm(plaats)) {
                straten.push(self.begin_van_straat(plaats)..plaats + 1);
            }
        }
        if let Some(plaats) = self.straat {
            straten.insert(0, plaats..plaats + 1);
        }
        if straten.is_empty() {
            straten.extend(huisnummer.filter(|plaats| self.kan_straat(**plaats)).map(|plaats| *plaats..*plaats + 1));
        }
        if straten.is_empty() {
            straten.extend(self.onbekend_bij_wijk(soort, plek));
        }
        let namen: Vec<String> =
            straten.iter().map(|woorden| met_hoofdletter(&schoon(self.stuk(woorden.clone())))).collect();
        for woorden in straten {
            let voor = self.met_ervoor(woorden.start, &MELDING.ervoor.straat, 5);
            self.neem_woorden(voor..woorden.end);
        }
        let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
        (!namen.is_empty()).then(|| kern::domain::wijk::opsomming(namen))
    }

    /// "1.80": a number that goes on behind a point.
    fn gaat_decimaal_door(&self, plaats: usize) -> bool {
        let Some(woord) = self.woorden.get(plaats) else { return false };
        let mut na = self.tekst.get(woord.plek.end..).unwrap_or_default().chars();
        matches!(na.next(), Some('.' | ',')) && na.next().is_some_and(|teken| teken.is_ascii_digit())
    }

    fn aan_elkaar_met_streepje(&self, plaats: usize) -> bool {
        let Some(vorig) = plaats.checked_sub(1).and_then(|vorig| self.woorden.get(vorig)) else { return false };
        let Some(dit) = self.woorden.get(plaats) else { return false };
        self.tekst.get(vorig.plek.end..dit.plek.start) == Some("-") && is_huisnummer(&dit.norm)
    }

    /// Whether a word stands where a street is named: by the wijk, in front, or behind "op de", "bij", "hoek".
    fn staat_bij_plaats(&self, plaats: usize, plek: Option<&Range<usize>>) -> bool {
        let Some(woord) = self.woorden.get(plaats) else { return false };
        let vlakbij = plek.is_some_and(|plek| {
            let (voor, na) =
                (plek.end.max(woord.plek.start) - plek.end.min(woord.plek.start), plek.start.abs_diff(woord.plek.end));
            voor <= 3 || na <= 12
        });
        vlakbij || plaats == 0 || !self.vrij(plaats - 1) || self.na_plaatswoord(plaats)
    }

    fn na_plaatswoord(&self, plaats: usize) -> bool {
        let mut voor = plaats;
        while voor > 0 && MELDING.plaatsen.lidwoorden.contains(self.norm(voor - 1)) {
            voor -= 1;
        }
        voor > 0 && MELDING.plaatsen.voor.contains(self.norm(voor - 1))
    }

    fn kan_straat(&self, plaats: usize) -> bool {
        let norm = self.norm(plaats);
        self.vrij(plaats) && (4..=limits::STREET_CHARACTERS_MAX).contains(&norm.len()) && !MELDING.is_bekend(norm)
    }

    /// "Burgemeester van Tuyllplein": words in capitals and particles before it belong to the name.
    fn begin_van_straat(&self, plaats: usize) -> usize {
        let groot = |plaats: usize| self.stuk(plaats..plaats + 1).chars().next().is_some_and(char::is_uppercase);
        let mut begin = plaats;
        while begin > 0 && plaats - begin < 3 && self.vrij(begin - 1) && !self.breuk(begin) {
            let vorig = begin - 1;
            let deel = MELDING.plaatsen.in_straatnaam.contains(self.norm(vorig)) && vorig > 0 && groot(vorig - 1);
            let oude = groot(vorig) && groot(begin) && MELDING.plaatsen.voor_straat.contains(self.norm(vorig));
            if !(deel || oude || (groot(vorig) && !MELDING.is_bekend(self.norm(vorig)) && self.norm(vorig).len() > 1)) {
                break;
            }
            begin = vorig;
        }
        begin
    }

    /// The unknown word beside the wijk, or behind a word for a place: "rokkeveen waterlelie 2 man".
    fn onbekend_bij_wijk(&self, soort: Option<&GevondenSoort>, plek: Option<&Range<usize>>) -> Option<Range<usize>> {
        let genoemd =
            (0..self.woorden.len()).find(|plaats| self.kan_straat(*plaats) && self.na_sterk_plaatswoord(*plaats));
        if let Some(plaats) = genoemd {
            return Some(plaats..plaats + 1);
        }
        let plek = plek?;
        let na = self.woorden.iter().position(|woord| woord.plek.start >= plek.end);
        // Right behind the wijk, unless it stands before somebody like "slanke man".
        let achter = na.filter(|plaats| {
            let volgend = self.norm(plaats + 1);
            let beschrijft = self.norm(*plaats).ends_with('e') && MELDING.is_persoon(volgend) && self.vrij(plaats + 1);
            let vervolgt = volgend.is_empty() || MELDING.is_bekend(volgend) || !self.vrij(plaats + 1);
            self.kan_straat(*plaats) && !beschrijft && vervolgt
        });
        if let Some(plaats) = achter {
            return Some(plaats..plaats + 1);
        }
        // Between the kind and the wijk, and nothing else.
        let wijk = self.woorden.iter().position(|woord| woord.plek.start >= plek.start)?;
        let soort = soort.and_then(|soort| {
            self.woorden.iter().rposition(|woord| woord.plek.end <= soort.plek.end && soort.plek.end > 0)
        })?;
        let tussen = soort + 1..wijk;
        let over: Vec<usize> =
            tussen.filter(|plaats| self.vrij(*plaats) && !MELDING.vulling.lijst.contains(self.norm(*plaats))).collect();
        match over.as_slice() {
            [een] if self.kan_straat(*een) => Some(*een..*een + 1),
            _ => None,
        }
    }

    fn na_sterk_plaatswoord(&self, plaats: usize) -> bool {
        let mut voor = plaats;
        while voor > 0 && MELDING.plaatsen.tussen_sterk.contains(self.norm(voor - 1)) {
            voor -= 1;
        }
        let sterk = &MELDING.plaatsen.sterk;
        voor > 0 && sterk.contains(self.norm(voor - 1))
    }
}

/// One to four digits, with a letter or none.
fn is_huisnummer(norm: &str) -> bool {
    let cijfers = norm.trim_end_matches(|teken: char| teken.is_ascii_lowercase());
    (1..=4).contains(&cijfers.len())
        && cijfers.bytes().all(|byte| byte.is_ascii_digit())
        && norm.len() - cijfers.len() <= 1
}

fn is_toevoeging(norm: &str) -> bool {
    MELDING.huisnummers.toevoeging.contains(norm)
}

/// Whether a word ends like the name of a street and is no other word.
fn is_straat(norm: &str) -> bool {
    norm.chars().count() >= 6
        && !MELDING.is_bekend(norm)
        && MELDING.plaatsen.einden.iter().any(|einde| norm.ends_with(einde) && norm.len() > einde.len() + 1)
}

fn met_hoofdletter(tekst: &str) -> String {
    let mut tekens = tekst.chars();
    tekens.next().map_or_else(String::new, |eerste| eerste.to_uppercase().chain(tekens).collect())
}
