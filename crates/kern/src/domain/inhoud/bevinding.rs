//! What is found in a text: what kind it is and where it stands, never what was typed.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wat {
    /// The name of somebody who is suspected.
    NaamVerdachte,
    /// The surname of a missing person.
    Achternaam,
    /// A burgerservicenummer.
    Bsn,
    /// A date of birth.
    Geboortedatum,
    /// A phone number that is not one of the emergency numbers.
    Telefoonnummer,
    /// The number of a bank account.
    Rekeningnummer,
    /// An e-mail address.
    Email,
    /// A link.
    Link,
    /// Something about a victim.
    Slachtoffer,
    /// A number of a house.
    Huisnummer,
    /// A postcode with its letters: a few houses.
    Postcode,
    /// Origin, nationality or religion.
    Herkomst,
    /// The colour of a skin.
    Huidskleur,
    /// The health of a missing person.
    Gezondheid,
}

impl Wat {
    /// What is said of it outside, as a warning.
    #[must_use]
    pub const fn waarschuwing(self) -> &'static str {
        match self {
            Self::NaamVerdachte => "naam_verdachte_geblokkeerd",
            Self::Achternaam => "achternaam_toestemming",
            Self::Bsn => "bsn_geblokkeerd",
            Self::Geboortedatum => "geboortedatum_geblokkeerd",
            Self::Telefoonnummer => "telefoonnummer_geblokkeerd",
            Self::Rekeningnummer => "rekeningnummer_geblokkeerd",
            Self::Email => "email_geblokkeerd",
            Self::Link => "link_geblokkeerd",
            Self::Slachtoffer => "slachtoffer_geblokkeerd",
            Self::Huisnummer => "huisnummer_verwijderd",
            Self::Postcode => "postcode_verwijderd",
            Self::Herkomst => "herkomst_herschrijven",
            Self::Huidskleur => "huidskleur_meer_kenmerken",
            Self::Gezondheid => "gezondheidsgegeven_toestemming",
        }
    }

    /// It is taken out of the text, whatever follows.
    #[must_use]
    pub const fn gaat_eruit(self) -> bool {
        !matches!(self, Self::Herkomst | Self::Huidskleur)
    }

    /// The description is asked for anew: what stands around it may tell the same.
    #[must_use]
    pub const fn vraagt_opnieuw(self) -> bool {
        matches!(
            self,
            Self::NaamVerdachte | Self::Bsn | Self::Geboortedatum | Self::Telefoonnummer | Self::Rekeningnummer
        )
    }

    /// The description has to be written anew, or confirmed with a reason.
    #[must_use]
    pub const fn is_bezwaar(self) -> bool {
        self.vraagt_opnieuw() || !self.gaat_eruit()
    }

    /// What was typed may not be kept as it was.
    #[must_use]
    pub const fn niet_bewaren(self) -> bool {
        !matches!(self, Self::Herkomst | Self::Huidskleur)
    }

    /// It may follow as an update, after a second officer agreed.
    #[must_use]
    pub const fn later(self) -> bool {
        matches!(self, Self::Achternaam | Self::Gezondheid)
    }
}

/// Something that may not stand there, or only with care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bevinding {
    /// What it is.
    pub wat: Wat,
    /// Where it stands, in bytes of the text.
    pub plek: Range<usize>,
}

/// A word of the text: in small letters without accents, and where it stands in bytes.
pub type Woord<'a> = (&'a str, Range<usize>);
