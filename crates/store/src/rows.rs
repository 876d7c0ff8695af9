//! Multi-row statements with `$n` placeholders, and rows that are read by name.
//!
//! `QueryBuilder` on sqlx's `Any` driver writes `?`, which PostgreSQL refuses; this writes what both take.
//! Invariant: a list is cut into pieces whose sizes are powers of two, so that few different statements
//! exist and each stays prepared, and none has more parameters than SQLite takes.

use kern::domain::afzender::NumberId;
use kern::domain::persoon::{GroepId, MeldingId, PersoonId};
use kern::domain::wijk::{GemeenteId, WijkId};
use kern::limits;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Of a person `p`: messages can go to them.
pub(crate) const BEREIKBAAR: &str =
    "p.geblokkeerd = 0 and p.onbereikbaar_ms is null and p.opgeschort_ms is null and p.uitgenodigd_ms is null";

/// What can stand in a column.
pub(crate) trait Column: Sized {
    /// Reads the column of this name.
    fn read(row: &AnyRow, name: &str) -> sqlx::Result<Self>;
}

macro_rules! plain_columns {
    ($( $kind:ty, )*) => {
        $( impl Column for $kind {
            fn read(row: &AnyRow, name: &str) -> sqlx::Result<Self> {
                row.try_get(name)
            }
        } )*
    };
}

plain_columns! { i64, String, Vec<u8>, Option<i64>, Option<String>, Option<Vec<u8>>, }

/// A yes or no, stored as a number.
impl Column for bool {
    fn read(row: &AnyRow, name: &str) -> sqlx::Result<Self> {
        Ok(row.try_get::<i64, _>(name)? != 0)
    }
}

/// Lets ids stand in columns: types of one number.
macro_rules! id_columns {
    ($( $id:ident, )*) => {
        $(
            impl $crate::rows::Column for $id {
                fn read(row: &sqlx::any::AnyRow, name: &str) -> sqlx::Result<Self> {
                    <i64 as $crate::rows::Column>::read(row, name).map(Self)
                }
            }

            impl $crate::rows::Column for Option<$id> {
                fn read(row: &sqlx::any::AnyRow, name: &str) -> sqlx::Result<Self> {
                    Ok(<Option<i64> as $crate::rows::Column>::read(row, name)?.map($id))
                }
            }
        )*
    };
}
pub(crate) use id_columns;

id_columns! { PersoonId, GroepId, MeldingId, }

macro_rules! name_columns {
    ($( $id:ident, )*) => { $(
        impl Column for $id {
            fn read(row: &AnyRow, name: &str) -> sqlx::Result<Self> {
                String::read(row, name).map(Self::from)
            }
        }

        impl Column for Option<$id> {
            fn read(row: &AnyRow, name: &str) -> sqlx::Result<Self> {
                Ok(Option::<String>::read(row, name)?.map($id::from))
            }
        }
    )* };
}

name_columns! { GemeenteId, WijkId, NumberId, }

/// A type that is read from a row, each field from the column of its name, or of the name that stands behind `=`.
macro_rules! row {
    ($(#[$about:meta])* $seen:vis struct $row:ident {
        $( $(#[$doc:meta])* $shown:vis $field:ident: $kind:ty $(= $column:literal)?, )*
    }) => {
        $(#[$about])*
        $seen struct $row {
            $( $(#[$doc])* $shown $field: $kind, )*
        }

        impl sqlx::FromRow<'_, sqlx::any::AnyRow> for $row {
            fn from_row(row: &sqlx::any::AnyRow) -> sqlx::Result<Self> {
                Ok(Self {
                    $( $field: <$kind as $crate::rows::Column>::read(row, row!(@name $field $($column)?))?, )*
                })
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $column:literal) => { $column };
}
pub(crate) use row;

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
