//! Names in a text: behind a word that announces one, or a known first name with a surname.
//!
//! Owns where a name begins and ends; whether it may stand there is decided by whoever asks.

use super::bevinding::{Bevinding, Wat, Woord};
use super::lijst::{LIJST, een_van, heeft};

/// Words of a name, particles included.
const WOORDEN_MAX: usize = 6;

/// Where a name may begin.
struct Begin {
    plaats: usize,
    /// Capitals are needed to believe it.
    streng: bool,
    /// A first name, with nothing before it that says so.
    los: bool,
    /// A word announces it.
    aangekondigd: bool,
}

struct Zin<'a> {
    tekst: &'a str,
    woorden: &'a [Woord<'a>],
}

impl Zin<'_> {
    fn groot(&self, plaats: usize) -> bool {
        let stuk = self.woorden.get(plaats).and_then(|(_, plek)| self.tekst.get(plek.clone())).unwrap_or_default();
        let mut tekens = stuk.chars();
        tekens.next().is_some_and(char::is_uppercase) && !stuk.chars().any(|teken| teken.is_ascii_digit())
    }

    fn mogelijk(&self, plaats: usize) -> bool {
        self.woorden.get(plaats).is_some_and(|(norm, _)| {
            !heeft(&LIJST.geen_naam, norm)
                && norm.chars().all(char::is_alphabetic)
                && !matches!(norm, &"verdachte" | &"dader")
        })
    }

    fn aan_elkaar(&self, plaats: usize) -> bool {
        plaats > 0
            && self.woorden.get(plaats).is_some_and(|(_, plek)| {
                let tussen = self.tekst.get(self.woorden[plaats - 1].1.end..plek.start).unwrap_or(",");
                !tussen.contains([',', ';', '\n', '!', '?', '(', '-'])
            })
    }

    /// Whether a name may begin with the word here, or behind it.
    fn begin(&self, plaats: usize) -> Option<Begin> {
        let achter = |lengte: usize| {
            let begin = plaats + lengte;
            begin + usize::from(self.woorden.get(begin).is_some_and(|(norm, _)| *norm == "is"))
        };
        if let Some(lengte) = een_van(self.woorden, plaats, &LIJST.naam_vooraan) {
            return Some(Begin { plaats: achter(lengte), streng: false, los: false, aangekondigd: true });
        }
        if let Some(lengte) = een_van(self.woorden, plaats, &LIJST.naam_na) {
            let begin = achter(lengte);
            let bekend = self.woorden.get(begin).is_some_and(|(norm, _)| heeft(&LIJST.voornamen, norm));
            return Some(Begin { plaats: begin, streng: !bekend, los: false, aangekondigd: false });
        }
        let voornaam = heeft(&LIJST.voornamen, self.woorden[plaats].0);
        voornaam.then_some(Begin { plaats, streng: true, los: true, aangekondigd: false })
    }

    /// Behind the name that begins there; its begin, if none does.
    fn einde(&self, begin: &Begin) -> usize {
        let eerste = begin.plaats;
        if !(self.mogelijk(eerste) && (!begin.streng || begin.los || self.groot(eerste))) {
            return eerste;
        }
        let mut einde = eerste + 1;
        // "Jan de Vries": particles count where a name follows them.
        loop {
            let mut verder = einde;
            while self.woorden.get(verder).is_some_and(|(norm, _)| heeft(&LIJST.tussenvoegsels, norm))
                && self.aan_elkaar(verder)
            {
                verder += 1;
            }
            let met_tussenvoegsel = verder > einde;
            let volgt = self.aan_elkaar(verder)
                && self.mogelijk(verder)
                && (self.groot(verder)
                    || self.woorden[verder].0.len() == 1
                    || (met_tussenvoegsel && verder - einde < 3 && !is_gewoon(self.woorden, verder)));
            if !volgt || verder + 1 - eerste > WOORDEN_MAX {
                return einde;
            }
            einde = verder + 1;
        }
    }
}

/// Names: behind a word that announces one, or a known first name with a surname.
pub(super) fn namen(tekst: &str, woorden: &[Woord<'_>], vermissing: bool) -> Vec<Bevinding> {
    let zin = Zin { tekst, woorden };
    let mut gevonden: Vec<Bevinding> = Vec::new();
    let mut plaats = 0;
    while plaats < woorden.len() {
        let Some(begin) = zin.begin(plaats) else {
            plaats += 1;
            continue;
        };
        let einde = zin.einde(&begin);
        // A first name alone says little of somebody; with a surname, or announced, it does.
        if einde - begin.plaats <= usize::from(begin.los) {
            plaats += 1;
            continue;
        }
        let eerste = if vermissing { begin.plaats + 1 } else { begin.plaats };
        let wat = if vermissing { Wat::Achternaam } else { Wat::NaamVerdachte };
        // The word that announces the name goes with it.
        let eerste = if begin.aangekondigd && !vermissing { plaats } else { eerste };
        if eerste < einde {
            gevonden.push(Bevinding { wat, plek: woorden[eerste].1.start..woorden[einde - 1].1.end });
        }
        plaats = einde.max(plaats + 1);
    }
    gevonden
}

/// A word that no surname is, behind "de" or "van".
fn is_gewoon(woorden: &[Woord<'_>], plaats: usize) -> bool {
    woorden.get(plaats).is_none_or(|(norm, _)| {
        heeft(&LIJST.geen_naam, norm)
            || heeft(&LIJST.personen, norm)
            || norm.len() < 3
            || ["straat", "laan", "weg", "plein", "wijk", "buurt"].iter().any(|einde| norm.ends_with(einde))
    })
}
