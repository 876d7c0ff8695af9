//! The message that neighbours read: what it holds, and how typed text is made fit for it.
//!
//! Owns the parts of a politiebericht and the cleaning of free text. The words around the parts are
//! `texts::melding::politiebericht`'s. Invariant: a cleaned text is one line without tabs, control characters or
//! runs of spaces, as a template parameter must be.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::limits;

/// The version of the stored parts. Grows when a change cannot read what the last version wrote.
const ONDERDELEN_VERSIE: u32 = 1;

/// What was read out of a typed line: the parts from which the politiebericht is composed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Onderdelen {
    /// The street, without a number.
    pub straat: Option<String>,
    /// What stands there: a shop, a playground.
    pub object: Option<String>,
    /// When it happened, or when a missing person was last seen, in milliseconds since the epoch; `None`: just now.
    pub tijd_ms: Option<i64>,
    /// When police heard of it, in milliseconds since the epoch. No part of what is told.
    pub binnen_ms: Option<i64>,
    /// What people look like, in plain words.
    pub signalement: String,
    /// A vehicle to look for.
    pub voertuig: Option<String>,
    /// Its licence plate.
    pub kenteken: Option<String>,
    /// How they move: "te voet".
    pub vervoer: Option<String>,
    /// Where they go.
    pub vluchtrichting: Option<String>,
    /// A weapon that was seen; behind [`MOGELIJK`] one that may be there.
    pub wapen: Option<String>,
    /// What was taken.
    pub buit: Option<String>,
    /// What was held out of the text until a second officer agrees: a surname, a fact about health.
    pub later: Vec<String>,
    /// The wijken that were offered to go with it, by id.
    pub stel_voor: Vec<WijkId>,
    /// Wijken of other gemeenten, where it goes as an alert of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elders: Vec<Elders>,
    /// Why a word about origin stands in it all the same; a second officer has to agree.
    pub reden: Option<String>,
    /// Words that may name somebody, held out of the description until they are tapped in.
    pub onzeker: Option<Onzeker>,
    /// What was typed at its preview and is not in it, kept while the draft is set aside. No part of what is told.
    pub onverwerkt: Vec<String>,
}

/// Wijken of a gemeente beside that of the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elders {
    /// Which gemeente.
    pub gemeente: GemeenteId,
    /// Its wijken, by id.
    pub wijken: Vec<WijkId>,
}

/// Words of a description that may name somebody or something of police: a surname, a call sign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onzeker {
    /// As they were typed.
    pub woorden: Vec<String>,
    /// The description without them.
    pub zonder: String,
    /// The description with them.
    pub met: String,
}

impl Onderdelen {
    /// The words that are held out, and can be taken in.
    #[must_use]
    pub const fn onzekere_woorden(&self) -> Option<&Onzeker> {
        self.onzeker.as_ref()
    }

    /// The description changed: the words that are held out of it stay so and are told still, behind it where they are taken in; those
    /// that were put in by name are out no more.
    pub fn na_wijziging(&mut self) {
        if self.onzeker.as_ref().is_none_or(|onzeker| onzeker.zonder == self.signalement) {
            return;
        }
        let Some(mut onzeker) = self.onzeker.take() else { return };
        onzeker.woorden.retain(|woord| !self.signalement.contains(woord.as_str()));
        if onzeker.woorden.is_empty() {
            return;
        }
        let delen = std::iter::once(self.signalement.as_str()).chain(onzeker.woorden.iter().map(String::as_str));
        onzeker.met = delen.filter(|deel| !deel.is_empty()).collect::<Vec<_>>().join(", ");
        onzeker.zonder.clone_from(&self.signalement);
        self.onzeker = Some(onzeker);
    }
}

/// Stands before a weapon that nobody saw for certain.
pub const MOGELIJK: &str = "mogelijk ";

#[derive(Serialize, Deserialize)]
struct Bewaard {
    versie: u32,
    onderdelen: Onderdelen,
}

impl Onderdelen {
    /// As it is stored.
    #[must_use]
    pub fn als_json(&self) -> String {
        serde_json::to_string(&Bewaard { versie: ONDERDELEN_VERSIE, onderdelen: self.clone() }).unwrap_or_default()
    }

    /// What was stored; none of a version that this one does not know.
    #[must_use]
    pub fn van_json(tekst: &str) -> Option<Self> {
        let bewaard: Bewaard = serde_json::from_str(tekst).ok()?;
        (bewaard.versie == ONDERDELEN_VERSIE).then_some(bewaard.onderdelen)
    }

    /// Why a second person has to agree to an alert of this kind to so many wijken, by what it says.
    #[must_use]
    pub fn tweede_om(&self, soort: MeldingSoort, wijken: usize) -> Vec<&'static str> {
        let breed = soort == MeldingSoort::Vermissing && wijken > limits::MISSING_WIJKEN_ALONE_MAX;
        [self.reden.is_some().then_some("tekst"), breed.then_some("wijken")].into_iter().flatten().collect()
    }
}

/// The parts of one politiebericht, each one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Politiebericht {
    /// The meldingnummer, `ZM-0001`.
    pub nummer: String,
    /// What it is about.
    pub soort: MeldingSoort,
    /// The wijken, as people write them.
    pub waar: String,
    /// When it was reported or happened, in milliseconds since the epoch.
    pub gemeld_ms: i64,
    /// That moment is when a missing person was last seen.
    pub laatst_gezien: bool,
    /// What to look for.
    pub omschrijving: String,
    /// Until when it may be shared, in milliseconds since the epoch.
    pub tot_ms: i64,
}

/// Why a description is not fit for a politiebericht.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OmschrijvingFout {
    /// Too short to tell anybody what to look for.
    TeKort,
    /// Too long.
    TeLang {
        /// Its characters.
        lengte: usize,
        /// The characters that fit.
        ruimte: usize,
    },
}

/// Makes typed text one clean line; loose accents are put on their letters.
#[must_use]
pub fn schoon(tekst: &str) -> String {
    let mut regel = String::with_capacity(tekst.len());
    for teken in tekst.chars().take(limits::TEXT_CHARACTERS_READ_MAX).nfc() {
        match teken {
            '\n' | '\r' if !regel.is_empty() && !regel.trim_end().ends_with([',', '.', ';', ':', '!', '?']) => {
                regel.push_str(", ");
            }
            _ if onzichtbaar(teken) => {}
            _ if teken.is_whitespace() => regel.push(' '),
            _ => regel.push(teken),
        }
    }
    let woorden: Vec<&str> = regel.split_whitespace().collect();
    woorden.join(" ").trim_matches([',', ' ', '-', ';']).to_owned()
}

/// Whether a character shows nothing: control, zero-width or direction marks, which can hide or turn text.
#[must_use]
pub fn onzichtbaar(teken: char) -> bool {
    (teken.is_control() && !teken.is_whitespace())
        || matches!(teken, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Checks a cleaned description, for which there is room for so many characters.
///
/// # Errors
/// Says whether it is too short or too long.
pub fn controleer_omschrijving(omschrijving: &str, ruimte: usize) -> Result<(), OmschrijvingFout> {
    let lengte = omschrijving.chars().count();
    let letters = omschrijving.chars().filter(|teken| teken.is_alphanumeric()).count();
    if letters < limits::OMSCHRIJVING_CHARACTERS_MIN {
        Err(OmschrijvingFout::TeKort)
    } else if lengte > ruimte {
        Err(OmschrijvingFout::TeLang { lengte, ruimte })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_read_back_and_those_of_another_version_are_not() {
        let onderdelen = Onderdelen { straat: Some("Waterlelie".into()), ..Onderdelen::default() };
        assert_eq!(Onderdelen::van_json(&onderdelen.als_json()), Some(onderdelen));
        assert_eq!(Onderdelen::van_json(r#"{"versie":9,"onderdelen":{}}"#), None);
        assert_eq!(Onderdelen::van_json(""), None);
        assert_eq!(Onderdelen::van_json(r#"{"versie":1,"onderdelen":{}}"#), Some(Onderdelen::default()));
    }

    #[test]
    fn a_missing_person_in_many_wijken_needs_a_second_person() {
        let leeg = Onderdelen::default();
        assert_eq!(leeg.tweede_om(MeldingSoort::Vermissing, 3), [] as [&str; 0]);
        assert_eq!(leeg.tweede_om(MeldingSoort::Vermissing, 4), ["wijken"]);
        assert_eq!(leeg.tweede_om(MeldingSoort::Overval, 9), [] as [&str; 0]);
        let tekst = Onderdelen { reden: Some("zo gezien".into()), ..leeg };
        assert_eq!(tekst.tweede_om(MeldingSoort::Overval, 1), ["tekst"]);
    }

    #[test]
    fn lines_become_one_line() {
        assert_eq!(schoon("man, zwarte jas\nwitte schoenen\n\n te\tvoet"), "man, zwarte jas, witte schoenen, te voet");
        assert_eq!(schoon("\u{202E}man\u{200B} pet\0"), "man pet");
    }

    #[test]
    fn thin_and_endless_descriptions_are_named() {
        assert_eq!(controleer_omschrijving("man 🚨", 230), Err(OmschrijvingFout::TeKort));
        assert_eq!(controleer_omschrijving("man met pet", 230), Ok(()));
        let te_lang = OmschrijvingFout::TeLang { lengte: 300, ruimte: 230 };
        assert_eq!(controleer_omschrijving(&"a".repeat(300), 230), Err(te_lang));
    }

    proptest! {
        #[test]
        fn a_cleaned_text_is_always_fit_for_a_template(tekst in ".{0,300}") {
            let regel = schoon(&tekst);
            prop_assert!(!regel.contains(['\n', '\r', '\t', '\0']));
            prop_assert!(!regel.contains("  "));
            prop_assert_eq!(schoon(&regel), regel);
        }
    }
}
