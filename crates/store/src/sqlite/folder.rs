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
    make_folder(folder).map_err(failed)?;
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
