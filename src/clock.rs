//! Time, as the rest of the program sees it.
//!
//! Owns the only calls to the system's clocks. Wall time is stored and shown; monotonic time drives
//! limits, time-outs and sleeping, so that a jump of the wall clock changes neither order nor pace.
//! Invariant: nothing outside this file reads a clock or sleeps (`clippy.toml` denies it).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// A future that ends when the clock has reached a moment.
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Where time comes from.
pub trait Clock: std::fmt::Debug + Send + Sync + 'static {
    /// Wall time in milliseconds since the Unix epoch.
    fn wall_ms(&self) -> i64;
    /// Milliseconds since an arbitrary moment; never goes back.
    fn monotonic_ms(&self) -> i64;
    /// Ends when `monotonic_ms()` has reached `monotonic_ms`.
    fn sleep_until(&self, monotonic_ms: i64) -> Sleep<'_>;
}

/// A clock that everybody in the process can hold.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's clock, at its own rate or, for drills against the simulator, faster.
#[derive(Debug)]
pub struct SystemClock {
    started: std::time::Instant,
    started_wall_ms: i64,
    rate: u32,
}

impl SystemClock {
    /// Real time.
    #[must_use]
    pub fn new() -> Self {
        Self::with_rate(1)
    }

    /// Time that runs `rate` times as fast as real time (at least once).
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn with_rate(rate: u32) -> Self {
        Self { started: std::time::Instant::now(), started_wall_ms: system_wall_ms(), rate: rate.max(1) }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn system_wall_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

impl Clock for SystemClock {
    fn wall_ms(&self) -> i64 {
        if self.rate == 1 { system_wall_ms() } else { self.started_wall_ms + self.monotonic_ms() }
    }

    fn monotonic_ms(&self) -> i64 {
        i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX).saturating_mul(i64::from(self.rate))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn sleep_until(&self, monotonic_ms: i64) -> Sleep<'_> {
        let wait_ms = (monotonic_ms - self.monotonic_ms()).max(0) / i64::from(self.rate);
        Box::pin(tokio::time::sleep(Duration::from_millis(wait_ms.unsigned_abs())))
    }
}

/// Milliseconds between two moves of a clock that follows real time.
const TICK_MS: u64 = 10;

/// A clock that stands still until it is moved, for tests and for the demo.
#[derive(Debug)]
pub struct ManualClock {
    started_wall_ms: i64,
    elapsed_ms: watch::Sender<i64>,
}

impl ManualClock {
    /// A clock that stands at `wall_ms`.
    #[must_use]
    pub fn at(wall_ms: i64) -> Arc<Self> {
        Arc::new(Self { started_wall_ms: wall_ms, elapsed_ms: watch::Sender::new(0) })
    }

    /// Moves time forward and wakes those whose moment has come.
    pub fn advance_ms(&self, by_ms: i64) {
        self.elapsed_ms.send_modify(|elapsed_ms| *elapsed_ms += by_ms.max(0));
    }

    /// Lets time pass as on a wall, until dropped.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub async fn follow_real_time(&self) {
        let mut before = std::time::Instant::now();
        loop {
            tokio::time::sleep(Duration::from_millis(TICK_MS)).await;
            let passed_ms = before.elapsed().as_millis();
            before += Duration::from_millis(u64::try_from(passed_ms).unwrap_or(0));
            self.advance_ms(i64::try_from(passed_ms).unwrap_or(0));
        }
    }

    /// Moves time forward to a wall time; earlier moments change nothing.
    pub fn advance_to(&self, wall_ms: i64) {
        self.advance_ms(wall_ms - self.wall_ms());
    }
}

impl Clock for ManualClock {
    fn wall_ms(&self) -> i64 {
        self.started_wall_ms + self.monotonic_ms()
    }

    fn monotonic_ms(&self) -> i64 {
        *self.elapsed_ms.borrow()
    }

    fn sleep_until(&self, monotonic_ms: i64) -> Sleep<'_> {
        let mut elapsed_ms = self.elapsed_ms.subscribe();
        Box::pin(async move {
            // The sender lives in `self`, which outlives this future: waiting cannot fail.
            let _ = elapsed_ms.wait_for(|now_ms| *now_ms >= monotonic_ms).await;
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn moving_the_clock_wakes_who_sleeps_until_then() {
        let clock = ManualClock::at(1_000);
        let sleeper = tokio::spawn({
            let clock = Arc::clone(&clock);
            async move {
                clock.sleep_until(500).await;
                clock.wall_ms()
            }
        });
        clock.advance_ms(499);
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance_ms(1);
        assert_eq!(sleeper.await.unwrap_or_default(), 1_500);
    }
}
