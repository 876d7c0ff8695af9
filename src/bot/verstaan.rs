//! What the bot made of a message: one value that says what it understood and what it did.
//!
//! A handler returns it ([`crate::bot::gedaan`]); metrics and tests read it. It decides nothing. Invariant: it never shows
//! what somebody typed, neither in a log nor in a metric; only whoever asks for a slot by name sees it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::bot::begrip::vermoeden::{Promille, Wens};

kern::opgeslagen! {
    /// What a message means.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Intent {
        /// A new alert.
        MeldingNieuw = "melding.nieuw",
        /// Send the draft.
        MeldingVerstuur = "melding.verstuur",
        /// Throw the draft away.
        MeldingAnnuleer = "melding.annuleer",
        /// New facts about an alert.
        MeldingUpdate = "melding.update",
        /// An alert is over.
        MeldingSluit = "melding.sluit",
        /// An alert was wrong.
        MeldingIntrek = "melding.intrek",
        /// How far an alert is.
        MeldingStatus = "melding.status",
        /// A second person agrees.
        MeldingGoedkeur = "melding.goedkeur",
        /// An exercise.
        MeldingOefening = "melding.oefening",
        /// It stands in the group.
        BevestigDoorgestuurd = "bevestig.doorgestuurd",
        /// It was seen.
        BevestigGezien = "bevestig.gezien",
        /// It does not stand in the group.
        BevestigNiet = "bevestig.niet",
        /// Begin to sign up.
        AanmeldenStart = "aanmelden.start",
        /// A part of a sign-up.
        AanmeldenVeld = "aanmelden.veld",
        /// Agree to a request.
        AanmeldenGoedkeur = "aanmelden.goedkeur",
        /// Refuse a request.
        AanmeldenAfwijs = "aanmelden.afwijs",
        /// Begin a hand-over.
        OverdragenStart = "overdragen.start",
        /// Take a group over.
        OverdragenAanvaard = "overdragen.aanvaard",
        /// Do not take it over.
        OverdragenWeiger = "overdragen.weiger",
        /// Stop a hand-over.
        OverdragenStop = "overdragen.stop",
        /// Away for a time.
        Afwezig = "afwezig",
        /// Back again.
        Terug = "terug",
        /// Something for police that is no emergency.
        Tip = "tip",
        /// An emergency.
        Spoed = "spoed",
        /// Whether a message is real.
        Check = "check",
        /// Signs or stickers.
        Borden = "borden",
        /// Whether they come to a meeting.
        Rsvp = "rsvp",
        /// Which wijken have groups that can be reached.
        Dekking = "dekking",
        /// Figures.
        Statistiek = "statistiek",
        /// The language.
        Taal = "taal",
        /// Quiet hours.
        Stiltetijd = "stiltetijd",
        /// Information by wijk that is no alert.
        Informatie = "informatie",
        /// Whether the button that puts an alert into a group comes with every alert.
        Deelknop = "deelknop",
        /// What is kept of them.
        Mijngegevens = "mijngegevens",
        /// Erase what is kept of them.
        Wis = "wis",
        /// Leave as beheerder.
        Afmelden = "afmelden",
        /// Block a telephone.
        Blokkeer = "blokkeer",
        /// A new number of their own.
        NummerWijzig = "nummer.wijzig",
        /// What the bot can do.
        Help = "help",
        /// The rules of a neighbourhood group.
        Spelregels = "spelregels",
        /// How to set a telephone.
        Telefoon = "telefoon",
        /// Take a running alert over from a colleague.
        Overnemen = "melding.overnemen",
        /// Who may what.
        Rechten = "rechten",
        /// Sign on for a shift.
        Dienst = "dienst",
        /// A picture with an alert.
        Foto = "melding.foto",
        /// What to do with an alert that was held.
        Vastgehouden = "melding.vastgehouden",
        /// How an alert went, asked at the end of a shift.
        Kwaliteit = "kwaliteit",
        /// Whether whoever runs a group still does.
        Controle = "controle",
        /// A number to call, of a group that does not answer.
        Bellen = "bellen",
        /// The group chat of the beheerders.
        Groepsgesprek = "groepsgesprek",
        /// Facts about a group.
        Groepsgegevens = "groepsgegevens",
        /// A message of a kind that the bot cannot use.
        Onbruikbaar = "onbruikbaar",
        /// How something is forwarded.
        VraagDoorsturen = "vraag.doorsturen",
        /// How something is taken out of a group.
        VraagVerwijderen = "vraag.verwijderen",
        /// Why they get this.
        VraagWaarom = "vraag.waarom",
        /// Who this is.
        VraagWie = "vraag.wie",
        /// Whether it may be shared elsewhere.
        VraagDelen = "vraag.delen",
        /// Fewer messages.
        Minder = "minder",
        /// One of a few things, which was asked.
        Onduidelijk = "onduidelijk",
        /// Nothing for the bot.
        Geen = "geen",
    }
}

kern::opgeslagen! {
    /// What the bot did with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Uitkomst {
        /// Showed a preview; nothing was sent.
        Preview = "preview",
        /// Sent.
        Sent = "sent",
        /// Asked for one thing.
        Ask = "ask",
        /// Offered several to choose from.
        Choose = "choose",
        /// Did it.
        Accepted = "accepted",
        /// Wrote it down.
        Recorded = "recorded",
        /// Refused it, and recorded that.
        Denied = "denied",
        /// Waits for a second person.
        SecondPerson = "second_person",
        /// Pointed to 112.
        Redirect112 = "redirect_112",
        /// Told something.
        Info = "info",
        /// No answer.
        Ignored = "ignored",
        /// Understood with something put right.
        Corrected = "corrected",
    }
}

/// What was read out of a message under one name.
#[derive(Clone, PartialEq, Eq)]
pub enum Slot {
    /// A text.
    Tekst(String),
    /// Several.
    Lijst(Vec<String>),
    /// A number.
    Getal(i64),
    /// Yes or no.
    Ja(bool),
    /// Asked about, and not known.
    Onbekend,
}

impl From<&str> for Slot {
    fn from(tekst: &str) -> Self {
        Self::Tekst(tekst.to_owned())
    }
}

impl From<String> for Slot {
    fn from(tekst: String) -> Self {
        Self::Tekst(tekst)
    }
}

impl From<Vec<String>> for Slot {
    fn from(lijst: Vec<String>) -> Self {
        Self::Lijst(lijst)
    }
}

impl From<i64> for Slot {
    fn from(getal: i64) -> Self {
        Self::Getal(getal)
    }
}

impl From<bool> for Slot {
    fn from(ja: bool) -> Self {
        Self::Ja(ja)
    }
}

/// What the bot made of one message.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Verstaan {
    /// What it means; `None` where only something was read out of it.
    pub intent: Option<Intent>,
    /// What the bot did.
    pub uitkomst: Option<Uitkomst>,
    /// What was read out of it.
    pub slots: BTreeMap<&'static str, Slot>,
    /// What is asked next, in order: the first now, the others after it.
    pub vraagt: Vec<String>,
    /// What it warns about.
    pub waarschuwt: Vec<String>,
    /// What it offers.
    pub stelt_voor: Vec<String>,
    /// What was learned held likeliest, and how sure it was, of a thousand: beside what was done, whoever did it. `None`: nothing
    /// that was learned was asked.
    pub geschat: Option<(Wens, Promille)>,
}

impl fmt::Debug for Verstaan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verstaan")
            .field("intent", &self.intent)
            .field("uitkomst", &self.uitkomst)
            .field("geschat", &self.geschat)
            .finish_non_exhaustive()
    }
}

impl Verstaan {
    /// It means this, and this was done.
    #[must_use]
    pub fn is(intent: Intent, uitkomst: Uitkomst) -> Self {
        Self { intent: Some(intent), uitkomst: Some(uitkomst), ..Self::default() }
    }

    /// Nothing was done by this; what was learned held a wish likeliest.
    #[must_use]
    pub fn geschat(geschat: Option<(Wens, Promille)>) -> Self {
        Self { geschat, ..Self::default() }
    }

    /// With what was read under a name.
    #[must_use]
    pub fn slot(mut self, naam: &'static str, waarde: impl Into<Slot>) -> Self {
        self.slots.insert(naam, waarde.into());
        self
    }

    /// With what is asked, in order.
    #[must_use]
    pub fn vraag(mut self, vragen: &[&str]) -> Self {
        self.vraagt = vragen.iter().map(|vraag| (*vraag).to_owned()).collect();
        self
    }

    /// With what it warns about, such as `huisnummer_verwijderd`.
    #[must_use]
    pub fn waarschuw(mut self, wat: impl Into<String>) -> Self {
        self.waarschuwt.push(wat.into());
        self
    }

    /// With what it offers.
    #[must_use]
    pub fn stel_voor(mut self, wat: impl Into<String>) -> Self {
        self.stelt_voor.push(wat.into());
        self
    }

    /// Several acts as one, for whoever looks on: the last that says what it is counts, and everything that was read.
    #[must_use]
    pub fn samen(gedaan: Vec<Self>) -> Self {
        gedaan.into_iter().fold(Self::default(), |mut samen, een| {
            samen.intent = een.intent.or(samen.intent);
            samen.uitkomst = een.uitkomst.or(samen.uitkomst);
            samen.geschat = een.geschat.or(samen.geschat);
            samen.slots.extend(een.slots);
            if !een.vraagt.is_empty() {
                samen.vraagt = een.vraagt;
            }
            samen.waarschuwt.extend(een.waarschuwt);
            samen.stelt_voor.extend(een.stelt_voor);
            samen
        })
    }
}

/// Where the last one can be read, for whoever looks on.
#[derive(Debug, Clone, Default)]
pub struct Laatste(Arc<Mutex<Option<Verstaan>>>);

impl Laatste {
    /// Puts one there.
    pub(in crate::bot) fn put(&self, verstaan: Verstaan) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(verstaan);
    }

    /// Takes the last one away.
    #[must_use]
    pub fn take(&self) -> Option<Verstaan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
