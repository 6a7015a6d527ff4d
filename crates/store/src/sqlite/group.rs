//! A group of writes as one transaction: decisions in memory, a few statements of many rows,
//! one commit. Touches the connection that it is handed.

use std::collections::HashMap;
use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::cache::Cache;
use super::rows;
use super::statements::{ENTRIES, Script, TREES};
use crate::batch::{Batch, Conflict, StoredEntry, TreeAppend};
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

    fn has_rows(&self) -> bool {
        match self {
            Self::Batch(batch) => !batch.rows.is_empty(),
            Self::Rows(_) => true,
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

/// An entry on its way into its table.
struct EntryRow {
    tree: i64,
    sequence: i64,
    command: Option<Arc<str>>,
    leaf: Vec<u8>,
    hashes: Vec<u8>,
    body: Option<Vec<u8>>,
    wrapped_key: Option<Vec<u8>>,
}

/// What has been decided and is not yet written.
#[derive(Default)]
struct Pending {
    /// The last checkpoint of each tree that the group adds to.
    checkpoints: HashMap<Arc<str>, Vec<u8>>,
    /// Commands carried out in this group, by tree and sequence.
    commands: HashMap<(i64, u64), Arc<str>>,
    entries: Vec<EntryRow>,
}

/// Writes a group and returns an answer for each of its works, in their order. On an error,
/// the transaction is still open and the cache is wrong: the caller drops both.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    cache: &mut Cache,
    works: Vec<Work>,
) -> Result<Vec<Result<Outcome, Fault>>, Fault> {
    const BEGIN: &str = "BEGIN IMMEDIATE;";
    let origins = works.iter().flat_map(|work| match work {
        Work::Batch(batch) => batch.appends.as_slice(),
        Work::Rows(_) => &[],
    });
    let origins = origins.map(|append| append.tree.shared());
    cache.remember(connection, origins).await?;
    let mut script = Script::default();
    // Rows are written while deciding; entries alone go in one script at the end.
    if works.iter().any(Work::has_rows) {
        execute(connection, BEGIN).await?;
    } else {
        script.add(BEGIN);
    }
    let mut pending = Pending::default();
    let mut outcomes = Vec::with_capacity(works.len());
    for work in works {
        outcomes.push(match work {
            Work::Rows(rows) => rows::write_all(connection, &rows).await?,
            Work::Batch(batch) => decide(connection, cache, &mut pending, batch).await?,
        });
    }
    pending.add_to(&mut script, cache)?;
    script.add("COMMIT;");
    script.run(connection).await?;
    Ok(outcomes)
}

pub(super) async fn execute(
    connection: &mut SqliteConnection,
    text: &'static str,
) -> Result<(), Fault> {
    sqlx::query(text).execute(connection).await?;
    Ok(())
}

async fn decide(
    connection: &mut SqliteConnection,
    cache: &mut Cache,
    pending: &mut Pending,
    batch: Batch,
) -> Result<Result<Outcome, Fault>, Fault> {
    if carried_out(connection, cache, pending, &batch).await? {
        return Ok(Ok(Outcome::AlreadyDone));
    }
    for append in &batch.appends {
        let size = cache.tree(append.tree.as_str()).map_or(0, |tree| tree.size);
        if size != append.expected_size {
            let tree = append.tree.clone();
            return Ok(Ok(Outcome::Stale { tree, size }));
        }
    }
    if !batch.rows.is_empty() {
        let written = rows::write_all(connection, &batch.rows).await?;
        if !matches!(written, Ok(Outcome::Done)) {
            return Ok(written);
        }
    }
    pending.accept(cache, batch)?;
    Ok(Ok(Outcome::Done))
}

/// Whether the batch's command was carried out, before or in this group.
async fn carried_out(
    connection: &mut SqliteConnection,
    cache: &Cache,
    pending: &Pending,
    batch: &Batch,
) -> Result<bool, Fault> {
    let Some(scope) = cache.tree(batch.scope.as_str()) else {
        return Ok(false);
    };
    let Some(sequence) = cache.bearer(scope, batch.command.as_str()) else {
        return Ok(false);
    };
    if let Some(command) = pending.commands.get(&(scope.number, sequence)) {
        return Ok(**command == *batch.command.as_str());
    }
    let text = "SELECT command FROM entries WHERE tree = ? AND sequence = ?";
    let command: Option<String> = sqlx::query_scalar(text)
        .bind(scope.number)
        .bind(signed(sequence)?)
        .fetch_one(connection)
        .await?;
    Ok(command.as_deref() == Some(batch.command.as_str()))
}

impl Pending {
    fn accept(&mut self, cache: &mut Cache, batch: Batch) -> Result<(), Fault> {
        for append in batch.appends {
            let Some(tree) = cache.tree_mut(append.tree.as_str()) else {
                return Err(Fault::Corrupt("a tree that was not looked up".into()));
            };
            let number = tree.number;
            let mut command = (append.tree == batch.scope).then(|| batch.command.shared());
            if let Some(command) = &command {
                let bearer = (number, append.expected_size);
                self.commands.insert(bearer, Arc::clone(command));
                cache.note(append.tree.as_str(), command, append.expected_size);
            }
            let mut hashes = append.hashes.into_iter().map(|(_, hash)| hash);
            for entry in append.entries {
                if let Some(tree) = cache.tree_mut(append.tree.as_str()) {
                    tree.size = entry.sequence + 1;
                }
                // Only the first entry bears the command.
                self.push(number, command.take(), entry, &mut hashes)?;
            }
            self.checkpoints
                .insert(append.tree.shared(), append.checkpoint);
        }
        Ok(())
    }

    fn push(
        &mut self,
        tree: i64,
        command: Option<Arc<str>>,
        entry: StoredEntry,
        hashes: &mut impl Iterator<Item = [u8; 32]>,
    ) -> Result<(), Fault> {
        let count = usize::try_from(hash_count(entry.sequence)).unwrap_or(0);
        let mut run = Vec::with_capacity(32 * count);
        for hash in hashes.take(count) {
            run.extend_from_slice(&hash);
        }
        self.entries.push(EntryRow {
            tree,
            sequence: signed(entry.sequence)?,
            command,
            leaf: entry.leaf,
            hashes: run,
            body: entry.body,
            wrapped_key: entry.wrapped_key,
        });
        Ok(())
    }

    fn add_to(self, script: &mut Script, cache: &Cache) -> Result<(), Fault> {
        let trees = self.checkpoints.into_iter().collect();
        script.add_rows(&TREES, trees, |script, (origin, checkpoint)| {
            let Some(tree) = cache.tree(&origin) else {
                return Err(Fault::Corrupt("a tree that was not looked up".into()));
            };
            script.bind(tree.number)?;
            script.bind(origin)?;
            script.bind(signed(tree.size)?)?;
            script.bind(checkpoint)
        })?;
        script.add_rows(&ENTRIES, self.entries, |script, row| {
            script.bind(row.tree)?;
            script.bind(row.sequence)?;
            script.bind(row.command)?;
            script.bind(row.leaf)?;
            script.bind(row.hashes)?;
            script.bind(row.body)?;
            script.bind(row.wrapped_key)
        })
    }
}

fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::Malformed("a number beyond 2^63"))
}
