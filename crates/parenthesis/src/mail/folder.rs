//! Letters as files, for who has no mail server. Touches one folder, which only its owner can read.

use super::message::message;
use crate::output::Failure;
use app::mail::{Carried, Parcel};
use lettre::Address;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use web::mail::Words;

/// Why a letter was not put into a folder.
#[derive(Debug, thiserror::Error)]
pub enum NotPut {
    /// Mail cannot be sent to its address.
    #[error("mail cannot be sent to this address")]
    Address,
    /// What the system says.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// A folder for letters.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    from: Address,
}

impl Folder {
    /// The folder, which is made with the first letter.
    ///
    /// # Errors
    /// A [`Failure`] when the sender's address is none.
    pub fn new(path: &Path, from: &str) -> Result<Self, Failure> {
        Ok(Self {
            path: path.to_owned(),
            from: super::smtp::sender(from)?,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts a letter there, whole and durably. The same letter again takes the same place.
    pub fn put(&self, parcel: &Parcel, words: Words) -> Carried {
        match self.put_now(parcel, words) {
            Ok(_) => Carried::Taken,
            Err(NotPut::Address) => Carried::Never,
            Err(NotPut::System(error)) => {
                tracing::warn!(kind = ?error.kind(), "a mail was not put into its folder");
                Carried::Later
            }
        }
    }

    /// As [`Folder::put`]: says where it lies.
    ///
    /// # Errors
    /// [`NotPut`] when it does not.
    pub fn put_now(&self, parcel: &Parcel, words: Words) -> Result<PathBuf, NotPut> {
        let message = message(parcel, words, &self.from).ok_or(NotPut::Address)?;
        let time = parcel.written.strftime("%Y-%m-%dT%H%M%SZ");
        let name = format!("{time}-{}.eml", parcel.id);
        self.write(&name, &message.formatted())?;
        Ok(self.path.join(name))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.path)?;
        let new = self.path.join(format!("{name}.new"));
        let mut options = OpenOptions::new();
        let options = options.create(true).truncate(true).write(true).mode(0o600);
        let mut file = options.open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, self.path.join(name))?;
        File::open(&self.path)?.sync_all()
    }
}
