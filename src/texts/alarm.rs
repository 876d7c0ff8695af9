//! What operators are told when something stops alerts.

use crate::domain::afzender::NumberId;

/// The subject of an e-mail.
pub const ONDERWERP: &str = "heterdaad: alarm";

/// What Meta's code says about a number, and what to do.
fn waarom(code: i64) -> &'static str {
    match code {
        0 => "er is geen verbinding met WhatsApp. Kijk of de server internet heeft.",
        -1 => {
            "WhatsApp geeft geen antwoord, of alleen foutmeldingen. Kijk op metastatus.com. Zodra het werkt, gaat het vanzelf verder."
        }
        190 => "het token is verlopen of ingetrokken. Maak een nieuw token en start opnieuw.",
        131_042 => "er is een probleem met de betaling bij Meta. Kijk bij Facturering.",
        131_031 | 368 => "het account is geblokkeerd door Meta. Kijk bij Accountkwaliteit.",
        131_037 => "de weergavenaam is niet goedgekeurd. Kijk bij Telefoonnummers.",
        131_048 => "er zijn te veel berichten geblokkeerd of gemeld, of de daglimiet is bereikt.",
        133_000..=133_016 => "het nummer is niet (meer) geregistreerd. Registreer het opnieuw.",
        10 | 200..=299 | 3 | 131_005 => "het token mist een recht. Geef whatsapp_business_messaging.",
        4 | 80_007 => "er zijn te veel aanvragen gedaan. Dat gaat vanzelf over.",
        _ => "WhatsApp weigert alles van dit nummer.",
    }
}

/// A business number on which nothing leaves.
#[must_use]
pub fn nummer_gestopt(phone_number_id: &NumberId, code: i64) -> String {
    format!(
        "Er gaat niets meer uit van nummer {phone_number_id} (code {code}): {} Wat wacht, blijft bewaard; bel bij een melding zelf rond.",
        waarom(code)
    )
}

/// Meta restricts the account, or holds something against it.
#[must_use]
pub fn account_beperkt(phone_number_id: &NumberId, wat: &str) -> String {
    format!(
        "Meta beperkt het account van nummer {phone_number_id} of dreigt daarmee: {wat}. Meldingen komen misschien niet aan. Kijk bij Accountkwaliteit en maak bezwaar; bel bij een melding zelf rond."
    )
}

/// The clock of the server and that of WhatsApp differ; `ahead_ms` is how far ours is ahead.
#[must_use]
pub fn klok(ahead_ms: i64) -> String {
    let richting = if ahead_ms > 0 { "voor" } else { "achter" };
    format!(
        "De klok van de server loopt {} seconden {richting}. Zet de tijdsdienst (NTP) aan: wie iets tikt, lijkt anders te laat of te vroeg.",
        ahead_ms.abs() / 1_000
    )
}

/// The database file is not where it was.
pub const DATABASE_VERPLAATST: &str = "Het databasebestand staat niet meer op zijn plaats. Er wordt niets meer bewaard en niets verstuurd. Zet het terug, of start het programma opnieuw.";

/// Nothing can be written into the database.
pub const DATABASE_SCHRIJFT_NIET: &str = "De database kan niet worden geschreven. Er wordt niets meer bewaard en niets verstuurd. Kijk of de schijf vol is en of de database draait.";

/// The disk of the database fills.
#[must_use]
pub fn schijf_vol(free: u64) -> String {
    format!("De schijf van de database is bijna vol: nog {} MB vrij. Maak ruimte.", free / 1_048_576)
}

/// The log of the database grows, since somebody keeps it open.
#[must_use]
pub fn logboek_groeit(bytes: u64) -> String {
    format!(
        "Het logboek naast de database is {} MB: iemand houdt de database open. Sluit wat er nog in leest, zoals een reservekopie of een los sqlite3.",
        bytes / 1_048_576
    )
}

/// An alert template that cannot be sent.
#[must_use]
pub fn sjabloon_onbruikbaar(naam: &str, status: &str) -> String {
    format!(
        "Sjabloon {naam} is {status}. Meldingen gaan met het op één na beste sjabloon, of alleen naar wie vandaag schreef. Kijk bij Berichtsjablonen."
    )
}

/// An alert template that Meta moved to another category.
#[must_use]
pub fn sjabloon_categorie(naam: &str, categorie: &str) -> String {
    format!(
        "Sjabloon {naam} is door Meta verplaatst naar {categorie}. Zulke berichten komen niet bij iedereen aan. Maak bezwaar bij Berichtsjablonen."
    )
}

/// Meta refused a message with a link button.
pub const LINKKNOP: &str = "WhatsApp weigert de knop Zet in mijn groep. Beheerders krijgen in plaats daarvan de tekst om te kopiëren; \
    meldingen gaan gewoon uit. Over een week probeert de bot de knop weer. Blijft het zo? Zet deellink op \"api\" of \"uit\" in het bestand van de gemeente.";

/// Messages of alerts that ended without a reason.
#[must_use]
pub fn zonder_reden(hoeveel: i64) -> String {
    let (berichten, zijn) = if hoeveel == 1 { ("bericht", "is") } else { ("berichten", "zijn") };
    format!(
        "{hoeveel} {berichten} van een melding {zijn} in het afgelopen uur niet verstuurd en de reden is onbekend. Kijk in het logboek; bel zelf rond bij wie het betreft (/status)."
    )
}

/// It is over.
#[must_use]
pub fn voorbij(tekst: &str) -> String {
    format!("Opgelost. Was: {tekst}")
}
