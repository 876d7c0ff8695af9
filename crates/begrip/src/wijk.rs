//! Another wijk for a draft, in a sentence of its own: "het is meerzicht niet rokkeveen", "niet rokkeveen maar meerzicht".
//!
//! Owns the words around the name. Invariant: a wijk that is denied is never the one that is meant.

use crate::ja_nee::Bij;
use crate::lijst::WIJK;
use crate::plaats::{Kaart, Plaats};
use crate::woorden::woorden;

/// Whether a word around a wijk changes nothing.
#[must_use]
pub fn is_vulling(norm: &str) -> bool {
    WIJK.vulling.contains(norm)
}

/// A text without the words in front that change nothing: what a denial leaves of "maar meerzicht".
#[must_use]
pub fn zonder_vulling(tekst: &str) -> &str {
    let alle = woorden(tekst);
    let eerste = alle.iter().find(|woord| !is_vulling(&woord.norm));
    eerste.and_then(|woord| tekst.get(woord.plek.start..)).unwrap_or_default()
}

/// A text without the wijken that are denied in it: behind "niet", "geen", "ipv". `None` where that leaves nothing.
#[must_use]
pub fn zonder_ontkende(tekst: &str, kaart: &Kaart<'_>, mag: &[&str]) -> Option<String> {
    let mut over = tekst.to_owned();
    // A denial is taken out at a time; a text has few.
    for _ in 0..4 {
        let alle = woorden(&over);
        let ontkend = alle.iter().enumerate().find_map(|(plaats, woord)| {
            if !Bij::Wijk.is_nee(&woord.norm) {
                return None;
            }
            let vanaf = woord.plek.end;
            let rest = over.get(vanaf..)?;
            let na = woorden(rest);
            let (Plaats::Wijken { weg, .. } | Plaats::Elders(_, weg)) = kaart.vind(rest, &na, mag) else { return None };
            // "Niet in rokkeveen": right behind it, but for small words.
            let ertussen = na.iter().take_while(|woord| woord.plek.end <= weg.start);
            let vlakbij =
                ertussen.clone().count() <= 2 && ertussen.into_iter().all(|woord| WIJK.tussen.contains(&woord.norm));
            vlakbij.then_some((alle[plaats].plek.start, vanaf + weg.end))
        });
        let Some((begin, einde)) = ontkend else { break };
        over.replace_range(begin..einde, " ");
    }
    (!woorden(&over).is_empty()).then_some(over)
}
