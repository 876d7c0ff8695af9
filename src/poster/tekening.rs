//! A drawing: filled rectangles and outlines, in the order in which they are painted.
//!
//! Invariants: lengths are millimetres, from the upper left corner, down and to the right; an outline is closed.

/// A colour, as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kleur(pub [u8; 3]);

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stap {
    /// Begins a new part here.
    Naar(f32, f32),
    /// A straight line to here.
    Lijn(f32, f32),
    /// A cubic curve past two points to a third.
    Kromme([f32; 6]),
    /// Back to where the part began.
    Sluit,
}

/// Something that is painted.
#[derive(Debug, Clone, PartialEq)]
pub enum Vorm {
    /// A rectangle: its corner, its size and its colour.
    Vlak((f32, f32), (f32, f32), Kleur),
    /// An outline that is filled (non-zero winding).
    Omtrek(Vec<Stap>, Kleur),
}

/// A sheet with what is painted on it.
#[derive(Debug)]
pub struct Tekening {
    /// Its width and height.
    pub maat: (f32, f32),
    /// What it is, for whoever cannot see it.
    pub titel: &'static str,
    /// What is painted, the lowest first.
    pub vormen: Vec<Vorm>,
}

impl Tekening {
    /// A white sheet.
    pub(super) const fn leeg(maat: (f32, f32), titel: &'static str) -> Self {
        Self { maat, titel, vormen: Vec::new() }
    }

    /// Paints a rectangle.
    pub(super) fn vlak(&mut self, hoek: (f32, f32), maat: (f32, f32), kleur: Kleur) {
        self.vormen.push(Vorm::Vlak(hoek, maat, kleur));
    }

    /// Paints an outline.
    pub(super) fn omtrek(&mut self, stappen: Vec<Stap>, kleur: Kleur) {
        if !stappen.is_empty() {
            self.vormen.push(Vorm::Omtrek(stappen, kleur));
        }
    }
}
