//! Reads, on the readers' connections. Never writes.

use std::collections::HashMap;

use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};

use super::read_lists::{to_family, to_private_tree};
use crate::batch::{Head, StoredEntry, limits};
use crate::fault::Fault;
use crate::id::{
    AccountId, Email, FamilyId, MemberId, PasswordHash, TokenHash, TreeId, UnixMillis,
};
use crate::rows::{Account, Family, Invitation, Membership, PrivateTree, Session};
use crate::run::bringer;

pub(super) async fn load(
    readers: &SqlitePool,
    tree: &TreeId,
    from: u64,
    limit: u32,
) -> Result<Vec<StoredEntry>, Fault> {
    let Ok(from) = i64::try_from(from) else {
        return Ok(Vec::new());
    };
    let text = "SELECT e.sequence, e.leaf, \
                iif(x.tree IS NULL, e.body, NULL) AS body, \
                iif(x.tree IS NULL, e.wrapped_key, NULL) AS wrapped_key \
                FROM entries AS e JOIN trees AS t ON t.number = e.tree \
                LEFT JOIN erased AS x ON x.tree = e.tree AND x.sequence = e.sequence \
                WHERE t.origin = ? AND e.sequence >= ? ORDER BY e.sequence LIMIT ?";
    let rows = sqlx::query(text)
        .bind(tree.as_str())
        .bind(from)
        .bind(limit.min(limits::LOAD))
        .fetch_all(readers)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StoredEntry {
                sequence: unsigned(row.try_get("sequence")?)?,
                leaf: row.try_get("leaf")?,
                body: row.try_get("body")?,
                wrapped_key: row.try_get("wrapped_key")?,
                attachments: Vec::new(),
            })
        })
        .collect()
}

pub(super) async fn head(readers: &SqlitePool, tree: &TreeId) -> Result<Option<Head>, Fault> {
    let text = "SELECT size, checkpoint FROM trees WHERE origin = ?";
    let found: Option<(i64, Vec<u8>)> = sqlx::query_as(text)
        .bind(tree.as_str())
        .fetch_optional(readers)
        .await?;
    found
        .map(|(size, checkpoint)| {
            let size = unsigned(size)?;
            Ok(Head { size, checkpoint })
        })
        .transpose()
}

pub(super) async fn hashes(
    readers: &SqlitePool,
    tree: &TreeId,
    indexes: &[u64],
) -> Result<Vec<[u8; 32]>, Fault> {
    const UNKNOWN: Fault = Fault::Malformed("a hash that the tree does not have");
    /// Twice the largest tree, and more.
    const BEYOND: u64 = 1 << 40;
    if indexes.len() > limits::HASHES {
        return Err(Fault::Malformed("too many hashes at once"));
    }
    if indexes.iter().any(|index| *index > BEYOND) {
        return Err(UNKNOWN);
    }
    if indexes.is_empty() {
        return Ok(Vec::new());
    }
    let marks = vec!["?"; indexes.len().next_power_of_two()].join(",");
    let text = format!(
        "SELECT e.sequence, e.hashes FROM entries AS e \
         WHERE e.tree = (SELECT number FROM trees WHERE origin = ?) AND e.sequence IN ({marks})"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(text)).bind(tree.as_str());
    for index in indexes {
        query = query.bind(i64::try_from(bringer(*index).0).map_err(|_| UNKNOWN)?);
    }
    let runs: Vec<(i64, Vec<u8>)> = query.fetch_all(readers).await?;
    let runs: HashMap<i64, Vec<u8>> = runs.into_iter().collect();
    indexes
        .iter()
        .map(|index| {
            let (sequence, place) = bringer(*index);
            let sequence = i64::try_from(sequence).map_err(|_| UNKNOWN)?;
            let place = usize::try_from(place).map_err(|_| UNKNOWN)?;
            let run = runs.get(&sequence).ok_or(UNKNOWN)?;
            let hash = run.as_chunks::<32>().0.get(place);
            hash.copied()
                .ok_or_else(|| Fault::Corrupt("an entry lacks a hash".into()))
        })
        .collect()
}

pub(super) async fn instance(readers: &SqlitePool) -> Result<Option<String>, Fault> {
    let text = "SELECT value FROM meta WHERE key = 'instance'";
    Ok(sqlx::query_scalar(text).fetch_optional(readers).await?)
}

pub(super) async fn family(readers: &SqlitePool, id: &FamilyId) -> Result<Option<Family>, Fault> {
    let text = "SELECT f.id, f.tree, f.created, k.destroyed, k.wrapped_key, k.wrapped_signing_key \
                FROM families AS f JOIN tree_keys AS k ON k.tree = f.tree WHERE f.id = ?";
    let query = sqlx::query(text).bind(id.as_str());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_family).transpose()
}

pub(super) async fn private_tree(
    readers: &SqlitePool,
    family: &FamilyId,
    member: &MemberId,
) -> Result<Option<PrivateTree>, Fault> {
    let text = "SELECT p.family, p.member, p.tree, \
                k.destroyed, k.wrapped_key, k.wrapped_signing_key \
                FROM private_trees AS p JOIN tree_keys AS k ON k.tree = p.tree \
                WHERE p.family = ? AND p.member = ?";
    let query = sqlx::query(text)
        .bind(family.as_str())
        .bind(member.as_str());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_private_tree).transpose()
}

pub(super) async fn account(
    readers: &SqlitePool,
    id: &AccountId,
) -> Result<Option<Account>, Fault> {
    let text = "SELECT id, email, password, language, created FROM accounts WHERE id = ?";
    let query = sqlx::query(text).bind(id.as_str());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_account).transpose()
}

pub(super) async fn account_by_email(
    readers: &SqlitePool,
    email: &Email,
) -> Result<Option<Account>, Fault> {
    let text = "SELECT id, email, password, language, created FROM accounts WHERE email = ?";
    let query = sqlx::query(text).bind(email.as_str());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_account).transpose()
}

fn to_account(row: &SqliteRow) -> Result<Account, Fault> {
    let email = Email::normalise(&text_of(row, "email")?);
    let password: Option<String> = row.try_get("password")?;
    Ok(Account {
        id: AccountId::new(text_of(row, "id")?),
        email: email.ok_or_else(|| Fault::Corrupt("an address that is none".into()))?,
        password: password.map(PasswordHash::new),
        language: text_of(row, "language")?,
        created: UnixMillis(row.try_get("created")?),
    })
}

pub(super) async fn memberships(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Vec<Membership>, Fault> {
    let text = "SELECT account, family, member, created FROM memberships \
                WHERE account = ? ORDER BY family LIMIT ?";
    let query = sqlx::query(text).bind(account.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_membership).collect()
}

pub(super) async fn family_memberships(
    readers: &SqlitePool,
    family: &FamilyId,
) -> Result<Vec<Membership>, Fault> {
    let text = "SELECT account, family, member, created FROM memberships \
                WHERE family = ? ORDER BY member LIMIT ?";
    let query = sqlx::query(text).bind(family.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_membership).collect()
}

fn to_membership(row: &SqliteRow) -> Result<Membership, Fault> {
    Ok(Membership {
        account: AccountId::new(text_of(row, "account")?),
        family: FamilyId::new(text_of(row, "family")?),
        member: MemberId::new(text_of(row, "member")?),
        created: UnixMillis(row.try_get("created")?),
    })
}

pub(super) async fn invitation(
    readers: &SqlitePool,
    token: &TokenHash,
) -> Result<Option<Invitation>, Fault> {
    let text = "SELECT token, family, member, created, expires, used \
                FROM invitations WHERE token = ?";
    let query = sqlx::query(text).bind(token.0.to_vec());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_invitation).transpose()
}

pub(super) async fn invitations(
    readers: &SqlitePool,
    family: &FamilyId,
) -> Result<Vec<Invitation>, Fault> {
    let text = "SELECT token, family, member, created, expires, used \
                FROM invitations WHERE family = ? ORDER BY created, token LIMIT ?";
    let query = sqlx::query(text).bind(family.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_invitation).collect()
}

fn to_invitation(row: &SqliteRow) -> Result<Invitation, Fault> {
    let used: Option<i64> = row.try_get("used")?;
    Ok(Invitation {
        token: token_of(row)?,
        family: FamilyId::new(text_of(row, "family")?),
        member: MemberId::new(text_of(row, "member")?),
        created: UnixMillis(row.try_get("created")?),
        expires: UnixMillis(row.try_get("expires")?),
        used: used.map(UnixMillis),
    })
}

pub(super) async fn session(
    readers: &SqlitePool,
    token: &TokenHash,
) -> Result<Option<Session>, Fault> {
    let text = "SELECT token, account, device, created, last_seen, expires, revoked, family, entry \
                FROM sessions WHERE token = ?";
    let query = sqlx::query(text).bind(token.0.to_vec());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_session).transpose()
}

pub(super) async fn sessions(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Vec<Session>, Fault> {
    let text = "SELECT token, account, device, created, last_seen, expires, revoked, family, entry \
                FROM sessions WHERE account = ? ORDER BY last_seen DESC, token LIMIT ?";
    let query = sqlx::query(text).bind(account.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_session).collect()
}

fn to_session(row: &SqliteRow) -> Result<Session, Fault> {
    let revoked: Option<i64> = row.try_get("revoked")?;
    let family: Option<String> = row.try_get("family")?;
    let entry: Option<i64> = row.try_get("entry")?;
    Ok(Session {
        token: token_of(row)?,
        account: AccountId::new(text_of(row, "account")?),
        device: text_of(row, "device")?,
        created: UnixMillis(row.try_get("created")?),
        last_seen: UnixMillis(row.try_get("last_seen")?),
        expires: UnixMillis(row.try_get("expires")?),
        revoked: revoked.map(UnixMillis),
        family: family.map(FamilyId::new),
        entry: entry.map(unsigned).transpose()?,
    })
}

pub(super) fn text_of(row: &SqliteRow, column: &str) -> Result<String, Fault> {
    Ok(row.try_get(column)?)
}

pub(super) fn token_of(row: &SqliteRow) -> Result<TokenHash, Fault> {
    let token: &[u8] = row.try_get("token")?;
    let token = token.try_into();
    token
        .map(TokenHash)
        .map_err(|_| Fault::Corrupt("a token of another length".into()))
}

pub(super) fn unsigned(number: i64) -> Result<u64, Fault> {
    u64::try_from(number).map_err(|_| Fault::Corrupt("a negative number".into()))
}
