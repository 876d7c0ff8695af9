//! Time, as whoever plays the world gives it.
//!
//! Owns no clock of its own: none here reads the machine's or sleeps. Invariant: wall time is what messages carry and
//! people see; only monotonic time decides when something is due.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Where time comes from.
pub trait Clock: std::fmt::Debug + Send + Sync + 'static {
    /// Wall time in milliseconds since the Unix epoch.
    fn wall_ms(&self) -> i64;
    /// Milliseconds since an arbitrary moment; never goes back.
    fn monotonic_ms(&self) -> i64;
    /// Ends when `monotonic_ms()` has reached `monotonic_ms`.
    fn sleep_until(&self, monotonic_ms: i64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// A clock that everybody in the process can hold.
pub type SharedClock = Arc<dyn Clock>;
