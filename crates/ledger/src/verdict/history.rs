//! What a bundle shows of its tree's past: the root at each size in its range. Pure.

use crate::{Hash, bundle::Bundle, bundle::range::Stack};

/// The roots that follow from a bundle's leaves.
#[derive(Clone, Debug)]
pub(super) struct History {
    first: u64,
    size: u64,
    /// The roots at the sizes from `first` to the end of the range.
    roots: Vec<Hash>,
    /// The root over range and proof.
    pub(super) root: Option<Hash>,
}

impl History {
    pub(super) fn of(bundle: &Bundle<'_>) -> Self {
        let manifest = &bundle.manifest;
        let stack = Stack::before(manifest.first, &bundle.proof.left);
        let mut stack = stack.unwrap_or_default();
        let mut roots = Vec::with_capacity(bundle.leaves.len() + 1);
        roots.push(stack.root());
        for leaf in &bundle.leaves {
            stack.push(0, leaf.hash);
            roots.push(stack.root());
        }
        let right = &bundle.proof.right;
        let whole = stack.push_cut(manifest.end, manifest.size, right);
        Self {
            first: manifest.first,
            size: manifest.size,
            roots,
            root: whole.then(|| stack.root()),
        }
    }

    /// The roots at the sizes of the range.
    pub(super) fn roots(&self) -> impl Iterator<Item = (u64, Hash)> {
        (self.first..).zip(self.roots.iter().copied())
    }

    /// The root of the tree at this size, where the range shows it.
    pub(super) fn root_at(&self, size: u64) -> Option<Hash> {
        if size == self.size {
            return self.root;
        }
        let at = size.checked_sub(self.first)?;
        self.roots.get(usize::try_from(at).ok()?).copied()
    }
}
