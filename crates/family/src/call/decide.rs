//! Whether a call is noted, and a tablet paired or ended. Pure.

use super::rules::attends;
use super::{
    CALL_NOTED_WITHIN_HOURS, CallHeld, CallOutcome, CallRefusal, Caller, MAX_CALL_MINUTES,
    MAX_TABLETS,
};
use crate::{Context, Event, Family, MemberId, Name, Refusal, TabletId};
use jiff::SignedDuration;
use plan::{ChildId, Side};
use std::sync::Arc;

/// Notes a call for the parent who was in it. Who had the children then is not asked again: a call
/// that took place is noted, whatever was agreed meanwhile.
pub(crate) fn note(
    family: &Family,
    context: &Context,
    side: Side,
    held: Arc<CallHeld>,
) -> Result<Vec<Event>, Refusal> {
    if !family.names_children(&held.children) {
        return Err(CallRefusal::Children.into());
    }
    if held.parent != side {
        return Err(CallRefusal::NotYours.into());
    }
    if family.calls().has(&held.call) {
        return Err(CallRefusal::NotedAlready.into());
    }
    if held.at > context.now {
        return Err(CallRefusal::ToCome.into());
    }
    let hours = CALL_NOTED_WITHIN_HOURS;
    if context.now.duration_since(held.at) > SignedDuration::from_hours(hours) {
        return Err(CallRefusal::LongAgo { hours }.into());
    }
    begun(family, &held)?;
    match &held.outcome {
        CallOutcome::Answered { minutes, .. } if *minutes > MAX_CALL_MINUTES => {
            let minutes = MAX_CALL_MINUTES;
            return Err(CallRefusal::TooLong { minutes }.into());
        }
        CallOutcome::Answered {
            ended_by: Some(Caller::Tablet(tablet)),
            ..
        } if family.tablets().of(tablet).is_none() => return Err(CallRefusal::NoTablet.into()),
        CallOutcome::Answered { .. }
        | CallOutcome::Missed
        | CallOutcome::Declined
        | CallOutcome::Cancelled => {}
    }
    if let Some(member) = &held.supervisor
        && !could_supervise(family, member)
    {
        return Err(CallRefusal::Supervisor.into());
    }
    Ok(vec![Event::CallHeld(held)])
}

/// Whether who began it could have: a tablet that was ended during the call began it all the same.
fn begun(family: &Family, held: &CallHeld) -> Result<(), CallRefusal> {
    match &held.by {
        Caller::Parent(side) if held.siblings && *side != held.parent => Err(CallRefusal::NotYours),
        Caller::Parent(_) => Ok(()),
        Caller::Tablet(id) => {
            let tablet = family.tablets().of(id).ok_or(CallRefusal::NoTablet)?;
            if held.siblings && tablet.side != held.parent {
                return Err(CallRefusal::NotYours);
            }
            if tablet.is_of_any(&held.children) {
                Ok(())
            } else {
                Err(CallRefusal::Children)
            }
        }
    }
}

/// Somebody who attends and whom both let in: also whose grant ended during the call.
fn could_supervise(family: &Family, member: &MemberId) -> bool {
    let guest = family.guests().of(member);
    guest.is_some_and(|guest| attends(&guest.grant.role))
}

/// Pairs a tablet.
pub(crate) fn pair(
    family: &Family,
    tablet: TabletId,
    name: Name,
    children: Vec<ChildId>,
) -> Result<Vec<Event>, Refusal> {
    if !family.names_children(&children) {
        return Err(CallRefusal::Children.into());
    }
    if family.tablets().of(&tablet).is_some() {
        return Err(CallRefusal::TabletExists.into());
    }
    if family.tablets().live().count() >= MAX_TABLETS {
        let limit = MAX_TABLETS;
        return Err(CallRefusal::TooManyTablets { limit }.into());
    }
    Ok(vec![Event::TabletPaired {
        tablet,
        name,
        children,
    }])
}

/// Ends a tablet: either parent does, whoever paired it.
pub(crate) fn end_tablet(family: &Family, tablet: TabletId) -> Result<Vec<Event>, Refusal> {
    let known = family.tablets().of(&tablet).ok_or(CallRefusal::NoTablet)?;
    if !known.is_live() {
        return Err(CallRefusal::TabletEnded.into());
    }
    Ok(vec![Event::TabletEnded { tablet }])
}
