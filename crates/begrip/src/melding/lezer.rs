//! A text whose words are given out one part at a time.
//!
//! Owns which words a part has taken, and what is left at the end. Invariant: every word goes to one part.

use kern::domain::wijk::{GemeenteId, WijkId};
use std::ops::Range;

use crate::lijst::MELDING;
use crate::plaats::Kaart;
use crate::woorden::{Reeksen, Woord, Woordenset, naam, norm_op, woorden};
use kern::domain::politiebericht::schoon;

/// A text whose words are given out one part at a time.
pub(super) struct Lezer {
    pub(super) tekst: String,
    pub(super) woorden: Vec<Woord>,
    /// Which words a part has taken.
    pub(super) op: Vec<bool>,
    /// The word for the wijk that is the name of a street.
    pub(super) straat: Option<usize>,
    /// It was typed in capitals.
    pub(super) schreeuwde: bool,
}

impl Lezer {
    pub(super) fn van(tekst: String, schreeuwde: bool) -> Self {
        let woorden = woorden(&tekst);
        Self { op: vec![false; woorden.len()], woorden, tekst, straat: None, schreeuwde }
    }

    /// A wijk that was named by a street in it ("Dorpsstraat") has that street; its name once more says nothing.
    pub(super) fn herken_in_wijk(
        &mut self,
        kaart: &Kaart<'_>,
        gemeente: &GemeenteId,
        wijken: &[WijkId],
        weg: &Range<usize>,
    ) {
        let Some(gemeente) = kaart.gemeenten().get(gemeente) else { return };
        let namen: Vec<String> =
            wijken.iter().filter_map(|id| gemeente.wijk(id)).map(|wijk| naam(&wijk.naam)).collect();
        for plaats in 0..self.woorden.len() {
            let woord = &self.woorden[plaats];
            let erin = weg.start <= woord.plek.start && woord.plek.end <= weg.end;
            if erin
                && !namen.contains(&woord.norm)
                && MELDING.plaatsen.eigen_straat.iter().any(|einde| woord.norm.ends_with(einde))
            {
                self.straat = Some(plaats);
            }
            if !erin && namen.contains(&woord.norm) && self.straat.is_some() {
                self.op[plaats] = true;
            }
        }
    }

    /// Takes a word that is this name, where nothing leads to it: "richting Zoetermeer" is where somebody goes.
    pub(super) fn neem_naam(&mut self, eigen: &str) {
        let eigen = naam(eigen);
        for plaats in 0..self.woorden.len() {
            let ervoor = plaats.checked_sub(1).map_or("", |plaats| self.norm(plaats));
            let leidt = MELDING.richting.woorden.contains(ervoor) || MELDING.richting.naar.contains(ervoor);
            if self.woorden[plaats].norm == eigen && !leidt {
                self.op[plaats] = true;
            }
        }
    }

    pub(super) fn norm(&self, plaats: usize) -> &str {
        norm_op(&self.woorden, plaats)
    }

    pub(super) fn vrij(&self, plaats: usize) -> bool {
        self.op.get(plaats).is_some_and(|op| !op)
    }

    /// Whether a stretch of the text has words that no part took.
    pub(super) fn raakt_vrij(&self, plek: &Range<usize>) -> bool {
        let mut erin = self.woorden.iter().zip(&self.op);
        erin.any(|(woord, op)| !op && woord.plek.start < plek.end && plek.start < woord.plek.end)
    }

    /// Takes the words that touch a stretch of the text.
    pub(super) fn neem(&mut self, plek: Range<usize>) {
        for (woord, op) in self.woorden.iter().zip(&mut self.op) {
            *op |= woord.plek.start < plek.end && plek.start < woord.plek.end;
        }
    }

    pub(super) fn neem_woorden(&mut self, woorden: Range<usize>) {
        for plaats in woorden {
            if let Some(op) = self.op.get_mut(plaats) {
                *op = true;
            }
        }
    }

    /// The text of a run of words.
    pub(super) fn stuk(&self, woorden: Range<usize>) -> &str {
        if woorden.is_empty() {
            return "";
        }
        let eerste = self.woorden.get(woorden.start).map_or(0, |woord| woord.plek.start);
        let laatste = woorden.end.checked_sub(1).and_then(|plaats| self.woorden.get(plaats));
        self.tekst.get(eerste..laatste.map_or(eerste, |woord| woord.plek.end)).unwrap_or_default()
    }

    /// Whether something parts a word from the one before it.
    pub(super) fn breuk(&self, plaats: usize) -> bool {
        let (Some(vorig), Some(dit)) =
            (plaats.checked_sub(1).and_then(|vorig| self.woorden.get(vorig)), self.woorden.get(plaats))
        else {
            return true;
        };
        let tussen = self.tekst.get(vorig.plek.end..dit.plek.start).unwrap_or(",");
        let gewoon = |teken: char| matches!(teken, ' ' | '-' | '/' | '\'' | '’' | '‘' | '"' | '“' | '”' | '*' | '_');
        tussen.contains(" - ") || !tussen.chars().all(gewoon)
    }

    /// The longest run of a set that stands here, none of it taken.
    pub(super) fn langste(&self, begin: usize, reeksen: &Reeksen) -> Option<usize> {
        let vrij = (begin..).take_while(|plaats| self.vrij(*plaats)).count();
        reeksen.langste(&self.woorden[begin..begin + vrij])
    }

    /// Takes the words right before a place that are in a list; answers where they begin.
    pub(super) fn met_ervoor(&self, begin: usize, lijst: &Woordenset, most: usize) -> usize {
        let mut eerste = begin;
        while eerste > 0
            && begin - eerste < most
            && self.vrij(eerste - 1)
            && lijst.contains(self.norm(eerste - 1))
            && !self.breuk(eerste)
        {
            eerste -= 1;
        }
        eerste
    }

    /// What no part took, without words that carry nothing at the edges of each run.
    pub(super) fn rest(&self) -> String {
        let leeg = |plaats: usize| {
            let norm = self.norm(plaats);
            MELDING.vulling.lijst.contains(norm)
                || MELDING.vulling.vertrek.contains(norm)
                || MELDING.tijd.lijst.contains(norm)
                || MELDING.beleefd.lijst.contains(norm)
        };
        let mut stukken: Vec<String> = Vec::new();
        let mut plaats = 0;
        while plaats < self.woorden.len() {
            if !self.vrij(plaats) {
                plaats += 1;
                continue;
            }
            let begin = plaats;
            while self.vrij(plaats) {
                plaats += 1;
            }
            let (mut eerste, mut laatste) = (begin, plaats);
            while eerste < laatste && leeg(eerste) {
                eerste += 1;
            }
            while eerste < laatste && leeg(laatste - 1) {
                laatste -= 1;
            }
            if eerste < laatste {
                let stuk = zonder_losse_tekens(&schoon(self.stuk(eerste..laatste)));
                if stuk.chars().any(char::is_alphanumeric) {
                    stukken.push(stuk);
                }
            }
        }
        schoon(&stukken.join(", "))
    }
}

/// Takes away loose punctuation and emoji between words.
fn zonder_losse_tekens(tekst: &str) -> String {
    let los = |woord: &str| woord.chars().all(|teken| !teken.is_alphanumeric());
    let woorden: Vec<&str> = tekst.split(' ').filter(|woord| !woord.is_empty() && !los(woord)).collect();
    woorden.join(" ")
}
