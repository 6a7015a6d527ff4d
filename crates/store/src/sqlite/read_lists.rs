//! Reads of whole lists: families, private trees, trees, and what was signed over them. On
//! the readers' connections. Never writes.

use sqlx::Row as _;
use sqlx::sqlite::{SqlitePool, SqliteRow};

use super::read::{text_of, unsigned};
use crate::batch::{Head, limits};
use crate::fault::Fault;
use crate::id::{FamilyId, MemberId, TreeId, UnixMillis};
use crate::rows::{Cosignature, Family, PastHandover, PrivateTree, WrappedKeys};

pub(super) async fn families(
    readers: &SqlitePool,
    after: Option<&FamilyId>,
) -> Result<Vec<Family>, Fault> {
    let text = "SELECT f.id, f.tree, f.created, k.destroyed, k.wrapped_key, k.wrapped_signing_key \
                FROM families AS f JOIN tree_keys AS k ON k.tree = f.tree \
                WHERE f.id > ? ORDER BY f.id LIMIT ?";
    let query = sqlx::query(text)
        .bind(after.map_or("", FamilyId::as_str))
        .bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_family).collect()
}

pub(super) fn to_family(row: &SqliteRow) -> Result<Family, Fault> {
    Ok(Family {
        id: FamilyId::new(text_of(row, "id")?),
        tree: TreeId::new(text_of(row, "tree")?),
        keys: keys_of(row)?,
        created: UnixMillis(row.try_get("created")?),
    })
}

pub(super) async fn private_trees(
    readers: &SqlitePool,
    after: Option<(&FamilyId, &MemberId)>,
) -> Result<Vec<PrivateTree>, Fault> {
    let text = "SELECT p.family, p.member, p.tree, \
                k.destroyed, k.wrapped_key, k.wrapped_signing_key \
                FROM private_trees AS p JOIN tree_keys AS k ON k.tree = p.tree \
                WHERE (p.family, p.member) > (?, ?) ORDER BY p.family, p.member LIMIT ?";
    let (family, member) = after.map_or(("", ""), |(f, m)| (f.as_str(), m.as_str()));
    let query = sqlx::query(text)
        .bind(family)
        .bind(member)
        .bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_private_tree).collect()
}

pub(super) fn to_private_tree(row: &SqliteRow) -> Result<PrivateTree, Fault> {
    Ok(PrivateTree {
        family: FamilyId::new(text_of(row, "family")?),
        member: MemberId::new(text_of(row, "member")?),
        tree: TreeId::new(text_of(row, "tree")?),
        keys: keys_of(row)?,
    })
}

fn keys_of(row: &SqliteRow) -> Result<Option<WrappedKeys>, Fault> {
    let destroyed: bool = row.try_get("destroyed")?;
    if destroyed {
        return Ok(None);
    }
    Ok(Some(WrappedKeys {
        key: row.try_get("wrapped_key")?,
        signing_key: row.try_get("wrapped_signing_key")?,
    }))
}

pub(super) async fn trees(
    readers: &SqlitePool,
    after: Option<&TreeId>,
) -> Result<Vec<(TreeId, Head)>, Fault> {
    let text = "SELECT origin, size, checkpoint FROM trees \
                WHERE origin > ? ORDER BY origin LIMIT ?";
    let query = sqlx::query(text)
        .bind(after.map_or("", TreeId::as_str))
        .bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    let found = rows
        .iter()
        .map(|row| Ok((TreeId::new(text_of(row, "origin")?), to_head(row)?)));
    found.collect()
}

fn to_head(row: &SqliteRow) -> Result<Head, Fault> {
    Ok(Head {
        size: unsigned(row.try_get("size")?)?,
        checkpoint: row.try_get("checkpoint")?,
    })
}

pub(super) async fn cosignatures(
    readers: &SqlitePool,
    tree: &TreeId,
    from_size: u64,
    to_size: u64,
) -> Result<Vec<Cosignature>, Fault> {
    let text = "SELECT t.origin, c.size, c.key, c.line, c.checkpoint \
                FROM cosignatures AS c JOIN trees AS t ON t.number = c.tree \
                WHERE t.origin = ? AND c.size BETWEEN ? AND ? ORDER BY c.size, c.key LIMIT ?";
    let query = sqlx::query(text)
        .bind(tree.as_str())
        .bind(i64::try_from(from_size).unwrap_or(i64::MAX))
        .bind(i64::try_from(to_size).unwrap_or(i64::MAX))
        .bind(limits::LOAD);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_cosignature).collect()
}

pub(super) async fn newest_cosigned(
    readers: &SqlitePool,
    tree: &TreeId,
) -> Result<Vec<Cosignature>, Fault> {
    let text = "SELECT t.origin, c.size, c.key, c.line, c.checkpoint \
                FROM cosignatures AS c JOIN trees AS t ON t.number = c.tree \
                WHERE t.origin = ? \
                AND c.size = (SELECT max(size) FROM cosignatures WHERE tree = t.number) \
                ORDER BY c.key LIMIT ?";
    let query = sqlx::query(text).bind(tree.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_cosignature).collect()
}

fn to_cosignature(row: &SqliteRow) -> Result<Cosignature, Fault> {
    Ok(Cosignature {
        tree: TreeId::new(text_of(row, "origin")?),
        size: unsigned(row.try_get("size")?)?,
        key: text_of(row, "key")?,
        line: text_of(row, "line")?,
        checkpoint: row.try_get("checkpoint")?,
    })
}

pub(super) async fn handovers(
    readers: &SqlitePool,
    tree: &TreeId,
) -> Result<Vec<PastHandover>, Fault> {
    let text = "SELECT h.size, h.checkpoint, h.old_key FROM handovers AS h \
                JOIN trees AS t ON t.number = h.tree \
                WHERE t.origin = ? ORDER BY h.size LIMIT ?";
    let query = sqlx::query(text).bind(tree.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    let to_handover = |row: &SqliteRow| {
        Ok(PastHandover {
            size: unsigned(row.try_get("size")?)?,
            checkpoint: row.try_get("checkpoint")?,
            old_key: row.try_get("old_key")?,
        })
    };
    rows.iter().map(to_handover).collect()
}
