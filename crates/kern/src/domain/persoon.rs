//! People as the bot knows them: an internal id with roles and groups.
//!
//! Invariant: nothing here is taken from a message; it all comes from our own records.

use crate::domain::rechten::{Mate, Recht, Rol, mag, mate};
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::opgeslagen;

/// A half of an approval. Both are needed, from two persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Helft {
    /// Of the police.
    Politie,
    /// Of the gemeente.
    Gemeente,
}

/// The internal id of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersoonId(pub i64);

/// The internal id of a neighbourhood group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroepId(pub i64);

/// The internal id of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeldingId(pub i64);

/// The number of a role that was given to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ToekenningId(pub i64);

opgeslagen! {
    /// What somebody is to a group: who is asked first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Rang {
        /// Answers for the group.
        Hoofd = "hoofd",
        /// Runs it too.
        Mede = "mede",
        /// Stands in when neither can.
        Reserve = "reserve",
    }
}

/// A neighbourhood group that somebody runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// Its id.
    pub id: GroepId,
    /// The id of its gemeente.
    pub gemeente: GemeenteId,
    /// Its name, as the beheerder gave it.
    pub naam: String,
    /// What the person is to it.
    pub rang: Rang,
}

/// A beheerder of a group, as police and gemeente see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InGroep {
    /// The group.
    pub groep: String,
    /// What they are to it; `None` for a group without anybody.
    pub rang: Option<Rang>,
    /// Their name, if known.
    pub naam: Option<String>,
    /// They were invited and have not written.
    pub uitgenodigd: bool,
    /// They cannot be reached: blocked, or the number does not work.
    pub onbereikbaar: bool,
}

/// A role in one gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toekenning {
    /// The role.
    pub rol: Rol,
    /// The id of the gemeente in which it holds.
    pub gemeente: GemeenteId,
    /// The id of the wijk of a wijkagent; empty where it holds in the whole gemeente.
    pub wijk: WijkId,
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
    /// Their number may be somebody else's: what they may do rests until it is confirmed who they are.
    pub opgeschort: bool,
    /// They asked to become beheerder, and that is not decided.
    pub aangemeld: bool,
}

impl Persoon {
    /// All roles this person has anywhere, the weightiest first; [`Rol::Onbekend`] if none.
    #[must_use]
    pub fn rollen(&self) -> Vec<Rol> {
        let mut rollen: Vec<Rol> = Vec::new();
        if !self.geblokkeerd {
            rollen.extend(self.geldig().map(|toekenning| toekenning.rol));
            let geldig = self.groepen.iter().filter(|_| !self.opgeschort);
            rollen.extend(geldig.map(|groep| match groep.rang {
                Rang::Hoofd | Rang::Mede => Rol::Beheerder,
                Rang::Reserve => Rol::Reserve,
            }));
            rollen.extend(self.aangemeld.then_some(Rol::Aspirant));
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

    /// Whether the person has one of these rights in any gemeente.
    #[must_use]
    pub fn mag_een(&self, rechten: &[Recht]) -> bool {
        rechten.iter().any(|recht| self.mag(*recht))
    }

    /// Whether the person has the right in this gemeente.
    #[must_use]
    pub fn mag_in(&self, recht: Recht, gemeente: &GemeenteId) -> bool {
        self.gemeenten_met(recht).contains(&gemeente)
    }

    /// The ids of the gemeenten in which the person has the right by a given role.
    #[must_use]
    pub fn gemeenten_met(&self, recht: Recht) -> Vec<&GemeenteId> {
        let met = self.geldig().filter(|toekenning| mag(toekenning.rol, recht));
        let mut gemeenten: Vec<&GemeenteId> = met.map(|toekenning| &toekenning.gemeente).collect();
        gemeenten.dedup();
        gemeenten
    }

    /// The ids of the gemeenten in which the person may only write a draft of it, which somebody else sends.
    #[must_use]
    pub fn gemeenten_met_concept(&self, recht: Recht) -> Vec<&GemeenteId> {
        let met = self.geldig().filter(|toekenning| mate(toekenning.rol, recht) == Mate::Concept);
        let mut gemeenten: Vec<&GemeenteId> = met.map(|toekenning| &toekenning.gemeente).collect();
        gemeenten.dedup();
        gemeenten
    }

    /// The ids of the wijken of that gemeente in which they may; an empty one stands for all of them.
    #[must_use]
    pub fn wijken_met_concept(&self, recht: Recht, gemeente: &GemeenteId) -> Vec<&WijkId> {
        let hier = self.geldig().filter(|toekenning| toekenning.gemeente == gemeente);
        let met = hier.filter(|toekenning| mate(toekenning.rol, recht) == Mate::Concept);
        met.map(|toekenning| &toekenning.wijk).collect()
    }

    /// The roles given by name that count now.
    fn geldig(&self) -> impl Iterator<Item = &Toekenning> {
        let telt = !self.geblokkeerd && !self.opgeschort;
        self.toekenningen.iter().filter(move |_| telt)
    }

    /// Which half of an approval this person may give for a wijk (`wijken`: itself and the whole that it
    /// is a part of). `wijkagent_bekend`: the wijk has a wijkagent; only where it has none, a sender may.
    #[must_use]
    pub fn helften(&self, gemeente: &GemeenteId, wijken: &[&WijkId], wijkagent_bekend: bool) -> Vec<Helft> {
        let mag_helft = |recht: Recht| {
            self.geldig().filter(|toekenning| toekenning.gemeente == gemeente).any(|toekenning| {
                match mate(toekenning.rol, recht) {
                    Mate::Ja => true,
                    Mate::EigenWijk => toekenning.wijk.is_empty() || wijken.contains(&&toekenning.wijk),
                    Mate::ZonderWijkagent => !wijkagent_bekend,
                    _ => false,
                }
            })
        };
        let helften = [(Helft::Politie, Recht::GoedkeurenPolitie), (Helft::Gemeente, Recht::GoedkeurenGemeente)];
        helften.into_iter().filter(|(_, recht)| mag_helft(*recht)).map(|(helft, _)| helft).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_ranks_sort_in_the_order_of_asking() {
        assert!(Rang::ALLE.is_sorted_by_key(|rang| rang.id()));
    }

    #[test]
    fn a_right_holds_only_where_the_role_was_given_and_never_for_the_blocked() {
        let mut agent = Persoon {
            id: PersoonId(1),
            toekenningen: vec![Toekenning {
                rol: Rol::Politie,
                gemeente: "zoetermeer".into(),
                wijk: WijkId::default(),
            }],
            groepen: Vec::new(),
            geblokkeerd: false,
            opgeschort: false,
            aangemeld: false,
        };
        assert!(agent.mag_in(Recht::MeldingVersturen, &"zoetermeer".into()));
        assert!(!agent.mag_in(Recht::MeldingVersturen, &"loosduinen".into()));
        assert!(!agent.mag(Recht::GroepMelden));
        assert_eq!(agent.helften(&"zoetermeer".into(), &[&"rokkeveen".into()], false), [Helft::Politie]);
        assert_eq!(agent.helften(&"zoetermeer".into(), &[&"rokkeveen".into()], true), []);
        agent.opgeschort = true;
        assert!(!agent.mag(Recht::MeldingVersturen));
        assert!(!agent.mag_in(Recht::MeldingVersturen, &"zoetermeer".into()));
        agent.opgeschort = false;
        agent.geblokkeerd = true;
        assert!(!agent.mag(Recht::MeldingVersturen));
        assert!(!agent.mag_in(Recht::MeldingVersturen, &"zoetermeer".into()));
        assert_eq!(agent.hoofdrol(), Rol::Onbekend);
    }
}
