//! Whether a text reports something that happens now: then 112 comes first, whatever else it means.
//!
//! Invariant: better one 112 line too many than one too few; what somebody saw yesterday is none.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::antwoord::{self, Bevestiging};
use crate::lijst::{LIJST, Woordenset};
use crate::woorden::{self, Woord, bevat, lijkt_op};

/// The most words that "…" stands for.
const TUSSEN_WOORDEN_MAX: usize = 4;
/// How many words before a danger a negation still takes it back.
const ONTKENNING_WOORDEN_MAX: usize = 3;

/// Runs of words, each as its words, by the first of them.
struct Reeksen(HashMap<&'static str, Vec<Vec<&'static str>>>);

impl Reeksen {
    fn van(lijst: &'static Woordenset) -> Self {
        let mut reeksen: HashMap<&'static str, Vec<Vec<&'static str>>> = HashMap::new();
        for reeks in lijst {
            let reeks: Vec<&str> = reeks.split(' ').collect();
            let eerste = reeks.first().copied().filter(|eerste| !eerste.ends_with('*')).unwrap_or_default();
            reeksen.entry(eerste).or_default().push(reeks);
        }
        Self(reeksen)
    }

    /// Whether one of them stands here.
    fn staat_hier(&self, woorden: &[Woord]) -> bool {
        let eerste = woorden.first().map_or("", |woord| woord.norm.as_str());
        [eerste, ""].iter().filter_map(|eerste| self.0.get(eerste)).flatten().any(|reeks| staat_hier(woorden, reeks))
    }
}

/// The runs of words that are a danger as they stand there.
static METEEN: LazyLock<Reeksen> = LazyLock::new(|| Reeksen::van(&LIJST.spoed.meteen));
/// Those that put somebody's life in danger: no word about the past takes them back.
static LEVEN: LazyLock<Reeksen> = LazyLock::new(|| Reeksen::van(&LIJST.spoed.leven));

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

/// The words of a text as everybody writes them: "hij heb een mes in ze hand" is "hij heeft een mes in zijn hand", and
/// small mistakes in the words that matter most are put right.
fn gelezen(tekst: &str) -> Vec<Woord> {
    let lijst = &LIJST.spoed;
    let mut woorden = woorden::woorden(tekst);
    for plaats in 0..woorden.len() {
        let ervoor = plaats.checked_sub(1).map_or(String::new(), |ervoor| woorden[ervoor].norm.clone());
        let erna = woorden.get(plaats + 1).map_or(String::new(), |erna| erna.norm.clone());
        let norm = zonder_uitrekken(&woorden[plaats].norm);
        let gewoon = match norm.as_str() {
            // "t/m" is no "hem".
            "m" | "em" if ervoor != "t" => "hem",
            "me" | "mn" | "mijne" | "m" if ervoor != "t" && lijst.van_mij.contains(&erna) => "mijn",
            "ze" | "zn" | "z" if matches!(erna.as_str(), "vrouw" | "vriendin" | "moeder" | "kind" | "hand") => "zijn",
            "heb" | "hebt" | "hep" if !matches!(ervoor.as_str(), "ik" | "je" | "jij" | "u") && erna != "ik" => "heeft",
            "word" if ervoor != "ik" && erna != "ik" => "wordt",
            anders => lijst.dialect.get(anders).map_or(anders, String::as_str),
        };
        let fout = || {
            lijst
                .typefouten
                .iter()
                .find(|goed| lijkt_op(gewoon, goed).is_some_and(|afstand| afstand <= 1 + usize::from(goed.len() > 9)))
        };
        let lang = gewoon.len() >= 7 && !lijst.typefouten.contains(gewoon) && !lijst.geen_typefout.contains(gewoon);
        let gewoon = if lang { fout().map_or(gewoon, String::as_str) } else { gewoon };
        woorden[plaats].norm = gewoon.to_owned();
    }
    woorden
}

/// "Heeeelp" and "braaand" with each letter at most twice.
fn zonder_uitrekken(norm: &str) -> String {
    let uitgerekt = norm.as_bytes().windows(3).any(|drie| drie[0] == drie[1] && drie[1] == drie[2]);
    if !uitgerekt || norm.bytes().all(|teken| teken.is_ascii_digit()) {
        return norm.to_owned();
    }
    let mut kort = String::new();
    for teken in norm.chars() {
        if !kort.ends_with(teken) {
            kort.push(teken);
        }
    }
    kort
}

/// Whether a negation takes back what stands at this place: "geen brand", "niet geschoten". What stands before a comma
/// does not ("nee, brand!"), nor does "kan niet".
fn ontkend(tekst: &str, woorden: &[Woord], plaats: usize) -> bool {
    let Some(gevaar) = woorden.get(plaats) else { return false };
    let begin = plaats.saturating_sub(ONTKENNING_WOORDEN_MAX);
    woorden[begin..plaats].iter().zip(begin..).any(|(woord, hier)| {
        let zegt_nee = matches!(
            woord.norm.as_str(),
            "geen" | "niet" | "nie" | "nooit" | "not" | "no" | "zonder" | "niemand" | "per"
        );
        let tussen = tekst.get(woord.plek.end..gevaar.plek.start).unwrap_or_default();
        let ervoor = hier.checked_sub(1).map_or("", |ervoor| woorden[ervoor].norm.as_str());
        let kan_niet = matches!(ervoor, "kan" | "nu" | "lukt" | "even" | "weet" | "hem" | "me");
        // "Niet goed" and "niet lekker" are how somebody is.
        let hoe = matches!(woorden.get(hier + 1), Some(erna) if matches!(erna.norm.as_str(), "goed" | "lekker"));
        zegt_nee
            && !hoe
            && !tussen.contains([',', '.', '!', ';', ':', '\n', '-'])
            && (!kan_niet || woord.norm == "geen")
    })
}

/// Whether somebody cries for help: HELP in capitals or with marks of exclamation, "help me", "112".
fn roept(tekst: &str, woorden: &[Woord]) -> bool {
    let norm: Vec<&str> = woorden.iter().map(|woord| woord.norm.as_str()).collect();
    let hulp = |norm: &str| norm == "help" || norm == "hulp" || norm.starts_with("heeelp") || norm.starts_with("heelp");
    let nadruk =
        tekst.contains('!') || (tekst.chars().any(char::is_uppercase) && !tekst.chars().any(char::is_lowercase));
    let kort = norm.len() <= 3 && norm.iter().any(|norm| hulp(norm)) && !tekst.trim_start().starts_with('/');
    let alleen_help = norm.iter().all(|norm| hulp(norm));
    let uitgerekt = tekst.to_lowercase().contains("heee");
    (kort && (nadruk || uitgerekt))
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
    let woorden = gelezen(tekst);
    let staat_er = |reeksen: &Reeksen| {
        (0..woorden.len()).any(|plaats| reeksen.staat_hier(&woorden[plaats..]) && !ontkend(tekst, &woorden, plaats))
    };
    // Whoever lies, bleeds or does not breathe: no other word takes that back.
    let vraagt_wat_als = reeks_uit(&woorden, &lijst.geen) || reeks_uit(&woorden, &lijst.onschuldig);
    // What began today may go on: "viel vanmorgen en bloedt nog".
    let lang_voorbij = woorden.iter().any(|woord| {
        lijst.voorbij.contains(&woord.norm)
            && !matches!(woord.norm.as_str(), "vanmorgen" | "vanochtend" | "vanmiddag" | "vannacht")
    });
    let in_levensgevaar = staat_er(&LEVEN) && !lang_voorbij && !vraagt_of(tekst, &woorden);
    if in_levensgevaar && !vraagt_wat_als {
        return true;
    }
    if vraagt_wat_als {
        return false;
    }
    if roept(tekst, &woorden) {
        return true;
    }
    // One word, without a mark of exclamation, reports nothing yet, unless it is a danger by itself.
    if !woorden.is_empty() && woorden.iter().all(|woord| lijst.alleen.contains(&woord.norm)) && !tekst.contains('?') {
        return true;
    }
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
    if (een_uit(&woorden, &lijst.voorbij) && !nu) || (geplaatst && !dringt_aan && !vertelt_verder) {
        return false;
    }
    let vraag = tekst.trim_end().ends_with('?') || vraagt(&woorden);
    let meteen = staat_er(&METEEN) || staat_er(&LEVEN);
    let gewoonte = een_uit(&woorden, &lijst.gewoonte);
    if meteen && (!vraag || dringt_aan) && (!gewoonte || nu) {
        return true;
    }
    if gewoonte && !nu {
        return false;
    }
    if vraag {
        return een_uit(&woorden, &lijst.wie) && reeks_uit(&woorden, &lijst.bij_mensen) && nu && !is_eigen(&woorden);
    }
    // "Ik zie hem lopen!!": whoever it is, it is somebody that cannot wait.
    let ziet_iemand =
        ["zie hem", "zie haar", "zie die", "zie ze", "see him", "see her"].iter().any(|reeks| bevat(&woorden, reeks));
    let roept_het = ziet_iemand
        && !zegt_geplaatst(&woorden)
        && !een_van(&woorden, &["groep", "app", "bericht", "erin", "lijst", "niet", "geen"]);
    if roept_het && (melding_loopt || tekst.contains("!!")) {
        return true;
    }
    is_gevaar(tekst, &woorden, nu) || iemand_op_een_plek(&woorden, nu) || {
        let ontkend = een_van(&woorden, &["geen", "niet", "nie", "nooit", "not", "no"]);
        let beweegt = een_uit(&woorden, &lijst.ziet);
        gezochte(&woorden, melding_loopt) && beweegt && !ontkend && !zegt_geplaatst(&woorden)
    }
}

/// Whether a text that looks like a report tells of another time, and of nothing that happens now.
#[must_use]
pub fn vertelt_van_toen(tekst: &str) -> bool {
    let lijst = &LIJST.spoed;
    let woorden = gelezen(tekst);
    een_uit(&woorden, &lijst.voorbij) && !is_spoed(tekst, false) && !een_van(&woorden, &["nu", "help", "hulp", "112"])
}

/// Whether a text only looks like a report: "een brandende vraag", "wie heeft een brandblusser".
#[must_use]
pub fn is_onschuldig(tekst: &str) -> bool {
    reeks_uit(&gelezen(tekst), &LIJST.spoed.onschuldig) && !is_spoed(tekst, false)
}

/// Whether a text asks about somebody else's misfortune ("is die man dood?"), rather than tells of one and asks what to
/// do ("mijn man ademt niet, wat moet ik doen?").
fn vraagt_of(tekst: &str, woorden: &[Woord]) -> bool {
    let vraag = tekst.contains('?') || vraagt(woorden);
    let nabij = woorden.windows(2).any(|paar| {
        matches!(paar[0].norm.as_str(), "mijn" | "onze" | "my" | "een" | "de")
            && (LIJST.spoed.van_mij.contains(&paar[1].norm) || LIJST.spoed.wie.contains(&paar[1].norm))
    });
    let ik = een_van(woorden, &["ik", "hij", "ze", "er", "zij", "i", "he", "she"]);
    let begint = woorden.first().map_or("", |woord| woord.norm.as_str());
    vraag && !(nabij || (ik && !matches!(begint, "is" | "was" | "klopt" | "waren" | "hoe" | "waarom")))
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
        .filter(|plaats| lijst.gevaar.contains(norm(*plaats)) && !ontkend(tekst, woorden, *plaats) && !bekend(*plaats))
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
