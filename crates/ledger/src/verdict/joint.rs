//! What holds for all leaves and sizes of a tree together, whoever shows them: the states that
//! authors had seen, the order of commands, the end of the tree, and passkeys' signatures, each of
//! which is made once. Pure; section 15 of the specification.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::CommandId;

use super::{
    Shows,
    pool::{All, Contradiction, Roots},
};

/// What contradicts what. What one thing contradicts by itself was found before.
pub(super) fn contradictions(all: &All<'_, '_, '_>, roots: &Roots) -> Vec<Contradiction> {
    let mut found = Vec::new();
    seen(all, roots, &mut found);
    commands(all, &mut found);
    closed(all, &mut found);
    passkeys(all, &mut found);
    found
}

/// What an author had seen is what was signed.
fn seen(all: &All<'_, '_, '_>, roots: &Roots, found: &mut Vec<Contradiction>) {
    let mut said = HashSet::new();
    for &(by, sighting) in all {
        for leaf in sighting.leaves() {
            let seen = leaf.statement().seen;
            let stated = roots.get(&seen.size).filter(|(root, _)| *root != seen.root);
            let Some(&(_, of)) = stated else { continue };
            // A size and its root that it shows itself, it was held against before.
            if of != by && sighting.root_at(seen.size).is_none() && said.insert((of, by)) {
                let (sequence, size) = (leaf.sequence().get(), seen.size);
                let shows = Shows::SeenElsewhere { sequence, size };
                found.push(Contradiction { of, by, shows });
            }
        }
    }
}

/// All entries of one command stand together.
fn commands(all: &All<'_, '_, '_>, found: &mut Vec<Contradiction>) {
    let mut places: BTreeMap<u64, (CommandId, usize)> = BTreeMap::new();
    for &(by, sighting) in all {
        for leaf in sighting.leaves() {
            let place = places.entry(leaf.sequence().get());
            place.or_insert((leaf.statement().command, by));
        }
    }
    let mut first: HashMap<CommandId, (u64, usize)> = HashMap::new();
    let (mut before, mut said) = (None, HashSet::new());
    for (sequence, (command, by)) in places {
        let &mut (earlier, of) = first.entry(command).or_insert((sequence, by));
        let again = earlier < sequence && before != Some(command);
        if again && of != by && said.insert((of, by)) {
            let shows = Shows::CommandAgain {
                sequence,
                first: earlier,
            };
            found.push(Contradiction { of, by, shows });
        }
        before = Some(command);
    }
}

/// Nothing follows the entry that says that the tree was erased whole.
fn closed(all: &All<'_, '_, '_>, found: &mut Vec<Contradiction>) {
    let closings = all.iter().flat_map(|&(of, sighting)| {
        let leaves = sighting.leaves().filter(|leaf| {
            let kind = &leaf.statement().kind;
            kind.name() == "record.closed" && kind.version() == 1
        });
        leaves.map(move |leaf| (leaf.sequence().get(), of))
    });
    let Some((sequence, of)) = closings.min() else {
        return;
    };
    for &(by, sighting) in all {
        let size = sighting.size();
        if size > sequence + 1 && by != of {
            let shows = Shows::AfterClosed { sequence, size };
            found.push(Contradiction { of, by, shows });
        }
    }
}

/// A signature by a passkey is made once, so it stands in one entry.
fn passkeys(all: &All<'_, '_, '_>, found: &mut Vec<Contradiction>) {
    let mut first: HashMap<&[u8], (u64, usize)> = HashMap::new();
    let mut said = HashSet::new();
    for &(by, sighting) in all {
        for (mark, sequence) in &sighting.marks {
            let &mut (there, of) = first.entry(mark).or_insert((*sequence, by));
            if there != *sequence && of != by && said.insert((of, by)) {
                let (first, sequence) = (there.min(*sequence), there.max(*sequence));
                let shows = Shows::PasskeyAgain { sequence, first };
                found.push(Contradiction { of, by, shows });
            }
        }
    }
}
