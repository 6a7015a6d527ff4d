//! Where an instance is kept: the data folder, the instance key beside it, and the check that the
//! two belong together. Touches those files.

use crate::cli::KeyOption;
use crate::output::Failure;
use app::App;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use store::Store;

const KEY_BYTES: usize = 32;
/// The store's database in a data folder.
const DATABASE: &str = "parenthesis.db";
/// Holds what only the right key gives; says nothing about the key.
const CHECK: &str = "key-check";

/// A data folder and its key file, both as paths from the root.
#[derive(Debug, Clone)]
pub struct Place {
    data: PathBuf,
    key: KeyFile,
}

#[derive(Debug, Clone)]
enum KeyFile {
    /// Named by whoever hosts; never made.
    Named(PathBuf),
    /// Beside the folder; made with it.
    Beside(PathBuf),
}

impl KeyFile {
    fn path(&self) -> &Path {
        match self {
            KeyFile::Named(path) | KeyFile::Beside(path) => path,
        }
    }
}

impl Place {
    /// The place that the command line names. Touches nothing.
    ///
    /// # Errors
    /// A [`Failure`] when the folder has no name, as `/` and `..` have none: then nothing can
    /// stand beside it.
    pub fn new(data: &Path, option: &KeyOption) -> Result<Self, Failure> {
        let nameless = || {
            Failure::new(format!(
                "'{}' is no name for a folder. Give the path of the data folder with its name, \
                 such as /var/lib/parenthesis/data.",
                data.display()
            ))
        };
        let absolute = std::path::absolute(data).map_err(|_| nameless())?;
        let name = absolute.file_name().ok_or_else(nameless)?.to_owned();
        // Without a slash at the end, which would make the folder its own parent.
        let data = absolute.with_file_name(name);
        let key = match &option.key_file {
            Some(file) => KeyFile::Named(file.clone()),
            None => KeyFile::Beside(beside(&data, ".key")),
        };
        Ok(Self { data, key })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The same key with another folder beside the first: `DIR` and an ending.
    pub fn neighbour(&self, ending: &str) -> Self {
        Self {
            data: beside(&self.data, ending),
            key: self.key.clone(),
        }
    }

    /// Whether the folder holds a database.
    pub fn has_database(&self) -> bool {
        self.data.join(DATABASE).exists()
    }

    /// Reads the instance key, or makes it when there is none and none was named.
    ///
    /// # Errors
    /// A [`Failure`] that names the file and says what it must hold.
    pub fn key(&self) -> Result<[u8; KEY_BYTES], Failure> {
        match (read(self.key.path())?, &self.key) {
            (Some(key), _) => Ok(key),
            (None, KeyFile::Named(file)) => Err(Failure::new(format!(
                "there is no key file {}. It must hold 64 hexadecimal digits.",
                file.display()
            ))),
            // A new key would not open what an older one sealed.
            (None, KeyFile::Beside(file)) if self.has_database() => Err(Failure::new(format!(
                "there is a database in {} but its key {} is missing. Put the key back, or name \
                 it with --key-file.",
                self.data.display(),
                file.display()
            ))),
            (None, KeyFile::Beside(file)) => make(file),
        }
    }

    /// Compares the key that an app was opened with to the one that the folder was made with. A
    /// folder that has nothing to compare with keeps this one's check value.
    ///
    /// # Errors
    /// A [`Failure`] that names the key file when it is another key.
    pub fn check<S: Store>(&self, app: &App<S>) -> Result<(), Failure> {
        let file = self.data.join(CHECK);
        let failed =
            |error: io::Error| Failure::new(format!("{} cannot be used: {error}", file.display()));
        let value = hex(&app.mac(CHECK, b""));
        match fs::read_to_string(&file) {
            Ok(known) if known.trim() == value => Ok(()),
            Ok(_) => Err(Failure::new(format!(
                "the key file {} is not the key of the database in {}: nothing in it could be \
                 opened. Put the right key there, or name it with --key-file.",
                self.key.path().display(),
                self.data.display()
            ))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // Whole or not at all: half a value would turn the right key away.
                let new = beside(&file, ".new");
                private(OpenOptions::new().create(true).truncate(true), &new, &value)
                    .and_then(|()| fs::rename(&new, &file))
                    .map_err(failed)
            }
            Err(error) => Err(failed(error)),
        }
    }
}

/// A path whose last name has an ending more.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(ending);
    path.with_file_name(name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(file: &Path) -> Result<Option<[u8; KEY_BYTES]>, Failure> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::new(format!(
                "the key file {} cannot be read: {error}",
                file.display()
            )));
        }
    };
    parse(text.trim()).map(Some).ok_or_else(|| {
        Failure::new(format!(
            "the key file {} must hold 64 hexadecimal digits and nothing else",
            file.display()
        ))
    })
}

fn parse(text: &str) -> Option<[u8; KEY_BYTES]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * KEY_BYTES || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut key = [0; KEY_BYTES];
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(key)
}

fn make(file: &Path) -> Result<[u8; KEY_BYTES], Failure> {
    let cannot = |error: io::Error| {
        Failure::new(format!(
            "the key file {} cannot be written: {error}",
            file.display()
        ))
    };
    let mut key = [0; KEY_BYTES];
    getrandom::fill(&mut key).map_err(|e| Failure::new(format!("no random numbers: {e}")))?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    fs::create_dir_all(folder).map_err(cannot)?;
    private(OpenOptions::new().create_new(true), file, &hex(&key)).map_err(cannot)?;
    // The key must outlast a power cut that the database outlasts.
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(cannot)?;
    Ok(key)
}

/// Writes a line into a file that only its owner may read.
fn private(options: &mut OpenOptions, file: &Path, line: &str) -> io::Result<()> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    let mut opened = options.write(true).open(file)?;
    writeln!(opened, "{line}")?;
    opened.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyOption = KeyOption { key_file: None };

    fn place(data: &Path) -> Place {
        Place::new(data, &NONE).unwrap()
    }

    #[test]
    fn a_key_is_made_once_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder.path().join("data"));
        let made = place.key().unwrap();
        assert_eq!(place.key().unwrap(), made);
        fs::remove_file(folder.path().join("data.key")).unwrap();
        fs::create_dir_all(place.data()).unwrap();
        fs::write(place.data().join(DATABASE), b"").unwrap();
        let failure = place.key().unwrap_err().to_string();
        assert!(failure.contains("its key"), "{failure}");
    }

    #[test]
    fn a_key_lies_beside_its_folder_however_that_is_written() {
        let here = std::env::current_dir().unwrap();
        let key = |data: &str| place(Path::new(data)).key.path().to_owned();
        assert_eq!(key("/a/data"), Path::new("/a/data.key"));
        assert_eq!(key("/a/data/"), Path::new("/a/data.key"));
        assert_eq!(key("/a/data/."), Path::new("/a/data.key"));
        assert_eq!(key("data//"), here.join("data.key"));
        assert_eq!(key("."), beside(&here, ".key"));
        assert_eq!(place(Path::new("data/")).data(), here.join("data"));
        for nameless in ["/", "..", "a/..", ""] {
            let failure = Place::new(Path::new(nameless), &NONE).unwrap_err();
            assert!(failure.to_string().contains("no name for a folder"));
        }
    }

    #[test]
    fn a_key_file_holds_64_digits() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("k");
        let option = KeyOption {
            key_file: Some(file.clone()),
        };
        let place = Place::new(folder.path(), &option).unwrap();
        assert!(place.key().is_err());
        fs::write(&file, "0g".repeat(32)).unwrap();
        assert!(place.key().is_err());
        fs::write(&file, format!("{}\n", "0a".repeat(32))).unwrap();
        assert_eq!(place.key().unwrap(), [10; 32]);
    }
}
