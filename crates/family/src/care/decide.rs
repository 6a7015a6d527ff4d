//! Whether something may be said of actual care: about what was agreed, when its time was there. Pure.

use super::{
    CareFact, CareRefusal, CareSaid, HANDOVER_EARLY_HOURS, MAX_MEDICINES, TOLD_WITHIN_DAYS,
};
use crate::{Context, Event, Family, Refusal};
use jiff::ToSpan;
use jiff::civil::DateTime;
use plan::{ChildId, ParentingPlan, Side, Timeline, Window};
use std::sync::Arc;

/// A handover is told of with a time that lies within so many hours of the planned one.
const FAR_HOURS: i64 = 24;

/// Says how care went.
pub(crate) fn say(
    family: &Family,
    context: &Context,
    side: Side,
    said: Arc<CareSaid>,
) -> Result<Vec<Event>, Refusal> {
    let plan = family.plan().ok_or(Refusal::NoPlan)?;
    if !family.names_children(&said.children) {
        return Err(CareRefusal::Children.into());
    }
    if said.note.medicines.len() > MAX_MEDICINES {
        let limit = MAX_MEDICINES;
        return Err(CareRefusal::Medicines { limit }.into());
    }
    let now = family.local(context.now);
    match &said.fact {
        CareFact::HandedOver { to, planned, at } => {
            handover(family, plan, &said.children, (*to, *planned, *at), now)?;
        }
        CareFact::Missed {
            parent,
            from,
            until,
        } => care(family, &said.children, *parent, (*from, *until), now)?,
        CareFact::TookPlace { from, until, .. } => {
            if until <= from {
                return Err(CareRefusal::Backwards.into());
            }
            let theirs = family.care().account_of(&said, side.other());
            let missed = |fact: &CareFact| matches!(fact, CareFact::Missed { .. });
            if !theirs.is_some_and(|theirs| missed(&theirs.said.fact)) {
                return Err(CareRefusal::NothingToAnswer.into());
            }
        }
    }
    let before = family.care().account_of(&said, side);
    if before.is_some_and(|before| *before.said == *said) {
        return Err(CareRefusal::SaidAlready.into());
    }
    Ok(vec![Event::CareSaid(said)])
}

fn handover(
    family: &Family,
    plan: &ParentingPlan,
    children: &[ChildId],
    (to, planned, at): (Side, DateTime, DateTime),
    now: DateTime,
) -> Result<(), CareRefusal> {
    if planned > now.saturating_add(HANDOVER_EARLY_HOURS.hours()) || at > now {
        return Err(CareRefusal::ToCome);
    }
    lately(planned, now)?;
    let near =
        planned.saturating_sub(FAR_HOURS.hours())..=planned.saturating_add(FAR_HOURS.hours());
    if !near.contains(&at) {
        return Err(CareRefusal::FarOff);
    }
    let timeline = around(family, planned, planned).ok_or(CareRefusal::NoHandover)?;
    let instant = family.instant(planned);
    let handovers = timeline.handovers();
    let passes = |child: &ChildId| {
        handovers
            .iter()
            .any(|one| one.to == to && one.at == instant && one.children.contains(child))
    };
    let known = children
        .iter()
        .all(|child| plan.child(child).is_some() && passes(child));
    known.then_some(()).ok_or(CareRefusal::NoHandover)
}

/// The whole stretch was to be this parent's, and has begun.
fn care(
    family: &Family,
    children: &[ChildId],
    parent: Side,
    (from, until): (DateTime, DateTime),
    now: DateTime,
) -> Result<(), CareRefusal> {
    if until <= from {
        return Err(CareRefusal::Backwards);
    }
    if from > now {
        return Err(CareRefusal::ToCome);
    }
    lately(from, now)?;
    let timeline = around(family, from, until).ok_or(CareRefusal::NoCare)?;
    let (start, end) = (family.instant(from), family.instant(until));
    let theirs = |child: &ChildId| {
        timeline.child(child).is_some_and(|child| {
            let stays = child.stays();
            stays
                .iter()
                .any(|stay| stay.parent == parent && stay.start <= start && end <= stay.end)
        })
    };
    let all = children.iter().all(theirs);
    all.then_some(()).ok_or(CareRefusal::NoCare)
}

fn lately(begins: DateTime, now: DateTime) -> Result<(), CareRefusal> {
    if begins < now.saturating_sub(TOLD_WITHIN_DAYS.days()) {
        let days = TOLD_WITHIN_DAYS;
        return Err(CareRefusal::LongAgo { days });
    }
    Ok(())
}

/// The agreed timeline over these days and those beside them.
fn around(family: &Family, from: DateTime, until: DateTime) -> Option<Timeline> {
    let first = from.date().saturating_sub(2.days());
    let last = until.date().saturating_add(2.days());
    family.timeline(Window::new(first, last).ok()?)
}
