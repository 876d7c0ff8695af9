//! The page behind the link button of an alert: whose it is, and which address it has.
//!
//! Owns the token in that address. What the page shows and what a tap on it does is not decided here.
//! Invariants: a token stands for one person and one alert, and nobody without the key can make one; nothing here shows a
//! key in `Debug`.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::persoon::{MeldingId, PersoonId};

/// What stands between the address of the bot and the token.
pub const PAD: &str = "/d/";
/// Bytes of the signature that stand in a token: 128 bits, which nobody guesses.
const HANDTEKENING_BYTES: usize = 16;
/// What is signed, so that the same secret signs nothing else in this way.
const WAARVOOR: &str = "heterdaad deelpagina 1";

/// Where the pages are, and what their tokens are signed with.
#[derive(Clone)]
pub struct Deelpagina {
    adres: String,
    geheimen: Vec<Vec<u8>>,
}

impl fmt::Debug for Deelpagina {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deelpagina").field("adres", &self.adres).finish_non_exhaustive()
    }
}

impl Deelpagina {
    /// Pages at this address of the bot, with or without a slash at its end. The first secret signs; all of them count, while one is
    /// being replaced.
    #[must_use]
    pub fn op(adres: &str, geheimen: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self { adres: adres.trim_end_matches('/').to_owned(), geheimen: geheimen.into_iter().collect() }
    }

    /// The address of all pages, with `{{1}}` for the token, as a template at Meta has it.
    #[must_use]
    pub fn sjabloonadres(&self) -> String {
        format!("{}{PAD}{{{{1}}}}", self.adres)
    }

    /// The host of the pages, as people see it before an address.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.adres.split_once("://").map_or(self.adres.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// The token of somebody's page for an alert: short, and of characters that stand for themselves in an address.
    #[must_use]
    pub fn token(&self, melding: MeldingId, persoon: PersoonId) -> String {
        let code = self.geheimen.first().and_then(|geheim| mac(geheim, melding, persoon));
        let code = code.map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
        let code: String = code.iter().take(HANDTEKENING_BYTES).map(|byte| format!("{byte:02x}")).collect();
        format!("{:x}-{:x}-{code}", melding.0, persoon.0)
    }

    /// Whose page a token is for, and for which alert; `None` where we did not make it.
    #[must_use]
    pub fn lees(&self, token: &str) -> Option<(MeldingId, PersoonId)> {
        let [melding, persoon, code] = token.split('-').collect::<Vec<_>>().try_into().ok()?;
        let (melding, persoon) = (MeldingId(getal(melding)?), PersoonId(getal(persoon)?));
        let code = bytes(code)?;
        // Every secret is tried, so that the time taken does not tell which one fits.
        let past = |geheim: &&Vec<u8>| {
            mac(geheim, melding, persoon).is_some_and(|mac| mac.verify_truncated_left(&code).is_ok())
        };
        (self.geheimen.iter().filter(past).count() > 0).then_some((melding, persoon))
    }
}

fn mac(geheim: &[u8], melding: MeldingId, persoon: PersoonId) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(geheim).ok()?;
    mac.update(format!("{WAARVOOR} {} {}", melding.0, persoon.0).as_bytes());
    Some(mac)
}

/// A number as [`Deelpagina::token`] writes it, and in no other way.
fn getal(tekst: &str) -> Option<i64> {
    let getal = i64::from_str_radix(tekst, 16).ok()?;
    (getal >= 0 && format!("{getal:x}") == tekst).then_some(getal)
}

fn bytes(tekst: &str) -> Option<[u8; HANDTEKENING_BYTES]> {
    let cijfers = tekst.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if tekst.len() != 2 * HANDTEKENING_BYTES || !cijfers {
        return None;
    }
    let mut bytes = [0; HANDTEKENING_BYTES];
    for (byte, plaats) in bytes.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(tekst.get(plaats..plaats + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pagina(geheimen: &[&str]) -> Deelpagina {
        Deelpagina::op("https://bot.example/", geheimen.iter().map(|geheim| geheim.as_bytes().to_vec()))
    }

    #[test]
    fn a_token_is_read_back_and_stands_for_itself_in_an_address() {
        let token = pagina(&["een geheim"]).token(MeldingId(231), PersoonId(40_000));
        assert_eq!(pagina(&["een geheim"]).lees(&token), Some((MeldingId(231), PersoonId(40_000))));
        assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{token}");
        assert!(token.len() < 60, "{token}");
        assert_eq!(pagina(&[]).sjabloonadres(), "https://bot.example/d/{{1}}");
        assert_eq!(pagina(&[]).host(), "bot.example");
    }

    #[test]
    fn a_token_of_the_secret_before_goes_on_and_one_of_nobody_does_not() {
        let oud = pagina(&["oud geheim"]).token(MeldingId(1), PersoonId(2));
        assert!(pagina(&["nieuw geheim", "oud geheim"]).lees(&oud).is_some());
        assert_eq!(pagina(&["nieuw geheim"]).lees(&oud), None);
        assert_eq!(pagina(&[]).lees(&oud), None);
        assert_eq!(
            pagina(&[]).lees(&pagina(&[]).token(MeldingId(1), PersoonId(2))),
            None,
            "without a secret none counts"
        );
    }

    #[test]
    fn no_other_way_of_writing_it_counts() {
        let pagina = pagina(&["een geheim"]);
        let token = pagina.token(MeldingId(10), PersoonId(11));
        for ander in [
            token.to_uppercase(),
            format!("0{token}"),
            format!("{token}0"),
            format!(" {token}"),
            token.replace('-', "--"),
            token.replacen("a-b", "b-a", 1),
            token.replacen("a-b", "-a-b", 1),
            token[..token.len() - 2].to_owned(),
        ] {
            assert_eq!(pagina.lees(&ander), None, "{ander}");
        }
    }

    #[test]
    fn a_secret_does_not_show() {
        let shown = format!("{:?}", pagina(&["een geheim"]));
        assert!(shown.contains("bot.example") && !shown.contains("geheim"), "{shown}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_means_nothing(text in ".{0,80}") {
            prop_assert_eq!(pagina(&["een geheim"]).lees(&text), None);
        }

        #[test]
        fn one_changed_character_spoils_it(melding in 0..i64::MAX, persoon in 0..i64::MAX, plaats in 0..64_usize, teken in "[0-9a-f-]") {
            let pagina = pagina(&["een geheim"]);
            let token = pagina.token(MeldingId(melding), PersoonId(persoon));
            let plaats = plaats % token.len();
            let ander = format!("{}{teken}{}", &token[..plaats], &token[plaats + 1..]);
            prop_assume!(ander != token);
            prop_assert_eq!(pagina.lees(&ander), None);
        }
    }
}
