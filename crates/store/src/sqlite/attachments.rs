//! Attachments: written with their entries, read and destroyed one at a time. Touches the
//! connections that it is handed.
//!
//! Each is a statement of its own: one of many rows would hold all of their bytes once more.

use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqlitePool};

use super::read::unsigned;
use crate::batch::{AttachmentFacts, SealedPart, limits};
use crate::fault::Fault;
use crate::id::TreeId;

/// An attachment on its way into its table.
pub(super) struct PartRow {
    pub(super) tree: i64,
    pub(super) sequence: i64,
    pub(super) part: SealedPart,
}

/// Writes attachments of entries that are written, within the transaction.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    rows: Vec<PartRow>,
) -> Result<(), Fault> {
    let text = "INSERT INTO attachments (tree, sequence, part, wrapped_key, sealed) \
                VALUES (?, ?, ?, ?, ?)";
    for row in rows {
        sqlx::query(text)
            .bind(row.tree)
            .bind(row.sequence)
            .bind(row.part.index)
            .bind(row.part.wrapped_key)
            .bind(row.part.sealed)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Overwrites one attachment and its key with zeros in their place.
pub(super) async fn destroy(
    connection: &mut SqliteConnection,
    (tree, sequence, index): (i64, i64, u32),
) -> Result<(), Fault> {
    let text = "UPDATE attachments SET destroyed = 1, \
                wrapped_key = zeroblob(length(wrapped_key)), sealed = zeroblob(length(sealed)) \
                WHERE tree = ? AND sequence = ? AND part = ? AND destroyed = 0";
    let query = sqlx::query(text).bind(tree).bind(sequence).bind(index);
    query.execute(connection).await?;
    Ok(())
}

/// As [`destroy`], all of a tree, given by its number.
pub(super) const DESTROY_ALL: &str = "UPDATE attachments SET destroyed = 1, \
     wrapped_key = zeroblob(length(wrapped_key)), sealed = zeroblob(length(sealed)) \
     WHERE tree = ? AND destroyed = 0";

pub(super) async fn attachment(
    readers: &SqlitePool,
    tree: &TreeId,
    sequence: u64,
    index: u32,
) -> Result<Option<SealedPart>, Fault> {
    let Ok(sequence) = i64::try_from(sequence) else {
        return Ok(None);
    };
    let text = "SELECT a.wrapped_key, a.sealed FROM attachments AS a \
                JOIN trees AS t ON t.number = a.tree \
                WHERE t.origin = ? AND a.sequence = ? AND a.part = ? AND a.destroyed = 0";
    let row = sqlx::query(text)
        .bind(tree.as_str())
        .bind(sequence)
        .bind(index)
        .fetch_optional(readers)
        .await?;
    row.map(|row| {
        Ok(SealedPart {
            index,
            sealed: row.try_get("sealed")?,
            wrapped_key: row.try_get("wrapped_key")?,
        })
    })
    .transpose()
}

pub(super) async fn attachments(
    readers: &SqlitePool,
    tree: &TreeId,
    after: Option<(u64, u32)>,
) -> Result<Vec<AttachmentFacts>, Fault> {
    // Whatever stands there is listed, also what no place of an entry is.
    let (sequence, index) = after.map_or((i64::MIN, i64::MIN), |(sequence, index)| {
        (i64::try_from(sequence).unwrap_or(i64::MAX), index.into())
    });
    let text = "SELECT a.sequence, a.part, length(a.sealed) AS bytes FROM attachments AS a \
                JOIN trees AS t ON t.number = a.tree \
                WHERE t.origin = ? AND a.destroyed = 0 AND (a.sequence, a.part) > (?, ?) \
                ORDER BY a.sequence, a.part LIMIT ?";
    let rows = sqlx::query(text)
        .bind(tree.as_str())
        .bind(sequence)
        .bind(index)
        .bind(limits::LIST)
        .fetch_all(readers)
        .await?;
    rows.iter()
        .map(|row| {
            let index = unsigned(row.try_get("part")?)?;
            Ok(AttachmentFacts {
                sequence: unsigned(row.try_get("sequence")?)?,
                index: u32::try_from(index)
                    .map_err(|_| Fault::Corrupt("a number beyond 2^32".into()))?,
                bytes: unsigned(row.try_get("bytes")?)?,
            })
        })
        .collect()
}
