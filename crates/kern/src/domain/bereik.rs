//! Whom an alert would reach: groups, people, and why not the others.
//!
//! Invariant: the preview and the sending use the same functions, so police are told what will happen.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::persoon::{GroepId, PersoonId, Rang};

/// One beheerder of a group that an alert would go to; or the group itself, if it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lid {
    /// The group.
    pub groep: GroepId,
    /// The beheerder.
    pub persoon: Option<PersoonId>,
    /// What they are to the group.
    pub rang: Rang,
    /// They were invited, and have not written or tapped yet: the number may be anybody's.
    pub uitgenodigd: bool,
    /// They are blocked.
    pub geblokkeerd: bool,
    /// WhatsApp said that their number does not work.
    pub onbereikbaar: bool,
    /// They said that they are away now.
    pub afwezig: bool,
    /// It is their quiet time, and this kind of alert may not break it.
    pub stil: bool,
    /// They did not write for a day, nor were written to: reaching them takes a place of the messaging limit.
    pub vraagt_plaats: bool,
    /// They did not write for a day: only a template reaches them.
    pub vraagt_sjabloon: bool,
    /// Only a template would reach them, and none that this alert could go as can be used now.
    pub zonder_sjabloon: bool,
}

impl Lid {
    /// Whether this person can be reached at all, whatever they asked for.
    const fn bestaat(&self) -> bool {
        self.persoon.is_some() && !self.uitgenodigd && !self.geblokkeerd && !self.onbereikbaar
    }

    /// Whether an alert can go to this person now.
    #[must_use]
    pub const fn bereikbaar(&self) -> bool {
        self.bestaat() && !self.afwezig && !self.stil && !self.zonder_sjabloon
    }
}

/// Whom a draft would reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bereik {
    /// Groups in the wijken.
    pub groepen: usize,
    /// Groups of which somebody can be reached now.
    pub bereikbaar: usize,
    /// People it would go to.
    pub mensen: usize,
    /// Groups without a beheerder.
    pub zonder_beheerder: usize,
    /// Groups all of whose beheerders are blocked.
    pub geblokkeerd: usize,
    /// Groups of which nobody confirmed the invitation yet.
    pub uitgenodigd: usize,
    /// Groups of which no number works.
    pub nummer_werkt_niet: usize,
    /// Groups of which all who can be reached are away, and no reserve stands in.
    pub afwezig: usize,
    /// Groups of which whoever could be reached wants no such alert at this hour.
    pub stil: usize,
    /// Groups that today's messaging limit leaves no place for.
    pub daglimiet: usize,
    /// Groups that only a template would reach, while none can be used.
    pub zonder_sjabloon: usize,
}

/// Counts whom an alert would reach, where `plaatsen` more people may be written to outside their window
/// (`None`: as many as wanted).
#[must_use]
pub fn bereik(leden: &[Lid], plaatsen: Option<usize>) -> Bereik {
    let ontvangers: BTreeSet<PersoonId> = ontvangers(leden, plaatsen).into_iter().collect();
    let krijgt = |lid: &&Lid| lid.persoon.is_some_and(|persoon| ontvangers.contains(&persoon));
    let mut per_groep: BTreeMap<GroepId, Vec<&Lid>> = BTreeMap::new();
    for lid in leden {
        per_groep.entry(lid.groep).or_default().push(lid);
    }
    let mut bereik = Bereik { groepen: per_groep.len(), mensen: ontvangers.len(), ..Bereik::default() };
    for leden in per_groep.values() {
        let telling = match leden.as_slice() {
            leden if leden.iter().any(krijgt) => &mut bereik.bereikbaar,
            leden if leden.iter().any(|lid| lid.bereikbaar()) => &mut bereik.daglimiet,
            leden if leden.iter().any(|lid| lid.zonder_sjabloon && lid.bestaat() && !lid.afwezig && !lid.stil) => {
                &mut bereik.zonder_sjabloon
            }
            leden if leden.iter().any(|lid| lid.bestaat() && lid.stil) => &mut bereik.stil,
            leden if leden.iter().any(|lid| lid.bestaat()) => &mut bereik.afwezig,
            leden if leden.iter().all(|lid| lid.persoon.is_none()) => &mut bereik.zonder_beheerder,
            leden if leden.iter().all(|lid| lid.geblokkeerd) => &mut bereik.geblokkeerd,
            leden if leden.iter().all(|lid| lid.geblokkeerd || lid.uitgenodigd) => &mut bereik.uitgenodigd,
            _ => &mut bereik.nummer_werkt_niet,
        };
        *telling += 1;
    }
    bereik
}

/// The people whom an alert goes to, each once and in the order in which it leaves: hoofd before mede, and a
/// reserve only where neither can be reached. Where places are short, hoofdbeheerders come first.
#[must_use]
pub fn ontvangers(leden: &[Lid], plaatsen: Option<usize>) -> Vec<PersoonId> {
    let mut keuze = Keuze { plaatsen, gekozen: Vec::new() };
    for rang in [Rang::Hoofd, Rang::Mede] {
        leden.iter().filter(|lid| lid.rang == rang).for_each(|lid| keuze.neem(lid));
    }
    let bereikt: BTreeSet<GroepId> = leden
        .iter()
        .filter(|lid| lid.persoon.is_some_and(|persoon| keuze.gekozen.contains(&persoon)))
        .map(|lid| lid.groep)
        .collect();
    let reserve = |lid: &&Lid| lid.rang == Rang::Reserve && !bereikt.contains(&lid.groep);
    leden.iter().filter(reserve).for_each(|lid| keuze.neem(lid));
    keuze.gekozen
}

struct Keuze {
    plaatsen: Option<usize>,
    gekozen: Vec<PersoonId>,
}

impl Keuze {
    fn neem(&mut self, lid: &Lid) {
        let Some(persoon) = lid.persoon.filter(|persoon| lid.bereikbaar() && !self.gekozen.contains(persoon)) else {
            return;
        };
        match &mut self.plaatsen {
            Some(0) if lid.vraagt_plaats => return,
            Some(plaatsen) if lid.vraagt_plaats => *plaatsen -= 1,
            _ => {}
        }
        self.gekozen.push(persoon);
    }
}

/// The groups that an alert goes to: all of them, so that one that nobody could reach shows in the report.
#[must_use]
pub fn groepen(leden: &[Lid]) -> Vec<GroepId> {
    leden.iter().map(|lid| lid.groep).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lid(groep: i64, persoon: Option<i64>, geblokkeerd: bool, onbereikbaar: bool) -> Lid {
        Lid {
            groep: GroepId(groep),
            persoon: persoon.map(PersoonId),
            rang: Rang::Hoofd,
            uitgenodigd: false,
            geblokkeerd,
            onbereikbaar,
            afwezig: false,
            stil: false,
            vraagt_plaats: false,
            vraagt_sjabloon: false,
            zonder_sjabloon: false,
        }
    }

    #[test]
    fn who_is_away_or_wants_quiet_is_not_addressed_and_a_reserve_steps_in_at_once() {
        let hier = |groep, persoon| lid(groep, Some(persoon), false, false);
        let leden = [
            Lid { afwezig: true, ..hier(1, 1) },
            Lid { rang: Rang::Reserve, ..hier(1, 2) },
            Lid { stil: true, ..hier(2, 3) },
            Lid { afwezig: true, ..hier(3, 4) },
            Lid { afwezig: true, ..hier(4, 5) },
            Lid { stil: true, ..hier(4, 6) },
        ];
        assert_eq!(ontvangers(&leden, None), [PersoonId(2)]);
        let bereik = bereik(&leden, None);
        assert_eq!((bereik.groepen, bereik.bereikbaar, bereik.stil, bereik.afwezig), (4, 1, 2, 1));
    }

    #[test]
    fn a_reserve_gets_it_only_where_nobody_else_can() {
        let reserve = |groep, persoon| Lid { rang: Rang::Reserve, ..lid(groep, Some(persoon), false, false) };
        let leden = [lid(1, Some(1), false, false), reserve(1, 2), lid(2, Some(3), false, true), reserve(2, 4)];
        assert_eq!(ontvangers(&leden, None), [PersoonId(1), PersoonId(4)]);
        assert_eq!(bereik(&leden, None).bereikbaar, 2);
    }

    #[test]
    fn where_places_are_short_the_hoofdbeheerders_come_first() {
        let buiten =
            |groep, persoon, rang| Lid { rang, vraagt_plaats: true, ..lid(groep, Some(persoon), false, false) };
        let leden = [
            buiten(1, 1, Rang::Mede),
            buiten(1, 2, Rang::Hoofd),
            buiten(2, 3, Rang::Hoofd),
            buiten(3, 4, Rang::Hoofd),
            // Wrote today: takes no place.
            lid(4, Some(5), false, false),
            buiten(5, 2, Rang::Mede),
        ];
        assert_eq!(ontvangers(&leden, Some(2)), [PersoonId(2), PersoonId(3), PersoonId(5)]);
        let bereik = bereik(&leden, Some(2));
        assert_eq!((bereik.groepen, bereik.bereikbaar, bereik.daglimiet), (5, 4, 1));
        assert_eq!(ontvangers(&leden, Some(4)).len(), 5);
        assert_eq!(ontvangers(&leden, Some(0)), [PersoonId(5)]);
    }

    #[test]
    fn without_a_template_only_those_who_wrote_are_reached_and_a_reserve_steps_in() {
        let buiten = |groep, persoon| Lid {
            vraagt_sjabloon: true,
            zonder_sjabloon: true,
            ..lid(groep, Some(persoon), false, false)
        };
        let leden = [
            lid(1, Some(1), false, false),
            buiten(2, 2),
            buiten(3, 3),
            Lid { rang: Rang::Reserve, ..lid(3, Some(4), false, false) },
            Lid { afwezig: true, ..buiten(4, 5) },
        ];
        assert_eq!(ontvangers(&leden, None), [PersoonId(1), PersoonId(4)]);
        let bereik = bereik(&leden, None);
        assert_eq!((bereik.bereikbaar, bereik.zonder_sjabloon, bereik.afwezig), (2, 1, 1));
    }

    #[test]
    fn the_invited_are_not_reached_and_counted_apart() {
        let leden = [Lid { uitgenodigd: true, ..lid(1, Some(1), false, false) }, lid(2, Some(2), false, false)];
        let bereik = bereik(&leden, None);
        assert_eq!((bereik.mensen, bereik.uitgenodigd, bereik.bereikbaar), (1, 1, 1));
    }

    #[test]
    fn a_person_with_two_groups_is_one_person_and_two_groups() {
        let leden = [lid(1, Some(1), false, false), lid(2, Some(1), false, false), lid(2, Some(2), false, true)];
        let bereik = bereik(&leden, None);
        assert_eq!((bereik.groepen, bereik.bereikbaar, bereik.mensen), (2, 2, 1));
    }

    #[test]
    fn groups_that_nobody_can_reach_are_counted_by_reason() {
        let leden = [lid(1, None, false, false), lid(2, Some(1), true, false), lid(3, Some(2), false, true)];
        let bereik = bereik(&leden, None);
        assert_eq!((bereik.bereikbaar, bereik.mensen), (0, 0));
        assert_eq!((bereik.zonder_beheerder, bereik.geblokkeerd, bereik.nummer_werkt_niet), (1, 1, 1));
    }
}
