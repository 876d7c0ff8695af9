//! What beheerders and the gemeente hear when it is asked whether all is well.

use crate::domain::wijk::opsomming;

/// Still.
pub const GOED: &str = "Genoteerd, dank u. U hoeft verder niets te doen.";
/// All is well with a group from which nothing was heard.
pub const STIL_GOED: &str = "Fijn, genoteerd. Plaatst u een politiebericht, tik dan op Staat in de groep: dan weet de politie het, en hoeft niemand \
    anders het te doen.";
/// An answer, and not certain which.
pub const TIK_OP_EEN_KNOP: &str = "Dat begrijp ik niet zeker. Ik heb niets veranderd. Tik op een knop. Spoed? Bel 112.";
/// The gemeente decided before, or they left.
pub const AL_BESLIST: &str = "Daarover is al beslist. U hoeft niets te doen.";
/// They stay.
pub const BLIJFT: &str = "Goed. Er verandert niets. Over een jaar vraag ik het opnieuw.";
/// WABP was said.
pub const GENOTEERD: &str = "Genoteerd, dank u.";
/// It does not stand there.
pub const WABP_NIET: &str = "Genoteerd. Aanmelden kan op wabp.nl; daarna kunt u borden vragen met /borden.";
/// Really away, on a button.
pub const KNOP_ZEKER_WEG: &str = "Ja, haal weg";
/// They stay, on a button.
pub const KNOP_BLIJFT: &str = "Laat staan";
/// It stands at WABP still, on a button.
pub const KNOP_WABP_JA: &str = "Ja, staat er";
/// It does not, on a button.
pub const KNOP_WABP_NEE: &str = "Nee";
/// They do not know, on a button.
pub const KNOP_WABP_WEET_NIET: &str = "Weet ik niet";
/// They need help.
#[must_use]
pub fn hulp(groep: &str) -> String {
    format!(
        "Zo werkt het. U krijgt een politiebericht. Tik daaronder op Hulp bij doorsturen: dan komt er een knop die WhatsApp opent met de tekst klaar. \
         Kies {groep} en verstuur. Tik daarna op Staat in de groep. De gemeente hoort dat u hulp zoekt. Alles wat u kunt typen: /help."
    )
}

/// To the gemeente: they need help.
#[must_use]
pub fn zoekt_hulp(naam: &str, groep: &str) -> String {
    format!("{naam}, beheerder van {groep}, zoekt hulp bij het plaatsen van politieberichten. Wilt u contact opnemen?")
}

/// Whether a group stands at WABP still.
#[must_use]
pub fn wabp(ervoor: &str, groep: &str) -> String {
    format!("{ervoor} Nog één vraag: staat {groep} op wabp.nl?")
}

/// Really?
#[must_use]
pub fn zeker_weg(naam: &str, groepen: &[String]) -> String {
    format!(
        "{naam} krijgt dan geen politieberichten meer voor {}. Weet u het zeker?",
        opsomming(groepen.iter().map(String::as_str))
    )
}

/// To the gemeente: they are gone.
#[must_use]
pub fn weg(naam: &str, groepen: &[String], zonder: &[String]) -> String {
    let zonder = match zonder {
        [] => String::new(),
        zonder => format!(" Zonder beheerder nu: {}.", opsomming(zonder.iter().map(String::as_str))),
    };
    format!("{naam} is geen beheerder meer van {}.{zonder}", opsomming(groepen.iter().map(String::as_str)))
}

/// To whoever was taken away.
#[must_use]
pub fn u_bent_weg(groepen: &[String]) -> String {
    format!(
        "U staat niet meer als beheerder van {} bij ons: we hoorden niets op onze vragen. U krijgt geen politieberichten meer. Klopt dat niet? Typ /aanmelden.",
        opsomming(groepen.iter().map(String::as_str))
    )
}

/// Groups from which nothing is heard, by name.
#[must_use]
pub fn stille_groepen(namen: &[&str]) -> String {
    format!("Van deze groepen hoorden we niets: {}.", opsomming(namen.iter().copied()))
}

/// The same, in figures: how many in all, and in each wijk.
#[must_use]
pub fn hoeveel_stil(hoeveel: usize, per_wijk: &[(&str, usize)]) -> String {
    let groepen = if hoeveel == 1 { "1 groep".to_owned() } else { format!("{hoeveel} groepen") };
    let waar: Vec<String> = per_wijk.iter().map(|(wijk, aantal)| format!("{wijk} {aantal}")).collect();
    if waar.is_empty() {
        return format!("Van {groepen} hoorden we niets.");
    }
    format!("Van {groepen} hoorden we niets: {}.", waar.join(", "))
}
