//! The signature on a webhook body: HMAC-SHA-256 over the raw bytes with the app secret.
//!
//! Invariant: compared in constant time, over the bytes as they came in; the body is never written anew.
//! Source: Meta, "Create a webhook endpoint" (December 2025).

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The header that carries the signature.
pub const HEADER: &str = "x-hub-signature-256";

fn mac(secret: &SecretString, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    mac.update(body);
    Some(mac)
}

/// The header's value for a body, as Meta makes it.
#[must_use]
pub fn sign(secret: &SecretString, body: &[u8]) -> String {
    let code = mac(secret, body).map(|mac| hex::encode(mac.finalize().into_bytes()));
    format!("sha256={}", code.unwrap_or_default())
}

/// Whether one of the secrets made this signature. Several hold while a secret is being replaced.
#[must_use]
pub fn verify(secrets: &[SecretString], body: &[u8], header: Option<&str>) -> bool {
    let Some(code) = header.and_then(|header| header.strip_prefix("sha256=")).and_then(|code| hex::decode(code).ok())
    else {
        return false;
    };
    // Every secret is tried, so that the time taken does not tell which one fits.
    secrets.iter().filter(|secret| mac(secret, body).is_some_and(|mac| mac.verify_slice(&code).is_ok())).count() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_secret_over_the_right_bytes_passes() {
        let secrets = ["new".into(), "old".into()];
        let body = br#"{"naam":"\u00e9"}"#;
        for secret in &secrets {
            assert!(verify(&secrets, body, Some(&sign(secret, body))));
        }
        let other = SecretString::from("other");
        assert!(!verify(&secrets, body, Some(&sign(&other, body))));
        assert!(!verify(&secrets, br#"{"naam":"e"}"#, Some(&sign(&secrets[0], body))));
        for header in [None, Some(""), Some("sha256="), Some("sha256=zz"), Some("sha1=00"), Some("sha256=00")] {
            assert!(!verify(&secrets, body, header), "{header:?}");
        }
    }
}
