//! Why something is no telephone number, and what to do then.

use crate::domain::telefoon::Fout;

/// What is wrong with it, and what to type instead.
#[must_use]
pub const fn waarom_geen(fout: Fout) -> &'static str {
    match fout {
        Fout::Leeg | Fout::Tekens => "Dat is geen telefoonnummer. Typ het met alle cijfers, zoals 06 1234 0001.",
        Fout::LetterO => "In dat nummer staat de letter O. Typ het met cijfers, zoals 06 1234 0001.",
        Fout::Afgerond => "Dat nummer is afgerond door een rekenblad. Typ alle cijfers, zoals 06 1234 0001.",
        Fout::Meer => "Dat zijn meer nummers. Typ er één, zoals 06 1234 0001.",
        Fout::Lengte => {
            "Dat is geen telefoonnummer. Het heeft te weinig of te veel cijfers: typ ze alle, zoals 06 1234 0001."
        }
        Fout::Kort => "Dat is een kort nummer, daar hoort geen telefoon bij. Typ het hele nummer, zoals 06 1234 0001.",
        Fout::Dienst => {
            "Dat is een servicenummer, daar hoort geen telefoon bij. Typ een mobiel nummer, zoals 06 1234 0001."
        }
        Fout::ZonderLand => "Dat is geen Nederlands nummer. Begin een nummer uit een ander land met +, zoals +32.",
        Fout::BestaatNiet => "Dat nummer bestaat niet. Kijk het na en typ het opnieuw.",
    }
}

/// A landline was given where somebody is to write from.
pub const VAST: &str = "Let op: dit is een vast nummer. WhatsApp staat meestal op een mobiel nummer.";
