//! What the bot says, in English, for whoever writes it or chose it.
//!
//! Owns the catalogue `engels.toml`: Dutch sentences as they are said, with what they are in English. The rest of the program says
//! everything in Dutch; a text is put into English on its way out, sentence by sentence. Invariants: a text is wholly English or
//! wholly Dutch, never half; what stands in a sentence (a name, a number, a time) is carried over letter for letter, but for days and
//! months. Police alerts stay in Dutch: they are posted as they are.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Catalogus {
    zin: Vec<Zin>,
}

/// A sentence in both languages. `{}` stands for what is filled in; `{1}`, `{2}` in English where their order is another.
#[derive(Debug, Deserialize)]
struct Zin {
    nl: String,
    en: String,
}

static CATALOGUS: LazyLock<Catalogus> =
    LazyLock::new(|| toml::from_str(include_str!("engels.toml")).unwrap_or(Catalogus { zin: Vec::new() }));

/// Days and months, as they stand in dates.
const DAGEN: [(&str, &str); 19] = [
    ("maandag", "Monday"),
    ("dinsdag", "Tuesday"),
    ("woensdag", "Wednesday"),
    ("donderdag", "Thursday"),
    ("vrijdag", "Friday"),
    ("zaterdag", "Saturday"),
    ("zondag", "Sunday"),
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// The text in English; `None` where a sentence of it is not in the catalogue.
#[must_use]
pub fn vertaal(nederlands: &str) -> Option<String> {
    let regels: Option<Vec<String>> = nederlands.split('\n').map(regel).collect();
    regels.map(|regels| regels.join("\n"))
}

fn regel(nederlands: &str) -> Option<String> {
    let mut rest = nederlands.trim();
    let mut zinnen: Vec<String> = Vec::new();
    while !rest.is_empty() {
        let passend = CATALOGUS.zin.iter().filter_map(|zin| {
            let (lengte, waarden) = past(&zin.nl, rest)?;
            Some((letterlijk(&zin.nl), lengte, zin, waarden))
        });
        // The most of it that stands there letter for letter.
        let (_, lengte, zin, waarden) = passend.max_by_key(|(letterlijk, ..)| *letterlijk)?;
        zinnen.push(ingevuld(&zin.en, &waarden));
        rest = rest.get(lengte..)?.trim_start();
    }
    Some(zinnen.join(" "))
}

/// How many characters of a pattern are no place to fill in.
fn letterlijk(patroon: &str) -> usize {
    patroon.split("{}").map(str::len).sum()
}

/// Whether a text begins with a sentence of this pattern: how far it goes, and what was filled in.
fn past<'t>(patroon: &str, tekst: &'t str) -> Option<(usize, Vec<&'t str>)> {
    let mut stukken = patroon.split("{}");
    let begin = stukken.next()?;
    if !tekst.starts_with(begin) {
        return None;
    }
    let stukken: Vec<&str> = stukken.collect();
    let (lengte, waarden) = vul(&stukken, tekst, begin.len())?;
    Some((lengte, waarden))
}

/// Finds the pieces one after the other from a place on; the last ends where a sentence can end.
fn vul<'t>(stukken: &[&str], tekst: &'t str, vanaf: usize) -> Option<(usize, Vec<&'t str>)> {
    let rest = tekst.get(vanaf..)?;
    let Some((stuk, verder)) = stukken.split_first() else {
        return (rest.is_empty() || rest.starts_with(' ')).then(|| (vanaf, Vec::new()));
    };
    if stuk.is_empty() {
        // Filled in at the end: to the end of the line.
        return (verder.is_empty() && !rest.is_empty()).then(|| (tekst.len(), vec![rest]));
    }
    rest.match_indices(stuk).filter(|(plaats, _)| *plaats > 0).find_map(|(plaats, _)| {
        let waarde = &rest[..plaats];
        // What is filled in is no sentence of its own, that another entry would translate.
        if [". ", "? ", "! "].iter().any(|einde| waarde.contains(einde)) {
            return None;
        }
        let (lengte, mut waarden) = vul(verder, tekst, vanaf + plaats + stuk.len())?;
        waarden.insert(0, waarde);
        Some((lengte, waarden))
    })
}

fn ingevuld(engels: &str, waarden: &[&str]) -> String {
    let waarden: Vec<String> = waarden.iter().map(|waarde| in_engels(waarde)).collect();
    let mut uit = engels.to_owned();
    for (plaats, waarde) in waarden.iter().enumerate() {
        uit = match uit.contains("{}") {
            true => uit.replacen("{}", waarde, 1),
            false => uit.replace(&format!("{{{}}}", plaats + 1), waarde),
        };
    }
    uit
}

/// Kinds of alerts, as they are filled in.
const SOORTEN: [(&str, &str); 5] = [
    ("Woninginbraak", "burglary"),
    ("Overval", "robbery"),
    ("Straatroof", "street robbery"),
    ("Voertuigcriminaliteit", "vehicle crime"),
    ("Vermissing", "missing person"),
];

/// What is filled in: a date, or the kind of an alert.
fn in_engels(waarde: &str) -> String {
    if let Some((_, engels)) = SOORTEN.iter().find(|(nl, _)| *nl == waarde) {
        return (*engels).to_owned();
    }
    let woord = |woord: &str| {
        let dag = DAGEN.iter().find(|(nl, _)| *nl == woord.trim_end_matches([',', '.']));
        dag.map_or_else(|| woord.to_owned(), |(nl, en)| woord.replacen(nl, en, 1))
    };
    waarde.split(' ').map(woord).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every literal of the texts, as the program says it.
    fn bronnen() -> String {
        let map = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut mappen = vec![map.join("texts"), map.join("bot")];
        let mut alles = String::new();
        while let Some(map) = mappen.pop() {
            for pad in std::fs::read_dir(map).unwrap().map(|een| een.unwrap().path()) {
                if pad.is_dir() {
                    mappen.push(pad);
                } else if pad.extension().is_some_and(|soort| soort == "rs") {
                    alles.push_str(&std::fs::read_to_string(pad).unwrap());
                }
            }
        }
        let verder = regex::Regex::new(r"\\\n\s*").unwrap();
        verder.replace_all(&alles, "").replace("\\\"", "\"")
    }

    fn woorden(tekst: &str) -> impl Iterator<Item = String> {
        tekst.split(|teken: char| !teken.is_alphanumeric()).filter(|woord| !woord.is_empty()).map(str::to_owned)
    }

    #[test]
    fn the_catalogue_can_be_read_and_knows_no_sentence_twice() {
        let catalogus: Catalogus = toml::from_str(include_str!("engels.toml")).unwrap();
        let mut zinnen: Vec<&str> = catalogus.zin.iter().map(|zin| zin.nl.as_str()).collect();
        assert!(zinnen.len() > 100, "{}", zinnen.len());
        zinnen.sort_unstable();
        assert_eq!(
            zinnen.windows(2).filter(|paar| paar[0] == paar[1]).map(|paar| paar[0]).collect::<Vec<_>>(),
            [""; 0]
        );
        for zin in &catalogus.zin {
            let plekken = zin.nl.matches("{}").count();
            let geteld = (1..=plekken).filter(|plaats| zin.en.contains(&format!("{{{plaats}}}"))).count();
            assert_eq!(zin.en.matches("{}").count() + geteld, plekken, "{}", zin.nl);
        }
    }

    #[test]
    fn what_it_translates_is_what_the_bot_says() {
        let gezegd: std::collections::HashSet<String> = woorden(&bronnen()).collect();
        // Sentences are put together of several literals: each of their words is in one.
        let weg: Vec<&str> = CATALOGUS
            .zin
            .iter()
            .map(|zin| zin.nl.as_str())
            .filter(|nl| !woorden(&nl.replace("{}", " ")).all(|woord| gezegd.contains(&woord)))
            .collect();
        assert_eq!(weg, [""; 0], "no such words are said any more");
    }

    #[test]
    fn a_text_is_wholly_english_or_dutch() {
        assert_eq!(
            vertaal("Dat begrijp ik niet. Typ /help voor wat u kunt doen. Spoed? Bel 112.").as_deref(),
            Some("I do not understand that. Type /help for what you can do. Emergency? Call 112.")
        );
        assert_eq!(vertaal("Dat begrijp ik niet. Dit staat nergens."), None);
        assert_eq!(vertaal(""), Some(String::new()));
    }
}
