//! The calls that were noted, in order of time, and what of them counts as contact. Cloning is cheap.

use super::CallHeld;
use crate::{CallId, Entry, Family};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use plan::{ChildId, Happened, Side};
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use std::sync::Arc;

/// A call, and where it stands on the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedCall {
    /// The entry that holds it.
    pub entry: u64,
    /// What it says.
    pub held: Arc<CallHeld>,
}

/// All calls that were noted, by the time at which they began.
#[derive(Debug, Clone, PartialEq)]
pub struct Calls {
    /// By beginning and entry.
    noted: RedBlackTreeMapSync<(Timestamp, u64), NotedCall>,
    ids: RedBlackTreeSetSync<CallId>,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            noted: RedBlackTreeMapSync::new_sync(),
            ids: RedBlackTreeSetSync::new_sync(),
        }
    }
}

impl Calls {
    /// All of them, in the order in which they began.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &NotedCall> {
        self.noted.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.noted.size()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.noted.is_empty()
    }

    /// Those that began from `from` on and before `until`, in order of time.
    pub fn between(
        &self,
        from: Timestamp,
        until: Timestamp,
    ) -> impl DoubleEndedIterator<Item = &NotedCall> {
        // An end before the beginning is an empty span.
        let span = (from, 0)..(until.max(from), 0);
        self.noted.range(span).map(|(_, noted)| noted)
    }

    /// What one entry says.
    #[must_use]
    pub fn noted(&self, entry: u64) -> Option<&NotedCall> {
        self.noted.values().find(|noted| noted.entry == entry)
    }

    /// Whether a call is on the record.
    #[must_use]
    pub fn has(&self, call: &CallId) -> bool {
        self.ids.contains(call)
    }

    pub(crate) fn note(&mut self, held: &Arc<CallHeld>, entry: &Entry) -> Result<(), &'static str> {
        if self.has(&held.call) {
            return Err("a call is noted once");
        }
        self.ids.insert_mut(held.call.clone());
        let noted = NotedCall {
            entry: entry.sequence,
            held: Arc::clone(held),
        };
        self.noted.insert_mut((held.at, entry.sequence), noted);
        Ok(())
    }

    /// Forgets what was destroyed; how much that was.
    pub(crate) fn forget(&mut self, gone: &dyn Fn(u64) -> bool) -> usize {
        let going = self.noted.values().filter(|noted| gone(noted.entry));
        let going: Vec<NotedCall> = going.cloned().collect();
        for noted in &going {
            self.noted.remove_mut(&(noted.held.at, noted.entry));
            self.ids.remove_mut(&noted.held.call);
        }
        going.len()
    }
}

/// A child's time with a parent in a call that counts.
struct Counted<'c> {
    child: &'c ChildId,
    parent: Side,
    until: Timestamp,
}

/// What counts.
impl Family {
    /// The answered calls with a parent that began from `from` until `until`, as facts: each child's
    /// time with a parent counts once, also where two entries speak of the same time.
    pub(crate) fn call_facts(
        &self,
        from: DateTime,
        until: DateTime,
    ) -> Vec<(u64, Vec<ChildId>, Happened)> {
        let mut facts = Vec::new();
        let mut counted: Vec<Counted<'_>> = Vec::new();
        let (start, end) = (self.instant(from), self.instant(until));
        for noted in self.calls.between(start, end) {
            let held = &noted.held;
            let Some(minutes) = held.minutes().filter(|_| held.is_contact()) else {
                continue;
            };
            counted.retain(|one| one.until > held.at);
            let known = |child: &&ChildId| {
                let same = |one: &Counted<'_>| one.child == *child && one.parent == held.parent;
                counted.iter().any(same)
            };
            let children: Vec<&ChildId> = held.children.iter().filter(|one| !known(one)).collect();
            if children.is_empty() {
                continue;
            }
            let lasted = SignedDuration::from_mins(i64::from(minutes));
            let until = held.at.checked_add(lasted).unwrap_or(Timestamp::MAX);
            counted.extend(children.iter().copied().map(|child| Counted {
                child,
                parent: held.parent,
                until,
            }));
            let happened = Happened::Call {
                parent: held.parent,
                at: self.local(held.at),
                minutes,
            };
            facts.push((
                noted.entry,
                children.into_iter().cloned().collect(),
                happened,
            ));
        }
        facts
    }
}
