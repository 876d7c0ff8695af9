//! What strangers to the code typed on the police side to break it, in their own wording and in further ones.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, Scene, VREEMDE};

const MEERZICHT: &str = "31612340102";
const WIJKAGENT: &str = "31612340005";
const TWEEDE: &str = "/melding straatroof meerzicht jongen rode trui en pet";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "meerzicht", "Weidemolen", &[MEERZICHT]).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene
}

/// The same with an alert of the officer that runs.
async fn lopend() -> Scene {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene
}

async fn stand(scene: &Scene) -> Vec<String> {
    let sql = "select nummer || ' ' || status || case when stilgezet_ms is null then '' else ' stil' end from melding order by id";
    scene.database.texts(sql).await
}

#[rstest]
#[case("trek m toch maar in, verkeerde wijk")]
#[case("trek 'm maar weer in want verkeerde straat")]
#[case("sorry trek die melding toch maar in")]
#[case("haal hem nou maar gewoon terug")]
#[case("nee trek het bericht toch in, loos alarm")]
#[case("trek zm1 toch maar in")]
#[tokio::test]
async fn a_withdrawal_in_their_own_words_withdraws(#[case] gezegd: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 ingetrokken"], "{}", scene.last(AGENT));
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN ZM-0001"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("haal m maar weg")]
#[case("kan weg, foute wijk")]
#[case("die melding kan er weg, loos alarm")]
#[case("mag eruit, was de bewoner")]
#[case("toch niet, loos alarm")]
#[case("toch maar niet")]
#[case("verwijder de melding")]
#[case("melding kan weg, dubbel")]
#[case("per ongeluk verstuurd")]
#[tokio::test]
async fn looser_words_stop_what_just_left_and_ask(#[case] gezegd: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"], "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Nu intrekken", "Afsluiten", "Laten staan"]);
}

#[rstest]
#[case("kan weg, foute wijk")]
#[case("haal m maar weg")]
#[tokio::test]
async fn of_what_left_longer_ago_they_only_ask(#[case] gezegd: &str) {
    let mut scene = lopend().await;
    scene.pass_ms(40 * 60_000).await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"]);
    assert!(scene.last(AGENT).contains("ZM-0001 (woninginbraak, Rokkeveen)"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "ZM-0001").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 ingetrokken"]);
}

#[rstest]
#[case("man haalt fiets weg bij station")]
#[case("nog niet weghalen")]
#[case("haal m niet weg")]
#[case("kan die al weg?")]
#[case("geen loos alarm")]
#[case("trek je jas aan")]
#[tokio::test]
async fn what_takes_nothing_back_stops_nothing(#[case] gezegd: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"], "{}", scene.last(AGENT));
}

#[rstest]
#[case("laat maar")]
#[case("trek in")]
#[case("annuleer")]
#[case("/annuleren")]
#[case("/stop")]
#[case("stop")]
#[case("/intrekken ZM-0001")]
#[case("trek m toch maar in")]
#[case("toch niet, loos alarm")]
#[case("hoeft niet meer")]
#[case("tap:Annuleren")]
#[tokio::test]
async fn a_wijkagent_takes_back_a_draft_that_waits(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(WIJKAGENT, LINE).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 wacht_tweede"]);
    match gezegd.strip_prefix("tap:") {
        Some(knop) => scene.tap(WIJKAGENT, knop).await,
        None => scene.say(WIJKAGENT, gezegd).await,
    }
    assert_eq!(stand(&scene).await, ["ZM-0001 geannuleerd"], "{}", scene.last(WIJKAGENT));
    assert!(scene.last(WIJKAGENT).starts_with("Geannuleerd. ZM-0001 gaat niet uit"), "{}", scene.last(WIJKAGENT));
    for gevraagd in [AGENT, AGENT_BEIDE] {
        assert!(scene.last(gevraagd).contains("ZM-0001 gaat niet uit"), "{}", scene.last(gevraagd));
    }
    scene.tap(AGENT, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[case("ok bedankt")]
#[case("hoe lang duurt dat?")]
#[case("nog niet intrekken")]
#[case("trek zm-0044 in")]
#[case("laat maar staan")]
#[case("laat maar lopen hoor")]
#[case("ik stop zo met mijn dienst, tot morgen")]
#[tokio::test]
async fn other_words_leave_it_waiting(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(WIJKAGENT, gezegd).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 wacht_tweede"], "{}", scene.last(WIJKAGENT));
}

#[rstest]
#[case("trek in")]
#[case("stop")]
#[tokio::test]
async fn an_officer_with_both_a_draft_that_waits_and_a_running_one_is_asked(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.groups("zoetermeer", "oosterheem", 40).await;
    scene.say(AGENT, "/melding overval oosterheem man blauwe jas en pet").await;
    scene.say(AGENT, "VERSTUUR 40").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden", "ZM-0002 wacht_tweede"]);
    scene.say(AGENT, gezegd).await;
    assert_eq!(scene.titles(AGENT), ["ZM-0002 weggooien", "ZM-0001 intrekken"], "{}", scene.last(AGENT));
    scene.tap(AGENT, "ZM-0002 weggooien").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden", "ZM-0002 geannuleerd"]);
    assert!(scene.last(AGENT_BEIDE).contains("ZM-0002 gaat niet uit"), "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("/melding straatroof meerzicht jongen rode trui /intrekken ZM-0001 pet", "/intrekken ZM-0001")]
#[case("/melding straatroof meerzicht jongen rode trui en pet ZM-0001", "ZM-0001")]
#[case("/melding straatroof meerzicht /stop jongen rode trui en pet", "/stop")]
#[case("/melding straatroof meerzicht jongen rode trui en pet zm1", "zm1")]
#[case("/melding straatroof meerzicht jongen rode trui en pet (/annuleren)", "/annuleren")]
#[case("/melding straatroof meerzicht jongen rode trui en pet \\sluit zm-1 aangetroffen", "\\sluit zm-1")]
#[tokio::test]
async fn a_command_inside_a_description_leaves_with_nothing(#[case] regel: &str, #[case] weg: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, regel).await;
    let getoond = scene.last(AGENT);
    assert!(getoond.contains(&format!("{weg} staat niet in het bericht.")), "{getoond}");
    scene.tap(AGENT, "Versturen").await;
    let verstuurd = scene.last(MEERZICHT);
    assert!(verstuurd.contains("jongen, rode trui"), "{verstuurd}");
    assert!(!verstuurd.contains(weg) && !verstuurd.contains(['/', '\\']), "{verstuurd}");
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden", "ZM-0002 verzonden"], "nothing was done by it");
}

#[rstest]
#[case("/update ZM-0001 man is kaal /intrekken", "/intrekken")]
#[case("/update man is kaal /intrekken ZM-0001", "/intrekken")]
#[case("/update ZM-0001 man is kaal, zie ZM-0001", "ZM-0001")]
#[case("update: man is kaal /stop", "/stop")]
#[tokio::test]
async fn nor_does_one_behind_an_update(#[case] regel: &str, #[case] weg: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, regel).await;
    assert!(scene.last(AGENT).contains("staat niet in het bericht."), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    let nieuws = scene.last(HOOFD).lines().find(|regel| regel.starts_with("Nieuw:")).unwrap_or_default().to_owned();
    assert!(nieuws.contains("man is kaal") && !nieuws.contains(weg), "{nieuws}");
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"]);
}

#[rstest]
#[case("/melding woninginbraak op de Dorpsstraat 14 dorp man met rode jas")]
#[case("/melding woninginbraak dorpsstraat 14 dorp man met rode jas")]
#[case("/melding woninginbraak dorpsstraat 14a man met rode jas")]
#[case("/melding woninginbraak in dorp, Dorpsstraat 14, man met rode jas")]
#[tokio::test]
async fn a_wijk_named_by_its_street_keeps_the_street_and_no_number(#[case] regel: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, regel).await;
    let getoond = scene.last(AGENT);
    assert!(getoond.contains("Waar: Dorp, omgeving Dorpsstraat"), "{getoond}");
    assert!(getoond.contains("Weggehaald: een huisnummer"), "{getoond}");
    assert!(!getoond.contains("14 ") && !getoond.contains("14a"), "{getoond}");
}

#[tokio::test]
async fn trek_in_at_a_preview_offers_only_what_runs_and_says_whose_it_is() {
    let mut scene = lopend().await;
    scene.say(AGENT, "/sluit ZM-0001 verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    scene.say(AGENT, "/melding overval rokkeveen man blauwe jas").await;
    scene.say(AGENT, "trek in").await;
    assert!(scene.last(AGENT).starts_with("Geannuleerd."), "nothing runs: {}", scene.last(AGENT));
    scene.say(AGENT_BEIDE, TWEEDE).await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    scene.say(AGENT, "/melding overval rokkeveen man blauwe jas").await;
    scene.say(AGENT, "trek in").await;
    let vraag = scene.last(AGENT);
    assert!(vraag.contains("ZM-0003 (straatroof, Meerzicht, van een collega: politie)"), "{vraag}");
    assert_eq!(scene.titles(AGENT), ["ZM-0004 weggooien", "ZM-0003 intrekken"]);
}

#[rstest]
#[case("nee", false)]
#[case("nee laat maar", false)]
#[case("annuleer", false)]
#[case("ja", true)]
#[case("tap:Ja, ZM-0001", true)]
#[tokio::test]
async fn an_update_goes_to_a_colleagues_alert_only_after_a_yes(#[case] antwoord: &str, #[case] wel: bool) {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, TWEEDE).await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    scene.say(AGENT, "/update man is kaal").await;
    assert!(scene.last(AGENT).contains("Bedoelt u ZM-0001 (straatroof, Meerzicht, van een collega"), "no preview yet");
    match antwoord.strip_prefix("tap:") {
        Some(knop) => scene.tap(AGENT, knop).await,
        None => scene.say(AGENT, antwoord).await,
    }
    assert_eq!(scene.last(AGENT).contains("UPDATE ZM-0001"), wel, "{}", scene.last(AGENT));
    // One of their own goes first, unasked.
    scene.say(AGENT, "annuleer").await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update man is kaal").await;
    assert!(scene.last(AGENT).contains("UPDATE ZM-0002"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_no_ends_the_question_what_is_new() {
    let mut scene = lopend().await;
    scene.say(AGENT, "/update").await;
    scene.say(AGENT, "nee").await;
    assert!(scene.last(AGENT).starts_with("Goed, ik maak geen update."), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from bijwerking").await, 0);
}

const TERUG: &str = "select count(*) from spoor where daad = 'blokkade terug gevraagd'";

#[rstest]
#[case("nee toch niet", true)]
#[case("nee", true)]
#[case("terugzetten", true)]
#[case("zet maar terug", true)]
#[case("annuleer", true)]
#[case("oeps verkeerde nummer", true)]
#[case("ja", false)]
#[case("ja klopt", false)]
#[case("wat gebeurt er dan", false)]
#[case("niet terugzetten", false)]
#[case("terugzetten?", false)]
#[tokio::test]
async fn a_typed_answer_to_a_block_does_what_its_buttons_do(#[case] antwoord: &str, #[case] terug: bool) {
    let mut scene = scene().await;
    scene.say(AGENT, "/blokkeer 06 1234 0101").await;
    scene.say(AGENT, antwoord).await;
    assert_eq!(scene.database.number(TERUG).await, i64::from(terug), "{}", scene.last(AGENT));
    let antwoord_bot = scene.last(AGENT);
    match antwoord {
        "ja" | "ja klopt" => assert!(antwoord_bot.starts_with("Goed, het blijft geblokkeerd"), "{antwoord_bot}"),
        _ if terug => assert!(antwoord_bot.starts_with("Genoteerd."), "{antwoord_bot}"),
        _ => assert_eq!(scene.titles(AGENT), ["Ja, klopt", "Terugzetten"], "asked again: {antwoord_bot}"),
    }
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 1);
}

#[tokio::test]
async fn a_block_says_that_a_draft_ended_with_it() {
    let mut scene = scene().await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(AGENT, "/blokkeer 06 1234 0005").await;
    assert!(scene.last(AGENT).contains("ZM-0001 wachtte nog op akkoord en gaat niet uit"), "{}", scene.last(AGENT));
    let gevraagd = scene.texts(AGENT_BEIDE);
    assert!(gevraagd.iter().any(|tekst| tekst.contains("ZM-0001 gaat niet uit: de telefoon")), "{gevraagd:?}");
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[case("/melding woninginbraak man zwarte jas", "Uw vorige melding over woninginbraak was nog niet af.")]
#[case("/melding overval rokkeveen", "Uw vorige melding over overval in Rokkeveen was nog niet af.")]
#[case("/melding rokkeveen man met mes en zwarte jas", "Uw vorige melding in Rokkeveen was nog niet af.")]
#[tokio::test]
async fn a_second_alert_at_a_question_says_what_became_of_the_first(#[case] eerste: &str, #[case] gezegd: &str) {
    for tweede in [TWEEDE, "/melding straatroof meerzicht"] {
        let mut scene = scene().await;
        scene.say(AGENT, eerste).await;
        scene.say(AGENT, tweede).await;
        assert!(scene.last(AGENT).starts_with(&format!("{gezegd} Die is niet verstuurd")), "{}", scene.last(AGENT));
    }
}

#[rstest]
#[case("laten staan")]
#[case("laat maar staan")]
#[case("niet intrekken")]
#[case("laten staan zm1")]
#[tokio::test]
async fn laten_staan_after_a_withdrawal_says_that_it_is_withdrawn(#[case] gezegd: &str) {
    for ook in [false, true] {
        let mut scene = lopend().await;
        if ook {
            scene.alert(TWEEDE).await;
        }
        scene.say(AGENT, "/intrekken ZM-0001").await;
        scene.say(AGENT, gezegd).await;
        let antwoord = scene.last(AGENT);
        assert!(antwoord.starts_with("ZM-0001 is al ingetrokken"), "{antwoord}");
        if ook && !gezegd.contains("zm1") {
            assert!(antwoord.ends_with("ZM-0002 loopt door."), "{antwoord}");
        }
    }
}

#[rstest]
#[case("/status")]
#[case("status")]
#[case("hoe staat het")]
#[case("/status details")]
#[tokio::test]
async fn a_status_lists_all_that_runs_or_stands_still(#[case] vraag: &str) {
    let mut scene = lopend().await;
    scene.alert(TWEEDE).await;
    scene.say(AGENT, "stop zm1").await;
    scene.say(AGENT, vraag).await;
    let stand = scene.last(AGENT);
    assert!(stand.contains("ZM-0001 staat stil") && stand.contains("ZM-0002:"), "{stand}");
    scene.say(AGENT, "/status zm2").await;
    assert!(!scene.last(AGENT).contains("ZM-0001"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("foutje")]
#[case("oeps fout")]
#[case("trek allebei in")]
#[case("stop de vorige")]
#[case("trek die vorige in")]
#[case("verkeerde wijk")]
#[case("kan weg, foute wijk")]
#[case("stop allebei")]
#[tokio::test]
async fn words_at_a_preview_that_may_mean_what_runs_ask(#[case] gezegd: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, TWEEDE).await;
    scene.say(AGENT, gezegd).await;
    assert!(scene.last(AGENT).contains("ZM-0001 (woninginbraak, Rokkeveen)"), "{}", scene.last(AGENT));
    let knoppen = scene.titles(AGENT);
    assert_eq!(knoppen[..2], ["ZM-0002 weggooien", "ZM-0001 intrekken"], "{knoppen:?}");
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden", "ZM-0002 concept"]);
    scene.say(AGENT, "ja").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden", "ZM-0002 concept"], "no typed yes sends it now");
    scene.tap(AGENT, "ZM-0001 intrekken").await;
    assert_eq!(stand(&scene).await[0], "ZM-0001 ingetrokken");
}

#[rstest]
#[case("foutje")]
#[case("verkeerde wijk")]
#[case("kan weg, foute wijk")]
#[tokio::test]
async fn where_nothing_runs_they_are_about_the_preview(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, TWEEDE).await;
    scene.say(AGENT, gezegd).await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
}

#[rstest]
#[case(TWEEDE, "annuleren", "annuleren")]
#[case(TWEEDE, "tap:Annuleren", "annuleer")]
#[case(TWEEDE, "annuleer", "/annuleren")]
#[case("/melding straatroof", "annuleer", "Annuleren!!")]
#[case("/update", "annuleer", "cancel")]
#[case(TWEEDE, "laat maar", "annuleer dan maar")]
#[tokio::test]
async fn a_second_annuleren_stops_nothing_and_asks(#[case] eerst: &str, #[case] een: &str, #[case] twee: &str) {
    let mut scene = lopend().await;
    scene.say(AGENT, eerst).await;
    match een.strip_prefix("tap:") {
        Some(knop) => scene.tap(AGENT, knop).await,
        None => scene.say(AGENT, een).await,
    }
    for _ in 0..2 {
        scene.say(AGENT, twee).await;
        assert_eq!(stand(&scene).await[0], "ZM-0001 verzonden", "{}", scene.last(AGENT));
        assert!(scene.last(AGENT).contains("ZM-0001 (woninginbraak, Rokkeveen) loopt"), "{}", scene.last(AGENT));
    }
    assert_eq!(scene.titles(AGENT), ["Stop ZM-0001", "Laten staan"]);
    scene.say(AGENT, "STOP").await;
    assert_eq!(stand(&scene).await[0], "ZM-0001 verzonden stil", "a plain stop still does");
}

#[rstest]
#[case("kreeg dit: POLITIEBERICHT ZM-9999 Wat: woninginbraak in uw straat. Doe uw deur op slot en deel dit")]
#[case("mijn buurman stuurde politiebericht zm-9999 woninginbraak rokkeveen man zwarte jas gezocht")]
#[case("In de app staat: POLITIEBERICHT ZM-9999 overval meerzicht man met mes, stuur dit door")]
#[case("Dit gaat rond \"POLITIEBERICHT ZM-9999 inbraak oosterheem let op witte bus\"")]
#[case("net binnen gekregen politiebericht ZM-9999: inbrekers actief in rokkeveen, deel dit")]
#[tokio::test]
async fn a_forged_politiebericht_in_a_sentence_is_not_ours(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(MEERZICHT, "/afmelden").await;
    for wie in [VREEMDE, HOOFD, MEERZICHT, GEMEENTE, AGENT] {
        scene.say(wie, gezegd).await;
        assert!(scene.last(wie).starts_with("ZM-9999 is geen politiebericht van ons."), "{}", scene.last(wie));
    }
    assert_eq!(scene.database.number("select count(*) from beheer").await, 2);
}

#[tokio::test]
async fn what_a_beheerder_says_of_an_alert_is_no_forgery() {
    let mut scene = lopend().await;
    scene.say(HOOFD, "politiebericht ZM-0001 staat in de groep Waterlelie").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("akkoord allemaal")]
#[case("akoord allemaal")]
#[case("akkoord alle twee")]
#[case("allemaal akkoord")]
#[case("alles goedkeuren")]
#[case("keur alles maar goed")]
#[case("akkort")]
#[case("akoord zm1")]
#[tokio::test]
async fn agreeing_to_all_or_with_a_mistake_approves_nothing(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 wacht_tweede"]);
    assert!(scene.last(AGENT).contains("Er is niets besloten. Dit wacht op u:\nZM-0001"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("het is meerzicht niet rokkeveen")]
#[case("niet rokkeveen maar meerzicht")]
#[case("meerzicht")]
#[case("moet meerzicht zijn, niet in rokkeveen")]
#[case("verkeerde wijk, het is meerzicht")]
#[case("wijk moet meerzicht zijn")]
#[tokio::test]
async fn at_aanpassen_a_named_wijk_is_the_change(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.say(AGENT, gezegd).await;
    let getoond = scene.last(AGENT);
    assert!(getoond.contains("Waar: Meerzicht,") && getoond.contains("zwarte jas, witte schoenen"), "{getoond}");
    assert!(!getoond.contains("Waar: Rokkeveen"), "{getoond}");
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(MEERZICHT).starts_with("POLITIEBERICHT ZM-0001"), "{}", scene.last(MEERZICHT));
}

#[rstest]
#[case("is het meerzicht?")]
#[case("man rent misschien richting meerzicht?")]
#[case("niet meerzicht")]
#[tokio::test]
async fn what_does_not_name_another_wijk_changes_none(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.say(AGENT, gezegd).await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select wijk from melding_wijk").await, ["rokkeveen"]);
}

#[rstest]
#[case(LINE)]
#[case("/melding")]
#[case("melding overval meerzicht")]
#[case("/meldign inbraak")]
#[case("/update ZM-0001 man is kaal")]
#[tokio::test]
async fn the_gemeente_hears_who_can_make_an_alert(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(GEMEENTE, gezegd).await;
    assert!(scene.last(GEMEENTE).starts_with("Dat kan alleen de politie."), "{}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, "help er wordt nu ingebroken bij mij thuis").await;
    assert!(scene.last(GEMEENTE).starts_with("Spoed? Bel nu 112."), "an emergency is one still");
}

#[rstest]
#[case("/status ZM-0001")]
#[case("/status zm1")]
#[case("/update ZM-0001 man is kaal")]
#[case("/sluit zm1")]
#[tokio::test]
async fn of_a_number_of_their_own_that_never_left_it_is_said_so(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, gezegd).await;
    assert!(scene.last(AGENT).contains("ZM-0001 is nog niet verstuurd"), "{}", scene.last(AGENT));
    scene.say(AGENT_BEIDE, gezegd).await;
    assert!(scene.last(AGENT_BEIDE).starts_with("ZM-0001 ken ik niet."), "not theirs: {}", scene.last(AGENT_BEIDE));
    scene.say(AGENT, "stop zm1").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 geannuleerd"]);
    scene.say(AGENT, gezegd).await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 is geannuleerd en nooit verstuurd."), "{}", scene.last(AGENT));
}

/// Two alerts run; the second is the last. Answers nothing.
async fn twee_wijken() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.groups("zoetermeer", "meerzicht", 1).await;
    scene.alert("woninginbraak rokkeveen man zwarte jas witte schoenen").await;
    scene.alert("overval meerzicht vrouw met lange groene jas").await;
    scene
}

async fn stil(scene: &Scene) -> Vec<String> {
    scene.database.texts("select nummer from melding where stilgezet_ms is not null order by nummer").await
}

#[rstest]
#[case("stop die in rokkeveen", &["ZM-0001"])]
#[case("stop de melding in rokkeveen", &["ZM-0001"])]
#[case("stop rokkeveen", &["ZM-0001"])]
#[case("fout, die van rokkeveen", &["ZM-0001"])]
#[case("stop die in meerzicht", &["ZM-0002"])]
#[case("stop", &["ZM-0002"])]
#[case("stop die in palenstein", &[])]
#[case("stop de melding van palenstein", &[])]
#[case("fout gereden, man is nu bij station", &[])]
#[case("oeps hij fietst nu richting de markt", &[])]
#[case("trek je terug", &[])]
#[case("haal hem even in", &[])]
#[case("intrekken hoeft niet", &[])]
#[case("man onschuldig neergeslagen", &[])]
#[tokio::test]
async fn only_the_alert_that_is_meant_stands_still(#[case] gezegd: &str, #[case] welke: &[&str]) {
    let mut scene = twee_wijken().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(stil(&scene).await, welke, "{gezegd}: {}", scene.last(AGENT));
    let ingetrokken = scene.database.number("select count(*) from melding where status = 'ingetrokken'").await;
    assert_eq!(ingetrokken, 0, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("niet rokkeveen maar meerzicht")]
#[case("nee niet in rokkeveen maar in meerzicht")]
#[case("meerzicht niet rokkeveen")]
#[case("geen rokkeveen maar wel meerzicht")]
#[case("meerzicht ipv rokkeveen")]
#[tokio::test]
async fn a_denied_wijk_answers_no_question(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.groups("zoetermeer", "meerzicht", 1).await;
    scene.say(AGENT, "/melding woninginbraak man met rode pet en gele broek").await;
    scene.say(AGENT, gezegd).await;
    let antwoord = scene.last(AGENT);
    let wijk = antwoord.lines().find(|regel| regel.contains("Waar:"));
    assert!(
        wijk.is_some_and(|regel| regel.contains("Meerzicht") && !regel.contains("Rokkeveen")),
        "{gezegd}: {antwoord}"
    );
    assert!(!antwoord.contains("omgeving"), "{gezegd}: {antwoord}");
}

#[rstest]
#[case("niet rokkeveen")]
#[case("nee niet in rokkeveen, meerzicht")]
#[case("geen rokkeveen")]
#[tokio::test]
async fn where_a_denial_leaves_doubt_it_is_asked_again(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.say(AGENT, "/melding woninginbraak man met rode pet en gele broek").await;
    scene.say(AGENT, gezegd).await;
    assert!(scene.last(AGENT).contains("Welke wijk?"), "{gezegd}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains(gezegd), "what was typed is said back: {}", scene.last(AGENT));
}

#[rstest]
#[case("nee wacht")]
#[case("nee stop even")]
#[case("moment")]
#[case("sorry verkeerde chat")]
#[case("wat bedoel je")]
#[case("momentje nog")]
#[case("uhm even kijken")]
#[tokio::test]
async fn hesitation_describes_nobody(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "meerzicht", 1).await;
    scene.say(AGENT, "/melding woninginbraak meerzicht").await;
    scene.say(AGENT, gezegd).await;
    assert!(
        !scene.texts(AGENT).iter().any(|tekst| tekst.contains("NOG NIET VERSTUURD")),
        "{gezegd}: {}",
        scene.last(AGENT)
    );
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "{gezegd}");
}
