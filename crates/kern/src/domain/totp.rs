//! One-time codes from an authenticator app: RFC 6238 with SHA-1, six digits and steps of thirty seconds.
//!
//! Owns the code of a moment, which codes count at a moment, and what a QR code for an app holds. Where secrets are
//! kept and who may try is the store's and the handlers'. Invariant: a step counts once; nothing here shows a secret
//! in `Debug`.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::tekst::in_een_adres;

/// Bytes of a secret: those of the hash (RFC 4226, section 4).
pub const SECRET_BYTES: usize = 20;
/// Seconds of a step, as authenticator apps have it.
const STEP_S: i64 = 30;
/// Steps that a telephone's clock may be off, each way.
const DRIFT_STEPS: i64 = 1;
/// Digits of a code.
pub const DIGITS: usize = 6;

/// The secret that an app and the bot share.
#[derive(Clone, PartialEq, Eq)]
pub struct Geheim(Vec<u8>);

impl fmt::Debug for Geheim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Geheim(..)")
    }
}

/// What a typed code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Right; this step is used with it.
    Goed(i64),
    /// Right, and used before.
    Gebruikt,
    /// Of no step that counts now.
    Fout,
}

impl Geheim {
    /// A secret of these bytes.
    #[must_use]
    pub fn van(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// Its bytes, to keep.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The code of a step.
    #[must_use]
    pub fn code(&self, stap: i64) -> String {
        // A key of any length is fine for HMAC; a code of nothing fits no typed one.
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        mac.update(&stap.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let offset = usize::from(hash.last().copied().unwrap_or_default() & 0x0f);
        let number = hash.iter().skip(offset).take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }

    /// What a code is that was typed at a moment, where `laatste` is the last step that was used.
    ///
    /// Every step that counts is looked at, and each digit of it, so that the time it takes tells nothing.
    #[must_use]
    pub fn controleer(&self, getypt: &str, nu_ms: i64, laatste: i64) -> Code {
        let nu = stap(nu_ms);
        let mut uitkomst = Code::Fout;
        for deze in nu - DRIFT_STEPS..=nu + DRIFT_STEPS {
            let gelijk = is_gelijk(self.code(deze).as_bytes(), getypt.as_bytes());
            uitkomst = match (gelijk, uitkomst) {
                (true, _) if deze > laatste => Code::Goed(deze),
                (true, Code::Fout) => Code::Gebruikt,
                (_, uitkomst) => uitkomst,
            };
        }
        uitkomst
    }

    /// What the QR code for an authenticator app holds.
    #[must_use]
    pub fn uri(&self, naam: &str) -> String {
        let naam = in_een_adres(naam);
        let geheim = base32(&self.0);
        format!(
            "otpauth://totp/heterdaad:{naam}?secret={geheim}&issuer=heterdaad&algorithm=SHA1&digits={DIGITS}&period={STEP_S}"
        )
    }
}

/// The step of a moment.
#[must_use]
pub const fn stap(ms: i64) -> i64 {
    ms.div_euclid(1_000 * STEP_S)
}

/// Whether two codes are the same; how long that takes does not depend on where they differ.
fn is_gelijk(een: &[u8], ander: &[u8]) -> bool {
    een.len() == ander.len() && een.iter().zip(ander).fold(0, |anders, (een, ander)| anders | (een ^ ander)) == 0
}

/// RFC 4648, section 6, without padding: what authenticator apps read.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let groep = |vijf: &[u8]| {
        let getal =
            (0..5).fold(0_u64, |getal, plaats| (getal << 8) | u64::from(vijf.get(plaats).copied().unwrap_or(0)));
        let letters = (vijf.len() * 8).div_ceil(5);
        (0..letters)
            .map(move |plaats| char::from(LETTERS[(getal >> (35 - 5 * plaats)) as usize & 31]))
            .collect::<String>()
    };
    bytes.chunks(5).map(groep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn rfc() -> Geheim {
        Geheim::van(*b"12345678901234567890")
    }

    /// RFC 6238, appendix B, the last six of its eight digits.
    #[rstest]
    #[case(59, "287082")]
    #[case(1_111_111_109, "081804")]
    #[case(1_111_111_111, "050471")]
    #[case(1_234_567_890, "005924")]
    #[case(2_000_000_000, "279037")]
    #[case(20_000_000_000, "353130")]
    fn the_vectors_of_the_rfc(#[case] s: i64, #[case] code: &str) {
        assert_eq!(rfc().code(stap(s * 1_000)), code);
    }

    #[test]
    fn a_code_counts_one_step_early_or_late_and_once() {
        let geheim = rfc();
        let nu_ms = 1_795_440_005_000;
        let nu = stap(nu_ms);
        for deze in nu - 1..=nu + 1 {
            assert_eq!(geheim.controleer(&geheim.code(deze), nu_ms, 0), Code::Goed(deze));
            assert_eq!(geheim.controleer(&geheim.code(deze), nu_ms, deze), Code::Gebruikt);
        }
        for deze in [nu - 2, nu + 2] {
            assert_eq!(geheim.controleer(&geheim.code(deze), nu_ms, 0), Code::Fout);
        }
        for getypt in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(geheim.controleer(getypt, nu_ms, 0), Code::Fout);
        }
    }

    #[test]
    fn an_earlier_code_is_no_good_after_a_later_one() {
        let geheim = rfc();
        let nu_ms = 1_795_440_005_000;
        assert_eq!(geheim.controleer(&geheim.code(stap(nu_ms) - 1), nu_ms, stap(nu_ms)), Code::Gebruikt);
    }

    /// RFC 4648, section 10, without the padding.
    #[rstest]
    #[case("", "")]
    #[case("f", "MY")]
    #[case("fo", "MZXQ")]
    #[case("foo", "MZXW6")]
    #[case("foob", "MZXW6YQ")]
    #[case("fooba", "MZXW6YTB")]
    #[case("foobar", "MZXW6YTBOI")]
    fn base32_as_in_the_rfc(#[case] plain: &str, #[case] coded: &str) {
        assert_eq!(base32(plain.as_bytes()), coded);
    }

    #[test]
    fn an_app_gets_all_it_needs_and_debug_shows_nothing() {
        assert_eq!(
            rfc().uri("Agent Eén"),
            "otpauth://totp/heterdaad:Agent%20E%C3%A9n?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=heterdaad&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(format!("{:?}", rfc()), "Geheim(..)");
    }
}
