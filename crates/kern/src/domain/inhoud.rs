//! What may not stand in a politiebericht, and what only with care. Pure; the word lists are data (`inhoud.toml`).
//!
//! Owns the checks of a typed text: whom it names, numbers of people, links, origin, health, licence plates. What is done
//! about a finding (taken out, asked again, a second officer) is decided by whoever asks. Invariants: a finding says
//! where it stands and what kind it is, never what was typed; a list or pattern that cannot be read stops the start
//! ([`gebreken`]), for without it nothing would be found.

mod bevinding;
mod lijst;
mod namen;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

pub use self::bevinding::{Bevinding, Wat, Woord};
use self::lijst::{LIJST, TEKST, een_van, gebreken_van, gescheiden, heeft, plek_van};
use self::namen::namen;

/// What cannot be read of the lists and patterns, for the operator: with any of it the program must not start.
#[must_use]
pub fn gebreken() -> Vec<String> {
    let patronen = [
        ("EMAIL", &EMAIL),
        ("LINK", &LINK),
        ("TELEFOON", &TELEFOON),
        ("NA_TELEFOON", &NA_TELEFOON),
        ("REKENING", &REKENING),
        ("NEGEN_CIJFERS", &NEGEN_CIJFERS),
        ("BSN_GENOEMD", &BSN_GENOEMD),
        ("DATUM", &DATUM),
        ("DATUM_IN_WOORDEN", &DATUM_IN_WOORDEN),
        ("GEBOREN", &GEBOREN),
        ("POSTCODE", &POSTCODE),
        ("KENTEKEN", &KENTEKEN),
        ("KENTEKEN_GENOEMD", &KENTEKEN_GENOEMD),
    ];
    let patronen = patronen.into_iter().filter(|(_, patroon)| patroon.is_none());
    let patronen = patronen.map(|(naam, _)| format!("inhoud.rs: the pattern {naam} cannot be read"));
    gebreken_van(TEKST).into_iter().chain(patronen).collect()
}

/// A pattern that is known to be sound; [`gebreken`] compiles each.
fn patroon(tekst: &str) -> Option<Regex> {
    // Edges of words as ASCII has them: faster by far on texts with other signs.
    Regex::new(&tekst.replace(r"\b", r"(?-u:\b)")).ok()
}

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| patroon(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"));
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(r"(?i)\b(?:https?://|www\.)\S+|\b[a-z0-9-]{2,}\.(?:nl|com|org|net|info|eu|link|ly|app|io)\b(?:/\S*)?")
});
static TELEFOON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(r"(?:\+|\b00)31(?:[\s().-]?\d){9}\b|(?:\+|\b00)\d(?:[\s().-]?\d){8,13}\b|\b0\d(?:[\s.-]{0,3}\d){7,8}\b")
});
/// What goes on right behind a telephone number: digits of the next one, of which the first took the beginning.
static NA_TELEFOON: LazyLock<Option<Regex>> =
    LazyLock::new(|| patroon(r"^(?:[./-]\d+|[\s().-]{0,3}\d(?:[\s().-]{0,3}\d){5,})"));
static REKENING: LazyLock<Option<Regex>> =
    LazyLock::new(|| patroon(r"(?i)\b[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]{4}){2,7}(?:[ .-]?[a-z0-9]{1,3})?\b"));
static NEGEN_CIJFERS: LazyLock<Option<Regex>> = LazyLock::new(|| patroon(r"\b\d(?:[ .-]?\d){8}\b"));
static BSN_GENOEMD: LazyLock<Option<Regex>> =
    LazyLock::new(|| patroon(r"(?i)\b(?:bsn|burgerservicenummer|sofinummer)\b\W{0,3}(?:is\s+)?[\d][\d .-]*"));
static DATUM: LazyLock<Option<Regex>> =
    LazyLock::new(|| patroon(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d{2}|\d{2})\b"));
static DATUM_IN_WOORDEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(r"(?i)\b\d{1,2}\s+(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+((?:19|20)\d{2})\b")
});
static GEBOREN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(
        r"(?i)\b(?:geb\.?\s?dat(?:um)?|geboortedatum|geboren|geb)\b\W{0,3}(?:(?:op|in|is)\s+)?(?:\d[\d/.-]*(?:\s\d{1,2}\s\d{2,4})?)",
    )
});
static POSTCODE: LazyLock<Option<Regex>> = LazyLock::new(|| patroon(r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?:\s+\d{1,4}\b)?"));
/// The forms of Dutch licence plates (sidecodes 1 to 14), with or without hyphens.
static KENTEKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let vormen = [
        "L{2}-D{2}-D{2}",
        "D{2}-D{2}-L{2}",
        "D{2}-L{2}-D{2}",
        "L{2}-D{2}-L{2}",
        "L{2}-L{2}-D{2}",
        "D{2}-L{2}-L{2}",
        "D{2}-L{3}-D{1}",
        "D{1}-L{3}-D{2}",
        "L{2}-D{3}-L{1}",
        "L{1}-D{3}-L{2}",
        "L{3}-D{2}-L{1}",
        "L{1}-D{2}-L{3}",
        "D{1}-L{2}-D{3}",
        "D{3}-L{2}-D{1}",
    ];
    let vormen = vormen.map(|vorm| vorm.replace('-', "-?").replace('L', "[a-z]").replace('D', r"\d"));
    patroon(&format!(r"(?i)\b(?:{})\b", vormen.join("|")))
});
static KENTEKEN_GENOEMD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(r"(?i)\bkenteken\b\W{0,3}(?:is\s+|met\s+)?((?:[a-z]{1,3}|\d{1,3})(?:[ -]?(?:[a-z]{1,3}|\d{1,4})){1,3})\b")
});

fn plekken<'t>(patroon: &LazyLock<Option<Regex>>, tekst: &'t str) -> Vec<(Range<usize>, &'t str)> {
    let Some(patroon) = patroon.as_ref() else { return Vec::new() };
    patroon.find_iter(tekst).map(|gevonden| (gevonden.range(), gevonden.as_str())).collect()
}

fn cijfers(tekst: &str) -> String {
    tekst.chars().filter(char::is_ascii_digit).collect()
}

/// Whether this is the number of a bank account, by its check digits (ISO 13616: the remainder by 97 is 1).
#[must_use]
pub fn is_iban(nummer: &str) -> bool {
    let kaal: Vec<u8> =
        nummer.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()).collect();
    let Some((kop, rest)) = kaal.split_at_checked(4) else { return false };
    let waarde = |byte: &u8| if byte.is_ascii_digit() { u32::from(byte - b'0') } else { u32::from(byte - b'A') + 10 };
    let over = rest
        .iter()
        .chain(kop)
        .map(waarde)
        .fold(0, |over, waarde| if waarde < 10 { (over * 10 + waarde) % 97 } else { (over * 100 + waarde) % 97 });
    rest.len() >= 11 && over == 1
}

/// Whether nine digits are a burgerservicenummer, by the eleven-test.
#[must_use]
pub fn is_bsn(nummer: &str) -> bool {
    let cijfers: Vec<i32> = nummer.bytes().filter(u8::is_ascii_digit).map(|byte| i32::from(byte - b'0')).collect();
    let [voor @ .., laatste] = cijfers.as_slice() else { return false };
    let som: i32 = voor.iter().zip((2..=9).rev()).map(|(cijfer, gewicht)| cijfer * gewicht).sum();
    cijfers.len() == 9 && (som - laatste) % 11 == 0 && cijfers.iter().any(|cijfer| *cijfer != 0)
}

/// The licence plates in a text: where each stands with the word before it, and how it is written.
#[must_use]
pub fn kentekens(tekst: &str) -> Vec<(Range<usize>, String)> {
    let Some(patroon) = KENTEKEN.as_ref() else { return Vec::new() };
    let goed = |stuk: &str| {
        stuk.bytes().any(|byte| byte.is_ascii_digit()) && stuk.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    let mut gevonden: Vec<(Range<usize>, String)> = patroon
        .find_iter(tekst)
        .filter(|stuk| goed(stuk.as_str()))
        .map(|stuk| (stuk.range(), geschreven(stuk.as_str())))
        .collect();
    // Behind the word "kenteken" it may be written with spaces, or be a foreign one.
    let genoemd = KENTEKEN_GENOEMD.as_ref().into_iter().flat_map(|patroon| patroon.captures_iter(tekst));
    for (heel, deel) in genoemd.filter_map(|stuk| Some((stuk.get(0)?.range(), stuk.get(1)?))) {
        let gelijk = |(plek, _): &&mut (Range<usize>, String)| plek.start < heel.end && heel.start < plek.end;
        match gevonden.iter_mut().find(gelijk) {
            Some((plek, _)) => plek.start = plek.start.min(heel.start),
            None => {
                let kort = deel.as_str();
                // "kenteken onbekend 2 man": what ends in a word that is none belongs to the text.
                let kaal = kort.replace([' ', '-'], "");
                let volledig = patroon.find(&kaal).is_some_and(|stuk| stuk.range() == (0..kaal.len()));
                if volledig || (goed(kort) && !kort.contains(' ') && kaal.len() >= 5) {
                    gevonden.push((heel, geschreven(kort)));
                }
            }
        }
    }
    gevonden
}

/// Capitals, with hyphens between letters and digits: `12-ABC-3`.
fn geschreven(kenteken: &str) -> String {
    let kaal: Vec<char> = kenteken.to_ascii_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    if kenteken.contains(['-', ' ']) {
        return kenteken.to_ascii_uppercase().replace(' ', "-");
    }
    let mut uit = String::new();
    for (plaats, teken) in kaal.iter().enumerate() {
        let vorig = plaats.checked_sub(1).and_then(|vorige| kaal.get(vorige));
        if vorig.is_some_and(|vorig| vorig.is_ascii_digit() != teken.is_ascii_digit()) {
            uit.push('-');
        }
        uit.push(*teken);
    }
    uit
}

/// Checks a text. `vermissing`: it is about a missing person, whose first name may stand there.
///
/// The words are those of the text, in order; places and kinds may have been blanked out of both before.
#[must_use]
pub fn controleer(tekst: &str, woorden: &[Woord<'_>], vermissing: bool) -> Vec<Bevinding> {
    let mut gevonden = nummers(tekst);
    if !vermissing {
        gevonden.extend(slachtoffers(tekst, woorden));
    }
    let vrij = |plek: &Range<usize>, gevonden: &[Bevinding]| {
        gevonden.iter().all(|ander| ander.plek.end <= plek.start || plek.end <= ander.plek.start)
    };
    let mut meer: Vec<Bevinding> = namen(tekst, woorden, vermissing);
    meer.extend(lijsten(tekst, woorden, vermissing));
    for bevinding in meer {
        if vrij(&bevinding.plek, &gevonden) {
            gevonden.push(bevinding);
        }
    }
    gevonden.sort_by_key(|bevinding| bevinding.plek.start);
    gevonden
}

/// What is known by its form alone.
fn nummers(tekst: &str) -> Vec<Bevinding> {
    let mut gevonden: Vec<Bevinding> = Vec::new();
    let voeg = |gevonden: &mut Vec<Bevinding>, wat: Wat, plek: Range<usize>| {
        if gevonden.iter().all(|ander| ander.plek.end <= plek.start || plek.end <= ander.plek.start) {
            gevonden.push(Bevinding { wat, plek });
        }
    };
    for (wat, patroon) in [(Wat::Email, &EMAIL), (Wat::Link, &LINK), (Wat::Bsn, &BSN_GENOEMD)] {
        plekken(patroon, tekst).into_iter().for_each(|(plek, _)| voeg(&mut gevonden, wat, plek));
    }
    for (plek, stuk) in plekken(&REKENING, tekst) {
        if is_iban(stuk) {
            voeg(&mut gevonden, Wat::Rekeningnummer, plek);
        }
    }
    for (plek, _) in plekken(&GEBOREN, tekst) {
        voeg(&mut gevonden, Wat::Geboortedatum, plek);
    }
    let data = DATUM.as_ref().into_iter().flat_map(|patroon| patroon.captures_iter(tekst));
    for gelezen in data {
        let getal = |groep: usize| gelezen.get(groep).and_then(|deel| deel.as_str().parse::<u32>().ok()).unwrap_or(0);
        let (dag, maand, jaar) = (getal(1), getal(2), getal(3));
        // Years of this decade are moments of what happened.
        let voorbij = (1_900..2_020).contains(&jaar) || (jaar < 100 && !(20..40).contains(&jaar));
        if (1..=31).contains(&dag)
            && (1..=12).contains(&maand)
            && voorbij
            && let Some(heel) = gelezen.get(0)
        {
            voeg(&mut gevonden, Wat::Geboortedatum, heel.range());
        }
    }
    let data = DATUM_IN_WOORDEN.as_ref().into_iter().flat_map(|patroon| patroon.captures_iter(tekst));
    for gelezen in data {
        let jaar = gelezen.get(1).and_then(|jaar| jaar.as_str().parse::<u32>().ok());
        if jaar.is_some_and(|jaar| jaar < 2_020)
            && let Some(heel) = gelezen.get(0)
        {
            voeg(&mut gevonden, Wat::Geboortedatum, heel.range());
        }
    }
    // "12-03-1985 2 06-12345678": digits of the date belong to no telephone, or the telephone behind it would be missed.
    let mut zonder_data = tekst.to_owned();
    for bevinding in gevonden.iter().filter(|bevinding| bevinding.wat == Wat::Geboortedatum) {
        let leeg = ";".repeat(bevinding.plek.len());
        zonder_data.replace_range(bevinding.plek.clone(), &leeg);
    }
    for (plek, stuk) in plekken(&TELEFOON, &zonder_data) {
        if !LIJST.nummers_toegestaan.contains(&cijfers(stuk)) {
            let einde = einde_van_nummers(&zonder_data, plek.end);
            voeg(&mut gevonden, Wat::Telefoonnummer, plek.start..einde);
        }
    }
    for (plek, stuk) in plekken(&NEGEN_CIJFERS, tekst) {
        if is_bsn(stuk) {
            voeg(&mut gevonden, Wat::Bsn, plek);
        }
    }
    for (plek, _) in plekken(&POSTCODE, tekst) {
        voeg(&mut gevonden, Wat::Postcode, plek);
    }
    gevonden
}

/// Where the digits end that go on behind a telephone number: "+0 06-12345678 06-12345678" is two.
fn einde_van_nummers(tekst: &str, mut einde: usize) -> usize {
    while let Some(verder) = NA_TELEFOON.as_ref().and_then(|patroon| patroon.find(tekst.get(einde..)?)) {
        einde += verder.end();
    }
    einde
}

/// Origin, colour of skin and, of a missing person, health.
fn lijsten(tekst: &str, woorden: &[Woord<'_>], vermissing: bool) -> Vec<Bevinding> {
    let mut gevonden = Vec::new();
    for begin in 0..woorden.len() {
        if let Some(lengte) = een_van(woorden, begin, &LIJST.herkomst) {
            gevonden.extend(plek_van(woorden, begin, lengte).map(|plek| Bevinding { wat: Wat::Herkomst, plek }));
        }
        let voor_persoon = heeft(&LIJST.huidskleur_voor_persoon, woorden[begin].0)
            && woorden.get(begin + 1).is_some_and(|(norm, _)| heeft(&LIJST.personen, norm));
        if let Some(lengte) = een_van(woorden, begin, &LIJST.huidskleur).or(voor_persoon.then_some(1)) {
            gevonden.extend(plek_van(woorden, begin, lengte).map(|plek| Bevinding { wat: Wat::Huidskleur, plek }));
        }
        if vermissing && let Some(lengte) = een_van(woorden, begin, &LIJST.gezondheid) {
            let (mut eerste, mut laatste) = (begin, begin + lengte - 1);
            let rand = |plaats: usize| heeft(&LIJST.gezondheid_rand, woorden[plaats].0);
            while eerste > 0 && rand(eerste - 1) && !gescheiden(tekst, &woorden[eerste - 1].1, &woorden[eerste].1) {
                eerste -= 1;
            }
            while laatste + 1 < woorden.len()
                && rand(laatste + 1)
                && !gescheiden(tekst, &woorden[laatste].1, &woorden[laatste + 1].1)
            {
                laatste += 1;
            }
            gevonden.push(Bevinding { wat: Wat::Gezondheid, plek: woorden[eerste].1.start..woorden[laatste].1.end });
        }
    }
    gevonden
}

/// From a word for a victim to the end of what is said of them.
fn slachtoffers(tekst: &str, woorden: &[Woord<'_>]) -> Vec<Bevinding> {
    let mut gevonden = Vec::new();
    for begin in 0..woorden.len() {
        if !heeft(&LIJST.slachtoffer, woorden[begin].0) {
            continue;
        }
        let mut laatste = begin;
        while laatste + 1 < woorden.len()
            && !gescheiden(tekst, &woorden[laatste].1, &woorden[laatste + 1].1)
            && !heeft(&LIJST.dader, woorden[laatste + 1].0)
        {
            laatste += 1;
        }
        gevonden.push(Bevinding { wat: Wat::Slachtoffer, plek: woorden[begin].1.start..woorden[laatste].1.end });
    }
    gevonden
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn woorden(tekst: &str) -> Vec<(String, Range<usize>)> {
        let mut uit = Vec::new();
        let mut begin = None;
        for (plaats, teken) in tekst.char_indices().chain(std::iter::once((tekst.len(), ' '))) {
            match (teken.is_alphanumeric(), begin) {
                (true, None) => begin = Some(plaats),
                (false, Some(eerste)) => {
                    uit.push((tekst[eerste..plaats].to_lowercase().replace('ï', "i"), eerste..plaats));
                    begin = None;
                }
                _ => {}
            }
        }
        uit
    }

    fn gevonden(tekst: &str, vermissing: bool) -> Vec<(Wat, String)> {
        let woorden = woorden(tekst);
        let woorden: Vec<Woord<'_>> = woorden.iter().map(|(norm, plek)| (norm.as_str(), plek.clone())).collect();
        let bevindingen = controleer(tekst, &woorden, vermissing);
        bevindingen.into_iter().map(|bevinding| (bevinding.wat, tekst[bevinding.plek].to_owned())).collect()
    }

    #[test]
    fn the_lists_are_read() {
        assert_eq!(gebreken(), [""; 0]);
    }

    #[test]
    fn a_list_that_is_broken_is_told_and_does_not_mean_that_nothing_is_found() {
        let half = &TEKST[..TEKST.len() / 2];
        let renamed = TEKST.replacen("herkomst", "herkmost", 1);
        let open = TEKST.replacen("[\"", "[", 1);
        let without = TEKST.replacen("voornamen =", "# voornamen =", 1);
        for broken in ["", half, &renamed, &open, &without, "\u{feff}{}"] {
            assert!(gebreken_van(broken).is_some_and(|says| says.starts_with("inhoud.toml: ")));
        }
    }

    #[rstest]
    #[case("bel 06-12345678 als u hem ziet", Wat::Telefoonnummer, "06-12345678")]
    #[case("bel +31 6 1234 5678", Wat::Telefoonnummer, "+31 6 1234 5678")]
    #[case("bel 079 346 1234", Wat::Telefoonnummer, "079 346 1234")]
    #[case("+0 06-12345678 06-12345678 zwarte jas", Wat::Telefoonnummer, "+0 06-12345678 06-12345678")]
    #[case("+0 06 12 34 56 78 06 12 34 56 78", Wat::Telefoonnummer, "+0 06 12 34 56 78 06 12 34 56 78")]
    #[case("06-12345678 06-12345678", Wat::Telefoonnummer, "06-12345678 06-12345678")]
    #[case("06-12345678-06-12345678", Wat::Telefoonnummer, "06-12345678-06-12345678")]
    #[case("maak over naar NL91 ABNA 0417 1643 00 graag", Wat::Rekeningnummer, "NL91 ABNA 0417 1643 00")]
    #[case("NL91ABNA0417164300", Wat::Rekeningnummer, "NL91ABNA0417164300")]
    #[case("be68 5390 0754 7034", Wat::Rekeningnummer, "be68 5390 0754 7034")]
    #[case("+31612345678 2 mannen", Wat::Telefoonnummer, "+31612345678")]
    #[case("0612345678 14.30 uur", Wat::Telefoonnummer, "0612345678")]
    #[case("man bsn 111222333", Wat::Bsn, "bsn 111222333")]
    #[case("man 111222333 rode jas", Wat::Bsn, "111222333")]
    #[case("geb 12-03-1985 rode jas", Wat::Geboortedatum, "geb 12-03-1985")]
    #[case("man 12-03-85 rode jas", Wat::Geboortedatum, "12-03-85")]
    #[case("geboren op 1/4/2001", Wat::Geboortedatum, "geboren op 1/4/2001")]
    #[case("man 3 mei 1990", Wat::Geboortedatum, "3 mei 1990")]
    #[case("mail naar jan@example.com", Wat::Email, "jan@example.com")]
    #[case("kijk op https://t.co/x voor foto", Wat::Link, "https://t.co/x")]
    #[case("zie www.politie.nl/gezocht", Wat::Link, "www.politie.nl/gezocht")]
    #[case("zie politie.nl", Wat::Link, "politie.nl")]
    #[case("verdachte Kevin de Boer zwarte jas", Wat::NaamVerdachte, "Kevin de Boer")]
    #[case("man genaamd mohamed b rode jas", Wat::NaamVerdachte, "genaamd mohamed b")]
    #[case("dader is Jansen", Wat::NaamVerdachte, "Jansen")]
    #[case("naam: Piet Pietersen", Wat::NaamVerdachte, "naam: Piet Pietersen")]
    #[case("kevin de boer in zwarte jas", Wat::NaamVerdachte, "kevin de boer")]
    #[case("Jan Jansen rent weg", Wat::NaamVerdachte, "Jan Jansen")]
    #[case("man Oost-Europees type", Wat::Herkomst, "Oost-Europees")]
    #[case("man met Marokkaans uiterlijk", Wat::Herkomst, "Marokkaans")]
    #[case("negroïde man", Wat::Herkomst, "negroïde")]
    #[case("zigeuners met busje", Wat::Herkomst, "zigeuners")]
    #[case("getinte man", Wat::Huidskleur, "getinte")]
    #[case("zwarte man met pet", Wat::Huidskleur, "zwarte")]
    #[case("slachtoffer is vrouw van 82, dader man rode jas", Wat::Slachtoffer, "slachtoffer is vrouw van 82")]
    #[case("woont 2719 AB 14 daar", Wat::Postcode, "2719 AB 14")]
    fn what_may_not_stand_there_is_found(#[case] tekst: &str, #[case] wat: Wat, #[case] stuk: &str) {
        assert_eq!(gevonden(tekst, false), [(wat, stuk.to_owned())], "{tekst}");
    }

    #[rstest]
    #[case("man zwarte jas witte schoenen richting station")]
    #[case("Bel 112 of 0900-8844")]
    #[case("grijze VW Golf kenteken 12-ABC-3")]
    #[case("Man, 20-25 jaar, 1.80 lang, zwarte Nike trui")]
    #[case("Verdachte draagt zwarte jas")]
    #[case("verdachte man loopt in de Dorpsstraat")]
    #[case("dader te voet, 2 mannen met bivakmuts")]
    #[case("op 23-11-2026 om 14.15")]
    #[case("man van 30 jaar met rode jas")]
    #[case("tot 3 jan")]
    #[case("123456789")]
    fn what_may_stand_there_is_left_alone(#[case] tekst: &str) {
        assert_eq!(gevonden(tekst, false), [], "{tekst}");
    }

    #[rstest]
    #[case("vrouw 82 dement, beige jas", Wat::Gezondheid, "dement")]
    #[case("man 75, is licht verward en heeft rollator", Wat::Gezondheid, "is licht verward en heeft")]
    #[case("meisje 14 heeft medicijnen nodig, rode jas", Wat::Gezondheid, "heeft medicijnen nodig")]
    #[case("Anna de Vries, 14 jaar", Wat::Achternaam, "de Vries")]
    fn of_a_missing_person_health_and_surname_are_found(#[case] tekst: &str, #[case] wat: Wat, #[case] stuk: &str) {
        assert_eq!(gevonden(tekst, true), [(wat, stuk.to_owned())], "{tekst}");
    }

    #[rstest]
    #[case("kenteken 12-ABC-3", &["12-ABC-3"])]
    #[case("kenteken 12 abc 3 grijze golf", &["12-ABC-3"])]
    #[case("golf gb123x weg", &["GB-123-X"])]
    #[case("AB-12-CD", &["AB-12-CD"])]
    #[case("kenteken: xx-99-11 zwarte audi", &["XX-99-11"])]
    #[case("2 man 20 jr", &[])]
    #[case("man 1.80 zwarte jas", &[])]
    #[case("kenteken onbekend", &[])]
    fn licence_plates_are_known_by_their_form(#[case] tekst: &str, #[case] verwacht: &[&str]) {
        let gevonden: Vec<String> = kentekens(tekst).into_iter().map(|(_, kenteken)| kenteken).collect();
        assert_eq!(gevonden, verwacht, "{tekst}");
    }

    #[test]
    fn the_eleven_test() {
        assert!(is_bsn("111222333") && is_bsn("123456782"));
        assert!(!is_bsn("123456789") && !is_bsn("000000000") && !is_bsn("12345678"));
    }

    proptest! {
        #[test]
        fn any_text_is_checked_without_panic_and_findings_are_within_it(tekst in ".{0,120}", vermissing in any::<bool>()) {
            let woorden = woorden(&tekst);
            let woorden: Vec<Woord<'_>> = woorden.iter().map(|(norm, plek)| (norm.as_str(), plek.clone())).collect();
            for bevinding in controleer(&tekst, &woorden, vermissing) {
                prop_assert!(tekst.get(bevinding.plek).is_some());
            }
            for (plek, _) in kentekens(&tekst) {
                prop_assert!(tekst.get(plek).is_some());
            }
        }
    }
}
