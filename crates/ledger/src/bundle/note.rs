//! Signed notes taken apart: the text, and each signature line in its one spelling.
//! Pure. C2SP signed-note, *Format*; who signed is for others to check.

use crate::{
    VerifierKey,
    lines::{LineError, bytes_of},
    note_key,
};

/// The most signature lines of a note.
const MAX_SIGNATURES: usize = 1_000;

/// A signature line: dash, name, and what is in its base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignatureLine<'a> {
    /// The name of the key.
    pub(crate) name: &'a str,
    /// The key's id.
    pub(crate) id: u32,
    /// What follows the id.
    pub(crate) bytes: Vec<u8>,
}

/// A signed note, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignedNote<'a> {
    /// What is signed, with its last newline.
    pub(crate) text: &'a str,
    /// At least one.
    pub(crate) signatures: Vec<SignatureLine<'a>>,
}

fn wrong(text: &str, at: usize, wanted: &'static str) -> LineError {
    let before = text.get(..at).unwrap_or(text);
    let newlines = before.bytes().filter(|&byte| byte == b'\n').count();
    LineError {
        line: u32::try_from(newlines)
            .unwrap_or(u32::MAX)
            .saturating_add(1),
        wanted,
    }
}

impl<'a> SignedNote<'a> {
    /// Whether the one signature of this note is by this key and holds.
    pub(crate) fn signed_only_by(&self, key: &VerifierKey) -> bool {
        let [line] = self.signatures.as_slice() else {
            return false;
        };
        let signature = line.bytes.as_slice().try_into();
        let by = line.name == key.name() && line.id == key.id();
        by && signature
            .is_ok_and(|signature| note_key::signed(key.public(), self.text.as_bytes(), signature))
    }

    /// Takes a note apart.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, LineError> {
        let note = match std::str::from_utf8(bytes) {
            Ok(note) => note,
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let valid = std::str::from_utf8(valid).unwrap_or_default();
                return Err(wrong(valid, valid.len(), "text in UTF-8"));
            }
        };
        if let Some(at) = note.find(|letter| letter < ' ' && letter != '\n') {
            return Err(wrong(note, at, "no control characters"));
        }
        let at = note.rfind("\n\n").ok_or_else(|| {
            wrong(
                note,
                note.len(),
                "an empty line, then the lines of the signatures",
            )
        })?;
        let (text, rest) = note.split_at(at + 1);
        let mut place = at + 2;
        let mut signatures = Vec::new();
        let lines = rest.get(1..).unwrap_or_default();
        for line in lines.split_inclusive('\n') {
            let read = line.strip_suffix('\n').and_then(signature);
            let wanted = "`\u{2014} `, the name of a key, a space, and its signature in base64";
            signatures.push(read.ok_or_else(|| wrong(note, place, wanted))?);
            place += line.len();
            if signatures.len() > MAX_SIGNATURES {
                return Err(wrong(note, place, "at most 1000 signatures"));
            }
        }
        if signatures.is_empty() {
            return Err(wrong(note, place, "the line of a signature"));
        }
        Ok(Self { text, signatures })
    }
}

fn signature(line: &str) -> Option<SignatureLine<'_>> {
    let (name, base64) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let bytes = bytes_of(base64)?;
    let (id, bytes) = bytes.split_first_chunk::<4>()?;
    let named = note_key::is_name(name) && !bytes.is_empty();
    named.then(|| SignatureLine {
        name,
        id: u32::from_be_bytes(*id),
        bytes: bytes.to_vec(),
    })
}
