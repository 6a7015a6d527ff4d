//! An open offer and its revisions: the one mechanism behind everything that binds both.

use crate::{Entry, MemberId, ProposalId, Reason, Revision, Terms};
use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::{ParentingPlan, Side};
use std::sync::Arc;

/// What one parent offered at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its number within the proposal.
    pub revision: Revision,
    /// Who offers it.
    pub by: Side,
    /// When it was put on the record.
    pub at: Timestamp,
    /// The entry that holds it.
    pub entry: u64,
    /// What is offered.
    pub terms: Terms,
    /// The plan, where the terms are one: read once, when the entry was folded.
    pub plan: Option<Arc<ParentingPlan>>,
    /// Why.
    pub reason: Option<Reason>,
}

impl Offer {
    /// When the earliest change of a swap begins; a plan has none.
    #[must_use]
    pub fn begins(&self) -> Option<DateTime> {
        match &self.terms {
            Terms::Swap(moves) => moves.iter().map(|m| m.start).min(),
            Terms::Plan(_) => None,
        }
    }
}

/// How a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It waits for the parent who did not make the last offer.
    Open,
    /// Both agreed on the last offer.
    Accepted(Answer),
    /// The last offer was turned down.
    Declined(Answer),
    /// The last offer was taken back.
    Withdrawn(Answer),
}

/// Who ended a proposal, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who answered.
    pub by: Side,
    /// When it was put on the record.
    pub at: Timestamp,
    /// The entry that holds it.
    pub entry: u64,
    /// Why, if that was said.
    pub reason: Option<Reason>,
}

/// An offer with all that was said to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its name.
    pub id: ProposalId,
    /// What was offered, oldest first; never empty.
    pub offers: Vec<Offer>,
    /// How it stands.
    pub state: State,
}

impl Proposal {
    /// The offer that stands now.
    ///
    /// # Panics
    /// Never: a proposal is made with its first offer and none is ever removed.
    #[must_use]
    pub fn current(&self) -> &Offer {
        self.offers
            .last()
            .expect("a proposal is made with its first offer")
    }

    /// Who made the first offer.
    #[must_use]
    pub fn first(&self) -> &Offer {
        &self.offers[0]
    }

    /// For whose answer it waits, while it is open.
    #[must_use]
    pub fn waits_for(&self) -> Option<Side> {
        matches!(self.state, State::Open).then(|| self.current().by.other())
    }

    /// Whether it still waits for an answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }
}

/// The parts of an entry that offers and answers keep.
#[derive(Clone, Copy)]
pub(crate) struct Stamp {
    pub by: Side,
    pub at: Timestamp,
    pub entry: u64,
}

impl Stamp {
    pub(crate) fn of(entry: &Entry, by: Side) -> Self {
        Self {
            by,
            at: entry.at,
            entry: entry.sequence,
        }
    }

    pub(crate) fn answer(self, reason: Option<&Reason>) -> Answer {
        Answer {
            by: self.by,
            at: self.at,
            entry: self.entry,
            reason: reason.cloned(),
        }
    }
}

/// A parent's place and whether it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who the place is for.
    pub parent: crate::Parent,
    /// Since when the parent takes part.
    pub state: SeatState,
}

/// How far a parent has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatState {
    /// Named by the founder, not yet invited.
    Named,
    /// Invited at this time.
    Invited(Timestamp),
    /// Takes part since this time.
    Joined(Timestamp),
}

impl Seat {
    /// Whether this parent takes part.
    #[must_use]
    pub fn joined(&self) -> bool {
        matches!(self.state, SeatState::Joined(_))
    }

    /// Whether this is the member's place.
    #[must_use]
    pub fn is(&self, member: &MemberId) -> bool {
        self.parent.member == *member
    }
}
