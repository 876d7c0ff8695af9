//! The words by which reports are read, as data: `woordenlijst.toml`.
//!
//! Owns loading them; what a word means is decided where it is read. Invariants: a file that cannot be read stops the start
//! ([`gebreken`]); every word of it is in the form in which words are compared.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use kern::domain::soort::MeldingSoort;

/// A set of words or runs of words.
pub(super) type Woordenset = HashSet<String>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lijst {
    pub soorten: BTreeMap<String, Woordenset>,
    pub soorten_verteld: BTreeMap<String, Vec<(String, String)>>,
    pub gestolen: Gestolen,
    pub buiten: Buiten,
    pub afkortingen: Afkortingen,
    pub kleuren: Kleuren,
    pub personen: Personen,
    pub kleding: Woorden,
    pub voertuigen: Voertuigen,
    pub vervoer: Woorden,
    pub wapens: Wapens,
    pub plaatsen: Plaatsen,
    pub vulling: Vulling,
    pub kenmerken: Woorden,
    pub tijd: Woorden,
    pub beleefd: Woorden,
    pub opdrachten: Woorden,
    pub twijfel: Twijfel,
    pub intern: Intern,
    pub spoed: Spoed,
}

/// What says that nobody has to look out any more, or that it is not certain.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Twijfel {
    pub voorbij: Woordenset,
    pub opgelost: Woordenset,
    pub terecht: Woordenset,
    pub onzeker: Woordenset,
    pub proef: Woordenset,
    pub mogelijk: Woordenset,
}

/// What colleagues say among themselves.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Intern {
    pub toestemming: Woordenset,
    pub wie: Woordenset,
    pub ertussen: Woordenset,
    pub foto: Woordenset,
    pub foto_rand: Woordenset,
    pub vanaf: Woordenset,
}

/// What is an emergency when it happens now.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spoed {
    pub gevaar: Woordenset,
    pub meteen: Woordenset,
    pub leven: Woordenset,
    pub alleen: Woordenset,
    pub dialect: BTreeMap<String, String>,
    pub typefouten: Woordenset,
    pub geen_typefout: Woordenset,
    pub van_mij: Woordenset,
    pub nu: Woordenset,
    pub voorbij: Woordenset,
    pub gewoonte: Woordenset,
    pub geen: Woordenset,
    pub onschuldig: Woordenset,
    pub ziet: Woordenset,
    pub bij_mensen: Woordenset,
    pub kwijt: Woordenset,
    pub praat: Woordenset,
    pub wie: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Woorden {
    pub lijst: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gestolen {
    pub voertuigen: Woordenset,
    pub woorden: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Buiten {
    pub zaken: Woordenset,
    pub dieren: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Afkortingen {
    pub lijst: Vec<(String, String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kleuren {
    pub lijst: Woordenset,
    pub bijvoeglijk: Woordenset,
    pub onzijdig: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Personen {
    pub enkel: Woordenset,
    pub meer: Woordenset,
    pub getallen: Woordenset,
    pub meervoud: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voertuigen {
    pub merken: Woordenset,
    pub modellen: Woordenset,
    pub gewoon: Woordenset,
    pub op: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wapens {
    pub lijst: Woordenset,
    pub werkwoord: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plaatsen {
    pub einden: Woordenset,
    pub geen_straat: Woordenset,
    pub voor: Woordenset,
    pub voorwerpen: Woordenset,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vulling {
    pub lijst: Woordenset,
    pub vertrek: Woordenset,
    pub na_richting: Woordenset,
}

/// The words as they are compiled in.
const TEKST: &str = include_str!("woordenlijst.toml");

/// The words; [`gebreken`] has told at the start if they could not be read.
pub(super) static LIJST: LazyLock<Lijst> = LazyLock::new(|| toml::from_str(TEKST).unwrap_or_default());

/// What cannot be read of the words, for the operator.
pub(super) fn gebreken() -> Vec<String> {
    gebreken_van(TEKST)
}

fn gebreken_van(tekst: &str) -> Vec<String> {
    let lijst: Lijst = match toml::from_str(tekst) {
        Ok(lijst) => lijst,
        Err(fout) => return vec![format!("woordenlijst.toml: {}", fout.message())],
    };
    let soorten = lijst.soorten.keys().chain(lijst.soorten_verteld.keys());
    let onbekend = soorten.filter(|id| MeldingSoort::van_id(id).is_none());
    onbekend.map(|id| format!("woordenlijst.toml: there is no kind of alert '{id}'")).collect()
}

/// All words that describe, or carry nothing, in one set: it is asked of every word.
static BEKEND: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lijst: &'static Lijst = &LIJST;
    let sets = [
        &lijst.personen.enkel,
        &lijst.personen.meer,
        &lijst.personen.getallen,
        &lijst.kleuren.lijst,
        &lijst.kleuren.bijvoeglijk,
        &lijst.kleding.lijst,
        &lijst.kenmerken.lijst,
        &lijst.voertuigen.merken,
        &lijst.voertuigen.gewoon,
        &lijst.wapens.lijst,
        &lijst.wapens.werkwoord,
        &lijst.plaatsen.voorwerpen,
        &lijst.plaatsen.geen_straat,
        &lijst.vulling.lijst,
        &lijst.vulling.vertrek,
        &lijst.vulling.na_richting,
        &lijst.buiten.zaken,
        &lijst.buiten.dieren,
        &lijst.gestolen.woorden,
        &lijst.tijd.lijst,
        &lijst.beleefd.lijst,
    ];
    sets.into_iter().flatten().map(String::as_str).collect()
});

impl Lijst {
    /// Somebody: "man", "jongens".
    pub fn is_persoon(&self, norm: &str) -> bool {
        self.personen.enkel.contains(norm) || self.personen.meer.contains(norm)
    }

    /// A colour.
    pub fn is_kleur(&self, norm: &str) -> bool {
        self.kleuren.lijst.contains(norm)
    }

    /// A colour or another word that stands before a noun.
    pub fn is_bijvoeglijk(&self, norm: &str) -> bool {
        self.is_kleur(norm) || self.kleuren.bijvoeglijk.contains(norm)
    }

    /// A word that describes, or carries nothing: the name of no street.
    pub fn is_bekend(&self, norm: &str) -> bool {
        BEKEND.contains(norm) || norm.bytes().any(|byte| byte.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_and_its_kinds_exist() {
        assert_eq!(gebreken(), [""; 0]);
        let lijst: Result<Lijst, _> = toml::from_str(TEKST);
        let lijst = lijst.unwrap_or_else(|fout| panic!("{fout}"));
        for (kort, _, _) in &lijst.afkortingen.lijst {
            assert!(kort.chars().all(|teken| teken.is_ascii_lowercase()), "{kort}");
        }
    }

    #[test]
    fn a_list_that_is_broken_is_told() {
        let other_kind = TEKST.replacen("overval", "overvalletje", 1);
        for broken in ["", &TEKST[..TEKST.len() / 3], &TEKST.replacen('[', "", 1), &other_kind, "x = 1"] {
            assert!(!gebreken_van(broken).is_empty(), "{broken:.60}");
        }
    }
}
