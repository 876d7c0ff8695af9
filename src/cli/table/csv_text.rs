//! A text with separators, taken apart.
//!
//! Invariant: a quote that nobody closed spoils its own line and no other.

use crate::cli::table::sheet::{Table, clean};

const SEPARATORS: [char; 4] = [';', '\t', ',', '|'];

/// Reads a text.
pub(super) fn read(bytes: &[u8]) -> anyhow::Result<Table> {
    let mut table = Table::default();
    let (text, guessed) = decode(bytes);
    if guessed {
        table.notes.push("the file is not UTF-8 and was read as Windows-1252: look at letters with accents".to_owned());
    }
    let mut rest = text.as_str();
    let mut line = 1;
    let mut separator = None;
    while !rest.is_empty() {
        let (first, after) = line_of(rest);
        if first.trim().is_empty() {
            (rest, line) = (after, line + 1);
            continue;
        }
        let Some(separator) = separator else {
            separator = Some(named_separator(first).unwrap_or_else(|| most_frequent(first)));
            // Excel's own first line says what separates, and holds nothing else.
            if named_separator(first).is_some() {
                (rest, line) = (after, line + 1);
            }
            continue;
        };
        match record(rest, separator, table.headings.len()) {
            Some(Record { cells, after, lines }) => {
                table.take(line, cells)?;
                (rest, line) = (after, line + lines);
            }
            None => {
                table.wrong(line, "holds a quote (\") that nothing closes: remove it");
                (rest, line) = (after, line + 1);
            }
        }
    }
    Ok(table)
}

/// UTF-8 or UTF-16 by their marks or their look, else UTF-8 if it is that, else Windows-1252, which Excel writes;
/// and whether that was a guess.
fn decode(bytes: &[u8]) -> (String, bool) {
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return (encoding_rs::UTF_8.decode(bytes).0.into_owned(), false);
    }
    match bytes {
        [0, _, ..] => return (encoding_rs::UTF_16BE.decode(bytes).0.into_owned(), false),
        [_, 0, ..] => return (encoding_rs::UTF_16LE.decode(bytes).0.into_owned(), false),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(), true),
    }
}

/// The first line, and what comes after it.
fn line_of(text: &str) -> (&str, &str) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    (&text[..end], past_line_end(&text[end..]))
}

fn past_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

/// `sep=;`
fn named_separator(line: &str) -> Option<char> {
    let line: String = line.chars().filter(|letter| !matches!(letter, ' ' | '"' | '\u{feff}')).collect();
    let mut named = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))?.chars();
    match (named.next(), named.next()) {
        (Some(separator), None) if !separator.is_alphanumeric() => Some(separator),
        // A spreadsheet that opened and saved it filled the line up to the width of the table.
        (Some(separator), Some(next)) if SEPARATORS.contains(&separator) && next == separator => {
            named.all(|letter| letter == separator).then_some(separator)
        }
        // Behind "sep=" a tab at the end may be gone.
        (None, None) => Some('\t'),
        _ => None,
    }
}

fn most_frequent(line: &str) -> char {
    let count = |separator: char| {
        let mut quoted = false;
        let outside = line.chars().filter(|letter| {
            quoted ^= *letter == '"';
            !quoted && *letter == separator
        });
        outside.count()
    };
    let found = SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator));
    found.filter(|separator| count(*separator) > 0).unwrap_or(';')
}

struct Record<'t> {
    cells: Vec<String>,
    after: &'t str,
    lines: usize,
}

/// The first record, which may run over several lines inside quotes. `None` if a quote is not closed: at the end of
/// the text, or where a line that stands inside it is a row of its own.
fn record(text: &str, separator: char, columns: usize) -> Option<Record<'_>> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut lines) = (false, 1);
    let mut rest = text;
    loop {
        let mut letters = rest.chars();
        let letter = letters.next();
        let after = letters.as_str();
        match letter {
            None if quoted => return None,
            None => {
                cells.push(value(&cell));
                return Some(Record { cells, after: rest, lines });
            }
            Some('"') if quoted && after.starts_with('"') => {
                cell.push('"');
                rest = &after[1..];
                continue;
            }
            Some('"') if quoted || matches!(cell.trim_start(), "" | "=") => quoted = !quoted,
            Some('\n' | '\r') => {
                let next = past_line_end(rest);
                if !quoted {
                    cells.push(value(&cell));
                    return Some(Record { cells, after: next, lines });
                }
                if columns > 1 && line_of(next).0.matches(separator).count() + 1 >= columns {
                    return None;
                }
                cell.push('\n');
                lines += 1;
                rest = next;
                continue;
            }
            Some(letter) if !quoted && letter == separator => cells.push(value(&std::mem::take(&mut cell))),
            Some(letter) => cell.push(letter),
        }
        rest = after;
    }
}

/// A cell; `="06…"` is how a text is kept from becoming a quantity.
fn value(cell: &str) -> String {
    let cell = clean(cell);
    match cell.strip_prefix('=') {
        Some(text) if !text.is_empty() && text.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit()) => {
            text.to_owned()
        }
        _ => cell,
    }
}
