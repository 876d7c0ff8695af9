//! What stands on buttons and list rows. At most 20 characters on a button, 24 on a row.

/// Sends the draft.
pub const VERSTUREN: &str = "Versturen";
/// Changes the draft.
pub const AANPASSEN: &str = "Aanpassen";
/// Makes an alert of what was typed at the preview of another.
pub const NIEUWE_MELDING: &str = "Nieuwe melding";
/// Shows a draft that was set aside.
#[must_use]
pub fn toon(nummer: &str) -> String {
    format!("Toon {nummer}")
}
/// Throws the draft away.
pub const ANNULEREN: &str = "Annuleren";
/// The alert stands in the group.
pub const STAAT_IN_DE_GROEP: &str = "Staat in de groep";
/// Cannot post it now.
pub const KAN_NU_NIET: &str = "Kan nu niet";
/// Opens WhatsApp's own list of chats, with the alert ready to be sent.
pub const ZET_IN_MIJN_GROEP: &str = "Zet in mijn groep";
/// Something on, or off.
#[must_use]
pub const fn aan_of_uit(aan: bool) -> &'static str {
    if aan { "Aan" } else { "Uit" }
}
/// No more of this.
pub const NIET_MEER: &str = "Niet meer";
/// Under information: it stands in the group.
pub const INFORMATIE_GEPLAATST: &str = "Geplaatst";
/// The alert never stood in the group.
pub const NIET_GEPLAATST: &str = "Niet geplaatst";
/// What was held up goes after all.
pub const ALSNOG: &str = "Alsnog versturen";
/// What was held up goes no more.
pub const LATEN_VERVALLEN: &str = "Laten vervallen";
/// A second officer lets it go out.
pub const GOEDKEUREN: &str = "Goedkeuren";
/// How to forward.
pub const HULP: &str = "Hulp bij doorsturen";
/// Yes, it is really there.
pub const JA_STAAT_ERIN: &str = "Ja, staat erin";
/// Not yet.
pub const NOG_NIET: &str = "Nog niet";
/// Opens a list.
pub const KIES: &str = "Kies";
/// Change the kind.
pub const SOORT: &str = "Soort";
/// Change the wijk.
pub const WIJK: &str = "Wijk";
/// Change the description.
pub const TEKST: &str = "Beschrijving";

/// It was meant as an alert.
pub const JA_MELDING: &str = "Ja, melding maken";
/// Go on without what was taken out.
pub const VERDER_ZONDER: &str = "Verder zonder";
/// It has to stand there all the same.
pub const TOCH_ZO: &str = "Toch zo";
/// It is the same incident.
pub const BIJWERKEN: &str = "Bijwerken";
/// It is another incident.
pub const TOCH_NIEUW: &str = "Toch nieuw";
/// Shows more choices.
pub const ANDERE: &str = "Andere…";

/// "+ Driemanspolder", within the length of a button.
#[must_use]
pub fn erbij(wijk: &str) -> String {
    crate::texts::ingekort(&format!("+ {wijk}"), 20)
}

/// Takes words into a text that were held out of it.
pub const TOCH_ERIN: &str = "Toch erin";

/// Gives a sentence free that was not understood.
pub const LEER_HIERVAN: &str = "Leer van deze zin";

/// Goes on.
pub const VERDER: &str = "Verder";
/// Leaves.
pub const STOPPEN: &str = "Stoppen";
/// Sends a request in.
pub const INDIENEN: &str = "Klopt, indienen";
/// Takes a request back.
pub const INTREKKEN: &str = "Aanvraag intrekken";
/// Agrees to a request.
pub const AKKOORD: &str = "Akkoord";
/// Refuses a request.
pub const AFWIJZEN: &str = "Afwijzen";
/// Yes.
pub const JA: &str = "Ja";
/// No.
pub const NEE: &str = "Nee";
/// Does not know.
pub const WEET_NIET: &str = "Weet ik niet";
/// The test message was heard.
pub const GEHOORD: &str = "Gehoord";
/// Signs or stickers are wanted.
pub const GRAAG: &str = "Ja, graag";
/// Signs or stickers are not wanted.
pub const NIET_NODIG: &str = "Niet nodig";
/// A colleague is who they say they are.
pub const KLOPT: &str = "Klopt, collega";
/// Opens an exercise as a draft.
pub const VOORBEELD_TONEN: &str = "Voorbeeld tonen";
/// Takes groups over.
pub const JA_IK_NEEM_OVER: &str = "Ja, ik neem over";
/// The family agreed, and it goes to a second person.
pub const FAMILIE_AKKOORD: &str = "Familie akkoord";
/// What was held out of an alert follows.
pub const LATER_ERBIJ: &str = "Rest toevoegen";
/// Closes an alert.
pub const AFSLUITEN: &str = "Afsluiten";
/// Withdraws an alert that was just stopped.
pub const NU_INTREKKEN: &str = "Nu intrekken";
/// Withdraws an alert.
pub const INTREKKEN_NU: &str = "Intrekken";
/// Lets an alert stand.
pub const LATEN_STAAN: &str = "Laten staan";
/// An alert still holds.
pub const NOG_ACTUEEL: &str = "Ja, nog actueel";
/// What is left of a withdrawal goes to the wijkagent.
pub const NAAR_WIJKAGENT: &str = "Stuur naar wijkagent";
/// Blocks a telephone.
pub const BLOKKEREN: &str = "Blokkeren";

/// Goes on with what was begun.
pub const GA_VERDER: &str = "Ga verder";
/// Lays a draft before somebody who may send it.
pub const VOORLEGGEN: &str = "Voorleggen";

/// "Alle 3 groepen".
#[must_use]
pub fn alle(hoeveel: usize) -> String {
    if hoeveel == 2 { "Beide groepen".into() } else { format!("Alle {hoeveel} groepen") }
}

/// "In alle 3 groepen".
#[must_use]
pub fn in_alle(hoeveel: usize) -> String {
    if hoeveel == 2 { "In beide groepen".into() } else { format!("In alle {hoeveel} groepen") }
}

/// Undoes a block, with a second colleague.
pub const TERUGZETTEN: &str = "Terugzetten";
/// The right telephone was blocked.
pub const JA_KLOPT: &str = "Ja, klopt";
/// Shows a number that can be called.
pub const TOON_NUMMER: &str = "Toon nummer";

/// Throws a draft away, by its number.
#[must_use]
pub fn concept_weg(nummer: &str) -> String {
    format!("{nummer} weggooien")
}

/// Withdraws an alert, by its number.
#[must_use]
pub fn trek_in(nummer: &str) -> String {
    format!("{nummer} intrekken")
}

/// Does the same with an alert that was sent together, by its number.
#[must_use]
pub fn ook(nummer: &str) -> String {
    format!("Ook {nummer}")
}

/// Stops an alert, by its number.
#[must_use]
pub fn stop(nummer: &str) -> String {
    format!("Stop {nummer}")
}

/// Updates this alert.
#[must_use]
pub fn bijwerken(nummer: &str) -> String {
    format!("Ja, {nummer}")
}
