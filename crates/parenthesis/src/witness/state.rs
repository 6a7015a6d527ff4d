//! What a witness has cosigned last, in its folder: durable before anybody is told. Touches that
//! folder.

use crate::instance::{make, read, write_whole};
use crate::kept;
use crate::output::Failure;
use ledger::{Cosigner, Hash, Origin, Seen, SigningKey};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const KEY: &str = "witness.key";
const STATE: &str = "witnessed";
/// The first line of the file.
const FORMAT: &str = "parenthesis/witnessed@v1";
/// The last one.
const END: &str = "end\n";

/// The folder of a witness, held for as long as this lives.
pub struct Witnessed {
    file: PathBuf,
    heads: BTreeMap<Origin, Seen>,
    _lock: File,
}

impl Witnessed {
    /// Opens the folder, or makes it, and gives the witness's own signing key.
    ///
    /// # Errors
    /// A [`Failure`] when another witness has the folder, or a file in it cannot be understood:
    /// a witness that forgot what it signed must not sign.
    pub fn open(folder: &Path, name: &str) -> Result<(Self, Cosigner), Failure> {
        kept::private_folder(folder)?;
        let lock = kept::lock(folder)?.ok_or_else(|| {
            Failure::new(format!(
                "another witness is working in {}",
                folder.display()
            ))
        })?;
        let file = folder.join(STATE);
        let heads = match fs::read_to_string(&file) {
            Ok(text) => parse(&text).ok_or_else(|| {
                Failure::new(format!(
                    "{} cannot be understood. It says what this witness has signed; without it, it \
                     must not sign again with the same key.",
                    file.display()
                ))
            })?,
            Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => {
                return Err(Failure::new(format!(
                    "{} cannot be read: {error}",
                    file.display()
                )));
            }
        };
        let seed = folder.join(KEY);
        let seed = Zeroizing::new(match read(&seed)? {
            Some(seed) => seed,
            None if heads.is_empty() => make(&seed)?,
            None => {
                return Err(Failure::new(format!(
                    "the key of this witness is missing: {}",
                    seed.display()
                )));
            }
        });
        let cosigner = Cosigner::new(name, &SigningKey::new(*seed)).map_err(Failure::of)?;
        let opened = Self {
            file,
            heads,
            _lock: lock,
        };
        Ok((opened, cosigner))
    }

    /// What was cosigned last of a tree.
    #[must_use]
    pub fn last(&self, origin: Origin) -> Seen {
        self.heads.get(&origin).copied().unwrap_or(Seen::NOTHING)
    }

    /// Keeps a newer state, durably.
    ///
    /// # Errors
    /// What the system says; then nothing may be signed.
    pub fn keep(&mut self, origin: Origin, seen: Seen) -> io::Result<()> {
        let mut heads = self.heads.clone();
        heads.insert(origin, seen);
        write_whole(&self.file, text(&heads).trim_end())?;
        self.heads = heads;
        Ok(())
    }
}

fn text(heads: &BTreeMap<Origin, Seen>) -> String {
    let mut text = format!("{FORMAT}\n");
    for (origin, seen) in heads {
        // Writing into a string never fails.
        let _ = writeln!(text, "{origin} {} {}", seen.size, seen.root);
    }
    text + END
}

fn parse(text: &str) -> Option<BTreeMap<Origin, Seen>> {
    let lines = text.strip_prefix(FORMAT)?.strip_prefix('\n')?;
    let lines = lines.strip_suffix(END)?.lines();
    let heads = lines.map(|line| {
        let mut words = line.split(' ');
        let origin: Origin = words.next()?.parse().ok()?;
        let size = words.next()?.parse().ok()?;
        let root: Hash = words.next()?.parse().ok()?;
        Some((origin, Seen { size, root }))
    });
    let heads: BTreeMap<_, _> = heads.collect::<Option<_>>()?;
    (self::text(&heads) == text).then_some(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_there_after_a_restart_and_damage_stops_the_witness() {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::from_random([1; 16]);
        let seen = Seen {
            size: 5,
            root: Hash::new([2; 32]),
        };
        let (mut opened, cosigner) = Witnessed::open(folder.path(), "w.example").unwrap();
        assert!(Witnessed::open(folder.path(), "w.example").is_err());
        assert_eq!(opened.last(origin), Seen::NOTHING);
        opened.keep(origin, seen).unwrap();
        drop(opened);
        let (opened, again) = Witnessed::open(folder.path(), "w.example").unwrap();
        assert_eq!(opened.last(origin), seen);
        assert_eq!(again.key(), cosigner.key());
        drop(opened);
        let file = folder.path().join(STATE);
        let whole = fs::read_to_string(&file).unwrap();
        for at in 0..whole.len() - 1 {
            fs::write(&file, &whole[..at]).unwrap();
            assert!(
                Witnessed::open(folder.path(), "w.example").is_err(),
                "cut at {at}"
            );
        }
        fs::write(&file, whole).unwrap();
        fs::remove_file(folder.path().join(KEY)).unwrap();
        assert!(Witnessed::open(folder.path(), "w.example").is_err());
    }
}
