//! Whether somebody says of themselves, as a fact, that they are away: not of another, not as a question, not perhaps.
//!
//! Owns how it is said; which days are meant is [`datum`](super::datum)'s.

use crate::woorden::{Woord, bevat, woorden};

/// How an absence is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aankondiging {
    /// Of themselves, as a fact.
    Feit,
    /// Perhaps.
    Misschien,
    /// A question.
    Vraag,
    /// Of somebody else.
    Ander,
    /// Not at home, and within reach all the same.
    Bereikbaar,
    /// A feast or a holiday, of which nobody knows which days.
    Feestdagen,
}

/// Reads how an absence is spoken of.
#[must_use]
pub fn lees(tekst: &str) -> Aankondiging {
    let gelezen = woorden(tekst);
    if vraagt(tekst, &gelezen) {
        Aankondiging::Vraag
    } else if over_een_ander(&gelezen) {
        Aankondiging::Ander
    } else if blijft_bereikbaar(&gelezen) {
        Aankondiging::Bereikbaar
    } else if misschien(&gelezen) {
        Aankondiging::Misschien
    } else if feestdagen(&gelezen) {
        Aankondiging::Feestdagen
    } else {
        Aankondiging::Feit
    }
}

fn norm(woorden: &[Woord], plaats: usize) -> &str {
    woorden.get(plaats).map_or("", |woord| woord.norm.as_str())
}

fn een_van(woorden: &[Woord], lijst: &[&str]) -> bool {
    woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()))
}

fn vraagt(tekst: &str, gelezen: &[Woord]) -> bool {
    let eerste = norm(gelezen, 0);
    let ik = matches!(norm(gelezen, 1), "ik" | "we" | "wij" | "je" | "jij" | "u" | "jullie" | "iemand" | "hij" | "zij");
    tekst.contains('?')
        || matches!(
            eerste,
            "is" | "wie"
                | "wanneer"
                | "hoe"
                | "wat"
                | "waar"
                | "hoelang"
                | "welke"
                | "mag"
                | "moet"
                | "hoeft"
                | "bent"
                | "waarom"
                | "weet"
        )
        || (ik && matches!(eerste, "ben" | "sta" | "kan" | "kunnen" | "zijn" | "staan" | "zal" | "ga" | "gaan"))
        || ["vraag me af", "vroeg me af", "wil weten", "weet je of", "weet u of"]
            .iter()
            .any(|reeks| bevat(gelezen, reeks))
}

/// Who somebody else is.
const ANDEREN: [&str; 36] = [
    "man",
    "vrouw",
    "reserve",
    "collega",
    "collegas",
    "buurman",
    "buurvrouw",
    "buren",
    "zoon",
    "dochter",
    "opvolger",
    "vervanger",
    "hoofdbeheerder",
    "medebeheerder",
    "beheerder",
    "mede",
    "hoofd",
    "moeder",
    "vader",
    "partner",
    "vriend",
    "vriendin",
    "wijkagent",
    "agent",
    "broer",
    "zus",
    "ouders",
    "kinderen",
    "kind",
    "wederhelft",
    "echtgenoot",
    "echtgenote",
    "schoonmoeder",
    "baas",
    "husband",
    "wife",
];

/// Whether it is told of somebody else: "mijn buurvrouw", "hij".
pub(crate) fn over_een_ander(gelezen: &[Woord]) -> bool {
    let doet = |norm: &str| {
        matches!(
            norm,
            "is" | "gaat"
                | "zit"
                | "ligt"
                | "heeft"
                | "kan"
                | "wordt"
                | "blijft"
                | "zijn"
                | "gaan"
                | "zitten"
                | "was"
                | "komt"
                | "wil"
                | "krijgt"
                | "moet"
                | "zal"
        )
    };
    (0..gelezen.len()).any(|plaats| {
        let wie = norm(gelezen, plaats);
        let ervoor = plaats.checked_sub(1).map_or("", |ervoor| norm(gelezen, ervoor));
        let tweede_ervoor = plaats.checked_sub(2).map_or("", |ervoor| norm(gelezen, ervoor));
        let dichtbij =
            (plaats + 1..plaats + 4).any(|verder| doet(norm(gelezen, verder))) || doet(ervoor) || doet(tweede_ervoor);
        // "Mijn man en ik zijn weg", "met mijn man weg", "namens".
        let met_mij = matches!((norm(gelezen, plaats + 1), norm(gelezen, plaats + 2)), ("en", "ik"))
            || matches!(tweede_ervoor, "met" | "bij" | "samen" | "en" | "voor" | "naar" | "van" | "op")
            || matches!(ervoor, "met" | "bij");
        let voornaamwoord = matches!(wie, "hij" | "zij" | "iedereen" | "niemand" | "he" | "she")
            || (wie == "ze" && doet(norm(gelezen, plaats + 1)));
        (voornaamwoord && dichtbij) || (ANDEREN.contains(&wie) && dichtbij && !met_mij)
    })
}

fn blijft_bereikbaar(gelezen: &[Woord]) -> bool {
    [
        "wel bereikbaar",
        "gewoon bereikbaar",
        "blijf bereikbaar",
        "bereikbaar blijf",
        "blijf wel",
        "ben bereikbaar",
        "wel reageren",
        "gewoon reageren",
        "kan wel",
        "kan gewoon",
        "wel berichten",
        "gewoon berichten",
        "wel doorsturen",
        "gewoon doorsturen",
        "wel appen",
        "still reachable",
        "telefoon mee",
        "telefoon wel",
    ]
    .iter()
    .any(|reeks| bevat(gelezen, reeks))
        && !een_van(gelezen, &["daarna", "weer"])
}

fn misschien(gelezen: &[Woord]) -> bool {
    een_van(
        gelezen,
        &[
            "misschien",
            "mischien",
            "misschie",
            "wellicht",
            "mogelijk",
            "mogelijks",
            "waarschijnlijk",
            "vermoedelijk",
            "eventueel",
            "denk",
            "twijfel",
            "hoop",
            "als",
            "indien",
            "zou",
            "voorbehoud",
            "kans",
            "maybe",
            "perhaps",
            "probably",
            "of",
            "weet",
            "tenzij",
            "ongeveer",
            "lijkt",
            "geloof",
        ],
    )
}

fn feestdagen(gelezen: &[Woord]) -> bool {
    let feest = |norm: &str| {
        matches!(
            norm,
            "kerst"
                | "kerstmis"
                | "kerstdagen"
                | "feestdagen"
                | "pasen"
                | "paasdagen"
                | "pinksteren"
                | "hemelvaart"
                | "carnaval"
                | "sinterklaas"
                | "koningsdag"
                | "jaarwisseling"
                | "kerstvakantie"
                | "zomervakantie"
                | "herfstvakantie"
                | "voorjaarsvakantie"
                | "krokusvakantie"
                | "meivakantie"
                | "bouwvak"
                | "suikerfeest"
                | "offerfeest"
                | "oudjaar"
                | "zomer"
                | "winter"
                | "christmas"
                | "easter"
        )
    };
    let oud_en_nieuw = bevat(gelezen, "oud en nieuw");
    let genoemd = (0..gelezen.len()).any(|plaats| {
        let tot = (1..=2).any(|terug| {
            plaats
                .checked_sub(terug)
                .is_some_and(|ervoor| matches!(norm(gelezen, ervoor), "tot" | "na" | "m" | "vanaf"))
        });
        feest(norm(gelezen, plaats)) && !tot
    });
    // With dates they are clear.
    let datum = gelezen.iter().any(|woord| woord.norm.bytes().any(|teken| teken.is_ascii_digit()));
    (genoemd || oud_en_nieuw) && !datum
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ik ben morgen weg", Aankondiging::Feit)]
    #[case("morgen weg", Aankondiging::Feit)]
    #[case("tot 3 januari", Aankondiging::Feit)]
    #[case("mijn man en ik zijn volgende week weg", Aankondiging::Feit)]
    #[case("ik ben met mijn man op vakantie tot maandag", Aankondiging::Feit)]
    #[case("zijn volgende week weg", Aankondiging::Feit)]
    #[case("kan deze week niet reageren", Aankondiging::Feit)]
    #[case("tot kerst weg", Aankondiging::Feit)]
    #[case("tot na kerst", Aankondiging::Feit)]
    #[case("is mijn reserve morgen afwezig?", Aankondiging::Vraag)]
    #[case("ben ik morgen afwezig", Aankondiging::Vraag)]
    #[case("wie is er morgen afwezig", Aankondiging::Vraag)]
    #[case("kan ik ook per dag afwezig zijn", Aankondiging::Vraag)]
    #[case("mijn man is volgende week weg", Aankondiging::Ander)]
    #[case("volgende week is mijn reserve op vakantie", Aankondiging::Ander)]
    #[case("hij is tot maandag weg", Aankondiging::Ander)]
    #[case("de hoofdbeheerder zit tot maandag in spanje", Aankondiging::Ander)]
    #[case("me buurvrouw gaat morgen op vakantie", Aankondiging::Ander)]
    #[case("morgen niet thuis maar wel bereikbaar", Aankondiging::Bereikbaar)]
    #[case("ben tot maandag weg maar kan gewoon doorsturen", Aankondiging::Bereikbaar)]
    #[case("misschien ben ik morgen weg", Aankondiging::Misschien)]
    #[case("maandag of dinsdag weg", Aankondiging::Misschien)]
    #[case("ik denk dat ik volgende week weg ben", Aankondiging::Misschien)]
    #[case("met kerst weg", Aankondiging::Feestdagen)]
    #[case("ik ben er met oud en nieuw niet", Aankondiging::Feestdagen)]
    #[case("in de zomervakantie ben ik weg", Aankondiging::Feestdagen)]
    fn how_an_absence_is_spoken_of(#[case] tekst: &str, #[case] verwacht: Aankondiging) {
        assert_eq!(lees(tekst), verwacht, "{tekst}");
    }
}
