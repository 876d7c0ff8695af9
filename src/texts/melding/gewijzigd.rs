//! What changed in a preview, above it: what is new stands in bold.
//!
//! Owns the comparison of two texts word by word. Invariants: only words of the new text are bold; what is gone is named; an
//! asterisk that was typed makes nothing bold.

use crate::domain::politiebericht::Politiebericht;
use crate::domain::tijd;
use crate::texts::ingekort;
use crate::texts::melding::politiebericht;

/// What is different in the second one; `tijd`: its moment was changed too, and is not only that of the newer draft. `None`:
/// nothing that anybody can see.
#[must_use]
pub fn gewijzigd(oud: &Politiebericht, nieuw: &Politiebericht, tijd_anders: bool) -> Option<String> {
    let mut regels = Vec::new();
    let anders = |wat: &str, was: &str, is: &str| {
        (was != is).then(|| format!("{wat} *{}* (was {})", ingekort(&zonder_sterren(is), 80), ingekort(was, 80)))
    };
    regels.extend(anders("soort", politiebericht::soort(oud.soort), politiebericht::soort(nieuw.soort)));
    regels.extend(anders("waar", &oud.waar, &nieuw.waar));
    let klok = |bericht: &Politiebericht| tijd::klok(bericht.gemeld_ms);
    regels.extend(anders("tijd", &klok(oud), &klok(nieuw)).filter(|_| tijd_anders));
    if oud.omschrijving != nieuw.omschrijving {
        regels.push(format!("tekst {}", vergeleken(&oud.omschrijving, &nieuw.omschrijving)));
    }
    (!regels.is_empty()).then(|| zin(&regels.join("; ")))
}

/// The same of one text.
#[must_use]
pub fn gewijzigde_tekst(oud: &str, nieuw: &str) -> String {
    zin(&vergeleken(oud, nieuw))
}

fn zin(wat: &str) -> String {
    let punt = if wat.ends_with(['.', '!']) || wat.ends_with(".*") { "" } else { "." };
    format!("Gewijzigd: {wat}{punt}")
}

fn zonder_sterren(tekst: &str) -> String {
    tekst.replace('*', "")
}

/// The new text with its new words in bold, and what is gone.
fn vergeleken(oud: &str, nieuw: &str) -> String {
    let (oud, nieuw) = (zonder_sterren(oud), zonder_sterren(nieuw));
    let oude: Vec<&str> = oud.split_whitespace().collect();
    let nieuwe: Vec<&str> = nieuw.split_whitespace().collect();
    let (bleef_oud, bleef_nieuw) = bleven(&oude, &nieuwe);
    let weg: Vec<&str> =
        oude.iter().zip(&bleef_oud).filter(|(_, bleef)| !**bleef).map(|(woord, _)| kaal(woord)).collect();
    let mut tekst = String::new();
    let mut vet = false;
    for (plaats, (woord, bleef)) in nieuwe.iter().zip(&bleef_nieuw).enumerate() {
        if vet && *bleef {
            tekst.push('*');
        }
        if plaats > 0 {
            tekst.push(' ');
        }
        if !vet && !*bleef {
            tekst.push('*');
        }
        vet = !*bleef;
        tekst.push_str(woord);
    }
    if vet {
        tekst.push('*');
    }
    let tekst = tekst.replace(",*", "*,");
    if weg.is_empty() { tekst } else { format!("{tekst} (weg: {})", ingekort(&weg.join(" "), 80)) }
}

/// A word without the comma behind it: "jas," and "jas" are the same.
fn kaal(woord: &str) -> &str {
    woord.trim_matches([',', '.', ';'])
}

/// Which words of both stayed, in their order.
fn bleven(oude: &[&str], nieuwe: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let gelijk = |een: usize, ander: usize| kaal(oude[een]) == kaal(nieuwe[ander]);
    // How many stay from these places on.
    let mut samen = vec![vec![0_usize; nieuwe.len() + 1]; oude.len() + 1];
    for een in (0..oude.len()).rev() {
        for ander in (0..nieuwe.len()).rev() {
            samen[een][ander] = if gelijk(een, ander) {
                samen[een + 1][ander + 1] + 1
            } else {
                samen[een + 1][ander].max(samen[een][ander + 1])
            };
        }
    }
    let (mut bleef_oud, mut bleef_nieuw) = (vec![false; oude.len()], vec![false; nieuwe.len()]);
    let (mut een, mut ander) = (0, 0);
    while een < oude.len() && ander < nieuwe.len() {
        if gelijk(een, ander) {
            (bleef_oud[een], bleef_nieuw[ander]) = (true, true);
            (een, ander) = (een + 1, ander + 1);
        } else if samen[een + 1][ander] >= samen[een][ander + 1] {
            een += 1;
        } else {
            ander += 1;
        }
    }
    (bleef_oud, bleef_nieuw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("man, zwarte jas", "man, groene jas", "man, *groene* jas (weg: zwarte)")]
    #[case("man, zwarte jas", "2 mannen, zwarte jas", "*2 mannen*, zwarte jas (weg: man)")]
    #[case("man, zwarte jas, pet", "man, zwarte jas", "man, zwarte jas (weg: pet)")]
    #[case("man", "man, rode *rugzak*", "man, *rode rugzak*")]
    #[case("", "man", "*man*")]
    #[case("man", "", " (weg: man)")]
    fn what_is_new_is_bold_and_what_is_gone_is_named(#[case] oud: &str, #[case] nieuw: &str, #[case] verwacht: &str) {
        assert_eq!(vergeleken(oud, nieuw), verwacht);
    }
}
