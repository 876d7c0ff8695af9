//! The first sheet of an XLSX that can be seen.
//!
//! Owns what of the format a register needs: texts, numbers, dates, and what is hidden. Invariant: nothing is
//! built of what the file says about itself (sizes, counts, dimensions); every part is unpacked up to a bound, and a
//! cell takes room only where something stands in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use anyhow::{Context as _, bail};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::cli::table::sheet::{Table, Wrong, clean};
use crate::limits;
use crate::texts::ingekort;

const NO_XLSX: &str = "this is no XLSX";
/// How an older workbook, and one behind a password, begins.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// The last row and column of a sheet.
const SHEET_END: (usize, usize) = (1_048_576, 16_384);
/// The number formats that every workbook has and that are dates or times.
const DATE_FORMATS: [std::ops::RangeInclusive<u32>; 3] = [14..=22, 27..=36, 45..=58];

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

/// The files of a workbook, and how many bytes of them may still be unpacked.
struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Parts<'b> {
    fn open(bytes: &'b [u8]) -> anyhow::Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).context(NO_XLSX)?;
        if archive.len() > limits::WORKBOOK_FILES_MAX {
            bail!("the workbook holds {} files; at most {} are read", archive.len(), limits::WORKBOOK_FILES_MAX);
        }
        Ok(Self { archive, left: limits::WORKBOOK_BYTES_MAX })
    }

    /// A file as text; `None` if there is none. What it says about its size is not believed.
    fn text(&mut self, path: &str) -> anyhow::Result<Option<String>> {
        let same = |name: &Cow<'_, str>| name.replace('\\', "/").eq_ignore_ascii_case(path);
        let name = self.archive.file_names().flatten().find(same).map(Cow::into_owned);
        let Some(name) = name else { return Ok(None) };
        let file = self.archive.by_name(&name).context(NO_XLSX)?;
        let mut unpacked = Vec::new();
        file.take(self.left + 1).read_to_end(&mut unpacked).context(NO_XLSX)?;
        self.left = self.left.checked_sub(u64::try_from(unpacked.len())?).with_context(|| {
            format!("the workbook is too large once unpacked; at most {} bytes are read", limits::WORKBOOK_BYTES_MAX)
        })?;
        let mut text = String::from_utf8(unpacked).context(NO_XLSX)?;
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Ok(Some(text))
    }

    /// Where the list of sheets stands.
    fn book_path(&mut self) -> anyhow::Result<String> {
        let root = relations(&self.text("_rels/.rels")?.context(NO_XLSX)?, "")?;
        let book = root.into_values().find(|relation| relation.kind == "officeDocument");
        Ok(book.context(NO_XLSX)?.path)
    }
}

struct Relation {
    /// The last word of its type.
    kind: String,
    path: String,
}

/// What the parts of a workbook are to each other, by id.
fn relations(xml: &str, folder: &str) -> anyhow::Result<BTreeMap<String, Relation>> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().context(NO_XLSX)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (Some(id), Some(kind), Some(target)) =
                    (attribute(&tag, "Id"), attribute(&tag, "Type"), attribute(&tag, "Target"))
                else {
                    continue;
                };
                let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(id, Relation { kind, path });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

struct Sheet {
    name: String,
    path: String,
    hidden: bool,
}

/// The sheets that hold cells, in the order in which they are shown.
fn sheets(xml: &str, relations: &BTreeMap<String, Relation>) -> anyhow::Result<Vec<Sheet>> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().context(NO_XLSX)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sheet" => {
                let relation = attribute(&tag, "id").and_then(|id| relations.get(&id));
                let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") else { continue };
                if found.len() == limits::WORKBOOK_SHEETS_MAX {
                    bail!("the workbook has more than {} sheets", limits::WORKBOOK_SHEETS_MAX);
                }
                let hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                let name = attribute(&tag, "name").unwrap_or_default();
                found.push(Sheet { name, path: relation.path.clone(), hidden });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The texts that cells point at.
fn shared_texts(xml: &str) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut text = TextReader::default();
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().context(NO_XLSX)?;
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => text = TextReader::default(),
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(tag) if tag.local_name().as_ref() == "si" => texts.push(std::mem::take(&mut text.text)),
            Event::Eof => return Ok(texts),
            other => text.hear(other),
        }
        if texts.len() > limits::WORKBOOK_TEXTS_MAX {
            bail!("the workbook holds more than {} texts", limits::WORKBOOK_TEXTS_MAX);
        }
    }
}

/// For each style of a cell, whether it makes a date of a number.
fn date_styles(xml: &str) -> anyhow::Result<Vec<bool>> {
    let mut own: BTreeMap<u32, bool> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut inside = false;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().context(NO_XLSX)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        own.insert(id, is_date_format(&code));
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id: u32 = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
                    let usual = DATE_FORMATS.iter().any(|formats| formats.contains(&id));
                    styles.push(own.get(&id).copied().unwrap_or(usual));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
        if styles.len() > limits::WORKBOOK_TEXTS_MAX {
            bail!("the workbook holds more than {} styles", limits::WORKBOOK_TEXTS_MAX);
        }
    }
}

/// Days, months, years or hours stand in it, outside quotes and brackets.
fn is_date_format(code: &str) -> bool {
    let (mut quoted, mut bracket) = (false, false);
    code.chars().any(|letter| {
        match letter {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            _ => {}
        }
        !quoted && !bracket && matches!(letter.to_ascii_lowercase(), 'd' | 'y' | 'h' | 'm' | 'j')
    })
}

/// An attribute by its name, whatever stands before the colon.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // Looking for doubles takes the square of their number.
    let mut attributes = tag.attributes();
    let mut sound = attributes.with_checks(false).flatten();
    let found = sound.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// Collects the words of a text that may be written in several styles; how they are spoken is left out.
#[derive(Default)]
struct TextReader {
    text: String,
    inside: bool,
    spoken: bool,
}

impl TextReader {
    fn hear(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" | "v" => self.inside = true,
                "rPh" => self.spoken = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" | "v" => self.inside = false,
                "rPh" => self.spoken = false,
                _ => {}
            },
            Event::Text(text) if self.inside && !self.spoken => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.inside && !self.spoken => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if self.inside && !self.spoken => self.text.extend(letter_of(entity)),
            _ => {}
        }
    }
}

/// The letter that an entity stands for.
fn letter_of(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return Some(letter);
    }
    match entity.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
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
