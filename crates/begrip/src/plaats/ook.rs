//! What a text names beside the place that was found: more wijken, those of another gemeente, "en buren".
//!
//! Invariant: a wijk that is named is offered or said to be impossible; it is never dropped, and its name never becomes
//! part of a description.

use std::ops::Range;

use super::kaart::{Kaart, Naam, richting_voor};
use crate::lijst::{MELDING, PLAATS};
use crate::woorden::{Woord, norm_op};
use kern::domain::wijk::{Gemeente, GemeenteId, WijkId};

/// A place that was named and to which the alert cannot go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NietHier {
    /// As it is written, or as it was typed where nobody knows it.
    pub naam: String,
    /// The name of its gemeente; `None` outside the area, and for what nobody knows.
    pub gemeente: Option<String>,
    /// It is a place that is known.
    pub bekend: bool,
    /// Where it lies, for a wijk that we serve.
    pub wijk: Option<(GemeenteId, WijkId)>,
}

/// What else a text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OokGenoemd {
    /// Wijken of the same gemeente, by id: they can be offered.
    pub hier: Vec<WijkId>,
    /// Those that border on what was named, where "en buren" or the like asks for them.
    pub buren: Vec<WijkId>,
    /// Places to which it cannot go.
    pub niet: Vec<NietHier>,
    /// Their words, in bytes of the text.
    pub weg: Vec<Range<usize>>,
}

impl Kaart<'_> {
    /// What a text names beside these wijken, whose words are `behalve`.
    #[must_use]
    pub fn ook_genoemd(
        &self,
        tekst: &str,
        woorden: &[Woord],
        gemeente: &GemeenteId,
        wijken: &[WijkId],
        behalve: &Range<usize>,
    ) -> OokGenoemd {
        let mut ook = OokGenoemd::default();
        let mut begin = 0;
        while begin < woorden.len() {
            begin += self.hier(tekst, woorden, begin, (gemeente, wijken, behalve), &mut ook).unwrap_or(1);
        }
        if let Some(gemeente) = self.gemeenten.get(gemeente) {
            buren(tekst, woorden, gemeente, wijken, behalve, &mut ook);
        }
        onbekende(tekst, woorden, behalve, &mut ook);
        ook
    }

    /// A name that stands here; answers how many words it has.
    fn hier(
        &self,
        tekst: &str,
        woorden: &[Woord],
        begin: usize,
        (gemeente, wijken, behalve): (&GemeenteId, &[WijkId], &Range<usize>),
        ook: &mut OokGenoemd,
    ) -> Option<usize> {
        let binnen = behalve.start <= woorden[begin].plek.start && woorden[begin].plek.end <= behalve.end;
        let verbonden = is_verbonden(tekst, woorden, begin, behalve);
        // "Houtwijk kraayestein bohemen": right behind a name, what is nearly one is no description.
        let vorig = begin.checked_sub(1).and_then(|vorig| woorden.get(vorig)).map(|vorig| vorig.plek.end);
        let naast = vorig.is_some_and(|vorig| vorig == behalve.end || ook.weg.iter().any(|weg| weg.end == vorig));
        let bijna = || if binnen || verbonden || naast { self.ongeveer(woorden, begin) } else { None };
        if let Some((lengte, namen)) = self.exact(woorden, begin).or_else(bijna) {
            let plek = woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end;
            let norm: Vec<&str> = woorden[begin..begin + lengte].iter().map(|woord| woord.norm.as_str()).collect();
            let gewoon = PLAATS.ook_gewoon.contains(&norm.join(" "));
            if richting_voor(woorden, begin) || (gewoon && !binnen && !verbonden && !naast) {
                return Some(lengte);
            }
            match namen.iter().find(|naam| naam.gemeente.id == gemeente) {
                Some(naam) => {
                    if !wijken.contains(&naam.wijk.id) && !binnen {
                        ook.hier.push(naam.wijk.id.clone());
                    }
                }
                None => ook.niet.extend(namen.first().map(|naam| elders(naam))),
            }
            if !binnen {
                ook.weg.push(met_aanloop(woorden, begin, behalve)..plek.end);
            }
            return Some(lengte);
        }
        let (plek, naam) = self.buiten_gebied(woorden, begin).filter(|_| binnen || verbonden)?;
        ook.niet.push(NietHier { naam, gemeente: None, bekend: true, wijk: None });
        ook.weg.push(met_aanloop(woorden, begin, behalve)..plek.end);
        Some(woorden[begin..].iter().take_while(|woord| woord.plek.start < plek.end).count())
    }
}

fn elders(naam: &Naam<'_>) -> NietHier {
    NietHier {
        naam: naam.wijk.naam.clone(),
        gemeente: Some(naam.gemeente.naam.clone()),
        bekend: true,
        wijk: Some((naam.gemeente.id.clone(), naam.wijk.id.clone())),
    }
}

/// Whether a word that joins places, or a sign that does, stands right before this word.
fn is_verbonden(tekst: &str, woorden: &[Woord], begin: usize, behalve: &Range<usize>) -> bool {
    let Some(vorig) = begin.checked_sub(1).and_then(|vorig| woorden.get(vorig)) else { return false };
    let ertussen = tekst.get(vorig.plek.end..woorden[begin].plek.start).unwrap_or_default();
    let na_plaats = vorig.plek.end == behalve.end;
    // "Rokkeveen ook in delft".
    let mut voegt = woorden[..begin].iter().rev().skip_while(|woord| PLAATS.klein.contains(&woord.norm));
    voegt.next().is_some_and(|woord| PLAATS.verbindt.contains(&woord.norm))
        || (na_plaats && ertussen.contains(['&', '+', '/', ',', ';', '\n']))
}

/// Where the words begin that join a name to what stands before it.
fn met_aanloop(woorden: &[Woord], begin: usize, behalve: &Range<usize>) -> usize {
    let mut eerste = begin;
    while let Some(vorig) = eerste.checked_sub(1).and_then(|vorig| woorden.get(vorig)) {
        let in_plaats = vorig.plek.start < behalve.end && behalve.start < vorig.plek.end;
        if in_plaats || !PLAATS.aanloop.contains(&vorig.norm) {
            break;
        }
        eerste -= 1;
    }
    woorden[eerste].plek.start
}

/// "Rokkeveen en buren", "plus omliggende wijken": those that border on what was named.
fn buren(
    tekst: &str,
    woorden: &[Woord],
    gemeente: &Gemeente,
    wijken: &[WijkId],
    behalve: &Range<usize>,
    ook: &mut OokGenoemd,
) {
    let norm = |plaats: usize| norm_op(woorden, plaats);
    let genoemd = (0..woorden.len()).find_map(|plaats| {
        let wijk = |plaats: usize| PLAATS.wijkwoorden.contains(norm(plaats));
        if PLAATS.rondom.contains(norm(plaats)) && wijk(plaats + 1) {
            return Some(plaats..plaats + 2);
        }
        let eromheen = PLAATS.eromheen.contains(norm(plaats + 1));
        if wijk(plaats) && eromheen {
            return Some(plaats..plaats + 2);
        }
        // "Buren zagen een man" are people; right behind the place they are wijken.
        let mut voor = plaats;
        while voor > 0 && PLAATS.voor_buren.contains(norm(voor - 1)) {
            voor -= 1;
        }
        let mut na_plaats = voor;
        while na_plaats > 0 && PLAATS.verbindt.contains(norm(na_plaats - 1)) {
            na_plaats -= 1;
        }
        let volgt = na_plaats.checked_sub(1).and_then(|vorig| woorden.get(vorig));
        let volgt = volgt.is_some_and(|vorig| vorig.plek.end == behalve.end);
        let verbonden = na_plaats < voor || is_verbonden(tekst, woorden, voor, behalve);
        // "Omgeving Waterlelie" is a place of its own.
        let omgeving = PLAATS.omgeving.contains(norm(plaats)) && na_plaats == voor;
        (PLAATS.buren.contains(norm(plaats)) && volgt && verbonden && !omgeving).then_some(plaats..plaats + 1)
    });
    let Some(genoemd) = genoemd else { return };
    let begin = met_aanloop(woorden, genoemd.start, behalve);
    let begin = match woorden[..genoemd.start].iter().rev().find(|woord| woord.plek.end <= begin) {
        Some(voor) if PLAATS.verbindt.contains(&voor.norm) => voor.plek.start,
        _ => begin,
    };
    ook.weg.push(begin..woorden[genoemd.end - 1].plek.end);
    let grenzen: Vec<WijkId> = gemeente.buren_van(wijken);
    if grenzen.is_empty() {
        ook.niet.push(NietHier { naam: "buurwijken".to_owned(), gemeente: None, bekend: false, wijk: None });
    }
    ook.buren.extend(grenzen);
}

/// "Rokkeveen en Verweggistan": what is named as a second place, and is none that anybody knows.
fn onbekende(tekst: &str, woorden: &[Woord], behalve: &Range<usize>, ook: &mut OokGenoemd) {
    let Some(na) = woorden.iter().position(|woord| woord.plek.start >= behalve.end) else { return };
    let voegwoord = PLAATS.voegwoorden.contains(&woorden[na].norm);
    let ertussen = tekst.get(behalve.end..woorden[na].plek.start).unwrap_or_default();
    let welke = if voegwoord {
        na + 1
    } else if ertussen.contains(['&', '+']) {
        na
    } else {
        return;
    };
    let Some(woord) = woorden.get(welke) else { return };
    let getypt = tekst.get(woord.plek.clone()).unwrap_or_default();
    let naam = getypt.starts_with(char::is_uppercase) || !woord.norm.ends_with(['e', 'd', 't', 'n']);
    let straat = MELDING.plaatsen.einden.iter().any(|einde| woord.norm.ends_with(einde));
    let genoemd = ook.weg.iter().any(|weg| weg.start < woord.plek.end && woord.plek.start < weg.end);
    if genoemd || straat || !naam || woord.norm.chars().count() < 5 || MELDING.is_bekend(&woord.norm) {
        return;
    }
    ook.niet.push(NietHier { naam: getypt.to_owned(), gemeente: None, bekend: false, wijk: None });
    ook.weg.push(woorden[na].plek.start..woord.plek.end);
}
