//! Whether a text reports something that happens now: then 112 comes first, whatever else it means.
//!
//! Invariant: better one 112 line too many than one too few; what somebody saw yesterday is none.

use std::sync::LazyLock;

use crate::antwoord::{self, Bevestiging};
use crate::lijst::{LIJST, Woordenset};
use crate::woorden::{Woord, bevat, woorden};

/// The most words that "…" stands for.
const TUSSEN_WOORDEN_MAX: usize = 4;
/// How many words before a danger a negation still takes it back.
const ONTKENNING_WOORDEN_MAX: usize = 3;

/// The runs of words that are a danger as they stand there, each as its words.
static METEEN: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| LIJST.spoed.meteen.iter().map(|reeks| reeks.split(' ').collect()).collect());

fn een_van(woorden: &[Woord], lijst: &[&str]) -> bool {
    woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()))
}

fn een_uit(woorden: &[Woord], lijst: &Woordenset) -> bool {
    woorden.iter().any(|woord| lijst.contains(&woord.norm))
}

fn reeks_uit(woorden: &[Woord], lijst: &Woordenset) -> bool {
    lijst.iter().any(|reeks| bevat(woorden, reeks))
}

/// Whether a run of words stands here.
fn staat_hier(woorden: &[Woord], reeks: &[&str]) -> bool {
    match reeks {
        [] => true,
        ["…", rest @ ..] => {
            (0..=TUSSEN_WOORDEN_MAX.min(woorden.len())).any(|tussen| staat_hier(&woorden[tussen..], rest))
        }
        [eerste, rest @ ..] => woorden.split_first().is_some_and(|(woord, verder)| {
            let past = eerste.strip_suffix('*').map_or(woord.norm == *eerste, |stam| woord.norm.starts_with(stam));
            past && staat_hier(verder, rest)
        }),
    }
}

/// Whether a negation takes back what stands at this place: "geen brand", "niet geschoten".
fn ontkend(woorden: &[Woord], plaats: usize) -> bool {
    let voor = &woorden[plaats.saturating_sub(ONTKENNING_WOORDEN_MAX)..plaats];
    een_van(voor, &["geen", "niet", "nie", "nooit", "not", "no", "zonder", "niemand", "per"])
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
        || (nadruk && norm.first().is_some_and(|norm| hulp(norm)) && norm.len() <= 12)
        || bevat(woorden, "bel de politie")
        || bevat(woorden, "bel politie")
        || (bevat(woorden, "in nood") && norm.len() <= 6)
}

/// Whether a text reports something that happens now. `melding_loopt`: an alert runs for a group of this person, so
/// that "hij loopt hier" is about somebody who is looked for.
#[must_use]
pub fn is_spoed(tekst: &str, melding_loopt: bool) -> bool {
    let lijst = &LIJST.spoed;
    let woorden = woorden(tekst);
    if reeks_uit(&woorden, &lijst.geen) {
        return false;
    }
    if roept(tekst, &woorden) {
        return true;
    }
    // One word, without a mark of exclamation, reports nothing yet.
    if woorden.len() < 2 && !tekst.contains('!') {
        return false;
    }
    let nu = een_van(&woorden, &["nu", "net", "momenteel", "zojuist", "zonet", "daarnet", "bezig", "now"])
        || bevat(&woorden, "op dit moment");
    let dringt_aan = tekst.contains("!!") || nu;
    // "De melding van de inbraak staat in de groep" reports a post, not a burglary; what follows it may.
    let geplaatst = matches!(antwoord::bevestiging(tekst), Some(Bevestiging::Geplaatst { .. }));
    let vertelt_verder = ["en er", "maar er", "en hij", "maar hij", "en ze", "maar ze", "ik zie", "ik hoor"]
        .iter()
        .any(|reeks| bevat(&woorden, reeks));
    let voorbij = een_uit(&woorden, &lijst.voorbij);
    if (voorbij && !nu) || (geplaatst && !dringt_aan && !vertelt_verder) {
        return false;
    }
    let vraag = tekst.trim_end().ends_with('?') || vraagt(&woorden);
    let meteen = (0..woorden.len())
        .any(|plaats| !ontkend(&woorden, plaats) && METEEN.iter().any(|reeks| staat_hier(&woorden[plaats..], reeks)));
    if meteen && (!vraag || dringt_aan) {
        return true;
    }
    if vraag {
        return een_uit(&woorden, &lijst.wie) && reeks_uit(&woorden, &lijst.bij_mensen) && nu && !is_eigen(&woorden);
    }
    is_gevaar(tekst, &woorden, nu) || iemand_op_een_plek(&woorden, nu) || {
        let ontkend = een_van(&woorden, &["geen", "niet", "nie", "nooit", "not", "no"]);
        let beweegt = een_uit(&woorden, &lijst.ziet);
        gezochte(&woorden, melding_loopt) && beweegt && !ontkend && !zegt_geplaatst(&woorden)
    }
}

/// A question that begins as one, with or without its mark.
fn vraagt(woorden: &[Woord]) -> bool {
    woorden.first().is_some_and(|woord| {
        matches!(
            woord.norm.as_str(),
            "klopt"
                | "waren"
                | "was"
                | "wat"
                | "wanneer"
                | "waarom"
                | "hoeveel"
                | "welke"
                | "hoe"
                | "mag"
                | "weet"
                | "weten"
        )
    })
}

/// A danger that is named, with a word that says that it happens now, or as a report begins: "schietpartij bij de metro".
fn is_gevaar(tekst: &str, woorden: &[Woord], nu: bool) -> bool {
    let lijst = &LIJST.spoed;
    let norm = |plaats: usize| woorden.get(plaats).map_or("", |woord| woord.norm.as_str());
    let praat = een_uit(woorden, &lijst.praat) && !nu;
    // "Die inbraak" is one that everybody knows of.
    let bekend = |plaats: usize| {
        let ervoor = plaats.checked_sub(1).map_or("", norm);
        let ding = matches!(
            norm(plaats),
            "inbraak"
                | "overval"
                | "overvallen"
                | "steekpartij"
                | "schietpartij"
                | "vechtpartij"
                | "explosie"
                | "beroving"
                | "brand"
                | "ongeluk"
                | "ongeval"
                | "aanrijding"
                | "inbreker"
                | "inbrekers"
                | "overvaller"
                | "overvallers"
                | "dief"
                | "dieven"
        );
        ding && !nu && matches!(ervoor, "de" | "die" | "deze" | "dat" | "het" | "van" | "onze" | "over")
    };
    let gevaren: Vec<usize> = (0..woorden.len())
        .filter(|plaats| lijst.gevaar.contains(norm(*plaats)) && !ontkend(woorden, *plaats) && !bekend(*plaats))
        .collect();
    let meldt = |plaats: &usize| {
        *plaats <= 2 && matches!(norm(plaats + 1), "bij" | "in" | "op" | "voor" | "achter" | "naast" | "aan" | "hier")
    };
    let gewapend = |plaats: &usize| {
        LIJST.wapens.lijst.contains(norm(*plaats)) || matches!(norm(*plaats), "gewapend" | "gewapende")
    };
    let iemand = woorden.iter().any(|woord| woord.norm != "er" && lijst.wie.contains(&woord.norm));
    let gebeurt = een_uit(woorden, &lijst.nu) || tekst.contains("!!");
    // "De overvallers zijn nog binnen": whoever it was, they are there.
    let nog_binnen = bevat(woorden, "nog binnen");
    !praat && !gevaren.is_empty() && (gebeurt || gevaren.iter().any(meldt) || (iemand && gevaren.iter().any(gewapend)))
        || nog_binnen
}

/// "Mijn man staat in de tuin" is no stranger.
fn is_eigen(woorden: &[Woord]) -> bool {
    woorden.windows(2).any(|paar| {
        matches!(paar[0].norm.as_str(), "mijn" | "onze" | "mn")
            && matches!(paar[1].norm.as_str(), "man" | "vrouw" | "jongen" | "jongens" | "zoon" | "dochter")
    })
}

/// Somebody where nobody belongs, or who lies in the street or the water; a small child that is gone.
fn iemand_op_een_plek(woorden: &[Woord], nu: bool) -> bool {
    let lijst = &LIJST.spoed;
    let iemand = woorden.iter().any(|woord| woord.norm != "er" && lijst.wie.contains(&woord.norm));
    // "Er ligt een fietser op straat"; "grofvuil op straat" is nobody.
    let gevallen = een_van(woorden, &["ligt", "liggen", "gevallen", "valt", "vallen", "gegleden", "glijdt", "gezakt"])
        && een_van(
            woorden,
            &[
                "grond", "straat", "stoep", "water", "sloot", "vijver", "plas", "gracht", "kanaal", "ijs", "fietspad",
                "weg", "trap", "rails",
            ],
        );
    if iemand && gevallen {
        return true;
    }
    let weg =
        een_van(woorden, &["kwijt", "vermist", "verdwenen", "weggelopen", "weg"]) || bevat(woorden, "niet vinden");
    if een_uit(woorden, &lijst.kwijt) && weg {
        return true;
    }
    let er = iemand || een_van(woorden, &["er"]);
    reeks_uit(woorden, &lijst.bij_mensen) && er && !is_eigen(woorden) && (een_uit(woorden, &lijst.ziet) || nu)
}

/// "Hij staat er nu in", "ik plaats hem nu": the message stands in the group, or will.
fn zegt_geplaatst(woorden: &[Woord]) -> bool {
    const OVER_BERICHT: [&str; 26] = [
        "hij", "ze", "het", "die", "hem", "staat", "staan", "er", "erin", "nu", "net", "zojuist", "ook", "in", "de",
        "onze", "mijn", "groep", "groepen", "app", "allebei", "beide", "alle", "twee", "hier", "hoor",
    ];
    let plaatst = een_van(
        woorden,
        &["plaats", "zet", "deel", "stuur", "plaatsen", "delen", "doorsturen", "gedeeld", "geplaatst"],
    );
    let alleen =
        een_van(woorden, &["in", "erin"]) && woorden.iter().all(|woord| OVER_BERICHT.contains(&woord.norm.as_str()));
    alleen || (plaatst && woorden.len() <= 8)
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
        || een_van(woorden, &["dader", "daders", "verdachte", "verdachten", "gezochte", "vermiste"]);
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
