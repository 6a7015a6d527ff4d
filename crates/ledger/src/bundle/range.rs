//! That a range of a tree is all of it: the cuts beside a range, the stored hashes that they need,
//! and the stack that gives the root back. Pure; section 13 of the specification, *Completeness*.

use tlog_tiles::{node_hash, stored_hash_index};

use crate::{Hash, MAX_TREE_SIZE, ProofError, ReadHashes};

/// Which stored hashes lead from a range to the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeNeeds {
    /// Indexes of the roots of the cut before the range, from left to right.
    pub left: Vec<u64>,
    /// Indexes of the roots of the cut behind the range, from left to right.
    pub right: Vec<u64>,
}

/// The hashes that lead from a range to the root: the roots of the cuts beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RangeProof {
    /// The roots of the complete subtrees before the range, from left to right.
    pub left: Vec<Hash>,
    /// The roots of the complete subtrees behind the range, from left to right.
    pub right: Vec<Hash>,
}

/// The steps of the cut of the places from `from` to `until`: each a level (2^level leaves) and
/// the place where it begins.
pub(super) fn cut(from: u64, until: u64) -> Vec<(u32, u64)> {
    let mut steps = Vec::new();
    let mut at = from;
    while at < until {
        // Both are below 64, since neither number is 0 or greater than 2^53.
        let level = at.trailing_zeros().min((until - at).ilog2());
        steps.push((level, at));
        at += 1_u64 << level;
    }
    steps
}

fn indexes(from: u64, until: u64) -> Vec<u64> {
    let index = |(level, at): (u32, u64)| {
        // A level of a tree with at most 2^53 leaves fits.
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        stored_hash_index(level, at >> level)
    };
    cut(from, until).into_iter().map(index).collect()
}

/// The indexes of the stored hashes that prove the range from `first` to before `end` complete in
/// a tree of `size` entries. Indexes are those of [`crate::Frontier::push`].
///
/// # Errors
/// When the range is empty or reaches beyond the tree, or no tree is that large.
pub fn range_needs(first: u64, end: u64, size: u64) -> Result<RangeNeeds, ProofError> {
    match (first, end) {
        _ if size > MAX_TREE_SIZE => Err(ProofError::TooLarge),
        _ if first >= end || end > size => Err(ProofError::NoSuchEntry),
        _ => Ok(RangeNeeds {
            left: indexes(0, first),
            right: indexes(end, size),
        }),
    }
}

/// The hashes that prove the range from `first` to before `end` complete, out of stored ones.
///
/// # Errors
/// As [`range_needs`], and when a stored hash is missing.
pub fn prove_range<R: ReadHashes + ?Sized>(
    first: u64,
    end: u64,
    size: u64,
    stored: &R,
) -> Result<RangeProof, ProofError> {
    let needs = range_needs(first, end, size)?;
    let read = |indexes: &[u64]| stored.read(indexes).ok_or(ProofError::Missing);
    Ok(RangeProof {
        left: read(&needs.left)?,
        right: read(&needs.right)?,
    })
}

/// The stack of complete subtrees from which a root comes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stack {
    /// Level and root of each, the largest at the bottom.
    subtrees: Vec<(u32, Hash)>,
}

impl Stack {
    /// Lays a subtree of 2^level leaves on the stack, and joins what is equally large.
    pub(crate) fn push(&mut self, level: u32, root: Hash) {
        let (mut level, mut root) = (level, root);
        while let Some(&(below, left)) = self.subtrees.last()
            && below == level
        {
            self.subtrees.pop();
            root = node_hash(left.into(), root.into()).into();
            level += 1;
        }
        self.subtrees.push((level, root));
    }

    /// The root over all that was pushed.
    pub(crate) fn root(&self) -> Hash {
        let mut from_the_top = self.subtrees.iter().rev().map(|&(_, root)| root);
        let Some(top) = from_the_top.next() else {
            return Hash::EMPTY_TREE;
        };
        from_the_top.fold(top, |right, left| {
            node_hash(left.into(), right.into()).into()
        })
    }

    /// The stack of what lies before `first`; none when there are too many or too few hashes.
    pub(crate) fn before(first: u64, left: &[Hash]) -> Option<Self> {
        let mut stack = Self::default();
        stack.push_cut(0, first, left).then_some(stack)
    }

    /// Pushes the roots of the cut from `from` to `until`; tells whether their number was right.
    pub(crate) fn push_cut(&mut self, from: u64, until: u64, roots: &[Hash]) -> bool {
        let steps = cut(from, until);
        if steps.len() != roots.len() {
            return false;
        }
        for ((level, _), root) in steps.into_iter().zip(roots) {
            self.push(level, *root);
        }
        true
    }
}

/// The root of the tree of which these leaf hashes are the range that begins at `first`; none when
/// the proof has too many or too few hashes.
pub(super) fn root_of_range(
    first: u64,
    leaves: &[Hash],
    size: u64,
    proof: &RangeProof,
) -> Option<Hash> {
    let mut stack = Stack::before(first, &proof.left)?;
    for leaf in leaves {
        stack.push(0, *leaf);
    }
    let end = first.checked_add(u64::try_from(leaves.len()).ok()?)?;
    (end <= size && stack.push_cut(end, size, &proof.right)).then(|| stack.root())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Frontier;

    #[test]
    fn every_range_of_every_small_tree_gives_its_root() {
        let (mut frontier, mut stored, mut leaves) = (Frontier::new(), Vec::new(), Vec::new());
        for size in 1..=40_u64 {
            let leaf = size.to_be_bytes();
            stored.extend(frontier.push(&leaf).into_iter().map(|(_, hash)| hash));
            leaves.push(Hash::of_leaf(&leaf));
            for first in 0..size {
                for end in first + 1..=size {
                    let proof = prove_range(first, end, size, stored.as_slice()).unwrap();
                    let place = |at| usize::try_from(at).unwrap();
                    let range = place(first)..place(end);
                    let root = root_of_range(first, &leaves[range.clone()], size, &proof);
                    assert_eq!(root, Some(frontier.root()), "{range:?} of {size}");
                    let mut more = proof.clone();
                    more.right.push(Hash::EMPTY_TREE);
                    assert_eq!(root_of_range(first, &leaves[range], size, &more), None);
                }
            }
        }
    }

    #[test]
    fn a_range_lies_in_its_tree() {
        let check = |first, end, size| range_needs(first, end, size).unwrap_err();
        assert_eq!(check(0, 0, 1), ProofError::NoSuchEntry);
        assert_eq!(check(2, 1, 3), ProofError::NoSuchEntry);
        assert_eq!(check(0, 4, 3), ProofError::NoSuchEntry);
        assert_eq!(check(0, 1, MAX_TREE_SIZE + 1), ProofError::TooLarge);
        let whole = range_needs(1, 2, MAX_TREE_SIZE).unwrap();
        assert_eq!(whole.left.len(), 1);
        assert!(whole.right.len() <= 2 * crate::MAX_PROOF_HASHES);
    }
}
