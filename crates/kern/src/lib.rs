//! What the work is made of, whoever uses it: its rules, its bounds, time and chance, the gemeenten.
//!
//! Owns no sentence, no statement and no request. Invariant: nothing here knows of a crate above it; the rules in
//! [`domain`] are pure.

pub mod clock;
pub mod domain;
pub mod gemeenten;
pub mod limits;
mod opgeslagen;
pub mod random;
pub mod tekst;
