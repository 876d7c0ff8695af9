//! Information by wijk that is no alert: its number.

use crate::domain::nummer::genummerd;

genummerd! {
    /// The internal id of information.
    InformatieId, 'I'
}
