//! Where a bundle is not one, and what would be right there; why one cannot be written. Pure values.

use std::{borrow::Cow, fmt};

use crate::LeafError;

/// A place in a file of a bundle, or in the bundle itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A byte of the ZIP file, counted from 0.
    Byte(usize),
    /// A line of the file, counted from 1.
    Line(usize),
    /// The leaf of this place in the tree, and its line counted from 1.
    Leaf(u64, u32),
}

/// Why bytes are no bundle: which file of it, where, and what would be right there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFault {
    /// The name of the file in the bundle; empty for the ZIP file itself.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What would be right; the end of a sentence that starts with "expected".
    pub wanted: Cow<'static, str>,
}

impl BundleFault {
    pub(super) fn new(file: &str, place: Place, wanted: impl Into<Cow<'static, str>>) -> Self {
        Self {
            file: file.to_owned(),
            place,
            wanted: wanted.into(),
        }
    }

    pub(super) fn in_file(mut self, name: &str) -> Self {
        name.clone_into(&mut self.file);
        self
    }

    pub(super) fn leaf(at: u64, error: LeafError) -> Self {
        Self::new("leaves.txt", Place::Leaf(at, error.line), error.wanted)
    }
}

impl fmt::Display for BundleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        match self.place {
            Place::Whole => write!(f, "{file}: ")?,
            Place::Byte(at) if file.is_empty() => write!(f, "byte {at}: ")?,
            Place::Byte(at) => write!(f, "{file}, byte {at} of the bundle: ")?,
            Place::Line(line) => write!(f, "{file}, line {line}: ")?,
            Place::Leaf(at, line) => write!(f, "{file}, entry {at}, line {line}: ")?,
        }
        write!(f, "expected {}", self.wanted)
    }
}

impl std::error::Error for BundleFault {}

/// Why a bundle cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The range is empty.
    #[error("a bundle has at least one entry")]
    NoEntry,
    /// A leaf cannot be read.
    #[error("entry {at} has no leaf of this edition: {error}")]
    Leaf {
        /// The place, counted from 0.
        at: u64,
        /// What is wrong.
        error: LeafError,
    },
    /// The leaves and the proof do not give the root of the newest checkpoint.
    #[error("leaves and proof do not give the root of the newest checkpoint")]
    Incomplete,
    /// A disclosed part lies outside the range, stands twice, or is not what the leaf commits to.
    #[error(
        "entry {sequence} does not commit to part {index} that was given for it, or it was given twice"
    )]
    Part {
        /// The entry's place.
        sequence: u64,
        /// The part's index.
        index: usize,
    },
    /// An attachment is disclosed without its entry's body.
    #[error("entry {sequence} has a disclosed attachment, but its body is not disclosed")]
    AttachmentAlone {
        /// The entry's place.
        sequence: u64,
    },
    /// Recipient or a person's name cannot stand in a line.
    #[error(
        "a name has 1 to 200 characters without control characters, and no white space at either end"
    )]
    Name,
    /// The language is not a tag.
    #[error("a language is 1 to 35 letters, digits and `-`")]
    Language,
    /// A checkpoint or a handover does not belong into this bundle.
    #[error(
        "the checkpoint of size {size} is none of this tree, or does not belong into this bundle"
    )]
    Checkpoint {
        /// The size under which it was given.
        size: u64,
    },
    /// A key stands twice, or a signature is by a key that is not among those given.
    #[error("a key stands twice, or there is not one handover for each earlier key")]
    Keys,
    /// READ-ME or a volume is empty.
    #[error("READ-ME.txt and each volume have at least one byte")]
    EmptyFile,
    /// There are too many files or bytes.
    #[error("a bundle has at most 65535 files and 2147483647 bytes")]
    TooLarge,
}
