//! What is at hand of a tree: the leaves and the disclosed parts of a bundle, or of one receipt. Pure.

use std::borrow::Cow;

use crate::{
    DisclosedPart, Leaf, Receipt,
    bundle::{Bundle, Part},
};

/// A disclosed part of either.
#[derive(Clone, Copy, Debug)]
enum Source<'v> {
    Bundle(&'v Part<'v>),
    Receipt(&'v DisclosedPart),
}

/// A disclosed part, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'v> {
    pub(super) sequence: u64,
    pub(super) index: u8,
    source: Source<'v>,
}

impl<'v> Shown<'v> {
    pub(super) fn bytes(&self) -> Cow<'v, [u8]> {
        match self.source {
            Source::Bundle(part) => part.bytes(),
            Source::Receipt(part) => Cow::Borrowed(&part.bytes),
        }
    }
}

/// Leaves that follow one another, and the parts that are disclosed of them.
#[derive(Clone, Debug)]
pub(super) struct View<'v> {
    /// How many entries the tree has.
    pub(super) size: u64,
    pub(super) leaves: Vec<&'v Leaf>,
    /// Ascending by sequence and index.
    pub(super) parts: Vec<Shown<'v>>,
}

impl<'v> View<'v> {
    pub(super) fn of_bundle(bundle: &'v Bundle<'v>) -> Self {
        let shown = |part: &'v Part<'v>| Shown {
            sequence: part.sequence,
            index: part.index,
            source: Source::Bundle(part),
        };
        Self {
            size: bundle.manifest.size,
            leaves: bundle.leaves.iter().map(|leaf| &leaf.leaf).collect(),
            parts: bundle.parts.iter().map(shown).collect(),
        }
    }

    /// A receipt in a tree of so many entries.
    pub(super) fn of_receipt(receipt: &'v Receipt, size: u64) -> Self {
        let sequence = receipt.leaf().sequence().get();
        let shown = |part: &'v DisclosedPart| Shown {
            sequence,
            // An entry has at most 64 parts.
            index: u8::try_from(part.index.get()).unwrap_or(u8::MAX),
            source: Source::Receipt(part),
        };
        Self {
            size,
            leaves: vec![receipt.leaf()],
            parts: receipt.parts().iter().map(shown).collect(),
        }
    }

    /// The leaf at this place, when it is at hand.
    pub(super) fn leaf(&self, sequence: u64) -> Option<&'v Leaf> {
        let first = self.leaves.first()?.sequence().get();
        let at = usize::try_from(sequence.checked_sub(first)?).ok()?;
        self.leaves.get(at).copied()
    }

    /// Whether this part is disclosed.
    pub(super) fn shows(&self, sequence: u64, index: u8) -> bool {
        let place = |part: &Shown<'_>| (part.sequence, part.index);
        self.parts
            .binary_search_by_key(&(sequence, index), place)
            .is_ok()
    }
}
