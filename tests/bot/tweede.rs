//! A second person: who is needed for what, how they are asked, and what they decide.

use heterdaad::bot::verstaan::{Intent, Uitkomst};
use heterdaad::domain::persoon::PersoonId;
use heterdaad::domain::rechten::Rol;
use heterdaad::domain::totp::Geheim;
use heterdaad::store::dienst;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, MINUTE_MS, Scene};

const CHEF: &str = "31612340004";
const WIJKAGENT: &str = "31612340005";

fn made_of(scene: &Scene) -> (Option<Intent>, Option<Uitkomst>) {
    let verstaan = scene.stage.verstaan().unwrap_or_default();
    (verstaan.intent, verstaan.uitkomst)
}

/// Forty groups in one wijk: as many as need a second person.
async fn wide(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 40).await;
    scene
}

/// The same, confirmed with its number.
async fn asked(engine: Engine) -> Scene {
    let scene = Scene::waiting(engine).await;
    assert_eq!(made_of(&scene), (Some(Intent::MeldingVerstuur), Some(Uitkomst::SecondPerson)));
    scene
}

#[rstest]
#[tokio::test]
async fn a_wide_alert_leaves_after_its_number_and_a_second_officer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = wide(engine).await;
    scene.say(AGENT, LINE).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("typ VERSTUUR 40"), "{preview}");
    assert!(preview.contains("Een collega moet akkoord geven: veel groepen tegelijk."), "{preview}");
    for (typed, why) in [("verstuur", "ZM-0001 gaat naar 40 groepen."), ("VERSTUUR 4", "U typte 4, maar ZM-0001")] {
        scene.say(AGENT, typed).await;
        assert!(scene.last(AGENT).starts_with(why), "{}", scene.last(AGENT));
        assert!(scene.last(AGENT).ends_with("Typ dan VERSTUUR 40."), "{}", scene.last(AGENT));
        assert_eq!(made_of(&scene), (Some(Intent::MeldingVerstuur), Some(Uitkomst::Ask)));
    }
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).ends_with("Typ dan VERSTUUR 40."), "a tap types no number: {}", scene.last(AGENT));
    assert_eq!(scene.count(AGENT_BEIDE), 0, "nobody is asked before");
    scene.say(AGENT, "VERSTUUR 40").await;
    assert!(scene.last(AGENT).contains("wacht op akkoord van een collega"), "{}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
    let asked = scene.last(AGENT_BEIDE);
    assert!(asked.contains("man, zwarte jas, witte schoenen"), "the whole text: {asked}");
    scene.say(AGENT, "verstuur 40").await;
    scene.say(AGENT, "akkoord ZM-0001").await;
    assert_eq!(made_of(&scene), (Some(Intent::MeldingGoedkeur), Some(Uitkomst::Denied)));
    assert!(scene.last(AGENT).starts_with("U verstuurde deze melding zelf."), "{}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(made_of(&scene), (Some(Intent::MeldingGoedkeur), Some(Uitkomst::Sent)));
    assert_eq!(scene.alerts().len(), 40);
    assert!(scene.last(AGENT_BEIDE).starts_with("Genoteerd, dank u. ZM-0001 gaat nu naar 40 groepen."));
    assert!(scene.last(AGENT).starts_with("Een collega gaf akkoord: ZM-0001 gaat nu naar 40 groepen."));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("ZM-0001 is al verstuurd."), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.alerts().len(), 40, "once");
    let people = "select verzender_id || ' ' || wie_id || ' ' || goedgekeurd_door || ' ' || tweede_om from melding";
    assert_eq!(scene.database.texts(people).await, ["1 1 2 groepen"]);
    let refused = "select count(*) from spoor where daad = 'melding goedkeuren' and geweigerd = 'zelfde persoon'";
    assert_eq!(scene.database.number(refused).await, 1);
}

#[tokio::test]
async fn a_typed_agreement_counts_and_one_of_the_gemeente_only() {
    let mut scene = asked(Engine::Sqlite).await;
    let elders = "31612340006";
    scene.person(elders, Rol::Politie, &["loosduinen"]).await;
    scene.say(elders, "akkoord ZM-0001").await;
    assert_eq!(made_of(&scene), (Some(Intent::MeldingGoedkeur), Some(Uitkomst::Denied)));
    assert_eq!(scene.alerts().len(), 0);
    scene.say(AGENT_BEIDE, "akkoord zm 1").await;
    assert_eq!(scene.alerts().len(), 40);
}

#[tokio::test]
async fn agreed_without_a_number_shows_it_once_more() {
    let mut scene = asked(Engine::Sqlite).await;
    let before = scene.count(AGENT_BEIDE);
    scene.say(AGENT_BEIDE, "akkoord").await;
    assert_eq!(scene.alerts().len(), 0, "that word may be about anything");
    assert_eq!(scene.count(AGENT_BEIDE), before + 1);
    assert_eq!(scene.titles(AGENT_BEIDE), ["Goedkeuren", "Afwijzen"]);
}

#[tokio::test]
async fn a_refusal_goes_back_with_its_reason() {
    let mut scene = asked(Engine::Sqlite).await;
    scene.tap(AGENT_BEIDE, "Afwijzen").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Waarom kan ZM-0001 niet uit?"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "?").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Geef een korte reden"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "verkeerde wijk").await;
    assert!(scene.last(AGENT).contains("Reden: verkeerde wijk. Er is niets verstuurd."), "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Aanpassen", "Annuleren"]);
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("ZM-0001 wacht niet meer"), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.alerts().len(), 0);
    // Changed, it needs the number and the colleague anew; the old button shows what it says now.
    scene.tap(AGENT, "Aanpassen").await;
    scene.tap(AGENT, "Beschrijving").await;
    scene.say(AGENT, "vrouw met rode jas en een fiets").await;
    scene.say(AGENT, "ja verstuur 40").await;
    scene.tap_on(AGENT_BEIDE, "man, zwarte jas", "Goedkeuren").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("De tekst is veranderd."), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.alerts().len(), 0);
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 40);
}

/// "Afwijzen" without a number shows what waits: it may have been said of something before it.
#[rstest]
#[case("afwijzen")]
#[case("afwijzen te breed")]
#[case("/afwijzen")]
#[tokio::test]
async fn a_refusal_without_a_number_shows_the_alert_first(#[case] text: &str) {
    let mut scene = asked(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, text).await;
    assert_eq!(scene.titles(AGENT_BEIDE), ["Goedkeuren", "Afwijzen"], "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 40, "nothing was refused");
}

/// "ZM-0001 akkoord, maar alleen Rokkeveen": that is not what waits.
#[rstest]
#[case("ZM-0001 akkoord, maar alleen Rokkeveen")]
#[case("akkoord zm-0001 maar zonder die jas")]
#[case("goedgekeurd zm 1 mits de kleur klopt")]
#[case("/akkoord ZM-0001 behalve meerzicht")]
#[case("akkoord zm1, alleen niet naar oosterheem")]
#[tokio::test]
async fn a_yes_with_a_condition_sends_nothing(#[case] text: &str) {
    let mut scene = asked(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, text).await;
    assert_eq!(scene.alerts().len(), 0, "{text}: {}", scene.last(AGENT_BEIDE));
}

/// Taken up to be changed, and then left: it lapses, and its writer hears that; thrown away, the colleagues do.
#[tokio::test]
async fn what_was_taken_up_to_be_changed_ends_for_everybody() {
    let mut scene = asked(Engine::Sqlite).await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.say(AGENT, "annuleer").await;
    scene.say(AGENT, "/melding woninginbraak heel zoetermeer man, zwarte jas").await;
    scene.pass_ms(3 * 3_600_000).await;
    assert!(
        scene.texts(AGENT_BEIDE).iter().any(|text| text.contains("gaat niet uit")),
        "{:?}",
        scene.texts(AGENT_BEIDE)
    );
    let mut scene = asked(Engine::Sqlite).await;
    scene.tap(AGENT, "Aanpassen").await;
    let before = scene.count(AGENT);
    scene.pass_ms(3 * 3_600_000).await;
    assert!(scene.count(AGENT) > before, "{:?}", scene.texts(AGENT));
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verlopen'").await, 1);
}

/// While it is being changed nobody agrees to it as it was, whatever is typed at "wat wilt u aanpassen?".
#[rstest]
#[case("man rode jas gele pet")]
#[case("toch niet hele gemeente maar alleen rokkeveen")]
#[case("hij heeft ook een rode rugzak")]
#[case("jas was blauw")]
#[case("nee wacht even")]
#[tokio::test]
async fn what_is_being_changed_waits_for_nobody(#[case] getypt: &str) {
    let mut scene = asked(Engine::Sqlite).await;
    scene.tap(AGENT, "Aanpassen").await;
    assert!(scene.last(AGENT_BEIDE).contains("ZM-0001 wordt aangepast"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT, getypt).await;
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 0, "{getypt}: a tap");
    scene.say(AGENT_BEIDE, "akkoord zm-0001").await;
    assert_eq!(scene.alerts().len(), 0, "{getypt}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[tokio::test]
async fn those_whose_task_it_is_are_asked_first_and_the_others_after_three_minutes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = wide(engine).await;
    scene.person(CHEF, Rol::Goedkeurder, &["zoetermeer"]).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "verstuur 40").await;
    assert_eq!((scene.count(CHEF), scene.count(AGENT_BEIDE)), (1, 0));
    scene.pass_ms(2 * MINUTE_MS).await;
    assert_eq!(scene.count(AGENT_BEIDE), 0);
    scene.pass_ms(2 * MINUTE_MS).await;
    assert_eq!((scene.count(CHEF), scene.count(AGENT_BEIDE)), (1, 1));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 40);
    scene.tap(CHEF, "Afwijzen").await;
    assert!(scene.last(CHEF).starts_with("ZM-0001 is al verstuurd."), "{}", scene.last(CHEF));
}

#[tokio::test]
async fn nobody_decides_and_it_lapses_with_its_validity() {
    let mut scene = asked(Engine::Sqlite).await;
    scene.pass_ms(2 * 60 * MINUTE_MS).await;
    assert!(scene.last(AGENT).starts_with("Niemand gaf op tijd akkoord op ZM-0001."), "{}", scene.last(AGENT));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("ZM-0001 wacht niet meer"), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn the_writer_can_still_cancel_it() {
    let mut scene = asked(Engine::Sqlite).await;
    scene.tap(AGENT, "Annuleren").await;
    assert_eq!(made_of(&scene), (Some(Intent::MeldingAnnuleer), Some(Uitkomst::Accepted)));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn one_person_on_two_telephones_is_one_person() {
    let mut scene = wide(Engine::Sqlite).await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    let geheim = Geheim::van([7; 20]);
    let now_ms = scene.now_ms();
    // The officer with a telephone of their own, signed on to that of the control room too.
    dienst::set_secret(&mut tx, PersoonId(1), &geheim, now_ms).await.unwrap();
    dienst::set_shared(&mut tx, PersoonId(2), true, now_ms).await.unwrap();
    tx.commit().await.unwrap();
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "verstuur 40").await;
    let code = geheim.code(heterdaad::domain::totp::stap(scene.now_ms()));
    scene.say(AGENT_BEIDE, &format!("/dienst {code}")).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("U verstuurde deze melding zelf."), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(made_of(&scene), (Some(Intent::MeldingGoedkeur), Some(Uitkomst::Denied)));
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[tokio::test]
async fn a_wijkagent_writes_for_their_own_wijk_and_a_colleague_sends(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("loosduinen", "waldeck", 2).await;
    scene.wijkagent(WIJKAGENT, "loosduinen", "waldeck").await;
    scene.say(WIJKAGENT, "/melding woninginbraak Houtwijk man rode jas").await;
    assert!(scene.last(WIJKAGENT).contains("uw eigen wijk: Waldeck"), "{}", scene.last(WIJKAGENT));
    scene.say(WIJKAGENT, "/melding woninginbraak Waldeck man rode jas").await;
    assert_eq!(made_of(&scene), (Some(Intent::MeldingNieuw), Some(Uitkomst::SecondPerson)));
    let texts = scene.texts(WIJKAGENT).concat();
    assert!(texts.contains("NOG NIET VERSTUURD") && texts.contains("concept van de wijkagent"), "{texts}");
    assert!(scene.last(WIJKAGENT).contains("wacht op akkoord van een collega"), "{}", scene.last(WIJKAGENT));
    assert_eq!(scene.titles(WIJKAGENT), ["Aanpassen", "Annuleren"]);
    assert_eq!(scene.alerts().len(), 0);
    assert_eq!(scene.count(AGENT), 0, "not of that gemeente");
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 2);
    assert!(scene.last(WIJKAGENT).starts_with("Een collega gaf akkoord"), "{}", scene.last(WIJKAGENT));
    scene.say(WIJKAGENT, "/groep Kernteam: 06 1234 0011").await;
    assert!(!scene.last(WIJKAGENT).contains("Kernteam"), "that is not writing: {}", scene.last(WIJKAGENT));
}

#[tokio::test]
async fn the_whole_gemeente_needs_a_second_person_however_few_groups() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("loosduinen", "waldeck", 1).await;
    let alle = "Kraayenstein, Houtwijk, Waldeck, Nieuw Waldeck, Rosenburg, Kom Loosduinen, Bohemen en Kijkduin";
    scene.say(AGENT_BEIDE, &format!("/melding overval {alle} man met bivakmuts")).await;
    assert!(scene.last(AGENT_BEIDE).contains("hele gemeente"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "verstuur 1").await;
    assert!(scene.last(AGENT_BEIDE).contains("ik kan niemand bereiken"), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn words_that_send_and_words_that_do_not() {
    for (typed, made, sent) in [
        ("ok", Uitkomst::Ask, 0),
        ("👍", Uitkomst::Ask, 0),
        ("ja maar het is oosterheem", Uitkomst::Preview, 0),
        ("nee toch niet", Uitkomst::Accepted, 0),
        ("v", Uitkomst::Sent, 1),
        ("ja hoor stuur maar door", Uitkomst::Sent, 1),
        ("verstuur 1", Uitkomst::Sent, 1),
        ("verstuur 2", Uitkomst::Ask, 0),
    ] {
        let mut scene = Scene::new(Engine::Sqlite).await;
        scene.groups("zoetermeer", "rokkeveen", 1).await;
        scene.say(AGENT, LINE).await;
        scene.say(AGENT, typed).await;
        assert_eq!(made_of(&scene).1, Some(made), "{typed}");
        assert_eq!(scene.alerts().len(), sent, "{typed}");
    }
}
