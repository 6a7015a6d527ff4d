//! With what people sign in: the statements that write it, and the reads. Touches the connection
//! or the readers that it is handed.

use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Row as _, query::Query, sqlite::Sqlite, sqlite::SqliteArguments};
use std::collections::HashSet;

use super::mail::{self, mail_id};
use super::read::{text_of, token_of, unsigned};
use super::reader::push_id;
use super::rows::{Step, refused};
use crate::access::{
    AccessRow, Authenticator, Passkey, Recovery, RecoveryBy, RecoveryCode, Reseal, SecretOf,
};
use crate::batch::{Conflict, limits};
use crate::fault::Fault;
use crate::id::{AccountId, FamilyId, MemberId, TokenHash, UnixMillis};

/// Most recovery codes of an account.
const RECOVERY_CODES: usize = 32;

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// The statements for a row, in order.
pub(super) fn statements(row: &AccessRow) -> Result<Vec<Step<'_>>, Fault> {
    let missing = Some(Conflict::Missing);
    Ok(match row {
        AccessRow::AddPasskey(passkey) => vec![(insert_passkey(passkey), None)],
        AccessRow::UsePasskey {
            account,
            id,
            sealed,
            at,
        } => {
            let text = "UPDATE passkeys SET sealed = ?, used = ? WHERE id = ? AND account = ?";
            let query = sqlx::query(text).bind(sealed).bind(at.0).bind(id);
            vec![(query.bind(account.as_str()), missing)]
        }
        AccessRow::SealPasskey {
            account,
            id,
            sealed,
        } => {
            let text = "UPDATE passkeys SET sealed = ? WHERE id = ? AND account = ?";
            let query = sqlx::query(text).bind(sealed).bind(id);
            vec![(query.bind(account.as_str()), missing)]
        }
        AccessRow::RemovePasskey { account, id } => {
            let query = sqlx::query("DELETE FROM passkeys WHERE id = ? AND account = ?").bind(id);
            vec![(query.bind(account.as_str()), missing)]
        }
        AccessRow::SetAuthenticator(one) => vec![(set_authenticator(one)?, None)],
        AccessRow::TakeStep { account, step } => {
            let text = "UPDATE authenticators SET step = ?1 WHERE account = ?2 AND step < ?1";
            let query = sqlx::query(text).bind(signed(*step)?);
            vec![(query.bind(account.as_str()), missing)]
        }
        AccessRow::RemoveAuthenticator { account } => {
            let text = "DELETE FROM authenticators WHERE account = ?";
            vec![(sqlx::query(text).bind(account.as_str()), missing)]
        }
        AccessRow::SetRecoveryCodes { account, hashes } => set_codes(account, hashes)?,
        AccessRow::UseRecoveryCode { account, hash, at } => {
            let text = "UPDATE recovery_codes SET used = ? \
                        WHERE account = ? AND hash = ? AND used IS NULL";
            let query = sqlx::query(text).bind(at.0).bind(account.as_str());
            vec![(query.bind(hash.as_slice()), missing)]
        }
        AccessRow::BeginRecovery(recovery) => vec![(begin_recovery(recovery), None)],
        AccessRow::RenewRecovery {
            account,
            token,
            to,
            mailed,
        } => vec![(renew(account, (token, to), *mailed), missing)],
        AccessRow::EndRecovery { account, token } => {
            let text = "DELETE FROM recoveries WHERE account = ? AND token = ?";
            let query = sqlx::query(text).bind(account.as_str());
            vec![(query.bind(token.0.to_vec()), missing)]
        }
        AccessRow::PauseRecovery { account, until } => vec![(pause(account, *until), None)],
        AccessRow::SetAlerts { account, sealed } => {
            vec![(mail::set_alerts(account, sealed.as_deref()), None)]
        }
        AccessRow::NewSignIn(one) => vec![(mail::new_sign_in(one), None)],
        AccessRow::SeenSignIns {
            account,
            after,
            until,
            not,
        } => vec![(mail::seen(account, (*after, *until), *not), None)],
        AccessRow::MoveSession { token, family } => {
            vec![(move_session(token, family), missing)]
        }
    })
}

fn renew<'q>(
    account: &'q AccountId,
    (token, to): (&TokenHash, &TokenHash),
    mailed: UnixMillis,
) -> Statement<'q> {
    let text = "UPDATE recoveries SET token = ?, mailed = ? WHERE account = ? AND token = ?";
    let query = sqlx::query(text).bind(to.0.to_vec()).bind(mailed.0);
    query.bind(account.as_str()).bind(token.0.to_vec())
}

/// The entry of the sign-in is one of the other family's private tree.
fn move_session<'q>(token: &TokenHash, family: &'q FamilyId) -> Statement<'q> {
    let text = "UPDATE sessions SET family = ?, entry = NULL WHERE token = ? AND revoked IS NULL";
    let query = sqlx::query(text).bind(family.as_str());
    query.bind(token.0.to_vec())
}

fn insert_passkey(passkey: &Passkey) -> Statement<'_> {
    let text = "INSERT INTO passkeys (id, account, sealed, created, used) VALUES (?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(&passkey.id)
        .bind(passkey.account.as_str())
        .bind(&passkey.sealed)
        .bind(passkey.created.0)
        .bind(passkey.used.map(|at| at.0))
}

fn set_authenticator(one: &Authenticator) -> Result<Statement<'_>, Fault> {
    let text = "INSERT INTO authenticators (account, sealed, step, created) VALUES (?, ?, ?, ?) \
                ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, \
                step = excluded.step, created = excluded.created";
    Ok(sqlx::query(text)
        .bind(one.account.as_str())
        .bind(&one.sealed)
        .bind(signed(one.step)?)
        .bind(one.created.0))
}

fn set_codes<'q>(account: &'q AccountId, hashes: &'q [[u8; 32]]) -> Result<Vec<Step<'q>>, Fault> {
    if hashes.len() > RECOVERY_CODES {
        return Err(Fault::Malformed("too many recovery codes at once"));
    }
    let text = "DELETE FROM recovery_codes WHERE account = ?";
    let mut steps = vec![(sqlx::query(text).bind(account.as_str()), None)];
    for hash in hashes {
        let text = "INSERT INTO recovery_codes (account, hash) VALUES (?, ?)";
        let query = sqlx::query(text).bind(account.as_str());
        steps.push((query.bind(hash.as_slice()), None));
    }
    Ok(steps)
}

fn begin_recovery(recovery: &Recovery) -> Statement<'_> {
    let text = "INSERT INTO recoveries (account, token, asked, due, expires, operator, mailed) \
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET \
                token = excluded.token, asked = excluded.asked, due = excluded.due, \
                expires = excluded.expires, operator = excluded.operator, \
                mailed = excluded.mailed";
    sqlx::query(text)
        .bind(recovery.account.as_str())
        .bind(recovery.token.0.to_vec())
        .bind(recovery.asked.0)
        .bind(recovery.due.0)
        .bind(recovery.expires.0)
        .bind(recovery.by == RecoveryBy::Operator)
        .bind(recovery.mailed.0)
}

fn pause(account: &AccountId, until: UnixMillis) -> Statement<'_> {
    let text = "INSERT INTO recovery_pauses (account, until) VALUES (?, ?) \
                ON CONFLICT (account) DO UPDATE SET until = excluded.until";
    let query = sqlx::query(text).bind(account.as_str());
    query.bind(until.0)
}

fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::Malformed("a number beyond 2^63"))
}

/// Removes all that an account signs in with.
pub(super) const REMOVALS: [&str; 4] = [
    "DELETE FROM passkeys WHERE account = ?",
    "DELETE FROM authenticators WHERE account = ?",
    "DELETE FROM recovery_codes WHERE account = ?",
    "DELETE FROM recoveries WHERE account = ?",
];

/// Replaces all sealed secrets. A conflict leaves some replaced: the caller rolls back.
pub(super) async fn reseal(
    connection: &mut SqliteConnection,
    secrets: &[Reseal],
) -> Result<Option<Conflict>, Fault> {
    let text = "SELECT (SELECT count(*) FROM passkeys) + (SELECT count(*) FROM authenticators) \
                + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM alerts) \
                + (SELECT count(*) FROM feeds) + (SELECT count(*) FROM pushes) \
                + (SELECT count(*) FROM notified) + (SELECT count(*) FROM tablets)";
    let there: i64 = sqlx::query_scalar(text).fetch_one(&mut *connection).await?;
    let mut seen = HashSet::new();
    for one in secrets {
        if !seen.insert(&one.of) {
            return Err(Fault::Malformed("a sealed secret twice"));
        }
        let query = replace(one);
        match query.execute(&mut *connection).await {
            Ok(done) if done.rows_affected() == 0 => return Ok(Some(Conflict::Missing)),
            Ok(_) => {}
            Err(error) => return refused(error).map(Some),
        }
    }
    let all = usize::try_from(there).is_ok_and(|there| there == seen.len());
    Ok((!all).then_some(Conflict::Incomplete))
}

/// Replaces one sealed secret, if it is as it was read.
fn replace(one: &Reseal) -> Statement<'_> {
    let text = match one.of {
        SecretOf::Passkey(_) => "UPDATE passkeys SET sealed = ? WHERE sealed = ? AND id = ?",
        SecretOf::Authenticator(_) => {
            "UPDATE authenticators SET sealed = ? WHERE sealed = ? AND account = ?"
        }
        SecretOf::Mail(_) => "UPDATE outbox SET sealed = ? WHERE sealed = ? AND id = ?",
        SecretOf::Alerts(_) => "UPDATE alerts SET sealed = ? WHERE sealed = ? AND account = ?",
        SecretOf::Feed(_) => "UPDATE feeds SET sealed = ? WHERE sealed = ? AND token = ?",
        SecretOf::Push(_) => "UPDATE pushes SET sealed = ? WHERE sealed = ? AND id = ?",
        SecretOf::Notified(..) => {
            "UPDATE notified SET state = ? WHERE state = ? AND family = ? AND member = ?"
        }
        SecretOf::Tablet(_) => "UPDATE tablets SET sealed = ? WHERE sealed = ? AND token = ?",
    };
    named(sqlx::query(text).bind(&one.to).bind(&one.from), &one.of)
}

/// Binds what names a secret: two values for what is remembered of telling, else one.
fn named<'q>(query: Statement<'q>, of: &'q SecretOf) -> Statement<'q> {
    match of {
        SecretOf::Passkey(id) => query.bind(id),
        SecretOf::Authenticator(account) | SecretOf::Alerts(account) => {
            query.bind(account.as_str())
        }
        SecretOf::Mail(id) => query.bind(id.0.to_vec()),
        SecretOf::Feed(token) | SecretOf::Tablet(token) => query.bind(token.0.to_vec()),
        SecretOf::Push(id) => query.bind(id.0.to_vec()),
        SecretOf::Notified(family, member) => {
            let query = query.bind(family.as_str());
            query.bind(member.as_str())
        }
    }
}

/// What lists the sealed secrets of each kind after one of them, in the order of [`SecretOf`].
const SECRETS: [&str; 8] = [
    "SELECT id, sealed FROM passkeys WHERE id > ? ORDER BY id LIMIT ?",
    "SELECT account, sealed FROM authenticators WHERE account > ? ORDER BY account LIMIT ?",
    "SELECT id, sealed FROM outbox WHERE id > ? ORDER BY id LIMIT ?",
    "SELECT account, sealed FROM alerts WHERE account > ? ORDER BY account LIMIT ?",
    "SELECT token, sealed FROM feeds WHERE token > ? ORDER BY token LIMIT ?",
    "SELECT id, sealed FROM pushes WHERE id > ? ORDER BY id LIMIT ?",
    "SELECT family, member, state AS sealed FROM notified WHERE (family, member) > (?, ?) \
     ORDER BY family, member LIMIT ?",
    "SELECT token, sealed FROM tablets WHERE token > ? ORDER BY token LIMIT ?",
];

/// All sealed secrets, kind by kind.
pub(super) async fn secrets(
    readers: &SqlitePool,
    after: Option<&SecretOf>,
) -> Result<Vec<(SecretOf, Vec<u8>)>, Fault> {
    let mut found = Vec::new();
    let begun = match after {
        None | Some(SecretOf::Passkey(_)) => 0,
        Some(SecretOf::Authenticator(_)) => 1,
        Some(SecretOf::Mail(_)) => 2,
        Some(SecretOf::Alerts(_)) => 3,
        Some(SecretOf::Feed(_)) => 4,
        Some(SecretOf::Push(_)) => 5,
        Some(SecretOf::Notified(..)) => 6,
        Some(SecretOf::Tablet(_)) => 7,
    };
    for (kind, text) in SECRETS.into_iter().enumerate().skip(begun) {
        let room = i64::from(limits::LIST) - i64::try_from(found.len()).unwrap_or(i64::MAX);
        let query = sqlx::query(text);
        let query = match (after.filter(|_| kind == begun), kind) {
            (Some(after), _) => named(query, after),
            (None, 0 | 2 | 4 | 5 | 7) => query.bind(Vec::new()),
            (None, 6) => query.bind("").bind(""),
            (None, _) => query.bind(""),
        };
        for row in query.bind(room.max(0)).fetch_all(readers).await? {
            found.push((secret_of(kind, &row)?, row.try_get("sealed")?));
        }
    }
    Ok(found)
}

fn secret_of(kind: usize, row: &SqliteRow) -> Result<SecretOf, Fault> {
    let account = || text_of(row, "account").map(AccountId::new);
    Ok(match kind {
        0 => SecretOf::Passkey(row.try_get("id")?),
        1 => SecretOf::Authenticator(account()?),
        2 => SecretOf::Mail(mail_id(row)?),
        3 => SecretOf::Alerts(account()?),
        4 => SecretOf::Feed(token_of(row)?),
        5 => SecretOf::Push(push_id(row)?),
        6 => {
            let family = FamilyId::new(text_of(row, "family")?);
            SecretOf::Notified(family, MemberId::new(text_of(row, "member")?))
        }
        _ => SecretOf::Tablet(token_of(row)?),
    })
}

pub(super) async fn passkey(readers: &SqlitePool, id: &[u8]) -> Result<Option<Passkey>, Fault> {
    let text = "SELECT id, account, sealed, created, used FROM passkeys WHERE id = ?";
    let query = sqlx::query(text).bind(id.to_vec());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_passkey).transpose()
}

pub(super) async fn passkeys(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Vec<Passkey>, Fault> {
    let text = "SELECT id, account, sealed, created, used FROM passkeys \
                WHERE account = ? ORDER BY created, id LIMIT ?";
    let query = sqlx::query(text).bind(account.as_str()).bind(limits::LIST);
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_passkey).collect()
}

fn to_passkey(row: &SqliteRow) -> Result<Passkey, Fault> {
    let used: Option<i64> = row.try_get("used")?;
    Ok(Passkey {
        id: row.try_get("id")?,
        account: AccountId::new(text_of(row, "account")?),
        sealed: row.try_get("sealed")?,
        created: UnixMillis(row.try_get("created")?),
        used: used.map(UnixMillis),
    })
}

pub(super) async fn authenticator(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Option<Authenticator>, Fault> {
    let text = "SELECT sealed, step, created FROM authenticators WHERE account = ?";
    let query = sqlx::query(text).bind(account.as_str());
    let Some(row) = query.fetch_optional(readers).await? else {
        return Ok(None);
    };
    Ok(Some(Authenticator {
        account: account.clone(),
        sealed: row.try_get("sealed")?,
        step: unsigned(row.try_get("step")?)?,
        created: UnixMillis(row.try_get("created")?),
    }))
}

pub(super) async fn recovery_codes(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Vec<RecoveryCode>, Fault> {
    let text = "SELECT hash, used FROM recovery_codes WHERE account = ? ORDER BY hash LIMIT ?";
    let query = sqlx::query_as(text)
        .bind(account.as_str())
        .bind(limits::LIST);
    let rows: Vec<(Vec<u8>, Option<i64>)> = query.fetch_all(readers).await?;
    let code = |(hash, used): (Vec<u8>, Option<i64>)| {
        let hash = hash.try_into();
        let hash = hash.map_err(|_| Fault::Corrupt("a hash of another length".into()))?;
        let used = used.map(UnixMillis);
        Ok(RecoveryCode { hash, used })
    };
    rows.into_iter().map(code).collect()
}

pub(super) async fn recovery(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Option<Recovery>, Fault> {
    let text = "SELECT account, token, asked, due, expires, operator, mailed FROM recoveries \
                WHERE account = ?";
    let query = sqlx::query(text).bind(account.as_str());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_recovery).transpose()
}

pub(super) async fn recovery_by_token(
    readers: &SqlitePool,
    token: &TokenHash,
) -> Result<Option<Recovery>, Fault> {
    let text = "SELECT account, token, asked, due, expires, operator, mailed FROM recoveries \
                WHERE token = ?";
    let query = sqlx::query(text).bind(token.0.to_vec());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_recovery).transpose()
}

fn to_recovery(row: &SqliteRow) -> Result<Recovery, Fault> {
    Ok(Recovery {
        account: AccountId::new(text_of(row, "account")?),
        token: token_of(row)?,
        asked: UnixMillis(row.try_get("asked")?),
        due: UnixMillis(row.try_get("due")?),
        expires: UnixMillis(row.try_get("expires")?),
        by: if row.try_get::<i64, _>("operator")? == 1 {
            RecoveryBy::Operator
        } else {
            RecoveryBy::Mail
        },
        mailed: UnixMillis(row.try_get("mailed")?),
    })
}
