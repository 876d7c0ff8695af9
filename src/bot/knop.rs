//! Buttons and list rows: what each carries, as the short text that comes back when it is tapped.
//!
//! Owns the tables: a line holds all there is to say of a button but what it does, which the route says. Invariants: the
//! texts are read back by every later version, since old messages keep their buttons; a button that cannot be read is
//! answered, never guessed. A tap gives no right: it is checked like a text.

mod tabel;

use self::tabel::{Delen, Draad, JaNee, knoppen};
use crate::bot::begrip::vermoeden::Wens;
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::afloop::Afloop;
use crate::domain::bord::BordId;
use crate::domain::kwaliteit::{Indruk, Oordeel};
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId, ToekenningId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::stilte::MINUTEN_PER_DAG;
use crate::domain::uitzetting::WaaromNiet;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store::bijeenkomst::BijeenkomstId;
use crate::store::controle::ControleId;
use crate::store::foto::FotoId;
use crate::store::informatie::InformatieId;
use crate::store::levensloop::BijwerkingId;
use crate::store::oefening::VoorstelId;
use crate::texts::knoppen as titels;
use crate::whatsapp::outgoing::Button;

/// What all of police can do, and nobody else: the right that each of their roles has.
pub const POLITIE: &[Recht] = &[Recht::GoedkeurenPolitie];

/// Either half of an approval.
pub const GOEDKEUREN: &[Recht] = &[Recht::GoedkeurenPolitie, Recht::GoedkeurenGemeente];

/// Writing an alert and sending it.
pub const SCHRIJVEN: &[Recht] = &[Recht::MeldingVersturen];
/// Going on with an alert that runs.
pub const BIJWERKEN: &[Recht] = &[Recht::MeldingBijwerken];
/// Being the second person of an alert.
pub const TWEEDE: &[Recht] = &[Recht::MeldingBreed];
const OEFENING: &[Recht] = &[Recht::Oefening];
/// Blocking a telephone.
pub const BLOKKEREN: &[Recht] = &[Recht::Blokkeren];
/// Running a group.
pub const GROEP: &[Recht] = &[Recht::GroepMelden];
/// Asking for signs.
pub const BORDEN: &[Recht] = &[Recht::BordenVragen];
const BORDEN_BESLISSEN: &[Recht] = &[Recht::BordenBeslissen];
const BIJEENKOMST: &[Recht] = &[Recht::Bijeenkomst];
const INFORMATIE: &[Recht] = &[Recht::Informatie];
const RECHTEN: &[Recht] = &[Recht::Rechten];
/// Signing up.
pub const AANMELDEN: &[Recht] = &[Recht::Aanmelden];
/// Handing a group over.
pub const OVERDRAGEN: &[Recht] = &[Recht::Overdragen];
/// Anybody: what it goes on with is looked at by itself, as with a shift or a hand-over whose code decides.
pub const IEDEREEN: &[Recht] = &[Recht::Hulp];

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

impl<T> Draad<T> for Keuze {
    fn schrijf(&self) -> String {
        match self {
            Self::Ja => "ja",
            Self::Nee => "nee",
            Self::Verder => "verder",
            Self::TochZo => "toch-zo",
            Self::TochNieuw => "toch-nieuw",
        }
        .to_owned()
    }

    fn lees(tekst: &str) -> Option<Self> {
        [Self::Ja, Self::Nee, Self::Verder, Self::TochZo, Self::TochNieuw]
            .into_iter()
            .find(|keuze| Draad::<T>::schrijf(keuze) == tekst)
    }

    #[cfg(test)]
    fn voorbeeld() -> Self {
        Self::TochNieuw
    }
}

/// The title of a button does as much as a tap on it, typed right after: it asks, shows, chooses, notes about whoever types, or
/// stops.
const GETYPT: bool = true;
/// Only a tap: it sends to many, agrees, refuses, blocks, withdraws, erases, or lets go of what was kept back.
const GETIKT: bool = false;

knoppen! {
/// What a button or row does.
Knop {
    /// Sends this version of a draft.
    Versturen(id: MeldingId, versie: i64) = "versturen", SCHRIJVEN, GETIKT;
    /// Changes a draft.
    Aanpassen(id: MeldingId) = "aanpassen", SCHRIJVEN, GETYPT;
    /// Throws a draft away.
    Annuleren(id: MeldingId) = "annuleren", SCHRIJVEN, GETYPT;
    /// What was held up of an alert goes after all.
    Alsnog(id: MeldingId) = "alsnog", SCHRIJVEN, GETIKT;
    /// What was held up of an alert goes no more.
    LatenVervallen(id: MeldingId) = "laten-vervallen", SCHRIJVEN, GETIKT;
    /// This version of an alert may leave.
    MeldingGoedkeuren(id: MeldingId, versie: i64) = "melding-goedkeuren", TWEEDE, GETIKT;
    /// It may not.
    MeldingAfwijzen(id: MeldingId, versie: i64) = "melding-afwijzen", TWEEDE, GETIKT;
    /// Goes on with what was put off until somebody signed on.
    DienstVerder = "dienst:verder", IEDEREEN, GETIKT;
    /// Does not.
    DienstNiet = "dienst:niet", IEDEREEN, GETYPT;
    /// A picture may go out.
    FotoGoedkeuren(id: FotoId) = "foto-goedkeuren", TWEEDE, GETIKT;
    /// A picture may not go out.
    FotoAfwijzen(id: FotoId) = "foto-afwijzen", TWEEDE, GETIKT;
    /// Somebody who does not answer stays beheerder, or it is asked whether they really go: the gemeente decides.
    ControleBeslis(id: ControleId, blijft: bool) = "controle-beslis", &[Recht::GoedkeurenGemeente], GETIKT;
    /// They really go.
    ControleWeg(id: ControleId) = "controle-weg", &[Recht::GoedkeurenGemeente], GETIKT;
    /// Information may go out.
    InformatieGoedkeuren(id: InformatieId) = "informatie-goedkeuren", TWEEDE, GETIKT;
    /// Information may not go out.
    InformatieAfwijzen(id: InformatieId) = "informatie-afwijzen", TWEEDE, GETIKT;
    /// Changes the kind of a draft.
    WijzigSoort(id: MeldingId) = "wijzig-soort", SCHRIJVEN, GETYPT;
    /// Changes the wijken of a draft.
    WijzigWijk(id: MeldingId) = "wijzig-wijk", SCHRIJVEN, GETYPT;
    /// Changes the description of a draft.
    WijzigTekst(id: MeldingId) = "wijzig-tekst", SCHRIJVEN, GETYPT;
    /// Answers a question about an alert that is being written.
    BijMelding(keuze: Keuze) = "bij-melding", SCHRIJVEN, GETYPT;
    /// It is the same incident as this alert.
    LijktOp(id: MeldingId) = "lijkt-op", SCHRIJVEN, GETYPT;
    /// Makes another alert of what was typed at the preview of this draft.
    NieuweMelding(id: MeldingId) = "nieuwe-melding", SCHRIJVEN, GETYPT;
    /// Shows a draft that was set aside.
    ToonConcept(id: MeldingId) = "toon-concept", SCHRIJVEN, GETYPT;
    /// Adds a wijk to a draft.
    VoegWijkToe(id: MeldingId, wijk: WijkId) = "voeg-toe", SCHRIJVEN, GETYPT;
    /// Takes words into the description of a draft that may name somebody.
    TochErin(id: MeldingId, versie: i64) = "toch-erin", SCHRIJVEN, GETYPT;
    /// Gives a sentence free that was not understood, to be learned from; by the row that it came in on.
    GeefVrij(rij: i64) = "geef-vrij", POLITIE, GETYPT;
    /// Shows the wijken of a gemeente that stood not in the list.
    AndereWijken(gemeente: GemeenteId) = "andere-wijken", SCHRIJVEN, GETYPT;
    /// Answers which kind.
    Soort(soort: MeldingSoort) = "soort", SCHRIJVEN, GETYPT;
    /// Answers which gemeente.
    Gemeente(gemeente: GemeenteId) = "gemeente", SCHRIJVEN, GETYPT;
    /// Answers which wijk.
    Wijk(gemeente: GemeenteId, wijk: WijkId) = "wijk", SCHRIJVEN, GETYPT;
    /// The alert stands in the group.
    Geplaatst(id: MeldingId) = "geplaatst", GROEP, GETYPT;
    /// Yes, it really does.
    EchtGeplaatst(id: MeldingId) = "echt", GROEP, GETYPT;
    /// Not yet.
    NogNiet(id: MeldingId) = "nog-niet", GROEP, GETYPT;
    /// Cannot post it now.
    KanNiet(id: MeldingId) = "kan-niet", GROEP, GETYPT;
    /// Does not post it, for a reason that was said before it was known of which alert.
    KanNietOm(id: MeldingId, waarom: WaaromNiet) = "kan-niet-om", GROEP, GETYPT;
    /// How to forward.
    Hulp(id: MeldingId) = "hulp", GROEP, GETYPT;
    /// It stands in all groups of this person.
    AlleGroepen(id: MeldingId) = "alle", GROEP, GETYPT;
    /// It stands in this group.
    InGroep(id: MeldingId, groep: GroepId) = "groep", GROEP, GETYPT;
    /// Goes on with signing up, or sends it in.
    AanmeldenVerder = "aanmelden:verder", AANMELDEN, GETYPT;
    /// Leaves signing up.
    AanmeldenStop = "aanmelden:stop", AANMELDEN, GETYPT;
    /// Answers which gemeente, when signing up.
    AanmeldGemeente(gemeente: GemeenteId) = "aanmeld-gemeente", AANMELDEN, GETYPT;
    /// Answers which wijk, when signing up.
    AanmeldWijk(gemeente: GemeenteId, wijk: WijkId) = "aanmeld-wijk", AANMELDEN, GETYPT;
    /// Answers about WABP: `ja`, `nee`, `weet niet`.
    AanmeldWabp(wat: String) = "aanmeld-wabp", AANMELDEN, GETYPT;
    /// Takes a request back.
    AanmeldIntrekken(id: AanmeldingId) = "aanmeld-intrekken", AANMELDEN, GETIKT;
    /// Agrees to a request.
    Akkoord(id: AanmeldingId) = "akkoord", GOEDKEUREN, GETIKT;
    /// Refuses a request.
    Afwijzen(id: AanmeldingId) = "afwijzen", GOEDKEUREN, GETIKT;
    /// The test message was heard.
    Gehoord = "proef:gehoord", GROEP, GETYPT;
    /// Signs are wanted, or not.
    Borden(groep: GroepId, wel: bool) = "borden", BORDEN, GETYPT;
    /// Stickers are wanted, or not.
    Stickers(groep: GroepId, wel: bool) = "stickers", BORDEN, GETYPT;
    /// This group is to be handed over.
    OverdraagGroep(groep: GroepId) = "overdraag", OVERDRAGEN, GETYPT;
    /// All of one's groups are.
    OverdraagAlle = "overdraag:alle", OVERDRAGEN, GETYPT;
    /// Takes groups over.
    OverdrachtAanvaard(id: OverdrachtId) = "overdracht-aanvaard", IEDEREEN, GETIKT;
    /// Does not.
    OverdrachtWeiger(id: OverdrachtId) = "overdracht-weiger", IEDEREEN, GETIKT;
    /// Agrees to a hand-over.
    OverdrachtAkkoord(id: OverdrachtId) = "overdracht-akkoord", GOEDKEUREN, GETIKT;
    /// Refuses one.
    OverdrachtAfwijzen(id: OverdrachtId) = "overdracht-afwijzen", GOEDKEUREN, GETIKT;
    /// A colleague is who they say they are.
    CollegaKlopt(id: PersoonId) = "collega-klopt", BLOKKEREN, GETIKT;
    /// A colleague's telephone is to be blocked.
    CollegaBlokkeer(id: PersoonId) = "collega-blokkeer", BLOKKEREN, GETIKT;
    /// The right telephone was blocked.
    BlokkadeKlopt(id: PersoonId) = "blokkade-klopt", BLOKKEREN, GETYPT;
    /// A block is to be undone.
    BlokkadeTerug(id: PersoonId) = "blokkade-terug", BLOKKEREN, GETIKT;
    /// Whom can be called about a running alert: of which group?
    ToonNummer(id: MeldingId) = "toon-nummer", BIJWERKEN, GETYPT;
    /// The number of somebody of this group.
    NummerVan(id: MeldingId, groep: GroepId) = "nummer-van", BIJWERKEN, GETYPT;
    /// This alert is to be updated.
    Bijwerken(id: MeldingId) = "bijwerken", BIJWERKEN, GETYPT;
    /// Sends an update, of the version that was shown.
    UpdateVersturen(id: BijwerkingId, versie: i64) = "update-versturen", BIJWERKEN, GETIKT;
    /// Throws an update away.
    UpdateAnnuleren(id: BijwerkingId) = "update-annuleren", BIJWERKEN, GETYPT;
    /// Write an update anew.
    UpdateAanpassen(id: BijwerkingId) = "update-aanpassen", BIJWERKEN, GETYPT;
    /// Lets an update go to this wijk too.
    UpdateErbij(id: BijwerkingId, wijk: WijkId) = "update-erbij", BIJWERKEN, GETYPT;
    /// The family agrees to a picture.
    FotoFamilie(id: FotoId) = "foto-familie", IEDEREEN, GETIKT;
    /// A second person lets this version of an update go out.
    UpdateGoedkeuren(id: BijwerkingId, versie: i64) = "update-goedkeuren", TWEEDE, GETIKT;
    /// A second person stops an update.
    UpdateAfwijzen(id: BijwerkingId) = "update-afwijzen", TWEEDE, GETIKT;
    /// What was held out of an alert about a missing person follows as an update.
    LaterErbij(id: MeldingId) = "later-erbij", BIJWERKEN, GETYPT;
    /// Withdraws an alert.
    Intrekken(id: MeldingId) = "intrekken", BIJWERKEN, GETIKT;
    /// Lets an alert stand that was stopped.
    LatenStaan(id: MeldingId) = "laten-staan", BIJWERKEN, GETIKT;
    /// Closes an alert: how did it end?
    Afsluiten(id: MeldingId) = "afsluiten", BIJWERKEN, GETYPT;
    /// Closes an alert with this outcome.
    SluitAls(id: MeldingId, afloop: Afloop) = "sluit-als", BIJWERKEN, GETIKT;
    /// Closes it as one that was sent together with it was closed.
    OokSluiten(id: MeldingId) = "ook-sluiten", BIJWERKEN, GETYPT;
    /// Withdraws it as one that was sent together with it was.
    OokIntrekken(id: MeldingId) = "ook-intrekken", BIJWERKEN, GETYPT;
    /// Shows the last update of one that was sent together with it, for this one.
    OokBijwerken(id: MeldingId) = "ook-bijwerken", BIJWERKEN, GETYPT;
    /// Does not close it.
    NietSluiten(id: MeldingId) = "niet-sluiten", BIJWERKEN, GETYPT;
    /// A colleague gets this alert, or does not.
    Overname(id: MeldingId, wel: bool) = "overname", BIJWERKEN, GETIKT;
    /// An alert still holds.
    NogActueel(id: MeldingId) = "nog-actueel", BIJWERKEN, GETYPT;
    /// The end of an alert stands in the group.
    AfloopGeplaatst(id: MeldingId) = "afloop-geplaatst", GROEP, GETYPT;
    /// The withdrawal stands in the group.
    IntrekkingGeplaatst(id: MeldingId) = "intrekking-geplaatst", GROEP, GETYPT;
    /// The withdrawn alert never stood in the group.
    IntrekkingNiet(id: MeldingId) = "intrekking-niet", GROEP, GETYPT;
    /// What is left of a withdrawal goes to the wijkagent.
    NaarWijkagent(id: MeldingId) = "naar-wijkagent", BIJWERKEN, GETIKT;
    /// Whether AMBER Alert or Vermist Kind Alert was discussed.
    Amber(id: MeldingId, wel: bool) = "amber", BIJWERKEN, GETYPT;
    /// Opens a proposed exercise as a draft.
    OefeningTonen(id: VoorstelId) = "oefening-tonen", OEFENING, GETYPT;
    /// What a beheerder thought of an alert.
    Indruk(id: MeldingId, indruk: Indruk) = "indruk", GROEP, GETYPT;
    /// How good an alert was.
    Kwaliteit(id: MeldingId, oordeel: Oordeel) = "kwaliteit", IEDEREEN, GETYPT;
    /// This is what was meant with the text that no rule read.
    Bedoeld(wens: Wens) = "bedoeld", IEDEREEN, GETIKT;
    /// Something that people arrange for themselves.
    Eigen(knop: EigenKnop) = "eigen", knop.requires(), knop.mag_getypt();
}
}

knoppen! {
/// What a button does about something that people arrange for themselves: absence, quiet hours, signs, leaving, meetings.
EigenKnop {
    /// The days that were said back are right, or not.
    AfwezigKlopt(klopt: bool) = "afwezig-klopt", GROEP, GETYPT;
    /// The proposed quiet hours are right.
    StilteVoorstel = "stilte-voorstel", GROEP, GETYPT;
    /// Quiet from this minute of the day until that one.
    StilteVanTot(van: i64, tot: i64) = "stilte-van-tot", GROEP, GETYPT, if in_een_dag(van) && in_een_dag(tot);
    /// What may break them: a missing person, a crime in progress.
    StilteOok(vermissing: bool, heterdaad: bool) = "stilte-ook", GROEP, GETYPT;
    /// Sends information, or lays it before a colleague.
    InformatieVersturen(id: InformatieId) = "informatie-versturen", INFORMATIE, GETIKT;
    /// Throws it away.
    InformatieAnnuleren(id: InformatieId) = "informatie-annuleren", INFORMATIE, GETYPT;
    /// Takes information back.
    InformatieIntrekken(id: InformatieId) = "informatie-intrekken", INFORMATIE, GETIKT;
    /// Information stands in the group.
    InformatieGeplaatst(id: InformatieId) = "informatie-geplaatst", GROEP, GETYPT;
    /// Information and invitations are wanted, or alerts only.
    Informatie(aan: bool) = "informatie", GROEP, GETYPT;
    /// The button that puts an alert into a group comes with every alert, or not.
    Deelknop(aan: bool) = "deelknop", GROEP, GETYPT;
    /// Their telephone is an iPhone, or another.
    Toestel(iphone: bool) = "toestel", IEDEREEN, GETYPT;
    /// Shows somebody's role.
    Recht(id: ToekenningId) = "recht", RECHTEN, GETYPT;
    /// Lets it go on, or wants that, where it takes two.
    RechtVerlengen(id: ToekenningId) = "recht-verlengen", RECHTEN, GETIKT;
    /// Asks whether it is to be taken back.
    RechtAfnemen(id: ToekenningId) = "recht-afnemen", RECHTEN, GETYPT;
    /// Takes it back.
    RechtWeg(id: ToekenningId) = "recht-weg", RECHTEN, GETIKT;
    /// Leaves it as it is.
    RechtLaten(id: ToekenningId) = "recht-laten", RECHTEN, GETYPT;
    /// They are beheerder still, or not.
    NogBeheerder(id: ControleId, nog: bool) = "nog-beheerder", GROEP, GETYPT;
    /// Nothing was heard from their group: all is well, or they need help.
    StilleGroep(id: ControleId, goed: bool) = "stille-groep", GROEP, GETYPT;
    /// What they say of WABP for this group.
    WabpGezegd(groep: GroepId, gezegd: String) = "wabp-gezegd", GROEP, GETYPT;
    /// Signs are for this group.
    BordGroep(groep: GroepId) = "bord-groep", BORDEN, GETYPT;
    /// The gemeente grants these signs.
    BordToekennen(id: BordId) = "bord-toekennen", BORDEN_BESLISSEN, GETIKT;
    /// It refuses them.
    BordAfwijzen(id: BordId) = "bord-afwijzen", BORDEN_BESLISSEN, GETIKT;
    /// They are there.
    BordGeplaatst(id: BordId) = "bord-geplaatst", BORDEN_BESLISSEN, GETYPT;
    /// The gemeente saw the registration of this group.
    WabpGezien(groep: GroepId) = "wabp-gezien", BORDEN_BESLISSEN, GETYPT;
    /// Erase everything.
    Wissen = "wissen", IEDEREEN, GETIKT;
    /// Erase nothing.
    NietWissen = "niet-wissen", IEDEREEN, GETYPT;
    /// Hand over first.
    EerstOverdragen = "eerst-overdragen", IEDEREEN, GETYPT;
    /// Stop with this group.
    StopGroep(groep: GroepId) = "stop-groep", GROEP, GETIKT;
    /// Stop with all groups.
    StopAlle = "stop-alle", GROEP, GETIKT;
    /// Yes, stop.
    Stoppen = "stoppen", GROEP, GETIKT;
    /// No, stay.
    Blijven = "blijven", GROEP, GETYPT;
    /// Announce a meeting.
    BijeenkomstVersturen(id: BijeenkomstId) = "bijeenkomst-versturen", BIJEENKOMST, GETIKT;
    /// Do not.
    BijeenkomstAnnuleren(id: BijeenkomstId) = "bijeenkomst-annuleren", BIJEENKOMST, GETYPT;
    /// Comes to a meeting, or does not.
    Komt(id: BijeenkomstId, komt: bool) = "komt", GROEP, GETYPT;
    /// Explain in English, or in Dutch.
    Engels(engels: bool) = "engels", IEDEREEN, GETYPT;
}
}

impl JaNee for Knop {
    const WOORDEN: [&'static str; 2] = ["ja", "nee"];
}

impl JaNee for EigenKnop {
    const WOORDEN: [&'static str; 2] = ["1", "0"];
}

impl Draad<Knop> for EigenKnop {
    fn schrijf(&self) -> String {
        self.encode()
    }

    fn lees(tekst: &str) -> Option<Self> {
        Self::decode(tekst)
    }

    #[cfg(test)]
    fn voorbeeld() -> Self {
        Self::Engels(false)
    }
}

/// Whether it is a minute of a day.
fn in_een_dag(minuut: i64) -> bool {
    (0..MINUTEN_PER_DAG).contains(&minuut)
}

impl Knop {
    /// Changes this part of a draft.
    #[must_use]
    pub const fn wijzig(id: MeldingId, deel: Deel) -> Self {
        match deel {
            Deel::Soort => Self::WijzigSoort(id),
            Deel::Wijk => Self::WijzigWijk(id),
            Deel::Tekst => Self::WijzigTekst(id),
        }
    }

    /// A button with this title.
    #[must_use]
    pub fn met(&self, title: impl Into<String>) -> Button {
        Button { id: self.encode(), title: title.into() }
    }
}

impl EigenKnop {
    /// A button with this title.
    #[must_use]
    pub fn met(self, title: impl Into<String>) -> Button {
        Knop::Eigen(self).met(title)
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
    [geplaatst.met(titels::STAAT_IN_DE_GROEP), kan_niet.met(titels::KAN_NU_NIET), hulp.met(titels::HULP)]
}

#[cfg(test)]
mod tests {
    use std::mem::{Discriminant, discriminant};

    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// What the buttons carried that lie on telephones now, as the versions before wrote them. A line may be added for a
    /// new button; none is ever changed or taken out.
    const DRAADWOORDEN: &str = include_str!("knop/draadwoorden.txt");

    fn alle() -> Vec<Knop> {
        let eigen = EigenKnop::voorbeelden().into_iter().map(Knop::Eigen);
        Knop::voorbeelden().into_iter().filter(|knop| !matches!(knop, Knop::Eigen(_))).chain(eigen).collect()
    }

    #[test]
    fn every_button_that_was_ever_sent_is_read_and_written_the_same() {
        for regel in DRAADWOORDEN.lines() {
            let gelezen = Knop::decode(regel);
            assert_eq!(gelezen.map(|knop| knop.encode()).as_deref(), Some(regel));
        }
    }

    #[test]
    fn every_button_has_its_line_there() {
        let gepind: Vec<_> = DRAADWOORDEN.lines().filter_map(Knop::decode).map(|knop| soort(&knop)).collect();
        for knop in alle() {
            assert!(gepind.contains(&soort(&knop)), "add a line to draadwoorden.txt: {}", knop.encode());
            assert_eq!(Knop::decode(&knop.encode()), Some(knop));
        }
    }

    /// Which button it is, whatever it is about.
    fn soort(knop: &Knop) -> (Discriminant<Knop>, Option<Discriminant<EigenKnop>>) {
        let eigen = match knop {
            Knop::Eigen(eigen) => Some(discriminant(eigen)),
            _ => None,
        };
        (discriminant(knop), eigen)
    }

    #[rstest]
    #[case("versturen")]
    #[case("versturen:")]
    #[case("versturen:12")]
    #[case("versturen:12:3:4")]
    #[case("overdraag:iedereen")]
    #[case("bij-melding:misschien")]
    #[case("amber:12:1")]
    #[case("eigen:engels:ja")]
    #[case("eigen:stilte-van-tot:0:1440")]
    #[case("eigen:blijven:1")]
    #[case("dienst:verder:1")]
    #[case("onbekend:1")]
    #[case("")]
    fn what_no_version_wrote_is_not_read(#[case] tekst: &str) {
        assert_eq!(Knop::decode(tekst), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(eigen:)?[a-z-]{0,12}(:.{0,12}){0,3}") {
            let _ = Knop::decode(&text);
        }
    }
}
