//! Letters on a drawing: DejaVu Sans Condensed, cut down to what is written here.
//!
//! Invariant: a text never leaves the room it is given: it is set smaller, and cut off where that is not enough;
//! signs that the font does not have are left out.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use image::{Rgb, RgbImage};

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dikte {
    Gewoon,
    Vet,
}

/// The smallest letters: below this a phone shows no words.
const PX_MIN: f32 = 22.0;
/// Signs of one text that are looked at: no name is longer.
const TEKENS_MAX: usize = 120;

/// The two fonts.
pub(super) struct Letters {
    gewoon: FontRef<'static>,
    vet: FontRef<'static>,
}

impl Letters {
    /// Reads the fonts that are compiled in.
    pub(super) fn laad() -> Option<Self> {
        let gewoon = FontRef::try_from_slice(include_bytes!("fonts/gewoon.ttf")).ok()?;
        let vet = FontRef::try_from_slice(include_bytes!("fonts/vet.ttf")).ok()?;
        Some(Self { gewoon, vet })
    }

    const fn font(&self, dikte: Dikte) -> &FontRef<'static> {
        match dikte {
            Dikte::Gewoon => &self.gewoon,
            Dikte::Vet => &self.vet,
        }
    }

    /// How wide a text is, in whole pixels.
    pub(super) fn breedte(&self, px: f32, dikte: Dikte, tekst: &str) -> i32 {
        let font = self.font(dikte).as_scaled(PxScale::from(px));
        #[expect(clippy::cast_possible_truncation, reason = "a text of bounded length, in pixels")]
        let breedte = tekst.chars().map(|teken| font.h_advance(font.glyph_id(teken))).sum::<f32>().ceil() as i32;
        breedte
    }

    /// The text and its size, so that it fits.
    fn pas(&self, ruimte: i32, px: f32, dikte: Dikte, tekst: &str) -> (String, f32) {
        let font = self.font(dikte);
        let kent = |teken: &char| *teken == ' ' || font.glyph_id(*teken).0 != 0;
        let mut tekst: String = tekst.chars().filter(kent).take(TEKENS_MAX).collect();
        let mut px = px;
        while self.breedte(px, dikte, &tekst) > ruimte && px > PX_MIN {
            px = (px - 2.0).max(PX_MIN);
        }
        let mut heel: Vec<char> = tekst.chars().collect();
        while self.breedte(px, dikte, &tekst) > ruimte && heel.pop().is_some() {
            tekst = heel.iter().collect::<String>().trim_end().to_owned();
            tekst.push('…');
        }
        (tekst, px)
    }

    /// Writes from a place (its top left) within so many pixels.
    #[expect(clippy::too_many_arguments, reason = "where, how and what of one line")]
    pub(super) fn schrijf(
        &self,
        doek: &mut RgbImage,
        (x, y): (i32, i32),
        ruimte: i32,
        px: f32,
        dikte: Dikte,
        kleur: Rgb<u8>,
        tekst: &str,
    ) {
        let (tekst, gezet) = self.pas(ruimte, px, dikte, tekst);
        let font = self.font(dikte).as_scaled(PxScale::from(gezet));
        // Set smaller, it keeps to the middle of its line.
        #[expect(clippy::cast_precision_loss, reason = "pixels of a picture")]
        let (mut links, lijn) = (x as f32, y as f32 + (px - gezet) / 2.0 + font.ascent());
        for teken in tekst.chars() {
            let id = font.glyph_id(teken);
            let glyph = id.with_scale_and_position(PxScale::from(gezet), point(links, lijn));
            links += font.h_advance(id);
            let Some(omtrek) = font.outline_glyph(glyph) else { continue };
            let rand = omtrek.px_bounds();
            omtrek.draw(|dx, dy, dekking| {
                #[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
                let plek = (rand.min.x as i64 + i64::from(dx), rand.min.y as i64 + i64::from(dy));
                let (Ok(px), Ok(py)) = (u32::try_from(plek.0), u32::try_from(plek.1)) else { return };
                if let Some(pixel) = doek.get_pixel_mut_checked(px, py) {
                    meng(pixel, kleur, dekking);
                }
            });
        }
    }

    /// The same, in the middle of the room.
    #[expect(clippy::too_many_arguments, reason = "where, how and what of one line")]
    pub(super) fn midden(
        &self,
        doek: &mut RgbImage,
        (x, y): (i32, i32),
        ruimte: i32,
        px: f32,
        dikte: Dikte,
        kleur: Rgb<u8>,
        tekst: &str,
    ) {
        let (past, gezet) = self.pas(ruimte, px, dikte, tekst);
        let over = (ruimte - self.breedte(gezet, dikte, &past)).max(0);
        self.schrijf(doek, (x + over / 2, y), ruimte, px, dikte, kleur, tekst);
    }
}

/// Puts a colour over a pixel, as far as a letter covers it.
fn meng(pixel: &mut Rgb<u8>, kleur: Rgb<u8>, dekking: f32) {
    let dekking = dekking.clamp(0.0, 1.0);
    for (oud, nieuw) in pixel.0.iter_mut().zip(kleur.0) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two colours")]
        let gemengd = f32::from(*oud).mul_add(1.0 - dekking, f32::from(nieuw) * dekking).round() as u8;
        *oud = gemengd;
    }
}
