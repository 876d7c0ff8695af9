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
