//! What was learned, as a file in the repository: how much each piece of a text says for each wish.
//!
//! Owns the form of the file and the reckoning with it. Invariants: whole numbers of 8 bits, with a scale for each wish; a
//! file of other wishes or another length stops the start.

use std::sync::LazyLock;

use super::kenmerken::{self, EMMERS};
use super::wensen::{Promille, Rondom, Vermoeden, Wens};

/// With what the file begins; the figure is the form.
const MERK: &[u8] = b"heterdaad begrip 1\n";

/// Bits behind the point of a scale.
const SCHAAL_BITS: u32 = 24;

/// Parts of a unit in which likelihoods are reckoned: a difference of this many is a factor e.
const LOG_DELEN: usize = 256;

/// e^(-1/256), in parts of 2^30.
const STAP: u64 = 1_069_555_701;

/// Beyond this many parts less likely, a wish counts for nothing.
const LOG_MAX: usize = 12 * LOG_DELEN;

/// e^(-k/256) in parts of 2^30, by whole numbers: no two machines differ.
static MACHTEN: LazyLock<Vec<u64>> = LazyLock::new(|| {
    std::iter::successors(Some(1_u64 << 30), |macht| Some((macht * STAP + (1 << 29)) >> 30)).take(LOG_MAX).collect()
});

/// The weights that are compiled in. Those that cannot be read know nothing, and are told by [`gebreken`].
pub(super) static GEWICHTEN: LazyLock<Gewichten> =
    LazyLock::new(|| Gewichten::lees(include_bytes!("gewichten.bin")).unwrap_or_else(|_| Gewichten::leeg()));

/// What cannot be read of the weights that are compiled in.
#[must_use]
pub fn gebreken() -> Vec<String> {
    let fout = Gewichten::lees(include_bytes!("gewichten.bin")).err();
    fout.map(|fout| format!("vermoeden/gewichten.bin: {fout}")).into_iter().collect()
}

/// How much each piece says for each wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gewichten {
    /// How rare a piece is, in sixteenths.
    pub zeldzaam: Vec<u8>,
    /// For each wish, in parts of 2^24, what one of its weights is worth.
    pub schaal: Vec<u32>,
    /// For each wish, in 256ths, how likely it is beforehand.
    pub vooraf: Vec<i32>,
    /// For each piece, the weights of all wishes.
    pub gewicht: Vec<i8>,
}

impl Gewichten {
    fn leeg() -> Self {
        let wensen = Wens::ALLE.len();
        Self {
            zeldzaam: vec![0; EMMERS],
            schaal: vec![0; wensen],
            vooraf: vec![0; wensen],
            gewicht: vec![0; EMMERS * wensen],
        }
    }

    /// Reads them from a file.
    ///
    /// # Errors
    /// When the file is of another form, of other wishes or too short.
    pub fn lees(bestand: &[u8]) -> Result<Self, String> {
        let rest = bestand.strip_prefix(MERK).ok_or("it is no file of weights of this form")?;
        let einde = rest.iter().position(|byte| *byte == b'\n').ok_or("it names no wishes")?;
        let (namen, rest) = (rest.get(..einde).unwrap_or_default(), rest.get(einde + 1..).unwrap_or_default());
        if namen != namen_van_wensen().as_bytes() {
            return Err("it was learned for other wishes: run cargo run -p begrip --bin leer".to_owned());
        }
        let wensen = Wens::ALLE.len();
        if rest.len() != EMMERS + 8 * wensen + EMMERS * wensen {
            return Err(format!("it holds {} bytes, which is another length than it should have", rest.len()));
        }
        let (zeldzaam, rest) = rest.split_at(EMMERS);
        let (schaal, rest) = rest.split_at(4 * wensen);
        let (vooraf, gewicht) = rest.split_at(4 * wensen);
        let vier = |bytes: &[u8]| <[u8; 4]>::try_from(bytes).unwrap_or_default();
        Ok(Self {
            zeldzaam: zeldzaam.to_vec(),
            schaal: schaal.chunks_exact(4).map(|bytes| u32::from_le_bytes(vier(bytes))).collect(),
            vooraf: vooraf.chunks_exact(4).map(|bytes| i32::from_le_bytes(vier(bytes))).collect(),
            gewicht: gewicht.iter().map(|byte| byte.cast_signed()).collect(),
        })
    }

    /// As they are written to a file.
    #[must_use]
    pub fn bestand(&self) -> Vec<u8> {
        let mut uit = [MERK, namen_van_wensen().as_bytes(), b"\n", &self.zeldzaam].concat();
        uit.extend(self.schaal.iter().flat_map(|schaal| schaal.to_le_bytes()));
        uit.extend(self.vooraf.iter().flat_map(|vooraf| vooraf.to_le_bytes()));
        uit.extend(self.gewicht.iter().map(|gewicht| gewicht.cast_unsigned()));
        uit
    }

    /// How likely each wish is, with these weights.
    #[must_use]
    pub fn schat(&self, tekst: &str, rondom: Rondom) -> Vermoeden {
        let gewogen = kenmerken::wegen(&kenmerken::kenmerken(tekst, rondom), &self.zeldzaam);
        let wensen = Wens::ALLE.len();
        let mut telling = vec![0_i32; wensen];
        for (plaats, weegt) in gewogen {
            let begin = usize::from(plaats) * wensen;
            let rij = self.gewicht.get(begin..begin + wensen).unwrap_or_default();
            telling.iter_mut().zip(rij).for_each(|(som, gewicht)| *som += weegt * i32::from(*gewicht));
        }
        let hoogte = |wens: usize| {
            let geteld = (i64::from(telling[wens]) * i64::from(self.schaal[wens])) >> SCHAAL_BITS;
            geteld + i64::from(self.vooraf[wens])
        };
        verdeel(&(0..wensen).map(hoogte).collect::<Vec<_>>())
    }
}

/// The names of all wishes, in order.
fn namen_van_wensen() -> String {
    Wens::ALLE.iter().map(|wens| wens.id()).collect::<Vec<_>>().join(" ")
}

/// Heights in 256ths of a natural logarithm, as likelihoods.
fn verdeel(hoogten: &[i64]) -> Vermoeden {
    let hoogste = hoogten.iter().copied().max().unwrap_or_default();
    let macht =
        |hoogte: &i64| usize::try_from(hoogste - hoogte).ok().and_then(|af| MACHTEN.get(af)).copied().unwrap_or(0);
    let som: u64 = hoogten.iter().map(macht).sum::<u64>().max(1);
    let mut kansen: Vec<(Wens, Promille)> = Wens::ALLE
        .iter()
        .zip(hoogten)
        .map(|(wens, hoogte)| (*wens, Promille::try_from((macht(hoogte) * 1000 + som / 2) / som).unwrap_or(1000)))
        .collect();
    // Of equals the first of the list comes first.
    kansen.sort_by_key(|(_, kans)| std::cmp::Reverse(*kans));
    Vermoeden(kansen)
}
