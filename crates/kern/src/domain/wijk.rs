//! Gemeenten and their wijken, as they stand in `gemeenten/*.toml`.
//!
//! Owns the shape of that data, its checks and the look-ups in it. Reading the files is `gemeenten`'s
//! work; understanding a typed name is `bot::begrip`'s. Invariant: a [`Gemeenten`] has passed its checks,
//! so every neighbour and every part that it names exists.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::afzender::NumberId;
use crate::domain::benoemd::benoemd;
use crate::domain::instellingen::Instellingen;
use crate::domain::melding::OEFENING;

benoemd! {
    /// Short name of a gemeente, such as `zoetermeer`.
    GemeenteId,
    /// Short name of a wijk within its gemeente, such as `rokkeveen`.
    WijkId,
}

/// A gemeente, or a stadsdeel that works as one (Loosduinen).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gemeente {
    /// Short name for files, settings and the database, such as `zoetermeer`.
    pub id: GemeenteId,
    /// The name as people write it.
    pub naam: String,
    /// Two capitals in front of every meldingnummer, such as `ZM`.
    pub code: String,
    /// The business number that serves this gemeente; without it the one of the settings.
    #[serde(default)]
    pub phone_number_id: Option<NumberId>,
    /// The business number itself, digits with country code: for the contact card and for links.
    #[serde(default)]
    pub nummer: Option<String>,
    /// The host of the pages of its alerts, where they have any: of the settings, never of its file.
    #[serde(skip)]
    pub deelpagina: Option<String>,
    /// Where people read what is kept of them: an address, or words for one.
    #[serde(default = "privacy_onbekend")]
    pub privacy: String,
    /// Where police find the list for the day WhatsApp is down, in words after "De noodlijst ligt".
    #[serde(default)]
    pub noodlijst: Option<String>,
    /// Where its rules for neighbourhood groups stand: an https address.
    #[serde(default)]
    pub spelregels: Option<String>,
    /// Where people reach a person in office hours, in words after "Een mens spreken?".
    #[serde(default)]
    pub contact: Option<String>,
    /// How its posters and signs look.
    #[serde(default)]
    pub huisstijl: Huisstijl,
    /// What it set for itself.
    #[serde(default)]
    pub instellingen: Instellingen,
    /// The wijken an alert can go to.
    #[serde(rename = "wijk")]
    pub wijken: Vec<Wijk>,
    /// Places nearby that do not belong to it: named as such, never taken for something alike.
    #[serde(default)]
    pub buiten_gebied: Vec<String>,
}

/// How the posters, stickers and signs of a gemeente look.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Huisstijl {
    /// The colour behind white letters, as `#0b3d91`: dark enough to read them from afar.
    pub kleur: String,
    /// The name that stands on it; without it "Gemeente" and the name.
    pub naam: Option<String>,
}

impl Default for Huisstijl {
    fn default() -> Self {
        Self { kleur: "#0b3d91".to_owned(), naam: None }
    }
}

impl Huisstijl {
    /// Red, green and blue of the colour, 0 to 255; `None` where it is none.
    #[must_use]
    pub fn rgb(&self) -> Option<[u8; 3]> {
        let cijfers = self.kleur.strip_prefix('#').filter(|cijfers| cijfers.len() == 6 && cijfers.is_ascii())?;
        let deel = |plaats: usize| u8::from_str_radix(cijfers.get(plaats..plaats + 2)?, 16).ok();
        Some([deel(0)?, deel(2)?, deel(4)?])
    }

    /// How much lighter white is than the colour (WCAG 2.2, relative luminance): 4.5 and more can be read.
    #[must_use]
    pub fn contrast(&self) -> Option<f64> {
        let lineair = |deel: u8| {
            let deel = f64::from(deel) / 255.0;
            if deel <= 0.040_45 { deel / 12.92 } else { ((deel + 0.055) / 1.055).powf(2.4) }
        };
        let [rood, groen, blauw] = self.rgb()?.map(lineair);
        Some(1.05 / (0.2126f64.mul_add(rood, 0.7152f64.mul_add(groen, 0.0722 * blauw)) + 0.05))
    }
}

/// A part of a gemeente that an alert can go to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wijk {
    /// Short name within the gemeente, such as `rokkeveen`.
    pub id: WijkId,
    /// The name as people write it.
    pub naam: String,
    /// Other names and spellings in use.
    #[serde(default)]
    pub aliassen: Vec<String>,
    /// Its postcodes: four digits, or four digits and two letters. Empty where nobody entered them.
    #[serde(default)]
    pub postcodes: Vec<String>,
    /// Wijken that border on it, by id.
    #[serde(default)]
    pub buren: Vec<WijkId>,
    /// The wijk that it is a part of, by id. An alert to the whole also goes to its parts.
    #[serde(default)]
    pub deel_van: Option<WijkId>,
    /// Where a drawing shows it: half columns from the left, rows from the top. For the eye only.
    #[serde(default)]
    pub kaart: Option<(u8, u8)>,
}

fn privacy_onbekend() -> String {
    "de website van uw gemeente".to_owned()
}

impl Gemeente {
    /// The wijk of a postcode: the whole one if it is known, else its four digits.
    #[must_use]
    pub fn bij_postcode(&self, postcode: &str) -> Option<&Wijk> {
        let met = |zoek: &str| self.wijken.iter().find(|wijk| wijk.postcodes.iter().any(|bekend| bekend == zoek));
        met(postcode).or_else(|| met(postcode.get(..4)?))
    }

    /// The wijk with this id.
    #[must_use]
    pub fn wijk(&self, id: &WijkId) -> Option<&Wijk> {
        self.wijken.iter().find(|wijk| wijk.id == id)
    }

    /// The ids of these wijken and of all their parts, each once.
    #[must_use]
    pub fn met_delen<'a>(&'a self, ids: &'a [WijkId]) -> BTreeSet<&'a WijkId> {
        let mut alle: BTreeSet<&WijkId> = ids.iter().collect();
        alle.extend(
            self.wijken
                .iter()
                .filter(|wijk| wijk.deel_van.as_ref().is_some_and(|geheel| ids.contains(geheel)))
                .map(|wijk| &wijk.id),
        );
        alle
    }

    /// The wijken that border on these. Of a part whose borders nobody wrote down: the other parts, and what borders on the whole.
    #[must_use]
    pub fn buren_van(&self, ids: &[WijkId]) -> Vec<WijkId> {
        let mut grenzen: Vec<WijkId> = Vec::new();
        for wijk in ids.iter().filter_map(|id| self.wijk(id)) {
            let geheel = wijk.deel_van.as_ref().filter(|_| wijk.buren.is_empty()).and_then(|geheel| self.wijk(geheel));
            let delen = self
                .wijken
                .iter()
                .filter(|deel| geheel.is_some_and(|geheel| deel.deel_van.as_ref() == Some(&geheel.id)));
            grenzen.extend(wijk.buren.iter().cloned());
            grenzen.extend(delen.map(|deel| deel.id.clone()));
            grenzen.extend(geheel.into_iter().flat_map(|geheel| geheel.buren.iter().cloned()));
        }
        let mut al: Vec<WijkId> = Vec::new();
        for id in grenzen {
            if !ids.contains(&id) && !al.contains(&id) {
                al.push(id);
            }
        }
        al
    }

    /// These wijken without those that are left out. Where one of them is a part of a wijk that is named, the other parts are
    /// meant.
    #[must_use]
    pub fn zonder(&self, mut ids: Vec<WijkId>, weg: impl Fn(&WijkId) -> bool) -> Vec<WijkId> {
        for deel in self.wijken.iter().filter(|wijk| weg(&wijk.id)) {
            let Some(heel) = deel.deel_van.as_ref().filter(|heel| ids.contains(heel)) else { continue };
            let delen =
                self.wijken.iter().filter(|wijk| wijk.deel_van.as_ref() == Some(heel)).map(|wijk| wijk.id.clone());
            let delen: Vec<WijkId> = delen.filter(|wijk| !ids.contains(wijk)).collect();
            ids.retain(|wijk| wijk != heel);
            ids.extend(delen);
        }
        ids.retain(|wijk| !weg(wijk));
        ids
    }

    /// The ids of the whole wijken, which together are the whole gemeente.
    #[must_use]
    pub fn hele(&self) -> Vec<WijkId> {
        self.wijken.iter().filter(|wijk| wijk.deel_van.is_none()).map(|wijk| wijk.id.clone()).collect()
    }

    /// Whether these wijken are the whole gemeente.
    #[must_use]
    pub fn is_heel(&self, ids: &[WijkId]) -> bool {
        let genoemd = self.met_delen(ids);
        self.wijken.len() > 1 && self.hele().iter().all(|id| genoemd.contains(id))
    }

    /// Where an alert to these wijken is about: their names, or "heel Zoetermeer".
    #[must_use]
    pub fn waar(&self, ids: &[WijkId]) -> String {
        if self.is_heel(ids) { format!("heel {}", self.naam) } else { self.namen(ids) }
    }

    /// The names of these wijken as a Dutch enumeration: "Rokkeveen, Oosterheem en Noordhove".
    #[must_use]
    pub fn namen(&self, ids: &[WijkId]) -> String {
        opsomming(ids.iter().map(|id| self.wijk(id).map_or(id.as_str(), |wijk| wijk.naam.as_str())))
    }
}

/// Joins words the Dutch way: commas, and "en" before the last.
pub fn opsomming<'a>(woorden: impl IntoIterator<Item = &'a str>) -> String {
    let woorden: Vec<&str> = woorden.into_iter().collect();
    match woorden.split_last() {
        None => String::new(),
        Some((laatste, [])) => (*laatste).to_owned(),
        Some((laatste, eerste)) => format!("{} en {laatste}", eerste.join(", ")),
    }
}

/// All gemeenten that this bot serves, checked.
#[derive(Debug, Clone, Default)]
pub struct Gemeenten(Vec<Gemeente>);

/// What is wrong with the data of the gemeenten. The text is for the operator.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{gemeente}: {fout}")]
pub struct GegevensFout {
    gemeente: GemeenteId,
    fout: String,
}

impl Gemeenten {
    /// Checks the data: ids and codes unique and well formed, neighbours and wholes that exist,
    /// neighbourhood mutual, no name that means two wijken of one gemeente.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn controleer(gemeenten: Vec<Gemeente>) -> Result<Self, GegevensFout> {
        if gemeenten.is_empty() {
            return Err(GegevensFout { gemeente: "gemeenten".into(), fout: "er is geen enkele gemeente".into() });
        }
        for (plaats, gemeente) in gemeenten.iter().enumerate() {
            let dubbel = gemeenten[..plaats].iter().any(|ander| ander.id == gemeente.id || ander.code == gemeente.code);
            let fout = if dubbel { Some("id of code bestaat al".to_owned()) } else { fout_in(gemeente) };
            if let Some(fout) = fout {
                return Err(GegevensFout { gemeente: gemeente.id.clone(), fout });
            }
        }
        Ok(Self(gemeenten))
    }

    /// The same, with this business number (its id at Meta, and itself if known) for each that has none.
    #[must_use]
    pub fn met_nummer(mut self, phone_number_id: &NumberId, nummer: Option<&str>) -> Self {
        for gemeente in self.0.iter_mut().filter(|gemeente| gemeente.phone_number_id.is_none()) {
            gemeente.phone_number_id = Some(phone_number_id.to_owned());
            gemeente.nummer = gemeente.nummer.take().or_else(|| nummer.map(str::to_owned));
        }
        self
    }

    /// The same, with the pages of their alerts on this host.
    #[must_use]
    pub fn met_deelpagina(mut self, host: Option<&str>) -> Self {
        self.0.iter_mut().for_each(|gemeente| gemeente.deelpagina = host.map(str::to_owned));
        self
    }

    /// All gemeenten, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Gemeente> {
        self.0.iter()
    }

    /// The letters that numbers of alerts begin with, those of exercises last.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        self.0.iter().map(|gemeente| gemeente.code.as_str()).chain([OEFENING]).collect()
    }

    /// The gemeente with this id.
    #[must_use]
    pub fn get(&self, id: &GemeenteId) -> Option<&Gemeente> {
        self.0.iter().find(|gemeente| gemeente.id == id)
    }
}

/// An address that people are sent to is short enough for any message.
const ADRES_MAX: usize = 200;

/// As is the line that names a person.
const CONTACT_MAX: usize = 120;

fn is_https(adres: &str) -> bool {
    let teken = |teken: char| !teken.is_whitespace() && !teken.is_control();
    adres.strip_prefix("https://").is_some_and(|rest| rest.contains('.'))
        && adres.len() <= ADRES_MAX
        && adres.chars().all(teken)
}

fn is_regel(tekst: &str) -> bool {
    !tekst.trim().is_empty() && tekst.chars().count() <= CONTACT_MAX && !tekst.contains(char::is_control)
}

fn fout_in(gemeente: &Gemeente) -> Option<String> {
    let kort =
        |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !kort(&gemeente.id) {
        return Some("id moet uit kleine letters, cijfers en streepjes bestaan".into());
    }
    if gemeente.code.len() != 2 || !gemeente.code.bytes().all(|b| b.is_ascii_uppercase()) || gemeente.code == "OE" {
        return Some("code moet uit twee hoofdletters bestaan (niet OE)".into());
    }
    match gemeente.huisstijl.contrast() {
        None => return Some("huisstijl.kleur moet een kleur zijn als #0b3d91".into()),
        Some(contrast) if contrast < 4.5 => {
            return Some("huisstijl.kleur is te licht voor witte letters: kies een donkerder kleur".into());
        }
        Some(_) => {}
    }
    if gemeente.spelregels.as_deref().is_some_and(|adres| !is_https(adres)) {
        return Some("spelregels moet een adres zijn dat met https:// begint".into());
    }
    if gemeente.contact.as_deref().is_some_and(|contact| !is_regel(contact)) {
        return Some(format!("contact moet één regel zijn, van hooguit {CONTACT_MAX} tekens"));
    }
    if let Some(fout) = gemeente.instellingen.fout() {
        return Some(fout);
    }
    if gemeente.wijken.is_empty() {
        return Some("er is geen enkele wijk".into());
    }
    let mut postcodes = BTreeSet::new();
    for postcode in gemeente.wijken.iter().flat_map(|wijk| &wijk.postcodes) {
        let (cijfers, letters) = postcode.split_at_checked(4).unwrap_or_default();
        let goed = cijfers.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(letters.len(), 0 | 2)
            && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        if cijfers.is_empty() || !goed || !postcodes.insert(postcode) {
            return Some(format!("postcode '{postcode}' is onjuist of staat er al"));
        }
    }
    let mut namen = BTreeSet::new();
    for (plaats, wijk) in gemeente.wijken.iter().enumerate() {
        if !kort(&wijk.id) || gemeente.wijken[..plaats].iter().any(|ander| ander.id == wijk.id) {
            return Some(format!("wijk {}: id is onjuist of bestaat al", wijk.id));
        }
        for naam in std::iter::once(&wijk.naam).chain(&wijk.aliassen) {
            if naam.trim().is_empty() || !namen.insert(naam.to_lowercase()) {
                return Some(format!("wijk {}: naam '{naam}' is leeg of staat er al", wijk.id));
            }
        }
        if let Some(geheel) = &wijk.deel_van
            && gemeente.wijk(geheel).is_none_or(|geheel| geheel.deel_van.is_some())
        {
            return Some(format!("wijk {}: deel_van '{geheel}' bestaat niet of is zelf een deel", wijk.id));
        }
        for buur in &wijk.buren {
            if gemeente.wijk(buur).is_none_or(|buur| buur.id == wijk.id || !buur.buren.contains(&wijk.id)) {
                return Some(format!("wijk {}: buur '{buur}' bestaat niet of noemt haar niet terug", wijk.id));
            }
        }
    }
    gemeente
        .buiten_gebied
        .iter()
        .find(|naam| namen.contains(&naam.to_lowercase()))
        .map(|naam| format!("'{naam}' staat bij de wijken en buiten het gebied"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gemeente(wijken: &str) -> Gemeente {
        toml::from_str(&format!("id = 'dorp'\nnaam = 'Dorp'\ncode = 'DP'\n{wijken}"))
            .unwrap_or_else(|fout| panic!("{fout}"))
    }

    #[test]
    fn data_that_contradicts_itself_is_refused() {
        for (wijken, deel) in [
            ("wijk = []", "geen enkele wijk"),
            ("[[wijk]]\nid='a'\nnaam='A'\nburen=['b']\n[[wijk]]\nid='b'\nnaam='B'", "niet terug"),
            ("[[wijk]]\nid='a'\nnaam='A'\ndeel_van='z'", "deel_van"),
            ("[[wijk]]\nid='a'\nnaam='A'\npostcodes=['27 19']", "postcode"),
            ("[[wijk]]\nid='a'\nnaam='A'\npostcodes=['2719', '2719']", "postcode"),
            ("[[wijk]]\nid='a'\nnaam='A'\n[[wijk]]\nid='b'\nnaam='B'\naliassen=['a']", "staat er al"),
        ] {
            let fout =
                Gemeenten::controleer(vec![gemeente(wijken)]).err().map(|fout| fout.to_string()).unwrap_or_default();
            assert!(fout.contains(deel), "{fout}");
        }
    }

    #[test]
    fn a_whole_postcode_goes_before_its_digits() {
        let dorp = gemeente(
            "[[wijk]]\nid='a'\nnaam='A'\npostcodes=['2719']\n[[wijk]]\nid='b'\nnaam='B'\npostcodes=['2719XX']",
        );
        let wijk = |postcode: &str| dorp.bij_postcode(postcode).map(|wijk| wijk.id.as_str());
        assert_eq!((wijk("2719XX"), wijk("2719AB"), wijk("2720")), (Some("b"), Some("a"), None));
    }

    #[test]
    fn all_wijken_together_are_the_whole_gemeente() {
        let dorp = gemeente(
            "[[wijk]]\nid='a'\nnaam='A'\n[[wijk]]\nid='b'\nnaam='B'\n[[wijk]]\nid='c'\nnaam='C'\ndeel_van='a'",
        );
        assert_eq!(dorp.hele(), ["a", "b"]);
        assert_eq!(dorp.waar(&dorp.hele()), "heel Dorp");
        assert_eq!(dorp.waar(&["b".into(), "c".into()]), "B en C");
    }

    #[test]
    fn a_whole_brings_its_parts() {
        let dorp = gemeente("[[wijk]]\nid='a'\nnaam='A'\n[[wijk]]\nid='b'\nnaam='B'\ndeel_van='a'");
        assert_eq!(dorp.met_delen(&["a".into()]).len(), 2);
        assert_eq!(dorp.met_delen(&["b".into()]).len(), 1);
    }
}
