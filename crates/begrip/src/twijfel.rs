//! Whether the words of an alert say that nobody has to look out now: it is over, solved, not certain, or a test.
//!
//! Decides nothing: its writer is asked. Invariant: a negation takes it back ("nog niet aangehouden"); that a missing
//! person is gone since yesterday is no doubt.

use crate::ja_nee::Bij;
use crate::lijst::{DATUM, TWIJFEL};
use crate::soort::GevondenSoort;
use crate::woorden::{Reeksen, Woord};
use kern::domain::soort::MeldingSoort;
use kern::domain::twijfel::{Twijfel, Waarom};

/// How many words before it a negation still takes it back.
const ONTKENNING_WOORDEN_MAX: usize = 3;

/// The doubt that a text raises, the gravest first.
#[must_use]
pub fn vind(tekst: &str, woorden: &[Woord], soort: Option<&GevondenSoort>) -> Option<Twijfel> {
    let lijst = &*TWIJFEL;
    let vermissing = soort.is_some_and(|soort| soort.soort == MeldingSoort::Vermissing);
    let met = |waarom: Waarom, lijst: &Reeksen| {
        let woorden = staat_er(tekst, woorden, lijst)?;
        Some(Twijfel { waarom, woorden })
    };
    let terecht = || if vermissing { met(Waarom::Opgelost, &lijst.terecht) } else { None };
    let voorbij = || if vermissing { None } else { met(Waarom::Voorbij, &lijst.voorbij) };
    met(Waarom::NogNiet, &lijst.nog_niet)
        .or_else(|| met(Waarom::Opgelost, &lijst.opgelost))
        .or_else(terecht)
        .or_else(|| met(Waarom::Proef, &lijst.proef))
        .or_else(|| met(Waarom::Onzeker, &lijst.onzeker))
        .or_else(|| mogelijk(tekst, woorden, soort?))
        .or_else(|| aan_het_einde(tekst, woorden))
        .or_else(voorbij)
        .or_else(|| if vermissing { None } else { datum(tekst, woorden) })
}

/// Whether a text says that it is over, so that nobody has to look out any more.
#[must_use]
pub fn is_opgelost(tekst: &str, woorden: &[Woord]) -> bool {
    staat_er(tekst, woorden, &TWIJFEL.opgelost).is_some()
}

/// "22-11": whoever writes the date tells of something that is not now. "2-3 mannen" is none.
fn datum(tekst: &str, woorden: &[Woord]) -> Option<Twijfel> {
    let getal = |woord: &Woord, most: u32| {
        let cijfers = woord.norm.bytes().all(|teken| teken.is_ascii_digit());
        woord.norm.parse::<u32>().ok().filter(|getal| cijfers && woord.norm.len() <= 2 && (1..=most).contains(getal))
    };
    let in_woorden = |woord: &Woord| DATUM.maanden.iter().any(|namen| namen.contains(&woord.norm));
    woorden.windows(2).find_map(|paar| {
        let [dag, maand] = paar else { return None };
        if getal(dag, 31).is_some() && in_woorden(maand) && !TWIJFEL.naam_van_iemand.contains(&maand.norm) {
            let woorden = tekst.get(dag.plek.start..maand.plek.end).unwrap_or_default().to_owned();
            return Some(Twijfel { waarom: Waarom::Voorbij, woorden });
        }
        let streep = matches!(tekst.get(dag.plek.end..maand.plek.start), Some("-" | "/"));
        let vol = dag.norm.len() == 2 && maand.norm.len() == 2 && (dag.norm.starts_with('0') || getal(dag, 31)? > 12);
        (streep && vol && getal(dag, 31).is_some() && getal(maand, 12).is_some()).then(|| Twijfel {
            waarom: Waarom::Voorbij,
            woorden: tekst.get(dag.plek.start..maand.plek.end).unwrap_or_default().to_owned(),
        })
    })
}

/// The first entry of a list that stands in the text and is not taken back, as it was typed.
fn staat_er(tekst: &str, woorden: &[Woord], lijst: &Reeksen) -> Option<String> {
    (0..woorden.len()).find_map(|begin| {
        let lengte = lijst.langste(&woorden[begin..])?;
        let voor = &woorden[begin.saturating_sub(ONTKENNING_WOORDEN_MAX)..begin];
        let ontkend = Bij::Twijfel.hoort_nee(voor);
        let plek = woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end;
        (!ontkend).then(|| tekst.get(plek).map(str::to_owned)).flatten()
    })
}

/// "Man rode jas waarschijnlijk": what stands behind everything takes something from all of it.
fn aan_het_einde(tekst: &str, woorden: &[Woord]) -> Option<Twijfel> {
    let laatste = woorden.last().filter(|woord| TWIJFEL.mogelijk.contains(&woord.norm))?;
    Some(Twijfel { waarom: Waarom::Onzeker, woorden: tekst.get(laatste.plek.clone())?.to_owned() })
}

/// "Mogelijke inbraak": the kind itself is not certain. "Mogelijk gewapend" is what control rooms write of anything.
fn mogelijk(tekst: &str, woorden: &[Woord], soort: &GevondenSoort) -> Option<Twijfel> {
    let plaats = woorden.iter().position(|woord| woord.plek.start == soort.plek.start)?;
    let mut voor = plaats.checked_sub(1)?;
    while voor > 0 && TWIJFEL.tussen.contains(&woorden[voor].norm) {
        voor -= 1;
    }
    let woord = &woorden[voor];
    let getypt = tekst.get(woord.plek.start..soort.plek.end)?;
    TWIJFEL.mogelijk.contains(&woord.norm).then(|| Twijfel { waarom: Waarom::Onzeker, woorden: getypt.to_owned() })
}
