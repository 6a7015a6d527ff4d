//! The ZIP file of a bundle, in its one spelling: uncompressed, without dates, each byte settled by
//! the names and contents. Bytes in, bytes out; section 13 of the specification, *The ZIP*.

use super::{BundleFault, Place};

/// The most bytes of a bundle: 2 GiB less one.
pub const MAX_BUNDLE_BYTES: usize = (1 << 31) - 1;
/// The most files in a bundle.
pub const MAX_BUNDLE_FILES: usize = 65_535;
/// The most bytes of a file's name.
const MAX_NAME_BYTES: usize = 64;

const LOCAL_BYTES: usize = 30;
const CENTRAL_BYTES: usize = 46;
const END_BYTES: usize = 22;
const LOCAL_MARK: [u8; 4] = *b"PK\x03\x04";
const CENTRAL_MARK: [u8; 4] = *b"PK\x01\x02";
const END_MARK: [u8; 4] = *b"PK\x05\x06";
/// Flags (names are UTF-8), method (stored), time 0 and date (1 January 1980).
const STORED: [u8; 8] = [0x00, 0x08, 0, 0, 0, 0, 0x21, 0x00];
const VERSION: [u8; 2] = [10, 0];

/// One file of a bundle, as it lies in the ZIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What both headers of a file say of it.
struct Entry {
    crc: u32,
    bytes: u32,
    name: u16,
}

impl Entry {
    fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        let named = (1..=MAX_NAME_BYTES).contains(&name.len());
        Some(Self {
            crc: crc32fast::hash(bytes),
            bytes: u32::try_from(bytes.len()).ok()?,
            name: u16::try_from(name.len()).ok().filter(|_| named)?,
        })
    }

    /// The 22 bytes that stand in both headers, from the flags to the length of the extra field.
    fn shared(&self) -> [u8; 22] {
        let mut shared = [0; 22];
        shared[..8].copy_from_slice(&STORED);
        shared[8..12].copy_from_slice(&self.crc.to_le_bytes());
        shared[12..16].copy_from_slice(&self.bytes.to_le_bytes());
        shared[16..20].copy_from_slice(&self.bytes.to_le_bytes());
        shared[20..].copy_from_slice(&self.name.to_le_bytes());
        shared
    }

    fn local(&self) -> [u8; LOCAL_BYTES] {
        let mut header = [0; LOCAL_BYTES];
        header[..4].copy_from_slice(&LOCAL_MARK);
        header[4..6].copy_from_slice(&VERSION);
        header[6..28].copy_from_slice(&self.shared());
        header
    }

    fn central(&self, offset: u32) -> [u8; CENTRAL_BYTES] {
        let mut header = [0; CENTRAL_BYTES];
        header[..4].copy_from_slice(&CENTRAL_MARK);
        header[4..6].copy_from_slice(&VERSION);
        header[6..8].copy_from_slice(&VERSION);
        header[8..30].copy_from_slice(&self.shared());
        header[42..].copy_from_slice(&offset.to_le_bytes());
        header
    }
}

/// The central directory, written while the files go by.
#[derive(Default)]
struct Directory {
    bytes: Vec<u8>,
    files: usize,
}

impl Directory {
    fn add(&mut self, entry: &Entry, name: &str, offset: u32) {
        self.bytes.extend_from_slice(&entry.central(offset));
        self.bytes.extend_from_slice(name.as_bytes());
        self.files += 1;
    }

    /// The directory and its end; none when there are more files or bytes than a bundle has.
    fn close(mut self, offset: usize) -> Option<Vec<u8>> {
        let files = u16::try_from(self.files).ok()?.to_le_bytes();
        let bytes = u32::try_from(self.bytes.len()).ok()?.to_le_bytes();
        let fits = offset
            .checked_add(self.bytes.len())?
            .checked_add(END_BYTES)?
            <= MAX_BUNDLE_BYTES;
        let offset = u32::try_from(offset).ok().filter(|_| fits)?.to_le_bytes();
        let end = [
            END_MARK.as_slice(),
            &[0; 4],
            &files,
            &files,
            &bytes,
            &offset,
            &[0; 2],
        ];
        self.bytes.extend_from_slice(&end.concat());
        Some(self.bytes)
    }
}

/// Writes the files in this order; none when they are too many or too large, or a name has no
/// byte or more than 64.
pub(super) fn write(files: &[BundleFile<'_>]) -> Option<Vec<u8>> {
    let content: usize = files.iter().map(|file| file.bytes.len()).sum();
    let headers = LOCAL_BYTES + CENTRAL_BYTES + 2 * MAX_NAME_BYTES;
    let room = content.checked_add(files.len().checked_mul(headers)?)?;
    if content > MAX_BUNDLE_BYTES || files.len() > MAX_BUNDLE_FILES {
        return None;
    }
    let mut bytes = Vec::with_capacity(room);
    let mut directory = Directory::default();
    for file in files {
        let entry = Entry::of(file.name, file.bytes)?;
        directory.add(&entry, file.name, u32::try_from(bytes.len()).ok()?);
        bytes.extend_from_slice(&entry.local());
        bytes.extend_from_slice(file.name.as_bytes());
        bytes.extend_from_slice(file.bytes);
    }
    let directory = directory.close(bytes.len())?;
    bytes.extend_from_slice(&directory);
    Some(bytes)
}

fn fault(at: usize, wanted: &'static str) -> BundleFault {
    BundleFault::new("", Place::Byte(at), wanted)
}

/// The four bytes at this offset of a header, as a number.
fn number(header: &[u8; LOCAL_BYTES], at: usize) -> u32 {
    let four = header
        .get(at..at + 4)
        .and_then(|four| four.try_into().ok())
        .unwrap_or_default();
    u32::from_le_bytes(four)
}

/// Where two byte strings begin to differ.
fn differ(found: &[u8], right: &[u8]) -> usize {
    let pairs = found.iter().zip(right);
    pairs.take_while(|(found, right)| found == right).count()
}

/// One file at `at`, whose header is there: the file, its entry and the offset behind it.
fn file(bytes: &[u8], at: usize) -> Result<(BundleFile<'_>, Entry, usize), BundleFault> {
    let rest = bytes.get(at..).unwrap_or_default();
    let (header, rest) = rest
        .split_first_chunk::<LOCAL_BYTES>()
        .ok_or_else(|| fault(at, "the 30 bytes of a file's header"))?;
    let name_bytes = usize::from(u16::from_le_bytes([header[26], header[27]]));
    if !(1..=MAX_NAME_BYTES).contains(&name_bytes) {
        return Err(fault(at + 26, "the length of a name: 1 to 64"));
    }
    let (name, rest) = rest
        .split_at_checked(name_bytes)
        .ok_or_else(|| fault(at + LOCAL_BYTES, "the file's name"))?;
    let name = std::str::from_utf8(name).map_err(|_| fault(at + LOCAL_BYTES, "a name in UTF-8"))?;
    let length = usize::try_from(number(header, 18)).unwrap_or(usize::MAX);
    let content = rest
        .get(..length)
        .ok_or_else(|| fault(at + 18, "a size that the bundle's bytes suffice for"))?;
    let entry = Entry::of(name, content).ok_or_else(|| fault(at + 18, "the size of a file"))?;
    let right = entry.local();
    if *header != right {
        let differs = differ(header, &right);
        let wanted = if (14..18).contains(&differs) {
            "the CRC-32 of the file's bytes: they, or it, were changed"
        } else {
            "a header of an uncompressed file as section 13 spells it"
        };
        return Err(fault(at + differs, wanted).in_file(name));
    }
    let end = at + LOCAL_BYTES + name_bytes + length;
    Ok((
        BundleFile {
            name,
            bytes: content,
        },
        entry,
        end,
    ))
}

/// Reads the files of a bundle; accepts exactly what [`write`] writes.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<BundleFile<'_>>, BundleFault> {
    if bytes.len() > MAX_BUNDLE_BYTES {
        return Err(fault(MAX_BUNDLE_BYTES, "at most 2147483647 bytes"));
    }
    let (mut files, mut directory, mut at) = (Vec::new(), Directory::default(), 0);
    while bytes.get(at..).unwrap_or_default().starts_with(&LOCAL_MARK) {
        if files.len() == MAX_BUNDLE_FILES {
            return Err(fault(at, "at most 65535 files"));
        }
        let (found, entry, end) = file(bytes, at)?;
        let offset = u32::try_from(at).map_err(|_| fault(at, "at most 2147483647 bytes"))?;
        directory.add(&entry, found.name, offset);
        files.push(found);
        at = end;
    }
    if files.is_empty() {
        return Err(fault(
            0,
            "a bundle, which begins with the bytes `PK`, 3 and 4",
        ));
    }
    let right = directory
        .close(at)
        .ok_or_else(|| fault(at, "at most 65535 files and 2147483647 bytes"))?;
    let found = bytes.get(at..).unwrap_or_default();
    if found == right {
        Ok(files)
    } else {
        let differs = at + differ(found, &right);
        Err(fault(
            differs,
            "the list of the files above, and then the end",
        ))
    }
}
