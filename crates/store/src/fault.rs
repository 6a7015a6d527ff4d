//! What can go wrong below the seam. Pure.

use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;

/// The store could not do it. Ours to mend, never the person's doing.
///
/// After a `Fault` from a write, the write may still turn out to be durable (the disk may
/// fail after the bytes reached it). Sending the same command again is safe.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// No space is left. Nothing was written; reads go on; writes resume when there is
    /// space again.
    #[error("the disk is full")]
    Full,
    /// The database answered with an error.
    #[error("the database failed: {0}")]
    Database(Arc<str>),
    /// Stored data is not as it must be.
    #[error("stored data is damaged: {0}")]
    Corrupt(Arc<str>),
    /// The caller asked for what no caller should: a limit passed, a run of entries or
    /// hashes with a hole. Nothing was written.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        /// `SQLITE_FULL`, sqlite.org/rescode.html; the low byte of the extended code.
        const FULL: &str = "13";
        /// `SQLITE_IOERR_SHMSIZE`: the file that SQLite's processes share cannot grow.
        const NO_ROOM_TO_SHARE: &str = "4874";
        if let sqlx::Error::Database(inner) = &error
            && matches!(inner.code().as_deref(), Some(FULL | NO_ROOM_TO_SHARE))
        {
            return Self::Full;
        }
        if matches!(error, sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed) {
            return Self::Closed;
        }
        Self::Database(error.to_string().into())
    }
}

/// The store could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The folder could not be made, read or protected.
    #[error("cannot use the folder {}: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another server has the folder open.
    #[error("the folder {} is already open in another server", folder.display())]
    Locked {
        /// The folder.
        folder: PathBuf,
    },
    /// The database was written by another version that knows migrations this one does not.
    #[error("the database in {} was written by a newer version", folder.display())]
    Newer {
        /// The folder.
        folder: PathBuf,
    },
    /// The database was written by an older version, and this opening does not change it.
    #[error("the database in {} is of an older version; start the server once", folder.display())]
    Older {
        /// The folder.
        folder: PathBuf,
    },
    /// The database could not be brought to this version's schema.
    #[error("the database could not be brought up to date: {0}")]
    Migration(String),
    /// The database could not be opened.
    #[error(transparent)]
    Database(#[from] Fault),
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}
