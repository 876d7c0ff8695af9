//! The alarm that needs no database: that nothing can be stored in it.
//!
//! Invariant: what was told is kept in this process alone; a restart tells again what is still so.

use crate::alarm::channels::Channels;
use crate::clock::Clock;
use crate::limits;
use crate::store::Trouble;
use crate::store::alarm::Alarm;
use crate::texts::alarm as tekst;

/// What was told.
#[derive(Debug, Default)]
pub(super) struct Nood {
    told: Option<Told>,
}

#[derive(Debug)]
struct Told {
    alarm: Alarm,
    /// When somebody was last reached (monotonic milliseconds); `None`: nobody yet.
    at_ms: Option<i64>,
}

impl Nood {
    /// Tells of trouble that is new, or was told an hour ago, or of which nobody heard yet; and when it is over.
    pub(super) async fn tell(&mut self, trouble: Option<Trouble>, channels: &Channels, clock: &dyn Clock) {
        let text = trouble.map(|trouble| match trouble {
            Trouble::Moved => tekst::DATABASE_VERPLAATST,
            Trouble::Unwritable => tekst::DATABASE_SCHRIJFT_NIET,
        });
        match (text, self.told.take()) {
            (None, None) => {}
            (None, Some(told)) => {
                tracing::info!(alarm = %told.alarm.sleutel, "over");
                if told.at_ms.is_some() {
                    channels.resolved(&told.alarm).await;
                }
            }
            (Some(text), told) => {
                let same = told.filter(|told| told.alarm.tekst == text);
                let told = same.unwrap_or_else(|| begin(text, clock.wall_ms()));
                self.told = Some(again(told, channels, clock.monotonic_ms()).await);
            }
        }
    }
}

fn begin(text: &str, now_ms: i64) -> Told {
    tracing::error!(alarm = "database", "{text}");
    metrics::counter!("heterdaad_alarms_total").increment(1);
    let (sleutel, tekst) = ("database".to_owned(), text.to_owned());
    Told { alarm: Alarm { sleutel, tekst, begonnen_ms: now_ms, gemeld_ms: None }, at_ms: None }
}

async fn again(mut told: Told, channels: &Channels, now_ms: i64) -> Told {
    let due = told.at_ms.is_none_or(|at_ms| now_ms - at_ms >= limits::ALARM_AGAIN_MS);
    if due && channels.tell(&told.alarm).await {
        told.at_ms = Some(now_ms);
    }
    told
}
