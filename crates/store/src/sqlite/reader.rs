//! What members were shown and told, addresses of calendars, tablets, browsers that are told: the
//! statements that write it, and the reads. Touches the connection or the readers that it is handed.

use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Row as _, query::Query, sqlite::Sqlite, sqlite::SqliteArguments};

use super::read::{text_of, token_of, unsigned};
use super::rows::Step;
use crate::batch::{Conflict, limits};
use crate::fault::Fault;
use crate::id::{AccountId, FamilyId, MemberId, TokenHash, TreeId, UnixMillis};
use crate::reader::{Feed, Notified, Push, PushId, ReaderRow, Shown, Tablet, TopicMark};

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// Removes what belongs to the places that an account holds. Comes before its memberships and
/// sessions go.
pub(super) const OF_ACCOUNT: [&str; 5] = [
    "DELETE FROM shown WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ?)",
    "DELETE FROM notified WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ?)",
    "DELETE FROM feeds WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ?)",
    "DELETE FROM tablets WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ?)",
    "DELETE FROM pushes WHERE account = ?",
];

/// Removes what belongs to the place that an account holds in one family. Comes before that
/// membership goes.
pub(super) const OF_MEMBERSHIP: [&str; 4] = [
    "DELETE FROM shown WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ? AND family = ?)",
    "DELETE FROM notified WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ? AND family = ?)",
    "DELETE FROM feeds WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ? AND family = ?)",
    "DELETE FROM tablets WHERE (family, member) IN \
     (SELECT family, member FROM memberships WHERE account = ? AND family = ?)",
];

/// Removes what belongs to the member whose private tree it is, or to the family's members.
const OF_TREE: [&str; 8] = [
    "DELETE FROM shown WHERE (family, member) IN \
     (SELECT family, member FROM private_trees WHERE tree = ?)",
    "DELETE FROM shown WHERE family IN (SELECT id FROM families WHERE tree = ?)",
    "DELETE FROM notified WHERE (family, member) IN \
     (SELECT family, member FROM private_trees WHERE tree = ?)",
    "DELETE FROM notified WHERE family IN (SELECT id FROM families WHERE tree = ?)",
    "DELETE FROM feeds WHERE (family, member) IN \
     (SELECT family, member FROM private_trees WHERE tree = ?)",
    "DELETE FROM feeds WHERE family IN (SELECT id FROM families WHERE tree = ?)",
    "DELETE FROM tablets WHERE (family, member) IN \
     (SELECT family, member FROM private_trees WHERE tree = ?)",
    "DELETE FROM tablets WHERE family IN (SELECT id FROM families WHERE tree = ?)",
];

/// Removes what goes with a tree that is closed.
pub(super) async fn close(connection: &mut SqliteConnection, tree: &TreeId) -> Result<(), Fault> {
    for text in OF_TREE {
        let query = sqlx::query(text).bind(tree.as_str());
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// The browsers that a session asked for go with it.
pub(super) fn end_of_session<'q>(token: &TokenHash) -> Step<'q> {
    let query = sqlx::query("DELETE FROM pushes WHERE token = ?");
    (query.bind(token.0.to_vec()), None)
}

/// The browsers that sessions of an account asked for which are revoked by now.
pub(super) fn end_of_revoked(account: &AccountId) -> Step<'_> {
    let text = "DELETE FROM pushes WHERE account = ?1 AND token IN \
                (SELECT token FROM sessions WHERE account = ?1 AND revoked IS NOT NULL)";
    (sqlx::query(text).bind(account.as_str()), None)
}

/// The statements for a row, in order.
pub(super) fn statements(row: &ReaderRow) -> Result<Vec<Step<'_>>, Fault> {
    Ok(match row {
        ReaderRow::Shown(shown) => note_shown(shown)?,
        ReaderRow::Notified {
            row,
            expected_up_to,
        } => vec![(note_notified(row, *expected_up_to)?, Some(Conflict::Moved))],
        ReaderRow::Feed(feed) => vec![(put_feed(feed), Some(Conflict::TooMany))],
        ReaderRow::EndFeed { token } => {
            let query = sqlx::query("DELETE FROM feeds WHERE token = ?");
            vec![(query.bind(token.0.to_vec()), None)]
        }
        ReaderRow::Tablet(tablet) => vec![(put_tablet(tablet), Some(Conflict::TooMany))],
        ReaderRow::EndTablet { token } => {
            let query = sqlx::query("DELETE FROM tablets WHERE token = ?");
            vec![(query.bind(token.0.to_vec()), None)]
        }
        ReaderRow::Push(push) => put_push(push),
        ReaderRow::EndPush { id } => vec![end_push(*id)],
        ReaderRow::PushFailed { id } => {
            // As many as a number of 32 bits holds, and no more.
            let text = "UPDATE pushes SET failed = min(failed + 1, 4294967295) WHERE id = ?";
            vec![(sqlx::query(text).bind(id.0.to_vec()), None)]
        }
        ReaderRow::PushReached { id } => {
            let text = "UPDATE pushes SET failed = 0 WHERE id = ?";
            vec![(sqlx::query(text).bind(id.0.to_vec()), None)]
        }
        ReaderRow::PushChanged { id, sealed } => {
            let text = "UPDATE pushes SET sealed = ? WHERE id = ?";
            let query = sqlx::query(text).bind(sealed);
            vec![(query.bind(id.0.to_vec()), None)]
        }
    })
}

fn note_shown(shown: &Shown) -> Result<Vec<Step<'_>>, Fault> {
    let text = "INSERT INTO shown (family, member, topic, up_to) VALUES (?, ?, ?, ?) \
                ON CONFLICT (family, member, topic) DO UPDATE SET \
                up_to = max(up_to, excluded.up_to)";
    let note = of_member(text, &shown.family, &shown.member)
        .bind(shown.topic.0.to_vec())
        .bind(signed(shown.up_to)?);
    let text = "DELETE FROM shown WHERE family = ?1 AND member = ?2 AND topic IN \
                (SELECT topic FROM shown WHERE family = ?1 AND member = ?2 AND topic <> ?3 \
                ORDER BY up_to, topic LIMIT max(0, \
                (SELECT count(*) FROM shown WHERE family = ?1 AND member = ?2) - ?4))";
    let forget = of_member(text, &shown.family, &shown.member)
        .bind(shown.topic.0.to_vec())
        .bind(limits::SHOWN);
    Ok(vec![(note, None), (forget, None)])
}

fn note_notified(row: &Notified, expected: Option<u64>) -> Result<Statement<'_>, Fault> {
    let up_to = signed(row.up_to)?;
    let Some(expected) = expected else {
        let text = "INSERT INTO notified (family, member, up_to, state) VALUES (?, ?, ?, ?) \
                    ON CONFLICT (family, member) DO NOTHING";
        let query = of_member(text, &row.family, &row.member);
        return Ok(query.bind(up_to).bind(&row.state));
    };
    if row.up_to < expected {
        return Err(Fault::Malformed("what a member was told of becomes less"));
    }
    let text = "UPDATE notified SET up_to = ?3, state = ?4 \
                WHERE family = ?1 AND member = ?2 AND up_to = ?5";
    let query = of_member(text, &row.family, &row.member);
    let query = query.bind(up_to).bind(&row.state);
    Ok(query.bind(signed(expected)?))
}

/// A token that is known is tried all the same, so that it is told from one too many.
fn put_feed(feed: &Feed) -> Statement<'_> {
    let text = "INSERT INTO feeds (family, member, token, sealed, created) \
                SELECT ?1, ?2, ?3, ?4, ?5 WHERE \
                (SELECT count(*) FROM feeds WHERE family = ?1 AND member = ?2) < ?6 \
                OR EXISTS (SELECT 1 FROM feeds WHERE token = ?3)";
    of_member(text, &feed.family, &feed.member)
        .bind(feed.token.0.to_vec())
        .bind(&feed.sealed)
        .bind(feed.created.0)
        .bind(limits::FEEDS)
}

/// As [`put_feed`], of which the whole family has so many.
fn put_tablet(tablet: &Tablet) -> Statement<'_> {
    let text = "INSERT INTO tablets (family, member, token, sealed, created) \
                SELECT ?1, ?2, ?3, ?4, ?5 WHERE \
                (SELECT count(*) FROM tablets WHERE family = ?1) < ?6 \
                OR EXISTS (SELECT 1 FROM tablets WHERE token = ?3)";
    of_member(text, &tablet.family, &tablet.member)
        .bind(tablet.token.0.to_vec())
        .bind(&tablet.sealed)
        .bind(tablet.created.0)
        .bind(limits::TABLETS)
}

fn end_push<'q>(id: PushId) -> Step<'q> {
    let query = sqlx::query("DELETE FROM pushes WHERE id = ?");
    (query.bind(id.0.to_vec()), None)
}

fn put_push(push: &Push) -> Vec<Step<'_>> {
    let text = "INSERT INTO pushes (id, account, token, sealed, created, failed) \
                SELECT ?, account, token, ?, ?, ? FROM sessions \
                WHERE token = ? AND account = ? AND revoked IS NULL";
    let put = sqlx::query(text)
        .bind(push.id.0.to_vec())
        .bind(&push.sealed)
        .bind(push.created.0)
        .bind(i64::from(push.failed))
        .bind(push.token.0.to_vec())
        .bind(push.account.as_str());
    let text = "DELETE FROM pushes WHERE id IN \
                (SELECT id FROM pushes WHERE account = ?1 AND id <> ?2 \
                ORDER BY created, id LIMIT max(0, \
                (SELECT count(*) FROM pushes WHERE account = ?1) - ?3))";
    let oldest = sqlx::query(text)
        .bind(push.account.as_str())
        .bind(push.id.0.to_vec())
        .bind(limits::PUSHES);
    vec![
        end_push(push.id),
        (put, Some(Conflict::Missing)),
        (oldest, None),
    ]
}

/// A statement whose first two values are a place in a family.
fn of_member<'q>(text: &'static str, family: &'q FamilyId, member: &'q MemberId) -> Statement<'q> {
    let query = sqlx::query(text).bind(family.as_str());
    query.bind(member.as_str())
}

fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::Malformed("a number beyond 2^63"))
}

pub(super) async fn shown(
    readers: &SqlitePool,
    family: &FamilyId,
    member: &MemberId,
) -> Result<Vec<(TopicMark, u64)>, Fault> {
    let text = "SELECT topic, up_to FROM shown WHERE family = ? AND member = ? ORDER BY topic";
    let rows = of_member(text, family, member).fetch_all(readers).await?;
    let one = |row: &SqliteRow| {
        let topic = TopicMark(sixteen(row, "topic")?);
        Ok((topic, unsigned(row.try_get("up_to")?)?))
    };
    rows.iter().map(one).collect()
}

pub(super) async fn notified(
    readers: &SqlitePool,
    family: &FamilyId,
    member: &MemberId,
) -> Result<Option<Notified>, Fault> {
    let text = "SELECT up_to, state FROM notified WHERE family = ? AND member = ?";
    let query = of_member(text, family, member);
    let Some(row) = query.fetch_optional(readers).await? else {
        return Ok(None);
    };
    Ok(Some(Notified {
        family: family.clone(),
        member: member.clone(),
        up_to: unsigned(row.try_get("up_to")?)?,
        state: row.try_get("state")?,
    }))
}

pub(super) async fn feed(readers: &SqlitePool, token: &TokenHash) -> Result<Option<Feed>, Fault> {
    let text = "SELECT token, family, member, sealed, created FROM feeds WHERE token = ?";
    let query = sqlx::query(text).bind(token.0.to_vec());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_feed).transpose()
}

pub(super) async fn feeds(
    readers: &SqlitePool,
    family: &FamilyId,
    member: &MemberId,
) -> Result<Vec<Feed>, Fault> {
    let text = "SELECT token, family, member, sealed, created FROM feeds \
                WHERE family = ? AND member = ? ORDER BY created, token";
    let rows = of_member(text, family, member).fetch_all(readers).await?;
    rows.iter().map(to_feed).collect()
}

fn to_feed(row: &SqliteRow) -> Result<Feed, Fault> {
    Ok(Feed {
        token: token_of(row)?,
        family: FamilyId::new(text_of(row, "family")?),
        member: MemberId::new(text_of(row, "member")?),
        sealed: row.try_get("sealed")?,
        created: UnixMillis(row.try_get("created")?),
    })
}

pub(super) async fn tablet(
    readers: &SqlitePool,
    token: &TokenHash,
) -> Result<Option<Tablet>, Fault> {
    let text = "SELECT token, family, member, sealed, created FROM tablets WHERE token = ?";
    let query = sqlx::query(text).bind(token.0.to_vec());
    let row = query.fetch_optional(readers).await?;
    row.as_ref().map(to_tablet).transpose()
}

pub(super) async fn tablets(readers: &SqlitePool, family: &FamilyId) -> Result<Vec<Tablet>, Fault> {
    let text = "SELECT token, family, member, sealed, created FROM tablets \
                WHERE family = ? ORDER BY created, token";
    let query = sqlx::query(text).bind(family.as_str());
    let rows = query.fetch_all(readers).await?;
    rows.iter().map(to_tablet).collect()
}

fn to_tablet(row: &SqliteRow) -> Result<Tablet, Fault> {
    Ok(Tablet {
        token: token_of(row)?,
        family: FamilyId::new(text_of(row, "family")?),
        member: MemberId::new(text_of(row, "member")?),
        sealed: row.try_get("sealed")?,
        created: UnixMillis(row.try_get("created")?),
    })
}

pub(super) async fn pushes(readers: &SqlitePool, account: &AccountId) -> Result<Vec<Push>, Fault> {
    let text = "SELECT id, token, sealed, created, failed FROM pushes \
                WHERE account = ? ORDER BY created, id";
    let query = sqlx::query(text).bind(account.as_str());
    let rows = query.fetch_all(readers).await?;
    let one = |row: &SqliteRow| {
        let failed: i64 = row.try_get("failed")?;
        Ok(Push {
            id: push_id(row)?,
            account: account.clone(),
            token: token_of(row)?,
            sealed: row.try_get("sealed")?,
            created: UnixMillis(row.try_get("created")?),
            failed: u32::try_from(failed)
                .map_err(|_| Fault::Corrupt("a count out of bounds".into()))?,
        })
    };
    rows.iter().map(one).collect()
}

pub(super) fn push_id(row: &SqliteRow) -> Result<PushId, Fault> {
    sixteen(row, "id").map(PushId)
}

fn sixteen(row: &SqliteRow, column: &str) -> Result<[u8; 16], Fault> {
    let bytes: Vec<u8> = row.try_get(column)?;
    let bytes = bytes.try_into();
    bytes.map_err(|_| Fault::Corrupt("an id of another length".into()))
}
