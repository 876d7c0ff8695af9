//! Emergencies first, in all their wordings; and what is none gets no 112.

use heterdaad::bot::begrip::spoed::is_spoed;
use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

/// What people type while it happens.
const SPOED: [&str; 92] = [
    // Fights.
    "er wordt iemand in elkaar geslagen voor de snackbar kom snel!!",
    "twee mannen zijn elkaar aan het slaan bij de bushalte",
    "grote vechtpartij op het plein",
    "ze schoppen een jongen die op de grond ligt",
    "knokpartij bij de school stuur iemand",
    "mijn buurman slaat zijn vrouw ik hoor haar gillen",
    "groep jongeren vechten met elkaar achter de supermarkt",
    "man wordt door 3 jongens geslagen bij de halte",
    "hij slaat haar!!",
    "HELP HIJ SLAAT MIJ",
    // Screams.
    "ik hoor iemand om hulp roepen in het park",
    "er gilt een vrouw achter ons huis",
    "ik hoor een kind heel hard schreeuwen en daarna niks meer",
    // Fire.
    "er komt rook uit het dak van de overburen",
    "het huis hiernaast staat in brand",
    "vlammen uit de schuur van de buren",
    "het ruikt hier heel sterk naar gas",
    "net een enorme knal en nu vuur bij de garage",
    "auto staat in de fik op de parkeerplaats",
    "er is brand",
    "woningbrand in de flat op de derde verdieping",
    "iemand steekt autos in brand",
    "er is een explosie geweest net bij de buren",
    // Medical.
    "buurvrouw ademt niet meer",
    "mijn vader reageert niet en ligt op de grond",
    "man in elkaar gezakt bij de supermarkt",
    "iemand heeft een hartaanval bij het zwembad",
    "er ligt een bewusteloze man op het fietspad",
    "oude mevrouw is gevallen en bloedt heel erg uit haar hoofd",
    "kind stikt in een snoepje",
    "ze heeft pillen geslikt en wordt niet wakker",
    "ambulance nodig bij de kerk",
    "er ligt een fietser op straat die niet meer beweegt",
    // Break-ins.
    "iemand probeert nu onze achterdeur open te breken",
    "er wordt ingebroken bij de overburen",
    "er zijn mensen binnen bij de buren die op vakantie zijn, ik zie zaklampen",
    "hij slaat het raam in bij de buren",
    "ik hoor glasgerinkel en er loopt iemand in de tuin van de buren",
    "ze zijn in mijn huis ik zit boven",
    "iemand staat aan mijn deur te rammelen en wil naar binnen",
    "man klimt door het raam bij nummer zoveel",
    "twee jongens lopen met koevoet door de brandgang",
    "ze trappen de deur in bij de onderburen",
    "er proberen er twee bij mij binnen te komen",
    // Threats.
    "ik word bedreigd door mijn ex hij staat voor de deur",
    "hij dreigt ons dood te maken",
    "ik word achtervolgd door twee jongens",
    "een man volgt mij al de hele weg ik ben bang",
    "kom snel hij vermoordt haar",
    "er valt een man meisjes lastig bij het station",
    // Weapons.
    "hij heeft een pistool",
    "jongen met een groot mes bij de tramhalte",
    "er zwaait iemand met een machete op straat",
    "ik hoorde net schoten bij de flat",
    "er wordt geschoten",
    "stuur politie er staan mannen met messen",
    "ze hebben wapens bij zich en staan voor de deur",
    // Accidents.
    "auto tegen boom gebotst bestuurder zit klem",
    "ongeluk op de kruising fietser gewond",
    "kind aangereden voor de school",
    "scooter onder de tram gekomen",
    "ernstig ongeval met vrachtwagen bij de rotonde",
    // Water.
    "er is een kind in het water gevallen",
    "er drijft iemand in de vijver",
    "jongetje door het ijs gezakt",
    "auto te water geraakt bij de brug",
    "iemand verdrinkt bij de plas",
    "hij kan niet zwemmen en ligt in de sloot",
    // Somebody who wants to die.
    "iemand wil van de flat springen",
    "er staat een vrouw op de reling van het viaduct",
    "er loopt iemand op het spoor",
    // The suspect, now.
    "die verdachte loopt nu in ons winkelcentrum",
    "ik zie de man van het bericht nu bij de tram stappen",
    "die jongens met bivakmutsen staan nu in onze straat",
    "staat erin en hij rent hier nu net door onze achtertuin!!!",
    "gedeeld maar hij zit nu in mijn schuur",
    // Robbery, kidnapping.
    "er wordt een vrouw in een auto getrokken",
    "ze sleuren een meisje mee",
    "vrouw wordt beroofd bij de pinautomaat",
    "ze trekken de tas van een oude vrouw af",
    "man probeert kinderen mee te lokken bij de speeltuin",
    "overval op de bakker nu bezig",
    "ze rijden net weg met mijn auto",
    "plofkraak hier in de straat, alles ligt plat",
    "ze zijn nu een scooter aan het stelen voor de flat",
    // In English, and in haste.
    "there is a fight outside someone is bleeding",
    "my neighbour is not breathing",
    "he has a knife please send police",
    "someone is screaming in the park",
    "KOM SNEL ZE BREKEN BINNEN",
    "bel de politie ze slaan iemand",
    "hulp!! mijn man krijgt geen lucht",
];

/// What people type all day.
const GEEN_SPOED: [&str; 72] = [
    "staat in de groep, bedankt",
    "gisteren werd er gevochten bij de snackbar",
    "vorige week is er iemand in elkaar geslagen",
    "wanneer is de bijeenkomst over brandveiligheid",
    "er is vorige maand ingebroken bij de buren",
    "wat moet ik doen als er brand is?",
    "hoe meld ik een vechtpartij?",
    "mag ik een foto van de dader delen?",
    "de brandweer was hier gisteren voor een oefening",
    "ik heb een nieuw mes gekocht",
    "kunnen we een bord krijgen tegen inbraak",
    "er is veel inbraak in onze wijk de laatste tijd",
    "is de dader al gepakt?",
    "goed dat de inbreker is aangehouden",
    "mooi dat ze die overvaller gepakt hebben",
    "de vermiste jongen is weer thuis toch?",
    "er loopt vaak een man met een hond in de speeltuin",
    "de lantaarnpaal voor mijn deur is kapot",
    "auto fout geparkeerd voor de school",
    "jongeren maken lawaai op het plein",
    "er ligt grofvuil op straat",
    "mijn fiets is gisteren gestolen",
    "mijn zoon zit in de groep",
    "hij staat erin",
    "hij staat er nu in",
    "sorry ik was in slaap gevallen",
    "het water staat hoog in de sloot",
    "mijn kat zit op het dak",
    "de buurman heeft vorig jaar vuurwerk verkocht",
    "mijn vrouw loopt met de hond",
    "ik zit in de auto, kan niet",
    "ik loop nu naar huis en zet hem er dan in",
    "ben nu op mijn werk, doe het straks",
    "dank, gedeeld. rustig hier nu",
    "niets te zien hier",
    "hier is alles rustig",
    "gelukkig geen brand bij ons",
    "er is niet geschoten, het was vuurwerk",
    "loos alarm, het was de buurman zelf",
    "de rookmelder piept, batterij leeg",
    "kan iemand mij helpen met aanmelden",
    "wie heeft de sleutel van het buurthuis",
    "vraag: hoe voorkom ik inbraak",
    "wij houden zaterdag een barbecue met vuur",
    "groep heet Brandweg",
    "mijn opvolger neemt het over",
    "wil graag stoppen als beheerder",
    "ben op vakantie tot maandag",
    "de man van de gemeente was hier",
    "het bericht over de overval staat in beide groepen",
    "overval gedeeld in de app",
    "inbraak bericht geplaatst",
    "ik heb de melding van de steekpartij doorgestuurd",
    "hoeveel overvallen waren er dit jaar",
    "onze hond is aangereden vorige zomer",
    "al weken staat er een verdachte bus in de straat",
    "er dealt elke avond iemand bij het park",
    "de politie was er snel bij gisteren",
    "is dit bericht over een gewapende man echt?",
    "kan niet, zit in het ziekenhuis",
    "er was eerder dit jaar een schietpartij hier",
    "mijn man ligt in bed",
    "de kinderen spelen in het water bij de fontein",
    "goedemorgen allemaal",
    "dat bericht van de brand, mag dat weg?",
    "het autoalarm gaat steeds af",
    "geen spoed maar er staat al een week een bus",
    "de vermissing is doorgezet in beide groepen",
    "ik volg een cursus reanimeren bij de kerk",
    "hoe kan ik mijn groep overdragen",
    "stel dat er een overval is, wat doet de bot dan",
    "oké, begrepen, thanks",
];

#[test]
fn what_happens_now_is_an_emergency() {
    let missed: Vec<&str> = SPOED.into_iter().filter(|text| !is_spoed(text, false)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn the_rest_is_none() {
    let taken: Vec<&str> = GEEN_SPOED.into_iter().filter(|text| is_spoed(text, true)).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene.person("31612340030", Rol::Aspirant, &["zoetermeer"]).await;
    scene.person("31612340031", Rol::Reserve, &["zoetermeer"]).await;
    scene
}

#[rstest]
#[case("er wordt iemand in elkaar geslagen voor de snackbar kom snel!!")]
#[case("buurvrouw ademt niet meer")]
#[case("er is een kind in het water gevallen")]
#[case("ze trappen de deur in bij de onderburen")]
#[tokio::test]
async fn whoever_types_it_hears_112_first(#[case] text: &str) {
    let mut scene = scene().await;
    for who in [BEHEERDER, VREEMDE, "31612340030", "31612340031"] {
        let before = scene.count(who);
        scene.say(who, text).await;
        let answer = scene.texts(who)[before].clone();
        assert!(answer.contains("112"), "{who}: {answer}");
        assert!(answer.find("112").unwrap() < 40, "112 comes first: {answer}");
    }
}

#[tokio::test]
async fn in_the_middle_of_a_sign_up_too() {
    let mut scene = scene().await;
    scene.say(VREEMDE, "aanmelden").await;
    scene.say(VREEMDE, "er wordt iemand in elkaar geslagen voor de snackbar kom snel!!").await;
    assert!(scene.texts(VREEMDE).iter().any(|text| text.contains("Bel nu 112")), "{:?}", scene.texts(VREEMDE));
}

#[tokio::test]
async fn a_post_and_a_glimpse_in_one_line() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    let before = scene.count(BEHEERDER);
    scene.say(BEHEERDER, "staat erin en hij rent hier nu net door onze achtertuin!!!").await;
    assert!(scene.texts(BEHEERDER)[before].contains("112"), "{:?}", &scene.texts(BEHEERDER)[before..]);
}

#[tokio::test]
async fn police_make_an_alert_of_it() {
    let mut scene = scene().await;
    scene.say(AGENT, "overval rokkeveen nu bezig man met mes en zwarte jas").await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
}
