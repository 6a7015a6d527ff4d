//! What is measured of a timeline, gathered from the pure crate. Computes nothing itself but
//! sums; prints nothing.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use plan::{
    Breach, ChildId, ChildTimeline, Clause, Measures, NamedZone, ParentingPlan, PerParent, Rule,
    School, Session, Side, StretchMeasures, Timeline, breaches, calls, holiday_occurrences,
    measure, measure_within, school_time, seconds_outside, sessions,
};

use super::super::show;

/// A timeline and its measures.
pub(super) struct Measured {
    pub(super) timeline: Timeline,
    pub(super) measures: Measures,
    /// One entry a child, in the order of the plan.
    pub(super) more: Vec<More>,
    /// The calls of all children; those who talk together count once.
    pub(super) calls: Calls,
    pub(super) breaches: Vec<Breach>,
}

/// More measures of one child.
pub(super) struct More {
    /// Seconds with each parent without the hours at school, where the plan knows them.
    pub(super) without_school: Option<PerParent<i64>>,
    pub(super) holidays: Vec<InHoliday>,
    pub(super) calls: Calls,
}

/// One child's time within the holidays of one clause.
pub(super) struct InHoliday {
    pub(super) clause: String,
    pub(super) title: String,
    pub(super) occurrences: usize,
    pub(super) measures: StretchMeasures,
}

/// How many calls there are with each parent, and for how long.
#[derive(Default)]
pub(super) struct Calls {
    pub(super) count: PerParent<u32>,
    pub(super) minutes: PerParent<i64>,
}

impl Calls {
    fn add(&mut self, parent: Side, from: Timestamp, until: Timestamp) {
        *self.count.get_mut(parent) += 1;
        *self.minutes.get_mut(parent) += (until.as_second() - from.as_second()) / 60;
    }

    pub(super) fn any(&self) -> bool {
        Side::BOTH.iter().any(|&side| *self.count.get(side) > 0)
    }
}

impl Measured {
    pub(super) fn of(plan: &ParentingPlan, timeline: Timeline) -> Measured {
        let each = calls(plan, &timeline);
        let mut together = Calls::default();
        for Session {
            parent, at, end, ..
        } in sessions(&each)
        {
            together.add(parent, at, end);
        }
        let more = |child: &ChildTimeline| {
            let mut calls = Calls::default();
            for call in each.iter().filter(|call| call.child == child.child) {
                calls.add(call.parent, call.at, call.end);
            }
            More {
                without_school: without_school(plan, &timeline, child),
                holidays: holidays(plan, &timeline, child),
                calls,
            }
        };
        Measured {
            measures: measure(plan, &timeline),
            more: timeline.children().iter().map(more).collect(),
            calls: together,
            breaches: breaches(plan, &timeline),
            timeline,
        }
    }
}

fn without_school(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: &ChildTimeline,
) -> Option<PerParent<i64>> {
    let school = plan.child(&child.child)?.school.as_ref();
    school.filter(|school: &&School| school.has_hours())?;
    let at_school = school_time(plan, &child.child, timeline.window());
    Some(seconds_outside(child, &at_school))
}

/// The clauses about holidays of which there is one for the child in the window.
fn holidays(plan: &ParentingPlan, timeline: &Timeline, child: &ChildTimeline) -> Vec<InHoliday> {
    let is_holiday = |clause: &&Clause| {
        matches!(
            clause.rule,
            Some(Rule::Holiday(_) | Rule::SchoolHolidays(_))
        )
    };
    let clauses = plan.clauses().iter().filter(is_holiday);
    clauses
        .filter_map(|clause| holiday(plan, timeline, child, clause))
        .collect()
}

fn holiday(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: &ChildTimeline,
    clause: &Clause,
) -> Option<InHoliday> {
    let of = plan.child(&child.child)?;
    let found = holiday_occurrences(plan, clause, of, timeline.window(), timeline.passed());
    if found.is_empty() {
        return None;
    }
    let zone = clause.zone.as_ref().map_or(plan.zone(), NamedZone::zone);
    let instant = |local: DateTime| {
        let zoned = local.to_zoned(zone.clone());
        zoned.map_or_else(|_| timeline.instant(local), |zoned| zoned.timestamp())
    };
    let stretches: Vec<_> = found
        .iter()
        .map(|occurrence| (instant(occurrence.from), instant(occurrence.until)))
        .collect();
    Some(InHoliday {
        clause: clause.id.to_string(),
        title: show::plain(clause.title(plan::Language::En)),
        occurrences: found.len(),
        measures: measure_within(timeline, child, &stretches),
    })
}

/// Hours of so many seconds.
pub(super) fn hours(seconds: i64) -> f64 {
    SignedDuration::from_secs(seconds).as_secs_f64() / 3_600.0
}

/// The ids of children.
pub(super) fn ids(children: &[ChildId]) -> Vec<String> {
    children.iter().map(ToString::to_string).collect()
}
