//! A batch in which things go wrong: the others keep their effects, and a chat keeps its order.

use std::future::Future;
use std::pin::Pin;

use heterdaad::bot::context::Cx;
use heterdaad::bot::error::{BotError, HandlerResult};
use heterdaad::bot::gedaan::Gedaan;
use heterdaad::bot::said::Said;
use rstest::rstest;

use crate::harness::{Engine, GEMEENTE, Scene};

/// What these tests look at is in the database.
const NIETS: Gedaan = Gedaan::Klaar(Vec::new());

/// A schema that fails on request: everything else is repeated back.
fn fragile<'c>(cx: &'c mut Cx<'_>, said: Said) -> Pin<Box<dyn Future<Output = HandlerResult> + Send + 'c>> {
    Box::pin(async move {
        let Said::Text(text) = said else { return Ok(NIETS) };
        // An effect before the failure, which must not remain.
        cx.record("gezegd", &text, None).await?;
        cx.reply(format!("u zei {text}")).await?;
        match text.as_str() {
            "fout" => Err(BotError::Missing("on request")),
            "paniek" => panic!("on request"),
            "botsing" => {
                let sql = "insert into groep_wijk (groep_id, wijk) values (999999, 'nergens')";
                sqlx::query(sql).execute(cx.tx.connection()).await.map_err(|error| BotError::Store(error.into()))?;
                Ok(NIETS)
            }
            _ => Ok(NIETS),
        }
    })
}

fn phone(n: usize) -> String {
    format!("3161234050{n}")
}

#[rstest]
#[tokio::test]
async fn one_that_fails_takes_nothing_of_its_neighbours(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::with_schema(engine, fragile).await;
    let now_ms = scene.now_ms();
    for (n, text) in ["eerste", "fout", "tweede", "paniek", "derde", "botsing", "vierde"].iter().enumerate() {
        let mut world = scene.stage.simulator.world();
        world.add_phone(&phone(n), "iemand");
        world.say(&phone(n), heterdaad::stage::NUMBER, text, now_ms);
    }
    scene.settle().await;
    scene.pass_ms(10_000).await;
    for (n, text) in [(0, "eerste"), (2, "tweede"), (4, "derde"), (6, "vierde")] {
        assert_eq!(scene.texts(&phone(n)), [format!("u zei {text}")]);
    }
    for n in [1, 3, 5] {
        assert_eq!(
            scene.texts(&phone(n)),
            ["Dat lukte niet, de fout ligt bij ons. Probeer het opnieuw. Spoed? Bel 112."],
            "told once"
        );
    }
    assert_eq!(
        scene.database.number("select count(*) from spoor where daad = 'gezegd'").await,
        4,
        "nothing of the failed remains"
    );
    assert_eq!(
        scene.database.number("select count(*) from inbox where toestand = 'mislukt' and pogingen = 3").await,
        3
    );
    assert_eq!(scene.database.number("select count(*) from inbox where toestand = 'nieuw'").await, 0);
}

#[rstest]
#[tokio::test]
async fn a_failed_item_holds_back_its_own_chat_and_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::with_schema(engine, fragile).await;
    let now_ms = scene.now_ms();
    {
        let mut world = scene.stage.simulator.world();
        world.add_phone(&phone(0), "iemand");
        for text in ["paniek", "daarna"] {
            world.say(&phone(0), heterdaad::stage::NUMBER, text, now_ms);
        }
        world.say(GEMEENTE, heterdaad::stage::NUMBER, "intussen", now_ms);
    }
    scene.settle().await;
    assert_eq!(
        scene.database.texts("select voorwerp from spoor").await,
        ["intussen"],
        "the chat waits for its failed item"
    );
    scene.pass_ms(10_000).await;
    assert_eq!(scene.database.texts("select voorwerp from spoor order by id").await, ["intussen", "daarna"]);
    let texts = scene.texts(&phone(0));
    assert!(texts.iter().any(|text| text == "u zei daarna"), "the chat goes on: {texts:?}");
}

#[tokio::test]
async fn messages_of_one_person_are_handled_in_order() {
    let mut scene = Scene::with_schema(Engine::Sqlite, fragile).await;
    let now_ms = scene.now_ms();
    for n in 0..20 {
        scene.stage.simulator.world().say(GEMEENTE, heterdaad::stage::NUMBER, &format!("nummer {n:02}"), now_ms);
    }
    scene.settle().await;
    let said = scene.database.texts("select voorwerp from spoor order by id").await;
    let expected: Vec<String> = (0..20).map(|n| format!("nummer {n:02}")).collect();
    assert_eq!(said, expected);
}
