//! What a swap would change: day by day, in nights, and at which handovers.
//!
//! May touch: its arguments. Both timelines are compiled here, once without the swap and once
//! with it; everything shown is the difference of the two.

use family::{Move, ProposalId};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use plan::{ChildId, ChildTimeline, OneOff, ParentingPlan, Side, Source, Timeline, Window};

use crate::page::{ClauseRef, Versions};

/// Who a child is with during a part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The parent; `None` where nobody is named or two clauses disagree.
    pub with: Option<Side>,
    /// Until when; `None` for the rest of the day.
    pub until: Option<Time>,
}

/// Days that would change alike, for children who share the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// The first day.
    pub first: Date,
    /// The last day, the same as the first unless whole days change alike.
    pub last: Date,
    /// Which children, in the plan's order.
    pub children: Vec<ChildId>,
    /// How it is agreed now.
    pub before: Vec<Part>,
    /// How it would be.
    pub after: Vec<Part>,
    /// The clauses that decide it now, each once, by number.
    pub clauses: Vec<ClauseRef>,
}

/// How many nights more or fewer each parent would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NightChange {
    /// Children who share these numbers, in the plan's order.
    pub children: Vec<ChildId>,
    /// Nights more (or fewer, below zero) with side A and side B.
    pub more: [i64; 2],
}

/// One handover, as a change names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverChange {
    /// When, in the plan's zone.
    pub at: DateTime,
    /// Who gives.
    pub from: Side,
    /// Who receives.
    pub to: Side,
    /// Which children, in the plan's order.
    pub children: Vec<ChildId>,
}

/// All that a swap would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effect {
    /// By day.
    pub days: Vec<DayChange>,
    /// Nights, where they change.
    pub nights: Vec<NightChange>,
    /// Handovers that would no longer take place.
    pub gone: Vec<HandoverChange>,
    /// Handovers that would be new.
    pub added: Vec<HandoverChange>,
}

impl Effect {
    /// Whether everybody would be where they are anyway.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.days.is_empty()
    }
}

/// Something to know before sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Everybody is where they would be anyway.
    Nothing,
    /// It begins before now.
    Past {
        /// The earliest start.
        start: DateTime,
    },
    /// Another open proposal is about some of the same time.
    Overlaps {
        /// The other proposal.
        proposal: ProposalId,
    },
}

/// What the moves would change, on top of what is agreed (`agreed` in order of acceptance).
///
/// `versions` are those of the plan. `None` without moves, or when they lie too far apart to compare (see [`Window::new`]).
#[must_use]
pub fn effect(
    plan: &ParentingPlan,
    versions: Versions<'_>,
    agreed: &[OneOff],
    moves: &[Move],
) -> Option<Effect> {
    let window = around(moves)?;
    let mut with: Vec<OneOff> = agreed.to_vec();
    with.extend(moves.iter().map(|change| OneOff {
        id: "offer".to_owned(),
        children: change.children.clone(),
        parent: change.to,
        start: change.start,
        end: change.end,
    }));
    let before = plan::compile(plan, window, agreed);
    let after = plan::compile(plan, window, &with);
    let (gone, added) = handovers(plan, &before, &after);
    Some(Effect {
        days: days((plan, versions), &before, &after, moves),
        nights: nights(plan, &before, &after),
        gone,
        added,
    })
}

/// What to know before the moves are sent. `now` is in the plan's zone; `open` are the other
/// proposals that wait for an answer.
#[must_use]
pub fn remarks(
    effect: &Effect,
    moves: &[Move],
    now: DateTime,
    open: &[(&ProposalId, &[Move])],
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if effect.is_nothing() {
        remarks.push(Remark::Nothing);
    }
    if let Some(start) = moves
        .iter()
        .map(|change| change.start)
        .min()
        .filter(|start| *start < now)
    {
        remarks.push(Remark::Past { start });
    }
    for (proposal, theirs) in open {
        let touches = |change: &Move| {
            theirs
                .iter()
                .any(|other| super::form::overlap(change, other))
        };
        if moves.iter().any(touches) {
            remarks.push(Remark::Overlaps {
                proposal: (*proposal).clone(),
            });
        }
    }
    remarks
}

/// The days around all moves, with room for the handovers at both ends.
fn around(moves: &[Move]) -> Option<Window> {
    let first = moves.iter().map(|change| change.start.date()).min()?;
    let last = moves.iter().map(|change| change.end.date()).max()?;
    let from = first.checked_sub(2.days()).ok()?;
    let to = last.checked_add(3.days()).ok()?;
    Window::new(from, to).ok()
}

/// A plan with its versions.
type Plan<'a> = (&'a ParentingPlan, Versions<'a>);

fn days(plan: Plan<'_>, before: &Timeline, after: &Timeline, moves: &[Move]) -> Vec<DayChange> {
    let mut rows: Vec<DayChange> = Vec::new();
    for child in plan.0.children() {
        let (Some(old), Some(new)) = (before.child(&child.id), after.child(&child.id)) else {
            continue;
        };
        for date in touched(moves, &child.id) {
            let (was, clauses) = parts(plan, old, date);
            let (will, _) = parts(plan, new, date);
            if was != will {
                add_row(&mut rows, date, &child.id, was, will, clauses);
            }
        }
    }
    rows.sort_by_key(|row| row.first);
    merge(rows)
}

fn add_row(
    rows: &mut Vec<DayChange>,
    date: Date,
    child: &ChildId,
    before: Vec<Part>,
    after: Vec<Part>,
    clauses: Vec<ClauseRef>,
) {
    let same =
        |row: &&mut DayChange| row.first == date && row.before == before && row.after == after;
    if let Some(row) = rows.iter_mut().find(same) {
        row.children.push(child.clone());
        row.clauses.extend(clauses);
        row.clauses.sort_unstable();
        row.clauses.dedup();
        return;
    }
    let children = vec![child.clone()];
    rows.push(DayChange {
        first: date,
        last: date,
        children,
        before,
        after,
        clauses,
    });
}

/// Joins whole days that follow each other and change alike.
fn merge(rows: Vec<DayChange>) -> Vec<DayChange> {
    let mut merged: Vec<DayChange> = Vec::new();
    for row in rows {
        let whole = row.before.len() == 1 && row.after.len() == 1;
        let earlier = merged.iter_mut().find(|earlier| {
            whole
                && earlier.last.tomorrow().is_ok_and(|next| next == row.first)
                && earlier.children == row.children
                && earlier.before == row.before
                && earlier.after == row.after
                && earlier.clauses == row.clauses
        });
        match earlier {
            Some(earlier) => earlier.last = row.last,
            None => merged.push(row),
        }
    }
    merged
}

/// Every day on which the moves touch a child, each once, in order.
fn touched(moves: &[Move], child: &ChildId) -> Vec<Date> {
    let mut dates = Vec::new();
    for change in moves
        .iter()
        .filter(|change| change.children.contains(child))
    {
        let last = if change.end.time() == Time::midnight() {
            change.end.date().yesterday().unwrap_or(change.end.date())
        } else {
            change.end.date()
        };
        dates.extend(
            change
                .start
                .date()
                .series(1.day())
                .take_while(|date| *date <= last),
        );
    }
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// Who a child is with on a day, from midnight to midnight, and the clauses that say so.
fn parts(
    (plan, versions): Plan<'_>,
    child: &ChildTimeline,
    date: Date,
) -> (Vec<Part>, Vec<ClauseRef>) {
    let zone = plan.zone();
    let midnight = |date: Date| instant(zone, date.to_datetime(Time::midnight()));
    let (Some(start), Some(end)) = (midnight(date), date.tomorrow().ok().and_then(midnight)) else {
        return (Vec::new(), Vec::new());
    };
    let mut runs: Vec<(Option<Side>, Timestamp)> = Vec::new();
    let mut clauses = Vec::new();
    let mut reached = start;
    let mut run = |with, until| match runs.last_mut() {
        Some((last, end)) if *last == with => *end = until,
        _ => runs.push((with, until)),
    };
    for care in child.overlapping(start, end) {
        if care.start > reached {
            run(None, care.start);
        }
        reached = care.end.min(end);
        run(Some(care.parent), reached);
        if let Source::Clause(clause) = care.source {
            clauses.push(versions.clause(plan.clause(clause)));
        }
    }
    if reached < end {
        run(None, end);
    }
    clauses.sort_unstable();
    clauses.dedup();
    let parts = runs
        .into_iter()
        .map(|(with, until)| {
            let until = (until < end).then(|| local(zone, until).time());
            Part { with, until }
        })
        .collect();
    (parts, clauses)
}

fn instant(zone: &TimeZone, at: DateTime) -> Option<Timestamp> {
    zone.to_timestamp(at).ok()
}

fn local(zone: &TimeZone, at: Timestamp) -> DateTime {
    zone.to_datetime(at)
}

type Change = (Timestamp, usize, Side, Side);

/// Handovers that go and come, compared child by child and then joined again.
fn handovers(
    plan: &ParentingPlan,
    before: &Timeline,
    after: &Timeline,
) -> (Vec<HandoverChange>, Vec<HandoverChange>) {
    let all = |timeline: &Timeline| -> Vec<Change> {
        let mut changes = Vec::new();
        for handover in timeline.handovers() {
            for child in &handover.children {
                let place = plan.children().iter().position(|known| known.id == *child);
                if let Some(place) = place {
                    changes.push((handover.at, place, handover.from, handover.to));
                }
            }
        }
        changes.sort_unstable_by_key(|(at, place, _, _)| (*at, *place));
        changes
    };
    let (old, new) = (all(before), all(after));
    let gone: Vec<Change> = old
        .iter()
        .filter(|one| !new.contains(one))
        .copied()
        .collect();
    let added: Vec<Change> = new
        .iter()
        .filter(|one| !old.contains(one))
        .copied()
        .collect();
    (joined(plan, &gone), joined(plan, &added))
}

fn joined(plan: &ParentingPlan, changes: &[Change]) -> Vec<HandoverChange> {
    let mut joined: Vec<HandoverChange> = Vec::new();
    for (at, place, from, to) in changes {
        let Some(child) = plan.children().get(*place) else {
            continue;
        };
        let at = local(plan.zone(), *at);
        let same = |one: &&mut HandoverChange| (one.at, one.from, one.to) == (at, *from, *to);
        match joined.iter_mut().find(same) {
            Some(one) => one.children.push(child.id.clone()),
            None => joined.push(HandoverChange {
                at,
                from: *from,
                to: *to,
                children: vec![child.id.clone()],
            }),
        }
    }
    joined
}

fn nights(plan: &ParentingPlan, before: &Timeline, after: &Timeline) -> Vec<NightChange> {
    let (old, new) = (plan::measure(plan, before), plan::measure(plan, after));
    let mut changes: Vec<NightChange> = Vec::new();
    for child in plan.children() {
        let count = |measures: &plan::Measures, side: Side| {
            let found = measures.children.iter().find(|one| one.child == child.id);
            found.map_or(0, |one| i64::from(*one.overnights.get(side)))
        };
        let more = Side::BOTH.map(|side| count(&new, side) - count(&old, side));
        if more == [0, 0] {
            continue;
        }
        match changes.iter_mut().find(|one| one.more == more) {
            Some(one) => one.children.push(child.id.clone()),
            None => changes.push(NightChange {
                children: vec![child.id.clone()],
                more,
            }),
        }
    }
    changes
}

#[cfg(test)]
#[path = "effect_tests.rs"]
mod tests;
