//! On which days holidays fall and between which moments, by the wall clock. Asks nobody who has
//! them, and turns nothing into instants.

use jiff::civil::{Date, DateTime};

use crate::compile::scope::{ClauseScope, Scope};
use crate::compile::{Asked, Case, Context, Zones, care_begins};
use crate::dates::Certainty;
use crate::day::{self, DAY_SECONDS};
use crate::rule::{
    AnyDay, Bell, Holiday, Moment, MomentDay, MomentTime, NamedDay, Rule, SchoolHolidays,
};
use crate::school::{FAR_DAYS, School, Toward};
use crate::{Child, Clause, ParentingPlan, Passed, Window};

/// A tentative day is replaced by a confirmed one at most so many days away.
const CONFIRMED_DAYS: i32 = 10;

/// One holiday of one year with the time around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Season {
    /// Its first day.
    pub(crate) first: i32,
    /// Its last day, included.
    pub(crate) last: i32,
    /// Seconds of the wall clock.
    pub(crate) from: i64,
    /// Seconds of the wall clock.
    pub(crate) until: i64,
    pub(crate) certainty: Certainty,
}

/// A holiday that a clause gives for a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Its first day: the named day, or the first of the school holiday.
    pub first: Date,
    /// Its last day, which belongs to it.
    pub last: Date,
    /// When the clause gives care from, by the wall clock of the clause's zone.
    pub from: DateTime,
    /// When that ends.
    pub until: DateTime,
    /// Whether the day is settled.
    pub certainty: Certainty,
}

/// The holidays that a clause gives for a child and that meet a window, in order of time.
///
/// Empty for a clause with another rule, for a child whom it does not concern, and beyond the
/// years whose dates are known. Who has them is not asked. `passed` confirms tentative days.
pub fn holiday_occurrences(
    plan: &ParentingPlan,
    clause: &Clause,
    child: &Child,
    window: Window,
    passed: &Passed,
) -> Vec<Occurrence> {
    if !clause.concerns(&child.id) {
        return Vec::new();
    }
    let midnight = |date: Date| i64::from(day::number(date)) * DAY_SECONDS;
    let clip = (midnight(window.from()), midnight(window.to()));
    let zones = Zones::new(plan, clip.0, clip.1);
    let context = Context {
        plan,
        agreed: &[],
        on_top: 0,
        passed,
        zones: &zones,
    };
    let Some(case) = Case::new(context, clause, child, Asked::Everything) else {
        return Vec::new();
    };
    let scope = Scope::new(care_begins(plan, child), i32::MAX, clip);
    let Some(scope) = scope.of_version(case).narrowed(case) else {
        return Vec::new();
    };
    let found = match &clause.rule {
        Some(Rule::Holiday(holiday)) => of_named_days(holiday, &scope),
        Some(Rule::SchoolHolidays(school)) => of_school(school, &scope),
        _ => Vec::new(),
    };
    found
        .into_iter()
        .filter(|season| season.until > clip.0 && season.from < clip.1)
        .map(|season| Occurrence {
            first: day::date(season.first),
            last: day::date(season.last),
            from: datetime(season.from),
            until: datetime(season.until),
            certainty: season.certainty,
        })
        .collect()
}

fn datetime(local: i64) -> DateTime {
    let number = i32::try_from(local.div_euclid(DAY_SECONDS)).unwrap_or(i32::MAX);
    let minutes = local.rem_euclid(DAY_SECONDS) / 60;
    let part = |part: i64| i8::try_from(part).unwrap_or(0);
    day::date(number).at(part(minutes / 60), part(minutes % 60), 0, 0)
}

/// The seasons of a rule by named days that can meet the clip, in order.
pub(crate) fn of_named_days(rule: &Holiday, scope: &ClauseScope<'_>) -> Vec<Season> {
    let (low, high) = days_to_look_at(rule.from, rule.until, scope);
    let mut days = Vec::new();
    for named in &rule.on {
        each_day(named, scope, (low, high), |number, certainty| {
            days.push((number, certainty));
        });
    }
    days.sort_unstable_by_key(|(number, _)| *number);
    days.dedup_by_key(|(number, _)| *number);
    let season =
        |(number, certainty)| between(rule.from, rule.until, (number, number), certainty, scope);
    days.into_iter().filter_map(season).collect()
}

/// The seasons of a child's school that can meet the clip, in order.
pub(crate) fn of_school(rule: &SchoolHolidays, scope: &ClauseScope<'_>) -> Vec<Season> {
    let Some(school) = &scope.case.child.school else {
        return Vec::new();
    };
    let near = days_to_look_at(rule.from, rule.until, scope);
    school
        .holidays_near(near)
        .filter(|days_off| rule.holidays.contains(&days_off.holiday))
        .filter_map(|days_off| {
            let days = days_off.numbers();
            between(rule.from, rule.until, days, Certainty::Certain, scope)
        })
        .collect()
}

/// Each day of a name from `low` to `high`; a tentative one as it was confirmed.
pub(crate) fn each_day(
    named: &NamedDay,
    scope: &ClauseScope<'_>,
    (low, high): (i32, i32),
    mut found: impl FnMut(i32, Certainty),
) {
    let Case {
        context, clause, ..
    } = scope.case;
    // A feast may be confirmed as another day.
    let feast = match &named.day {
        AnyDay::Feast(feast) => Some(feast.slug()),
        AnyDay::Dates(_) => Some(clause.id.as_str()),
        AnyDay::Yearly(_) | AnyDay::Nth { .. } | AnyDay::Birthday { .. } => None,
    };
    let moves = feast.map_or(0, |_| CONFIRMED_DAYS);
    let new_year = scope.plan.new_year();
    let of_year = (low.saturating_sub(new_year), high.saturating_sub(new_year));
    if !named.may_fall(of_year, moves) {
        return;
    }
    let plus = i32::from(named.plus);
    let shift = plus.saturating_abs().saturating_add(moves);
    let first_year = day::date(low.saturating_sub(shift)).year();
    let last_year = day::date(high.saturating_add(shift)).year();
    for year in first_year..=last_year {
        named.day.in_year(year, |date, certainty| {
            let (number, certainty) = match (certainty, feast) {
                (Certainty::Tentative, Some(feast)) => confirmed(context.passed, feast, date),
                _ => (day::number(date), certainty),
            };
            let number = number.saturating_add(plus);
            if (low..=high).contains(&number) {
                found(number, certainty);
            }
        });
    }
}

/// The confirmed day nearest to a tentative one, or the tentative one itself.
fn confirmed(passed: &Passed, feast: &str, tentative: Date) -> (i32, Certainty) {
    let number = day::number(tentative);
    let distance = |date: i32| (date - number).abs();
    passed
        .confirmed
        .iter()
        .filter(|confirmed| confirmed.feast == feast)
        .map(|confirmed| day::number(confirmed.date))
        .filter(|date| distance(*date) <= CONFIRMED_DAYS)
        .min_by_key(|date| (distance(*date), *date))
        .map_or((number, Certainty::Tentative), |date| {
            (date, Certainty::Certain)
        })
}

/// The time around some days, if the clause holds on the first of them.
fn between(
    from: Moment,
    until: Moment,
    (first, last): (i32, i32),
    certainty: Certainty,
    scope: &ClauseScope<'_>,
) -> Option<Season> {
    if !scope.holds_on(first) {
        return None;
    }
    let school = scope.case.child.school.as_ref();
    let from = local(from, first, Toward::Past, school)?;
    let until = local(until, last, Toward::Future, school)?;
    (from < until).then_some(Season {
        first,
        last,
        from,
        until,
        certainty,
    })
}

/// The days on which a holiday must lie for its time to meet the clip.
fn days_to_look_at(from: Moment, until: Moment, scope: &ClauseScope<'_>) -> (i32, i32) {
    let (low, high) = scope.days(0);
    (
        low.saturating_sub(1 + reach(until).1),
        high.saturating_add(1 + reach(from).0),
    )
}

/// How many days a moment can lie before and after the day from which it is seen.
fn reach(moment: Moment) -> (i32, i32) {
    match moment.day {
        // The end of a day is the beginning of the next.
        MomentDay::Plus(days) => {
            let days = i32::from(days);
            ((-days).max(0), days.max(0).saturating_add(1))
        }
        MomentDay::Weekday(_) => (6, 7),
        MomentDay::SchoolDay => (FAR_DAYS, FAR_DAYS),
    }
}

/// A moment seen from a day, in seconds of the wall clock. `None` when it needs a school day
/// that the child does not have and says no clock time instead.
fn local(moment: Moment, number: i32, toward: Toward, school: Option<&School>) -> Option<i64> {
    let on = match moment.day {
        MomentDay::Plus(days) => number.saturating_add(i32::from(days)),
        MomentDay::Weekday(weekday) => {
            let today = i32::try_from(day::weekday_index(number)).unwrap_or(0);
            let ahead = day::weekday_offset(weekday) - today;
            match toward {
                Toward::Past => number.saturating_sub((-ahead).rem_euclid(7)),
                Toward::Future => number.saturating_add(ahead.rem_euclid(7)),
            }
        }
        MomentDay::SchoolDay => school
            .and_then(|school| school.nearest_day(number, toward))
            .unwrap_or_else(|| nearest_working_day(number, toward)),
    };
    let seconds = match moment.time {
        MomentTime::At(minutes) => i64::from(minutes) * 60,
        MomentTime::School { bell, or } => {
            let hours = school.and_then(|school| school.hours_on(on));
            let time = hours.map(|(starts, ends)| match bell {
                Bell::Starts => starts,
                Bell::Ends => ends,
            });
            day::clock_seconds(time.or(or)?)
        }
    };
    Some(i64::from(on) * DAY_SECONDS + seconds)
}

/// Monday to Friday.
fn nearest_working_day(number: i32, toward: Toward) -> i32 {
    let step = match toward {
        Toward::Past => -1,
        Toward::Future => 1,
    };
    let mut at = number.saturating_add(step);
    while day::weekday_index(at) > 4 {
        at = at.saturating_add(step);
    }
    at
}
