//! Draws how an alert stands, wijk by wijk, as a picture for a phone.
//!
//! Owns lines, colours and letters; what is counted is the caller's, the words are `texts::beeld`'s. Pure: the
//! same standing gives the same picture. Invariants: nothing is told by colour alone, each kind has a mark, a
//! pattern and a number too; whatever it is given, the picture stays within [`BREED`] by [`HOOG_MAX`].

mod letters;
mod vlak;

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::{Rgb, RgbImage};
use serde::{Deserialize, Serialize};

use crate::texts::beeld as woorden;
use letters::{Dikte, Letters};
pub(crate) use vlak::ZWART;
use vlak::{Soort, Vak, streep, vul};

/// Pixels from left to right: three for each of a phone's.
pub const BREED: u32 = 1_080;
/// Most pixels from top to bottom, so that it can be read without much scrolling.
pub const HOOG_MAX: u32 = 6_000;
/// Most wijken without a place on the map that are drawn one by one; the others are counted together.
const LOS_MAX: usize = 40;
/// Most half columns and rows of a map: more would make its wijken too small to read.
const KAART_MAX: (u8, u8) = (11, 11);
/// Wijken side by side where there is no map.
const LOS_NAAST_ELKAAR: usize = 4;

const RAND: i32 = 36;
const TUSSEN: i32 = 12;
const KOP_HOOG: i32 = 176;
const SAMEN_HOOG: i32 = 150;
const WIJK_HOOG: i32 = 224;
const LEGENDA_HOOG: i32 = 216;

const WIT: Rgb<u8> = Rgb([255, 255, 255]);
const PAPIER: Rgb<u8> = Rgb([244, 245, 248]);
const BLEEK: Rgb<u8> = Rgb([226, 229, 234]);
const GRIJS: Rgb<u8> = Rgb([96, 104, 116]);
const NACHT: Rgb<u8> = Rgb([18, 38, 84]);

/// How many groups stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Reported as posted.
    pub geplaatst: usize,
    /// Delivered to somebody who has not answered.
    pub bezorgd: usize,
    /// Everybody it reached cannot.
    pub kan_niet: usize,
    /// Reached nobody, or nobody yet.
    pub niet_bezorgd: usize,
}

impl Telling {
    /// All groups.
    #[must_use]
    pub const fn totaal(&self) -> usize {
        self.geplaatst.saturating_add(self.bezorgd).saturating_add(self.kan_niet).saturating_add(self.niet_bezorgd)
    }

    const fn met(&self, soort: Soort) -> usize {
        match soort {
            Soort::Geplaatst => self.geplaatst,
            Soort::Bezorgd => self.bezorgd,
            Soort::KanNiet => self.kan_niet,
            Soort::NietBezorgd => self.niet_bezorgd,
        }
    }

    const fn plus(self, ander: Self) -> Self {
        Self {
            geplaatst: self.geplaatst.saturating_add(ander.geplaatst),
            bezorgd: self.bezorgd.saturating_add(ander.bezorgd),
            kan_niet: self.kan_niet.saturating_add(ander.kan_niet),
            niet_bezorgd: self.niet_bezorgd.saturating_add(ander.niet_bezorgd),
        }
    }
}

/// One wijk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WijkStand {
    /// Its name.
    pub naam: String,
    /// Its place: half columns from the left, rows from the top; without one it stands below.
    pub plaats: Option<(u8, u8)>,
    /// How its groups stand; `None` where the alert did not go to it.
    pub telling: Option<Telling>,
}

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beeld {
    /// Number and kind.
    pub titel: String,
    /// Of which moment.
    pub moment: String,
    /// All groups, each counted once.
    pub totaal: Telling,
    /// The wijken.
    pub wijken: Vec<WijkStand>,
}

/// It could not be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the picture could not be drawn")]
pub struct NietGetekend;

/// The picture, as a PNG.
///
/// # Errors
/// The letters that are compiled in cannot be read, or the picture cannot be written.
pub fn teken(beeld: &Beeld) -> Result<Vec<u8>, NietGetekend> {
    let letters = Letters::laad().ok_or(NietGetekend)?;
    let Indeling { geplaatst, hoog } = deel_in(&beeld.wijken);
    let hoog = u32::try_from(hoog).unwrap_or(HOOG_MAX).min(HOOG_MAX);
    let mut doek = Doek { beeld: RgbImage::from_pixel(BREED, hoog, PAPIER), letters };
    kop(&mut doek, beeld);
    samen(&mut doek, beeld);
    for (vak, wijk) in &geplaatst {
        teken_wijk(&mut doek, *vak, wijk);
    }
    legenda(&mut doek, i32::try_from(hoog).unwrap_or_default() - LEGENDA_HOOG);
    let mut png = Cursor::new(Vec::new());
    doek.beeld.write_with_encoder(PngEncoder::new(&mut png)).map_err(|_| NietGetekend)?;
    Ok(png.into_inner())
}

/// What is drawn on.
struct Doek {
    beeld: RgbImage,
    letters: Letters,
}

/// Where each wijk stands.
struct Indeling {
    geplaatst: Vec<(Vak, WijkStand)>,
    hoog: i32,
}

fn breed() -> i32 {
    i32::try_from(BREED).unwrap_or_default()
}

/// Lays the wijken out: those with a place on the map, the others in rows below.
fn deel_in(wijken: &[WijkStand]) -> Indeling {
    let mut op_kaart: Vec<(u8, u8, &WijkStand)> = Vec::new();
    let mut los: Vec<WijkStand> = Vec::new();
    for wijk in wijken {
        match wijk.plaats {
            // Two in one place: the second stands below.
            Some((kolom, rij))
                if kolom <= KAART_MAX.0
                    && rij <= KAART_MAX.1
                    && !op_kaart.iter().any(|(k, r, _)| *r == rij && k.abs_diff(kolom) < 2) =>
            {
                op_kaart.push((kolom, rij, wijk));
            }
            // Where it did not go and what has no place is no news.
            _ if wijk.telling.is_some() => los.push(wijk.clone()),
            _ => {}
        }
    }
    let links = op_kaart.iter().map(|(kolom, ..)| *kolom).min().unwrap_or_default();
    let rechts = op_kaart.iter().map(|(kolom, ..)| *kolom).max().unwrap_or_default();
    let boven = op_kaart.iter().map(|(_, rij, _)| *rij).min().unwrap_or_default();
    let onder = op_kaart.iter().map(|(_, rij, _)| *rij).max().unwrap_or_default();
    let begin = KOP_HOOG + SAMEN_HOOG;
    let half = (breed() - 2 * RAND + TUSSEN) / (i32::from(rechts - links) + 2);
    // A wijk alone does not fill the width.
    let half = half.min(160);
    let inspring = (breed() - 2 * RAND + TUSSEN - half * (i32::from(rechts - links) + 2)) / 2;
    let mut geplaatst: Vec<(Vak, WijkStand)> = op_kaart
        .iter()
        .map(|(kolom, rij, wijk)| {
            let x = RAND + inspring + i32::from(kolom - links) * half;
            let y = begin + i32::from(rij - boven) * (WIJK_HOOG + TUSSEN);
            (Vak { x, y, breed: 2 * half - TUSSEN, hoog: WIJK_HOOG }, (*wijk).clone())
        })
        .collect();
    let rijen = if op_kaart.is_empty() { 0 } else { i32::from(onder - boven) + 1 };
    let verder = begin + rijen * (WIJK_HOOG + TUSSEN);
    let los = hooguit(los);
    let breedte = (breed() - 2 * RAND + TUSSEN) / i32::try_from(LOS_NAAST_ELKAAR).unwrap_or(1);
    for (plaats, wijk) in los.iter().enumerate() {
        let kolom = i32::try_from(plaats % LOS_NAAST_ELKAAR).unwrap_or_default();
        let rij = i32::try_from(plaats / LOS_NAAST_ELKAAR).unwrap_or_default();
        let (x, y) = (RAND + kolom * breedte, verder + rij * (WIJK_HOOG + TUSSEN));
        geplaatst.push((Vak { x, y, breed: breedte - TUSSEN, hoog: WIJK_HOOG }, wijk.clone()));
    }
    let rijen = i32::try_from(los.len().div_ceil(LOS_NAAST_ELKAAR)).unwrap_or_default();
    Indeling { geplaatst, hoog: verder + rijen * (WIJK_HOOG + TUSSEN) + LEGENDA_HOOG }
}

/// As many as fit; the last stands for those that do not.
fn hooguit(mut los: Vec<WijkStand>) -> Vec<WijkStand> {
    if los.len() > LOS_MAX {
        let rest = los.split_off(LOS_MAX - 1);
        let telling = rest.iter().filter_map(|wijk| wijk.telling).fold(Telling::default(), Telling::plus);
        los.push(WijkStand { naam: woorden::en_nog(rest.len()), plaats: None, telling: Some(telling) });
    }
    los
}

fn kop(doek: &mut Doek, beeld: &Beeld) {
    vul(&mut doek.beeld, Vak { x: 0, y: 0, breed: breed(), hoog: KOP_HOOG - 24 }, NACHT);
    let ruimte = breed() - 2 * RAND;
    let Doek { beeld: doek, letters } = doek;
    letters.schrijf(doek, (RAND, 24), ruimte, 62.0, Dikte::Vet, WIT, &beeld.titel);
    letters.schrijf(doek, (RAND, 98), ruimte, 38.0, Dikte::Gewoon, WIT, &beeld.moment);
}

fn samen(doek: &mut Doek, beeld: &Beeld) {
    let tekst = woorden::samen(beeld.totaal.geplaatst, beeld.totaal.totaal());
    let ruimte = breed() - 2 * RAND;
    doek.letters.schrijf(&mut doek.beeld, (RAND, KOP_HOOG - 12), ruimte, 48.0, Dikte::Vet, ZWART, &tekst);
    let vak = Vak { x: RAND, y: KOP_HOOG + 54, breed: ruimte, hoog: 60 };
    balk(doek, vak, &beeld.totaal, Some(40.0));
}

/// A bar in parts, one for each kind; with its number in each part that has room for it.
fn balk(doek: &mut Doek, vak: Vak, telling: &Telling, letter: Option<f32>) {
    let totaal = i64::try_from(telling.totaal()).unwrap_or(i64::MAX);
    if totaal == 0 {
        streep(&mut doek.beeld, vak, GRIJS, 2);
        return;
    }
    let mut tot = 0_i64;
    for soort in Soort::ALLE {
        let hoeveel = telling.met(soort);
        if hoeveel == 0 {
            continue;
        }
        let grens = |aantal: i64| {
            i32::try_from(i128::from(vak.breed) * i128::from(aantal) / i128::from(totaal)).unwrap_or_default()
        };
        let van = grens(tot);
        tot = tot.saturating_add(i64::try_from(hoeveel).unwrap_or(i64::MAX)).min(totaal);
        let deel = Vak { x: vak.x + van, breed: grens(tot) - van, ..vak };
        soort.vul(&mut doek.beeld, deel);
        if let Some(px) = letter {
            let tekst = format!("{} {hoeveel}", soort.teken());
            let breedte = doek.letters.breedte(px, Dikte::Vet, &tekst);
            if breedte + 24 <= deel.breed {
                let plaat = Vak {
                    x: deel.x + (deel.breed - breedte) / 2 - 8,
                    y: deel.y + 6,
                    breed: breedte + 16,
                    hoog: deel.hoog - 12,
                };
                vul(&mut doek.beeld, plaat, soort.kleur());
                let plek = (plaat.x + 8, plaat.y + (plaat.hoog - 40) / 2);
                doek.letters.schrijf(&mut doek.beeld, plek, breedte + 2, px, Dikte::Vet, soort.inkt(), &tekst);
            }
        }
    }
    streep(&mut doek.beeld, vak, ZWART, 3);
}

fn teken_wijk(doek: &mut Doek, vak: Vak, wijk: &WijkStand) {
    let binnen = vak.breed - 20;
    let x = vak.x + 10;
    let midden = |doek: &mut Doek, y: i32, px: f32, dikte: Dikte, kleur: Rgb<u8>, tekst: &str| {
        doek.letters.midden(&mut doek.beeld, (x, vak.y + y), binnen, px, dikte, kleur, tekst);
    };
    let Some(telling) = &wijk.telling else {
        vul(&mut doek.beeld, vak, BLEEK);
        midden(doek, 62, 32.0, Dikte::Vet, GRIJS, &wijk.naam);
        midden(doek, 110, 26.0, Dikte::Gewoon, GRIJS, woorden::NIET_GEVRAAGD);
        return;
    };
    vul(&mut doek.beeld, vak, WIT);
    streep(&mut doek.beeld, vak, ZWART, 4);
    midden(doek, 12, 34.0, Dikte::Vet, ZWART, &wijk.naam);
    let totaal = telling.totaal();
    if totaal == 0 {
        midden(doek, 92, 34.0, Dikte::Gewoon, GRIJS, woorden::GEEN_GROEP);
        return;
    }
    let alles = if telling.geplaatst == totaal { format!(" {}", Soort::Geplaatst.teken()) } else { String::new() };
    midden(doek, 52, 68.0, Dikte::Vet, ZWART, &format!("{}/{totaal}{alles}", telling.geplaatst));
    balk(doek, Vak { x, y: vak.y + 134, breed: binnen, hoog: 36 }, telling, None);
    let delen: Vec<String> = Soort::ALLE
        .into_iter()
        .filter(|soort| telling.met(*soort) > 0)
        .map(|soort| format!("{} {}", soort.teken(), telling.met(soort)))
        .collect();
    midden(doek, 176, 32.0, Dikte::Vet, ZWART, &delen.join("  "));
}

fn legenda(doek: &mut Doek, boven: i32) {
    let kolom = (breed() - 2 * RAND) / 2;
    for (plaats, soort) in (0_i32..).zip(Soort::ALLE) {
        let (x, y) = (RAND + plaats % 2 * kolom, boven + 12 + plaats / 2 * 70);
        let vak = Vak { x, y, breed: 84, hoog: 54 };
        soort.vul(&mut doek.beeld, vak);
        streep(&mut doek.beeld, vak, ZWART, 3);
        let tekst = format!("{} {}", soort.teken(), soort.woorden());
        let ruimte = kolom - 110;
        doek.letters.schrijf(&mut doek.beeld, (x + 98, y + 7), ruimte, 34.0, Dikte::Vet, ZWART, &tekst);
    }
    let ruimte = breed() - 2 * RAND;
    doek.letters.schrijf(&mut doek.beeld, (RAND, boven + 158), ruimte, 32.0, Dikte::Gewoon, GRIJS, woorden::UITLEG);
}

#[cfg(test)]
mod tests;
