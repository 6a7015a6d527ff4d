//! The parts of entries that are erased: their bodies, and what is attached to them. An erasure takes
//! all of an entry.
//!
//! May touch: the store, for reading.

use crate::tree::attachments_of;
use crate::{App, Fault};
use family::{ErasedEntry, Event};
use ledger::Leaf;
use store::{Erase, Store, StoredEntry, TreeId};

/// So many entries are loaded at a time to see what is attached to them.
const AT_ONCE: u32 = 16;

impl<S: Store> App<S> {
    /// Lets erasures name every part of their entries, as the leaves of these have them: the rules
    /// do not know what is attached.
    pub(crate) async fn name_parts(
        &self,
        tree: &TreeId,
        events: &mut [Event],
    ) -> Result<(), Fault> {
        let doing = "naming what is erased";
        for event in events {
            let Event::Erased { entries, .. } = event else {
                continue;
            };
            let mut loaded: Vec<StoredEntry> = Vec::new();
            for one in entries {
                if loaded.iter().all(|entry| entry.sequence != one.sequence) {
                    let next = self.store.load(tree, one.sequence, AT_ONCE).await;
                    loaded = next.map_err(|e| Fault::new(doing, e))?;
                }
                let stored = loaded.iter().find(|entry| entry.sequence == one.sequence);
                let stored = stored.ok_or_else(|| Fault::new(doing, "an entry is missing"))?;
                let leaf = Leaf::parse(&stored.leaf).map_err(|e| Fault::new(doing, e))?;
                *one = whole(&leaf);
            }
        }
        Ok(())
    }
}

/// Every part of an entry.
pub(super) fn whole(leaf: &Leaf) -> ErasedEntry {
    ErasedEntry {
        sequence: leaf.sequence().get(),
        parts: (0..=attachments_of(leaf)).collect(),
    }
}

/// What an erasure that names these parts destroys.
pub(super) fn destroyed<'a>(
    tree: &'a TreeId,
    entries: &'a [ErasedEntry],
) -> impl Iterator<Item = Erase> + 'a {
    let parts = |one: &'a ErasedEntry| one.parts.iter().map(|part| (one.sequence, *part));
    entries.iter().flat_map(parts).map(|(sequence, part)| {
        let tree = tree.clone();
        match part {
            0 => Erase::Body { tree, sequence },
            index => Erase::Attachment {
                tree,
                sequence,
                index,
            },
        }
    })
}
