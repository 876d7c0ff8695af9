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

/// "In alle 3 groepen".
#[must_use]
pub fn in_alle(hoeveel: usize) -> String {
    if hoeveel == 2 { "In beide groepen".into() } else { format!("In alle {hoeveel} groepen") }
}
