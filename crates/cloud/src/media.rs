//! Files: fetched with our token, uploaded, deleted.
//!
//! Source: Meta, "Media" (December 2025). Invariants: our token goes to Meta's own hosts only; what is fetched is
//! no larger than allowed and is what Meta's hash says; nothing is written to disk.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use kern::domain::afzender::NumberId;

use super::Bot;
use super::error::Error;

/// Bytes of a picture (Meta's own limit).
pub const PICTURE_BYTES_MAX: usize = 5 * 1024 * 1024;
/// The host that Meta serves files from.
const META_HOST: &str = "lookaside.fbsbx.com";

/// Why a file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// Meta refused, or did not answer.
    #[error(transparent)]
    Api(#[from] Error),
    /// The address is not one of Meta's: our token is not sent there.
    #[error("the file is at a host that is not Meta's")]
    Host,
    /// Larger than [`PICTURE_BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// Not what Meta's hash says.
    #[error("the file is not what its hash says")]
    Hash,
}

/// Where a file is.
struct Found {
    url: String,
    sha256: String,
    size: Option<u64>,
}

/// Fetches a file that somebody sent. `sha256` is what the webhook said of it, if it did.
///
/// # Errors
/// See [`MediaError`].
pub async fn fetch(
    bot: &Bot,
    phone_number_id: &NumberId,
    id: &str,
    sha256: Option<&str>,
) -> Result<Vec<u8>, MediaError> {
    let value = bot.look_up(&format!("{id}?phone_number_id={phone_number_id}")).await?;
    let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let size = value["file_size"].as_u64().or_else(|| value["file_size"].as_str()?.parse().ok());
    let found = Found { url: word("url"), sha256: word("sha256"), size };
    if !is_metas(&found.url, bot.base_url()) {
        return Err(MediaError::Host);
    }
    if found.size.is_some_and(|size| size > PICTURE_BYTES_MAX as u64) {
        return Err(MediaError::TooLarge);
    }
    let bytes = bot.download(&found.url, PICTURE_BYTES_MAX).await?.ok_or(MediaError::TooLarge)?;
    let said = [Some(found.sha256.as_str()), sha256].into_iter().flatten().filter(|hash| !hash.is_empty());
    if said.into_iter().all(|hash| is_hash(hash, &bytes)) { Ok(bytes) } else { Err(MediaError::Hash) }
}

/// Base64 in webhooks and answers; older samples show it in hex.
fn is_hash(said: &str, bytes: &[u8]) -> bool {
    let hash = Sha256::digest(bytes);
    said == STANDARD.encode(hash) || said.eq_ignore_ascii_case(&hex::encode(hash))
}

/// Whether a file's address is one that may see our token: Meta's own, or on the API's host itself.
fn is_metas(url: &str, base_url: &str) -> bool {
    let Ok(url) = url.parse::<reqwest::Url>() else { return false };
    let own = base_url.parse::<reqwest::Url>().is_ok_and(|base| base.origin() == url.origin());
    own || (url.scheme() == "https"
        && url.host_str() == Some(META_HOST)
        && url.port().is_none()
        && url.username().is_empty())
}

/// Uploads a JPEG; answers its id, which lives for thirty days.
///
/// # Errors
/// See [`Error`].
pub async fn upload(bot: &Bot, phone_number_id: &NumberId, jpeg: Vec<u8>) -> Result<String, Error> {
    uploaded(bot.upload(phone_number_id, jpeg, "image/jpeg").await?)
}

/// The same for a PNG.
///
/// # Errors
/// See [`Error`].
pub async fn upload_png(bot: &Bot, phone_number_id: &NumberId, png: Vec<u8>) -> Result<String, Error> {
    uploaded(bot.upload(phone_number_id, png, "image/png").await?)
}

fn uploaded(value: Value) -> Result<String, Error> {
    value["id"].as_str().map(str::to_owned).ok_or(Error::Ambiguous)
}

/// Deletes a file at Meta. One that is gone already is as good as deleted.
///
/// # Errors
/// See [`Error`].
pub async fn delete(bot: &Bot, id: &str) -> Result<(), Error> {
    match bot.take_away(id, None).await {
        Ok(_) => Ok(()),
        // "Object does not exist".
        Err(Error::Api(error)) if error.code == 100 => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true)]
    #[case("http://127.0.0.1:8081/media/1", true)]
    #[case("http://lookaside.fbsbx.com/x", false)]
    #[case("https://lookaside.fbsbx.com.evil.example/x", false)]
    #[case("https://lookaside.fbsbx.com:8443/x", false)]
    #[case("https://evil@lookaside.fbsbx.com/x", false)]
    #[case("https://evil.example/lookaside.fbsbx.com", false)]
    #[case("http://127.0.0.1:8082/media/1", false)]
    #[case("file:///etc/passwd", false)]
    #[case("", false)]
    fn our_token_goes_to_metas_hosts_only(#[case] url: &str, #[case] expected: bool) {
        assert_eq!(is_metas(url, "http://127.0.0.1:8081"), expected, "{url}");
    }
}
