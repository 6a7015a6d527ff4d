//! An open offer and its revisions: the one mechanism behind everything that binds both.

use crate::{Alternative, Assertion, Entry, LinkSent, Marks, ProposalId, Reason, Revision, Terms};
use jiff::Timestamp;
use plan::{Clause, ClauseId, ParentingPlan, Side};
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
    /// Until when its author asks for an answer. At that instant it is over.
    pub answer_by: Option<Timestamp>,
    /// The entry by which its author signed it with a passkey, if that was done.
    pub signed: Option<u64>,
}

impl Offer {
    fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        let found = self.plan.as_deref()?.find_clause(id);
        found.map(|(_, clause)| clause)
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
    /// Which alternative was accepted; the first where there is nothing to choose.
    pub alternative: Alternative,
    /// What the answering parent's passkey signed, for an acceptance that was signed.
    pub assertion: Option<Arc<Assertion>>,
    /// The link by which it came, for an answer without an account.
    pub link: Option<LinkSent>,
}

/// An offer with all that was said to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its name.
    pub id: ProposalId,
    /// Its number within the family, from 1. It stays when earlier proposals are erased.
    pub number: usize,
    /// What was offered, oldest first; never empty.
    pub offers: Vec<Offer>,
    /// How it stands.
    pub state: State,
    /// Of a plan: the clauses that each parent agrees with so far.
    pub marks: Marks,
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

    /// A clause of the plan that is offered now, if it offers one that has it.
    #[must_use]
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.current().clause(id)
    }

    /// The same, as the newest offer says it that has it.
    #[must_use]
    pub fn clause_once(&self, id: &ClauseId) -> Option<&Clause> {
        self.offers.iter().rev().find_map(|offer| offer.clause(id))
    }

    /// For whose answer it waits, while it is open.
    #[must_use]
    pub fn waits_for(&self) -> Option<Side> {
        matches!(self.state, State::Open).then(|| self.current().by.other())
    }

    /// The entries that hold its offers and its answer, ascending.
    #[must_use]
    pub fn entries(&self) -> Vec<u64> {
        let offers = self.offers.iter().map(|offer| offer.entry);
        let answer = match &self.state {
            State::Open => None,
            State::Accepted(answer) | State::Declined(answer) | State::Withdrawn(answer) => {
                Some(answer.entry)
            }
        };
        offers.chain(answer).collect()
    }

    /// Whether the parent on a side, who has made the last offer, may sign it with a passkey: of a
    /// plan, once, while it waits or after both agreed.
    #[must_use]
    pub fn may_be_signed_by(&self, side: Side) -> bool {
        let stands = match self.state {
            State::Open | State::Accepted(_) => true,
            State::Declined(_) | State::Withdrawn(_) => false,
        };
        let offer = self.current();
        stands && offer.by == side && offer.plan.is_some() && offer.signed.is_none()
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
            alternative: Alternative::FIRST,
            assertion: None,
            link: None,
        }
    }
}
