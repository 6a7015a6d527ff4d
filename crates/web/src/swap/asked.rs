//! What was asked already, and what needs no answer any more because it has come about.
//!
//! May touch: the family it is given.

use family::{Family, Proposal, Terms};
use jiff::Timestamp;
use plan::Side;

/// An open proposal that asks for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its id, as it stands in addresses.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// Who asked.
    pub by: Side,
}

impl Asked {
    fn of(proposal: &Proposal) -> Self {
        Self {
            id: proposal.id.to_string(),
            number: proposal.number,
            by: proposal.current().by,
        }
    }
}

/// Whether what an open proposal asks for has come about without its answer: the words are erased,
/// or the hold that it was about no longer stands. Agreeing to it would change nothing.
#[must_use]
pub fn is_settled(family: &Family, proposal: &Proposal) -> bool {
    let offer = proposal.current();
    proposal.is_open()
        && match &offer.terms {
            Terms::Erase(entries) => entries
                .iter()
                .all(|entry| family.erasure_of(*entry).is_some()),
            // A hold that was set later is another one.
            Terms::LiftHold(side) => family.holds()[side.index()]
                .as_ref()
                .is_none_or(|hold| hold.entry > offer.entry),
            Terms::Swap(_)
            | Terms::Plan(_)
            | Terms::Time(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_)
            | Terms::Close
            | Terms::LetIn(_) => false,
        }
}

/// The proposal that asks for this erasure, lifting or end already and can still be agreed to at
/// `now`. `None` for what is about the children and their care, of which several may wait.
#[must_use]
pub fn asked_already(family: &Family, terms: &Terms, now: Timestamp) -> Option<Asked> {
    match terms {
        Terms::Swap(_)
        | Terms::Plan(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_) => return None,
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close | Terms::LetIn(_) => {}
    }
    let mut live = family
        .proposals()
        .iter()
        .filter(|one| family.is_live(one, now));
    let same = live.find(|one| one.current().terms == *terms)?;
    Some(Asked::of(same))
}
