//! A request to become beheerder: gemeente and police each agree, two different persons.
//!
//! Invariants: nobody gives both halves; one refusal ends it; what is decided stays decided.

use crate::domain::nummer::genummerd;
use crate::domain::persoon::{Helft, PersoonId};
use crate::opgeslagen;

genummerd! {
    /// The internal id of a request; `A-17` to people.
    AanmeldingId, 'A'
}

opgeslagen! {
    /// Where a request is in its life.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum AanmeldingStatus {
        /// Waits for one half or both.
        Ingediend = "ingediend",
        /// Both agreed.
        Akkoord = "akkoord",
        /// One refused.
        Afgewezen = "afgewezen",
        /// The person took it back.
        Ingetrokken = "ingetrokken",
        /// Nobody decided in time.
        Verlopen = "verlopen",
    }
}

/// Who agreed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Helften {
    /// For the police.
    pub politie: Option<PersoonId>,
    /// For the gemeente.
    pub gemeente: Option<PersoonId>,
}

impl Helften {
    /// Who gave this half.
    #[must_use]
    pub const fn door(self, helft: Helft) -> Option<PersoonId> {
        match helft {
            Helft::Politie => self.politie,
            Helft::Gemeente => self.gemeente,
        }
    }

    /// The halves that are missing.
    #[must_use]
    pub fn open(self) -> Vec<Helft> {
        [Helft::Gemeente, Helft::Politie].into_iter().filter(|helft| self.door(*helft).is_none()).collect()
    }
}

/// What becomes of somebody's yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oordeel {
    /// This half is given, and the other is missing.
    Half(Helft),
    /// This half is given, and with it all.
    Compleet(Helft),
    /// Their half was given already.
    AlGegeven(Helft),
    /// They gave the other half themselves.
    ZelfdePersoon,
    /// They may give neither.
    GeenRecht,
}

/// Decides about a yes of `wie`, who may give the halves `mag`.
#[must_use]
pub fn oordeel(helften: Helften, wie: PersoonId, mag: &[Helft]) -> Oordeel {
    let Some(eerste) = mag.first() else { return Oordeel::GeenRecht };
    let open = helften.open();
    match open.iter().find(|helft| mag.contains(helft)) {
        None => Oordeel::AlGegeven(*eerste),
        Some(_) if helften.politie == Some(wie) || helften.gemeente == Some(wie) => Oordeel::ZelfdePersoon,
        Some(helft) if open.len() == 1 => Oordeel::Compleet(*helft),
        Some(helft) => Oordeel::Half(*helft),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_persons_are_needed_whatever_they_may() {
        let (een, twee) = (PersoonId(1), PersoonId(2));
        let beide = [Helft::Politie, Helft::Gemeente];
        let geen = Helften::default();
        assert_eq!(oordeel(geen, een, &[]), Oordeel::GeenRecht);
        assert_eq!(oordeel(geen, een, &[Helft::Politie]), Oordeel::Half(Helft::Politie));
        assert_eq!(oordeel(geen, een, &beide), Oordeel::Half(Helft::Gemeente));
        let half = Helften { gemeente: Some(een), politie: None };
        assert_eq!(oordeel(half, een, &beide), Oordeel::ZelfdePersoon);
        assert_eq!(oordeel(half, twee, &beide), Oordeel::Compleet(Helft::Politie));
        assert_eq!(oordeel(half, twee, &[Helft::Gemeente]), Oordeel::AlGegeven(Helft::Gemeente));
    }
}
