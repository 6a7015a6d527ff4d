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

/// A tree that is recomputed leaf by leaf: what leaves say of the tree is checked as they come.
#[derive(Clone, Debug)]
pub struct TreeWalk {
    tree: Tree,
    frontier: Frontier,
    /// The root at each size so far.
    roots: Vec<Hash>,
    commands: HashSet<CommandId>,
    last: Option<(CommandId, EntryTime)>,
}

impl TreeWalk {
    /// The walk through a tree, before its first leaf.
    #[must_use]
    pub fn new(tree: Tree) -> Self {
        Self {
            tree,
            frontier: Frontier::new(),
            roots: vec![Hash::EMPTY_TREE],
            commands: HashSet::new(),
            last: None,
        }
    }

    /// Checks the next leaf: that it belongs to the tree and stands at its place, that its author
    /// had seen an earlier state of this very tree, that entries of one command stand together,
    /// and that its time is not before that of the entry before it. Returns the leaf and the
    /// stored hashes that it completes, with their indexes. After a fault the walk stands where
    /// it stood.
    ///
    /// # Errors
    /// With the first fault.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(Leaf, Vec<(u64, Hash)>), TreeFault> {
        let at = self.frontier.size();
        let leaf = Leaf::parse(bytes).map_err(|error| TreeFault::Leaf { at, error })?;
        let statement = leaf.statement();
        if statement.tree != self.tree {
            let found = statement.tree;
            return Err(TreeFault::OtherTree { at, found });
        }
        if leaf.sequence().get() != at {
            let found = leaf.sequence();
            return Err(TreeFault::OutOfOrder { at, found });
        }
        let size = statement.seen.size;
        if self.root_at(size) != Some(statement.seen.root) {
            return Err(TreeFault::SeenElsewhere { at, size });
        }
        let command = statement.command;
        let goes_on = self.last.is_some_and(|(last, _)| last == command);
        if !goes_on && self.commands.contains(&command) {
            return Err(TreeFault::CommandAgain { at });
        }
        let time = leaf.time();
        if self
            .last
            .is_some_and(|(_, last)| time.unix_millis() < last.unix_millis())
        {
            return Err(TreeFault::Earlier { at });
        }
        self.commands.insert(command);
        self.last = Some((command, time));
        let hashes = self.frontier.push(bytes);
        self.roots.push(self.frontier.root());
        Ok((leaf, hashes))
    }

    /// How many leaves have come.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root of the tree of the first `size` leaves; `None` when fewer have come.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        let size = usize::try_from(size).ok()?;
        self.roots.get(size).copied()
    }

    /// The edge of the tree so far.
    #[must_use]
    pub fn into_frontier(self) -> Frontier {
        self.frontier
    }
}

/// Recomputes the root of a tree from its leaves in order, with all that [`TreeWalk`] checks.
///
/// # Errors
/// With the first fault.
pub fn verify_tree<L: AsRef<[u8]>>(
    tree: Tree,
    leaves: impl IntoIterator<Item = L>,
) -> Result<Frontier, TreeFault> {
    let mut walk = TreeWalk::new(tree);
    for leaf in leaves {
        walk.push(leaf.as_ref())?;
    }
    Ok(walk.into_frontier())
}
