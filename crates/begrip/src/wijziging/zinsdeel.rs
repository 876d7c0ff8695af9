//! The parts of a line that corrects something: what is so, what is not, what is to go.
//!
//! Owns cutting it up; what a part is about is read by whoever asks. Invariant: each word is in one part, or fills the sentence.

use std::ops::Range;

use crate::lijst::{MELDING, WIJZIGING};
use crate::wijziging::moment::noemt_kale_tijd;
use crate::woorden::{Reeksen, Woord, Woordenset, woorden};

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
                // "Ik zei meerzicht maar dat is fout, seghwaert".
                Zinsdeel::Fout(wat) if woorden(wat).is_empty() && verwijst_terug(stuk) => {
                    if let Some(gezegd @ Zinsdeel::Gezegd { .. }) = delen.last_mut() {
                        *gezegd = Zinsdeel::Fout(gezegd.tekst());
                    }
                }
                deel if woorden(deel.tekst()).is_empty() => {}
                deel => delen.push(deel),
            }
        }
    }
    delen
}

/// "Dat is fout": of what was said before it.
fn verwijst_terug(stuk: &str) -> bool {
    WIJZIGING.verwijst_terug.staat_in(&woorden(stuk))
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
        // "Geen woninginbraak eh gewoon overval".
        let aarzelt = WIJZIGING.aarzelt.contains(&woord.norm);
        if bron || aarzelt || (WIJZIGING.knipt.contains(&woord.norm) && !volgt) {
            grenzen.push((woord.plek.start, woord.plek.end, bron));
        }
    }
    // "Hij is 1.80 en broek was grijs", "pet weg en trui is groen" say two things; "zwarte en witte jas erbij, pet weg" does not part there.
    let einden: Vec<usize> = grenzen.iter().map(|(einde, ..)| *einde).collect();
    let zegt = |woord: &&Woord| {
        let norm = woord.norm.as_str();
        [&WIJZIGING.koppelt, &WIJZIGING.eruit, &WIJZIGING.erbij].iter().any(|lijst| lijst.contains(norm))
    };
    for en in alle.iter().filter(|woord| woord.norm == "en") {
        let begin = einden.iter().copied().filter(|einde| *einde <= en.plek.start).max().unwrap_or(0);
        let einde = einden.iter().copied().filter(|einde| *einde >= en.plek.end).min().unwrap_or(tekst.len());
        let mut hier = alle.iter().filter(|woord| woord.plek.start >= begin && woord.plek.end <= einde);
        let (ervoor, erna): (Vec<&Woord>, Vec<&Woord>) =
            hier.by_ref().partition(|woord| woord.plek.end <= en.plek.start);
        if ervoor.iter().any(zegt) && erna.iter().any(zegt) {
            grenzen.push((en.plek.start, en.plek.end, false));
        }
    }
    grenzen.sort_unstable();
    let einden = grenzen.iter().skip(1).map(|(einde, ..)| *einde).chain([tekst.len()]);
    let stukken: Vec<(&str, bool)> = grenzen
        .iter()
        .zip(einden)
        .filter_map(|((_, begin, bron), einde)| Some((tekst.get(*begin..einde)?, *bron)))
        .collect();
    // "De moeder zegt dat …", "getuige zegt nu dat …": who says so stands before it.
    let zegt_dat = |stuk: &str| {
        let alle = woorden(stuk);
        alle.iter().find(|woord| !WIJZIGING.nu.contains(&woord.norm)).is_some_and(|woord| woord.norm == "dat")
    };
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

/// "Er" stands among so many words after "zet".
const ER_BINNEN_WOORDEN: usize = 3;

/// A piece with its words.
struct Stuk<'t> {
    tekst: &'t str,
    alle: Vec<Woord>,
}

impl<'t> Stuk<'t> {
    fn heeft(&self, lijst: &Woordenset) -> Option<usize> {
        self.alle.iter().position(|woord| lijst.contains(&woord.norm))
    }

    /// From this word on.
    fn van(&self, plaats: usize) -> &'t str {
        let begin = self.alle.get(plaats).map_or(self.tekst.len(), |woord| woord.plek.start);
        self.tekst.get(begin..).unwrap_or_default()
    }

    /// Before this word.
    fn tot(&self, plaats: usize) -> &'t str {
        let einde = self.alle.get(plaats).map_or(self.tekst.len(), |woord| woord.plek.start);
        self.tekst.get(..einde).unwrap_or_default()
    }

    fn tussen(&self, begin: usize, einde: usize) -> &'t str {
        match self.alle.get(begin..einde) {
            Some([eerste, .., laatste]) => self.tekst.get(eerste.plek.start..laatste.plek.end).unwrap_or_default(),
            Some([enig]) => self.tekst.get(enig.plek.clone()).unwrap_or_default(),
            _ => "",
        }
    }

    /// Without the words that fill it at both ends, and without these.
    fn binnen(&self, lijst: &[&Woordenset]) -> &'t str {
        let over = kern_van(&self.alle, lijst);
        match (over.first(), over.last()) {
            (Some(eerste), Some(laatste)) => self.tekst.get(eerste.plek.start..laatste.plek.end).unwrap_or_default(),
            _ => "",
        }
    }

    /// Where words of a list stand, and where what follows them begins.
    fn reeks(&self, lijst: &Reeksen) -> Option<(usize, usize)> {
        (0..self.alle.len()).find_map(|begin| Some((begin, begin + lijst.langste(&self.alle[begin..])?)))
    }

    /// What is to be left out, added, or is not there.
    fn weg_of_erbij(&self) -> Option<Vec<Zinsdeel<'t>>> {
        if self.heeft(&WIJZIGING.eruit).is_some() || WIJZIGING.eruit_reeks.staat_in(&self.alle) {
            let wat = self.binnen(&[&WIJZIGING.eruit, &WIJZIGING.bij_eruit]);
            // "Straat eruit" is all about a part by its name.
            return Some(vec![Zinsdeel::Weg(if wat.is_empty() { self.tekst } else { wat })]);
        }
        if self.heeft(&WIJZIGING.erbij).is_some() || WIJZIGING.erbij_reeks.staat_in(&self.alle) || self.zet_erbij() {
            let tekst = self.binnen(&[&WIJZIGING.erbij, &WIJZIGING.bij_erbij]);
            // "Er moet nog in dat hij mank loopt".
            let dat = self
                .heeft(&WIJZIGING.dat)
                .filter(|plaats| self.alle.get(plaats + 1).is_some_and(|wie| WIJZIGING.van_wie.contains(&wie.norm)))
                .and_then(|plaats| wat_iemand_ook_heeft(self.tekst, &self.alle[plaats..], true));
            return Some(vec![Zinsdeel::Gezegd { tekst: dat.unwrap_or(tekst), erbij: true, vervangt: false }]);
        }
        let plaats = self.heeft(&WIJZIGING.zonder)?;
        Some(vec![gezegd(kern(self.tot(plaats))), Zinsdeel::Weg(kern(self.van(plaats + 1)))])
    }

    /// "Zet er nog een litteken bij", "doe d'r noordhove ook nog bij".
    fn zet_erbij(&self) -> bool {
        let [eerste, tussen @ .., laatste] = self.alle.as_slice() else { return false };
        WIJZIGING.zet.contains(&eerste.norm)
            && WIJZIGING.bij.contains(&laatste.norm)
            && tussen.iter().take(ER_BINNEN_WOORDEN).any(|woord| WIJZIGING.er.contains(&woord.norm))
    }

    /// "Niet man vrouw": two of a kind, without a comma between them.
    fn niet_dit_maar_dat(&self, na: usize) -> Option<Vec<Zinsdeel<'t>>> {
        let [oud, nieuw] = self.alle.get(na..)? else { return None };
        let personen = MELDING.is_persoon(&oud.norm) && MELDING.is_persoon(&nieuw.norm);
        let kleuren = MELDING.is_kleur(&oud.norm) && MELDING.is_kleur(&nieuw.norm);
        (personen || kleuren).then(|| {
            vec![
                Zinsdeel::Niet(self.tussen(na, na + 1)),
                Zinsdeel::Gezegd { tekst: self.tussen(na + 1, na + 2), erbij: false, vervangt: true },
            ]
        })
    }

    /// "Maak van scooter step", "verander fors in slank", "die 14.10 moet 14.40 wezen": what it was, and what it becomes.
    fn wordt(&self) -> Option<Vec<Zinsdeel<'t>>> {
        if let Some(begin) = self.heeft(&WIJZIGING.maakt) {
            let na = &self.alle[begin + 1..];
            if na.first().is_some_and(|woord| WIJZIGING.maakt_van.contains(&woord.norm)) && na.len() >= 3 {
                return Some(vec![Zinsdeel::Fout(self.tussen(begin + 2, begin + 3)), gezegd(self.van(begin + 3))]);
            }
            let tot =
                na.iter().position(|woord| WIJZIGING.maakt_tot.contains(&woord.norm)).filter(|plaats| *plaats > 0);
            if let Some(plaats) = tot {
                let oud = kern(self.tussen(begin + 1, begin + 1 + plaats));
                if !oud.is_empty() {
                    return Some(vec![Zinsdeel::Fout(oud), gezegd(self.van(begin + 2 + plaats))]);
                }
            }
        }
        if let Some(delen) = self.vervangen_door() {
            return Some(delen);
        }
        let plaats = self.heeft(&WIJZIGING.moet)?;
        let tijden = noemt_kale_tijd(self.tot(plaats)) && noemt_kale_tijd(self.van(plaats + 1));
        tijden.then(|| vec![Zinsdeel::Fout(self.tot(plaats)), gezegd(self.van(plaats + 1))])
    }

    /// "Verdachte vervangen door persoon".
    fn vervangen_door(&self) -> Option<Vec<Zinsdeel<'t>>> {
        let plaats = self.heeft(&WIJZIGING.vervangen)?;
        let door =
            plaats + 1 + self.alle[plaats + 1..].iter().position(|woord| WIJZIGING.door.contains(&woord.norm))?;
        let oud = kern(self.tot(plaats));
        (!oud.is_empty()).then(|| vec![Zinsdeel::Fout(oud), gezegd(self.van(door + 1))])
    }

    /// "Tijd klopt niet" says that it is wrong; "tijd klopt niet moet kwart over 3 zijn" says what is right behind it. "Klopt behalve de
    /// scooter, die was rood": what follows is so.
    fn klopt_niet(&self) -> Option<Vec<Zinsdeel<'t>>> {
        if let Some((begin, na)) = self.reeks(&WIJZIGING.klopt_niet) {
            let erna = self.van(na);
            let goed = if kern(erna).is_empty() { Vec::new() } else { deel(erna) };
            return Some(std::iter::once(Zinsdeel::Fout(self.tot(begin))).chain(goed).collect());
        }
        let plaats = self.heeft(&WIJZIGING.behalve)?;
        let koppelt = self.alle[plaats..].iter().any(|woord| WIJZIGING.koppelt.contains(&woord.norm));
        (koppelt && kern(self.tot(plaats)).is_empty()).then(|| deel(self.van(plaats + 1)))
    }

    /// "14.50 en niet 15.40", "meerzicht in plaats van rokkeveen".
    fn ontkent(&self) -> Option<Vec<Zinsdeel<'t>>> {
        let ontkent = self.heeft(&WIJZIGING.ontkent).map(|plaats| (plaats, plaats + 1));
        let (begin, na) = self.reeks(&WIJZIGING.in_plaats).or(ontkent)?;
        // "Dader had geen pet" says of whom, and nothing in its place.
        let van_wie = self.alle[..begin].iter().all(|woord| WIJZIGING.over_wie.contains(&woord.norm))
            && self.alle[..begin].last().is_some_and(|woord| WIJZIGING.heeft.contains(&woord.norm));
        if kern(self.tot(begin)).is_empty()
            && let Some(delen) = self.niet_dit_maar_dat(na)
        {
            return Some(delen);
        }
        let niet = Zinsdeel::Niet(self.van(na));
        if van_wie {
            return Some(vec![niet]);
        }
        Some(vec![Zinsdeel::Gezegd { tekst: self.tot(begin), erbij: false, vervangt: true }, niet])
    }
}

const fn gezegd(tekst: &str) -> Zinsdeel<'_> {
    Zinsdeel::Gezegd { tekst, erbij: false, vervangt: false }
}

/// What one piece says: "14.50 en niet 15.40" says two things.
fn deel(tekst: &str) -> Vec<Zinsdeel<'_>> {
    let stuk = Stuk { tekst, alle: woorden(tekst) };
    let alle = &stuk.alle;
    // "Ander soort, het is een overval" only names what is another.
    let noemt_deel = matches!(alle.as_slice(), [welke, deel]
        if WIJZIGING.welke.contains(&welke.norm) && WIJZIGING.ander_deel.contains(&deel.norm));
    if WIJZIGING.ook_vulling.is(alle) || noemt_deel {
        return Vec::new();
    }
    // "Doe die pet er maar uit, dat is niet zeker", with or without its comma.
    if let Some(einde) = (1..alle.len()).find(|begin| WIJZIGING.toelichting.is(&alle[*begin..])) {
        return deel(stuk.tot(einde));
    }
    if let Some(delen) = stuk.weg_of_erbij().or_else(|| stuk.wordt()).or_else(|| stuk.klopt_niet()) {
        return delen;
    }
    // "Hij heeft ook een rugzak om", "draagt ook een pet", "met bril": it is added.
    if let Some(wat) = wat_iemand_ook_heeft(tekst, alle, false) {
        return vec![Zinsdeel::Gezegd { tekst: wat, erbij: true, vervangt: false }];
    }
    if let Some(delen) = stuk.ontkent() {
        return delen;
    }
    let staat_er = stuk.heeft(&WIJZIGING.staat_er).is_some() && stuk.heeft(&WIJZIGING.moet).is_none();
    let eindigt_fout = alle.last().is_some_and(|woord| alle.len() > 1 && WIJZIGING.fout.contains(&woord.norm));
    if staat_er || eindigt_fout {
        return vec![Zinsdeel::Fout(stuk.binnen(&[&WIJZIGING.staat_er, &WIJZIGING.fout]))];
    }
    vec![gezegd(tekst)]
}

/// What somebody has beside what stands there: a piece that begins with "met", or with who it is and "ook", or ends as "heeft … om" does;
/// where it is asked to be added (`erbij`), whatever is said of them. Nothing that is denied.
fn wat_iemand_ook_heeft<'t>(stuk: &'t str, alle: &[Woord], erbij: bool) -> Option<&'t str> {
    if alle.iter().any(|woord| WIJZIGING.ontkent.contains(&woord.norm)) {
        return None;
    }
    let wie = alle.iter().position(|woord| !WIJZIGING.over_wie.contains(&woord.norm))?;
    let (ervoor, kern) = alle.split_at(wie);
    let ook = ervoor.iter().any(|woord| WIJZIGING.ook.contains(&woord.norm));
    let heeft = ervoor.iter().any(|woord| WIJZIGING.heeft.contains(&woord.norm));
    let einde = kern.iter().rposition(|woord| !WIJZIGING.om.contains(&woord.norm))? + 1;
    let om = einde < kern.len();
    let (eerste, laatste) = (kern.first()?, kern.get(einde.checked_sub(1)?)?);
    let beschrijft = kern[..einde]
        .iter()
        .any(|woord| MELDING.kleding.lijst.contains(&woord.norm) || MELDING.kenmerken.lijst.contains(&woord.norm));
    (erbij || (ook || heeft && om) && beschrijft).then(|| stuk.get(eerste.plek.start..laatste.plek.end)).flatten()
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
