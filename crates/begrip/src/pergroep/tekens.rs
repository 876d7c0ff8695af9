//! A text about groups as pieces: the groups that it names, words for all or the others, and what parts it.
//!
//! Invariant: a name of a group is one piece, whatever words it holds.

use crate::groepsnaam::{Vermelding, vermeldingen};
use crate::ja_nee::Bij;
use crate::lijst::PERGROEP;
use crate::woorden::{Woord, woorden};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Teken<T> {
    Groep(T),
    Alle,
    Rest,
    Behalve,
    /// Groups that are taken out of what is said of all.
    Uitzondering(Vec<T>),
    Alleen,
    /// A comma, "maar" and the like; it ends a question or not.
    Grens {
        vraag: bool,
    },
    /// "En": parts two things, or joins two names.
    En,
    Woord(String),
}

/// The text as pieces, with the groups that it names.
pub(super) fn tekens<T: Copy + Ord>(tekst: &str, groepen: &[(T, &str)]) -> Vec<Teken<T>> {
    let gelezen = woorden(tekst);
    let genoemd = vermeldingen(&gelezen, groepen);
    let mut tekens = Vec::new();
    let mut plaats = 0;
    let mut vorig_einde = 0;
    while let Some(woord) = gelezen.get(plaats) {
        let tussen = tekst.get(vorig_einde..woord.plek.start).unwrap_or_default();
        if plaats > 0 && tussen.contains([',', ';', '.', '!', '?', ':', '\n', '(', ')', '+', '&', '✅', '❌']) {
            tekens.push(Teken::Grens { vraag: tussen.contains('?') });
        }
        // "De andere twee": how many, and no group that ends in a number.
        let hoeveel = matches!(tekens.last(), Some(Teken::Rest)) && PERGROEP.telwoorden.contains(&woord.norm);
        let hier = genoemd.iter().find(|vermelding| vermelding.plaats == plaats);
        let (lengte, teken) = match hier.filter(|vermelding| !(hoeveel && vermelding.lengte == 1)) {
            Some(Vermelding { lengte, groep, .. }) => (*lengte, Teken::Groep(*groep)),
            None => (1, los(&gelezen, plaats)),
        };
        if PERGROEP.nergens.contains(&woord.norm) {
            tekens.push(Teken::Woord(woord.norm.clone()));
        }
        let begint_met_nee = plaats == 0 && Bij::KaalNee.is_nee(&woord.norm);
        tekens.push(teken);
        if begint_met_nee {
            tekens.push(Teken::Grens { vraag: false });
        }
        plaats += lengte;
        vorig_einde = gelezen.get(plaats - 1).map_or(tekst.len(), |woord| woord.plek.end);
    }
    if tekst.get(vorig_einde..).is_some_and(|rest| rest.contains('?')) {
        tekens.push(Teken::Grens { vraag: true });
    }
    tekens
}

/// What a word is that names no group.
fn los<T>(gelezen: &[Woord], plaats: usize) -> Teken<T> {
    let norm =
        |plaats: Option<usize>| plaats.and_then(|plaats| gelezen.get(plaats)).map_or("", |woord| woord.norm.as_str());
    let (ervoor, erna) = (norm(plaats.checked_sub(1)), norm(plaats.checked_add(1)));
    let groet = PERGROEP.dank.contains(ervoor) || PERGROEP.dank.contains(erna);
    let van_groepen = PERGROEP.de.contains(ervoor) || PERGROEP.groep_begin.iter().any(|begin| erna.starts_with(begin));
    match norm(Some(plaats)) {
        norm if groet && PERGROEP.allemaal.contains(norm) => Teken::Woord(norm.to_owned()),
        norm if PERGROEP.alle.contains(norm) => Teken::Alle,
        norm if PERGROEP.rest.contains(norm) && van_groepen && !PERGROEP.mensen.contains(erna) => Teken::Rest,
        norm if PERGROEP.behalve.contains(norm) => Teken::Behalve,
        // "Laat Zuid 2 maar zitten": one thing is said.
        norm if PERGROEP.laat_maar.contains(erna)
            && gelezen[..plaats].iter().any(|woord| PERGROEP.laat.contains(&woord.norm)) =>
        {
            Teken::Woord(norm.to_owned())
        }
        norm if PERGROEP.grens.contains(norm) => Teken::Grens { vraag: false },
        norm if PERGROEP.alleen.contains(norm) => Teken::Alleen,
        norm if PERGROEP.en.contains(norm) => Teken::En,
        norm => Teken::Woord(norm.to_owned()),
    }
}

pub(super) fn vulling(woord: &str) -> bool {
    PERGROEP.vulling.contains(woord)
}

/// Makes an exception of "behalve Zuid 2", "Zuid 2 uitgezonderd" and "op Zuid 2 na"; `None` where one names nothing.
pub(super) fn met_uitzonderingen<T: Copy>(tekens: &[Teken<T>]) -> Option<Vec<Teken<T>>> {
    let mut rest: Vec<Teken<T>> = Vec::new();
    let mut plaats = 0;
    while let Some(teken) = tekens.get(plaats) {
        let (lengte, groepen) = naamreeks(&tekens[plaats + 1..]);
        let na = matches!(tekens.get(plaats + 1 + lengte), Some(Teken::Woord(woord)) if PERGROEP.na.contains(woord));
        match teken {
            Teken::Behalve if groepen.is_empty() => {
                // "Zuid 2 uitgezonderd"
                let mut ervoor = Vec::new();
                while matches!(rest.last(), Some(Teken::Groep(_) | Teken::En)) {
                    if let Some(Teken::Groep(groep)) = rest.pop() {
                        ervoor.push(groep);
                    }
                }
                if ervoor.is_empty() {
                    return None;
                }
                rest.push(Teken::Uitzondering(ervoor));
            }
            Teken::Behalve => {
                rest.push(Teken::Uitzondering(groepen));
                plaats += lengte;
            }
            Teken::Woord(woord) if PERGROEP.zonder.contains(woord) && !groepen.is_empty() => {
                rest.push(Teken::Uitzondering(groepen));
                plaats += lengte;
            }
            Teken::Woord(woord) if PERGROEP.op.contains(woord) && na && !groepen.is_empty() => {
                rest.push(Teken::Uitzondering(groepen));
                plaats += lengte + 1;
            }
            anders => rest.push(anders.clone()),
        }
        plaats += 1;
    }
    Some(rest)
}

/// The names that stand in a row at the begin, and how many pieces they take. Behind a comma a name belongs to it only
/// where nothing is said of it: "behalve Zuid 2, Parkzicht staat erin".
fn naamreeks<T: Copy>(tekens: &[Teken<T>]) -> (usize, Vec<T>) {
    let mut groepen = Vec::new();
    let mut lengte = 0;
    let mut na_komma = false;
    for (plaats, teken) in tekens.iter().enumerate() {
        match teken {
            Teken::Groep(_) if na_komma && zegt_iets(&tekens[plaats + 1..]) => break,
            Teken::Groep(groep) => {
                groepen.push(*groep);
                lengte = plaats + 1;
                na_komma = false;
            }
            Teken::Grens { vraag: false } if !groepen.is_empty() => na_komma = true,
            Teken::En if !groepen.is_empty() => {}
            Teken::Woord(woord) if vulling(woord) => {}
            _ => break,
        }
    }
    (lengte, groepen)
}

/// Whether a word that counts follows before the next part.
fn zegt_iets<T>(tekens: &[Teken<T>]) -> bool {
    let volgende = tekens.iter().find(|teken| !matches!(teken, Teken::Woord(woord) if vulling(woord)));
    matches!(volgende, Some(Teken::Woord(_)))
}
