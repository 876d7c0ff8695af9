//! What police say about an alert that left: stop, withdraw, it is over, there is news.
//!
//! Owns the words; which alert is meant is the handlers'. Invariants: a negation takes it back ("nog niet
//! gevonden", "niet intrekken"); words of doubt or panic only ever stop and ask; a plain story is none of these.

use std::ops::Range;

use crate::woorden::{Woord, bevat, lijkt_op, woorden};
use kern::domain::afloop::Afloop;
use kern::domain::intrekking::Waarom;
use kern::domain::melding::lees_nummer;

/// What is said about an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gezegd {
    /// "Stop", "fout": something is wrong with what was just sent.
    Paniek,
    /// "Stop die man rent naar het station": a stop, or what somebody is seen to do?
    MisschienPaniek,
    /// "Laten staan", "niet intrekken": it goes on.
    LatenStaan,
    /// It is to be withdrawn; with an outcome named beside it, which is another thing.
    Intrekken(Option<Afloop>),
    /// It is over, with this outcome.
    Sluiten(Afloop),
    /// There is news.
    Update,
}

/// What was said, about which number, and what else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levensloop {
    /// What.
    pub gezegd: Gezegd,
    /// The number that was named.
    pub nummer: Option<String>,
    /// The rest: the reason, the outcome in their words, or the news.
    pub tekst: String,
}

/// The number that a text names in any notation, with its place in the text: `zm231`, `ZM 0231`, `OEF-12`. `codes`
/// holds the letters that numbers begin with.
#[must_use]
pub fn nummer_in(tekst: &str, codes: &[&str]) -> Option<(String, Range<usize>)> {
    let alle = woorden(tekst);
    let code = |letters: &str| codes.iter().any(|code| code.eq_ignore_ascii_case(letters));
    alle.iter().enumerate().find_map(|(plaats, woord)| {
        let cijfers = woord.norm.find(|teken: char| teken.is_ascii_digit()).unwrap_or(woord.norm.len());
        let (letters, rest) = woord.norm.split_at(cijfers);
        if !code(letters) {
            return None;
        }
        if !rest.is_empty() {
            return Some((lees_nummer(&woord.norm)?, woord.plek.clone()));
        }
        let volgend = alle.get(plaats + 1)?;
        let dichtbij = tekst.get(woord.plek.end..volgend.plek.start).is_some_and(|ertussen| ertussen.len() <= 3);
        let nummer = lees_nummer(&format!("{letters}{}", volgend.norm)).filter(|_| dichtbij)?;
        Some((nummer, woord.plek.start..volgend.plek.end))
    })
}

/// A text without the number in it.
#[must_use]
pub fn zonder_nummer(tekst: &str, codes: &[&str]) -> String {
    let Some((_, plek)) = nummer_in(tekst, codes) else { return tekst.trim().to_owned() };
    let heel = format!("{} {}", tekst.get(..plek.start).unwrap_or_default(), tekst.get(plek.end..).unwrap_or_default());
    let heel = heel.split_whitespace().collect::<Vec<_>>().join(" ");
    heel.trim_matches([',', ':', '-', ' ', '#', ';']).to_owned()
}

/// Reads a text; `None` if it says none of this. `codes` holds the letters that numbers begin with.
#[must_use]
pub fn lees(tekst: &str, codes: &[&str]) -> Option<Levensloop> {
    let nummer = nummer_in(tekst, codes).map(|(nummer, _)| nummer);
    let rest = zonder_nummer(tekst, codes);
    let alle = woorden(&rest);
    let met = |gezegd: Gezegd, tekst: String| Some(Levensloop { gezegd, nummer: nummer.clone(), tekst });
    if alle.len() > WOORDEN_MAX {
        return None;
    }
    if laten_staan(&alle) {
        return met(Gezegd::LatenStaan, String::new());
    }
    if let Some(na) = intrekken(&alle) {
        let reden = rest.get(na..).unwrap_or_default();
        return met(Gezegd::Intrekken(afloop(&alle)), zonder_aanloop(reden));
    }
    if let Some(na) = begint_met(&alle, &["update", "aanvulling", "bijwerken", "nieuws", "nieuwe info", "extra info"]) {
        return met(Gezegd::Update, zonder_aanloop(rest.get(na..).unwrap_or_default()));
    }
    // "Stop fout was de bewoner zelf": the first word says it.
    let paniek = alle.first().is_some_and(|woord| PANIEK.contains(&woord.norm.as_str()))
        || PANIEK_REEKS.iter().any(|reeks| begint_met(&alle, &[reeks]).is_some());
    if paniek && !stopt_niet(&alle) {
        let wat = if stop_met_beschrijving(&alle) { Gezegd::MisschienPaniek } else { Gezegd::Paniek };
        return met(wat, zonder_aanloop(&rest));
    }
    if let Some(afloop) = afloop(&alle) {
        return met(Gezegd::Sluiten(afloop), rest);
    }
    if let Some(na) = begint_met(&alle, &["sluit", "sluiten", "afsluiten", "afgesloten", "kan dicht", "mag dicht"]) {
        return met(Gezegd::Sluiten(Afloop::Afgelopen), zonder_aanloop(rest.get(na..).unwrap_or_default()));
    }
    None
}

/// More words than this are a story.
const WOORDEN_MAX: usize = 25;

const PANIEK: [&str; 17] = [
    "stop",
    "stopp",
    "stoppen",
    "stoooop",
    "stooop",
    "stoop",
    "fout",
    "foutje",
    "foute",
    "annuleer",
    "annuleren",
    "cancel",
    "verkeerd",
    "verkeerde",
    "vergissing",
    "oeps",
    "oops",
];
const PANIEK_REEKS: [&str; 9] = [
    "nee stop",
    "oh nee",
    "o nee",
    "wacht stop",
    "dit klopt niet",
    "klopt niet",
    "was fout",
    "is fout",
    "niet versturen",
];

/// Words of stopping that also begin a sentence about somebody: "stop die man".
const STOP: [&str; 7] = ["stop", "stopp", "stoop", "stooop", "stoooop", "stoppen", "wacht"];
/// Words that say of what was sent that it is wrong.
const HET_KLOPT_NIET: [&str; 35] = [
    "fout",
    "foute",
    "foutje",
    "verkeerd",
    "verkeerde",
    "vergissing",
    "vergist",
    "klopt",
    "klopte",
    "loos",
    "vals",
    "bewoner",
    "bewoners",
    "eigenaar",
    "collega",
    "onschuldig",
    "melding",
    "meldingen",
    "politiebericht",
    "bericht",
    "berichten",
    "alert",
    "versturen",
    "verzenden",
    "sturen",
    "uitsturen",
    "verspreiden",
    "intrekken",
    "annuleer",
    "annuleren",
    "oeps",
    "sorry",
    "dubbel",
    "ongeluk",
    "mis",
];
/// Words that tell of somebody who is looked for, or of what they do.
const BESCHRIJFT: [&str; 54] = [
    "man",
    "mannen",
    "vrouw",
    "vrouwen",
    "jongen",
    "jongens",
    "meisje",
    "meisjes",
    "kind",
    "persoon",
    "personen",
    "verdachte",
    "verdachten",
    "dader",
    "daders",
    "dief",
    "dieven",
    "overvaller",
    "inbreker",
    "bestuurder",
    "hij",
    "zij",
    "auto",
    "busje",
    "bus",
    "bestelbus",
    "scooter",
    "brommer",
    "fiets",
    "fatbike",
    "motor",
    "step",
    "kenteken",
    "rent",
    "rennen",
    "loopt",
    "lopen",
    "rijdt",
    "rijden",
    "fietst",
    "vlucht",
    "vluchten",
    "springt",
    "klimt",
    "richting",
    "station",
    "jas",
    "broek",
    "pet",
    "capuchon",
    "trui",
    "schoenen",
    "tas",
    "rugzak",
];

/// "Stop niet", "stop nog even niet": the word that stops is taken back at once. Further on a negation tells why.
fn stopt_niet(alle: &[Woord]) -> bool {
    alle.get(1).is_some_and(|woord| matches!(woord.norm.as_str(), "niet" | "nog" | "nooit" | "geen"))
        && !bevat(alle, "niet goed")
        && !bevat(alle, "niet versturen")
        && !bevat(alle, "klopt niet")
}

/// A sentence that begins with stop and describes somebody, and says nowhere that what was sent is wrong.
/// Words by which somebody moves on.
const BEWEEGT: [&str; 16] = [
    "rent",
    "rijdt",
    "rijden",
    "loopt",
    "lopen",
    "fietst",
    "richting",
    "gereden",
    "gelopen",
    "gefietst",
    "gerend",
    "afgeslagen",
    "vlucht",
    "vluchten",
    "gevlucht",
    "station",
];

fn stop_met_beschrijving(alle: &[Woord]) -> bool {
    let een_van = |lijst: &[&str]| alle.iter().skip(1).any(|woord| lijst.contains(&woord.norm.as_str()));
    let begin = alle.first().map_or("", |woord| woord.norm.as_str());
    // "Fout gereden, man is nu bij station" is news; "fout, was de bewoner" is none.
    let nieuws = matches!(begin, "fout" | "foute" | "verkeerd" | "verkeerde" | "oeps" | "oops") && een_van(&BEWEEGT);
    alle.len() > 2
        && (STOP.contains(&begin) && een_van(&BESCHRIJFT) || nieuws)
        && !een_van(&HET_KLOPT_NIET)
        && !alle.iter().any(|woord| is_ontkenning(&woord.norm))
}

/// "Laten staan", the button's own title, in its wordings; "niet intrekken" and "niet stoppen" say the same.
fn laten_staan(alle: &[Woord]) -> bool {
    let vulling = |norm: &str| {
        matches!(
            norm,
            "nee"
                | "nou"
                | "toch"
                | "maar"
                | "gewoon"
                | "hem"
                | "het"
                | "haar"
                | "m"
                | "die"
                | "deze"
                | "dit"
                | "dat"
                | "de"
                | "melding"
                | "bericht"
                | "aub"
                | "svp"
                | "graag"
                | "hoor"
                | "nog"
                | "even"
                | "wel"
                | "ja"
                | "goed"
                | "is"
                | "ok"
                | "oke"
                | "moet"
                | "mag"
                | "kan"
                | "blijft"
                | "blijven"
                | "dan"
                | "zo"
                | "hij"
                | "ik"
                | "wil"
                | "klopt"
        )
    };
    let laat = |norm: &str| matches!(norm, "laat" | "laten" | "moet" | "mag" | "blijft" | "blijven" | "kan");
    let staan = |norm: &str| matches!(norm, "staan" | "lopen" | "doorlopen" | "doorgaan");
    let stopt = |norm: &str| matches!(norm, "intrekken" | "ingetrokken" | "stoppen" | "stop" | "afsluiten" | "sluiten");
    let een = |past: &dyn Fn(&str) -> bool| alle.iter().any(|woord| past(&woord.norm));
    let alleen = |past: &dyn Fn(&str) -> bool| alle.iter().all(|woord| past(&woord.norm) || vulling(&woord.norm));
    let niet = |norm: &str| matches!(norm, "niet" | "nie" | "niets");
    let blijft_staan = een(&laat) && een(&staan) && alleen(&|norm| laat(norm) || staan(norm));
    // A negation stands before what it takes back: "stop, niet versturen" is none of this.
    let eerste_niet = alle.iter().position(|woord| niet(&woord.norm));
    let eerste_stop = alle.iter().position(|woord| stopt(&woord.norm));
    let niet_intrekken = eerste_niet.zip(eerste_stop).is_some_and(|(niet, stop)| niet < stop)
        && alleen(&|norm| niet(norm) || stopt(norm));
    // "Intrekken is niet nodig".
    let hoeft_niet =
        alle.first().is_some_and(|woord| stopt(&woord.norm)) && hoeft_niet(alle.get(1..).unwrap_or_default());
    blijft_staan || niet_intrekken || hoeft_niet
}

/// Why an alert is withdrawn, where the words leave no doubt: one reason, and nothing that takes it back.
#[must_use]
pub fn waarom(reden: &str) -> Waarom {
    let alle = woorden(reden);
    let ontkenningen = |alle: &[Woord]| alle.iter().filter(|woord| is_ontkenning(&woord.norm)).count();
    let (mut gevonden, mut verklaard) = (Vec::new(), 0);
    for (waarom, reeksen) in WAAROM {
        for reeks in *reeksen {
            if bevat(&alle, reeks) {
                gevonden.push(*waarom);
                verklaard = verklaard.max(ontkenningen(&woorden(reeks)));
            }
        }
    }
    gevonden.dedup();
    let twijfel = reden.contains('?')
        || ontkenningen(&alle) > verklaard
        || alle
            .iter()
            .any(|woord| matches!(woord.norm.as_str(), "misschien" | "mogelijk" | "wellicht" | "denk" | "of"));
    match gevonden.as_slice() {
        [waarom] if !twijfel => *waarom,
        _ => Waarom::NietGezegd,
    }
}

fn is_ontkenning(norm: &str) -> bool {
    matches!(norm, "niet" | "nie" | "geen" | "nooit" | "niets" | "niks" | "niemand")
}

/// What officers type as a reason, and what it certainly means.
const WAAROM: &[(Waarom, &[&str])] = &[
    (
        Waarom::Plaats,
        &[
            "verkeerde wijk",
            "verkeerde straat",
            "verkeerde plaats",
            "verkeerde plek",
            "verkeerde locatie",
            "verkeerde buurt",
            "verkeerd adres",
            "foute wijk",
            "foute straat",
            "fout adres",
        ],
    ),
    (
        Waarom::Beschrijving,
        &[
            "verkeerd signalement",
            "verkeerde beschrijving",
            "verkeerd kenteken",
            "verkeerde auto",
            "fout signalement",
            "foute beschrijving",
            "fout kenteken",
            "signalement klopt niet",
            "signalement klopte niet",
            "beschrijving klopt niet",
            "beschrijving klopte niet",
            "kenteken klopt niet",
        ],
    ),
    (
        Waarom::NietsAanDeHand,
        &[
            "loos alarm",
            "vals alarm",
            "niets aan de hand",
            "niks aan de hand",
            "geen inbraak",
            "geen overval",
            "bewoner zelf",
            "eigenaar zelf",
            "was de bewoner",
            "was de eigenaar",
            "misverstand",
        ],
    ),
    (
        Waarom::AnderePersoon,
        &[
            "niets mee te maken",
            "niks mee te maken",
            "verkeerde persoon",
            "verkeerde man",
            "verkeerde vrouw",
            "onschuldig",
        ],
    ),
    (Waarom::PerOngeluk, &["per ongeluk", "was een test", "testbericht", "had niet mogen", "te vroeg verstuurd"]),
    (Waarom::Dubbel, &["dubbel", "dubbele melding", "twee keer verstuurd", "stond er al", "al verstuurd"]),
];

/// Where the words that withdraw end, in bytes; `None` where a text does not withdraw.
fn intrekken(alle: &[Woord]) -> Option<usize> {
    let einde = alle.iter().enumerate().find_map(|(plaats, woord)| {
        let volgend = |verder: usize| alle.get(plaats + verder).map_or("", |woord| woord.norm.as_str());
        let een = matches!(
            woord.norm.as_str(),
            "intrekken" | "ingetrokken" | "intrek" | "trekin" | "intrekking" | "herroepen" | "terugtrekken"
        ) || (woord.norm.len() >= 7 && lijkt_op(&woord.norm, "intrekken").is_some());
        if een {
            return Some(plaats);
        }
        let trek = trekt(&woord.norm);
        let terug = |norm: &str| hoort_bijeen(&woord.norm, norm);
        terug(volgend(1)).then_some(plaats + 1).or_else(|| {
            // "trek hem in", "trek die melding in", "trek hem maar in"
            let vulling = |norm: &str| {
                matches!(
                    norm,
                    "hem"
                        | "m"
                        | "het"
                        | "die"
                        | "dit"
                        | "dat"
                        | "deze"
                        | "de"
                        | "melding"
                        | "bericht"
                        | "maar"
                        | "nu"
                        | "snel"
                        | "meteen"
                )
            };
            let mut verder = 1;
            while trek && verder <= 4 && vulling(volgend(verder)) {
                verder += 1;
            }
            (verder > 1 && terug(volgend(verder))).then_some(plaats + verder)
        })
    })?;
    // Who tells of somebody who pulls something in uses more words before it.
    (einde <= 8 && !ontkent(&alle[..=einde]) && !hoeft_niet(&alle[einde + 1..])).then(|| alle[einde].plek.end)
}

fn trekt(norm: &str) -> bool {
    matches!(norm, "trek" | "trekken" | "trekt" | "trk" | "treck")
}

/// Whether a verb and a word behind it mean a withdrawal together: "trek … in", "haal … terug". "Haal hem in" is a chase.
#[must_use]
pub fn hoort_bijeen(werkwoord: &str, woord: &str) -> bool {
    let haalt = matches!(werkwoord, "haal" | "halen" | "haalt" | "neem" | "nemen");
    (trekt(werkwoord) && matches!(woord, "in" | "terug")) || (haalt && woord == "terug")
}

/// Whether the words behind a wish take it back: "hoeft niet", "is toch niet nodig".
#[must_use]
pub fn hoeft_niet(erachter: &[Woord]) -> bool {
    let vulling = |woord: &&Woord| {
        matches!(
            woord.norm.as_str(),
            "is" | "het" | "dat" | "hem" | "die" | "hoor" | "toch" | "dus" | "maar" | "lijkt" | "me"
        )
    };
    let kern: Vec<&str> =
        erachter.iter().filter(|woord| !vulling(woord)).take(2).map(|woord| woord.norm.as_str()).collect();
    matches!(kern.as_slice(), ["hoeft" | "hoef" | "moet" | "doe", "niet"] | ["niet", "nodig" | "doen"])
}

/// Whether a text begins with the number of an alert.
#[must_use]
pub fn begint_met_nummer(tekst: &str, codes: &[&str]) -> bool {
    nummer_in(tekst, codes).is_some_and(|(_, plek)| woorden(tekst.get(..plek.start).unwrap_or_default()).is_empty())
}

/// Whether a text that withdraws says so at once: in its first word, but for words that carry nothing and its number.
/// Further on it may be part of a description.
#[must_use]
pub fn trekt_meteen_in(tekst: &str, codes: &[&str]) -> bool {
    const ERVOOR: [&str; 33] = [
        "nee", "oh", "o", "ai", "sorry", "oeps", "stop", "fout", "wacht", "snel", "direct", "meteen", "nu", "graag",
        "aub", "svp", "wil", "ik", "kun", "kunt", "kan", "je", "u", "even", "de", "die", "deze", "dit", "dat", "het",
        "melding", "bericht", "moet",
    ];
    let rest = zonder_nummer(tekst, codes);
    let alle = woorden(&rest);
    let Some(na) = intrekken(&alle) else { return false };
    let voor = alle.iter().take_while(|woord| woord.plek.end <= na).count();
    let aanloop = alle[..voor].iter().take_while(|woord| ERVOOR.contains(&woord.norm.as_str())).count();
    // "Trek die melding maar in": the words of withdrawing are up to six.
    let begint = alle.get(aanloop).is_some_and(|woord| {
        woord.norm.contains("trek")
            || matches!(woord.norm.as_str(), "treck" | "haal" | "neem" | "herroepen" | "intreken")
    });
    let begint_zo = begint || alle.get(aanloop).is_some_and(|woord| lijkt_op(&woord.norm, "intrekken").is_some());
    let nummer_voorop = nummer_in(tekst, codes)
        .is_none_or(|(_, plek)| woorden(tekst.get(..plek.start).unwrap_or_default()).len() <= voor);
    begint_zo && nummer_voorop
}

/// "Niet", "nog niet", "geen": takes back what stands with it.
fn ontkent(alle: &[Woord]) -> bool {
    let niet = |woord: &Woord| matches!(woord.norm.as_str(), "niet" | "geen" | "nooit" | "nog");
    let klopt_niet = bevat(alle, "klopt niet") || bevat(alle, "niet goed") || bevat(alle, "niet versturen");
    alle.iter().any(niet) && !klopt_niet
}

/// The outcome that a text tells.
#[must_use]
pub fn afloop(alle: &[Woord]) -> Option<Afloop> {
    let een_van = |lijst: &[&str]| alle.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
    let reeks = |lijst: &[&str]| lijst.iter().any(|zoek| bevat(alle, zoek));
    if alle.iter().any(|woord| {
        matches!(woord.norm.as_str(), "bijna" | "misschien" | "mogelijk" | "wellicht" | "zodra" | "als" | "mits")
    }) {
        return None;
    }
    let niet_gevonden = [
        "niet aangetroffen",
        "niet gevonden",
        "niet meer gevonden",
        "niets gevonden",
        "niemand gevonden",
        "niemand aangetroffen",
        "niets aangetroffen",
        "zonder resultaat",
        "geen resultaat",
        "spoor kwijt",
        "verdachte weg",
        "dader weg",
        "niet aan kunnen treffen",
    ];
    if reeks(&niet_gevonden) && !bevat(alle, "nog niet") && !bevat(alle, "nog niets") && !bevat(alle, "nog niemand") {
        return Some(Afloop::NietAangetroffen);
    }
    if een_van(&["niet", "geen", "nog", "niemand", "nooit"]) {
        return None;
    }
    if een_van(&["overleden", "dood"]) {
        Some(Afloop::Gevonden)
    } else if een_van(&["terecht", "thuisgekomen", "teruggevonden", "teruggekeerd", "thuisgebracht"])
        || reeks(&[
            "weer thuis",
            "is thuis",
            "veilig thuis",
            "gezond gevonden",
            "is gevonden",
            "zijn gevonden",
            "ongedeerd gevonden",
        ])
        || (een_van(&["gevonden"]) && alle.len() <= 4)
    {
        Some(Afloop::Terecht)
    } else if een_van(&["aangehouden", "gearresteerd", "opgepakt", "gepakt", "ingerekend", "aanhouding", "gepakt"])
        || reeks(&["in de boeien", "zit vast", "is binnen", "hebben hem", "we hebben m"])
    {
        Some(Afloop::Aangehouden)
    } else if een_van(&["afgelopen", "opgelost", "afgerond"])
        || reeks(&["is voorbij", "kan dicht", "mag dicht", "einde melding", "niet meer actueel", "einde inzet"])
    {
        Some(Afloop::Afgelopen)
    } else {
        None
    }
}

/// Where one of these runs of words ends, if the text begins with it.
fn begint_met(alle: &[Woord], reeksen: &[&str]) -> Option<usize> {
    reeksen.iter().find_map(|reeks| {
        let lengte = reeks.split(' ').count();
        let begin = alle.get(..lengte)?;
        bevat(begin, reeks).then(|| begin[lengte - 1].plek.end)
    })
}

/// Without what leads on: punctuation, "want", "omdat", "reden".
fn zonder_aanloop(tekst: &str) -> String {
    let los = |teken: char| !teken.is_alphanumeric();
    let mut rest = tekst.trim_matches(los);
    for aanloop in ["want ", "omdat ", "reden ", "wegens ", "aub ", "svp ", "nu ", "maar ", "graag "] {
        if rest.get(..aanloop.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(aanloop)) {
            rest = rest[aanloop.len()..].trim_start_matches(los);
        }
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const CODES: [&str; 3] = ["ZM", "LD", "OEF"];

    fn gezegd(tekst: &str) -> Option<Gezegd> {
        lees(tekst, &CODES).map(|gelezen| gelezen.gezegd)
    }

    #[rstest]
    #[case("TREK IN!!!")]
    #[case("trek in")]
    #[case("intrekken")]
    #[case("intreken zm231")]
    #[case("zm 0231 intrekken verkeerde wijk")]
    #[case("trek hem in")]
    #[case("trek die melding maar in")]
    #[case("trek zm231 in")]
    #[case("haal terug")]
    #[case("direct intrekken!!")]
    fn a_withdrawal_is_heard(#[case] tekst: &str) {
        assert_eq!(gezegd(tekst), Some(Gezegd::Intrekken(None)), "{tekst}");
    }

    #[rstest]
    #[case("trek in, verdachte aangehouden", Some(Gezegd::Intrekken(Some(Afloop::Aangehouden))))]
    #[case("intrekken, jongen is terecht", Some(Gezegd::Intrekken(Some(Afloop::Terecht))))]
    #[case("niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("nee toch maar niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("laten staan", Some(Gezegd::LatenStaan))]
    #[case("laat maar staan hoor", Some(Gezegd::LatenStaan))]
    #[case("laat hem lopen", Some(Gezegd::LatenStaan))]
    #[case("man laat hond lopen", None)]
    #[case("nog niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("stop die man rent naar het station", Some(Gezegd::MisschienPaniek))]
    #[case("stop hem hij gaat de tunnel in", Some(Gezegd::MisschienPaniek))]
    #[case("STOP grijze auto rijdt richting A12", Some(Gezegd::MisschienPaniek))]
    #[case("fout gereden, man is nu bij station", Some(Gezegd::MisschienPaniek))]
    #[case("verkeerd gelopen hij rent nu naar de markt", Some(Gezegd::MisschienPaniek))]
    #[case("oeps hij fietst richting meerzicht", Some(Gezegd::MisschienPaniek))]
    #[case("fout afgeslagen auto rijdt op de A12", Some(Gezegd::MisschienPaniek))]
    #[case("oeps, verkeerde straat", Some(Gezegd::Paniek))]
    #[case("stop verkeerde man", Some(Gezegd::Paniek))]
    #[case("stop niet versturen", Some(Gezegd::Paniek))]
    #[case("stop stop stop", Some(Gezegd::Paniek))]
    #[case("stop onmiddellijk", Some(Gezegd::Paniek))]
    #[case("stop, hij is het niet", Some(Gezegd::Paniek))]
    #[case("STOP fout was de bewoner zelf", Some(Gezegd::Paniek))]
    #[case("stop", Some(Gezegd::Paniek))]
    #[case("fout!!", Some(Gezegd::Paniek))]
    #[case("annuleer", Some(Gezegd::Paniek))]
    #[case("verkeerde wijk", Some(Gezegd::Paniek))]
    #[case("dit klopt niet", Some(Gezegd::Paniek))]
    #[case("niet stoppen", Some(Gezegd::LatenStaan))]
    #[case("mevrouw is terecht", Some(Gezegd::Sluiten(Afloop::Terecht)))]
    #[case("jongen is weer thuis", Some(Gezegd::Sluiten(Afloop::Terecht)))]
    #[case("gevonden", Some(Gezegd::Sluiten(Afloop::Terecht)))]
    #[case("nog niet gevonden", None)]
    #[case("verdachte aangehouden", Some(Gezegd::Sluiten(Afloop::Aangehouden)))]
    #[case("we hebben hem", Some(Gezegd::Sluiten(Afloop::Aangehouden)))]
    #[case("verdachte niet aangetroffen", Some(Gezegd::Sluiten(Afloop::NietAangetroffen)))]
    #[case("nog niemand aangehouden", None)]
    #[case("bijna gepakt", None)]
    #[case("zm231 kan dicht", Some(Gezegd::Sluiten(Afloop::Afgelopen)))]
    #[case("update: man is kaal", Some(Gezegd::Update))]
    #[case("zm231 update man is kaal", Some(Gezegd::Update))]
    #[case("goedemorgen", None)]
    #[case("er is net een overval geweest", None)]
    #[case("hoe staat het ervoor", None)]
    #[case("", None)]
    #[case("🚨", None)]
    fn what_police_say_of_their_alert(#[case] tekst: &str, #[case] verwacht: Option<Gezegd>) {
        assert_eq!(gezegd(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("/intrekken ZM-0231 verkeerde wijk", "ZM-0231", "verkeerde wijk")]
    #[case("intrekken zm231: was de bewoner zelf", "ZM-0231", "was de bewoner zelf")]
    #[case("trek zm 231 in want verkeerde straat", "ZM-0231", "verkeerde straat")]
    #[case("update zm231 man is kaal", "ZM-0231", "man is kaal")]
    #[case("OEF-12 intrekken", "OEF-0012", "")]
    fn number_and_rest(#[case] tekst: &str, #[case] nummer: &str, #[case] rest: &str) {
        let gelezen = lees(tekst, &CODES).unwrap_or_else(|| panic!("{tekst}"));
        assert_eq!((gelezen.nummer.as_deref(), gelezen.tekst.as_str()), (Some(nummer), rest), "{tekst}");
    }

    #[test]
    fn ordinary_figures_are_no_number_of_an_alert() {
        for tekst in ["in 14 dagen", "om 14 uur", "2 man", "a12", "op 231"] {
            assert_eq!(nummer_in(tekst, &CODES), None, "{tekst}");
        }
    }

    #[rstest]
    #[case("verkeerde wijk", Waarom::Plaats)]
    #[case("want het was de verkeerde straat", Waarom::Plaats)]
    #[case("kenteken klopt niet", Waarom::Beschrijving)]
    #[case("was de bewoner zelf", Waarom::NietsAanDeHand)]
    #[case("loos alarm, niks aan de hand", Waarom::NietsAanDeHand)]
    #[case("die man heeft er niets mee te maken", Waarom::AnderePersoon)]
    #[case("per ongeluk", Waarom::PerOngeluk)]
    #[case("stond er al", Waarom::Dubbel)]
    #[case("geen loos alarm", Waarom::NietGezegd)]
    #[case("niet de verkeerde wijk", Waarom::NietGezegd)]
    #[case("verkeerde wijk en verkeerd kenteken", Waarom::NietGezegd)]
    #[case("misschien loos alarm", Waarom::NietGezegd)]
    #[case("vals alarm?", Waarom::NietGezegd)]
    #[case("op verzoek van de chef", Waarom::NietGezegd)]
    #[case("", Waarom::NietGezegd)]
    fn only_a_reason_that_is_certain_is_told(#[case] reden: &str, #[case] verwacht: Waarom) {
        assert_eq!(waarom(reden), verwacht, "{reden}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (waarom(&tekst), lees(&tekst, &CODES), nummer_in(&tekst, &CODES), zonder_nummer(&tekst, &CODES));
        }

        #[test]
        fn any_order_of_these_words_is_read_without_panic(
            woorden in prop::collection::vec(prop::sample::select(vec!["trek", "in", "hem", "zm", "231", "zm231", "niet", "stop", "gevonden", "é", ",", "update", "🚨"]), 0..10)
        ) {
            let _ = lees(&woorden.join(" "), &CODES);
        }
    }
}
