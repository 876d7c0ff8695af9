//! The address that opens WhatsApp's own list of chats with a text ready to be sent.
//!
//! Owns the forms that a gemeente can choose, and how a text goes into one. Invariant: what the address gives back is the
//! text, letter for letter.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

/// What is written as it is not: all but letters, figures and the four other signs of RFC 3986 that stand for themselves.
const GECODEERD: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Which address a gemeente uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deellink {
    /// `wa.me`.
    #[default]
    Wa,
    /// `api.whatsapp.com`.
    Api,
    /// None: the text to copy goes instead.
    Uit,
}

/// A text without emoji: in an address some phones read them as something else.
#[must_use]
pub fn zonder_emoji(tekst: &str) -> String {
    let is_emoji = |teken: char| matches!(teken, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}');
    let regel = |regel: &str| {
        let over: String = regel.chars().filter(|teken| !is_emoji(*teken)).collect();
        over.split(' ').filter(|woord| !woord.is_empty()).collect::<Vec<_>>().join(" ")
    };
    tekst.split('\n').map(regel).collect::<Vec<_>>().join("\n")
}

impl Deellink {
    /// Whose address it is; `None` where the gemeente wants none.
    #[must_use]
    pub const fn host(self) -> Option<&'static str> {
        match self {
            Self::Wa => Some("wa.me"),
            Self::Api => Some("api.whatsapp.com"),
            Self::Uit => None,
        }
    }

    /// The address for a text; `None` where the gemeente wants none.
    ///
    /// Source: WhatsApp's help, "How to use click to chat" (a link without a number lets one choose the chat).
    #[must_use]
    pub fn adres(self, tekst: &str) -> Option<String> {
        let begin = match self {
            Self::Wa => "https://wa.me/?text=",
            Self::Api => "https://api.whatsapp.com/send?text=",
            Self::Uit => return None,
        };
        Some(format!("{begin}{}", utf8_percent_encode(tekst, GECODEERD)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_go_and_all_else_stays() {
        let tekst = "Kijk uit naar: man 👮🏽 met café-tas ☎️, 3,50 €\nNiet zelf benaderen 👍";
        assert_eq!(zonder_emoji(tekst), "Kijk uit naar: man met café-tas , 3,50 €\nNiet zelf benaderen");
        let gewoon = "POLITIEBERICHT ZM-0001\nWaar: Ångström, *vet* ← links\n\nGezien?";
        assert_eq!(zonder_emoji(gewoon), gewoon);
    }

    #[test]
    fn each_form_has_its_address() {
        let tekst = "POLITIEBERICHT ZM-0001\nWaar: café & \"hoek\", 50%?";
        let text = "POLITIEBERICHT%20ZM-0001%0AWaar%3A%20caf%C3%A9%20%26%20%22hoek%22%2C%2050%25%3F";
        assert_eq!(Deellink::Wa.adres(tekst), Some(format!("https://wa.me/?text={text}")));
        assert_eq!(Deellink::Api.adres(tekst), Some(format!("https://api.whatsapp.com/send?text={text}")));
        assert_eq!(Deellink::Uit.adres(tekst), None);
    }
}
