//! `parenthesis backup`: a sealed copy of the database, also while the server runs.

pub mod restore;
pub mod seal;

use crate::cli::BackupOptions;
use crate::instance::{Place, sync_folder_of};
use crate::kept::Work;
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use seal::Fresh;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use store::SqliteStore;

/// `parenthesis backup`.
///
/// # Errors
/// A [`Failure`] that says what is wrong; no file is made then.
pub fn run(options: &BackupOptions) -> Result<(), Failure> {
    let place = Place::new(&options.data, &options.key)?;
    runtime()?.block_on(async {
        // What was begun is finished or cleared away.
        let mut stop = Stop::install()?;
        tokio::select! {
            made = make(&place, &options.to) => made,
            () = stop.told() => Err(Failure::new("the backup was stopped; no file was made")),
        }
    })
}

async fn make(place: &Place, to: &Path) -> Result<(), Failure> {
    let key = place.known_key()?;
    if to.exists() {
        return Err(Failure::new(format!(
            "{} is there already. A backup never takes the place of a file.",
            to.display()
        )));
    }
    let work = Work::begin(place)?;
    store::snapshot(place.data(), work.database())
        .await
        .map_err(Failure::of)?;
    let copy = SqliteStore::read_only(work.folder())
        .await
        .map_err(Failure::of)?;
    let opens = app::keys::opens(&copy, &key).await;
    copy.close().await;
    if opens.map_err(Failure::of)? == Some(false) {
        return Err(Failure::new(
            "the instance key was replaced meanwhile; back up again",
        ));
    }
    let bytes = match write(&key, &work, to) {
        Ok(bytes) => bytes,
        Err(error) => {
            // Half a backup opens nowhere; it would only be mistaken for one.
            let _ = fs::remove_file(to);
            return Err(Failure::new(format!(
                "{} cannot be written: {error}",
                to.display()
            )));
        }
    };
    drop(work);
    let heads = place.heads();
    let keep = match heads.exists() {
        true => format!(
            "Keep the key elsewhere, and with it the file {}, which knows the newest entries.",
            heads.display()
        ),
        false => format!(
            "Keep the key elsewhere. There is no file {}, which would know the newest entries, so \
             a restore asks for --lose-newer.",
            heads.display()
        ),
    };
    say(&format!(
        "The backup is made: {}, {bytes} bytes. It opens only with the instance key. {keep}",
        to.display()
    ))
}

fn write(key: &[u8; 32], work: &Work, to: &Path) -> Result<u64, seal::SealError> {
    let copy = File::open(work.database())?;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    let mut writer = BufWriter::new(file);
    let fresh = Fresh::random()?;
    let bytes = seal::seal(key, &fresh, &mut BufReader::new(copy), &mut writer)?;
    writer.flush()?;
    writer.get_ref().sync_all()?;
    sync_folder_of(to)?;
    // Read again: a backup that does not open is none.
    let mut written = BufReader::new(File::open(to)?);
    seal::open(key, &mut written, &mut io::sink())?;
    Ok(bytes)
}
