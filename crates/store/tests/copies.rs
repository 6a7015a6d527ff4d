//! The heads kept outside the database, copies of it, and reading without the lock. Touches
//! temporary folders.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use store::conformance::{account_of, append_of, batch_of, checkpoint_of, tree_of};
use store::{
    Appended, Fault, Handover, Head, KeptHead, OpenError, Row, SqliteStore, Store, Written,
    snapshot,
};

async fn add(store: &SqliteStore, tree: &str, size: u64) {
    let append = append_of(&tree_of(tree), size, &["entry"]);
    let batch = batch_of(&format!("c{size}"), vec![append]);
    assert_eq!(store.append(batch).await, Ok(Appended::Done));
}

fn heads(sizes: &[(&str, u64)]) -> Vec<KeptHead> {
    let each = sizes.iter().map(|(tree, size)| {
        let (tree, size) = (tree_of(tree), *size);
        let checkpoint = checkpoint_of(&tree, size);
        KeptHead {
            tree,
            head: Head { size, checkpoint },
        }
    });
    each.collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// The file follows the database, whatever the store's end; an older folder put back shows.
#[tokio::test]
async fn the_last_heads_are_kept_outside() {
    let outer = tempfile::tempdir().unwrap();
    let (folder, file) = (outer.path().join("data"), outer.path().join("data.heads"));
    let open = || SqliteStore::open_keeping_heads(&folder, &file);
    let store = open().await.unwrap();
    assert_eq!(store.kept_heads(), []);
    add(&store, "a", 0).await;
    add(&store, "b", 0).await;
    store.close().await;
    copy(&folder, &outer.path().join("older"));

    let store = open().await.unwrap();
    assert_eq!(store.kept_heads(), heads(&[("a", 1), ("b", 1)]));
    assert!(!store.heads_begun_later());
    add(&store, "a", 1).await;
    add(&store, "c", 0).await;
    // Read while the store lives, as it is after a kill.
    let killed = outer.path().join("killed.heads");
    std::fs::copy(&file, &killed).unwrap();
    store.close().await;
    let now = heads(&[("a", 2), ("b", 1), ("c", 1)]);
    for heads in [&killed, &file] {
        let store = SqliteStore::open_keeping_heads(&folder, heads)
            .await
            .unwrap();
        assert_eq!(store.kept_heads(), now);
        store.close().await;
    }
    let old = SqliteStore::open_keeping_heads(outer.path().join("older"), &file);
    let old = old.await.unwrap();
    assert_eq!(old.kept_heads(), now);
    assert_eq!(old.head(&tree_of("a")).await.unwrap().unwrap().size, 1);
    assert_eq!(old.head(&tree_of("c")).await, Ok(None));
    // What is written from then on is the newest word.
    add(&old, "a", 1).await;
    let handover = Handover {
        tree: tree_of("b"),
        size: 1,
        note: b"both".to_vec(),
        old_key: "old".to_owned(),
        checkpoint: b"by the new key".to_vec(),
        wrapped_signing_key: vec![1; 73],
    };
    // Without keys it is turned away, and then it is not in the file either.
    let answer = old.write(vec![Row::Handover(handover)]).await;
    assert!(matches!(answer, Ok(Written::Conflict(_))), "{answer:?}");
    old.close().await;
    let store = open().await.unwrap();
    assert_eq!(store.kept_heads(), now);
    store.close().await;

    std::fs::remove_file(&file).unwrap();
    for later in [true, true] {
        let store = open().await.unwrap();
        assert_eq!(
            (store.kept_heads(), store.heads_begun_later()),
            (&now[..], later)
        );
        store.close().await;
    }
    std::fs::remove_file(&file).unwrap();
    let compared = SqliteStore::open_with_new_heads(&folder, &file);
    let store = compared.await.unwrap();
    assert_eq!(
        (store.kept_heads(), store.heads_begun_later()),
        (&now[..], false)
    );
    store.close().await;
    std::fs::write(&file, b"head torn").unwrap();
    let store = open().await.unwrap();
    assert_eq!(store.kept_heads(), []);
    add(&store, "b", 1).await;
    store.close().await;
    let store = open().await.unwrap();
    assert_eq!(store.kept_heads(), heads(&[("b", 2)]));
}

#[cfg(unix)]
#[tokio::test]
async fn copies_and_heads_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir().unwrap();
    let file = outer.path().join("data.heads");
    let copy = outer.path().join("copy.db");
    let folder = outer.path().join("data");
    let store = SqliteStore::open_keeping_heads(&folder, &file)
        .await
        .unwrap();
    add(&store, "a", 0).await;
    snapshot(&folder, &copy).await.unwrap();
    for path in [file, copy] {
        let mode = path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", path.display());
    }
}

/// A copy made while the store is written is a state that the store was in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_consistent_while_the_store_is_written() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("data");
    let store = SqliteStore::open(&folder).await.unwrap();
    let rows = vec![Row::Account(account_of("mara"))];
    assert_eq!(store.write(rows).await, Ok(Written::Done));
    let writing = store.clone();
    let writer = tokio::spawn(async move {
        for size in 0..300 {
            let both = ["a", "b"].map(|tree| append_of(&tree_of(tree), size, &["entry"]));
            let batch = batch_of(&format!("c{size}"), both.to_vec());
            assert_eq!(writing.append(batch).await, Ok(Appended::Done));
        }
    });
    let mut sizes = Vec::new();
    for n in 0..5 {
        let to = outer.path().join(format!("copy{n}"));
        std::fs::create_dir(&to).unwrap();
        let before = size(&store, "a").await;
        snapshot(&folder, to.join("parenthesis.db")).await.unwrap();
        let copy = SqliteStore::open(&to).await.unwrap();
        let found = size(&copy, "a").await;
        assert!(found >= before, "{found} after {before}");
        assert_eq!(size(&copy, "b").await, found);
        let entries = copy.load(&tree_of("a"), 0, 1024).await.unwrap();
        assert_eq!(u64::try_from(entries.len()).unwrap(), found);
        let mara = account_of("mara");
        assert_eq!(copy.account(&mara.id).await, Ok(Some(mara)));
        copy.close().await;
        sizes.push(found);
    }
    writer.await.unwrap();
    assert!(sizes.is_sorted(), "{sizes:?}");
    let taken = snapshot(&folder, outer.path().join("copy0/parenthesis.db")).await;
    assert!(matches!(taken, Err(OpenError::Folder { .. })), "{taken:?}");
    let none = snapshot(outer.path(), outer.path().join("new.db")).await;
    assert!(matches!(none, Err(OpenError::Folder { .. })), "{none:?}");
    assert!(!outer.path().join("new.db").exists());
}

async fn size(store: &SqliteStore, tree: &str) -> u64 {
    let head = store.head(&tree_of(tree)).await.unwrap();
    head.map_or(0, |head| head.size)
}

#[tokio::test]
async fn a_reader_takes_no_lock_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let none = SqliteStore::read_only(folder.path()).await;
    assert!(matches!(none, Err(OpenError::Folder { .. })), "{none:?}");
    let store = SqliteStore::open(folder.path()).await.unwrap();
    add(&store, "a", 0).await;
    let reader = SqliteStore::read_only(folder.path()).await.unwrap();
    assert_eq!(size(&reader, "a").await, 1);
    add(&store, "a", 1).await;
    assert_eq!(size(&reader, "a").await, 2);
    let batch = batch_of("c", vec![append_of(&tree_of("a"), 2, &["entry"])]);
    assert_eq!(reader.append(batch).await, Err(Fault::Closed));
    assert_eq!(reader.write(Vec::new()).await, Err(Fault::Closed));
    reader.close().await;
    store.close().await;
    let reader = SqliteStore::read_only(folder.path()).await.unwrap();
    assert_eq!(size(&reader, "a").await, 2);
    reader.close().await;

    let file = SqliteConnectOptions::new().filename(folder.path().join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let text = "INSERT INTO _sqlx_migrations (version, description, success, checksum, \
                execution_time) VALUES (9999, 'from the future', 1, x'00', 0)";
    sqlx::query(text).execute(&mut connection).await.unwrap();
    let newer = SqliteStore::read_only(folder.path()).await;
    assert!(matches!(newer, Err(OpenError::Newer { .. })), "{newer:?}");
    let text = "DELETE FROM _sqlx_migrations WHERE version > 1";
    sqlx::query(text).execute(&mut connection).await.unwrap();
    let older = SqliteStore::read_only(folder.path()).await;
    assert!(matches!(older, Err(OpenError::Older { .. })), "{older:?}");
}

/// A database of the first version is brought up to date with its keys.
#[tokio::test]
async fn keys_move_to_their_own_table() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parenthesis.db");
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let first = folder.path().join("first");
    std::fs::create_dir(&first).unwrap();
    std::fs::copy("migrations/0001_first.sql", first.join("0001_first.sql")).unwrap();
    let migrator = sqlx::migrate::Migrator::new(first.as_path()).await.unwrap();
    migrator.run(&mut connection).await.unwrap();
    let text = "INSERT INTO families VALUES ('f', 'tree', x'0101', x'0202', 5); \
                INSERT INTO private_trees VALUES ('f', 'm', 'own', x'0303', x'0404');";
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let families = store.families(None).await.unwrap();
    let keys = families[0].keys.clone().unwrap();
    assert_eq!((keys.key, keys.signing_key), (vec![1, 1], vec![2, 2]));
    let trees = store.private_trees(None).await.unwrap();
    let keys = trees[0].keys.clone().unwrap();
    assert_eq!((keys.key, keys.signing_key), (vec![3, 3], vec![4, 4]));
}
