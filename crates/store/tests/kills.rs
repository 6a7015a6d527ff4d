//! Kill -9 under load: every acknowledged entry is there exactly once, sequences have no
//! hole, and each tree's root recomputes. Touches a temporary folder, and runs this test's
//! own binary again as the process that is killed.
//!
//! `PARENTHESIS_KILLS` says how often (50 unless given).

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use store::conformance::tree_of;
use store::{Appended, Batch, CommandId, SqliteStore, Store, StoredEntry, TreeAppend, TreeId};
use tlog_tiles::{Hash, HashReader, stored_hash_index, stored_hashes, tree_hash};

const TEST: &str = "acknowledged_entries_survive_a_kill";
const FOLDER: &str = "PARENTHESIS_KILLS_FOLDER";
const ROUND: &str = "PARENTHESIS_KILLS_ROUND";
const KILLS: &str = "PARENTHESIS_KILLS";
const TASKS: usize = 8;
const TREES: usize = 5;

/// The child appends until it is killed; the parent kills it and looks at what is left.
#[test]
fn acknowledged_entries_survive_a_kill() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    match std::env::var(FOLDER) {
        Ok(folder) => runtime.block_on(append_for_ever(folder)),
        Err(_) => runtime.block_on(kill_again_and_again()),
    }
}

async fn kill_again_and_again() {
    let kills = std::env::var(KILLS).map_or(50, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut record = Record::default();
    let mut slowest = Duration::ZERO;
    for round in 0..kills {
        // xorshift64: the same moments in every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        record
            .acknowledged
            .extend(one_life(folder.path(), round, 1 + random % 120));
        let start = Instant::now();
        let store = SqliteStore::open(folder.path()).await.unwrap();
        slowest = slowest.max(start.elapsed());
        record.check(&store, round).await;
        store.close().await;
    }
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let mut anew = Record {
        acknowledged: record.acknowledged,
        ..Record::default()
    };
    anew.check(&store, kills).await;
    assert!(slowest < Duration::from_secs(5), "ready after {slowest:?}");
    assert!(anew.acknowledged.len() >= usize::try_from(kills).unwrap());
    let summary = format!(
        "{kills} kills: {} acknowledged, {} found, slowest opening {slowest:?}\n",
        anew.acknowledged.len(),
        anew.found.len(),
    );
    std::io::stderr().write_all(summary.as_bytes()).unwrap();
}

/// Runs the child until it has acknowledged `acknowledged` commands, kills it, and returns
/// all that it had acknowledged by then.
fn one_life(folder: &Path, round: u64, acknowledged: u64) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut commands = Vec::new();
    let mut line = String::new();
    let mut alive = true;
    while lines.read_line(&mut line).unwrap() > 0 {
        // A line that the kill cut off is not an acknowledgement.
        if let Some(command) = line.strip_prefix("ack ").and_then(|l| l.strip_suffix('\n')) {
            commands.push(command.to_owned());
        }
        if alive && commands.len() as u64 == acknowledged {
            child.kill().unwrap();
            alive = false;
        }
        line.clear();
    }
    assert!(!alive, "round {round}: the child ended by itself");
    child.wait().unwrap();
    commands
}

/// What has been seen of the trees so far; each check reads only what is new.
#[derive(Default)]
struct Record {
    acknowledged: HashSet<String>,
    /// Commands found in the trees, and in how many of them.
    found: HashMap<String, usize>,
    hashes: [Vec<Hash>; TREES],
    sizes: [u64; TREES],
}

impl Record {
    async fn check(&mut self, store: &SqliteStore, round: u64) {
        for place in 0..TREES {
            self.check_tree(store, place, round).await;
        }
        for command in &self.acknowledged {
            let trees = self.found.get(command);
            assert!(
                trees.is_some(),
                "round {round}: {command} was acknowledged and is lost"
            );
        }
        for (command, trees) in &self.found {
            let expected = if command.ends_with("both") { 2 } else { 1 };
            assert_eq!(*trees, expected, "round {round}: {command}");
        }
    }

    async fn check_tree(&mut self, store: &SqliteStore, place: usize, round: u64) {
        let tree = tree(place);
        let hashes = &mut self.hashes[place];
        let size = &mut self.sizes[place];
        loop {
            let page = store.load(&tree, *size, 500).await.unwrap();
            if page.is_empty() {
                break;
            }
            for entry in page {
                assert_eq!(entry.sequence, *size, "round {round}: a hole in {tree}");
                let reader = InMemory(hashes);
                let new = stored_hashes(*size, &entry.leaf, &reader).unwrap();
                hashes.extend(new);
                *size += 1;
                let leaf = String::from_utf8(entry.leaf).unwrap();
                let command = leaf.split(' ').next_back().unwrap();
                *self.found.entry(command.to_owned()).or_default() += 1;
            }
        }
        let Some(head) = store.head(&tree).await.unwrap() else {
            return assert_eq!(*size, 0);
        };
        assert_eq!(head.size, *size, "round {round}: the head of {tree}");
        let root = tree_hash(*size, &InMemory(hashes)).unwrap();
        let checkpoint = String::from_utf8(head.checkpoint).unwrap();
        assert_eq!(
            checkpoint,
            format!("{size} {root}"),
            "round {round}: root of {tree}"
        );
        let newest = stored_hash_index(0, *size - 1);
        let stored = store.hashes(&tree, &[newest]).await.unwrap();
        assert_eq!(stored, [hashes[usize::try_from(newest).unwrap()].0]);
    }
}

fn tree(place: usize) -> TreeId {
    tree_of(&format!("tree{place}"))
}

/// The child: eight tasks append, one entry in one tree or two in two trees, and say so.
async fn append_for_ever(folder: String) {
    let round = std::env::var(ROUND).unwrap();
    let store = Arc::new(SqliteStore::open(folder).await.unwrap());
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..TASKS {
        let (store, round) = (Arc::clone(&store), round.clone());
        tasks.spawn(async move {
            for n in 0_usize.. {
                let first = (task + n) % TREES;
                let (trees, kind) = if n % 4 == 0 {
                    (vec![first, (first + 1) % TREES], "both")
                } else {
                    (vec![first], "one")
                };
                let command = format!("{round}-{task}-{n}-{kind}");
                append(&store, &trees, &command).await;
                let line = format!("ack {command}\n");
                let mut out = std::io::stdout().lock();
                out.write_all(line.as_bytes()).unwrap();
                out.flush().unwrap();
            }
        });
    }
    tasks.join_all().await;
}

async fn append(store: &SqliteStore, trees: &[usize], command: &str) {
    loop {
        let mut appends = Vec::new();
        for place in trees {
            appends.push(next_entry(store, &tree(*place), command).await);
        }
        let batch = Batch {
            command: CommandId::new(command),
            scope: tree(trees[0]),
            appends,
            rows: Vec::new(),
            erasures: Vec::new(),
        };
        let answer = store.append(batch).await.unwrap();
        if !matches!(answer, Appended::Stale { .. }) {
            return assert_eq!(answer, Appended::Done);
        }
    }
}

/// The append of one entry, with the hashes and the root that the store's hashes give.
async fn next_entry(store: &SqliteStore, tree: &TreeId, command: &str) -> TreeAppend {
    let size = store.head(tree).await.unwrap().map_or(0, |head| head.size);
    let leaf = format!("{tree} {size} {command}").into_bytes();
    let mut known = HashMap::new();
    let new = loop {
        let reader = Fetched::new(known);
        match stored_hashes(size, &leaf, &reader) {
            Ok(new) => break new,
            Err(_) => known = reader.fetch(store, tree).await,
        }
    };
    let first = stored_hash_index(0, size);
    let new: Vec<(u64, Hash)> = (first..).zip(new).collect();
    let mut known: HashMap<u64, Hash> = new.iter().copied().collect();
    let root = loop {
        let reader = Fetched::new(known);
        match tree_hash(size + 1, &reader) {
            Ok(root) => break root,
            Err(_) => known = reader.fetch(store, tree).await,
        }
    };
    TreeAppend {
        tree: tree.clone(),
        expected_size: size,
        entries: vec![StoredEntry {
            sequence: size,
            leaf,
            body: Some(vec![1; 400]),
            wrapped_key: Some(vec![2; 72]),
        }],
        hashes: new
            .into_iter()
            .map(|(index, hash)| (index, hash.0))
            .collect(),
        checkpoint: format!("{} {root}", size + 1).into_bytes(),
    }
}

struct InMemory<'a>(&'a [Hash]);

impl HashReader for InMemory<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let at = |index: &u64| self.0[usize::try_from(*index).unwrap()];
        Ok(indexes.iter().map(at).collect())
    }
}

/// Hashes at hand. Asked for another, it notes which and fails, so that they can be fetched.
struct Fetched {
    known: HashMap<u64, Hash>,
    missing: std::cell::RefCell<Vec<u64>>,
}

impl Fetched {
    fn new(known: HashMap<u64, Hash>) -> Self {
        Self {
            known,
            missing: std::cell::RefCell::default(),
        }
    }

    async fn fetch(mut self, store: &SqliteStore, tree: &TreeId) -> HashMap<u64, Hash> {
        let missing = self.missing.into_inner();
        let found = store.hashes(tree, &missing).await.unwrap();
        self.known
            .extend(missing.into_iter().zip(found.into_iter().map(Hash)));
        self.known
    }
}

impl HashReader for Fetched {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let known = |index: &u64| self.known.get(index).copied();
        let found: Option<Vec<Hash>> = indexes.iter().map(known).collect();
        found.ok_or_else(|| {
            let unknown = indexes
                .iter()
                .filter(|index| !self.known.contains_key(index));
            self.missing.borrow_mut().extend(unknown);
            tlog_tiles::Error::IndexesNotInTree
        })
    }
}
