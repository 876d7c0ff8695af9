//! A hundred evenings: three alerts that overlap, two gemeenten, a hundred groups, all timers, and people who do
//! what people do, by seed. At the end each group is in a right state, says a model of its own.
//!
//! `AVOND_SEED=17` plays one evening alone, `AVONDEN=1000` more of them.

use std::sync::atomic::{AtomicU64, Ordering};

use heterdaad::domain::persoon::MeldingId;
use heterdaad::domain::uitzetting::Stand;
use heterdaad::store::overzicht;
use rstest::rstest;
use serde_json::json;

use crate::harness::{Engine, LINE, Scene};

mod model;
mod spel;
mod toneel;

/// How many evenings, unless `AVONDEN` says otherwise.
const AVONDEN: u64 = 100;

fn speel(seed: u64) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        runtime.block_on(async {
            let avond = spel::Avond::speel(seed).await;
            model::oordeel(&avond).await
        })
    }));
    played.unwrap_or_else(|_| vec!["it broke off".to_owned()])
}

#[test]
fn a_hundred_evenings_end_right() {
    let getal = |naam: &str| std::env::var(naam).ok().and_then(|getal| getal.parse().ok());
    let van_tot = match getal("AVOND_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..getal("AVONDEN").unwrap_or(AVONDEN),
    };
    let volgende = AtomicU64::new(van_tot.start);
    let fouten = std::sync::Mutex::new(Vec::new());
    let draden = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..draden {
            scope.spawn(|| {
                loop {
                    let seed = volgende.fetch_add(1, Ordering::Relaxed);
                    if !van_tot.contains(&seed) {
                        return;
                    }
                    let gevonden = speel(seed);
                    if !gevonden.is_empty() {
                        fouten.lock().unwrap().push((seed, gevonden));
                    }
                }
            });
        }
    });
    let mut fouten = fouten.into_inner().unwrap();
    fouten.sort();
    for (seed, gevonden) in &fouten {
        println!("AVOND_SEED={seed}:");
        gevonden.iter().take(12).for_each(|fout| println!("  {fout}"));
    }
    let seeds: Vec<u64> = fouten.iter().map(|(seed, _)| *seed).collect();
    assert!(seeds.is_empty(), "{} evenings did not end right; their seeds: {seeds:?}", seeds.len());
}

/// All orders of these words.
fn volgorden<'a>(woorden: &[&'a str]) -> Vec<Vec<&'a str>> {
    if woorden.is_empty() {
        return vec![Vec::new()];
    }
    let mut alle = Vec::new();
    for (place, woord) in woorden.iter().enumerate() {
        let rest = [&woorden[..place], &woorden[place + 1..]].concat();
        alle.extend(volgorden(&rest).into_iter().map(|rest| [vec![*woord], rest].concat()));
    }
    alle
}

#[rstest]
#[tokio::test]
async fn statuses_in_any_order_and_again_never_move_an_uitzetting_backwards(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let orders = volgorden(&["sent", "delivered", "read", "failed"]);
    let mut scene = Scene::new(engine).await;
    let people = scene.groups("zoetermeer", "rokkeveen", orders.len()).await;
    for wa_id in &people {
        scene.stage.simulator.world().go_offline(wa_id);
    }
    scene.alert(LINE).await;
    let wamids: Vec<String> = people
        .iter()
        .map(|wa_id| scene.alerts().iter().find(|alert| alert.to == *wa_id).unwrap().wamid.clone())
        .collect();
    let mut before = vec![0; orders.len()];
    // Each order, and then the same backwards: everything comes twice.
    for turn in 0..8 {
        for (place, order) in orders.iter().enumerate() {
            let status = order[if turn < 4 { turn } else { 7 - turn }];
            let mut said = json!({ "id": wamids[place], "status": status, "recipient_id": people[place],
                                   "timestamp": (scene.now_ms() / 1_000).to_string() });
            if status == "failed" {
                said["errors"] = json!([{ "code": 131_049, "title": "Not delivered" }]);
            }
            let value = json!({ "messaging_product": "whatsapp", "statuses": [said], "metadata":
                { "display_phone_number": heterdaad::stage::DISPLAY_NUMBER, "phone_number_id": heterdaad::stage::NUMBER } });
            let entry = json!({ "id": "1", "changes": [{ "field": "messages", "value": value }] });
            let body = json!({ "object": "whatsapp_business_account", "entry": [entry] }).to_string();
            let now_ms = scene.now_ms();
            scene.stage.simulator.world().post_raw(&body, now_ms);
        }
        scene.pass_ms(1_000).await;
        let mut tx = scene.stage.store.begin().await.unwrap();
        let stands = overzicht::of(&mut tx, MeldingId(1)).await.unwrap().groepen;
        tx.roll_back().await.unwrap();
        for (place, groep) in stands.iter().enumerate() {
            let now = match groep.stand {
                Stand::Onderweg => 0,
                Stand::NietBezorgd(_) => 1,
                Stand::Bezorgd => 2,
                Stand::KanNiet | Stand::Geplaatst | Stand::Gezien | Stand::Geopend => panic!("nobody said a word"),
            };
            assert!(now >= before[place], "{:?} after {turn}: {:?}", orders[place], groep.stand);
            before[place] = now;
        }
    }
    assert!(before.iter().all(|stand| *stand == 2), "who has it, has it: {before:?}");
}
