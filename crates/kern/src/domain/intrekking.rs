//! A withdrawal in the groups: who is asked once more, who else is asked, and what is left.
//!
//! Owns the decision for one group at one moment. Invariants: an answer for a group ends it; everybody is reminded
//! once at most; only where a group had reported the alert is somebody asked who did not get it.

use crate::domain::persoon::{GroepId, PersoonId, Rang};
use crate::opgeslagen;

opgeslagen! {
    /// Why an alert is withdrawn, as far as its officer said so in words that leave no doubt. What neighbours read says
    /// that much and no more: a reason that is guessed may be false about somebody.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Waarom {
        /// Not said, or not for certain.
        NietGezegd = "ingetrokken",
        /// It was about another place.
        Plaats = "ingetrokken: plaats",
        /// It described the wrong thing.
        Beschrijving = "ingetrokken: beschrijving",
        /// Nothing had happened.
        NietsAanDeHand = "ingetrokken: niets aan de hand",
        /// Whoever was described has nothing to do with it.
        AnderePersoon = "ingetrokken: andere persoon",
        /// It was never meant to leave.
        PerOngeluk = "ingetrokken: per ongeluk",
        /// There is another alert about it, which holds.
        Dubbel = "ingetrokken: dubbel",
    }
}

impl Waarom {
    /// The one that is stored under these words; words that this version does not know say nothing.
    #[must_use]
    pub fn van_woorden(id: &str) -> Self {
        Self::van_id(id).unwrap_or(Self::NietGezegd)
    }
}

/// Somebody of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mens {
    /// Who.
    pub persoon: PersoonId,
    /// What they are to the group.
    pub rang: Rang,
    /// They got the withdrawal.
    pub kreeg: bool,
    /// They were reminded of it.
    pub herinnerd: bool,
    /// A message can go to them at all: not blocked, and their number works.
    pub bereikbaar: bool,
}

/// How a withdrawal is in one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// Which.
    pub id: GroepId,
    /// The alert was reported posted there.
    pub was_geplaatst: bool,
    /// A beheerder said that the withdrawal stands there, or that the alert never did.
    pub afgehandeld: bool,
    /// Its people.
    pub mensen: Vec<Mens>,
}

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actie {
    /// They get the withdrawal although they did not get the alert: their group has it.
    VraagOok(PersoonId),
    /// They are asked once more.
    Herinner(PersoonId),
}

/// What to do about a group that has not answered in time.
#[must_use]
pub fn aandringen(groep: &Groep) -> Vec<Actie> {
    if groep.afgehandeld {
        return Vec::new();
    }
    let mut acties: Vec<Actie> = groep
        .mensen
        .iter()
        .filter(|mens| mens.kreeg && !mens.herinnerd && mens.bereikbaar)
        .map(|mens| Actie::Herinner(mens.persoon))
        .collect();
    if groep.was_geplaatst {
        let anderen = groep.mensen.iter().filter(|mens| !mens.kreeg && mens.bereikbaar);
        acties.extend(anderen.min_by_key(|mens| (mens.rang, mens.persoon)).map(|mens| Actie::VraagOok(mens.persoon)));
    }
    acties
}

/// Whether a group is still to be told of to the sender: the alert may stand there.
#[must_use]
pub fn staat_nog_open(groep: &Groep) -> bool {
    !groep.afgehandeld && (groep.was_geplaatst || groep.mensen.iter().any(|mens| mens.kreeg))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mens(id: i64, rang: Rang, kreeg: bool) -> Mens {
        Mens { persoon: PersoonId(id), rang, kreeg, herinnerd: false, bereikbaar: true }
    }

    fn groep(was_geplaatst: bool, mensen: Vec<Mens>) -> Groep {
        Groep { id: GroepId(1), was_geplaatst, afgehandeld: false, mensen }
    }

    #[test]
    fn everybody_is_reminded_and_where_it_stood_the_next_is_asked_too() {
        let mensen = vec![mens(1, Rang::Hoofd, true), mens(3, Rang::Reserve, false), mens(2, Rang::Mede, false)];
        let stond = groep(true, mensen.clone());
        assert_eq!(aandringen(&stond), [Actie::Herinner(PersoonId(1)), Actie::VraagOok(PersoonId(2))]);
        assert_eq!(aandringen(&groep(false, mensen)), [Actie::Herinner(PersoonId(1))]);
    }

    #[test]
    fn nobody_is_reminded_twice_and_an_answer_ends_it() {
        let mut stond = groep(true, vec![Mens { herinnerd: true, ..mens(1, Rang::Hoofd, true) }]);
        assert_eq!(aandringen(&stond), []);
        assert!(staat_nog_open(&stond));
        stond.afgehandeld = true;
        assert!(!staat_nog_open(&stond) && aandringen(&stond).is_empty());
    }

    #[test]
    fn a_group_that_never_had_it_is_not_open() {
        assert!(!staat_nog_open(&groep(false, vec![mens(1, Rang::Hoofd, false)])));
        assert!(staat_nog_open(&groep(false, vec![mens(1, Rang::Hoofd, true)])));
    }
}
