//! `decide`: what a command comes to, given the family as it stands. Pure: the same family,
//! context and command always give the same events or the same refusal.

mod answer;
mod ending;
mod founding;
mod guest;
mod handover_terms;
mod plan_terms;
mod shared_terms;
mod swap_terms;
mod time_terms;

use crate::{call, care, device, marks, message};
pub use swap_terms::{MAX_MOVE_DAYS, MAX_MOVES};

use crate::offer::check_deadline;
use crate::{Alternative, Command, Context, Event, Family, ProposalId, Reason, Refusal, Terms};
use jiff::Timestamp;
use plan::Side;

/// Most offers of one parent that may be open at once.
pub const MAX_OPEN_PROPOSALS: usize = 50;
/// Most children in a family.
pub const MAX_CHILDREN: usize = 20;

/// Decides a command.
///
/// # Errors
/// A [`Refusal`] that says why nothing changes.
#[expect(clippy::too_many_lines, reason = "one line or few for each command")]
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
            answer_by,
        } => {
            let draft = Draft::new(terms, reason, answer_by);
            propose(family, context, side, proposal, draft)
        }
        Command::Counter {
            proposal,
            revision,
            terms,
            reason,
            answer_by,
        } => {
            let draft = Draft::new(terms, reason, answer_by);
            answer::counter(family, context, side, proposal, revision, draft)
        }
        Command::Accept {
            proposal,
            revision,
            alternative,
        } => {
            let which = (revision, alternative);
            answer::accept(family, context, side, proposal, which, None)
        }
        Command::AcceptSigned {
            proposal,
            revision,
            alternative,
            assertion,
        } => {
            let which = (revision, alternative);
            answer::accept(family, context, side, proposal, which, Some(assertion))
        }
        Command::SignOffer {
            proposal,
            revision,
            assertion,
        } => answer::sign(family, side, proposal, revision, assertion),
        Command::Decline {
            proposal,
            revision,
            reason,
        } => answer::decline(family, context, side, proposal, revision, reason),
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
        Command::Say { opens, message } => message::say(family, side, opens, message),
        Command::SayRead { about, up_to } => message::read(family, side, about, up_to),
        Command::MarkClauses {
            proposal,
            revision,
            clauses,
            agreed,
        } => {
            let (offer, which) = ((proposal, revision), (clauses, agreed));
            marks::mark(family, context, side, offer, which)
        }
        Command::SayCare(said) => care::say(family, context, side, said),
        Command::NoteCall(held) => call::note(family, context, side, held),
        Command::PairTablet {
            tablet,
            name,
            children,
        } => call::pair(family, tablet, name, children),
        Command::EndTablet { tablet } => call::end_tablet(family, tablet),
        Command::Look(_) | Command::LeaveAsGuest => Err(Refusal::NotTakingPart),
    }
}

/// What is offered, and how.
struct Draft {
    terms: Terms,
    reason: Option<Reason>,
    answer_by: Option<Timestamp>,
}

impl Draft {
    fn new(terms: Terms, reason: Option<Reason>, answer_by: Option<Timestamp>) -> Self {
        Self {
            terms,
            reason,
            answer_by,
        }
    }
}

fn propose(
    family: &Family,
    context: &Context,
    side: Side,
    proposal: ProposalId,
    draft: Draft,
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
    check_draft(family, context, &draft, None)?;
    let Draft {
        terms,
        reason,
        answer_by,
    } = draft;
    Ok(vec![Event::Proposed {
        proposal,
        terms,
        reason,
        answer_by,
    }])
}

fn check_draft(
    family: &Family,
    context: &Context,
    draft: &Draft,
    answered: Option<&Terms>,
) -> Result<(), Refusal> {
    check_offer(family, context, (&draft.terms, draft.answer_by), answered)
}

/// Whether this may be offered now by who acts, with this deadline for an answer: pages ask it
/// before anything is sent. `answered` are the terms of the offer that it answers, if it does.
///
/// # Errors
/// The refusal that sending would meet.
pub fn check_offer(
    family: &Family,
    context: &Context,
    (terms, answer_by): (&Terms, Option<Timestamp>),
    answered: Option<&Terms>,
) -> Result<(), Refusal> {
    let side = family.side_of(&context.actor);
    let side = side.ok_or(Refusal::NotTakingPart)?;
    time_terms::by_who_is_away(side, terms, answered)?;
    check_terms(family, context, terms)?;
    check_deadline(family, context, terms, answer_by)
}

/// The alternatives that may not be offered as they stand, each with why, in their order. Empty
/// where there is nothing to choose between, or no plan yet. Where it is empty, [`check_offer`] may
/// still refuse the offer as a whole.
#[must_use]
pub fn refused_alternatives(
    family: &Family,
    context: &Context,
    terms: &Terms,
) -> Vec<(Alternative, Refusal)> {
    match terms {
        Terms::Time(offer) if offer.options.len() > 1 && family.plan().is_some() => {
            time_terms::refused(family, context, offer)
        }
        Terms::Time(_)
        | Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => Vec::new(),
    }
}

/// Whether these terms may be offered now, whoever offers them and with whatever deadline; see
/// [`check_offer`].
///
/// # Errors
/// The refusal that sending would meet.
pub fn check_terms(family: &Family, context: &Context, terms: &Terms) -> Result<(), Refusal> {
    match terms {
        Terms::Plan(text) => plan_terms::check(family, context, text),
        Terms::Swap(moves) => swap_terms::check(family, context, moves),
        Terms::Time(offer) => time_terms::check(family, context, offer),
        Terms::Handover(change) => handover_terms::check(family, context, change),
        Terms::Trip(trip) => shared_terms::trip(family, context, trip),
        Terms::Decision(decision) => shared_terms::decision(family, decision),
        Terms::Erase(entries) => {
            ending::check_erase(family, entries)?;
            ending::asked_once(family, context, terms)
        }
        Terms::LiftHold(side) => {
            ending::check_lift(family, context, *side)?;
            ending::asked_once(family, context, terms)
        }
        Terms::Close => {
            ending::check_close(family)?;
            ending::asked_once(family, context, terms)
        }
        Terms::LetIn(grant) => {
            guest::check(family, context, grant)?;
            ending::asked_once(family, context, terms)
        }
    }
}
