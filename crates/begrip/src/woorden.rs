//! The words of a text.
//!
//! Owns how a text is cut up, and which signs are words of it; finding words in it is `reeksen`'s. Invariant: a sign that only
//! stresses what stands beside it is no word.

use crate::lijst::{LEVENSLOOP, TEKENS};
pub use crate::reeksen::{Reeksen, Woord, Woordenset, begint_met, lijkt_op, norm_op};

/// The words of a text: runs of letters and digits, and signs that say no. Hyphens and slashes part words.
#[must_use]
pub fn woorden(tekst: &str) -> Vec<Woord> {
    let mut woorden: Vec<Woord> = Vec::new();
    let mut begin: Option<usize> = None;
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
        if let Some(norm) = als_woord(teken) {
            woorden.push(Woord { norm: norm.to_owned(), plek: plaats..plaats + teken.len_utf8() });
        }
    }
    woorden.retain(|woord| !woord.norm.is_empty());
    zonder_nadruk(tekst, &mut woorden);
    woorden
}

/// The word that a sign stands for, where it turns round what is said: "akkoord ❌", "ja 😂".
#[must_use]
pub fn als_woord(teken: char) -> Option<&'static str> {
    if teken.is_ascii() {
        return None;
    }
    TEKENS.woorden.get(teken.encode_utf8(&mut [0; 4]) as &str).map(String::as_str)
}

/// Whether a word is a stop as it is typed in haste: "stopppp", "STPO", "sotp".
pub(crate) fn is_stop_in_haast(norm: &str) -> bool {
    let mut letters: Vec<char> = norm.chars().collect();
    letters.dedup();
    letters == ['s', 't', 'o', 'p'] || LEVENSLOOP.stop_met_fout.contains(norm)
}

/// "⛔ STOP", "❌ verkeerde wijk": in a text that begins with such a word a sign says the same once more, and takes nothing
/// back.
fn zonder_nadruk(tekst: &str, woorden: &mut Vec<Woord>) {
    let is_teken = |woord: &Woord| {
        tekst.get(woord.plek.clone()).is_some_and(|stuk| stuk.starts_with(|teken| als_woord(teken).is_some()))
    };
    let roept = |woord: &Woord| TEKENS.nadruk_bij.contains(&woord.norm) || is_stop_in_haast(&woord.norm);
    let teken = |woord: &Woord| is_teken(woord) && TEKENS.nadruk.contains(&woord.norm);
    let uitroep = |woord: &&Woord| is_teken(woord) || LEVENSLOOP.voor_paniek.contains(&woord.norm);
    if woorden.iter().any(teken) && woorden.iter().find(|woord| !uitroep(woord)).is_some_and(roept) {
        woorden.retain(|woord| !teken(woord));
    }
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
    // A sign in the name of a group says nothing.
    let is_woord = |woord: &Woord| !tekst[woord.plek.clone()].starts_with(|teken| als_woord(teken).is_some());
    woorden(tekst).into_iter().filter(is_woord).map(|woord| woord.norm).collect::<Vec<_>>().join(" ")
}

/// Whether a word is this one, or a long one with a small mistake in it.
#[must_use]
pub fn is_ongeveer(norm: &str, bekend: &str) -> bool {
    norm == bekend || (bekend.len() >= 7 && lijkt_op(norm, bekend).is_some())
}

/// So many words from here on, joined by spaces.
#[must_use]
pub fn stuk(woorden: &[Woord], begin: usize, lengte: usize) -> Option<String> {
    let stuk = woorden.get(begin..begin + lengte)?;
    Some(stuk.iter().map(|woord| woord.norm.as_str()).collect::<Vec<_>>().join(" "))
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
