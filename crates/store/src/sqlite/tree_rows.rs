//! Rows that belong to a tree: its wrapped keys, cosignatures, handovers. Touches the
//! connection that it is handed.

use std::collections::HashSet;

use sqlx::sqlite::SqliteConnection;

use super::rows::{Step, refused};
use crate::batch::{Conflict, limits};
use crate::fault::Fault;
use crate::id::TreeId;
use crate::rows::{Cosignature, Handover, Rewrap, WrappedKeys};

/// The keys of a new tree.
pub(super) fn insert_keys<'q>(
    tree: &'q TreeId,
    keys: Option<&'q WrappedKeys>,
) -> Result<Step<'q>, Fault> {
    let Some(keys) = keys else {
        return Err(Fault::Malformed("a new tree without keys"));
    };
    let text = "INSERT INTO tree_keys (tree, wrapped_key, wrapped_signing_key) VALUES (?, ?, ?)";
    let query = sqlx::query(text)
        .bind(tree.as_str())
        .bind(&keys.key)
        .bind(&keys.signing_key);
    Ok((query, None))
}

pub(super) fn signing_key<'q>(tree: &'q TreeId, wrapped: &'q [u8]) -> Step<'q> {
    let text = "UPDATE tree_keys SET wrapped_signing_key = ? WHERE tree = ? AND destroyed = 0";
    let query = sqlx::query(text).bind(wrapped).bind(tree.as_str());
    (query, Some(Conflict::Missing))
}

/// Expects that the group's earlier entries are written, so that the size is the tree's.
pub(super) fn handover(handover: &Handover) -> Result<Vec<Step<'_>>, Fault> {
    if handover.checkpoint.is_empty() || handover.checkpoint.len() > limits::CHECKPOINT_BYTES {
        return Err(Fault::Malformed("a checkpoint that is empty or too long"));
    }
    let (tree, size) = (handover.tree.as_str(), number(handover.size)?);
    let text = "INSERT INTO handovers (tree, size, checkpoint, old_key) \
                SELECT number, size, ?, ? FROM trees WHERE origin = ? AND size = ?";
    let note = sqlx::query(text)
        .bind(&handover.note)
        .bind(&handover.old_key)
        .bind(tree)
        .bind(size);
    let text = "UPDATE trees SET checkpoint = ? WHERE origin = ?";
    let head = sqlx::query(text).bind(&handover.checkpoint).bind(tree);
    Ok(vec![
        (note, Some(Conflict::Moved)),
        (head, Some(Conflict::Missing)),
        signing_key(&handover.tree, &handover.wrapped_signing_key),
    ])
}

/// Expects that the group's earlier entries are written, so that the size is the tree's.
pub(super) fn cosignature(signed: &Cosignature) -> Result<Step<'_>, Fault> {
    let size = number(signed.size)?;
    let text = "INSERT INTO cosignatures (tree, size, key, line, checkpoint) VALUES \
                ((SELECT number FROM trees WHERE origin = ?1 AND size >= ?2), ?2, ?3, ?4, ?5) \
                ON CONFLICT DO NOTHING";
    let query = sqlx::query(text)
        .bind(signed.tree.as_str())
        .bind(size)
        .bind(&signed.key)
        .bind(&signed.line)
        .bind(&signed.checkpoint);
    Ok((query, None))
}

/// Replaces the keys of all trees. A conflict leaves some replaced: the caller rolls back.
pub(super) async fn rewrap(
    connection: &mut SqliteConnection,
    keys: &[Rewrap],
) -> Result<Option<Conflict>, Fault> {
    let text = "SELECT count(*) FROM tree_keys WHERE destroyed = 0";
    let living: i64 = sqlx::query_scalar(text).fetch_one(&mut *connection).await?;
    let mut trees = HashSet::new();
    for one in keys {
        if !trees.insert(&one.tree) {
            return Err(Fault::Malformed("the keys of a tree twice"));
        }
        let text = "UPDATE tree_keys SET wrapped_key = ?, wrapped_signing_key = ? \
                    WHERE tree = ? AND destroyed = 0 \
                    AND wrapped_key = ? AND wrapped_signing_key = ?";
        let query = sqlx::query(text)
            .bind(&one.to.key)
            .bind(&one.to.signing_key)
            .bind(one.tree.as_str())
            .bind(&one.from.key)
            .bind(&one.from.signing_key);
        match query.execute(&mut *connection).await {
            Ok(done) if done.rows_affected() == 0 => return Ok(Some(Conflict::Missing)),
            Ok(_) => {}
            Err(error) => return refused(error).map(Some),
        }
    }
    let all = usize::try_from(living).is_ok_and(|living| living == trees.len());
    Ok((!all).then_some(Conflict::Incomplete))
}

fn number(size: u64) -> Result<i64, Fault> {
    i64::try_from(size).map_err(|_| Fault::Malformed("a number beyond 2^63"))
}
