//! Who may do what: one table from role to right.
//!
//! Owns the roles and the table (domain.md, section 4). Rights come from our own records and count per
//! gemeente; what somebody calls themselves counts for nothing. Invariant: what is not in the table is not
//! allowed, and a lesser measure ([`Mate::Concept`], [`Mate::Vraagt`], …) gives no right by itself.

/// What a person is to a gemeente. The later, the weightier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rol {
    /// Nobody we know.
    Onbekend,
    /// Asked to become beheerder.
    Aspirant,
    /// Stands in for the beheerders of a group.
    Reserve,
    /// Runs one neighbourhood group or more, as hoofd or mede.
    Beheerder,
    /// Walks with a WAS or neighbourhood watch team.
    Team,
    /// Reads the record, and changes nothing.
    Privacy,
    /// Looks after settings and roles.
    Functioneel,
    /// Works for the gemeente.
    Gemeente,
    /// A community officer, of one wijk or more.
    Wijkagent,
    /// A police officer who may send alerts.
    Politie,
    /// A police officer who may approve what needs a second person.
    Goedkeurder,
}

impl Rol {
    /// All roles, in the order of the table.
    pub const ALLE: [Self; 11] = [
        Self::Onbekend,
        Self::Aspirant,
        Self::Beheerder,
        Self::Reserve,
        Self::Team,
        Self::Wijkagent,
        Self::Politie,
        Self::Goedkeurder,
        Self::Gemeente,
        Self::Functioneel,
        Self::Privacy,
    ];

    /// The name under which it is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Onbekend => "onbekend",
            Self::Aspirant => "aspirant",
            Self::Reserve => "reserve",
            Self::Beheerder => "beheerder",
            Self::Team => "team",
            Self::Privacy => "privacy",
            Self::Functioneel => "functioneel",
            Self::Gemeente => "gemeente",
            Self::Wijkagent => "wijkagent",
            Self::Politie => "politie",
            Self::Goedkeurder => "goedkeurder",
        }
    }

    /// A role that is given to a person by name; the others follow from what they do.
    #[must_use]
    pub fn toegekend(id: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|rol| rol.id() == id && *rol > Self::Beheerder)
    }

    /// Whether it is one of the police.
    #[must_use]
    pub const fn van_politie(self) -> bool {
        matches!(self, Self::Wijkagent | Self::Politie | Self::Goedkeurder)
    }

    const fn kolom(self) -> usize {
        match self {
            Self::Onbekend => 0,
            Self::Aspirant => 1,
            Self::Beheerder => 2,
            Self::Reserve => 3,
            Self::Team => 4,
            Self::Wijkagent => 5,
            Self::Politie => 6,
            Self::Goedkeurder => 7,
            Self::Gemeente => 8,
            Self::Functioneel => 9,
            Self::Privacy => 10,
        }
    }
}

/// How far a right goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mate {
    /// Not at all.
    Niet,
    /// All of it, in their gemeente.
    Ja,
    /// What is their own: their groups, their number, what they wrote.
    Eigen,
    /// In their own wijken.
    EigenWijk,
    /// Where the wijk has no wijkagent.
    ZonderWijkagent,
    /// When the others of the group cannot.
    Opgeroepen,
    /// With a second person.
    MetTweede,
    /// Only where a setting says so.
    Ingesteld,
    /// A draft, which somebody else sends.
    Concept,
    /// May ask for it.
    Vraagt,
    /// In figures and outlines, without what was written.
    ZonderInhoud,
}

/// Something that needs a right: a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recht {
    /// Ask what the bot can do, check a number, leave a dialogue.
    Hulp,
    /// Ask to become beheerder, and how far that is; withdraw it.
    Aanmelden,
    /// Get alerts.
    MeldingOntvangen,
    /// Report whether an alert stands in one's own group.
    GroepMelden,
    /// Ask how far an alert is.
    StandInzien,
    /// Write and send an alert to one to three wijken.
    MeldingVersturen,
    /// Send to the whole gemeente, with a picture, or what was flagged.
    MeldingBreed,
    /// Update, close or withdraw an alert.
    MeldingBijwerken,
    /// Hold an exercise.
    Oefening,
    /// The police half of an approval.
    GoedkeurenPolitie,
    /// The gemeente half of an approval.
    GoedkeurenGemeente,
    /// Hand a group over, or start that for somebody who is gone.
    Overdragen,
    /// Absence, quiet hours, own data, erasure.
    EigenGegevens,
    /// Take all rights from somebody at once.
    Blokkeren,
    /// See the groups of a wijk with who runs them.
    WieInzien,
    /// Ask for signs.
    BordenVragen,
    /// Decide about signs.
    BordenBeslissen,
    /// See figures.
    Statistiek,
    /// Take the register out.
    Export,
    /// Change settings and roles.
    Instellen,
    /// Read the record of who did what.
    Nalezen,
    /// See how well wijken are covered.
    Dekking,
    /// Plan a meeting of beheerders.
    Bijeenkomst,
    /// Write information by wijk that is no alert; who may send alerts sends it.
    Informatie,
    /// See who may what, let a role go on, and take one back.
    Rechten,
}

impl Recht {
    /// All rights, in the order of the table.
    pub const ALLE: [Self; 25] = [
        Self::Hulp,
        Self::Aanmelden,
        Self::MeldingOntvangen,
        Self::GroepMelden,
        Self::StandInzien,
        Self::MeldingVersturen,
        Self::MeldingBreed,
        Self::MeldingBijwerken,
        Self::Oefening,
        Self::GoedkeurenPolitie,
        Self::GoedkeurenGemeente,
        Self::Overdragen,
        Self::EigenGegevens,
        Self::Blokkeren,
        Self::WieInzien,
        Self::BordenVragen,
        Self::BordenBeslissen,
        Self::Statistiek,
        Self::Export,
        Self::Instellen,
        Self::Nalezen,
        Self::Dekking,
        Self::Bijeenkomst,
        Self::Informatie,
        Self::Rechten,
    ];
}

/// The row of a right: Onbekend, Aspirant, Beheerder, Reserve, Team | Wijkagent, Politie, Goedkeurder |
/// Gemeente, Functioneel, Privacy.
#[rustfmt::skip]
const fn rij(recht: Recht) -> [Mate; 11] {
    use Mate::{Concept, Eigen, EigenWijk, Ingesteld, Ja, MetTweede, Niet, Opgeroepen, Vraagt, ZonderInhoud, ZonderWijkagent};
    match recht {
        Recht::Hulp               => [Ja, Ja, Ja, Ja, Ja,                     Ja, Ja, Ja,                    Ja, Ja, Ja],
        Recht::Aanmelden          => [Ja, Ja, Ja, Ja, Ja,                     Niet, Niet, Niet,              Niet, Niet, Niet],
        Recht::MeldingOntvangen   => [Niet, Niet, Eigen, Opgeroepen, Ingesteld, EigenWijk, Ja, Ja,           ZonderInhoud, Niet, Niet],
        Recht::GroepMelden        => [Niet, Niet, Eigen, Eigen, Niet,         Niet, Niet, Niet,              Niet, Niet, Niet],
        Recht::StandInzien        => [Niet, Niet, Niet, Niet, Niet,           Niet, Ja, Ja,                  Niet, Niet, Niet],
        Recht::MeldingVersturen   => [Niet, Niet, Niet, Niet, Niet,           Concept, Ja, Ja,               Niet, Niet, Niet],
        Recht::MeldingBreed       => [Niet, Niet, Niet, Niet, Niet,           Niet, MetTweede, MetTweede,    Niet, Niet, Niet],
        Recht::MeldingBijwerken   => [Niet, Niet, Niet, Niet, Niet,           Concept, Ja, Ja,               Niet, Niet, Niet],
        Recht::Oefening           => [Niet, Niet, Niet, Niet, Niet,           Niet, Ja, Ja,                  Vraagt, Niet, Niet],
        Recht::GoedkeurenPolitie  => [Niet, Niet, Niet, Niet, Niet,           EigenWijk, ZonderWijkagent, Ja, Niet, Niet, Niet],
        Recht::GoedkeurenGemeente => [Niet, Niet, Niet, Niet, Niet,           Niet, Niet, Niet,              Ja, Niet, Niet],
        Recht::Overdragen         => [Niet, Niet, Eigen, Niet, Niet,          Niet, Niet, Niet,              MetTweede, Niet, Niet],
        Recht::EigenGegevens      => [Niet, Ja, Ja, Ja, Ja,                   Ja, Ja, Ja,                    Ja, Ja, Ja],
        Recht::Blokkeren          => [Niet, Niet, Eigen, Niet, Niet,          Ja, Ja, Ja,                    Ja, Ja, Niet],
        Recht::WieInzien          => [Niet, Niet, Niet, Niet, Niet,           Ja, Ja, Ja,                    Ja, Niet, Niet],
        Recht::BordenVragen       => [Niet, Niet, Ja, Ja, Niet,               Niet, Niet, Niet,              Niet, Niet, Niet],
        Recht::BordenBeslissen    => [Niet, Niet, Niet, Niet, Niet,           Niet, Niet, Niet,              Ja, Niet, Niet],
        Recht::Statistiek         => [Niet, Niet, Eigen, Eigen, Niet,         EigenWijk, Ja, Ja,             ZonderInhoud, ZonderInhoud, Ja],
        Recht::Export             => [Niet, Niet, Niet, Niet, Niet,           Niet, Niet, Niet,              Ja, Niet, Niet],
        Recht::Instellen          => [Niet, Niet, Niet, Niet, Niet,           Niet, Niet, Niet,              Niet, MetTweede, Niet],
        Recht::Nalezen            => [Niet, Niet, Niet, Niet, Niet,           Niet, Niet, Niet,              Niet, Niet, Ja],
        Recht::Dekking            => [Niet, Niet, Eigen, Eigen, Niet,         EigenWijk, Ja, Ja,             Ja, Ja, Ja],
        Recht::Bijeenkomst        => [Niet, Niet, Niet, Niet, Niet,           Niet, Ja, Ja,                  Ja, Niet, Niet],
        Recht::Informatie         => [Niet, Niet, Niet, Niet, Niet,           EigenWijk, Ja, Ja,             MetTweede, Niet, Niet],
        Recht::Rechten            => [Niet, Niet, Niet, Niet, Niet,           Niet, Niet, Ja,                Niet, Ja, Niet],
    }
}

/// How far a right of a role goes.
#[must_use]
pub const fn mate(rol: Rol, recht: Recht) -> Mate {
    rij(recht)[rol.kolom()]
}

/// Whether a role has a right, at least within what is its own.
#[must_use]
pub const fn mag(rol: Rol, recht: Recht) -> bool {
    matches!(
        mate(rol, recht),
        Mate::Ja | Mate::Eigen | Mate::EigenWijk | Mate::ZonderWijkagent | Mate::Opgeroepen | Mate::MetTweede
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain.md section 4, a letter for each cell: ✓ Ja, o own, w own wijk, z where no wijkagent is, e
    /// escalated, 2 with a second person, s by setting, d draft, a asks, f without content, - not.
    /// Two cells follow the issue instead: a sender approves where a wijk has no wijkagent, and `/wie`. The last four
    /// rows are not in it: coverage (section 3, row 17), meetings (row 26), information, and who looks after roles.
    const MATRIX: &str = "
        ✓✓✓✓✓ ✓✓✓ ✓✓✓
        ✓✓✓✓✓ --- ---
        --oes w✓✓ f--
        --oo- --- ---
        ----- -✓✓ ---
        ----- d✓✓ ---
        ----- -22 ---
        ----- d✓✓ ---
        ----- -✓✓ a--
        ----- wz✓ ---
        ----- --- ✓--
        --o-- --- 2--
        -✓✓✓✓ ✓✓✓ ✓✓✓
        --o-- ✓✓✓ ✓✓-
        ----- ✓✓✓ ✓--
        --✓✓- --- ---
        ----- --- ✓--
        --oo- w✓✓ ff✓
        ----- --- ✓--
        ----- --- -2-
        ----- --- --✓
        --oo- w✓✓ ✓✓✓
        ----- -✓✓ ✓--
        ----- w✓✓ 2--
        ----- --✓ -✓-";

    const fn letter(mate: Mate) -> char {
        match mate {
            Mate::Niet => '-',
            Mate::Ja => '✓',
            Mate::Eigen => 'o',
            Mate::EigenWijk => 'w',
            Mate::ZonderWijkagent => 'z',
            Mate::Opgeroepen => 'e',
            Mate::MetTweede => '2',
            Mate::Ingesteld => 's',
            Mate::Concept => 'd',
            Mate::Vraagt => 'a',
            Mate::ZonderInhoud => 'f',
        }
    }

    #[test]
    fn every_cell_of_the_table() {
        let rows: Vec<&str> = MATRIX.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(rows.len(), Recht::ALLE.len());
        for (row, recht) in rows.iter().zip(Recht::ALLE) {
            let cells: Vec<char> = row.chars().filter(|letter| !letter.is_whitespace()).collect();
            assert_eq!(cells.len(), Rol::ALLE.len());
            for (cell, rol) in cells.into_iter().zip(Rol::ALLE) {
                assert_eq!(letter(mate(rol, recht)), cell, "{rol:?} {recht:?}");
                assert_eq!(mag(rol, recht), "✓owze2".contains(cell), "{rol:?} {recht:?}");
            }
        }
    }

    #[test]
    fn what_people_are_by_themselves_is_never_given_by_name() {
        for rol in ["onbekend", "aspirant", "reserve", "beheerder", "baas"] {
            assert_eq!(Rol::toegekend(rol), None);
        }
        assert_eq!(Rol::toegekend("wijkagent"), Some(Rol::Wijkagent));
    }
}
