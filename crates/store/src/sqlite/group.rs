//! A group of writes as one transaction: decisions in memory, a few statements of many rows,
//! one commit. Touches the connection that it is handed.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::attachments::{self, PartRow};
use super::cache::Cache;
use super::erase::{Scrub, erase};
use super::statements::{ENTRIES, Script, TREES};
use super::{heads, rows};
use crate::access::Reseal;
use crate::batch::{Batch, Conflict, Erase, StoredEntry, TreeAppend};
use crate::fault::Fault;
use crate::id::TreeId;
use crate::rows::{Handover, Rewrap, Row};
use crate::run::hash_count;

/// One sender's writes.
pub(super) enum Work {
    Batch(Batch),
    Rows(Vec<Row>),
    Rewrap(Vec<Rewrap>, Vec<Reseal>),
}

impl Work {
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Batch(batch) => {
                let bytes = |append: &TreeAppend| append.bytes() + append.attachment_bytes();
                batch.appends.iter().map(bytes).sum()
            }
            Self::Rows(_) | Self::Rewrap(..) => 0,
        }
    }

    fn rows(&self) -> &[Row] {
        match self {
            Self::Batch(batch) => &batch.rows,
            Self::Rows(rows) => rows,
            Self::Rewrap(..) => &[],
        }
    }

    /// Whether it needs more than entries at the end of trees.
    fn more_than_entries(&self) -> bool {
        match self {
            Self::Batch(batch) => {
                let mut entries = batch.appends.iter().flat_map(|append| &append.entries);
                let attached = entries.any(|entry| !entry.attachments.is_empty());
                attached || !batch.rows.is_empty() || !batch.erasures.is_empty()
            }
            Self::Rows(_) | Self::Rewrap(..) => true,
        }
    }

    /// Whether it looks at the trees in the database, so that what was decided before must
    /// stand there.
    fn looks_at_trees(&self) -> bool {
        let erases = matches!(self, Self::Batch(batch) if !batch.erasures.is_empty());
        let of_trees = |row: &Row| matches!(row, Row::Cosignature(_) | Row::Handover(_));
        erases || self.rows().iter().any(of_trees)
    }

    /// What is left to do after the commit if this was carried out.
    fn scrub(&self) -> Scrub {
        let database = |row: &Row| matches!(row, Row::RemoveAccount { .. });
        let database = self.rows().iter().any(database);
        let erases = matches!(self, Self::Batch(batch) if !batch.erasures.is_empty());
        let keys = |row: &Row| matches!(row, Row::Handover(_) | Row::SigningKey { .. });
        let keys = matches!(self, Self::Rewrap(..)) || self.rows().iter().any(keys);
        Scrub {
            log: database || erases || keys,
            database,
        }
    }

    /// The handovers in it: heads that change without an entry.
    fn handovers(&self) -> impl Iterator<Item = &Handover> {
        self.rows().iter().filter_map(|row| {
            if let Row::Handover(handover) = row {
                Some(handover)
            } else {
                None
            }
        })
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
    /// What is attached to them.
    parts: Vec<PartRow>,
    /// The heads that the group leaves behind, as records of the file beside the database.
    heads: Vec<u8>,
}

/// What a group that is written leaves to do.
pub(super) struct Group {
    /// An answer for each of the works, in their order.
    pub(super) outcomes: Vec<Result<Outcome, Fault>>,
    /// Records for the file beside the database.
    pub(super) heads: Vec<u8>,
    pub(super) scrub: Scrub,
}

/// Writes a group. On an error, the transaction is still open and the cache is wrong: the
/// caller drops both.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    cache: &mut Cache,
    works: Vec<Work>,
) -> Result<Group, Fault> {
    const BEGIN: &str = "BEGIN IMMEDIATE;";
    let origins = works.iter().flat_map(|work| match work {
        Work::Batch(batch) => batch.appends.as_slice(),
        Work::Rows(_) | Work::Rewrap(..) => &[],
    });
    let origins = origins.map(|append| append.tree.shared());
    cache.remember(connection, origins).await?;
    let mut script = Script::default();
    // Rows are written while deciding; entries alone go in one script at the end.
    if works.iter().any(Work::more_than_entries) {
        execute(connection, BEGIN).await?;
    } else {
        script.add(BEGIN);
    }
    let mut pending = Pending::default();
    let mut outcomes = Vec::with_capacity(works.len());
    let mut scrub = Scrub::default();
    for work in works {
        if work.looks_at_trees() {
            pending.flush(connection, cache).await?;
        }
        let after = work.scrub();
        let mut heads = Vec::new();
        for handover in work.handovers() {
            heads::record(
                &mut heads,
                handover.tree.as_str(),
                handover.size,
                &handover.checkpoint,
            );
        }
        let outcome = match work {
            Work::Rows(rows) => rows::write_all(connection, &rows).await?,
            Work::Rewrap(keys, secrets) => rows::rewrap(connection, &keys, &secrets).await?,
            Work::Batch(batch) => decide(connection, cache, &mut pending, batch).await?,
        };
        if matches!(outcome, Ok(Outcome::Done)) {
            scrub.log |= after.log;
            scrub.database |= after.database;
            pending.heads.append(&mut heads);
        }
        outcomes.push(outcome);
    }
    pending.add_to(&mut script, cache)?;
    if !pending.parts.is_empty() {
        mem::take(&mut script).run(connection).await?;
        attachments::insert(connection, mem::take(&mut pending.parts)).await?;
    }
    script.add("COMMIT;");
    script.run(connection).await?;
    Ok(Group {
        outcomes,
        heads: pending.heads,
        scrub,
    })
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
    if !batch.erasures.is_empty() {
        erase(connection, cache, &batch.erasures).await?;
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
        for mut append in batch.appends {
            // What says that a tree is closed keeps no body and no attachment either.
            let closed = |erase: &Erase| matches!(erase, Erase::Tree(tree) if *tree == append.tree);
            if batch.erasures.iter().any(closed) {
                for entry in &mut append.entries {
                    (entry.body, entry.wrapped_key) = (None, None);
                    entry.attachments.clear();
                }
            }
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
        let sequence = signed(entry.sequence)?;
        let parts = entry.attachments.into_iter();
        self.parts.extend(parts.map(|part| PartRow {
            tree,
            sequence,
            part,
        }));
        self.entries.push(EntryRow {
            tree,
            sequence,
            command,
            leaf: entry.leaf,
            hashes: run,
            body: entry.body,
            wrapped_key: entry.wrapped_key,
        });
        Ok(())
    }

    /// Writes what was decided so far, within the transaction.
    async fn flush(
        &mut self,
        connection: &mut SqliteConnection,
        cache: &Cache,
    ) -> Result<(), Fault> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let mut script = Script::default();
        self.add_to(&mut script, cache)?;
        script.run(connection).await?;
        attachments::insert(connection, mem::take(&mut self.parts)).await
    }

    fn add_to(&mut self, script: &mut Script, cache: &Cache) -> Result<(), Fault> {
        let trees: Vec<_> = mem::take(&mut self.checkpoints).into_iter().collect();
        for (origin, checkpoint) in &trees {
            let size = cache.tree(origin).map_or(0, |tree| tree.size);
            heads::record(&mut self.heads, origin, size, checkpoint);
        }
        script.add_rows(&TREES, trees, |script, (origin, checkpoint)| {
            let Some(tree) = cache.tree(&origin) else {
                return Err(Fault::Corrupt("a tree that was not looked up".into()));
            };
            script.bind(tree.number)?;
            script.bind(origin)?;
            script.bind(signed(tree.size)?)?;
            script.bind(checkpoint)
        })?;
        script.add_rows(&ENTRIES, mem::take(&mut self.entries), |script, row| {
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
