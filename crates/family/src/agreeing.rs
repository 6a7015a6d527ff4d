//! What evolving does with offers and answers. Nothing here decides; it only remembers, and refuses
//! what no decision gives. Pure.

use crate::proposal::Stamp;
use crate::state::{AgreedVersion, one_offs};
use crate::{
    Answer, Assertion, Family, Mark, Marks, Offer, Proposal, ProposalId, Reason, Revision, State,
    Terms,
};
use jiff::Timestamp;
use plan::{ClauseId, ParentingPlan, Side};
use std::sync::Arc;

const fn mark_of(offer: &Offer) -> Mark {
    Mark {
        entry: offer.entry,
        at: offer.at,
    }
}

impl Family {
    pub(crate) fn proposed(&mut self, id: &ProposalId, offer: Offer) -> Result<(), &'static str> {
        if self.proposal(id).is_some() {
            return Err("a proposal's id is used once");
        }
        self.proposed += 1;
        let mut marks = Marks::default();
        if let Some(plan) = offer.plan.as_deref() {
            marks.offered(offer.by, mark_of(&offer), (None, plan));
        }
        self.proposals.push(Arc::new(Proposal {
            id: id.clone(),
            number: self.proposed,
            offers: vec![offer],
            state: State::Open,
            marks,
        }));
        Ok(())
    }

    pub(crate) fn countered(&mut self, id: &ProposalId, offer: Offer) -> Result<(), &'static str> {
        let open = self.open(id)?;
        if open.current().revision.next() != offer.revision {
            return Err("revisions follow one another");
        }
        if let Some(plan) = offer.plan.as_deref() {
            let before = open.current().plan.clone();
            let both = (before.as_deref(), plan);
            open.marks.offered(offer.by, mark_of(&offer), both);
        }
        open.offers.push(offer);
        Ok(())
    }

    /// A parent's word to clauses of the last offer. Where the offer's words are gone, so is what it
    /// was about.
    pub(crate) fn marked(
        &mut self,
        id: &ProposalId,
        revision: Revision,
        (by, mark): (Side, Mark),
        (clauses, agreed): (&[ClauseId], bool),
    ) -> Result<(), &'static str> {
        if self.proposal(id).is_none() {
            return Ok(());
        }
        let proposal = self.at_revision(id, revision)?;
        if proposal.current().by == by {
            return Err("whoever offers a plan agrees with all of it");
        }
        proposal.marks.said(by, clauses, agreed, mark);
        Ok(())
    }

    /// What the author of the last offer signed with a passkey. Where the offer's words are gone, so
    /// is what it was about.
    pub(crate) fn offer_signed(
        &mut self,
        id: &ProposalId,
        revision: Revision,
        (by, entry): (Side, u64),
        assertion: &Assertion,
    ) -> Result<(), &'static str> {
        let Some(found) = self.proposals.iter_mut().find(|p| p.id == *id) else {
            return Ok(());
        };
        if !found.may_be_signed_by(by) || found.current().revision != revision {
            return Err("a plan is signed once by who offered it last");
        }
        if assertion.over != found.current().entry {
            return Err("a passkey signed another entry than the offer");
        }
        if let Some(offer) = Arc::make_mut(found).offers.last_mut() {
            offer.signed = Some(entry);
        }
        Ok(())
    }

    pub(crate) fn accepted(
        &mut self,
        id: &ProposalId,
        revision: Revision,
        answer: Answer,
    ) -> Result<(), &'static str> {
        let (at, assertion) = (answer.at, answer.assertion.clone());
        let alternative = answer.alternative;
        let proposal = self.at_revision(id, revision)?;
        if proposal.current().by == answer.by {
            return Err("nobody accepts the own offer");
        }
        if assertion.is_some_and(|a| a.over != proposal.current().entry) {
            return Err("a passkey signed another entry than the one that is accepted");
        }
        if !proposal.current().terms.has(alternative) {
            return Err("an acceptance names an alternative of its offer");
        }
        proposal.state = State::Accepted(answer);
        let offer = proposal.current().clone();
        match (&offer.terms, offer.plan) {
            (Terms::Plan(_), Some(plan)) => {
                let (whole, begins) = self
                    .with_version(&plan, self.date_at(at))
                    .map_err(|_| "its plan cannot follow the one before it")?;
                self.plan = Some(Arc::new(whole));
                self.versions.push(AgreedVersion {
                    plan,
                    begins,
                    proposal: id.clone(),
                });
                Ok(())
            }
            (Terms::Plan(_), None) => Err("its plan was not read"),
            (
                terms @ (Terms::Swap(_) | Terms::Time(_) | Terms::Handover(_) | Terms::Trip(_)),
                _,
            ) => {
                let moves = terms.moves(alternative);
                if !moves.is_empty() {
                    Arc::make_mut(&mut self.agreed).extend(one_offs(id, &moves));
                }
                Ok(())
            }
            // It stands by its acceptance alone.
            (Terms::Decision(_), _) => Ok(()),
            (Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close | Terms::LetIn(_), _) => {
                self.granted = Some(id.clone());
                Ok(())
            }
        }
    }

    pub(crate) fn offer(
        &self,
        stamp: Stamp,
        revision: Revision,
        terms: &Terms,
        (reason, answer_by): (Option<&Reason>, Option<Timestamp>),
    ) -> Result<Offer, &'static str> {
        let plan = match terms {
            Terms::Plan(text) => {
                let today = stamp.at.to_zoned(self.zone.clone()).date();
                let plan = ParentingPlan::read(text, today)
                    .map_err(|_| "its plan can no longer be understood")?;
                Some(Arc::new(plan))
            }
            Terms::Swap(_)
            | Terms::Time(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_)
            | Terms::Erase(_)
            | Terms::LiftHold(_)
            | Terms::Close
            | Terms::LetIn(_) => None,
        };
        Ok(Offer {
            revision,
            by: stamp.by,
            at: stamp.at,
            entry: stamp.entry,
            terms: terms.clone(),
            plan,
            reason: reason.cloned(),
            answer_by,
            signed: None,
        })
    }

    fn open(&mut self, id: &ProposalId) -> Result<&mut Proposal, &'static str> {
        self.proposals
            .iter_mut()
            .find(|p| p.id == *id)
            .ok_or("there is no such proposal")
            .and_then(|p| {
                if p.is_open() {
                    Ok(Arc::make_mut(p))
                } else {
                    Err("the proposal was answered before")
                }
            })
    }

    pub(crate) fn at_revision(
        &mut self,
        id: &ProposalId,
        revision: Revision,
    ) -> Result<&mut Proposal, &'static str> {
        let open = self.open(id)?;
        if open.current().revision == revision {
            Ok(open)
        } else {
            Err("an answer is about the last revision")
        }
    }
}
