//! Chance: codes that nobody can guess.
//!
//! Injected like time, so that whoever needs the same chance twice can have it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Where chance comes from. Cheap to clone.
#[derive(Clone)]
pub struct Random(Option<Arc<Mutex<StdRng>>>);

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Random(seeded)" } else { "Random(system)" })
    }
}

impl Random {
    /// The system's own: for real use.
    #[must_use]
    pub const fn system() -> Self {
        Self(None)
    }

    /// Always the same from one seed: for the demo and tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Some(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// A secret that nobody can guess.
    #[must_use]
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        match &self.0 {
            None => rand::rng().random(),
            Some(seeded) => seeded.lock().unwrap_or_else(PoisonError::into_inner).random(),
        }
    }

    /// A code of six digits.
    #[must_use]
    pub fn code(&self) -> String {
        let number: u32 = match &self.0 {
            None => rand::rng().random_range(0..1_000_000),
            Some(seeded) => seeded.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..1_000_000),
        };
        format!("{number:06}")
    }
}
