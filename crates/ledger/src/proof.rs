//! Proofs that a tree contains an entry, and that a tree grew out of an earlier one.
//! Pure; the stored hashes are handed in. The algorithms are those of `tlog_tiles` (RFC 6962),
//! fenced by limits so that nothing handed in can make them run long or stop the process.

use std::{cell::RefCell, collections::BTreeMap};

use tlog_tiles::{Error, HashReader, check_record, check_tree, prove_record, prove_tree};

use crate::{Hash, MAX_TREE_SIZE, Sequence};

/// The most hashes that a proof has: one a level of the largest tree.
pub const MAX_PROOF_HASHES: usize = 54;

/// Why there is no proof, or why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The tree has no such entry.
    #[error("the tree has no entry at that place")]
    NoSuchEntry,
    /// An earlier size must be at least 1 and not greater than the later one.
    #[error("the earlier size must be at least 1 and not greater than the later size")]
    Sizes,
    /// No tree is that large.
    #[error("a tree has at most {MAX_TREE_SIZE} entries")]
    TooLarge,
    /// A stored hash is missing.
    #[error("a stored hash is missing")]
    Missing,
    /// The proof does not lead to the root.
    #[error("the proof does not lead to the root")]
    Wrong,
}

/// Where stored hashes are read from.
pub trait ReadHashes {
    /// The hashes stored at these indexes, in the same order; none when one is missing.
    fn read(&self, indexes: &[u64]) -> Option<Vec<Hash>>;
}

impl ReadHashes for BTreeMap<u64, Hash> {
    fn read(&self, indexes: &[u64]) -> Option<Vec<Hash>> {
        indexes
            .iter()
            .map(|index| self.get(index).copied())
            .collect()
    }
}

/// All stored hashes of a tree, each at its index.
impl ReadHashes for [Hash] {
    fn read(&self, indexes: &[u64]) -> Option<Vec<Hash>> {
        let at = |&index| self.get(usize::try_from(index).ok()?).copied();
        indexes.iter().map(at).collect()
    }
}

struct Reader<'a, R: ?Sized>(&'a R);

impl<R: ReadHashes + ?Sized> HashReader for Reader<'_, R> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, Error> {
        let hashes = self
            .0
            .read(indexes)
            .filter(|hashes| hashes.len() == indexes.len());
        let hashes = hashes.ok_or(Error::IndexesNotInTree)?;
        Ok(hashes.into_iter().map(tlog_tiles::Hash::from).collect())
    }
}

/// Notes which hashes are asked for.
#[derive(Default)]
struct Asked(RefCell<Vec<u64>>);

impl HashReader for Asked {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, Error> {
        self.0.borrow_mut().extend_from_slice(indexes);
        Ok(vec![tlog_tiles::Hash::default(); indexes.len()])
    }
}

fn entry_in(sequence: Sequence, size: u64) -> Result<(), ProofError> {
    match size {
        _ if size > MAX_TREE_SIZE => Err(ProofError::TooLarge),
        _ if sequence.get() >= size => Err(ProofError::NoSuchEntry),
        _ => Ok(()),
    }
}

fn sizes(earlier: u64, later: u64) -> Result<(), ProofError> {
    match earlier {
        _ if later > MAX_TREE_SIZE => Err(ProofError::TooLarge),
        _ if earlier == 0 || earlier > later => Err(ProofError::Sizes),
        _ => Ok(()),
    }
}

fn ours(hashes: Vec<tlog_tiles::Hash>) -> Vec<Hash> {
    hashes.into_iter().map(Hash::from).collect()
}

fn theirs(proof: &[Hash]) -> Result<Vec<tlog_tiles::Hash>, ProofError> {
    if proof.len() > MAX_PROOF_HASHES {
        return Err(ProofError::Wrong);
    }
    Ok(proof.iter().copied().map(tlog_tiles::Hash::from).collect())
}

/// The indexes of the stored hashes that [`prove_inclusion`] reads.
///
/// # Errors
/// When the tree has no such entry or is too large.
pub fn inclusion_needs(sequence: Sequence, size: u64) -> Result<Vec<u64>, ProofError> {
    entry_in(sequence, size)?;
    let asked = Asked::default();
    prove_record(size, sequence.get(), &asked).map_err(|_| ProofError::NoSuchEntry)?;
    Ok(asked.0.into_inner())
}

/// The proof that the tree of `size` entries contains the one at `sequence`: hashes from the
/// leaf's sibling up to the root's child (RFC 6962, section 2.1.1).
///
/// # Errors
/// When the tree has no such entry, is too large, or a stored hash is missing.
pub fn prove_inclusion<R: ReadHashes + ?Sized>(
    sequence: Sequence,
    size: u64,
    stored: &R,
) -> Result<Vec<Hash>, ProofError> {
    entry_in(sequence, size)?;
    prove_record(size, sequence.get(), &Reader(stored))
        .map(ours)
        .map_err(|_| ProofError::Missing)
}

/// Checks that the tree with this size and root contains the leaf with this hash at `sequence`.
///
/// # Errors
/// When it does not follow from the proof.
pub fn check_inclusion(
    proof: &[Hash],
    size: u64,
    root: Hash,
    sequence: Sequence,
    leaf: Hash,
) -> Result<(), ProofError> {
    entry_in(sequence, size)?;
    check_record(
        &theirs(proof)?,
        size,
        root.into(),
        sequence.get(),
        leaf.into(),
    )
    .map_err(|_| ProofError::Wrong)
}

/// The indexes of the stored hashes that [`prove_consistency`] reads.
///
/// # Errors
/// When the sizes are not in order, the earlier one is 0, or the tree is too large.
pub fn consistency_needs(earlier: u64, later: u64) -> Result<Vec<u64>, ProofError> {
    sizes(earlier, later)?;
    let asked = Asked::default();
    prove_tree(later, earlier, &asked).map_err(|_| ProofError::Sizes)?;
    Ok(asked.0.into_inner())
}

/// The proof that the tree of `later` entries begins with the tree of `earlier` entries
/// (RFC 6962, section 2.1.2).
///
/// # Errors
/// When the sizes are not in order, the earlier one is 0, or a stored hash is missing.
pub fn prove_consistency<R: ReadHashes + ?Sized>(
    earlier: u64,
    later: u64,
    stored: &R,
) -> Result<Vec<Hash>, ProofError> {
    sizes(earlier, later)?;
    prove_tree(later, earlier, &Reader(stored))
        .map(ours)
        .map_err(|_| ProofError::Missing)
}

/// Checks that the later tree begins with the earlier one. A size of 0 is refused: every tree
/// begins with nothing, so such a proof would say nothing.
///
/// # Errors
/// When it does not follow from the proof.
pub fn check_consistency(
    proof: &[Hash],
    earlier: u64,
    earlier_root: Hash,
    later: u64,
    later_root: Hash,
) -> Result<(), ProofError> {
    sizes(earlier, later)?;
    check_tree(
        &theirs(proof)?,
        later,
        later_root.into(),
        earlier,
        earlier_root.into(),
    )
    .map_err(|_| ProofError::Wrong)
}
