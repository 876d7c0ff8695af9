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

/// The same, thought out by somebody who had not seen those.
const SPOED_ANDERS: [&str; 124] = [
    "er is een gevecht gaande bij het winkelcentrum",
    "twee groepen jongeren gaan op elkaar los op het plein",
    "ze zijn mijn zoon aan het aftuigen",
    "er wordt geknokt voor de kroeg",
    "man trapt vrouw op straat",
    "die vent mept zijn vriendin",
    "iemand ligt bloedend op de stoep",
    "mijn man is bewusteloos gevallen",
    "opa krijgt geen adem",
    "mijn moeder heeft pijn op de borst en kan niet praten",
    "baby ademt raar en wordt blauw",
    "ik denk dat mijn buurman een beroerte heeft",
    "vrouw is van de trap gevallen en beweegt niet",
    "iemand is van het dak gevallen",
    "er is iemand onwel geworden in de supermarkt",
    "de schuur brandt",
    "er staat een auto te branden",
    "ik ruik brand in het trappenhuis",
    "rook in het portiek",
    "de keuken staat in de brand",
    "er komt gas vrij bij de werkzaamheden",
    "iets ontplofte net op de hoek",
    "ze proberen bij ons in te breken",
    "er zit iemand aan het slot van de buren te prutsen",
    "inbreker zit nog binnen",
    "er klimt iemand op ons balkon",
    "er staat een vreemde vent in mijn keuken",
    "mensen met zaklampen in het huis hiernaast, bewoners zijn weg",
    "alarm gaat af bij de juwelier en mannen rennen weg",
    "hij staat met een mes voor mijn deur",
    "die man heeft een vuurwapen in zijn hand",
    "iemand schiet op de flat",
    "ik hoorde knallen, lijkt op schieten",
    "hij zegt dat hij ons gaat vermoorden",
    "ik word gestalkt hij staat weer buiten voor mijn raam",
    "er loopt een gek met een hakbijl over de markt",
    "hij heeft haar bij de keel",
    "ze houden een jongen vast en slaan hem",
    "mijn dochter wordt lastiggevallen bij de bushalte",
    "hij probeert mijn kind mee te nemen",
    "meisje het busje in gesleurd",
    "kind ligt in de sloot",
    "iemand is te water geraakt",
    "een man is de plas in gelopen en komt niet meer boven",
    "er drijft een lichaam in het water",
    "fietser geschept door auto",
    "motorrijder onderuit, ligt stil op het asfalt",
    "kop-staartbotsing met gewonden op de afrit",
    "vrachtwagen heeft een meisje overreden",
    "auto de gevel in gereden",
    "iemand dreigt te springen van de flat",
    "hij wil zichzelf wat aandoen",
    "mijn vriendin heeft een hele strip pillen ingenomen",
    "er loopt een kleuter alleen op de snelweg",
    "er is net iemand beroofd onder het viaduct",
    "ze hebben net mijn tas gestolen en rennen naar het station",
    "twee mannen met maskers lopen de winkel in",
    "de pinautomaat wordt opgeblazen",
    "ze gooien stenen naar de ramen van de moskee",
    "help mij",
    "red ons",
    "alstublieft kom snel hij breekt de deur open",
    "stuur hulp",
    "we hebben hulp nodig nu",
    "iemand bel 112 alsjeblieft",
    "moet ik 112 bellen er ligt een man op straat",
    "snel hier worden klappen uitgedeeld voor de bar",
    "een hele groep staat te rammen op een jongen",
    "mijn ex staat op de deur te bonken en schreeuwt dat hij me afmaakt",
    "er wordt hard geschreeuwd en gegooid bij de buren, kind huilt",
    "ruzie loopt uit de hand bij de buren ik hoor klappen",
    "paniek bij de flat er is een vrouw neergestoken",
    "man met bijl op het schoolplein",
    "iemand zwaait met een wapen bij de tram",
    "twee gewapende mannen bij de juwelier",
    "ze staan met pistolen in de winkel",
    "de overvallers zijn nog binnen",
    "hij is aan het steken!",
    "er ligt iemand dood in het park",
    "ik denk dat ze dood is",
    "mijn collega heeft een hartinfarct denk ik",
    "kind heeft bleekmiddel gedronken",
    "oma is gevallen en kan niet meer opstaan, ze bloedt",
    "meisje heeft een epileptische aanval op het perron",
    "fietser ligt bewegingsloos op de rotonde",
    "twee auto's op elkaar geknald",
    "auto ligt op zijn kop in de berm",
    "er hangt iemand aan het balkon",
    "jongen staat op de rand van het dak",
    "iemand ligt op de rails",
    "kindje valt net in de gracht",
    "het ijs is gebroken en er ligt een kind in",
    "dikke zwarte rookpluim boven de wijk",
    "brand!!",
    "BRAND IN DE FLAT",
    "de caravan staat in lichterlaaie",
    "vuurwerkbom ontploft bij het portiek",
    "explosief aan de deur bij de buren",
    "sterke gaslucht in de kelder",
    "we kunnen niet naar buiten het trappenhuis staat vol rook",
    "ze zijn binnen bij mij",
    "er is iemand mijn woning binnengedrongen",
    "ik hoor voetstappen beneden terwijl ik alleen ben",
    "achterdeur van de buren staat open en er loopt een onbekende binnen",
    "twee mannen forceren de schuur",
    "jongens proberen auto's te openen in onze straat nu",
    "ze slopen nu een scooter los",
    "iemand is het raam aan het intikken",
    "een man rukt net de ketting van een vrouw",
    "mijn telefoon is net uit mijn hand gerukt",
    "ze hebben me net overvallen",
    "ik word gevolgd door een busje",
    "een man blijft achter mij aan lopen ik ben bang",
    "er staat een enge man bij de meisjeskleedkamer",
    "hij heeft zijn broek uit voor de kinderen",
    "kind huilt in een afgesloten auto in de zon",
    "klein meisje dwaalt alleen over de weg",
    "mijn zoontje van 4 is weg ik kan hem niet vinden",
    "onze demente moeder is net de deur uit gelopen en we zijn haar kwijt",
    "help mijn huis wordt leeggehaald",
    "er vallen schoten",
    "schietpartij bij de metro",
    "hij gaat haar iets doen",
    "doe iets ze maken hem dood",
];

/// What is an emergency while somebody is looked for.
const SPOED_BIJ_EEN_MELDING: [&str; 13] = [
    "ik zie vlammen bij de school",
    "ik zie de verdachte nu instappen bij lijn 3",
    "hij staat nu bij mij in de steeg die gast van het bericht",
    "dat meisje van de vermissing zit hier op een bankje",
    "ik heb de vermiste jongen hier bij me",
    "de gestolen auto rijdt nu langs mijn huis",
    "ik zie een hand boven water bij de brug",
    "de man van de foto zit nu in de bus",
    "gezochte jongens staan nu bij de snackbar",
    "ik heb hem! hij ligt hier onder een auto verstopt",
    "hij verstopt zich achter onze schuur",
    "er loopt nu een man met zwarte jas door de tuinen",
    "ze klimmen nu over de muur",
];

/// More of what people type all day.
const GEEN_SPOED_ANDERS: [&str; 137] = [
    "dankjewel, staat in alle drie de groepen",
    "doe ik na het eten",
    "ik zet het erin zodra ik thuis ben",
    "kan niet, ik sta voor de klas",
    "welke groep bedoelen jullie",
    "hoe zet ik een foto erbij",
    "mijn buurvrouw neemt het van mij over",
    "volgende week ben ik er niet",
    "graag minder berichten snachts",
    "is er nog nieuws over die jongen",
    "wat is de status van zm-0001",
    "hebben jullie de dader van gisteren al",
    "iedereen in de buurt is geschrokken van die inbraak",
    "in de groep vragen ze of de overvaller gepakt is",
    "bewoners vragen wat er aan de hand was",
    "er hangt een bordje scheef bij de ingang",
    "kunnen jullie meer surveilleren bij de school",
    "er wordt veel te hard gereden in onze straat",
    "kapotte straatverlichting aan het pad",
    "de container is weer niet geleegd",
    "hondenpoep op het grasveld",
    "er staat een caravan fout geparkeerd",
    "wat een brandend zand haha",
    "mijn zoontje heeft een brandweerpak",
    "we houden een burendag in september",
    "hoeveel beheerders zijn er in onze wijk",
    "ik wil mijn naam laten wissen",
    "wie leest dit eigenlijk",
    "is dit een robot",
    "mag de melding al verwijderd worden",
    "ik had hem al geplaatst om 14.10",
    "niet voor onze buurt bedoeld denk ik",
    "de buurman had het al geplaatst",
    "ik heb het gelezen",
    "bericht ontvangen, ga het zo doen",
    "sorry was even bezig met de kinderen",
    "zit in vergadering tot vier uur",
    "mijn telefoon was leeg",
    "welk nummer moet ik bellen voor een tip",
    "ik wil een tip doorgeven over drugs",
    "er hangen vaak jongeren bij de speeltuin",
    "gisteravond liep er een man langs de auto's te kijken",
    "vorige maand is mijn auto opengebroken",
    "vannacht zijn er bij ons in de straat twee fietsen weggehaald",
    "de inbraakgolf is gelukkig voorbij",
    "mooie actie van de politie laatst",
    "kat van de overburen is kwijt",
    "iemand een sleutelbos verloren bij de lidl",
    "gevonden: blauwe kinderfiets",
    "kan ik ook een sticker krijgen",
    "hoe werkt stilte",
    "ik snap het niet helemaal",
    "ok dan weet ik het",
    "wat doet de knop kan nu niet",
    "heb per ongeluk op de knop gedrukt",
    "de groep heeft nu 52 leden",
    "nieuwe naam van de groep is Buurtwacht Akelei",
    "mijn vrouw is nu beheerder",
    "ik ben nu reserve toch",
    "er is een nieuwe buurtagent toch",
    "de politie staat hier voor de deur vanwege een controle",
    "de brandweer oefent vandaag op het plein",
    "wij zijn zaterdag op de markt met een kraam",
    "er is woensdag een inloopavond over inbraakpreventie",
    "ik zit in een andere groep dan mijn man",
    "hij is al uit de groep gegaan",
    "ze staat niet in mijn lijst",
    "zij neemt de groep over",
    "de app doet het niet",
    "er komt geen bericht door",
    "klopt het dat er brand was bij de flat",
    "er gaat een verhaal rond over een overval",
    "wat is er gebeurd in de akelei",
    "waren dat schoten gisteren",
    "ik schrok van het bericht",
    "fijn dat jullie er zo snel bij waren",
    "hij is weer opgepakt hoor ik",
    "zoveel inbraken de laatste tijd",
    "dat was vuurwerk toch",
    "wij doen mee aan de burgernet actie",
    "mijn deurbel camera heeft beelden van zaterdag",
    "kan ik camerabeelden ergens inleveren",
    "ik heb beelden van de inbraak van vorige week",
    "ik heb gisteren een dreigmail gekregen",
    "is er een alarmnummer voor de buurt",
    "brandblusser gekeurd in het buurthuis",
    "de ehbo cursus is verplaatst",
    "heeft iemand een ladder te leen",
    "een boom is omgewaaid op het pad",
    "eenden op het ijs mooi gezicht",
    "het is glad op straat",
    "water in de kelder door de regen",
    "riool verstopt bij ons in de straat",
    "de bus rijdt niet vandaag",
    "tram heeft vertraging",
    "er is een omleiding bij de brug",
    "vuilnisbak in brand gestoken met oud en nieuw vorig jaar",
    "wij willen graag een buurtfeest",
    "wie komt er naar de vergadering",
    "ik kom ook",
    "ik kom niet",
    "kan die avond niet",
    "zet mij maar op de lijst",
    "hoe laat begint het",
    "moet ik een account maken",
    "ik ben de sleutel kwijt van mijn fiets",
    "mijn code werkt niet",
    "ik krijg geen berichten meer",
    "de groep is opgeheven",
    "ik heb een nieuw toestel",
    "ik ga verhuizen naar delft",
    "mijn man neemt het deze week waar",
    "ik sta nu in de file kan niet",
    "zit nu in de trein, straks",
    "heb hem net geplaatst",
    "net gedeeld in zuid",
    "hij staat nu in allebei",
    "staat erin, iedereen is alert",
    "erin gezet en er komen veel reacties",
    "gedaan en er zijn al vragen over",
    "gezien, ik plaats hem nu",
    "is goed, komt voor elkaar",
    "nee ik heb niks gezien",
    "hier niemand gezien",
    "geen idee wie dat is",
    "ik ken die man niet",
    "vrouw uit de straat zegt dat ze hem kent",
    "bewoner vraagt of hij nog gevaarlijk is",
    "mensen zijn bang door het bericht",
    "kinderen durven niet naar school",
    "het bericht klopt niet volgens een bewoner",
    "de auto is van mijn buurman",
    "die witte bus is van de aannemer",
    "de man met de hond woont hier gewoon",
    "er loopt een collectant van het rode kruis",
    "postbode loopt een nieuwe ronde",
    "de jongens voetballen op het plein",
];

#[test]
fn what_happens_now_is_an_emergency() {
    let missed: Vec<&str> = SPOED.into_iter().chain(SPOED_ANDERS).filter(|text| !is_spoed(text, false)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_glimpse_of_whoever_is_looked_for_is_one() {
    let missed: Vec<&str> = SPOED_BIJ_EEN_MELDING.into_iter().filter(|text| !is_spoed(text, true)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// What nobody had thought of when the words were chosen, each with its kind.
#[test]
fn what_was_missed_once_is_heard_in_other_words_too() {
    let missed = [
        "er staat een gast met een keukenmes op het schoolplein",
        "jongen zwaait met een vleesmes bij de bushalte",
        "er loopt iemand met een machete rond",
        "mijn collega is van de steiger gevallen",
        "de glazenwasser is van de ladder gevallen",
        "er is net iemand van het balkon gevallen",
        "een auto is net de gracht in gereden",
        "er is een scootmobiel in de sloot gereden",
        "bus te water geraakt bij de brug",
        "ze proberen mijn kind in een busje te trekken",
        "er wordt een meisje in een auto gesleurd",
        "man bloed hoofd straat",
        "twee gemaskerde mannen bij de juwelier",
    ];
    let unheard: Vec<_> = missed.iter().filter(|text| !is_spoed(text, false)).collect();
    assert!(unheard.is_empty(), "{unheard:#?}");
    let harmless = [
        "mijn telefoon is in het water gevallen",
        "de bal ligt in de sloot",
        "kan hem niet vinden in de groep",
        "ik kan het bericht niet vinden in de app",
        "heb een nieuw keukenmes gekocht",
        "wie heeft er een ladder te leen",
        "de steiger wordt morgen weggehaald",
    ];
    let heard: Vec<_> = harmless.iter().filter(|text| is_spoed(text, false)).collect();
    assert!(heard.is_empty(), "{heard:#?}");
}

#[test]
fn the_rest_is_none() {
    let taken: Vec<&str> =
        GEEN_SPOED.into_iter().chain(GEEN_SPOED_ANDERS).filter(|text| is_spoed(text, true)).collect();
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
