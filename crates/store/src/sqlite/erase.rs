//! Erasing: bodies, attachments and keys are overwritten with zeros in their place, then marked as
//! erased.
//! Touches the connection that it is handed.
//!
//! A row whose length stays the same is overwritten where it lies. Taking the bytes out would
//! shorten it, and SQLite then joins half-empty pages, which leaves copies of their rows in
//! the unused part of a page, where no later erasure reaches them.

use sqlx::sqlite::SqliteConnection;

use super::attachments;
use super::cache::Cache;
use super::reader;
use super::rows::Step;
use super::statements::{Bulk, Script};
use crate::batch::{Conflict, Erase};
use crate::fault::Fault;
use crate::id::{AccountId, FamilyId, TreeId};

/// What must be done after the commit, before anyone is told that it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scrub {
    /// Pages with what was erased lie in the write-ahead log.
    pub(super) log: bool,
    /// Rows were removed from tables whose rows move: the database is written anew.
    pub(super) database: bool,
}

const BODIES: Bulk = Bulk {
    before: "UPDATE entries SET body = zeroblob(length(body)), \
             wrapped_key = zeroblob(length(wrapped_key)) FROM (VALUES ",
    after: ") AS asked WHERE entries.tree = asked.column1 \
            AND entries.sequence = asked.column2 \
            AND entries.body IS NOT NULL AND entries.wrapped_key IS NOT NULL;",
    width: 2,
};

const MARKS: Bulk = Bulk {
    before: "INSERT INTO erased (tree, sequence) SELECT * FROM (VALUES ",
    after: ") WHERE column1 IS NOT NULL ON CONFLICT DO NOTHING;",
    width: 2,
};

/// Erases what a batch asks for. Expects that the group's earlier entries are written, that
/// the batch's own are not, and that its places were checked.
pub(super) async fn erase(
    connection: &mut SqliteConnection,
    cache: &Cache,
    erasures: &[Erase],
) -> Result<(), Fault> {
    let mut places = Vec::new();
    for erase in erasures {
        let Some(tree) = cache.tree(erase.tree().as_str()) else {
            return Err(Fault::Corrupt("a tree that was not looked up".into()));
        };
        match erase {
            Erase::Body { sequence, .. } => places.push((tree.number, signed(*sequence)?)),
            Erase::Attachment {
                sequence, index, ..
            } => {
                let place = (tree.number, signed(*sequence)?, *index);
                attachments::destroy(connection, place).await?;
            }
            Erase::Tree(origin) => close(connection, tree.number, origin).await?,
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    let mut script = Script::default();
    for bulk in [&BODIES, &MARKS] {
        script.add_rows(bulk, places.clone(), |script, (tree, sequence)| {
            script.bind(tree)?;
            script.bind(sequence)
        })?;
    }
    script.run(connection).await
}

fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::Malformed("a number beyond 2^63"))
}

/// Erases all entries of a tree that are written, its keys, and what its readers were shown and told.
async fn close(
    connection: &mut SqliteConnection,
    number: i64,
    origin: &TreeId,
) -> Result<(), Fault> {
    let mark = "INSERT INTO erased (tree, sequence) \
                SELECT tree, sequence FROM entries WHERE tree = ? ON CONFLICT DO NOTHING";
    let bodies = "UPDATE entries SET body = zeroblob(length(body)), \
                  wrapped_key = zeroblob(length(wrapped_key)) \
                  WHERE tree = ? AND body IS NOT NULL AND wrapped_key IS NOT NULL";
    for text in [mark, bodies, attachments::DESTROY_ALL] {
        let query = sqlx::query(text).bind(number);
        query.execute(&mut *connection).await?;
    }
    let keys = "UPDATE tree_keys SET destroyed = 1, wrapped_key = zeroblob(length(wrapped_key)), \
                wrapped_signing_key = zeroblob(length(wrapped_signing_key)) WHERE tree = ?";
    let query = sqlx::query(keys).bind(origin.as_str());
    query.execute(&mut *connection).await?;
    reader::close(connection, origin).await
}

/// Removes an account and what belongs to it, and notes that the database is to be rewritten,
/// so that it happens also when the server ends before.
pub(super) fn remove_account(account: &AccountId) -> Vec<Step<'_>> {
    let first = reader::OF_ACCOUNT.into_iter();
    let removals = [
        "DELETE FROM invitations WHERE (family, member) IN \
         (SELECT family, member FROM memberships WHERE account = ?)",
        "DELETE FROM memberships WHERE account = ?",
        "DELETE FROM sessions WHERE account = ?",
    ];
    let removals = first.chain(removals).chain(super::access::REMOVALS);
    let removals = removals.chain(super::mail::REMOVALS);
    let of_account = |text| sqlx::query(text).bind(account.as_str());
    let removals = removals.map(|text| (of_account(text), None));
    let last = of_account("DELETE FROM accounts WHERE id = ?");
    let due = "INSERT INTO meta (key, value) VALUES ('rewrite', 'due') ON CONFLICT DO NOTHING";
    let mut steps: Vec<_> = removals.collect();
    steps.push((last, Some(Conflict::Missing)));
    steps.push((sqlx::query(due), None));
    steps
}

/// Removes one membership and the invitations to its place; the account stays.
pub(super) fn remove_membership<'q>(account: &'q AccountId, family: &'q FamilyId) -> Vec<Step<'q>> {
    let removals = [
        "DELETE FROM invitations WHERE (family, member) IN \
         (SELECT family, member FROM memberships WHERE account = ? AND family = ?)",
        "DELETE FROM memberships WHERE account = ? AND family = ?",
    ];
    let of_both = |text| {
        sqlx::query(text)
            .bind(account.as_str())
            .bind(family.as_str())
    };
    let removals = reader::OF_MEMBERSHIP.into_iter().chain(removals);
    removals.map(|text| (of_both(text), None)).collect()
}

/// Whether the database is still to be rewritten.
pub(super) async fn owes_rewriting(connection: &mut SqliteConnection) -> Result<bool, Fault> {
    let text = "SELECT count(*) FROM meta WHERE key = 'rewrite'";
    let count: i64 = sqlx::query_scalar(text).fetch_one(connection).await?;
    Ok(count > 0)
}

/// Does what is to be done after a commit, and returns what is left: a reader may hold it up.
pub(super) async fn scrub(connection: &mut SqliteConnection, due: Scrub) -> Result<Scrub, Fault> {
    if due.database {
        rewrite(connection).await?;
    }
    Ok(Scrub {
        log: !empty_log(connection).await?,
        database: false,
    })
}

/// Writes the database anew, which leaves out all that is in no row.
pub(super) async fn rewrite(connection: &mut SqliteConnection) -> Result<(), Fault> {
    // In a file, not in memory: it is as large as the database.
    let text = "PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY; \
                DELETE FROM meta WHERE key = 'rewrite';";
    sqlx::raw_sql(text).execute(connection).await?;
    Ok(())
}

/// Copies the write-ahead log into the database and cuts it to nothing. False if a reader
/// held it up for as long as the connection waits.
async fn empty_log(connection: &mut SqliteConnection) -> Result<bool, Fault> {
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(connection)
        .await?;
    Ok(busy == 0)
}
