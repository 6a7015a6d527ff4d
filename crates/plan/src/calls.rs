//! The calls of a plan over a timeline: who calls whom when. Reads who has the children, gives
//! no care itself.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::compile::{Asked, Case, Context, Scope, Zone, care_days, timestamp};
use crate::day::{self, DAY_SECONDS};
use crate::rule::{CallClock, CallTime, CallWith, Calls, Rule};
use crate::{ChildId, ChildTimeline, Clause, ClauseIndex, ParentingPlan, Side, Timeline};

/// One child's call with a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The child.
    pub child: ChildId,
    /// The parent at the other end.
    pub parent: Side,
    /// When it begins.
    pub at: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
    /// The clause that says so.
    pub clause: ClauseIndex,
}

/// Children who talk to the same parent over the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The parent at the other end.
    pub parent: Side,
    /// When it begins.
    pub at: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
    /// Who takes part, in the order of the plan.
    pub children: Vec<ChildId>,
    /// The clauses that say so, in the order of the plan.
    pub clauses: Vec<ClauseIndex>,
}

/// The calls that begin inside the timeline, sorted by beginning, parent, end, clause and then
/// by the order of the children.
///
/// A call with the absent parent is with the one who does not have the child at that instant;
/// where nobody has it there is none. A call with a named parent takes place unless that parent
/// has the child at that instant. The dates and ages of a clause count by the date of the call
/// on the clock of the call.
pub fn calls(plan: &ParentingPlan, timeline: &Timeline) -> Vec<Call> {
    let context = Context::of(plan, timeline);
    let mut calls = Vec::new();
    for (index, clause) in plan.indexed_clauses() {
        let Some(Rule::Calls(rule)) = &clause.rule else {
            continue;
        };
        let children = plan.children().iter().zip(timeline.children());
        for (child, care) in children.filter(|(child, _)| clause.concerns(&child.id)) {
            let Some(case) = Case::new(context, clause, child, Asked::Everything) else {
                continue;
            };
            let begins = |at| Some((at, with(rule, care, at)?));
            calls.extend(
                instants(rule, timeline, case)
                    .into_iter()
                    .filter_map(begins)
                    .map(|(at, parent)| Call {
                        child: child.id.clone(),
                        parent,
                        at,
                        end: timestamp(at.as_second() + i64::from(rule.minutes) * 60),
                        clause: index,
                    }),
            );
        }
    }
    // A stable sort: the children of a clause stay in the order of the plan.
    calls.sort_by_key(|call| (call.at, call.parent, call.end, call.clause));
    calls
}

/// The same calls with those joined that have the same parent, beginning and end.
pub fn sessions(calls: &[Call]) -> Vec<Session> {
    let mut sorted: Vec<&Call> = calls.iter().collect();
    sorted.sort_by_key(|call| (call.at, call.parent, call.end));
    let together = |one: &&Call, other: &&Call| {
        (one.at, one.parent, one.end) == (other.at, other.parent, other.end)
    };
    sorted
        .chunk_by(together)
        .filter_map(|calls| {
            let first = calls.first()?;
            let mut session = Session {
                parent: first.parent,
                at: first.at,
                end: first.end,
                children: Vec::new(),
                clauses: Vec::new(),
            };
            for call in calls {
                if !session.children.contains(&call.child) {
                    session.children.push(call.child.clone());
                }
                if !session.clauses.contains(&call.clause) {
                    session.clauses.push(call.clause);
                }
            }
            Some(session)
        })
        .collect()
}

/// The parent at the other end of a call at an instant, if there is one.
fn with(rule: &Calls, care: &ChildTimeline, at: Timestamp) -> Option<Side> {
    let has = care.at(at).map(|care| care.parent);
    match rule.with {
        CallWith::Absent => has.map(Side::other),
        CallWith::Parent(side) => (has != Some(side)).then_some(side),
    }
}

/// The zone of the clock from which a clause on calls reads its times. `None` for a clause about
/// anything else.
pub fn call_zone(plan: &ParentingPlan, clause: ClauseIndex) -> Option<&TimeZone> {
    let clause = plan.clause(clause);
    let Some(Rule::Calls(rule)) = &clause.rule else {
        return None;
    };
    Some(zone_of(plan, clause, rule))
}

/// The zone of the clock from which a rule's times are read.
pub(crate) fn zone_of<'p>(
    plan: &'p ParentingPlan,
    clause: &'p Clause,
    rule: &'p Calls,
) -> &'p TimeZone {
    let named = match &rule.clock {
        CallClock::OfTheClause => clause.zone.as_ref(),
        CallClock::OfParent(side) => plan.parent(*side).zone.as_ref(),
        CallClock::Zone(named) => Some(named),
    };
    named.map_or(plan.zone(), crate::NamedZone::zone)
}

/// Around the timeline, so that dates on any clock of the world are exact.
const MARGIN_SECONDS: i64 = 3 * DAY_SECONDS;

/// The instants inside the timeline and the plan's dates at which a clause asks for a call, in
/// no order.
fn instants(rule: &Calls, timeline: &Timeline, case: Case<'_>) -> Vec<Timestamp> {
    let Context { plan, zones, .. } = case.context;
    let (start, end) = (timeline.start().as_second(), timeline.end().as_second());
    let (first_day, end_day) = care_days(plan, case.child);
    let midnight = |day: i32| zones.plan().instant(i64::from(day) * DAY_SECONDS);
    let (start, end) = (start.max(midnight(first_day)), end.min(midnight(end_day)));
    let scope = Scope::new(first_day, end_day, (start, end)).of_version(case);
    let Some(scope) = scope.narrowed(case) else {
        return Vec::new();
    };
    let (start, end) = scope.plan.clip;
    let zone = Zone::new(
        zone_of(case.plan, case.clause, rule),
        start.saturating_sub(MARGIN_SECONDS),
        end.saturating_add(MARGIN_SECONDS),
    );
    let window = timeline.window();
    let days = day::number(window.from()) - 2..day::number(window.to()) + 2;
    let begins = |(day, time): (i32, &CallTime)| {
        zone.instant(i64::from(day) * DAY_SECONDS + day::clock_seconds(time.time))
    };
    days.filter(|&day| scope.holds_on(day))
        .flat_map(|day| rule.at.iter().map(move |time| (day, time)))
        .filter(|(day, time)| time.falls_on(day::date(*day).weekday()))
        .map(begins)
        .filter(|at| (start..end).contains(at))
        .map(timestamp)
        .collect()
}
