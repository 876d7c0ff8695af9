//! A typed text as it is read: without what cannot be seen, not in capitals, and with shorthand written out.
//!
//! Owns the control room's shorthand (its list is data) and what was written out of it. Invariant: nothing else of the
//! text changes, and it is no longer than people may read.

use crate::lijst::MELDING;
use crate::woorden::woorden;
use kern::domain::politiebericht::onzichtbaar;
use kern::limits;

/// A text ready to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voluit {
    /// The text.
    pub tekst: String,
    /// Shorthand that was written out, with what it means.
    pub uitgeschreven: Vec<(String, String)>,
    /// It was typed in capitals: they said nothing of a word.
    pub schreeuwde: bool,
}

/// Makes a text ready.
#[must_use]
pub fn voluit(getypt: &str) -> Voluit {
    let tekst: String =
        getypt.chars().take(limits::TEXT_CHARACTERS_READ_MAX).filter(|teken| !onzichtbaar(*teken)).collect();
    let schreeuwde = schreeuwt(&tekst);
    let tekst = if schreeuwde { tekst.to_lowercase() } else { tekst };
    let gelezen = woorden(&tekst);
    let mut uit = Voluit { tekst: String::with_capacity(tekst.len()), uitgeschreven: Vec::new(), schreeuwde };
    let mut tot = 0;
    for (plaats, woord) in gelezen.iter().enumerate() {
        // "Jas zw, pet": what a comma parts is no noun of it.
        let volgend = gelezen.get(plaats + 1).filter(|volgend| {
            tekst
                .get(woord.plek.end..volgend.plek.start)
                .is_some_and(|tussen| tussen.chars().all(|teken| " ./:".contains(teken)))
        });
        let volgend = volgend.map(|woord| woord.norm.as_str());
        let Some((tekst_voluit, betekent)) = schrijf_uit(&woord.norm, volgend) else { continue };
        uit.tekst.push_str(tekst.get(tot..woord.plek.start).unwrap_or_default());
        uit.tekst.push_str(&tekst_voluit);
        tot = woord.plek.end;
        // The full stop of "ri." belongs to the shorthand.
        if tekst.get(tot..).is_some_and(|rest| rest.starts_with(". ")) {
            tot += 1;
        }
        let paar = (woord.norm.trim_start_matches(|teken: char| teken.is_ascii_digit()).to_owned(), betekent);
        if !uit.uitgeschreven.contains(&paar) {
            uit.uitgeschreven.push(paar);
        }
    }
    uit.tekst.push_str(tekst.get(tot..).unwrap_or_default());
    uit
}

/// What a word of shorthand is in full, and what it means.
fn schrijf_uit(norm: &str, volgend: Option<&str>) -> Option<(String, String)> {
    // "6jr" is two words.
    let (getal, kort) = norm.split_at(norm.find(|teken: char| !teken.is_ascii_digit()).unwrap_or(0));
    let (getal, kort) =
        if getal.is_empty() || !MELDING.afkortingen.jaar.contains(kort) { ("", norm) } else { (getal, kort) };
    let (_, betekent, verbogen) = MELDING.afkortingen.lijst.iter().find(|(bekend, _, _)| bekend == kort)?;
    // "Kent iemand deze man" has nothing to do with a licence plate.
    if MELDING.afkortingen.kenteken.contains(kort)
        && !volgend.is_some_and(|woord| woord.bytes().any(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let voor_naamwoord = !verbogen.is_empty()
        && volgend.is_some_and(|woord| {
            !MELDING.kleuren.onzijdig.contains(woord)
                && (MELDING.kleding.lijst.contains(woord) || !MELDING.vulling.lijst.contains(woord))
        });
    let tekst = if voor_naamwoord { verbogen } else { betekent };
    let getal = if getal.is_empty() { String::new() } else { format!("{getal} ") };
    Some((format!("{getal}{tekst}"), betekent.clone()))
}

/// Whether a text is typed in capitals.
fn schreeuwt(tekst: &str) -> bool {
    let letters = tekst.chars().filter(|teken| teken.is_alphabetic());
    let (hoofd, alle) =
        letters.fold((0_usize, 0_usize), |(hoofd, alle), teken| (hoofd + usize::from(teken.is_uppercase()), alle + 1));
    alle >= 12 && hoofd * 10 >= alle * 7
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2 man zw jas te voet ri station", "2 man zwarte jas te voet richting station", &["zw", "ri"])]
    #[case("jongen 6jr blw shirt", "jongen 6 jaar blauw shirt", &["jr", "blw"])]
    #[case("man jas zw, ri. A12", "man jas zwart, richting A12", &["zw", "ri"])]
    #[case("kent iemand deze man", "kent iemand deze man", &[])]
    #[case("vtg zw golf kent 12-abc-3", "voertuig zwarte golf kenteken 12-abc-3", &["vtg", "zw", "kent"])]
    #[case("MAN 1.80 BLAUWE PET", "man 1.80 blauwe pet", &[])]
    #[case("VW Golf BMW", "VW Golf BMW", &[])]
    #[case("man\u{200b} met pet\u{202e}", "man met pet", &[])]
    fn shorthand_is_written_out(#[case] getypt: &str, #[case] tekst: &str, #[case] kort: &[&str]) {
        let gelezen = voluit(getypt);
        assert_eq!(gelezen.tekst, tekst);
        assert_eq!(gelezen.uitgeschreven.iter().map(|(kort, _)| kort.as_str()).collect::<Vec<_>>(), kort);
    }
}
