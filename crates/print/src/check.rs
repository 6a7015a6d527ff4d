//! The limits of a document, and what is said when one is passed.
//!
//! May touch: nothing.

use crate::consent::CONSENT_CHILDREN_MAX;
use crate::document::{Exhibits, Item, RecordDocument};
use crate::plan::children::CHILDREN_PAGES;

/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 200;
/// The longest word for exhibits, and the longest prefix of page numbers, in characters.
pub const WORD_CHARS_MAX: usize = 40;
/// The longest checkpoint that a QR code of middling error correction holds, in bytes.
pub const CHECKPOINT_BYTES_MAX: usize = 2_331;
/// So many items may a document have.
pub const ITEMS_MAX: usize = 1_000_000;
/// So many digits may the number of a page have.
const BATES_DIGITS_MAX: u8 = 10;

/// Why a document cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// A name or the like is missing.
    #[error("{field} is empty; give 1 to {max} characters")]
    Empty {
        /// Which.
        field: &'static str,
        /// The most it may have, in characters.
        max: usize,
    },
    /// A name or the like is too long.
    #[error("{field} has {chars} characters; at most {max} can be printed")]
    Long {
        /// Which.
        field: &'static str,
        /// How many it has.
        chars: usize,
        /// The most it may have.
        max: usize,
    },
    /// The checkpoint does not fit into a QR code.
    #[error("the checkpoint has {bytes} bytes; a QR code takes at most {CHECKPOINT_BYTES_MAX}")]
    Checkpoint {
        /// How many it has.
        bytes: usize,
    },
    /// Page numbers with too few or too many digits.
    #[error("page numbers have {digits} digits; ask for 1 to {BATES_DIGITS_MAX}")]
    Digits {
        /// How many were asked for.
        digits: u8,
    },
    /// Too many entries for one document.
    #[error("the document has {items} entries; at most {ITEMS_MAX} can be printed")]
    Items {
        /// How many it has.
        items: usize,
    },
    /// Too many children for one consent.
    #[error("the consent names {items} children; at most {CONSENT_CHILDREN_MAX} can be printed")]
    Children {
        /// How many it names.
        items: usize,
    },
    /// Too many of something for a plan or the children's pages.
    #[error("{field} has {items} items; at most {max} can be printed")]
    Many {
        /// Which list.
        field: &'static str,
        /// How many it has.
        items: usize,
        /// The most it may have.
        max: usize,
    },
    /// A row with more or fewer cells than its table has columns.
    #[error("a row of {field} has {cells} cells; the table has {columns} columns")]
    Ragged {
        /// Which table.
        field: &'static str,
        /// How many cells the row has.
        cells: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// The children's pages hold more than two pages can show.
    #[error("the children's pages take {pages} pages; at most {CHILDREN_PAGES} can be printed")]
    Pages {
        /// How many they would take.
        pages: usize,
    },
    /// The typesetter refused. The template is at fault, not the document.
    #[error("the document could not be typeset")]
    Typesetting,
}

/// Whether a document can be printed.
pub(crate) fn check(document: &RecordDocument) -> Result<(), PrintError> {
    let named = [
        ("the document's id", &document.document_id),
        ("the family's name", &document.family),
        ("the recipient's name", &document.recipient),
        ("the maker's name", &document.made_by),
    ];
    let owner = document
        .owner
        .iter()
        .map(|owner| ("the owner's name", owner));
    for (field, text) in named.into_iter().chain(owner) {
        if text.trim().is_empty() {
            let max = NAME_CHARS_MAX;
            return Err(PrintError::Empty { field, max });
        }
        at_most(field, text, NAME_CHARS_MAX)?;
    }
    if let Exhibits::Each { word, .. } | Exhibits::Whole { word, .. } = &document.exhibits {
        at_most("the word for exhibits", word, WORD_CHARS_MAX)?;
    }
    if let Some(bates) = &document.bates {
        at_most("the prefix of page numbers", &bates.prefix, WORD_CHARS_MAX)?;
        if !(1..=BATES_DIGITS_MAX).contains(&bates.digits) {
            let digits = bates.digits;
            return Err(PrintError::Digits { digits });
        }
    }
    let tree = &document.tree;
    let of_the_tree = [
        ("the tree's name", &tree.origin),
        ("the root", &tree.root),
        ("the short code", &tree.short_code),
        ("the key's id", &tree.key_id),
    ];
    for (field, text) in of_the_tree {
        at_most(field, text, NAME_CHARS_MAX)?;
    }
    if tree.checkpoint.len() > CHECKPOINT_BYTES_MAX {
        let bytes = tree.checkpoint.len();
        return Err(PrintError::Checkpoint { bytes });
    }
    if document.items.len() > ITEMS_MAX {
        let items = document.items.len();
        return Err(PrintError::Items { items });
    }
    for item in &document.items {
        if let Item::Entry(entry) = item {
            at_most("an author's name", &entry.who, NAME_CHARS_MAX)?;
            at_most("a commitment", &entry.commitment, NAME_CHARS_MAX)?;
        }
    }
    Ok(())
}

pub(crate) fn at_most(field: &'static str, text: &str, max: usize) -> Result<(), PrintError> {
    let chars = text.chars().count();
    if chars > max {
        return Err(PrintError::Long { field, chars, max });
    }
    Ok(())
}
