//! The text files of a bundle, each read strictly: disclosed parts, people, proof, keys.
//! Pure; section 13 of the specification. The caller knows which file it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    AuthorId, CosignerKey, Hash, MAX_BODY_BYTES, VerifierKey,
    ids::number,
    lines::{LineError, Lines, array_of, bytes_of},
};

use super::{
    manifest::is_name,
    range::{RangeProof, cut},
};

const WANTED_PART: &str = "a sequence of the range, an index of a part to which that entry commits, \
     a salt of 32 bytes and the body (or `-` for an attachment), each after one space";
const WANTED_PERSON: &str = "32 lower-case hexadecimal digits, a space, and a name of 1 to 200 \
     characters without control characters or white space at either end; ascending, each pseudonym once";
const WANTED_KEY: &str = "`log ` and a verifier key, then lines `log-before `, then lines \
     `cosigner ` in ascending order; each key once";

/// The most bytes of a body as base64.
const MAX_BODY_BASE64: usize = MAX_BODY_BYTES.div_ceil(3) * 4;

/// A disclosed part as `parts.txt` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartLine<'a> {
    pub(super) sequence: u64,
    pub(super) index: u64,
    pub(super) salt: [u8; 32],
    /// The body in base64, which was found to be right; none for an attachment.
    pub(super) body: Option<&'a str>,
    pub(super) line: u32,
}

fn part(line: &str) -> Option<PartLine<'_>> {
    let mut words = line.split(' ');
    let mut word = || words.next();
    let (sequence, index) = (number(word()?)?, number(word()?)?);
    let (salt, body) = (array_of(word()?)?, word()?);
    let body = match (index, body) {
        (0, body) if body.len() <= MAX_BODY_BASE64 => {
            bytes_of(body).filter(|body| body.len() <= MAX_BODY_BYTES)?;
            Some(body)
        }
        (1..64, "-") => None,
        _ => return None,
    };
    let ends = words.next().is_none();
    ends.then_some(PartLine {
        sequence,
        index,
        salt,
        body,
        line: 0,
    })
}

/// Reads `parts.txt`. Whether the entries commit to them is not asked here.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<PartLine<'_>>, LineError> {
    let mut lines = Lines::of(bytes)?;
    let mut parts: Vec<PartLine<'_>> = Vec::new();
    while !lines.rest.is_empty() {
        let line = lines.next(WANTED_PART)?;
        let mut read = part(line).ok_or_else(|| lines.wrong(WANTED_PART))?;
        read.line = lines.line;
        let before = parts.last().map(|part| (part.sequence, part.index));
        if before >= Some((read.sequence, read.index)) {
            return Err(lines.wrong("parts ascending by sequence, then index, each once"));
        }
        if read.index > 0 && before.map(|(sequence, _)| sequence) != Some(read.sequence) {
            return Err(lines.wrong("the body of this entry before its attachments"));
        }
        parts.push(read);
    }
    Ok(parts)
}

/// Reads `people.txt`.
pub(super) fn people(bytes: &[u8]) -> Result<BTreeMap<AuthorId, &str>, LineError> {
    let mut lines = Lines::of(bytes)?;
    let mut people = BTreeMap::new();
    while !lines.rest.is_empty() {
        let line = lines.next(WANTED_PERSON)?;
        let read = || {
            let (author, name) = line.split_once(' ')?;
            Some((
                author.parse().ok()?,
                Some(name).filter(|name| is_name(name))?,
            ))
        };
        let (author, name): (AuthorId, &str) = read().ok_or_else(|| lines.wrong(WANTED_PERSON))?;
        if people
            .last_key_value()
            .is_some_and(|(last, _)| *last >= author)
        {
            return Err(lines.wrong(WANTED_PERSON));
        }
        people.insert(author, name);
    }
    Ok(people)
}

/// Reads `proof.txt`, or what its absence says.
pub(super) fn proof(
    bytes: &[u8],
    first: u64,
    end: u64,
    size: u64,
) -> Result<RangeProof, LineError> {
    const LEFT: &str = "`left ` and a hash in base64, for each subtree before the range";
    const RIGHT: &str = "`right ` and a hash in base64, for each subtree behind the range";
    let mut lines = Lines::of(bytes)?;
    let mut read = |key: &str, wanted, from, until| -> Result<Vec<Hash>, LineError> {
        let steps = cut(from, until);
        steps.iter().map(|_| lines.value(key, wanted)).collect()
    };
    let proof = RangeProof {
        left: read("left ", LEFT, 0, first)?,
        right: read("right ", RIGHT, end, size)?,
    };
    if lines.rest.is_empty() {
        Ok(proof)
    } else {
        Err(lines.wrong_next("the end: there are more hashes than subtrees beside the range"))
    }
}

/// The keys of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleKeys {
    /// The log's key that signed the newest checkpoint and the manifest.
    pub log: VerifierKey,
    /// The log's earlier keys, newest first.
    pub before: Vec<VerifierKey>,
    /// Witnesses and devices that cosigned.
    pub cosigners: Vec<CosignerKey>,
}

/// Reads `keys.txt`.
pub(super) fn keys(bytes: &[u8]) -> Result<BundleKeys, LineError> {
    let mut lines = Lines::of(bytes)?;
    let log: VerifierKey = lines.value("log ", WANTED_KEY)?;
    let mut once: BTreeSet<String> = BTreeSet::from([log.to_string()]);
    let mut keys = BundleKeys {
        log,
        before: Vec::new(),
        cosigners: Vec::new(),
    };
    let mut last = String::new();
    while !lines.rest.is_empty() {
        let line = lines.next(WANTED_KEY)?;
        let wrong = lines.wrong(WANTED_KEY);
        let key = if let Some(key) = line.strip_prefix("log-before ") {
            keys.before.push(key.parse().map_err(|_| wrong)?);
            key
        } else {
            let key = line.strip_prefix("cosigner ").ok_or(wrong)?;
            keys.cosigners.push(key.parse().map_err(|_| wrong)?);
            if last.as_str() >= key {
                return Err(wrong);
            }
            key.clone_into(&mut last);
            key
        };
        let after_cosigners = line.starts_with("log-before ") && !keys.cosigners.is_empty();
        if after_cosigners || !once.insert(key.to_owned()) {
            return Err(wrong);
        }
    }
    Ok(keys)
}
