//! The last checkpoints, kept outside the database: a file beside the data folder, so that an
//! older copy of the folder cannot be put back unseen. Touches that file.
//!
//! The file is a list of records, each the newest word on one tree:
//!
//! ```text
//! head <origin> <size> <bytes of the checkpoint> <sum>\n
//! <the checkpoint>\n
//! ```
//!
//! Numbers are decimal. The sum is FNV-1a (64 bits, 16 hex digits) over the line up to the
//! space before it, and the checkpoint. A later record replaces an earlier one of its tree.
//! Records are added after the commit, without waiting for the disk: the file may lag behind
//! the database, it never leads it. What is no record (a torn one, or a hole after a power
//! cut) is passed over up to the next line that begins with `head `. When most of the file
//! is outdated, it is written anew under another name, synced, and renamed.
//!
//! A file that was made for a database with entries begins with the line `begun later`: nobody
//! knows whether the database was the newest one then. A file without it was there from the
//! first entry on, or is from before that line was written.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::batch::{Head, KeptHead, KeptHeads, limits};
use crate::id::TreeId;

/// The file is not written anew before it has so many bytes.
const SMALLEST_OUTDATED: u64 = 4 * 1024 * 1024;
/// What could not be written waits up to so many bytes.
const WAITING_BYTES: usize = 4 * 1024 * 1024;
const START: &[u8] = b"head ";
/// The first line of a file that is younger than the entries.
const BEGUN_LATER: &[u8] = b"begun later\n";

/// Adds a record to `bytes`.
pub(super) fn record(bytes: &mut Vec<u8>, origin: &str, size: u64, checkpoint: &[u8]) {
    let start = bytes.len();
    let line = format!("head {origin} {size} {}", checkpoint.len());
    bytes.extend_from_slice(line.as_bytes());
    let sum = sum(&[bytes.get(start..).unwrap_or_default(), checkpoint]);
    bytes.extend_from_slice(format!(" {sum:016x}\n").as_bytes());
    bytes.extend_from_slice(checkpoint);
    bytes.push(b'\n');
}

fn sum(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Reads all records that are whole; the last one of each tree.
pub(super) fn parse(bytes: &[u8]) -> BTreeMap<TreeId, Head> {
    let mut heads = BTreeMap::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if let Some((tree, head, after)) = parse_one(rest) {
            heads.insert(tree, head);
            rest = after;
        } else {
            let next = rest
                .windows(START.len() + 1)
                .position(|window| window == b"\nhead ");
            rest = next
                .and_then(|place| rest.get(place + 1..))
                .unwrap_or_default();
        }
    }
    heads
}

fn parse_one(bytes: &[u8]) -> Option<(TreeId, Head, &[u8])> {
    let longest = limits::ID_BYTES + 64;
    let end = bytes.iter().take(longest).position(|byte| *byte == b'\n')?;
    let line = str::from_utf8(bytes.get(..end)?).ok()?;
    let (before, stated) = line.rsplit_once(' ')?;
    let mut words = before.strip_prefix("head ")?.split(' ');
    let (origin, size, length) = (words.next()?, words.next()?, words.next()?);
    let length: usize = length.parse().ok()?;
    if words.next().is_some() || origin.is_empty() || length > limits::CHECKPOINT_BYTES {
        return None;
    }
    let checkpoint = bytes.get(end + 1..end + 1 + length)?;
    let after = bytes.get(end + 1 + length..)?.strip_prefix(b"\n")?;
    let sum = format!("{:016x}", sum(&[before.as_bytes(), checkpoint]));
    let head = Head {
        size: size.parse().ok()?,
        checkpoint: checkpoint.to_vec(),
    };
    (sum == stated).then(|| (TreeId::new(origin), head, after))
}

/// The file, open for adding.
#[derive(Debug)]
pub(super) struct HeadsFile {
    path: PathBuf,
    file: File,
    /// Bytes of whole records in the file.
    length: u64,
    /// Bytes of the records that counted when the file was last written anew.
    living: u64,
    /// Records that could not be written yet.
    waiting: Vec<u8>,
    /// Whether it is younger than the entries.
    begun_later: bool,
}

impl HeadsFile {
    /// What a file says; `None` if there is none.
    pub(super) fn read(path: &Path) -> io::Result<Option<KeptHeads>> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let heads = parse(&bytes).into_iter();
        Ok(Some(KeptHeads {
            heads: heads.map(|(tree, head)| KeptHead { tree, head }).collect(),
            begun_later: bytes.starts_with(BEGUN_LATER),
        }))
    }

    /// Writes a file that holds `heads` and nothing else, durably, in the place of the one
    /// before.
    pub(super) fn create<'h>(
        path: &Path,
        heads: impl Iterator<Item = (&'h TreeId, &'h Head)>,
        begun_later: bool,
    ) -> io::Result<Self> {
        let mut bytes = Vec::new();
        if begun_later {
            bytes.extend_from_slice(BEGUN_LATER);
        }
        for (tree, head) in heads {
            record(&mut bytes, tree.as_str(), head.size, &head.checkpoint);
        }
        let mut name = path.file_name().map(ToOwned::to_owned).unwrap_or_default();
        name.push(".new");
        let new = path.with_file_name(name);
        let mut options = OpenOptions::new();
        options.create(true).write(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&new)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        std::fs::rename(&new, path)?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            File::open(folder)?.sync_all()?;
        }
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(Self {
            path: path.to_owned(),
            file,
            length,
            living: length,
            waiting: Vec::new(),
            begun_later,
        })
    }

    /// Adds records. What the disk does not take now is added with the next ones.
    pub(super) fn add(&mut self, records: &[u8]) {
        if let Err(error) = self.try_add(records) {
            tracing::warn!(%error, "the last checkpoints were not written beside the database");
            // Half a record would hide the next one.
            if let Err(error) = self.file.set_len(self.length) {
                tracing::warn!(%error, "the last checkpoints may have a hole");
                self.waiting.insert(0, b'\n');
            }
        }
    }

    fn try_add(&mut self, records: &[u8]) -> io::Result<()> {
        use std::io::{Seek as _, SeekFrom};
        if self.waiting.len() + records.len() <= WAITING_BYTES {
            self.waiting.extend_from_slice(records);
        }
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(&self.waiting)?;
        self.length += u64::try_from(self.waiting.len()).unwrap_or(0);
        self.waiting.clear();
        if self.length > SMALLEST_OUTDATED.max(self.living.saturating_mul(4)) {
            self.compact()?;
        }
        Ok(())
    }

    fn compact(&mut self) -> io::Result<()> {
        let heads = parse(&std::fs::read(&self.path)?);
        *self = Self::create(&self.path, heads.iter(), self.begun_later)?;
        Ok(())
    }

    /// Makes sure that all is on the disk.
    pub(super) fn close(mut self) {
        self.add(&[]);
        if let Err(error) = self.file.sync_all() {
            tracing::warn!(%error, "the last checkpoints may not be on the disk");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(size: u64) -> Head {
        Head {
            size,
            checkpoint: format!("tree\n{size}\nhead of \n\n— sig\n").into_bytes(),
        }
    }

    fn records(sizes: &[(&str, u64)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (tree, size) in sizes {
            record(&mut bytes, tree, *size, &head(*size).checkpoint);
        }
        bytes
    }

    fn sizes(bytes: &[u8]) -> Vec<(String, u64)> {
        let heads = parse(bytes).into_iter();
        let sizes = heads.map(|(tree, found)| {
            assert_eq!(found, head(found.size));
            (tree.as_str().to_owned(), found.size)
        });
        sizes.collect()
    }

    #[test]
    fn the_last_record_of_a_tree_counts() {
        let bytes = records(&[("a", 1), ("b", 7), ("a", 2), ("c", 0), ("b", 3)]);
        let expected = [("a", 2), ("b", 3), ("c", 0)];
        assert_eq!(
            sizes(&bytes),
            expected.map(|(tree, size)| (tree.to_owned(), size))
        );
    }

    /// Wherever it is cut, all records before the cut are read and none is made up.
    #[test]
    fn a_torn_record_is_passed_over() {
        let whole = records(&[("a", 1), ("b", 2), ("a", 3)]);
        let ends = [1, 2, 3].map(|n| records(&[("a", 1), ("b", 2), ("a", 3)][..n]).len());
        for cut in 0..=whole.len() {
            let read = [
                vec![],
                vec![("a", 1)],
                vec![("a", 1), ("b", 2)],
                vec![("a", 3), ("b", 2)],
            ];
            let expected = |length: usize, more: &[(&str, u64)]| {
                let count = ends.iter().filter(|end| **end <= length).count();
                let all = read[count].iter().chain(more);
                all.map(|(tree, size)| ((*tree).to_owned(), *size))
                    .collect::<Vec<_>>()
            };
            let mut bytes = whole[..cut].to_vec();
            assert_eq!(sizes(&bytes), expected(cut, &[]), "cut at {cut}");
            // As when the file was prolonged after a power cut; the newline may complete one.
            bytes.push(b'\n');
            bytes.extend(records(&[("c", 9)]));
            let more = expected(cut + 1, &[("c", 9)]);
            assert_eq!(sizes(&bytes), more, "after a cut at {cut}");
        }
    }

    /// Whatever byte is changed, no record is read that was not written.
    #[test]
    fn a_changed_record_is_passed_over() {
        let whole = records(&[("a", 1), ("b", 2)]);
        for place in 0..whole.len() {
            for flip in [1, 0x20, 0x80] {
                let mut bytes = whole.clone();
                bytes[place] ^= flip;
                for one in sizes(&bytes) {
                    let written = [("a".to_owned(), 1), ("b".to_owned(), 2)];
                    assert!(written.contains(&one), "byte {place}: {one:?}");
                }
            }
        }
    }

    #[test]
    fn an_outdated_file_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.heads");
        assert_eq!(HeadsFile::read(&path).unwrap(), None);
        let mut file = HeadsFile::create(&path, std::iter::empty(), true).unwrap();
        let large = vec![b'x'; 10_000];
        let mut most = 0;
        for size in 1..=2_000 {
            let mut bytes = Vec::new();
            record(&mut bytes, "a", size, &large);
            file.add(&bytes);
            most = most.max(path.metadata().unwrap().len());
        }
        assert!(most < 2 * SMALLEST_OUTDATED, "{most}");
        file.close();
        let kept = HeadsFile::read(&path).unwrap().unwrap();
        assert!(kept.begun_later, "what was not known stays unknown");
        let heads = kept.heads;
        assert_eq!(heads.len(), 1);
        assert_eq!(heads[0].head.size, 2_000);
        assert_eq!(heads[0].head.checkpoint, large);
    }
}
