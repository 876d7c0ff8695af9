//! Buttons and list rows: what each carries, as the short text that comes back when it is tapped.
//!
//! Invariant: the texts are read back by every later version, since old messages keep their buttons; a
//! button that cannot be read is answered, never guessed. A tap gives no right: it is checked like a text.

use crate::bot::eigen::EigenKnop;
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::store::foto::FotoId;
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
    /// What was held up of an alert goes after all.
    Alsnog(MeldingId),
    /// What was held up of an alert goes no more.
    LatenVervallen(MeldingId),
    /// A picture may go out.
    FotoGoedkeuren(FotoId),
    /// A picture may not go out.
    FotoAfwijzen(FotoId),
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
    /// Goes on with signing up, or sends it in.
    AanmeldenVerder,
    /// Leaves signing up.
    AanmeldenStop,
    /// Answers which gemeente, when signing up.
    AanmeldGemeente(String),
    /// Answers which wijk, when signing up.
    AanmeldWijk(String, String),
    /// Answers about WABP: `ja`, `nee`, `weet niet`.
    AanmeldWabp(String),
    /// Takes a request back.
    AanmeldIntrekken(AanmeldingId),
    /// Agrees to a request.
    Akkoord(AanmeldingId),
    /// Refuses a request.
    Afwijzen(AanmeldingId),
    /// The test message was heard.
    Gehoord,
    /// Signs are wanted, or not.
    Borden(GroepId, bool),
    /// Stickers are wanted, or not.
    Stickers(GroepId, bool),
    /// This group is to be handed over.
    OverdraagGroep(GroepId),
    /// All of one's groups are.
    OverdraagAlle,
    /// Takes groups over.
    OverdrachtAanvaard(OverdrachtId),
    /// Does not.
    OverdrachtWeiger(OverdrachtId),
    /// Agrees to a hand-over.
    OverdrachtAkkoord(OverdrachtId),
    /// Refuses one.
    OverdrachtAfwijzen(OverdrachtId),
    /// A colleague is who they say they are.
    CollegaKlopt(PersoonId),
    /// A colleague's telephone is to be blocked.
    CollegaBlokkeer(PersoonId),
    /// Something that people arrange for themselves.
    Eigen(EigenKnop),
}

impl Knop {
    /// The text that a button carries.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Versturen(id, versie) => format!("versturen:{}:{versie}", id.0),
            Self::Aanpassen(id) => format!("aanpassen:{}", id.0),
            Self::Annuleren(id) => format!("annuleren:{}", id.0),
            Self::Alsnog(id) => format!("alsnog:{}", id.0),
            Self::LatenVervallen(id) => format!("laten-vervallen:{}", id.0),
            Self::FotoGoedkeuren(id) => format!("foto-goedkeuren:{}", id.0),
            Self::FotoAfwijzen(id) => format!("foto-afwijzen:{}", id.0),
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
            Self::AanmeldenVerder => "aanmelden:verder".to_owned(),
            Self::AanmeldenStop => "aanmelden:stop".to_owned(),
            Self::AanmeldGemeente(gemeente) => format!("aanmeld-gemeente:{gemeente}"),
            Self::AanmeldWijk(gemeente, wijk) => format!("aanmeld-wijk:{gemeente}:{wijk}"),
            Self::AanmeldWabp(wat) => format!("aanmeld-wabp:{wat}"),
            Self::AanmeldIntrekken(id) => format!("aanmeld-intrekken:{}", id.0),
            Self::Akkoord(id) => format!("akkoord:{}", id.0),
            Self::Afwijzen(id) => format!("afwijzen:{}", id.0),
            Self::Gehoord => "proef:gehoord".to_owned(),
            Self::Borden(groep, wel) => format!("borden:{}:{}", groep.0, ja_nee(*wel)),
            Self::Stickers(groep, wel) => format!("stickers:{}:{}", groep.0, ja_nee(*wel)),
            Self::OverdraagGroep(groep) => format!("overdraag:{}", groep.0),
            Self::OverdraagAlle => "overdraag:alle".to_owned(),
            Self::OverdrachtAanvaard(id) => format!("overdracht-aanvaard:{}", id.0),
            Self::OverdrachtWeiger(id) => format!("overdracht-weiger:{}", id.0),
            Self::OverdrachtAkkoord(id) => format!("overdracht-akkoord:{}", id.0),
            Self::OverdrachtAfwijzen(id) => format!("overdracht-afwijzen:{}", id.0),
            Self::CollegaKlopt(id) => format!("collega-klopt:{}", id.0),
            Self::CollegaBlokkeer(id) => format!("collega-blokkeer:{}", id.0),
            Self::Eigen(knop) => format!("eigen:{}", knop.encode()),
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
            "alsnog" => Self::Alsnog(melding()?),
            "laten-vervallen" => Self::LatenVervallen(melding()?),
            "foto-goedkeuren" => Self::FotoGoedkeuren(FotoId(number(rest)?)),
            "foto-afwijzen" => Self::FotoAfwijzen(FotoId(number(rest)?)),
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
            "aanmelden" => match rest {
                "verder" => Self::AanmeldenVerder,
                "stop" => Self::AanmeldenStop,
                _ => return None,
            },
            "aanmeld-gemeente" => Self::AanmeldGemeente(rest.to_owned()),
            "aanmeld-wijk" => pair().map(|(gemeente, wijk)| Self::AanmeldWijk(gemeente.to_owned(), wijk.to_owned()))?,
            "aanmeld-wabp" => Self::AanmeldWabp(rest.to_owned()),
            "aanmeld-intrekken" => Self::AanmeldIntrekken(AanmeldingId(number(rest)?)),
            "akkoord" => Self::Akkoord(AanmeldingId(number(rest)?)),
            "afwijzen" => Self::Afwijzen(AanmeldingId(number(rest)?)),
            "proef" if rest == "gehoord" => Self::Gehoord,
            "borden" => pair().and_then(|(id, wel)| Some(Self::Borden(GroepId(number(id)?), lees_ja_nee(wel)?)))?,
            "stickers" => pair().and_then(|(id, wel)| Some(Self::Stickers(GroepId(number(id)?), lees_ja_nee(wel)?)))?,
            "overdraag" if rest == "alle" => Self::OverdraagAlle,
            "overdraag" => Self::OverdraagGroep(GroepId(number(rest)?)),
            "overdracht-aanvaard" => Self::OverdrachtAanvaard(OverdrachtId(number(rest)?)),
            "overdracht-weiger" => Self::OverdrachtWeiger(OverdrachtId(number(rest)?)),
            "overdracht-akkoord" => Self::OverdrachtAkkoord(OverdrachtId(number(rest)?)),
            "overdracht-afwijzen" => Self::OverdrachtAfwijzen(OverdrachtId(number(rest)?)),
            "collega-klopt" => Self::CollegaKlopt(PersoonId(number(rest)?)),
            "collega-blokkeer" => Self::CollegaBlokkeer(PersoonId(number(rest)?)),
            "eigen" => Self::Eigen(EigenKnop::decode(rest)?),
            _ => return None,
        })
    }

    /// The rights of which a tap needs one.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        match self {
            Self::Versturen(..)
            | Self::Aanpassen(_)
            | Self::Annuleren(_)
            | Self::Alsnog(_)
            | Self::LatenVervallen(_)
            | Self::Wijzig(..)
            | Self::Soort(_)
            | Self::Gemeente(_)
            | Self::Wijk(..) => &[Recht::MeldingVersturen],
            Self::FotoGoedkeuren(_) | Self::FotoAfwijzen(_) => &[Recht::MeldingBreed],
            Self::Geplaatst(_)
            | Self::EchtGeplaatst(_)
            | Self::NogNiet(_)
            | Self::KanNiet(_)
            | Self::Hulp(_)
            | Self::AlleGroepen(_)
            | Self::InGroep(..)
            | Self::Gehoord => &[Recht::GroepMelden],
            Self::AanmeldenVerder
            | Self::AanmeldenStop
            | Self::AanmeldGemeente(_)
            | Self::AanmeldWijk(..)
            | Self::AanmeldWabp(_)
            | Self::AanmeldIntrekken(_) => &[Recht::Aanmelden],
            Self::Akkoord(_) | Self::Afwijzen(_) | Self::OverdrachtAkkoord(_) | Self::OverdrachtAfwijzen(_) => {
                GOEDKEUREN
            }
            Self::OverdraagGroep(_) | Self::OverdraagAlle => &[Recht::Overdragen],
            // The successor may be anybody; the code that they gave decides.
            Self::OverdrachtAanvaard(_) | Self::OverdrachtWeiger(_) => &[Recht::Hulp],
            Self::Borden(..) | Self::Stickers(..) => &[Recht::BordenVragen],
            Self::CollegaKlopt(_) | Self::CollegaBlokkeer(_) => &[Recht::Blokkeren],
            Self::Eigen(knop) => knop.requires(),
        }
    }

    /// A button with this title.
    #[must_use]
    pub fn met(&self, title: impl Into<String>) -> Button {
        Button { id: self.encode(), title: title.into() }
    }
}

/// Either half of an approval.
pub const GOEDKEUREN: &[Recht] = &[Recht::GoedkeurenPolitie, Recht::GoedkeurenGemeente];

const fn ja_nee(wel: bool) -> &'static str {
    if wel { "ja" } else { "nee" }
}

fn lees_ja_nee(tekst: &str) -> Option<bool> {
    match tekst {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
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
            Knop::Alsnog(id),
            Knop::LatenVervallen(id),
            Knop::FotoGoedkeuren(FotoId(2)),
            Knop::FotoAfwijzen(FotoId(2)),
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
            Knop::AanmeldenVerder,
            Knop::AanmeldenStop,
            Knop::AanmeldGemeente("zoetermeer".into()),
            Knop::AanmeldWijk("zoetermeer".into(), "de-leyens".into()),
            Knop::AanmeldWabp("weet niet".into()),
            Knop::AanmeldIntrekken(AanmeldingId(17)),
            Knop::Akkoord(AanmeldingId(17)),
            Knop::Afwijzen(AanmeldingId(17)),
            Knop::Gehoord,
            Knop::Borden(GroepId(4), true),
            Knop::Stickers(GroepId(4), false),
            Knop::OverdraagGroep(GroepId(4)),
            Knop::OverdraagAlle,
            Knop::OverdrachtAanvaard(OverdrachtId(5)),
            Knop::OverdrachtWeiger(OverdrachtId(5)),
            Knop::OverdrachtAkkoord(OverdrachtId(5)),
            Knop::OverdrachtAfwijzen(OverdrachtId(5)),
            Knop::CollegaKlopt(PersoonId(3)),
            Knop::CollegaBlokkeer(PersoonId(3)),
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
