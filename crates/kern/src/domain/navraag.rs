//! The chase: who of a group is asked next, and who is reminded.
//!
//! Owns the decision for one group at one moment, and when to look again. Sending is `groep::navraag`'s.
//! Invariants: one report for a group ends its chase; nobody is chased for not having read, for receipts may be
//! off; nobody is reminded twice; who cannot be reached now is never called up.

use crate::domain::instellingen::Navraag;
use crate::domain::persoon::{GroepId, PersoonId, Rang};
use crate::domain::uitzetting::{Aflevering, Antwoord};
use crate::limits;

/// What somebody who was called up did so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oproep {
    /// When they were called up, in milliseconds since the epoch.
    pub opgeroepen_ms: i64,
    /// When WhatsApp took the message, in milliseconds since the epoch; before that nothing is their doing.
    pub geaccepteerd_ms: Option<i64>,
    /// How far the message is.
    pub aflevering: Aflevering,
    /// When it came on their phone, in milliseconds since the epoch.
    pub bezorgd_ms: Option<i64>,
    /// What they said.
    pub antwoord: Antwoord,
    /// They said that they do it at this moment, in milliseconds since the epoch.
    pub uitgesteld_tot_ms: Option<i64>,
    /// They tapped the button that puts it into their group, in milliseconds since the epoch: they are at it.
    pub geopend_ms: Option<i64>,
    /// They were reminded.
    pub herinnerd: bool,
    /// It does not leave for a reason of theirs alone: WhatsApp takes no more for them now, today's limit leaves no place, or
    /// twice nobody could tell whether it arrived. What waits so delays nobody else.
    pub hapert: bool,
}

/// Somebody of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mens {
    /// Who.
    pub persoon: PersoonId,
    /// What they are to the group.
    pub rang: Rang,
    /// An alert can go to them now: not blocked, absent, invited only, or in their quiet hours.
    pub bereikbaar: bool,
    /// What they did, if they were called up.
    pub oproep: Option<Oproep>,
}

/// A group that has not ended its chase by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// Which.
    pub id: GroepId,
    /// A beheerder reported it, or that there is no such group any more: nobody is chased.
    pub klaar: bool,
    /// Its people.
    pub mensen: Vec<Mens>,
    /// How it is chased.
    pub instelling: Navraag,
}

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actie {
    /// They get the alert.
    RoepOp(PersoonId),
    /// They are asked once more.
    Herinner(PersoonId),
}

/// What to do now, and when to look again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ronde {
    /// What to do.
    pub acties: Vec<Actie>,
    /// When time alone changes something, in milliseconds since the epoch.
    pub volgende_ms: Option<i64>,
}

impl Oproep {
    /// Until when this person counts as somebody who may still do it: `None` where they will not, the last
    /// millisecond where that is open.
    fn doet_nog_mee_tot_ms(&self, instelling: &Navraag) -> Option<i64> {
        match (&self.aflevering, self.antwoord) {
            (_, Antwoord::KanNiet) | (Aflevering::Mislukt(_), _) => None,
            (Aflevering::Wacht, Antwoord::Geen) if self.hapert => None,
            (Aflevering::Afgeleverd | Aflevering::Gelezen, _) | (_, Antwoord::Gezien) => Some(i64::MAX),
            (Aflevering::Wacht | Aflevering::Verzonden, Antwoord::Geen) if self.geopend_ms.is_some() => Some(i64::MAX),
            // A message that is still with us is delayed by us, for everybody.
            (Aflevering::Wacht | Aflevering::Verzonden, Antwoord::Geen) => Some(
                self.geaccepteerd_ms.map_or(i64::MAX, |ms| ms.saturating_add(instelling.niet_bezorgd_na_s * 1_000)),
            ),
        }
    }

    /// Until when somebody who is at it is left in peace.
    fn bezig_tot_ms(&self) -> Option<i64> {
        let bezig = self.antwoord != Antwoord::KanNiet;
        self.geopend_ms.filter(|_| bezig).map(|geopend_ms| geopend_ms + limits::OPENED_PATIENCE_MS)
    }

    /// When they are to be reminded: once, if it is on their phone and they did not say that they cannot.
    fn herinneren_ms(&self, instelling: &Navraag) -> Option<i64> {
        let bezorgd = matches!(self.aflevering, Aflevering::Afgeleverd | Aflevering::Gelezen)
            || self.antwoord == Antwoord::Gezien
            || self.geopend_ms.is_some();
        (bezorgd && !self.herinnerd && self.antwoord != Antwoord::KanNiet).then(|| {
            // Who named a moment is asked then, not before; whose phone was off has it since it came on.
            let sinds_ms = self.bezorgd_ms.unwrap_or_default().max(self.opgeroepen_ms);
            let wanneer_ms = self.uitgesteld_tot_ms.unwrap_or(sinds_ms + instelling.herinnering_na_s * 1_000);
            wanneer_ms.max(self.bezig_tot_ms().unwrap_or_default())
        })
    }
}

/// Decides about one group.
#[must_use]
pub fn ronde(groep: &Groep, nu_ms: i64) -> Ronde {
    if groep.klaar {
        return Ronde::default();
    }
    let mut ronde = Ronde::default();
    let mut later = |ms: i64| {
        if ms < i64::MAX {
            ronde.volgende_ms = Some(ronde.volgende_ms.map_or(ms, |eerst_ms: i64| eerst_ms.min(ms)));
        }
    };
    let opgeroepen = || groep.mensen.iter().filter_map(|mens| mens.oproep.as_ref().map(|oproep| (mens, oproep)));
    let mut volgende: Vec<&Mens> =
        groep.mensen.iter().filter(|mens| mens.oproep.is_none() && mens.bereikbaar).collect();
    volgende.sort_by_key(|mens| (mens.rang, mens.persoon));
    let mut acties = Vec::new();
    // What is still with us will be with WhatsApp soon; from then on the time for delivery counts. Until then nobody else
    // is called up: what delays us would delay them too.
    let bij_ons = opgeroepen().any(|(_, oproep)| oproep.aflevering == Aflevering::Wacht && !oproep.hapert);
    if bij_ons {
        later(nu_ms + groep.instelling.niet_bezorgd_na_s * 1_000);
    }
    if let Some(volgende) = volgende.first().filter(|_| !bij_ons) {
        // Who went away, was blocked or sleeps since then does it no more.
        let doet_mee = opgeroepen()
            .filter(|(mens, _)| mens.bereikbaar)
            .filter_map(|(_, oproep)| oproep.doet_nog_mee_tot_ms(&groep.instelling))
            .filter(|tot_ms| *tot_ms > nu_ms);
        // Patience counts from the last who was called up, or from the moment that somebody named.
        let laatst_ms = opgeroepen()
            .map(|(_, oproep)| oproep.uitgesteld_tot_ms.unwrap_or_default().max(oproep.opgeroepen_ms))
            .max();
        let geduld_ms = laatst_ms.map(|ms| ms + groep.instelling.reserve_na_s * 1_000);
        // Who is at it gets time to finish, and no second person beside them.
        let bezig_ms = opgeroepen().filter(|(mens, _)| mens.bereikbaar).filter_map(|(_, oproep)| oproep.bezig_tot_ms());
        let geduld_ms = geduld_ms.into_iter().chain(bezig_ms).max();
        match (doet_mee.max(), geduld_ms) {
            (Some(tot_ms), Some(geduld_ms)) if geduld_ms > nu_ms => later(tot_ms.min(geduld_ms)),
            _ => acties.push(Actie::RoepOp(volgende.persoon)),
        }
    }
    for (mens, oproep) in opgeroepen().filter(|(mens, _)| mens.bereikbaar) {
        match oproep.herinneren_ms(&groep.instelling) {
            Some(ms) if ms <= nu_ms => acties.push(Actie::Herinner(mens.persoon)),
            Some(ms) => later(ms),
            None => {}
        }
    }
    ronde.acties = acties;
    ronde
}

/// Decides about all groups of an alert: each person is called up and reminded once, whatever groups they run.
#[must_use]
pub fn rondes(groepen: &[Groep], nu_ms: i64) -> Ronde {
    let mut alle = Ronde::default();
    for groep in groepen {
        let ronde = ronde(groep, nu_ms);
        alle.acties.extend(ronde.acties);
        alle.volgende_ms = alle.volgende_ms.into_iter().chain(ronde.volgende_ms).min();
    }
    alle.acties.sort_unstable();
    alle.acties.dedup();
    alle
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const NU_MS: i64 = 1_000_000_000;

    fn oproep(na_ms: i64, aflevering: Aflevering, antwoord: Antwoord) -> Oproep {
        let geaccepteerd_ms = (aflevering != Aflevering::Wacht).then_some(NU_MS - na_ms);
        let opgeroepen_ms = NU_MS - na_ms;
        let bezorgd_ms = (aflevering >= Aflevering::Afgeleverd).then_some(opgeroepen_ms);
        let (uitgesteld_tot_ms, geopend_ms, herinnerd) = (None, None, false);
        let hapert = false;
        Oproep {
            opgeroepen_ms,
            geaccepteerd_ms,
            aflevering,
            bezorgd_ms,
            antwoord,
            uitgesteld_tot_ms,
            geopend_ms,
            herinnerd,
            hapert,
        }
    }

    fn mens(id: i64, rang: Rang, oproep: Option<Oproep>) -> Mens {
        Mens { persoon: PersoonId(id), rang, bereikbaar: true, oproep }
    }

    fn groep(mensen: Vec<Mens>) -> Groep {
        Groep { id: GroepId(1), klaar: false, mensen, instelling: Navraag::default() }
    }

    fn hoofd_en_reserve(hoofd: Oproep) -> Groep {
        groep(vec![mens(1, Rang::Hoofd, Some(hoofd)), mens(2, Rang::Reserve, None)])
    }

    #[rstest]
    #[case::delivered_a_minute_ago(oproep(60_000, Aflevering::Afgeleverd, Antwoord::Geen), &[])]
    #[case::delivered_for_three_minutes(oproep(180_000, Aflevering::Afgeleverd, Antwoord::Geen), &[Actie::RoepOp(PersoonId(2))])]
    #[case::read_is_no_different(oproep(180_000, Aflevering::Gelezen, Antwoord::Geen), &[Actie::RoepOp(PersoonId(2))])]
    #[case::not_delivered_for_a_minute(oproep(60_000, Aflevering::Verzonden, Antwoord::Geen), &[Actie::RoepOp(PersoonId(2))])]
    #[case::not_delivered_for_less(oproep(59_999, Aflevering::Verzonden, Antwoord::Geen), &[])]
    #[case::still_with_us(oproep(120_000, Aflevering::Wacht, Antwoord::Geen), &[])]
    #[case::theirs_alone(Oproep { hapert: true, ..oproep(1, Aflevering::Wacht, Antwoord::Geen) }, &[Actie::RoepOp(PersoonId(2))])]
    #[case::it_left_after_all(Oproep { hapert: true, ..oproep(1, Aflevering::Afgeleverd, Antwoord::Geen) }, &[])]
    #[case::failed(oproep(1, Aflevering::Mislukt(Some(131_026)), Antwoord::Geen), &[Actie::RoepOp(PersoonId(2))])]
    #[case::cannot(oproep(5_000, Aflevering::Gelezen, Antwoord::KanNiet), &[Actie::RoepOp(PersoonId(2))])]
    #[case::seen(oproep(5_000, Aflevering::Afgeleverd, Antwoord::Gezien), &[])]
    fn the_reserve_is_called_when_the_first_does_not_answer(#[case] hoofd: Oproep, #[case] acties: &[Actie]) {
        assert_eq!(ronde(&hoofd_en_reserve(hoofd), NU_MS).acties, acties);
    }

    #[test]
    fn a_report_ends_the_chase() {
        let mut groep = hoofd_en_reserve(oproep(600_000, Aflevering::Gelezen, Antwoord::Geen));
        groep.klaar = true;
        assert_eq!(ronde(&groep, NU_MS), Ronde::default());
    }

    #[test]
    fn one_who_drops_out_leaves_it_to_the_other_who_has_it() {
        let hoofd = mens(1, Rang::Hoofd, Some(oproep(5_000, Aflevering::Gelezen, Antwoord::KanNiet)));
        let mede = mens(2, Rang::Mede, Some(oproep(5_000, Aflevering::Afgeleverd, Antwoord::Geen)));
        let reserve = mens(3, Rang::Reserve, None);
        assert_eq!(ronde(&groep(vec![hoofd, mede, reserve]), NU_MS).acties, []);
    }

    #[test]
    fn who_cannot_be_reached_is_passed_over() {
        let hoofd = mens(1, Rang::Hoofd, Some(oproep(5_000, Aflevering::Gelezen, Antwoord::KanNiet)));
        let stil = Mens { bereikbaar: false, ..mens(2, Rang::Mede, None) };
        let reserve = mens(3, Rang::Reserve, None);
        assert_eq!(ronde(&groep(vec![hoofd, stil, reserve]), NU_MS).acties, [Actie::RoepOp(PersoonId(3))]);
    }

    #[test]
    fn a_named_moment_postpones_both_reminder_and_reserve() {
        let belofte = Oproep {
            uitgesteld_tot_ms: Some(NU_MS + 60_000),
            ..oproep(400_000, Aflevering::Gelezen, Antwoord::Gezien)
        };
        let groep = hoofd_en_reserve(belofte);
        assert_eq!(ronde(&groep, NU_MS), Ronde { acties: vec![], volgende_ms: Some(NU_MS + 60_000) });
        assert_eq!(ronde(&groep, NU_MS + 60_000).acties, [Actie::Herinner(PersoonId(1))]);
        assert!(ronde(&groep, NU_MS + 240_000).acties.contains(&Actie::RoepOp(PersoonId(2))));
    }

    #[rstest]
    #[case::at_it_for_a_minute(60_000, Antwoord::Geen, &[])]
    #[case::at_it_for_two_minutes(120_000, Antwoord::Geen, &[Actie::RoepOp(PersoonId(2)), Actie::Herinner(PersoonId(1))])]
    #[case::gave_up_after_all(60_000, Antwoord::KanNiet, &[Actie::RoepOp(PersoonId(2))])]
    fn who_is_at_it_gets_two_minutes_more(#[case] sinds_ms: i64, #[case] antwoord: Antwoord, #[case] acties: &[Actie]) {
        let bezig = Oproep { geopend_ms: Some(NU_MS - sinds_ms), ..oproep(400_000, Aflevering::Afgeleverd, antwoord) };
        let ronde = ronde(&hoofd_en_reserve(bezig), NU_MS);
        assert_eq!(ronde.acties, acties);
        let weer_ms = acties.is_empty().then_some(NU_MS - sinds_ms + 120_000);
        assert_eq!(ronde.volgende_ms, weer_ms);
    }

    #[test]
    fn who_is_at_it_needs_no_receipt() {
        let bezig =
            Oproep { geopend_ms: Some(NU_MS - 1_000), ..oproep(100_000, Aflevering::Verzonden, Antwoord::Geen) };
        assert_eq!(ronde(&hoofd_en_reserve(bezig), NU_MS).acties, []);
    }

    #[test]
    fn one_reminder_and_no_more() {
        let stil = oproep(400_000, Aflevering::Afgeleverd, Antwoord::Geen);
        let alleen = |oproep: Oproep| groep(vec![mens(1, Rang::Hoofd, Some(oproep))]);
        assert_eq!(ronde(&alleen(stil.clone()), NU_MS).acties, [Actie::Herinner(PersoonId(1))]);
        let herinnerd = Oproep { herinnerd: true, ..stil };
        assert_eq!(ronde(&alleen(herinnerd), NU_MS), Ronde::default());
    }

    #[test]
    fn whose_phone_was_off_is_reminded_so_long_after_it_came_on() {
        let laat = Oproep { bezorgd_ms: Some(NU_MS), ..oproep(900_000, Aflevering::Afgeleverd, Antwoord::Geen) };
        let groep = groep(vec![mens(1, Rang::Hoofd, Some(laat))]);
        assert_eq!(ronde(&groep, NU_MS), Ronde { acties: vec![], volgende_ms: Some(NU_MS + 360_000) });
        assert_eq!(ronde(&groep, NU_MS + 360_000).acties, [Actie::Herinner(PersoonId(1))]);
    }

    #[test]
    fn a_person_of_two_groups_is_called_and_reminded_once() {
        let stil = oproep(400_000, Aflevering::Afgeleverd, Antwoord::Geen);
        let een = groep(vec![mens(1, Rang::Hoofd, Some(stil)), mens(2, Rang::Reserve, None)]);
        let ander = Groep { id: GroepId(2), ..een.clone() };
        let acties = rondes(&[een, ander], NU_MS).acties;
        assert_eq!(acties, [Actie::RoepOp(PersoonId(2)), Actie::Herinner(PersoonId(1))]);
    }

    fn een_oproep() -> impl Strategy<Value = Option<Oproep>> {
        let aflevering = prop::sample::select(vec![
            Aflevering::Wacht,
            Aflevering::Verzonden,
            Aflevering::Mislukt(None),
            Aflevering::Afgeleverd,
            Aflevering::Gelezen,
        ]);
        let antwoord = prop::sample::select(vec![Antwoord::Geen, Antwoord::Gezien, Antwoord::KanNiet]);
        let alles = (0..1_000_000_i64, aflevering, antwoord, prop::option::of(-400_000..400_000_i64), any::<bool>());
        prop::option::of(alles.prop_map(|(na_ms, aflevering, antwoord, belofte, herinnerd)| Oproep {
            uitgesteld_tot_ms: belofte.map(|ms| NU_MS + ms),
            herinnerd,
            ..oproep(na_ms, aflevering, antwoord)
        }))
    }

    proptest! {
        #[test]
        fn nobody_is_called_twice_or_while_unreachable_and_looking_again_comes_later(
            mensen in prop::collection::vec((een_oproep(), any::<bool>()), 0..5)
        ) {
            let rangen = [Rang::Hoofd, Rang::Mede, Rang::Reserve, Rang::Reserve];
            let mensen: Vec<Mens> = mensen
                .into_iter()
                .enumerate()
                .map(|(n, (oproep, bereikbaar))| {
                    let id = i64::try_from(n).unwrap_or_default();
                    Mens { bereikbaar, ..mens(id, rangen[n.min(3)], oproep) }
                })
                .collect();
            let groep = groep(mensen);
            let ronde = ronde(&groep, NU_MS);
            let wie = |id: PersoonId| groep.mensen.iter().find(|mens| mens.persoon == id);
            for actie in &ronde.acties {
                match actie {
                    Actie::RoepOp(id) => prop_assert!(wie(*id).is_some_and(|mens| mens.bereikbaar && mens.oproep.is_none())),
                    Actie::Herinner(id) => prop_assert!(wie(*id).is_some_and(|mens| mens.bereikbaar
                        && mens.oproep.as_ref().is_some_and(|oproep| !oproep.herinnerd && oproep.antwoord != Antwoord::KanNiet))),
                }
            }
            prop_assert!(ronde.volgende_ms.is_none_or(|ms| ms > NU_MS));
        }
    }
}
