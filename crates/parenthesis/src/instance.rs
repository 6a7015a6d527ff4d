//! The data folder and the instance key beside it.

use crate::cli::KeyOption;
use crate::serve::Failure;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

const KEY_BYTES: usize = 32;

/// Reads the instance key, or makes it when there is none and none was named.
///
/// # Errors
/// A [`Failure`] that names the file and says what it must hold.
pub fn key(data: &Path, option: &KeyOption) -> Result<[u8; KEY_BYTES], Failure> {
    match &option.key_file {
        Some(file) => read(file)?.ok_or_else(|| {
            Failure::new(format!(
                "there is no key file {}. It must hold 64 hexadecimal digits.",
                file.display()
            ))
        }),
        None => {
            let file = beside(data);
            match read(&file)? {
                Some(key) => Ok(key),
                None => make(data, &file),
            }
        }
    }
}

/// `DIR.key` next to `DIR`: outside the folder, so that a copy of the database alone opens
/// nothing.
fn beside(data: &Path) -> PathBuf {
    let mut name = data.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
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

fn make(data: &Path, file: &Path) -> Result<[u8; KEY_BYTES], Failure> {
    // A new key would not open what an older one sealed.
    if data.join("parenthesis.db").exists() {
        return Err(Failure::new(format!(
            "there is a database in {} but its key {} is missing. Put the key back, or name it \
             with --key-file.",
            data.display(),
            file.display()
        )));
    }
    let cannot = |error: std::io::Error| {
        Failure::new(format!(
            "the key file {} cannot be written: {error}",
            file.display()
        ))
    };
    let mut key = [0; KEY_BYTES];
    getrandom::fill(&mut key).map_err(|e| Failure::new(format!("no random numbers: {e}")))?;
    let text: String = key.iter().map(|b| format!("{b:02x}")).collect();
    if let Some(folder) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file).map_err(cannot)?;
    writeln!(opened, "{text}").map_err(cannot)?;
    opened.sync_all().map_err(cannot)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let none = KeyOption { key_file: None };
        let made = key(&data, &none).unwrap();
        assert_eq!(key(&data, &none).unwrap(), made);
        fs::remove_file(beside(&data)).unwrap();
        fs::create_dir_all(&data).unwrap();
        fs::write(data.join("parenthesis.db"), b"").unwrap();
        let failure = key(&data, &none).unwrap_err().to_string();
        assert!(failure.contains("its key"), "{failure}");
    }

    #[test]
    fn a_key_file_holds_64_digits() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("k");
        let option = KeyOption {
            key_file: Some(file.clone()),
        };
        assert!(key(folder.path(), &option).is_err());
        fs::write(&file, "0g".repeat(32)).unwrap();
        assert!(key(folder.path(), &option).is_err());
        fs::write(&file, format!("{}\n", "0a".repeat(32))).unwrap();
        assert_eq!(key(folder.path(), &option).unwrap(), [10; 32]);
    }
}
