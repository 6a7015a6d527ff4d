//! Keeping and ending: holds, erasures that both agreed on, leaving, closing.

use crate::{Context, EndingRefusal, ErasedEntry, Event, Family, Offer, Refusal, Terms};
use plan::Side;

/// Whether these terms, which neither are a plan nor a swap, may be offered or taken now.
pub(super) fn check_erase(family: &Family, entries: &[u64]) -> Result<(), Refusal> {
    family.may_erase(entries)
}

/// Whether the whole family may be closed by both.
pub(super) fn check_close(family: &Family) -> Result<(), Refusal> {
    family.may_close()
}

/// Whether there is such a hold, and it is not the offering parent's own.
pub(super) fn check_lift(family: &Family, context: &Context, side: Side) -> Result<(), Refusal> {
    if family.seat(side).is(&context.actor) && family.holds()[side.index()].is_some() {
        family.may_lift_own(side)?;
        return Err(EndingRefusal::OwnHold.into());
    }
    family.may_lift(side)
}

/// No proposal that still waits asks for any of it. A second one would end nothing when the first
/// is accepted, and wait for ever.
pub(super) fn asked_once(family: &Family, context: &Context, terms: &Terms) -> Result<(), Refusal> {
    let asked = family.proposals().iter().find(|proposal| {
        family.is_live(proposal, context.now) && alike(&proposal.current().terms, terms)
    });
    match asked {
        None => Ok(()),
        Some(proposal) => Err(EndingRefusal::AskedAlready {
            number: proposal.number,
            proposal: proposal.id.clone(),
            by: proposal.current().by,
        }
        .into()),
    }
}

fn alike(one: &Terms, other: &Terms) -> bool {
    match (one, other) {
        (Terms::Erase(one), Terms::Erase(other)) => one.iter().any(|entry| other.contains(entry)),
        (Terms::LiftHold(one), Terms::LiftHold(other)) => one == other,
        (Terms::Close, Terms::Close) => true,
        (Terms::LetIn(one), Terms::LetIn(other)) => {
            one.member == other.member || (one.name == other.name && one.role == other.role)
        }
        _ => false,
    }
}

/// What is carried out in the same act as its acceptance.
pub(super) fn carried_out(family: &Family, offer: &Offer) -> Option<Event> {
    match &offer.terms {
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_) => None,
        Terms::Erase(entries) => Some(Event::Erased {
            entries: entries.iter().copied().map(ErasedEntry::body).collect(),
            asked: family.seat(offer.by).parent.member.clone(),
        }),
        Terms::LiftHold(side) => Some(Event::HoldLifted { side: *side }),
        Terms::Close => Some(Event::Closed),
        Terms::LetIn(grant) => Some(Event::LetIn(std::sync::Arc::clone(grant))),
    }
}

/// What was offered may still be taken: nothing has changed that it needs.
pub(super) fn still_possible(family: &Family, offer: &Offer) -> Result<(), Refusal> {
    match &offer.terms {
        // Their own modules look at these.
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_)
        | Terms::LetIn(_) => Ok(()),
        Terms::Erase(entries) => check_erase(family, entries),
        // A hold that was set anew is another one than the offer was about.
        Terms::LiftHold(_) if family.is_over(offer) => Err(EndingRefusal::NoHold.into()),
        Terms::LiftHold(side) => family.may_lift(*side),
        Terms::Close => check_close(family),
    }
}

pub(super) fn set_hold(
    family: &Family,
    side: Side,
    reason: Option<crate::Reason>,
) -> Result<Vec<Event>, Refusal> {
    match &family.holds()[side.index()] {
        None => Ok(vec![Event::HoldSet { reason }]),
        Some(hold) => Err(EndingRefusal::AlreadyHeld {
            since: family.local(hold.since),
        }
        .into()),
    }
}

pub(super) fn lift_hold(family: &Family, side: Side) -> Result<Vec<Event>, Refusal> {
    family.may_lift_own(side)?;
    Ok(vec![Event::HoldLifted { side }])
}

/// A parent may always go; but where nobody else ever was, nobody would be left to keep the
/// record for, so then the family is closed instead.
pub(super) fn leave(family: &Family, side: Side) -> Result<Vec<Event>, Refusal> {
    if family.seat(side.other()).first_joined.is_none() {
        return Err(EndingRefusal::AloneHere.into());
    }
    Ok(vec![Event::Left { side }])
}

pub(super) fn close_alone(family: &Family, side: Side) -> Result<Vec<Event>, Refusal> {
    if family.seat(side.other()).first_joined.is_some() {
        return Err(EndingRefusal::NotAlone.into());
    }
    family.not_held()?;
    Ok(vec![Event::Closed])
}
