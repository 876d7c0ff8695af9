//! What a beheerder says of each of their groups: "Zuid 1 staat erin, Zuid 2 lukt niet", "alle behalve Parkzicht".
//!
//! Owns which group a part of a text is about, and whether that part is a report. Invariants: negation wins within a
//! part; what is said of one group is said of no other; whatever can be read in two ways is [`PerGroep::Onduidelijk`].

use std::collections::BTreeSet;

use crate::antwoord::{self, Bevestiging};
use crate::groepsnaam::vermeldingen;
use crate::ja_nee::Bij;
use crate::lijst::PERGROEP;
use crate::woorden::woorden;
use kern::domain::uitzetting::WaaromNiet;
use tekens::{Teken, met_uitzonderingen, tekens, vulling};

mod tekens;

/// What a text says of some groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PerGroep<T> {
    /// It names no group, and no "all" or "the others".
    Geen,
    /// It says something of these, and nothing of the others.
    Gezegd(Gezegd<T>),
    /// It names groups, and what it says of them can be read in two ways.
    Onduidelijk,
}

/// What is said, group by group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gezegd<T> {
    /// It stands in these.
    pub erin: Vec<T>,
    /// It does not stand in these, and what was said of each.
    pub niet: Vec<(T, Bevestiging)>,
}

/// A part of a text that says one thing.
#[derive(Debug, Clone)]
struct Deel<T> {
    groepen: Vec<T>,
    alle: bool,
    rest: bool,
    /// What it says; `None` if it says neither.
    zegt: Option<Zegt>,
    /// Its groups are an exception to the rest.
    uitzondering: bool,
    /// It begins with the groups, and says of them afterwards.
    groep_eerst: bool,
    /// "Niet alle" leaves open which; a question says nothing.
    open: bool,
    /// It is a "nee" and nothing else.
    kaal_nee: bool,
    /// It holds words that are known neither as a report nor as filling.
    vreemd: bool,
    /// It stands behind "alleen".
    alleen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zegt {
    Erin,
    Niet(Bevestiging),
}

/// Reads what a text says of each of these groups. `gevraagd`: it answers "in which group does it stand?", so a bare
/// name says that it stands there.
#[must_use]
pub fn lees<T: Copy + Ord>(tekst: &str, groepen: &[(T, &str)], gevraagd: bool) -> PerGroep<T> {
    let tekens = tekens(tekst, groepen);
    let noemt = |teken: &Teken<T>| matches!(teken, Teken::Groep(_) | Teken::Alle | Teken::Rest);
    if !tekens.iter().any(noemt) {
        return PerGroep::Geen;
    }
    // What takes back an earlier word says nothing of the groups that it does not name.
    let neemt_terug = |teken: &Teken<T>| matches!(teken, Teken::Woord(woord) if PERGROEP.terug.contains(woord));
    if tekens.iter().any(neemt_terug) || zet_recht(tekst) {
        return PerGroep::Onduidelijk;
    }
    // "Niet alleen in Zuid 1" says neither.
    let niet_alleen = tekens
        .windows(2)
        .any(|paar| matches!(paar, [Teken::Woord(woord), Teken::Alleen] if PERGROEP.niet_alleen.contains(woord)));
    let Some(tekens) = met_uitzonderingen(&tekens).filter(|_| !niet_alleen) else {
        return PerGroep::Onduidelijk;
    };
    let mut delen = delen(&tekens);
    uitzondering_achter_alleen(&mut delen);
    toelichting_bij_uitzondering(&mut delen);
    let Some(zegt) = verdeel(&delen, gevraagd) else { return PerGroep::Onduidelijk };
    combineer(&delen, &zegt, groepen)
}

/// "Zuid 1 moet Zuid 2 zijn", "Zuid 1 in plaats van Zuid 2", "niet Zuid 1 maar Parkzicht".
fn zet_recht(tekst: &str) -> bool {
    let gelezen = woorden(tekst);
    let moet_zijn =
        PERGROEP.moet.staat_in(&gelezen) && gelezen.last().is_some_and(|woord| PERGROEP.zijn.contains(&woord.norm));
    moet_zijn || PERGROEP.in_plaats_van.staat_in(&gelezen) || PERGROEP.correctie.aanloop(&gelezen) > 0
}

/// Whether a text says something of the others, and names none: which those are was said before.
#[must_use]
pub fn zegt_van_rest<T: Copy + Ord>(tekst: &str, groepen: &[(T, &str)]) -> bool {
    let tekens = tekens(tekst, groepen);
    tekens.iter().any(|teken| matches!(teken, Teken::Rest))
        && !tekens.iter().any(|teken| matches!(teken, Teken::Groep(_) | Teken::Alle))
}

/// Whether a text names one of these groups.
#[must_use]
pub fn noemt<T: Copy + Ord>(tekst: &str, groepen: &[(T, &str)]) -> bool {
    !vermeldingen(&woorden(tekst), groepen).is_empty()
}

/// The parts that each say one thing.
fn delen<T: Copy>(tekens: &[Teken<T>]) -> Vec<Deel<T>> {
    let mut delen = Vec::new();
    let mut stuk: Vec<&Teken<T>> = Vec::new();
    let mut alleen = false;
    for teken in tekens {
        match teken {
            Teken::Grens { vraag } => {
                delen.extend(splits(&std::mem::take(&mut stuk), *vraag, alleen));
                alleen = false;
            }
            Teken::En => delen.extend(splits(&std::mem::take(&mut stuk), false, alleen)),
            Teken::Alleen => {
                delen.extend(splits(&std::mem::take(&mut stuk), false, alleen));
                alleen = true;
            }
            Teken::Uitzondering(groepen) => {
                delen.extend(splits(&std::mem::take(&mut stuk), false, alleen));
                alleen = false;
                delen.push(Deel {
                    groepen: groepen.clone(),
                    alle: false,
                    rest: false,
                    zegt: Some(Zegt::Niet(Bevestiging::NogNiet(None))),
                    uitzondering: true,
                    groep_eerst: true,
                    open: false,
                    kaal_nee: false,
                    vreemd: false,
                    alleen: false,
                });
            }
            anders => stuk.push(anders),
        }
    }
    delen.extend(splits(&stuk, false, alleen));
    delen
}

/// "Zuid 1 wel Zuid 2 niet" says two things, "wel in Zuid 1 niet in Zuid 2" too.
fn splits<T: Copy>(stuk: &[&Teken<T>], vraag: bool, alleen: bool) -> Vec<Deel<T>> {
    let is_naam = |teken: &Teken<T>| matches!(teken, Teken::Groep(_) | Teken::Alle | Teken::Rest);
    let telt = |teken: &Teken<T>| !matches!(teken, Teken::Woord(woord) if vulling(woord));
    let groep_eerst = stuk.iter().find(|teken| telt(teken)).is_some_and(|teken| is_naam(teken));
    let mut delen: Vec<Vec<&Teken<T>>> = vec![Vec::new()];
    let (mut naam_gezien, mut woord_na_naam) = (false, false);
    for teken in stuk {
        let naam = is_naam(teken);
        let woord = !naam && telt(teken);
        let nieuw = if groep_eerst { naam && woord_na_naam } else { woord && naam_gezien && nog_een_naam(stuk, teken) };
        if nieuw {
            delen.push(Vec::new());
            (naam_gezien, woord_na_naam) = (false, false);
        }
        naam_gezien |= naam;
        woord_na_naam |= naam_gezien && woord;
        if let Some(laatste) = delen.last_mut() {
            laatste.push(teken);
        }
    }
    delen.retain(|deel| !deel.is_empty());
    delen.iter().map(|deel| Deel { alleen, ..maak(deel, groep_eerst, vraag) }).collect()
}

/// Whether a name stands behind this piece.
fn nog_een_naam<T>(stuk: &[&Teken<T>], hier: &Teken<T>) -> bool {
    let plaats = stuk.iter().position(|teken| std::ptr::eq(*teken, hier)).unwrap_or(stuk.len());
    stuk[plaats..].iter().any(|teken| matches!(teken, Teken::Groep(_) | Teken::Alle | Teken::Rest))
}

fn maak<T: Copy>(stuk: &[&Teken<T>], groep_eerst: bool, vraag: bool) -> Deel<T> {
    let groepen: Vec<T> =
        stuk.iter().filter_map(|teken| if let Teken::Groep(groep) = teken { Some(*groep) } else { None }).collect();
    let woorden: Vec<&str> = stuk
        .iter()
        .filter_map(|teken| if let Teken::Woord(woord) = teken { Some(woord.as_str()) } else { None })
        .collect();
    let alle = stuk.iter().any(|teken| matches!(teken, Teken::Alle));
    let rest = stuk.iter().any(|teken| matches!(teken, Teken::Rest));
    let plaats_van = |zoek: fn(&Teken<T>) -> bool| stuk.iter().position(|teken| zoek(teken));
    let niet = |teken: &Teken<T>| matches!(teken, Teken::Woord(woord) if !PERGROEP.nergens.contains(woord) && Bij::PerGroep.is_nee(woord));
    let niet_voor_alle =
        plaats_van(niet).zip(plaats_van(|teken| matches!(teken, Teken::Alle))).is_some_and(|(niet, alle)| niet < alle);
    let zegt = zegt(&woorden);
    let kaal_nee =
        matches!(woorden.as_slice(), [enige] if Bij::KaalNee.is_nee(enige)) && groepen.is_empty() && !alle && !rest;
    Deel {
        groepen,
        alle,
        rest,
        zegt,
        uitzondering: false,
        groep_eerst,
        open: vraag || niet_voor_alle,
        kaal_nee,
        vreemd: zegt.is_none() && !woorden.iter().all(|woord| bekend(woord)),
        alleen: false,
    }
}

/// What the words of a part say. Negation wins.
fn zegt(woorden: &[&str]) -> Option<Zegt> {
    let heel = woorden.join(" ");
    if PERGROEP.laat_zitten.staat_in(&crate::woorden::woorden(&heel)) {
        return Some(Zegt::Niet(Bevestiging::KanNiet(WaaromNiet::Verhinderd)));
    }
    let gelezen = antwoord::bevestiging(&heel);
    match gelezen {
        Some(Bevestiging::KanNiet(_) | Bevestiging::NogNiet(_)) => gelezen.map(Zegt::Niet),
        // Who does not get into a group will not do it later either.
        _ if PERGROEP.geen_toegang.iter().all(|woord| woorden.contains(&woord)) => {
            Some(Zegt::Niet(Bevestiging::KanNiet(WaaromNiet::Verhinderd)))
        }
        _ if woorden.iter().any(|woord| Bij::PerGroep.is_nee(woord)) => Some(Zegt::Niet(Bevestiging::NogNiet(None))),
        Some(Bevestiging::Geplaatst { .. }) => Some(Zegt::Erin),
        // "Er stond een man in Parkzicht" tells something else.
        Some(Bevestiging::Gezien) | None => (woorden.iter().any(|woord| Bij::PerGroep.is_ja(woord))
            && woorden.iter().all(|woord| bekend(woord)))
        .then_some(Zegt::Erin),
    }
}

/// Whether a word belongs to a report, or changes nothing in one.
fn bekend(woord: &str) -> bool {
    vulling(woord) || Bij::PerGroep.is_nee(woord) || Bij::PerGroep.is_ja(woord)
}

/// "Allemaal, alleen Parkzicht niet", "gedaan, alleen Zuid 1 en Zuid 2 niet": they are taken out of the whole.
fn uitzondering_achter_alleen<T>(delen: &mut [Deel<T>]) {
    let noemt_alle =
        delen.iter().any(|deel| deel.alle || (deel.groepen.is_empty() && !deel.rest && deel.zegt == Some(Zegt::Erin)));
    let past = |deel: &Deel<T>| !deel.groepen.is_empty() && !deel.alle && !deel.rest && deel.zegt != Some(Zegt::Erin);
    let achter_alleen = || delen.iter().filter(|deel| deel.alleen);
    let Some(niet) = achter_alleen().find_map(|deel| deel.zegt) else { return };
    if !noemt_alle || !achter_alleen().all(past) {
        return;
    }
    for deel in delen.iter_mut().filter(|deel| deel.alleen) {
        deel.zegt = deel.zegt.or(Some(niet));
        deel.uitzondering = true;
    }
}

/// "Alle behalve Zuid 2, dat lukt niet": what follows an exception without a name says more of it.
fn toelichting_bij_uitzondering<T>(delen: &mut [Deel<T>]) {
    let noemt_alle = delen.iter().any(|deel| deel.alle || matches!(deel.zegt, Some(Zegt::Erin)));
    for plaats in 1..delen.len() {
        let zegt = delen[plaats].zegt;
        let los = delen[plaats].groepen.is_empty() && !delen[plaats].alle && !delen[plaats].rest;
        if noemt_alle && los && delen[plaats - 1].uitzondering && matches!(zegt, Some(Zegt::Niet(_))) {
            delen[plaats - 1].zegt = zegt;
            delen[plaats].zegt = None;
        }
    }
}

/// What each part says, where a part that only names groups goes with its neighbour. `None` if that is not certain.
fn verdeel<T>(delen: &[Deel<T>], gevraagd: bool) -> Option<Vec<Option<Zegt>>> {
    if delen.iter().any(|deel| deel.open) {
        return None;
    }
    let noemt = |deel: &Deel<T>| !deel.groepen.is_empty() || deel.alle || deel.rest;
    let heeft_uitzondering = delen.iter().any(|deel| deel.uitzondering);
    let bron_van = |ander: &usize| delen[*ander].zegt.is_some() && !delen[*ander].uitzondering;
    let mut zegt: Vec<Option<Zegt>> = delen.iter().map(|deel| deel.zegt).collect();
    let mut gebruikt: BTreeSet<usize> = BTreeSet::new();
    for (plaats, deel) in delen.iter().enumerate().filter(|(_, deel)| noemt(deel) && deel.zegt.is_none()) {
        if deel.vreemd {
            return None;
        }
        let voor = (0..plaats).rev().find(bron_van);
        let na = (plaats + 1..delen.len()).find(bron_van);
        let bron = match (voor, na) {
            (None, None) if gevraagd || (heeft_uitzondering && (deel.alle || deel.rest)) => {
                zegt[plaats] = Some(Zegt::Erin);
                continue;
            }
            (None, None) => return None,
            (Some(bron), None) | (None, Some(bron)) => bron,
            (Some(voor), Some(na)) if delen[voor].zegt == delen[na].zegt => voor,
            (Some(voor), Some(na)) => match (delen[voor].groep_eerst, delen[na].groep_eerst) {
                (true, true) => na,
                (false, false) => voor,
                _ => return None,
            },
        };
        // "Nee Zuid 1" may put right what was asked, or say that it does not stand there.
        if delen[bron].kaal_nee {
            return None;
        }
        zegt[plaats] = delen[bron].zegt;
        gebruikt.insert(bron);
    }
    // "Zuid 1 staat erin, nee toch niet": a no that belongs to no group may take the yes away.
    let zwevend = delen.iter().enumerate().any(|(plaats, deel)| {
        let opening = plaats == 0 && deel.kaal_nee;
        !noemt(deel) && !opening && !gebruikt.contains(&plaats) && matches!(deel.zegt, Some(Zegt::Niet(_)))
    });
    let meldt = delen.iter().zip(&zegt).any(|(deel, zegt)| noemt(deel) && *zegt == Some(Zegt::Erin));
    if zwevend && meldt {
        return None;
    }
    Some(zegt)
}

fn combineer<T: Copy + Ord>(delen: &[Deel<T>], zegt: &[Option<Zegt>], groepen: &[(T, &str)]) -> PerGroep<T> {
    let genoemd: BTreeSet<T> = delen.iter().flat_map(|deel| deel.groepen.iter().copied()).collect();
    let heeft_uitzondering = delen.iter().any(|deel| deel.uitzondering);
    let mut erin: BTreeSet<T> = BTreeSet::new();
    let mut niet: Vec<(T, Bevestiging)> = Vec::new();
    let neem = |groep: T, zegt: Zegt, erin: &mut BTreeSet<T>, niet: &mut Vec<(T, Bevestiging)>| match zegt {
        Zegt::Erin => {
            erin.insert(groep);
        }
        Zegt::Niet(wat) if !niet.iter().any(|(ander, _)| *ander == groep) => niet.push((groep, wat)),
        Zegt::Niet(_) => {}
    };
    for (deel, zegt) in delen.iter().zip(zegt) {
        let Some(zegt) = *zegt else { continue };
        // An exception needs a whole; what is said without a name is said of all of them.
        let alle = deel.alle || (heeft_uitzondering && deel.groepen.is_empty() && !deel.rest);
        // "Nergens behalve in Zuid 2" may mean that it stands there: asked, not guessed.
        if alle && heeft_uitzondering && matches!(zegt, Zegt::Niet(_)) {
            return PerGroep::Onduidelijk;
        }
        for groep in &deel.groepen {
            neem(*groep, zegt, &mut erin, &mut niet);
        }
        if alle || deel.rest {
            for (groep, _) in groepen.iter().filter(|(groep, _)| !genoemd.contains(groep)) {
                neem(*groep, zegt, &mut erin, &mut niet);
            }
        }
    }
    // What is said to stand and not to stand there is asked about.
    if niet.iter().any(|(groep, _)| erin.contains(groep)) || (erin.is_empty() && niet.is_empty()) {
        return PerGroep::Onduidelijk;
    }
    PerGroep::Gezegd(Gezegd { erin: erin.into_iter().collect(), niet })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const GROEPEN: [(i64, &str); 4] =
        [(1, "Buurtapp Zuid 1"), (2, "Buurtapp Zuid 2"), (3, "Parkzicht"), (4, "WhatsApp groep Waterlelie")];

    fn gelezen(tekst: &str, groepen: &[(i64, &str)], gevraagd: bool) -> Option<(Vec<i64>, Vec<i64>)> {
        match lees(tekst, groepen, gevraagd) {
            PerGroep::Geen => None,
            PerGroep::Onduidelijk => Some((Vec::new(), Vec::new())),
            PerGroep::Gezegd(Gezegd { erin, niet }) => {
                let mut niet: Vec<i64> = niet.into_iter().map(|(groep, _)| groep).collect();
                niet.sort_unstable();
                Some((erin, niet))
            }
        }
    }

    /// Where nothing was asked: `erin`, `niet`; neither where it has to be asked.
    #[rstest]
    #[case("niet in zuid 2", &[], &[2])]
    #[case("alle behalve zuid 2", &[1, 3, 4], &[2])]
    #[case("alle groepen behalve zuid 2 en parkzicht", &[1, 4], &[2, 3])]
    #[case("overal op zuid 2 na", &[1, 3, 4], &[2])]
    #[case("op parkzicht na staat het overal in", &[1, 2, 4], &[3])]
    #[case("behalve in parkzicht staat hij overal", &[1, 2, 4], &[3])]
    #[case("staat in alles zonder waterlelie", &[1, 2, 3], &[4])]
    #[case("allemaal gedaan, zuid 2 uitgezonderd", &[1, 3, 4], &[2])]
    #[case("geplaatst met uitzondering van parkzicht", &[1, 2, 4], &[3])]
    #[case("staat overal in, alleen zuid 2 niet", &[1, 3, 4], &[2])]
    #[case("staat overal in maar niet in zuid 2", &[1, 3, 4], &[2])]
    #[case("alleen zuid 2 niet", &[], &[2])]
    #[case("gedaan, alleen zuid 2 niet", &[1, 3, 4], &[2])]
    #[case("gedaan, alleen zuid 1 en zuid 2 niet", &[3, 4], &[1, 2])]
    #[case("alleen zuid 2 lukt niet, kan er niet bij", &[], &[2])]
    #[case("in parkzicht stond het al", &[3], &[])]
    #[case("alle behalve zuid 2, die lukt niet", &[1, 3, 4], &[2])]
    #[case("alle behalve zuid 2, parkzicht en waterlelie", &[1], &[2, 3, 4])]
    #[case("een andere beheerder heeft zuid 2 gedaan", &[2], &[])]
    #[case("zuid 1 staat erin bedankt allemaal", &[1], &[])]
    #[case("zonder problemen geplaatst in zuid 1", &[1], &[])]
    #[case("parkzicht lukt niet", &[], &[3])]
    #[case("kan niet in parkzicht", &[], &[3])]
    #[case("zuid 1 staat erin, zuid 2 lukt niet", &[1], &[2])]
    #[case("zuid 1 staat erin zuid 2 lukt niet", &[1], &[2])]
    #[case("zuid 1 wel zuid 2 niet", &[1], &[2])]
    #[case("wel in zuid 1 niet in zuid 2", &[1], &[2])]
    #[case("niet in zuid 1 wel in zuid 2", &[2], &[1])]
    #[case("zuid 1 en zuid 2 staan erin, parkzicht en waterlelie niet", &[1, 2], &[3, 4])]
    #[case("staat in zuid 1 en zuid 2", &[1, 2], &[])]
    #[case("niet in zuid 1 en zuid 2", &[], &[1, 2])]
    #[case("niet in zuid 1 en zuid 2 wel", &[2], &[1])]
    #[case("zuid 1 gedaan, de rest lukt niet", &[1], &[2, 3, 4])]
    #[case("parkzicht staat erin, in de andere groepen kan ik niet", &[3], &[1, 2, 4])]
    #[case("zuid1 gelukt, zuid2 nog niet", &[1], &[2])]
    #[case("in zuid twee staat hij nog niet", &[], &[2])]
    #[case("nog niet in parkzicht geplaatst", &[], &[3])]
    #[case("heb hem in parkzicht gezet", &[3], &[])]
    #[case("parkzicht straks", &[], &[3])]
    #[case("zuid 1 staat er al in, parkzicht doe ik over 10 min", &[1], &[3])]
    #[case("parkzicht is nie gelukt", &[], &[3])]
    #[case("geen toegang tot waterlelie", &[], &[4])]
    #[case("nergens geplaatst", &[], &[1, 2, 3, 4])]
    #[case("allebei niet", &[], &[1, 2, 3, 4])]
    #[case("zuid 1 wel 2 niet", &[1], &[2])]
    #[case("parkzigt lukt niet maar watrlelie staat erin", &[4], &[3])]
    // In two ways, or about something else: asked.
    #[case("niet alle groepen", &[], &[])]
    #[case("nog niet overal", &[], &[])]
    #[case("niet alleen in zuid 1", &[], &[])]
    #[case("staat het in zuid 2?", &[], &[])]
    #[case("zuid 1 staat erin, nee toch niet", &[], &[])]
    #[case("nergens behalve in zuid 2", &[], &[])]
    #[case("zuid 1 staat erin en niet", &[], &[])]
    #[case("nee zuid 1", &[], &[])]
    #[case("parkzicht", &[], &[])]
    #[case("is alles goed daar", &[], &[])]
    #[case("er stond een man in parkzicht", &[], &[])]
    #[case("in parkzicht stond gisteren ook al een busje", &[], &[])]
    #[case("er zit iemand op een bankje bij waterlelie", &[], &[])]
    #[case("waterlelie staat vol met politie", &[], &[])]
    fn what_is_said_of_each_group(#[case] tekst: &str, #[case] erin: &[i64], #[case] niet: &[i64]) {
        assert_eq!(gelezen(tekst, &GROEPEN, false), Some((erin.to_vec(), niet.to_vec())), "{tekst}");
    }

    #[rstest]
    #[case("zuid 2", &[2], &[])]
    #[case("in de groep van waterlelie", &[4], &[])]
    #[case("zuid 1 en 2", &[1, 2], &[])]
    #[case("alle", &[1, 2, 3, 4], &[])]
    #[case("alle behalve zuid 2", &[1, 3, 4], &[2])]
    #[case("in allemaal", &[1, 2, 3, 4], &[])]
    #[case("niet in zuid 2", &[], &[2])]
    #[case("alleen parkzicht", &[3], &[])]
    #[case("zuid 3", &[], &[])]
    #[case("bedankt allemaal voor het werk", &[], &[])]
    #[case("waar is parkzicht eigenlijk", &[], &[])]
    fn an_answer_to_which_group(#[case] tekst: &str, #[case] erin: &[i64], #[case] niet: &[i64]) {
        let gelezen = gelezen(tekst, &GROEPEN, true).unwrap_or_default();
        assert_eq!(gelezen, (erin.to_vec(), niet.to_vec()), "{tekst}");
    }

    #[rstest]
    #[case("doorgestuurd")]
    #[case("lukt niet")]
    #[case("over 2 min")]
    #[case("zuid 5 staat erin")]
    #[case("")]
    fn a_text_without_a_group_says_nothing_of_one(#[case] tekst: &str) {
        assert_eq!(gelezen(tekst, &GROEPEN, false), None, "{tekst}");
    }

    /// What takes back an earlier word is asked about, and reports nothing.
    #[rstest]
    #[case("staat toch niet in parkzicht")]
    #[case("parkzicht was een vergissing")]
    #[case("sorry foutje, niet zuid 1 maar zuid 2")]
    #[case("toch niet in zuid 1, wel in zuid 2")]
    #[case("heb hem weer weggehaald uit parkzicht")]
    #[case("per ongeluk parkzicht getikt")]
    #[case("verwijderd uit zuid 2")]
    #[case("zuid 1 is weer verwijderd")]
    #[case("ik heb me vergist, parkzicht niet")]
    #[case("parkzicht stond in de verkeerde groep")]
    #[case("verkeerde groep, was zuid 2")]
    #[case("in de verkeerde groep gezet, zuid 1 in plaats van zuid 2")]
    #[case("ik bedoelde zuid 2 en niet zuid 1")]
    #[case("zuid 1 moet zuid 2 zijn")]
    #[case("parkzicht klopt niet, het was waterlelie")]
    #[case("niet zuid 1 maar parkzicht bedoel ik")]
    #[case("haal parkzicht er maar weer af")]
    fn a_correction_is_asked_about(#[case] tekst: &str, #[values(false, true)] gevraagd: bool) {
        assert_eq!(gelezen(tekst, &GROEPEN, gevraagd), Some((Vec::new(), Vec::new())), "{tekst}");
    }

    /// Words that look like a correction and are none.
    #[rstest]
    #[case("parkzicht is niet gelukt", &[], &[3])]
    #[case("zuid 1 staat erin en zuid 2 niet", &[1], &[2])]
    #[case("nog niet in parkzicht", &[], &[3])]
    #[case("parkzicht gedaan, zuid 2 doe ik zo", &[3], &[2])]
    fn what_is_no_correction_says_what_it_says(#[case] tekst: &str, #[case] erin: &[i64], #[case] niet: &[i64]) {
        assert_eq!(gelezen(tekst, &GROEPEN, false), Some((erin.to_vec(), niet.to_vec())), "{tekst}");
    }

    proptest! {
        #[test]
        fn any_order_of_known_words_is_read_without_panic(
            stukken in proptest::collection::vec(prop::sample::select(vec![
                "zuid 1", "zuid", "2", "parkzicht", "niet", "wel", "behalve", "op", "na", "alle", "alleen", ",", "?", "en",
                "maar", "staat erin", "de rest", "nee",
            ]), 0..12),
            gevraagd: bool,
        ) {
            let _ = lees(&stukken.join(" "), &GROEPEN, gevraagd);
        }

        /// Whatever else is said, a group of which only a negation is said never counts as a report.
        #[test]
        fn a_negation_is_never_a_report(
            voor in prop::sample::select(vec!["niet in", "nog niet in", "kan niet in", "lukt niet in", "geen toegang tot", "vergeten in"]),
            ander in prop::sample::select(vec!["", ", zuid 1 staat erin", " maar zuid 1 wel", " en zuid 1 ook niet"]),
        ) {
            if let PerGroep::Gezegd(gezegd) = lees(&format!("{voor} parkzicht{ander}"), &GROEPEN, true) {
                prop_assert!(!gezegd.erin.contains(&3));
            }
        }
    }
}
