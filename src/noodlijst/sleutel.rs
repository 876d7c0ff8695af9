//! The police's key for the emergency list, by age.
//!
//! Owns the encryption. Part of `serve` alone: age brings over a hundred crates.

use std::io::Write as _;
use std::str::FromStr as _;

use crate::noodlijst::Key;

/// A public key (`age1…`); only the police hold the secret one.
#[derive(Clone)]
pub struct AgeKey(age::x25519::Recipient);

impl std::fmt::Debug for AgeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl AgeKey {
    /// Reads a public key (`age1…`); `None` if it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        age::x25519::Recipient::from_str(text.trim()).ok().map(Self)
    }
}

impl Key for AgeKey {
    fn encrypt(&self, text: &str) -> anyhow::Result<Vec<u8>> {
        let recipients = std::iter::once(&self.0 as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients)?;
        let mut encrypted = Vec::new();
        let armor = age::armor::ArmoredWriter::wrap_output(&mut encrypted, age::armor::Format::AsciiArmor)?;
        let mut writer = encryptor.wrap_output(armor)?;
        writer.write_all(text.as_bytes())?;
        writer.finish()?.finish()?;
        Ok(encrypted)
    }
}
