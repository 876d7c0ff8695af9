//! What a gemeente can set: the table `[instellingen]` of its file, each with a default.
//!
//! Owns the names, the defaults and their bounds. Invariant: a gemeente without the table works as the project
//! agreed for all.

use serde::Deserialize;

use crate::domain::deellink::Deellink;
use crate::domain::soort::MeldingSoort;
use crate::limits;

/// The settings of one gemeente. Times are in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instellingen {
    /// The kinds of alert that may be sent, by their stored names.
    pub soorten: Vec<String>,
    /// From so many groups on, a second person has to agree.
    pub tweede_vanaf_groepen: usize,
    /// A wijkagent may write an alert, which a sender then has to agree to.
    pub wijkagent_concept: bool,
    /// Who types on a shared telephone has to be signed on with `/dienst`; without this, also on personal ones.
    pub dienst: Dienst,
    /// A crime in progress is valid for so long.
    pub heterdaad_geldig_s: i64,
    /// A missing person is valid for so long.
    pub vermissing_geldig_s: i64,
    /// So long before its end the sender is asked whether an alert still holds.
    pub nog_actueel_s: i64,
    /// How groups are chased.
    pub navraag: Navraag,
    /// When an exercise is announced to the senders every month: its day (1 to 28) and hour; none if absent.
    pub proefalarm: Option<Proefalarm>,
    /// When the shift ends, at which senders are asked how good their alerts were: hours of the day, none at night.
    pub einde_dienst_uren: Vec<i8>,
    /// The address behind the button that puts an alert into a group: `wa`, `api`, or `uit` for no such button.
    pub deellink: Deellink,
    /// How many messages that are no alert (information, invitations, the question how an alert was) a beheerder gets in
    /// 30 days at most.
    pub andere_berichten_per_maand: i64,
    /// Whether beheerders are asked once a year whether they still are, and those of silent groups how it goes.
    pub jaarcontrole: bool,
    /// Whether beheerders who posted hear once a quarter what came of it.
    pub terugblik: bool,
    /// How many signs a group may have.
    pub borden_per_groep: i64,
    /// Signs are granted only to a group that the gemeente saw at WABP.
    pub borden_alleen_wabp: bool,
    /// What people want, by the names of `crates/begrip/voorbeelden/README.md`, that is asked first where only what was learned
    /// understood it. Which names there are, `begrip` knows.
    pub vraag_eerst: Vec<String>,
}

/// Where `/dienst` is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dienst {
    /// On telephones that several share.
    Gedeeld,
    /// On all of police.
    Altijd,
}

/// How groups are chased. A group can have its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Navraag {
    /// The mede-beheerder gets a crime in progress at once, with the hoofdbeheerder.
    pub mede_meteen: bool,
    /// After so many seconds without a report the next person is called up.
    pub reserve_na_s: i64,
    /// After so many seconds without delivery too.
    pub niet_bezorgd_na_s: i64,
    /// After so many seconds without an answer one reminder.
    pub herinnering_na_s: i64,
}

/// The moment of the monthly exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proefalarm {
    /// The day of the month, 1 to 28.
    pub dag: i8,
    /// The hour, 8 to 20.
    pub uur: i8,
}

impl Default for Instellingen {
    fn default() -> Self {
        Self {
            soorten: MeldingSoort::ALLE.map(|soort| soort.id().to_owned()).into(),
            tweede_vanaf_groepen: limits::SECOND_PERSON_FROM_GROUPS,
            wijkagent_concept: true,
            dienst: Dienst::Gedeeld,
            heterdaad_geldig_s: limits::HETERDAAD_VALID_MS / 1_000,
            vermissing_geldig_s: limits::VERMISSING_VALID_MS / 1_000,
            nog_actueel_s: limits::STILL_VALID_ASKED_MS / 1_000,
            navraag: Navraag::default(),
            proefalarm: None,
            einde_dienst_uren: vec![7, 15, 22],
            deellink: Deellink::default(),
            andere_berichten_per_maand: 2,
            jaarcontrole: true,
            terugblik: true,
            borden_per_groep: limits::SIGNS_PER_GROUP_MAX,
            borden_alleen_wabp: true,
            vraag_eerst: Vec::new(),
        }
    }
}

impl Default for Navraag {
    fn default() -> Self {
        Self {
            mede_meteen: true,
            reserve_na_s: limits::CALL_NEXT_AFTER_MS / 1_000,
            niet_bezorgd_na_s: limits::NOT_DELIVERED_AFTER_MS / 1_000,
            herinnering_na_s: limits::REMINDER_AFTER_MS / 1_000,
        }
    }
}

impl Instellingen {
    /// Whether alerts of this kind may be sent.
    #[must_use]
    pub fn kent(&self, soort: MeldingSoort) -> bool {
        self.soorten.iter().any(|id| id == soort.id())
    }

    /// How long an alert of this kind is valid, in milliseconds.
    #[must_use]
    pub const fn geldig_ms(&self, soort: MeldingSoort) -> i64 {
        1_000 * if soort.heterdaad() { self.heterdaad_geldig_s } else { self.vermissing_geldig_s }
    }

    /// What is wrong with them, if anything is.
    #[must_use]
    pub fn fout(&self) -> Option<String> {
        let Navraag { reserve_na_s, niet_bezorgd_na_s, herinnering_na_s, .. } = self.navraag;
        let binnen = |seconden: i64, van: i64, tot: i64| (van..=tot).contains(&seconden);
        if let Some(onbekend) = self.soorten.iter().find(|id| MeldingSoort::van_id(id).is_none()) {
            return Some(format!("soorten: '{onbekend}' is geen soort"));
        }
        if self.soorten.is_empty() {
            return Some("soorten: er is er geen".into());
        }
        let dag = 86_400;
        for (naam, seconden, van, tot) in [
            ("heterdaad_geldig_s", self.heterdaad_geldig_s, 900, dag),
            ("vermissing_geldig_s", self.vermissing_geldig_s, 900, 3 * dag),
            ("nog_actueel_s", self.nog_actueel_s, 60, 7_200),
            ("reserve_na_s", reserve_na_s, 30, 7_200),
            ("niet_bezorgd_na_s", niet_bezorgd_na_s, 10, 3_600),
            ("herinnering_na_s", herinnering_na_s, 60, 7_200),
        ] {
            if !binnen(seconden, van, tot) {
                return Some(format!("{naam}: {seconden} ligt niet tussen {van} en {tot}"));
            }
        }
        if !binnen(self.andere_berichten_per_maand, 0, 10) {
            return Some("andere_berichten_per_maand: 0 tot 10".into());
        }
        if !binnen(self.borden_per_groep, 0, 20) {
            return Some("borden_per_groep: 0 tot 20".into());
        }
        if self.tweede_vanaf_groepen == 0 {
            return Some("tweede_vanaf_groepen: moet 1 of meer zijn".into());
        }
        if let Some(Proefalarm { dag, uur }) = self.proefalarm
            && !((1..=28).contains(&dag) && (8..=20).contains(&uur))
        {
            return Some("proefalarm: dag 1 tot 28, uur 8 tot 20".into());
        }
        if self.einde_dienst_uren.iter().any(|uur| !(6..=22).contains(uur)) {
            return Some("einde_dienst_uren: alleen uren van 6 tot 22, nooit 's nachts".into());
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_within_their_bounds() {
        assert_eq!(Instellingen::default().fout(), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (tekst, deel) in [
            ("soorten = ['kat']", "kat"),
            ("soorten = []", "geen"),
            ("navraag = { reserve_na_s = 1 }", "reserve_na_s"),
            ("tweede_vanaf_groepen = 0", "tweede"),
            ("andere_berichten_per_maand = 11", "andere_berichten"),
            ("borden_per_groep = 21", "borden_per_groep"),
            ("proefalarm = { dag = 31, uur = 12 }", "proefalarm"),
            ("einde_dienst_uren = [3]", "einde_dienst"),
        ] {
            let instellingen: Instellingen = toml::from_str(tekst).unwrap_or_else(|fout| panic!("{fout}"));
            assert!(instellingen.fout().is_some_and(|fout| fout.contains(deel)), "{tekst}");
        }
    }
}
