//! Everything that was shown to somebody, side by side: two roots for one size, or two leaves at one
//! place, are found whoever kept them. Pure; a root or hash for each entry that is laid in.

use std::collections::HashMap;

use crate::{Checkpoint, Hash, Origin, Receipt, bundle::Bundle};

use super::{Finding, Matter, Outcome, Shows};

/// Roots and leaves by tree and place, each with who showed it first.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    roots: HashMap<(Origin, u64), Hash>,
    leaves: HashMap<(Origin, u64), Hash>,
}

impl Pool {
    /// Lays in a checkpoint whose signature holds.
    pub(super) fn root(&mut self, checkpoint: Checkpoint) -> Option<Shows> {
        let Checkpoint { origin, size, root } = checkpoint;
        let first = self.roots.entry((origin, size)).or_insert(root);
        (*first != root).then_some(Shows::Fork { size })
    }

    /// Lays in a leaf that is in a tree.
    pub(super) fn leaf(&mut self, origin: Origin, sequence: u64, hash: Hash) -> Option<Shows> {
        let first = self.leaves.entry((origin, sequence)).or_insert(hash);
        (*first != hash).then_some(Shows::ForkEntry { sequence })
    }

    /// Lays in a bundle that holds; what it contradicts is found.
    pub fn bundle(&mut self, source: &str, bundle: &Bundle<'_>) -> Vec<Finding> {
        let origin = bundle.manifest.tree.origin;
        let newest = [&bundle.checkpoint].into_iter();
        let checkpoints = newest.chain(&bundle.earlier).chain(&bundle.handovers);
        let roots: Vec<Shows> = checkpoints
            .filter_map(|at| self.root(at.checkpoint))
            .collect();
        let leaves = bundle.leaves.iter();
        let mut leaves = leaves.filter_map(|leaf| {
            let sequence = leaf.leaf.sequence().get();
            self.leaf(origin, sequence, leaf.hash)
        });
        let leaf = leaves.next();
        leaves.for_each(drop);
        findings(source, roots.into_iter().chain(leaf))
    }

    /// Lays in a receipt that holds under this checkpoint; what it contradicts is found.
    pub fn receipt(&mut self, source: &str, receipt: &Receipt, under: Checkpoint) -> Vec<Finding> {
        let leaf = receipt.leaf();
        let hash = Hash::of_leaf(&leaf.to_bytes());
        let root = self.root(under);
        let leaf = self.leaf(under.origin, leaf.sequence().get(), hash);
        findings(source, root.into_iter().chain(leaf))
    }
}

fn findings(source: &str, shows: impl Iterator<Item = Shows>) -> Vec<Finding> {
    let finding = |shows| Finding {
        outcome: Outcome::Fails,
        matter: Matter::Evidence {
            source: source.to_owned(),
            shows,
        },
    };
    shows.map(finding).collect()
}
