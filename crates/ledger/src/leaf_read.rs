//! The strict reader of leaves. It says the line and what would be right there.
//! Pure; bounded by `MAX_LEAF_BYTES` and `MAX_PARTS`.

use crate::{
    AuthorId, CommandId, Commitment, DeviceVoucher, EntryTime, Kind, LEAF_FORMAT, Leaf, LeafRule,
    LineError, MAX_LEAF_BYTES, MAX_PARTS, Seen, Sequence, Statement, Tree, Voucher, ids,
    lines::Lines,
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
const WANTED_VOUCHER: &str = "`voucher server`, or `voucher device ` with a public key (32 bytes) \
     and a signature (64 bytes) in padded standard base64";
const WANTED_KNOWN_VOUCHER: &str = "`voucher server` or `voucher device `; for another voucher a \
     newer verifier is needed";
const WANTED_DEVICE_SIGNATURE: &str = "a valid signature of the device over the author's lines, \
     which are the first seven kinds of lines";

/// Where a leaf is wrong, and what would be right there.
pub type LeafError = LineError;

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
    let mut lines = Lines::new(text(bytes)?);
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
    let voucher = voucher(&mut lines)?;
    let voucher_line = lines.line;
    if !lines.rest.is_empty() {
        return Err(lines.wrong_next("the end of the leaf"));
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
    Leaf::new(statement, sequence, time, voucher).map_err(|rule| match rule {
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
        LeafRule::DeviceSignature => LeafError {
            line: voucher_line,
            wanted: WANTED_DEVICE_SIGNATURE,
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
            return Err(lines.wrong_next("at most 64 commitments"));
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

/// Who vouches. That the device's signature holds, [`Leaf::new`] checks.
fn voucher(lines: &mut Lines<'_>) -> Result<Voucher, LeafError> {
    let line = lines.next(WANTED_VOUCHER)?;
    let Some(words) = line.strip_prefix("voucher ") else {
        return Err(lines.wrong(WANTED_VOUCHER));
    };
    if words == "server" {
        return Ok(Voucher::Server);
    }
    let Some(device) = words.strip_prefix("device ") else {
        return Err(lines.wrong(WANTED_KNOWN_VOUCHER));
    };
    let device = DeviceVoucher::read(device).ok_or_else(|| lines.wrong(WANTED_VOUCHER))?;
    Ok(Voucher::Device(device))
}
