//! Statements of many rows, strung together into one script with its values, so that a
//! whole group costs one trip to SQLite's thread. Touches the connection that it is handed.
//!
//! A statement is made for the next power of two and the rest is filled with nulls, which
//! it skips; so a handful of prepared scripts serves groups of every size.

use std::fmt::Write as _;

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe};

use crate::fault::Fault;

/// Most rows in one statement. SQLite binds at most 32,766 values in one.
const PART: usize = 1024;

/// A value for a place in a row.
pub(super) trait Value<'t>:
    sqlx::Encode<'t, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>
{
}
impl<'t, T: sqlx::Encode<'t, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>> Value<'t> for T {}

/// A statement over rows of values: the text around the rows, and how wide a row is. It
/// skips rows whose first value is null.
pub(super) struct Bulk {
    pub(super) before: &'static str,
    pub(super) after: &'static str,
    pub(super) width: usize,
}

pub(super) const TREES: Bulk = Bulk {
    before: "INSERT INTO trees (number, origin, size, checkpoint) SELECT * FROM (VALUES ",
    after: ") WHERE column1 IS NOT NULL ON CONFLICT DO UPDATE \
            SET size = excluded.size, checkpoint = excluded.checkpoint;",
    width: 4,
};

pub(super) const ENTRIES: Bulk = Bulk {
    before: "INSERT INTO entries (tree, sequence, command, leaf, hashes, body, wrapped_key) \
             SELECT * FROM (VALUES ",
    after: ") WHERE column1 IS NOT NULL;",
    width: 7,
};

/// Statements and their values, run in one go.
#[derive(Default)]
pub(super) struct Script {
    text: String,
    values: SqliteArguments,
}

impl Script {
    /// Adds a statement without values; it ends with a semicolon.
    pub(super) fn add(&mut self, statement: &'static str) {
        self.text.push_str(statement);
    }

    /// Adds a statement over rows, or several if there are many. `fill` binds one row's
    /// values, as many as the statement is wide.
    pub(super) fn add_rows<R>(
        &mut self,
        bulk: &Bulk,
        rows: Vec<R>,
        fill: impl Fn(&mut Self, R) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        while left > 0 {
            let count = left.min(PART);
            self.add_text(bulk, count.next_power_of_two());
            for row in rows.by_ref().take(count) {
                fill(self, row)?;
            }
            for _ in 0..(count.next_power_of_two() - count) * bulk.width {
                self.bind(None::<i64>)?;
            }
            left -= count;
        }
        Ok(())
    }

    fn add_text(&mut self, bulk: &Bulk, rows: usize) {
        let marks = vec!["?"; bulk.width].join(",");
        self.text.push_str(bulk.before);
        for row in 0..rows {
            let comma = if row == 0 { "" } else { "," };
            // Writing to a String cannot fail.
            let _ok = write!(self.text, "{comma}({marks})");
        }
        self.text.push_str(bulk.after);
    }

    /// Adds a value to a row.
    pub(super) fn bind<'t>(&mut self, value: impl Value<'t>) -> Result<(), Fault> {
        self.values
            .add(value)
            .map_err(|error| Fault::Database(error.to_string().into()))
    }

    pub(super) async fn run(self, connection: &mut SqliteConnection) -> Result<(), Fault> {
        sqlx::query_with(AssertSqlSafe(self.text), self.values)
            .execute(connection)
            .await?;
        Ok(())
    }
}
