//! One way for every yes and no to what waits for somebody.

pub mod keuren;
pub mod wie;
