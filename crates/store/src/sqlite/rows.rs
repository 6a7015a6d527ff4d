//! Row writes: each set within a savepoint, so that one that cannot be written leaves the
//! rest of the group alone. Touches the connection that it is handed.

use sqlx::error::ErrorKind;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection};
use sqlx::{AssertSqlSafe, query::Query};

use super::group::{Outcome, execute};
use super::{access, erase, mail, reader, tree_rows};
use crate::access::Reseal;
use crate::batch::Conflict;
use crate::fault::Fault;
use crate::id::{AccountId, FamilyId, PasswordHash, TokenHash, UnixMillis};
use crate::rows::{Account, Family, Invitation, Membership, PrivateTree, Rewrap, Row, Session};

/// Writes rows in order, all or none. The outer error is the connection's, the inner one is
/// the sender's.
pub(super) async fn write_all(
    connection: &mut SqliteConnection,
    rows: &[Row],
) -> Result<Result<Outcome, Fault>, Fault> {
    execute(connection, "SAVEPOINT rows").await?;
    let mut outcome = Ok(Outcome::Done);
    for row in rows {
        outcome = settled(write(connection, row).await)?;
        if !matches!(outcome, Ok(Outcome::Done)) {
            break;
        }
    }
    release(connection, outcome).await
}

/// Replaces the keys of all trees and all sealed secrets, or none.
pub(super) async fn rewrap(
    connection: &mut SqliteConnection,
    keys: &[Rewrap],
    secrets: &[Reseal],
) -> Result<Result<Outcome, Fault>, Fault> {
    execute(connection, "SAVEPOINT rows").await?;
    let mut outcome = settled(tree_rows::rewrap(connection, keys).await)?;
    if matches!(outcome, Ok(Outcome::Done)) {
        outcome = settled(access::reseal(connection, secrets).await)?;
    }
    release(connection, outcome).await
}

/// What the sender is told; an error is the connection's.
fn settled(written: Result<Option<Conflict>, Fault>) -> Result<Result<Outcome, Fault>, Fault> {
    match written {
        Ok(None) => Ok(Ok(Outcome::Done)),
        Ok(Some(conflict)) => Ok(Ok(Outcome::Conflict(conflict))),
        Err(fault @ Fault::Malformed(_)) => Ok(Err(fault)),
        Err(fault) => Err(fault),
    }
}

async fn release(
    connection: &mut SqliteConnection,
    outcome: Result<Outcome, Fault>,
) -> Result<Result<Outcome, Fault>, Fault> {
    if !matches!(outcome, Ok(Outcome::Done)) {
        execute(connection, "ROLLBACK TO rows").await?;
    }
    execute(connection, "RELEASE rows").await?;
    Ok(outcome)
}

async fn write(connection: &mut SqliteConnection, row: &Row) -> Result<Option<Conflict>, Fault> {
    for (query, unchanged) in statements(row)? {
        let conflict = match query.execute(&mut *connection).await {
            Ok(done) if done.rows_affected() == 0 => unchanged,
            Ok(_) => None,
            Err(error) => Some(refused(error)?),
        };
        if conflict.is_some() {
            return Ok(conflict);
        }
    }
    Ok(None)
}

/// What a constraint that refused a row means to the sender.
pub(super) fn refused(error: sqlx::Error) -> Result<Conflict, Fault> {
    let Some(inner) = error.as_database_error() else {
        return Err(error.into());
    };
    let kind = inner.kind();
    if matches!(kind, ErrorKind::UniqueViolation) {
        let address = inner.message().contains("accounts.email");
        return Ok(if address {
            Conflict::EmailTaken
        } else {
            Conflict::Taken
        });
    }
    // A null stands where a tree was looked up and not found.
    if matches!(
        kind,
        ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation
    ) {
        return Ok(Conflict::Missing);
    }
    if matches!(kind, ErrorKind::CheckViolation) {
        return Err(Fault::Malformed("a field of a row is empty or too long"));
    }
    Err(error.into())
}

pub(super) type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// A statement, and what it means if it changes nothing.
pub(super) type Step<'q> = (Statement<'q>, Option<Conflict>);

/// The statements for a row, in order.
fn statements(row: &Row) -> Result<Vec<Step<'_>>, Fault> {
    let one = match row {
        Row::Family(family) => {
            let keys = tree_rows::insert_keys(&family.tree, family.keys.as_ref())?;
            return Ok(vec![(insert_family(family), None), keys]);
        }
        Row::PrivateTree(tree) => {
            let keys = tree_rows::insert_keys(&tree.tree, tree.keys.as_ref())?;
            let place = (insert_private_tree(tree), Some(Conflict::Taken));
            return Ok(vec![place, keys]);
        }
        Row::Handover(handover) => return tree_rows::handover(handover),
        Row::Cosignature(signed) => tree_rows::cosignature(signed)?,
        Row::SigningKey {
            tree,
            wrapped_signing_key,
        } => tree_rows::signing_key(tree, wrapped_signing_key),
        Row::Access(row) => return access::statements(row),
        Row::Mail(row) => mail::statement(row),
        Row::Reader(row) => return reader::statements(row),
        Row::RemoveAccount { account } => return Ok(erase::remove_account(account)),
        Row::RemoveMembership { account, family } => {
            return Ok(erase::remove_membership(account, family));
        }
        Row::Instance { name } => (instance(name), None),
        Row::Account(account) => (insert_account(account), None),
        Row::Password { account, password } => {
            let text = "UPDATE accounts SET password = ? WHERE id = ?";
            let query = sqlx::query(text).bind(password.as_str());
            (query.bind(account.as_str()), Some(Conflict::Missing))
        }
        Row::Email { account, email } => {
            let query = sqlx::query("UPDATE accounts SET email = ? WHERE id = ?");
            let query = query.bind(email.as_str()).bind(account.as_str());
            (query, Some(Conflict::Missing))
        }
        Row::Language { account, language } => {
            let query = sqlx::query("UPDATE accounts SET language = ? WHERE id = ?").bind(language);
            (query.bind(account.as_str()), Some(Conflict::Missing))
        }
        Row::Membership(membership) => (insert_membership(membership), None),
        Row::Invitation(invitation) => (insert_invitation(invitation), None),
        Row::UseInvitation { token, at } => {
            let text = "UPDATE invitations SET used = ?1 \
                        WHERE token = ?2 AND used IS NULL AND expires > ?1";
            (at_token(text, at, token), Some(Conflict::InvitationSpent))
        }
        Row::WithdrawInvitations { family, member } => {
            let text = "DELETE FROM invitations WHERE family = ? AND member = ? AND used IS NULL";
            let query = sqlx::query(text).bind(family.as_str());
            (query.bind(member.as_str()), None)
        }
        Row::Session(session) => (insert_session(session), None),
        Row::TouchSession { token, at } => {
            let text = "UPDATE sessions SET last_seen = max(last_seen, ?1) \
                        WHERE token = ?2 AND revoked IS NULL";
            (at_token(text, at, token), None)
        }
        Row::RevokeSession { token, at } => {
            let text = "UPDATE sessions SET revoked = ?1 WHERE token = ?2 AND revoked IS NULL";
            let revoke = (at_token(text, at, token), None);
            return Ok(vec![revoke, reader::end_of_session(token)]);
        }
        Row::RevokeSessions { account, keep, at } => {
            let revoke = (revoke_all(account, keep, at), None);
            return Ok(vec![revoke, reader::end_of_revoked(account)]);
        }
        Row::PurgeBefore { at } => (purge(at), None),
    };
    Ok(vec![one])
}

fn at_token<'q>(text: &'static str, at: &UnixMillis, token: &TokenHash) -> Statement<'q> {
    sqlx::query(text).bind(at.0).bind(token.0.to_vec())
}

fn instance(name: &str) -> Statement<'_> {
    let text = "INSERT INTO meta (key, value) VALUES ('instance', ?) \
                ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    sqlx::query(text).bind(name)
}

fn insert_family(family: &Family) -> Statement<'_> {
    let text = "INSERT INTO families (id, tree, created) VALUES (?, ?, ?)";
    sqlx::query(text)
        .bind(family.id.as_str())
        .bind(family.tree.as_str())
        .bind(family.created.0)
}

fn insert_private_tree(tree: &PrivateTree) -> Statement<'_> {
    let text = "INSERT INTO private_trees (family, member, tree) VALUES (?, ?, ?) \
                ON CONFLICT (family, member) DO UPDATE SET tree = excluded.tree \
                WHERE EXISTS (SELECT 1 FROM tree_keys WHERE tree_keys.tree = private_trees.tree \
                AND tree_keys.destroyed = 1)";
    sqlx::query(text)
        .bind(tree.family.as_str())
        .bind(tree.member.as_str())
        .bind(tree.tree.as_str())
}

fn insert_account(account: &Account) -> Statement<'_> {
    let text = "INSERT INTO accounts (id, email, password, language, created) \
                VALUES (?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(account.id.as_str())
        .bind(account.email.as_str())
        .bind(account.password.as_ref().map(PasswordHash::as_str))
        .bind(&account.language)
        .bind(account.created.0)
}

fn insert_membership(membership: &Membership) -> Statement<'_> {
    let text = "INSERT INTO memberships (account, family, member, created) VALUES (?, ?, ?, ?)";
    sqlx::query(text)
        .bind(membership.account.as_str())
        .bind(membership.family.as_str())
        .bind(membership.member.as_str())
        .bind(membership.created.0)
}

fn insert_invitation(invitation: &Invitation) -> Statement<'_> {
    let text = "INSERT INTO invitations (token, family, member, created, expires, used) \
                VALUES (?, ?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(invitation.token.0.to_vec())
        .bind(invitation.family.as_str())
        .bind(invitation.member.as_str())
        .bind(invitation.created.0)
        .bind(invitation.expires.0)
        .bind(invitation.used.map(|at| at.0))
}

fn insert_session(session: &Session) -> Statement<'_> {
    let text = "INSERT INTO sessions \
                (token, account, device, created, last_seen, expires, revoked, family, entry) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(session.token.0.to_vec())
        .bind(session.account.as_str())
        .bind(&session.device)
        .bind(session.created.0)
        .bind(session.last_seen.0)
        .bind(session.expires.0)
        .bind(session.revoked.map(|at| at.0))
        .bind(session.family.as_ref().map(FamilyId::as_str))
        .bind(session.entry.and_then(|entry| i64::try_from(entry).ok()))
}

fn revoke_all<'q>(account: &'q AccountId, keep: &[TokenHash], at: &UnixMillis) -> Statement<'q> {
    let marks = vec!["?"; keep.len()].join(",");
    let text = format!(
        "UPDATE sessions SET revoked = ? \
         WHERE account = ? AND revoked IS NULL AND token NOT IN ({marks})"
    );
    let mut query = sqlx::query(AssertSqlSafe(text))
        .bind(at.0)
        .bind(account.as_str());
    for token in keep {
        query = query.bind(token.0.to_vec());
    }
    query
}

/// Several statements in one text: the driver runs all and numbers the value for all.
fn purge<'q>(at: &UnixMillis) -> Statement<'q> {
    let text = "DELETE FROM pushes WHERE token IN \
                (SELECT token FROM sessions WHERE expires < ?1 OR revoked < ?1); \
                DELETE FROM sessions WHERE expires < ?1 OR revoked < ?1; \
                DELETE FROM invitations WHERE expires < ?1 OR used < ?1; \
                DELETE FROM recoveries WHERE expires < ?1; \
                DELETE FROM outbox WHERE given_up < ?1; \
                DELETE FROM new_sign_ins WHERE at < ?1";
    sqlx::query(text).bind(at.0)
}
