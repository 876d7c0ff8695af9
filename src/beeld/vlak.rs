//! Rectangles and patterns. Whatever lies outside the picture is not drawn.

use image::{Rgb, RgbImage};

use crate::texts::beeld as woorden;

pub(crate) const ZWART: Rgb<u8> = Rgb([24, 28, 36]);

/// A rectangle, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vak {
    pub x: i32,
    pub y: i32,
    pub breed: i32,
    pub hoog: i32,
}

impl Vak {
    fn pixels(self) -> impl Iterator<Item = (i32, i32)> {
        (self.y..self.y + self.hoog.max(0)).flat_map(move |y| (self.x..self.x + self.breed.max(0)).map(move |x| (x, y)))
    }
}

fn zet(doek: &mut RgbImage, (x, y): (i32, i32), kleur: Rgb<u8>) {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
    if let Some(pixel) = doek.get_pixel_mut_checked(x, y) {
        *pixel = kleur;
    }
}

/// Fills a rectangle.
pub(super) fn vul(doek: &mut RgbImage, vak: Vak, kleur: Rgb<u8>) {
    for plek in vak.pixels() {
        zet(doek, plek, kleur);
    }
}

/// Draws the border of a rectangle, inside it.
pub(super) fn streep(doek: &mut RgbImage, vak: Vak, kleur: Rgb<u8>, dik: i32) {
    let Vak { x, y, breed, hoog } = vak;
    vul(doek, Vak { hoog: dik, ..vak }, kleur);
    vul(doek, Vak { y: y + hoog - dik, hoog: dik, ..vak }, kleur);
    vul(doek, Vak { breed: dik, ..vak }, kleur);
    vul(doek, Vak { x: x + breed - dik, breed: dik, ..vak }, kleur);
}

/// How a group stands, as it is drawn. The colours can be told apart by who sees no red or no green; the patterns by
/// who sees no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Soort {
    Geplaatst,
    Bezorgd,
    KanNiet,
    NietBezorgd,
}

impl Soort {
    pub(super) const ALLE: [Self; 4] = [Self::Geplaatst, Self::Bezorgd, Self::KanNiet, Self::NietBezorgd];

    pub(super) const fn kleur(self) -> Rgb<u8> {
        match self {
            Self::Geplaatst => Rgb([0, 122, 90]),
            Self::Bezorgd => Rgb([247, 214, 92]),
            Self::KanNiet => Rgb([208, 213, 221]),
            Self::NietBezorgd => Rgb([232, 150, 116]),
        }
    }

    /// What can be read on its colour.
    pub(super) const fn inkt(self) -> Rgb<u8> {
        match self {
            Self::Geplaatst => Rgb([255, 255, 255]),
            Self::Bezorgd | Self::KanNiet | Self::NietBezorgd => ZWART,
        }
    }

    /// Its mark.
    pub(super) const fn teken(self) -> char {
        match self {
            Self::Geplaatst => '✓',
            Self::Bezorgd => '●',
            Self::KanNiet => '–',
            Self::NietBezorgd => '✗',
        }
    }

    pub(super) const fn woorden(self) -> &'static str {
        match self {
            Self::Geplaatst => woorden::GEPLAATST,
            Self::Bezorgd => woorden::BEZORGD,
            Self::KanNiet => woorden::KAN_NIET,
            Self::NietBezorgd => woorden::NIET_BEZORGD,
        }
    }

    /// Whether its pattern has a line here.
    const fn lijn(self, x: i32, y: i32) -> bool {
        match self {
            Self::Geplaatst => false,
            Self::Bezorgd => (x + y).rem_euclid(18) < 4,
            Self::KanNiet => x.rem_euclid(14) < 4 && y.rem_euclid(14) < 4,
            Self::NietBezorgd => (x + y).rem_euclid(18) < 3 || (x - y).rem_euclid(18) < 3,
        }
    }

    /// Fills a rectangle with its colour and pattern.
    pub(super) fn vul(self, doek: &mut RgbImage, vak: Vak) {
        for (x, y) in vak.pixels() {
            let kleur = if self.lijn(x - vak.x, y - vak.y) { ZWART } else { self.kleur() };
            zet(doek, (x, y), kleur);
        }
    }
}
