//! Words of a text, and when two words are nearly the same.

use std::ops::Range;

/// A word with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woord {
    /// In small letters, without accents and apostrophes.
    pub norm: String,
    /// Where it stands in the text, in bytes.
    pub plek: Range<usize>,
}

/// The words of a text: runs of letters and digits. Hyphens and slashes part words.
#[must_use]
pub fn woorden(tekst: &str) -> Vec<Woord> {
    let mut woorden: Vec<Woord> = Vec::new();
    let mut begin = None;
    for (plaats, teken) in tekst.char_indices().chain(std::iter::once((tekst.len(), ' '))) {
        match (teken.is_alphanumeric() || matches!(teken, '\'' | '’' | '\u{301}' | '\u{308}'), begin) {
            (true, None) => begin = Some(plaats),
            (false, Some(eerste)) => {
                let plek = eerste..plaats;
                woorden.push(Woord { norm: norm(&tekst[plek.clone()]), plek });
                begin = None;
            }
            _ => {}
        }
    }
    woorden.retain(|woord| !woord.norm.is_empty());
    woorden
}

/// Small letters, without accents and apostrophes.
#[must_use]
pub fn norm(woord: &str) -> String {
    let kaal = |teken: char| match teken {
        'á' | 'à' | 'ä' | 'â' => Some('a'),
        'é' | 'è' | 'ë' | 'ê' => Some('e'),
        'í' | 'ì' | 'ï' | 'î' => Some('i'),
        'ó' | 'ò' | 'ö' | 'ô' => Some('o'),
        'ú' | 'ù' | 'ü' | 'û' => Some('u'),
        '\'' | '’' | '\u{301}' | '\u{308}' => None,
        anders => Some(anders),
    };
    woord.to_lowercase().chars().filter_map(kaal).collect()
}

/// The words of a name, joined by spaces: how names are compared.
#[must_use]
pub fn naam(tekst: &str) -> String {
    woorden(tekst).into_iter().map(|woord| woord.norm).collect::<Vec<_>>().join(" ")
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

/// Whether the words hold this run of words.
#[must_use]
pub fn bevat(woorden: &[Woord], reeks: &str) -> bool {
    let reeks: Vec<&str> = reeks.split(' ').collect();
    woorden.windows(reeks.len()).any(|venster| venster.iter().zip(&reeks).all(|(woord, zoek)| woord.norm == *zoek))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_stands_between_them() {
        assert_eq!(naam("“Nieuw-Waldeck”, ’s-Gravenweg/Boh\u{e9}me 🚨"), "nieuw waldeck s gravenweg boheme");
        assert_eq!(naam("🚨🚨 !!"), "");
    }

    #[test]
    fn small_mistakes_only() {
        assert_eq!(lijkt_op("rokeveen", "rokkeveen"), Some(1));
        assert_eq!(lijkt_op("rokkevene", "rokkeveen"), Some(1));
        assert_eq!(lijkt_op("leyenburg", "leyens"), None);
        assert_eq!(lijkt_op("hepl", "help"), Some(1));
        assert_eq!(lijkt_op("hand", "help"), None);
    }
}
