//! Two hundred evenings: three alerts that overlap, two gemeenten, a hundred groups, all timers, and people who do
//! what people do, by seed. At the end each group is in a right state, says a model of its own.
//!
//! `AVOND_SEED=17` plays one evening alone.

use std::sync::atomic::{AtomicU64, Ordering};

mod model;
mod spel;
mod toneel;

/// How many evenings.
const AVONDEN: u64 = 200;

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
fn two_hundred_evenings_end_right() {
    let van_tot = match std::env::var("AVOND_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => seed..seed + 1,
        None => 0..AVONDEN,
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
