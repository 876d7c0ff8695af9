//! Whom a message is for: the tables that say which handler gets it. Knows every wing; no wing knows it.

pub mod besluit;
pub mod eigen;
pub mod gewijzigd;
pub mod onbegrepen;
pub mod schema;
pub mod stoppen;
pub mod terug;
pub mod titel;
pub mod tweeledig;
pub mod vermoed;
pub mod vrij;
pub mod weigeren;
