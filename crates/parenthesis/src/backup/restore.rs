//! `parenthesis restore`: a backup takes the place of a database that is lost, after all of it was
//! checked. Nothing is put in place before, and then at once.

use super::seal;
use crate::check;
use crate::cli::RestoreOptions;
use crate::instance::{Place, sync_folder_of};
use crate::kept::{self, DATABASE, NEW_HEADS, RESTORING};
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use app::check::{Lost, lost};
use app::{Clock as _, SystemClock, SystemEntropy, keys};
use ledger::Checkpoint;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use store::{KeptHead, SqliteStore, Store as _, TreeId};

/// Files that a folder may hold beside a database; anything else is somebody's.
const OURS: [&str; 5] = [
    "lock",
    "key-check",
    RESTORING,
    "copying",
    "parenthesis.db-journal",
];

/// `parenthesis restore`.
///
/// # Errors
/// A [`Failure`] that says why nothing was restored.
pub fn run(options: &RestoreOptions) -> Result<(), Failure> {
    let place = Place::new(&options.data, &options.key)?;
    runtime()?.block_on(async {
        // What was begun is finished: half a restore is cleared away at the next start.
        let _stop = Stop::install()?;
        let key = key(&place)?;
        let made = restore(&place, &key, &options.file, options.lose_newer).await;
        let left = place.data().join(RESTORING);
        if made.is_err() && left.join(DATABASE).exists() {
            // The failure is what matters; the next start clears away what stays.
            let _ = fs::remove_dir_all(left);
        }
        say(&made?)
    })
}

/// The key, which is never made here: a fresh one opens no backup.
fn key(place: &Place) -> Result<[u8; 32], Failure> {
    if let Some(file) = place.key_file()
        && !file.exists()
    {
        return Err(Failure::new(format!(
            "there is no key file {}. A backup opens only with the instance key with which it was \
             made: put it there, or name it with --key-file.",
            file.display()
        )));
    }
    place.key()
}

async fn restore(
    place: &Place,
    key: &[u8; 32],
    file: &Path,
    lose_newer: bool,
) -> Result<String, Failure> {
    kept::private_folder(place.data())?;
    kept::tidy(place)?;
    only_ours(place)?;
    // With a database there, its store holds the folder's lock.
    let existing = match place.has_database() {
        true => {
            place.check(key)?;
            Some(SqliteStore::open(place.data()).await.map_err(Failure::of)?)
        }
        false => None,
    };
    let begun_later = match kept::heads(place)? {
        Some(kept) => kept.begun_later,
        None => existing.is_some(),
    };
    let held = match existing {
        Some(_) => None,
        None => Some(locked(place)?),
    };
    let staging = place.data().join(RESTORING);
    kept::private_folder(&staging)?;
    unseal(key, file, &staging)?;
    let staged = SqliteStore::open(&staging).await.map_err(Failure::of)?;
    let made = examine(place, (&staged, key), existing.as_ref(), lose_newer).await;
    staged.close().await;
    if made.is_err()
        && let Some(existing) = &existing
    {
        existing.close().await;
    }
    let words = made?;
    keep_heads(&staging, begun_later).await?;
    place.keep_check(key)?;
    if let Some(existing) = existing {
        existing.close().await;
    }
    let _held = match held {
        Some(held) => held,
        None => locked(place)?,
    };
    put_in_place(place, &staging)?;
    Ok(words)
}

fn locked(place: &Place) -> Result<File, Failure> {
    kept::lock(place.data())?.ok_or_else(|| {
        Failure::new(format!(
            "the folder {} is in use. Stop the server first.",
            place.data().display()
        ))
    })
}

fn only_ours(place: &Place) -> Result<(), Failure> {
    if place.has_database() {
        return Ok(());
    }
    let failed =
        |e: std::io::Error| Failure::new(format!("{} cannot be read: {e}", place.data().display()));
    for entry in fs::read_dir(place.data()).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if !OURS.iter().any(|ours| name == *ours) {
            return Err(Failure::new(format!(
                "{} holds other files. Name a folder that is empty or not there yet.",
                place.data().display()
            )));
        }
    }
    Ok(())
}

fn unseal(key: &[u8; 32], file: &Path, staging: &Path) -> Result<(), Failure> {
    let failed = |error: seal::SealError| {
        Failure::new(format!(
            "the backup {} is not restored: {error}",
            file.display()
        ))
    };
    let open = || -> Result<(), seal::SealError> {
        let sealed = File::open(file)?;
        let copy = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(staging.join(DATABASE))?;
        let mut writer = BufWriter::new(copy);
        seal::open(key, &mut BufReader::new(sealed), &mut writer)?;
        writer.flush()?;
        writer.get_ref().sync_all()?;
        Ok(())
    };
    open().map_err(failed)
}

/// Checks the restored database and compares it with what is known of newer entries. Returns what
/// is to be said when it is in place.
async fn examine(
    place: &Place,
    (staged, key): (&SqliteStore, &[u8; 32]),
    existing: Option<&SqliteStore>,
    lose_newer: bool,
) -> Result<String, Failure> {
    let checked = check::all(staged, key, &[]).await?;
    check::sound(
        &checked,
        "the backup is not restored, since it does not hold",
    )?;
    let here = match existing {
        Some(existing) => Some(heads_of(existing).await?),
        None => None,
    };
    if let Some(here) = &here {
        let newer = lost(staged, here).await.map_err(Failure::of)?;
        if !newer.is_empty() {
            return Err(Failure::new(format!(
                "the folder {} holds a database that this backup does not continue:\n{}\nNothing \
                 was changed. If that database is what you want, serve it. Otherwise move the \
                 folder away and restore again.",
                place.data().display(),
                kept::listed(&newer)
            )));
        }
    }
    let known = kept::heads(place)?.map(|kept| kept.heads).or(here);
    let newest = match &known {
        Some(known) => {
            let found = lost(staged, known).await.map_err(Failure::of)?;
            refuse_lost(place, &found, lose_newer)?;
            newest(staged, &found).await?
        }
        None if lose_newer => all_newest(staged).await?,
        None => return Err(unknown(place)),
    };
    let mut words = format!(
        "Restored into {}: {} records with {} entries.",
        place.data().display(),
        checked.trees,
        checked.entries
    );
    if newest.is_empty() {
        return Ok(words);
    }
    let now = SystemClock.now();
    let marked = keys::mark_restored(staged, key, now, &newest, &SystemEntropy)
        .await
        .map_err(Failure::of)?;
    let again = check::all(staged, key, &[]).await?;
    check::sound(
        &again,
        "the backup is not restored, since what was made of it does not hold",
    )?;
    let gone = newest.len().saturating_sub(marked);
    words.push_str(&format!(
        "\n{marked} records sign with another key from now on, and say in their next entry that an \
         older copy was restored. Tell both parents: receipts that they kept show what was lost."
    ));
    if gone > 0 {
        words.push_str(&format!("\n{gone} records are not in the backup at all."));
    }
    Ok(words)
}

fn refuse_lost(place: &Place, found: &[Lost], lose_newer: bool) -> Result<(), Failure> {
    if found.is_empty() || lose_newer {
        return Ok(());
    }
    Err(Failure::new(format!(
        "there were newer entries than this backup has, as {} knows:\n{}\nNothing was changed. \
         Look for a newer backup or the newest folder. If there is none, say --lose-newer: each of \
         these records then takes another signing key and says in its next entry that entries were \
         lost.",
        place.heads().display(),
        kept::listed(found)
    )))
}

fn unknown(place: &Place) -> Failure {
    Failure::new(format!(
        "the file {} is missing, so nobody can tell whether there were newer entries than this \
         backup has. Nothing was changed. Put the file back if you have it. If it is lost, say \
         --lose-newer: every record then takes another signing key and says so in its next entry.",
        place.heads().display()
    ))
}

async fn heads_of(store: &SqliteStore) -> Result<Vec<KeptHead>, Failure> {
    let mut all: Vec<KeptHead> = Vec::new();
    loop {
        let after = all.last().map(|one| &one.tree);
        let page = store.trees(after).await.map_err(Failure::of)?;
        if page.is_empty() {
            return Ok(all);
        }
        let page = page.into_iter();
        all.extend(page.map(|(tree, head)| KeptHead { tree, head }));
    }
}

/// The newest that is known of each tree that lost entries.
async fn newest(
    staged: &SqliteStore,
    found: &[Lost],
) -> Result<HashMap<TreeId, Checkpoint>, Failure> {
    let mut own = HashMap::new();
    if found.iter().any(|one| one.known().is_none()) {
        own = all_newest(staged).await?;
    }
    let newest = found.iter().filter_map(|one| {
        let known = one.known().or_else(|| own.get(one.tree()).copied())?;
        Some((one.tree().clone(), known))
    });
    Ok(newest.collect())
}

/// The trees' own heads, where nothing newer is known.
async fn all_newest(staged: &SqliteStore) -> Result<HashMap<TreeId, Checkpoint>, Failure> {
    let heads = heads_of(staged).await?.into_iter();
    let heads = heads.map(|one| {
        let known = Checkpoint::claimed(&one.head.checkpoint).map_err(Failure::of)?;
        Ok((one.tree, known))
    });
    heads.collect()
}

/// Makes the file of heads that goes with the restored database. What nobody knew before the
/// restore is not known after it.
async fn keep_heads(staging: &Path, begun_later: bool) -> Result<(), Failure> {
    let heads = staging.join(NEW_HEADS);
    let store = match begun_later {
        true => SqliteStore::open_keeping_heads(staging, &heads).await,
        false => SqliteStore::open_with_new_heads(staging, &heads).await,
    };
    let store = store.map_err(Failure::of)?;
    store.close().await;
    Ok(())
}

/// From the first rename on the restored database counts; a start after a crash does the rest.
fn put_in_place(place: &Place, staging: &Path) -> Result<(), Failure> {
    let database = place.data().join(DATABASE);
    let failed = |e: std::io::Error| {
        Failure::new(format!(
            "the backup cannot be put into {}: {e}",
            place.data().display()
        ))
    };
    for ending in ["-wal", "-shm"] {
        // A log of the old database would be replayed onto the new one.
        let log: PathBuf = place.data().join(format!("{DATABASE}{ending}"));
        if log.exists() {
            return Err(Failure::new(format!(
                "{} was opened by another program meanwhile; nothing was changed",
                place.data().display()
            )));
        }
    }
    fs::rename(staging.join(DATABASE), &database)
        .and_then(|()| sync_folder_of(&database))
        .map_err(failed)?;
    kept::finish_restore(place)
}
