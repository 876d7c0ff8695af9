//! What beheerders read about an alert in their groups.

pub mod geplaatst;
