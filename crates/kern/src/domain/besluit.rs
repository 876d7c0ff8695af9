//! What becomes of somebody's yes or no to a case that waits: an alert, an update, a picture, a sign-up, a hand-over,
//! information.
//!
//! Owns the order of the questions, the same for all of them: the right, whether they are party to it, its state,
//! whether they saw it as it is now and lately, and which half is theirs. Pure: what a case is, who is asked and what is
//! said is `besluit`'s in the bot. Invariants: nobody decides about their own, on whatever telephone; one person never
//! gives two halves; nothing old decides.

use crate::domain::aanmelding::Helften;
use crate::domain::persoon::{Helft, PersoonId};

/// Whether a case can still be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staat {
    /// It waits.
    Wacht,
    /// It was decided, taken back, or its time is over.
    Voorbij,
}

/// A case, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zaak {
    /// Who is party to it: whoever confirmed or sent it in, and whom it is about.
    pub partijen: Vec<PersoonId>,
    /// Whether it can be decided.
    pub staat: Staat,
    /// The version of what is decided about.
    pub versie: i64,
    /// The halves that it needs.
    pub nodig: &'static [Helft],
    /// Who gave which.
    pub helften: Helften,
    /// A no keeps something from leaving, which is the safe direction: it counts however long ago it was said.
    pub nee_houdt_tegen: bool,
}

/// Somebody's yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem<'a> {
    /// Who says it.
    pub wie: PersoonId,
    /// Whose telephone it is said on.
    pub telefoon: PersoonId,
    /// The halves that they may give.
    pub mag: &'a [Helft],
    /// The version that they were shown; `None` where they named the case, and mean it as it is.
    pub versie: Option<i64>,
    /// It was said longer ago than anything acts unasked.
    pub oud: bool,
}

/// What becomes of a yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitslag {
    /// They may not decide here.
    GeenRecht,
    /// It is their own.
    Eigen,
    /// It is decided, or over.
    Voorbij,
    /// Their half was given already, by whomever.
    AlGegeven(Helft),
    /// They gave the other half themselves.
    ZelfdePersoon,
    /// It changed since they were shown it: they are asked again.
    Veranderd,
    /// They said it too long ago: they are asked again.
    TeOud,
    /// This half is given, and another is missing.
    Half(Helft),
    /// This half is given, and with it all.
    Compleet(Helft),
}

/// Weighs a yes. The order is the rule: who may not decide learns nothing of the case, and who may is never told less
/// than what stands in the way.
#[must_use]
pub fn weeg(zaak: &Zaak, stem: &Stem<'_>) -> Uitslag {
    if let Some(uitslag) = bezwaar(zaak, stem) {
        return uitslag;
    }
    let open = || zaak.nodig.iter().filter(|helft| zaak.helften.door(**helft).is_none());
    let Some(helft) = open().find(|helft| stem.mag.contains(helft)) else {
        return stem.mag.first().map_or(Uitslag::GeenRecht, |helft| Uitslag::AlGegeven(*helft));
    };
    if zaak.nodig.iter().any(|helft| zaak.helften.door(*helft) == Some(stem.wie)) {
        return Uitslag::ZelfdePersoon;
    }
    if veranderd(zaak, stem) {
        return Uitslag::Veranderd;
    }
    if stem.oud {
        return Uitslag::TeOud;
    }
    if open().count() == 1 { Uitslag::Compleet(*helft) } else { Uitslag::Half(*helft) }
}

/// Weighs a no: it needs one half, and ends the case, so it is not asked which halves are given. `None`: it counts.
#[must_use]
pub fn weeg_af(zaak: &Zaak, stem: &Stem<'_>) -> Option<Uitslag> {
    if let Some(uitslag) = bezwaar(zaak, stem) {
        return Some(uitslag);
    }
    if veranderd(zaak, stem) {
        return Some(Uitslag::Veranderd);
    }
    (stem.oud && !zaak.nee_houdt_tegen).then_some(Uitslag::TeOud)
}

/// What stands in the way of deciding at all.
fn bezwaar(zaak: &Zaak, stem: &Stem<'_>) -> Option<Uitslag> {
    if stem.mag.is_empty() {
        return Some(Uitslag::GeenRecht);
    }
    if zaak.partijen.iter().any(|partij| [stem.wie, stem.telefoon].contains(partij)) {
        return Some(Uitslag::Eigen);
    }
    (zaak.staat == Staat::Voorbij).then_some(Uitslag::Voorbij)
}

/// Whether they were shown something else than it is now.
fn veranderd(zaak: &Zaak, stem: &Stem<'_>) -> bool {
    stem.versie.is_some_and(|versie| versie != zaak.versie)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const SCHRIJVER: PersoonId = PersoonId(1);
    const COLLEGA: PersoonId = PersoonId(2);
    const DERDE: PersoonId = PersoonId(3);
    const BEIDE: &[Helft] = &[Helft::Gemeente, Helft::Politie];
    const POLITIE: &[Helft] = &[Helft::Politie];
    const GEMEENTE: &[Helft] = &[Helft::Gemeente];

    /// An alert, an update or a picture: one half, of police.
    fn een() -> Zaak {
        Zaak {
            partijen: vec![SCHRIJVER],
            staat: Staat::Wacht,
            versie: 3,
            nodig: POLITIE,
            helften: Helften::default(),
            nee_houdt_tegen: true,
        }
    }

    /// A sign-up or a hand-over: two halves.
    fn twee(gemeente: Option<PersoonId>, politie: Option<PersoonId>) -> Zaak {
        Zaak { nodig: BEIDE, helften: Helften { politie, gemeente }, nee_houdt_tegen: false, ..een() }
    }

    fn voorbij(zaak: Zaak) -> Zaak {
        Zaak { staat: Staat::Voorbij, ..zaak }
    }

    const fn stem(wie: PersoonId, mag: &'static [Helft]) -> Stem<'static> {
        Stem { wie, telefoon: wie, mag, versie: Some(3), oud: false }
    }

    const fn op(telefoon: PersoonId, stem: Stem<'static>) -> Stem<'static> {
        Stem { telefoon, ..stem }
    }

    const fn oud(stem: Stem<'static>) -> Stem<'static> {
        Stem { oud: true, ..stem }
    }

    const fn zag(versie: Option<i64>, stem: Stem<'static>) -> Stem<'static> {
        Stem { versie, ..stem }
    }

    #[rstest]
    // One half.
    #[case::a_colleague(een(), stem(COLLEGA, POLITIE), Uitslag::Compleet(Helft::Politie))]
    #[case::without_the_right(een(), stem(COLLEGA, &[]), Uitslag::GeenRecht)]
    #[case::their_own(een(), stem(SCHRIJVER, POLITIE), Uitslag::Eigen)]
    #[case::their_own_on_a_shared_telephone(een(), op(DERDE, stem(SCHRIJVER, POLITIE)), Uitslag::Eigen)]
    #[case::on_the_telephone_of_the_writer(een(), op(SCHRIJVER, stem(COLLEGA, POLITIE)), Uitslag::Eigen)]
    #[case::on_a_telephone_of_a_third(een(), op(DERDE, stem(COLLEGA, POLITIE)), Uitslag::Compleet(Helft::Politie))]
    #[case::decided(voorbij(een()), stem(COLLEGA, POLITIE), Uitslag::Voorbij)]
    #[case::an_older_version(een(), zag(Some(2), stem(COLLEGA, POLITIE)), Uitslag::Veranderd)]
    #[case::by_its_number(een(), zag(None, stem(COLLEGA, POLITIE)), Uitslag::Compleet(Helft::Politie))]
    #[case::long_ago(een(), oud(stem(COLLEGA, POLITIE)), Uitslag::TeOud)]
    #[case::long_ago_by_its_number(een(), oud(zag(None, stem(COLLEGA, POLITIE))), Uitslag::TeOud)]
    // The order.
    #[case::no_right_to_their_own(een(), stem(SCHRIJVER, &[]), Uitslag::GeenRecht)]
    #[case::no_right_to_what_is_decided(voorbij(een()), stem(COLLEGA, &[]), Uitslag::GeenRecht)]
    #[case::their_own_that_is_decided(voorbij(een()), stem(SCHRIJVER, POLITIE), Uitslag::Eigen)]
    #[case::decided_and_old(voorbij(een()), oud(zag(Some(2), stem(COLLEGA, POLITIE))), Uitslag::Voorbij)]
    #[case::changed_and_old(een(), oud(zag(Some(2), stem(COLLEGA, POLITIE))), Uitslag::Veranderd)]
    // Two halves.
    #[case::the_first(twee(None, None), stem(COLLEGA, POLITIE), Uitslag::Half(Helft::Politie))]
    #[case::both_may(twee(None, None), stem(COLLEGA, BEIDE), Uitslag::Half(Helft::Gemeente))]
    #[case::the_second(twee(Some(DERDE), None), stem(COLLEGA, POLITIE), Uitslag::Compleet(Helft::Politie))]
    #[case::both_by_one(twee(Some(COLLEGA), None), stem(COLLEGA, BEIDE), Uitslag::ZelfdePersoon)]
    #[case::given_by_another(twee(Some(DERDE), None), stem(COLLEGA, GEMEENTE), Uitslag::AlGegeven(Helft::Gemeente))]
    #[case::given_by_themselves(twee(None, Some(COLLEGA)), stem(COLLEGA, POLITIE), Uitslag::AlGegeven(Helft::Politie))]
    #[case::old_but_given(twee(None, Some(COLLEGA)), oud(stem(COLLEGA, POLITIE)), Uitslag::AlGegeven(Helft::Politie))]
    #[case::old_and_missing(twee(Some(DERDE), None), oud(stem(COLLEGA, POLITIE)), Uitslag::TeOud)]
    #[case::about_themselves(twee(None, None), stem(SCHRIJVER, BEIDE), Uitslag::Eigen)]
    fn what_becomes_of_a_yes(#[case] zaak: Zaak, #[case] stem: Stem<'_>, #[case] verwacht: Uitslag) {
        assert_eq!(weeg(&zaak, &stem), verwacht);
    }

    #[rstest]
    #[case::it_counts(een(), stem(COLLEGA, POLITIE), None)]
    #[case::of_either_half(twee(Some(DERDE), None), stem(COLLEGA, GEMEENTE), None)]
    #[case::after_their_own_yes(twee(Some(COLLEGA), None), stem(COLLEGA, GEMEENTE), None)]
    #[case::without_the_right(een(), stem(COLLEGA, &[]), Some(Uitslag::GeenRecht))]
    #[case::their_own(een(), stem(SCHRIJVER, POLITIE), Some(Uitslag::Eigen))]
    #[case::decided(voorbij(een()), stem(COLLEGA, POLITIE), Some(Uitslag::Voorbij))]
    #[case::an_older_version(een(), zag(Some(2), stem(COLLEGA, POLITIE)), Some(Uitslag::Veranderd))]
    #[case::long_ago_and_nothing_leaves(een(), oud(stem(COLLEGA, POLITIE)), None)]
    #[case::long_ago_and_somebody_is_refused(twee(None, None), oud(stem(COLLEGA, POLITIE)), Some(Uitslag::TeOud))]
    fn what_becomes_of_a_no(#[case] zaak: Zaak, #[case] stem: Stem<'_>, #[case] verwacht: Option<Uitslag>) {
        assert_eq!(weeg_af(&zaak, &stem), verwacht);
    }
}
