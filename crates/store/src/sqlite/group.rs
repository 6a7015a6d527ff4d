//! A group of writes as one transaction: one look-up, decisions in memory, a few statements
//! of many rows, one commit. Touches the connection that it is handed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe};

use super::rows;
use super::statements::{Bulk, Statements};
use crate::batch::{Batch, Conflict, TreeAppend};
use crate::fault::Fault;
use crate::id::TreeId;
use crate::rows::Row;
use crate::run::hash_count;

/// One sender's writes.
pub(super) enum Work {
    Batch(Batch),
    Rows(Vec<Row>),
}

impl Work {
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Batch(batch) => batch.appends.iter().map(TreeAppend::bytes).sum(),
            Self::Rows(_) => 0,
        }
    }
}

/// What the sender is told.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Done,
    AlreadyDone,
    Stale { tree: TreeId, size: u64 },
    Conflict(Conflict),
}

/// A tree as the group sees it, with what the group has added so far.
struct Tree {
    number: i64,
    size: u64,
    /// The checkpoint to write; `None` while the group has added nothing.
    checkpoint: Option<Vec<u8>>,
}

/// What has been decided and is not yet written.
#[derive(Default)]
struct Pending {
    trees: HashMap<Arc<str>, Tree>,
    /// Commands carried out, before or in this group.
    carried_out: HashSet<(i64, Arc<str>)>,
    commands: SqliteArguments,
    command_count: usize,
    entries: SqliteArguments,
    entry_count: usize,
}

/// The number that the next new tree gets.
pub(super) async fn next_tree(connection: &mut SqliteConnection) -> Result<i64, Fault> {
    let highest: i64 = sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM trees")
        .fetch_one(connection)
        .await?;
    Ok(highest + 1)
}

/// Writes a group and returns an answer for each of its works, in their order. On an error,
/// the transaction is still open: the caller drops the connection.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    statements: &mut Statements,
    next_tree: &mut i64,
    works: Vec<Work>,
) -> Result<Vec<Result<Outcome, Fault>>, Fault> {
    let mut pending = find(connection, statements, &works).await?;
    execute(connection, "BEGIN IMMEDIATE").await?;
    let mut outcomes = Vec::with_capacity(works.len());
    for work in works {
        outcomes.push(match work {
            Work::Rows(rows) => rows::write_all(connection, &rows).await?,
            Work::Batch(batch) => decide(connection, &mut pending, next_tree, batch).await?,
        });
    }
    pending.flush(connection, statements).await?;
    execute(connection, "COMMIT").await?;
    Ok(outcomes)
}

pub(super) async fn execute(
    connection: &mut SqliteConnection,
    text: &'static str,
) -> Result<(), Fault> {
    sqlx::query(text).execute(connection).await?;
    Ok(())
}

/// The group's one look-up: the trees it touches and which of its commands are known. No
/// one else writes, so what it finds holds until the commit.
async fn find(
    connection: &mut SqliteConnection,
    statements: &mut Statements,
    works: &[Work],
) -> Result<Pending, Fault> {
    let mut pending = Pending::default();
    let mut wanted = SqliteArguments::default();
    let mut count = 0;
    let mut others = HashSet::new();
    for work in works {
        let Work::Batch(batch) = work else { continue };
        bind(&mut wanted, batch.scope.shared())?;
        bind(&mut wanted, batch.command.shared())?;
        count += 1;
        for append in &batch.appends {
            if append.tree != batch.scope && others.insert(append.tree.shared()) {
                bind(&mut wanted, append.tree.shared())?;
                bind(&mut wanted, None::<Arc<str>>)?;
                count += 1;
            }
        }
    }
    if count == 0 {
        return Ok(pending);
    }
    let text = AssertSqlSafe(statements.text(Bulk::Find, count));
    let found: Vec<(String, i64, i64, Option<String>)> = sqlx::query_as_with(text, wanted)
        .fetch_all(connection)
        .await?;
    for (origin, number, size, command) in found {
        if let Some(command) = command {
            pending.carried_out.insert((number, command.into()));
        }
        let tree = Tree {
            number,
            size: u64::try_from(size).map_err(|_| Fault::Corrupt("a negative size".into()))?,
            checkpoint: None,
        };
        pending.trees.entry(origin.into()).or_insert(tree);
    }
    Ok(pending)
}

async fn decide(
    connection: &mut SqliteConnection,
    pending: &mut Pending,
    next_tree: &mut i64,
    batch: Batch,
) -> Result<Result<Outcome, Fault>, Fault> {
    if let Some(outcome) = pending.refuse(&batch) {
        return Ok(Ok(outcome));
    }
    if !batch.rows.is_empty() {
        let written = rows::write_all(connection, &batch.rows).await?;
        if !matches!(written, Ok(Outcome::Done)) {
            return Ok(written);
        }
    }
    pending.accept(next_tree, batch)?;
    Ok(Ok(Outcome::Done))
}

impl Pending {
    /// The answer to a batch that cannot be carried out, as far as trees and commands say.
    fn refuse(&self, batch: &Batch) -> Option<Outcome> {
        match self.trees.get(batch.scope.as_str()) {
            Some(scope) => {
                let command = (scope.number, batch.command.shared());
                if self.carried_out.contains(&command) {
                    return Some(Outcome::AlreadyDone);
                }
            }
            None if batch.appends.iter().all(|a| a.tree != batch.scope) => {
                return Some(Outcome::Conflict(Conflict::Missing));
            }
            None => {}
        }
        batch.appends.iter().find_map(|append| {
            let size = self.trees.get(append.tree.as_str()).map_or(0, |t| t.size);
            (size != append.expected_size).then(|| Outcome::Stale {
                tree: append.tree.clone(),
                size,
            })
        })
    }

    fn accept(&mut self, next_tree: &mut i64, batch: Batch) -> Result<(), Fault> {
        for append in batch.appends {
            self.extend(next_tree, append)?;
        }
        // The scope existed or was among the appends, so its tree is known by now.
        let Some(scope) = self.trees.get(batch.scope.as_str()) else {
            return Err(Fault::Corrupt("a scope without a tree".into()));
        };
        let command = batch.command.shared();
        bind(&mut self.commands, scope.number)?;
        bind(&mut self.commands, Arc::clone(&command))?;
        self.command_count += 1;
        self.carried_out.insert((scope.number, command));
        Ok(())
    }

    fn extend(&mut self, next_tree: &mut i64, append: TreeAppend) -> Result<(), Fault> {
        let tree = self.trees.entry(append.tree.shared()).or_insert_with(|| {
            let number = *next_tree;
            *next_tree += 1;
            Tree {
                number,
                size: 0,
                checkpoint: None,
            }
        });
        let mut hashes = append.hashes.into_iter();
        for entry in append.entries {
            let count = usize::try_from(hash_count(entry.sequence)).unwrap_or(0);
            let mut run = Vec::with_capacity(32 * count);
            for (_, hash) in hashes.by_ref().take(count) {
                run.extend_from_slice(&hash);
            }
            bind(&mut self.entries, tree.number)?;
            bind(&mut self.entries, signed(entry.sequence)?)?;
            bind(&mut self.entries, entry.leaf)?;
            bind(&mut self.entries, run)?;
            bind(&mut self.entries, entry.body)?;
            bind(&mut self.entries, entry.wrapped_key)?;
            self.entry_count += 1;
            tree.size = entry.sequence + 1;
        }
        tree.checkpoint = Some(append.checkpoint);
        Ok(())
    }

    async fn flush(
        self,
        connection: &mut SqliteConnection,
        statements: &mut Statements,
    ) -> Result<(), Fault> {
        let mut trees = SqliteArguments::default();
        let mut tree_count = 0;
        for (origin, tree) in self.trees {
            if let Some(checkpoint) = tree.checkpoint {
                bind(&mut trees, tree.number)?;
                bind(&mut trees, origin)?;
                bind(&mut trees, signed(tree.size)?)?;
                bind(&mut trees, checkpoint)?;
                tree_count += 1;
            }
        }
        statements
            .run(connection, Bulk::Trees, tree_count, trees)
            .await?;
        statements
            .run(connection, Bulk::Entries, self.entry_count, self.entries)
            .await?;
        statements
            .run(
                connection,
                Bulk::Commands,
                self.command_count,
                self.commands,
            )
            .await
    }
}

fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::Malformed("a number beyond 2^63"))
}

fn bind<'t, T>(values: &mut SqliteArguments, value: T) -> Result<(), Fault>
where
    T: sqlx::Encode<'t, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    values
        .add(value)
        .map_err(|error| Fault::Database(error.to_string().into()))
}
