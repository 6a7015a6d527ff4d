//! Which files a bundle has, and in which order. Pure; section 13 of the specification, *The files*.

use crate::ids::number;

use super::{BundleFault, BundleFile, Place};

pub(super) const MANIFEST: &str = "manifest.txt";
pub(super) const READ_ME: &str = "READ-ME.txt";
pub(super) const LEAVES: &str = "leaves.txt";
pub(super) const PARTS: &str = "parts.txt";
pub(super) const PEOPLE: &str = "people.txt";
pub(super) const PROOF: &str = "proof.txt";
pub(super) const KEYS: &str = "keys.txt";
pub(super) const CHECKPOINT: &str = "checkpoint.txt";

/// A file of a bundle by what it holds; the order is that of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Manifest,
    ReadMe,
    /// A volume on paper: 0 for the only one, else its number.
    Record(u64),
    Leaves,
    Parts,
    People,
    Proof,
    Keys,
    Checkpoint,
    /// An earlier checkpoint, by size.
    Earlier(u64),
    /// A handover, by size.
    Handover(u64),
    /// An attachment, by sequence and index.
    Attachment(u64, u64),
}

impl Role {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            MANIFEST => Self::Manifest,
            READ_ME => Self::ReadMe,
            "record.pdf" => Self::Record(0),
            LEAVES => Self::Leaves,
            PARTS => Self::Parts,
            PEOPLE => Self::People,
            PROOF => Self::Proof,
            KEYS => Self::Keys,
            CHECKPOINT => Self::Checkpoint,
            _ => return Self::numbered(name),
        })
    }

    fn numbered(name: &str) -> Option<Self> {
        let between = |before: &str, after: &str| name.strip_prefix(before)?.strip_suffix(after);
        if let Some(volume) = between("record-", ".pdf") {
            number(volume)
                .filter(|&volume| volume > 0)
                .map(Self::Record)
        } else if let Some(size) = between("checkpoints/", ".txt") {
            number(size).map(Self::Earlier)
        } else if let Some(size) = between("handovers/", ".txt") {
            number(size).map(Self::Handover)
        } else {
            let (sequence, index) = name.strip_prefix("attachments/")?.split_once('-')?;
            let index = number(index).filter(|index| (1..64).contains(index))?;
            Some(Self::Attachment(number(sequence)?, index))
        }
    }
}

/// The files of a bundle with their roles, when all names are known, in order, and none is missing
/// or empty that must not be.
pub(super) fn in_order<'a>(
    files: &[BundleFile<'a>],
) -> Result<Vec<(Role, BundleFile<'a>)>, BundleFault> {
    let mut known: Vec<(Role, BundleFile<'a>)> = Vec::with_capacity(files.len());
    for file in files {
        let wrong = |wanted: &'static str| BundleFault::new(file.name, Place::Whole, wanted);
        let role = Role::of(file.name)
            .ok_or_else(|| wrong("no file that section 13 of the specification does not name"))?;
        let before = known.last().map(|(role, _)| *role);
        if before.is_some_and(|before| before >= role) {
            return Err(wrong("the files in the order of section 13, each once"));
        }
        if before.is_none() != (role == Role::Manifest) {
            return Err(wrong("`manifest.txt` as the first file"));
        }
        if let Role::Record(volume) = role
            && !follows(before, volume)
        {
            return Err(wrong("`record.pdf` alone, or volumes from 1 without a gap"));
        }
        if file.bytes.is_empty() && !matches!(role, Role::Attachment(..)) {
            return Err(wrong("at least one byte; an empty file is left out"));
        }
        known.push((role, *file));
    }
    for (role, name) in [
        (Role::ReadMe, READ_ME),
        (Role::Leaves, LEAVES),
        (Role::Keys, KEYS),
        (Role::Checkpoint, CHECKPOINT),
    ] {
        if !known.iter().any(|(found, _)| *found == role) {
            return Err(BundleFault::new(
                name,
                Place::Whole,
                "this file to be there",
            ));
        }
    }
    Ok(known)
}

/// Whether a volume may follow the file before it.
fn follows(before: Option<Role>, volume: u64) -> bool {
    match before {
        Some(Role::Record(last)) => last > 0 && volume == last + 1,
        _ => volume <= 1,
    }
}
