//! Signs and stickers that say that a neighbourhood keeps watch.

use crate::domain::nummer::genummerd;
use crate::limits;
use crate::opgeslagen;

genummerd! {
    /// The internal id of a request for signs or stickers; `B-3` to people.
    BordId, 'B'
}

opgeslagen! {
    /// How such a request stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum BordStatus {
        /// The gemeente has to decide.
        Gevraagd = "gevraagd",
        /// It said yes, and they are not there yet.
        Toegekend = "toegekend",
        /// It said no.
        Afgewezen = "afgewezen",
        /// They are there, or were handed out.
        Geplaatst = "geplaatst",
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bord {
    /// A sign in the street, which the gemeente places.
    Bord,
    /// A sticker for a front door.
    Sticker,
}

impl Bord {
    /// The name under which it is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bord => "bord",
            Self::Sticker => "sticker",
        }
    }

    /// What is stored under this name.
    #[must_use]
    pub fn van_id(id: &str) -> Option<Self> {
        [Self::Bord, Self::Sticker].into_iter().find(|bord| bord.id() == id)
    }

    /// How many more may be asked for where so many were asked before, and a group may have so many signs.
    #[must_use]
    pub fn nog(self, gevraagd: i64, borden_per_groep: i64) -> i64 {
        let most = match self {
            Self::Bord => borden_per_groep,
            Self::Sticker => limits::STICKERS_PER_GROUP_MAX,
        };
        (most - gevraagd).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_two_signs_at_most() {
        assert_eq!((Bord::Bord.nog(0, 2), Bord::Bord.nog(1, 2), Bord::Bord.nog(5, 2)), (2, 1, 0));
        assert!(Bord::Sticker.nog(40, 2) > 0);
    }
}
