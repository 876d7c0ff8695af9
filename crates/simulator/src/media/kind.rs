//! What a file may be: its type, its size, and that it is what it says.
//!
//! Source: Meta, "Media" (December 2025), "Supported media types". A type that is not on the list is answered
//! with code 100 and the list (seen in production); a file that is too big or is something else with 131053.
//! Contents are told by their first bytes: nothing is decoded.

use crate::refusal::Refusal;

/// Bytes in a kilobyte and a megabyte, as Meta counts.
const KB: usize = 1_024;
const MB: usize = 1_024 * KB;

/// The kinds of files in messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Image,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

/// Types that Meta takes.
const TYPES: [(&str, Kind); 20] = [
    ("audio/aac", Kind::Audio),
    ("audio/mp4", Kind::Audio),
    ("audio/mpeg", Kind::Audio),
    ("audio/amr", Kind::Audio),
    ("audio/ogg", Kind::Audio),
    ("audio/opus", Kind::Audio),
    ("application/vnd.ms-powerpoint", Kind::Document),
    ("application/msword", Kind::Document),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind::Document),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", Kind::Document),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind::Document),
    ("application/pdf", Kind::Document),
    ("text/plain", Kind::Document),
    ("application/vnd.ms-excel", Kind::Document),
    ("image/jpeg", Kind::Image),
    ("image/png", Kind::Image),
    ("image/webp", Kind::Sticker),
    ("video/mp4", Kind::Video),
    ("video/3gpp", Kind::Video),
    ("video/3gp", Kind::Video),
];

impl Kind {
    /// The kind of this type, without its parameters.
    #[must_use]
    pub fn of(mime: &str) -> Option<Self> {
        let plain = plain(mime);
        TYPES.iter().find(|(name, _)| *name == plain).map(|(_, kind)| *kind)
    }

    /// Its name in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Image, Self::Audio, Self::Video, Self::Document, Self::Sticker]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

fn plain(mime: &str) -> String {
    mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Checks an upload.
pub(super) fn check(mime: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let Some(kind) = Kind::of(mime) else {
        let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
        return Err(Refusal::parameter(format!(
            "Param file must be a file with one of the following types: {}. Received file of type '{}'.",
            types.join(", "),
            plain(mime)
        )));
    };
    let max = match kind {
        Kind::Image => 5 * MB,
        Kind::Audio | Kind::Video => 16 * MB,
        Kind::Document => 100 * MB,
        Kind::Sticker if moves(bytes) => 500 * KB,
        Kind::Sticker => 100 * KB,
    };
    if bytes.is_empty() || bytes.len() > max {
        return Err(Refusal::upload(format!("File size {} is not between 1 and {max} bytes", bytes.len())));
    }
    if is(&plain(mime), bytes) { Ok(()) } else { Err(Refusal::upload(format!("The file is no {}", plain(mime)))) }
}

/// An animated sticker: the flag stands in the header of the extended format.
pub(crate) fn moves(bytes: &[u8]) -> bool {
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0)
}

/// Ogg with Opus in it, of one channel: the only Ogg that Meta takes.
pub(crate) fn is_opus(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let opus = head.windows(8).position(|window| window == b"OpusHead");
    bytes.starts_with(b"OggS") && opus.is_some_and(|place| head.get(place + 9) == Some(&1))
}

fn is(mime: &str, bytes: &[u8]) -> bool {
    let boxed = bytes.get(4..8) == Some(b"ftyp");
    match mime {
        "image/jpeg" => bytes.starts_with(&[0xff, 0xd8, 0xff]),
        "image/png" => bytes.starts_with(&[0x89, b'P', b'N', b'G']),
        "image/webp" => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        "video/mp4" | "video/3gpp" | "video/3gp" | "audio/mp4" => boxed,
        "audio/aac" => boxed || (bytes.first() == Some(&0xff) && bytes.get(1).is_some_and(|next| next & 0xf6 == 0xf0)),
        "audio/mpeg" => {
            bytes.starts_with(b"ID3")
                || (bytes.first() == Some(&0xff) && bytes.get(1).is_some_and(|next| *next >= 0xe0))
        }
        "audio/amr" => bytes.starts_with(b"#!AMR"),
        "audio/ogg" | "audio/opus" => is_opus(bytes),
        "application/pdf" => bytes.starts_with(b"%PDF"),
        "text/plain" => std::str::from_utf8(bytes).is_ok(),
        office if office.contains("openxmlformats") => bytes.starts_with(b"PK"),
        _ => bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]),
    }
}
