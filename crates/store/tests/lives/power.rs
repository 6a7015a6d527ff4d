//! Power cuts under load: a journal of all that a child process wrote and synced, and at many
//! moments of it the files as a cut may leave them: every acknowledged entry is there exactly
//! once, and checkpoints and entries agree. A disk that does not sync is found out by the same
//! check. Touches temporary folders, and runs this test's own binary again as the child.
//!
//! `PARENTHESIS_KILLS` says how many cuts (50 unless given).

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::faults::{Disk, Event, Numbers, Syncs, journal, library};
use crate::life::{self, Record};
use store::SqliteStore;

const TEST: &str = "power::acknowledged_entries_survive_a_power_cut";
const FOLDER: &str = "PARENTHESIS_POWER_FOLDER";
const KILLS: &str = "PARENTHESIS_KILLS";
/// How much the child does before it is ended.
const ACKNOWLEDGED: usize = 400;

#[test]
fn acknowledged_entries_survive_a_power_cut() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    match std::env::var(FOLDER) {
        Ok(folder) => runtime.block_on(life::append_for_ever(Path::new(&folder), "0")),
        Err(_) => runtime.block_on(cut_again_and_again()),
    }
}

async fn cut_again_and_again() {
    let cuts = std::env::var(KILLS).map_or(50, |text| text.parse().unwrap());
    let outer = tempfile::tempdir().unwrap();
    let outer = outer.path().canonicalize().unwrap();
    let root = outer.join("root");
    std::fs::create_dir(&root).unwrap();
    let events = lived(&outer, &root);
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for cut in 0..cuts {
        let at = numbers.next(events.len() + 1);
        let left = after_a_cut(&outer, &root, &events[..at], Syncs::Honest, &mut numbers).await;
        assert_eq!(
            left,
            Ok(()),
            "cut {cut}, after {at} of {} events",
            events.len()
        );
    }
    // The check is worth something: these it finds out.
    for syncs in [Syncs::Ignored, Syncs::IgnoredForTheLog] {
        let mut caught = 0;
        for _ in 0..20 {
            let at = numbers.next(events.len() + 1);
            let left = after_a_cut(&outer, &root, &events[..at], syncs, &mut numbers).await;
            caught += usize::from(left.is_err());
        }
        assert!(caught >= 5, "{syncs:?}: caught {caught} times of 20");
    }
}

/// Runs the child with the library before it until it has done enough, and kills it.
fn lived(outer: &Path, root: &Path) -> Vec<Event> {
    let file = outer.join("journal");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(FOLDER, root.join("data"))
        .env("LD_PRELOAD", library(outer))
        .env("FAULTS_ROOT", root)
        .env("FAULTS_JOURNAL", &file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let done = lines.by_ref().map(Result::unwrap);
    let done = done
        .filter(|line| line.starts_with("ack "))
        .take(ACKNOWLEDGED);
    assert_eq!(done.count(), ACKNOWLEDGED, "the child ended by itself");
    child.kill().unwrap();
    // What it still had to say.
    let rest = lines.map_while(Result::ok).count();
    child.wait().unwrap();
    let events = journal(&file);
    let count = |kind| events.iter().filter(|event| event.kind == kind).count();
    let summary = format!(
        "{} events: {} writes, {} syncs, {} acknowledged ({rest} late)\n",
        events.len(),
        count(b'w'),
        count(b's'),
        count(b'a'),
    );
    std::io::stderr().write_all(summary.as_bytes()).unwrap();
    assert!(count(b'a') >= ACKNOWLEDGED && count(b's') > 50 && count(b't') > 0);
    events
}

/// What the check says of the files that are left when the power goes after these events.
async fn after_a_cut(
    outer: &Path,
    root: &Path,
    events: &[Event],
    syncs: Syncs,
    numbers: &mut Numbers,
) -> Result<(), String> {
    let mut disk = Disk::new(root, syncs);
    let mut record = Record::default();
    for event in events {
        disk.play(event);
        if event.kind == b'a' {
            let line = String::from_utf8(event.bytes.clone()).unwrap();
            let command = line.strip_prefix("ack ").unwrap().trim_end();
            record.acknowledged.insert(command.to_owned());
        }
    }
    let left = outer.join("left");
    std::fs::create_dir(&left).unwrap();
    disk.cut(&left, numbers);
    let folder = left.join("data");
    let store = SqliteStore::open_keeping_heads(&folder, life::heads_of(&folder)).await;
    let checked = match store {
        Ok(store) => {
            let checked = record.check(&store).await;
            store.close().await;
            checked
        }
        Err(error) => Err(error.to_string()),
    };
    std::fs::remove_dir_all(&left).unwrap();
    checked
}
