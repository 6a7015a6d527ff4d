//! Which keys belong together: those that handovers lead between. Pure.

use std::collections::HashMap;

use crate::{Origin, VerifierKey};

type Key = (Origin, VerifierKey);

/// The keys of trees, in rings: from each key of a ring, handovers lead to each other one, whichever
/// way and in whatever order they were found.
#[derive(Clone, Debug, Default)]
pub(super) struct Rings {
    ring: HashMap<Key, usize>,
    keys: Vec<Vec<Key>>,
}

impl Rings {
    /// The ring of a key of this tree, when it was ever seen.
    pub(super) fn of(&self, origin: Origin, key: &VerifierKey) -> Option<usize> {
        self.ring.get(&(origin, key.clone())).copied()
    }

    /// The ring of a key, a new one when it is seen for the first time.
    pub(super) fn seen(&mut self, origin: Origin, key: &VerifierKey) -> usize {
        let new = self.keys.len();
        let key = (origin, key.clone());
        let ring = *self.ring.entry(key.clone()).or_insert(new);
        if ring == new {
            self.keys.push(vec![key]);
        }
        ring
    }

    /// Lays the rings of two keys together.
    pub(super) fn join(&mut self, origin: Origin, one: &VerifierKey, other: &VerifierKey) {
        let (one, other) = (self.seen(origin, one), self.seen(origin, other));
        if one == other {
            return;
        }
        let count = |ring| self.keys.get(ring).map_or(0, Vec::len);
        // The smaller one moves, so that no key moves often.
        let (small, large) = if count(one) < count(other) {
            (one, other)
        } else {
            (other, one)
        };
        let moved = self.keys.get_mut(small).map(std::mem::take);
        let moved = moved.unwrap_or_default();
        for key in &moved {
            self.ring.insert(key.clone(), large);
        }
        if let Some(keys) = self.keys.get_mut(large) {
            keys.extend(moved);
        }
    }
}
