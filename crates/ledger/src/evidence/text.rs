//! Receipts, checkpoints, dated heads and handovers in a text, as a person or a mail program left them. Pure. Each
//! line is looked at a bounded number of times, so that the work grows with the text and no faster.

use super::{EvidenceError, Held, MAX_NOTES, TextKind, Unreadable};
use crate::{
    Checkpoint, DATED_HEAD_FORMAT, DatedHead, HANDOVER_FORMAT, Handover, MAX_CHECKPOINT_BYTES,
    MAX_PROOF_HASHES, MAX_RECEIPT_BYTES, MAX_SIGNATURES, Origin, Receipt, TLOG_PROOF_FORMAT,
    VerifierKey, lines::bytes_of,
};

/// Over how many lines a signature may have been broken by a mail program.
const MAX_BROKEN_LINES: usize = 4;
/// The most bytes of a signature line. Witnesses may use kinds of signatures that are not known here.
const MAX_SIGNATURE_BYTES: usize = 1 << 14;
/// With which a signature line begins: an em dash.
const DASH: char = '\u{2014}';

const WANTED_CHECKPOINT: &str = "an origin, a size and a root, each on its line, an empty line, and \
     signatures, each on its line";
const WANTED_HEAD: &str = "a time, an origin, a size and a root, each on its line, an empty line, and \
     a signature on its line";
const WANTED_HANDOVER: &str = "an origin, a size, a root and a key, each on its line, an empty line, and \
     two signatures, each on its line";
const WANTED_PROOF: &str =
    "`extra `, `index `, at most 54 hashes and a checkpoint, each on its lines";

/// A line as it was before it was quoted, indented or given another end.
fn plain(line: &str) -> &str {
    let quoting = |letter: char| matches!(letter, '>' | '|' | '\u{feff}') || letter.is_whitespace();
    line.trim_start_matches(quoting).trim_end()
}

/// The lines of a text, one after the other.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    rest: Option<&'a str>,
    /// The line that comes next, counted from 1.
    line: usize,
}

impl<'a> Cursor<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let (line, rest) = match rest.split_once('\n') {
            Some((line, rest)) => (line, Some(rest)),
            None => (rest, None),
        };
        self.rest = rest;
        self.line += 1;
        Some(plain(line))
    }

    fn peek(mut self) -> Option<&'a str> {
        self.next()
    }

    fn skip_empty(&mut self) {
        while self.peek() == Some("") {
            self.next();
        }
    }
}

/// The receipts, checkpoints and dated heads in a text. Quoting (`> `, `| `), indents, other line ends
/// and broken lines, as mail programs make them, are undone. Nothing is verified here.
///
/// # Errors
/// When a line is the first of a receipt, a dated head or a checkpoint and what follows is none, with
/// the line; when there are more than [`MAX_NOTES`].
pub fn evidence_in_text(text: &str) -> Result<Vec<Held<'static>>, EvidenceError> {
    let mut found = Vec::new();
    let mut cursor = Cursor {
        rest: Some(text),
        line: 1,
    };
    loop {
        let start = cursor;
        let Some(line) = cursor.next() else {
            return Ok(found);
        };
        let Some(kind) = begins(line, cursor) else {
            continue;
        };
        if found.len() == MAX_NOTES {
            return Err(EvidenceError::TooMany);
        }
        cursor = start;
        let held = match kind {
            TextKind::Receipt => receipt(&mut cursor),
            TextKind::DatedHead => dated_head(&mut cursor),
            TextKind::Handover => handover(&mut cursor),
            TextKind::Checkpoint => checkpoint(&mut cursor).map(Held::Checkpoint),
        };
        let line = start.line;
        found.push(held.map_err(|why| EvidenceError::Unreadable { line, kind, why })?);
    }
}

/// What begins at this line, which these follow.
fn begins(line: &str, after: Cursor<'_>) -> Option<TextKind> {
    match line {
        TLOG_PROOF_FORMAT => Some(TextKind::Receipt),
        DATED_HEAD_FORMAT => Some(TextKind::DatedHead),
        HANDOVER_FORMAT => Some(TextKind::Handover),
        _ => {
            let begins = is_origin(line) && after.peek().is_some_and(is_digits);
            begins.then_some(TextKind::Checkpoint)
        }
    }
}

fn is_origin(line: &str) -> bool {
    line.parse::<Origin>().is_ok()
}

fn is_digits(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

fn checkpoint(cursor: &mut Cursor<'_>) -> Result<Vec<u8>, Unreadable> {
    let note = note(cursor, 3, WANTED_CHECKPOINT)?;
    match Checkpoint::claimed(&note) {
        Ok(_) => Ok(note),
        Err(_) => Err(Unreadable::Expected(WANTED_CHECKPOINT)),
    }
}

fn dated_head(cursor: &mut Cursor<'_>) -> Result<Held<'static>, Unreadable> {
    let note = note(cursor, 5, WANTED_HEAD)?;
    match DatedHead::claimed(&note) {
        Ok(_) => Ok(Held::DatedHead(note)),
        Err(_) => Err(Unreadable::Expected(WANTED_HEAD)),
    }
}

fn handover(cursor: &mut Cursor<'_>) -> Result<Held<'static>, Unreadable> {
    let mut text = lines(cursor, 4, WANTED_HANDOVER)?;
    // Mail programs break this line, which is long.
    let mut key = String::new();
    for _ in 0..MAX_BROKEN_LINES {
        let more = cursor
            .peek()
            .filter(|line| !line.is_empty() && !line.starts_with(DASH));
        let Some(more) = more.filter(|_| key.parse::<VerifierKey>().is_err()) else {
            break;
        };
        key.push_str(more);
        cursor.next();
    }
    text.push_str(&key);
    text.push('\n');
    let note = signed(cursor, text, WANTED_HANDOVER)?;
    match Handover::claimed(&note) {
        Ok(_) => Ok(Held::Handover(note)),
        Err(_) => Err(Unreadable::Expected(WANTED_HANDOVER)),
    }
}

fn receipt(cursor: &mut Cursor<'_>) -> Result<Held<'static>, Unreadable> {
    let wrong = Unreadable::Expected(WANTED_PROOF);
    let mut text = format!("{}\n", cursor.next().unwrap_or_default());
    let extra = cursor.peek().and_then(|line| line.strip_prefix("extra"));
    if let Some(extra) = extra {
        cursor.next();
        text.push_str("extra ");
        text.push_str(extra.trim_start());
        // Mail programs break this line, which is long. No base64 begins like the line after it.
        while let Some(more) = cursor.peek().filter(|line| !line.starts_with("index ")) {
            if text.len() + more.len() > MAX_RECEIPT_BYTES {
                return Err(Unreadable::TooMuch("it has more than 2097152 bytes"));
            }
            text.push_str(more);
            cursor.next();
        }
        text.push('\n');
    }
    text.push_str(cursor.next().unwrap_or_default());
    text.push('\n');
    let mut hashes = 0;
    while let Some(line) = cursor.peek().filter(|line| !is_origin(line)) {
        cursor.next();
        if line.is_empty() {
            continue;
        }
        hashes += 1;
        if hashes > MAX_PROOF_HASHES {
            return Err(wrong);
        }
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    let mut bytes = text.into_bytes();
    bytes.extend(checkpoint(cursor)?);
    let receipt = Receipt::read(&bytes).map_err(Unreadable::Receipt)?;
    Ok(Held::Receipt(Box::new(receipt)))
}

/// The note whose text is the next `count` lines, with its signatures. What its text says is not read.
fn note(
    cursor: &mut Cursor<'_>,
    count: usize,
    wanted: &'static str,
) -> Result<Vec<u8>, Unreadable> {
    let text = lines(cursor, count, wanted)?;
    signed(cursor, text, wanted)
}

/// The next `count` lines.
fn lines(
    cursor: &mut Cursor<'_>,
    count: usize,
    wanted: &'static str,
) -> Result<String, Unreadable> {
    let mut text = String::new();
    for _ in 0..count {
        text.push_str(cursor.next().ok_or(Unreadable::Expected(wanted))?);
        text.push('\n');
    }
    Ok(text)
}

/// A note's text with the signatures that come next.
fn signed(
    cursor: &mut Cursor<'_>,
    mut note: String,
    wanted: &'static str,
) -> Result<Vec<u8>, Unreadable> {
    note.push('\n');
    let mut signatures = 0;
    while let Some(line) = signature(cursor)? {
        signatures += 1;
        note.push_str(&line);
        note.push('\n');
        if signatures > MAX_SIGNATURES || note.len() > MAX_CHECKPOINT_BYTES {
            let why = "it has more than 100 signatures or 131072 bytes";
            return Err(Unreadable::TooMuch(why));
        }
    }
    if signatures == 0 {
        return Err(Unreadable::Expected(wanted));
    }
    Ok(note.into_bytes())
}

/// The signature line that comes next, put together where it was broken; none where none comes. Mail
/// programs may add empty lines, or take the one away that belongs before the first.
fn signature(cursor: &mut Cursor<'_>) -> Result<Option<String>, Unreadable> {
    let start = *cursor;
    cursor.skip_empty();
    let line = cursor.line;
    let Some(first) = cursor.next().filter(|line| line.starts_with(DASH)) else {
        *cursor = start;
        return Ok(None);
    };
    let after_first = *cursor;
    let mut whole = first.to_owned();
    for _ in 1..MAX_BROKEN_LINES {
        if signature_bytes(&whole).is_some_and(is_known_size) {
            break;
        }
        let more = cursor.peek().unwrap_or_default();
        if more.is_empty()
            || more.starts_with(DASH)
            || whole.len() + more.len() > MAX_SIGNATURE_BYTES
        {
            break;
        }
        cursor.next();
        if whole.matches(' ').count() < 2 {
            whole.push(' ');
        }
        whole.push_str(more);
    }
    if signature_bytes(&whole).is_some_and(is_known_size) {
        return Ok(Some(whole));
    }
    // A kind of signature that is not known here; its line cannot be put together.
    *cursor = after_first;
    if signature_bytes(first).is_some() {
        return Ok(Some(first.to_owned()));
    }
    // Other texts may follow that begin with a dash; of a tree's name only a signature does.
    let of_a_tree = first.trim_start_matches(DASH).trim_start();
    if of_a_tree.starts_with("parenthesis/") {
        return Err(Unreadable::Signature(line));
    }
    *cursor = start;
    Ok(None)
}

/// How many bytes the last word of a signature line stands for.
fn signature_bytes(line: &str) -> Option<usize> {
    let mut words = line.split(' ');
    let (dash, name, base64) = (words.next()?, words.next()?, words.next()?);
    let complete = dash == "\u{2014}" && !name.is_empty() && words.next().is_none();
    let short = line.len() <= MAX_SIGNATURE_BYTES;
    // A key id, and at least one byte.
    let bytes = (complete && short).then(|| bytes_of(base64)).flatten()?;
    (bytes.len() > 4).then_some(bytes.len())
}

/// Key id and an Ed25519 signature, or with the time of a cosignature.
const fn is_known_size(bytes: usize) -> bool {
    bytes == 68 || bytes == 76
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
