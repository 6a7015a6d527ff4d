//! Statements of many rows: their texts, made once for each size. Touches the connection
//! that it is handed.
//!
//! A statement is made for the next power of two and the rest is filled with nulls, which
//! it skips; so a handful of prepared statements serves groups of every size.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe};

use crate::fault::Fault;

/// A statement over rows of values. The text around the rows, and how wide a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bulk {
    Trees,
    Entries,
}

impl Bulk {
    const fn width(self) -> usize {
        match self {
            Self::Trees => 4,
            Self::Entries => 7,
        }
    }

    const fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Trees => (
                "INSERT INTO trees (number, origin, size, checkpoint) SELECT * FROM (VALUES ",
                ") WHERE column1 IS NOT NULL ON CONFLICT DO UPDATE \
                 SET size = excluded.size, checkpoint = excluded.checkpoint",
            ),
            Self::Entries => (
                "INSERT INTO entries (tree, sequence, command, leaf, hashes, body, wrapped_key) \
                 SELECT * FROM (VALUES ",
                ") WHERE column1 IS NOT NULL",
            ),
        }
    }

    fn text(self, rows: usize) -> String {
        let (before, after) = self.around();
        let marks = vec!["?"; self.width()].join(",");
        let mut text = before.to_owned();
        for row in 0..rows {
            let comma = if row == 0 { "" } else { "," };
            // Writing to a String cannot fail.
            let _ok = write!(text, "{comma}({marks})");
        }
        text + after
    }
}

/// Rows of values that wait for their statement, in parts of at most [`PART`] rows.
#[derive(Default)]
pub(super) struct Rows(Vec<(usize, SqliteArguments)>);

/// Most rows in one statement. SQLite binds at most 32,766 values in one.
const PART: usize = 1024;

impl Rows {
    /// The values to which the next row is added.
    pub(super) fn next(&mut self) -> &mut SqliteArguments {
        if self.0.last().is_none_or(|(rows, _)| *rows == PART) {
            self.0.push((0, SqliteArguments::default()));
        }
        let last = self.0.len() - 1;
        let (rows, values) = &mut self.0[last];
        *rows += 1;
        values
    }
}

/// The texts made so far.
#[derive(Debug, Default)]
pub(super) struct Statements(HashMap<(Bulk, usize), Arc<str>>);

impl Statements {
    /// Runs a statement over rows of values. Values that are not bound count as null.
    pub(super) async fn run(
        &mut self,
        connection: &mut SqliteConnection,
        bulk: Bulk,
        rows: Rows,
    ) -> Result<(), Fault> {
        for (count, values) in rows.0 {
            let size = count.next_power_of_two();
            let text = self.0.entry((bulk, size));
            let text = Arc::clone(text.or_insert_with(|| bulk.text(size).into()));
            sqlx::query_with(AssertSqlSafe(text), values)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}

/// Adds a value to a row.
pub(super) fn bind<'t, T>(values: &mut SqliteArguments, value: T) -> Result<(), Fault>
where
    T: sqlx::Encode<'t, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    values
        .add(value)
        .map_err(|error| Fault::Database(error.to_string().into()))
}
