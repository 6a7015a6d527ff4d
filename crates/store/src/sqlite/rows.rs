//! Row writes: each set within a savepoint, so that one that cannot be written leaves the
//! rest of the group alone. Touches the connection that it is handed.

use sqlx::error::ErrorKind;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection};
use sqlx::{AssertSqlSafe, query::Query};

use super::group::{Outcome, execute};
use crate::batch::Conflict;
use crate::fault::Fault;
use crate::id::{AccountId, PasswordHash, TokenHash, UnixMillis};
use crate::rows::{Account, Family, Invitation, Membership, PrivateTree, Row, Session};

/// Writes rows in order, all or none. The outer error is the connection's, the inner one is
/// the sender's.
pub(super) async fn write_all(
    connection: &mut SqliteConnection,
    rows: &[Row],
) -> Result<Result<Outcome, Fault>, Fault> {
    execute(connection, "SAVEPOINT rows").await?;
    let mut outcome = Ok(Outcome::Done);
    for row in rows {
        match write(connection, row).await {
            Ok(None) => {}
            Ok(Some(conflict)) => outcome = Ok(Outcome::Conflict(conflict)),
            Err(fault @ Fault::Malformed(_)) => outcome = Err(fault),
            Err(fault) => return Err(fault),
        }
        if !matches!(outcome, Ok(Outcome::Done)) {
            execute(connection, "ROLLBACK TO rows").await?;
            break;
        }
    }
    execute(connection, "RELEASE rows").await?;
    Ok(outcome)
}

async fn write(connection: &mut SqliteConnection, row: &Row) -> Result<Option<Conflict>, Fault> {
    let (query, unchanged) = statement(row);
    match query.execute(connection).await {
        Ok(done) if done.rows_affected() == 0 => Ok(unchanged),
        Ok(_) => Ok(None),
        Err(error) => refused(error).map(Some),
    }
}

/// What a constraint that refused a row means to the sender.
fn refused(error: sqlx::Error) -> Result<Conflict, Fault> {
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
    if matches!(kind, ErrorKind::ForeignKeyViolation) {
        return Ok(Conflict::Missing);
    }
    if matches!(kind, ErrorKind::CheckViolation) {
        return Err(Fault::Malformed("a field of a row is empty or too long"));
    }
    Err(error.into())
}

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// The statement for a row, and what it means if it changes nothing.
fn statement(row: &Row) -> (Statement<'_>, Option<Conflict>) {
    match row {
        Row::Instance { name } => (instance(name), None),
        Row::Family(family) => (insert_family(family), None),
        Row::PrivateTree(tree) => (insert_private_tree(tree), None),
        Row::Account(account) => (insert_account(account), None),
        Row::Password { account, password } => {
            let text = "UPDATE accounts SET password = ? WHERE id = ?";
            let query = sqlx::query(text).bind(password.as_str());
            (query.bind(account.as_str()), Some(Conflict::Missing))
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
            (at_token(text, at, token), None)
        }
        Row::RevokeSessions { account, keep, at } => (revoke_all(account, keep, at), None),
        Row::PurgeBefore { at } => (purge(at), None),
    }
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
    let text = "INSERT INTO families (id, tree, wrapped_key, wrapped_signing_key, created) \
                VALUES (?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(family.id.as_str())
        .bind(family.tree.as_str())
        .bind(&family.wrapped_key)
        .bind(&family.wrapped_signing_key)
        .bind(family.created.0)
}

fn insert_private_tree(tree: &PrivateTree) -> Statement<'_> {
    let text = "INSERT INTO private_trees \
                (family, member, tree, wrapped_key, wrapped_signing_key) VALUES (?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(tree.family.as_str())
        .bind(tree.member.as_str())
        .bind(tree.tree.as_str())
        .bind(&tree.wrapped_key)
        .bind(&tree.wrapped_signing_key)
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
                (token, account, device, created, last_seen, expires, revoked) \
                VALUES (?, ?, ?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(session.token.0.to_vec())
        .bind(session.account.as_str())
        .bind(&session.device)
        .bind(session.created.0)
        .bind(session.last_seen.0)
        .bind(session.expires.0)
        .bind(session.revoked.map(|at| at.0))
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

/// Two statements in one text: the driver runs both and numbers the value for both.
fn purge<'q>(at: &UnixMillis) -> Statement<'q> {
    let text = "DELETE FROM sessions WHERE expires < ?1 OR revoked < ?1; \
                DELETE FROM invitations WHERE expires < ?1 OR used < ?1";
    sqlx::query(text).bind(at.0)
}
