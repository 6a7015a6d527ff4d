//! Keeping and ending: holds, erasures that both agreed on, leaving, closing.

use crate::{Context, EndingRefusal, ErasedEntry, Event, Family, Offer, Refusal, Terms};
use plan::Side;

/// Whether these terms, which neither are a plan nor a swap, may be offered or taken now.
pub(super) fn check_erase(family: &Family, entries: &[u64]) -> Result<(), Refusal> {
    family.may_erase(entries)
}

/// Whether the whole family may be closed by both.
pub(super) fn check_close(family: &Family) -> Result<(), Refusal> {
    not_held(family)
}

/// Whether there is such a hold, and it is not the offering parent's own.
pub(super) fn check_lift(family: &Family, context: &Context, side: Side) -> Result<(), Refusal> {
    if family.holds()[side.index()].is_none() {
        return Err(EndingRefusal::NoHold.into());
    }
    if family.seat(side).is(&context.actor) {
        return Err(EndingRefusal::OwnHold.into());
    }
    Ok(())
}

fn not_held(family: &Family) -> Result<(), Refusal> {
    match family.held() {
        None => Ok(()),
        Some(hold) => Err(EndingRefusal::Held {
            since: hold.since.to_zoned(family.zone().clone()).datetime(),
        }
        .into()),
    }
}

/// What is carried out in the same act as its acceptance.
pub(super) fn carried_out(family: &Family, offer: &Offer) -> Option<Event> {
    match &offer.terms {
        Terms::Plan(_) | Terms::Swap(_) => None,
        Terms::Erase(entries) => Some(Event::Erased {
            entries: entries.iter().copied().map(ErasedEntry::body).collect(),
            asked: family.seat(offer.by).parent.member.clone(),
        }),
        Terms::LiftHold(side) => Some(Event::HoldLifted { side: *side }),
        Terms::Close => Some(Event::Closed),
    }
}

/// What was offered may still be taken: nothing has changed that it needs.
pub(super) fn still_possible(family: &Family, terms: &Terms) -> Result<(), Refusal> {
    match terms {
        // Their own modules look at these.
        Terms::Plan(_) | Terms::Swap(_) => Ok(()),
        Terms::Erase(entries) => check_erase(family, entries),
        Terms::LiftHold(side) if family.holds()[side.index()].is_none() => {
            Err(EndingRefusal::NoHold.into())
        }
        Terms::LiftHold(_) => Ok(()),
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
            since: hold.since.to_zoned(family.zone().clone()).datetime(),
        }
        .into()),
    }
}

pub(super) fn lift_hold(family: &Family, side: Side) -> Result<Vec<Event>, Refusal> {
    match family.holds()[side.index()] {
        Some(_) => Ok(vec![Event::HoldLifted { side }]),
        None => Err(EndingRefusal::NoHold.into()),
    }
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
    not_held(family)?;
    Ok(vec![Event::Closed])
}
