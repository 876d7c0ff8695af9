//! Whether time is right: notices that the machine's wall clock was set, and what the clock of the other side says.
//!
//! Owns moving along what waits when the clock is set (`store::klok`), and the judgement how far our clock is ahead of
//! Meta's, from the moments that webhooks name. Invariant: the program's wall time follows the machine's only in the
//! transaction that moved along what waits, so that nothing gets stuck or lapses because a clock was set.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

use crate::clock::Clock;
use crate::limits;
use crate::store::{self, Store, inbox, klok};
use crate::whatsapp::incoming;

/// Looks whether the machine's clock was set, and follows it. Answers whether what waits was moved along.
///
/// # Errors
/// The database cannot be reached; our time stays as it was.
pub async fn step(store: &Store, clock: &dyn Clock) -> store::Result<bool> {
    let by_ms = clock.stepped_ms();
    if by_ms.abs() < limits::CLOCK_STEP_MS {
        // A time service slews: nothing that waits notices so little.
        clock.follow(by_ms);
        return Ok(false);
    }
    let mut tx = store.begin().await?;
    let by_ms = clock.stepped_ms();
    klok::shift(&mut tx, by_ms, clock.wall_ms()).await?;
    // Whoever writes next reads the time after this transaction, so it must have moved by then.
    clock.follow(by_ms);
    if let Err(error) = tx.commit().await {
        clock.follow(-by_ms);
        return Err(error);
    }
    tracing::warn!(by_ms, "the machine's clock was set: what waits was moved along");
    Ok(true)
}

/// The same for a clock that was set back while the program was away: what it wrote must not lie in the future.
///
/// # Errors
/// The database cannot be reached.
pub async fn after_start(store: &Store, clock: &dyn Clock) -> store::Result<()> {
    let mut tx = store.begin().await?;
    let now_ms = clock.wall_ms();
    match klok::newest_ms(&mut tx).await? {
        Some(newest_ms) if newest_ms - now_ms > limits::CLOCK_OFF_MS => {
            let by_ms = now_ms - newest_ms;
            klok::shift(&mut tx, by_ms, newest_ms).await?;
            tx.commit().await?;
            tracing::warn!(by_ms, "the machine's clock was set back while we were away: what waits was moved along");
            Ok(())
        }
        _ => tx.roll_back().await,
    }
}

/// What webhooks tell of Meta's time.
#[derive(Debug, Default)]
pub struct MetaTime {
    heard: Mutex<VecDeque<Heard>>,
}

/// A moment that a webhook named.
#[derive(Debug, Clone, Copy)]
struct Heard {
    /// Which message or status it was of.
    what: u64,
    /// When it came in (monotonic milliseconds).
    at_ms: i64,
    /// How far Meta's wall time is ahead of our monotonic time, at least.
    ahead_ms: i64,
}

fn mark(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

impl MetaTime {
    /// What the webhooks told that came in before this process: a late one after a restart must not be the only witness.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn remembered(store: &Store, clock: &dyn Clock) -> store::Result<Self> {
        let mut tx = store.begin().await?;
        let recent = inbox::recent(&mut tx, clock.wall_ms() - limits::DIALOGUE_MS).await?;
        tx.roll_back().await?;
        let to_monotonic_ms = clock.monotonic_ms() - clock.wall_ms();
        let heard = recent.iter().rev().filter_map(|(received_ms, payload)| {
            let (id, moment_ms) = incoming::moment(payload)?;
            let at_ms = received_ms + to_monotonic_ms;
            Some(Heard { what: mark(&id), at_ms, ahead_ms: moment_ms - at_ms })
        });
        Ok(Self { heard: Mutex::new(heard.collect()) })
    }

    /// A webhook came in about what bears this id, and names a moment (wall).
    pub fn heard(&self, id: &str, moment_ms: i64, clock: &dyn Clock) {
        let at_ms = clock.monotonic_ms();
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.retain(|heard| at_ms - heard.at_ms <= limits::DIALOGUE_MS);
        if heard.len() >= limits::META_MOMENTS_KEPT {
            heard.pop_front();
        }
        heard.push_back(Heard { what: mark(id), at_ms, ahead_ms: moment_ms - at_ms });
    }

    /// How far our clock is ahead of Meta's, as far as webhooks other than the one with this id prove it: had ours been
    /// right, each of them would have been on its way for so long. 0 where that is no more than a webhook may take, and
    /// where it is more than a day: rather a telephone that was off than a clock.
    #[must_use]
    pub fn behind_ours_ms(&self, id: &str, clock: &dyn Clock) -> i64 {
        let (now_ms, what) = (clock.monotonic_ms(), mark(id));
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let others = heard.iter().filter(|heard| heard.what != what && now_ms - heard.at_ms <= limits::DIALOGUE_MS);
        let ahead_ms = others.map(|heard| clock.wall_ms() - now_ms - heard.ahead_ms).min();
        ahead_ms.filter(|ahead_ms| (limits::CLOCK_OFF_MS..=limits::DAY_MS).contains(ahead_ms)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    const NOW_MS: i64 = 1_795_440_000_000;

    #[test]
    fn a_clock_ahead_is_known_by_all_webhooks_and_one_late_webhook_proves_nothing() {
        let clock = ManualClock::at(NOW_MS);
        let time = MetaTime::default();
        assert_eq!(time.behind_ours_ms("tap", &*clock), 0, "nobody says anything");
        time.heard("tap", NOW_MS - 600_000, &*clock);
        assert_eq!(time.behind_ours_ms("tap", &*clock), 0, "it does not speak for itself");
        time.heard("other", NOW_MS - 300_000, &*clock);
        assert_eq!(time.behind_ours_ms("tap", &*clock), 300_000);
        time.heard("status", NOW_MS - 1_000, &*clock);
        assert_eq!(time.behind_ours_ms("tap", &*clock), 0, "one that came at once proves our clock right");
        let telephone_off = MetaTime::default();
        telephone_off.heard("other", NOW_MS - 2 * limits::DAY_MS, &*clock);
        assert_eq!(telephone_off.behind_ours_ms("tap", &*clock), 0, "no clock is days ahead");
        clock.advance_ms(limits::DIALOGUE_MS + 1);
        assert_eq!(time.behind_ours_ms("tap", &*clock), 0, "all of that is long ago");
    }
}
