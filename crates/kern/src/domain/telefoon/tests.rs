use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[test]
fn every_usual_notation_is_one_number() {
    for tekst in [
        "06 1234 0001",
        "0612340001",
        "06-12340001",
        "06/12340001",
        "06.12.34.00.01",
        "06-1234.0001",
        "(06) 1234 0001",
        "+31 6 12340001",
        "+31 (0)6 1234 0001",
        "+31(0)612340001",
        "+31 06 12340001",
        "(+31) 6 12340001",
        "0031612340001",
        "0031 (0)6 1234 0001",
        "00 31 06 12340001",
        "31612340001",
        "31 06 12340001",
        "tel:+31612340001",
        "Tel. 06 1234 0001",
        "mobiel: 06 1234 0001",
        "T 0612340001",
        "[06] 12340001",
    ] {
        assert_eq!(lees_nummer(tekst).as_deref(), Some("31612340001"), "{tekst}");
    }
}

#[rstest]
#[case("612340001")]
#[case("6 12340001")]
#[case("6-1234 0001")]
#[case("612.340.001")]
#[case("612,340,001")]
#[case("612340001.0")]
#[case("612340001,00")]
#[case("31612340001.0")]
#[case("'0612340001")]
#[case("’0612340001")]
#[case("´0612340001")]
#[case("=\"0612340001\"")]
fn what_a_spreadsheet_made_of_a_number(#[case] tekst: &str) {
    let nummer = lees(tekst).unwrap();
    assert_eq!((nummer.cijfers(), nummer.soort), ("31612340001", Soort::Mobiel), "{tekst}");
}

#[rstest]
#[case("\u{202a}+31 6 12340001\u{202c}")]
#[case("06\u{a0}1234\u{a0}0001")]
#[case("06\u{202f}1234\u{2007}0001")]
#[case("06\u{2011}1234\u{2011}0001")]
#[case("06\u{2013}1234\u{2212}0001")]
#[case("0612340001\u{200b}")]
#[case("\u{feff}0612340001")]
#[case("\u{2066}06 1234\u{ad}0001\u{2069}")]
#[case("０６１２３４０００１")]
#[case("＋31 6 1234 0001")]
fn what_cannot_be_seen_does_not_matter(#[case] tekst: &str) {
    assert_eq!(lees_nummer(tekst).as_deref(), Some("31612340001"), "{tekst:?}");
}

#[rstest]
#[case("", Fout::Leeg)]
#[case(" - ", Fout::Leeg)]
#[case("06 1234", Fout::Lengte)]
#[case("zes", Fout::Tekens)]
#[case("06-1234000👍", Fout::Tekens)]
#[case("+", Fout::Leeg)]
#[case("0612340001234567", Fout::Lengte)]
#[case("+0612340001", Fout::BestaatNiet)]
#[case("3.16E+10", Fout::Afgerond)]
#[case("3,16123E+10", Fout::Afgerond)]
#[case("6,12E8", Fout::Afgerond)]
#[case("O6 1234 OOO1", Fout::LetterO)]
#[case("06 1234 ooo1", Fout::LetterO)]
#[case("06 1234 0018 / 06 1234 0019", Fout::Meer)]
#[case("0612340018 of 0612340019", Fout::Meer)]
#[case("0612340018;0612340019", Fout::Meer)]
#[case("0612340018 0612340019", Fout::Meer)]
#[case("+31612340018 +31612340019", Fout::Meer)]
#[case("112", Fout::Kort)]
#[case("14 070", Fout::Kort)]
#[case("0900-8844", Fout::Dienst)]
#[case("0800 1234", Fout::Dienst)]
#[case("0800-1234567", Fout::Dienst)]
#[case("+31 900 8844", Fout::Dienst)]
#[case("0906-1234", Fout::Dienst)]
#[case("061234001", Fout::Lengte)]
#[case("06123400011", Fout::Lengte)]
#[case("12340001", Fout::Lengte)]
#[case("32470123456", Fout::ZonderLand)]
#[case("6123400013", Fout::ZonderLand)]
#[case("+612340001", Fout::Lengte)]
#[case("00612340001", Fout::Lengte)]
#[case("+32 12", Fout::Lengte)]
#[case("+49 12345678901234", Fout::Lengte)]
#[case("06+12340001", Fout::Tekens)]
fn what_is_no_number_says_why(#[case] tekst: &str, #[case] fout: Fout) {
    assert_eq!(lees(tekst), Err(fout), "{tekst}");
}

#[rstest]
#[case("070 123 4567", "31701234567", Soort::Vast)]
#[case("(079) 123 45 67", "31791234567", Soort::Vast)]
#[case("701234567", "31701234567", Soort::Vast)]
#[case("088-1234567", "31881234567", Soort::Vast)]
#[case("+32 470 12 34 56", "32470123456", Soort::Buitenland)]
#[case("0032470123456", "32470123456", Soort::Buitenland)]
#[case("+49 (0)170 1234567", "491701234567", Soort::Buitenland)]
#[case("+597 123456", "597123456", Soort::Buitenland)]
#[case("+44 7700 900123", "447700900123", Soort::Buitenland)]
fn other_kinds_are_told_apart(#[case] tekst: &str, #[case] cijfers: &str, #[case] soort: Soort) {
    let nummer = lees(tekst).unwrap();
    assert_eq!((nummer.cijfers(), nummer.soort), (cijfers, soort));
}

#[rstest]
#[case("612340777", &["31612340777"])]
#[case("het nummer is 06\u{a0}1234\u{a0}0777, gestolen om 14.30", &["31612340777"])]
#[case("\u{202a}+31 6 12340777\u{202c} graag", &["31612340777"])]
#[case("06\u{2011}12340777", &["31612340777"])]
#[case("Groep 3: 0612340777 en 0612340778", &["31612340777", "31612340778"])]
#[case("0612340777 0612340778", &["31612340777", "31612340778"])]
#[case("0612340777/0612340778", &["31612340777", "31612340778"])]
#[case("0612340777, +31612340777", &["31612340777"])]
#[case("06 1234 0777 van iemand van 35", &["31612340777"])]
#[case("ZM-0001 0612340777.", &["31612340777"])]
#[case("(06) 1234 0777", &["31612340777"])]
#[case("bel 112 of 0900-8844", &[])]
#[case("NL91ABNA0417164300", &[])]
#[case("12 december om 14.30 uur", &[])]
#[case("6-12-2026 14", &[])]
#[case("vanaf 14-12-2026 9 uur", &[])]
#[case("6 1234 0777", &["31612340777"])]
#[case("👍", &[])]
fn the_numbers_in_a_text(#[case] tekst: &str, #[case] verwacht: &[&str]) {
    let gevonden = nummers_in(tekst);
    assert_eq!(gevonden.iter().map(Nummer::cijfers).collect::<Vec<_>>(), verwacht, "{tekst}");
}

#[test]
fn a_number_shows_nothing_in_a_log() {
    assert!(!format!("{:?}", lees("06 1234 0001")).contains("1234"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(tekst in ".{0,80}") {
        let _ = (lees(&tekst), nummers_in(&tekst));
    }

    #[test]
    fn bare_digits_are_never_abroad(tekst in "[1-9][0-9 .-]{5,18}") {
        if let Ok(nummer) = lees(&tekst) {
            prop_assert!(nummer.cijfers().starts_with("31"));
        }
    }
}
