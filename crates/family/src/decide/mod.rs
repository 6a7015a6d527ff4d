//! `decide`: what a command comes to, given the family as it stands. Pure: the same family,
//! context and command always give the same events or the same refusal.

mod answer;
mod ending;
mod founding;
mod guest;
mod plan_terms;
mod swap_terms;

use crate::device;
use crate::{Command, Context, Event, Family, ProposalId, Reason, Refusal, Terms};
use plan::Side;

/// Most offers of one parent that may be open at once.
pub const MAX_OPEN_PROPOSALS: usize = 50;
/// Most children in a family.
pub const MAX_CHILDREN: usize = 20;

/// Decides a command.
///
/// # Errors
/// A [`Refusal`] that says why nothing changes.
pub fn decide(
    family: Option<&Family>,
    context: &Context,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let (family, command) = match (family, command) {
        (None, Command::Found(founding)) => return founding::found(context, founding),
        (Some(_), Command::Found(_)) => return Err(Refusal::AlreadyFounded),
        (None, _) => return Err(Refusal::NotFounded),
        (Some(family), command) => (family, command),
    };
    if family.closed().is_some() {
        return Err(Refusal::NotTakingPart);
    }
    let Some(side) = family.side_of(&context.actor) else {
        return guest::act(family, context, command);
    };
    if matches!(command, Command::Join) {
        return founding::join(family, side);
    }
    // Whoever answers by a link has not joined.
    let by_link = matches!(command, Command::AnswerByLink { .. });
    if !(by_link || family.seat(side).joined()) {
        return Err(Refusal::NotTakingPart);
    }
    match command {
        Command::Found(_) | Command::Join => Err(Refusal::AlreadyFounded),
        Command::AnswerByLink {
            proposal,
            revision,
            answer,
            sent,
        } => {
            let by = (side, sent);
            answer::by_link(family, context, by, proposal, (revision, answer))
        }
        Command::Invite => founding::invite(family, side),
        Command::InviteAnew { member } => founding::invite_anew(family, side, member),
        Command::Propose {
            proposal,
            terms,
            reason,
        } => propose(family, context, side, proposal, terms, reason),
        Command::Counter {
            proposal,
            revision,
            terms,
            reason,
        } => answer::counter(family, context, side, proposal, revision, terms, reason),
        Command::Accept { proposal, revision } => {
            answer::accept(family, context, side, proposal, revision, None)
        }
        Command::AcceptSigned {
            proposal,
            revision,
            assertion,
        } => answer::accept(family, context, side, proposal, revision, Some(assertion)),
        Command::Decline {
            proposal,
            revision,
            reason,
        } => answer::decline(family, side, proposal, revision, reason),
        Command::Withdraw {
            proposal,
            revision,
            reason,
        } => answer::withdraw(family, side, proposal, revision, reason),
        Command::EnrolDevice { key } => device::enrol(family, side, key),
        Command::RevokeDevice { key } => device::revoke(family, side, key),
        Command::SetHold { reason } => ending::set_hold(family, side, reason),
        Command::LiftHold => ending::lift_hold(family, side),
        Command::Leave => ending::leave(family, side),
        Command::CloseFamily => ending::close_alone(family, side),
        Command::EndGuest { member } => guest::end(family, member),
        Command::Look(_) | Command::LeaveAsGuest => Err(Refusal::NotTakingPart),
    }
}

fn propose(
    family: &Family,
    context: &Context,
    side: Side,
    proposal: ProposalId,
    terms: Terms,
    reason: Option<Reason>,
) -> Result<Vec<Event>, Refusal> {
    if family.proposal(&proposal).is_some() {
        return Err(Refusal::ProposalExists);
    }
    let own = |p: &crate::Proposal| p.current().by == side;
    let proposals = family.proposals().iter();
    let open = proposals
        .filter(|p| own(p) && family.is_live(p, context.now))
        .count();
    if open >= MAX_OPEN_PROPOSALS {
        return Err(Refusal::TooManyOpen {
            limit: MAX_OPEN_PROPOSALS,
        });
    }
    check_terms(family, context, &terms)?;
    Ok(vec![Event::Proposed {
        proposal,
        terms,
        reason,
    }])
}

/// Whether these terms may be offered now; pages ask this before anything is sent.
///
/// # Errors
/// The refusal that sending would meet.
pub fn check_terms(family: &Family, context: &Context, terms: &Terms) -> Result<(), Refusal> {
    match terms {
        Terms::Plan(text) => plan_terms::check(family, context, text),
        Terms::Swap(moves) => swap_terms::check(family, context, moves),
        Terms::Erase(entries) => {
            ending::check_erase(family, entries)?;
            ending::asked_once(family, terms)
        }
        Terms::LiftHold(side) => {
            ending::check_lift(family, context, *side)?;
            ending::asked_once(family, terms)
        }
        Terms::Close => {
            ending::check_close(family)?;
            ending::asked_once(family, terms)
        }
        Terms::LetIn(grant) => {
            guest::check(family, context, grant)?;
            ending::asked_once(family, terms)
        }
    }
}
