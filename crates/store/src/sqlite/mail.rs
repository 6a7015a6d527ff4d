//! Mail on its way, and what somebody is told of sign-ins: the statements that write it, and the
//! reads. Touches the connection or the readers that it is handed.

use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{Row as _, query::Query, sqlite::Sqlite, sqlite::SqliteArguments};

use super::SqliteStore;
use super::read::token_of;
use super::rows::Step;
use crate::access::NewSignIn;
use crate::batch::{Conflict, limits};
use crate::fault::Fault;
use crate::id::{AccountId, TokenHash, UnixMillis};
use crate::mail::{Mail, MailFacts, MailId, MailRow};

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// Removes all mail and settings of an account.
pub(super) const REMOVALS: [&str; 4] = [
    "DELETE FROM outbox WHERE account = ?",
    "DELETE FROM alerts WHERE account = ?",
    "DELETE FROM new_sign_ins WHERE account = ?",
    "DELETE FROM recovery_pauses WHERE account = ?",
];

/// The statement for a row.
pub(super) fn statement(row: &MailRow) -> Step<'_> {
    match row {
        MailRow::Put(mail) => (put(mail), None),
        MailRow::Try { id, tries, due } => {
            let text = "UPDATE outbox SET tries = tries + 1, due = ? \
                        WHERE id = ? AND tries = ? AND given_up IS NULL";
            let query = sqlx::query(text).bind(due.0).bind(id.0.to_vec());
            (query.bind(i64::from(*tries)), Some(Conflict::Missing))
        }
        MailRow::Sent { id } => {
            let query = sqlx::query("DELETE FROM outbox WHERE id = ?");
            (query.bind(id.0.to_vec()), None)
        }
        MailRow::GiveUp { id, at } => {
            let text = "UPDATE outbox SET given_up = ? WHERE id = ? AND given_up IS NULL";
            let query = sqlx::query(text).bind(at.0);
            (query.bind(id.0.to_vec()), None)
        }
    }
}

fn put(mail: &Mail) -> Statement<'_> {
    let text = "INSERT INTO outbox (id, account, sealed, created, due, tries, given_up, notice) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    sqlx::query(text)
        .bind(mail.id.0.to_vec())
        .bind(mail.account.as_ref().map(AccountId::as_str))
        .bind(&mail.sealed)
        .bind(mail.created.0)
        .bind(mail.due.0)
        .bind(i64::from(mail.tries))
        .bind(mail.given_up.map(|at| at.0))
        .bind(mail.notice)
}

/// Where alerts go, or that nothing was chosen.
pub(super) fn set_alerts<'q>(account: &'q AccountId, sealed: Option<&'q [u8]>) -> Statement<'q> {
    match sealed {
        Some(sealed) => {
            let text = "INSERT INTO alerts (account, sealed) VALUES (?, ?) \
                        ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed";
            sqlx::query(text).bind(account.as_str()).bind(sealed)
        }
        None => sqlx::query("DELETE FROM alerts WHERE account = ?").bind(account.as_str()),
    }
}

pub(super) fn new_sign_in(one: &NewSignIn) -> Statement<'_> {
    let text = "INSERT INTO new_sign_ins (token, account, at) VALUES (?, ?, ?)";
    let query = sqlx::query(text).bind(one.token.0.to_vec());
    query.bind(one.account.as_str()).bind(one.at.0)
}

pub(super) fn seen(
    account: &AccountId,
    (after, until): (UnixMillis, UnixMillis),
    not: TokenHash,
) -> Statement<'_> {
    let text = "DELETE FROM new_sign_ins WHERE account = ? AND at > ? AND at <= ? AND token <> ?";
    let query = sqlx::query(text).bind(account.as_str());
    query.bind(after.0).bind(until.0).bind(not.0.to_vec())
}

pub(super) async fn mails(readers: &SqlitePool) -> Result<Vec<Mail>, Fault> {
    let mut all = Vec::new();
    for notice in [false, true] {
        let text = "SELECT id, account, sealed, created, due, tries, given_up, notice FROM outbox \
                    WHERE given_up IS NULL AND notice = ? ORDER BY due, id LIMIT ?";
        let query = sqlx::query(text).bind(notice).bind(limits::MAILS);
        all.extend(query.fetch_all(readers).await?);
    }
    all.iter().map(to_mail).collect()
}

pub(super) fn mail_id(row: &SqliteRow) -> Result<MailId, Fault> {
    let id: Vec<u8> = row.try_get("id")?;
    let id = id.try_into().map(MailId);
    id.map_err(|_| Fault::Corrupt("an id of another length".into()))
}

impl SqliteStore {
    /// What is on its way and what was given up, the oldest first: at most
    /// [`limits::LIST`], and how many there are. For whoever runs the server, who need not know whose
    /// mail it is; also while a server has the database open.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    pub async fn outbox(&self) -> Result<(Vec<MailFacts>, u64), Fault> {
        let text = "SELECT created, due, tries, given_up FROM outbox ORDER BY created, id LIMIT ?";
        let query = sqlx::query(text).bind(limits::LIST);
        let rows = query.fetch_all(&self.readers).await?;
        let count = sqlx::query_scalar("SELECT count(*) FROM outbox");
        let count: i64 = count.fetch_one(&self.readers).await?;
        let facts = rows.iter().map(to_facts).collect::<Result<_, _>>()?;
        Ok((facts, u64::try_from(count).unwrap_or(0)))
    }
}

fn to_facts(row: &SqliteRow) -> Result<MailFacts, Fault> {
    let tries: i64 = row.try_get("tries")?;
    let given_up: Option<i64> = row.try_get("given_up")?;
    Ok(MailFacts {
        created: UnixMillis(row.try_get("created")?),
        due: UnixMillis(row.try_get("due")?),
        tries: u32::try_from(tries).map_err(|_| Fault::Corrupt("a negative number".into()))?,
        given_up: given_up.map(UnixMillis),
    })
}

fn to_mail(row: &SqliteRow) -> Result<Mail, Fault> {
    let account: Option<String> = row.try_get("account")?;
    let tries: i64 = row.try_get("tries")?;
    let given_up: Option<i64> = row.try_get("given_up")?;
    Ok(Mail {
        id: mail_id(row)?,
        account: account.map(AccountId::new),
        sealed: row.try_get("sealed")?,
        created: UnixMillis(row.try_get("created")?),
        due: UnixMillis(row.try_get("due")?),
        tries: u32::try_from(tries).map_err(|_| Fault::Corrupt("a negative number".into()))?,
        given_up: given_up.map(UnixMillis),
        notice: row.try_get("notice")?,
    })
}

pub(super) async fn alerts_to(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Option<Vec<u8>>, Fault> {
    let query = sqlx::query_scalar("SELECT sealed FROM alerts WHERE account = ?");
    let query = query.bind(account.as_str());
    Ok(query.fetch_optional(readers).await?)
}

pub(super) async fn recovery_pause(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Option<UnixMillis>, Fault> {
    let query = sqlx::query_scalar("SELECT until FROM recovery_pauses WHERE account = ?");
    let until: Option<i64> = query.bind(account.as_str()).fetch_optional(readers).await?;
    Ok(until.map(UnixMillis))
}

pub(super) async fn new_sign_ins(
    readers: &SqlitePool,
    account: &AccountId,
) -> Result<Vec<NewSignIn>, Fault> {
    let text =
        "SELECT token, at FROM new_sign_ins WHERE account = ? ORDER BY at DESC, token LIMIT ?";
    let query = sqlx::query(text).bind(account.as_str());
    let rows = query.bind(limits::LIST).fetch_all(readers).await?;
    let one = |row: &SqliteRow| {
        Ok(NewSignIn {
            token: token_of(row)?,
            account: account.clone(),
            at: UnixMillis(row.try_get("at")?),
        })
    };
    // The newest where there are too many; oldest first all the same.
    rows.iter().rev().map(one).collect()
}
