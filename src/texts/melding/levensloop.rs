//! What is said about an alert after it was sent: its end, its withdrawal, the chase.

use crate::domain::afloop::Afloop;
use crate::domain::intrekking::Waarom;
use crate::domain::melding::MeldingStatus;
use crate::domain::rechten::Rol;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::texts::melding::politiebericht;
use crate::texts::sjablonen::{self, ingevuld};
use crate::texts::{aantal, groepen, ingekort};

/// No alert runs.
pub const GEEN_LOPENDE: &str =
    "Er loopt nu geen melding van u. Noem het nummer, zoals ZM-0001, als u een andere bedoelt.";
/// Nothing was sent that could be withdrawn.
pub const NIETS_IN_TE_TREKKEN: &str = "U verstuurde de afgelopen 24 uur niets dat u kunt intrekken. Noem het nummer, zoals intrekken ZM-0001, als u een andere bedoelt.";
/// Several alerts could be meant.
pub const WELKE_MELDING: &str = "Welke melding bedoelt u?";

/// The other beheerders do it.
pub const INTREKKING_GENOTEERD: &str = "Dank u. Voor u is het klaar.";
/// How a message is taken out of a group.
pub const HOE_VERWIJDEREN: &str = "Houd het oude bericht in uw groep ingedrukt. Tik op de prullenbak, dan 'Verwijderen voor iedereen'. \
    Lukt dat niet? Dan is dit bericht plaatsen genoeg.";

/// The outcome as it is told to neighbours.
#[must_use]
pub const fn afloop(afloop: Afloop, soort: MeldingSoort) -> &'static str {
    match (afloop, soort) {
        (Afloop::Aangehouden, _) => "verdachte aangehouden",
        (Afloop::NietAangetroffen, MeldingSoort::Vermissing) => "niet gevonden, de zoekactie in de buurt is gestopt",
        (Afloop::NietAangetroffen, _) => "verdachte niet aangetroffen",
        (Afloop::Terecht, _) => "de vermiste persoon is terecht",
        (Afloop::Gevonden, _) => "de vermiste persoon is gevonden, de zoekactie is gestopt",
        (Afloop::Afgelopen, _) => "de politie is klaar in de buurt",
    }
}

/// What an alert that lapsed is said to have come to.
pub const AFLOOP_VERLOPEN: &str = "de tijd van het bericht is om, niet meer delen";

/// What goes into the template of a missing person whose time is up, in order.
#[must_use]
pub fn tijd_om_parameters(nummer: &str, waar: &str) -> Vec<String> {
    vec![nummer.to_owned(), waar.to_owned(), nummer.to_owned()]
}

/// The end of an exercise.
pub const AFLOOP_OEFENING: &str = "dit was een oefening, dank voor het meedoen";
/// The same where a picture went out.
pub const OOK_DE_FOTO: &str = ". Verwijder ook de foto";

/// The last alert in that wijk led to an arrest.
pub const VORIGE_KEER: &str = ". Vorige keer in deze wijk: verdachte aangehouden";

/// What an outcome is called on a button.
#[must_use]
pub const fn afloop_kort(afloop: Afloop) -> &'static str {
    match afloop {
        Afloop::Aangehouden => "Aangehouden",
        Afloop::NietAangetroffen => "Niet aangetroffen",
        Afloop::Terecht => "Terecht",
        Afloop::Gevonden => "Gevonden",
        Afloop::Afgelopen => "Afgelopen",
    }
}

/// What goes into the template of the end, in order.
#[must_use]
pub fn afloop_parameters(nummer: &str, waar: &str, afloop: &str) -> Vec<String> {
    vec![nummer.to_owned(), waar.to_owned(), afloop.to_owned()]
}

/// What goes into the template of a withdrawal, in order; with a reason in the other one it is the fourth.
#[must_use]
pub fn intrekking_parameters(nummer: &str, verzonden_ms: i64, waar: &str) -> Vec<String> {
    vec![nummer.to_owned(), tijd::klok(verzonden_ms), waar.to_owned()]
}

/// Until when an alert is valid.
#[must_use]
pub fn geldig_tot(tot_ms: i64) -> String {
    format!("geldig tot {} uur", tijd::klok(tot_ms))
}

/// To the second person: it goes no further.
#[must_use]
pub fn u_wees_update_af(nummer: &str) -> String {
    format!("Genoteerd. De update van {nummer} gaat niet uit.")
}

/// What was held out of an alert about a missing person.
#[must_use]
pub fn nog_niet_erin(wat: &[String]) -> String {
    let wat: Vec<&str> = wat.iter().map(String::as_str).collect();
    format!(
        " Nog niet in het bericht: {}. Dat kan erbij met akkoord van familie en een collega.",
        ingekort(&opsomming(wat.iter().copied()), 100)
    )
}

/// An alert that cannot be updated or closed any more.
#[must_use]
pub fn loopt_niet(nummer: &str, status: MeldingStatus) -> String {
    match status {
        MeldingStatus::Ingetrokken => format!("{nummer} is al ingetrokken. Er gaat niets meer uit."),
        MeldingStatus::Gesloten | MeldingStatus::Verlopen => {
            format!("{nummer} is al afgelopen. Maak een nieuwe melding met /melding als er weer iets speelt.")
        }
        _ => format!("{nummer} is nog niet verstuurd. Er valt niets bij te werken."),
    }
}

/// Whether an alert is to be closed.
#[must_use]
pub fn afsluiten_als(nummer: &str, afloop: Afloop, groepen_: usize) -> String {
    format!(
        "{nummer} afsluiten als '{}'? {} {} dan bericht.",
        afloop_kort(afloop).to_lowercase(),
        groepen(groepen_),
        if groepen_ == 1 { "krijgt" } else { "krijgen" }
    )
}

/// How did it end?
#[must_use]
pub fn welke_afloop(nummer: &str) -> String {
    format!("Hoe is {nummer} afgelopen?")
}

/// After an alert was closed.
#[must_use]
pub fn afgesloten(nummer: &str, afloop: &str, mensen: usize, gemeld: i64, totaal: i64) -> String {
    format!(
        "{nummer} is afgesloten: {afloop}. {} horen het. Gemeld geplaatst: {gemeld} van {}.",
        aantal(mensen, "beheerder", "beheerders"),
        groepen(usize::try_from(totaal).unwrap_or_default())
    )
}

/// It goes on.
#[must_use]
pub fn loopt_door(nummer: &str) -> String {
    format!("Goed, {nummer} loopt door.")
}

/// Something is wrong with what was just sent.
#[must_use]
pub fn paniek(nummer: &str, hebben: i64, geplaatst: i64) -> String {
    let hebben = usize::try_from(hebben).unwrap_or_default();
    if hebben == 0 {
        return format!("Er gaat niets meer uit van {nummer}. Niemand had het nog. Ook intrekken?");
    }
    let werkwoord = if hebben == 1 { "heeft" } else { "hebben" };
    format!(
        "Er gaat niets meer uit van {nummer}. Ook intrekken? {} {werkwoord} het, {geplaatst} plaatsten het.",
        groepen(hebben)
    )
}

/// The wijkagent who wrote it stopped it: to a colleague who may withdraw it.
#[must_use]
pub fn gestopt_door_schrijver(nummer: &str, hebben: i64, geplaatst: i64) -> String {
    format!("De wijkagent die {nummer} schreef, zegt stop. {}", paniek(nummer, hebben, geplaatst))
}

/// The same, to that wijkagent.
#[must_use]
pub fn schrijver_stopte(nummer: &str) -> String {
    format!("Er gaat niets meer uit van {nummer}. Ik vraag uw collega of het ook ingetrokken moet worden.")
}

/// The same, where no colleague can be asked.
#[must_use]
pub fn schrijver_stopte_alleen(nummer: &str) -> String {
    format!(
        "Er gaat niets meer uit van {nummer}. Er is nu geen collega om te vragen of het ingetrokken moet worden: bel de meldkamer."
    )
}

/// The same, said once more.
#[must_use]
pub fn staat_al_stil(nummer: &str) -> String {
    format!("{nummer} staat al stil: er gaat niets meer van uit. Intrekken doet uw collega.")
}

/// Withdraw, although an outcome was named that this alert cannot have?
#[must_use]
pub fn intrekken_of_afsluiten(nummer: &str, afloop: Afloop) -> String {
    format!("{nummer} intrekken, of afsluiten als '{}'? Kies.", afloop_kort(afloop).to_lowercase())
}

/// Why an alert was withdrawn, as neighbours read it; `None` where nothing is said of it.
#[must_use]
pub const fn waarom(waarom: Waarom) -> Option<&'static str> {
    match waarom {
        Waarom::NietGezegd => None,
        Waarom::Plaats => Some("De plaats klopte niet. U hoeft hier niet meer uit te kijken."),
        Waarom::Beschrijving => Some("De beschrijving klopte niet. U hoeft niet meer uit te kijken."),
        Waarom::NietsAanDeHand => Some("Er was niets aan de hand. U hoeft niet meer uit te kijken."),
        Waarom::AnderePersoon => {
            Some("De beschreven persoon heeft er niets mee te maken. U hoeft niet meer uit te kijken.")
        }
        Waarom::PerOngeluk => Some("Het was per ongeluk verstuurd. U hoeft niet meer uit te kijken."),
        Waarom::Dubbel => Some("Het was dubbel verstuurd."),
    }
}

/// A question that was open is ended; an alert that left just now goes on.
#[must_use]
pub fn vraag_gestopt(nummer: &str) -> String {
    format!("Gestopt. Er is niets verstuurd. {nummer} loopt door. Klopt die niet? Typ nog eens STOP.")
}

/// The same where that alert stands still.
#[must_use]
pub fn vraag_gestopt_staat_stil(nummer: &str) -> String {
    format!(
        "Gestopt. Er gaat niets meer uit van {nummer}. Intrekken? Typ intrekken {nummer}. Toch door? Typ laten staan."
    )
}

/// A word that stops or withdraws came in late: what is there now left after it was said.
#[must_use]
pub fn kwam_te_laat(gezegd_ms: i64, nummers: &[&str]) -> String {
    let nummers = opsomming(nummers.iter().copied());
    format!(
        "Uw bericht van {} kwam nu pas binnen. Ik heb niets gestopt of ingetrokken: {nummers} ging daarna uit. \
         Toch intrekken? Kies, of typ intrekken met het nummer.",
        tijd::dag_en_klok(gezegd_ms)
    )
}

/// A withdrawal that came in late, of an alert that left before it was said.
#[must_use]
pub fn laat_bedoeld(gezegd_ms: i64, nummer: &str) -> String {
    format!(
        "Uw bericht van {} kwam nu pas binnen. Er gaat niets meer uit van {nummer}. Ook intrekken?",
        tijd::dag_en_klok(gezegd_ms)
    )
}

/// A sentence that begins with "stop" and goes on with a description.
#[must_use]
pub fn stop_of_update(nummer: &str) -> String {
    format!("Ik heb niets gestopt en niets verstuurd. Is dit nieuws over {nummer}, of moet {nummer} stoppen?")
}

/// "Stop niet" and "stop?" of police, where no alert of theirs just left.
pub const NIETS_GESTOPT: &str = "Er is niets gestopt; u kunt verder waar u was. Toch stoppen? Typ alleen STOP.";

/// What was typed at a preview and may have meant an alert that left.
pub const INTREKKEN: &str = "intrekken";

/// An alert in one line: its number, kind and place, and whose it is where it is a colleague's.
#[must_use]
pub fn melding_in_een_regel(nummer: &str, soort: MeldingSoort, waar: &str, van: Option<Rol>) -> String {
    let soort = politiebericht::soort(soort).to_lowercase();
    match van {
        None => format!("{nummer} ({soort}, {waar})"),
        Some(rol) => format!("{nummer} ({soort}, {waar}, van een collega: {})", rol.id()),
    }
}

/// "Intrekken" in the middle of filling in; `lopen` are the alerts that run.
#[must_use]
pub fn invullen_of_verstuurd(lopen: &[String]) -> String {
    format!(
        "Er is niets ingetrokken. Stoppen met wat u nu invult? Typ annuleer. {} intrekken? Tik hieronder.",
        opsomming(lopen.iter().map(String::as_str))
    )
}

/// Withdraw which one: the draft, or one that runs?
#[must_use]
pub fn concept_of_verstuurd(concept: &str, lopen: &[String]) -> String {
    format!(
        "Er is niets ingetrokken. Wat bedoelt u: het concept {concept} weggooien, of een melding die loopt intrekken: {}?",
        opsomming(lopen.iter().map(String::as_str))
    )
}

/// Loose words that take something back: which alert that runs is meant?
#[must_use]
pub fn welke_intrekken(lopen: &[String]) -> String {
    format!("Er is niets ingetrokken. Wilt u intrekken: {}? Kies.", opsomming(lopen.iter().map(String::as_str)))
}

/// "Annuleren" once more, after what was written is gone; `loopt` is the alert that left just before.
#[must_use]
pub fn al_geannuleerd(loopt: &str) -> String {
    format!("Wat u schreef is al geannuleerd. Er is niets gestopt: {loopt} loopt. Moet die stoppen? Tik, of typ STOP.")
}

/// "Laten staan" after a withdrawal; `lopen` are the numbers of what runs.
#[must_use]
pub fn al_ingetrokken(nummer: &str, sinds_ms: i64, lopen: &[&str]) -> String {
    let lopen = match lopen {
        [] => String::new(),
        [enige] => format!(" {enige} loopt door."),
        meer => format!(" {} lopen door.", opsomming(meer.iter().copied())),
    };
    format!(
        "{nummer} is al ingetrokken, om {} uur. Dat kan niet terug. Toch nodig? Maak een nieuwe melding met /melding.{lopen}",
        tijd::klok(sinds_ms)
    )
}
/// The same about closing one.
pub const NIETS_AFGESLOTEN: &str = "Goed, er is niets afgesloten.";
/// The same about withdrawing one.
pub const NIETS_INGETROKKEN: &str = "Goed, er is niets ingetrokken.";

/// Several stand still.
pub const WELKE_LATEN_STAAN: &str = "Welke melding kan blijven staan? Typ: laten staan, met het nummer.";

/// Nothing stands still that could go on.
#[must_use]
pub fn niets_ingetrokken(nummers: &[&str]) -> String {
    match nummers {
        [] => "Goed, er wordt niets ingetrokken.".to_owned(),
        [nummer] => format!("Goed, er wordt niets ingetrokken. {nummer} loopt door."),
        nummers => {
            format!("Goed, er wordt niets ingetrokken. {} lopen door.", opsomming(nummers.iter().copied()))
        }
    }
}

/// After a withdrawal.
#[must_use]
pub fn ingetrokken(nummer: &str, hebben: i64, geplaatst: i64) -> String {
    match usize::try_from(hebben).unwrap_or_default() {
        0 => format!("{nummer} is ingetrokken. Niemand had het gekregen, er hoeft niets te gebeuren."),
        groepen_ => format!(
            "{nummer} is ingetrokken. {} {} nu de intrekking, {geplaatst} {} het bericht. U hoort hoe het gaat.",
            groepen(groepen_),
            if groepen_ == 1 { "krijgt" } else { "krijgen" },
            if geplaatst == 1 { "plaatste" } else { "plaatsten" },
        ),
    }
}

/// What was held goes on.
#[must_use]
pub fn blijft_staan(nummer: &str, weer: i64) -> String {
    match weer {
        0 => format!("Goed, {nummer} blijft staan."),
        _ => format!(
            "Goed, {nummer} blijft staan. {} alsnog onderweg.",
            aantal(usize::try_from(weer).unwrap_or_default(), "bericht", "berichten")
        ),
    }
}

/// How a withdrawal goes, after some minutes. `gevraagd` is in how many groups another beheerder is asked too.
#[must_use]
pub fn intrekking_voortgang(nummer: &str, klaar: usize, totaal: usize, gevraagd: usize) -> String {
    let rest =
        if gevraagd == 0 { String::new() } else { format!(" Bij {gevraagd} is ook een andere beheerder gevraagd.") };
    format!("Intrekking {nummer}: {klaar} van {} afgehandeld.{rest}", groepen(totaal))
}

/// What is left of a withdrawal, by wijk.
#[must_use]
pub fn intrekking_slot(nummer: &str, klaar: usize, totaal: usize, open: &[(String, usize)]) -> String {
    let kop = format!("Intrekking {nummer}: {klaar} van {} afgehandeld.", groepen(totaal));
    if open.is_empty() {
        return kop;
    }
    let open: Vec<String> = open.iter().map(|(wijk, hoeveel)| format!("{wijk} {hoeveel}")).collect();
    ingekort(&format!("{kop} Nog open: {}. Ga langs, of laat het aan de wijkagent.", open.join(", ")), 1_000)
}

/// To a wijkagent: groups where a withdrawn alert may still stand.
#[must_use]
pub fn voor_wijkagent(nummer: &str, namen: &[String]) -> String {
    ingekort(
        &format!(
            "{nummer} is ingetrokken. Van deze groepen weten we niet of de intrekking erin staat: {}. \
             Wilt u de beheerders vragen het oude bericht te verwijderen?",
            namen.join(", ")
        ),
        850,
    )
}

/// The list went to the wijkagent.
#[must_use]
pub fn naar_wijkagent(hoeveel: usize) -> String {
    match hoeveel {
        0 => "Voor deze wijken is geen wijkagent bekend. Ga langs; /wie en de wijk toont wie de beheerders zijn."
            .to_owned(),
        _ => format!("Gestuurd naar {}.", aantal(hoeveel, "wijkagent", "wijkagenten")),
    }
}

/// A report about an alert that ended: what to post now.
#[must_use]
pub fn laat_gemeld(nummer: &str, bericht: &str) -> String {
    format!("Genoteerd. {nummer} is intussen afgelopen. Plaats dit nu in uw groep:\n\n{bericht}")
}

/// A report about an alert that was withdrawn: what to post now.
#[must_use]
pub fn laat_ingetrokken(nummer: &str, bericht: &str) -> String {
    format!("Let op: {nummer} is ingetrokken. Plaats dit nu in uw groep:\n\n{bericht}")
}

/// Before the end: does it still hold?
#[must_use]
pub fn nog_actueel(nummer: &str, soort: MeldingSoort, tot_ms: i64) -> String {
    let wat = match soort {
        MeldingSoort::Vermissing => "de tijd om is en dat u nog kunt zoeken",
        _ => "het voorbij is",
    };
    format!(
        "{nummer} loopt af om {} uur. Is het nog actueel? Zonder antwoord krijgt iedereen dan bericht dat {wat}.",
        tijd::klok(tot_ms)
    )
}

/// The news of an alert that lasts longer.
pub const NOG_STEEDS_ACTUEEL: &str = "de politie zoekt nog, blijf uitkijken";

/// Somebody does it in a moment.
#[must_use]
pub fn straks(minuten: i64) -> String {
    format!(
        "Goed. Over {} vraag ik het nog een keer. Staat het er eerder in? Tik op Staat in de groep.",
        aantal(usize::try_from(minuten).unwrap_or_default(), "minuut", "minuten")
    )
}

/// The question about AMBER Alert, once, after a missing person was sent.
pub const AMBER: &str =
    "Foto nodig? Stuur hem hier; een collega keurt hem goed. AMBER Alert of Vermist Kind Alert al overlegd?";
/// It was discussed.
pub const AMBER_JA: &str = "Genoteerd: AMBER Alert of Vermist Kind Alert is overlegd.";
/// It was not.
pub const AMBER_NIET: &str = "Genoteerd: nog niet overlegd. Het Landelijk Bureau Vermiste Personen beslist daarover; deze bot stuurt nooit zelf een AMBER Alert.";

/// A reminder's parameters: the number and the groups.
#[must_use]
pub fn herinnering_parameters(nummer: &str, namen: &[String]) -> Vec<String> {
    let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
    vec![nummer.to_owned(), sjablonen::als_parameter(&opsomming(namen.iter().copied()))]
}

/// A template's Dutch text with these parameters.
#[must_use]
pub fn tekst(sjabloon: &sjablonen::Sjabloon, parameters: &[String]) -> String {
    ingevuld(sjabloon.nl.body, parameters)
}
