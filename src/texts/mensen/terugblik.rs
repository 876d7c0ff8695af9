//! What a beheerder who posted hears of a quarter: only what was told to neighbours already.

use crate::texts::aantal;

/// A quarter in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kwartaal {
    /// Alerts to their groups.
    pub berichten: usize,
    /// Those that ended in an arrest.
    pub aangehouden: usize,
    /// Those that ended with a missing person found safe.
    pub terecht: usize,
    /// How often their groups had one.
    pub geplaatst: usize,
}

/// It in words.
#[must_use]
pub fn kwartaal(cijfers: &Kwartaal) -> String {
    let keer = |hoeveel: usize, wat: &str| (hoeveel > 0).then(|| format!("{hoeveel} keer {wat}"));
    let afloop: Vec<String> =
        [keer(cijfers.aangehouden, "verdachte aangehouden"), keer(cijfers.terecht, "de vermiste persoon terecht")]
            .into_iter()
            .flatten()
            .collect();
    let afloop = if afloop.is_empty() { String::new() } else { format!(" Afloop: {}.", afloop.join(", ")) };
    format!(
        "De afgelopen drie maanden kreeg u {} voor uw groep.{afloop} Daarvan kwamen er {} in uw groep. Dank u wel. Liever geen overzicht? Typ: alleen politieberichten.",
        aantal(cijfers.berichten, "politiebericht", "politieberichten"),
        cijfers.geplaatst
    )
}
