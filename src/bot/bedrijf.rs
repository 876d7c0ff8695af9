//! What WhatsApp itself tells, and work that the worker did.

pub mod groepsgesprek;
pub mod opdracht;
pub mod wijziging;
