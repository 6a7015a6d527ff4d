//! When children are free to be called: with the other parent, by day, and not at school. Pure. For a
//! parent who said to want to call more; it binds nobody.

use super::monitored;
use crate::Family;
use jiff::civil::{Date, Time, time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use plan::{ChildId, ParentingPlan, Side, Timeline, Window};

/// The hours of a day in which children are called without anything having been agreed, on the
/// family's clock.
pub const CALL_DAY: (Time, Time) = (time(8, 0, 0, 0), time(20, 0, 0, 0));

/// Days that are looked at, from today on.
const DAYS_AHEAD: i32 = 7;
/// Shorter times are not worth telling.
const SHORTEST: SignedDuration = SignedDuration::from_mins(10);

/// A time in which children are free to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeTime {
    /// Who, in the family's order.
    pub children: Vec<ChildId>,
    /// From when; not before the moment that was asked about.
    pub from: Timestamp,
    /// Until when, not included. Each of these children is free until then.
    pub until: Timestamp,
}

/// The next time in which a parent finds children free: they are with the other parent, in the hours
/// of [`CALL_DAY`], and not at school. A child is left out where the plan wants somebody there in its
/// calls: those take place as they are planned.
///
/// `timeline` is the agreed one, from `now` on for some days; what it does not cover is not free.
#[must_use]
pub fn free_time(
    family: &Family,
    timeline: &Timeline,
    side: Side,
    now: Timestamp,
) -> Option<FreeTime> {
    let plan: &ParentingPlan = family.plan()?;
    let mut all: Vec<(ChildId, Timestamp, Timestamp)> = Vec::new();
    for child in family.children() {
        if monitored(plan, side, &child.id, now).is_some() {
            continue;
        }
        let free = free_of((family, plan, timeline), &child.id, side, now);
        all.extend(free.map(|(from, until)| (child.id.clone(), from, until)));
    }
    let from = all.iter().map(|(_, from, _)| *from).min()?;
    all.retain(|(_, begins, _)| *begins == from);
    let until = all.iter().map(|(_, _, until)| *until).min()?;
    Some(FreeTime {
        children: all.into_iter().map(|(child, _, _)| child).collect(),
        from,
        until,
    })
}

/// The next time in which one child is free.
fn free_of(
    (family, plan, timeline): (&Family, &ParentingPlan, &Timeline),
    child: &ChildId,
    side: Side,
    now: Timestamp,
) -> Option<(Timestamp, Timestamp)> {
    let today = family.date_at(now);
    let last = today.checked_add(DAYS_AHEAD.days()).ok()?;
    let school = plan::school_time(plan, child, Window::new(today, last).ok()?);
    let away = away(timeline, child, side, now);
    (0..DAYS_AHEAD).find_map(|n| {
        let day = today.checked_add(n.days()).ok()?;
        let (opens, closes) = hours(family, day);
        away.iter().find_map(|(from, until)| {
            let span = (opens.max(*from).max(now), closes.min(*until));
            outside(span, &school)
        })
    })
}

fn hours(family: &Family, day: Date) -> (Timestamp, Timestamp) {
    let at = |time: Time| family.instant(day.to_datetime(time));
    (at(CALL_DAY.0), at(CALL_DAY.1))
}

/// The stretches in which a child is with the other parent, whatever clause says so.
fn away(
    timeline: &Timeline,
    child: &ChildId,
    side: Side,
    now: Timestamp,
) -> Vec<(Timestamp, Timestamp)> {
    let care = timeline.child(child).into_iter();
    let care = care.flat_map(|child| child.overlapping(now, timeline.end()));
    let mut away: Vec<(Timestamp, Timestamp)> = Vec::new();
    for care in care.filter(|care| care.parent == side.other()) {
        match away.last_mut() {
            Some((_, until)) if *until == care.start => *until = care.end,
            Some(_) | None => away.push((care.start, care.end)),
        }
    }
    away
}

/// The first part of a span in which nothing of what is busy lies; `busy` is in order.
fn outside(
    (mut from, until): (Timestamp, Timestamp),
    busy: &[(Timestamp, Timestamp)],
) -> Option<(Timestamp, Timestamp)> {
    let long = |from: Timestamp, until: Timestamp| until.duration_since(from) >= SHORTEST;
    for (begins, ends) in busy {
        if *begins >= until {
            break;
        }
        if *ends <= from {
            continue;
        }
        if long(from, *begins) {
            return Some((from, *begins));
        }
        from = from.max(*ends);
    }
    long(from, until).then_some((from, until))
}
