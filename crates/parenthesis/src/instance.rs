//! Where an instance is kept: the data folder, the instance key and the last checkpoints beside it,
//! and the check that folder and key belong together. Touches those files.

use crate::cli::KeyOption;
use crate::output::Failure;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
/// The store's database in a data folder.
const DATABASE: &str = "parenthesis.db";
/// Holds what only the right key gives; says nothing about the key.
const CHECK: &str = "key-check";
/// The key itself, for hosts that hand secrets over in the environment.
const KEY_VARIABLE: &str = "PARENTHESIS_KEY";

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
    /// In the environment; never written anywhere.
    Given(Zeroizing<String>),
}

impl KeyFile {
    fn path(&self) -> Option<&Path> {
        match self {
            KeyFile::Named(path) | KeyFile::Beside(path) => Some(path),
            KeyFile::Given(_) => None,
        }
    }

    /// As a sentence names it.
    fn named(&self) -> String {
        match self.path() {
            Some(path) => format!("the key file {}", path.display()),
            None => format!("the key in {KEY_VARIABLE}"),
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
        let key = match (&option.key_file, std::env::var(KEY_VARIABLE)) {
            (Some(file), _) => KeyFile::Named(file.clone()),
            (None, Ok(key)) => KeyFile::Given(Zeroizing::new(key)),
            (None, Err(_)) => KeyFile::Beside(beside(&data, ".key")),
        };
        Ok(Self { data, key })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The file beside the folder that holds the last checkpoints: what an older copy of the
    /// folder is recognised by.
    pub fn heads(&self) -> PathBuf {
        beside(&self.data, ".heads")
    }

    /// The folder beside the data folder for what an issuer of certificates gives.
    pub fn acme(&self) -> PathBuf {
        beside(&self.data, ".acme")
    }

    /// The key's file; `None` when the key comes from the environment.
    pub fn key_file(&self) -> Option<&Path> {
        self.key.path()
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
        let key = match &self.key {
            KeyFile::Named(file) | KeyFile::Beside(file) => read(file)?,
            KeyFile::Given(text) => Some(parse(text.trim()).ok_or_else(|| {
                Failure::new(format!(
                    "{KEY_VARIABLE} must hold 64 hexadecimal digits and nothing else"
                ))
            })?),
        };
        match (key, &self.key) {
            (Some(key), _) => Ok(key),
            (None, KeyFile::Given(_)) => Err(Failure::new("there is no key")),
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

    /// The instance key of a folder that has a database: it is never made here, and it is compared
    /// with the one that the folder was made with.
    ///
    /// # Errors
    /// A [`Failure`] when there is no database or no key, or it is another one.
    pub fn known_key(&self) -> Result<[u8; KEY_BYTES], Failure> {
        self.must_have_database()?;
        if let Some(file) = self.key_file().map(|file| beside(file, ".new"))
            && file.exists()
        {
            return Err(Failure::new(format!(
                "{} is there: the key was being replaced when something interrupted it, or it is \
                 being replaced now. Start the server once, which finishes it.",
                file.display()
            )));
        }
        let key = self.key()?;
        self.check(&key)?;
        Ok(key)
    }

    /// Fails where there is nothing to look at.
    ///
    /// # Errors
    /// A [`Failure`] when there is no database.
    pub fn must_have_database(&self) -> Result<(), Failure> {
        if self.has_database() {
            return Ok(());
        }
        Err(Failure::new(format!(
            "there is no database in {}",
            self.data.display()
        )))
    }

    /// Compares a key to the one that the folder was made with. A folder that has nothing to
    /// compare with keeps this one's check value.
    ///
    /// # Errors
    /// A [`Failure`] that names the key file when it is another key.
    pub fn check(&self, key: &[u8; KEY_BYTES]) -> Result<(), Failure> {
        match fs::read_to_string(self.data.join(CHECK)) {
            Ok(known) if known.trim() == check_value(key) => Ok(()),
            Ok(_) => Err(Failure::new(format!(
                "{} is not the key of the database in {}: nothing in it could be opened. Put the \
                 right key there, or name it with --key-file.",
                self.key.named(),
                self.data.display()
            ))),
            Err(error) if error.kind() == ErrorKind::NotFound => self.keep_check(key),
            Err(error) => Err(self.check_failed(&error)),
        }
    }

    /// Keeps the value by which this key is known again.
    ///
    /// # Errors
    /// A [`Failure`] when it cannot be written.
    pub fn keep_check(&self, key: &[u8; KEY_BYTES]) -> Result<(), Failure> {
        // Whole or not at all: half a value would turn the right key away.
        write_whole(&self.data.join(CHECK), &check_value(key)).map_err(|e| self.check_failed(&e))
    }

    fn check_failed(&self, error: &io::Error) -> Failure {
        let file = self.data.join(CHECK);
        Failure::new(format!("{} cannot be used: {error}", file.display()))
    }
}

fn check_value(key: &[u8; KEY_BYTES]) -> String {
    hex(&app::mac_of(key, CHECK, b""))
}

/// Puts a line into a private file, in the place of what was there: durably, and whole or not at
/// all.
///
/// # Errors
/// What the system says.
pub fn write_whole(file: &Path, line: &str) -> io::Result<()> {
    let new = beside(file, ".new");
    private(OpenOptions::new().create(true).truncate(true), &new, line)?;
    fs::rename(&new, file)?;
    sync_folder_of(file)
}

/// Makes the names in a file's folder outlast a power cut.
///
/// # Errors
/// What the system says.
pub fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all())
}

/// A path whose last name has an ending more: `DIR` and `.heads` give `DIR.heads`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(ending);
    path.with_file_name(name)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The key in a file; `None` when there is no such file.
///
/// # Errors
/// A [`Failure`] when it holds something else.
pub fn read(file: &Path) -> Result<Option<[u8; KEY_BYTES]>, Failure> {
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

/// Makes a key in a file that is not there yet.
///
/// # Errors
/// A [`Failure`] when it is there or cannot be written.
pub fn make(file: &Path) -> Result<[u8; KEY_BYTES], Failure> {
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
        let key = |data: &str| place(Path::new(data)).key_file().unwrap().to_owned();
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
