//! Questions about what people arrange for themselves: absence, quiet hours, tips, signs, leaving, meetings.
//!
//! Owns what a dialogue of this kind holds; `dialogue` holds them as one kind. Its buttons stand in `knop`. Invariant:
//! what is stored is read back by every later version.

use serde::{Deserialize, Serialize};

pub use crate::bot::knop::EigenKnop;
use crate::domain::bord::Bord;
use crate::domain::rechten::Recht;

/// What was asked last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EigenVraag {
    /// Until when they are away; holds the first day if they gave one.
    AfwezigTot {
        /// Days since 1970.
        van: Option<i64>,
    },
    /// Whether they are away on these days, which were not certain.
    AfwezigKlopt {
        /// The first day, in days since 1970; `None`: from now on.
        van: Option<i64>,
        /// The first day after it, in days since 1970.
        tot: i64,
    },
    /// From when until when they want quiet.
    StilteUren,
    /// What may break the quiet hours.
    StilteOokBij {
        /// The minute of the day at which they begin.
        van: i64,
        /// The minute of the day at which they end.
        tot: i64,
    },
    /// What they want to tell police.
    Tip,
    /// How many signs or stickers.
    BordAantal {
        /// The group.
        groep: i64,
        /// The stored name of what they want.
        soort: String,
    },
    /// For which of their groups.
    BordGroep {
        /// The stored name of what they want.
        soort: String,
        /// How many, if they said so.
        aantal: Option<i64>,
    },
    /// Where these signs are to come.
    BordPlaats {
        /// The request.
        aanvraag: i64,
    },
    /// Why they are wanted.
    BordWaarom {
        /// The request.
        aanvraag: i64,
    },
    /// Why the gemeente refuses them.
    BordAfwijzen {
        /// The request.
        aanvraag: i64,
    },
    /// Whether they are to be erased.
    Wissen,
    /// With which group they want to stop.
    AfmeldenWelke,
    /// Whether they stop with these groups.
    Afmelden {
        /// The groups.
        groepen: Vec<i64>,
    },
    /// Whether a meeting is to be announced.
    Bijeenkomst {
        /// The draft.
        bijeenkomst: i64,
        /// Whether something was typed that is not in it: only a tap sends it then.
        #[serde(default)]
        onverwerkt: bool,
    },
    /// Whether information is to be sent.
    Informatie {
        /// The draft.
        informatie: i64,
        /// Whether something was typed that is not in it: only a tap sends it then.
        #[serde(default)]
        onverwerkt: bool,
    },
    /// What information is to say, and for which wijk: what of it was typed so far.
    InformatieTekst {
        /// The wijken as they were typed; empty: none yet.
        waar: String,
    },
    /// Whether the button that puts an alert into a group comes with every alert.
    Deelknop,
    /// Whether information and invitations are wanted.
    WelInformatie,
    /// Whether a group stands at WABP still.
    WabpStaatEr {
        /// The group.
        groep: i64,
    },
    /// Which language.
    Taal,
    /// Which kind of telephone.
    Toestel,
    /// Of whom a role is to be shown.
    RechtVanWie,
    /// What is to become of this role.
    Recht {
        /// Its number.
        toekenning: i64,
    },
    /// Whether this role is to be taken back.
    RechtAfnemen {
        /// Its number.
        toekenning: i64,
    },
}

impl EigenVraag {
    /// The rights of which an answer needs one.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        match self {
            Self::AfwezigTot { .. }
            | Self::AfwezigKlopt { .. }
            | Self::StilteUren
            | Self::StilteOokBij { .. }
            | Self::AfmeldenWelke
            | Self::Deelknop
            | Self::WelInformatie
            | Self::WabpStaatEr { .. }
            | Self::Afmelden { .. } => &[Recht::GroepMelden],
            Self::BordAantal { .. } | Self::BordGroep { .. } | Self::BordPlaats { .. } | Self::BordWaarom { .. } => {
                &[Recht::BordenVragen]
            }
            Self::BordAfwijzen { .. } => &[Recht::BordenBeslissen],
            Self::Bijeenkomst { .. } => &[Recht::Bijeenkomst],
            Self::Informatie { .. } | Self::InformatieTekst { .. } => &[Recht::Informatie],
            Self::RechtVanWie | Self::Recht { .. } | Self::RechtAfnemen { .. } => &[Recht::Rechten],
            Self::Tip | Self::Wissen | Self::Taal | Self::Toestel => &[Recht::Hulp],
        }
    }
}

/// What a stored name of signs means; a name of another version is a sticker.
#[must_use]
pub fn bord(soort: &str) -> Bord {
    Bord::van_id(soort).unwrap_or(Bord::Sticker)
}
