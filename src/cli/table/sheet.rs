//! What is read of a table, row by row: its headings, its rows, and what is wrong with them.
//!
//! Invariant: everything has a bound before it is kept.

use anyhow::bail;
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::politiebericht::onzichtbaar;
use crate::limits;

/// A table with a line of headings.
#[derive(Debug, Default)]
pub struct Table {
    /// The headings, as they stand there.
    pub headings: Vec<String>,
    /// Their line.
    pub headings_line: usize,
    /// The rows that hold anything, with their lines as a spreadsheet counts them.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What is wrong with single cells.
    pub wrong: Vec<Wrong>,
    /// What whoever imports it should know.
    pub notes: Vec<String>,
    /// The columns that are hidden, counted from zero.
    pub hidden_columns: Vec<usize>,
}

/// A cell or row that cannot be taken.
#[derive(Debug)]
pub struct Wrong {
    /// Its line.
    pub line: usize,
    /// The column, where it matters only if that column is one that is read.
    pub column: Option<usize>,
    /// Why.
    pub why: String,
}

impl Table {
    /// Takes a row. The first that holds anything are the headings.
    pub(super) fn take(&mut self, line: usize, mut cells: Vec<String>) -> anyhow::Result<()> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > limits::TABLE_COLUMNS_MAX {
            let why = format!("has {} columns; at most {} are read", cells.len(), limits::TABLE_COLUMNS_MAX);
            self.wrong(line, why);
            return Ok(());
        }
        if self.headings.is_empty() {
            (self.headings, self.headings_line) = (cells, line);
            return Ok(());
        }
        if self.rows.len() == limits::TABLE_ROWS_MAX {
            bail!("the table has more than {} rows", limits::TABLE_ROWS_MAX);
        }
        self.rows.push((line, cells));
        Ok(())
    }

    pub(super) fn wrong(&mut self, line: usize, why: impl Into<String>) {
        // Whoever mends the first of them tries again.
        if self.wrong.len() < limits::TABLE_MISTAKES_MAX {
            self.wrong.push(Wrong { line, column: None, why: why.into() });
        }
    }
}

/// A cell without what cannot be seen; loose accents are put on their letters.
pub(super) fn clean(cell: &str) -> String {
    cell.nfc().filter(|letter| !onzichtbaar(*letter)).collect::<String>().trim().to_owned()
}
