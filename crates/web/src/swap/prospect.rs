//! From when an offered plan would hold, or holds, or why it cannot.
//!
//! May touch: the family it is given. The family decides; this asks it beforehand.

use family::{Command, Context, Family, Proposal, Refusal, State, Terms, decide};
use jiff::Timestamp;
use jiff::civil::Date;

/// What comes of an offered plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prospect {
    /// Agreed to today, it would hold from this date on; `None`: at once.
    WouldHold(Option<Date>),
    /// It cannot be agreed to as things stand.
    Refused(Refusal),
    /// Both agreed to it, and it holds from this date on.
    Holds(Date),
}

/// What comes of the plan that a proposal is about; `None` for a swap, and for an offer that was
/// declined or taken back.
#[must_use]
pub fn prospect(family: &Family, proposal: &Proposal, now: Timestamp) -> Option<Prospect> {
    let plan = proposal.current().plan.as_deref()?;
    match &proposal.state {
        State::Declined(_) | State::Withdrawn(_) => None,
        State::Accepted(_) => {
            let mut versions = family.versions().iter();
            let agreed = versions.find(|version| version.proposal == proposal.id)?;
            Some(Prospect::Holds(agreed.begins))
        }
        State::Open => Some(match refusal(family, proposal, now) {
            Some(refusal) => Prospect::Refused(refusal),
            None => match family.with_version(plan, family.date_at(now)) {
                Err(error) => Prospect::Refused(Refusal::PlanSuccession(error)),
                Ok((_, from)) => {
                    Prospect::WouldHold(Some(from).filter(|from| *from > family.date_at(now)))
                }
            },
        }),
    }
}

/// Why an open offer to erase, to lift a hold or to close cannot be agreed to; `None` for what can
/// be, and for plans and swaps.
#[must_use]
pub fn blocked(family: &Family, proposal: &Proposal, now: Timestamp) -> Option<Refusal> {
    match &proposal.current().terms {
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_) => None,
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close | Terms::LetIn(_)
            if !proposal.is_open() =>
        {
            None
        }
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close | Terms::LetIn(_) => {
            refusal(family, proposal, now)
        }
    }
}

/// What agreeing to an open offer now would meet.
fn refusal(family: &Family, proposal: &Proposal, now: Timestamp) -> Option<Refusal> {
    let offer = proposal.current();
    let asked = family.seat(offer.by.other());
    let context = Context {
        now,
        actor: asked.parent.member.clone(),
    };
    if asked.joined() {
        let accept = Command::Accept {
            proposal: proposal.id.clone(),
            revision: offer.revision,
            alternative: family::Alternative::FIRST,
        };
        decide(Some(family), &context, accept).err()
    } else {
        // Whoever has not joined yet cannot accept; that says nothing about the plan.
        family::check_terms(family, &context, &offer.terms).err()
    }
}
