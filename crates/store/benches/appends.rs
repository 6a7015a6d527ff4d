//! Durable appends a second with signed checkpoints, beside bare SQLite rows of the same size
//! in groups of the same size, in the same run. Prints a table. Touches temporary folders.
//!
//! `cargo bench -p store`; without `--bench` (as tests run it) the counts are tiny.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops at the first surprise"
)]

use std::future::{Future, poll_fn};
use std::io::Write as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ledger::{Frontier, Origin, Signer, SigningKey, checkpoint};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection};
use store::conformance::batch_of;
use store::{Appended, Batch, Fault, SqliteStore, Store, StoredEntry, TreeAppend, TreeId};

const LEAF_BYTES: usize = 400;
const BODY_BYTES: usize = 400;
const KEY_BYTES: usize = 72;

/// A tree that several senders append to: whoever sends next takes the next place.
struct Line {
    tree: TreeId,
    origin: Origin,
    signer: Signer,
    edge: Mutex<Frontier>,
}

impl Line {
    fn new(place: usize) -> Self {
        let place = u128::try_from(place).unwrap();
        let origin = Origin::from_random(place.to_be_bytes());
        let mut seed = [7; 32];
        seed[..16].copy_from_slice(&place.to_be_bytes());
        Self {
            tree: TreeId::new(origin.to_string()),
            origin,
            signer: Signer::for_tree(origin, &SigningKey::new(seed)),
            edge: Mutex::new(Frontier::default()),
        }
    }

    /// The next entry with its hashes and the signed checkpoint, as the server makes them
    /// before it hands them over. Bodies are not sealed here.
    fn batch(&self, edge: &mut Frontier) -> Batch {
        let sequence = edge.size();
        // A command id as long as those of the pages: 32 hex digits.
        let command = format!(
            "{:032x}",
            u128::from(sequence).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c)
        );
        let mut leaf = vec![1; LEAF_BYTES];
        leaf[..8].copy_from_slice(&sequence.to_be_bytes());
        let hashes = edge.push(&leaf).into_iter();
        let append = TreeAppend {
            tree: self.tree.clone(),
            expected_size: sequence,
            hashes: hashes
                .map(|(index, hash)| (index, *hash.as_bytes()))
                .collect(),
            checkpoint: checkpoint(self.origin, edge.size(), edge.root(), &self.signer),
            entries: vec![StoredEntry {
                sequence,
                leaf,
                body: Some(vec![2; BODY_BYTES]),
                wrapped_key: Some(vec![3; KEY_BYTES]),
                attachments: Vec::new(),
            }],
        };
        batch_of(&command, vec![append])
    }
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Appended, Fault>> + Send + 'a>>;

/// Appends the line's next entry. The place is taken and the append handed over in one
/// step, so that entries arrive in order, as they do from a server that holds a family.
async fn append_next(store: &SqliteStore, line: &Line) {
    let mut sent: Option<Answer<'_>> = None;
    let answer = poll_fn(|context| {
        if let Some(sent) = &mut sent {
            return sent.as_mut().poll(context);
        }
        let mut edge = line.edge.lock().unwrap();
        let batch = line.batch(&mut edge);
        let future = tokio::task::unconstrained(store.append(batch));
        sent.insert(Box::pin(future)).as_mut().poll(context)
    });
    assert_eq!(answer.await, Ok(Appended::Done));
}

/// Appends a second, and the mean size of a group.
async fn measure_store(writers: usize, trees: usize, total: usize) -> (f64, f64) {
    let folder = tempfile::tempdir().unwrap();
    let (data, heads) = (folder.path().join("data"), folder.path().join("heads"));
    let store = SqliteStore::open_keeping_heads(data, heads).await;
    let store = Arc::new(store.unwrap());
    let lines: Vec<_> = (0..trees).map(|place| Arc::new(Line::new(place))).collect();
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..writers {
        let (store, lines) = (Arc::clone(&store), lines.clone());
        tasks.spawn(async move {
            for n in 0..total / writers {
                append_next(&store, &lines[(writer + n * writers) % lines.len()]).await;
            }
        });
    }
    tasks.join_all().await;
    let taken = start.elapsed();
    let counts = store.counts();
    store.close().await;
    let mean = as_f64(counts.writes) / as_f64(counts.groups);
    (rate(counts.writes, taken), mean)
}

/// Rows a second: one table, one column of the bytes of an entry, `group` rows a commit.
async fn measure_rows(group: u64, total: u64) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("rows.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", "4000");
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let table = "CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)";
    sqlx::query(table).execute(&mut connection).await.unwrap();
    let marks = vec!["(?)"; usize::try_from(group).unwrap()].join(",");
    let insert: Arc<str> = format!("INSERT INTO bare (bytes) VALUES {marks}").into();
    let start = Instant::now();
    let groups = total / group;
    for _ in 0..groups {
        let mut transaction = connection.begin().await.unwrap();
        let mut query = sqlx::query(AssertSqlSafe(Arc::clone(&insert)));
        for _ in 0..group {
            query = query.bind(vec![5_u8; LEAF_BYTES + BODY_BYTES + KEY_BYTES]);
        }
        query.execute(&mut *transaction).await.unwrap();
        transaction.commit().await.unwrap();
    }
    rate(groups * group, start.elapsed())
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

fn rate(count: u64, taken: Duration) -> f64 {
    as_f64(count) / taken.as_secs_f64()
}

/// Rounds, each of appends and then of bare rows: what else the machine does at the time
/// falls on both. The middle of the ratios counts.
const ROUNDS: usize = 7;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> std::io::Result<()> {
    let whole = std::env::args().any(|argument| argument == "--bench");
    let (scale, rounds) = if whole { (1, ROUNDS) } else { (100, 1) };
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "writers trees    appends/s    group    bare rows/s    ratio   (middle of {rounds})"
    )?;
    for (writers, trees, total) in [
        (1, 1, 1_600),
        (1, 64, 1_600),
        (64, 1, 25_600),
        (64, 64, 25_600),
    ] {
        let mut measured = Vec::new();
        for _ in 0..rounds {
            let (appends, mean) = measure_store(writers, trees, total / scale).await;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "1 to 256"
            )]
            let group = mean.round().max(1.0) as u64;
            let rows = measure_rows(group, u64::try_from(total / scale).unwrap()).await;
            measured.push((appends / rows, appends, mean, rows));
        }
        measured.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (ratio, appends, mean, rows) = measured[measured.len() / 2];
        writeln!(
            out,
            "{writers:>7} {trees:>5} {appends:>12.0} {mean:>8.1} {rows:>14.0} {ratio:>8.2}"
        )?;
    }
    Ok(())
}
