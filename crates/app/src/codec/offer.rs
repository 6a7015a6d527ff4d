//! The stored shapes of offers and of their acceptance. A plan and a swap stand in the first shape,
//! what ends something in the second, letting somebody in in the third (`ending`, `guest`). The
//! fourth is for everything that these cannot say: other kinds of offers, and a deadline for an
//! answer. What fits an earlier shape stands in that and no other.

use super::ending::{self, Ending, Passkey};
use super::offer_terms::Stored;
use super::{Encoded, Reader, Undecodable, guest, json, kind, shapes};
use family::{Alternative, Assertion, Event, Move, ProposalId, Reason, Revision, Terms};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) const PROPOSED: &str = "proposal.made/4";
pub(super) const COUNTERED: &str = "proposal.countered/4";
pub(super) const ACCEPTED: &str = "proposal.accepted/3";

/// An offer in the fourth shape.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Offer {
    proposal: String,
    revision: u32,
    terms: Stored,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer_by: Option<String>,
}

/// An acceptance of an alternative that is not the first.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Chosen {
    proposal: String,
    revision: u32,
    alternative: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assertion: Option<Passkey>,
}

/// What is said beside the terms of an offer.
pub(super) type Said<'a> = (Option<&'a Reason>, Option<Timestamp>);

/// An offer in the shape that it needs.
pub(super) fn made(
    (proposal, revision): (&ProposalId, Revision),
    terms: &Terms,
    (reason, answer_by): Said<'_>,
) -> Encoded {
    let first = revision == Revision::FIRST;
    let of = |made: &'static str, countered: &'static str| if first { made } else { countered };
    let which = (proposal, revision);
    if answer_by.is_none() {
        let second = of(ending::kind::PROPOSED, ending::kind::COUNTERED);
        let ending = |terms| ending::offer(second, which, terms, reason);
        let stored = match terms {
            Terms::Plan(text) => Some(shapes::Terms::Plan(text.to_string())),
            Terms::Swap(moves) => {
                Some(shapes::Terms::Swap(moves.iter().map(stored_move).collect()))
            }
            Terms::Erase(entries) => return ending(Ending::Erase(entries.clone())),
            Terms::LiftHold(side) => return ending(Ending::LiftHold((*side).into())),
            Terms::Close => return ending(Ending::Close(shapes::Empty {})),
            Terms::LetIn(grant) if !guest::is_second(grant) => {
                return guest::offer(which, grant, reason);
            }
            Terms::LetIn(_)
            | Terms::Time(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_) => None,
        };
        if let Some(terms) = stored {
            let shape = shapes::Offer {
                proposal: proposal.to_string(),
                revision: revision.0,
                terms,
                reason: reason.map(|r| r.as_str().to_owned()),
            };
            return json(of(kind::PROPOSED, kind::COUNTERED), &shape);
        }
    }
    let shape = Offer {
        proposal: proposal.to_string(),
        revision: revision.0,
        terms: Stored::of(terms),
        reason: reason.map(|r| r.as_str().to_owned()),
        answer_by: answer_by.map(|at| at.to_string()),
    };
    json(of(PROPOSED, COUNTERED), &shape)
}

/// An acceptance in the shape that it needs.
pub(super) fn accepted(
    (proposal, revision): (&ProposalId, Revision),
    alternative: Alternative,
    assertion: Option<&Arc<Assertion>>,
) -> Encoded {
    if alternative != Alternative::FIRST {
        let shape = Chosen {
            proposal: proposal.to_string(),
            revision: revision.0,
            alternative: alternative.0,
            assertion: assertion.map(|signed| ending::passkey(signed)),
        };
        return json(ACCEPTED, &shape);
    }
    match assertion {
        None => json(kind::ACCEPTED, &super::answer(proposal, revision, None)),
        Some(signed) => ending::signed(ending::kind::ACCEPTED, (proposal, revision), signed),
    }
}

pub(super) fn stored_move(m: &Move) -> shapes::Move {
    shapes::Move {
        children: m.children.iter().map(ToString::to_string).collect(),
        to: m.to.into(),
        start: m.start.to_string(),
        end: m.end.to_string(),
    }
}

impl Reader<'_> {
    /// One of the kinds of this file; `None` for another one.
    pub(super) fn offered(&self) -> Option<Result<Event, Undecodable>> {
        Some(match self.kind {
            kind::PROPOSED | kind::COUNTERED => self.first_offer(),
            kind::ACCEPTED => self.accepted(),
            PROPOSED | COUNTERED => self.fourth_offer(),
            ACCEPTED => self.other_alternative(),
            _ => return None,
        })
    }

    /// An offer in the first shape.
    fn first_offer(&self) -> Result<Event, Undecodable> {
        let shape: shapes::Offer = self.shape()?;
        let terms = match &shape.terms {
            shapes::Terms::Plan(text) => Terms::Plan(text.as_str().into()),
            shapes::Terms::Swap(moves) => Terms::Swap(self.moves(moves)?),
        };
        let proposal = self.parsed(&shape.proposal)?;
        let revision = Revision(shape.revision);
        let reason = self.reason(shape.reason.as_deref())?;
        let answer_by = None;
        if self.kind == kind::COUNTERED {
            return Ok(Event::Countered {
                proposal,
                revision,
                terms,
                reason,
                answer_by,
            });
        }
        if revision != Revision::FIRST {
            return Err(self.wrong("a first offer has revision 1"));
        }
        Ok(Event::Proposed {
            proposal,
            terms,
            reason,
            answer_by,
        })
    }

    fn accepted(&self) -> Result<Event, Undecodable> {
        let (proposal, revision, reason) = self.answer()?;
        if reason.is_some() {
            return Err(self.wrong("an acceptance has no reason"));
        }
        Ok(Event::Accepted {
            proposal,
            revision,
            alternative: Alternative::FIRST,
            assertion: None,
        })
    }

    fn fourth_offer(&self) -> Result<Event, Undecodable> {
        let shape: Offer = self.shape()?;
        let proposal = self.parsed(&shape.proposal)?;
        let revision = Revision(shape.revision);
        let terms = self.stored_terms(&shape.terms)?;
        let reason = self.reason(shape.reason.as_deref())?;
        let answer_by = shape.answer_by.as_deref().map(|at| self.instant(at));
        let answer_by = answer_by.transpose()?;
        if made((&proposal, revision), &terms, (None, answer_by)).kind != self.kind {
            return Err(self.wrong("it stands in another shape than its own"));
        }
        match (self.kind, revision) {
            (PROPOSED, Revision::FIRST) => Ok(Event::Proposed {
                proposal,
                terms,
                reason,
                answer_by,
            }),
            (COUNTERED, Revision(2..)) => Ok(Event::Countered {
                proposal,
                revision,
                terms,
                reason,
                answer_by,
            }),
            _ => Err(self.wrong("a first offer has revision 1, and only that")),
        }
    }

    fn other_alternative(&self) -> Result<Event, Undecodable> {
        let shape: Chosen = self.shape()?;
        let alternative = Alternative(shape.alternative);
        if alternative == Alternative::FIRST {
            return Err(self.wrong("it stands in another shape than its own"));
        }
        let assertion = shape.assertion.map(|signed| self.assertion(&signed));
        Ok(Event::Accepted {
            proposal: self.parsed(&shape.proposal)?,
            revision: Revision(shape.revision),
            alternative,
            assertion: assertion.transpose()?.map(Arc::new),
        })
    }

    /// An instant, spelled as it is written.
    fn instant(&self, text: &str) -> Result<Timestamp, Undecodable> {
        let at: Timestamp = self.parsed(text)?;
        if at.to_string() == text {
            Ok(at)
        } else {
            Err(self.wrong("an instant is not spelled as it must be"))
        }
    }

    pub(super) fn moves(&self, moves: &[shapes::Move]) -> Result<Vec<Move>, Undecodable> {
        let one = |m: &shapes::Move| -> Result<Move, Undecodable> {
            Ok(Move {
                children: self.children(&m.children)?,
                to: m.to.into(),
                start: self.parsed(&m.start)?,
                end: self.parsed(&m.end)?,
            })
        };
        moves.iter().map(one).collect()
    }

    pub(super) fn children(&self, ids: &[String]) -> Result<Vec<plan::ChildId>, Undecodable> {
        ids.iter().map(|id| self.parsed(id)).collect()
    }
}
