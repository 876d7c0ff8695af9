//! Commands and numbers of alerts in the middle of what neighbours are to read: they stand in no politiebericht.
//!
//! Invariant: what is taken out is told, and acts on nothing; a slash between two words ("jas/trui") is none of this.

use std::ops::Range;

use crate::lijst::{MELDING, OPDRACHT};
use crate::woorden::{lijkt_op, woorden};
use kern::domain::melding::lees_nummer;

/// Whether a word is the name of a command, or nearly. The names stand in the list of words; that none of the program's
/// is missing there is tested where they are defined.
#[must_use]
pub fn is_opdracht(woord: &str) -> bool {
    let bekend = &MELDING.opdrachten.lijst;
    bekend.contains(woord) || bekend.iter().any(|naam| lijkt_op(woord, naam).is_some())
}

fn opdrachten(tekst: &str) -> Vec<Range<usize>> {
    let plekken = OPDRACHT.opdracht.captures_iter(tekst).filter_map(|deel| deel.get(1));
    plekken
        .filter(|deel| {
            let kaal: String = deel.as_str().chars().filter(|teken| teken.is_alphabetic()).collect();
            is_opdracht(&kaal.to_lowercase())
        })
        .map(|deel| deel.range())
        .collect()
}

fn nummers(tekst: &str, codes: &[&str]) -> Vec<Range<usize>> {
    let gevonden = OPDRACHT.nummer.captures_iter(tekst).filter_map(|deel| {
        let heel = deel.get(0)?;
        let cijfers = deel.get(2).or_else(|| deel.get(3))?.as_str();
        // "ZM-12-XX" and "1-ZM-12" are number plates.
        let streep = |teken: Option<char>| teken.is_some_and(|teken| teken == '-');
        let plaat =
            streep(tekst.get(heel.end()..)?.chars().next()) || streep(tekst.get(..heel.start())?.chars().last());
        let bekend = codes.iter().any(|code| code.eq_ignore_ascii_case(&deel[1]));
        (bekend && !plaat && lees_nummer(&format!("{}{cijfers}", &deel[1])).is_some()).then(|| heel.range())
    });
    gevonden.collect()
}

/// A text without the commands and the numbers of alerts that stand in it, and those as they were typed. `codes` holds
/// the letters that numbers begin with.
#[must_use]
pub fn eruit(tekst: &str, codes: &[&str]) -> (String, Vec<String>) {
    let mut weg = opdrachten(tekst);
    let eerste = weg.len();
    for nummer in nummers(tekst, codes) {
        // "/intrekken ZM-0001" is one thing.
        match weg[..eerste].iter_mut().find(|opdracht| {
            opdracht.end <= nummer.start
                && tekst[opdracht.end..nummer.start].chars().all(|teken| !teken.is_alphanumeric())
        }) {
            Some(opdracht) => opdracht.end = nummer.end,
            None => weg.push(nummer),
        }
    }
    if weg.is_empty() {
        return (tekst.to_owned(), Vec::new());
    }
    weg.sort_by_key(|plek| plek.start);
    let (mut over, mut tot) = (String::with_capacity(tekst.len()), 0);
    let mut gezegd: Vec<String> = Vec::new();
    for plek in weg.into_iter().filter(|plek| !plek.is_empty()) {
        if plek.start < tot {
            continue;
        }
        over.push_str(&tekst[tot..plek.start]);
        let stuk = tekst[plek.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        if !gezegd.contains(&stuk) {
            gezegd.push(stuk);
        }
        tot = plek.end;
    }
    over.push_str(&tekst[tot..]);
    // What is left of a line of which all was taken out is nothing.
    if woorden(&over).is_empty() {
        over.clear();
    }
    (over, gezegd)
}

/// The commands that stand in a text behind its first word: there they are no commands.
#[must_use]
pub fn opdrachten_erin(tekst: &str) -> Vec<String> {
    let stukken = tekst.split_whitespace().skip(1).filter_map(|stuk| {
        let naam = stuk.strip_prefix(['/', '\\'])?;
        let naam: String = naam.chars().take_while(|teken| teken.is_alphabetic()).collect();
        (naam.len() > 1).then(|| format!("/{naam}"))
    });
    stukken.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const CODES: [&str; 3] = ["ZM", "LD", "OEF"];

    #[rstest]
    #[case("man zwarte jas /intrekken ZM-0001 grijze broek", "man zwarte jas  grijze broek", &["/intrekken ZM-0001"])]
    #[case("man is kaal /intrekken", "man is kaal ", &["/intrekken"])]
    #[case("man ZM-0001 met pet", "man  met pet", &["ZM-0001"])]
    #[case("man, zm231 rode jas", "man,  rode jas", &["zm231"])]
    #[case("man rode jas, zm 0231", "man rode jas, ", &["zm 0231"])]
    #[case("man (/stop) rode jas", "man () rode jas", &["/stop"])]
    #[case("man rode jas\n/sluit zm-1 aangehouden", "man rode jas\n aangehouden", &["/sluit zm-1"])]
    #[case("man rode jas /intreken zm1", "man rode jas ", &["/intreken zm1"])]
    #[case("man \\annuleren rode jas OEF-12", "man  rode jas ", &["\\annuleren", "OEF-12"])]
    #[case("/akkoord ZM-0002", "", &["/akkoord ZM-0002"])]
    #[case("man rode jas /Annuleren", "man rode jas ", &["/Annuleren"])]
    #[case("man rode jas /ANNULEER", "man rode jas ", &["/ANNULEER"])]
    fn what_is_no_text_for_neighbours(#[case] tekst: &str, #[case] over: &str, #[case] weg: &[&str]) {
        let (kaal, gezegd) = eruit(tekst, &CODES);
        assert_eq!((kaal.as_str(), gezegd), (over, weg.iter().map(|stuk| (*stuk).to_owned()).collect()), "{tekst}");
    }

    #[rstest]
    #[case("man met jas/trui en broek")]
    #[case("man zwarte / grijze jas")]
    #[case("zm 2 mannen met pet")]
    #[case("auto ZM-12-XX")]
    #[case("auto 1-ZM-12")]
    #[case("bus richting A12")]
    #[case("2 man, 1.80 m")]
    #[case("https://heterdaad.example/stop")]
    #[case("")]
    fn what_stays_as_it_is(#[case] tekst: &str) {
        assert_eq!(eruit(tekst, &CODES), (tekst.to_owned(), Vec::new()), "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let (over, _) = eruit(&tekst, &CODES);
            prop_assert!(over.len() <= tekst.len());
        }
    }
}
