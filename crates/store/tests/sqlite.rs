//! SQLite runs the suite, and what only SQLite can show: the lock, the files' modes, full
//! disks, groups. Touches temporary folders.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use store::conformance::{account_of, append_of, batch_of, tree_of};
use store::{
    Account, AccountId, Appended, Batch, Conflict, Fault, OpenError, Row, SealedPart, SqliteStore,
    Store, TreeId, WriterCounts, Written, limits, snapshot,
};
use tempfile::TempDir;

async fn open() -> (TempDir, Arc<SqliteStore>) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    (folder, Arc::new(store))
}

mod suite {
    use super::open;

    store::conformance!(open);
}

fn one(tree: &TreeId, expected_size: u64, command: &str) -> Batch {
    batch_of(command, vec![append_of(tree, expected_size, &[command])])
}

async fn size(store: &SqliteStore, tree: &TreeId) -> u64 {
    store.head(tree).await.unwrap().map_or(0, |head| head.size)
}

#[tokio::test]
async fn a_folder_opens_once() {
    let (folder, store) = open().await;
    let second = SqliteStore::open(folder.path()).await.unwrap_err();
    assert!(matches!(second, OpenError::Locked { .. }), "{second:?}");
    assert!(
        second
            .to_string()
            .ends_with("is already open in another server")
    );
    let clone = SqliteStore::clone(&store);
    store.close().await;
    let tree = tree_of("closed");
    assert_eq!(clone.append(one(&tree, 0, "c")).await, Err(Fault::Closed));
    assert_eq!(clone.head(&tree).await, Err(Fault::Closed));
    clone.close().await;
    SqliteStore::open(folder.path())
        .await
        .unwrap()
        .close()
        .await;
}

#[tokio::test]
async fn what_was_written_is_there_after_opening_again() {
    let (folder, store) = open().await;
    let (one_tree, two_tree) = (tree_of("one"), tree_of("two"));
    assert_eq!(
        store.append(one(&one_tree, 0, "c0")).await,
        Ok(Appended::Done)
    );
    let rows = vec![Row::Account(account_of("mara"))];
    assert_eq!(store.write(rows).await, Ok(Written::Done));
    store.close().await;

    let store = SqliteStore::open(folder.path()).await.unwrap();
    assert_eq!(
        store.append(one(&one_tree, 0, "c0")).await,
        Ok(Appended::AlreadyDone)
    );
    assert_eq!(
        store.append(one(&two_tree, 0, "c0")).await,
        Ok(Appended::Done)
    );
    assert_eq!(
        store.append(one(&one_tree, 1, "c1")).await,
        Ok(Appended::Done)
    );
    assert_eq!(store.load(&one_tree, 0, 9).await.unwrap().len(), 2);
    assert_eq!(store.load(&two_tree, 0, 9).await.unwrap().len(), 1);
    let mara = account_of("mara");
    assert_eq!(store.account(&mara.id).await, Ok(Some(mara)));
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("a/data");
    let store = SqliteStore::open(&folder).await.unwrap();
    let tree = tree_of("modes");
    assert_eq!(store.append(one(&tree, 0, "c")).await, Ok(Appended::Done));
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let mut names = Vec::new();
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap();
        assert_eq!(mode(&file.path()), 0o600, "{}", file.path().display());
        names.push(file.file_name().into_string().unwrap());
    }
    names.sort();
    let expected = [
        "lock",
        "parenthesis.db",
        "parenthesis.db-shm",
        "parenthesis.db-wal",
    ];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn writes_that_wait_together_are_one_transaction() {
    let (_folder, store) = open().await;
    let tree = tree_of("group");
    let with_row = Batch {
        rows: vec![Row::Account(account_of("mara"))],
        ..one(&tree, 2, "c2")
    };
    let same_address = Account {
        id: AccountId::new("another"),
        ..account_of("mara")
    };
    let conflicting = Batch {
        rows: vec![Row::Account(same_address)],
        ..one(&tree, 3, "c3")
    };
    let answers = tokio::join!(
        biased;
        store.append(one(&tree, 0, "c0")),
        store.append(one(&tree, 1, "c1")),
        store.append(one(&tree, 1, "c1")),
        store.append(one(&tree, 1, "late")),
        store.append(with_row),
        store.append(conflicting),
        store.append(one(&tree, 3, "c4")),
        store.write(vec![Row::Account(account_of("elias"))]),
    );
    let stale = Appended::Stale {
        tree: tree.clone(),
        size: 2,
    };
    let taken = Appended::Conflict(Conflict::EmailTaken);
    let expected = (
        Ok(Appended::Done),
        Ok(Appended::Done),
        Ok(Appended::AlreadyDone),
        Ok(stale),
        Ok(Appended::Done),
        Ok(taken),
        Ok(Appended::Done),
        Ok(Written::Done),
    );
    assert_eq!(answers, expected);
    let counts = WriterCounts {
        groups: 1,
        writes: 8,
        faults: 0,
    };
    assert_eq!(store.counts(), counts);
    let entries = store.load(&tree, 0, 9).await.unwrap();
    let leaves: Vec<_> = entries.iter().map(|entry| entry.leaf.as_slice()).collect();
    assert_eq!(leaves, [b"c0", b"c1", b"c2", b"c4"]);
}

#[tokio::test]
async fn a_full_disk_is_said_and_passes() {
    let (folder, store) = open().await;
    let tree = tree_of("full");
    let large = |expected_size: u64, command: &str| {
        let mut batch = one(&tree, expected_size, command);
        batch.appends[0].entries[0].body = Some(vec![7; 100_000]);
        batch
    };
    assert_eq!(store.append(large(0, "c0")).await, Ok(Appended::Done));
    for round in 1..=5 {
        store.limit_pages(1);
        let other = tree_of("other");
        let account = account_of(&format!("account{round}"));
        let with_rows = Batch {
            rows: vec![Row::Account(account.clone())],
            ..large(round, &format!("c{round}"))
        };
        // All of the group fail: it is one transaction.
        let answers = tokio::join!(
            biased;
            store.append(one(&other, 0, "small")),
            store.append(with_rows),
        );
        assert_eq!(answers, (Err(Fault::Full), Err(Fault::Full)));
        assert_eq!(size(&store, &tree).await, round);
        assert_eq!(size(&store, &other).await, 0);
        assert_eq!(store.account(&account.id).await, Ok(None));

        store.limit_pages(u32::MAX);
        // What failed is not remembered as done.
        let again = large(round, &format!("c{round}"));
        assert_eq!(store.append(again.clone()).await, Ok(Appended::Done));
        assert_eq!(store.append(again).await, Ok(Appended::AlreadyDone));
    }
    assert_eq!(store.counts().faults, 5);
    store.close().await;
    let file = SqliteConnectOptions::new().filename(folder.path().join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let check: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(check, "ok");
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let (folder, store) = open().await;
    store.close().await;
    let file = SqliteConnectOptions::new().filename(folder.path().join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let text = "INSERT INTO _sqlx_migrations (version, description, success, checksum, \
                execution_time) VALUES (9999, 'from the future', 1, x'00', 0)";
    sqlx::query(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let answer = SqliteStore::open(folder.path()).await.unwrap_err();
    assert!(matches!(answer, OpenError::Newer { .. }), "{answer:?}");
}

#[tokio::test]
async fn the_settings_are_those_that_last() {
    let (folder, store) = open().await;
    let tree = tree_of("settings");
    assert_eq!(store.append(one(&tree, 0, "c")).await, Ok(Appended::Done));
    let file = SqliteConnectOptions::new().filename(folder.path().join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
    let format: String = sqlx::query_scalar("SELECT value FROM meta WHERE key = 'format'")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(format, "1");
}

#[tokio::test]
async fn a_long_queue_is_written_in_several_groups() {
    let (_folder, store) = open().await;
    let mut senders = tokio::task::JoinSet::new();
    for n in 0..3_000 {
        let store = Arc::clone(&store);
        let tree = tree_of(&format!("tree{}", n % 500));
        senders.spawn(async move {
            loop {
                let expected = size(&store, &tree).await;
                let batch = one(&tree, expected, &format!("c{n}"));
                let answer = store.append(batch).await.unwrap();
                if !matches!(answer, Appended::Stale { .. }) {
                    return assert_eq!(answer, Appended::Done);
                }
            }
        });
    }
    senders.join_all().await;
    let mut total = 0;
    for n in 0..500 {
        let tree = tree_of(&format!("tree{n}"));
        total += store.load(&tree, 0, limits::LOAD).await.unwrap().len();
    }
    assert_eq!(total, 3_000);
    assert!(store.counts().groups >= 12, "{:?}", store.counts());
}

/// More entries than one statement may hold, in one transaction, for trees old and new.
#[tokio::test]
async fn a_large_group_is_written_in_parts() {
    let (_folder, store) = open().await;
    for round in 0..2 {
        let mut senders = tokio::task::JoinSet::new();
        for n in 0..32_u64 {
            let tree = tree_of(&format!("tree{n}"));
            let expected = round * 256;
            let texts = vec!["entry"; limits::ENTRIES];
            let batch = batch_of(
                &format!("c{round}"),
                vec![append_of(&tree, expected, &texts)],
            );
            let store = Arc::clone(&store);
            senders.spawn(async move { store.append(batch).await });
        }
        for answer in senders.join_all().await {
            assert_eq!(answer, Ok(Appended::Done));
        }
    }
    for n in 0..32 {
        let tree = tree_of(&format!("tree{n}"));
        let entries = store.load(&tree, 0, limits::LOAD).await.unwrap();
        let sequences: Vec<u64> = entries.iter().map(|entry| entry.sequence).collect();
        assert_eq!(sequences, (0..512).collect::<Vec<_>>());
    }
    assert_eq!(store.counts().groups, 2);
}

/// A batch with an attachment of so many bytes.
fn large(tree: &TreeId, expected_size: u64, command: &str, bytes: usize) -> Batch {
    let mut batch = one(tree, expected_size, command);
    batch.appends[0].entries[0].attachments = vec![SealedPart {
        index: 1,
        sealed: vec![7; bytes],
        wrapped_key: vec![8; 72],
    }];
    batch
}

/// Those who send a few words share a transaction; none of them is in that of a large file.
#[tokio::test]
async fn a_large_write_goes_alone() {
    let (_folder, store) = open().await;
    let trees = ["a", "b", "c", "d", "e"].map(tree_of);
    let mebi = 1024 * 1024;
    let answers = tokio::join!(
        biased;
        store.append(large(&trees[0], 0, "c", 3 * mebi)),
        store.append(one(&trees[1], 0, "c")),
        store.append(large(&trees[2], 0, "c", 3 * mebi)),
        store.append(large(&trees[3], 0, "c", mebi / 2)),
        store.append(one(&trees[4], 0, "c")),
    );
    let done = || Ok(Appended::Done);
    assert_eq!(answers, (done(), done(), done(), done(), done()));
    let counts = WriterCounts {
        groups: 3,
        writes: 5,
        faults: 0,
    };
    assert_eq!(store.counts(), counts);
    for tree in &trees {
        assert_eq!(size(&store, tree).await, 1);
    }
}

/// A file that does not fit leaves nothing behind, and those who send a few words do not notice.
#[tokio::test]
async fn a_disk_too_full_for_a_file_takes_the_rest() {
    let (folder, store) = open().await;
    let (tree, other) = (tree_of("full"), tree_of("other"));
    assert_eq!(store.append(one(&tree, 0, "c0")).await, Ok(Appended::Done));
    store.limit_pages(300);
    let file = || large(&tree, 1, "c1", 3_000_000);
    let answers = tokio::join!(
        biased;
        store.append(file()),
        store.append(one(&other, 0, "c")),
    );
    assert_eq!(answers, (Err(Fault::Full), Ok(Appended::Done)));
    assert_eq!(size(&store, &tree).await, 1);
    assert_eq!(store.attachment(&tree, 1, 1).await, Ok(None));
    assert_eq!(store.attachments(&tree, None).await, Ok(Vec::new()));
    store.limit_pages(u32::MAX);
    assert_eq!(store.append(file()).await, Ok(Appended::Done));
    assert_eq!(store.append(file()).await, Ok(Appended::AlreadyDone));
    let part = file().appends[0].entries[0].attachments.pop();
    assert!(store.attachment(&tree, 1, 1).await.unwrap() == part);
    assert_eq!(store.inspect().await, Ok(Vec::new()));

    // A copy has it too, and it is there after opening again.
    let copies = tempfile::tempdir().unwrap();
    snapshot(folder.path(), copies.path().join("parenthesis.db"))
        .await
        .unwrap();
    store.close().await;
    for folder in [copies.path(), folder.path()] {
        let store = SqliteStore::read_only(folder).await.unwrap();
        assert!(store.attachment(&tree, 1, 1).await.unwrap() == part);
        store.close().await;
    }
}

/// What is damaged beside the entries is found.
#[tokio::test]
async fn damage_among_attachments_is_found() {
    let (folder, store) = open().await;
    let tree = tree_of("damaged");
    let batch = large(&tree, 0, "c", 500);
    assert_eq!(store.append(batch).await, Ok(Appended::Done));
    let file = SqliteConnectOptions::new()
        .filename(folder.path().join("parenthesis.db"))
        .foreign_keys(false);
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    for (damage, found, mend) in [
        (
            "UPDATE attachments SET destroyed = 1",
            "an attachment is marked as erased, and something of it is left",
            "UPDATE attachments SET destroyed = 0",
        ),
        (
            "UPDATE attachments SET sequence = 9",
            "a row of attachments refers to a row of entries that is not there",
            "UPDATE attachments SET sequence = 0",
        ),
    ] {
        sqlx::query(damage).execute(&mut connection).await.unwrap();
        let said = store.inspect().await.unwrap();
        assert!(
            said.iter().any(|one| one.contains(found)),
            "{damage}: {said:?}"
        );
        sqlx::query(mend).execute(&mut connection).await.unwrap();
        assert_eq!(store.inspect().await, Ok(Vec::new()));
    }
}
