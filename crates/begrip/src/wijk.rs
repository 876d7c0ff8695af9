//! Another wijk for a draft, in a sentence of its own: "het is meerzicht niet rokkeveen", "niet rokkeveen maar meerzicht".
//!
//! Owns the words around the name. Invariant: a wijk that is denied is never the one that is meant.

use crate::ja_nee::Bij;
use crate::lijst::{PLAATS, WIJK, WIJZIGING};
use crate::plaats::{Kaart, Plaats};
use crate::woorden::{Woord, norm_op, woorden};
use kern::domain::wijk::{GemeenteId, WijkId};

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

/// What a text says without the wijken that are denied in it, and which those are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ontkend {
    /// The text without them. What goes on about the place ("niet in dorp gezien") stays.
    pub over: String,
    /// The ids of the gemeente and of its wijken.
    pub wijken: Vec<VanGemeente>,
}

/// The id of a gemeente, with those of wijken in it.
pub type VanGemeente = (GemeenteId, Vec<WijkId>);

impl Ontkend {
    /// Whether a wijk is denied.
    #[must_use]
    pub fn noemt(&self, gemeente: &GemeenteId, wijk: &WijkId) -> bool {
        self.wijken.iter().any(|(van, wijken)| van == gemeente && wijken.iter().any(|naam| naam == wijk))
    }
}

/// Takes the wijken out of a text that are denied in it: behind "niet", "geen", "ipv", "behalve".
#[must_use]
pub fn ontkende(tekst: &str, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> Ontkend {
    let mut ontkend = Ontkend { over: tekst.to_owned(), wijken: Vec::new() };
    let mut vanaf = 0;
    // A denial is taken out at a time; a text has few.
    for _ in 0..4 {
        let alle = woorden(&ontkend.over);
        let Some((plaats, gevonden)) = alle.iter().enumerate().find_map(|(plaats, woord)| {
            let zegt_nee = Bij::Wijk.is_nee(&woord.norm) || WIJK.behalve.contains(&woord.norm);
            (zegt_nee && woord.plek.start >= vanaf)
                .then(|| hierachter(&ontkend.over, woord.plek.end, kaart, mag))?
                .map(|gevonden| (plaats, gevonden))
        }) else {
            break;
        };
        let (wijken, einde) = gevonden;
        ontkend.wijken.extend(wijken);
        let na = alle.iter().position(|woord| woord.plek.start >= einde).unwrap_or(alle.len());
        if WIJK.gaat_verder.contains(norm_op(&alle, na)) {
            vanaf = einde;
            continue;
        }
        // "Dus niet rokkeveen", "niet rokkeveen maar meerzicht": the word that leads there goes with it.
        let begin = plaats - usize::from(plaats > 0 && WIJK.leidt.contains(&alle[plaats - 1].norm));
        let einde = if WIJK.leidt.contains(norm_op(&alle, na)) { alle[na].plek.end } else { einde };
        ontkend.over.replace_range(alle[begin].plek.start..einde, " ");
    }
    ontkend
}

/// The wijken that are named right behind this place of a text, and where their words end.
fn hierachter(tekst: &str, vanaf: usize, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> Option<(Vec<VanGemeente>, usize)> {
    let na = woorden(tekst.get(vanaf..)?);
    // "Niet in rokkeveen", "niet naar rokkeveen": right behind it, but for small words.
    let ertussen = na.iter().take_while(|woord| WIJK.tussen.contains(&woord.norm)).count();
    let eerste = na.get(ertussen).filter(|_| ertussen <= TUSSEN_MAX)?;
    let vanaf = vanaf + eerste.plek.start;
    let rest = tekst.get(vanaf..)?;
    let (wijken, weg) = match kaart.vind(rest, &woorden(rest), mag) {
        Plaats::Wijken { gemeente, wijken, weg, .. } => (vec![(gemeente, wijken)], weg),
        Plaats::Elders((gemeente, wijk), weg) => (vec![(gemeente, vec![wijk])], weg),
        Plaats::Geen | Plaats::Keuze(..) | Plaats::Buiten(..) => return None,
    };
    (weg.start == 0).then_some((wijken, vanaf + weg.end))
}

/// So many words stand at most between a denial and the wijk.
const TUSSEN_MAX: usize = 3;

/// A text without the wijken that are denied in it. `None` where that leaves nothing.
#[must_use]
pub fn zonder_ontkende(tekst: &str, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> Option<String> {
    let over = ontkende(tekst, kaart, mag).over;
    (!woorden(&over).is_empty()).then_some(over)
}

/// Whether a text only says to which wijken: "ook naar dorp en", and nothing of what happened there.
#[must_use]
pub fn zegt_alleen_waar(tekst: &str, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> bool {
    let alle = woorden(tekst);
    let opdracht = |norm: &str| {
        let lijsten = [
            &WIJK.vulling,
            &WIJK.tussen,
            &WIJK.leidt,
            &WIJK.stuurt,
            &WIJK.erbij,
            &WIJK.eruit,
            &WIJK.behalve,
            &WIJK.toch_wel,
        ];
        lijsten.iter().any(|lijst| lijst.contains(norm)) || PLAATS.voegwoorden.contains(norm)
    };
    let mut plaats = 0;
    while plaats < alle.len() {
        let naam = (plaats + 1..=alle.len()).find(|einde| kaart.wijk_in(&alle[plaats..*einde], mag).is_some());
        plaats = match naam {
            // It begins here.
            Some(einde) if kaart.wijk_in(&alle[plaats + 1..einde], mag).is_none() => einde,
            _ if opdracht(&alle[plaats].norm) => plaats + 1,
            _ => return false,
        };
    }
    true
}

/// Whether a line asks for the wijken around those of a draft, and says nothing else: "en buren", "ook de omliggende wijken",
/// "buurwijken erbij". A name alone ("buren") asks nothing, and neither does what denies, doubts or asks back.
#[must_use]
pub fn vraagt_alleen_buren(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let erbij = WIJK.erbij.staat_in(&alle) || PLAATS.verbindt.staat_in(&alle);
    !tekst.contains('?') && noemt_buren(&alle) && erbij && alle.iter().all(hoort_bij_buren)
}

/// Whether a line asks for a draft without the wijken around its own, and says nothing else: "zonder buren", "geen buurwijken", "buren eruit".
#[must_use]
pub fn wil_geen_buren(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let weg = |woord: &Woord| {
        WIJZIGING.zonder.contains(&woord.norm)
            || WIJZIGING.eruit.contains(&woord.norm)
            || WIJZIGING.ontkent.contains(&woord.norm)
    };
    let past = |woord: &Woord| weg(woord) || WIJZIGING.bij_eruit.contains(&woord.norm) || hoort_bij_buren(woord);
    !tekst.contains('?') && noemt_buren(&alle) && alle.iter().any(weg) && alle.iter().all(past)
}

/// Whether the wijken around others are named: "buren", "omliggende wijken", "wijken eromheen".
fn noemt_buren(alle: &[Woord]) -> bool {
    let norm = |plaats: usize| norm_op(alle, plaats);
    let is_wijk = |plaats: usize| PLAATS.wijkwoorden.contains(norm(plaats));
    (0..alle.len()).any(|plaats| {
        PLAATS.buren.contains(norm(plaats))
            || (PLAATS.rondom.contains(norm(plaats)) && is_wijk(plaats + 1))
            || (is_wijk(plaats) && PLAATS.eromheen.contains(norm(plaats + 1)))
    })
}

/// Whether a word says nothing but that, in a line about neighbours.
fn hoort_bij_buren(woord: &Woord) -> bool {
    let lijsten = [
        &PLAATS.buren,
        &PLAATS.rondom,
        &PLAATS.wijkwoorden,
        &PLAATS.eromheen,
        &PLAATS.voor_buren,
        &PLAATS.verbindt,
        &PLAATS.klein,
        &WIJK.erbij,
        &WIJK.stuurt,
        &WIJK.vulling,
    ];
    let twijfel = Bij::Wijk.is_nee(&woord.norm) || PLAATS.of.contains(&woord.norm);
    !twijfel && lijsten.iter().any(|lijst| lijst.contains(&woord.norm))
}

/// Whether a text asks to add a wijk: "ook" or the like stands right before its name, or behind it, and nothing makes it uncertain.
#[must_use]
pub fn vraagt_erbij(tekst: &str, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> bool {
    let alle = woorden(tekst);
    let Plaats::Wijken { weg, .. } = kaart.vind(tekst, &alle, mag) else {
        return zegt_alleen_waar(tekst, kaart, mag);
    };
    let (voor, na): (Vec<&Woord>, Vec<&Woord>) = alle
        .iter()
        .filter(|woord| woord.plek.end <= weg.start || weg.end <= woord.plek.start)
        .partition(|woord| woord.plek.end <= weg.start);
    let klein = |woord: &&&Woord| {
        WIJK.tussen.contains(&woord.norm) && !WIJK.erbij.contains(&woord.norm) || WIJK.stuurt.contains(&woord.norm)
    };
    let ervoor = voor.iter().rev().find(|woord| !klein(woord)).is_some_and(|woord| WIJK.erbij.contains(&woord.norm));
    let erna = matches!(na.as_slice(), [enige] if WIJK.erbij.contains(&enige.norm));
    !WIJK.onzeker.staat_in(&alle) && (ervoor || erna || zegt_alleen_waar(tekst, kaart, mag))
}

/// The wijken of a draft after an answer that adds some or takes some away: "ook meerzicht", "seghwaert erbij", "zonder
/// noordhove", "alles behalve dorp". `None` where it names them anew, or leaves none.
#[must_use]
pub fn gewijzigd(tekst: &str, kaart: &Kaart<'_>, gemeente: &GemeenteId, wijken: &[WijkId]) -> Option<Vec<WijkId>> {
    let over = erbij_of_eruit(tekst, kaart, gemeente, wijken).filter(|_| !wijken.is_empty())?;
    (!over.is_empty() && over != wijken).then_some(over)
}

/// The wijken of a draft by gemeente, its own first, after a line that says where it goes and nothing else. A gemeente without any is
/// left out. `None` where the line says more, changes nothing, or leaves none at all.
#[must_use]
pub fn gewijzigd_in_alle(
    tekst: &str,
    kaart: &Kaart<'_>,
    mag: &[&GemeenteId],
    nu: &[VanGemeente],
) -> Option<Vec<VanGemeente>> {
    // "Waldeck niet", "waldeck toch niet": of a short line the denial stands behind it.
    let alle = woorden(tekst);
    let achteraan = alle.split_last().filter(|(laatste, eerder)| {
        Bij::Wijk.is_nee(&laatste.norm) && eerder.len() <= TUSSEN_MAX && kaart.wijk_in(eerder, mag).is_some()
    });
    let zonder =
        achteraan.and_then(|(laatste, _)| tekst.get(..laatste.plek.start)).map(|naam| format!("zonder {naam}"));
    let tekst = zonder.as_deref().unwrap_or(tekst);
    if tekst.contains('?') || !zegt_alleen_waar(tekst, kaart, mag) {
        return None;
    }
    let alle = woorden(tekst);
    let Ontkend { over, wijken: ontkend } = ontkende(tekst, kaart, mag);
    let genoemd = |gemeente: &GemeenteId| match kaart.vind(&over, &woorden(&over), &[gemeente]) {
        Plaats::Wijken { wijken, .. } => wijken,
        Plaats::Geen | Plaats::Keuze(..) | Plaats::Elders(..) | Plaats::Buiten(..) => Vec::new(),
    };
    let genoemd: Vec<VanGemeente> = mag.iter().map(|gemeente| ((*gemeente).clone(), genoemd(gemeente))).collect();
    let noemt = |alle: &[VanGemeente], gemeente: &GemeenteId, wijk: &WijkId| {
        alle.iter().any(|(van, wijken)| van == gemeente && wijken.contains(wijk))
    };
    let eruit = WIJK.eruit.staat_in(&alle) && !WIJK.erbij.staat_in(&alle);
    let alleen = alle.iter().any(|woord| WIJK.alleen.contains(&woord.norm)) && !eruit;
    if genoemd.iter().all(|(_, wijken)| wijken.is_empty()) && ontkend.is_empty() {
        return None;
    }
    // A name alone takes the place of what is there, or adds to it: that is asked elsewhere.
    let zegt_hoe =
        eruit || alleen || !ontkend.is_empty() || WIJK.erbij.staat_in(&alle) || WIJK.toch_wel.staat_in(&alle);
    if !zegt_hoe {
        return None;
    }
    let mut eigen: Vec<&GemeenteId> = nu.iter().map(|(gemeente, _)| gemeente).collect();
    eigen.extend(mag.iter().filter(|gemeente| !nu.iter().any(|(al, _)| al == **gemeente)));
    let mut straks = Vec::new();
    for gemeente in eigen {
        let al = nu.iter().find(|(van, _)| van == gemeente).map(|(_, wijken)| wijken.clone()).unwrap_or_default();
        let erbij =
            genoemd.iter().find(|(van, _)| van == gemeente).map(|(_, wijken)| wijken.clone()).unwrap_or_default();
        let mut over: Vec<WijkId> = if alleen { Vec::new() } else { al };
        if !eruit {
            over.extend(erbij.iter().filter(|wijk| !over.contains(wijk)).cloned().collect::<Vec<_>>());
        }
        let weg = |wijk: &WijkId| noemt(&ontkend, gemeente, wijk) || (eruit && noemt(&genoemd, gemeente, wijk));
        let over = kaart.gemeenten().get(gemeente)?.zonder(over, weg);
        if !over.is_empty() {
            straks.push((gemeente.clone(), over));
        }
    }
    (!straks.is_empty() && straks != nu).then_some(straks)
}

fn erbij_of_eruit(tekst: &str, kaart: &Kaart<'_>, gemeente: &GemeenteId, wijken: &[WijkId]) -> Option<Vec<WijkId>> {
    let mag = [gemeente];
    let alle = woorden(tekst);
    let erbij = WIJK.erbij.staat_in(&alle);
    let eruit = WIJK.eruit.staat_in(&alle);
    let Ontkend { over, wijken: ontkend } = ontkende(tekst, kaart, &mag);
    if tekst.contains('?') || !(erbij || eruit || !ontkend.is_empty()) {
        return None;
    }
    let genoemd = match kaart.vind(&over, &woorden(&over), &mag) {
        Plaats::Wijken { wijken, .. } => wijken,
        Plaats::Geen => Vec::new(),
        Plaats::Keuze(..) | Plaats::Elders(..) | Plaats::Buiten(..) => return None,
    };
    // "Niet rokkeveen maar meerzicht" names them anew.
    if !erbij && !eruit && !genoemd.is_empty() {
        return None;
    }
    let weg = |wijk: &WijkId| {
        let is_deze = |ander: &WijkId| ander == wijk;
        ontkend.iter().any(|(van, wijken)| van == gemeente && wijken.iter().any(is_deze))
            || (eruit && !erbij && genoemd.iter().any(is_deze))
    };
    let mut over: Vec<WijkId> = wijken.to_vec();
    over.extend(genoemd.iter().filter(|wijk| erbij && !wijken.contains(wijk)).cloned());
    Some(kaart.gemeenten().get(gemeente)?.zonder(over, weg))
}
