//! The right edge of a growing Merkle tree (a compact range): enough to append and to know the
//! root, without reading the entries before. Pure; the hashes to keep are handed back.

use tlog_tiles::{node_hash, record_hash, stored_hash_index, sub_tree_index};

use crate::{Hash, MAX_TREE_SIZE};

/// The roots of the complete subtrees that make up a tree, the largest first.
///
/// Indexes of stored hashes are those of `tlog` (Crosby and Wallach, section 3.3), so that
/// hashes kept by index serve every proof. Cloning is cheap (at most 53 hashes): clone, push,
/// store, and keep the clone only when storing succeeded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    edge: Vec<Hash>,
}

/// Why an edge cannot be rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// A tree of this size has another number of hashes at its edge.
    #[error("the edge of a tree of {size} entries has {needed} hashes, not {given}")]
    Count {
        /// Entries of the tree.
        size: u64,
        /// Hashes that its edge has.
        needed: usize,
        /// Hashes that were given.
        given: usize,
    },
    /// No tree is that large.
    #[error("a tree has at most {MAX_TREE_SIZE} entries")]
    TooLarge,
}

impl Frontier {
    /// The edge of the tree without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            size: 0,
            edge: Vec::new(),
        }
    }

    /// The indexes of the stored hashes from which the edge at this size is rebuilt, in order.
    ///
    /// # Errors
    /// When no tree is that large.
    pub fn needs(size: u64) -> Result<Vec<u64>, FrontierError> {
        if size > MAX_TREE_SIZE {
            return Err(FrontierError::TooLarge);
        }
        Ok(sub_tree_index(0, size, Vec::new()))
    }

    /// Rebuilds the edge of a tree of `size` entries from the hashes stored at
    /// [`Frontier::needs`], in the same order. Any earlier size of a tree can be asked for.
    ///
    /// # Errors
    /// When there are too many or too few hashes, or no tree is that large.
    pub fn from_hashes(size: u64, hashes: &[Hash]) -> Result<Self, FrontierError> {
        if size > MAX_TREE_SIZE {
            return Err(FrontierError::TooLarge);
        }
        let (needed, given) = (
            usize::try_from(size.count_ones()).unwrap_or(64),
            hashes.len(),
        );
        if needed != given {
            return Err(FrontierError::Count {
                size,
                needed,
                given,
            });
        }
        Ok(Self {
            size,
            edge: hashes.to_vec(),
        })
    }

    /// How many entries the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf. Returns the hashes to store, with their indexes: its own first, then one
    /// for each subtree that it completes (on average just under two).
    pub fn push(&mut self, leaf: &[u8]) -> Vec<(u64, Hash)> {
        let mut index = stored_hash_index(0, self.size);
        let mut hash = record_hash(leaf);
        let mut stored = vec![(index, Hash::from(hash))];
        // Each trailing one bit of the size is a subtree that the new hash completes.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.edge.pop() {
                hash = node_hash(left.into(), hash);
                index += 1;
                stored.push((index, hash.into()));
            }
        }
        self.edge.push(hash.into());
        self.size += 1;
        stored
    }

    /// The root of the tree (RFC 6962, section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut smallest_first = self.edge.iter().rev().copied();
        let Some(smallest) = smallest_first.next() else {
            return Hash::EMPTY_TREE;
        };
        smallest_first
            .fold(smallest.into(), |right, left| node_hash(left.into(), right))
            .into()
    }
}
