//! What police officers hear while they write an alert and while it runs.

use crate::domain::bereik::Bereik;
use crate::domain::inhoud::Wat;
use crate::domain::melding::{MeldingStatus, WaaromOpnieuw};
use crate::domain::politiebericht::OmschrijvingFout;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::twijfel::{Twijfel, Waarom};
use crate::domain::uitzetting::{GroepStand, Overzicht, Stand};
use crate::domain::wijk::opsomming;
use crate::limits;
use crate::texts::melding::politiebericht;
use crate::texts::{aantal, groepen, ingekort};

/// Asks for the kind.
pub const WELKE_SOORT: &str = "Wat is er aan de hand? Kies of typ het. /stop om te stoppen.";
/// Asks for the gemeente, where an officer may act in several.
pub const WELKE_GEMEENTE: &str = "In welke gemeente? Kies, of typ meteen de wijk.";
/// Asks for the wijk.
pub const WELKE_WIJK: &str = "Welke wijk? Kies, of typ de naam. Ook een deel van een wijk mag.";
/// Asks for the description.
pub const WELKE_TEKST: &str = "Waar moeten mensen naar uitkijken? Bijvoorbeeld: man, zwarte jas, witte schoenen, te voet richting station. Geen namen en geen huisnummers.";
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
/// `/status` without an alert.
pub const GEEN_MELDING: &str =
    "U verstuurde de afgelopen 24 uur geen melding. Typ /status met een nummer, zoals /status ZM-0001.";
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

/// What was typed at a preview and is not in it, with what that preview is about; `andere`: it reads like another alert.
#[must_use]
pub fn niet_verwerkt(regels: &[String], nummer: &str, waar: &str, andere: bool) -> String {
    let regels = tussen_aanhaling(regels);
    let kies = if andere {
        "Een andere melding? Tik op Nieuwe melding, dan vervalt dit concept. Verstuurt u eerst dit, dan vraag ik daarna naar de andere."
    } else {
        "Anders? Typ aanpassen. Toch zo? Tik op Versturen, typen is nu niet genoeg."
    };
    format!("U stuurde {regels}. Dat staat niet in {nummer} voor {}. {kies}", ingekort(waar, 80))
}

/// What is wrong with a description.
#[must_use]
pub fn omschrijving_fout(fout: OmschrijvingFout) -> String {
    match fout {
        OmschrijvingFout::TeKort => format!("Dat is te weinig om op te letten. {WELKE_TEKST}"),
        OmschrijvingFout::TeLang { lengte, ruimte } => format!(
            "Dat zijn {lengte} tekens, er passen er {ruimte}. Stuur een kortere beschrijving; uw soort en wijk heb ik onthouden."
        ),
    }
}

/// A place that lies outside the area.
#[must_use]
pub fn buiten_gebied(plaats: &str, gemeenten: &[&str]) -> String {
    format!("{plaats} valt niet onder {}. {WELKE_WIJK}", opsomming(gemeenten.iter().copied()))
}

/// A wijk where this officer has no rights.
#[must_use]
pub fn andere_gemeente(wijk: &str, gemeente: &str) -> String {
    format!("{wijk} hoort bij {gemeente}. Daar kunt u geen meldingen versturen. {WELKE_WIJK}")
}

/// A wijk that exists in several gemeenten.
#[must_use]
pub fn wijk_in_meer_gemeenten(naam: &str) -> String {
    format!("{naam} is er in meer gemeenten. Welke bedoelt u?")
}

/// A text that names no wijk.
#[must_use]
pub fn geen_wijk(tekst: &str) -> String {
    format!("'{}' ken ik niet als wijk. {WELKE_WIJK}", ingekort(tekst, 60))
}

/// A text that names no kind.
#[must_use]
pub fn geen_soort(tekst: &str) -> String {
    let soorten = MeldingSoort::ALLE.map(politiebericht::soort).map(str::to_lowercase);
    format!(
        "'{}' valt niet onder de meldingen. Het kan alleen bij {}. Kies of typ er een.",
        ingekort(tekst, 60),
        opsomming(soorten.iter().map(String::as_str))
    )
}

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
    for opmerking in opmerkingen.iter().map(|opmerking| ingekort(opmerking, 160)) {
        if tekst.chars().count() + 1 + opmerking.chars().count() <= most {
            tekst.push('\n');
            tekst.push_str(&opmerking);
        }
    }
    tekst
}

/// Asks whether a text without a command was meant as an alert, with what was read out of it.
#[must_use]
pub fn bedoelt_u(soort: Option<MeldingSoort>, waar: &str) -> String {
    let wat =
        soort.map_or_else(|| "een melding".to_owned(), |soort| format!("een melding over {}", soort_klein(soort)));
    let waar = if waar.is_empty() { String::new() } else { format!(" in {waar}") };
    format!("Bedoelt u {wat}{waar}? Er is nog niets verstuurd.")
}

/// Offers the alert that was typed at the preview of one that left now.
#[must_use]
pub fn ook_getypt(regel: &str, soort: Option<MeldingSoort>, waar: &str) -> String {
    format!("U typte ook: '{}'. {}", ingekort(regel, limits::PREVIEW_LINE_CHARACTERS_SHOWN), bedoelt_u(soort, waar))
}

/// Asks whether people have to look out now, in spite of what its words say.
#[must_use]
pub fn twijfel(twijfel: &Twijfel) -> String {
    let woorden = ingekort(&twijfel.woorden, 60);
    let vraag = match twijfel.waarom {
        Waarom::Voorbij => "Een melding is voor wat nu gebeurt. Moeten mensen nu nog uitkijken?",
        Waarom::Opgelost => "Dan hoeft er niemand meer uit te kijken. Moet deze melding toch weg?",
        Waarom::Onzeker => "Bewoners nemen een melding voor zeker aan. Moet deze melding toch weg?",
        Waarom::Proef => "Een proef hoort niet als melding weg; daarvoor is /oefening. Is dit echt?",
        Waarom::GeenToestemming => "Mag deze melding dan wel weg?",
    };
    format!("U schrijft '{woorden}'. {vraag} Er is nog niets verstuurd.")
}

/// A wijk of another gemeente that was named beside others, for the preview.
#[must_use]
pub fn niet_in_gemeente(wijk: &str, gemeente: &str) -> String {
    format!("Niet naar {wijk}: dat hoort bij {gemeente}. Maak daarvoor een eigen melding.")
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

/// What was said among colleagues and left out, for the preview.
#[must_use]
pub fn weggelaten(wat: &[String]) -> String {
    let wat: Vec<String> = wat.iter().map(|wat| format!("'{}'", ingekort(wat, 50))).collect();
    format!("Niet in de tekst, want niet voor bewoners: {}.", opsomming(wat.iter().map(String::as_str)))
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

fn soort_klein(soort: MeldingSoort) -> String {
    politiebericht::soort(soort).to_lowercase()
}

/// After "nee" to that question.
pub const GEEN_MELDING_GEMAAKT: &str = "Goed, ik maak geen melding. Er is niets verstuurd.";

/// Something that is none of the kinds of this gemeente.
#[must_use]
pub fn valt_erbuiten(soorten: &[MeldingSoort]) -> String {
    let soorten: Vec<String> = soorten.iter().map(|soort| soort_klein(*soort)).collect();
    format!(
        "Dit valt niet onder de meldingen, er is niets verstuurd. Het kan alleen bij {}.",
        opsomming(soorten.iter().map(String::as_str))
    )
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

/// Asks for the description anew, without what may not stand there; `over` is what is left of it.
#[must_use]
pub fn geblokkeerd(bezwaren: &[Wat], over: Option<&str>) -> String {
    let wat = opsomming(bezwaren.iter().map(|wat| in_woorden(*wat)));
    let over = over.map_or_else(String::new, |over| format!(" Of ga verder met: {}", ingekort(over, 250)));
    format!(
        "Daar stond {wat} in. Dat mag niet in een politiebericht: buurtgroepen delen het verder. Ik heb dat deel niet bewaard. \
         Stuur de beschrijving opnieuw, zonder.{over}"
    )
}

/// Asks for a rewrite without words about origin.
pub const HERKOMST: &str = "Daar staat een woord over herkomst of geloof in. Dat zegt weinig over hoe iemand eruitziet. Beschrijf wat \
    mensen kunnen zien: kleding, lengte, haar, wat iemand bij zich heeft. Stuur de beschrijving opnieuw. Moet het toch zo? Tik op \
    Toch zo: dan vraag ik een reden, en moet een collega akkoord geven.";
/// Asks for more than the colour of a skin.
pub const HUIDSKLEUR: &str = "Een huidskleur past bij veel mensen in de wijk. Noem er minstens twee dingen bij die mensen kunnen zien, \
    zoals kleding, lengte of haar. Stuur de beschrijving opnieuw.";
/// Asks why it has to stand there.
pub const WAAROM_TOCH_ZO: &str =
    "Waarom is dat woord nodig? Typ de reden in een zin. Een collega leest die en moet akkoord geven.";

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

/// An alert that was sent just now looks the same.
#[must_use]
pub fn lijkt_op(nummer: &str, waar: &str, verzonden_ms: i64) -> String {
    format!(
        "Dit lijkt op {nummer} in {}, verstuurd om {} uur. Gaat het om hetzelfde? Werk dan dat bericht bij. Er is nu niets verstuurd.",
        ingekort(waar, 100),
        tijd::klok(verzonden_ms)
    )
}

/// What the bot corrected while reading.
#[must_use]
pub fn gecorrigeerd(getypt: &str, gelezen: &str) -> String {
    format!("Ik las '{}' als {gelezen}.", ingekort(getypt, 30))
}

/// An earlier draft that made way for this one.
#[must_use]
pub fn vorig_concept_weg(nummer: &str) -> String {
    format!("Uw concept {nummer} is vervallen.")
}

/// Another alert is begun while one was half filled in.
#[must_use]
pub fn vorige_vraag_weg(soort: Option<MeldingSoort>, waar: &str) -> String {
    let wat = soort.map_or_else(String::new, |soort| format!(" over {}", soort_klein(soort)));
    let waar = if waar.is_empty() { String::new() } else { format!(" in {waar}") };
    format!("Uw vorige melding{wat}{waar} was nog niet af. Die is niet verstuurd en vervallen.")
}

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

/// The first report.
#[must_use]
pub fn eerste_groep(nummer: &str, hoeveel: usize, na_ms: i64) -> String {
    let wie = if hoeveel == 1 { "eerste groep".to_owned() } else { format!("eerste {hoeveel} groepen") };
    format!("{nummer}: {wie} gemeld geplaatst, na {}.", tijd::duur(na_ms))
}

/// Every group reported it.
#[must_use]
pub fn alle_groepen(nummer: &str, hoeveel: usize, na_ms: i64) -> String {
    if hoeveel == 1 {
        format!("{nummer}: de groep heeft het gemeld geplaatst, na {}.", tijd::duur(na_ms))
    } else {
        format!("{nummer}: alle {hoeveel} groepen hebben het gemeld geplaatst, na {}.", tijd::duur(na_ms))
    }
}

/// Messages that lapsed in our own outbox.
#[must_use]
pub fn vervallen(nummer: &str) -> String {
    format!(
        "Let op: een deel van {nummer} kon niet op tijd weg en wordt niet meer verstuurd. Typ /status {nummer} voor wie het betreft."
    )
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

/// How it stands, and why that is told now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Five minutes on.
    NaVijfMinuten,
    /// Its validity has passed.
    Einde,
    /// They asked.
    Gevraagd,
}

/// Whether a standing is of some kind.
type Past = fn(&Stand) -> bool;

/// How an alert stands, by group.
#[must_use]
pub fn stand(nummer: &str, moment: Moment, overzicht: &Overzicht) -> String {
    let totaal = overzicht.groepen.len();
    let met =
        |past: fn(&Stand) -> bool| overzicht.groepen.iter().filter(|groep| past(&groep.stand)).collect::<Vec<_>>();
    let geplaatst = met(|stand| *stand == Stand::Geplaatst);
    let aanhef = match moment {
        Moment::NaVijfMinuten => " na 5 minuten",
        Moment::Einde => " is afgelopen",
        Moment::Gevraagd => "",
    };
    let mut regels = vec![format!("{nummer}{aanhef}: {} van {} gemeld geplaatst.", geplaatst.len(), groepen(totaal))];
    let soorten: [(Past, &str); 4] = [
        (|stand| *stand == Stand::Bezorgd, "bezorgd, nog geen antwoord"),
        (|stand| *stand == Stand::Onderweg, "nog niet bezorgd"),
        (|stand| *stand == Stand::KanNiet, "kan nu niet"),
        (|stand| matches!(stand, Stand::NietBezorgd(_)), "niet bezorgd"),
    ];
    for (past, woorden) in soorten {
        let groepen = met(past);
        if !groepen.is_empty() {
            regels.push(format!("{} {woorden}: {}", groepen.len(), namen(&groepen)));
        }
    }
    ingekort(&regels.join("\n"), 4_000)
}

/// It was withdrawn.
#[must_use]
pub fn staat_ingetrokken(nummer: &str, sinds_ms: i64) -> String {
    format!("{nummer} is ingetrokken, {}. Er gaat niets meer uit.", tijd::dag_en_klok(sinds_ms))
}

/// It was closed, with this outcome.
#[must_use]
pub fn staat_gesloten(nummer: &str, sinds_ms: i64, afloop: &str) -> String {
    format!("{nummer} is afgesloten, {}: {afloop}.", tijd::dag_en_klok(sinds_ms))
}

/// Its time is up.
#[must_use]
pub fn staat_verlopen(nummer: &str, tot_ms: i64) -> String {
    format!("{nummer} is verlopen: de tijd was om, {}.", tijd::dag_en_klok(tot_ms))
}

/// Several alerts of theirs run.
#[must_use]
pub fn meer_meldingen_lopen(hoeveel: usize) -> String {
    format!("U hebt {hoeveel} meldingen lopen. Een ervan bekijken of bellen? Typ status met het nummer.")
}

/// Somebody stopped it, and nobody said yet what is to happen.
#[must_use]
pub fn staat_stil(nummer: &str) -> String {
    format!("{nummer} staat stil: er gaat niets meer uit. Typ intrekken, afsluiten of laten staan, met het nummer.")
}

/// Messages of it were held up, and wait for its sender.
#[must_use]
pub fn staat_vastgehouden(nummer: &str, hoeveel: i64) -> String {
    let hoeveel = aantal(usize::try_from(hoeveel).unwrap_or_default(), "bericht wacht", "berichten wachten");
    format!("{nummer} wordt vastgehouden: {hoeveel} op uw besluit, alsnog versturen of laten vervallen.")
}

/// How an alert stands, with what is known of single messages.
#[must_use]
pub fn stand_details(nummer: &str, overzicht: &Overzicht) -> String {
    let Overzicht { verzonden, afgeleverd, gelezen, gezien, ontvangers, .. } = overzicht;
    format!(
        "{}\n\nBerichten aan {}: {verzonden} verzonden, {afgeleverd} bezorgd, {gelezen} geopend (niet iedereen laat dat zien), {gezien} zeiden 'gezien'.",
        stand(nummer, Moment::Gevraagd, overzicht),
        aantal(*ontvangers, "beheerder", "beheerders")
    )
}

fn namen(groepen: &[&GroepStand]) -> String {
    let most = limits::REPORT_GROUPS_MAX;
    let mut namen: Vec<String> = groepen
        .iter()
        .take(most)
        .map(|groep| match groep.stand {
            Stand::NietBezorgd(code) => format!("{} ({})", groep.naam, reden(code)),
            _ => groep.naam.clone(),
        })
        .collect();
    if groepen.len() > most {
        namen.push(format!("en nog {}", groepen.len() - most));
    }
    namen.join(", ")
}

/// A failure in words.
fn reden(code: Option<i64>) -> &'static str {
    match code {
        Some(131_026) => "nummer werkt niet",
        Some(131_047) => "te lang niet geschreven",
        Some(130_429 | 131_056) => "te druk bij WhatsApp",
        Some(131_049 | 131_050 | 130_472 | 130_403) => "tegengehouden door WhatsApp",
        Some(_) => "storing bij WhatsApp",
        None => "niemand bereikt",
    }
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
