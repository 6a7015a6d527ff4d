//! What commands keep beside a database: the lock, folders for unfinished work, and the last
//! checkpoints, by which an older copy is recognised. Touches those files.

use crate::instance::{Place, sync_folder_of};
use crate::output::Failure;
use app::check::{Lost, lost};
use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use store::{KeptHead, KeptHeads, Store, read_kept_heads};

/// The store's lock in a data folder.
const LOCK: &str = "lock";
/// Where a backup or a check puts its copy of the database.
const COPYING: &str = "copying";
/// Where a restore makes the database that takes the place of the old one.
pub const RESTORING: &str = "restoring";
/// The database in a data folder.
pub const DATABASE: &str = "parenthesis.db";
/// The last checkpoints of a database that is being restored.
pub const NEW_HEADS: &str = "heads";
/// At most so many trees are named one by one.
const NAMED: usize = 20;

fn failed(folder: &Path) -> impl Fn(io::Error) -> Failure + '_ {
    move |error| Failure::new(format!("{} cannot be used: {error}", folder.display()))
}

/// Takes the lock of a data folder; `None` when somebody else has it. It lasts as long as the
/// file.
///
/// # Errors
/// A [`Failure`] when the folder cannot be used.
pub fn lock(folder: &Path) -> Result<Option<File>, Failure> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(folder.join(LOCK))
        .map_err(failed(folder))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(folder)(error)),
    }
}

/// A folder for work on a copy, which is removed with all that is in it.
pub struct Work {
    folder: PathBuf,
    _lock: File,
}

impl Work {
    /// Makes the folder inside a data folder.
    ///
    /// # Errors
    /// A [`Failure`] when another command is working there.
    pub fn begin(place: &Place) -> Result<Self, Failure> {
        Self::at(place.data().join(COPYING))
    }

    fn at(folder: PathBuf) -> Result<Self, Failure> {
        if !clear(&folder)? {
            return Err(Failure::new(format!(
                "another backup or check is working in {}",
                folder.display()
            )));
        }
        private_folder(&folder)?;
        match lock(&folder)? {
            Some(held) => Ok(Self {
                folder,
                _lock: held,
            }),
            None => Err(Failure::new(format!("{} is in use", folder.display()))),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The copy of the database in it.
    pub fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What is left is removed at the next start.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Makes a folder that only its owner may look into.
///
/// # Errors
/// A [`Failure`] when it cannot be made.
pub fn private_folder(folder: &Path) -> Result<(), Failure> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(failed(folder))
}

/// Removes a folder of unfinished work; false when somebody is at it.
fn clear(folder: &Path) -> Result<bool, Failure> {
    if !folder.exists() {
        return Ok(true);
    }
    match lock(folder)? {
        Some(_held) => fs::remove_dir_all(folder)
            .map(|()| true)
            .map_err(failed(folder)),
        None => Ok(false),
    }
}

/// Finishes or removes what a command left behind that ended early. Does nothing while another
/// process has the folder.
///
/// # Errors
/// A [`Failure`] when a file cannot be moved or removed.
pub fn tidy(place: &Place) -> Result<(), Failure> {
    if !place.data().exists() {
        return Ok(());
    }
    let Some(_held) = lock(place.data())? else {
        return Ok(());
    };
    clear(&place.data().join(COPYING))?;
    finish_restore(place)
}

/// Ends a restore. Its database was put in place, or it never was: then nothing happened.
///
/// # Errors
/// A [`Failure`] when a file cannot be moved or removed.
pub fn finish_restore(place: &Place) -> Result<(), Failure> {
    let folder = place.data().join(RESTORING);
    if !folder.exists() {
        return Ok(());
    }
    let heads = folder.join(NEW_HEADS);
    if !folder.join(DATABASE).exists() && heads.exists() {
        fs::rename(&heads, place.heads())
            .and_then(|()| sync_folder_of(&place.heads()))
            .map_err(failed(&folder))?;
    }
    fs::remove_dir_all(&folder).map_err(failed(&folder))
}

/// The last checkpoints beside a folder; `None` when there is no such file.
///
/// # Errors
/// A [`Failure`] when the file cannot be read.
pub fn heads(place: &Place) -> Result<Option<KeptHeads>, Failure> {
    let file = place.heads();
    read_kept_heads(&file).map_err(failed(&file))
}

/// Fails where there is no database and there was one.
///
/// # Errors
/// A [`Failure`] that says what to do.
pub fn still_there(place: &Place) -> Result<(), Failure> {
    let known = heads(place)?.unwrap_or_default().heads;
    if place.has_database() || known.is_empty() {
        return Ok(());
    }
    let entries: u64 = known.iter().map(|one| one.head.size).sum();
    Err(Failure::new(format!(
        "there is no database in {}, but {} knows of one with {} records and {entries} entries. Put \
         the folder back, or restore a backup with `parenthesis restore`. If you mean to begin \
         anew, move that file away.",
        place.data().display(),
        place.heads().display(),
        known.len()
    )))
}

/// Fails where the database is an older one than it was, or another one: a server that went on
/// from there would sign a second version of what it has signed.
///
/// # Errors
/// A [`Failure`] with what is missing and what to do.
pub async fn nothing_lost<S: Store>(
    place: &Place,
    store: &S,
    known: &[KeptHead],
) -> Result<(), Failure> {
    let found = lost(store, known).await.map_err(Failure::of)?;
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the database in {} is not the newest one.\n{}\nNothing was changed, and the server does \
         not start: it would sign a second version of what it has signed before. Put the newest \
         folder back. If it is lost, move this one away and restore a backup with `parenthesis \
         restore FILE --data {}`; it says what is missing.",
        place.data().display(),
        listed(&found),
        place.data().display()
    )))
}

/// What was lost, a line each.
pub fn listed(found: &[Lost]) -> String {
    let mut text = String::new();
    for one in found.iter().take(NAMED) {
        // Writing into a string never fails.
        let _ = writeln!(text, "  {one}");
    }
    match found.len().checked_sub(NAMED) {
        Some(more) if more > 0 => {
            let _ = writeln!(text, "  … and {more} records more");
        }
        _ => {}
    }
    text.trim_end().to_owned()
}
