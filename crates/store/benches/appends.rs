//! Durable appends a second, beside bare SQLite rows of the same size in groups of the same
//! size, in the same run. Prints a table. Touches temporary folders.
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

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection};
use store::conformance::{append_of, batch_of, tree_of};
use store::{Appended, Batch, Fault, SqliteStore, Store, TreeId};

const LEAF_BYTES: usize = 400;
const BODY_BYTES: usize = 400;
const KEY_BYTES: usize = 72;
const CHECKPOINT_BYTES: usize = 200;

/// A tree that several senders append to: whoever sends next takes the next place.
struct Line {
    tree: TreeId,
    next: Mutex<u64>,
}

fn batch(tree: &TreeId, sequence: u64) -> Batch {
    // A command id as long as those of the pages: 32 hex digits.
    let command = format!(
        "{:032x}",
        u128::from(sequence).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c)
    );
    let mut append = append_of(tree, sequence, &[""]);
    append.entries[0].leaf = vec![1; LEAF_BYTES];
    append.entries[0].body = Some(vec![2; BODY_BYTES]);
    append.entries[0].wrapped_key = Some(vec![3; KEY_BYTES]);
    append.checkpoint = vec![4; CHECKPOINT_BYTES];
    batch_of(&command, vec![append])
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
        let mut next = line.next.lock().unwrap();
        let batch = batch(&line.tree, *next);
        *next += 1;
        let future = tokio::task::unconstrained(store.append(batch));
        sent.insert(Box::pin(future)).as_mut().poll(context)
    });
    assert_eq!(answer.await, Ok(Appended::Done));
}

/// Appends a second, and the mean size of a group.
async fn measure_store(writers: usize, trees: usize, total: usize) -> (f64, f64) {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(folder.path()).await.unwrap());
    let lines: Vec<Arc<Line>> = (0..trees)
        .map(|n| {
            Arc::new(Line {
                tree: tree_of(&format!("{n:032x}")),
                next: Mutex::new(0),
            })
        })
        .collect();
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
