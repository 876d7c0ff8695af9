//! When an alert needs a second person, and why.
//!
//! Owns the reasons and the rule, pure; who the second may be and how they are asked is `melding::tweede`'s.
//! Invariant: the reasons are worked out anew at every confirmation, from the alert as it is then.

use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::{Gemeente, WijkId};
use crate::limits;
use crate::opgeslagen;

opgeslagen! {
    /// Why a second person has to agree.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Reden {
        /// It goes to the whole gemeente.
        Gemeente = "gemeente",
        /// It goes to many groups.
        Groepen = "groepen",
        /// Its text was flagged.
        Tekst = "tekst",
        /// A missing person in more than a few wijken.
        Wijken = "wijken",
        /// It has a picture.
        Foto = "foto",
        /// A wijkagent wrote it, who sends nothing alone.
        Wijkagent = "wijkagent",
    }
}

/// Why a second person has to agree, as it is kept with an alert: stored as words joined by commas.
///
/// A reason that another version stored is none that this one knows, but somebody has to agree all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redenen {
    bekend: Vec<Reden>,
    onbekend: Vec<String>,
}

impl Redenen {
    /// Whether nobody has to agree.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bekend.is_empty() && self.onbekend.is_empty()
    }

    /// The reasons that are known, in the order in which they were given.
    #[must_use]
    pub fn bekend(&self) -> &[Reden] {
        &self.bekend
    }

    /// The words under which they are stored.
    #[must_use]
    pub fn als_woorden(&self) -> String {
        let woorden = self.bekend.iter().map(|reden| reden.id()).chain(self.onbekend.iter().map(String::as_str));
        woorden.collect::<Vec<_>>().join(",")
    }
}

impl From<&str> for Redenen {
    fn from(woorden: &str) -> Self {
        let mut redenen = Self::default();
        for woord in woorden.split(',').map(str::trim).filter(|woord| !woord.is_empty()) {
            match Reden::van_id(woord) {
                Some(reden) => redenen.bekend.push(reden),
                None => redenen.onbekend.push(woord.to_owned()),
            }
        }
        redenen
    }
}

impl From<&String> for Redenen {
    fn from(woorden: &String) -> Self {
        Self::from(woorden.as_str())
    }
}

impl From<&[Reden]> for Redenen {
    fn from(redenen: &[Reden]) -> Self {
        Self { bekend: redenen.to_vec(), onbekend: Vec::new() }
    }
}

impl From<&Self> for Redenen {
    fn from(redenen: &Self) -> Self {
        redenen.clone()
    }
}

/// The reasons in stored words, joined by commas.
#[must_use]
pub fn als_woorden(redenen: &[Reden]) -> String {
    Redenen::from(redenen).als_woorden()
}

/// The reasons that are known of these, in the order of the list.
#[must_use]
pub fn van_woorden(redenen: impl Into<Redenen>) -> Vec<Reden> {
    let redenen = redenen.into();
    Reden::ALLE.into_iter().filter(|reden| redenen.bekend.contains(reden)).collect()
}

/// What decides about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feiten {
    /// What it is about.
    pub soort: MeldingSoort,
    /// Wijken that it names.
    pub wijken: usize,
    /// It goes to the whole gemeente.
    pub heel: bool,
    /// Groups in its wijken.
    pub groepen: usize,
    /// From so many groups on a second person is needed.
    pub vanaf_groepen: usize,
    /// Its text was flagged.
    pub tekst: bool,
    /// It has a picture.
    pub foto: bool,
    /// Its writer is a wijkagent who may write drafts only.
    pub wijkagent: bool,
    /// It is an exercise, which says in its first and last line that nothing is real.
    pub oefening: bool,
}

impl Feiten {
    /// Whether it goes to so many that the number has to be typed.
    #[must_use]
    pub const fn breed(&self) -> bool {
        self.heel || self.groepen >= self.vanaf_groepen
    }
}

/// Why a second person has to agree; empty where nobody has to. An exercise may go far: only its words can harm.
#[must_use]
pub fn redenen(feiten: &Feiten) -> Vec<Reden> {
    let echt = !feiten.oefening;
    let geldt = |reden: &Reden| match reden {
        Reden::Gemeente => echt && feiten.heel,
        Reden::Groepen => echt && feiten.groepen >= feiten.vanaf_groepen,
        Reden::Tekst => feiten.tekst,
        Reden::Wijken => {
            echt && feiten.soort == MeldingSoort::Vermissing && feiten.wijken > limits::MISSING_WIJKEN_ALONE_MAX
        }
        Reden::Foto => feiten.foto,
        Reden::Wijkagent => feiten.wijkagent,
    };
    Reden::ALLE.into_iter().filter(geldt).collect()
}

/// Whether these wijken are the whole gemeente: each of its wijken, or all the parts of one.
#[must_use]
pub fn is_heel(gemeente: &Gemeente, wijken: &[WijkId]) -> bool {
    let gekozen = gemeente.met_delen(wijken);
    gemeente.wijken.iter().filter(|wijk| wijk.deel_van.is_none()).all(|wijk| {
        let mut delen = gemeente.wijken.iter().filter(|deel| deel.deel_van.as_deref() == Some(&wijk.id)).peekable();
        gekozen.contains(&wijk.id) || (delen.peek().is_some() && delen.all(|deel| gekozen.contains(&deel.id)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const GEWOON: Feiten = Feiten {
        soort: MeldingSoort::Woninginbraak,
        wijken: 1,
        heel: false,
        groepen: 9,
        vanaf_groepen: 40,
        tekst: false,
        foto: false,
        wijkagent: false,
        oefening: false,
    };

    #[rstest]
    #[case(GEWOON, &[])]
    #[case(Feiten { groepen: 39, ..GEWOON }, &[])]
    #[case(Feiten { groepen: 40, ..GEWOON }, &[Reden::Groepen])]
    #[case(Feiten { heel: true, ..GEWOON }, &[Reden::Gemeente])]
    #[case(Feiten { heel: true, groepen: 100, ..GEWOON }, &[Reden::Gemeente, Reden::Groepen])]
    #[case(Feiten { tekst: true, ..GEWOON }, &[Reden::Tekst])]
    #[case(Feiten { foto: true, ..GEWOON }, &[Reden::Foto])]
    #[case(Feiten { wijkagent: true, ..GEWOON }, &[Reden::Wijkagent])]
    #[case(Feiten { wijken: 4, ..GEWOON }, &[])]
    #[case(Feiten { soort: MeldingSoort::Vermissing, wijken: 3, ..GEWOON }, &[])]
    #[case(Feiten { soort: MeldingSoort::Vermissing, wijken: 4, ..GEWOON }, &[Reden::Wijken])]
    #[case(Feiten { heel: true, groepen: 100, wijken: 9, oefening: true, ..GEWOON }, &[])]
    #[case(Feiten { tekst: true, oefening: true, ..GEWOON }, &[Reden::Tekst])]
    fn who_needs_a_second_person(#[case] feiten: Feiten, #[case] verwacht: &[Reden]) {
        assert_eq!(redenen(&feiten), verwacht);
    }

    #[test]
    fn reasons_are_read_back() {
        assert_eq!(van_woorden(&als_woorden(&Reden::ALLE)), Reden::ALLE);
        assert_eq!(van_woorden(""), []);
        assert_eq!(van_woorden("iets,tekst"), [Reden::Tekst]);
    }

    #[test]
    fn the_whole_is_every_wijk_or_all_the_parts_of_one() {
        let gemeenten = crate::gemeenten::load(None).unwrap_or_default();
        for gemeente in gemeenten.iter() {
            let met = |past: &dyn Fn(&crate::domain::wijk::Wijk) -> bool| -> Vec<WijkId> {
                gemeente.wijken.iter().filter(|wijk| past(wijk)).map(|wijk| wijk.id.clone()).collect()
            };
            let geheel = met(&|wijk| wijk.deel_van.is_none());
            assert!(is_heel(gemeente, &geheel), "{}", gemeente.id);
            assert!(!is_heel(gemeente, &geheel[1..]), "{}", gemeente.id);
            let kleinste = met(&|wijk| gemeente.wijken.iter().all(|deel| deel.deel_van.as_deref() != Some(&wijk.id)));
            assert!(is_heel(gemeente, &kleinste), "{}", gemeente.id);
        }
    }
}
