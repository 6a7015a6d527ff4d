//! A store that counts what is asked of it, dies at any call, and cannot read one tree.

use crate::pass_on::pass_on_the_rest;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use store::{Appended, Batch, Fault, Row, SqliteStore, Store, StoredEntry, TreeId, Written};

/// What is known of the calls.
pub struct Calls {
    /// How many were made.
    pub made: AtomicU64,
    /// This one and all after it fail.
    pub last: AtomicU64,
    /// Whether the first that fails is carried out all the same.
    pub done: AtomicBool,
    /// The entries of each append, and the rows with them.
    pub appends: Mutex<Vec<(usize, usize)>>,
    /// The rows of each other write.
    pub writes: Mutex<Vec<usize>>,
    /// No entry of this tree can be read.
    pub broken: Mutex<Option<TreeId>>,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            made: AtomicU64::new(0),
            last: AtomicU64::new(u64::MAX),
            done: AtomicBool::new(false),
            appends: Mutex::default(),
            writes: Mutex::default(),
            broken: Mutex::default(),
        }
    }
}

/// Passes everything on, as long as it lives.
#[derive(Clone)]
pub struct Watched {
    pub store: SqliteStore,
    pub calls: Arc<Calls>,
}

impl Watched {
    pub fn over(store: &SqliteStore) -> Self {
        Self {
            store: store.clone(),
            calls: Arc::default(),
        }
    }

    async fn call<T>(&self, what: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        let last = self.calls.last.load(Ordering::SeqCst);
        let number = self.calls.made.fetch_add(1, Ordering::SeqCst);
        if number < last {
            return what.await;
        }
        if number == last && self.calls.done.load(Ordering::SeqCst) {
            let _done = what.await;
        }
        Err(Fault::Closed)
    }
}

impl Store for Watched {
    async fn append(&self, batch: Batch) -> Result<Appended, Fault> {
        let entries = batch.appends.iter().map(|one| one.entries.len()).sum();
        let rows = batch.rows.len();
        self.calls.appends.lock().unwrap().push((entries, rows));
        self.call(self.store.append(batch)).await
    }

    async fn write(&self, rows: Vec<Row>) -> Result<Written, Fault> {
        self.calls.writes.lock().unwrap().push(rows.len());
        self.call(self.store.write(rows)).await
    }

    async fn load(&self, tree: &TreeId, from: u64, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
        if self.calls.broken.lock().unwrap().as_ref() == Some(tree) {
            return Err(Fault::Corrupt("a page that cannot be read".into()));
        }
        self.call(self.store.load(tree, from, limit)).await
    }

    pass_on_the_rest!();
}
