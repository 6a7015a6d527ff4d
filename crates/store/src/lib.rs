//! The storage seam: one trait, [`Store`], and SQLite behind it, [`SqliteStore`].
//!
//! It keeps trees of entries (a family's record and each person's private one), with
//! their hashes and their last checkpoint, and beside them the ordinary tables: families,
//! accounts, memberships, invitations, sessions, mail on its way, what members were shown and told.
//! It carries bytes: what they mean, whether a signature holds and who may see what is decided above it. It has no clock and no
//! randomness; times, ids and tokens are handed in.
//!
//! # Invariants
//!
//! - An answer of [`Appended::Done`] means that the entries survive a crash or a power cut.
//! - A [`Batch`] stands or falls as a whole: all its trees and all its rows, or nothing.
//! - An append names the size that it expects. If the tree has moved on, the answer is
//!   [`Appended::Stale`] and nothing is written, so no update is ever lost.
//! - A command id is carried out once within its scope, however often and however
//!   concurrently it is sent.
//! - A tree has one checkpoint for one size: the checkpoint is written with its entries.
//! - Entries are never changed or removed; only a body or an attachment can go, each with its key
//!   (erasure).
//! - An attachment is there as soon as its entry is, and never without it.
//! - Nothing here reads the content of a leaf or a body, and no query looks inside them.
//!
//! # Example
//!
//! ```
//! use store::{Appended, Batch, CommandId, SqliteStore, Store, StoredEntry, TreeAppend, TreeId};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let store = SqliteStore::open(folder.path()).await?;
//! let tree = TreeId::new("parenthesis/0123456789abcdef0123456789abcdef");
//! let entry = StoredEntry {
//!     sequence: 0,
//!     leaf: b"lines of the leaf\n".to_vec(),
//!     body: Some(b"sealed".to_vec()),
//!     wrapped_key: Some(b"wrapped".to_vec()),
//!     attachments: Vec::new(),
//! };
//! let append = TreeAppend {
//!     tree: tree.clone(),
//!     expected_size: 0,
//!     entries: vec![entry.clone()],
//!     hashes: vec![(0, [7; 32])],
//!     checkpoint: b"signed note".to_vec(),
//! };
//! let batch = Batch {
//!     command: CommandId::new("3f1c"),
//!     scope: tree.clone(),
//!     appends: vec![append],
//!     rows: Vec::new(),
//!     erasures: Vec::new(),
//! };
//! assert_eq!(store.append(batch.clone()).await?, Appended::Done);
//! assert_eq!(store.append(batch).await?, Appended::AlreadyDone);
//! assert_eq!(store.load(&tree, 0, 10).await?, [entry]);
//! store.close().await;
//! # Ok(())
//! # }
//! ```

mod access;
mod batch;
#[cfg(feature = "conformance")]
pub mod conformance;
mod fault;
mod id;
mod mail;
mod reader;
mod rows;
mod run;
mod seam;
mod sqlite;

pub use access::{
    AccessRow, Authenticator, NewSignIn, Passkey, Recovery, RecoveryBy, RecoveryCode, Reseal,
    SecretOf,
};
pub use batch::{
    Appended, AttachmentFacts, Batch, Conflict, Erase, Head, KeptHead, KeptHeads, SealedPart,
    StoredEntry, TreeAppend, Written, limits,
};
pub use fault::{Fault, OpenError};
pub use id::{
    AccountId, CommandId, Email, FamilyId, MemberId, PasswordHash, TokenHash, TreeId, UnixMillis,
};
pub use mail::{Mail, MailFacts, MailId, MailRow};
pub use reader::{Feed, Notified, Push, PushId, ReaderRow, Shown, Tablet, TopicMark};
pub use rows::{
    Account, Cosignature, Family, Handover, Invitation, Membership, PastHandover, PrivateTree,
    Rewrap, Row, Session, WrappedKeys,
};
pub use seam::Store;
pub use sqlite::{SqliteStore, WriterCounts, read_kept_heads, snapshot};
