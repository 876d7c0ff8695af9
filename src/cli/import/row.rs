//! The cells of a row.
//!
//! Owns reading them. Invariants: everything that is wrong with a row is said at once, with the cell; what was guessed is
//! said.

use std::collections::BTreeMap;

use crate::bot::begrip::aanmelding::{lees_groepsnaam_in_tabel, lees_naam_in_tabel, omgedraaid, vreemd_in_naam};
use crate::bot::begrip::woorden;
use crate::cli::import::columns::{Column, Entry, shown};
use crate::cli::lookup::{find_gemeente, find_wijk};
use crate::domain::persoon::Rang;
use crate::domain::telefoon::{self, Fout, Soort};
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten, WijkId};
use crate::limits;
use crate::whatsapp::ids::WaId;

/// A row of which each part is known or not.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) gemeente: Option<GemeenteId>,
    pub(super) wijken: Option<Vec<WijkId>>,
    pub(super) groep: Option<String>,
    pub(super) nummer: Option<WaId>,
    pub(super) naam: Option<Option<String>>,
    pub(super) rang: Option<Rang>,
    pub(super) leden: Option<Option<i64>>,
    pub(super) wabp: Option<Option<String>>,
}

impl Parts {
    pub(super) fn whole(self) -> Option<Entry> {
        Some(Entry {
            gemeente: self.gemeente?,
            wijken: self.wijken?,
            groep: self.groep?,
            nummer: self.nummer?,
            naam: self.naam?,
            rang: self.rang?,
            leden: self.leden?,
            wabp: self.wabp?,
        })
    }
}

/// Reads the cells of a row, and notes everything that is wrong with them.
pub(super) struct RowReader<'r, 't> {
    pub(super) cell: &'r dyn Fn(Column) -> &'t str,
    pub(super) wrong: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl<'t> RowReader<'_, 't> {
    fn cell(&self, column: Column) -> &'t str {
        (self.cell)(column)
    }

    fn amiss<T>(&mut self, what: impl Into<String>, cell: &str) -> Option<T> {
        let what = what.into();
        self.wrong.push(if cell.is_empty() { what } else { format!("{what}: {}", shown(cell)) });
        None
    }

    pub(super) fn entry(
        &mut self,
        gemeenten: &Gemeenten,
        standard: Option<&str>,
        groups: &mut BTreeMap<(String, String), ()>,
    ) -> Parts {
        let gemeente = self.gemeente(gemeenten, standard);
        let wijken = gemeente.and_then(|gemeente| self.wijken(gemeente));
        let groep = self.groep();
        let nummer = self.nummer();
        let naam = self.naam();
        let gemeente = gemeente.map(|gemeente| gemeente.id.clone());
        let eerste = match (&gemeente, &groep) {
            (Some(gemeente), Some(groep)) => groups.insert((gemeente.to_string(), groep.to_lowercase()), ()).is_none(),
            _ => true,
        };
        let (rang, leden, wabp) = (self.rang(eerste), self.leden(), self.wabp());
        Parts { gemeente, wijken, groep, nummer, naam, rang, leden, wabp }
    }

    fn gemeente<'g>(&mut self, gemeenten: &'g Gemeenten, standard: Option<&str>) -> Option<&'g Gemeente> {
        let name = match (self.cell(Column::Gemeente), standard) {
            ("", Some(standard)) => standard,
            ("", None) => return self.amiss("no gemeente", ""),
            (name, _) => name,
        };
        find_gemeente(gemeenten, name).ok().or_else(|| self.amiss("an unknown gemeente", name))
    }

    fn wijken(&mut self, gemeente: &Gemeente) -> Option<Vec<WijkId>> {
        let cell = self.cell(Column::Wijk);
        let mut wijken = Vec::new();
        let mut all_known = true;
        for name in cell.split([',', ';', '/', '+', '&', '\n']).map(str::trim).filter(|wijk| !wijk.is_empty()) {
            let Ok(id) = find_wijk(gemeente, name) else {
                let what = format!("a wijk that {} does not have", gemeente.naam);
                all_known = false;
                match nearest_wijk(gemeente, name) {
                    Some(near) => self.amiss::<()>(format!("{what} (is it {near}?)"), name),
                    None => self.amiss::<()>(what, name),
                };
                continue;
            };
            let known = gemeente.wijken.iter().find(|wijk| wijk.id == id).map_or("", |wijk| wijk.naam.as_str());
            if woorden::naam(known) != woorden::naam(name) && id != name {
                self.notes.push(format!("{} is read as {known}", shown(name)));
            }
            if !wijken.contains(&id) {
                wijken.push(id);
            }
        }
        match (all_known, wijken.is_empty()) {
            (true, true) => self.amiss("no wijk", ""),
            (true, false) => Some(wijken),
            (false, _) => None,
        }
    }

    fn groep(&mut self) -> Option<String> {
        let cell = self.cell(Column::Groep);
        if is_spoilt(cell) {
            return self.amiss(SPOILT, cell);
        }
        lees_groepsnaam_in_tabel(cell).or_else(|| self.amiss("no name of a group, or one that is too long", cell))
    }

    fn nummer(&mut self) -> Option<WaId> {
        let cell = self.cell(Column::Nummer);
        match telefoon::lees(cell) {
            Ok(nummer) => {
                match nummer.soort {
                    Soort::Mobiel => {}
                    Soort::Vast => self.notes.push(format!("{} is a landline: WhatsApp is seldom on it", shown(cell))),
                    Soort::Buitenland => self.notes.push(format!("{} is a number of another country", shown(cell))),
                }
                Some(WaId(nummer.into_cijfers()))
            }
            Err(Fout::Leeg) => self.amiss("no telephone number, or one that is none", cell),
            Err(why) => self.amiss(format!("no telephone number, or one that is none ({why})"), cell),
        }
    }

    fn naam(&mut self) -> Option<Option<String>> {
        let cell = self.cell(Column::Naam);
        if cell.is_empty() {
            return Some(None);
        }
        if is_spoilt(cell) {
            return self.amiss(SPOILT, cell);
        }
        let turned = omgedraaid(cell);
        let naam = turned.as_deref().unwrap_or(cell);
        if let Some(naam) = lees_naam_in_tabel(naam) {
            // A letter that was lost, or an accent beside its letter: whoever reads the table knows what was meant.
            let changed = naam.chars().count() != cell.trim().chars().count() || has_loose_accent(cell);
            if turned.is_some() || changed {
                self.notes.push(format!("the name {} is read as {}", shown(cell), shown(&naam)));
            }
            return Some(Some(naam));
        }
        match vreemd_in_naam(cell) {
            Some(sign) => self.amiss(format!("a name that is none, for '{sign}' stands in it"), cell),
            None => self.amiss("a name that is none", cell),
        }
    }

    fn rang(&mut self, eerste: bool) -> Option<Rang> {
        let cell = self.cell(Column::Rang);
        match woorden::naam(cell).as_str() {
            "" if cell.is_empty() => Some(if eerste { Rang::Hoofd } else { Rang::Mede }),
            "hoofd" | "hoofdbeheerder" | "hoofd beheerder" | "main" => Some(Rang::Hoofd),
            "mede" | "medebeheerder" | "mede beheerder" | "co" => Some(Rang::Mede),
            "reserve" | "reservebeheerder" | "reserve beheerder" | "stand in" => Some(Rang::Reserve),
            _ => self.amiss("a rank that is not hoofd, mede or reserve", cell),
        }
    }

    fn leden(&mut self) -> Option<Option<i64>> {
        let cell = self.cell(Column::Leden);
        if cell.is_empty() {
            return Some(None);
        }
        // A spreadsheet writes a quantity with its decimals.
        let whole = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0")).unwrap_or(cell);
        let leden = whole.parse().ok().filter(|leden| (1..=limits::MEMBERS_MAX).contains(leden));
        leden.map(Some).or_else(|| self.amiss("members that are no number", cell))
    }

    fn wabp(&mut self) -> Option<Option<String>> {
        let cell = self.cell(Column::Wabp);
        if cell.chars().count() > limits::WABP_CHARACTERS_MAX {
            return self.amiss("a registration at WABP that is too long", cell);
        }
        Some((!cell.is_empty()).then(|| cell.to_owned()))
    }
}

/// Whether an accent stands beside its letter: "Andr´e". "d´Een" is an apostrophe.
fn has_loose_accent(cell: &str) -> bool {
    let letters: Vec<char> = cell.chars().collect();
    letters
        .windows(3)
        .any(|three| matches!(three[2], '´' | '`') && three[0].is_alphabetic() && three[1].is_alphabetic())
}

const SPOILT: &str = "letters that were spoilt on the way: save the table anew as CSV UTF-8";

/// Whether letters with accents were read in the wrong encoding before they came here: "RenÃ©e".
fn is_spoilt(cell: &str) -> bool {
    let letters: Vec<char> = cell.chars().collect();
    letters.contains(&'\u{FFFD}')
        || letters.windows(2).any(|pair| {
            matches!(
                pair,
                [
                    'Ã' | 'Â' | 'Ä' | 'Å',
                    '\u{80}'
                        ..='\u{BF}'
                            | '€'
                            | '‚'
                            | 'ƒ'
                            | '„'
                            | '…'
                            | '†'
                            | '‡'
                            | 'ˆ'
                            | '‰'
                            | 'Š'
                            | '‹'
                            | 'Œ'
                            | 'Ž'
                            | '‘'
                            | '’'
                            | '“'
                            | '”'
                            | '•'
                            | '–'
                            | '—'
                            | '˜'
                            | '™'
                            | 'š'
                            | '›'
                            | 'œ'
                            | 'ž'
                            | 'Ÿ'
                ] | ['â', '€']
            )
        })
}

/// The wijk that a mistyped name comes near to, if it is one only.
fn nearest_wijk<'g>(gemeente: &'g Gemeente, name: &str) -> Option<&'g str> {
    let typed = woorden::naam(name);
    let mut near =
        gemeente.wijken.iter().filter(|wijk| woorden::lijkt_op(&typed, &woorden::naam(&wijk.naam)).is_some());
    near.next().filter(|_| near.next().is_none()).map(|wijk| wijk.naam.as_str())
}
