//! Questions and buttons about what people arrange for themselves: absence, quiet hours, tips, signs, leaving,
//! meetings.
//!
//! Owns what a dialogue of this kind holds and what its buttons carry; `knop` and `dialogue` hold them as one kind
//! each. Invariant: the texts of buttons are read back by every later version.

use serde::{Deserialize, Serialize};

use crate::bot::knop::Knop;
use crate::domain::bord::Bord;
use crate::domain::persoon::GroepId;
use crate::domain::rechten::Recht;
use crate::domain::stilte::MINUTEN_PER_DAG;
use crate::store::bijeenkomst::BijeenkomstId;
use crate::whatsapp::outgoing::Button;

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
    },
    /// Which language.
    Taal,
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
            | Self::Afmelden { .. } => &[Recht::GroepMelden],
            Self::BordAantal { .. } | Self::BordGroep { .. } => &[Recht::BordenVragen],
            Self::Bijeenkomst { .. } => &[Recht::Bijeenkomst],
            Self::Tip | Self::Wissen | Self::Taal => &[Recht::Hulp],
        }
    }
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EigenKnop {
    /// The days that were said back are right, or not.
    AfwezigKlopt(bool),
    /// The proposed quiet hours are right.
    StilteVoorstel,
    /// Quiet from this minute of the day until that one.
    StilteVanTot(i64, i64),
    /// What may break them: a missing person, a crime in progress.
    StilteOok(bool, bool),
    /// Signs are for this group.
    BordGroep(GroepId),
    /// The gemeente saw the registration of this group.
    WabpGezien(GroepId),
    /// Erase everything.
    Wissen,
    /// Erase nothing.
    NietWissen,
    /// Hand over first.
    EerstOverdragen,
    /// Stop with this group.
    StopGroep(GroepId),
    /// Stop with all groups.
    StopAlle,
    /// Yes, stop.
    Stoppen,
    /// No, stay.
    Blijven,
    /// Announce a meeting.
    BijeenkomstVersturen(BijeenkomstId),
    /// Do not.
    BijeenkomstAnnuleren(BijeenkomstId),
    /// Comes to a meeting, or does not.
    Komt(BijeenkomstId, bool),
    /// Explain in English, or in Dutch.
    Engels(bool),
}

impl EigenKnop {
    /// The text that a button carries, behind `eigen:`.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::AfwezigKlopt(klopt) => format!("afwezig-klopt:{}", u8::from(*klopt)),
            Self::StilteVoorstel => "stilte-voorstel".to_owned(),
            Self::StilteVanTot(van, tot) => format!("stilte-van-tot:{van}:{tot}"),
            Self::StilteOok(vermissing, heterdaad) => {
                format!("stilte-ook:{}:{}", u8::from(*vermissing), u8::from(*heterdaad))
            }
            Self::BordGroep(groep) => format!("bord-groep:{}", groep.0),
            Self::WabpGezien(groep) => format!("wabp-gezien:{}", groep.0),
            Self::Wissen => "wissen".to_owned(),
            Self::NietWissen => "niet-wissen".to_owned(),
            Self::EerstOverdragen => "eerst-overdragen".to_owned(),
            Self::StopGroep(groep) => format!("stop-groep:{}", groep.0),
            Self::StopAlle => "stop-alle".to_owned(),
            Self::Stoppen => "stoppen".to_owned(),
            Self::Blijven => "blijven".to_owned(),
            Self::BijeenkomstVersturen(id) => format!("bijeenkomst-versturen:{}", id.0),
            Self::BijeenkomstAnnuleren(id) => format!("bijeenkomst-annuleren:{}", id.0),
            Self::Komt(id, komt) => format!("komt:{}:{}", id.0, u8::from(*komt)),
            Self::Engels(engels) => format!("engels:{}", u8::from(*engels)),
        }
    }

    /// Reads it back; `None` if no version made it.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        let number = || rest.parse::<i64>().ok();
        let yes = |text: &str| match text {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        };
        Some(match name {
            "afwezig-klopt" => Self::AfwezigKlopt(yes(rest)?),
            "stilte-voorstel" => Self::StilteVoorstel,
            "stilte-van-tot" => {
                let (van, tot) = rest.split_once(':')?;
                let minuut = |tekst: &str| tekst.parse().ok().filter(|minuut| (0..MINUTEN_PER_DAG).contains(minuut));
                Self::StilteVanTot(minuut(van)?, minuut(tot)?)
            }
            "stilte-ook" => {
                let (vermissing, heterdaad) = rest.split_once(':')?;
                Self::StilteOok(yes(vermissing)?, yes(heterdaad)?)
            }
            "bord-groep" => Self::BordGroep(GroepId(number()?)),
            "wabp-gezien" => Self::WabpGezien(GroepId(number()?)),
            "wissen" => Self::Wissen,
            "niet-wissen" => Self::NietWissen,
            "eerst-overdragen" => Self::EerstOverdragen,
            "stop-groep" => Self::StopGroep(GroepId(number()?)),
            "stop-alle" => Self::StopAlle,
            "stoppen" => Self::Stoppen,
            "blijven" => Self::Blijven,
            "bijeenkomst-versturen" => Self::BijeenkomstVersturen(BijeenkomstId(number()?)),
            "bijeenkomst-annuleren" => Self::BijeenkomstAnnuleren(BijeenkomstId(number()?)),
            "komt" => {
                let (id, komt) = rest.split_once(':')?;
                Self::Komt(BijeenkomstId(id.parse().ok()?), yes(komt)?)
            }
            "engels" => Self::Engels(yes(rest)?),
            _ => return None,
        })
    }

    /// The rights of which a tap needs one.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        match self {
            Self::AfwezigKlopt(_)
            | Self::StilteVoorstel
            | Self::StilteVanTot(..)
            | Self::StilteOok(..)
            | Self::StopGroep(_)
            | Self::StopAlle
            | Self::Stoppen
            | Self::Blijven
            | Self::Komt(..) => &[Recht::GroepMelden],
            Self::BordGroep(_) => &[Recht::BordenVragen],
            Self::WabpGezien(_) => &[Recht::BordenBeslissen],
            Self::BijeenkomstVersturen(_) | Self::BijeenkomstAnnuleren(_) => &[Recht::Bijeenkomst],
            Self::Wissen | Self::NietWissen | Self::EerstOverdragen | Self::Engels(_) => &[Recht::Hulp],
        }
    }

    /// A button with this title.
    #[must_use]
    pub fn met(self, title: impl Into<String>) -> Button {
        Knop::Eigen(self).met(title)
    }
}

/// What a stored name of signs means; a name of another version is a sticker.
#[must_use]
pub fn bord(soort: &str) -> Bord {
    Bord::van_id(soort).unwrap_or(Bord::Sticker)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_button_is_read_back() {
        let (groep, id) = (GroepId(4), BijeenkomstId(9));
        for knop in [
            EigenKnop::AfwezigKlopt(true),
            EigenKnop::StilteVoorstel,
            EigenKnop::StilteVanTot(22 * 60, 8 * 60),
            EigenKnop::StilteOok(true, false),
            EigenKnop::BordGroep(groep),
            EigenKnop::WabpGezien(groep),
            EigenKnop::Wissen,
            EigenKnop::NietWissen,
            EigenKnop::EerstOverdragen,
            EigenKnop::StopGroep(groep),
            EigenKnop::StopAlle,
            EigenKnop::Stoppen,
            EigenKnop::Blijven,
            EigenKnop::BijeenkomstVersturen(id),
            EigenKnop::BijeenkomstAnnuleren(id),
            EigenKnop::Komt(id, true),
            EigenKnop::Engels(false),
        ] {
            let knop = Knop::Eigen(knop);
            assert_eq!(Knop::decode(&knop.encode()), Some(knop));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[a-z-]{0,12}(:.{0,12}){0,3}") {
            let _ = EigenKnop::decode(&text);
        }
    }
}
