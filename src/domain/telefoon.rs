//! Telephone numbers as people write them.
//!
//! Invariant: what comes out is digits with a country code, as WhatsApp writes a `wa_id`.

/// Reads a number in any usual notation (`06-1234 5678`, `+31 (0)6 1234 5678`, `0031…`) into digits with
/// the country code; numbers without one are Dutch. `None` if it is no telephone number.
#[must_use]
pub fn lees_nummer(tekst: &str) -> Option<String> {
    let tekst = tekst.trim().replace("(0)", "");
    let internationaal = tekst.starts_with('+');
    let rest = tekst.strip_prefix('+').unwrap_or(&tekst);
    if !rest.chars().all(|teken| teken.is_ascii_digit() || matches!(teken, ' ' | '-' | '.' | '(' | ')' | '/')) {
        return None;
    }
    let cijfers: String = rest.chars().filter(char::is_ascii_digit).collect();
    let nummer = match cijfers.as_str() {
        _ if internationaal => cijfers,
        met if met.starts_with("00") => met[2..].to_owned(),
        nederlands if nederlands.starts_with('0') => format!("31{}", &nederlands[1..]),
        met => met.to_owned(),
    };
    let lengte_goed = if nummer.starts_with("31") { nummer.len() == 11 } else { (9..=15).contains(&nummer.len()) };
    (lengte_goed && !nummer.starts_with('0')).then_some(nummer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_notation_is_one_number() {
        for tekst in [
            "06 1234 0001",
            "0612340001",
            "06-12340001",
            "+31 6 12340001",
            "+31 (0)6 1234 0001",
            "0031612340001",
            "31612340001",
        ] {
            assert_eq!(lees_nummer(tekst).as_deref(), Some("31612340001"), "{tekst}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for tekst in ["", "06 1234", "zes", "06-1234000👍", "+", "0612340001234567", "+0612340001"] {
            assert_eq!(lees_nummer(tekst), None, "{tekst}");
        }
    }
}
