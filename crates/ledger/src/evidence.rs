//! Evidence: what a parent kept. Receipts, checkpoints, dated heads and bundles, found in the bytes of
//! a file or in a text such as an e-mail's. Pure; bounded by the limits of what it finds.

mod text;

pub use text::evidence_in_text;

use crate::{
    Checkpoint, Receipt, ReceiptError, TLOG_PROOF_FORMAT,
    bundle::{self, Bundle, BundleFault, Pace},
    read_receipts,
};

/// The most bytes of a text that is searched for evidence.
pub const MAX_TEXT_BYTES: usize = 1 << 26;
/// The most receipts, checkpoints and dated heads in one text, unless it is a file of receipts and
/// nothing else.
pub const MAX_NOTES: usize = 10_000;

/// The name of a bundle's first file, and where it stands: a ZIP file has one spelling there
/// (section 13 of `docs/record-format.md`).
const FIRST_NAME: &[u8] = b"manifest.txt";
const FIRST_NAME_AT: usize = 30;

/// What a parent kept.
#[derive(Clone, Debug)]
pub enum Held<'a> {
    /// A signed checkpoint.
    Checkpoint(Vec<u8>),
    /// A dated head, as e-mails carry it.
    DatedHead(Vec<u8>),
    /// A handover from one key to another.
    Handover(Vec<u8>),
    /// A receipt.
    Receipt(Box<Receipt>),
    /// A bundle.
    Bundle(Box<Bundle<'a>>),
}

/// One piece of evidence, and how it is called in what is said about it.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    /// A file's name, say.
    pub name: String,
    /// The evidence itself.
    pub held: Held<'a>,
}

/// Evidence that can stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// It begins like a receipt.
    Receipt,
    /// It begins like a dated head.
    DatedHead,
    /// It begins like a handover.
    Handover,
    /// It begins like a checkpoint.
    Checkpoint,
}

impl TextKind {
    /// Its name in a sentence.
    const fn called(self) -> &'static str {
        match self {
            Self::Receipt => "a receipt",
            Self::DatedHead => "a dated head",
            Self::Handover => "a handover",
            Self::Checkpoint => "a checkpoint",
        }
    }
}

/// Why that which begins like evidence is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Other lines follow.
    #[error("expected {0}")]
    Expected(&'static str),
    /// A line begins like a signature of a tree and is none.
    #[error("line {0} begins like a signature and is none")]
    Signature(usize),
    /// There is more of it than there can be.
    #[error("{0}")]
    TooMuch(&'static str),
    /// It is no receipt.
    #[error("{0}")]
    Receipt(ReceiptError),
}

/// Why a file is refused as evidence.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EvidenceError {
    /// It begins like a bundle and is none.
    #[error("it is not a bundle: {0}")]
    Bundle(#[from] BundleFault),
    /// Something in a text begins like evidence and cannot be read.
    #[error("line {line} begins {}, which cannot be read: {why}", kind.called())]
    Unreadable {
        /// The line of the text with which it begins, counted from 1.
        line: usize,
        /// What it begins like.
        kind: TextKind,
        /// Why it is none.
        why: Unreadable,
    },
    /// There is more evidence in a text than is looked at.
    #[error(
        "there are more than {MAX_NOTES} receipts, checkpoints and dated heads in it, so not all of \
         them can be looked at"
    )]
    TooMany,
    /// It is too large to be searched.
    #[error("a text that is searched for evidence has at most {MAX_TEXT_BYTES} bytes")]
    TooLarge,
}

/// Whether bytes begin as a ZIP file does.
#[must_use]
pub fn looks_like_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether bytes begin as a bundle does: a ZIP file whose first file is `manifest.txt`.
#[must_use]
pub fn looks_like_bundle(bytes: &[u8]) -> bool {
    let name = bytes.get(FIRST_NAME_AT..);
    looks_like_zip(bytes) && name.is_some_and(|name| name.starts_with(FIRST_NAME))
}

/// Whether bytes begin as a receipt does.
#[must_use]
pub fn looks_like_receipts(bytes: &[u8]) -> bool {
    bytes.starts_with(TLOG_PROOF_FORMAT.as_bytes())
}

/// The evidence in the bytes of a file: a bundle, receipts, or any text with receipts, checkpoints
/// and dated heads in it (section 15 of `docs/record-format.md`). None at all when the text has none,
/// and none in a ZIP file that does not begin like a bundle.
///
/// # Errors
/// When it begins like a bundle and is none, when something in a text begins like evidence and cannot
/// be read, or when there is more than [`MAX_NOTES`] or [`MAX_TEXT_BYTES`]: nothing is passed over
/// silently.
pub fn evidence_in<'a>(bytes: &'a [u8], pace: &dyn Pace) -> Result<Vec<Held<'a>>, EvidenceError> {
    if looks_like_bundle(bytes) {
        let bundle = bundle::read_paced(bytes, pace)?;
        return Ok(vec![Held::Bundle(Box::new(bundle))]);
    }
    if looks_like_zip(bytes) {
        return Ok(Vec::new());
    }
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(EvidenceError::TooLarge);
    }
    // Of receipts and nothing else there may be more than a text is searched for.
    if looks_like_receipts(bytes)
        && let Ok(receipts) = read_receipts(bytes)
        && receipts.iter().all(ends_with_a_checkpoint)
    {
        let held = receipts.into_iter().map(Box::new).map(Held::Receipt);
        return Ok(held.collect());
    }
    evidence_in_text(&String::from_utf8_lossy(bytes))
}

/// Whether no other text follows the receipt's checkpoint.
fn ends_with_a_checkpoint(receipt: &Receipt) -> bool {
    Checkpoint::claimed(receipt.checkpoint()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Alone;

    #[test]
    fn only_a_zip_file_that_begins_like_a_bundle_is_read_as_one() {
        let zip = |name: &str| {
            let mut bytes = vec![0; FIRST_NAME_AT];
            bytes[..4].copy_from_slice(b"PK\x03\x04");
            bytes.extend_from_slice(name.as_bytes());
            evidence_in(&bytes, &Alone).map(|held| held.len())
        };
        assert!(matches!(zip("manifest.txt"), Err(EvidenceError::Bundle(_))));
        assert_eq!(zip("word/document.xml"), Ok(0));
        assert_eq!(zip(""), Ok(0));
        assert_eq!(evidence_in(b"PK and more", &Alone).unwrap().len(), 0);
    }

    #[test]
    fn more_than_can_be_searched_is_refused() {
        let large = vec![b'\n'; MAX_TEXT_BYTES + 1];
        let refused = evidence_in(&large, &Alone).map(|held| held.len());
        assert_eq!(refused, Err(EvidenceError::TooLarge));
    }
}
