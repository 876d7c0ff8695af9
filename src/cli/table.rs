//! Tables as people send them: CSV in any usual dress, and the first sheet of an XLSX that can be seen.
//!
//! Owns reading and writing rows of text; what the columns mean is `import`'s and `export`'s. Invariants: a
//! cell is what somebody typed, never what a formula makes of other cells; what cannot be seen is not taken; every
//! row knows its line; everything has a bound before it is built.

mod csv_text;
mod sheet;
mod workbook;

use std::path::Path;

use anyhow::{Context as _, bail};

pub use self::sheet::{Table, Wrong};
use crate::limits;

/// Reads a table.
///
/// # Errors
/// The file is none, is too large, or is neither CSV nor XLSX.
pub fn read(path: &Path) -> anyhow::Result<Table> {
    let size = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if size > limits::TABLE_BYTES_MAX {
        bail!("{} has {size} bytes; at most {} are read", path.display(), limits::TABLE_BYTES_MAX);
    }
    let kind = kind(path)?;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table = match kind {
        Kind::Csv => csv_text::read(&bytes)?,
        Kind::Xlsx => workbook::read(&bytes)?,
    };
    if table.headings.is_empty() && table.wrong.is_empty() {
        bail!("{} is empty", path.display());
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

/// The end of a file's name, in small letters.
pub(super) fn extension(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase()
}

/// The kind that a file's name says.
///
/// # Errors
/// It says another.
pub fn kind(path: &Path) -> anyhow::Result<Kind> {
    match extension(path).as_str() {
        "csv" | "txt" | "tsv" => Ok(Kind::Csv),
        "xlsx" => Ok(Kind::Xlsx),
        _ => bail!("{}: the name must end in .csv or .xlsx", path.display()),
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
