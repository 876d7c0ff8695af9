//! Whether a text reports something that happens now: then 112 comes first, whatever else it means.
//!
//! Invariant: better one 112 line too many than one too few; what somebody saw yesterday is none.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::woorden::{Woord, bevat, woorden};

/// Words for what is a danger when it happens now.
const GEVAAR: [&str; 77] = [
    "inbreken",
    "inbreker",
    "inbrekers",
    "inbraak",
    "ingebroken",
    "breken",
    "breekt",
    "koevoet",
    "overval",
    "overvallen",
    "overvaller",
    "overvallers",
    "beroofd",
    "beroven",
    "berooft",
    "steekt",
    "steken",
    "neergestoken",
    "mes",
    "messen",
    "wapen",
    "pistool",
    "geweer",
    "schieten",
    "schiet",
    "geschoten",
    "schoten",
    "vechten",
    "vechtpartij",
    "brand",
    "vuur",
    "explosie",
    "bewusteloos",
    "reanimatie",
    "bloedt",
    "gewond",
    "gewonde",
    "aangevallen",
    "bedreigd",
    "bedreigt",
    "dief",
    "dieven",
    "stelen",
    "steelt",
    "jatten",
    "jat",
    "indringer",
    "inbrekertje",
    "mishandeld",
    "mishandelt",
    "aangereden",
    "morrelt",
    "morrelen",
    "gemorreld",
    "forceert",
    "forceren",
    "insluiper",
    "insluipers",
    "steekpartij",
    "schietpartij",
    "verkracht",
    "ontvoerd",
    "gegijzeld",
    // As people write it who do so in English.
    "breaking",
    "burglar",
    "burglars",
    "burglary",
    "robbery",
    "robbed",
    "stabbed",
    "knife",
    "gun",
    "fire",
    "stealing",
    "thief",
    "thieves",
    "attacked",
];

/// Words that say that it happens now.
const NU: [&str; 20] = [
    "nu",
    "net",
    "zojuist",
    "momenteel",
    "hier",
    "daar",
    "bezig",
    "zit",
    "staan",
    "staat",
    "loopt",
    "lopen",
    "zijn",
    "wordt",
    "heeft",
    "now",
    "here",
    "is",
    "are",
    "being",
];

/// Words that say that it is over.
const VOORBIJ: [&str; 21] = [
    "gisteren",
    "gister",
    "eergisteren",
    "gisteravond",
    "gisternacht",
    "vannacht",
    "vanochtend",
    "vanmorgen",
    "vanmiddag",
    "vorige",
    "laatst",
    "afgelopen",
    "geleden",
    "vroeger",
    "maandag",
    "dinsdag",
    "zaterdag",
    "zondag",
    "eerder",
    "yesterday",
    "ago",
];

/// Words for somebody who moves or stands somewhere.
const ZIET: [&str; 22] = [
    "loopt", "lopen", "staat", "staan", "zit", "zitten", "rent", "rennen", "rijdt", "rijd", "fietst", "komt", "klimt",
    "klimmen", "zie", "zien", "gespot", "gezien", "gaat", "duikt", "verstopt", "ligt",
];

/// Places where nobody belongs who was not asked in.
const BIJ_MENSEN: [&str; 11] = [
    "in de tuin",
    "in mijn tuin",
    "in onze tuin",
    "in hun tuin",
    "op het dak",
    "bij de buren",
    "in mijn huis",
    "in huis",
    "door het raam",
    "bij de achterdeur",
    "over de schutting",
];

fn een_van(woorden: &[Woord], lijst: &[&str]) -> bool {
    woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()))
}

/// Whether somebody cries for help: HELP in capitals or with marks of exclamation, "help me", "112".
fn roept(tekst: &str, woorden: &[Woord]) -> bool {
    let norm: Vec<&str> = woorden.iter().map(|woord| woord.norm.as_str()).collect();
    let hulp = |norm: &str| norm == "help" || norm == "hulp" || norm.starts_with("heeelp") || norm.starts_with("heelp");
    let nadruk =
        tekst.contains('!') || (tekst.chars().any(char::is_uppercase) && !tekst.chars().any(char::is_lowercase));
    let kort = norm.len() <= 3 && norm.iter().any(|norm| hulp(norm)) && !tekst.trim_start().starts_with('/');
    let alleen_help = norm.iter().all(|norm| hulp(norm));
    (kort && nadruk)
        || (kort && alleen_help && norm.len() > 1)
        || matches!(norm.as_slice(), ["help", "me" | "mij" | "ons"] | ["112"] | ["sos"] | ["bel", "112"])
        || bevat(woorden, "bel de politie")
        || bevat(woorden, "bel politie")
        || (bevat(woorden, "in nood") && norm.len() <= 6)
}

/// Whether a text reports something that happens now. `melding_loopt`: an alert runs for a group of this person, so
/// that "hij loopt hier" is about somebody who is looked for.
#[must_use]
pub fn is_spoed(tekst: &str, melding_loopt: bool) -> bool {
    let woorden = woorden(tekst);
    let voorbij = een_van(&woorden, &VOORBIJ);
    if bevat(&woorden, "geen spoed") || bevat(&woorden, "niet dringend") {
        return false;
    }
    if roept(tekst, &woorden) {
        return true;
    }
    let nu = een_van(&woorden, &["nu", "momenteel", "zojuist", "bezig", "now"]) || bevat(&woorden, "op dit moment");
    // "De melding van de inbraak staat in de groep" reports a post, not a burglary.
    let geplaatst = matches!(antwoord::bevestiging(tekst), Some(Bevestiging::Geplaatst { .. }));
    if (voorbij || geplaatst) && !nu {
        return false;
    }
    let vraag = tekst.trim_end().ends_with('?');
    let gevaar = een_van(&woorden, &GEVAAR);
    // "Nu nog geen brand", "er is niet ingebroken": no emergency.
    let ontkend = een_van(&woorden, &["geen", "niet", "nie", "nooit", "not", "no"]);
    if gevaar && !ontkend && !vraag && een_van(&woorden, &NU) {
        return true;
    }
    let inbreken = bevat(&woorden, "breken in") || bevat(&woorden, "breken nu in") || bevat(&woorden, "breekt in");
    if inbreken && !ontkend {
        return true;
    }
    let bij_mensen = BIJ_MENSEN.iter().any(|plek| bevat(&woorden, plek));
    let iemand = een_van(
        &woorden,
        &[
            "ze",
            "hij",
            "iemand",
            "man",
            "mannen",
            "vrouw",
            "jongen",
            "jongens",
            "kerel",
            "kerels",
            "onbekende",
            "gast",
            "gasten",
            "er",
        ],
    );
    // "Mijn man staat in de tuin" is no stranger.
    let eigen = woorden.windows(2).any(|paar| {
        matches!(paar[0].norm.as_str(), "mijn" | "onze" | "mn")
            && matches!(paar[1].norm.as_str(), "man" | "vrouw" | "jongen" | "jongens" | "zoon" | "dochter")
    });
    let beweegt = een_van(&woorden, &ZIET);
    if bij_mensen && iemand && beweegt && !vraag && !eigen || (bij_mensen && iemand && nu) {
        return true;
    }
    gezochte(&woorden, melding_loopt) && beweegt && !ontkend && !vraag
}

/// Whether a text is about somebody who is looked for.
fn gezochte(woorden: &[Woord], melding_loopt: bool) -> bool {
    let van_bericht = [
        "van de melding",
        "van het bericht",
        "uit het bericht",
        "van het politiebericht",
        "uit het politiebericht",
        "van het signalement",
        "uit de melding",
        "van jullie bericht",
        "die gezocht wordt",
        "die jullie zoeken",
        "die gezocht",
        "die vermist is",
        "van de vermissing",
        "het vermiste",
        "de vermiste",
    ];
    let genoemd = van_bericht.iter().any(|reeks| bevat(woorden, reeks))
        || een_van(woorden, &["dader", "daders", "verdachte", "verdachten"]);
    let aangewezen = een_van(
        woorden,
        &["die", "hem", "haar", "hij", "zij", "ze", "man", "vrouw", "jongen", "meisje", "auto", "bus"],
    ) && een_van(woorden, &["hier", "daar", "nu", "net", "zojuist", "langs", "voorbij"]);
    genoemd || (melding_loopt && aangewezen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("ze breken nu in")]
    #[case("ze breken in bij nummer 12")]
    #[case("HELP")]
    #[case("help!!")]
    #[case("Help me")]
    #[case("HELP ER WORDT INGEBROKEN")]
    #[case("help er staat een man met een mes voor de deur")]
    #[case("ze staan nu bij de buren in de tuin met een koevoet!!")]
    #[case("er klimt iemand over de schutting")]
    #[case("die man van de melding loopt hier op het stationsplein")]
    #[case("er is hier net een overval")]
    #[case("de verdachte staat bij de bushalte")]
    #[case("brand bij de buren nu")]
    #[case("112")]
    #[case("someone is breaking into my neighbours house right now")]
    #[case("er staat een vreemde man in mijn tuin")]
    fn what_happens_now_is_an_emergency(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
    }

    #[rstest]
    #[case("gisteren grijze bus gezien in de Akelei, kenteken vergeten")]
    #[case("er is vannacht ingebroken bij de buren")]
    #[case("help")]
    #[case("/help")]
    #[case("help mij met de sleutel van het buurthuis")]
    #[case("bedankt")]
    #[case("doorgestuurd, staat in de groep")]
    #[case("melding van de inbraak staat in de groep")]
    #[case("wanneer is de bijeenkomst")]
    #[case("snachts geen berichten aub")]
    #[case("mijn telefoon is gestolen blokkeer 0611112222")]
    #[case("hoeveel groepen doen er mee in rokkeveen")]
    #[case("groep Brandnetel")]
    #[case("geen spoed: er staat een fiets zonder slot")]
    #[case("wat moet ik doen bij brand?")]
    #[case("ik ben weer terug")]
    #[case("mijn man staat in de tuin")]
    #[case("🚨")]
    #[case("")]
    fn the_rest_is_none(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, false), "{tekst}");
    }

    #[test]
    fn while_an_alert_runs_a_glimpse_is_enough() {
        for tekst in ["hij loopt hier langs de vijver", "ik zie hem nu", "die auto rijdt hier net voorbij"] {
            assert!(is_spoed(tekst, true), "{tekst}");
            assert!(!is_spoed(tekst, false), "{tekst}");
        }
        assert!(!is_spoed("het staat in de groep", true));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}", loopt: bool) {
            let _ = is_spoed(&tekst, loopt);
        }
    }
}
