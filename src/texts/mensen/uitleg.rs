//! What beheerders are told about the work: the rules of a group, and how to set a telephone.

/// Where the rules stand, of each gemeente that has them on a page.
#[must_use]
pub fn waar(regels: &[(&str, &str)]) -> String {
    let regel = |(gemeente, adres): &(&str, &str)| format!("Spelregels van {gemeente}: {adres}");
    regels.iter().map(regel).collect::<Vec<_>>().join("\n")
}

/// Before the text for the group.
pub const VOOR_IN_DE_GROEP: &str = "Dit kunt u in uw groep zetten. Stuur het volgende bericht door.";

/// To whoever runs no group, where no gemeente has a page.
pub const GEEN_PAGINA: &str = "De spelregels van een buurtgroep krijgt u van de beheerder van uw groep.";

/// The rules in short (SAAR), for residents.
pub const SPELREGELS: &str = "SPELREGELS VAN ONZE BUURTGROEP\n\
    Signaleer: u ziet iets verdachts.\n\
    Alarmeer: bel 112, en zeg hier dat er gebeld is.\n\
    App: schrijf kort wat u ziet en waar. Geen namen, geen foto's van mensen.\n\
    Reageer: nooit bij een politiebericht. Ga er niet op af, benader niemand zelf.\n\
    Geen discussie, dank of duimpjes. Vragen? Stel ze de beheerder, buiten de groep.\n\
    Niet appen tijdens het rijden.";

/// Asks which kind of telephone.
pub const WELK_TOESTEL: &str = "Welke telefoon hebt u?";

/// What to set on an iPhone.
pub const IPHONE: &str = "Zo hoort u een politiebericht op een iPhone:\n\
    1. Bewaar dit nummer als contact. Archiveer of demp deze chat niet.\n\
    2. Instellingen, Berichtgeving, WhatsApp: zet Sta berichtgeving toe en Geluid aan.\n\
    3. Instellingen, Focus, Niet storen, Personen: voeg dit contact toe. Doe hetzelfde bij Slaap.\n\
    Op uw telefoon kunnen de namen anders zijn.";

/// What to set on Android.
pub const ANDROID: &str = "Zo hoort u een politiebericht op Android:\n\
    1. Bewaar dit nummer als contact. Archiveer of demp deze chat niet.\n\
    2. Instellingen, Niet storen, Gesprekken of Personen: sta dit contact toe.\n\
    3. Instellingen, Apps, WhatsApp, Batterij: kies Onbeperkt. Anders komt een bericht 's nachts te laat.\n\
    Op uw telefoon kunnen de namen anders zijn.";

/// What is neither.
pub const IPHONE_OF_ANDROID: &str = "Typ iphone of android. Een Samsung, Pixel of Fairphone is Android.";
