//! What stands on buttons and list rows. At most 20 characters on a button, 24 on a row.

/// Sends the draft.
pub const VERSTUREN: &str = "Versturen";
/// Changes the draft.
pub const AANPASSEN: &str = "Aanpassen";
/// Throws the draft away.
pub const ANNULEREN: &str = "Annuleren";
/// The alert stands in the group.
pub const STAAT_IN_DE_GROEP: &str = "Staat in de groep";
/// Cannot post it now.
pub const KAN_NU_NIET: &str = "Kan nu niet";
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
/// Blocks a telephone.
pub const BLOKKEREN: &str = "Blokkeren";

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
