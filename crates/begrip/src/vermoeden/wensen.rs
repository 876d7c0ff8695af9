//! The wishes that are told apart, who types, what stands open, and how likely each wish is.

use std::fmt;

/// How likely something is, of a thousand.
pub type Promille = u16;

kern::opgeslagen! {
    /// What somebody wants. `voorbeelden/README.md` says of each when it is meant.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Wens {
        /// A new alert.
        MeldingNieuw = "melding.nieuw",
        /// An exercise.
        MeldingOefening = "melding.oefening",
        /// Send what is shown.
        MeldingVerstuur = "melding.verstuur",
        /// Change what is shown.
        MeldingWijzig = "melding.wijzig",
        /// Throw away what is shown.
        MeldingAnnuleer = "melding.annuleer",
        /// News for an alert that runs.
        MeldingUpdate = "melding.update",
        /// The same alert for another wijk.
        MeldingOpnieuw = "melding.opnieuw",
        /// Nothing more may leave.
        MeldingStop = "melding.stop",
        /// An alert was wrong.
        MeldingIntrek = "melding.intrek",
        /// An alert is over.
        MeldingSluit = "melding.sluit",
        /// Let it stand.
        MeldingLaten = "melding.laten",
        /// How far an alert is.
        MeldingStatus = "melding.status",
        /// Yes to something of a colleague.
        MeldingGoedkeur = "melding.goedkeur",
        /// No to something of a colleague.
        MeldingAfwijs = "melding.afwijs",
        /// Whether the family agrees to a picture.
        FotoFamilie = "foto.familie",
        /// It stands in the group.
        Doorgestuurd = "bevestig.doorgestuurd",
        /// It does not stand in the group.
        Niet = "bevestig.niet",
        /// It was seen.
        Gezien = "bevestig.gezien",
        /// An emergency, or somebody who is looked for is seen.
        Spoed = "spoed",
        /// Something for police that is not now.
        Tip = "tip",
        /// How it is forwarded.
        VraagDoorsturen = "vraag.doorsturen",
        /// How it is taken out of a group.
        VraagVerwijderen = "vraag.verwijderen",
        /// Whether it is real.
        VraagEcht = "vraag.echt",
        /// Whether it is over.
        VraagAfloop = "vraag.afloop",
        /// Why they get this.
        VraagWaarom = "vraag.waarom",
        /// Who this is.
        VraagWie = "vraag.wie",
        /// Whether it may be shared elsewhere.
        VraagDelen = "vraag.delen",
        /// Become beheerder.
        AanmeldenStart = "aanmelden.start",
        /// A part of a sign-up.
        AanmeldenVeld = "aanmelden.veld",
        /// How far a request is.
        AanmeldenHoever = "aanmelden.hoever",
        /// Agree to a request.
        AanmeldenGoedkeur = "aanmelden.goedkeur",
        /// Refuse a request.
        AanmeldenAfwijs = "aanmelden.afwijs",
        /// Hand a group over.
        OverdragenStart = "overdragen.start",
        /// Take a group over.
        OverdragenAanvaard = "overdragen.aanvaard",
        /// Do not take it over.
        OverdragenWeiger = "overdragen.weiger",
        /// The hand-over is off.
        OverdragenStop = "overdragen.stop",
        /// Away for a time.
        Afwezig = "afwezig",
        /// Back again.
        Terug = "terug",
        /// Quiet hours.
        Stiltetijd = "stiltetijd",
        /// Fewer messages.
        Minder = "minder",
        /// Signs or stickers.
        Borden = "borden",
        /// Comes to the evening.
        RsvpJa = "rsvp.ja",
        /// Does not come.
        RsvpNee = "rsvp.nee",
        /// Another language.
        Taal = "taal",
        /// What is kept of them.
        Mijngegevens = "mijngegevens",
        /// Erase what is kept of them.
        Wis = "wis",
        /// Stop as beheerder.
        Afmelden = "afmelden",
        /// Another number of their own.
        NummerWijzig = "nummer.wijzig",
        /// Facts of their group.
        Groepsgegevens = "groepsgegevens",
        /// What can be done here.
        Help = "help",
        /// On or off a shift.
        Dienst = "dienst",
        /// How well a wijk is covered.
        Dekking = "dekking",
        /// Figures.
        Statistiek = "statistiek",
        /// Block a telephone.
        Blokkeer = "blokkeer",
        /// Talk that needs no answer.
        Geen = "geen",
        /// Leave what was asked.
        Annuleer = "annuleer",
        /// Nobody could say.
        Onduidelijk = "onduidelijk",
    }
}

kern::opgeslagen! {
    /// Who types.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Wie {
        /// Sends alerts.
        Politie = "politie",
        /// Looks after wijken.
        Wijkagent = "wijkagent",
        /// Decides about sign-ups.
        Gemeente = "gemeente",
        /// Runs a group.
        Beheerder = "beheerder",
        /// Anybody.
        Onbekend = "onbekend",
    }
}

kern::opgeslagen! {
    /// What stands open: what the bot said last, or what runs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Open {
        /// Nothing.
        Niets = "niets",
        /// An alert of theirs, or for their group, runs.
        Loopt = "loopt",
        /// An alert is shown, and not sent.
        Voorbeeld = "voorbeeld",
        /// Something of an alert is asked.
        Meldingvraag = "meldingvraag",
        /// An update is shown.
        Updatevoorbeeld = "updatevoorbeeld",
        /// An alert was halted; what next is asked.
        Stopvraag = "stopvraag",
        /// Whether it is to be closed is asked.
        Sluitvraag = "sluitvraag",
        /// An alert of theirs waits for a second person.
        Wacht = "wacht",
        /// Something of somebody else waits for them.
        Keuren = "keuren",
        /// Whether the family agrees to the picture is asked.
        Foto = "foto",
        /// Whether it really stands in the group is asked.
        Echt = "echt",
        /// In which group it stands is asked.
        Welkegroep = "welkegroep",
        /// An alert for their group was withdrawn.
        Ingetrokken = "ingetrokken",
        /// They sign up.
        Aanmelden = "aanmelden",
        /// Their group is being handed over.
        Overdracht = "overdracht",
        /// They may take a group over.
        Opvolger = "opvolger",
        /// They are invited to an evening.
        Uitgenodigd = "uitgenodigd",
        /// They are away.
        Afwezig = "afwezig",
    }
}

/// What is known around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rondom {
    /// Who types.
    pub wie: Wie,
    /// What stands open.
    pub open: Open,
}

/// How likely each wish is, the likeliest first. Holds nothing of the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Vermoeden(pub(super) Vec<(Wens, Promille)>);

impl fmt::Debug for Vermoeden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().take(3)).finish()
    }
}

impl Vermoeden {
    /// The likeliest wish.
    #[must_use]
    pub fn eerste(&self) -> (Wens, Promille) {
        self.0.first().copied().unwrap_or((Wens::Onduidelijk, 0))
    }

    /// Each wish, the likeliest first.
    pub fn iter(&self) -> impl Iterator<Item = (Wens, Promille)> + '_ {
        self.0.iter().copied()
    }

    /// How likely it is that somebody has to hear of it: an emergency, a new alert or a tip.
    #[must_use]
    pub fn nood(&self) -> Promille {
        [Wens::Spoed, Wens::MeldingNieuw, Wens::Tip].iter().map(|wens| self.kans(*wens)).sum()
    }

    /// How likely this wish is.
    #[must_use]
    pub fn kans(&self, wens: Wens) -> Promille {
        self.iter().find(|(een, _)| *een == wens).map_or(0, |(_, kans)| kans)
    }
}
