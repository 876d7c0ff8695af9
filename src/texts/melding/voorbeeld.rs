//! What police officers hear while they write an alert and while it runs.

use crate::domain::bereik::Bereik;
use crate::domain::inhoud::Wat;
use crate::domain::melding::{MeldingStatus, WaaromOpnieuw};
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::limits;
use crate::texts::melding::politiebericht;
use crate::texts::{aantal, groepen, ingekort};

/// Asks what to change.
pub const WAT_AANPASSEN: &str = "Wat wilt u aanpassen?";
/// A text while a preview waits, that is neither yes nor no.
pub const NIETS_VERSTUURD: &str =
    "Ik heb nog niets verstuurd. Tik op Versturen, of typ versturen, aanpassen of annuleren.";
/// The beginning of the same, where the preview follows with what was typed.
pub const NOG_NIETS_VERSTUURD: &str = "Ik heb nog niets verstuurd.";
/// A yes to the question what to change.
pub const EERST_KIEZEN: &str = "Ik vroeg wat u wilt aanpassen. Er is niets verstuurd. Klopt het zo? Tik op Versturen.";
/// A typed yes after another question came in between.
pub const KWAM_TUSSEN: &str = "Er kwam een andere vraag tussen. Er is niets verstuurd. Bedoelt u dit?";
/// A button of an earlier preview, of this alert or another.
pub const OUDER_VOORBEELD: &str =
    "Die knop hoorde bij een eerder voorbeeld. Er is niets verstuurd. Hier bent u nu mee bezig:";
/// In the place of a line at a preview that may not be kept.
pub const REGEL_NIET_BEWAARD: &str = "een regel die ik niet mag bewaren";
/// In the place of a line at a preview without a word.
pub const LEGE_REGEL: &str = "een regel zonder woorden";
/// In the place of a picture at a preview.
pub const EEN_FOTO: &str = "een foto";
/// In the place of a location.
pub const EEN_LOCATIE: &str = "een locatie";
/// In the place of a contact.
pub const EEN_CONTACT: &str = "een contact";
/// In the place of a voice note.
pub const EEN_GELUID: &str = "een spraakbericht";
/// In the place of a film or file.
pub const EEN_BESTAND: &str = "een bestand";
/// In the place of a changed message.
pub const EEN_WIJZIGING: &str = "een gewijzigd bericht";
/// In the place of anything else.
pub const IETS_ONLEESBAARS: &str = "iets dat ik niet kan lezen";
/// A whole alert that came as the answer to a question about another.
pub const OPNIEUW_BEGONNEN: &str = "Ik begon opnieuw: van wat u eerder typte, staat hier niets in.";
/// After a draft was thrown away.
pub const GEANNULEERD: &str = "Geannuleerd. Er is niets verstuurd.";
/// A draft that is over.
pub const CONCEPT_VOORBIJ: &str = "Dit concept is er niet meer, er is niets verstuurd. Begin opnieuw met /melding.";
/// A text that looks like an alert without the command.
pub const BEDOELT_U_MELDING: &str = "Ik heb niets verstuurd. Wilt u een melding maken? Begin uw bericht met /melding.";

/// Why the preview stands there again.
#[must_use]
pub const fn opnieuw(waarom: WaaromOpnieuw) -> &'static str {
    match waarom {
        WaaromOpnieuw::OudeVersie => {
            "Die knop hoorde bij een eerdere tekst. Er is niets verstuurd. Dit is de tekst van nu:"
        }
        WaaromOpnieuw::OudeTik => "Uw tik kwam meer dan 2 minuten te laat aan. Er is niets verstuurd. Klopt dit nog?",
    }
}

/// Above the preview, after somebody edited a message of theirs.
pub const GEWIJZIGD_CONCEPT: &str = "Een gewijzigd bericht lees ik niet opnieuw. Er is niets veranderd of verstuurd. \
                                     Typ wat er anders moet als nieuw bericht, of tik Aanpassen. Dit is de tekst van nu:";

/// After somebody edited a message, when their alert had left.
#[must_use]
pub fn al_weg(nummer: &str) -> String {
    format!(
        "{nummer} is al verstuurd, met de eerste tekst. Een gewijzigd bericht lees ik niet opnieuw: er is niets veranderd.\n\
         Iets nieuws? Typ /update {nummer} en wat er nieuw is. Fout? Typ /intrekken {nummer}."
    )
}

/// Lines as they were typed, as far as they fit.
#[must_use]
pub fn tussen_aanhaling(regels: &[String]) -> String {
    let regels = regels.iter().map(|regel| format!("'{}'", ingekort(regel, limits::PREVIEW_LINE_CHARACTERS_SHOWN)));
    let regels: Vec<String> = regels.collect();
    opsomming(regels.iter().map(String::as_str))
}

/// What was typed at a preview and is not in it, with what that preview is about; `andere`: it reads like another alert;
/// `knop`: the title of the button that lets it go.
#[must_use]
pub fn niet_verwerkt(regels: &[String], nummer: &str, waar: &str, andere: bool, knop: &str) -> String {
    let regels = tussen_aanhaling(regels);
    let kies = if andere {
        "Een andere melding? Tik op Nieuwe melding, dan blijft dit concept staan. Verstuurt u eerst dit, dan vraag ik daarna naar de andere."
            .to_owned()
    } else {
        format!("Anders? Typ aanpassen. Toch zo? Tik op {knop}, typen is nu niet genoeg.")
    };
    format!("U stuurde {regels}. Dat staat niet in {nummer} voor {}. {kies}", ingekort(waar, 80))
}

/// A remark in a preview has at most so many characters.
pub const OPMERKING_MAX: usize = 160;

/// The preview of a draft, in at most so many characters: remarks that do not fit are left out.
#[must_use]
pub fn voorbeeld(bericht: &str, waar: &str, bereik: &Bereik, opmerkingen: &[String], most: usize) -> String {
    let mut regels = vec![
        "NOG NIET VERSTUURD".to_owned(),
        bericht.to_owned(),
        "———".to_owned(),
        format!(
            "{}: {}, {} nu bereikbaar ({}).",
            ingekort(waar, 120),
            groepen(bereik.groepen),
            bereik.bereikbaar,
            aantal(bereik.mensen, "beheerder", "beheerders")
        ),
    ];
    let niet: Vec<String> = [
        (bereik.stil, "wil 's nachts niets", "willen 's nachts niets"),
        (bereik.afwezig, "is afwezig", "zijn afwezig"),
        (bereik.nummer_werkt_niet, "nummer werkt niet", "nummers werken niet"),
        (bereik.zonder_beheerder, "zonder beheerder", "zonder beheerder"),
        (bereik.uitgenodigd, "reageerde nog niet op de uitnodiging", "reageerden nog niet op de uitnodiging"),
        (bereik.geblokkeerd, "geblokkeerd", "geblokkeerd"),
        (bereik.daglimiet, "past niet in de daglimiet van WhatsApp", "passen niet in de daglimiet van WhatsApp"),
        (
            bereik.zonder_sjabloon,
            "kan nu niet: het sjabloon staat uit bij WhatsApp",
            "kunnen nu niet: het sjabloon staat uit bij WhatsApp",
        ),
    ]
    .into_iter()
    .filter(|(hoeveel, ..)| *hoeveel > 0)
    .map(|(hoeveel, enkelvoud, meervoud)| aantal(hoeveel, enkelvoud, meervoud))
    .collect();
    if !niet.is_empty() {
        regels.push(format!("{}.", niet.join(", ")));
    }
    if bereik.bereikbaar == 0 && bereik.zonder_sjabloon > 0 {
        regels.push("Versturen kan niet: WhatsApp laat dit bericht nu niet toe. Bel zelf rond; de beheerder van het systeem weet ervan.".to_owned());
    } else if bereik.bereikbaar == 0 {
        regels.push("Versturen kan niet: hier is niemand bereikbaar. Kies een andere wijk.".to_owned());
    }
    let mut tekst = regels.join("\n");
    for opmerking in opmerkingen.iter().map(|opmerking| ingekort(opmerking, OPMERKING_MAX)) {
        if tekst.chars().count() + 1 + opmerking.chars().count() <= most {
            tekst.push('\n');
            tekst.push_str(&opmerking);
        }
    }
    tekst
}

/// A wijk of another gemeente that was named beside others, for the preview.
#[must_use]
pub fn niet_in_gemeente(wijk: &str, gemeente: &str) -> String {
    format!(
        "Niet naar {wijk}: dat hoort bij {gemeente}. Dit gaat naar één gemeente; maak er daarna een voor {gemeente}, als u daar mag versturen."
    )
}

/// A place outside the area that was named beside others, for the preview.
#[must_use]
pub fn niet_in_gebied(plaats: &str) -> String {
    format!("Niet naar {plaats}: dat valt buiten het gebied.")
}

/// A place that nobody knows, for the preview.
#[must_use]
pub fn geen_bekende_wijk(plaats: &str) -> String {
    format!("Niet naar {}: dat ken ik niet als wijk.", ingekort(plaats, 40))
}

/// The wijk that is named for the same alert is the one that it went to.
#[must_use]
pub fn was_al_daar(nummer: &str, waar: &str, loopt: bool) -> String {
    if loopt {
        format!("{nummer} loopt al in {waar}. Naar welke wijk nog?")
    } else {
        format!("{nummer} ging al naar {waar}. Naar welke wijk nu?")
    }
}

/// The same again of an alert that is over, for the preview.
#[must_use]
pub fn loopt_niet_meer(nummer: &str, ingetrokken: bool) -> String {
    format!("Let op: {nummer} is {}. Klopt deze tekst nog?", if ingetrokken { "ingetrokken" } else { "voorbij" })
}

/// What was said among colleagues and left out, for the preview.
#[must_use]
pub fn weggelaten(wat: &[String]) -> String {
    let wat: Vec<String> = wat.iter().map(|wat| format!("'{}'", ingekort(wat, 50))).collect();
    format!("Niet in de tekst, want niet voor bewoners: {}.", opsomming(wat.iter().map(String::as_str)))
}

/// When police heard of it, for the preview: it is counted, and stands in no message.
#[must_use]
pub fn binnen(binnen_ms: Option<i64>, getypt: &str) -> String {
    match binnen_ms {
        Some(binnen_ms) => {
            format!("Melding binnen om {} uur: telt mee in de tijden, staat niet in de tekst.", tijd::klok(binnen_ms))
        }
        None => format!("'{}' ligt te ver terug: niet bewaard, en niet in de tekst.", ingekort(getypt, 40)),
    }
}

/// Words that may name somebody, for the preview.
#[must_use]
pub fn onzekere_woorden(woorden: &[String]) -> String {
    let genoemd: Vec<String> = woorden.iter().map(|woord| format!("'{}'", ingekort(woord, 40))).collect();
    format!(
        "Niet in de tekst: {}. Dat kan een naam of roepnummer zijn. Moet het er toch in? Tik op {}.",
        opsomming(genoemd.iter().map(String::as_str)),
        crate::texts::knoppen::TOCH_ERIN
    )
}

/// Commands and numbers of alerts that stood in the middle of a text, for the preview.
#[must_use]
pub fn niet_in_bericht(wat: &[String]) -> String {
    let staat = if wat.len() == 1 { "staat" } else { "staan" };
    let wel = opsomming(wat.iter().map(String::as_str));
    let opdracht = wat.iter().any(|stuk| !stuk.starts_with(char::is_alphanumeric));
    let gedaan = if opdracht { " Ik deed er niets mee: alleen het eerste woord is een opdracht." } else { "" };
    format!("{} {staat} niet in het bericht.{gedaan}", ingekort(&wel, 100))
}

/// What is not allowed, in words after "een".
#[must_use]
pub const fn in_woorden(wat: Wat) -> &'static str {
    match wat {
        Wat::NaamVerdachte => "de naam van een verdachte",
        Wat::Achternaam => "een achternaam",
        Wat::Bsn => "een burgerservicenummer",
        Wat::Geboortedatum => "een geboortedatum",
        Wat::Telefoonnummer => "een telefoonnummer",
        Wat::Rekeningnummer => "een rekeningnummer",
        Wat::Email => "een e-mailadres",
        Wat::Link => "een link",
        Wat::Slachtoffer => "gegevens van een slachtoffer",
        Wat::Huisnummer => "een huisnummer",
        Wat::Postcode => "een postcode",
        Wat::Herkomst => "een woord over herkomst of geloof",
        Wat::Huidskleur => "een huidskleur",
        Wat::Gezondheid => "iets over gezondheid",
    }
}

/// Something that was taken out, for the preview.
#[must_use]
pub fn weggehaald(wat: Wat) -> String {
    format!("Weggehaald: {}. Dat mag niet in een politiebericht.", in_woorden(wat))
}

/// Something that may follow later, for the preview.
#[must_use]
pub fn later(wat: &[String]) -> String {
    format!(
        "Nog niet in de tekst: {}. Gezondheid en achternaam gaan pas mee als een collega akkoord is. Deze tekst wacht daar niet op.",
        ingekort(&opsomming(wat.iter().map(String::as_str)), 60)
    )
}

/// A licence plate stands in it, for the preview.
#[must_use]
pub fn controleer_kenteken(kenteken: &str) -> String {
    format!("Controleer het kenteken: {kenteken}.")
}

/// A weapon was named, for the preview.
pub const WAPEN_GENOEMD: &str = "U noemde een wapen, daarom staat erbij: blijf uit de buurt.";
/// A second officer has to agree to the words, for the preview.
pub const COLLEGA_LEEST_MEE: &str = "Voor dit bericht is akkoord van een collega nodig.";

/// Wijken that were offered, for the preview: the one of the button, and the others.
#[must_use]
pub fn ook_naar(wijk: &str, rest: &[&str]) -> String {
    let rest = match rest {
        [] => String::new(),
        rest => format!(" Daarna kan ook {}.", ingekort(&opsomming(rest.iter().copied()), 60)),
    };
    format!("Ook naar {wijk} sturen? Tik op de knop met +.{rest} Iets anders wijzigen? Typ aanpassen.")
}

/// Shorthand that was written out, for the preview.
#[must_use]
pub fn uitgeschreven(lijst: &[(String, String)]) -> String {
    let paren: Vec<String> = lijst.iter().map(|(kort, lang)| format!("{kort} = {lang}")).collect();
    format!("{}.", paren.join(", "))
}

/// What the bot corrected while reading.
#[must_use]
pub fn gecorrigeerd(getypt: &str, gelezen: &str) -> String {
    format!("Ik las '{}' als {gelezen}.", ingekort(getypt, 30))
}

/// An earlier draft that was set aside for this one.
#[must_use]
pub fn vorig_concept_blijft(nummer: &str) -> String {
    format!("Concept {nummer} blijft staan, niet verstuurd. Typ {nummer} om het te zien.")
}

/// At a draft with the words of an alert that was brought up to date.
#[must_use]
pub fn zonder_update(nummer: &str, om_ms: i64) -> String {
    format!("Let op: de update van {nummer}, {} uur, staat hier niet in.", tijd::klok(om_ms))
}

/// A draft was done with; another waits.
#[must_use]
pub fn staat_nog_klaar(nummer: &str, soort: MeldingSoort, waar: &str) -> String {
    format!(
        "Concept {nummer} ({}, {waar}) staat nog klaar. Het is niet verstuurd.",
        politiebericht::soort(soort).to_lowercase()
    )
}

/// On top of a draft that was set aside and is shown again.
#[must_use]
pub fn weer_getoond(nummer: &str) -> String {
    format!("Dit is uw concept {nummer}.")
}

/// The neighbours that were asked for are in it.
#[must_use]
pub fn met_buren(namen: &str) -> String {
    format!("Buurwijken erbij: {namen}.")
}

/// Those that were asked for, or came along, are out again.
#[must_use]
pub fn zonder_buren(namen: &str) -> String {
    format!("Buurwijken eruit: {namen}.")
}

/// There is none to take out.
pub const GEEN_BUREN_IN: &str = "Er staan geen buurwijken bij. Een wijk eruit? Typ: zonder, en de naam.";

/// They are all in it.
pub const BUREN_STAAN_ERIN: &str = "De buurwijken staan er al bij. Nog verder? Typ de naam van de wijk.";

/// Stands for older lines that were not understood either.
pub const EERDERE_REGELS: &str = "eerdere regels";

/// They were asked for, and none is left to add.
pub const GEEN_BUREN: &str = "Er zijn geen buurwijken die er nog bij kunnen.";

/// After Versturen.
#[must_use]
pub fn verstuurd(nummer: &str, hoeveel: usize) -> String {
    format!("{nummer} gaat nu naar {}. Fout? Typ STOP.", groepen(hoeveel))
}

/// A draft that waits for a second person.
#[must_use]
pub fn wacht_op_tweede(nummer: &str) -> String {
    format!("{nummer} wacht op akkoord van een collega. Er is nog niets verstuurd.")
}

/// A colleague closed an alert.
#[must_use]
pub fn door_collega_gesloten(nummer: &str, afloop: &str) -> String {
    format!("{nummer} is door een collega afgesloten: {afloop}.")
}

/// A colleague withdrew an alert.
#[must_use]
pub fn door_collega_ingetrokken(nummer: &str) -> String {
    format!("{nummer} is door een collega ingetrokken. Alle beheerders die het kregen, horen het.")
}

/// A second Versturen.
#[must_use]
pub fn al_verstuurd(nummer: &str) -> String {
    format!("{nummer} is al verstuurd, niet nog een keer. Typ /status voor de stand.")
}

/// Messages of an alert that should have left minutes ago.
#[must_use]
pub fn vastgehouden(nummer: &str, hoeveel: i64) -> String {
    let zijn = if hoeveel == 1 { "is" } else { "zijn" };
    let hoeveel = aantal(usize::try_from(hoeveel).unwrap_or_default(), "bericht", "berichten");
    format!(
        "Let op: WhatsApp haperde. Van {nummer} {zijn} {hoeveel} nog niet weg, na meer dan 5 minuten. Klopt het bericht nog? Kies wat er moet gebeuren."
    )
}

/// Messages of which nobody knows whether they arrived are held: what now? `nog_niet`: others that have not left.
#[must_use]
pub fn onzeker(nummer: &str, hoeveel: i64, nog_niet: i64) -> String {
    let aantal = |hoeveel: i64| aantal(usize::try_from(hoeveel).unwrap_or_default(), "bericht", "berichten");
    let ook =
        if nog_niet > 0 { format!(" En {} nog niet weg.", zijn(nog_niet, &aantal(nog_niet))) } else { String::new() };
    format!(
        "Let op: WhatsApp haperde. Van {} van {nummer} weten we niet of {}, ook na een tweede poging.{ook} Klopt het bericht nog? Kies wat er moet gebeuren; alsnog versturen kan dubbel aankomen.",
        aantal(hoeveel),
        if hoeveel == 1 { "het is aangekomen" } else { "ze zijn aangekomen" },
    )
}

fn zijn(hoeveel: i64, wat: &str) -> String {
    if hoeveel == 1 { format!("{wat} is") } else { format!("{wat} zijn") }
}

/// What was held goes after all.
#[must_use]
pub fn alsnog(nummer: &str, hoeveel: u64) -> String {
    let hoeveel = aantal(usize::try_from(hoeveel).unwrap_or_default(), "bericht", "berichten");
    format!("{nummer}: {hoeveel} alsnog onderweg. Typ /status {nummer} voor de stand.")
}

/// What was held goes no more.
#[must_use]
pub fn laten_vervallen(nummer: &str) -> String {
    format!("{nummer}: wat nog niet weg was, wordt niet meer verstuurd. Typ /status {nummer} voor wie het betreft.")
}

/// Nothing is held any more.
#[must_use]
pub fn niets_vastgehouden(nummer: &str) -> String {
    format!("Van {nummer} wacht niets meer. Typ /status {nummer} voor de stand.")
}

/// An alert that is not there, or not theirs.
#[must_use]
pub fn onbekend_nummer(nummer: &str) -> String {
    format!("{} ken ik niet. Typ het nummer zoals ZM-0001.", ingekort(nummer, 20))
}

/// The number of an alert of their own that never left.
#[must_use]
pub fn nooit_verstuurd(nummer: &str, status: MeldingStatus) -> String {
    match status {
        MeldingStatus::Concept => format!("{nummer} is nog niet verstuurd: het is uw concept."),
        MeldingStatus::WachtTweede => wacht_op_tweede(nummer),
        MeldingStatus::Geannuleerd => format!("{nummer} is geannuleerd en nooit verstuurd."),
        _ => format!("{nummer} is vervallen en nooit verstuurd."),
    }
}
