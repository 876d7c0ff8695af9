//! Multi-row statements with `$n` placeholders.
//!
//! `QueryBuilder` on sqlx's `Any` driver writes `?`, which PostgreSQL refuses; this writes what both take.
//! Invariant: a list is cut into pieces whose sizes are powers of two, so that few different statements
//! exist and each stays prepared, and none has more parameters than SQLite takes.

use kern::limits;

/// Cuts a list into pieces of 256, 128, …, 1.
pub fn pieces<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let size = if rest.is_empty() { return None } else { largest_power(rest.len()) };
        let (piece, remaining) = rest.split_at(size);
        rest = remaining;
        Some(piece)
    })
}

fn largest_power(length: usize) -> usize {
    (1 << length.ilog2()).min(limits::SQL_ROWS_PER_STATEMENT)
}

/// `($1, $2), ($3, $4)` for so many rows of so many columns, the first placeholder being `$first`.
#[must_use]
pub fn placeholders(rows: usize, columns: usize, first: usize) -> String {
    let row = |row: usize| {
        let names: Vec<String> = (0..columns).map(|column| format!("${}", first + row * columns + column)).collect();
        format!("({})", names.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// `($1, $2, $3)` for a list after `in`.
#[must_use]
pub fn list(count: usize, first: usize) -> String {
    placeholders(1, count, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_a_list_in_few_sizes() {
        let sizes = |length: usize| pieces(&vec![0; length]).map(<[i32]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(0), [0; 0]);
        assert_eq!(sizes(100), [64, 32, 4]);
        assert_eq!(sizes(600), [256, 256, 64, 16, 8]);
    }

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(placeholders(2, 2, 1), "($1, $2), ($3, $4)");
        assert_eq!(list(2, 3), "($3, $4)");
    }
}
