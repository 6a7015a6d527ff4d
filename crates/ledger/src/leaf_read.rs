//! The strict reader of leaves. It says the line and what would be right there.
//! Pure; bounded by `MAX_LEAF_BYTES` and `MAX_PARTS`.

use std::str::FromStr;

use crate::{
    AuthorId, CommandId, Commitment, EntryTime, Hash, Kind, LEAF_FORMAT, Leaf, LeafRule,
    MAX_LEAF_BYTES, MAX_PARTS, Seen, Sequence, Statement, Tree, Voucher, ids,
};

const WANTED_AUTHOR: &str = "`author ` and 32 lower-case hexadecimal digits";
const WANTED_COMMAND: &str = "`command ` and 32 lower-case hexadecimal digits";
const WANTED_SEEN: &str = "`seen `, the size of the tree that the author had seen, a space, and \
     its root: 32 bytes in padded standard base64 (44 characters)";
const WANTED_SEEN_EARLIER: &str = "a size that is not greater than this entry's sequence";
const WANTED_SEEN_NOTHING: &str = "`seen 0 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=`, since \
     a tree without entries has no other root";
const WANTED_COMMIT: &str = "`commit `, the next index counted from 0, a space, and the \
     commitment: 32 bytes in padded standard base64 (44 characters)";
const WANTED_SEQUENCE: &str =
    "`sequence ` and a decimal number without leading zeros, less than 9007199254740991";
const WANTED_VOUCHER: &str = "`voucher server`";

/// Where a leaf is wrong, and what would be right there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected {wanted}")]
pub struct LeafError {
    /// The line, counted from 1.
    pub line: u32,
    /// What would be right there; the end of a sentence that starts with "expected".
    pub wanted: &'static str,
}

/// The lines of a leaf, read one after the other.
struct Lines<'a> {
    rest: &'a str,
    /// The line that was read last.
    line: u32,
}

impl<'a> Lines<'a> {
    fn wrong(&self, wanted: &'static str) -> LeafError {
        LeafError {
            line: self.line,
            wanted,
        }
    }

    /// The next line without its newline, which must be there.
    fn next(&mut self, wanted: &'static str) -> Result<&'a str, LeafError> {
        self.line += 1;
        let (line, rest) = self.rest.split_once('\n').ok_or_else(|| {
            let missing = self.rest.is_empty();
            self.wrong(if missing {
                wanted
            } else {
                "a newline at the end of the line"
            })
        })?;
        self.rest = rest;
        Ok(line)
    }

    /// The value on the next line, which starts with `key`.
    fn value<T: FromStr>(&mut self, key: &str, wanted: &'static str) -> Result<T, LeafError> {
        let line = self.next(wanted)?;
        let value = line.strip_prefix(key).and_then(|value| value.parse().ok());
        value.ok_or_else(|| self.wrong(wanted))
    }

    /// The number and the hash on the next line, which starts with `key`.
    fn pair(&mut self, key: &str, wanted: &'static str) -> Result<(u64, Hash), LeafError> {
        let line = self.next(wanted)?;
        let read = || {
            let (number, hash) = line.strip_prefix(key)?.split_once(' ')?;
            Some((ids::number(number)?, hash.parse().ok()?))
        };
        read().ok_or_else(|| self.wrong(wanted))
    }
}

/// The text of a leaf, when it is not too long and plain ASCII.
fn text(bytes: &[u8]) -> Result<&str, LeafError> {
    if bytes.len() > MAX_LEAF_BYTES {
        return Err(LeafError {
            line: 1,
            wanted: "a leaf of at most 8192 bytes",
        });
    }
    let foreign = |&byte: &u8| byte != b'\n' && !(b' '..=b'~').contains(&byte);
    if let Some(at) = bytes.iter().position(foreign) {
        let before = bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
        let line = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        return Err(LeafError {
            line,
            wanted: "printable ASCII only",
        });
    }
    std::str::from_utf8(bytes).map_err(|_| LeafError {
        line: 1,
        wanted: "printable ASCII only",
    })
}

/// Reads a leaf; accepts exactly what the writer writes.
pub(crate) fn read(bytes: &[u8]) -> Result<Leaf, LeafError> {
    let mut lines = Lines {
        rest: text(bytes)?,
        line: 0,
    };
    if lines.next("`parenthesis/entry@v1`")? != LEAF_FORMAT {
        return Err(lines.wrong("`parenthesis/entry@v1`"));
    }
    let tree: Tree = lines.value("tree ", ids::WANTED_TREE)?;
    let kind: Kind = lines.value("kind ", WANTED_KIND_LINE)?;
    let author: AuthorId = lines.value("author ", WANTED_AUTHOR)?;
    let command: CommandId = lines.value("command ", WANTED_COMMAND)?;
    let (size, root) = lines.pair("seen ", WANTED_SEEN)?;
    let seen_line = lines.line;
    let commitments = commitments(&mut lines)?;
    let sequence = sequence(&mut lines, commitments.len())?;
    let time: EntryTime = lines.value("time ", WANTED_TIME_LINE)?;
    if lines.next(WANTED_VOUCHER)? != "voucher server" {
        return Err(lines.wrong(WANTED_VOUCHER));
    }
    if !lines.rest.is_empty() {
        return Err(LeafError {
            line: lines.line + 1,
            wanted: "the end of the leaf",
        });
    }
    let seen = Seen { size, root };
    let statement = Statement {
        tree,
        kind,
        author,
        command,
        seen,
        commitments,
    };
    Leaf::new(statement, sequence, time, Voucher::Server).map_err(|rule| match rule {
        LeafRule::SeenLater => LeafError {
            line: seen_line,
            wanted: WANTED_SEEN_EARLIER,
        },
        LeafRule::SeenRootOfNothing => LeafError {
            line: seen_line,
            wanted: WANTED_SEEN_NOTHING,
        },
        LeafRule::NoBody | LeafRule::TooManyParts => LeafError {
            line: seen_line + 1,
            wanted: WANTED_COMMIT,
        },
    })
}

const WANTED_KIND_LINE: &str = "`kind `, then lower-case words joined by `.` (letters, digits, \
     `-`; each starts with a letter; at most 64 bytes), `/` and a version from 1 to 9999";
const WANTED_TIME_LINE: &str = "`time ` and a time in UTC with milliseconds from 1970 to 9999, \
     as in 2026-07-05T14:03:27.512Z";

/// The commitments, which are numbered from 0 without a gap; at least one.
fn commitments(lines: &mut Lines<'_>) -> Result<Vec<Commitment>, LeafError> {
    let mut commitments = Vec::with_capacity(1);
    while commitments.is_empty() || lines.rest.starts_with("commit ") {
        if commitments.len() == MAX_PARTS {
            return Err(LeafError {
                line: lines.line + 1,
                wanted: "at most 64 commitments",
            });
        }
        let (index, commitment) = lines.pair("commit ", WANTED_COMMIT)?;
        if usize::try_from(index) != Ok(commitments.len()) {
            return Err(lines.wrong(WANTED_COMMIT));
        }
        commitments.push(Commitment::new(commitment));
    }
    Ok(commitments)
}

/// The sequence; a line that is neither it nor a commitment is told of both.
fn sequence(lines: &mut Lines<'_>, parts: usize) -> Result<Sequence, LeafError> {
    let wanted = if parts < MAX_PARTS {
        "`commit ` with the next index, or `sequence ` and a decimal number without leading \
         zeros, less than 9007199254740991"
    } else {
        WANTED_SEQUENCE
    };
    let line = lines.next(wanted)?;
    let number = line.strip_prefix("sequence ").and_then(ids::number);
    number
        .and_then(Sequence::new)
        .ok_or_else(|| lines.wrong(wanted))
}
