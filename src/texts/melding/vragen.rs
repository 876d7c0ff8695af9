//! What police are asked while an alert is filled in: kind, place, words, and what is not certain.

use crate::domain::inhoud::Wat;
use crate::domain::politiebericht::OmschrijvingFout;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::twijfel::{Twijfel, Waarom};
use crate::domain::wijk::opsomming;
use crate::limits;
use crate::texts::ingekort;
use crate::texts::melding::politiebericht;
use crate::texts::melding::voorbeeld::in_woorden;

/// Asks for the kind.
pub const WELKE_SOORT: &str = "Wat is er aan de hand? Kies of typ het. /stop om te stoppen.";

/// Asks for the gemeente, where an officer may act in several.
pub const WELKE_GEMEENTE: &str = "In welke gemeente? Kies, of typ meteen de wijk.";

/// Asks for the wijk.
pub const WELKE_WIJK: &str = "Welke wijk? Kies, of typ de naam. Ook een deel van een wijk mag.";

/// Below the preview of another alert: the one before was stopped, and nobody said what is to become of it.
#[must_use]
pub fn staat_nog_stil(nummer: &str) -> String {
    format!(
        "{nummer} staat nog stil: er gaat niets meer uit. Typ {nummer} intrekken, {nummer} afsluiten of {nummer} laten staan."
    )
}

/// Asks for the description.
pub const WELKE_TEKST: &str = "Waar moeten mensen naar uitkijken? Bijvoorbeeld: man, zwarte jas, witte schoenen, te voet richting station. Geen namen en geen huisnummers.";

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

/// A change of a part of the description; `oud` is what it says now.
#[must_use]
pub fn hele_beschrijving(oud: &str) -> String {
    format!("Ik heb niets veranderd. Er staat nu: {oud}. Typ de hele beschrijving zoals die moet worden.")
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

/// Asks whether a text without a command was meant as an alert, with what was read out of it.
#[must_use]
pub fn bedoelt_u(soort: Option<MeldingSoort>, waar: &str) -> String {
    let wat =
        soort.map_or_else(|| "een melding".to_owned(), |soort| format!("een melding over {}", soort_klein(soort)));
    let waar = if waar.is_empty() { String::new() } else { format!(" in {waar}") };
    format!("Bedoelt u {wat}{waar}? Er is nog niets verstuurd.")
}

/// The same once more, with what was typed and is not in it.
#[must_use]
pub fn bedoelt_u_nog_niet(getypt: &str, soort: Option<MeldingSoort>, waar: &str) -> String {
    let getypt = ingekort(getypt, limits::PREVIEW_LINE_CHARACTERS_SHOWN);
    format!(
        "U stuurde '{getypt}': dat staat er nog niet in, typ het straks in de beschrijving. {}",
        bedoelt_u(soort, waar)
    )
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
        Waarom::NogNiet => "Moet deze melding nu toch weg?",
        Waarom::Proef => "Een proef hoort niet als melding weg; daarvoor is /oefening. Is dit echt?",
        Waarom::GeenToestemming => "Mag deze melding dan wel weg?",
    };
    format!("U schrijft '{woorden}'. {vraag} Er is nog niets verstuurd.")
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

/// An alert that was sent just now looks the same.
#[must_use]
pub fn lijkt_op(nummer: &str, waar: &str, verzonden_ms: i64) -> String {
    format!(
        "Dit lijkt op {nummer} in {}, verstuurd om {} uur. Gaat het om hetzelfde? Werk dan dat bericht bij. Er is nu niets verstuurd.",
        ingekort(waar, 100),
        tijd::klok(verzonden_ms)
    )
}

/// Another alert is begun while one was half filled in.
#[must_use]
pub fn vorige_vraag_weg(soort: Option<MeldingSoort>, waar: &str) -> String {
    let wat = soort.map_or_else(String::new, |soort| format!(" over {}", soort_klein(soort)));
    let waar = if waar.is_empty() { String::new() } else { format!(" in {waar}") };
    format!("Uw vorige melding{wat}{waar} was nog niet af. Die is niet verstuurd en vervallen.")
}

fn soort_klein(soort: MeldingSoort) -> String {
    politiebericht::soort(soort).to_lowercase()
}
