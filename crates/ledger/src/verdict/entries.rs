//! What leaves say of the tree: what authors had seen, commands, times. Pure; section 9 of the
//! specification, as far as a range shows it.

use std::collections::HashSet;

use crate::{CommandId, bundle::Bundle};

use super::{Matter, Verdict, history::History};

/// Checks that each author had seen an earlier state of this very tree.
pub(super) fn seen(bundle: &Bundle<'_>, history: &History, verdict: &mut Verdict) {
    if history.root != Some(bundle.checkpoint.checkpoint.root) {
        return;
    }
    let (mut count, mut before, mut elsewhere) = (0, 0, false);
    for leaf in &bundle.leaves {
        let seen = leaf.leaf.statement().seen;
        match history.root_at(seen.size) {
            // Size 0 has one root only, which reading the leaf has checked.
            None if seen.size > 0 => before += 1,
            None => count += 1,
            Some(root) if root == seen.root => count += 1,
            Some(_) => {
                elsewhere = true;
                verdict.fails(Matter::SeenElsewhere {
                    sequence: leaf.leaf.sequence().get(),
                    size: seen.size,
                });
            }
        }
    }
    if count > 0 && !elsewhere {
        verdict.holds_that(Matter::Seen { count });
    }
    if before > 0 {
        verdict.cannot_tell(Matter::SeenBefore { count: before });
    }
}

/// Checks that the entries of each command stand together.
pub(super) fn commands(bundle: &Bundle<'_>, verdict: &mut Verdict) {
    let mut commands: HashSet<CommandId> = HashSet::with_capacity(bundle.leaves.len());
    let (mut last, mut again) = (None, false);
    for leaf in &bundle.leaves {
        let command = leaf.leaf.statement().command;
        if last != Some(command) && !commands.insert(command) {
            again = true;
            let sequence = leaf.leaf.sequence().get();
            verdict.fails(Matter::CommandAgain { sequence });
        }
        last = Some(command);
    }
    if !again {
        verdict.holds_that(Matter::Commands);
    }
    let whole = bundle.manifest.first == 0 && bundle.manifest.end == bundle.manifest.size;
    if !whole {
        verdict.cannot_tell(Matter::CommandsBefore);
    }
}

/// Checks that no entry has a time before that of the entry before it.
pub(super) fn times(bundle: &Bundle<'_>, verdict: &mut Verdict) {
    let mut back = false;
    for pair in bundle.leaves.windows(2) {
        let [before, leaf] = pair else { continue };
        if leaf.leaf.time() < before.leaf.time() {
            back = true;
            let sequence = leaf.leaf.sequence().get();
            verdict.fails(Matter::TimeBack { sequence });
        }
    }
    if !back {
        verdict.holds_that(Matter::Times);
    }
}

/// Checks that the bundle was not made before the time of one of its entries.
pub(super) fn made(bundle: &Bundle<'_>, verdict: &mut Verdict) {
    let made = bundle.manifest.made;
    let mut leaves = bundle.leaves.iter().map(|leaf| &leaf.leaf);
    if let Some(leaf) = leaves.find(|leaf| leaf.time() > made) {
        verdict.fails(Matter::MadeBefore {
            sequence: leaf.sequence().get(),
            time: leaf.time(),
            made,
        });
    }
}
