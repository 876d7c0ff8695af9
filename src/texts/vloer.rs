//! What every wing says: help, refusals, a number that cannot be read.

pub mod algemeen;
pub mod telefoon;
pub mod vermoed;
