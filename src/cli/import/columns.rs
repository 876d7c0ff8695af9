//! The columns of a table, and a row that passed its checks.
//!
//! Owns the headings by which a column is known; what stands in its cells is `row`'s.

use crate::bot::begrip::woorden;
use crate::domain::persoon::Rang;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::limits;
use crate::texts::ingekort;
use crate::whatsapp::ids::WaId;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Gemeente,
    Wijk,
    Groep,
    Nummer,
    Naam,
    Rang,
    Leden,
    Wabp,
}

/// The headings of each column, in Dutch and English, in small letters; the first is what `export` writes.
pub(super) const COLUMNS: [(Column, &[&str]); 8] = [
    (Column::Gemeente, &["gemeente", "municipality", "city", "stad", "plaats"]),
    (Column::Wijk, &["wijk", "wijken", "buurt", "district", "neighbourhood", "neighborhood", "area"]),
    (Column::Groep, &["groep", "groepsnaam", "buurtgroep", "naam groep", "group", "group name"]),
    (
        Column::Nummer,
        &["nummer", "telefoon", "telefoonnummer", "mobiel", "06 nummer", "number", "phone", "phone number", "mobile"],
    ),
    (Column::Naam, &["naam", "beheerder", "naam beheerder", "name", "admin", "admin name"]),
    (Column::Rang, &["rang", "rol", "soort beheerder", "rank", "role"]),
    (Column::Leden, &["leden", "aantal leden", "members"]),
    (Column::Wabp, &["wabp", "wabp nummer", "wabp link", "wabp number"]),
];

/// One row that passed its checks.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) gemeente: GemeenteId,
    pub(super) wijken: Vec<WijkId>,
    pub(super) groep: String,
    pub(super) nummer: WaId,
    pub(super) naam: Option<String>,
    pub(super) rang: Rang,
    pub(super) leden: Option<i64>,
    pub(super) wabp: Option<String>,
}

pub(super) fn column_of(heading: &str) -> Option<Column> {
    let heading = woorden::naam(heading);
    COLUMNS.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|(column, _)| *column)
}

/// A bad cell as it is said: enough of it to find it.
pub(super) fn shown(cell: &str) -> String {
    format!("'{}'", ingekort(cell, limits::TABLE_VALUE_CHARACTERS_MAX))
}
