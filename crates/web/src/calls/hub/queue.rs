//! What waits to be told to one seat, numbered and within limits. Pure.

use std::collections::{BTreeSet, VecDeque};

use super::said::{Heard, Said};
use super::words::SeatId;
use super::{QUEUED_BYTES_MAX, QUEUED_MAX};

/// Most signals that are kept after they were given, for a page whose connection was lost meanwhile.
const GIVEN_MAX: usize = 40;
/// Most bytes of these.
const GIVEN_BYTES_MAX: usize = 128_000;

/// What waits for a seat.
#[derive(Debug, Clone, Default)]
pub(crate) struct Queue {
    waits: VecDeque<Heard>,
    /// The newest signals that were given.
    given: VecDeque<Heard>,
    bytes: usize,
    numbered: u64,
}

fn bytes(said: &Said) -> usize {
    match said {
        Said::Signal { signal, .. } => signal.bytes(),
        Said::Seat(_)
        | Said::Here(_)
        | Said::Joined(_)
        | Said::Left(_)
        | Said::Wait(_)
        | Said::Open
        | Said::Over(_) => 0,
    }
}

impl Queue {
    /// How much waits.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.waits.len()
    }

    /// How many bytes of signals wait.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether there is room for this.
    pub(crate) fn has_room(&self, said: &Said) -> bool {
        self.waits.len() < QUEUED_MAX && self.bytes + bytes(said) <= QUEUED_BYTES_MAX
    }

    /// Adds this at the end, whether or not there is room.
    pub(crate) fn push(&mut self, said: Said) {
        self.numbered += 1;
        self.bytes += bytes(&said);
        let number = self.numbered;
        self.waits.push_back(Heard { number, said });
    }

    /// The next of them.
    pub(crate) fn take(&mut self) -> Option<Heard> {
        let heard = self.waits.pop_front()?;
        self.bytes = self.bytes.saturating_sub(bytes(&heard.said));
        if matches!(heard.said, Said::Signal { .. }) {
            self.given.push_back(heard.clone());
            while self.given.len() > GIVEN_MAX || self.given_bytes() > GIVEN_BYTES_MAX {
                self.given.pop_front();
            }
        }
        Some(heard)
    }

    fn given_bytes(&self) -> usize {
        self.given.iter().map(|heard| bytes(&heard.said)).sum()
    }

    /// Begins anew for a page that is back: after what is said first, the signals that it did not hear,
    /// of those who are still there.
    pub(crate) fn again(&mut self, heard: Option<u64>, first: Vec<Said>, there: &BTreeSet<SeatId>) {
        let lost = self.given.drain(..);
        let lost = lost.filter(|one| heard.is_some_and(|heard| one.number > heard));
        let all: Vec<Heard> = lost.chain(self.waits.drain(..)).collect();
        self.bytes = 0;
        for said in first {
            self.push(said);
        }
        for one in all {
            let Said::Signal { from, .. } = &one.said else {
                continue;
            };
            if there.contains(from) && self.has_room(&one.said) {
                self.push(one.said);
            }
        }
    }

    /// Nothing but this waits any more.
    pub(crate) fn only(&mut self, said: Said) {
        self.waits.clear();
        self.given.clear();
        self.bytes = 0;
        self.push(said);
    }
}
