//! The word lists of `inhoud.toml`, and how words of a text are looked up in them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::bevinding::Woord;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lijst {
    pub(super) herkomst: Patronen,
    pub(super) huidskleur: Patronen,
    pub(super) huidskleur_voor_persoon: HashSet<String>,
    pub(super) personen: HashSet<String>,
    pub(super) gezondheid: Patronen,
    pub(super) gezondheid_rand: HashSet<String>,
    pub(super) slachtoffer: HashSet<String>,
    pub(super) dader: HashSet<String>,
    pub(super) naam_vooraan: Patronen,
    pub(super) naam_na: Patronen,
    pub(super) tussenvoegsels: HashSet<String>,
    pub(super) geen_naam: HashSet<String>,
    pub(super) voornamen: HashSet<String>,
    pub(super) nummers_toegestaan: HashSet<String>,
}

/// Runs of words, by the first letters of the first word: each word of a text is looked up in all of them.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Patronen(HashMap<String, Vec<Patroon>>);

/// A run of words; if it is open, its last word may have any ending.
#[derive(Debug)]
struct Patroon {
    woorden: Vec<String>,
    open: bool,
}

/// The letters by which a word is looked up.
fn sleutel(norm: &str) -> String {
    norm.chars().take(3).collect()
}

impl From<Vec<String>> for Patronen {
    fn from(lijst: Vec<String>) -> Self {
        let mut patronen: HashMap<String, Vec<Patroon>> = HashMap::new();
        for tekst in lijst {
            let (kaal, open) = tekst.strip_suffix('*').map_or((tekst.as_str(), false), |stam| (stam, true));
            let woorden: Vec<String> = kaal.split(' ').map(str::to_owned).collect();
            let eerste = woorden.first().map(|woord| sleutel(woord)).unwrap_or_default();
            patronen.entry(eerste).or_default().push(Patroon { woorden, open });
        }
        Self(patronen)
    }
}

impl Patronen {
    /// The words of the longest run that stands here.
    fn hier(&self, woorden: &[Woord<'_>], begin: usize) -> Option<usize> {
        let (eerste, _) = woorden.get(begin)?;
        let staat_er = |patroon: &&Patroon| {
            patroon.woorden.iter().enumerate().all(|(plaats, deel)| {
                let open = patroon.open && plaats + 1 == patroon.woorden.len();
                woorden
                    .get(begin + plaats)
                    .is_some_and(|(norm, _)| if open { norm.starts_with(deel.as_str()) } else { norm == deel })
            })
        };
        let patronen = self.0.get(&sleutel(eerste))?.iter();
        patronen.filter(staat_er).map(|patroon| patroon.woorden.len()).max()
    }
}

/// The lists, as they are compiled in.
pub(super) const TEKST: &str = include_str!("../inhoud.toml");

/// Read once; [`super::gebreken`] has told at the start if it could not be.
pub(super) static LIJST: LazyLock<Lijst> = LazyLock::new(|| lees(TEKST).unwrap_or_default());

fn lees(tekst: &str) -> Result<Lijst, toml::de::Error> {
    toml::from_str(tekst)
}

pub(super) fn gebreken_van(tekst: &str) -> Option<String> {
    lees(tekst).err().map(|fout| format!("inhoud.toml: {}", fout.message()))
}

pub(super) fn een_van(woorden: &[Woord<'_>], begin: usize, lijst: &Patronen) -> Option<usize> {
    lijst.hier(woorden, begin)
}

pub(super) fn heeft(lijst: &HashSet<String>, norm: &str) -> bool {
    lijst.contains(norm)
}

/// Whether something parts two words: a comma, a full stop, a new line.
pub(super) fn gescheiden(tekst: &str, links: &Range<usize>, rechts: &Range<usize>) -> bool {
    tekst.get(links.end..rechts.start).is_none_or(|ertussen| ertussen.contains([',', '.', ';', '\n', '!', '?']))
}

pub(super) fn plek_van(woorden: &[Woord<'_>], begin: usize, lengte: usize) -> Option<Range<usize>> {
    let eerste = woorden.get(begin)?.1.start;
    let laatste = woorden.get(begin + lengte.max(1) - 1)?.1.end;
    Some(eerste..laatste)
}
