//! Lines of text as outlines.
//!
//! Invariants: a line never leaves the room it is given: it is set smaller, and cut off where that is not enough; signs that the font does
//! not have are left out.

use ab_glyph::{Font, FontRef, OutlineCurve, Point};

use super::tekening::{Kleur, Stap, Tekening};

/// Below this size, in millimetres, nothing is set.
const MAAT_MIN: f32 = 2.4;
/// Signs of a line that are set at most.
const TEKENS_MAX: usize = 100;

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Uitlijning {
    /// Around this place.
    Midden(f32),
}

/// The two fonts that are compiled in.
pub(super) struct Letters {
    gewoon: FontRef<'static>,
    vet: FontRef<'static>,
}

impl Letters {
    /// Reads them.
    pub(super) fn laad() -> Option<Self> {
        let gewoon = FontRef::try_from_slice(include_bytes!("../beeld/fonts/gewoon.ttf")).ok()?;
        let vet = FontRef::try_from_slice(include_bytes!("../beeld/fonts/vet.ttf")).ok()?;
        Some(Self { gewoon, vet })
    }

    /// The width of a text of one millimetre.
    fn breedte(font: &FontRef<'_>, tekst: &str) -> f32 {
        let em = font.units_per_em().unwrap_or(1_000.0);
        tekst.chars().map(|teken| font.h_advance_unscaled(font.glyph_id(teken)) / em).sum()
    }

    /// Sets a line with its foot at `y`, as large as `maat` at most, within `ruimte`.
    #[expect(clippy::too_many_arguments, reason = "a line of text is where, how large, how heavy and in which colour")]
    pub(super) fn regel(
        &self,
        blad: &mut Tekening,
        tekst: &str,
        Uitlijning::Midden(midden): Uitlijning,
        y: f32,
        (maat, ruimte): (f32, f32),
        vet: bool,
        kleur: Kleur,
    ) {
        let font = if vet { &self.vet } else { &self.gewoon };
        let kent = |teken: &char| *teken == ' ' || font.glyph_id(*teken).0 != 0;
        let mut tekst: String = tekst.chars().filter(kent).take(TEKENS_MAX).collect();
        let past = |tekst: &str| ruimte / Self::breedte(font, tekst).max(f32::EPSILON);
        while past(&tekst) < MAAT_MIN && tekst.pop().is_some() {}
        let maat = maat.min(past(&tekst));
        let schaal = maat / font.units_per_em().unwrap_or(1_000.0);
        let mut x = Self::breedte(font, &tekst).mul_add(-maat / 2.0, midden);
        for teken in tekst.chars() {
            let glyph = font.glyph_id(teken);
            if let Some(omtrek) = font.outline(glyph) {
                let plaats = |punt: Point| (punt.x.mul_add(schaal, x), punt.y.mul_add(-schaal, y));
                blad.omtrek(stappen(&omtrek.curves, plaats), kleur);
            }
            x = font.h_advance_unscaled(glyph).mul_add(schaal, x);
        }
    }
}

/// The outline of a letter as steps, each at its place.
fn stappen(krommen: &[OutlineCurve], plaats: impl Fn(Point) -> (f32, f32)) -> Vec<Stap> {
    let mut stappen = Vec::new();
    let mut einde: Option<Point> = None;
    for kromme in krommen {
        let (begin, eind) = match kromme {
            OutlineCurve::Line(begin, eind)
            | OutlineCurve::Quad(begin, _, eind)
            | OutlineCurve::Cubic(begin, _, _, eind) => (*begin, *eind),
        };
        if einde != Some(begin) {
            if einde.is_some() {
                stappen.push(Stap::Sluit);
            }
            let (x, y) = plaats(begin);
            stappen.push(Stap::Naar(x, y));
        }
        let (x, y) = plaats(eind);
        stappen.push(match kromme {
            OutlineCurve::Line(..) => Stap::Lijn(x, y),
            OutlineCurve::Quad(begin, over, _) => {
                // A quadratic curve is a cubic one past two thirds of the way to its point.
                let ((x0, y0), (qx, qy)) = (plaats(*begin), plaats(*over));
                let naar = |van: f32, over: f32| (over - van).mul_add(2.0 / 3.0, van);
                Stap::Kromme([naar(x0, qx), naar(y0, qy), naar(x, qx), naar(y, qy), x, y])
            }
            OutlineCurve::Cubic(_, een, twee, _) => {
                let ((x1, y1), (x2, y2)) = (plaats(*een), plaats(*twee));
                Stap::Kromme([x1, y1, x2, y2, x, y])
            }
        });
        einde = Some(eind);
    }
    if einde.is_some() {
        stappen.push(Stap::Sluit);
    }
    stappen
}
