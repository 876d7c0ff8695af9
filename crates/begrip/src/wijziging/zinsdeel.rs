//! The parts of a line that corrects something: what is so, what is not, what is to go.
//!
//! Owns cutting it up; what a part is about is read by whoever asks. Invariant: each word is in one part, or fills the sentence.

use std::ops::Range;

use crate::lijst::{MELDING, WIJZIGING};
use crate::woorden::{Woord, Woordenset, woorden};

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Zinsdeel<'t> {
    /// It is so; `erbij`: it is asked to be added.
    Gezegd {
        /// The words.
        tekst: &'t str,
        /// Whether they are to be added.
        erbij: bool,
        /// What is denied stands right behind it: it takes a place, and is nothing more.
        vervangt: bool,
    },
    /// It is not so.
    Niet(&'t str),
    /// It stands there, and is wrong: what is right is said elsewhere in the line.
    Fout(&'t str),
    /// It is to be left out.
    Weg(&'t str),
}

impl<'t> Zinsdeel<'t> {
    /// Its words.
    pub(super) const fn tekst(&self) -> &'t str {
        match self {
            Self::Gezegd { tekst, .. } | Self::Niet(tekst) | Self::Fout(tekst) | Self::Weg(tekst) => tekst,
        }
    }

    /// What it says is not so.
    pub(super) const fn ontkend(&self) -> Option<&'t str> {
        match self {
            Self::Niet(tekst) | Self::Fout(tekst) => Some(tekst),
            Self::Gezegd { .. } | Self::Weg(_) => None,
        }
    }

    /// As one would say it by itself.
    pub(super) fn als_zin(&self) -> String {
        match self {
            Self::Gezegd { tekst, erbij: false, .. } => (*tekst).to_owned(),
            Self::Gezegd { tekst, erbij: true, .. } => format!("ook {tekst}"),
            Self::Niet(tekst) | Self::Fout(tekst) | Self::Weg(tekst) => format!("niet {tekst}"),
        }
    }
}

/// Whether a word is the name of a part of a preview.
pub(super) fn noemt_deel(norm: &str) -> bool {
    WIJZIGING.straat.contains(norm) || WIJZIGING.richting.contains(norm)
}

/// The parts of a line.
pub(super) fn zinsdelen(tekst: &str) -> Vec<Zinsdeel<'_>> {
    let mut delen: Vec<Zinsdeel<'_>> = Vec::new();
    // "Erbij: vrouw, rode jas": what follows is added too.
    let mut alles_erbij = false;
    for stuk in stukken(tekst) {
        for deel in deel(stuk) {
            let leeg = kern(deel.tekst()).is_empty();
            match deel {
                Zinsdeel::Gezegd { erbij: true, tekst, .. } if leeg || is_getal(tekst) => alles_erbij = true,
                Zinsdeel::Gezegd { tekst, erbij, vervangt } if !woorden(tekst).is_empty() => {
                    delen.push(Zinsdeel::Gezegd { tekst, erbij: erbij || alles_erbij, vervangt });
                }
                Zinsdeel::Gezegd { .. } => {}
                deel if woorden(deel.tekst()).is_empty() => {}
                deel => delen.push(deel),
            }
        }
    }
    delen
}

fn is_getal(tekst: &str) -> bool {
    woorden(tekst).iter().all(|woord| woord.norm.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The pieces between signs and between words that part a sentence, without who says so.
fn stukken(tekst: &str) -> Vec<&str> {
    let alle = woorden(tekst);
    // Where a piece ends, where the next one begins, and whether that tells who says it.
    let mut grenzen = vec![(0, 0, false)];
    for (plaats, teken) in tekst.char_indices() {
        let na = plaats + teken.len_utf8();
        let volgt_ruimte = tekst.get(na..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        let altijd = matches!(teken, '\n' | ';' | '(' | ')' | '"' | '“' | '”');
        if altijd || matches!(teken, ',' | '.' | '!' | ':') && volgt_ruimte {
            grenzen.push((plaats, na, false));
        }
    }
    for (plaats, woord) in alle.iter().enumerate() {
        let volgt = alle.get(plaats + 1).is_some_and(|woord| WIJZIGING.na_maar.contains(&woord.norm));
        let bron = WIJZIGING.bron.contains(&woord.norm);
        if bron || (WIJZIGING.knipt.contains(&woord.norm) && !volgt) {
            grenzen.push((woord.plek.start, woord.plek.end, bron));
        }
    }
    // "Hij is 1.80 en broek was grijs" says two things.
    if alle.iter().filter(|woord| WIJZIGING.koppelt.contains(&woord.norm)).count() > 1 {
        grenzen.extend(
            alle.iter().filter(|woord| woord.norm == "en").map(|woord| (woord.plek.start, woord.plek.end, false)),
        );
    }
    grenzen.sort_unstable();
    let einden = grenzen.iter().skip(1).map(|(einde, ..)| *einde).chain([tekst.len()]);
    let stukken: Vec<(&str, bool)> = grenzen
        .iter()
        .zip(einden)
        .filter_map(|((_, begin, bron), einde)| Some((tekst.get(*begin..einde)?, *bron)))
        .collect();
    // "De moeder zegt dat …": who says so stands before it.
    let zegt_dat = |stuk: &str| woorden(stuk).first().is_some_and(|woord| woord.norm == "dat");
    let is_bron = |plaats: usize| {
        let (stuk, bron) = stukken[plaats];
        let kort = woorden(stuk).len() <= BRON_WOORDEN_MAX;
        let volgt_dat = stukken.get(plaats + 1).is_some_and(|(na, bron)| *bron && zegt_dat(na));
        kort && ((bron && !zegt_dat(stuk)) || volgt_dat)
    };
    (0..stukken.len()).filter(|plaats| !is_bron(*plaats)).map(|plaats| stukken[plaats].0).collect()
}

/// Who says so takes at most so many words.
const BRON_WOORDEN_MAX: usize = 4;

/// What one piece says: "14.50 en niet 15.40" says two things.
fn deel(stuk: &str) -> Vec<Zinsdeel<'_>> {
    let alle = woorden(stuk);
    if WIJZIGING.ook_vulling.is(&alle) {
        return Vec::new();
    }
    let heeft = |lijst: &Woordenset| alle.iter().position(|woord| lijst.contains(&woord.norm));
    let van =
        |plaats: usize| stuk.get(alle.get(plaats).map_or(stuk.len(), |woord| woord.plek.start)..).unwrap_or_default();
    let tot =
        |plaats: usize| stuk.get(..alle.get(plaats).map_or(stuk.len(), |woord| woord.plek.start)).unwrap_or_default();
    let tussen = |begin: usize, einde: usize| match alle.get(begin..einde) {
        Some([eerste, .., laatste]) => stuk.get(eerste.plek.start..laatste.plek.end).unwrap_or_default(),
        Some([enig]) => stuk.get(enig.plek.clone()).unwrap_or_default(),
        _ => "",
    };
    let binnen = |lijst: &[&Woordenset]| {
        let over = kern_van(&alle, lijst);
        match (over.first(), over.last()) {
            (Some(eerste), Some(laatste)) => stuk.get(eerste.plek.start..laatste.plek.end).unwrap_or_default(),
            _ => "",
        }
    };
    let gezegd = |tekst| Zinsdeel::Gezegd { tekst, erbij: false, vervangt: false };
    if heeft(&WIJZIGING.eruit).is_some() || WIJZIGING.eruit_reeks.staat_in(&alle) {
        let wat = binnen(&[&WIJZIGING.eruit, &WIJZIGING.bij_eruit]);
        // "Straat eruit" is all about a part by its name.
        return vec![Zinsdeel::Weg(if wat.is_empty() { stuk } else { wat })];
    }
    if heeft(&WIJZIGING.erbij).is_some() || WIJZIGING.erbij_reeks.staat_in(&alle) {
        let tekst = binnen(&[&WIJZIGING.erbij, &WIJZIGING.bij_erbij]);
        return vec![Zinsdeel::Gezegd { tekst, erbij: true, vervangt: false }];
    }
    if let Some(plaats) = heeft(&WIJZIGING.zonder) {
        return vec![gezegd(kern(tot(plaats))), Zinsdeel::Weg(kern(van(plaats + 1)))];
    }
    // "Maak van scooter step", "verander fors in slank": what it was, and what it becomes.
    if let Some(begin) = heeft(&WIJZIGING.maakt) {
        let na = &alle[begin + 1..];
        if na.first().is_some_and(|woord| WIJZIGING.maakt_van.contains(&woord.norm)) && na.len() >= 3 {
            return vec![Zinsdeel::Fout(tussen(begin + 2, begin + 3)), gezegd(van(begin + 3))];
        }
        if let Some(plaats) =
            na.iter().position(|woord| WIJZIGING.maakt_tot.contains(&woord.norm)).filter(|plaats| *plaats > 0)
        {
            let oud = kern(tussen(begin + 1, begin + 1 + plaats));
            if !oud.is_empty() {
                return vec![Zinsdeel::Fout(oud), gezegd(van(begin + 2 + plaats))];
            }
        }
    }
    // "Tijd klopt niet" says that it is wrong, and not what is right.
    if let Some(begin) = (0..alle.len()).find(|begin| WIJZIGING.klopt_niet.begint(&alle[*begin..]).is_some()) {
        return vec![Zinsdeel::Fout(tot(begin))];
    }
    let in_plaats =
        (0..alle.len()).find_map(|begin| Some((begin, begin + WIJZIGING.in_plaats.langste(&alle[begin..])?)));
    let ontkent = heeft(&WIJZIGING.ontkent).map(|plaats| (plaats, plaats + 1));
    if let Some((begin, na)) = in_plaats.or(ontkent) {
        let ervoor = Zinsdeel::Gezegd { tekst: tot(begin), erbij: false, vervangt: true };
        return vec![ervoor, Zinsdeel::Niet(van(na))];
    }
    let staat_er = heeft(&WIJZIGING.staat_er).is_some() && heeft(&WIJZIGING.moet).is_none();
    let eindigt_fout = alle.last().is_some_and(|woord| alle.len() > 1 && WIJZIGING.fout.contains(&woord.norm));
    if staat_er || eindigt_fout {
        return vec![Zinsdeel::Fout(binnen(&[&WIJZIGING.staat_er, &WIJZIGING.fout]))];
    }
    vec![gezegd(stuk)]
}

/// The last word of a piece.
pub(super) fn laatste(stuk: &str) -> String {
    woorden(stuk).pop().map(|woord| woord.norm).unwrap_or_default()
}

/// A piece without the words that fill it at both ends.
pub(super) fn kern(stuk: &str) -> &str {
    let alle = woorden(stuk);
    let over = kern_van(&alle, &[]);
    match (over.first(), over.last()) {
        (Some(eerste), Some(laatste)) => stuk.get(eerste.plek.start..laatste.plek.end).unwrap_or_default(),
        _ => "",
    }
}

/// The words without those that fill them at both ends, and without these.
pub(super) fn kern_van<'w>(alle: &'w [Woord], ook: &[&Woordenset]) -> &'w [Woord] {
    let vult =
        |woord: &Woord| WIJZIGING.vulling.contains(&woord.norm) || ook.iter().any(|lijst| lijst.contains(&woord.norm));
    let begin = alle.iter().position(|woord| !vult(woord)).unwrap_or(alle.len());
    // "Haar jas" is whose it is.
    let ding = |plaats: usize| alle.get(plaats).is_some_and(|woord| MELDING.kleding.lijst.contains(&woord.norm));
    let van_iemand = alle.get(begin).is_some_and(|woord| WIJZIGING.van_iemand.contains(&woord.norm)) && ding(begin + 1);
    let begin = begin + usize::from(van_iemand);
    let einde = alle.iter().rposition(|woord| !vult(woord)).map_or(begin, |plaats| plaats + 1);
    &alle[begin..einde.max(begin)]
}

/// Known words that are all capitals in small letters: "een VROUW".
pub(super) fn zonder_schreeuwen(kern: &str) -> String {
    let woord = |stuk: &str| {
        let schreeuwt = stuk.chars().filter(|teken| teken.is_alphabetic()).count() > 2
            && !stuk.chars().any(char::is_lowercase)
            && MELDING.is_bekend(&stuk.to_lowercase());
        if schreeuwt { stuk.to_lowercase() } else { stuk.to_owned() }
    };
    kern.split(' ').map(woord).collect::<Vec<_>>().join(" ")
}

/// A text without one stretch of it.
pub(super) fn zonder(getypt: &str, plek: &Range<usize>) -> String {
    format!("{} {}", getypt.get(..plek.start).unwrap_or_default(), getypt.get(plek.end..).unwrap_or_default())
}
