//! Files that go with an entry: how many there may be, sealing them away from the runtime's
//! threads, and reading one again.
//!
//! May touch: the store, for reading. What is written goes with the act, see `families`.

use crate::codec::{Encoded, encode};
use crate::device::{cosigned, vouched};
use crate::families::Along;
use crate::tree::{Act, Contents, Edge, Files, Prepared, Tree, attachments_of};
use crate::world::Entropy;
use crate::{Acknowledged, ActError, App, By, Fault, Session};
use family::{Command, Event, Family, FileKind};
use jiff::Timestamp;
use ledger::{ATTACHMENT_OVERHEAD, CommandId, Leaf, MAX_ATTACHMENT_BYTES, Seen};
use std::sync::Arc;
use store::{Row, Store, limits};
use tokio::sync::{Semaphore, SemaphorePermit};

/// So many files go with one entry at most.
pub const FILES_MAX: usize = limits::ATTACHMENTS_PER_ENTRY;
/// So many bytes may one of them have: 21 MiB. People send at most 20 MiB; a picture that is
/// written anew may grow a little.
pub const FILE_BYTES_MAX: usize = MAX_ATTACHMENT_BYTES;
/// So many bytes may those of one entry have together: a little less than 64 MiB.
pub const FILES_BYTES_MAX: usize = limits::BATCH_ATTACHMENT_BYTES - FILES_MAX * ATTACHMENT_OVERHEAD;

/// So many acts with files, and so many readings of one, go on at a time. Each holds its bytes
/// about twice.
const ACTS_AT_ONCE: usize = 2;
const READINGS_AT_ONCE: usize = 4;

const READING: &str = "reading an attachment";

/// Why files cannot go with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FilesError {
    /// There are too many.
    #[error("at most {FILES_MAX} files go with an entry; these are {files}")]
    TooMany {
        /// How many there are.
        files: usize,
    },
    /// One is too large.
    #[error("a file may have at most {FILE_BYTES_MAX} bytes; this one has {bytes}")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// They are too large together.
    #[error("the files may have at most {FILES_BYTES_MAX} bytes together; these have {bytes}")]
    Together {
        /// How many bytes they have.
        bytes: usize,
    },
    /// A message names another number of files than come with it.
    #[error("files that the message names: {named}; files that come with it: {given}")]
    NotNamed {
        /// How many it names.
        named: usize,
        /// How many come with it.
        given: usize,
    },
    /// A file is not as long as its message says.
    #[error("file {place} of the message is said to have {said} bytes; it has {found}")]
    OtherSize {
        /// Which one, from 1.
        place: usize,
        /// How many bytes the message says.
        said: u64,
        /// How many it has.
        found: u64,
    },
    /// A file does not begin as what its message says.
    #[error("file {place} of the message is said to be {said}; it does not begin as one")]
    OtherKind {
        /// Which one, from 1.
        place: usize,
        /// The type that the message says, as the web names it.
        said: &'static str,
    },
}

/// Whether these files can go with one entry, so that whoever sends them is told in time:
/// [`App::act_with_files`] takes anything else for a mistake of ours.
///
/// # Errors
/// [`FilesError`], which says what would fit.
pub fn check_files(files: &[Vec<u8>]) -> Result<(), FilesError> {
    if files.len() > FILES_MAX {
        let files = files.len();
        return Err(FilesError::TooMany { files });
    }
    let sizes = || files.iter().map(Vec::len);
    if let Some(bytes) = sizes().find(|bytes| *bytes > FILE_BYTES_MAX) {
        return Err(FilesError::TooLarge { bytes });
    }
    let bytes = sizes().sum();
    if bytes > FILES_BYTES_MAX {
        return Err(FilesError::Together { bytes });
    }
    Ok(())
}

/// Whether the files that an act's last event names are those that come with it, in their order: as
/// many, each as long and of the kind that is said. What they are called stands in the event alone,
/// and the entry's commitments are made of these bytes. Only messages name their files.
pub(crate) fn check_named(last: Option<&Event>, files: &[Vec<u8>]) -> Result<(), FilesError> {
    let Some(Event::Said(message)) = last else {
        return Ok(());
    };
    let (named, given) = (message.files.len(), files.len());
    if named != given {
        return Err(FilesError::NotNamed { named, given });
    }
    for (place, (said, bytes)) in (1..).zip(message.files.iter().zip(files)) {
        let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if said.bytes != found {
            let said = said.bytes;
            return Err(FilesError::OtherSize { place, said, found });
        }
        if !bytes.starts_with(beginning(said.kind)) {
            let said = said.kind.content_type();
            return Err(FilesError::OtherKind { place, said });
        }
    }
    Ok(())
}

/// How every file of a kind begins.
const fn beginning(kind: FileKind) -> &'static [u8] {
    match kind {
        FileKind::Jpeg => b"\xFF\xD8\xFF",
        FileKind::Png => b"\x89PNG\r\n\x1A\n",
        FileKind::Pdf => b"%PDF-",
    }
}

/// Who waits so that not too many files are in memory.
pub(crate) struct Desks {
    acting: Semaphore,
    reading: Semaphore,
}

impl Default for Desks {
    fn default() -> Self {
        Self {
            acting: Semaphore::new(ACTS_AT_ONCE),
            reading: Semaphore::new(READINGS_AT_ONCE),
        }
    }
}

impl Desks {
    /// A turn for an act with these files; none is needed where there are none. To be taken before
    /// a family is locked, so that nobody who has a turn waits for somebody who has none.
    pub(crate) async fn turn(&self, files: &Files) -> Result<Option<SemaphorePermit<'_>>, Fault> {
        if files.is_empty() {
            return Ok(None);
        }
        let turn = self.acting.acquire().await;
        turn.map(Some).map_err(|e| Fault::new("waiting to act", e))
    }
}

/// What an act that was decided is sealed with.
pub(crate) struct Sealing {
    edge: Edge,
    act: Act,
    now: Timestamp,
    bodies: Vec<Encoded>,
    by: By,
    files: Files,
}

impl Sealing {
    pub(crate) fn new(
        tree: &Tree,
        (act, now): (Act, Timestamp),
        events: &[Event],
        (by, files): (&By, &Files),
    ) -> Self {
        Self {
            edge: tree.edge(),
            act,
            now,
            bodies: events.iter().map(encode).collect(),
            by: by.clone(),
            files: Arc::clone(files),
        }
    }

    /// The entries, and the row of the device that cosigns.
    fn run(&self, entropy: &dyn Entropy) -> Result<(Prepared, Option<Row>), ActError> {
        let keys = self.edge.keys();
        let vouching = vouched(keys, self.act, (&self.bodies, &self.files), &self.by)?;
        let cosigned = cosigned(keys, self.act.seen, &self.by)?;
        let contents = Contents {
            bodies: &self.bodies,
            vouching: &vouching,
            files: &self.files,
        };
        let prepared = self.edge.prepare(self.act, self.now, &contents, entropy)?;
        Ok((prepared, cosigned))
    }
}

impl<S: Store> App<S> {
    /// As [`App::act_by`], with files that go with the last entry that the act leads to, as its
    /// attachments 1, 2, …. They are kept as they are; what they are, whether they may be taken and
    /// what they are called is said elsewhere. They must pass [`check_files`], and where the act is
    /// a message, they must be those that it names: as many, in their order, each as long and of the
    /// kind that is said. Anything else is a mistake of ours too.
    ///
    /// # Errors
    /// As [`App::act_by`].
    pub async fn act_with_files(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
        what: Command,
        by: By,
        files: Vec<Vec<u8>>,
    ) -> Result<Acknowledged, ActError> {
        check_files(&files).map_err(|e| Fault::new("attaching files", e))?;
        self.check_signature(session, &what).await?;
        let along = Along {
            files: Arc::new(files),
            ..Along::default()
        };
        let actor = session.actor().clone();
        self.act_with(actor, command, seen, what, by, along).await
    }

    /// Seals what an act leads to; away from the runtime's threads where there are files, since
    /// that may take a good part of a second.
    pub(crate) async fn seal(&self, sealing: Sealing) -> Result<(Prepared, Option<Row>), ActError> {
        if sealing.files.is_empty() {
            return sealing.run(&*self.entropy);
        }
        let entropy = Arc::clone(&self.entropy);
        tokio::task::spawn_blocking(move || sealing.run(&*entropy))
            .await
            .map_err(|e| Fault::new("sealing files", e))?
    }

    /// An attachment of an entry of the family's record, by the entry's number and its own (the
    /// first one is 1), as it was attached. Only for a parent. `None` where it was erased, and just
    /// so where there is none.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails, when it is not what the entry commits to, or when it is
    /// missing and no erasure names it.
    pub async fn attachment(
        &self,
        session: &Session,
        entry: u64,
        index: u32,
    ) -> Result<Option<Vec<u8>>, Fault> {
        if session.side().is_none() || index == 0 {
            return Ok(None);
        }
        let turn = self.desks.reading.acquire().await;
        let _turn = turn.map_err(|e| Fault::new(READING, e))?;
        let family = &session.actor().family;
        let slot = self.slot(family).await?;
        let keys = Arc::clone(&slot.keys);
        let loaded = self.store.load(&keys.id, entry, 1).await;
        let loaded = loaded.map_err(|e| Fault::new(READING, e))?;
        let Some(stored) = loaded.into_iter().find(|one| one.sequence == entry) else {
            return Ok(None);
        };
        let leaf = Leaf::parse(&stored.leaf).map_err(|e| Fault::new(READING, e))?;
        if index > attachments_of(&leaf) {
            return Ok(None);
        }
        let part = self.store.attachment(&keys.id, entry, index).await;
        let Some(part) = part.map_err(|e| Fault::new(READING, e))? else {
            // Whoever erases it just now is waited for, so that the family knows of it.
            drop(self.sure(&slot, family).await?);
            return match says_gone(&slot.snapshot().family, entry, index) {
                true => Ok(None),
                false => Err(Fault::new(
                    READING,
                    "it is missing, and no erasure names it",
                )),
            };
        };
        let opened =
            tokio::task::spawn_blocking(move || keys.open_attachment((entry, &stored.leaf), part));
        let opened = opened.await.map_err(|e| Fault::new(READING, e))?;
        opened
            .map(|open| Some(open.bytes))
            .map_err(|e| Fault::new(READING, e))
    }
}

/// Whether the family knows that an attachment was destroyed.
fn says_gone(family: &Family, entry: u64, index: u32) -> bool {
    let erased = family.erasure_of(entry).is_some_and(|erasure| {
        let mut entries = erasure.entries.iter();
        entries.any(|one| one.sequence == entry && one.parts.contains(&index))
    });
    erased || family.closed().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What passes here is taken by the ledger and by the store.
    #[test]
    fn files_have_limits() {
        const {
            assert!(FILE_BYTES_MAX + ATTACHMENT_OVERHEAD <= limits::ATTACHMENT_BYTES);
            assert!(FILES_MAX < ledger::MAX_PARTS);
        }
        let files =
            |sizes: &[usize]| -> Vec<Vec<u8>> { sizes.iter().map(|size| vec![0; *size]).collect() };
        assert_eq!(check_files(&[]), Ok(()));
        assert_eq!(check_files(&files(&[0; FILES_MAX])), Ok(()));
        let many = check_files(&files(&[0; FILES_MAX + 1]));
        assert_eq!(
            many,
            Err(FilesError::TooMany {
                files: FILES_MAX + 1
            })
        );
        let most = files(&[FILE_BYTES_MAX; 3]);
        assert_eq!(check_files(&most), Ok(()));
        let bytes = FILE_BYTES_MAX + 1;
        let large = check_files(&files(&[1, bytes]));
        assert_eq!(large, Err(FilesError::TooLarge { bytes }));
        let bytes = 4 * FILE_BYTES_MAX;
        let together = check_files(&files(&[FILE_BYTES_MAX; 4]));
        assert_eq!(together, Err(FilesError::Together { bytes }));
    }
}
