//! Statements of many rows: their texts, made once for each size. Touches the connection
//! that it is handed.
//!
//! A statement is made for the next power of two and the rest is filled with nulls, which
//! it skips; so a handful of prepared statements serves groups of every size.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};

use crate::fault::Fault;

/// A statement over rows of values. The text around the rows, and how wide a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bulk {
    Trees,
    Entries,
    Commands,
    Find,
}

impl Bulk {
    const fn width(self) -> usize {
        match self {
            Self::Trees => 4,
            Self::Entries => 6,
            Self::Commands | Self::Find => 2,
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
                "INSERT INTO entries (tree, sequence, leaf, hashes, body, wrapped_key) \
                 SELECT * FROM (VALUES ",
                ") WHERE column1 IS NOT NULL",
            ),
            Self::Commands => (
                "INSERT INTO commands (scope, command) SELECT * FROM (VALUES ",
                ") WHERE column1 IS NOT NULL",
            ),
            Self::Find => (
                "WITH wanted (origin, command) AS (VALUES ",
                ") SELECT t.origin, t.number, t.size, c.command FROM wanted AS w \
                 CROSS JOIN trees AS t ON t.origin = w.origin \
                 LEFT JOIN commands AS c ON c.scope = t.number AND c.command = w.command",
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

/// The texts made so far.
#[derive(Debug, Default)]
pub(super) struct Statements(HashMap<(Bulk, usize), Arc<str>>);

impl Statements {
    /// The statement for at least `rows` rows. Values that are not bound count as null.
    pub(super) fn text(&mut self, bulk: Bulk, rows: usize) -> Arc<str> {
        let rows = rows.next_power_of_two();
        let text = self.0.entry((bulk, rows));
        Arc::clone(text.or_insert_with(|| bulk.text(rows).into()))
    }

    /// Runs a statement over `rows` rows of bound values.
    pub(super) async fn run(
        &mut self,
        connection: &mut SqliteConnection,
        bulk: Bulk,
        rows: usize,
        values: SqliteArguments,
    ) -> Result<(), Fault> {
        if rows > 0 {
            let text = AssertSqlSafe(self.text(bulk, rows));
            sqlx::query_with(text, values).execute(connection).await?;
        }
        Ok(())
    }
}
