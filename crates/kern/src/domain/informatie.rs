//! Information by wijk that is no alert: its number, and how it stands.

use crate::domain::nummer::genummerd;
use crate::opgeslagen;

genummerd! {
    /// The internal id of information.
    InformatieId, 'I'
}

opgeslagen! {
    /// How information stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum InformatieStatus {
        /// A draft that its writer sees.
        Concept = "concept",
        /// Laid before a second person.
        Wacht = "wacht",
        /// On its way, or there.
        Verstuurd = "verstuurd",
        /// A draft that was thrown away.
        Geannuleerd = "geannuleerd",
        /// A second person said no.
        Afgewezen = "afgewezen",
        /// Nobody decided in time.
        Verlopen = "verlopen",
        /// Taken back, sent or not.
        Ingetrokken = "ingetrokken",
    }
}
