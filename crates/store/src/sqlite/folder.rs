//! The folder: made, protected and locked. Touches the folder, the lock and the modes of
//! the database's files.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::fault::OpenError;

const DATABASE: &str = "parenthesis.db";
const LOCK: &str = "lock";

/// Makes the folder ready and takes its lock, which lasts as long as the file returned.
/// Returns the database's path and the lock.
pub(super) fn prepare(folder: &Path) -> Result<(PathBuf, File), OpenError> {
    let failed = |source| OpenError::Folder {
        folder: folder.to_owned(),
        source,
    };
    let new = !folder.exists();
    make_folder(folder).map_err(failed)?;
    sync_names(folder, new).map_err(failed)?;
    let lock = private_file(&folder.join(LOCK)).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(OpenError::Locked {
                folder: folder.to_owned(),
            });
        }
        Err(TryLockError::Error(source)) => return Err(failed(source)),
    }
    let database = folder.join(DATABASE);
    // SQLite gives its log the mode of the database, so this one file decides for all.
    private_file(&database).map_err(failed)?;
    Ok((database, lock))
}

/// The database's path in a folder that has one.
pub(super) fn existing(folder: &Path) -> Result<PathBuf, OpenError> {
    let database = folder.join(DATABASE);
    match database.metadata() {
        Ok(_) => Ok(database),
        Err(source) => Err(OpenError::Folder {
            folder: folder.to_owned(),
            source,
        }),
    }
}

/// A folder that exists keeps its mode: it may be shared with other things, and the files
/// are private anyway.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Makes the folder's own name outlast a power cut, and those above it if it is new. SQLite
/// does so for what is inside.
fn sync_names(folder: &Path, new: bool) -> io::Result<()> {
    let folder = std::path::absolute(folder)?;
    let count = if new { usize::MAX } else { 1 };
    for outer in folder.ancestors().skip(1).take(count) {
        match File::open(outer).and_then(|outer| outer.sync_all()) {
            Ok(()) => {}
            // Not ours to read; then it was not made just now either.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(0o600);
        let file = options.open(path)?;
        let mut permissions = file.metadata()?.permissions();
        if permissions.mode() & 0o777 != 0o600 {
            permissions.set_mode(0o600);
            file.set_permissions(permissions)?;
        }
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
}
