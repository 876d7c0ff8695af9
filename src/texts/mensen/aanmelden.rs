//! What somebody hears who wants to become beheerder, and who has just become one.

use crate::domain::wijk::opsomming;
use crate::texts::{aantal, ingekort};

/// What is kept, by whom and how long, in two lines, with where to read more.
#[must_use]
pub fn privacy(gemeenten: &[&str], links: &[&str]) -> String {
    format!("{} Tik op Verder als dat goed is.", privacy_zonder_knop(gemeenten, links))
}

/// The same where something else is asked with it.
#[must_use]
pub fn privacy_zonder_knop(gemeenten: &[&str], links: &[&str]) -> String {
    format!(
        "Politie en gemeente ({}) bewaren uw naam, nummer, wijk en groep zolang u beheerder bent, en 30 dagen daarna. Bij een melding kan de politie u bellen. Wordt het niets, dan wissen we het na 30 dagen.\n\
         Meer lezen: {}.",
        opsomming(gemeenten.iter().copied()),
        opsomming(links.iter().copied())
    )
}

/// A text where "Verder" is waited for.
pub const EERST_VERDER: &str = "Ik heb het onthouden. Tik eerst op Verder, of typ verder. Typ stop om te stoppen.";
/// Asks for the gemeente.
pub const WELKE_GEMEENTE: &str = "In welke gemeente is uw groep? Kies, of typ meteen de wijk.";
/// Asks for the wijk.
pub const WELKE_WIJK: &str = "In welke wijk is uw groep? Kies, of typ de wijk of uw postcode.";
/// Asks for the name.
pub const WELKE_NAAM: &str = "Wat is uw naam? Alleen politie en gemeente zien die.";
/// Somebody puts the answer off.
pub const NEEM_DE_TIJD: &str = "Neem de tijd. Wat u al typte, onthoud ik.";
/// What is no name.
pub const GEEN_NAAM: &str = "Dat lijkt geen naam. Typ uw voor- en achternaam.";
/// Asks for the group.
pub const WELKE_GROEP: &str = "Hoe heet uw buurtgroep in WhatsApp?";
/// What is no name of a group.
pub const GEEN_GROEP: &str = "Dat lijkt geen naam van een groep. Typ de naam zoals die in WhatsApp staat.";
/// A name of a group that reads like a report.
pub const WEL_GROEP: &str = "Was dat de naam van uw groep? Typ dan: groep, en de naam.";
/// Asks for the registration.
pub const WELKE_WABP: &str =
    "Staat uw groep bij WABP.nl? Kies, of typ het nummer of de link. Weet u het niet, dan zoekt de gemeente het op.";
/// What WABP is.
pub const WAT_IS_WABP: &str =
    "WABP.nl is de landelijke lijst van buurtgroepen. Aanmelden is gratis: wabp.nl. Staat uw groep erop?";
/// What is no answer about WABP.
pub const WABP_ONLEESBAAR: &str = "Staat uw groep bij WABP.nl? Typ ja, nee, weet niet, of het nummer.";
/// What a beheerder does, for whoever asks while signing up.
pub const WAT_HET_INHOUDT: &str = "Als beheerder krijgt u politieberichten voor uw wijk en stuurt u die door naar uw buurtgroep. Het is gratis en u kunt altijd stoppen.";

/// Why a sign-up asks what it asks.
pub const WAAROM_DIT: &str = "Daarmee beslist de gemeente of uw groep meedoet, en krijgt u alleen meldingen voor uw wijk. Alleen politie en gemeente \
                              zien uw antwoorden.";
/// To whoever doubts that this is real, in the middle of a sign-up.
pub const IS_DIT_ECHT: &str = "Ik ben de chatbot van het heterdaadproject van politie en gemeente. Twijfelt u? Bel 0900-8844 en vraag ernaar, en vul dan \
                               verder in.";
/// To whoever asks for English there; what is asked follows in English.
pub const VANAF_NU_ENGELS: &str = "Ik leg het vanaf nu in het Engels uit. Politieberichten blijven Nederlands.";

/// Whether they want no more of it, with the question that stays.
#[must_use]
pub fn stoppen_of(vraag: &str) -> String {
    format!("Wilt u niet verder? Tik op Stoppen: dan bewaar ik niets. Wel verder? {vraag}")
}

/// How far a sign-up is that is not sent in yet.
pub const NOG_BEZIG: &str = "Uw aanmelding is nog niet verstuurd: we zijn nog aan het invullen.";

/// What was taken, beside what was asked.
#[must_use]
pub fn genomen(naam: Option<&str>, groep: Option<&str>, leden: Option<i64>, wabp: Option<&str>) -> String {
    let delen = [
        naam.map(|naam| format!("naam {naam}")),
        groep.map(|groep| format!("groep {groep}")),
        leden.map(|leden| format!("{leden} leden")),
        wabp.map(|wabp| format!("WABP {wabp}")),
    ];
    let delen: Vec<String> = delen.into_iter().flatten().collect();
    format!("Genoteerd: {}.", opsomming(delen.iter().map(String::as_str)))
}

/// After "weet ik niet": it stops nobody.
pub const WABP_ONBEKEND: &str = "Geen probleem, de gemeente zoekt het op. Staat uw groep nog niet bij WABP? Aanmelden is gratis, met uitleg op wabp.nl.";
/// What should be changed, after a "nee".
pub const WAT_ANDERS: &str = "Wat moet anders? Typ bijvoorbeeld: wijk Noordhove, of: groep Hoefblad.";
/// After "stop".
pub const GEWIST: &str = "Gestopt. Wat u invulde, heb ik gewist.";
/// There is nothing of this kind going on.
pub const GEEN_AANMELDING: &str = "U hebt geen aanmelding lopen. Typ /aanmelden om te beginnen.";
/// Whoever has a role of police or gemeente.
pub const NIET_VOOR_POLITIE: &str = "Aanmelden is voor beheerders van buurtgroepen. U staat al op de lijst.";
/// After the request was taken back.
pub const INGETROKKEN: &str = "Uw aanmelding is ingetrokken, uw gegevens zijn gewist.";

/// Where they were.
#[must_use]
pub fn welkom_terug(bekend: &str) -> String {
    format!("We gaan verder waar u was.\n{bekend}")
}

/// A place outside the area.
#[must_use]
pub fn buiten_gebied(plaats: &str, gemeenten: &[&str]) -> String {
    format!(
        "{plaats} valt niet onder {}. Deze bot is er alleen voor groepen daar. \
         Kijk op wabp.nl, of vraag uw eigen gemeente. Wat u invulde, heb ik gewist.",
        opsomming(gemeenten.iter().copied())
    )
}

/// A wijk of another gemeente than was chosen.
#[must_use]
pub fn andere_gemeente(wijk: &str, gemeente: &str) -> String {
    format!("{wijk} hoort bij {gemeente}; dat heb ik aangepast.")
}

/// The wijk was corrected by the person.
#[must_use]
pub fn andere_wijk(wijk: &str) -> String {
    format!("De wijk is nu {wijk}.")
}

/// Asks for a number that WhatsApp does not show.
pub const DEEL_UW_NUMMER: &str = "WhatsApp toont ons uw nummer niet. Wilt u het delen? Als WhatsApp uitvalt, kan de politie u dan toch bereiken. Tik op de knop; het mag ook niet.";
/// The number was kept.
pub const NUMMER_BEWAARD: &str = "Dank u, uw nummer is bewaard. Alleen politie en gemeente zien het.";
/// The number is somebody else's.
pub const NUMMER_VAN_ANDER: &str = "Dat nummer hoort al bij iemand anders. Neem contact op met uw gemeente.";
/// The number cannot be read.
pub const NUMMER_ONLEESBAAR: &str = "Dat nummer kan ik niet lezen. U hoeft niets te doen.";

/// A name that was put right.
#[must_use]
pub fn gecorrigeerd(getypt: &str, naam: &str) -> String {
    format!("'{}' las ik als {naam}.", crate::texts::ingekort(getypt, 40))
}

/// A text that names no wijk.
#[must_use]
pub fn geen_wijk(tekst: &str) -> String {
    format!("'{}' ken ik niet als wijk. {WELKE_WIJK}", crate::texts::ingekort(tekst, 60))
}

/// A postcode that the gemeente's data has not.
#[must_use]
pub fn onbekende_postcode(postcode: &str) -> String {
    format!("Postcode {postcode} ken ik niet. Kies de wijk, of typ de naam.")
}

/// A name that several gemeenten have.
#[must_use]
pub fn in_meer_gemeenten(wijk: &str) -> String {
    format!("{wijk} is er in meer gemeenten. Welke bedoelt u?")
}

/// A group that is there already.
#[must_use]
pub fn groep_bestaat(naam: &str) -> String {
    format!(
        "Er is al een groep {naam}. Neemt u die over? Vraag de beheerder van nu om de groep over te dragen. \
         Is het een andere groep? Typ een naam die er niet op lijkt."
    )
}

/// A group that they run already.
#[must_use]
pub fn uw_groep(naam: &str) -> String {
    format!("U bent al beheerder van {naam}. Voor een andere groep: typ de naam. Typ stop om te stoppen.")
}

/// Everything, before it is sent in.
#[must_use]
pub fn samenvatting(bekend: &str) -> String {
    format!("Klopt dit?\n{bekend}\nIets fout? Typ wat anders moet, zoals: wijk Noordhove.")
}

/// Above the summary: a line that changes nothing in it.
#[must_use]
pub fn staat_er_niet_in(regel: &str) -> String {
    format!(
        "U typte: '{}'. Dat staat er niet in, en er is nog niets ingediend. Typ bijvoorbeeld: wijk Noordhove, of: groep Hoefblad. Toch zo goed? Tik op Klopt, indienen.",
        ingekort(regel, 60)
    )
}

/// What is known so far, a line each.
#[must_use]
pub fn bekend(
    naam: Option<&str>,
    wijk: Option<&str>,
    groep: Option<&str>,
    leden: Option<i64>,
    wabp: Option<&str>,
) -> String {
    let leden = leden.map(|leden| leden.to_string());
    let regels = [("Naam", naam), ("Wijk", wijk), ("Groep", groep), ("Leden", leden.as_deref()), ("WABP", wabp)];
    let regels = regels.into_iter().filter_map(|(wat, waarde)| Some(format!("{wat}: {}", waarde?)));
    regels.collect::<Vec<_>>().join("\n")
}

/// After it was sent in.
#[must_use]
pub fn ingediend(nummer: &str) -> String {
    format!(
        "Dank u. Uw aanmelding is {nummer}. Gemeente en politie kijken er allebei naar, meestal binnen enkele dagen. \
         U hoort hier hoe het afloopt; typ /aanmelden om te zien hoe ver het is."
    )
}

/// How far a request is.
#[must_use]
pub fn hoe_ver(nummer: &str, gemeente: bool, politie: bool) -> String {
    let half = |klaar: bool| if klaar { "akkoord" } else { "nog niet bekeken" };
    format!("Aanmelding {nummer}. Gemeente: {}. Politie: {}. U hoeft niets te doen.", half(gemeente), half(politie))
}

/// After a refusal.
#[must_use]
pub fn afgewezen(nummer: &str, reden: &str) -> String {
    format!("Uw aanmelding {nummer} is afgewezen. Reden: {reden}. Vragen? Neem contact op met uw gemeente.")
}

/// Nobody decided in two weeks.
#[must_use]
pub fn verlopen(nummer: &str) -> String {
    format!(
        "Uw aanmelding {nummer} is na twee weken niet behandeld. Dat spijt ons. Probeer het opnieuw met /aanmelden, \
         of bel uw gemeente."
    )
}

/// The welcome, with the three rules.
#[must_use]
pub fn welkom(groepen: &[&str]) -> String {
    format!(
        "Welkom, u bent beheerder van {}.\n\
         1. Stuur een politiebericht ongewijzigd door, en tik daarna hier op Staat in de groep.\n\
         2. Wie iets ziet, belt 112. Hier leest niemand mee.\n\
         3. Geef het door als u stopt of weg bent.\n\
         Zet in WhatsApp ook verificatie in twee stappen aan: dan kan niemand uw nummer overnemen.",
        opsomming(groepen.iter().copied())
    )
}

/// The welcome of whoever could not be told at once.
#[must_use]
pub fn welkom_kort(groep: &str) -> String {
    format!(
        "Gemeente en politie zijn akkoord: u bent beheerder van {groep}. Antwoord met ja, dan krijgt u uitleg en een proefbericht."
    )
}

/// How to hear an alert.
pub const GELUID: &str = "Zorg dat u een politiebericht hoort:\n\
    1. Bewaar dit nummer als contact. Archiveer deze chat niet: dan hoort u niets.\n\
    2. Open het, tik op Meldingen en kies een eigen geluid.\n\
    3. iPhone: Instellingen, Focus, Niet storen, Personen: voeg dit contact toe. \
    Android: Instellingen, Niet storen, Gesprekken of Personen: sta dit contact toe.";

/// The test message.
pub const PROEF: &str = "PROEFBERICHT. Zo komt een politiebericht binnen. U hoeft niets door te sturen. Hoorde u het?";

/// After "Gehoord".
pub const GEHOORD: &str = "Mooi.";

/// Asks for the members.
#[must_use]
pub fn hoeveel_leden(groep: &str) -> String {
    format!("Hoeveel leden heeft {groep}? Typ een getal, of: weet niet.")
}

/// What is no number of members.
pub const GEEN_GETAL: &str = "Typ een getal van 1 tot 5000, zoals 46. Of typ: weet niet.";
/// Asks for signs.
pub const BORDEN: &str = "Wilt u borden voor uw wijk aanvragen? De gemeente beslist en plaatst ze.";
/// Asks for stickers.
pub const STICKERS: &str = "Wilt u stickers voor de voordeuren? Eén per adres, zolang de voorraad strekt.";
/// After the last question.
pub const GEGEVENS_KLAAR: &str = "Dank u, dat was alles. De gemeente krijgt dit te zien.";

/// What the gemeente hears of a group.
#[must_use]
pub fn groepsgegevens(groep: &str, leden: Option<i64>, borden: bool, stickers: bool) -> String {
    let leden = leden.map_or_else(
        || "aantal leden onbekend".to_owned(),
        |leden| aantal(usize::try_from(leden).unwrap_or_default(), "lid", "leden"),
    );
    let wens = |wel: bool| if wel { "graag" } else { "niet nodig" };
    format!("{groep}: {leden}. Borden: {}. Stickers: {}.", wens(borden), wens(stickers))
}
