//! Pictures made fit to be passed on: nothing but the picture itself, and not larger than a phone shows.
//!
//! Invariant: what comes out was drawn anew, so that place, moment and device of the original are gone.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageDecoder, ImageReader, Limits};

/// The most pixels along one side of what is passed on.
const SIDE_MAX: u32 = 1_600;
/// The most pixels along one side of what is taken in: a larger one is no photo of a person, but a way to fill memory.
const SIDE_TAKEN_MAX: u32 = 12_000;
/// Bytes that drawing one may take.
const ALLOC_MAX: u64 = 512 * 1024 * 1024;
/// How much a JPEG keeps, of 100.
const QUALITY: u8 = 88;

/// It is no JPEG or PNG, or too large to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a picture that can be drawn")]
pub struct NotAPicture;

/// The picture as a JPEG without anything beside it, the right way up.
///
/// # Errors
/// It is no picture, or too large to draw.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, NotAPicture> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| NotAPicture)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_TAKEN_MAX);
    limits.max_image_height = Some(SIDE_TAKEN_MAX);
    limits.max_alloc = Some(ALLOC_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| NotAPicture)?;
    let orientation = decoder.orientation().map_err(|_| NotAPicture)?;
    let mut picture = image::DynamicImage::from_decoder(decoder).map_err(|_| NotAPicture)?;
    // How the phone was held stood in what is thrown away.
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > SIDE_MAX {
        picture = picture.thumbnail(SIDE_MAX, SIDE_MAX);
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&picture.to_rgb8()).map_err(|_| NotAPicture)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_rgb8(width, height);
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap_or_else(|error| panic!("{error}"));
        bytes.into_inner()
    }

    #[test]
    fn what_stands_beside_the_picture_is_gone() {
        let mut jpeg = clean(&png(20, 10)).unwrap_or_default();
        // An APP1 segment, as a camera writes it.
        let exif = [b"\xff\xe1\x00\x16Exif\0\0".as_slice(), b"GPS 52.06 4.49".as_slice()].concat();
        jpeg.splice(2..2, exif);
        assert!(jpeg.windows(3).any(|bytes| bytes == b"GPS"));
        let cleaned = clean(&jpeg).unwrap_or_default();
        assert!(!cleaned.is_empty() && !cleaned.windows(3).any(|bytes| bytes == b"GPS"));
    }

    #[test]
    fn a_large_picture_is_made_smaller_and_nonsense_is_refused() {
        let small = clean(&png(3_200, 800)).ok().and_then(|jpeg| image::load_from_memory(&jpeg).ok());
        assert_eq!(small.map(|picture| (picture.width(), picture.height())), Some((1_600, 400)));
        for nonsense in [b"".as_slice(), b"<svg/>", b"\xff\xd8\xff", &png(20, 10)[..30]] {
            assert_eq!(clean(nonsense), Err(NotAPicture));
        }
    }
}
