//! Time, as the rest of the program sees it.
//!
//! Owns the only calls to the system's clocks. Wall time is stored and shown; monotonic time drives
//! limits, time-outs and sleeping, so that a jump of the wall clock changes neither order nor pace.
//! Invariants: nothing outside this file reads a clock or sleeps (`clippy.toml` denies it); wall time moves with
//! monotonic time until somebody has it follow the machine's ([`Clock::follow`]), so that nobody meets a step of
//! the machine's clock before what waits was moved along (`clockwatch` in the program).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
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
    /// How far the machine's wall clock is ahead of `wall_ms()`, in milliseconds: it was set.
    fn stepped_ms(&self) -> i64;
    /// Moves `wall_ms()` by so much.
    fn follow(&self, by_ms: i64);
}

/// A clock that everybody in the process can hold.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's clock, at its own rate or, for drills against the simulator, faster.
#[derive(Debug)]
pub struct SystemClock {
    started_steady_ms: i64,
    started_wall_ms: i64,
    followed_ms: AtomicI64,
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
    pub fn with_rate(rate: u32) -> Self {
        Self {
            started_steady_ms: system_steady_ms(),
            started_wall_ms: system_wall_ms(),
            followed_ms: AtomicI64::new(0),
            rate: rate.max(1),
        }
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

/// Milliseconds since the machine started, those included in which it was suspended: waking up is no step.
#[cfg(target_os = "linux")]
fn system_steady_ms() -> i64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
}

/// Milliseconds since the first call.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn system_steady_ms() -> i64 {
    static BEGIN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let begin = BEGIN.get_or_init(std::time::Instant::now);
    i64::try_from(begin.elapsed().as_millis()).unwrap_or(i64::MAX)
}

impl Clock for SystemClock {
    fn wall_ms(&self) -> i64 {
        self.started_wall_ms + self.monotonic_ms() + self.followed_ms.load(Ordering::SeqCst)
    }

    fn monotonic_ms(&self) -> i64 {
        (system_steady_ms() - self.started_steady_ms).saturating_mul(i64::from(self.rate))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn sleep_until(&self, monotonic_ms: i64) -> Sleep<'_> {
        let wait_ms = (monotonic_ms - self.monotonic_ms()).max(0) / i64::from(self.rate);
        Box::pin(tokio::time::sleep(Duration::from_millis(wait_ms.unsigned_abs())))
    }

    fn stepped_ms(&self) -> i64 {
        // Time that runs faster has no machine's clock to keep to.
        if self.rate == 1 { system_wall_ms() - self.wall_ms() } else { 0 }
    }

    fn follow(&self, by_ms: i64) {
        self.followed_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

/// Milliseconds between two moves of a clock that follows real time.
const TICK_MS: u64 = 10;

/// A clock that stands still until it is moved, for tests and for the demo.
#[derive(Debug)]
pub struct ManualClock {
    started_wall_ms: i64,
    elapsed_ms: watch::Sender<i64>,
    /// How far the clock that it plays was set, and how much of that `wall_ms` followed.
    set_by_ms: AtomicI64,
    followed_ms: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at `wall_ms`.
    #[must_use]
    pub fn at(wall_ms: i64) -> Arc<Self> {
        Arc::new(Self {
            started_wall_ms: wall_ms,
            elapsed_ms: watch::Sender::new(0),
            set_by_ms: AtomicI64::new(0),
            followed_ms: AtomicI64::new(0),
        })
    }

    /// Sets the machine's wall clock forward or back; no time passes.
    pub fn set_by_ms(&self, by_ms: i64) {
        self.set_by_ms.fetch_add(by_ms, Ordering::SeqCst);
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
        self.started_wall_ms + self.monotonic_ms() + self.followed_ms.load(Ordering::SeqCst)
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

    fn stepped_ms(&self) -> i64 {
        self.set_by_ms.load(Ordering::SeqCst) - self.followed_ms.load(Ordering::SeqCst)
    }

    fn follow(&self, by_ms: i64) {
        self.followed_ms.fetch_add(by_ms, Ordering::SeqCst);
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
