//! Whether somebody says of themselves, as a fact, that they are away: not of another, not as a question, not perhaps.
//!
//! Owns how it is said; which days are meant is [`datum`](super::datum)'s.

use crate::datum;
use crate::lijst::AANKONDIGING;
use crate::woorden::{Woord, norm_op as norm, woorden};

/// How an absence is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aankondiging {
    /// Of themselves, as a fact.
    Feit,
    /// Perhaps.
    Misschien,
    /// A question.
    Vraag,
    /// Of somebody else.
    Ander,
    /// Not at home, and within reach all the same.
    Bereikbaar,
    /// A feast or a holiday, of which nobody knows which days.
    Feestdagen,
}

/// Reads how an absence is spoken of.
#[must_use]
pub fn lees(tekst: &str) -> Aankondiging {
    let gelezen = woorden(tekst);
    if vraagt(tekst, &gelezen) {
        Aankondiging::Vraag
    } else if over_een_ander(&gelezen) {
        Aankondiging::Ander
    } else if blijft_bereikbaar(&gelezen) {
        Aankondiging::Bereikbaar
    } else if misschien(&gelezen) {
        Aankondiging::Misschien
    } else if feestdagen(&gelezen) {
        Aankondiging::Feestdagen
    } else if van_zichzelf(&gelezen) {
        Aankondiging::Feit
    } else {
        Aankondiging::Misschien
    }
}

/// Whether it is certain that whoever writes is meant: they name themselves, or say nothing but when and why. "De bakker is
/// dicht tot 3 januari" is asked about.
fn van_zichzelf(gelezen: &[Woord]) -> bool {
    let bij_zichzelf = |woord: &Woord| {
        let norm = woord.norm.as_str();
        let cijfer = norm.bytes().any(|teken| teken.is_ascii_digit());
        AANKONDIGING.zonder_onderwerp.contains(norm) || cijfer || datum::is_dag_of_maand(norm)
    };
    AANKONDIGING.zelf.staat_in(gelezen) || gelezen.iter().all(bij_zichzelf)
}

fn vraagt(tekst: &str, gelezen: &[Woord]) -> bool {
    let eerste = norm(gelezen, 0);
    let ik = AANKONDIGING.wie_vraagt.contains(norm(gelezen, 1));
    tekst.contains('?')
        || AANKONDIGING.vraagwoorden.contains(eerste)
        || (ik && AANKONDIGING.werkwoorden_van_vraag.contains(eerste))
        || AANKONDIGING.vraagt_zich_af.staat_in(gelezen)
}

/// Whether a text tells of somebody else: "mijn buurman kan nu niet".
#[must_use]
pub fn is_over_een_ander(tekst: &str) -> bool {
    over_een_ander(&woorden(tekst))
}

/// Whether it is told of somebody else: "mijn buurvrouw", "hij".
pub(crate) fn over_een_ander(gelezen: &[Woord]) -> bool {
    let doet = |norm: &str| AANKONDIGING.doet.contains(norm);
    (0..gelezen.len()).any(|plaats| {
        let wie = norm(gelezen, plaats);
        let ervoor = plaats.checked_sub(1).map_or("", |ervoor| norm(gelezen, ervoor));
        let tweede_ervoor = plaats.checked_sub(2).map_or("", |ervoor| norm(gelezen, ervoor));
        let dichtbij =
            (plaats + 1..plaats + 4).any(|verder| doet(norm(gelezen, verder))) || doet(ervoor) || doet(tweede_ervoor);
        // "Mijn man en ik zijn weg", "met mijn man weg", "namens".
        let met_mij = AANKONDIGING.en_ik.begint(gelezen.get(plaats + 1..).unwrap_or_default()).is_some()
            || AANKONDIGING.met_wie.contains(tweede_ervoor)
            || AANKONDIGING.met_wie_ervoor.contains(ervoor);
        let voornaamwoord = AANKONDIGING.voornaamwoorden.contains(wie)
            || (AANKONDIGING.ze.contains(wie) && doet(norm(gelezen, plaats + 1)));
        (voornaamwoord && dichtbij) || (AANKONDIGING.anderen.contains(wie) && dichtbij && !met_mij)
    })
}

fn blijft_bereikbaar(gelezen: &[Woord]) -> bool {
    AANKONDIGING.bereikbaar.staat_in(gelezen) && !AANKONDIGING.later_bereikbaar.staat_in(gelezen)
}

fn misschien(gelezen: &[Woord]) -> bool {
    // "Tot zo", "tot ma me belt", "tot do ik klaar ben": a short word may be no day, unless a date stands behind it.
    let kort = gelezen.iter().enumerate().any(|(plaats, woord)| {
        let cijfer = norm(gelezen, plaats + 1).starts_with(|teken: char| teken.is_ascii_digit());
        AANKONDIGING.korte_dagen.contains(&woord.norm)
            && !cijfer
            && AANKONDIGING.tot.contains(norm_voor(gelezen, plaats))
    });
    AANKONDIGING.misschien.staat_in(gelezen) || AANKONDIGING.geen_feit.staat_in(gelezen) || kort
}

fn norm_voor(gelezen: &[Woord], plaats: usize) -> &str {
    plaats.checked_sub(1).map_or("", |ervoor| norm(gelezen, ervoor))
}

fn feestdagen(gelezen: &[Woord]) -> bool {
    let feest = |norm: &str| AANKONDIGING.feestdagen.contains(norm);
    let oud_en_nieuw = AANKONDIGING.oud_en_nieuw.staat_in(gelezen);
    let genoemd = (0..gelezen.len()).any(|plaats| {
        let tot = (1..=2).any(|terug| {
            plaats.checked_sub(terug).is_some_and(|ervoor| AANKONDIGING.tot.contains(norm(gelezen, ervoor)))
        });
        feest(norm(gelezen, plaats)) && !tot
    });
    // With dates they are clear.
    let datum = gelezen.iter().any(|woord| woord.norm.bytes().any(|teken| teken.is_ascii_digit()));
    (genoemd || oud_en_nieuw) && !datum
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ik ben morgen weg", Aankondiging::Feit)]
    #[case("morgen weg", Aankondiging::Feit)]
    #[case("tot 3 januari", Aankondiging::Feit)]
    #[case("mijn man en ik zijn volgende week weg", Aankondiging::Feit)]
    #[case("ik ben met mijn man op vakantie tot maandag", Aankondiging::Feit)]
    #[case("zijn volgende week weg", Aankondiging::Feit)]
    #[case("kan deze week niet reageren", Aankondiging::Feit)]
    #[case("tot kerst weg", Aankondiging::Feit)]
    #[case("tot na kerst", Aankondiging::Feit)]
    #[case("is mijn reserve morgen afwezig?", Aankondiging::Vraag)]
    #[case("ben ik morgen afwezig", Aankondiging::Vraag)]
    #[case("wie is er morgen afwezig", Aankondiging::Vraag)]
    #[case("kan ik ook per dag afwezig zijn", Aankondiging::Vraag)]
    #[case("mijn man is volgende week weg", Aankondiging::Ander)]
    #[case("volgende week is mijn reserve op vakantie", Aankondiging::Ander)]
    #[case("hij is tot maandag weg", Aankondiging::Ander)]
    #[case("de hoofdbeheerder zit tot maandag in spanje", Aankondiging::Ander)]
    #[case("me buurvrouw gaat morgen op vakantie", Aankondiging::Ander)]
    #[case("morgen niet thuis maar wel bereikbaar", Aankondiging::Bereikbaar)]
    #[case("ben tot maandag weg maar kan gewoon doorsturen", Aankondiging::Bereikbaar)]
    #[case("misschien ben ik morgen weg", Aankondiging::Misschien)]
    #[case("maandag of dinsdag weg", Aankondiging::Misschien)]
    #[case("ik denk dat ik volgende week weg ben", Aankondiging::Misschien)]
    #[case("met kerst weg", Aankondiging::Feestdagen)]
    #[case("ik ben er met oud en nieuw niet", Aankondiging::Feestdagen)]
    #[case("in de zomervakantie ben ik weg", Aankondiging::Feestdagen)]
    fn how_an_absence_is_spoken_of(#[case] tekst: &str, #[case] verwacht: Aankondiging) {
        assert_eq!(lees(tekst), verwacht, "{tekst}");
    }
}
