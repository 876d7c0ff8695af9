//! The examples of `crates/begrip/voorbeelden` through the whole program: each with what stands open set up for it, its text
//! through webhook and dispatcher, and what the bot did compared with what is meant.
//!
//! Owns the measure: right at once, asked with the right one among the buttons, not understood, taken for something else, and
//! a wrong action. The voices of `toets` are never trained on. `VOORBEELDEN=leren/oud` measures another file, with
//! `VOORBEELDEN_DEEL=5` every fifth line of it; `VOORBEELDEN_TOON=fout` prints the lines that did something else, and what was said (never those of
//! `toets` while rules are written).

use std::collections::BTreeMap;

use begrip::vermoeden::voorbeelden::{self, Voorbeeld};
use begrip::vermoeden::{Open, Wens, Wie};
use futures::StreamExt as _;
use heterdaad::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use serde_json::{Value, json};

use crate::chat_cases::opstelling::{self, Opgesteld, Toestand};

/// Examples that run at the same time.
const AT_ONCE: usize = 4;

/// Stands for a picture that is sent first.
const FOTO: &str = "(foto)";

/// What became of one example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Afloop {
    /// Done, or asked on, as it was meant.
    Goed,
    /// Asked which was meant, and it was among the buttons.
    Gevraagd,
    /// Not understood, and said so.
    Onbegrepen,
    /// Taken for something else, which only answered or asked.
    Anders,
    /// Something was done that was not meant.
    Verkeerd,
}

/// The request that a text is about: a hand-over where it names one, else a sign-up, with the number that it names.
fn verzoek_in(tekst: &str) -> Value {
    let genoemd = regex::Regex::new(r"(?i)\b([ao])-?(\d{1,3})\b").unwrap();
    match genoemd.captures(tekst).map(|deel| (deel[1].to_uppercase(), deel[2].to_owned())) {
        Some((soort, nummer)) if soort == "O" => {
            json!({"overdracht": {"nummer": format!("O-{nummer}"), "status": "aanvaard"}})
        }
        Some((_, nummer)) => json!({"aanmeldingen": [{"nummer": format!("A-{nummer}"), "akkoord": []}]}),
        None => json!({"aanmeldingen": [{"nummer": "A-21", "akkoord": []}]}),
    }
}

/// The number of an alert in a text becomes that of the one that stands open.
fn met_nummer(een: &Voorbeeld) -> String {
    let genoemd = regex::Regex::new(r"(?i)\bzm[- ]?\d{3,4}\b").unwrap();
    match een.rondom.open {
        Open::Niets => een.tekst.clone(),
        Open::Keuren if een.rondom.wie != Wie::Politie => een.tekst.clone(),
        Open::Keuren => genoemd.replace_all(&een.tekst, "ZM-0313").into_owned(),
        _ => genoemd.replace_all(&een.tekst, "ZM-0312").into_owned(),
    }
}

/// What is true before: the role of the person and the state, and what is said first to come there.
fn toestand(een: &Voorbeeld) -> (&'static str, Value, &'static [&'static str]) {
    let rol = match een.rondom.wie {
        Wie::Politie => "politie",
        Wie::Wijkagent => "wijkagent",
        Wie::Gemeente => "gemeente",
        Wie::Beheerder => "beheerder",
        Wie::Onbekend => "onbekend",
    };
    let politie = matches!(een.rondom.wie, Wie::Politie | Wie::Wijkagent);
    let door = if een.rondom.wie == Wie::Politie { "sender" } else { "other" };
    let melding = |soort: &str, status: &str, door: &str| json!([{"nummer": "ZM-0312", "soort": soort, "wijken": ["Rokkeveen"], "status": status, "by": door, "groepen": 3}]);
    let loopt = melding("woninginbraak", "verzonden", door);
    let (mut state, eerst): (Value, &[&str]) = match een.rondom.open {
        Open::Niets => (json!({}), &[]),
        Open::Loopt => (json!({ "meldingen": loopt }), &[]),
        Open::Voorbeeld => (
            json!({}),
            &["/melding woninginbraak rokkeveen omgeving waterlelie, man met zwarte jas, te voet richting station"],
        ),
        Open::Meldingvraag => (json!({}), &["/melding woninginbraak rokkeveen"]),
        Open::Updatevoorbeeld => (json!({ "meldingen": loopt }), &["/update weg op een rode scooter"]),
        Open::Stopvraag => (json!({ "meldingen": loopt }), &["STOP"]),
        Open::Sluitvraag => {
            (json!({ "meldingen": melding("vermissing", "verzonden", "sender") }), &["de jongen is weer thuis"])
        }
        Open::Wacht => (json!({ "meldingen": melding("overval", "wacht_tweede_persoon", "sender") }), &[]),
        Open::Keuren if een.rondom.wie == Wie::Politie => {
            let wacht = json!([{"nummer": "ZM-0313", "soort": "overval", "wijken": ["*"], "status": "wacht_tweede_persoon",
                "by": "other", "groepen": 60}]);
            // Its request, as whoever decides gets it.
            (json!({ "meldingen": wacht }), &["/akkoord"])
        }
        Open::Keuren => (verzoek_in(&een.tekst), &[]),
        Open::Foto => (json!({ "meldingen": melding("vermissing", "verzonden", "sender") }), &[FOTO]),
        Open::Echt => (json!({ "meldingen": loopt, "gevraagd": "echt" }), &[]),
        Open::Welkegroep => {
            let groepen = ["Waterlelie", "Parkzicht", "Zuid 2"].map(|naam| json!({"naam": naam, "wijk": "Rokkeveen"}));
            (json!({ "meldingen": loopt, "groups": groepen, "gevraagd": "welkegroep" }), &[])
        }
        Open::Ingetrokken => (json!({ "meldingen": melding("woninginbraak", "ingetrokken", "other") }), &[]),
        Open::Aanmelden => (json!({"aanmelding": {"fields": {"naam": "Beheerder Twee"}, "asked": "wijk"}}), &[]),
        Open::Overdracht => (json!({"overdracht": {"nummer": "O-8", "from": "sender", "status": "afkoelen"}}), &[]),
        Open::Opvolger => {
            (json!({"overdracht": {"nummer": "O-8", "to": "sender", "status": "voorgesteld", "code": "5739"}}), &[])
        }
        Open::Uitgenodigd => (json!({"invitations": [{"date": "2026-12-09"}]}), &[]),
        Open::Afwezig => (json!({"absent_until": "2026-12-04"}), &[]),
    };
    if politie || een.rondom.wie == Wie::Gemeente {
        state["gemeenten"] = json!(["Zoetermeer"]);
    }
    if een.rondom.wie == Wie::Wijkagent {
        state["wijk"] = json!("Rokkeveen");
    }
    let rol = if een.rondom.open == Open::Aanmelden { "aspirant" } else { rol };
    (rol, state, eerst)
}

/// Under which names the bot does what is meant, and with which outcome that is what was meant.
fn als_bedoeld(een: &Voorbeeld, verstaan: &Verstaan, laatste: &str) -> bool {
    let onbegrepen = laatste.contains("begrijp ik niet");
    use Uitkomst::{Accepted, Ask, Choose, Denied, Ignored, Info, Preview, Recorded, SecondPerson, Sent};
    let (intent, Some(uitkomst)) = (verstaan.intent.map_or("geen", Intent::id), verstaan.uitkomst) else {
        return false;
    };
    let een_van = |namen: &[&str], uitkomsten: &[Uitkomst]| namen.contains(&intent) && uitkomsten.contains(&uitkomst);
    let komt = |ja: bool| intent == "rsvp" && verstaan.slots.get("komt") == Some(&Slot::Ja(ja));
    match een.wens {
        Wens::MeldingVerstuur => een_van(&["melding.verstuur", "melding.update"], &[Sent, SecondPerson]),
        // A wijkagent is told who can, and that nothing happened.
        Wens::MeldingStop | Wens::MeldingIntrek | Wens::MeldingSluit if een.rondom.wie == Wie::Wijkagent => {
            een_van(&["melding.intrek", "melding.sluit"], &[Denied, Sent, Ask])
        }
        // Of an alert that is not there, it is said that it is not.
        Wens::MeldingStop | Wens::MeldingIntrek | Wens::MeldingSluit if een.rondom.open == Open::Niets => {
            een_van(&["melding.intrek", "melding.sluit"], &[Denied, Sent, Ask])
        }
        // Who decides about no alert is told who does.
        Wens::MeldingGoedkeur | Wens::MeldingAfwijs if een.rondom.wie == Wie::Wijkagent => {
            een_van(&["melding.goedkeur"], &[Denied])
        }
        Wens::MeldingWijzig => een_van(&["melding.nieuw", "melding.update", "melding.verstuur"], &[Preview]),
        Wens::MeldingAnnuleer => {
            een_van(&["melding.annuleer"], &[Accepted, Info]) || een_van(&["melding.update"], &[Accepted])
        }
        Wens::Annuleer => {
            let gestopt = een_van(&["geen", "melding.annuleer"], &[Accepted, Info]) && !onbegrepen;
            // "Laat maar" at "is it over?" leaves it open.
            let blijft = een.rondom.open == Open::Sluitvraag && een_van(&["melding.sluit"], &[Accepted]);
            gestopt || blijft || een_van(&["aanmelden.veld", "melding.foto"], &[Accepted])
        }
        // Halted, and asked what is to become of it.
        Wens::MeldingStop => een_van(&["melding.intrek"], &[Ask, Accepted]),
        Wens::MeldingIntrek => een_van(&["melding.intrek"], &[Sent]),
        Wens::MeldingSluit => een_van(&["melding.sluit"], &[Sent, Ask]),
        Wens::MeldingLaten => een_van(&["melding.intrek", "melding.sluit", "melding.annuleer"], &[Accepted, Info]),
        // Whose wijk is elsewhere is told so; where it went already, it is asked where else.
        Wens::MeldingOpnieuw => {
            een_van(&["melding.nieuw"], &[Preview, Denied])
                || een_van(&["melding.nieuw"], &[Ask]) && laatste.contains("elke wijk")
        }
        Wens::MeldingNieuw => een_van(&["melding.nieuw"], &[Preview, Ask, Choose, Denied, SecondPerson]),
        Wens::MeldingGoedkeur => een_van(&["melding.goedkeur"], &[Sent, Accepted]),
        // A refusal with its reason is done; a yes has none.
        Wens::MeldingAfwijs if verstaan.slots.contains_key("reden") => intent == "melding.goedkeur",
        Wens::MeldingAfwijs => een_van(&["melding.goedkeur"], &[Denied, Ask]) && !onbegrepen,
        Wens::AanmeldenGoedkeur => een_van(&["aanmelden.goedkeur"], &[Accepted]),
        Wens::AanmeldenAfwijs => een_van(&["aanmelden.afwijs"], &[Accepted, Ask]),
        Wens::FotoFamilie => intent == "melding.foto",
        Wens::VraagDoorsturen | Wens::VraagVerwijderen => intent == "help" || intent == een.wens.id(),
        Wens::VraagEcht => intent == "check",
        Wens::VraagAfloop => een_van(&["check", "melding.status"], &[Info]),
        Wens::AanmeldenHoever => een_van(&["aanmelden.start", "aanmelden.veld"], &[Info]),
        Wens::RsvpJa => komt(true),
        Wens::RsvpNee => komt(false),
        Wens::Minder => een_van(&["afmelden", "minder"], &[Ask, Info]),
        // What was filled in is gone, and that is all there was.
        Wens::Wis if een.rondom.open == Open::Aanmelden => een_van(&["wis", "aanmelden.veld"], &[Accepted, Ask]),
        // At a question about where, or in which group, talk can be taken for nothing: the question stays.
        Wens::Geen if een.rondom.open == Open::Aanmelden && intent == "aanmelden.veld" => uitkomst == Ask,
        Wens::Geen if een.rondom.open == Open::Welkegroep && intent == "bevestig.doorgestuurd" => uitkomst == Choose,
        Wens::Geen => een_van(&["geen"], &[Ignored, Info]) && !onbegrepen || een_van(&["bevestig.gezien"], &[Ignored]),
        // That it was withdrawn, or is over, was read: nothing is asked, and nothing has to be said.
        Wens::Gezien if !matches!(een.rondom.open, Open::Loopt | Open::Echt) && uitkomst == Ignored => {
            een_van(&["geen", "bevestig.gezien"], &[Ignored])
        }
        // "De groep bestaat niet meer", a telephone that was stolen, another number: what they can do is said, and nothing was done.
        Wens::Groepsgegevens | Wens::Blokkeer | Wens::NummerWijzig
            if laatste.starts_with("Ik heb niets veranderd.") =>
        {
            true
        }
        Wens::Onduidelijk => !matches!(uitkomst, Sent | Accepted | Recorded),
        wens => intent == wens.id(),
    }
}

/// The titles of other buttons that do what is meant.
fn knoppen(een: &Voorbeeld) -> &'static [&'static str] {
    match een.wens {
        // What waits is stopped by throwing it away.
        Wens::MeldingStop if een.rondom.open == Open::Wacht => &["Annuleren"],
        Wens::MeldingVerstuur => &["Versturen"],
        Wens::MeldingWijzig => &["Aanpassen"],
        Wens::MeldingAnnuleer => &["Annuleren"],
        Wens::MeldingStop => &["Stop "],
        Wens::MeldingLaten => &["Laten staan", "Nee"],
        Wens::MeldingOefening => &["Oefening"],
        Wens::Annuleer => &["Stoppen"],
        Wens::MeldingIntrek => &["Nu intrekken", "Intrekken"],
        Wens::MeldingSluit => &["Afsluiten"],
        Wens::MeldingGoedkeur => &["Goedkeuren"],
        Wens::AanmeldenGoedkeur => &["Akkoord"],
        Wens::MeldingAfwijs | Wens::AanmeldenAfwijs => &["Afwijzen"],
        Wens::FotoFamilie => &["Familie akkoord"],
        Wens::Doorgestuurd => &["Ja, staat erin", "In alle"],
        Wens::Niet => &["Nog niet", "Niet in alle"],
        _ => &[],
    }
}

/// What only a deed that was asked for brings about.
fn is_daad(uitkomst: Option<Uitkomst>) -> bool {
    matches!(uitkomst, Some(Uitkomst::Sent | Uitkomst::Accepted | Uitkomst::Recorded))
}

fn beoordeel(een: &Voorbeeld, verstaan: &Verstaan, laatste: &str, titels: &[String]) -> Afloop {
    let intent = verstaan.intent.map_or("geen", Intent::id);
    let titel = heterdaad::texts::vloer::vermoed::titel(een.wens);
    let biedt = titels.iter().any(|een_titel| {
        Some(een_titel.as_str()) == titel || knoppen(een).iter().any(|knop| een_titel.starts_with(knop))
    });
    let vroeg = verstaan.uitkomst == Some(Uitkomst::Choose) && intent == "onduidelijk";
    match () {
        () if !vroeg && als_bedoeld(een, verstaan, laatste) => Afloop::Goed,
        () if een.wens == Wens::Onduidelijk && vroeg => Afloop::Goed,
        () if is_daad(verstaan.uitkomst) => Afloop::Verkeerd,
        () if biedt => Afloop::Gevraagd,
        () if vroeg || intent == "geen" || intent == "onbruikbaar" => Afloop::Onbegrepen,
        () => Afloop::Anders,
    }
}

async fn zet_klaar(een: &Voorbeeld) -> Opgesteld {
    let (rol, state, eerst) = toestand(een);
    let mut opgesteld = Box::pin(opstelling::stel_op(rol, Toestand::lees(&state).unwrap())).await;
    opgesteld.scene.settle().await;
    let wie = opgesteld.afzender.clone();
    for zin in eerst {
        match *zin {
            FOTO => crate::foto::share_photo(&mut opgesteld.scene, &wie).await,
            zin => opgesteld.scene.say(&wie, zin).await,
        }
    }
    opgesteld
}

/// What became of it, what the bot did, whether 112 was named first, and what it said last.
type Uitslag = (Afloop, String, bool, String);

async fn probeer(een: Voorbeeld) -> Uitslag {
    let mut opgesteld = Box::pin(zet_klaar(&een)).await;
    let wie = opgesteld.afzender.clone();
    // The code of whoever takes over is another in each line.
    let tekst = match een.rondom.open {
        Open::Opvolger => {
            let cijfers = regex::Regex::new(r"\b\d{4}\b").unwrap();
            cijfers.replace_all(&een.tekst, "5739").into_owned()
        }
        _ => met_nummer(&een),
    };
    opgesteld.zeg(&tekst).await;
    let verstaan = opgesteld.scene.stage.verstaan().unwrap_or_default();
    let titels = opgesteld.scene.titles(&wie);
    let gedaan = format!("{} {}", verstaan.intent.map_or("-", Intent::id), verstaan.uitkomst.map_or("-", Uitkomst::id));
    let naar_112 = verstaan.uitkomst == Some(Uitkomst::Redirect112);
    let laatste = opgesteld.scene.last(&wie);
    (beoordeel(&een, &verstaan, &laatste, &titels), gedaan, naar_112, laatste)
}

fn op_eigen_draad(een: Voorbeeld) -> Uitslag {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(probeer(een))
}

#[tokio::test]
async fn examples_of_voices_that_were_never_trained_on() {
    let welke = std::env::var("VOORBEELDEN").unwrap_or_else(|_| "toets".to_owned());
    let (map, stem) = welke.split_once('/').unwrap_or((&welke, ""));
    let deel: usize = std::env::var("VOORBEELDEN_DEEL").ok().and_then(|deel| deel.parse().ok()).unwrap_or(1);
    let toon = std::env::var("VOORBEELDEN_TOON").unwrap_or_default();
    let alle = voorbeelden::lees(&voorbeelden::map().join(map)).unwrap();
    let alle: Vec<_> = alle.into_iter().filter(|een| stem.is_empty() || een.stem == stem).step_by(deel).collect();
    assert!(!alle.is_empty(), "no examples in {welke}");

    let uitkomsten = futures::stream::iter(alle).map(|een| async move {
        let gedaan = tokio::task::spawn_blocking({
            let een = een.clone();
            || op_eigen_draad(een)
        });
        (een, gedaan.await)
    });
    let mut uitkomsten = uitkomsten.buffered(AT_ONCE);
    let mut geteld: BTreeMap<(Wens, Afloop), usize> = BTreeMap::new();
    let mut paniek = Vec::new();
    let (mut burgers, mut ten_onrechte) = (0, 0);
    while let Some((een, gedaan)) = uitkomsten.next().await {
        let Ok((afloop, gedaan, naar_112, laatste)) = gedaan else {
            paniek.push(een.tekst);
            continue;
        };
        if een.wens != Wens::Spoed && !matches!(een.rondom.wie, Wie::Politie | Wie::Wijkagent) {
            burgers += 1;
            ten_onrechte += usize::from(naar_112);
        }
        *geteld.entry((een.wens, afloop)).or_default() += 1;
        if map != "toets"
            && (toon == "alles" && afloop != Afloop::Goed || toon == "fout" && afloop > Afloop::Onbegrepen)
        {
            let (wie, open) = (een.rondom.wie.id(), een.rondom.open.id());
            let (geschat, kans) = begrip::vermoeden::schat(&een.tekst, een.rondom).eerste();
            let (meant, geschat) = (een.wens.id(), geschat.id());
            let (tekst, laatste) = (een.tekst.replace('\n', " "), laatste.replace('\n', " / "));
            println!("{afloop:?}\t{wie}/{open}\t{meant}\t=> {gedaan}\t{tekst}\t{geschat} {kans}\t{laatste}");
        }
    }
    assert_eq!(paniek, [""; 0]);
    let totaal = verslag(&geteld);
    println!(
        "{totaal:?} of {burgers} lines of citizens that tell of no emergency {ten_onrechte} were answered with 112"
    );
    if welke == "toets" && deel == 1 {
        let van = |afloop: Afloop| totaal.get(&afloop).copied().unwrap_or(0);
        let alle: usize = totaal.values().sum();
        assert_eq!(alle, 1380);
        assert!(van(Afloop::Goed) >= 1_058, "{totaal:?}");
        assert!(van(Afloop::Goed) + van(Afloop::Gevraagd) >= 1_280, "{totaal:?}");
        assert!(van(Afloop::Verkeerd) <= 6, "{totaal:?}");
        assert!(ten_onrechte <= 16, "{ten_onrechte} of {burgers} lines got 112");
    }
}

/// Prints the table; answers the totals by outcome.
fn verslag(geteld: &BTreeMap<(Wens, Afloop), usize>) -> BTreeMap<Afloop, usize> {
    const ALLE: [Afloop; 5] = [Afloop::Goed, Afloop::Gevraagd, Afloop::Onbegrepen, Afloop::Anders, Afloop::Verkeerd];
    println!(
        "| intent | right | asked, with it | not understood | something else | wrong action |\n|---|---|---|---|---|---|"
    );
    for wens in Wens::ALLE {
        let van = |afloop: &Afloop| geteld.get(&(wens, *afloop)).copied().unwrap_or(0);
        if ALLE.iter().any(|afloop| van(afloop) > 0) {
            let cellen: Vec<String> = ALLE.iter().map(|afloop| van(afloop).to_string()).collect();
            println!("| `{}` | {} |", wens.id(), cellen.join(" | "));
        }
    }
    let mut totaal: BTreeMap<Afloop, usize> = BTreeMap::new();
    for ((_, afloop), aantal) in geteld {
        *totaal.entry(*afloop).or_default() += aantal;
    }
    totaal
}
