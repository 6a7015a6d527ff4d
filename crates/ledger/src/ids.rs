//! The names that stand in a leaf: trees, sequences, kinds, authors, commands.
//! Pure values. Each has one spelling only, and none has room for a person's name or address.

use std::{fmt, str::FromStr};

use crate::{MAX_TREE_SIZE, ValueError};

const ORIGIN_PREFIX: &str = "parenthesis/";
const WANTED_ORIGIN: &str = "`parenthesis/` and 32 lower-case hexadecimal digits";
pub(crate) const WANTED_TREE: &str = "`tree family ` or `tree person `, then `parenthesis/` and \
     32 lower-case hexadecimal digits";
const WANTED_HEX: &str = "32 lower-case hexadecimal digits";
pub(crate) const WANTED_KIND: &str = "lower-case words joined by `.` (letters, digits, `-`; each \
     starts with a letter; at most 64 bytes), `/` and a version from 1 to 9999";

/// 16 random bytes, written as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Random([u8; 16]);

impl Random {
    fn read(text: &str) -> Option<Self> {
        let digits: &[u8; 32] = text.as_bytes().try_into().ok()?;
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (hex_digit(pair[0])? << 4) | hex_digit(pair[1])?;
        }
        Some(Self(bytes))
    }
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// The name of a tree in checkpoints: `parenthesis/` and 32 lower-case hexadecimal digits.
///
/// It is random, so that it says nothing of the family or the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(Random);

/// The pseudonym under which a person acts in one family: 32 lower-case hexadecimal digits.
///
/// Who that is stands in sealed bodies only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorId(Random);

/// The id of the command that led to an entry: 32 lower-case hexadecimal digits.
///
/// All entries of one command stand next to each other in a tree; a repeated command adds none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandId(Random);

impl Origin {
    /// The origin made of these 16 random bytes.
    #[must_use]
    pub const fn from_random(bytes: [u8; 16]) -> Self {
        Self(Random(bytes))
    }
}

impl AuthorId {
    /// The pseudonym made of these 16 random bytes.
    #[must_use]
    pub const fn from_random(bytes: [u8; 16]) -> Self {
        Self(Random(bytes))
    }
}

impl CommandId {
    /// The id made of these 16 random bytes.
    #[must_use]
    pub const fn from_random(bytes: [u8; 16]) -> Self {
        Self(Random(bytes))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{ORIGIN_PREFIX}{}", self.0)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Origin({self})")
    }
}

impl FromStr for Origin {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        text.strip_prefix(ORIGIN_PREFIX)
            .and_then(Random::read)
            .map(Self)
            .ok_or(ValueError {
                wanted: WANTED_ORIGIN,
            })
    }
}

impl fmt::Display for AuthorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for AuthorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthorId({self})")
    }
}

impl FromStr for AuthorId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Random::read(text)
            .map(Self)
            .ok_or(ValueError { wanted: WANTED_HEX })
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommandId({self})")
    }
}

impl FromStr for CommandId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Random::read(text)
            .map(Self)
            .ok_or(ValueError { wanted: WANTED_HEX })
    }
}

/// Whose tree it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TreeKind {
    /// The family's tree: what both parents may know.
    Family,
    /// One person's private tree: journal, settings, sign-ins.
    Person,
}

/// A tree of entries: whose it is, and its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tree {
    /// Whose tree it is.
    pub kind: TreeKind,
    /// Its random name.
    pub origin: Origin,
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            TreeKind::Family => "family",
            TreeKind::Person => "person",
        };
        write!(f, "{kind} {}", self.origin)
    }
}

impl FromStr for Tree {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let (kind, origin) = text.split_once(' ').ok_or(ValueError {
            wanted: WANTED_TREE,
        })?;
        let kind = match kind {
            "family" => TreeKind::Family,
            "person" => TreeKind::Person,
            _ => {
                return Err(ValueError {
                    wanted: WANTED_TREE,
                });
            }
        };
        let origin = origin.parse()?;
        Ok(Self { kind, origin })
    }
}

/// The place of an entry in its tree, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(u64);

impl Sequence {
    /// The first entry's place.
    pub const FIRST: Sequence = Sequence(0);

    /// The place with this number; none beyond what a tree can hold (2^53 - 1 entries).
    #[must_use]
    pub const fn new(number: u64) -> Option<Self> {
        if number < MAX_TREE_SIZE {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number, counted from 0.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a decimal number without sign, leading zeros or separators, up to `MAX_TREE_SIZE`.
pub(crate) fn number(text: &str) -> Option<u64> {
    let digits = text.len();
    let spelled = (1..=16).contains(&digits)
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == 1 || !text.starts_with('0'));
    if !spelled {
        return None;
    }
    text.parse().ok().filter(|&number| number <= MAX_TREE_SIZE)
}

/// What happened, and the version of its body's shape: `swap.proposed/1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    name: String,
    version: u16,
}

impl Kind {
    /// The kind with this name (`swap.proposed`) and version (1 to 9999).
    ///
    /// # Errors
    /// When the name or the version is not spelled as a kind is.
    pub fn new(name: &str, version: u16) -> Result<Self, ValueError> {
        let word = |word: &str| {
            word.starts_with(|first: char| first.is_ascii_lowercase())
                && word
                    .bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        };
        let valid = name.len() <= 64 && name.split('.').all(word) && (1..=9999).contains(&version);
        if valid {
            Ok(Self {
                name: name.to_owned(),
                version,
            })
        } else {
            Err(ValueError {
                wanted: WANTED_KIND,
            })
        }
    }

    /// The name, without the version.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version of the body's shape.
    #[must_use]
    pub const fn version(&self) -> u16 {
        self.version
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)
    }
}

impl FromStr for Kind {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let wrong = ValueError {
            wanted: WANTED_KIND,
        };
        let (name, version) = text.split_once('/').ok_or(wrong)?;
        let version = number(version).and_then(|version| u16::try_from(version).ok());
        Self::new(name, version.ok_or(wrong)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_one_spelling() {
        for right in ["family.founded/1", "a/9999", "swap.counter-offer.made/12"] {
            assert_eq!(right.parse::<Kind>().unwrap().to_string(), right);
        }
        let long = format!("{}/1", "a".repeat(65));
        for wrong in [
            "", "a", "a/", "/1", "a/0", "a/01", "a/10000", "A/1", "a./1", ".a/1", "a..b/1", "1a/1",
            "a/1/1", "a b/1", "é/1", "a/+1", "a.-b/1", &long,
        ] {
            assert_eq!(
                wrong.parse::<Kind>(),
                Err(ValueError {
                    wanted: WANTED_KIND
                }),
                "{wrong}"
            );
        }
    }

    #[test]
    fn ids_have_one_spelling() {
        let right = "00f0e1d2c3b4a5968778695a4b3c2d1e";
        assert_eq!(right.parse::<AuthorId>().unwrap().to_string(), right);
        assert_eq!(right.parse::<CommandId>().unwrap().to_string(), right);
        let origin = format!("parenthesis/{right}");
        assert_eq!(origin.parse::<Origin>().unwrap().to_string(), origin);
        let long = format!("{right}0");
        for wrong in [
            "",
            &right[1..],
            &right.to_uppercase(),
            &long,
            "mara@example.org",
            &origin,
        ] {
            assert!(wrong.parse::<AuthorId>().is_err(), "{wrong}");
            assert!(wrong.parse::<CommandId>().is_err(), "{wrong}");
        }
        assert!(right.parse::<Origin>().is_err());
    }

    #[test]
    fn numbers_have_one_spelling_and_a_limit() {
        assert_eq!(number("0"), Some(0));
        assert_eq!(number("9007199254740991"), Some(MAX_TREE_SIZE));
        for wrong in [
            "",
            "00",
            "01",
            "+1",
            "-1",
            "1 ",
            "9007199254740992",
            "99999999999999999999",
        ] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
        assert_eq!(Sequence::new(MAX_TREE_SIZE), None);
    }
}
