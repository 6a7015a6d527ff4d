//! After an erasure nothing of what was erased is in any file of the data folder, nor in a
//! copy made of it. Touches temporary folders, and reads SQLite's files as bytes.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use store::conformance::{account_of, append_of, batch_of, tree_of};
use store::{
    AccountId, Appended, Batch, Email, Erase, Family, FamilyId, Rewrap, Row, SealedPart,
    SqliteStore, Store, StoredEntry, TreeId, UnixMillis, WrappedKeys, Written, snapshot,
};

/// The tags of an entry: body, its key, an attachment, its key.
const KINDS: [u8; 4] = [1, 2, 5, 6];

/// What a secret is made of: 8 bytes that nothing else has, again and again.
const TAG: usize = 8;

/// xorshift64: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }
}

fn tag(kind: u8, tree: usize, sequence: u64) -> [u8; TAG] {
    let [.., a, b] = sequence.to_be_bytes();
    [
        0xf1,
        kind,
        u8::try_from(tree).unwrap(),
        a,
        b,
        0xe3,
        kind,
        0xc5,
    ]
}

fn secret(tag: [u8; TAG], length: usize) -> Vec<u8> {
    tag.iter().copied().cycle().take(length).collect()
}

/// The tags among `sought` that stand in a file of the folder.
fn found(folder: &Path, sought: &BTreeSet<[u8; TAG]>) -> BTreeSet<[u8; TAG]> {
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for window in bytes.windows(TAG) {
            // Whole at any turn: a page may cut the first repetition.
            if window[0] == 0xf1 && sought.contains(window) {
                found.insert(window.try_into().unwrap());
            }
        }
    }
    found
}

/// Trees with entries whose bodies and keys can be found again.
struct Record {
    sizes: Vec<u64>,
    living: Vec<(usize, u64)>,
    gone: BTreeSet<[u8; TAG]>,
    commands: usize,
}

impl Record {
    fn tree(place: usize) -> TreeId {
        tree_of(&format!("tree{place}"))
    }

    fn batch(&mut self, place: usize, lengths: &[usize]) -> Batch {
        self.commands += 1;
        let texts = vec!["leaf"; lengths.len()];
        let mut append = append_of(&Self::tree(place), self.sizes[place], &texts);
        for (entry, length) in append.entries.iter_mut().zip(lengths) {
            entry.body = Some(secret(tag(1, place, entry.sequence), *length));
            entry.wrapped_key = Some(secret(tag(2, place, entry.sequence), 73));
            // As long as the body, or longer.
            let length = length * [1, 6][usize::from(length % 3 == 0)];
            entry.attachments = vec![SealedPart {
                index: 1,
                sealed: secret(tag(5, place, entry.sequence), length),
                wrapped_key: secret(tag(6, place, entry.sequence), 73),
            }];
            self.living.push((place, entry.sequence));
        }
        self.sizes[place] += u64::try_from(lengths.len()).unwrap();
        batch_of(&format!("c{}", self.commands), vec![append])
    }

    /// Erases some living entries of one tree, at random.
    fn erase(&mut self, numbers: &mut Numbers, most: usize) -> Batch {
        let (place, _) = self.living[numbers.next(self.living.len())];
        let size = self.sizes[place];
        let mut erasures = Vec::new();
        for _ in 0..1 + numbers.next(most) {
            let of_tree = |(_, one): &(usize, &(usize, u64))| one.0 == place && one.1 < size;
            let places: Vec<_> = self.living.iter().enumerate().filter(of_tree).collect();
            if places.is_empty() {
                break;
            }
            let index = places[numbers.next(places.len())].0;
            let (_, sequence) = self.living.swap_remove(index);
            self.gone
                .extend(KINDS.map(|kind| tag(kind, place, sequence)));
            let tree = Self::tree(place);
            erasures.push(Erase::Attachment {
                tree: tree.clone(),
                sequence,
                index: 1,
            });
            erasures.push(Erase::Body { tree, sequence });
        }
        Batch {
            erasures,
            ..self.batch(place, &[20])
        }
    }

    fn there(&self) -> BTreeSet<[u8; TAG]> {
        let tags =
            |(place, sequence): &(usize, u64)| KINDS.map(|kind| tag(kind, *place, *sequence));
        self.living.iter().flat_map(tags).collect()
    }
}

async fn done(store: &SqliteStore, batch: Batch) {
    assert_eq!(store.append(batch).await, Ok(Appended::Done));
}

/// Entries of all lengths come and go; after each erasure none of its bytes is anywhere.
#[tokio::test]
async fn what_is_erased_is_in_no_file() {
    const TREES: usize = 4;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("data");
    let store = SqliteStore::open(&folder).await.unwrap();
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut record = Record {
        sizes: vec![0; TREES],
        living: Vec::new(),
        gone: BTreeSet::new(),
        commands: 0,
    };
    for round in 0..40 {
        for _ in 0..numbers.next(8) {
            // From a word to more than a page.
            let longest = [40, 400, 3_000, 9_000][numbers.next(4)];
            let mut length = || 16 + numbers.next(longest);
            let lengths = [length(), length(), length()];
            let place = numbers.next(TREES);
            let batch = record.batch(place, &lengths);
            done(&store, batch).await;
        }
        if record.living.is_empty() {
            continue;
        }
        assert_eq!(found(&folder, &record.there()), record.there());
        let batch = record.erase(&mut numbers, 12);
        done(&store, batch).await;
        assert_eq!(
            found(&folder, &record.gone),
            BTreeSet::new(),
            "round {round}"
        );
    }
    assert!(record.gone.len() > 200);
    for place in 0..TREES {
        let tree = Record::tree(place);
        for entry in store.load(&tree, 0, 1024).await.unwrap() {
            let StoredEntry { sequence, body, .. } = entry;
            let living = record.living.contains(&(place, sequence));
            assert_eq!(body.is_some(), living, "{place} {sequence}");
            let attached = store.attachment(&tree, sequence, 1).await.unwrap();
            assert_eq!(attached.is_some(), living, "{place} {sequence}");
        }
    }
    let copy = outer.path().join("copy");
    std::fs::create_dir(&copy).unwrap();
    snapshot(&folder, copy.join("parenthesis.db"))
        .await
        .unwrap();
    assert_eq!(found(&copy, &record.gone), BTreeSet::new());
    assert_eq!(found(&copy, &record.there()), record.there());
    store.close().await;
    assert_eq!(found(&folder, &record.gone), BTreeSet::new());
    assert_eq!(found(&folder, &record.there()), record.there());

    // The search is worth something: a store that kept the wrapped key would be found out.
    let file = SqliteConnectOptions::new().filename(folder.join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let kept = *record.gone.last().unwrap();
    let also = *record.gone.first().unwrap();
    for (text, kept) in [
        ("UPDATE entries SET wrapped_key = ? WHERE place = 1", kept),
        (
            "UPDATE attachments SET wrapped_key = ? WHERE place = 1",
            also,
        ),
    ] {
        let query = sqlx::query(text).bind(secret(kept, 73));
        query.execute(&mut connection).await.unwrap();
    }
    assert_eq!(found(&folder, &record.gone), BTreeSet::from([kept, also]));
}

/// Files as large as people send, of many pages each: nothing of what is erased is left, and what
/// stays is whole. Closing a tree does the same.
#[tokio::test]
async fn large_attachments_are_erased_to_the_last_page() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let bytes = |sequence| secret(tag(5, 0, sequence), 3_000_000 + 4_099 * TAG);
    for sequence in 0..4 {
        let mut append = append_of(&tree_of("large"), sequence, &["leaf"]);
        append.entries[0].attachments = vec![SealedPart {
            index: 1,
            sealed: bytes(sequence),
            wrapped_key: secret(tag(6, 0, sequence), 73),
        }];
        done(&store, batch_of(&format!("c{sequence}"), vec![append])).await;
    }
    let tags = |sequences: &[u64]| -> BTreeSet<_> {
        let both = |sequence: &u64| [5, 6].map(|kind| tag(kind, 0, *sequence));
        sequences.iter().flat_map(both).collect()
    };
    let all = tags(&[0, 1, 2, 3]);
    assert_eq!(found(folder.path(), &all), all);
    let tree = tree_of("large");
    let erasure = |sequence| Erase::Attachment {
        tree: tree.clone(),
        sequence,
        index: 1,
    };
    let batch = Batch {
        erasures: vec![erasure(1), erasure(3)],
        ..batch_of("erase", vec![append_of(&tree, 4, &["leaf"])])
    };
    done(&store, batch).await;
    assert_eq!(found(folder.path(), &all), tags(&[0, 2]));
    for sequence in [0, 2] {
        let part = store.attachment(&tree, sequence, 1).await.unwrap();
        assert!(part.unwrap().sealed == bytes(sequence));
    }
    let batch = Batch {
        erasures: vec![Erase::Tree(tree.clone())],
        ..batch_of("close", vec![append_of(&tree, 5, &["leaf"])])
    };
    done(&store, batch).await;
    assert_eq!(found(folder.path(), &all), BTreeSet::new());
    assert_eq!(store.attachments(&tree, None).await, Ok(Vec::new()));
    assert_eq!(store.inspect().await, Ok(Vec::new()));
    store.close().await;
    assert_eq!(found(folder.path(), &all), BTreeSet::new());
}

/// As soon as a long read ends, what it held up is wiped.
#[tokio::test]
async fn a_reader_holds_it_up_only_while_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let mut record = Record {
        sizes: vec![0],
        living: Vec::new(),
        gone: BTreeSet::new(),
        commands: 0,
    };
    let batch = record.batch(0, &[500, 500]);
    done(&store, batch).await;
    let file = SqliteConnectOptions::new().filename(folder.path().join("parenthesis.db"));
    let mut reader = SqliteConnection::connect_with(&file).await.unwrap();
    let mut reading = reader.begin().await.unwrap();
    let text = "SELECT count(*) FROM entries";
    let count: i64 = sqlx::query_scalar(text)
        .fetch_one(&mut *reading)
        .await
        .unwrap();
    assert_eq!(count, 2);
    let batch = record.erase(&mut Numbers(7), 1);
    done(&store, batch).await;
    assert!(!found(folder.path(), &record.gone).is_empty());
    // Others write in the meantime, and nobody waits for the reader again.
    let batch = record.batch(0, &[500]);
    done(&store, batch).await;
    reading.rollback().await.unwrap();
    let wait = async {
        while !found(folder.path(), &record.gone).is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let limit = std::time::Duration::from_secs(30);
    tokio::time::timeout(limit, wait).await.unwrap();
    assert_eq!(found(folder.path(), &record.there()), record.there());
}

/// Keys of closed trees, and those that others took the place of.
#[tokio::test]
async fn destroyed_keys_are_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let keys = |place: usize, turn: u64| WrappedKeys {
        key: secret(tag(3, place, turn), 73),
        signing_key: secret(tag(4, place, turn), 73),
    };
    let tags = |place: usize, turn: u64| [3, 4].map(|kind| tag(kind, place, turn));
    let mut numbers = Numbers(0x9e37_79b9);
    let mut trees = HashMap::new();
    for place in 0..100 {
        // In no order, so that pages are split everywhere.
        let name = format!("{:08x}", numbers.next(usize::MAX) & 0xffff_ffff);
        let family = Family {
            id: FamilyId::new(name.as_str()),
            tree: tree_of(&name),
            keys: Some(keys(place, 0)),
            created: UnixMillis(1),
        };
        let batch = Batch {
            rows: vec![Row::Family(family)],
            ..batch_of("found", vec![append_of(&tree_of(&name), 0, &["founded"])])
        };
        done(&store, batch).await;
        trees.insert(place, tree_of(&name));
    }
    let all: BTreeSet<_> = (0..100).flat_map(|place| tags(place, 0)).collect();
    assert_eq!(found(folder.path(), &all), all);
    let mut gone = BTreeSet::new();
    for place in (0..100).step_by(3) {
        let tree = trees.remove(&place).unwrap();
        let batch = Batch {
            erasures: vec![Erase::Tree(tree.clone())],
            ..batch_of("close", vec![append_of(&tree, 1, &["closed"])])
        };
        done(&store, batch).await;
        gone.extend(tags(place, 0));
        assert_eq!(found(folder.path(), &gone), BTreeSet::new());
    }
    let rewrap = trees.iter().map(|(place, tree)| Rewrap {
        tree: tree.clone(),
        from: keys(*place, 0),
        to: keys(*place, 1),
    });
    assert_eq!(
        store.rewrap(rewrap.collect(), Vec::new()).await,
        Ok(Written::Done)
    );
    assert_eq!(found(folder.path(), &all), BTreeSet::new());
    let new: BTreeSet<_> = trees.keys().flat_map(|place| tags(*place, 1)).collect();
    assert_eq!(found(folder.path(), &new), new);
}

/// Addresses stand in indexes too, and indexes are turned over as they grow.
#[tokio::test]
async fn a_removed_address_is_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let mut numbers = Numbers(0x9e37_79b9);
    let mut names = Vec::new();
    for _ in 0..300 {
        let name = format!("{:08x}", numbers.next(usize::MAX) & 0xffff_ffff);
        let account = store::Account {
            id: AccountId::new(name.as_str()),
            email: Email::normalise(&format!("{name}@somewhere.example")).unwrap(),
            ..account_of("sample")
        };
        let rows = vec![Row::Account(account)];
        assert_eq!(store.write(rows).await, Ok(Written::Done));
        names.push(name);
    }
    let left = |names: &[String]| {
        let mut bytes = Vec::new();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        names.iter().filter(|name| text.contains(*name)).count()
    };
    assert_eq!(left(&names), 300);
    let mut gone = Vec::new();
    while gone.len() < 5 {
        let name = names.swap_remove(numbers.next(names.len()));
        let account = AccountId::new(name.as_str());
        let rows = vec![Row::RemoveAccount { account }];
        assert_eq!(store.write(rows).await, Ok(Written::Done));
        gone.push(name);
        assert_eq!(left(&gone), 0);
        assert_eq!(left(&names), names.len());
    }
}

/// A database from before migration 4 kept with what each session was begun; the migration blanks
/// it, and what was blanked is in no file.
#[tokio::test]
async fn what_a_session_was_begun_with_goes_with_the_migration() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    let account = account_of("mara");
    let mut rows = vec![Row::Account(account.clone())];
    rows.extend((0..40).map(|n| {
        Row::Session(store::Session {
            token: store::TokenHash([n; 32]),
            account: account.id.clone(),
            device: format!("ZebraPhone {n}"),
            created: UnixMillis(1),
            last_seen: UnixMillis(1),
            expires: UnixMillis(2),
            revoked: None,
            family: None,
            entry: None,
        })
    }));
    assert_eq!(store.write(rows).await, Ok(Written::Done));
    store.close().await;
    let left = || {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let mut bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        bytes.any(|bytes| bytes.windows(10).any(|window| window == b"ZebraPhone"))
    };
    assert!(left());
    let file = SqliteConnectOptions::new().filename(folder.path().join("parenthesis.db"));
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let text = "DELETE FROM _sqlx_migrations WHERE version = 4";
    sqlx::query(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let store = SqliteStore::open(folder.path()).await.unwrap();
    assert!(!left());
    let sessions = store.sessions(&account.id).await.unwrap();
    assert!(sessions.len() == 40 && sessions.iter().all(|one| one.device.is_empty()));
    store.close().await;
    assert!(!left());
}
