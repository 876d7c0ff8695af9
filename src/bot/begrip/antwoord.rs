//! Short answers: to a preview, and to an alert. Negation wins over every other word.

use std::sync::LazyLock;

use regex::Regex;

use crate::bot::begrip::woorden::{Woord, bevat, lijkt_op, woorden};

/// An answer to a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BijVoorbeeld {
    /// Send it. Only words that cannot mean anything else.
    Versturen,
    /// Send it to so many groups: "VERSTUUR 100".
    VerstuurAantal(usize),
    /// Throw it away.
    Annuleren,
    /// Change it.
    Aanpassen,
    /// Anything else, "ok" and a thumb included.
    Onduidelijk,
}

/// Words that send, of which one has to be there.
const JA: [&str; 16] = [
    "v",
    "ja",
    "jawel",
    "jazeker",
    "yes",
    "stuur",
    "sturen",
    "verstuur",
    "versturen",
    "verzend",
    "verzenden",
    "zend",
    "doorsturen",
    "uitsturen",
    "doorzetten",
    "versturt",
];
/// Long words that send, also with a small mistake in them.
const JA_LANG: [&str; 4] = ["verstuur", "versturen", "verzenden", "doorsturen"];
/// Words that look like those and mean something else: a question or a report.
const GEEN_JA: [&str; 6] = ["verstuurd", "gestuurd", "doorgestuurd", "verzonden", "besturen", "bestuur"];
/// Words around it that change nothing.
const VULLING: [&str; 50] = [
    "maar",
    "nu",
    "graag",
    "doe",
    "het",
    "hem",
    "haar",
    "die",
    "dat",
    "deze",
    "dit",
    "de",
    "een",
    "bericht",
    "berichtje",
    "melding",
    "politiebericht",
    "alert",
    "aub",
    "svp",
    "alsjeblieft",
    "alstublieft",
    "uit",
    "door",
    "hoor",
    "meteen",
    "direct",
    "gelijk",
    "snel",
    "even",
    "dan",
    "zo",
    "is",
    "klopt",
    "goed",
    "ok",
    "oke",
    "okee",
    "okay",
    "prima",
    "top",
    "akkoord",
    "dank",
    "dankjewel",
    "bedankt",
    "naar",
    "aan",
    "alle",
    "groepen",
    "groep",
];
/// Words that throw away, of which one has to be there; each of them also keeps any other word from sending.
const NEE: [&str; 26] = [
    "niet",
    "nee",
    "neen",
    "nope",
    "geen",
    "nooit",
    "annuleer",
    "annuleren",
    "annuleert",
    "geannuleerd",
    "cancel",
    "cancelen",
    "canceled",
    "weg",
    "weggooien",
    "laat",
    "vergeet",
    "verwijder",
    "verwijderen",
    "wis",
    "wissen",
    "intrekken",
    "hoeft",
    "stop",
    "stoppen",
    "afbreken",
];
/// Words around it that change nothing. "Nog" and "even" are not among them: "nog niet" throws nothing away.
const NEE_VULLING: [&str; 50] = [
    "ja",
    "toch",
    "maar",
    "doe",
    "dit",
    "dat",
    "het",
    "hem",
    "die",
    "deze",
    "de",
    "bericht",
    "melding",
    "concept",
    "versturen",
    "verstuur",
    "sturen",
    "stuur",
    "verzenden",
    "liever",
    "aub",
    "svp",
    "graag",
    "meer",
    "nodig",
    "zitten",
    "gaan",
    "hoor",
    "sorry",
    "foutje",
    "fout",
    "verkeerd",
    "ermee",
    "mee",
    "er",
    "gooi",
    "doen",
    "alsjeblieft",
    "alstublieft",
    "dank",
    "je",
    "u",
    "dankjewel",
    "bedankt",
    "is",
    "al",
    "opgelost",
    "door",
    "ik",
    "wil",
];

/// Reads an answer to a preview. Whatever is not wholly a yes sends nothing: "ja maar het is oosterheem" changes
/// something, and "verstuurd?" asks.
#[must_use]
pub fn bij_voorbeeld(tekst: &str) -> BijVoorbeeld {
    let woorden = woorden(tekst);
    let nee = |woord: &Woord| NEE.contains(&woord.norm.as_str());
    let ja = |woord: &Woord| zegt_ja(&woord.norm);
    if woorden.iter().any(nee) {
        // "Hij is niet groot" is no cancellation, and no yes either; nor is "ja, nee".
        let vulling = |woord: &Woord| nee(woord) || NEE_VULLING.contains(&woord.norm.as_str());
        let zegt_eerst_ja = |woord: &Woord| woord.norm.starts_with('j') && ja(woord);
        let twijfelt = woorden.first().is_some_and(zegt_eerst_ja) && !woorden.iter().any(|woord| woord.norm == "toch");
        return if woorden.iter().all(vulling) && !twijfelt {
            BijVoorbeeld::Annuleren
        } else {
            BijVoorbeeld::Onduidelijk
        };
    }
    let anders = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "aanpassen" | "aanpas" | "pas" | "wijzig" | "wijzigen" | "anders" | "verander" | "veranderen" | "corrigeer"
        )
    };
    if woorden.iter().any(anders) {
        return BijVoorbeeld::Aanpassen;
    }
    let vulling = |woord: &Woord| ja(woord) || VULLING.contains(&woord.norm.as_str());
    let (getallen, rest): (Vec<&Woord>, Vec<&Woord>) =
        woorden.iter().partition(|woord| woord.norm.bytes().all(|teken| teken.is_ascii_digit()));
    if tekst.contains('?') || !rest.iter().any(|woord| ja(woord)) || !rest.iter().all(|woord| vulling(woord)) {
        return BijVoorbeeld::Onduidelijk;
    }
    match getallen.as_slice() {
        [] => BijVoorbeeld::Versturen,
        [getal] => getal.norm.parse().map_or(BijVoorbeeld::Onduidelijk, BijVoorbeeld::VerstuurAantal),
        _ => BijVoorbeeld::Onduidelijk,
    }
}

/// Whether a word says yes: one of those, a drawn-out "jaaa", or a long one with a small mistake.
fn zegt_ja(norm: &str) -> bool {
    let lang = norm.starts_with('j') && norm.len() > 2 && norm[1..].bytes().all(|letter| letter == b'a');
    let bijna = || {
        norm.chars().count() >= 6
            && !GEEN_JA.contains(&norm)
            && JA_LANG.iter().any(|bekend| lijkt_op(norm, bekend).is_some_and(|afstand| afstand <= 1))
    };
    JA.contains(&norm) || lang || bijna()
}

/// What a beheerder says about an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bevestiging {
    /// It stands in the group.
    Geplaatst,
    /// Not yet.
    NogNiet,
    /// Cannot do it now.
    KanNiet,
    /// Seen.
    Gezien,
}

/// Reads what a beheerder says about an alert; `None` if it says nothing about one.
#[must_use]
pub fn bevestiging(tekst: &str) -> Option<Bevestiging> {
    if duim(tekst) {
        return Some(Bevestiging::Gezien);
    }
    let woorden = woorden(tekst);
    // A long story is not an answer.
    if woorden.is_empty() || woorden.len() > 14 {
        return None;
    }
    let bevat = |reeksen: &[&str]| reeksen.iter().any(|reeks| bevat(&woorden, reeks));
    let geplaatst = geplaatst(&woorden);
    if bevat(&[
        "kan niet",
        "kan nu niet",
        "kan nu even niet",
        "aan het werk",
        "lukt niet",
        "lukt nu niet",
        "niet thuis",
        "op vakantie",
        "ben weg",
    ]) {
        Some(Bevestiging::KanNiet)
    } else if bevat(&NOG_NIET) {
        (geplaatst || bevat(&["nog niet", "nee", "straks", "zo meteen"])).then_some(Bevestiging::NogNiet)
    } else if tekst.contains('?') {
        // A question is no report.
        None
    } else if geplaatst {
        Some(Bevestiging::Geplaatst)
    } else {
        let alleen = |woord: &Woord| {
            matches!(
                woord.norm.as_str(),
                "ok" | "oke" | "okee" | "okay" | "gezien" | "gelezen" | "duidelijk" | "top" | "ja" | "prima"
            )
        };
        woorden.iter().all(alleen).then_some(Bevestiging::Gezien)
    }
}

/// Words that turn a report into none: negation, and what is still to be done.
const NOG_NIET: [&str; 16] = [
    "niet",
    "nee",
    "geen",
    "niks",
    "niets",
    "nooit",
    "vergeten",
    "straks",
    "zo meteen",
    "wordt",
    "worden",
    "word",
    "moet",
    "ga",
    "zal",
    "later",
];

fn geplaatst(woorden: &[Woord]) -> bool {
    let los = [
        "gedaan",
        "gedeeld",
        "geplaatst",
        "doorgezet",
        "doorgestuurd",
        "doorgeplaatst",
        "doorgestuurt",
        "gepost",
        "verstuurd",
        "gestuurd",
        "geregeld",
    ];
    let reeksen =
        ["staat erin", "staat er in", "staat in de groep", "staat in groep", "staat er op", "staat erop", "is gebeurd"];
    woorden.iter().any(|woord| {
        los.contains(&woord.norm.as_str()) || (woord.norm.len() >= 9 && lijkt_op(&woord.norm, "doorgestuurd").is_some())
    }) || reeksen.iter().any(|reeks| bevat(woorden, reeks))
}

/// Whether a text or reaction is only a thumb or the like.
#[must_use]
pub fn duim(tekst: &str) -> bool {
    let tekst: String = tekst.chars().filter(|teken| !teken.is_whitespace()).collect();
    let tekens = |teken: char| {
        matches!(teken, '👍' | '👌' | '✅' | '✔' | '☑' | '🙏' | '🫡' | '🏻'..='🏿' | '\u{fe0f}' | '\u{200d}')
    };
    !tekst.is_empty() && tekst.chars().all(tekens)
}

/// Whether a text reads like a report or a call for help, by whoever is not police.
#[must_use]
pub fn lijkt_melding(tekst: &str) -> bool {
    static WOORDEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(112|help|spoed|in nood|alarm|brand|melding|politie|inbra|inbrek|ingebroken|breken|overval|beroo|berov|roof|straatro|diefstal|dief|dieven|gestolen|gejat|steel|steekpart|vecht|schiet|schoten|verdacht|vermist|koevoet|pistool|wapen|bewusteloos|gewond|aangevallen|bedreig)",
        )
        .ok()
    });
    WOORDEN.as_ref().is_none_or(|woorden| woorden.is_match(tekst))
}

/// Whether a text is a yes, and nothing but one.
#[must_use]
pub fn ja(tekst: &str) -> bool {
    let ja = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "ja" | "jawel" | "klopt" | "yes" | "hoor" | "zeker" | "echt" | "het" | "dat" | "erin" | "staat"
        )
    };
    let woorden = woorden(tekst);
    woorden.first().is_some_and(|woord| matches!(woord.norm.as_str(), "ja" | "jawel" | "klopt" | "yes"))
        && woorden.iter().all(ja)
}

/// Whether a text means all of several groups.
#[must_use]
pub fn alle(tekst: &str) -> bool {
    woorden(tekst)
        .iter()
        .any(|woord| matches!(woord.norm.as_str(), "alle" | "allemaal" | "allebei" | "beide" | "overal" | "alles"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("VERSTUUR", BijVoorbeeld::Versturen)]
    #[case("ja verstuur maar", BijVoorbeeld::Versturen)]
    #[case("v", BijVoorbeeld::Versturen)]
    #[case("stuur", BijVoorbeeld::Versturen)]
    #[case("Ja hoor, stuur maar door!", BijVoorbeeld::Versturen)]
    #[case("versturen graag", BijVoorbeeld::Versturen)]
    #[case("verzend", BijVoorbeeld::Versturen)]
    #[case("prima, verstuur maar 👍", BijVoorbeeld::Versturen)]
    #[case("JAAA", BijVoorbeeld::Versturen)]
    #[case("verstur", BijVoorbeeld::Versturen)]
    #[case("VERSTUUR 100", BijVoorbeeld::VerstuurAantal(100))]
    #[case("ja verstuur naar 100 groepen", BijVoorbeeld::VerstuurAantal(100))]
    #[case("verstuur 100 of 90", BijVoorbeeld::Onduidelijk)]
    #[case("100", BijVoorbeeld::Onduidelijk)]
    #[case("verstuur 99999999999999999999999", BijVoorbeeld::Onduidelijk)]
    #[case("verstuurd?", BijVoorbeeld::Onduidelijk)]
    #[case("verstuurd", BijVoorbeeld::Onduidelijk)]
    #[case("stuur het niet", BijVoorbeeld::Annuleren)]
    #[case("laat maar", BijVoorbeeld::Annuleren)]
    #[case("annuleer aub", BijVoorbeeld::Annuleren)]
    #[case("hoeft niet meer, dank je", BijVoorbeeld::Annuleren)]
    #[case("nee sorry, foutje", BijVoorbeeld::Annuleren)]
    #[case("nog niet", BijVoorbeeld::Onduidelijk)]
    #[case("ja nee", BijVoorbeeld::Onduidelijk)]
    #[case("ja, maar niet naar oosterheem", BijVoorbeeld::Onduidelijk)]
    #[case("prima", BijVoorbeeld::Onduidelijk)]
    #[case("top, dank je", BijVoorbeeld::Onduidelijk)]
    #[case("akkoord", BijVoorbeeld::Onduidelijk)]
    #[case("stuur ook een wagen", BijVoorbeeld::Onduidelijk)]
    #[case("nee toch niet", BijVoorbeeld::Annuleren)]
    #[case("niet versturen", BijVoorbeeld::Annuleren)]
    #[case("hij is niet groot", BijVoorbeeld::Onduidelijk)]
    #[case("ja verstuur, niet wachten", BijVoorbeeld::Onduidelijk)]
    #[case("ja maar het is oosterheem", BijVoorbeeld::Onduidelijk)]
    #[case("ok", BijVoorbeeld::Onduidelijk)]
    #[case("👍", BijVoorbeeld::Onduidelijk)]
    #[case("", BijVoorbeeld::Onduidelijk)]
    #[case("aanpassen graag", BijVoorbeeld::Aanpassen)]
    fn only_a_clear_yes_sends(#[case] tekst: &str, #[case] verwacht: BijVoorbeeld) {
        assert_eq!(bij_voorbeeld(tekst), verwacht);
    }

    #[rstest]
    #[case("doorgestuurd", Some(Bevestiging::Geplaatst))]
    #[case("Doorgestuurt!", Some(Bevestiging::Geplaatst))]
    #[case("gedaan", Some(Bevestiging::Geplaatst))]
    #[case("Staat erin", Some(Bevestiging::Geplaatst))]
    #[case("heb ik gedaan", Some(Bevestiging::Geplaatst))]
    #[case("niet doorgestuurd, ben aan het werk", Some(Bevestiging::KanNiet))]
    #[case("nog niet doorgestuurd, doe ik over 5 min", Some(Bevestiging::NogNiet))]
    #[case("niks gedaan", Some(Bevestiging::NogNiet))]
    #[case("nooit doorgestuurd", Some(Bevestiging::NogNiet))]
    #[case("wordt gedaan", Some(Bevestiging::NogNiet))]
    #[case("ja maar nog niet", Some(Bevestiging::NogNiet))]
    #[case("is het al gedaan?", None)]
    #[case("moet dit doorgestuurd worden?", Some(Bevestiging::NogNiet))]
    #[case("kan nu niet", Some(Bevestiging::KanNiet))]
    #[case("👍🏽", Some(Bevestiging::Gezien))]
    #[case("ok", Some(Bevestiging::Gezien))]
    #[case("bedankt", None)]
    #[case("wat is er aan de hand", None)]
    fn answers_to_an_alert(#[case] tekst: &str, #[case] verwacht: Option<Bevestiging>) {
        assert_eq!(bevestiging(tekst), verwacht);
    }

    #[test]
    fn reports_are_told_from_chatter() {
        for tekst in
            ["melding inbraak", "ze breken nu in", "HELP", "er staan verdachte mannen", "mijn fiets is gestolen"]
        {
            assert!(lijkt_melding(tekst), "{tekst}");
        }
        for tekst in ["bedankt", "goedemorgen", "wanneer is de bijeenkomst", "🎉"] {
            assert!(!lijkt_melding(tekst), "{tekst}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (bij_voorbeeld(&tekst), bevestiging(&tekst), lijkt_melding(&tekst), ja(&tekst), alle(&tekst));
        }
    }
}
