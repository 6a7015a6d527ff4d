//! On which days a clause holds for a child, and to which stretch of time its spans are cut.
//! Knows dates, ages and steps; no rules.

use jiff::civil::{Date, DateTime};

use crate::Age;
use crate::compile::Case;
use crate::day::{self, DAY_SECONDS};
use crate::step::Trigger;

/// The days of which a rule may speak and the time to which its spans are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The first day of the child's care under the plan.
    pub(crate) first_day: i32,
    /// The day at whose beginning the plan ends.
    pub(crate) end_day: i32,
    /// UTC seconds, half open.
    pub(crate) clip: (i64, i64),
    /// Dates around the clip.
    pub(crate) near: Near,
}

/// Dates safely around a stretch of time. What is dated far from it can be passed over by
/// comparing dates, which is cheaper than turning them into instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Near {
    first: Date,
    last: Date,
    /// The number of the 1 January before `first`.
    new_year: i32,
}

impl Near {
    pub(crate) fn new((start, end): (i64, i64)) -> Near {
        let first_day = clip_day(start).saturating_sub(2);
        let first = day::date(first_day);
        Near {
            first,
            new_year: first_day - i32::from(first.day_of_year()) + 1,
            last: day::date(clip_day(end).saturating_add(2)),
        }
    }

    pub(crate) fn meets(&self, from: DateTime, until: DateTime) -> bool {
        until.date() >= self.first && from.date() <= self.last
    }
}

/// The UTC day of an instant.
fn clip_day(seconds: i64) -> i32 {
    i32::try_from(seconds.div_euclid(DAY_SECONDS)).unwrap_or(i32::MAX)
}

impl Scope {
    pub(crate) fn new(first_day: i32, end_day: i32, clip: (i64, i64)) -> Scope {
        let near = Near::new(clip);
        Scope {
            first_day,
            end_day,
            clip,
            near,
        }
    }

    /// Cut to the stretch in which the clause's version of the plan speaks.
    pub(crate) fn of_version(self, case: Case<'_>) -> Scope {
        let whole = case.context.plan;
        if whole.versions.is_empty() {
            return self;
        }
        let (start, end) = whole.speaks(case.clause.version, &case.child.id);
        // The end of the newest one is that of the whole, which the caller minds.
        let own_end = case.plan.until.filter(|_| end < i64::MAX);
        let own_end = own_end.map(day::number);
        let ended = own_end.map_or(i64::MAX, |day| {
            let zone = case.context.zones.plan();
            zone.instant(i64::from(day) * DAY_SECONDS)
        });
        let (from, until) = self.clip;
        Scope {
            end_day: self.end_day.min(own_end.unwrap_or(i32::MAX)),
            clip: (from.max(start), until.min(end).min(ended)),
            ..self
        }
    }

    /// The number of the 1 January before the clip.
    pub(crate) fn new_year(&self) -> i32 {
        self.near.new_year
    }

    /// Narrowed by the dates, ages and steps of a clause. `None` when it does not hold at all.
    pub(crate) fn narrowed(self, case: Case<'_>) -> Option<ClauseScope<'_>> {
        let Case { clause, child, .. } = case;
        if self.clip.0 >= self.clip.1 {
            return None;
        }
        let taken = |trigger: &Trigger| trigger.date(&child.id, case.context.passed);
        let first = match &clause.from_event {
            Some(trigger) => Some(taken(trigger)?),
            None => None,
        };
        let end = clause.until_event.as_ref().and_then(taken);
        let birthday = |age: u8| day::number(child.birthday(age));
        let age = |age: Age| day::number(age.reached(child.born));
        let own_first = [
            clause.from.map(day::number),
            clause.from_birthday.map(birthday),
            first.map(day::number),
            clause.from_age.map(age),
        ];
        let own_end = [
            clause.until.map(day::number),
            clause.until_birthday.map(birthday),
            end.map(day::number),
            clause.until_age.map(age),
        ];
        Some(ClauseScope {
            own_first: own_first.into_iter().flatten().max().unwrap_or(i32::MIN),
            own_end: own_end.into_iter().flatten().min().unwrap_or(i32::MAX),
            plan: Scope {
                // In a zone further east the plan's last day is over before the plan is.
                end_day: self
                    .end_day
                    .saturating_add(i32::from(clause.zone.is_some())),
                ..self
            },
            case,
        })
    }
}

/// A scope with the days of one clause for one child.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClauseScope<'c> {
    /// The first day on which the clause holds.
    pub(crate) own_first: i32,
    /// The day on which it no longer holds.
    pub(crate) own_end: i32,
    pub(crate) plan: Scope,
    /// Of which clause and child.
    pub(crate) case: Case<'c>,
}

impl ClauseScope<'_> {
    /// Whether the clause holds on a day, the plan's own dates aside.
    pub(crate) fn holds_on(&self, day: i32) -> bool {
        (self.own_first..self.own_end).contains(&day)
    }

    /// The days whose spans can meet the clip, `before` days earlier included.
    pub(crate) fn days(&self, before: i32) -> (i32, i32) {
        let (first, last) = (clip_day(self.plan.clip.0), clip_day(self.plan.clip.1));
        (first.saturating_sub(before), last.saturating_add(2))
    }

    /// The units of a day-by-day rule that can meet the clip, and whether the first of them
    /// reaches back to the clip's beginning: the first night of a plan begins with the plan,
    /// not at the clock time at which it would otherwise change.
    pub(crate) fn units(&self) -> (i32, i32, Opening) {
        let first = self.own_first.max(self.plan.first_day);
        let (low, high) = self.days(2);
        let opens_with_plan = self.own_first <= self.plan.first_day && low <= first;
        let opening = if opens_with_plan {
            Opening::WithThePlan
        } else {
            Opening::AtItsChange
        };
        (
            low.max(first),
            high.min(self.own_end).min(self.plan.end_day),
            opening,
        )
    }
}

/// Where the first unit of a rule begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    WithThePlan,
    AtItsChange,
}
