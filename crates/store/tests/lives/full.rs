//! A full disk: each write of opening, appending and erasing fails in its turn, for a while.
//! Nothing is damaged, writes say that the disk is full, reads go on, and it passes by itself.
//! Touches temporary folders, and runs this test's own binary again with a library before it
//! that makes the writes fail.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::faults::library;
use crate::life::{self, Record};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use store::conformance::tree_of;
use store::{Fault, OpenError, Row, SqliteStore, Store, Written};

const TEST: &str = "full::a_full_disk_does_no_harm_at_any_write";
const ROOT: &str = "PARENTHESIS_FULL_ROOT";

#[test]
fn a_full_disk_does_no_harm_at_any_write() {
    if let Ok(root) = std::env::var(ROOT) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        return runtime.block_on(fill_again_and_again(Path::new(&root)));
    }
    let outer = tempfile::tempdir().unwrap();
    let outer = outer.path().canonicalize().unwrap();
    let root = outer.join("root");
    fs::create_dir(&root).unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(ROOT, &root)
        .env("LD_PRELOAD", library(&outer))
        .env("FAULTS_ROOT", &root)
        .env("FAULTS_CONTROL", outer.join("control"))
        .env("PARENTHESIS_FULL_CONTROL", outer.join("control"))
        .status();
    assert!(status.unwrap().success());
}

/// Steers the library.
struct Control(PathBuf);

impl Control {
    /// Lets `from` writes pass, then makes `count` of them fail.
    fn fill(&self, from: usize, count: usize) {
        fs::write(&self.0, format!("{from} {count}")).unwrap();
    }

    /// How many writes failed since; none fails any more.
    fn failed(&self) -> usize {
        fs::write(&self.0, "?").unwrap();
        let text = fs::read_to_string(&self.0).unwrap();
        self.fill(0, 0);
        text.trim().parse().unwrap()
    }
}

async fn fill_again_and_again(root: &Path) {
    let control = Control(std::env::var("PARENTHESIS_FULL_CONTROL").unwrap().into());
    let opening = opening(root, &control).await;
    let (writing, faults) = writing(root, &control).await;
    let summary = format!("{opening} writes of opening, {writing} of a cycle, {faults} faults\n");
    std::io::stderr().write_all(summary.as_bytes()).unwrap();
    assert!(
        opening > 30 && writing > 20 && faults > writing / 2,
        "{summary}"
    );
}

/// Opens a new folder for each of the writes that opening makes.
async fn opening(root: &Path, control: &Control) -> usize {
    for from in 0.. {
        let folder = root.join(format!("new{from}"));
        control.fill(from, 1 + from % 3);
        let opened = SqliteStore::open_keeping_heads(&folder, life::heads_of(&folder)).await;
        let failed = control.failed();
        match opened {
            Ok(store) => store.close().await,
            Err(OpenError::Database(Fault::Full)) => {}
            Err(error) => {
                let text = error.to_string();
                assert!(text.contains("No space left"), "write {from}: {text}");
            }
        }
        life::open(&folder).await.close().await;
        assert_eq!(integrity(&folder).await, "ok", "write {from}");
        fs::remove_dir_all(&folder).unwrap();
        if failed == 0 {
            return from;
        }
    }
    unreachable!()
}

/// Cycles of all kinds of writes, one for each of the writes that a cycle makes. Returns how
/// many those were, and how many answers said that the disk is full.
async fn writing(root: &Path, control: &Control) -> (usize, usize) {
    let folder = root.join("data");
    let store = life::open(&folder).await;
    let mut record = Record::default();
    let mut faults = 0;
    let mut count = 0;
    for from in 0.. {
        control.fill(from, 1 + from % 4);
        let kinds = [
            (&[0][..], "one"),
            (&[1, 2], "both"),
            (&[0], "file"),
            (&[0], "erase"),
        ];
        for (trees, kind) in kinds {
            let command = format!("{from}-{kind}");
            while let Err(fault) = life::append(&store, trees, &command, kind == "erase").await {
                assert_eq!(fault, Fault::Full, "write {from}: {command}");
                faults += 1;
                let read = store.load(&tree_of("tree0"), 0, 10).await;
                assert!(read.is_ok(), "write {from}: {read:?}");
            }
            record.acknowledged.insert(command);
        }
        let name = format!("name {from}");
        let row = || vec![Row::Instance { name: name.clone() }];
        loop {
            match store.write(row()).await {
                Err(Fault::Full) => faults += 1,
                other => break assert_eq!(other, Ok(Written::Done), "write {from}"),
            }
        }
        assert_eq!(store.instance().await, Ok(Some(name)));
        let failed = control.failed();
        assert_eq!(record.check(&store).await, Ok(()), "write {from}");
        count = from;
        if failed == 0 {
            break;
        }
    }
    store.close().await;
    assert_eq!(integrity(&folder).await, "ok");
    let store = life::open(&folder).await;
    let mut anew = Record::of(record.acknowledged);
    assert_eq!(anew.check(&store).await, Ok(()));
    // What the file beside the folder could not take came later.
    assert_eq!(store.kept_heads().len(), 3);
    for kept in store.kept_heads() {
        let head = store.head(&kept.tree).await.unwrap();
        assert_eq!(head.as_ref(), Some(&kept.head));
    }
    store.close().await;
    (count, faults)
}

async fn integrity(folder: &Path) -> String {
    let file = SqliteConnectOptions::new().filename(folder.join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let query = sqlx::query_scalar("PRAGMA integrity_check");
    let answer = query.fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    answer
}
