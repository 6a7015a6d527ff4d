//! SQLite behind the seam: opening, closing, and the trait's methods, each handed to the
//! writer or to the readers. Touches one folder.

mod access;
mod attachments;
mod cache;
mod erase;
mod folder;
mod group;
mod heads;
mod inspect;
mod mail;
mod open;
mod queue;
mod read;
mod read_lists;
mod reader;
mod rows;
mod snapshot;
mod statements;
mod tree_rows;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{mpsc, oneshot};

use crate::access::{Authenticator, NewSignIn, Passkey, Recovery, RecoveryCode, Reseal, SecretOf};
use crate::batch::{
    Appended, AttachmentFacts, Batch, Head, KeptHead, KeptHeads, SealedPart, StoredEntry, Written,
    row_count,
};
use crate::fault::{Fault, OpenError};
use crate::id::{AccountId, Email, FamilyId, MemberId, TokenHash, TreeId, UnixMillis};
use crate::mail::Mail;
use crate::reader::{Feed, Notified, Push, Tablet, TopicMark};
use crate::rows::{
    Account, Cosignature, Family, Invitation, Membership, PastHandover, PrivateTree, Rewrap, Row,
    Session,
};
use crate::seam::Store;
use group::{Outcome, Work};
use open::Heads;
pub use snapshot::snapshot;
use writer::{Message, Shared};

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
    kept: Arc<KeptHeads>,
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
    /// Keeps no heads outside the database; a server wants
    /// [`open_keeping_heads`](SqliteStore::open_keeping_heads).
    ///
    /// # Errors
    /// [`OpenError::Locked`] if another server has the folder; [`OpenError::Newer`] if a
    /// newer version wrote it; else the folder or the database cannot be used.
    pub async fn open(folder: impl AsRef<Path>) -> Result<Self, OpenError> {
        open::open(folder.as_ref(), Heads::Nowhere).await
    }

    /// As [`open`](SqliteStore::open), and keeps the last checkpoint of each tree in the file
    /// `heads` too, which should lie outside the folder, so that an older copy of the folder
    /// does not bring an older file. If it is missing, it is made from the database, and says so
    /// where that has entries.
    ///
    /// # Errors
    /// As `open`; [`OpenError::Folder`] with the file's path if it cannot be used.
    pub async fn open_keeping_heads(
        folder: impl AsRef<Path>,
        heads: impl AsRef<Path>,
    ) -> Result<Self, OpenError> {
        open::open(folder.as_ref(), Heads::In(heads.as_ref())).await
    }

    /// As [`open_keeping_heads`](SqliteStore::open_keeping_heads), for a database that was
    /// compared just now with all that is known: a file that is made for it is not marked as
    /// begun later.
    ///
    /// # Errors
    /// As there.
    pub async fn open_with_new_heads(
        folder: impl AsRef<Path>,
        heads: impl AsRef<Path>,
    ) -> Result<Self, OpenError> {
        open::open(folder.as_ref(), Heads::Anew(heads.as_ref())).await
    }

    /// Opens the database of a folder for reading. Takes no lock, so a server may have it
    /// open; writes answer [`Fault::Closed`].
    ///
    /// # Errors
    /// [`OpenError::Folder`] if there is no database; [`OpenError::Newer`] or
    /// [`OpenError::Older`] if another version wrote it; else it cannot be read.
    pub async fn read_only(folder: impl AsRef<Path>) -> Result<Self, OpenError> {
        open::read_only(folder.as_ref()).await
    }

    /// The heads that the file beside the folder held when the store was opened; empty
    /// without such a file. Each was durable in the database when it was written there: a
    /// tree that is smaller now, or has another root at that size, was put back.
    #[must_use]
    pub fn kept_heads(&self) -> &[KeptHead] {
        &self.kept.heads
    }

    /// Whether the file of heads is younger than the entries: nobody knows then whether the
    /// database was the newest one when the file was made.
    #[must_use]
    pub fn heads_begun_later(&self) -> bool {
        self.kept.begun_later
    }

    /// What is wrong with the database as such: its pages and indexes, and rows that do not
    /// belong together. Sentences, none where all is well. Reads the whole database.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    pub async fn inspect(&self) -> Result<Vec<String>, Fault> {
        inspect::inspect(&self.readers).await
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

/// The heads that a file holds which [`SqliteStore::open_keeping_heads`] keeps; `None` if there
/// is no such file.
///
/// # Errors
/// What the system says when the file cannot be read.
pub fn read_kept_heads(file: impl AsRef<Path>) -> std::io::Result<Option<KeptHeads>> {
    heads::HeadsFile::read(file.as_ref())
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

fn written(outcome: &Outcome) -> Result<Written, Fault> {
    match outcome {
        Outcome::Done => Ok(Written::Done),
        Outcome::Conflict(conflict) => Ok(Written::Conflict(*conflict)),
        Outcome::AlreadyDone | Outcome::Stale { .. } => {
            Err(Fault::Corrupt("rows answered as entries".into()))
        }
    }
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
        written(&self.send(Work::Rows(rows)).await?)
    }

    async fn rewrap(&self, keys: Vec<Rewrap>, secrets: Vec<Reseal>) -> Result<Written, Fault> {
        written(&self.send(Work::Rewrap(keys, secrets)).await?)
    }

    async fn load(&self, tree: &TreeId, from: u64, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
        read::load(&self.readers, tree, from, limit).await
    }

    async fn attachment(
        &self,
        tree: &TreeId,
        sequence: u64,
        index: u32,
    ) -> Result<Option<SealedPart>, Fault> {
        attachments::attachment(&self.readers, tree, sequence, index).await
    }

    async fn attachments(
        &self,
        tree: &TreeId,
        after: Option<(u64, u32)>,
    ) -> Result<Vec<AttachmentFacts>, Fault> {
        attachments::attachments(&self.readers, tree, after).await
    }

    async fn head(&self, tree: &TreeId) -> Result<Option<Head>, Fault> {
        read::head(&self.readers, tree).await
    }

    async fn hashes(&self, tree: &TreeId, indexes: &[u64]) -> Result<Vec<[u8; 32]>, Fault> {
        read::hashes(&self.readers, tree, indexes).await
    }

    async fn trees(&self, after: Option<&TreeId>) -> Result<Vec<(TreeId, Head)>, Fault> {
        read_lists::trees(&self.readers, after).await
    }

    async fn cosignatures(
        &self,
        tree: &TreeId,
        from_size: u64,
        to_size: u64,
    ) -> Result<Vec<Cosignature>, Fault> {
        read_lists::cosignatures(&self.readers, tree, from_size, to_size).await
    }

    async fn newest_cosigned(&self, tree: &TreeId) -> Result<Vec<Cosignature>, Fault> {
        read_lists::newest_cosigned(&self.readers, tree).await
    }

    async fn handovers(&self, tree: &TreeId) -> Result<Vec<PastHandover>, Fault> {
        read_lists::handovers(&self.readers, tree).await
    }

    async fn instance(&self) -> Result<Option<String>, Fault> {
        read::instance(&self.readers).await
    }

    async fn family(&self, id: &FamilyId) -> Result<Option<Family>, Fault> {
        read::family(&self.readers, id).await
    }

    async fn families(&self, after: Option<&FamilyId>) -> Result<Vec<Family>, Fault> {
        read_lists::families(&self.readers, after).await
    }

    async fn private_trees(
        &self,
        after: Option<(&FamilyId, &MemberId)>,
    ) -> Result<Vec<PrivateTree>, Fault> {
        read_lists::private_trees(&self.readers, after).await
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

    async fn secrets(&self, after: Option<&SecretOf>) -> Result<Vec<(SecretOf, Vec<u8>)>, Fault> {
        access::secrets(&self.readers, after).await
    }

    async fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>, Fault> {
        access::passkey(&self.readers, id).await
    }

    async fn passkeys(&self, account: &AccountId) -> Result<Vec<Passkey>, Fault> {
        access::passkeys(&self.readers, account).await
    }

    async fn authenticator(&self, account: &AccountId) -> Result<Option<Authenticator>, Fault> {
        access::authenticator(&self.readers, account).await
    }

    async fn recovery_codes(&self, account: &AccountId) -> Result<Vec<RecoveryCode>, Fault> {
        access::recovery_codes(&self.readers, account).await
    }

    async fn recovery(&self, account: &AccountId) -> Result<Option<Recovery>, Fault> {
        access::recovery(&self.readers, account).await
    }

    async fn recovery_by_token(&self, token: &TokenHash) -> Result<Option<Recovery>, Fault> {
        access::recovery_by_token(&self.readers, token).await
    }

    async fn recovery_pause(&self, account: &AccountId) -> Result<Option<UnixMillis>, Fault> {
        mail::recovery_pause(&self.readers, account).await
    }

    async fn mails(&self) -> Result<Vec<Mail>, Fault> {
        mail::mails(&self.readers).await
    }

    async fn alerts_to(&self, account: &AccountId) -> Result<Option<Vec<u8>>, Fault> {
        mail::alerts_to(&self.readers, account).await
    }

    async fn new_sign_ins(&self, account: &AccountId) -> Result<Vec<NewSignIn>, Fault> {
        mail::new_sign_ins(&self.readers, account).await
    }

    async fn shown(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Vec<(TopicMark, u64)>, Fault> {
        reader::shown(&self.readers, family, member).await
    }

    async fn notified(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Option<Notified>, Fault> {
        reader::notified(&self.readers, family, member).await
    }

    async fn feed(&self, token: &TokenHash) -> Result<Option<Feed>, Fault> {
        reader::feed(&self.readers, token).await
    }

    async fn feeds(&self, family: &FamilyId, member: &MemberId) -> Result<Vec<Feed>, Fault> {
        reader::feeds(&self.readers, family, member).await
    }

    async fn tablet(&self, token: &TokenHash) -> Result<Option<Tablet>, Fault> {
        reader::tablet(&self.readers, token).await
    }

    async fn tablets(&self, family: &FamilyId) -> Result<Vec<Tablet>, Fault> {
        reader::tablets(&self.readers, family).await
    }

    async fn pushes(&self, account: &AccountId) -> Result<Vec<Push>, Fault> {
        reader::pushes(&self.readers, account).await
    }
}
