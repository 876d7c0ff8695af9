//! People as the bot knows them: an internal id with roles and groups.
//!
//! Invariant: nothing here is taken from a message; it all comes from our own records.

use crate::domain::rechten::{Recht, Rol, mag};

/// The internal id of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersoonId(pub i64);

/// The internal id of a neighbourhood group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroepId(pub i64);

/// The internal id of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeldingId(pub i64);

/// A neighbourhood group that somebody runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// Its id.
    pub id: GroepId,
    /// The id of its gemeente.
    pub gemeente: String,
    /// Its name, as the beheerder gave it.
    pub naam: String,
}

/// A role in one gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toekenning {
    /// The role.
    pub rol: Rol,
    /// The id of the gemeente in which it holds.
    pub gemeente: String,
}

/// A person with everything that decides what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persoon {
    /// Their id.
    pub id: PersoonId,
    /// Roles given by name.
    pub toekenningen: Vec<Toekenning>,
    /// Groups they run.
    pub groepen: Vec<Groep>,
    /// Blocked people have no rights at all.
    pub geblokkeerd: bool,
}

impl Persoon {
    /// All roles this person has anywhere, the weightiest first; [`Rol::Onbekend`] if none.
    #[must_use]
    pub fn rollen(&self) -> Vec<Rol> {
        let mut rollen: Vec<Rol> = Vec::new();
        if !self.geblokkeerd {
            rollen.extend(self.toekenningen.iter().map(|toekenning| toekenning.rol));
            rollen.extend((!self.groepen.is_empty()).then_some(Rol::Beheerder));
        }
        rollen.sort_unstable_by(|een, ander| ander.cmp(een));
        rollen.dedup();
        if rollen.is_empty() {
            rollen.push(Rol::Onbekend);
        }
        rollen
    }

    /// The weightiest role, for `spoor`.
    #[must_use]
    pub fn hoofdrol(&self) -> Rol {
        self.rollen().first().copied().unwrap_or(Rol::Onbekend)
    }

    /// Whether the person has the right in any gemeente.
    #[must_use]
    pub fn mag(&self, recht: Recht) -> bool {
        self.rollen().into_iter().any(|rol| mag(rol, recht))
    }

    /// Whether the person has the right in this gemeente.
    #[must_use]
    pub fn mag_in(&self, recht: Recht, gemeente: &str) -> bool {
        self.gemeenten_met(recht).contains(&gemeente)
    }

    /// The ids of the gemeenten in which the person has the right by a given role.
    #[must_use]
    pub fn gemeenten_met(&self, recht: Recht) -> Vec<&str> {
        if self.geblokkeerd {
            return Vec::new();
        }
        let met = self.toekenningen.iter().filter(|toekenning| mag(toekenning.rol, recht));
        met.map(|toekenning| toekenning.gemeente.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_holds_only_where_the_role_was_given_and_never_for_the_blocked() {
        let mut agent = Persoon {
            id: PersoonId(1),
            toekenningen: vec![Toekenning { rol: Rol::Politie, gemeente: "zoetermeer".into() }],
            groepen: Vec::new(),
            geblokkeerd: false,
        };
        assert!(agent.mag_in(Recht::MeldingVersturen, "zoetermeer"));
        assert!(!agent.mag_in(Recht::MeldingVersturen, "loosduinen"));
        assert!(!agent.mag(Recht::GroepMelden));
        agent.geblokkeerd = true;
        assert!(!agent.mag(Recht::MeldingVersturen));
        assert!(!agent.mag_in(Recht::MeldingVersturen, "zoetermeer"));
        assert_eq!(agent.hoofdrol(), Rol::Onbekend);
    }
}
