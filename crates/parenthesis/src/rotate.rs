//! `parenthesis key rotate`: another instance key, with which all keys in the database are wrapped
//! anew. Whatever interrupts it, one of the two keys opens everything, and the next start tells
//! which.

use crate::cli::{CheckOptions, RotateOptions};
use crate::instance::{self, Place, beside, sync_folder_of};
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use crate::serve;
use app::{SystemEntropy, keys};
use std::fs;
use std::path::{Path, PathBuf};
use store::{SqliteStore, Store};

/// `parenthesis key rotate`.
///
/// # Errors
/// A [`Failure`] that says what is wrong, and which key counts.
pub fn run(options: &RotateOptions) -> Result<(), Failure> {
    let place = Place::new(&options.data, &options.key)?;
    let file = writable(&place)?.to_owned();
    place.must_have_database()?;
    runtime()?.block_on(async {
        // What was begun is finished.
        let _stop = Stop::install()?;
        let (_, store) = serve::open(&place).await?;
        let rotated = rotate(&place, &store, &file, options.signing).await;
        store.close().await;
        say(&rotated?)
    })
}

/// `parenthesis key show`: the verifier key of each family's record.
///
/// # Errors
/// A [`Failure`] that says what is wrong.
pub fn show(options: &CheckOptions) -> Result<(), Failure> {
    let place = Place::new(&options.data, &options.key)?;
    let key = place.known_key()?;
    runtime()?.block_on(async {
        let store = SqliteStore::read_only(place.data())
            .await
            .map_err(Failure::of)?;
        let shown = keys::verifier_keys(&store, &key).await;
        store.close().await;
        let shown: Vec<String> = shown
            .map_err(Failure::of)?
            .iter()
            .map(ToString::to_string)
            .collect();
        say(&shown.join("\n"))
    })
}

fn writable(place: &Place) -> Result<&Path, Failure> {
    place.key_file().ok_or_else(|| {
        Failure::new(
            "the key comes from the environment, where it cannot be replaced from here. Put it \
             into a file, name that with --key-file, and give the new key to the environment \
             afterwards.",
        )
    })
}

fn new_file(file: &Path) -> PathBuf {
    beside(file, ".new")
}

async fn rotate<S: Store>(
    place: &Place,
    store: &S,
    file: &Path,
    signing: bool,
) -> Result<String, Failure> {
    let old = place.key()?;
    let new = instance::make(&new_file(file))?;
    let trees = keys::rewrap(store, &old, &new, &SystemEntropy)
        .await
        .map_err(Failure::of)?;
    take(place, file, &new)?;
    let mut words = format!(
        "The instance key is another one: {}. The keys of {trees} records are wrapped with it. \
         Keep a copy of it elsewhere.\n\
         Backups that were made before open only with the old key, which is gone from here: make a \
         new backup now.\n\
         Nobody is signed out, and invitations keep working. A page that was open meanwhile must be \
         loaded again before its form is sent.",
        file.display()
    );
    if signing {
        let handed = keys::hand_over(store, &new, &SystemEntropy)
            .await
            .map_err(Failure::of)?;
        words.push_str(&format!(
            "\n{} records sign with another key from now on, by a handover from the old one.",
            handed.trees
        ));
        if handed.unchanged > 0 {
            words.push_str(&format!(
                "\n{} records keep their signing key: nothing was written in them since they got it.",
                handed.unchanged
            ));
        }
    }
    Ok(words)
}

/// Puts the new key in the place of the old one.
fn take(place: &Place, file: &Path, key: &[u8; 32]) -> Result<(), Failure> {
    place.keep_check(key)?;
    fs::rename(new_file(file), file)
        .and_then(|()| sync_folder_of(file))
        .map_err(|e| Failure::new(format!("{} cannot be replaced: {e}", file.display())))
}

/// Finishes a rotation that was interrupted. The database is wrapped with one of the two keys,
/// since that was one transaction.
///
/// # Errors
/// A [`Failure`] when neither key opens it, or files cannot be moved.
pub async fn finish<S: Store>(place: &Place, store: &S) -> Result<(), Failure> {
    let Some(file) = place.key_file() else {
        return Ok(());
    };
    let new = new_file(file);
    let Ok(found) = instance::read(&new) else {
        // Not whole, so nothing was wrapped with it.
        return remove(&new);
    };
    let Some(key) = found else {
        return Ok(());
    };
    match keys::opens(store, &key).await.map_err(Failure::of)? {
        Some(true) => take(place, file, &key),
        Some(false) | None => remove(&new),
    }
}

fn remove(file: &Path) -> Result<(), Failure> {
    fs::remove_file(file)
        .and_then(|()| sync_folder_of(file))
        .map_err(|e| Failure::new(format!("{} is in the way: {e}", file.display())))
}
