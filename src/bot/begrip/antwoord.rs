//! Short answers: to a preview, and to an alert. Negation wins over every other word.

use std::sync::LazyLock;

use regex::Regex;

use crate::bot::begrip::woorden::{Woord, bevat, lijkt_op, woorden};

/// An answer to a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BijVoorbeeld {
    /// Send it. Only words that cannot mean anything else.
    Versturen,
    /// Throw it away.
    Annuleren,
    /// Change it.
    Aanpassen,
    /// Anything else, "ok" and a thumb included.
    Onduidelijk,
}

/// Reads an answer to a preview.
#[must_use]
pub fn bij_voorbeeld(tekst: &str) -> BijVoorbeeld {
    let woorden = woorden(tekst);
    let een_van = |lijst: &[&str]| woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
    let alleen = |lijst: &[&str]| woorden.iter().all(|woord| lijst.contains(&woord.norm.as_str()));
    const JA: [&str; 7] = ["v", "ja", "stuur", "verstuur", "versturen", "verzend", "verzenden"];
    const VULLING: [&str; 18] = [
        "v",
        "ja",
        "stuur",
        "verstuur",
        "versturen",
        "verzend",
        "verzenden",
        "maar",
        "nu",
        "graag",
        "doe",
        "het",
        "hem",
        "dit",
        "bericht",
        "aub",
        "svp",
        "uit",
    ];
    const NEE: [&str; 8] = ["niet", "nee", "annuleer", "annuleren", "cancel", "weg", "geen", "laat"];
    const NEE_VULLING: [&str; 22] = [
        "toch",
        "maar",
        "niet",
        "nee",
        "annuleer",
        "annuleren",
        "cancel",
        "weg",
        "geen",
        "laat",
        "doe",
        "dit",
        "dat",
        "het",
        "hem",
        "bericht",
        "versturen",
        "verstuur",
        "sturen",
        "liever",
        "aub",
        "graag",
    ];
    if een_van(&NEE) {
        // "Hij is niet groot" is no cancellation, and no yes either.
        if alleen(&NEE_VULLING) { BijVoorbeeld::Annuleren } else { BijVoorbeeld::Onduidelijk }
    } else if een_van(&["aanpassen", "aanpas", "wijzig", "wijzigen", "anders", "verander"]) {
        BijVoorbeeld::Aanpassen
    } else if een_van(&JA) && alleen(&VULLING) {
        BijVoorbeeld::Versturen
    } else {
        BijVoorbeeld::Onduidelijk
    }
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
