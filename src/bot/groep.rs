//! Whether an alert stands in a group, and whom is asked next.

pub mod geplaatst;
pub mod gezegd;
pub mod ingehaald;
pub mod navraag;
pub mod terug;
mod welke;
