//! SQLite behind the seam: opening, closing, and the trait's methods, each handed to the
//! writer or to the readers. Touches one folder.

mod cache;
mod folder;
mod group;
mod read;
mod rows;
mod statements;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{mpsc, oneshot};

use crate::batch::{Appended, Batch, Head, StoredEntry, Written, row_count};
use crate::fault::{Fault, OpenError};
use crate::id::{AccountId, Email, FamilyId, MemberId, TokenHash, TreeId};
use crate::rows::{Account, Family, Invitation, Membership, PrivateTree, Row, Session};
use crate::seam::Store;
use group::{Outcome, Work};
use writer::{Message, Shared, Writer};

/// The migrations, embedded. One that shipped is never edited; a test holds their sums.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How many writes may wait; beyond it, senders wait.
const QUEUE: usize = 1024;
/// Connections that read. Each has a thread and a page cache.
const READERS: u32 = 4;
/// Page caches, in KiB (negative, as SQLite wants it): the writer's and each reader's.
const WRITER_CACHE_KIB: &str = "-8000";
const READER_CACHE_KIB: &str = "-2000";
/// SQLite copies the write-ahead log back into the database after so many pages (16 MiB).
const CHECKPOINT_PAGES: &str = "4000";
/// The write-ahead log is cut back to this after a quiet moment, in bytes.
const LOG_BYTES: &str = "33554432";
/// Rows that wait between SQLite's thread and ours; a look-up answers in one go.
const ROW_BUFFER: usize = 1024;

/// The store in a folder: one SQLite database, one writer, a few readers. Cheap to clone.
///
/// The folder is made with mode 0700 if it is missing, its files have mode 0600, and a
/// lock in it keeps a second server out. Call [`close`](SqliteStore::close) at the end;
/// a store that is only dropped finishes what waits and then lets the folder go.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    readers: SqlitePool,
    inbox: mpsc::Sender<Message>,
    shared: Arc<Shared>,
}

/// What the writer has done since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterCounts {
    /// Transactions.
    pub groups: u64,
    /// Batches and row writes in them, whatever their answer.
    pub writes: u64,
    /// Groups that failed with a [`Fault`].
    pub faults: u64,
}

impl SqliteStore {
    /// Opens the store in a folder and brings its schema up to date. Needs a tokio runtime.
    ///
    /// # Errors
    /// [`OpenError::Locked`] if another server has the folder; [`OpenError::Newer`] if a
    /// newer version wrote it; else the folder or the database cannot be used.
    pub async fn open(folder: impl AsRef<Path>) -> Result<Self, OpenError> {
        let folder = folder.as_ref();
        let (file, lock) = folder::prepare(folder)?;
        let options = options(&file);
        let mut connection = connect(&options).await?;
        if let Err(error) = MIGRATIONS.run(&mut connection).await {
            return Err(if matches!(error, MigrateError::VersionMissing(_)) {
                let folder = folder.to_owned();
                OpenError::Newer { folder }
            } else {
                OpenError::Migration(error.to_string())
            });
        }
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(reader_options(&file));
        let (inbox, messages) = mpsc::channel(QUEUE);
        let shared = Arc::new(Shared::default());
        let writer = Writer::new(connection, options, messages, Arc::clone(&shared), lock).await?;
        tokio::spawn(writer.run());
        Ok(Self {
            readers,
            inbox,
            shared,
        })
    }

    /// Finishes what waits, closes the database and lets the folder go. Later calls, also
    /// on clones, answer [`Fault::Closed`].
    pub async fn close(&self) {
        let (answer, closed) = oneshot::channel();
        // Readers go first, so that the writer is the last one and clears the log away.
        self.readers.close().await;
        if self.inbox.send(Message::Close(answer)).await.is_ok() {
            // An error only says that the writer is gone already.
            let _gone = closed.await;
        }
    }

    /// Lets the database grow to `pages` of 4 KiB and no further; beyond it, writes answer
    /// [`Fault::Full`]. For a quota, and for tests of a full disk. Holds from the next
    /// write on; a limit below the present size forbids growth.
    pub fn limit_pages(&self, pages: u32) {
        self.shared.limit_pages(pages);
    }

    /// What the writer has done since the store was opened.
    #[must_use]
    pub fn counts(&self) -> WriterCounts {
        self.shared.counts()
    }

    async fn send(&self, work: Work) -> Result<Outcome, Fault> {
        let (answer, outcome) = oneshot::channel();
        let message = Message::Write(work, answer);
        self.inbox.send(message).await.map_err(|_| Fault::Closed)?;
        outcome.await.map_err(|_| Fault::Closed)?
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .row_buffer_size(ROW_BUFFER)
        .pragma("cache_size", WRITER_CACHE_KIB)
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("journal_size_limit", LOG_BYTES)
        // What SQLite keeps to undo a single statement stays out of files.
        .pragma("temp_store", "MEMORY")
        // What is erased is overwritten, not only unlinked.
        .pragma("secure_delete", "ON")
        .disable_statement_logging()
}

fn reader_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .busy_timeout(Duration::from_secs(5))
        .row_buffer_size(ROW_BUFFER)
        .pragma("cache_size", READER_CACHE_KIB)
        .disable_statement_logging()
}

async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, Fault> {
    Ok(SqliteConnection::connect_with(options).await?)
}

impl Store for SqliteStore {
    async fn append(&self, batch: Batch) -> Result<Appended, Fault> {
        batch.check()?;
        match self.send(Work::Batch(batch)).await? {
            Outcome::Done => Ok(Appended::Done),
            Outcome::AlreadyDone => Ok(Appended::AlreadyDone),
            Outcome::Stale { tree, size } => Ok(Appended::Stale { tree, size }),
            Outcome::Conflict(conflict) => Ok(Appended::Conflict(conflict)),
        }
    }

    async fn write(&self, rows: Vec<Row>) -> Result<Written, Fault> {
        row_count(&rows)?;
        match self.send(Work::Rows(rows)).await? {
            Outcome::Done => Ok(Written::Done),
            Outcome::Conflict(conflict) => Ok(Written::Conflict(conflict)),
            Outcome::AlreadyDone | Outcome::Stale { .. } => {
                Err(Fault::Corrupt("rows answered as entries".into()))
            }
        }
    }

    async fn load(&self, tree: &TreeId, from: u64, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
        read::load(&self.readers, tree, from, limit).await
    }

    async fn head(&self, tree: &TreeId) -> Result<Option<Head>, Fault> {
        read::head(&self.readers, tree).await
    }

    async fn hashes(&self, tree: &TreeId, indexes: &[u64]) -> Result<Vec<[u8; 32]>, Fault> {
        read::hashes(&self.readers, tree, indexes).await
    }

    async fn instance(&self) -> Result<Option<String>, Fault> {
        read::instance(&self.readers).await
    }

    async fn family(&self, id: &FamilyId) -> Result<Option<Family>, Fault> {
        read::family(&self.readers, id).await
    }

    async fn private_tree(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Option<PrivateTree>, Fault> {
        read::private_tree(&self.readers, family, member).await
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, Fault> {
        read::account(&self.readers, id).await
    }

    async fn account_by_email(&self, email: &Email) -> Result<Option<Account>, Fault> {
        read::account_by_email(&self.readers, email).await
    }

    async fn memberships(&self, account: &AccountId) -> Result<Vec<Membership>, Fault> {
        read::memberships(&self.readers, account).await
    }

    async fn family_memberships(&self, family: &FamilyId) -> Result<Vec<Membership>, Fault> {
        read::family_memberships(&self.readers, family).await
    }

    async fn invitation(&self, token: &TokenHash) -> Result<Option<Invitation>, Fault> {
        read::invitation(&self.readers, token).await
    }

    async fn invitations(&self, family: &FamilyId) -> Result<Vec<Invitation>, Fault> {
        read::invitations(&self.readers, family).await
    }

    async fn session(&self, token: &TokenHash) -> Result<Option<Session>, Fault> {
        read::session(&self.readers, token).await
    }

    async fn sessions(&self, account: &AccountId) -> Result<Vec<Session>, Fault> {
        read::sessions(&self.readers, account).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A migration that shipped is never edited. Add a line for a new one; change none.
    #[test]
    fn migrations_are_those_that_shipped() {
        const SHIPPED: [(i64, &str); 1] = [(1, "0e9133ba2d6ceb78")];
        let sums: Vec<(i64, String)> = MIGRATIONS
            .iter()
            .map(|one| {
                let sum = one.checksum.iter().take(8).map(|b| format!("{b:02x}"));
                (one.version, sum.collect())
            })
            .collect();
        assert_eq!(
            sums,
            SHIPPED.map(|(version, sum)| (version, sum.to_owned()))
        );
    }
}
