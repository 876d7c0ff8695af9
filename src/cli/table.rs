//! Tables as people send them: CSV in any usual dress, and the first sheet of an XLSX.
//!
//! Owns reading and writing rows of text; what the columns mean is `import`'s and `export`'s. Invariant: a
//! cell is what somebody typed, never what a formula makes of other cells, and every row knows its line.

use std::io::Cursor;
use std::path::Path;

use anyhow::{Context as _, bail};
use calamine::{Data, Reader, Xlsx};

/// A table with a line of headings.
#[derive(Debug, Default)]
pub struct Table {
    /// The headings, as they stand there.
    pub headings: Vec<String>,
    /// The rows that hold anything, with their lines as a spreadsheet counts them.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What is wrong with single cells, with their lines.
    pub wrong: Vec<(usize, String)>,
}

/// Bytes of a file: the register of a large gemeente is a thousandth of it.
const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Rows of a table: more than any gemeente has groups, fewer than a sheet that was filled down to its end.
pub const ROWS_MAX: usize = 10_000;

/// Reads a table.
///
/// # Errors
/// The file is none, is too large, or is neither CSV nor XLSX.
pub fn read(path: &Path) -> anyhow::Result<Table> {
    let size = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if size > FILE_BYTES_MAX {
        bail!("{} has {size} bytes; at most {FILE_BYTES_MAX} are read", path.display());
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table = match kind(path)? {
        Kind::Csv => from_csv(&bytes)?,
        Kind::Xlsx => from_xlsx(bytes)?,
    };
    if table.headings.is_empty() {
        bail!("{} is empty", path.display());
    }
    if table.rows.len() > ROWS_MAX {
        bail!("{} has {} rows; at most {ROWS_MAX} are read", path.display(), table.rows.len());
    }
    Ok(table)
}

/// A kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The kind that a file's name says.
///
/// # Errors
/// It says another.
pub fn kind(path: &Path) -> anyhow::Result<Kind> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    match extension.as_str() {
        "csv" | "txt" | "tsv" => Ok(Kind::Csv),
        "xlsx" => Ok(Kind::Xlsx),
        _ => bail!("{}: the name must end in .csv or .xlsx", path.display()),
    }
}

fn from_csv(bytes: &[u8]) -> anyhow::Result<Table> {
    let text = decode(bytes);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    let separator = [';', '\t', ','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(',');
    let separator = if count(separator) == 0 { ',' } else { separator };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    for record in reader.records() {
        let record = record.context("this is no CSV")?;
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or_default());
        table.take(line, record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    Ok(table)
}

/// UTF-8 or UTF-16 by their marks, else UTF-8 if it is that, else Windows-1252, which Excel writes.
fn decode(bytes: &[u8]) -> String {
    if encoding_rs::Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

fn from_xlsx(bytes: Vec<u8>) -> anyhow::Result<Table> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).context("this is no XLSX")?;
    let sheet = workbook.sheet_names().first().cloned().context("the workbook has no sheet")?;
    let range = workbook.worksheet_range(&sheet).context("the first sheet cannot be read")?;
    let (first_row, _) = range.start().unwrap_or_default();
    let line = |row: usize| row + usize::try_from(first_row).unwrap_or_default() + 1;
    let mut table = Table::default();
    for (row, cells) in range.rows().enumerate() {
        table.take(line(row), cells.iter().map(cell).collect());
        if table.rows.len() > ROWS_MAX {
            bail!("the first sheet has more than {ROWS_MAX} rows");
        }
    }
    let formulas = workbook.worksheet_formula(&sheet).context("the first sheet cannot be read")?;
    let (formula_row, _) = formulas.start().unwrap_or_default();
    let mut lines: Vec<usize> = formulas
        .used_cells()
        .filter(|(_, _, formula)| !formula.is_empty())
        .map(|(row, _, _)| row + usize::try_from(formula_row).unwrap_or_default() + 1)
        .collect();
    lines.dedup();
    table.wrong.extend(lines.into_iter().map(|line| (line, "holds a formula: paste its value instead".to_owned())));
    let merged = workbook.merge_cells_by_sheet_name(&sheet).context("the first sheet cannot be read")?;
    table.wrong.extend(merged.iter().map(|cells| {
        let line = usize::try_from(cells.start.0).unwrap_or_default() + 1;
        (line, "holds merged cells: split them and fill each".to_owned())
    }));
    Ok(table)
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        // A telephone number typed as a number.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        other => other.to_string().trim().to_owned(),
    }
}

impl Table {
    fn take(&mut self, line: usize, cells: Vec<String>) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        if self.headings.is_empty() {
            self.headings = cells;
        } else {
            self.rows.push((line, cells));
        }
    }
}

/// Writes a table; the file's name says which kind.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, headings: &[&str], rows: &[Vec<String>]) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    match kind(path)? {
        Kind::Csv => {
            // The mark tells Excel that it is UTF-8; the semicolon is what a Dutch Excel expects.
            let mut bytes = b"\xef\xbb\xbf".to_vec();
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(&mut bytes);
            writer.write_record(headings)?;
            for row in rows {
                writer.write_record(row.iter().map(|cell| harmless(cell)))?;
            }
            writer.flush()?;
            drop(writer);
            std::fs::write(path, bytes).with_context(cannot)
        }
        Kind::Xlsx => {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            let sheet = workbook.add_worksheet();
            let all = std::iter::once(headings.iter().map(|heading| (*heading).to_owned()).collect())
                .chain(rows.iter().cloned());
            for (row, cells) in (0_u32..).zip(all) {
                let cells: Vec<String> = cells;
                for (column, cell) in (0_u16..).zip(&cells) {
                    // As text: a spreadsheet makes no number or formula of it.
                    sheet.write_string(row, column, cell)?;
                }
            }
            workbook.save(path).with_context(cannot)
        }
    }
}

/// A cell that no spreadsheet takes for a formula. `import` takes the mark off again.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
