//! Buttons and list rows: what each carries, as the short text that comes back when it is tapped.
//!
//! Invariant: the texts are read back by every later version, since old messages keep their buttons; a
//! button that cannot be read is answered, never guessed. A tap gives no right: it is checked like a text.

use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::texts::knoppen;
use crate::whatsapp::outgoing::Button;

/// A part of a draft that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deel {
    /// The kind.
    Soort,
    /// The wijken.
    Wijk,
    /// The description.
    Tekst,
}

/// What a button or row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Knop {
    /// Sends this version of a draft.
    Versturen(MeldingId, i64),
    /// Changes a draft.
    Aanpassen(MeldingId),
    /// Throws a draft away.
    Annuleren(MeldingId),
    /// Changes one part of a draft.
    Wijzig(MeldingId, Deel),
    /// Answers which kind.
    Soort(MeldingSoort),
    /// Answers which gemeente.
    Gemeente(String),
    /// Answers which wijk.
    Wijk(String, String),
    /// The alert stands in the group.
    Geplaatst(MeldingId),
    /// Yes, it really does.
    EchtGeplaatst(MeldingId),
    /// Not yet.
    NogNiet(MeldingId),
    /// Cannot post it now.
    KanNiet(MeldingId),
    /// How to forward.
    Hulp(MeldingId),
    /// It stands in all groups of this person.
    AlleGroepen(MeldingId),
    /// It stands in this group.
    InGroep(MeldingId, GroepId),
}

impl Knop {
    /// The text that a button carries.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Versturen(id, versie) => format!("versturen:{}:{versie}", id.0),
            Self::Aanpassen(id) => format!("aanpassen:{}", id.0),
            Self::Annuleren(id) => format!("annuleren:{}", id.0),
            Self::Wijzig(id, Deel::Soort) => format!("wijzig-soort:{}", id.0),
            Self::Wijzig(id, Deel::Wijk) => format!("wijzig-wijk:{}", id.0),
            Self::Wijzig(id, Deel::Tekst) => format!("wijzig-tekst:{}", id.0),
            Self::Soort(soort) => format!("soort:{}", soort.id()),
            Self::Gemeente(gemeente) => format!("gemeente:{gemeente}"),
            Self::Wijk(gemeente, wijk) => format!("wijk:{gemeente}:{wijk}"),
            Self::Geplaatst(id) => format!("geplaatst:{}", id.0),
            Self::EchtGeplaatst(id) => format!("echt:{}", id.0),
            Self::NogNiet(id) => format!("nog-niet:{}", id.0),
            Self::KanNiet(id) => format!("kan-niet:{}", id.0),
            Self::Hulp(id) => format!("hulp:{}", id.0),
            Self::AlleGroepen(id) => format!("alle:{}", id.0),
            Self::InGroep(id, groep) => format!("groep:{}:{}", id.0, groep.0),
        }
    }

    /// Reads the text of a button; `None` if no version made it.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once(':')?;
        let number = |text: &str| text.parse::<i64>().ok();
        let melding = || number(rest).map(MeldingId);
        let pair = || rest.split_once(':');
        Some(match name {
            "versturen" => {
                pair().and_then(|(id, versie)| Some(Self::Versturen(MeldingId(number(id)?), number(versie)?)))?
            }
            "aanpassen" => Self::Aanpassen(melding()?),
            "annuleren" => Self::Annuleren(melding()?),
            "wijzig-soort" => Self::Wijzig(melding()?, Deel::Soort),
            "wijzig-wijk" => Self::Wijzig(melding()?, Deel::Wijk),
            "wijzig-tekst" => Self::Wijzig(melding()?, Deel::Tekst),
            "soort" => Self::Soort(MeldingSoort::van_id(rest)?),
            "gemeente" => Self::Gemeente(rest.to_owned()),
            "wijk" => pair().map(|(gemeente, wijk)| Self::Wijk(gemeente.to_owned(), wijk.to_owned()))?,
            "geplaatst" => Self::Geplaatst(melding()?),
            "echt" => Self::EchtGeplaatst(melding()?),
            "nog-niet" => Self::NogNiet(melding()?),
            "kan-niet" => Self::KanNiet(melding()?),
            "hulp" => Self::Hulp(melding()?),
            "alle" => Self::AlleGroepen(melding()?),
            "groep" => {
                pair().and_then(|(id, groep)| Some(Self::InGroep(MeldingId(number(id)?), GroepId(number(groep)?))))?
            }
            _ => return None,
        })
    }

    /// The right that a tap needs.
    #[must_use]
    pub const fn requires(&self) -> Recht {
        match self {
            Self::Versturen(..)
            | Self::Aanpassen(_)
            | Self::Annuleren(_)
            | Self::Wijzig(..)
            | Self::Soort(_)
            | Self::Gemeente(_)
            | Self::Wijk(..) => Recht::MeldingVersturen,
            Self::Geplaatst(_)
            | Self::EchtGeplaatst(_)
            | Self::NogNiet(_)
            | Self::KanNiet(_)
            | Self::Hulp(_)
            | Self::AlleGroepen(_)
            | Self::InGroep(..) => Recht::GroepMelden,
        }
    }

    /// A button with this title.
    #[must_use]
    pub fn met(&self, title: impl Into<String>) -> Button {
        Button { id: self.encode(), title: title.into() }
    }
}

/// The three buttons under every politiebericht, in the order of its template.
#[must_use]
pub fn onder_politiebericht(id: MeldingId) -> [Button; 3] {
    [
        Knop::Geplaatst(id).met(knoppen::STAAT_IN_DE_GROEP),
        Knop::KanNiet(id).met(knoppen::KAN_NU_NIET),
        Knop::Hulp(id).met(knoppen::HULP),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_button_is_read_back() {
        let id = MeldingId(12);
        let alle = [
            Knop::Versturen(id, 3),
            Knop::Aanpassen(id),
            Knop::Annuleren(id),
            Knop::Wijzig(id, Deel::Soort),
            Knop::Wijzig(id, Deel::Wijk),
            Knop::Wijzig(id, Deel::Tekst),
            Knop::Soort(MeldingSoort::Overval),
            Knop::Gemeente("zoetermeer".into()),
            Knop::Wijk("zoetermeer".into(), "de-leyens".into()),
            Knop::Geplaatst(id),
            Knop::EchtGeplaatst(id),
            Knop::NogNiet(id),
            Knop::KanNiet(id),
            Knop::Hulp(id),
            Knop::AlleGroepen(id),
            Knop::InGroep(id, GroepId(4)),
        ];
        for knop in alle {
            assert_eq!(Knop::decode(&knop.encode()), Some(knop));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[a-z-]{0,12}(:.{0,12}){0,3}") {
            let _ = Knop::decode(&text);
        }
    }
}
