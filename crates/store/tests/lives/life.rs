//! A store's life under load, for tests that end it early: what the child process does, and
//! what must hold for whatever is left. Touches the store that it is given.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use store::conformance::tree_of;
use store::{
    Appended, Batch, CommandId, Erase, Fault, SealedPart, SqliteStore, Store, StoredEntry,
    TreeAppend, TreeId,
};
use tlog_tiles::{Hash, HashReader, stored_hash_index, stored_hashes, tree_hash};

const TASKS: usize = 8;
const TREES: usize = 5;
/// One in so many commands erases the entry before it.
const ERASES: usize = 13;

/// Where the heads of a data folder are kept.
pub fn heads_of(folder: &Path) -> PathBuf {
    folder.with_extension("heads")
}

/// Opens a data folder as a server does.
pub async fn open(folder: &Path) -> SqliteStore {
    let store = SqliteStore::open_keeping_heads(folder, heads_of(folder)).await;
    store.unwrap()
}

fn tree(place: usize) -> TreeId {
    tree_of(&format!("tree{place}"))
}

/// What has been seen of the trees so far; each check reads only what is new.
#[derive(Default)]
pub struct Record {
    /// Commands whose answer arrived.
    pub acknowledged: HashSet<String>,
    /// Commands found in the trees, and in how many of them.
    pub found: HashMap<String, usize>,
    hashes: [Vec<Hash>; TREES],
    sizes: [u64; TREES],
    /// Places without a body, and places of which an entry says that they were erased.
    bare: BTreeSet<(usize, u64)>,
    erased: BTreeSet<(usize, u64)>,
    /// Places with an attachment, and those of them whose attachment is gone.
    files: BTreeSet<(usize, u64)>,
    bare_files: BTreeSet<(usize, u64)>,
}

impl Record {
    /// Nothing seen yet, and these commands answered.
    pub fn of(acknowledged: HashSet<String>) -> Self {
        Self {
            acknowledged,
            ..Self::default()
        }
    }

    /// Whether the store holds all that was acknowledged, each thing once, nothing half, and
    /// what it says of its trees agrees.
    pub async fn check(&mut self, store: &SqliteStore) -> Result<(), String> {
        for place in 0..TREES {
            self.check_tree(store, place).await?;
        }
        for command in &self.acknowledged {
            if !self.found.contains_key(command) {
                return Err(format!("{command} was acknowledged and is lost"));
            }
        }
        for (command, trees) in &self.found {
            let expected = if command.ends_with("both") { 2 } else { 1 };
            agree(&format!("trees with {command}"), trees, &expected)?;
        }
        agree("erased entries", &self.bare, &self.erased)?;
        let erased_files = self.erased.intersection(&self.files).copied().collect();
        agree("erased attachments", &self.bare_files, &erased_files)?;
        self.check_heads(store)
    }

    async fn check_tree(&mut self, store: &SqliteStore, place: usize) -> Result<(), String> {
        let tree = tree(place);
        loop {
            let size = self.sizes[place];
            let page = store.load(&tree, size, 500).await.map_err(broken)?;
            if page.is_empty() {
                break;
            }
            for entry in page {
                self.take(store, place, entry).await?;
            }
        }
        let (size, hashes) = (self.sizes[place], InMemory(&self.hashes[place]));
        let Some(head) = store.head(&tree).await.map_err(broken)? else {
            return agree("a tree without a head", &size, &0);
        };
        agree(&format!("size of {tree}"), &head.size, &size)?;
        let root = tree_hash(size, &hashes).unwrap();
        let checkpoint = format!("{size} {root}").into_bytes();
        agree(&format!("root of {tree}"), &head.checkpoint, &checkpoint)?;
        let newest = stored_hash_index(0, size - 1);
        let stored = store.hashes(&tree, &[newest]).await.map_err(broken)?;
        let expected = hashes.read_hashes(&[newest]).unwrap();
        agree("the newest hash", &stored[0], &expected[0].0)
    }

    async fn take(
        &mut self,
        store: &SqliteStore,
        place: usize,
        entry: StoredEntry,
    ) -> Result<(), String> {
        let sequence = self.sizes[place];
        agree("sequence", &entry.sequence, &sequence)?;
        let hashes = &mut self.hashes[place];
        let new = stored_hashes(sequence, &entry.leaf, &InMemory(hashes)).unwrap();
        hashes.extend(new);
        self.sizes[place] += 1;
        let key = entry.wrapped_key.is_some();
        agree("a body with its key", &entry.body.is_some(), &key)?;
        if entry.body.is_none() {
            self.bare.insert((place, sequence));
        }
        let leaf = String::from_utf8(entry.leaf).map_err(broken)?;
        let mut words = leaf.split(' ').skip(2);
        let (erases, command) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        *self.found.entry(command.to_owned()).or_default() += 1;
        if command.ends_with("file") {
            self.files.insert((place, sequence));
            self.take_file(store, place, sequence).await?;
        }
        if let Ok(gone) = erases.parse() {
            self.erased.insert((place, gone));
            if self.files.contains(&(place, gone)) {
                self.take_file(store, place, gone).await?;
            }
            let entries = store.load(&tree(place), gone, 1).await.map_err(broken)?;
            if entries.first().is_some_and(|entry| entry.body.is_none()) {
                self.bare.insert((place, gone));
            }
        }
        Ok(())
    }

    /// An attachment is whole or erased.
    async fn take_file(
        &mut self,
        store: &SqliteStore,
        place: usize,
        sequence: u64,
    ) -> Result<(), String> {
        let found = store.attachment(&tree(place), sequence, 1).await;
        match found.map_err(broken)? {
            Some(part) => agree("an attachment", &part, &file())?,
            None => {
                self.bare_files.insert((place, sequence));
            }
        }
        Ok(())
    }

    /// The file beside the folder may lag; it never says what the database does not.
    fn check_heads(&self, store: &SqliteStore) -> Result<(), String> {
        for kept in store.kept_heads() {
            let place = (0..TREES).find(|place| tree(*place) == kept.tree);
            let place = place.ok_or("a head of no tree")?;
            if kept.head.size > self.sizes[place] {
                return Err(format!("the head of {} is ahead", kept.tree));
            }
            let root = tree_hash(kept.head.size, &InMemory(&self.hashes[place])).unwrap();
            let expected = format!("{} {root}", kept.head.size).into_bytes();
            agree("a kept head", &kept.head.checkpoint, &expected)?;
        }
        Ok(())
    }
}

fn agree<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, due: &T) -> Result<(), String> {
    if found == due {
        return Ok(());
    }
    Err(format!("{what}: found {found:?}, expected {due:?}"))
}

fn broken(error: impl std::fmt::Display) -> String {
    format!("cannot be read: {error}")
}

/// What is attached to an entry: more than a page.
fn file() -> SealedPart {
    SealedPart {
        index: 1,
        sealed: vec![5; 9_000],
        wrapped_key: vec![6; 72],
    }
}

/// Eight tasks append, one entry in one tree (now and then with an attachment) or two in two trees,
/// erase now and then, and say so when it is answered. `round` tells the commands of one life from another's.
pub async fn append_for_ever(folder: &Path, round: &str) {
    let store = Arc::new(open(folder).await);
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..TASKS {
        let (store, round) = (Arc::clone(&store), round.to_owned());
        tasks.spawn(async move {
            for n in 0_usize.. {
                let first = (task + n) % TREES;
                let (trees, kind) = if n % ERASES == ERASES - 1 {
                    (vec![first], "erase")
                } else if n % 4 == 0 {
                    (vec![first, (first + 1) % TREES], "both")
                } else if n % 4 == 1 {
                    (vec![first], "file")
                } else {
                    (vec![first], "one")
                };
                let command = format!("{round}-{task}-{n}-{kind}");
                append(&store, &trees, &command, kind == "erase")
                    .await
                    .unwrap();
                let line = format!("ack {command}\n");
                let mut out = std::io::stdout().lock();
                out.write_all(line.as_bytes()).unwrap();
                out.flush().unwrap();
            }
        });
    }
    tasks.join_all().await;
}

/// Appends one entry to each of the trees, by their places, until it is in.
pub async fn append(
    store: &SqliteStore,
    trees: &[usize],
    command: &str,
    erases: bool,
) -> Result<(), Fault> {
    loop {
        let mut appends = Vec::new();
        let mut erasures = Vec::new();
        for place in trees {
            let append = next_entry(store, &tree(*place), command, erases).await?;
            if let Some(sequence) = append.expected_size.checked_sub(1)
                && erases
            {
                let tree = append.tree.clone();
                erasures.push(Erase::Attachment {
                    tree: tree.clone(),
                    sequence,
                    index: 1,
                });
                erasures.push(Erase::Body { tree, sequence });
            }
            appends.push(append);
        }
        let batch = Batch {
            command: CommandId::new(command),
            scope: tree(trees[0]),
            appends,
            rows: Vec::new(),
            erasures,
        };
        let answer = store.append(batch).await?;
        if !matches!(answer, Appended::Stale { .. }) {
            assert_eq!(answer, Appended::Done);
            return Ok(());
        }
    }
}

/// The append of one entry, with the hashes and the root that the store's hashes give.
async fn next_entry(
    store: &SqliteStore,
    tree: &TreeId,
    command: &str,
    erases: bool,
) -> Result<TreeAppend, Fault> {
    let size = store.head(tree).await?.map_or(0, |head| head.size);
    let erased = size.checked_sub(1).filter(|_| erases);
    let erased = erased.map_or("nothing".to_owned(), |place| place.to_string());
    let leaf = format!("{tree} {size} {erased} {command}").into_bytes();
    let mut known = HashMap::new();
    let new = loop {
        let reader = Fetched::new(known);
        match stored_hashes(size, &leaf, &reader) {
            Ok(new) => break new,
            Err(_) => known = reader.fetch(store, tree).await?,
        }
    };
    let first = stored_hash_index(0, size);
    let new: Vec<(u64, Hash)> = (first..).zip(new).collect();
    let mut known: HashMap<u64, Hash> = new.iter().copied().collect();
    let root = loop {
        let reader = Fetched::new(known);
        match tree_hash(size + 1, &reader) {
            Ok(root) => break root,
            Err(_) => known = reader.fetch(store, tree).await?,
        }
    };
    let hashes = new.into_iter().map(|(index, hash)| (index, hash.0));
    Ok(TreeAppend {
        tree: tree.clone(),
        expected_size: size,
        entries: vec![StoredEntry {
            sequence: size,
            leaf,
            body: Some(vec![1; 400]),
            wrapped_key: Some(vec![2; 72]),
            attachments: if command.ends_with("file") {
                vec![file()]
            } else {
                Vec::new()
            },
        }],
        hashes: hashes.collect(),
        checkpoint: format!("{} {root}", size + 1).into_bytes(),
    })
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
    missing: RefCell<Vec<u64>>,
}

impl Fetched {
    fn new(known: HashMap<u64, Hash>) -> Self {
        Self {
            known,
            missing: RefCell::default(),
        }
    }

    async fn fetch(
        mut self,
        store: &SqliteStore,
        tree: &TreeId,
    ) -> Result<HashMap<u64, Hash>, Fault> {
        let missing = self.missing.into_inner();
        let found = store.hashes(tree, &missing).await?;
        self.known
            .extend(missing.into_iter().zip(found.into_iter().map(Hash)));
        Ok(self.known)
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
