//! What was learned, and what it was learned from.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::{HashMap, HashSet};

use begrip::vermoeden::kenmerken::gelijk;
use begrip::vermoeden::leren::leer;
use begrip::vermoeden::voorbeelden::{self, Voorbeeld};
use begrip::vermoeden::{self, Open, Rondom, Wens, Wie};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

/// Examples that share so much are alike.
const ALIKE: f64 = 0.8;
/// No more than so many may be alike.
const ALIKE_MAX: usize = 3;
/// Texts with fewer runs of three characters are too short to be compared so.
const RUNS_MIN: usize = 8;

fn read(folder: &str) -> Vec<Voorbeeld> {
    voorbeelden::lees(&voorbeelden::map().join(folder)).unwrap()
}

#[test]
fn the_voices_of_the_test_are_those_that_were_committed_before_the_first_training() {
    let folder = voorbeelden::map().join("toets");
    let sums = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let mut files = 0;
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        let found = Sha256::digest(std::fs::read(folder.join(file)).unwrap());
        let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sum, "{file} was changed");
        files += 1;
    }
    let voices: HashSet<String> = read("toets").into_iter().map(|one| one.stem).collect();
    assert_eq!(voices.len(), files, "a voice has no sum");
    assert!(files >= 3);
}

/// The names of places are one name.
fn same(text: &str) -> String {
    const PLACES: [&str; 18] = [
        "meerzicht",
        "rokkeveen",
        "oosterheem",
        "seghwaert",
        "noordhove",
        "buytenwegh",
        "leyens",
        "palenstein",
        "driemanspolder",
        "houtwijk",
        "waldeck",
        "kraayenstein",
        "bohemen",
        "loosduinen",
        "waterlelie",
        "parkzicht",
        "dorp",
        "zuid",
    ];
    let mut text = gelijk(text);
    for place in PLACES {
        text = text.replace(place, "wijk");
    }
    text
}

fn runs(text: &str) -> HashSet<String> {
    let signs: Vec<char> = text.chars().collect();
    signs.windows(3).map(|run| run.iter().collect()).collect()
}

/// So many runs are shared at least by what is alike, of so many.
fn shared_at_least(size: usize) -> usize {
    (ALIKE * size as f64).ceil() as usize
}

#[test]
fn there_are_enough_examples_no_two_are_the_same_and_few_are_alike() {
    let (learned, kept) = (read("leren"), read("toets"));
    assert!(learned.len() + kept.len() >= 8_000, "{} and {}", learned.len(), kept.len());
    let voices: HashSet<&str> = learned.iter().chain(&kept).map(|one| one.stem.as_str()).collect();
    assert!(voices.len() >= 15, "{voices:?}");

    // What is trained on is in no test, and stands there once.
    let mut seen: HashSet<(String, Rondom)> = kept.iter().map(|one| (same(&one.tekst), one.rondom)).collect();
    let again: Vec<&str> = learned
        .iter()
        .filter(|one| !seen.insert((same(&one.tekst), one.rondom)))
        .map(|one| one.tekst.as_str())
        .collect();
    assert_eq!(again, [""; 0]);

    let all: Vec<HashSet<String>> = learned.iter().map(|one| runs(&same(&one.tekst))).collect();
    let mut often: HashMap<&str, usize> = HashMap::new();
    for run in all.iter().flatten() {
        *often.entry(run).or_default() += 1;
    }
    // What shares so much shares one of the rarest runs of each: only those are looked up.
    let mut with: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut too_many = Vec::new();
    for (place, found) in all.iter().enumerate().filter(|(_, found)| found.len() >= RUNS_MIN) {
        let mut rarest: Vec<&str> = found.iter().map(String::as_str).collect();
        rarest.sort_unstable_by_key(|run| (often[run], *run));
        rarest.truncate(found.len() - shared_at_least(found.len()) + 1);
        let near: HashSet<usize> = rarest.iter().filter_map(|run| with.get(run)).flatten().copied().collect();
        let like = |other: &&usize| {
            let other = &all[**other];
            found.intersection(other).count() >= shared_at_least(found.len().max(other.len()))
        };
        if near.iter().filter(like).count() >= ALIKE_MAX {
            too_many.push(&learned[place].tekst);
        }
        for run in rarest {
            with.entry(run).or_default().push(place);
        }
    }
    println!("{} examples to learn from, {} to test with", learned.len(), kept.len());
    assert!(too_many.is_empty(), "{too_many:?}");
}

#[test]
fn emergencies_are_in_them_by_the_hundred() {
    let all = read("leren").into_iter().chain(read("toets"));
    assert!(all.filter(|one| one.wens == Wens::Spoed).count() >= 200);
}

#[test]
fn learned_again_it_answers_the_same() {
    let (learned, kept) = (read("leren"), read("toets"));
    let again = leer(&learned);
    let right = |given: &dyn Fn(&Voorbeeld) -> Wens| kept.iter().filter(|one| given(one) == one.wens).count() as f64;
    let stored = |one: &Voorbeeld| vermoeden::schat(&one.tekst, one.rondom).eerste().0;
    let anew = |one: &Voorbeeld| again.schat(&one.tekst, one.rondom).eerste().0;
    let same = kept.iter().filter(|one| stored(one) == anew(one)).count() as f64;
    let all = kept.len() as f64;
    assert!(same >= 0.995 * all, "{same} of {all}: run cargo run -p begrip --bin leer");
    let (before, after) = (right(&stored), right(&anew));
    assert!((before - after).abs() <= 0.003 * all, "{before} and {after} of {all}");
}

#[test]
fn what_stands_open_decides_what_a_short_word_means() {
    let ask = |text: &str, wie: Wie, open: Open| vermoeden::schat(text, Rondom { wie, open }).eerste().0;
    assert_eq!(ask("ja", Wie::Politie, Open::Voorbeeld), Wens::MeldingVerstuur);
    assert_eq!(ask("ja", Wie::Beheerder, Open::Echt), Wens::Doorgestuurd);
    assert_eq!(ask("ja", Wie::Beheerder, Open::Uitgenodigd), Wens::RsvpJa);
    assert_eq!(ask("nee", Wie::Beheerder, Open::Uitgenodigd), Wens::RsvpNee);
    assert_eq!(ask("nee", Wie::Politie, Open::Voorbeeld), Wens::MeldingAnnuleer);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_gets_likelihoods_that_add_up(
        text in ".{0,200}",
        wie in prop::sample::select(Wie::ALLE.to_vec()),
        open in prop::sample::select(Open::ALLE.to_vec()),
    ) {
        let found: Vec<_> = vermoeden::schat(&text, Rondom { wie, open }).iter().collect();
        prop_assert_eq!(found.len(), Wens::ALLE.len());
        prop_assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        let sum: u32 = found.iter().map(|(_, chance)| u32::from(*chance)).sum();
        prop_assert!((970..=1030).contains(&sum), "{}", sum);
    }
}
