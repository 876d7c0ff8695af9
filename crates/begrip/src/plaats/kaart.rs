//! The names of places, and where one stands in a text.
//!
//! Owns the map of names; what else is named beside the place is [`ook`](super)'s. Invariant: that of the head of this
//! folder.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::lijst::MELDING;
use crate::lijst::{PLAATS, WIJK};
use crate::woorden::{Woord, lijkt_op, naam, norm_op, stuk};
use kern::domain::wijk::{Gemeente, GemeenteId, Gemeenten, Wijk, WijkId};

/// A wijk, with its gemeente.
pub type WijkVan = (GemeenteId, WijkId);

/// What a text says about the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plaats {
    /// Nothing.
    Geen,
    /// These wijken of one gemeente, in which the person may act.
    Wijken {
        /// The gemeente.
        gemeente: GemeenteId,
        /// The wijken.
        wijken: Vec<WijkId>,
        /// Their words, in bytes of the text.
        weg: Range<usize>,
        /// What was typed and what it was read as, where it was put right.
        gecorrigeerd: Vec<(String, String)>,
    },
    /// A name that several gemeenten have.
    Keuze(Vec<WijkVan>, Range<usize>),
    /// A wijk in which the person may not act.
    Elders(WijkVan, Range<usize>),
    /// A place outside the area.
    Buiten(String, Range<usize>),
}

/// The most words in the name of a wijk.
const WOORDEN_MAX: usize = 5;
/// Shorter names must be typed exactly: too many ordinary words look like them.
const LETTERS_MIN: usize = 6;

/// How often each letter stands in a name: names that differ in many letters need not be compared.
type Letters = [i8; 27];

fn letters(norm: &str) -> Letters {
    let mut telling = [0_i8; 27];
    for byte in norm.bytes() {
        let plaats = if byte.is_ascii_lowercase() { usize::from(byte - b'a') } else { 26 };
        telling[plaats] = telling[plaats].saturating_add(1);
    }
    telling
}

/// Whether two names can be at most two changes apart.
fn kan_lijken(een: &Letters, ander: &Letters) -> bool {
    let verschil: u32 = een.iter().zip(ander).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    verschil <= 4
}

pub(super) struct Naam<'a> {
    norm: String,
    lengte: usize,
    letters: Letters,
    pub(super) gemeente: &'a Gemeente,
    pub(super) wijk: &'a Wijk,
}

/// All names of places, ready to be looked for.
pub struct Kaart<'a> {
    pub(super) gemeenten: &'a Gemeenten,
    namen: Vec<Naam<'a>>,
    exact: HashMap<String, Vec<usize>>,
    /// Places outside the area.
    buiten: Vec<(String, &'a str)>,
}

impl std::fmt::Debug for Kaart<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kaart").field("namen", &self.namen.len()).finish_non_exhaustive()
    }
}

/// Finds the place that a text names. `mag` holds the ids of the gemeenten in which the person may act.
#[must_use]
pub fn vind(tekst: &str, woorden: &[Woord], gemeenten: &Gemeenten, mag: &[&GemeenteId]) -> Plaats {
    Kaart::van(gemeenten).vind(tekst, woorden, mag)
}

impl<'a> Kaart<'a> {
    /// The names of these gemeenten.
    #[must_use]
    pub fn van(gemeenten: &'a Gemeenten) -> Self {
        let mut namen = Vec::new();
        for gemeente in gemeenten.iter() {
            for wijk in &gemeente.wijken {
                let normen: BTreeSet<String> =
                    std::iter::once(&wijk.naam).chain(&wijk.aliassen).map(|tekst| naam(tekst)).collect();
                namen.extend(normen.into_iter().map(|norm| Naam {
                    lengte: norm.chars().count(),
                    letters: letters(&norm),
                    norm,
                    gemeente,
                    wijk,
                }));
            }
        }
        let mut exact: HashMap<String, Vec<usize>> = HashMap::new();
        for (plaats, naam) in namen.iter().enumerate() {
            exact.entry(naam.norm.clone()).or_default().push(plaats);
        }
        let buiten = gemeenten.iter().flat_map(|gemeente| &gemeente.buiten_gebied);
        let buiten = buiten.map(|plaats| (naam(plaats), plaats.as_str())).collect();
        Self { gemeenten, namen, exact, buiten }
    }

    /// The gemeenten.
    #[must_use]
    pub const fn gemeenten(&self) -> &'a Gemeenten {
        self.gemeenten
    }

    /// Finds the place that a text names. `mag` holds the ids of the gemeenten in which the person may act.
    #[must_use]
    pub fn vind(&self, tekst: &str, woorden: &[Woord], mag: &[&GemeenteId]) -> Plaats {
        if let Some(heel) = self.heel(woorden, mag) {
            return heel;
        }
        let begin = (0..woorden.len()).filter(|begin| !richting_voor(woorden, *begin));
        for begin in begin.clone() {
            if let Some((lengte, gevonden)) = self.exact(woorden, begin) {
                // "nieuw-waldek" is Nieuw Waldeck with a mistake, not Waldeck behind a word.
                let langer = (1..=2.min(begin)).rev().find_map(|meer| {
                    let gevonden = self.ongeveer_zo_lang(woorden, begin - meer, lengte + meer)?;
                    Some((begin - meer, lengte + meer, gevonden))
                });
                let (begin, lengte, gevonden) = langer.unwrap_or((begin, lengte, gevonden));
                return self.uitkomst(tekst, woorden, begin, lengte, gevonden, mag);
            }
        }
        for begin in begin {
            if let Some((plek, plaats)) = self.buiten_gebied(woorden, begin) {
                return Plaats::Buiten(plaats, plek);
            }
            if let Some((lengte, gevonden)) = self.ongeveer(woorden, begin) {
                return self.uitkomst(tekst, woorden, begin, lengte, gevonden, mag);
            }
        }
        Plaats::Geen
    }

    /// Whether a place is named without a mistake in it, that is not where somebody goes: "die komt zo" is near "de kom".
    #[must_use]
    pub fn noemt_precies(&self, woorden: &[Woord]) -> bool {
        let hier = |begin: usize| self.exact(woorden, begin).is_some() || self.buiten_gebied(woorden, begin).is_some();
        (0..woorden.len()).any(|begin| !richting_voor(woorden, begin) && hier(begin))
    }

    /// The wijk that stands in these words: where somebody goes. With how it is written and which words it is.
    #[must_use]
    pub fn wijk_in(&self, woorden: &[Woord], mag: &[&GemeenteId]) -> Option<(WijkVan, &'a str, Range<usize>)> {
        let past = |gevonden: &[&Naam<'a>]| {
            let eigen = gevonden.iter().find(|naam| mag.contains(&&naam.gemeente.id))?;
            Some(((eigen.gemeente.id.clone(), eigen.wijk.id.clone()), eigen.wijk.naam.as_str()))
        };
        (0..woorden.len()).find_map(|begin| {
            let (lengte, gevonden) = self.exact(woorden, begin).or_else(|| self.ongeveer(woorden, begin))?;
            let (id, naam) = past(&gevonden)?;
            Some((id, naam, begin..begin + lengte))
        })
    }

    /// "Heel Zoetermeer", "de hele gemeente", "alle wijken": all wijken of the gemeente that is named, or of the
    /// only one there is.
    fn heel(&self, woorden: &[Woord], mag: &[&GemeenteId]) -> Option<Plaats> {
        let norm = |plaats: usize| norm_op(woorden, plaats);
        (0..woorden.len()).find_map(|begin| {
            let alle = PLAATS.alle_wijken.begint(&woorden[begin..]).is_some();
            if !(alle || PLAATS.heel.contains(norm(begin))) {
                return None;
            }
            let mut einde = begin + 1;
            let mut genoemd = alle;
            let mut welke = None;
            while let Some(woord) = woorden.get(einde) {
                let gemeente = self.gemeenten.iter().find(|gemeente| naam(&gemeente.naam) == woord.norm);
                if gemeente.is_some() || PLAATS.gemeente.contains(&woord.norm) {
                    genoemd = true;
                    welke = gemeente.or(welke);
                } else if !PLAATS.tussen_heel.contains(&woord.norm) {
                    break;
                }
                einde += 1;
            }
            // "De hele buurt" is no gemeente.
            let weg = woorden[begin].plek.start..woorden[einde - 1].plek.end;
            let alleen = match mag {
                [een] => self.gemeenten.get(een),
                _ => None,
            };
            let gemeente = welke.or(alleen).filter(|_| genoemd)?;
            Some(if mag.contains(&&gemeente.id) {
                Plaats::Wijken { gemeente: gemeente.id.clone(), wijken: gemeente.hele(), weg, gecorrigeerd: Vec::new() }
            } else {
                Plaats::Elders((gemeente.id.clone(), WijkId::default()), weg)
            })
        })
    }

    /// The longest name that stands here exactly.
    pub(super) fn exact(&self, woorden: &[Woord], begin: usize) -> Option<(usize, Vec<&Naam<'a>>)> {
        (1..=WOORDEN_MAX).rev().find_map(|lengte| {
            let gevonden = self.exact.get(&stuk(woorden, begin, lengte)?)?;
            Some((lengte, gevonden.iter().filter_map(|plaats| self.namen.get(*plaats)).collect()))
        })
    }

    /// The first name in a list that goes on here that is one wijk in which the person may act.
    fn eenduidig_in_rij(
        &self,
        tekst: &str,
        woorden: &[Woord],
        na: usize,
        mag: &[&GemeenteId],
    ) -> Option<(usize, usize, Vec<&Naam<'a>>)> {
        let mut einde = na;
        loop {
            let voegwoord = woorden.get(einde).is_some_and(|woord| PLAATS.voegwoorden.contains(&woord.norm));
            let volgend = if voegwoord { einde + 1 } else { einde };
            let ertussen = tekst.get(woorden.get(einde.checked_sub(1)?)?.plek.end..woorden.get(volgend)?.plek.start)?;
            if !voegwoord && !ertussen.contains([',', '&', '+', '/', ';', '\n']) {
                return None;
            }
            let (lengte, namen) = self.exact(woorden, volgend)?;
            let gemeenten: BTreeSet<&GemeenteId> = namen.iter().map(|naam| &naam.gemeente.id).collect();
            if gemeenten.len() == 1 && gemeenten.iter().all(|gemeente| mag.contains(gemeente)) {
                return Some((volgend, lengte, namen));
            }
            einde = volgend + lengte;
        }
    }

    pub(super) fn buiten_gebied(&self, woorden: &[Woord], begin: usize) -> Option<(Range<usize>, String)> {
        (1..=3).rev().find_map(|lengte| {
            let getypt = stuk(woorden, begin, lengte)?;
            let plaats = self.buiten.iter().find(|(norm, _)| *norm == getypt)?.1;
            Some((woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end, plaats.to_owned()))
        })
    }

    /// The only wijk whose name is nearly what stands here, unless a place outside the area is as near.
    pub(super) fn ongeveer(&self, woorden: &[Woord], begin: usize) -> Option<(usize, Vec<&Naam<'a>>)> {
        [3, 2, 1].into_iter().find_map(|lengte| Some((lengte, self.ongeveer_zo_lang(woorden, begin, lengte)?)))
    }

    fn ongeveer_zo_lang(&self, woorden: &[Woord], begin: usize, lengte: usize) -> Option<Vec<&Naam<'a>>> {
        let getypt = stuk(woorden, begin, lengte)?;
        let tekens = getypt.chars().count();
        // Ordinary words are no wijk with a mistake in it.
        if tekens < LETTERS_MIN || (lengte == 1 && MELDING.is_bekend(&getypt)) {
            return None;
        }
        // "Zegt ze. Baard": two sentences are no name, nor is what somebody looks like.
        let woorden = &woorden[begin..begin + lengte];
        let los = woorden.windows(2).any(|paar| paar[1].plek.start > paar[0].plek.end + 1);
        let uiterlijk = |woord: &Woord| {
            MELDING.kleding.lijst.contains(&woord.norm) || MELDING.kenmerken.lijst.contains(&woord.norm)
        };
        if los || lengte > 1 && woorden.iter().any(uiterlijk) {
            return None;
        }
        let telling = letters(&getypt);
        let lang = |norm: &str| norm.chars().count() >= LETTERS_MIN;
        let namen = self.namen.iter().filter(|naam| {
            naam.lengte.abs_diff(tekens) <= 2 && naam.lengte >= LETTERS_MIN && kan_lijken(&telling, &naam.letters)
        });
        let afstanden: Vec<(usize, &Naam<'_>)> =
            namen.filter_map(|naam| Some((lijkt_op(&getypt, &naam.norm)?, naam))).collect();
        let kleinste = afstanden.iter().map(|(afstand, _)| *afstand).min()?;
        let buiten = self.buiten.iter().filter(|(norm, _)| lang(norm));
        let elders = buiten.filter_map(|(norm, _)| lijkt_op(&getypt, norm)).min();
        let gevonden: Vec<&Naam<'_>> =
            afstanden.iter().filter(|(afstand, _)| *afstand == kleinste).map(|(_, naam)| *naam).collect();
        let wijken: BTreeSet<(&str, &str)> =
            gevonden.iter().map(|naam| (naam.gemeente.id.as_str(), naam.wijk.id.as_str())).collect();
        (wijken.len() == 1 && elders.is_none_or(|elders| elders > kleinste)).then_some(gevonden)
    }

    fn uitkomst(
        &self,
        tekst: &str,
        woorden: &[Woord],
        begin: usize,
        lengte: usize,
        gevonden: Vec<&Naam<'a>>,
        mag: &[&GemeenteId],
    ) -> Plaats {
        let plek = woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end;
        let id = |naam: &Naam<'_>| (naam.gemeente.id.clone(), naam.wijk.id.clone());
        let mut eigen: Vec<&Naam<'_>> =
            gevonden.iter().filter(|naam| mag.contains(&&naam.gemeente.id)).copied().collect();
        // "Centrum en Rokkeveen": the other name tells which Centrum; "Waldeck en Rokkeveen": one of the two can be.
        if let Some((verder, lengte, anders)) = self.eenduidig_in_rij(tekst, woorden, begin + lengte, mag) {
            let daar: Vec<&Naam<'_>> = eigen
                .iter()
                .filter(|naam| anders.iter().any(|ander| ander.gemeente.id == naam.gemeente.id))
                .copied()
                .collect();
            if eigen.is_empty() {
                let gevonden = self.uitkomst(tekst, woorden, verder, lengte, anders, mag);
                return met_begin(gevonden, plek.start);
            }
            if eigen.len() > 1 && !daar.is_empty() {
                eigen = daar;
            }
        }
        let naam = match (eigen.as_slice(), gevonden.first()) {
            ([naam, rest @ ..], _) if rest.iter().all(|ander| id(ander) == id(naam)) => *naam,
            ([_, ..], _) => {
                return Plaats::Keuze(eigen.into_iter().map(id).collect::<BTreeSet<_>>().into_iter().collect(), plek);
            }
            ([], Some(naam)) => return Plaats::Elders(id(naam), plek),
            ([], None) => return Plaats::Geen,
        };
        self.met_rij(tekst, woorden, (begin, lengte), naam)
    }

    /// A wijk with those that follow it at once: "Rokkeveen, Oosterheem en Noordhove".
    fn met_rij(&self, tekst: &str, woorden: &[Woord], (begin, lengte): (usize, usize), naam: &Naam<'a>) -> Plaats {
        let mut gecorrigeerd = Vec::new();
        let mut recht = |begin: usize, lengte: usize, naam: &Naam<'_>| {
            if stuk(woorden, begin, lengte).is_some_and(|getypt| getypt != naam.norm) {
                let plek = woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end;
                gecorrigeerd.push((tekst[plek].to_owned(), naam.wijk.naam.clone()));
            }
        };
        recht(begin, lengte, naam);
        let mut wijken = vec![naam.wijk.id.clone()];
        let mut einde = begin + lengte;
        // "Rokkeveen, Oosterheem en Noordhove": names that follow at once, of the same gemeente.
        loop {
            let voegwoord = woorden.get(einde).is_some_and(|woord| PLAATS.voegwoorden.contains(&woord.norm));
            let volgend = if voegwoord { einde + 1 } else { einde };
            if volgend >= woorden.len() {
                break;
            }
            // "Rokkeveen centrum" is one place; two wijken have something between them.
            let ertussen = &tekst[woorden[einde - 1].plek.end..woorden[volgend].plek.start];
            let los = voegwoord || ertussen.contains([',', '&', '+', '/', ';', '\n']);
            let zelfde = |naam_daar: &&Naam<'_>| naam_daar.gemeente.id == naam.gemeente.id;
            let verder = self.exact(woorden, volgend).filter(|(_, gevonden)| gevonden.iter().any(zelfde));
            let verder = verder.or_else(|| self.ongeveer(woorden, volgend)).filter(|_| los);
            // A name of elsewhere ends no list: "Rokkeveen, Waldeck en Oosterheem".
            let verder = verder.or_else(|| self.exact(woorden, volgend)).filter(|_| los);
            let Some((lengte, gevonden)) = verder else { break };
            let Some(ander) = gevonden.into_iter().find(zelfde) else {
                einde = volgend + lengte;
                continue;
            };
            recht(volgend, lengte, ander);
            if !wijken.contains(&ander.wijk.id) {
                wijken.push(ander.wijk.id.clone());
            }
            einde = volgend + lengte;
        }
        let weg = woorden[begin].plek.start..woorden[einde - 1].plek.end;
        Plaats::Wijken { gemeente: naam.gemeente.id.clone(), wijken, weg, gecorrigeerd }
    }
}

/// The same place, with its words from here.
fn met_begin(plaats: Plaats, begin: usize) -> Plaats {
    match plaats {
        Plaats::Wijken { gemeente, wijken, weg, gecorrigeerd } => {
            Plaats::Wijken { gemeente, wijken, weg: begin..weg.end, gecorrigeerd }
        }
        anders => anders,
    }
}

pub(super) fn richting_voor(woorden: &[Woord], begin: usize) -> bool {
    let mut voor = woorden.get(..begin).unwrap_or_default().iter().rev();
    let richting = voor
        .find(|woord| !PLAATS.lidwoorden.contains(&woord.norm))
        .is_some_and(|woord| PLAATS.richting.contains(&woord.norm));
    // ", ook naar Waldeck" is where it is to go as well; "hij rende ook naar Waldeck" is his way.
    let achter = woorden.get(..begin).unwrap_or_default();
    if let [.., vorig, ook, naar] = achter
        && PLAATS.ook_naar.contains(&naar.norm)
        && WIJK.erbij.contains(&ook.norm)
        && !WIJK.gaat_verder.contains(&vorig.norm)
    {
        return false;
    }
    // "Stuur dit ook naar Waldeck" is where the alert is to go, and nobody's way.
    let stuurt = voor.find(|woord| !PLAATS.tussen_sturen.contains(&woord.norm));
    richting && !stuurt.is_some_and(|woord| PLAATS.stuurt.contains(&woord.norm))
}
