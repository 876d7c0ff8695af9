//! The first sheet of an XLSX that can be seen.
//!
//! Owns what of the format a register needs: texts, numbers, dates, and what is hidden. Invariant: nothing is
//! built of what the file says about itself (sizes, counts, dimensions); every part is unpacked up to a bound, and a
//! cell takes room only where something stands in it.

mod book;
mod xml;

use std::borrow::Cow;

use anyhow::{Context as _, bail};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::cli::table::sheet::{Table, Wrong, clean};
use crate::cli::table::workbook::book::{NO_XLSX, Parts, date_styles, relations, shared_texts, sheets};
use crate::cli::table::workbook::xml::{TextReader, attribute, is_on};
use crate::limits;
use crate::texts::ingekort;

/// How an older workbook, and one behind a password, begins.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// The last row and column of a sheet.
const SHEET_END: (usize, usize) = (1_048_576, 16_384);

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> anyhow::Result<Table> {
    if bytes.starts_with(&COMPOUND) {
        bail!("{NO_XLSX}: it has a password, or is an old .xls; save it as .xlsx without a password");
    }
    let mut parts = Parts::open(bytes)?;
    let book = parts.book_path()?;
    let (folder, file) = book.rsplit_once('/').map_or(("", book.as_str()), |(folder, file)| (folder, file));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let relations = relations(&parts.text(&format!("{folder}_rels/{file}.rels"))?.context(NO_XLSX)?, &folder)?;
    let sheets = sheets(&parts.text(&book)?.context(NO_XLSX)?, &relations)?;
    let Some(shown) = sheets.iter().find(|sheet| !sheet.hidden) else {
        bail!("the workbook has no sheet that can be seen");
    };
    let of_kind = |kind: &str| {
        let found = relations.values().find(|relation| relation.kind == kind);
        found.map(|relation| relation.path.clone())
    };
    let texts = match of_kind("sharedStrings") {
        Some(path) => shared_texts(&parts.text(&path)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let dates = match of_kind("styles") {
        Some(path) => date_styles(&parts.text(&path)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let sheet = parts.text(&shown.path)?.context("the first sheet cannot be read")?;
    let mut table = Table::default();
    for other in sheets.iter().filter(|other| other.path != shown.path) {
        let name = ingekort(&other.name, limits::TABLE_VALUE_CHARACTERS_MAX);
        table
            .notes
            .push(format!("the sheet '{name}' was not read{}", if other.hidden { ": it is hidden" } else { "" }));
    }
    SheetReader { texts: &texts, dates: &dates, budget: limits::WORKBOOK_BYTES_MAX, table }.read(&sheet)
}

/// A cell on its way.
#[derive(Default)]
struct Cell {
    line: usize,
    column: usize,
    kind: String,
    style: usize,
    formula: bool,
    text: TextReader,
}

struct SheetReader<'t> {
    texts: &'t [String],
    dates: &'t [bool],
    /// Bytes that all cells may still take: one long text can stand in every cell.
    budget: u64,
    table: Table,
}

impl SheetReader<'_> {
    fn read(mut self, xml: &str) -> anyhow::Result<Table> {
        let mut reader = Reader::from_str(xml);
        let mut row = Row::default();
        let mut cell: Option<Cell> = None;
        loop {
            let event = reader.read_event().context("the first sheet cannot be read")?;
            match &event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "col" => self.column(tag),
                    "row" => row = Row::after(&row, tag),
                    "c" => {
                        let begun = begun(&row, tag)?;
                        row.next_column = begun.column + 1;
                        cell = matches!(event, Event::Start(_)).then_some(begun);
                    }
                    "f" => {
                        if let Some(cell) = &mut cell {
                            cell.formula = true;
                        }
                    }
                    "mergeCell" => self.merged(tag),
                    _ => {
                        if let Some(cell) = &mut cell {
                            cell.text.hear(&event);
                        }
                    }
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => {
                        if let Some(cell) = cell.take() {
                            self.cell(cell, &mut row)?;
                        }
                    }
                    "row" => self.row(&mut row)?,
                    _ => {
                        if let Some(cell) = &mut cell {
                            cell.text.hear(&event);
                        }
                    }
                },
                Event::Eof => break,
                other => {
                    if let Some(cell) = &mut cell {
                        cell.text.hear(other);
                    }
                }
            }
        }
        self.row(&mut row)?;
        // A sheet may hold its rows in any order.
        self.table.rows.sort_by_key(|(line, _)| *line);
        Ok(self.table)
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        if !is_on(tag, "hidden") && attribute(tag, "width").and_then(|width| width.parse::<f64>().ok()) != Some(0.0) {
            return;
        }
        let number = |name| attribute(tag, name).and_then(|number| number.parse::<usize>().ok()).unwrap_or_default();
        let last = number("max").min(limits::TABLE_COLUMNS_MAX);
        self.table.hidden_columns.extend((number("min").max(1)..=last).map(|column| column - 1));
    }

    fn merged(&mut self, tag: &BytesStart<'_>) {
        let begin = attribute(tag, "ref").and_then(|cells| place(cells.split(':').next().unwrap_or_default()));
        if let Some((line, _)) = begin {
            self.table.wrong(line, "holds merged cells: split them and fill each");
        }
    }

    fn cell(&mut self, mut cell: Cell, row: &mut Row) -> anyhow::Result<()> {
        let text = std::mem::take(&mut cell.text.text);
        let number: Option<f64> = text.trim().parse().ok();
        let (line, column) = (cell.line, cell.column);
        let mut wrong = |why: &str| {
            if self.table.wrong.len() < limits::TABLE_MISTAKES_MAX {
                self.table.wrong.push(Wrong { line, column: Some(column), why: why.to_owned() });
            }
        };
        let text: Cow<'_, str> = match cell.kind.as_str() {
            "s" => {
                let shared = text.trim().parse::<usize>().ok().and_then(|place| self.texts.get(place));
                shared.context("the first sheet cannot be read: a cell points at a text that is not there")?.into()
            }
            "e" => {
                wrong("holds an error of the spreadsheet: type what belongs there");
                "".into()
            }
            "" | "n" => match number {
                Some(_) if self.dates.get(cell.style).is_some_and(|date| *date) => {
                    wrong("holds a date: make the cell text and type anew what belongs there");
                    "".into()
                }
                // A telephone number typed as a number.
                Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}").into(),
                _ => text.into(),
            },
            _ => text.into(),
        };
        if cell.formula {
            self.table.wrong(line, "holds a formula: paste its value instead");
        }
        let text = clean(&text);
        if text.is_empty() {
            return Ok(());
        }
        if column >= limits::TABLE_COLUMNS_MAX {
            let why =
                format!("holds something in column {}; at most {} are read", column + 1, limits::TABLE_COLUMNS_MAX);
            self.table.wrong(line, why);
            return Ok(());
        }
        self.budget = self.budget.checked_sub(u64::try_from(text.len())?).with_context(|| {
            format!("the first sheet holds too much; at most {} bytes are read", limits::WORKBOOK_BYTES_MAX)
        })?;
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = text;
        Ok(())
    }

    fn row(&mut self, row: &mut Row) -> anyhow::Result<()> {
        let cells = std::mem::take(&mut row.cells);
        if cells.is_empty() {
            return Ok(());
        }
        if row.hidden {
            self.table.wrong(row.line, "is hidden, by a filter or by hand: show the row, or delete it");
            return Ok(());
        }
        self.table.take(row.line, cells)
    }
}

/// A row on its way.
#[derive(Default)]
struct Row {
    line: usize,
    hidden: bool,
    next_column: usize,
    cells: Vec<String>,
}

impl Row {
    fn after(before: &Self, tag: &BytesStart<'_>) -> Self {
        let line = attribute(tag, "r").and_then(|line| line.parse().ok()).unwrap_or(before.line + 1);
        let flat = attribute(tag, "ht").and_then(|height| height.parse::<f64>().ok()) == Some(0.0);
        Self { line, hidden: is_on(tag, "hidden") || flat, ..Self::default() }
    }
}

fn begun(row: &Row, tag: &BytesStart<'_>) -> anyhow::Result<Cell> {
    let (line, column) = match attribute(tag, "r") {
        Some(reference) => place(&reference).context("the first sheet cannot be read: a cell stands nowhere")?,
        None => (row.line, row.next_column),
    };
    if !(1..=SHEET_END.0).contains(&line) || column >= SHEET_END.1 {
        bail!("the first sheet cannot be read: a cell stands beyond its end");
    }
    let style = attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or_default();
    Ok(Cell { line, column, kind: attribute(tag, "t").unwrap_or_default(), style, ..Cell::default() })
}

/// The line and the column (from zero) of "B12".
fn place(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, line) = reference.split_at(digits);
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let value = usize::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?) + 1;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((line.parse().ok()?, column.checked_sub(1)?))
}
