//! What every wing stands on: answers about nothing in particular, and what is known around a text.

pub mod algemeen;
pub mod anders;
pub mod gemeente;
pub mod gewoon;
pub mod keuze;
pub mod omstandigheden;
pub mod rondom;
pub mod vrijgeven;
