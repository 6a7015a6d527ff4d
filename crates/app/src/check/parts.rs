//! What is attached to the entries of a tree: each is opened and held against its leaf, and none is
//! there that no leaf commits to. Reads the store.

use super::tree::DOING;
use crate::Fault;
use crate::tree::{Keys, attachments_of};
use ledger::Leaf;
use std::collections::BTreeSet;
use store::{Store, StoredEntry, TreeId};

/// What was found so far of the attachments of a tree.
#[derive(Default)]
pub(super) struct Parts {
    /// How many were opened and are those that their leaves commit to.
    pub opened: u64,
    /// Entry and index of those to which a leaf commits, and that are not there.
    pub gone: BTreeSet<(u64, u32)>,
    /// Those that are there.
    there: BTreeSet<(u64, u32)>,
    pub faults: Vec<String>,
}

impl Parts {
    /// Looks at all that is attached to an entry.
    pub(super) async fn take<S: Store>(
        &mut self,
        store: &S,
        (id, keys): (&TreeId, Option<&Keys>),
        (entry, leaf): (&StoredEntry, &Leaf),
    ) -> Result<(), Fault> {
        let sequence = entry.sequence;
        for index in 1..=attachments_of(leaf) {
            let part = store.attachment(id, sequence, index).await;
            let Some(part) = part.map_err(|e| Fault::new(DOING, e))? else {
                self.gone.insert((sequence, index));
                continue;
            };
            self.there.insert((sequence, index));
            let opened = keys.map(|keys| keys.open_attachment((sequence, &entry.leaf), part));
            match opened {
                Some(Ok(_)) => self.opened += 1,
                Some(Err(fault)) => {
                    self.fault((sequence, index), &fault);
                }
                None => self.fault((sequence, index), "its tree has no keys, and it is left"),
            }
        }
        Ok(())
    }

    /// All that is stored was looked at.
    pub(super) async fn end<S: Store>(&mut self, store: &S, id: &TreeId) -> Result<(), Fault> {
        let mut after = None;
        loop {
            let page = store.attachments(id, after).await;
            let page = page.map_err(|e| Fault::new(DOING, e))?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some((last.sequence, last.index));
            for one in page {
                let place = (one.sequence, one.index);
                if !self.there.contains(&place) {
                    self.fault(place, "its entry does not commit to it");
                }
            }
        }
    }

    fn fault(&mut self, (sequence, index): (u64, u32), what: &str) {
        let place = format!("entry {sequence}: attachment {index}");
        self.faults.push(format!("{place}: {what}"));
    }
}
