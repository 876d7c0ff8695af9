//! Buttons and list rows: what each carries, as the short text that comes back when it is tapped.
//!
//! Invariant: the texts are read back by every later version, since old messages keep their buttons; a
//! button that cannot be read is answered, never guessed. A tap gives no right: it is checked like a text.

use crate::bot::eigen::EigenKnop;
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::afloop::Afloop;
use crate::domain::kwaliteit::Oordeel;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::store::foto::FotoId;
use crate::store::levensloop::BijwerkingId;
use crate::store::oefening::VoorstelId;
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

/// An answer to a question about an alert that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keuze {
    /// Yes, it was meant as an alert.
    Ja,
    /// No, it was not.
    Nee,
    /// Go on without what was taken out.
    Verder,
    /// It has to stand there all the same.
    TochZo,
    /// It is another incident.
    TochNieuw,
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
    /// This version of an alert may leave.
    MeldingGoedkeuren(MeldingId, i64),
    /// It may not.
    MeldingAfwijzen(MeldingId, i64),
    /// Goes on with what was put off until somebody signed on.
    DienstVerder,
    /// Does not.
    DienstNiet,
    /// A picture may go out.
    FotoGoedkeuren(FotoId),
    /// A picture may not go out.
    FotoAfwijzen(FotoId),
    /// Changes one part of a draft.
    Wijzig(MeldingId, Deel),
    /// Answers a question about an alert that is being written.
    BijMelding(Keuze),
    /// It is the same incident as this alert.
    LijktOp(MeldingId),
    /// Makes another alert of what was typed at the preview of this draft.
    NieuweMelding(MeldingId),
    /// Adds a wijk to a draft.
    VoegWijkToe(MeldingId, String),
    /// Shows the wijken of a gemeente that stood not in the list.
    AndereWijken(String),
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
    /// The right telephone was blocked.
    BlokkadeKlopt(PersoonId),
    /// A block is to be undone.
    BlokkadeTerug(PersoonId),
    /// Whom can be called about a running alert: of which group?
    ToonNummer(MeldingId),
    /// The number of somebody of this group.
    NummerVan(MeldingId, GroepId),
    /// This alert is to be updated.
    Bijwerken(MeldingId),
    /// Sends an update, of the version that was shown.
    UpdateVersturen(BijwerkingId, i64),
    /// Throws an update away.
    UpdateAnnuleren(BijwerkingId),
    /// Lets an update go to this wijk too.
    UpdateErbij(BijwerkingId, String),
    /// The family agrees to a picture.
    FotoFamilie(FotoId),
    /// A second person lets this version of an update go out.
    UpdateGoedkeuren(BijwerkingId, i64),
    /// A second person stops an update.
    UpdateAfwijzen(BijwerkingId),
    /// What was held out of an alert about a missing person follows as an update.
    LaterErbij(MeldingId),
    /// Withdraws an alert.
    Intrekken(MeldingId),
    /// Lets an alert stand that was stopped.
    LatenStaan(MeldingId),
    /// Closes an alert: how did it end?
    Afsluiten(MeldingId),
    /// Closes an alert with this outcome.
    SluitAls(MeldingId, Afloop),
    /// Does not close it.
    NietSluiten(MeldingId),
    /// An alert still holds.
    NogActueel(MeldingId),
    /// The end of an alert stands in the group.
    AfloopGeplaatst(MeldingId),
    /// The withdrawal stands in the group.
    IntrekkingGeplaatst(MeldingId),
    /// The withdrawn alert never stood in the group.
    IntrekkingNiet(MeldingId),
    /// What is left of a withdrawal goes to the wijkagent.
    NaarWijkagent(MeldingId),
    /// Whether AMBER Alert or Vermist Kind Alert was discussed.
    Amber(MeldingId, bool),
    /// Opens a proposed exercise as a draft.
    OefeningTonen(VoorstelId),
    /// How good an alert was.
    Kwaliteit(MeldingId, Oordeel),
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
            Self::MeldingGoedkeuren(id, versie) => format!("melding-goedkeuren:{}:{versie}", id.0),
            Self::MeldingAfwijzen(id, versie) => format!("melding-afwijzen:{}:{versie}", id.0),
            Self::DienstVerder => "dienst:verder".to_owned(),
            Self::DienstNiet => "dienst:niet".to_owned(),
            Self::FotoGoedkeuren(id) => format!("foto-goedkeuren:{}", id.0),
            Self::FotoAfwijzen(id) => format!("foto-afwijzen:{}", id.0),
            Self::Wijzig(id, Deel::Soort) => format!("wijzig-soort:{}", id.0),
            Self::Wijzig(id, Deel::Wijk) => format!("wijzig-wijk:{}", id.0),
            Self::Wijzig(id, Deel::Tekst) => format!("wijzig-tekst:{}", id.0),
            Self::BijMelding(Keuze::Ja) => "bij-melding:ja".to_owned(),
            Self::BijMelding(Keuze::Nee) => "bij-melding:nee".to_owned(),
            Self::BijMelding(Keuze::Verder) => "bij-melding:verder".to_owned(),
            Self::BijMelding(Keuze::TochZo) => "bij-melding:toch-zo".to_owned(),
            Self::BijMelding(Keuze::TochNieuw) => "bij-melding:toch-nieuw".to_owned(),
            Self::LijktOp(id) => format!("lijkt-op:{}", id.0),
            Self::NieuweMelding(id) => format!("nieuwe-melding:{}", id.0),
            Self::VoegWijkToe(id, wijk) => format!("voeg-toe:{}:{wijk}", id.0),
            Self::AndereWijken(gemeente) => format!("andere-wijken:{gemeente}"),
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
            Self::BlokkadeKlopt(id) => format!("blokkade-klopt:{}", id.0),
            Self::BlokkadeTerug(id) => format!("blokkade-terug:{}", id.0),
            Self::ToonNummer(id) => format!("toon-nummer:{}", id.0),
            Self::NummerVan(id, groep) => format!("nummer-van:{}:{}", id.0, groep.0),
            Self::Bijwerken(id) => format!("bijwerken:{}", id.0),
            Self::UpdateVersturen(id, versie) => format!("update-versturen:{}:{versie}", id.0),
            Self::UpdateAnnuleren(id) => format!("update-annuleren:{}", id.0),
            Self::UpdateErbij(id, wijk) => format!("update-erbij:{}:{wijk}", id.0),
            Self::FotoFamilie(id) => format!("foto-familie:{}", id.0),
            Self::UpdateGoedkeuren(id, versie) => format!("update-goedkeuren:{}:{versie}", id.0),
            Self::UpdateAfwijzen(id) => format!("update-afwijzen:{}", id.0),
            Self::LaterErbij(id) => format!("later-erbij:{}", id.0),
            Self::Intrekken(id) => format!("intrekken:{}", id.0),
            Self::LatenStaan(id) => format!("laten-staan:{}", id.0),
            Self::Afsluiten(id) => format!("afsluiten:{}", id.0),
            Self::SluitAls(id, afloop) => format!("sluit-als:{}:{}", id.0, afloop.id()),
            Self::NietSluiten(id) => format!("niet-sluiten:{}", id.0),
            Self::NogActueel(id) => format!("nog-actueel:{}", id.0),
            Self::AfloopGeplaatst(id) => format!("afloop-geplaatst:{}", id.0),
            Self::IntrekkingGeplaatst(id) => format!("intrekking-geplaatst:{}", id.0),
            Self::IntrekkingNiet(id) => format!("intrekking-niet:{}", id.0),
            Self::NaarWijkagent(id) => format!("naar-wijkagent:{}", id.0),
            Self::Amber(id, wel) => format!("amber:{}:{}", id.0, ja_nee(*wel)),
            Self::OefeningTonen(id) => format!("oefening-tonen:{}", id.0),
            Self::Kwaliteit(id, oordeel) => format!("kwaliteit:{}:{}", id.0, oordeel.id()),
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
            "melding-goedkeuren" => pair()
                .and_then(|(id, versie)| Some(Self::MeldingGoedkeuren(MeldingId(number(id)?), number(versie)?)))?,
            "melding-afwijzen" => {
                pair().and_then(|(id, versie)| Some(Self::MeldingAfwijzen(MeldingId(number(id)?), number(versie)?)))?
            }
            "dienst" if rest == "verder" => Self::DienstVerder,
            "dienst" if rest == "niet" => Self::DienstNiet,
            "foto-goedkeuren" => Self::FotoGoedkeuren(FotoId(number(rest)?)),
            "foto-afwijzen" => Self::FotoAfwijzen(FotoId(number(rest)?)),
            "wijzig-soort" => Self::Wijzig(melding()?, Deel::Soort),
            "wijzig-wijk" => Self::Wijzig(melding()?, Deel::Wijk),
            "wijzig-tekst" => Self::Wijzig(melding()?, Deel::Tekst),
            "bij-melding" => Self::BijMelding(match rest {
                "ja" => Keuze::Ja,
                "nee" => Keuze::Nee,
                "verder" => Keuze::Verder,
                "toch-zo" => Keuze::TochZo,
                "toch-nieuw" => Keuze::TochNieuw,
                _ => return None,
            }),
            "lijkt-op" => Self::LijktOp(melding()?),
            "nieuwe-melding" => Self::NieuweMelding(melding()?),
            "voeg-toe" => {
                pair().and_then(|(id, wijk)| Some(Self::VoegWijkToe(MeldingId(number(id)?), wijk.to_owned())))?
            }
            "andere-wijken" => Self::AndereWijken(rest.to_owned()),
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
            "blokkade-klopt" => Self::BlokkadeKlopt(PersoonId(number(rest)?)),
            "blokkade-terug" => Self::BlokkadeTerug(PersoonId(number(rest)?)),
            "toon-nummer" => Self::ToonNummer(melding()?),
            "nummer-van" => {
                pair().and_then(|(id, groep)| Some(Self::NummerVan(MeldingId(number(id)?), GroepId(number(groep)?))))?
            }
            "bijwerken" => Self::Bijwerken(melding()?),
            "update-versturen" => pair()
                .and_then(|(id, versie)| Some(Self::UpdateVersturen(BijwerkingId(number(id)?), number(versie)?)))?,
            "update-annuleren" => Self::UpdateAnnuleren(BijwerkingId(number(rest)?)),
            "update-erbij" => {
                pair().and_then(|(id, wijk)| Some(Self::UpdateErbij(BijwerkingId(number(id)?), wijk.to_owned())))?
            }
            "foto-familie" => Self::FotoFamilie(FotoId(number(rest)?)),
            "update-goedkeuren" => pair()
                .and_then(|(id, versie)| Some(Self::UpdateGoedkeuren(BijwerkingId(number(id)?), number(versie)?)))?,
            "update-afwijzen" => Self::UpdateAfwijzen(BijwerkingId(number(rest)?)),
            "later-erbij" => Self::LaterErbij(melding()?),
            "intrekken" => Self::Intrekken(melding()?),
            "laten-staan" => Self::LatenStaan(melding()?),
            "afsluiten" => Self::Afsluiten(melding()?),
            "sluit-als" => {
                pair().and_then(|(id, afloop)| Some(Self::SluitAls(MeldingId(number(id)?), Afloop::van_id(afloop)?)))?
            }
            "niet-sluiten" => Self::NietSluiten(melding()?),
            "nog-actueel" => Self::NogActueel(melding()?),
            "afloop-geplaatst" => Self::AfloopGeplaatst(melding()?),
            "intrekking-geplaatst" => Self::IntrekkingGeplaatst(melding()?),
            "intrekking-niet" => Self::IntrekkingNiet(melding()?),
            "naar-wijkagent" => Self::NaarWijkagent(melding()?),
            "amber" => pair().and_then(|(id, wel)| Some(Self::Amber(MeldingId(number(id)?), lees_ja_nee(wel)?)))?,
            "oefening-tonen" => Self::OefeningTonen(VoorstelId(number(rest)?)),
            "kwaliteit" => pair()
                .and_then(|(id, oordeel)| Some(Self::Kwaliteit(MeldingId(number(id)?), Oordeel::van_id(oordeel)?)))?,
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
            | Self::BijMelding(_)
            | Self::LijktOp(_)
            | Self::NieuweMelding(_)
            | Self::VoegWijkToe(..)
            | Self::AndereWijken(_)
            | Self::Soort(_)
            | Self::Gemeente(_)
            | Self::Wijk(..) => &[Recht::MeldingVersturen],
            Self::MeldingGoedkeuren(..)
            | Self::MeldingAfwijzen(..)
            | Self::FotoGoedkeuren(_)
            | Self::FotoAfwijzen(_) => &[Recht::MeldingBreed],
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
            // What it goes on with is looked at by itself.
            Self::DienstVerder | Self::DienstNiet => &[Recht::Hulp],
            // The successor may be anybody; the code that they gave decides.
            Self::OverdrachtAanvaard(_) | Self::OverdrachtWeiger(_) => &[Recht::Hulp],
            Self::Borden(..) | Self::Stickers(..) => &[Recht::BordenVragen],
            Self::CollegaKlopt(_) | Self::CollegaBlokkeer(_) | Self::BlokkadeKlopt(_) | Self::BlokkadeTerug(_) => {
                &[Recht::Blokkeren]
            }
            Self::Bijwerken(_)
            | Self::ToonNummer(_)
            | Self::NummerVan(..)
            | Self::UpdateVersturen(..)
            | Self::UpdateAnnuleren(_)
            | Self::UpdateErbij(..)
            | Self::LaterErbij(_)
            | Self::FotoFamilie(_)
            | Self::Intrekken(_)
            | Self::LatenStaan(_)
            | Self::Afsluiten(_)
            | Self::SluitAls(..)
            | Self::NietSluiten(_)
            | Self::NogActueel(_)
            | Self::NaarWijkagent(_)
            | Self::Amber(..) => &[Recht::MeldingBijwerken],
            Self::UpdateGoedkeuren(..) | Self::UpdateAfwijzen(_) => &[Recht::MeldingBreed],
            Self::AfloopGeplaatst(_) | Self::IntrekkingGeplaatst(_) | Self::IntrekkingNiet(_) => &[Recht::GroepMelden],
            Self::OefeningTonen(_) => &[Recht::Oefening],
            // Whoever sent the alert, whatever they may do now; checked there.
            Self::Kwaliteit(..) => &[Recht::Hulp],
            Self::Eigen(knop) => knop.requires(),
        }
    }

    /// A button with this title.
    #[must_use]
    pub fn met(&self, title: impl Into<String>) -> Button {
        Button { id: self.encode(), title: title.into() }
    }
}

/// What all of police can do, and nobody else: the right that each of their roles has.
pub const POLITIE: &[Recht] = &[Recht::GoedkeurenPolitie];

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

/// What the three buttons under every politiebericht do, in the order of its template.
#[must_use]
pub const fn onder_politiebericht_knoppen(id: MeldingId) -> [Knop; 3] {
    [Knop::Geplaatst(id), Knop::KanNiet(id), Knop::Hulp(id)]
}

/// The three buttons under every politiebericht, in the order of its template.
#[must_use]
pub fn onder_politiebericht(id: MeldingId) -> [Button; 3] {
    let [geplaatst, kan_niet, hulp] = onder_politiebericht_knoppen(id);
    [geplaatst.met(knoppen::STAAT_IN_DE_GROEP), kan_niet.met(knoppen::KAN_NU_NIET), hulp.met(knoppen::HULP)]
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
            Knop::MeldingGoedkeuren(id, 3),
            Knop::MeldingAfwijzen(id, 3),
            Knop::DienstVerder,
            Knop::DienstNiet,
            Knop::FotoGoedkeuren(FotoId(2)),
            Knop::FotoAfwijzen(FotoId(2)),
            Knop::Wijzig(id, Deel::Soort),
            Knop::Wijzig(id, Deel::Wijk),
            Knop::Wijzig(id, Deel::Tekst),
            Knop::BijMelding(Keuze::Ja),
            Knop::BijMelding(Keuze::Nee),
            Knop::BijMelding(Keuze::Verder),
            Knop::BijMelding(Keuze::TochZo),
            Knop::BijMelding(Keuze::TochNieuw),
            Knop::LijktOp(id),
            Knop::NieuweMelding(id),
            Knop::VoegWijkToe(id, "de-leyens".into()),
            Knop::AndereWijken("zoetermeer".into()),
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
            Knop::BlokkadeKlopt(PersoonId(3)),
            Knop::BlokkadeTerug(PersoonId(3)),
            Knop::ToonNummer(id),
            Knop::NummerVan(id, GroepId(4)),
            Knop::Bijwerken(id),
            Knop::UpdateVersturen(BijwerkingId(2), 3),
            Knop::UpdateAnnuleren(BijwerkingId(2)),
            Knop::UpdateErbij(BijwerkingId(2), "de-leyens".into()),
            Knop::FotoFamilie(FotoId(2)),
            Knop::UpdateGoedkeuren(BijwerkingId(2), 3),
            Knop::UpdateAfwijzen(BijwerkingId(2)),
            Knop::LaterErbij(id),
            Knop::Intrekken(id),
            Knop::LatenStaan(id),
            Knop::Afsluiten(id),
            Knop::SluitAls(id, Afloop::NietAangetroffen),
            Knop::NietSluiten(id),
            Knop::NogActueel(id),
            Knop::AfloopGeplaatst(id),
            Knop::IntrekkingGeplaatst(id),
            Knop::IntrekkingNiet(id),
            Knop::NaarWijkagent(id),
            Knop::Amber(id, true),
            Knop::OefeningTonen(VoorstelId(9)),
            Knop::Kwaliteit(id, Oordeel::NietBruikbaar),
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
