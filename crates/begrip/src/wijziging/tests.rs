use super::*;
use rstest::rstest;

fn onderdelen() -> Onderdelen {
    Onderdelen {
        straat: Some("Waterlelie".into()),
        signalement: "man, zwarte jas, pet".into(),
        voertuig: Some("witte bus".into()),
        vluchtrichting: Some("richting station".into()),
        ..Onderdelen::default()
    }
}

fn lees_zo(getypt: &str) -> Option<Wijziging> {
    lees_bij(&onderdelen(), MeldingSoort::Woninginbraak, false, getypt)
}

/// A draft of this kind that says this, for Rokkeveen.
fn lees_bij(onderdelen: &Onderdelen, soort: MeldingSoort, alleen_tekst: bool, getypt: &str) -> Option<Wijziging> {
    let gemeenten = kern::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
    let kaart = Kaart::van(&gemeenten);
    let (gemeente, wijken) = (GemeenteId::from("zoetermeer"), [WijkId::from("rokkeveen")]);
    let concept = Concept { soort, gemeente: &gemeente, wijken: &wijken, onderdelen, alleen_tekst };
    lees(getypt, &concept, &kaart)
}

#[rstest]
#[case("nee meerzicht", &["meerzicht"])]
#[case("verkeerde wijk, moet noordhove zijn", &["noordhove"])]
#[case("NEE niet rokkeveen. MEERZICHT.", &["meerzicht"])]
#[case("de wijk klopt niet, dit hoort in seghwaert", &["seghwaert"])]
#[case("meerzicht ipv rokkeveen", &["meerzicht"])]
#[case("ook naar noordhove erbij", &["rokkeveen", "noordhove"])]
#[case("ja maar dan met noordhove erbij", &["rokkeveen", "noordhove"])]
#[case("er moet palenstein staan", &["palenstein"])]
#[case("wijk aanpassen naar meerzicht", &["meerzicht"])]
#[case("melding moet naar meerzicht", &["meerzicht"])]
#[case("naar meerzicht graag", &["meerzicht"])]
fn another_wijk(#[case] getypt: &str, #[case] wijken: &[&str]) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(
        gelezen.wijken.as_deref(),
        Some(wijken.iter().map(|wijk| WijkId::from(*wijk)).collect::<Vec<_>>().as_slice())
    );
    assert_eq!(gelezen.onderdelen.signalement, onderdelen().signalement);
    assert_eq!(gelezen.rest, [""; 0]);
}

#[rstest]
#[case("2 mannen", "2 mannen, zwarte jas, pet")]
#[case("het waren 2 man", "2 mannen, zwarte jas, pet")]
#[case("nee nee nee een VROUW, geen man", "vrouw, zwarte jas, pet")]
#[case("3 daders", "3 daders, zwarte jas, pet")]
#[case("het zijn er drie", "drie mannen, zwarte jas, pet")]
#[case("jas was groen", "man, groene jas, pet")]
#[case("die jas is donkerblauw", "man, donkerblauwe jas, pet")]
#[case("niet zwart maar blauw", "man, blauwe jas, pet")]
#[case("grijs, niet zwart", "man, grijze jas, pet")]
#[case("blauwe jas", "man, blauwe jas, pet")]
#[case("oeps t was een blauwe jas, geen zwarte", "man, blauwe jas, pet")]
#[case("jas bleek bodywarmer", "man, zwarte bodywarmer, pet")]
#[case("zonder pet", "man, zwarte jas")]
#[case("zonder petje", "man, zwarte jas")]
#[case("doe dat petje er maar uit", "man, zwarte jas")]
#[case("haal zwarte jasje maar weg", "man, pet")]
#[case("maak van pet muts", "man, zwarte jas, muts")]
#[case("verander zwart in bruin", "man, bruine jas, pet")]
#[case("pet wordt muts", "man, zwarte jas, muts")]
#[case(
    "bijna goed! alleen die jas, die was niet zwart maar donkerblauw zegt aangeefster nu",
    "man, donkerblauwe jas, pet"
)]
#[case("die sporttas is blauw", "man, zwarte jas, pet, blauwe sporttas")]
#[case("man is kaal", "man, zwarte jas, pet, kaal")]
#[case("leeftijd 12", "man, zwarte jas, pet, 12 jaar")]
#[case("sig 2 erbij: vrouw, blonde staart", "man, zwarte jas, pet, vrouw, blonde staart")]
#[case("zonder die pet graag", "man, zwarte jas")]
#[case("haal die pet eruit", "man, zwarte jas")]
#[case("pet weg", "man, zwarte jas")]
#[case("geen jas", "man, pet")]
#[case("zet erbij: rode rugzak", "man, zwarte jas, pet, rode rugzak")]
#[case("rode rugzak", "man, zwarte jas, pet, rode rugzak")]
#[case("rugzak erbij", "man, zwarte jas, pet, rugzak")]
#[case("zet er nog bij dat hij mank loopt", "man, zwarte jas, pet, mank loopt")]
fn another_look(#[case] getypt: &str, #[case] signalement: &str) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.signalement, signalement, "{getypt}");
    assert_eq!(gelezen.rest, [""; 0], "{getypt}");
    let anders = Onderdelen { signalement: onderdelen().signalement, ..gelezen.onderdelen };
    assert_eq!(anders, onderdelen(), "{getypt}");
}

#[rstest]
#[case("tijd was 14.10", Some(Tijdstip::Om(14, 10)))]
#[case("22.40 was t", Some(Tijdstip::Om(22, 40)))]
#[case("14.50 en niet 15.40", Some(Tijdstip::Om(14, 50)))]
#[case("kwartier geleden", Some(Tijdstip::Geleden(15)))]
fn another_time(#[case] getypt: &str, #[case] tijdstip: Option<Tijdstip>) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.tijdstip, Some(tijdstip));
    assert_eq!(gelezen.onderdelen, onderdelen());
}

#[test]
fn other_parts() {
    let lees_zo = |getypt: &str| lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(lees_zo("het is een overval").soort, Some(MeldingSoort::Overval));
    assert_eq!(lees_zo("geen inbraak maar overval").soort, Some(MeldingSoort::Overval));
    assert_eq!(lees_zo("straat is Kerkweg").onderdelen.straat.as_deref(), Some("Kerkweg"));
    assert_eq!(lees_zo("richting was noord").onderdelen.vluchtrichting.as_deref(), Some("richting noord"));
    assert_eq!(
        lees_zo("richting het park, niet het station").onderdelen.vluchtrichting.as_deref(),
        Some("richting park")
    );
    assert_eq!(lees_zo("richting weg").onderdelen.vluchtrichting, None);
    assert_eq!(lees_zo("grijze bus, geen witte").onderdelen.voertuig.as_deref(), Some("grijze bus"));
    assert_eq!(lees_zo("bus was grijs").onderdelen.voertuig.as_deref(), Some("grijze bus"));
    assert_eq!(lees_zo("ze zijn te voet").onderdelen.vervoer.as_deref(), Some("te voet"));
}

#[rstest]
#[case("")]
#[case("ok")]
#[case("wat?")]
#[case("hoeveel mensen krijgen dit?")]
#[case("wacht even collega belt")]
#[case("ziet er goed uit")]
#[case("mooi")]
#[case("ik bel zo terug")]
#[case("zonder gekheid")]
#[case("naam is Jan de Vries 06 12345678")]
#[case("het is een marokkaan")]
fn no_change(#[case] getypt: &str) {
    assert_eq!(lees_zo(getypt), None, "{getypt}");
}

#[test]
fn what_has_no_place_is_told() {
    let gelezen = lees_zo("2 mannen, de buurvrouw filmt alles").unwrap_or_else(|| panic!("no change"));
    assert_eq!(gelezen.onderdelen.signalement, "2 mannen, zwarte jas, pet");
    assert_eq!(gelezen.rest, ["de buurvrouw filmt alles"]);
    let gelezen = lees_zo("jas was blauw, nog niet goedkeuren").unwrap_or_else(|| panic!("no change"));
    assert_eq!(gelezen.rest, ["goedkeuren"]);
}

#[test]
fn an_update_is_one_text() {
    let stond = "weg op een rode scooter richting park";
    let tekst = |getypt: &str| lees_in(stond, None, true, getypt).map(|gelezen| gelezen.onderdelen.signalement);
    assert_eq!(tekst("scooter was blauw").as_deref(), Some("weg op een blauwe scooter richting park"));
    assert_eq!(tekst("nee fatbike, geen scooter").as_deref(), Some("weg op een rode fatbike richting park"));
    assert_eq!(tekst("station niet park").as_deref(), Some("weg op een rode scooter richting station"));
    assert_eq!(tekst("mooi zo"), None);
    assert_eq!(tekst("niet rood"), None);
}

/// The words of a text, colours and people in one form.
fn in_een_vorm(tekst: &str) -> Vec<String> {
    let stam = |norm: String| {
        let kleur = |vorm_van: &str| {
            let mut lijst = MELDING.afkortingen.lijst.iter();
            lijst.find(|(_, _, vorm)| vorm == vorm_van).map(|(_, los, _)| los.clone())
        };
        let tint = ["donker", "licht"]
            .into_iter()
            .find_map(|tint| norm.strip_prefix(tint).and_then(kleur).map(|kleur| format!("{tint}{kleur}")));
        let kleur = kleur(&norm).or(tint);
        let mens = MELDING.personen.meervoud.iter().find(|(_, meer)| *meer == norm).map(|(enkel, _)| enkel.clone());
        kleur.or(mens).unwrap_or(norm)
    };
    woorden(tekst).into_iter().map(|woord| stam(woord.norm)).collect()
}

/// Every word of what comes out stood there, or was typed.
fn komt_ergens_vandaan(getypt: &str) {
    let Some(gelezen) = lees_zo(getypt) else { return };
    let alles = |delen: &Onderdelen| {
        let los =
            [&delen.straat, &delen.object, &delen.voertuig, &delen.kenteken, &delen.vervoer, &delen.vluchtrichting];
        let meer = [&delen.wapen, &delen.buit];
        let los = los.into_iter().chain(meer).flatten().cloned();
        los.chain([delen.signalement.clone()]).collect::<Vec<_>>().join(" ")
    };
    let mut bekend = in_een_vorm(&alles(&onderdelen()));
    bekend.extend(in_een_vorm(&voluit(getypt).tekst));
    bekend.extend(in_een_vorm(getypt));
    bekend.extend(
        ["richting", "jaar", "met", "via", "mogelijk", "wapen", "te", "voet", "op", "de", "stadscentrum"]
            .map(str::to_owned),
    );
    for woord in in_een_vorm(&alles(&gelezen.onderdelen)) {
        let hoort = bekend
            .iter()
            .any(|staat| *staat == woord || staat.replace(['-', ' '], "").contains(&woord.replace('-', "")));
        assert!(hoort, "{getypt:?}: where does {woord:?} come from? {:?}", gelezen.onderdelen);
    }
}

#[test]
fn no_voice_gets_a_word_that_nobody_typed() {
    let voorbeelden = crate::vermoeden::voorbeelden::lees(&crate::vermoeden::voorbeelden::map().join("leren"));
    for een in voorbeelden.unwrap_or_else(|fout| panic!("{fout}")) {
        komt_ergens_vandaan(&een.tekst);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_line_brings_a_word_that_nobody_typed(
        woorden in proptest::collection::vec(
            proptest::sample::select(vec![
                "niet", "geen", "maar", "jas", "zwarte", "blauw", "pet", "man", "2", "mannen", "zonder", "erbij", "weg",
                "eruit", "was", "is", "moet", "zijn", "ipv", "richting", "station", "meerzicht", "14.10", "tijd", ",", ".",
                "scooter", "bus", "wit", "leeftijd", "12", "maak", "van", "in", "de", "het", "nee", "rugzak", "straat", "ook",
            ]),
            0..9,
        )
    ) {
        komt_ergens_vandaan(&woorden.join(" "));
    }

    #[test]
    fn any_text_is_read(tekst in ".{0,120}") {
        komt_ergens_vandaan(&tekst);
    }
}

/// What each text becomes; `None`: it is asked.
#[rstest]
#[case("man, grijze trui", "grijs was de broek", Some("man, grijze trui, grijze broek"))]
#[case("man, grijze trui, zwarte broek", "zwart was de trui", Some("man, zwarte trui, zwarte broek"))]
#[case("man, zwarte jas", "die jas zou ook blauw kunnen zijn", None)]
#[case("man, zwarte jas", "zwarte jas kan ook donkerblauw zijn, schoenen weet ik niet", None)]
#[case("vrouw in rode jas", "die vrouw had een hond", None)]
#[case("man, zwarte jas", "hij draagt geen jas maar een hoodie", Some("man, zwarte hoodie"))]
#[case("man, rode jas met bontkraag", "die tweede had geen bontkraag", None)]
#[case("man, rode jas met bontkraag", "haar jas had geen bontkraag", Some("man, rode jas"))]
#[case("man, zwarte jas", "haar jas had geen bontkraag", None)]
#[case("meisje, 8 jaar, blauwe broek", "geen 9 maar 7 jaar", Some("meisje, 7 jaar, blauwe broek"))]
#[case("meisje, 1.30 lang blond haar", "haar haar is bruin", Some("meisje, 1.30 lang bruin haar"))]
#[case("man, zwarte jas", "jas is paars zegt moeder", Some("man, paarse jas"))]
#[case("man, zwarte leren jas", "jas was bruin", Some("man, bruine leren jas"))]
#[case("man, zwarte jas", "toch geen jas", Some("man"))]
#[case("2 mannen, fatbike", "mannen zijn jongens van een jaar of 15", None)]
#[case("man, zwarte jas", "zet rokkeveen oost erbij", None)]
#[case("man, zwarte jas", "jumbo is de plus", None)]
#[case("man, zwarte jas", "het is nu half 1", None)]
#[case("man, witte schoenen, hond", "geen witte maar zwarte schoenen en oh ja de hond was bruin", None)]
#[case("2 jongens op een fatbike", "de scooter had geen kenteken", None)]
#[case("man, grijze polo", "oc zegt dat het 2 auto's zijn", None)]
fn what_strangers_typed(#[case] eerst: &str, #[case] getypt: &str, #[case] wordt: Option<&str>) {
    let gelezen = lees_in(eerst, Some("richting station"), false, getypt);
    // What was read beside something that had no place is held up.
    let geheel = gelezen.filter(|gelezen| gelezen.rest.is_empty()).map(|gelezen| gelezen.onderdelen.signalement);
    assert_eq!(geheel.as_deref(), wordt, "{getypt}");
}

#[test]
fn a_direction_that_is_denied_is_no_wijk() {
    let gelezen = lees_zo("niet station maar centrum").unwrap_or_else(|| panic!("no change"));
    assert_eq!((gelezen.wijken, gelezen.onderdelen.vluchtrichting.as_deref()), (None, Some("richting centrum")));
    let gelezen = lees_zo("laatst gezien om 15.30 uur bij de speeltuin").unwrap_or_else(|| panic!("no change"));
    assert_eq!(gelezen.tijdstip, Some(Some(Tijdstip::Om(15, 30))));
}

/// What a stranger typed on 29 November 2026, and its kin.
#[rstest]
#[case("hij heeft ook een rugzak om", "man, zwarte jas, pet, rugzak")]
#[case("draagt ook een bril", "man, zwarte jas, pet, bril")]
#[case("met rugzak", "man, zwarte jas, pet, rugzak")]
#[case("zet er nog in dat hij een rugzak draagt", "man, zwarte jas, pet, rugzak")]
#[case("voeg toe dat hij een hond bij zich heeft", "man, zwarte jas, pet, hond")]
#[case("dader had geen pet op", "man, zwarte jas")]
#[case("hij droeg geen pet", "man, zwarte jas")]
#[case("doe die pet er maar uit dat is niet zeker", "man, zwarte jas")]
#[case("klopt behalve de jas die was rood", "man, rode jas, pet")]
fn what_somebody_has_or_has_not(#[case] getypt: &str, #[case] signalement: &str) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!((gelezen.onderdelen.signalement.as_str(), gelezen.rest), (signalement, Vec::new()), "{getypt}");
}

#[rstest]
#[case("tijd klopt niet moet kwart over twee zijn", Tijdstip::OpDeKlok(2, 15))]
#[case("tijd klopt niet was half 4", Tijdstip::OpDeKlok(3, 30))]
#[case("die 14.10 moet 14.40 wezen", Tijdstip::Om(14, 40))]
fn the_right_time_behind_the_wrong_one(#[case] getypt: &str, #[case] tijdstip: Tijdstip) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!((gelezen.tijdstip, gelezen.rest), (Some(Some(tijdstip)), Vec::new()), "{getypt}");
}

#[rstest]
#[case("geen inbraak maar overval", MeldingSoort::Overval)]
#[case("ander soort, dit is geen inbraak maar overval", MeldingSoort::Overval)]
#[case("dit is geen woninginbraak eh gewoon een straatroof", MeldingSoort::Straatroof)]
fn another_kind(#[case] getypt: &str, #[case] soort: MeldingSoort) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!((gelezen.soort, gelezen.rest), (Some(soort), Vec::new()), "{getypt}");
}

#[rstest]
#[case("hij is eerder 40")]
#[case("leeftijd wijzigen in circa 40 jaar")]
#[case("rond de 40 jaar")]
#[case("het kind is 40 en geen 30")]
fn another_age_takes_the_place_of_the_one_that_stands_there(#[case] getypt: &str) {
    let gelezen = lees_in("man, 30 jaar, pet", None, false, getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.signalement, "man, 40 jaar, pet", "{getypt}");
}

/// What is said to be wrong, or only named, and is not put right in the same line is told back.
#[rstest]
#[case("tijd klopt niet, 2 mannen", "tijd")]
#[case("kenteken is fout, 2 mannen", "kenteken")]
#[case("2 mannen en de straat is fout", "straat")]
#[case("richting station is fout, 2 mannen", "richting station")]
#[case("de wijk klopt niet, 2 mannen", "de wijk")]
#[case("2 mannen, pet niet", "pet")]
#[case("2 mannen, station", "station")]
fn what_is_wrong_and_not_put_right_is_told(#[case] getypt: &str, #[case] wat: &str) {
    if let Some(gelezen) = lees_zo(getypt) {
        assert!(gelezen.rest.concat().contains(wat), "{getypt}: {gelezen:?}");
    }
}
#[rstest]
#[case::reason_behind_it("ze is 17 geen 71, cijfers omgedraaid sorry", "man, zwarte jas, pet, 17 jaar")]
#[case::of_somebody("hij is 40", "man, zwarte jas, pet, 40 jaar")]
#[case::from_to("tussen de 20 en 35 jaar", "man, zwarte jas, pet, tussen de 20 en 35 jaar")]
#[case::two_of_a_kind("nee niet man vrouw!!", "vrouw, zwarte jas, pet")]
#[case::two_colours("niet zwart blauw", "man, blauwe jas, pet")]
#[case::who_says_so("getuige zegt nu dat t geen petje was maar n capuchon, pas ff aan", "man, zwarte jas, capuchon")]
#[case::around_it("zet er nog een litteken boven z'n oog bij", "man, zwarte jas, pet, litteken boven z'n oog")]
#[case::for_another("pet vervangen door muts", "man, zwarte jas, muts")]
#[case::for_another_first("vervang pet door muts", "man, zwarte jas, muts")]
#[case::inmiddels("3 daders inmiddels volgens getuige", "3 daders, zwarte jas, pet")]
fn what_the_officers_of_one_voice_typed(#[case] getypt: &str, #[case] wordt: &str) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.signalement, wordt, "{getypt}");
    assert_eq!(gelezen.rest, [""; 0], "{getypt}");
}

#[rstest]
#[case("zet er toch de kleur van dat busje bij, is donkerblauw geen zwart")]
#[case("kleur van het busje is donkerblauw")]
fn the_colour_of_a_thing_is_that_of_no_other(#[case] getypt: &str) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.signalement, onderdelen().signalement);
    assert_eq!(gelezen.onderdelen.voertuig.as_deref(), Some("donkerblauwe bus"), "{getypt}");
}

#[rstest]
#[case("wacht ik zei net meerzicht maar dat is fout, seghwaert")]
#[case("meerzicht, nee dat is verkeerd, seghwaert")]
fn what_was_said_to_be_wrong_is_no_wijk(#[case] getypt: &str) {
    let gelezen = lees_zo(getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.wijken, Some(vec![WijkId::from("seghwaert")]), "{getypt}");
}

#[rstest]
#[case::with_somebody("was met een meisje, niet alleen")]
#[case::whoever("slachtoffer hoeft er niet in, alleen dader")]
#[case::what_stands_there_always("voeg toe: niet zelf benaderen, 112 bellen")]
#[case::fewer("van twee naar één")]
fn what_says_nothing_of_the_person_changes_none(#[case] getypt: &str) {
    assert_eq!(lees_zo(getypt).map(|gelezen| gelezen.onderdelen), None, "{getypt}");
}

#[test]
fn a_time_stands_in_a_line_that_says_it_is_wrong() {
    let gelezen = lees_zo("tijdstip klopt niet in je tekst, bij ons staat het op 03.52u ipv 3.25").unwrap();
    assert_eq!(gelezen.tijdstip, Some(Some(Tijdstip::Om(3, 52))));
}
/// A draft with this description, and this way.
fn lees_in(signalement: &str, waarheen: Option<&str>, alleen_tekst: bool, getypt: &str) -> Option<Wijziging> {
    let onderdelen = Onderdelen {
        signalement: signalement.into(),
        vluchtrichting: waarheen.map(str::to_owned),
        ..Onderdelen::default()
    };
    lees_bij(&onderdelen, MeldingSoort::Straatroof, alleen_tekst, getypt)
}

#[rstest]
#[case::a_request("grijze hoodie, blauwe broek", "Kun je de hoodie even zwart maken", "zwarte hoodie, blauwe broek")]
#[case::may_become("grijze hoodie, blauwe broek", "de hoodie mag zwart worden", "zwarte hoodie, blauwe broek")]
#[case::with_where_it_is("oranje jas, hond bij zich, op fiets", "nee geen hond", "oranje jas, op fiets")]
#[case::two_of_them("man, pet, rode trui", "pet weg en trui is groen", "man, groene trui")]
#[case::the_other_way("man, pet, blauwe broek", "broek is zwart en pet weg", "man, zwarte broek")]
#[case::one_more_one_less("man, jas", "zwarte pet erbij en jas weg", "man, zwarte pet")]
#[case::with_a_head("man, jas", "ja maar eerst: jas is rood", "man, rode jas")]
#[case::how_tall("man, jas", "hij was ongeveer 1.90", "man, jas, ongeveer 1.90")]
#[case::in_centimetres("man, jas", "hij is ongeveer 180 cm lang", "man, jas, ongeveer 180 cm lang")]
#[case::wears("man, jas", "draagt een pet", "man, jas, pet")]
#[case::two_colours_of_one("man, pet", "zwarte en witte jas erbij, pet weg", "man, zwarte en witte jas")]
#[case::two_of_each("man, pet, bril, blauwe jas", "pet en bril weg en jas is rood", "man, rode jas")]
fn a_stranger_corrected_it_so(#[case] stond: &str, #[case] getypt: &str, #[case] wordt: &str) {
    let gelezen = lees_in(stond, None, false, getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.signalement, wordt, "{getypt}");
    assert_eq!(gelezen.rest, [""; 0], "{getypt}");
}

#[rstest]
#[case("niet richting Kijkduin maar Loosduinen", "Kijkduin", "richting Loosduinen")]
#[case("richting Den Haag ipv Delft", "Delft", "richting Den Haag")]
fn a_way_stays_a_way(#[case] getypt: &str, #[case] stond: &str, #[case] wordt: &str) {
    let gelezen =
        lees_in("man, jas", Some(&format!("richting {stond}")), false, getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.vluchtrichting.as_deref(), Some(wordt), "{getypt}");
    assert_eq!((gelezen.onderdelen.signalement.as_str(), gelezen.rest.len()), ("man, jas", 0), "{getypt}");
}

#[rstest]
#[case("pet is toch zwart", "pet is zwart")]
#[case("pet was blauw", "pet is blauw")]
fn what_an_update_says_of_a_thing_is_put_right_there(#[case] getypt: &str, #[case] wordt: &str) {
    let gelezen = lees_in("pet is rood", None, true, getypt).unwrap_or_else(|| panic!("{getypt}"));
    assert_eq!(gelezen.onderdelen.signalement, wordt, "{getypt}");
}

#[test]
fn a_weapon_that_is_another_is_no_word_that_was_not_understood() {
    let gelezen = lees_in("man, jas", None, false, "het was geen mes maar een vuurwapen").unwrap();
    assert_eq!((gelezen.onderdelen.wapen.as_deref(), gelezen.rest.len()), (Some("vuurwapen"), 0));
}
