//! Whether a store has lost what it once had: the heads that are kept outside it, compared.
//! Reads heads and stored hashes.

use crate::Fault;
use ledger::{Checkpoint, Frontier, Hash};
use std::fmt;
use store::{KeptHead, Store, TreeId};

/// A tree that was once signed otherwise than it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// The tree is smaller than it was, or gone: an older copy was put in its place.
    Behind {
        /// The tree.
        tree: TreeId,
        /// How many entries it has.
        size: u64,
        /// How many it had.
        known: Checkpoint,
    },
    /// At a size that was signed, the tree has another root.
    Forked {
        /// The tree.
        tree: TreeId,
        /// What was signed.
        known: Checkpoint,
    },
    /// What was kept cannot be read.
    Unreadable {
        /// The tree.
        tree: TreeId,
    },
}

impl Lost {
    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &TreeId {
        match self {
            Self::Behind { tree, .. } | Self::Forked { tree, .. } | Self::Unreadable { tree } => {
                tree
            }
        }
    }

    /// What was signed, where it can be read.
    #[must_use]
    pub fn known(&self) -> Option<Checkpoint> {
        match self {
            Self::Behind { known, .. } | Self::Forked { known, .. } => Some(*known),
            Self::Unreadable { .. } => None,
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Behind { tree, size, known } => write!(
                f,
                "{tree}: {} signed, {} there; {} missing",
                counted(known.size, ["entry was", "entries were"]),
                counted(*size, ["is", "are"]),
                counted(known.size.saturating_sub(*size), ["is", "are"]),
            ),
            Self::Forked { tree, known } => write!(
                f,
                "{tree}: the first {} entries are not those that were signed",
                known.size
            ),
            Self::Unreadable { tree } => write!(
                f,
                "{tree}: the checkpoint that is kept outside the database cannot be read"
            ),
        }
    }
}

fn counted(count: u64, [one, many]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Compares a store with the heads that were kept outside it. None when nothing was lost.
///
/// # Errors
/// A [`Fault`] when the store cannot be read.
pub async fn lost<S: Store>(store: &S, kept: &[KeptHead]) -> Result<Vec<Lost>, Fault> {
    let mut found = Vec::new();
    for one in kept {
        let tree = one.tree.clone();
        let Some(known) = claimed(one) else {
            found.push(Lost::Unreadable { tree });
            continue;
        };
        let head = store.head(&tree).await;
        let head = head.map_err(|e| Fault::new("comparing with the kept checkpoints", e))?;
        let size = head.map_or(0, |head| head.size);
        if size < known.size {
            found.push(Lost::Behind { tree, size, known });
        } else if root_at(store, &tree, known.size).await? != Some(known.root) {
            found.push(Lost::Forked { tree, known });
        }
    }
    Ok(found)
}

fn claimed(kept: &KeptHead) -> Option<Checkpoint> {
    let known = Checkpoint::claimed(&kept.head.checkpoint).ok()?;
    let same = known.size == kept.head.size && known.origin.to_string() == kept.tree.as_str();
    same.then_some(known)
}

/// The root that a tree had at an earlier size, from its stored hashes; `None` when they are
/// damaged.
pub(crate) async fn root_at<S: Store>(
    store: &S,
    tree: &TreeId,
    size: u64,
) -> Result<Option<Hash>, Fault> {
    let doing = "reading a tree's hashes";
    let needs = Frontier::needs(size).map_err(|e| Fault::new(doing, e))?;
    let hashes = match store.hashes(tree, &needs).await {
        Ok(hashes) => hashes,
        Err(store::Fault::Malformed(_) | store::Fault::Corrupt(_)) => return Ok(None),
        Err(error) => return Err(Fault::new(doing, error)),
    };
    let hashes: Vec<Hash> = hashes.into_iter().map(Hash::new).collect();
    let edge = Frontier::from_hashes(size, &hashes).map_err(|e| Fault::new(doing, e))?;
    Ok(Some(edge.root()))
}
