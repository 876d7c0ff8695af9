//! Whether a text that is to go out as information tells of what an alert is for, and what a line at its preview changes of it.
//!
//! Invariants: in doubt it does: whoever writes can say it otherwise; what stands in the text twice is not changed, since nobody
//! said which.

use std::ops::Range;

use crate::lijst::{INFORMATIE, MELDING};
use crate::woorden::{Woord, woorden};

/// Digits of a telephone number, spaces or not.
const CIJFERS: usize = 8;

/// Whether somebody or something is to be looked out for, kept away from, or told of to the police.
#[must_use]
pub fn zoekt_iemand(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let lijst = &*INFORMATIE;
    lijst.uitkijken.staat_in(&alle)
        || (lijst.wie.staat_in(&alle) && lijst.doet.staat_in(&alle))
        || (lijst.getuige.staat_in(&alle) && lijst.gebeurd.staat_in(&alle))
}

/// The text after a line that changes a day, a time or a few words of it: "nee wacht, het is zaterdag", "zaterdag ipv vrijdag", "niet 14.00
/// maar 15.00", "buurthuis moet bibliotheek zijn". `None`: the line says something else.
#[must_use]
pub fn gewijzigd(tekst: &str, getypt: &str) -> Option<String> {
    if getypt.contains('?') {
        return None;
    }
    let lijst = &*INFORMATIE;
    let met_woorden = [&lijst.anders, &lijst.niet_maar, &lijst.moet_zijn].into_iter().find_map(|patroon| {
        let gevonden = patroon.captures(getypt)?;
        vervangen(tekst, gevonden.name("oud")?.as_str(), gevonden.name("nieuw")?.as_str())
    });
    let over = met_woorden.or_else(|| dag_en_tijd(tekst, getypt))?;
    (over != tekst).then_some(over)
}

/// The text with the last words of `nieuw`, as many as `oud` has, in the place of those.
fn vervangen(tekst: &str, oud: &str, nieuw: &str) -> Option<String> {
    let plek = enige_plek(tekst, oud)?;
    let alle: Vec<&str> = nieuw.split_whitespace().collect();
    let eerste = alle.len().checked_sub(oud.split_whitespace().count())?;
    // What stands before them only leads to them.
    let aanloop = woorden(&alle[..eerste].join(" "));
    let leidt = aanloop.iter().all(|woord| INFORMATIE.bij_wijziging.contains(&woord.norm));
    leidt.then(|| format!("{}{}{}", &tekst[..plek.start], alle[eerste..].join(" "), &tekst[plek.end..]))
}

/// Where these words stand in a text, if they do once and whole.
fn enige_plek(tekst: &str, oud: &str) -> Option<Range<usize>> {
    let (gelezen, gezocht) = (woorden(tekst), woorden(oud));
    let gelijk = |stuk: &[Woord]| stuk.iter().map(|woord| &woord.norm).eq(gezocht.iter().map(|woord| &woord.norm));
    let mut plekken = gelezen.windows(gezocht.len().max(1)).filter(|stuk| gelijk(stuk));
    let eerste = plekken.next().map(|stuk| stuk[0].plek.start..stuk[stuk.len() - 1].plek.end)?;
    plekken.next().is_none().then_some(eerste)
}

/// A day and a time in a line that holds nothing else, in the place of the only ones of the text.
fn dag_en_tijd(tekst: &str, getypt: &str) -> Option<String> {
    let lijst = &*INFORMATIE;
    let zonder_tijd = lijst.tijd.zonder(getypt);
    let rest = woorden(&zonder_tijd);
    let dagen: Vec<&Woord> = rest.iter().filter(|woord| lijst.dagen.contains(&woord.norm)).collect();
    let gewoon = |woord: &Woord| lijst.dagen.contains(&woord.norm) || lijst.bij_wijziging.contains(&woord.norm);
    if !rest.iter().all(gewoon) || dagen.len() > 1 {
        return None;
    }
    let mut over = tekst.to_owned();
    if let [dag] = dagen.as_slice() {
        let gelezen = woorden(&over);
        let al: Vec<&Woord> = gelezen.iter().filter(|woord| lijst.dagen.contains(&woord.norm)).collect();
        let [enige] = al.as_slice() else { return None };
        over = format!("{}{}{}", &over[..enige.plek.start], dag.norm, &over[enige.plek.end..]);
    }
    if let Some(tijd) = lijst.tijd.plek(getypt) {
        let tijden = lijst.tijd.captures_iter(&over);
        let tijden: Vec<Range<usize>> = tijden.filter_map(|tijd| tijd.get(0)).map(|tijd| tijd.range()).collect();
        let [plek] = tijden.as_slice() else { return None };
        let uur = |tijd: &str| tijd.trim_end_matches(" uur").to_owned();
        let achter = if over[plek.clone()].ends_with(" uur") { " uur" } else { "" };
        over = format!("{}{}{achter}{}", &over[..plek.start], uur(&getypt[tijd]), &over[plek.end..]);
    }
    Some(over)
}

/// Whether a text wants information gone that was sent: it names it, and a word that takes back.
#[must_use]
pub fn neemt_informatie_terug(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let lijst = &*INFORMATIE;
    alle.len() <= 12 && lijst.heet.staat_in(&alle) && lijst.haalt_weg.staat_in(&alle)
}

/// Whether a few words take back what was just done: "dat was een fout".
#[must_use]
pub fn neemt_iets_terug(tekst: &str) -> bool {
    let alle = woorden(tekst);
    alle.len() <= 6 && !tekst.contains('?') && INFORMATIE.haalt_weg.staat_in(&alle)
}

/// Whether a beheerder says something of whether they get information and invitations: which, is asked.
#[must_use]
pub fn over_krijgen(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let lijst = &*INFORMATIE;
    alle.len() <= 12 && !tekst.contains('?') && lijst.berichten.staat_in(&alle) && lijst.wel_of_niet.staat_in(&alle)
}

/// Whether it holds what may be a telephone number, also in pieces: "nul zes 12 34 56 78".
#[must_use]
pub fn noemt_nummer(tekst: &str) -> bool {
    let mut rij = 0;
    tekst.chars().any(|teken| {
        rij = match teken {
            _ if teken.is_ascii_digit() => rij + 1,
            ' ' | '-' | '.' | '/' | '(' | ')' => rij,
            _ => 0,
        };
        rij >= CIJFERS
    })
}

/// The number of information that a sentence names, as it is written: with its hyphen, for a bare "i 8" may be anything, and a
/// "BMW i-3" or a "Hyundai i-20" is a car.
#[must_use]
pub fn genoemd(tekst: &str) -> Option<&str> {
    if woorden(tekst).iter().any(|woord| MELDING.voertuigen.merken.contains(&woord.norm)) {
        return None;
    }
    let woorden = tekst.split(|teken: char| !teken.is_ascii_alphanumeric() && teken != '-');
    woorden.map(|woord| woord.trim_matches('-')).find(|woord| {
        let cijfers = woord.strip_prefix(['I', 'i']).and_then(|rest| rest.strip_prefix('-'));
        cijfers.is_some_and(|cijfers| !cijfers.is_empty() && cijfers.bytes().all(|teken| teken.is_ascii_digit()))
    })
}

/// Whether a word only joins the wijken that information is for: "voor Rokkeveen en Dorp:".
#[must_use]
pub fn hoort_bij_waar(norm: &str) -> bool {
    INFORMATIE.bij_waar.contains(norm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("kijk uit naar een grijze bus die rondrijdt", true)]
    #[case("onbekende man belt aan en doet zich voor als loodgieter, doe niet open", true)]
    #[case("drie jongens op fatbikes intimideren ouderen, spreek ze niet aan maar bel politie", true)]
    #[case("wie heeft beelden van de inbraak van gisteren in de Akelei", true)]
    #[case("de dader is nog niet gepakt", true)]
    #[case("er lopen twee jongens met zwarte jassen langs de deuren", true)]
    #[case("ze breken nu in op nr 12", true)]
    #[case("vrijdag om 14.00 uur is er spreekuur van de wijkagent in het buurthuis", false)]
    #[case("volgende week snoeien we de struiken langs de Waterlelie", false)]
    #[case("in de donkere dagen wordt er vaker ingebroken: laat een lamp branden", false)]
    #[case("alle mannen en vrouwen zijn welkom bij de koffie", false)]
    fn what_an_alert_is_for(#[case] tekst: &str, #[case] zoekt: bool) {
        assert_eq!(zoekt_iemand(tekst), zoekt, "{tekst}");
    }

    #[rstest]
    #[case("stop met informatie", true)]
    #[case("hou op met die reclame", true)]
    #[case("no more information please, only police alerts", true)]
    #[case("ik wil geen uitnodigingen meer", true)]
    #[case("wil graag weer informatie krijgen", true)]
    #[case("heeft u meer informatie over deze melding", false)]
    #[case("stop", false)]
    fn whether_they_want_it(#[case] tekst: &str, #[case] over: bool) {
        assert_eq!(over_krijgen(tekst), over, "{tekst}");
    }

    #[rstest]
    #[case("laat I-8 maar zitten", Some("I-8"))]
    #[case("goedkeuren: i-12.", Some("i-12"))]
    #[case("is I-8?", Some("I-8"))]
    #[case("wifi-8 doet het niet", None)]
    #[case("I-8a", None)]
    #[case("zie een zwarte BMW i-3 wegrijden", None)]
    #[case("intrekken, hyundai i-20 was van de bewoner", None)]
    #[case("grijze Hyundai I-30 rijdt heel langzaam door de straat", None)]
    #[case("ik zag 8 mensen", None)]
    fn which_is_named(#[case] tekst: &str, #[case] nummer: Option<&str>) {
        assert_eq!(genoemd(tekst), nummer);
    }

    #[test]
    fn a_number_in_pieces_is_one() {
        assert!(noemt_nummer("app de wijkagent op nul zes 12 34 56 78"));
        assert!(noemt_nummer("bel 06-12345678"));
        assert!(!noemt_nummer("van 14.00 tot 16.00 uur op 12 december, 40 plaatsen"));
    }
    #[rstest]
    #[case("nee wacht, het is zaterdag", "zaterdag om 14.00 uur is er spreekuur in het buurthuis")]
    #[case("zaterdag ipv vrijdag", "zaterdag om 14.00 uur is er spreekuur in het buurthuis")]
    #[case("is prima maar wel zaterdag ipv vrijdag", "zaterdag om 14.00 uur is er spreekuur in het buurthuis")]
    #[case("niet vrijdag maar zaterdag", "zaterdag om 14.00 uur is er spreekuur in het buurthuis")]
    #[case("om 15.30", "vrijdag om 15.30 uur is er spreekuur in het buurthuis")]
    #[case("zaterdag 10 uur", "zaterdag om 10 uur is er spreekuur in het buurthuis")]
    #[case("buurthuis moet bibliotheek zijn", "vrijdag om 14.00 uur is er spreekuur in het bibliotheek")]
    #[case("niet het buurthuis maar de bibliotheek", "vrijdag om 14.00 uur is er spreekuur in de bibliotheek")]
    fn a_line_changes_what_it_names(#[case] getypt: &str, #[case] wordt: &str) {
        let tekst = "vrijdag om 14.00 uur is er spreekuur in het buurthuis";
        assert_eq!(gewijzigd(tekst, getypt).as_deref(), Some(wordt), "{getypt}");
    }

    #[rstest]
    #[case("is het niet zaterdag?")]
    #[case("zaterdag kan ik niet")]
    #[case("vrijdag of zaterdag")]
    #[case("mooi zo")]
    #[case("donderdag ipv woensdag")]
    #[case("graag korter")]
    fn what_names_nothing_of_it_changes_nothing(#[case] getypt: &str) {
        assert_eq!(gewijzigd("vrijdag om 14.00 uur is er spreekuur in het buurthuis", getypt), None, "{getypt}");
        let twee = "vrijdag en zaterdag om 14.00 en 15.00 uur";
        assert_eq!(gewijzigd(twee, "zondag"), None, "of two nobody said which");
    }
}
