//! A whole table: its headings, each row, and what rows say of each other.
//!
//! Owns finding everything that is wrong before anything is written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use anyhow::bail;

use crate::cli::import::columns::{COLUMNS, Column, Entry, column_of, shown};
use crate::cli::import::row::RowReader;
use crate::cli::table::Table;
use crate::domain::wijk::{GemeenteId, Gemeenten};
use crate::limits;
use crate::whatsapp::ids::WaId;

/// What was found in a table: its rows, what is wrong, and what was guessed, each with its line.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) entries: Vec<Entry>,
    pub(super) wrong: Vec<(usize, String)>,
    pub(super) notes: Vec<(usize, String)>,
}

pub(super) fn check(table: &Table, gemeenten: &Gemeenten, standard: Option<&str>) -> anyhow::Result<Checked> {
    let places = places(table, standard)?;
    let mut found = Checked::default();
    let read = |column: usize| places.values().any(|place| *place == column);
    let amiss = table.wrong.iter().filter(|wrong| wrong.column.is_none_or(read));
    found.wrong.extend(amiss.map(|wrong| (wrong.line, wrong.why.clone())));
    for column in table.hidden_columns.iter().filter(|column| read(**column)) {
        let heading = table.headings.get(*column).map_or("", String::as_str);
        found.wrong.push((table.headings_line, format!("the column '{heading}' is hidden: show it, or delete it")));
    }
    let mut seen: BTreeMap<(GemeenteId, String, WaId), usize> = BTreeMap::new();
    let mut names: BTreeMap<WaId, (usize, String)> = BTreeMap::new();
    let mut groups: BTreeMap<(String, String), ()> = BTreeMap::new();
    for (line, cells) in &table.rows {
        if let Some(beyond) = cells.iter().skip(table.headings.len()).find(|cell| !cell.is_empty()) {
            let what = format!("more cells than there are headings, is one of them split?: {}", shown(beyond));
            found.wrong.push((*line, what));
        }
        let cell = |column: Column| without_mark(places.get(&column).and_then(|place| cells.get(*place)));
        let mut row = RowReader { cell: &cell, wrong: Vec::new(), notes: Vec::new() };
        let entry = row.entry(gemeenten, standard, &mut groups);
        if let (Some(gemeente), Some(groep), Some(nummer)) = (&entry.gemeente, &entry.groep, &entry.nummer) {
            let key = (gemeente.clone(), groep.to_lowercase(), nummer.clone());
            match seen.entry(key) {
                Slot::Occupied(first) => row.wrong.push(format!("the same group and number as line {}", first.get())),
                Slot::Vacant(free) => {
                    free.insert(*line);
                }
            }
        }
        if let (Some(nummer), Some(name)) = (&entry.nummer, entry.naam.as_ref().and_then(Option::as_ref)) {
            let known = names.entry(nummer.clone()).or_insert((*line, name.clone()));
            if known.1 != *name {
                row.wrong.push(format!("the same number as line {} with another name: {}", known.0, shown(name)));
            }
        }
        found.wrong.extend(row.wrong.into_iter().map(|what| (*line, what)));
        found.notes.extend(row.notes.into_iter().map(|what| (*line, what)));
        found.entries.extend(entry.whole());
    }
    if found.entries.is_empty() && found.wrong.is_empty() {
        bail!("the table has headings and no rows");
    }
    found.wrong.sort();
    found.wrong.dedup();
    let more = found.wrong.len().saturating_sub(limits::TABLE_MISTAKES_MAX);
    found.wrong.truncate(limits::TABLE_MISTAKES_MAX);
    if let Some((_, last)) = found.wrong.last_mut().filter(|_| more > 0) {
        last.push_str(&format!(" (and {more} more mistakes after this one)"));
    }
    Ok(found)
}

/// Where each column stands.
fn places(table: &Table, standard: Option<&str>) -> anyhow::Result<BTreeMap<Column, usize>> {
    let mut places: BTreeMap<Column, usize> = BTreeMap::new();
    for (place, heading) in table.headings.iter().enumerate() {
        if let Some(column) = column_of(heading)
            && places.insert(column, place).is_some()
        {
            bail!("the column '{heading}' stands there twice");
        }
    }
    let missing: Vec<&str> = COLUMNS[..4]
        .iter()
        .filter(|(column, _)| !places.contains_key(column) && (*column != Column::Gemeente || standard.is_none()))
        .map(|(_, names)| names[0])
        .collect();
    if !missing.is_empty() {
        let hidden = table
            .wrong
            .iter()
            .find(|wrong| table.headings.is_empty() || wrong.line <= table.headings_line)
            .map(|wrong| &wrong.why);
        let hidden = hidden.map(|why| format!(" (a line above them {why})")).unwrap_or_default();
        bail!("the table has no column {}; headings stand in its first line{hidden}", missing.join(", "));
    }
    Ok(places)
}

/// A cell without the mark that keeps a spreadsheet from counting with it; an apostrophe that begins a name stays.
fn without_mark(cell: Option<&String>) -> &str {
    let cell = cell.map_or("", String::as_str);
    let marked = cell.strip_prefix('\'').filter(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r'))
    });
    marked.unwrap_or(cell).trim()
}
