//! What people ask to have explained: the rules of a group, and how to set a telephone.

use crate::lijst::{BEDOELING, GESPREK};
use crate::woorden::{Woord, woorden};

/// What is to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitleg {
    /// The rules of a neighbourhood group.
    Spelregels,
    /// How to set a telephone so that an alert is heard.
    Telefoon,
}

/// In more words than this something else is told too.
const VRAAG_WOORDEN_MAX: usize = 14;

/// What is asked to be explained; `None`: nothing of it.
pub(crate) fn gevraagd(alle: &[Woord]) -> Option<Uitleg> {
    if alle.len() > VRAAG_WOORDEN_MAX {
        return None;
    }
    if BEDOELING.spelregels.staat_in(alle) || BEDOELING.spelregels_reeks.staat_in(alle) {
        return Some(Uitleg::Spelregels);
    }
    let toestel = BEDOELING.toestel.staat_in(alle) && BEDOELING.instellen.staat_in(alle);
    (toestel || BEDOELING.telefoon_instellen.staat_in(alle)).then_some(Uitleg::Telefoon)
}

/// Whether a text names an iPhone, or another telephone; `None` where it names neither, or both.
#[must_use]
pub fn noemt_iphone(getypt: &str) -> Option<bool> {
    let genoemd = woorden(getypt);
    match (GESPREK.iphone.staat_in(&genoemd), GESPREK.android.staat_in(&genoemd)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
