//! Addresses that WhatsApp opens itself instead of a browser.
//!
//! Source: WhatsApp's help, "How to use click to chat": a link without a number opens the list of chats, with the text ready.

use reqwest::Url;

/// The longest text that a person can send.
const TYPED_MAX: usize = 65_536;

/// The text that stands ready to be sent in a chat that one chooses; `None` where the address is another one.
#[must_use]
pub fn text_to_share(address: &str) -> Option<String> {
    let address = Url::parse(address).ok()?;
    let opens = match (address.scheme(), address.host_str()?, address.path().trim_end_matches('/')) {
        ("https", "wa.me", "") => true,
        ("https", "api.whatsapp.com", "/send") => address.query_pairs().all(|(name, _)| name != "phone"),
        _ => false,
    };
    let text = address.query_pairs().find(|(name, _)| name == "text").map(|(_, text)| text.into_owned());
    text.filter(|text| opens && !text.trim().is_empty() && text.chars().count() <= TYPED_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_open_the_list_and_nothing_else_does() {
        let text = Some("a b\nc & é".to_owned());
        assert_eq!(text_to_share("https://wa.me/?text=a%20b%0Ac%20%26%20%C3%A9"), text);
        assert_eq!(text_to_share("https://api.whatsapp.com/send?text=a%20b%0Ac%20%26%20%C3%A9"), text);
        for other in [
            "https://wa.me/31612340000?text=a",
            "https://api.whatsapp.com/send?phone=31612340000&text=a",
            "https://wa.me/?text=",
            "http://wa.me/?text=a",
            "https://wa.me.example/?text=a",
            "wa.me",
            "",
        ] {
            assert_eq!(text_to_share(other), None, "{other}");
        }
    }
}
