//! A consistent copy of the database while a server may be writing to it. Touches the
//! database for reading, and the file that it makes.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use sqlx::Connection as _;

use super::{connect, folder, reader_options};
use crate::fault::OpenError;

/// Copies the database of a data folder into a new file with mode 0600: all that was answered
/// before this began, and nothing that has been erased. Takes no lock, so another process may
/// have the folder open. On an error the file is removed.
///
/// # Errors
/// [`OpenError::Folder`] if there is no database or the file exists or cannot be made; else
/// the database cannot be read or the disk is full.
pub async fn snapshot(folder: impl AsRef<Path>, file: impl AsRef<Path>) -> Result<(), OpenError> {
    let (folder, file) = (folder.as_ref(), file.as_ref());
    let database = folder::existing(folder)?;
    let failed = |source| OpenError::Folder {
        folder: file.to_owned(),
        source,
    };
    let Some(name) = file.to_str() else {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "the name is not UTF-8");
        return Err(failed(error));
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map_err(failed)?;
    let copied = async {
        let mut connection = connect(&reader_options(&database)).await?;
        sqlx::query("VACUUM INTO ?")
            .bind(name)
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        File::open(file).and_then(|f| f.sync_all()).map_err(failed)
    };
    let copied = copied.await;
    if copied.is_err()
        && let Err(error) = std::fs::remove_file(file)
    {
        tracing::warn!(%error, "half a copy of the database is left");
    }
    copied
}
