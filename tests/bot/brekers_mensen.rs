//! What strangers to the code typed on 27 November 2026 to break the side of beheerders and strangers, in their own
//! wording, with more of each kind.

use heterdaad::bot::begrip::spoed::is_spoed;
use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{BEGIN_MS, Engine, HOOFD, LINE, Scene, VREEMDE};

/// What people type while it happens, in all voices.
const SPOED: &[&str] = &[
    // As breakers typed it.
    "baby is blauw",
    "kan niet, brand hier",
    "bom gevonden onder auto",
    "gegijzeld",
    "er staat iemand aan mijn voordeur te rammen",
    "slaat z'n vrouw helemaal verrot",
    "ik zie m lopen!! zwarte jas",
    "er zit iemand in mn schuur",
    "somebody collapsed",
    "koolmonoxide",
    "ik lig onder aan de trap en kan niet opstaan",
    "me buurman leg op de grond",
    "ze ademt niet meer",
    "hij heb een mes",
    "gaslucht in het trappenhuis",
    "kind in het water",
    // Haags.
    "me buurman leg te bloeden op de stoep",
    "hij heb un mes in ze hand",
    "dr leg iemand op straat bij de appie",
    "die gozer slaat ze vrouw in mekaar",
    "dr staat een vent aan me deur te bonken",
    "d'r komt rook uit me buurman ze huis",
    "hij ademt nie meer",
    "dr zit er eentje bij mn buren in huis",
    "ze benne aan het vechten voor de deur",
    "hellup me moeder is in mekaar gezakt",
    "die lui breken bij me buurvrouw in",
    // Turkish and Polish Dutch, and their own words.
    "man slaan vrouw op straat",
    "mijn kind niet ademen",
    "huis brand hier kom snel",
    "mijn vrouw niet goed valt flauw",
    "er is vuur in mijn huis",
    "man heeft mes bij school",
    "polisie komen man heb pistol",
    "yangin",
    "imdat",
    "pomocy",
    "nie oddycha",
    // English.
    "he is not breathing",
    "my husband collapsed in the kitchen",
    "there is smoke coming out of my neighbours house and I smell gas",
    "someone has a gun at the station",
    "my son cant breathe",
    "a child fell in the water",
    "there is an intruder in my house",
    "two men are beating a boy",
    "I am being held hostage",
    "gunshots outside",
    "she is unconscious",
    // The elderly.
    "ik ben gevallen en kom niet meer overeind",
    "mijn man is van zijn stoel gezakt en reageert nergens meer op",
    "goedemiddag, mijn vrouw wordt niet wakker, wat moet ik doen",
    "ik lig op de grond en kan niet opstaan",
    "ik heb zo'n druk op mijn borst",
    "mijn man praat wartaal en zijn mond hangt scheef",
    "mevrouw hiernaast ligt al een tijd op de vloer",
    "er staat een vreemde man in mijn slaapkamer",
    // Panicking.
    "SNEL HIJ GAAT DOOD",
    "brand brand brand",
    "BRAND!!!!",
    "brand",
    "omg hij heeft haar neergestoken",
    "hij maakt me dood",
    "ik bloed heel erg help",
    "heeeelp",
    "ze steken elkaar neer",
    "o god mijn baby stikt",
    "mijn dochtertje is blauw",
    "er ligt iemand voor de trein",
    // Typos.
    "mijn man is bewustloos",
    "er is brnad bij de buren",
    "inbreeker bij de buren binnen",
    "hij heeft een pestool",
    "ambulanse nodig nu",
    "hij adumt niet",
    "gasluchtt in de kelder",
    "hartanval",
    "koolmonoxyde melder gaat af",
    // Voice dictation.
    "hallo ja er is hier iemand in het water gevallen bij de brug kunt u iemand sturen",
    "ja goedenavond ik hoor beneden glas breken en ik ben alleen thuis",
    "mijn vader is net van de trap gevallen en hij reageert niet meer wat moet ik nu doen",
    "de buurman staat met een bijl op de galerij te schreeuwen",
    "er staat een auto in de fik naast de school",
    // Others.
    "ik word vastgehouden",
    "hij laat me niet weg en heeft een mes",
    "iemand staat op het dak en wil springen",
    "mijn oma verslikt zich en loopt blauw aan",
    "er ligt een bom in de trein",
    "verdacht pakketje dat tikt, bom bij het stadhuis",
    "mijn ex beukt op de deur",
    "ze proberen de voordeur open te breken",
    "er wordt geschoten op het plein",
    "een pitbull valt een kind aan",
    "hij zit achter me aan met een hamer",
    "ik wil niet meer leven",
    "mijn buurman heeft zich opgehangen aan de trapleuning, hij ligt dood",
    "het CO alarm is afgegaan en ik ben duizelig door koolmonoxide",
    "kan niet hij heeft een mes",
    "nee, brand in de flat",
    "staat erin. er ligt hier een vrouw bewusteloos",
    "ik ga niet posten mijn huis staat in brand",
    "er komt heel veel rook uit de kelder",
    "mijn man viel vanmorgen en bloedt nog steeds uit zijn hoofd",
    "hij heeft zich per ongeluk gestoken en bloedt",
    "is hier een dokter? mijn vrouw ademt niet",
];

/// What people type all day.
const GEEN_SPOED: &[&str] = &[
    "brandende vraag",
    "gistere is me fiets gejat",
    "brandweer vorige week oefening",
    "ik heb een brandende vraag over de groep",
    "per ongeluk op staat in de groep gedrukt",
    "de brandweer geeft zaterdag een open dag",
    "hij reageert niet op mijn berichten in de groep",
    "de batterij van mijn telefoon is dood",
    "die groep is dood",
    "mijn telefoon is dood, straks",
    "we hebben een kampvuur met de buurt",
    "mijn blauwe jas is zoek",
    "wie heeft een brandblusser te leen",
    "schiet dit een beetje op?",
    "ik ben me rot geschrokken van dat bericht",
    "mijn fiets is vorige week gejat",
    "vorige maand lag er een man op straat",
    "gisteravond was er brand in de flat",
    "gister stond er een vent aan me deur",
    "zijn er al mensen aangehouden voor die steekpartij",
    "wat doet de politie aan inbrekers",
    "de kinderen zwemmen in het water bij de fontein",
    "ik lig op bed met griep",
    "ik lig in het ziekenhuis",
    "mijn man staat onder de douche",
    "ik zit op de bank",
    "er zit een fout in de groepsnaam",
    "er staat een typefout in het bericht",
    "die app loopt vast",
    "de telefoon valt steeds uit",
    "mijn vrouw doet de groep nu",
    "me buurman heb de groep overgenomen",
    "heb hem gezet",
    "ik zie hem niet in de groep staan",
    "ik zie m in de groep staan",
    "ik zie het bericht niet",
    "wil graag een koolmonoxidemelder ophangen",
    "hoe hang ik een rookmelder op",
    "geef bloed bij de bloedbank",
    "blauw",
    "groep Blauwe Hemel",
    "buurtgroep De Vijver",
    "groep Brandweer Rokkeveen",
    "ik woon in de Slootstraat",
    "nee niet nu",
    "kan niet, zit in de auto",
    "kan niet, ben op mijn werk",
    "geen brand hier hoor",
    "nee geen inbraak gelukkig",
    "niet gezien",
    "alles rustig op straat",
    "de deur van het buurthuis klemt",
    "mijn zoon valt af en toe in slaap",
    "de straat ligt open",
    "er ligt sneeuw op straat",
    "er ligt een fiets in de sloot",
    "er ligt blad op de stoep",
    "er staat een auto met de lichten aan",
    "de hond zit in de tuin",
    "wij zitten in de tuin",
    "hij heeft een nieuwe auto",
    "ze heeft een hond",
    "ik heb een mes gekocht",
    "hoeveel leden heeft de groep",
    "naam is Truus en groep Tulp",
];

#[test]
fn an_emergency_is_heard_in_every_voice() {
    assert!(SPOED.len() >= 76);
    let missed: Vec<&&str> = SPOED.iter().filter(|tekst| !is_spoed(tekst, false)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_people_type_all_day_is_none() {
    assert!(GEEN_SPOED.len() >= 46);
    let taken: Vec<&&str> = GEEN_SPOED.iter().filter(|tekst| is_spoed(tekst, false) || is_spoed(tekst, true)).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/help").await;
    scene
}

/// Whether somebody heard of 112 first since so many messages.
fn hoorde_112(scene: &Scene, wie: &str, sinds: usize) -> bool {
    scene.texts(wie)[sinds..].iter().any(|tekst| tekst.find("112").is_some_and(|plaats| plaats < 40))
}

#[rstest]
#[case("/stilte")]
#[case("/afwezig")]
#[case("/afmelden")]
#[case("/overdragen +31612340555")]
#[case("/aanmelden")]
#[case("/wis")]
#[case("/tip")]
#[tokio::test]
async fn an_emergency_wins_in_every_dialogue(
    #[case] begonnen: &str,
    #[values(
        "slaat z'n vrouw helemaal verrot",
        "er staat iemand aan mijn voordeur te rammen",
        "me buurman leg op de grond",
        "kan niet, brand hier"
    )]
    gezegd: &str,
) {
    let mut scene = scene().await;
    scene.say(HOOFD, begonnen).await;
    let sinds = scene.count(HOOFD);
    scene.say(HOOFD, gezegd).await;
    assert!(hoorde_112(&scene, HOOFD, sinds), "{:?}", &scene.texts(HOOFD)[sinds..]);
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1, "nobody stopped");
}

#[rstest]
#[case("ik lig onder aan de trap")]
#[case("gegijzeld")]
#[case("somebody collapsed")]
#[case("mijn kind niet ademen")]
#[tokio::test]
async fn a_stranger_hears_of_112_after_any_number_of_answers(#[case] gezegd: &str) {
    let mut scene = scene().await;
    for woorden in ["hallo", "wie is dit", "goedemorgen", "iemand?", "hallo hallo"] {
        scene.say(VREEMDE, woorden).await;
    }
    let sinds = scene.count(VREEMDE);
    scene.say(VREEMDE, gezegd).await;
    assert!(hoorde_112(&scene, VREEMDE, sinds), "{:?}", scene.texts(VREEMDE));
}

#[rstest]
#[case("er staat iemand aan mijn voordeur te rammen")]
#[case("gegijzeld")]
#[case("baby is blauw")]
#[tokio::test]
async fn an_emergency_wins_in_the_middle_of_a_sign_up(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(VREEMDE, "aanmelden").await;
    scene.tap(VREEMDE, "Verder").await;
    scene.say(VREEMDE, "Rokkeveen").await;
    let sinds = scene.count(VREEMDE);
    scene.say(VREEMDE, gezegd).await;
    assert!(hoorde_112(&scene, VREEMDE, sinds), "{:?}", scene.texts(VREEMDE));
    scene.say(VREEMDE, "Truus").await;
    let kept = scene.texts(VREEMDE).join("\n");
    assert!(!kept.contains(gezegd), "{kept}");
}

#[rstest]
#[case("ik heb een brandende vraag")]
#[case("gistere is me fiets gejat")]
#[case("brandweer vorige week oefening")]
#[case("kan iemand mij de brandblusser lenen")]
#[case("mijn fiets is vorige week gestolen")]
#[tokio::test]
async fn who_tells_of_something_else_is_not_sent_to_112(#[case] gezegd: &str) {
    let mut scene = scene().await;
    let sinds = scene.count(HOOFD);
    scene.say(HOOFD, gezegd).await;
    assert!(!hoorde_112(&scene, HOOFD, sinds), "{:?}", &scene.texts(HOOFD)[sinds..]);
    scene.alert(LINE).await;
}

const GEPLAATST: &str = "select count(geplaatst_ms) from uitzetting";

async fn met_melding() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[HOOFD]).await;
    scene.say(HOOFD, "/help").await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene
}

#[rstest]
#[case("in parkzicht is net iets gebeurd")]
#[case("wat is er gebeurd in parkzicht")]
#[case("er is vannacht van alles gebeurd in parkzicht")]
#[case("de politie heeft een auto gestuurd")]
#[case("in parkzicht is een camera geplaatst")]
#[case("bedankt voor het doorgestuurde bericht")]
#[case("fijn dat jullie dit gedeeld hebben")]
#[case("dank dat u dit hebt doorgestuurd")]
#[case("bedankt voor het delen")]
#[case("thanks voor het plaatsen")]
#[case("is het geplaatst")]
#[case("is dit in parkzicht gedeeld")]
#[case("heeft iemand dit al gedeeld?")]
#[case("staat dit in de groep")]
#[case("weet je of het al gedeeld is")]
#[case("vraag me af of het al doorgestuurd is")]
#[case("staat in de groep?")]
#[case("iemand heeft iets in parkzicht gezet")]
#[case("hij heeft aangifte gedaan")]
#[case("dank u wel")]
#[case("top bedankt")]
#[tokio::test]
async fn what_is_no_report_of_a_post_is_not_noted_as_one(#[case] gezegd: &str) {
    let mut scene = met_melding().await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(GEPLAATST).await, 0, "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("staat nu in de groep")]
#[case("staat erin")]
#[case("hij staat inmiddels in onze buurtapp")]
#[case("staat al in de groepsapp hoor")]
#[case("zit nu in de app")]
#[case("geplaatst")]
#[case("doorgestuurd")]
#[case("gedeeld in de groep")]
#[case("bedankt voor het bericht, staat erin")]
#[case("dank, gezet")]
#[case("is gebeurd")]
#[case("net doorgestuurd in parkzicht")]
#[case("gedeeld")]
#[case("ik heb hem in de groep gezet")]
#[tokio::test]
async fn a_report_in_words_of_posting_is_noted(#[case] gezegd: &str) {
    let mut scene = met_melding().await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(GEPLAATST).await, 1, "{gezegd}: {}", scene.last(HOOFD));
}

const AFWEZIG: &str = "select count(*) from persoon where afwezig_tot_ms is not null";
const STIL: &str = "select count(*) from persoon where stil_van is not null";

#[rstest]
#[case("dank, gezet. O en ik ben morgen weg")]
#[case("staat erin. Ik ben volgende week op vakantie")]
#[case("geplaatst en ik ben van 3 tot 10 december weg")]
#[case("doorgestuurd! ik ben morgen afwezig")]
#[case("Ik ben morgen weg. Staat erin")]
#[tokio::test]
async fn two_things_in_one_line_are_both_done(#[case] gezegd: &str) {
    let mut scene = met_melding().await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(GEPLAATST).await, 1, "{:?}", scene.texts(HOOFD));
    assert_eq!(scene.database.number(AFWEZIG).await, 1, "{:?}", scene.texts(HOOFD));
}

#[rstest]
#[case("staat erin. kunt u mijn groep een andere naam geven")]
#[case("geplaatst! hoe laat gaat het buurthuis open")]
#[tokio::test]
async fn of_two_things_the_second_is_at_least_asked_about(#[case] gezegd: &str) {
    let mut scene = met_melding().await;
    scene.say(HOOFD, gezegd).await;
    scene.pass_ms(10_000).await;
    assert_eq!(scene.database.number(GEPLAATST).await, 1, "{:?}", scene.texts(HOOFD));
    assert!(scene.texts(HOOFD).iter().any(|tekst| tekst.contains("begrijp ik niet")), "{:?}", scene.texts(HOOFD));
}

#[rstest]
#[case("alleen tussen 8 en 22 graag")]
#[case("kunt u mijn groep hernoemen alstublieft")]
#[case("graag alleen tussen 9 en 21 aub")]
#[case("kunt u mij bellen graag")]
#[case("wilt u dat aanpassen, bedankt")]
#[case("mag de naam anders, dank u")]
#[tokio::test]
async fn a_courtesy_makes_no_sentence_silent(#[case] gezegd: &str) {
    let mut scene = scene().await;
    let sinds = scene.count(HOOFD);
    scene.say(HOOFD, gezegd).await;
    assert!(scene.count(HOOFD) > sinds, "silence");
}

#[rstest]
#[case("dank u wel")]
#[case("graag gedaan")]
#[case("fijne avond en bedankt")]
#[case("top, goed werk")]
#[tokio::test]
async fn thanks_alone_need_no_answer(#[case] gezegd: &str) {
    let mut scene = scene().await;
    let sinds = scene.count(HOOFD);
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.count(HOOFD), sinds, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("is mijn reserve morgen afwezig?")]
#[case("is mijn reserve morgen afwezig")]
#[case("mijn man is volgende week weg")]
#[case("morgen niet thuis maar wel bereikbaar")]
#[case("met kerst weg")]
#[case("ik ben er met oud en nieuw niet")]
#[case("misschien ben ik morgen weg")]
#[case("ik ben misschien volgende week op vakantie")]
#[case("hij is tot maandag op vakantie")]
#[case("wie is er morgen weg")]
#[case("ben ik morgen afwezig")]
#[case("ik denk dat ik vrijdag weg ben")]
#[case("kan ik me voor maandag afwezig melden?")]
#[case("maandag of dinsdag ben ik weg")]
#[case("3 en 10 december ben ik weg")]
#[case("/afwezig misschien morgen")]
#[case("lig in het ziekenhuis")]
#[tokio::test]
async fn what_is_not_surely_an_absence_of_their_own_asks(#[case] gezegd: &str) {
    let mut scene = scene().await;
    let sinds = scene.count(HOOFD);
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(AFWEZIG).await, 0, "{gezegd}: {}", scene.last(HOOFD));
    assert!(scene.count(HOOFD) > sinds, "{gezegd}: silence");
    assert!(!scene.last(HOOFD).contains("begrijp ik niet"), "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ben er even tussenuit tot maandag", "tot maandag 30 november")]
#[case("zit in het buitenland tot de 15e", "tot dinsdag 15 december")]
#[case("kan deze week niet reageren", "tot maandag 30 november")]
#[case("op vakantie van 3 t/m 10 december", "van donderdag 3 december tot vrijdag 11 december")]
#[case("6, 7 en 8 december ben ik weg", "van zondag 6 december tot woensdag 9 december")]
#[case("ben 6,7,8 december weg", "van zondag 6 december tot woensdag 9 december")]
#[case("volgende maand weg", "van dinsdag 1 december tot vrijdag 1 januari")]
#[case("ik ben de hele volgende maand weg", "van dinsdag 1 december tot vrijdag 1 januari")]
#[case("volgende maand ben ik er niet", "van dinsdag 1 december tot vrijdag 1 januari")]
#[case("lig in het ziekenhuis tot vrijdag", "tot vrijdag 27 november")]
#[case("mijn man en ik zijn van 3 tot 10 december weg", "van donderdag 3 december tot donderdag 10 december")]
#[case("/afwezig 3 december - 10 december", "van donderdag 3 december tot donderdag 10 december")]
#[case("/afwezig van 3 tot 10 december", "van donderdag 3 december tot donderdag 10 december")]
#[tokio::test]
async fn an_absence_in_other_words_is_noted(#[case] gezegd: &str, #[case] wanneer: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, gezegd).await;
    assert!(scene.last(HOOFD).contains(wanneer), "{gezegd}: {}", scene.last(HOOFD));
    assert_eq!(scene.database.number(AFWEZIG).await, 1, "{gezegd}");
}

#[rstest]
#[case("ik ben morgen toch niet weg")]
#[case("ben vrijdag niet weg hoor")]
#[case("volgende week ben ik toch niet weg")]
#[tokio::test]
async fn taking_back_one_day_leaves_another_absence(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "ik ben van 3 tot 10 december weg").await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(AFWEZIG).await, 1, "{}", scene.last(HOOFD));
    assert!(scene.last(HOOFD).contains("3 december"), "{}", scene.last(HOOFD));
    scene.say(HOOFD, "/terug").await;
    assert_eq!(scene.database.number(AFWEZIG).await, 0);
    scene.say(HOOFD, "ik ben morgen weg").await;
    scene.say(HOOFD, "ik ben morgen toch niet weg").await;
    assert_eq!(scene.database.number(AFWEZIG).await, 0, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("/stilte", "laat maar")]
#[case("/stilte", "doe toch maar niet")]
#[case("/stilte", "nee laat maar zitten")]
#[case("/stilte 23 tot 7", "doe toch maar niet")]
#[case("/stilte 23 tot 7", "laat maar")]
#[case("/afwezig", "laat maar")]
#[case("/afwezig", "doe toch maar niet")]
#[case("/afwezig", "nee")]
#[case("/afwezig", "annuleer")]
#[tokio::test]
async fn laat_maar_leaves_the_question(#[case] begonnen: &str, #[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, begonnen).await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.last(HOOFD), "Goed. Er is niets veranderd.");
    assert_eq!(scene.database.number(AFWEZIG).await + scene.database.number(STIL).await, 0);
    // Nothing is asked any more: a yes notes nothing.
    scene.say(HOOFD, "ja").await;
    assert_eq!(scene.database.number(AFWEZIG).await + scene.database.number(STIL).await, 0, "{}", scene.last(HOOFD));
}

const WEKT: &str = "select 10 * stil_vermissing + stil_heterdaad from persoon where stil_van is not null";

#[rstest]
#[case("ja bij vermissing maar niet bij inbraak", 10)]
#[case("nee hoor alles mag", 11)]
#[case("vermissing wel, heterdaad niet", 10)]
#[case("niet bij inbraak, wel bij vermissing", 10)]
#[case("nee", 0)]
#[case("ja", 10)]
#[case("alles mag", 11)]
#[case("nee niks", 0)]
#[tokio::test]
async fn what_may_wake_them_is_noted_as_they_said_it(#[case] gezegd: &str, #[case] wekt: i64) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/stilte 23 tot 7").await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(WEKT).await, wekt, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("/stilte uit?")]
#[case("stilte uit?")]
#[case("is de stilte uit")]
#[case("hoe zet ik de stilte uit")]
#[case("kan de stilte weg?")]
#[case("nee stilte niet uit")]
#[tokio::test]
async fn a_question_about_quiet_hours_changes_nothing(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/stilte 23 tot 7").await;
    scene.say(HOOFD, "ja").await;
    assert_eq!(scene.database.number(STIL).await, 1);
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(STIL).await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, "stilte uit").await;
    assert_eq!(scene.database.number(STIL).await, 0, "a plain one still does");
}

/// A stranger in the middle of a sign-up, up to the question about the name or the group.
async fn aanmelding(tot_groep: bool) -> Scene {
    let mut scene = scene().await;
    scene.say(VREEMDE, "aanmelden").await;
    scene.tap(VREEMDE, "Verder").await;
    scene.say(VREEMDE, "Rokkeveen").await;
    if tot_groep {
        scene.say(VREEMDE, "Truus de Wit").await;
    }
    scene
}

#[rstest]
#[case("even wachten hoor")]
#[case("I have a question first")]
#[case("wacht even")]
#[case("veel")]
#[case("around fifty")]
#[case("momentje")]
#[case("ik heb eerst een vraag")]
#[case("weet ik niet")]
#[case("zoetermeer")]
#[case("nee stop niet")]
#[case("hold on")]
#[tokio::test]
async fn what_is_no_name_is_not_stored_as_one(#[case] gezegd: &str, #[values(false, true)] tot_groep: bool) {
    let mut scene = aanmelding(tot_groep).await;
    scene.say(VREEMDE, gezegd).await;
    if !tot_groep {
        scene.say(VREEMDE, "Truus de Wit").await;
    }
    // A place may be the name of a group.
    if gezegd != "zoetermeer" || !tot_groep {
        scene.say(VREEMDE, "Tulp").await;
    }
    scene.say(VREEMDE, "nee").await;
    let last = scene.last(VREEMDE);
    if gezegd != "zoetermeer" || !tot_groep {
        assert!(last.contains("Truus de Wit") && last.contains("Tulp") && last.contains("Rokkeveen"), "{last}");
        assert!(!last.contains(gezegd), "{last}");
    }
}

#[rstest]
#[case("weet je wat, stop maar")]
#[case("ach laat maar, ik stop ermee")]
#[case("toch maar niet")]
#[case("ik wil stoppen hiermee")]
#[tokio::test]
async fn a_wish_to_stop_is_no_name(#[case] gezegd: &str, #[values(false, true)] tot_groep: bool) {
    let mut scene = aanmelding(tot_groep).await;
    scene.say(VREEMDE, gezegd).await;
    assert!(scene.last(VREEMDE).starts_with("Gestopt."), "{}", scene.last(VREEMDE));
}

#[rstest]
#[case("naam is Truus en groep Tulp")]
#[case("groep Tulp en mijn naam is Truus")]
#[case("naam Truus, groep Tulp")]
#[case("mijn naam is Truus en de groep heet Tulp")]
#[tokio::test]
async fn two_fields_in_one_line_are_both_read(#[case] gezegd: &str) {
    let mut scene = aanmelding(false).await;
    scene.say(VREEMDE, gezegd).await;
    scene.say(VREEMDE, "nee").await;
    let last = scene.last(VREEMDE);
    assert!(last.contains("Truus") && last.contains("Tulp"), "{last}");
    assert!(!last.contains("Truus en") && !last.contains("Tulp en"), "{last}");
}

#[tokio::test]
async fn a_hesitation_before_a_place_is_not_part_of_it() {
    let mut scene = scene().await;
    scene.say(VREEMDE, "aanmelden").await;
    scene.tap(VREEMDE, "Verder").await;
    scene.say(VREEMDE, "uhh zoetermeer").await;
    assert!(!scene.last(VREEMDE).contains("ken ik niet"), "{}", scene.last(VREEMDE));
    scene.say(VREEMDE, "ehm rokkeveen").await;
    assert!(scene.last(VREEMDE).contains("uw naam"), "{}", scene.last(VREEMDE));
}

#[rstest]
#[case("nee stop niet")]
#[case("stop niet")]
#[case("niet stoppen hoor")]
#[tokio::test]
async fn not_to_stop_stops_and_erases_nothing(#[case] gezegd: &str) {
    let mut scene = aanmelding(true).await;
    scene.say(VREEMDE, gezegd).await;
    scene.say(VREEMDE, "Tulp").await;
    scene.say(VREEMDE, "nee").await;
    assert!(scene.last(VREEMDE).contains("Truus de Wit"), "{}", scene.last(VREEMDE));
    scene.say(HOOFD, "/wis").await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number("select count(*) from persoon where gewist_ms is not null").await, 0);
}

#[rstest]
#[case("Hallo, ich brauche Hilfe mit der Gruppe")]
#[case("Merhaba, bu nedir")]
#[case("Dzien dobry, co to jest")]
#[case("guten Tag wer ist da")]
#[case("merhaba kimsiniz")]
#[tokio::test]
async fn a_stranger_in_another_language_hears_one_line_with_112(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(VREEMDE, gezegd).await;
    assert_eq!(scene.count(VREEMDE), 1, "{:?}", scene.texts(VREEMDE));
    assert!(scene.last(VREEMDE).contains("112"), "{}", scene.last(VREEMDE));
    assert_eq!(scene.database.number("select count(*) from tip").await, 0);
    assert_eq!(scene.database.number("select count(*) from aanmelding").await, 0);
}

#[rstest]
#[case("Hilfe, es brennt", true)]
#[case("yangin var", true)]
#[case("ratunku pali sie", true)]
#[case("mein Mann atmet nicht", true)]
#[tokio::test]
async fn an_emergency_in_another_language_hears_112(#[case] gezegd: &str, #[case] spoed: bool) {
    let mut scene = scene().await;
    scene.say(VREEMDE, gezegd).await;
    assert_eq!(hoorde_112(&scene, VREEMDE, 0), spoed, "{:?}", scene.texts(VREEMDE));
    assert!(is_spoed(gezegd, false));
}

#[rstest]
#[tokio::test]
async fn the_begin_of_a_planned_absence_calls_the_reserve(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    const RESERVE: &str = "31612340102";
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.stage.simulator.world().add_phone(RESERVE, "reserve");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(RESERVE.into()), "reserve", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
    tx.commit().await.unwrap();
    scene.say(HOOFD, "ik ben morgen weg").await;
    // Half a minute before midnight.
    scene.pass_ms(9 * 3_600_000 + 39 * 60_000).await;
    let tot_middernacht_ms = 86_400_000 - (scene.now_ms() + 3_600_000) % 86_400_000;
    scene.pass_ms(tot_middernacht_ms - 40_000).await;
    scene.alert(LINE).await;
    let kreeg = |scene: &Scene| scene.alerts().iter().filter(|alert| alert.to == RESERVE).count();
    assert_eq!(kreeg(&scene), 0, "the hoofd is still there");
    assert_eq!(scene.alerts().len(), 1);
    let over_ms = 86_400_000 - (scene.now_ms() + 3_600_000) % 86_400_000;
    scene.pass_ms(over_ms + 5_000).await;
    assert_eq!(kreeg(&scene), 1, "{:?}", scene.texts(RESERVE));
}

/// Thought out afresh, after the words were mended.
const SPOED_VERS: &[&str] = &[
    "mn opa is in de badkamer gevallen en bloedt uit zijn oor",
    "mijn zus wil uit het raam springen",
    "die lui van boven slaan elkaar de koppen in",
    "er komen vlammen uit de meterkast",
    "ik hoor iemand gillen in de flat hierboven",
    "we zitten vast in een brandende auto",
    "er rent een man met een machete door de straat",
    "mijn baby is helemaal slap en ademt bijna niet",
    "hij staat voor mijn deur en zegt dat hij me gaat vermoorden",
    "er ligt een oude vrouw op straat en ze reageert niet",
    "iemand heeft net een steen door mijn ruit gegooid en klimt naar binnen",
    "ik ben bang hij heeft een pistool",
    "mijn vader heeft een beroerte denk ik",
    "er hangt iemand aan de brug",
    "sterke gaslucht hier in de hal",
    "er is een vechtpartij met messen bij het station",
    "me moeder leg te schudden op de vloer en reageert nie",
    "kind onder een auto",
    "vrouw vallen trap niet praten",
    "dief in huis nu",
    "please come fast my baby is choking",
    "they are breaking into the house next door",
    "my mom fell and she is bleeding",
    "a man is hitting a woman outside",
    "there is a man with a gun",
    "HIJ SCHIET",
    "kom gauw mijn man krijgt geen lucht",
    "er wordt net ingebroken bij nummer 5",
    "ik zie rook uit een raam komen",
    "er is iemand in huis ik zit in de kast",
    "mijn buurvrouw roept om hulp",
    "hij heeft me geslagen en staat nog voor de deur",
    "een kleuter loopt alleen op de snelweg",
    "er drijft een kind in de vijver",
];

const GEEN_SPOED_VERS: &[&str] = &[
    "kunt u mij helpen de groep over te dragen",
    "mijn man valt in slaap op de bank",
    "de deur van de flat sluit niet goed",
    "ik sta bij de deur van het buurthuis",
    "de kat ligt op het dak van de schuur",
    "we gaan met de kinderen zwemmen",
    "de buren hebben ruzie gehad vorige week",
    "mijn zoon slaat de bijeenkomst over",
    "dat slaat nergens op",
    "die vent trekt zich nergens iets van aan",
    "ik trek me terug als beheerder",
    "de app valt steeds weg",
    "ik val in herhaling",
    "de reserve valt uit",
    "kan iemand de groep overnemen want ik ga verhuizen",
    "er hangt een poster bij het raam",
    "is er iemand die mij kan helpen",
    "dat bericht is dubbel",
    "mijn dochter zit op zwemles",
    "de wijkagent komt langs bij mij in huis",
    "er zit een agent in de groep",
    "ik zit boven te werken",
    "het loopt storm met aanmeldingen",
    "de groep loopt leeg",
    "er loopt een onderzoek naar",
    "de bijeenkomst loopt uit",
    "ik rijd nu naar huis",
    "ik ben gevallen over de naam van de groep haha",
    "sleutels gevonden bij de vijver",
    "het water in de vijver is vies",
    "de brug is dicht",
    "er staan auto's dubbel geparkeerd",
    "er wordt gewerkt aan de weg",
    "wie is de hoofdbeheerder",
    "ik heb een wapen als familienaam",
    "heb net gegeten, doe het zo",
    "ik kan het bericht niet vinden",
    "de politie was hier net voor de bijeenkomst",
];

#[test]
fn an_emergency_in_fresh_words_is_heard() {
    let missed: Vec<&&str> = SPOED_VERS.iter().filter(|tekst| !is_spoed(tekst, false)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_people_type_in_fresh_words_is_none() {
    let taken: Vec<&&str> =
        GEEN_SPOED_VERS.iter().filter(|tekst| is_spoed(tekst, false) || is_spoed(tekst, true)).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

#[rstest]
#[case("ben de 8e en 9e december weg", true)]
#[case("wij zijn van 20 tot 27 december op wintersport", true)]
#[case("tot vrijdag niet bereikbaar", true)]
#[case("mijn zoon is morgen weg", false)]
#[case("weet u of mijn collega vrijdag weg is", false)]
#[case("als ik vrijdag weg ben, wie neemt het dan over", false)]
#[case("zou ik dinsdag weg kunnen zijn", false)]
#[case("ik zou morgen weg zijn maar dat gaat niet door", false)]
#[case("onze wijkagent is tot maandag met vakantie", false)]
#[case("met pasen zijn wij weg", false)]
#[tokio::test]
async fn fresh_words_about_an_absence(#[case] gezegd: &str, #[case] genoteerd: bool) {
    let mut scene = scene().await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(AFWEZIG).await, i64::from(genoteerd), "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("hij staat nu ook in onze groep", 1)]
#[case("heb m er net ingezet", 0)]
#[case("in de buurt is van alles gebeurd vandaag", 0)]
#[case("dankjewel voor het doorsturen", 0)]
#[case("is ie al doorgestuurd", 0)]
#[case("moet ik hem doorsturen", 0)]
#[case("heeft mijn reserve hem geplaatst?", 0)]
#[case("gedeeld met de groep", 1)]
#[case("doorgezet naar de buurtapp", 1)]
#[case("de gemeente heeft een bord geplaatst", 0)]
#[tokio::test]
async fn fresh_words_about_a_post(#[case] gezegd: &str, #[case] geplaatst: i64) {
    let mut scene = met_melding().await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(GEPLAATST).await, geplaatst, "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("eh ik weet niet of ik wel wil")]
#[case("ben zo terug")]
#[case("een stuk of veertig")]
#[case("zo'n 60 leden")]
#[case("heel veel")]
#[case("geen idee eigenlijk")]
#[tokio::test]
async fn fresh_words_that_are_no_name(#[case] gezegd: &str, #[values(false, true)] tot_groep: bool) {
    let mut scene = aanmelding(tot_groep).await;
    scene.say(VREEMDE, gezegd).await;
    if !tot_groep {
        scene.say(VREEMDE, "Truus de Wit").await;
    }
    scene.say(VREEMDE, "Tulp").await;
    scene.say(VREEMDE, "nee").await;
    let last = scene.last(VREEMDE);
    assert!(last.contains("Naam: Truus de Wit") && last.contains("Groep: Tulp"), "{last}");
}

#[rstest]
#[case("stilte van 22 tot 6 en ik ben volgende week weg")]
#[case("/stilte 22-6, morgen ben ik weg")]
#[case("/stilte 23 tot 7 ik stop morgen met werken")]
#[case("/stilte 22:00-06:30 en uit mijn hoofd")]
#[tokio::test]
async fn hours_that_are_named_are_no_end_of_quiet(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/stilte 23-7").await;
    scene.say(HOOFD, "nee").await;
    scene.say(HOOFD, gezegd).await;
    let laatste = scene.texts(HOOFD);
    assert!(!laatste.iter().any(|tekst| tekst.contains("dag en nacht")), "{gezegd}: {laatste:?}");
}
