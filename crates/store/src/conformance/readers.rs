//! The promises about what members were shown and told, addresses of calendars, and browsers that are
//! told. Touches the store that it is given.

use std::sync::Arc;

use super::families::{family_of, founding, membership_of};
use super::sample::{append_of, batch_of, tree_of};
use super::sessions::account_of;
use crate::{
    AccountId, Appended, Batch, Conflict, FamilyId, Fault, Feed, MemberId, Notified, Push, PushId,
    ReaderRow, Row, Session, Shown, Store, Tablet, TokenHash, TopicMark, UnixMillis, Written,
    limits,
};

type Result = std::result::Result<(), Fault>;

pub(super) const MISSING: Written = Written::Conflict(Conflict::Missing);
const MOVED: Written = Written::Conflict(Conflict::Moved);
/// Below 2^63, as every number that is stored.
const BEYOND: u64 = 1 << 63;

pub(super) async fn write<S: Store>(
    store: &S,
    row: ReaderRow,
) -> std::result::Result<Written, Fault> {
    store.write(vec![Row::Reader(row)]).await
}

pub(super) async fn done<S: Store>(store: &S, row: ReaderRow) -> Result {
    assert_eq!(write(store, row).await?, Written::Done);
    Ok(())
}

/// Turned away as what no caller should ask for.
async fn malformed<S: Store>(store: &S, row: ReaderRow) {
    let answer = write(store, row).await;
    assert!(matches!(answer, Err(Fault::Malformed(_))), "{answer:?}");
}

/// A place in a family.
pub(super) type Place = (FamilyId, MemberId);

fn place(family: &str, member: &str) -> Place {
    (FamilyId::new(family), MemberId::new(member))
}

/// Mara and Elias in one family, and Mara, as somebody else, in a second one.
pub(super) async fn two_families<S: Store>(store: &S) -> std::result::Result<[Place; 3], Fault> {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let rows = vec![
        Row::Account(account_of("elias")),
        Row::Membership(membership_of("elias", "one", "elias")),
        Row::Family(family_of("two")),
        Row::Membership(membership_of("mara", "two", "guest")),
    ];
    let batch = Batch {
        rows,
        ..batch_of("second", vec![append_of(&tree_of("two"), 0, &["founded"])])
    };
    assert_eq!(store.append(batch).await?, Appended::Done);
    Ok([
        place("one", "mara"),
        place("one", "elias"),
        place("two", "guest"),
    ])
}

fn topic(number: u32) -> TopicMark {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    TopicMark(bytes)
}

pub(super) fn shown_of((family, member): &Place, number: u32, up_to: u64) -> ReaderRow {
    ReaderRow::Shown(Shown {
        family: family.clone(),
        member: member.clone(),
        topic: topic(number),
        up_to,
    })
}

pub(super) fn notified_of((family, member): &Place, up_to: u64, byte: u8) -> Notified {
    Notified {
        family: family.clone(),
        member: member.clone(),
        up_to,
        state: vec![byte; 3],
    }
}

pub(super) fn feed_of((family, member): &Place, byte: u8) -> Feed {
    Feed {
        token: TokenHash([byte; 32]),
        family: family.clone(),
        member: member.clone(),
        sealed: vec![byte, 2],
        created: UnixMillis(i64::from(byte)),
    }
}

pub(super) fn tablet_of((family, member): &Place, byte: u8) -> Tablet {
    Tablet {
        token: TokenHash([byte; 32]),
        family: family.clone(),
        member: member.clone(),
        sealed: vec![byte, 5],
        created: UnixMillis(i64::from(byte)),
    }
}

pub(super) fn push_of(account: &AccountId, session: u8, byte: u8) -> Push {
    Push {
        id: PushId([byte; 16]),
        account: account.clone(),
        token: TokenHash([session; 32]),
        sealed: vec![byte, 4],
        created: UnixMillis(i64::from(byte)),
        failed: 0,
    }
}

pub(super) fn session_of(account: &AccountId, token: u8) -> Row {
    Row::Session(Session {
        token: TokenHash([token; 32]),
        account: account.clone(),
        device: String::new(),
        created: UnixMillis(1),
        last_seen: UnixMillis(1),
        expires: UnixMillis(100 + i64::from(token)),
        revoked: None,
        family: None,
        entry: None,
    })
}

/// Mara with three sessions and a browser for each, Elias with one.
pub(super) async fn four_browsers<S: Store>(
    store: &S,
) -> std::result::Result<[AccountId; 2], Fault> {
    let accounts = ["mara", "elias"].map(account_of);
    let [mara, elias] = accounts.each_ref().map(|account| account.id.clone());
    let mut rows = accounts.map(Row::Account).to_vec();
    for (account, token) in [(&mara, 1), (&mara, 2), (&mara, 3), (&elias, 4)] {
        rows.push(session_of(account, token));
        rows.push(Row::Reader(ReaderRow::Push(push_of(account, token, token))));
    }
    assert_eq!(store.write(rows).await?, Written::Done);
    Ok([mara, elias])
}

/// The first bytes of the browsers of an account.
pub(super) async fn browsers<S: Store>(
    store: &S,
    account: &AccountId,
) -> std::result::Result<Vec<u8>, Fault> {
    let pushes = store.pushes(account).await?;
    Ok(pushes.iter().map(|push| push.id.0[0]).collect())
}

/// What was noted stays, whatever comes late; each member and family has its own.
pub async fn what_was_shown_never_becomes_less<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, guest] = two_families(&*store).await?;
    assert_eq!(store.shown(&mara.0, &mara.1).await?, []);
    for (number, up_to) in [(2, 5), (1, 0), (2, 9), (2, 7), (2, 9)] {
        done(&*store, shown_of(&mara, number, up_to)).await?;
    }
    done(&*store, shown_of(&guest, 2, 3)).await?;
    let shown = store.shown(&mara.0, &mara.1).await?;
    assert_eq!(shown, [(topic(1), 0), (topic(2), 9)]);
    assert_eq!(store.shown(&guest.0, &guest.1).await?, [(topic(2), 3)]);
    assert_eq!(store.shown(&elias.0, &elias.1).await?, []);
    for nobody in [place("two", "mara"), place("three", "mara")] {
        assert_eq!(write(&*store, shown_of(&nobody, 1, 1)).await?, MISSING);
    }
    malformed(&*store, shown_of(&mara, 3, BEYOND)).await;
    Ok(())
}

/// Beyond the limit the topics that were shown least far go, never the one that is being shown.
pub async fn the_lowest_of_too_many_topics_are_forgotten<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, _] = two_families(&*store).await?;
    let numbers: Vec<u32> = (0..limits::SHOWN).collect();
    for some in numbers.chunks(limits::ROWS) {
        // The first topics were shown furthest, so that neither order nor number decides.
        let one = |number: &u32| Row::Reader(shown_of(&mara, *number, up_to_of(*number)));
        let rows = some.iter().map(one).collect();
        assert_eq!(store.write(rows).await?, Written::Done);
    }
    done(&*store, shown_of(&elias, 1, 1)).await?;
    let all = |kept: Vec<u32>| -> Vec<_> {
        let kept = kept.into_iter();
        kept.map(|number| (topic(number), up_to_of(number)))
            .collect()
    };
    assert_eq!(store.shown(&mara.0, &mara.1).await?, all(numbers.clone()));
    // It is the lowest of all itself.
    done(&*store, shown_of(&mara, limits::SHOWN, 0)).await?;
    let mut expected = all((0..limits::SHOWN - 1).collect());
    expected.push((topic(limits::SHOWN), 0));
    assert_eq!(store.shown(&mara.0, &mara.1).await?, expected);
    // One that is known takes no room.
    done(&*store, shown_of(&mara, 5, BEYOND - 1)).await?;
    expected[5].1 = BEYOND - 1;
    assert_eq!(store.shown(&mara.0, &mara.1).await?, expected);
    assert_eq!(store.shown(&elias.0, &elias.1).await?, [(topic(1), 1)]);
    Ok(())
}

fn up_to_of(number: u32) -> u64 {
    u64::from(2 * limits::SHOWN - number)
}

/// A row is written by who knows what stands there, and by one of those who know it at once.
pub async fn of_two_that_tell_one_is_turned_away<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, guest] = two_families(&*store).await?;
    let telling = |row: Notified, expected_up_to| ReaderRow::Notified {
        row,
        expected_up_to,
    };
    let to = |up_to, byte| notified_of(&mara, up_to, byte);
    assert_eq!(store.notified(&mara.0, &mara.1).await?, None);
    for (row, expected, answer) in [
        (to(4, 1), Some(0), MOVED),
        (to(4, 1), None, Written::Done),
        (to(6, 2), None, MOVED),
        (to(6, 2), Some(3), MOVED),
        (to(6, 2), Some(5), MOVED),
        (to(6, 2), Some(4), Written::Done),
        (to(6, 3), Some(4), MOVED),
        (to(6, 3), Some(6), Written::Done),
    ] {
        let case = format!("{row:?} {expected:?}");
        let written = write(&*store, telling(row, expected)).await?;
        assert_eq!(written, answer, "{case}");
    }
    assert_eq!(store.notified(&mara.0, &mara.1).await?, Some(to(6, 3)));
    for other in [&elias, &guest] {
        assert_eq!(store.notified(&other.0, &other.1).await?, None);
    }
    let mut workers = tokio::task::JoinSet::new();
    for byte in 0..16 {
        let (store, row) = (Arc::clone(&store), telling(to(7, byte), Some(6)));
        workers.spawn(async move { write(&*store, row).await });
    }
    let answers = workers.join_all().await;
    let answers = answers
        .into_iter()
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let written = answers.iter().filter(|one| **one == Written::Done).count();
    let moved = answers.iter().filter(|one| **one == MOVED).count();
    assert_eq!((written, moved), (1, 15));

    let nobody = notified_of(&place("two", "mara"), 1, 1);
    assert_eq!(write(&*store, telling(nobody, None)).await?, MISSING);
    malformed(&*store, telling(to(6, 1), Some(7))).await;
    malformed(&*store, telling(to(BEYOND, 1), Some(7))).await;
    for state in [Vec::new(), vec![0; 1025]] {
        let row = Notified { state, ..to(8, 1) };
        malformed(&*store, telling(row, Some(7))).await;
    }
    let state = vec![0; 1024];
    let longest = Notified { state, ..to(8, 1) };
    done(&*store, telling(longest.clone(), Some(7))).await?;
    assert_eq!(store.notified(&mara.0, &mara.1).await?, Some(longest));
    Ok(())
}

/// An address is found by its token and listed with its member, until it ends.
pub async fn an_address_of_a_calendar_shows_until_it_ends<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, _] = two_families(&*store).await?;
    let (late, soon) = (feed_of(&mara, 2), feed_of(&mara, 1));
    for feed in [&late, &soon] {
        done(&*store, ReaderRow::Feed(feed.clone())).await?;
    }
    let both = [soon.clone(), late.clone()];
    assert_eq!(store.feeds(&mara.0, &mara.1).await?, both);
    assert_eq!(store.feeds(&elias.0, &elias.1).await?, []);
    assert_eq!(store.feed(&late.token).await?, Some(late.clone()));
    assert_eq!(store.feed(&TokenHash([3; 32])).await?, None);

    let taken = Feed {
        token: late.token,
        ..feed_of(&elias, 3)
    };
    let taken = write(&*store, ReaderRow::Feed(taken)).await?;
    assert_eq!(taken, Written::Conflict(Conflict::Taken));
    let nobody = ReaderRow::Feed(feed_of(&place("two", "mara"), 3));
    assert_eq!(write(&*store, nobody).await?, MISSING);
    for sealed in [Vec::new(), vec![0; 1025]] {
        let feed = Feed {
            sealed,
            ..feed_of(&mara, 3)
        };
        malformed(&*store, ReaderRow::Feed(feed)).await;
    }
    let end = ReaderRow::EndFeed { token: late.token };
    for _ in 0..2 {
        done(&*store, end.clone()).await?;
        assert_eq!(store.feed(&late.token).await?, None);
        let left = store.feeds(&mara.0, &mara.1).await?;
        assert_eq!(left, std::slice::from_ref(&soon));
    }
    Ok(())
}

/// One more than the limit is turned away, until one ends; another member has room still.
pub async fn a_member_has_so_many_addresses_of_calendars<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, _] = two_families(&*store).await?;
    let most = u8::try_from(limits::FEEDS).unwrap_or(u8::MAX);
    for byte in 1..=most {
        done(&*store, ReaderRow::Feed(feed_of(&mara, byte))).await?;
    }
    let more = ReaderRow::Feed(feed_of(&mara, most + 1));
    let answer = write(&*store, more.clone()).await?;
    assert_eq!(answer, Written::Conflict(Conflict::TooMany));
    let known = write(&*store, ReaderRow::Feed(feed_of(&mara, 1))).await?;
    assert_eq!(known, Written::Conflict(Conflict::Taken));
    done(&*store, ReaderRow::Feed(feed_of(&elias, most + 2))).await?;
    let token = feed_of(&mara, 1).token;
    done(&*store, ReaderRow::EndFeed { token }).await?;
    done(&*store, more).await?;
    let left = store.feeds(&mara.0, &mara.1).await?;
    let left: Vec<_> = left.iter().map(|feed| feed.token.0[0]).collect();
    assert_eq!(left, (2..=most + 1).collect::<Vec<_>>());
    Ok(())
}

/// A tablet is found by its token and listed with its family, whoever paired it, until it ends.
pub async fn a_tablet_opens_until_it_ends<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, guest] = two_families(&*store).await?;
    let (late, soon) = (tablet_of(&mara, 2), tablet_of(&elias, 1));
    for tablet in [&late, &soon] {
        done(&*store, ReaderRow::Tablet(tablet.clone())).await?;
    }
    assert_eq!(store.tablets(&mara.0).await?, [soon.clone(), late.clone()]);
    assert_eq!(store.tablets(&guest.0).await?, []);
    assert_eq!(store.tablet(&late.token).await?, Some(late.clone()));
    assert_eq!(store.tablet(&TokenHash([3; 32])).await?, None);

    let taken = Tablet {
        token: late.token,
        ..tablet_of(&guest, 3)
    };
    let taken = write(&*store, ReaderRow::Tablet(taken)).await?;
    assert_eq!(taken, Written::Conflict(Conflict::Taken));
    let nobody = ReaderRow::Tablet(tablet_of(&place("two", "mara"), 3));
    assert_eq!(write(&*store, nobody).await?, MISSING);
    for sealed in [Vec::new(), vec![0; 1025]] {
        let tablet = Tablet {
            sealed,
            ..tablet_of(&mara, 3)
        };
        malformed(&*store, ReaderRow::Tablet(tablet)).await;
    }
    let end = ReaderRow::EndTablet { token: late.token };
    for _ in 0..2 {
        done(&*store, end.clone()).await?;
        assert_eq!(store.tablet(&late.token).await?, None);
        let left = store.tablets(&mara.0).await?;
        assert_eq!(left, std::slice::from_ref(&soon));
    }
    Ok(())
}

/// One more than the limit is turned away, whoever pairs it, until one ends; another family has room.
pub async fn a_family_has_so_many_tablets<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias, guest] = two_families(&*store).await?;
    let most = u8::try_from(limits::TABLETS).unwrap_or(u8::MAX);
    for byte in 1..=most {
        done(&*store, ReaderRow::Tablet(tablet_of(&mara, byte))).await?;
    }
    let more = ReaderRow::Tablet(tablet_of(&elias, most + 1));
    let answer = write(&*store, more.clone()).await?;
    assert_eq!(answer, Written::Conflict(Conflict::TooMany));
    done(&*store, ReaderRow::Tablet(tablet_of(&guest, most + 2))).await?;
    let token = tablet_of(&mara, 1).token;
    done(&*store, ReaderRow::EndTablet { token }).await?;
    done(&*store, more).await?;
    let left = store.tablets(&mara.0).await?;
    let left: Vec<_> = left.iter().map(|tablet| tablet.token.0[0]).collect();
    assert_eq!(left, (2..=most + 1).collect::<Vec<_>>());
    Ok(())
}

/// A browser is asked for in a session that is open, counts what failed, and ends.
pub async fn a_browser_is_told_until_it_ends<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias] = four_browsers(&*store).await?;
    let all = [1, 2, 3].map(|byte| push_of(&mara, byte, byte));
    assert_eq!(store.pushes(&mara).await?, all);
    for _ in 0..2 {
        done(&*store, ReaderRow::PushFailed { id: all[1].id }).await?;
    }
    let full = Push {
        failed: u32::MAX,
        ..all[0].clone()
    };
    done(&*store, ReaderRow::Push(full.clone())).await?;
    done(&*store, ReaderRow::PushFailed { id: full.id }).await?;
    let failed = Push {
        failed: 2,
        ..all[1].clone()
    };
    let expected = [full, failed.clone(), all[2].clone()];
    assert_eq!(store.pushes(&mara).await?, expected);
    done(&*store, ReaderRow::PushReached { id: all[0].id }).await?;
    let (id, sealed) = (all[2].id, vec![8, 8]);
    let changed = Push {
        sealed: sealed.clone(),
        ..all[2].clone()
    };
    done(&*store, ReaderRow::PushChanged { id, sealed }).await?;
    let reached = Push {
        failed: 0,
        ..all[0].clone()
    };
    assert_eq!(store.pushes(&mara).await?, [reached, failed, changed]);
    assert_eq!(browsers(&*store, &elias).await?, [4]);

    // Another session, another account's, one that was never there, one that is over.
    let over = Row::RevokeSession {
        token: TokenHash([3; 32]),
        at: UnixMillis(9),
    };
    assert_eq!(store.write(vec![over]).await?, Written::Done);
    for session in [4, 5, 3] {
        let push = ReaderRow::Push(push_of(&mara, session, 1));
        assert_eq!(write(&*store, push).await?, MISSING);
    }
    assert_eq!(browsers(&*store, &mara).await?, [1, 2]);
    for sealed in [Vec::new(), vec![0; 4097]] {
        let push = Push {
            sealed,
            ..push_of(&mara, 1, 1)
        };
        malformed(&*store, ReaderRow::Push(push)).await;
    }
    // Whoever uses the browser now takes it over.
    done(&*store, ReaderRow::Push(push_of(&elias, 4, 1))).await?;
    assert_eq!(browsers(&*store, &mara).await?, [2]);
    assert_eq!(browsers(&*store, &elias).await?, [1, 4]);
    for id in [1, 1, 9] {
        let id = PushId([id; 16]);
        done(&*store, ReaderRow::EndPush { id }).await?;
        done(&*store, ReaderRow::PushFailed { id }).await?;
        done(&*store, ReaderRow::PushReached { id }).await?;
        let sealed = vec![1];
        done(&*store, ReaderRow::PushChanged { id, sealed }).await?;
    }
    assert_eq!(browsers(&*store, &elias).await?, [4]);
    Ok(())
}

/// Beyond the limit the oldest goes, never the one that is being put.
pub async fn an_account_has_so_many_browsers<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias] = four_browsers(&*store).await?;
    let most = u8::try_from(limits::PUSHES).unwrap_or(u8::MAX);
    for byte in 5..5 + most {
        done(&*store, ReaderRow::Push(push_of(&mara, 1, byte))).await?;
    }
    let expected: Vec<_> = (5..5 + most).collect();
    assert_eq!(browsers(&*store, &mara).await?, expected);
    let oldest = Push {
        created: UnixMillis(0),
        ..push_of(&mara, 1, 99)
    };
    done(&*store, ReaderRow::Push(oldest)).await?;
    let mut expected = vec![99];
    expected.extend(6..5 + most);
    assert_eq!(browsers(&*store, &mara).await?, expected);
    // One that is known takes no room.
    done(&*store, ReaderRow::Push(push_of(&mara, 2, 6))).await?;
    assert_eq!(browsers(&*store, &mara).await?, expected);
    assert_eq!(browsers(&*store, &elias).await?, [4]);
    Ok(())
}
