//! Recomputing a whole tree from its leaves, as a check or another verifier does.
//! Pure; the leaves are handed in one by one, so memory holds 48 bytes an entry.

use std::collections::HashSet;

use crate::{CommandId, EntryTime, Frontier, Hash, Leaf, LeafError, Sequence, Tree};

/// Why leaves are not the tree that they are said to be. Each names the place where it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeFault {
    /// A leaf cannot be read.
    #[error("entry {at}: {error}")]
    Leaf {
        /// The place, counted from 0.
        at: u64,
        /// What is wrong.
        error: LeafError,
    },
    /// A leaf belongs to another tree.
    #[error("entry {at}: it says that it belongs to {found}")]
    OtherTree {
        /// The place, counted from 0.
        at: u64,
        /// The tree that it names.
        found: Tree,
    },
    /// A leaf stands at another place than it says.
    #[error("entry {at}: it says that it is entry {found}")]
    OutOfOrder {
        /// The place, counted from 0.
        at: u64,
        /// The place that it names.
        found: Sequence,
    },
    /// The author has seen a root that this tree never had.
    #[error("entry {at}: its author had seen another tree of {size} entries")]
    SeenElsewhere {
        /// The place, counted from 0.
        at: u64,
        /// The size that the author had seen.
        size: u64,
    },
    /// An entry has an earlier time than the one before it.
    #[error("entry {at}: its time is before that of the entry before it")]
    Earlier {
        /// The place, counted from 0.
        at: u64,
    },
    /// A command led to entries twice.
    #[error("entry {at}: its command had already led to earlier entries")]
    CommandAgain {
        /// The place, counted from 0.
        at: u64,
    },
}

/// Recomputes the root of a tree from its leaves in order, and checks what leaves say of the
/// tree: that they belong to it, stand at their place, that each author had seen an earlier
/// state of this very tree, that times do not go back, and that entries of one command stand
/// together.
///
/// # Errors
/// With the first fault.
pub fn verify_tree<L: AsRef<[u8]>>(
    tree: Tree,
    leaves: impl IntoIterator<Item = L>,
) -> Result<Frontier, TreeFault> {
    let mut frontier = Frontier::new();
    let mut roots: Vec<Hash> = vec![Hash::EMPTY_TREE];
    let mut commands: HashSet<CommandId> = HashSet::new();
    let mut last: Option<(CommandId, EntryTime)> = None;
    for bytes in leaves {
        let (at, bytes) = (frontier.size(), bytes.as_ref());
        let leaf = Leaf::parse(bytes).map_err(|error| TreeFault::Leaf { at, error })?;
        let statement = leaf.statement();
        if statement.tree != tree {
            return Err(TreeFault::OtherTree {
                at,
                found: statement.tree,
            });
        }
        if leaf.sequence().get() != at {
            return Err(TreeFault::OutOfOrder {
                at,
                found: leaf.sequence(),
            });
        }
        let size = statement.seen.size;
        let seen = usize::try_from(size).ok().and_then(|size| roots.get(size));
        if seen != Some(&statement.seen.root) {
            return Err(TreeFault::SeenElsewhere { at, size });
        }
        if last.is_some_and(|(_, time)| leaf.time() < time) {
            return Err(TreeFault::Earlier { at });
        }
        let goes_on = last.is_some_and(|(command, _)| command == statement.command);
        if !goes_on && !commands.insert(statement.command) {
            return Err(TreeFault::CommandAgain { at });
        }
        last = Some((statement.command, leaf.time()));
        frontier.push(bytes);
        roots.push(frontier.root());
    }
    Ok(frontier)
}
