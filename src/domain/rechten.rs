//! Who may do what: one table from role to right.
//!
//! Owns the roles and the table. Rights come from our own records and count per gemeente; what somebody
//! calls themselves counts for nothing. Invariant: what is not in the table is not allowed.

/// What a person is to a gemeente.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rol {
    /// Nobody we know.
    Onbekend,
    /// Runs one neighbourhood group or more.
    Beheerder,
    /// Works for the gemeente.
    Gemeente,
    /// A police officer who may send alerts.
    Politie,
}

impl Rol {
    /// The name under which it is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Onbekend => "onbekend",
            Self::Beheerder => "beheerder",
            Self::Gemeente => "gemeente",
            Self::Politie => "politie",
        }
    }

    /// A role that is given to a person by name; the others follow from what they do.
    #[must_use]
    pub fn toegekend(id: &str) -> Option<Self> {
        [Self::Gemeente, Self::Politie].into_iter().find(|rol| rol.id() == id)
    }
}

/// Something that needs a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recht {
    /// Ask what the bot can do, leave a dialogue.
    Hulp,
    /// Report whether an alert stands in one's own group.
    GroepMelden,
    /// Ask how far an alert is.
    StandInzien,
    /// Write and send an alert.
    MeldingVersturen,
}

/// Whether a role has a right.
#[must_use]
pub const fn mag(rol: Rol, recht: Recht) -> bool {
    match recht {
        Recht::Hulp => true,
        Recht::GroepMelden => matches!(rol, Rol::Beheerder),
        Recht::StandInzien | Recht::MeldingVersturen => matches!(rol, Rol::Politie),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        let rij = |rol| {
            [Recht::Hulp, Recht::GroepMelden, Recht::StandInzien, Recht::MeldingVersturen].map(|recht| mag(rol, recht))
        };
        assert_eq!(rij(Rol::Onbekend), [true, false, false, false]);
        assert_eq!(rij(Rol::Beheerder), [true, true, false, false]);
        assert_eq!(rij(Rol::Gemeente), [true, false, false, false]);
        assert_eq!(rij(Rol::Politie), [true, false, true, true]);
    }
}
