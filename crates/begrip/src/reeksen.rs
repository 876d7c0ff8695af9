//! Sets of words and of runs of words to find in a text, and when two words are nearly the same.
//!
//! Owns how they are found; which words there are to find is data (`lijst`), and cutting a text up is `woorden`'s. Invariant:
//! what is looked for is made ready once, never for each text.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use serde::Deserialize;

/// A word with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woord {
    /// In small letters, without accents and apostrophes.
    pub norm: String,
    /// Where it stands in the text, in bytes.
    pub plek: Range<usize>,
}

/// The distance between a typed word and a known one if it is small: at most 2, or 1 where the known
/// one has five letters or fewer. A swap of two letters counts as one.
#[must_use]
pub fn lijkt_op(getypt: &str, bekend: &str) -> Option<usize> {
    let most = if bekend.chars().count() <= 5 { 1 } else { 2 };
    // A difference in length alone tells the most of them, without comparing.
    if getypt.chars().count().abs_diff(bekend.chars().count()) > most {
        return None;
    }
    let afstand = strsim::damerau_levenshtein(getypt, bekend);
    (afstand <= most).then_some(afstand)
}

/// The word at a place, empty where there is none.
#[must_use]
pub fn norm_op(woorden: &[Woord], plaats: usize) -> &str {
    woorden.get(plaats).map_or("", |woord| woord.norm.as_str())
}

/// Hashes short words fast (FNV-1a): the sets are ours, so nobody can fill them with words that collide.
#[derive(Debug, Clone, Copy)]
pub struct Kort(u64);

impl Default for Kort {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Kort {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A set of words, or of names that are looked up whole.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Woordenset(HashSet<String, BuildHasherDefault<Kort>>);

impl Woordenset {
    /// Whether this word is one of them.
    #[must_use]
    pub fn contains(&self, norm: &str) -> bool {
        self.0.contains(norm)
    }

    /// Whether one of them stands in a text.
    #[must_use]
    pub fn staat_in(&self, woorden: &[Woord]) -> bool {
        woorden.iter().any(|woord| self.contains(&woord.norm))
    }

    /// Whether a text holds nothing but these; an empty one does too.
    #[must_use]
    pub fn vult(&self, woorden: &[Woord]) -> bool {
        woorden.iter().all(|woord| self.contains(&woord.norm))
    }

    /// Whether one of these stands right before one of those.
    #[must_use]
    pub fn vlak_voor(&self, ander: &Self, woorden: &[Woord]) -> bool {
        woorden.windows(2).any(|paar| self.contains(&paar[0].norm) && ander.contains(&paar[1].norm))
    }

    /// How many of the first words are of these.
    #[must_use]
    pub fn aanloop(&self, woorden: &[Woord]) -> usize {
        woorden.iter().take_while(|woord| self.contains(&woord.norm)).count()
    }

    /// Whether a word is nearly one of them.
    #[must_use]
    pub fn bijna(&self, norm: &str) -> bool {
        self.iter().any(|bekend| lijkt_op(norm, bekend).is_some())
    }

    /// Each of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// The most words that "…" in a run stands for.
const TUSSEN_WOORDEN_MAX: usize = 4;

/// Runs of words. In a run "…" stands for up to four words, and "*" at the end of a word for any ending.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Reeksen {
    /// In the order of the list.
    reeksen: Vec<Vec<String>>,
    /// Where those that begin with a word stand; with none those that may begin with several.
    op_eerste: HashMap<String, Vec<usize>, BuildHasherDefault<Kort>>,
}

impl From<Vec<String>> for Reeksen {
    fn from(lijst: Vec<String>) -> Self {
        let mut reeksen = Self::default();
        for (plaats, tekst) in lijst.iter().enumerate() {
            let reeks: Vec<String> = tekst.split(' ').map(str::to_owned).collect();
            let eerste = reeks.first().filter(|eerste| !eerste.ends_with(['*', '…'])).cloned().unwrap_or_default();
            reeksen.op_eerste.entry(eerste).or_default().push(plaats);
            reeksen.reeksen.push(reeks);
        }
        reeksen
    }
}

impl Reeksen {
    /// Whether one of them stands anywhere in a text.
    #[must_use]
    pub fn staat_in(&self, woorden: &[Woord]) -> bool {
        (0..woorden.len()).any(|begin| self.begint(&woorden[begin..]).is_some())
    }

    /// Whether a word by itself is one of them.
    #[must_use]
    pub fn is_reeks(&self, norm: &str) -> bool {
        self.op_eerste.get(norm).is_some_and(|hier| hier.iter().any(|plaats| self.reeksen[*plaats].len() == 1))
    }

    /// How many words the first of them has with which these words begin.
    #[must_use]
    pub fn begint(&self, woorden: &[Woord]) -> Option<usize> {
        self.hier(woorden).min_by_key(|(plaats, _)| *plaats).map(|(_, lengte)| lengte)
    }

    /// Whether these words are one of them, and nothing else.
    #[must_use]
    pub fn is(&self, woorden: &[Woord]) -> bool {
        self.hier(woorden).any(|(_, lengte)| lengte == woorden.len())
    }

    /// How many words the longest of them has with which these words begin.
    #[must_use]
    pub fn langste(&self, woorden: &[Woord]) -> Option<usize> {
        self.hier(woorden).map(|(_, lengte)| lengte).max()
    }

    /// The first of the list that begins at one of these places, and where it stands.
    #[must_use]
    pub fn eerste_bij(&self, woorden: &[Woord], plaatsen: impl Iterator<Item = usize>) -> Option<Range<usize>> {
        let hier = |begin: usize| {
            let gevonden = self.hier(woorden.get(begin..).unwrap_or_default());
            gevonden.map(move |(welke, lengte)| (welke, begin, lengte))
        };
        let (_, begin, lengte) = plaatsen.flat_map(hier).min()?;
        Some(begin..begin + lengte)
    }

    /// Each of them that stands anywhere in a text.
    pub fn alle_in<'a>(&'a self, woorden: &'a [Woord]) -> impl Iterator<Item = &'a [String]> + 'a {
        let hier = move |begin: usize| self.hier(&woorden[begin..]);
        (0..woorden.len()).flat_map(hier).filter_map(|(plaats, _)| self.reeksen.get(plaats).map(Vec::as_slice))
    }

    /// Those with which these words begin: where in the list, and how many words long.
    fn hier<'a>(&'a self, woorden: &'a [Woord]) -> impl Iterator<Item = (usize, usize)> + 'a {
        let sleutels = [norm_op(woorden, 0), ""];
        let kandidaten = sleutels.into_iter().filter_map(|eerste| self.op_eerste.get(eerste)).flatten();
        kandidaten.filter_map(|plaats| Some((*plaats, lengte(woorden, self.reeksen.get(*plaats)?)?)))
    }

    /// Each of them as its words, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &[String]> {
        self.reeksen.iter().map(Vec::as_slice)
    }
}

/// Whether these words begin with a run.
#[must_use]
pub fn begint_met(woorden: &[Woord], reeks: &[String]) -> bool {
    lengte(woorden, reeks).is_some()
}

/// How many words a run takes up, if these words begin with it.
fn lengte(woorden: &[Woord], reeks: &[String]) -> Option<usize> {
    let Some((eerste, rest)) = reeks.split_first() else { return Some(0) };
    if eerste == "…" {
        let hoogstens = TUSSEN_WOORDEN_MAX.min(woorden.len());
        return (0..=hoogstens).find_map(|tussen| Some(tussen + lengte(&woorden[tussen..], rest)?));
    }
    let (woord, verder) = woorden.split_first()?;
    let past = eerste.strip_suffix('*').map_or(woord.norm == *eerste, |stam| woord.norm.starts_with(stam));
    if past { Some(1 + lengte(verder, rest)?) } else { None }
}
