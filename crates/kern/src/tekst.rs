//! Texts as rows of characters. Owns no sentence.

/// At most `most` characters; what is cut off shows as an ellipsis.
#[must_use]
pub fn ingekort(tekst: &str, most: usize) -> String {
    if tekst.chars().count() <= most {
        return tekst.to_owned();
    }
    let mut kort: String = tekst.chars().take(most.saturating_sub(1)).collect();
    kort.push('…');
    kort
}

/// A text as it stands in an address: each byte that may mean something there as `%` and two hexadecimal digits (RFC 3986,
/// section 2.1).
#[must_use]
pub fn in_een_adres(tekst: &str) -> String {
    let teken = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    tekst.bytes().map(teken).collect()
}
