//! One alert to one group: who got it, and what its beheerders report.
//!
//! Owns how far a message to a person is, how that only moves forward, and how the standing of a group
//! follows from its people. Forwarding cannot be observed: "geplaatst" is always their own word.
//! Invariant: a reported group stays reported; no late or repeated answer takes it back.

use crate::domain::persoon::Rang;
use crate::opgeslagen;

opgeslagen! {
    /// Why somebody does not post an alert.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum WaaromNiet {
        /// At work, on the road, not at home, or no reason given.
        Verhinderd = "verhinderd",
        /// Away for longer.
        Vakantie = "vakantie",
        /// They do not want to.
        WilNiet = "wil_niet",
        /// It is not for their group.
        NietRelevant = "niet_relevant",
        /// They tried, and do not manage.
        LuktNiet = "lukt_niet",
        /// Nobody can come into the group or write in it any more.
        GroepVol = "groep_vol",
        /// There is no such group any more.
        GroepWeg = "groep_weg",
        /// The telephone with the group on it is lost or broken.
        TelefoonKwijt = "telefoon_kwijt",
    }
}

impl WaaromNiet {
    /// Whether somebody else of the group could post it all the same.
    #[must_use]
    pub const fn ander_helpt(self) -> bool {
        !matches!(self, Self::GroepWeg)
    }
}

/// How far one message to one person is. Later variants are further.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aflevering {
    /// Not accepted by WhatsApp yet.
    Wacht,
    /// WhatsApp has it, the phone does not.
    Verzonden,
    /// Will not arrive; holds Meta's code where there is one.
    Mislukt(Option<i64>),
    /// On the phone.
    Afgeleverd,
    /// Opened (known only of people who show it).
    Gelezen,
}

/// What a person said about an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoord {
    /// Nothing yet.
    Geen,
    /// A thumb or the like: seen, not posted.
    Gezien,
    /// Cannot post it now.
    KanNiet,
}

/// One beheerder of a group, as far as one alert is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ontvanger {
    /// How far the message to them is.
    pub aflevering: Aflevering,
    /// What they said.
    pub antwoord: Antwoord,
    /// Why not, where they said so.
    pub waarom: Option<WaaromNiet>,
    /// They tapped the button that puts it into their group; whether they sent it there nobody sees.
    pub geopend: bool,
}

/// How an alert stands in one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// A beheerder reported that it stands in the group.
    Geplaatst,
    /// Everybody it reached said they cannot.
    KanNiet,
    /// Somebody tapped the button that puts it into the group, and has not reported it.
    Geopend,
    /// Somebody said that they saw it, or that they will do it.
    Gezien,
    /// It reached somebody who has not answered.
    Bezorgd,
    /// It reached nobody yet, and may still.
    Onderweg,
    /// It will reach nobody; holds Meta's code of the last failure where there is one.
    NietBezorgd(Option<i64>),
}

/// The standing of one group.
#[must_use]
pub fn stand(geplaatst: bool, ontvangers: &[Ontvanger]) -> Stand {
    if geplaatst {
        return Stand::Geplaatst;
    }
    let open = |ontvanger: &&Ontvanger| ontvanger.antwoord != Antwoord::KanNiet;
    let bezorgd = |ontvanger: &Ontvanger| ontvanger.aflevering >= Aflevering::Afgeleverd;
    let onderweg = |ontvanger: &&Ontvanger| matches!(ontvanger.aflevering, Aflevering::Wacht | Aflevering::Verzonden);
    if ontvangers.iter().filter(open).any(|ontvanger| ontvanger.geopend) {
        Stand::Geopend
    } else if ontvangers.iter().filter(open).any(|ontvanger| ontvanger.antwoord == Antwoord::Gezien) {
        Stand::Gezien
    } else if ontvangers.iter().filter(open).any(bezorgd) {
        Stand::Bezorgd
    } else if ontvangers.iter().filter(open).any(|ontvanger| onderweg(&ontvanger)) {
        Stand::Onderweg
    } else if ontvangers.iter().any(|ontvanger| ontvanger.antwoord == Antwoord::KanNiet) {
        Stand::KanNiet
    } else {
        Stand::NietBezorgd(ontvangers.iter().find_map(|ontvanger| match ontvanger.aflevering {
            Aflevering::Mislukt(code) => code,
            _ => None,
        }))
    }
}

/// Why a group does not get it, as the first of its people said who gave a reason; `None` unless that is how it stands.
#[must_use]
pub fn waarom_niet(stand: &Stand, ontvangers: &[Ontvanger]) -> Option<WaaromNiet> {
    let gezegd = ontvangers.iter().filter(|ontvanger| ontvanger.antwoord == Antwoord::KanNiet);
    let waarom = gezegd.map(|ontvanger| ontvanger.waarom.unwrap_or(WaaromNiet::Verhinderd));
    // That a group is gone matters most; that somebody is at work says least.
    let zegt = |waarom: &WaaromNiet| (waarom.ander_helpt(), *waarom == WaaromNiet::Verhinderd);
    if *stand == Stand::KanNiet { waarom.min_by_key(zegt) } else { None }
}

/// What a report that a group has it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gemeld {
    /// The first report for this group.
    Eerste,
    /// It was reported before, at this moment.
    AlSinds(i64),
}

/// Takes a report for a group that was reported at `geplaatst_ms`, or never.
#[must_use]
pub const fn meld_geplaatst(geplaatst_ms: Option<i64>) -> Gemeld {
    match geplaatst_ms {
        None => Gemeld::Eerste,
        Some(ms) => Gemeld::AlSinds(ms),
    }
}

/// One group that an alert went to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroepStand {
    /// Its name.
    pub naam: String,
    /// When it was first reported, in milliseconds since the epoch.
    pub geplaatst_ms: Option<i64>,
    /// How it stands.
    pub stand: Stand,
    /// Why nobody posts it, where that is how it stands.
    pub waarom: Option<WaaromNiet>,
    /// How far each of its people is, by rank; none of one who was not called up yet.
    pub mensen: Vec<(Rang, Option<Ontvanger>)>,
}

/// How an alert stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overzicht {
    /// By group, in the order of their names.
    pub groepen: Vec<GroepStand>,
    /// People whose message left Meta.
    pub verzonden: usize,
    /// People on whose phone it is.
    pub afgeleverd: usize,
    /// People who opened it, as far as they show it.
    pub gelezen: usize,
    /// People who said they saw it.
    pub gezien: usize,
    /// People who tapped the button that puts it into their group.
    pub geopend: usize,
    /// People it was sent to.
    pub ontvangers: usize,
    /// When police heard of it, where that was said, in milliseconds since the epoch.
    pub binnen_ms: Option<i64>,
    /// When it left, in milliseconds since the epoch.
    pub vertrok_ms: Option<i64>,
}

impl Overzicht {
    /// How long after it left the first group had it, and half of them, in milliseconds.
    #[must_use]
    pub fn tot_de_straat(&self) -> (Option<i64>, Option<i64>) {
        let Some(vertrok_ms) = self.vertrok_ms else { return (None, None) };
        let gemeld = self.groepen.iter().filter_map(|groep| groep.geplaatst_ms);
        let mut na_ms: Vec<i64> = gemeld.map(|geplaatst_ms| (geplaatst_ms - vertrok_ms).max(0)).collect();
        na_ms.sort_unstable();
        let helft = self.groepen.len().div_ceil(2).saturating_sub(1);
        (na_ms.first().copied(), na_ms.get(helft).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ontvanger(aflevering: Aflevering, antwoord: Antwoord) -> Ontvanger {
        Ontvanger { aflevering, antwoord, waarom: None, geopend: false }
    }

    #[test]
    fn who_is_at_it_comes_before_who_saw_it_and_that_before_a_receipt() {
        let bezig = Ontvanger { geopend: true, ..ontvanger(Aflevering::Verzonden, Antwoord::Geen) };
        let gezien = ontvanger(Aflevering::Verzonden, Antwoord::Gezien);
        let bezorgd = ontvanger(Aflevering::Gelezen, Antwoord::Geen);
        assert_eq!(stand(false, &[bezorgd.clone(), gezien.clone(), bezig.clone()]), Stand::Geopend);
        assert_eq!(stand(false, &[bezorgd.clone(), gezien]), Stand::Gezien);
        assert_eq!(stand(false, &[bezorgd]), Stand::Bezorgd);
        let toch_niet = Ontvanger { antwoord: Antwoord::KanNiet, ..bezig };
        assert_eq!(stand(false, &[toch_niet]), Stand::KanNiet);
    }

    #[test]
    fn a_report_outweighs_everything() {
        assert_eq!(stand(true, &[ontvanger(Aflevering::Mislukt(None), Antwoord::KanNiet)]), Stand::Geplaatst);
    }

    #[test]
    fn one_who_cannot_does_not_speak_for_a_colleague_who_has_it() {
        let kan_niet = ontvanger(Aflevering::Gelezen, Antwoord::KanNiet);
        let heeft_het = ontvanger(Aflevering::Afgeleverd, Antwoord::Geen);
        let mislukt = ontvanger(Aflevering::Mislukt(Some(131_026)), Antwoord::Geen);
        let onderweg = ontvanger(Aflevering::Verzonden, Antwoord::Geen);
        assert_eq!(stand(false, &[kan_niet.clone(), heeft_het]), Stand::Bezorgd);
        assert_eq!(stand(false, &[kan_niet.clone(), onderweg]), Stand::Onderweg);
        assert_eq!(stand(false, &[kan_niet, mislukt.clone()]), Stand::KanNiet);
        assert_eq!(stand(false, &[mislukt]), Stand::NietBezorgd(Some(131_026)));
        assert_eq!(stand(false, &[]), Stand::NietBezorgd(None));
    }

    #[test]
    fn delivery_outweighs_a_failure() {
        assert!(Aflevering::Afgeleverd > Aflevering::Mislukt(Some(1)));
        assert!(Aflevering::Mislukt(None) > Aflevering::Verzonden);
    }
}
