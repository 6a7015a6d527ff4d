//! The manifest: what a bundle says of itself, and the hash of each of its files.
//! Pure values and their one spelling; section 13 of the specification, `manifest.txt`.

use std::fmt;

use crate::{
    EntryTime, Hash, Tree, ids,
    lines::{LineError, Lines},
};

const FORMAT: &str = "parenthesis/bundle@v1";
const MAX_LANGUAGE_BYTES: usize = 35;
/// The most characters of a name.
pub const MAX_NAME_CHARS: usize = 200;

const WANTED_RANGE: &str = "`range `, the first sequence, a space, and the first after the range, \
     which is greater";
const WANTED_ROOT: &str = "`root ` and 32 bytes in padded standard base64 (44 characters)";
const WANTED_MADE: &str =
    "`made ` and a time in UTC with milliseconds, as in 2026-07-05T14:03:27.512Z";
const WANTED_LANGUAGE: &str = "`language ` and a language tag of letters, digits and `-`";
const WANTED_RECIPIENT: &str = "`recipient ` and 1 to 200 characters without control characters, \
     without white space at either end";
const WANTED_UNDISCLOSED: &str = "`undisclosed ` and how many entries have no disclosed body";
const WANTED_FILE: &str = "`file `, the SHA-256 of the file in base64, its bytes in decimal, and \
     its name, each after one space";

/// One file of a bundle, as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile {
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its name.
    pub name: String,
}

/// What a bundle says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The tree that it shows a range of.
    pub tree: Tree,
    /// The first sequence of the range.
    pub first: u64,
    /// The first sequence after the range; greater than `first`, at most `size`.
    pub end: u64,
    /// The size of the newest checkpoint.
    pub size: u64,
    /// The root of the newest checkpoint.
    pub root: Hash,
    /// When it was made, by the host's clock.
    pub made: EntryTime,
    /// The language of what is for people in it: a language tag.
    pub language: String,
    /// Whom it was made for.
    pub recipient: String,
    /// How many entries of the range have no disclosed body.
    pub undisclosed: u64,
    /// Every other file, in the order of the ZIP.
    pub files: Vec<ListedFile>,
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FORMAT}")?;
        writeln!(f, "tree {}", self.tree)?;
        writeln!(f, "range {} {}", self.first, self.end)?;
        writeln!(f, "size {}", self.size)?;
        writeln!(f, "root {}", self.root)?;
        writeln!(f, "made {}", self.made)?;
        writeln!(f, "language {}", self.language)?;
        writeln!(f, "recipient {}", self.recipient)?;
        writeln!(f, "undisclosed {}", self.undisclosed)?;
        for file in &self.files {
            writeln!(f, "file {} {} {}", file.hash, file.bytes, file.name)?;
        }
        Ok(())
    }
}

/// Whether this is a language tag as a manifest carries it.
pub(super) fn is_language(tag: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=MAX_LANGUAGE_BYTES).contains(&tag.len()) && tag.bytes().all(plain)
}

/// Whether this can be whom a bundle is made for, or the name of a person in it.
pub(super) fn is_name(name: &str) -> bool {
    // Counted no further than needed, since a name from outside may be long.
    let characters = name.chars().take(MAX_NAME_CHARS + 1).count();
    (1..=MAX_NAME_CHARS).contains(&characters)
        && !name.chars().any(char::is_control)
        && name.trim() == name
}

impl Manifest {
    /// Reads the text of a manifest, without signatures.
    pub(super) fn read(text: &str) -> Result<Self, LineError> {
        let mut lines = Lines::new(text);
        lines.exactly(FORMAT, "`parenthesis/bundle@v1`")?;
        let tree = lines.value("tree ", ids::WANTED_TREE)?;
        let (first, end) = range(lines.next(WANTED_RANGE)?)
            .filter(|(first, end)| first < end)
            .ok_or_else(|| lines.wrong(WANTED_RANGE))?;
        let wanted_size = "`size ` and a size that is not less than the end of the range";
        let size = lines.number("size ", wanted_size)?;
        if size < end {
            return Err(lines.wrong(wanted_size));
        }
        let root = lines.value("root ", WANTED_ROOT)?;
        let made = lines.value("made ", WANTED_MADE)?;
        let language = word(&mut lines, "language ", WANTED_LANGUAGE, is_language)?;
        let recipient = word(&mut lines, "recipient ", WANTED_RECIPIENT, is_name)?;
        let undisclosed = lines.number("undisclosed ", WANTED_UNDISCLOSED)?;
        let mut files = Vec::new();
        while !lines.rest.is_empty() {
            let line = lines.next(WANTED_FILE)?;
            files.push(listed(line).ok_or_else(|| lines.wrong(WANTED_FILE))?);
        }
        Ok(Self {
            tree,
            first,
            end,
            size,
            root,
            made,
            language,
            recipient,
            undisclosed,
            files,
        })
    }
}

fn range(line: &str) -> Option<(u64, u64)> {
    let (first, end) = line.strip_prefix("range ")?.split_once(' ')?;
    Some((ids::number(first)?, ids::number(end)?))
}

fn word(
    lines: &mut Lines<'_>,
    key: &str,
    wanted: &'static str,
    allowed: fn(&str) -> bool,
) -> Result<String, LineError> {
    let line = lines.next(wanted)?;
    let word = line.strip_prefix(key).filter(|word| allowed(word));
    word.map(str::to_owned).ok_or_else(|| lines.wrong(wanted))
}

fn listed(line: &str) -> Option<ListedFile> {
    let (hash, rest) = line.strip_prefix("file ")?.split_once(' ')?;
    let (bytes, name) = rest.split_once(' ')?;
    Some(ListedFile {
        hash: hash.parse().ok()?,
        bytes: ids::number(bytes)?,
        name: name.to_owned(),
    })
}
