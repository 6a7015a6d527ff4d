//! The school of a child: its hours and holidays, and the time that it takes. Reads a plan only.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::compile::{Zone, timestamp};
use crate::day::{self, DAY_SECONDS};
use crate::{Child, ChildId, ParentingPlan, Window};

/// The school of a child, from the plan's `[school]` and the child's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// The first school day, for a child that does not go to school yet.
    pub from: Option<Date>,
    /// When school starts and ends on each weekday, Monday first.
    pub hours: [Option<(Time, Time)>; 7],
    /// Its holidays by their first day: the child's own, and those of its region.
    pub holidays: Vec<DaysOff>,
    /// The last day of the last holiday of the region that is known.
    pub known_until: Option<Date>,
}

/// A holiday of a child's school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysOff {
    /// Its name, such as `summer`.
    pub holiday: String,
    /// Its first day.
    pub first: Date,
    /// Its last day, which belongs to it.
    pub last: Date,
    /// Both days as numbers, to spare a look at the calendar.
    numbers: (i32, i32),
}

impl DaysOff {
    pub(crate) fn new(holiday: String, first: Date, last: Date) -> DaysOff {
        DaysOff {
            holiday,
            first,
            last,
            numbers: (day::number(first), day::number(last)),
        }
    }

    /// The first and the last day as numbers.
    pub(crate) fn numbers(&self) -> (i32, i32) {
        self.numbers
    }
}

/// Which way to look along the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toward {
    Past,
    Future,
}

/// No holiday is longer than this many days, and no school day is looked for farther away.
pub(crate) const FAR_DAYS: i32 = 100;

impl School {
    /// Whether it states hours at all.
    pub fn has_hours(&self) -> bool {
        self.hours.iter().any(Option::is_some)
    }

    /// When school starts and ends on a weekday of that day, holiday or not.
    pub(crate) fn hours_on(&self, number: i32) -> Option<(Time, Time)> {
        if self.from.is_some_and(|from| number < day::number(from)) {
            return None;
        }
        self.hours
            .get(day::weekday_index(number))
            .copied()
            .flatten()
    }

    /// The holidays that meet some days, both included, by their first day.
    pub(crate) fn holidays_near(
        &self,
        (low, high): (i32, i32),
    ) -> impl Iterator<Item = &DaysOff> + Clone {
        let earliest = low.saturating_sub(FAR_DAYS);
        let begin = self
            .holidays
            .partition_point(|holiday| holiday.numbers.0 < earliest);
        let later = self.holidays.get(begin..).unwrap_or_default();
        later
            .iter()
            .take_while(move |holiday| holiday.numbers.0 <= high)
            .filter(move |holiday| holiday.numbers.1 >= low)
    }

    /// The nearest school day in a direction, `number` itself not included. `None` when the
    /// child has no school then.
    pub(crate) fn nearest_day(&self, number: i32, toward: Toward) -> Option<i32> {
        let step = match toward {
            Toward::Past => -1,
            Toward::Future => 1,
        };
        let reach = number.saturating_add(step * FAR_DAYS);
        let span = (number.min(reach), number.max(reach));
        let from = self.from.map_or(i32::MIN, day::number);
        let near = self.holidays_near(span);
        let mut at = number.saturating_add(step);
        while (span.0..=span.1).contains(&at) && at >= from {
            let meets = |holiday: &&DaysOff| (holiday.numbers.0..=holiday.numbers.1).contains(&at);
            at = match (near.clone().find(meets), toward) {
                (Some(off), Toward::Past) => off.numbers.0.saturating_sub(1),
                (Some(off), Toward::Future) => off.numbers.1.saturating_add(1),
                (None, _) if self.hours_on(at).is_some() => return Some(at),
                (None, _) => at.saturating_add(step),
            };
        }
        None
    }
}

/// The hours that a child is at school inside a window, in order: half open stretches on school
/// days within the school's hours, none in its holidays, none before its first school day. Empty
/// for a child without school hours. Feasts on which schools close are not left out.
pub fn school_time(
    plan: &ParentingPlan,
    child: &ChildId,
    window: Window,
) -> Vec<(Timestamp, Timestamp)> {
    let versions = plan.versions_in(window);
    versions
        .into_iter()
        .filter_map(|(version, window)| Some((version.child(child)?, window)))
        .flat_map(|(child, window)| time_at_school(plan, child, window))
        .collect()
}

/// The same for a child as one version of the plan speaks of it.
fn time_at_school(
    plan: &ParentingPlan,
    child: &Child,
    window: Window,
) -> Vec<(Timestamp, Timestamp)> {
    let Some(school) = child.school.as_ref().filter(|school| school.has_hours()) else {
        return Vec::new();
    };
    let low = day::number(window.from().max(child.born));
    let high = day::number(window.to()) - 1;
    let midnight = |number: i32| i64::from(number) * DAY_SECONDS;
    let zone = Zone::new(
        plan.zone(),
        midnight(low) - 2 * DAY_SECONDS,
        midnight(high) + 3 * DAY_SECONDS,
    );
    let mut clock = zone.cursor();
    let mut off = school.holidays_near((low, high)).peekable();
    let mut stretches = Vec::new();
    for number in low..=high {
        while off.next_if(|holiday| holiday.numbers.1 < number).is_some() {}
        if off
            .peek()
            .is_some_and(|holiday| holiday.numbers.0 <= number)
        {
            continue;
        }
        let Some((starts, ends)) = school.hours_on(number) else {
            continue;
        };
        let start = clock.instant(midnight(number) + day::clock_seconds(starts));
        let end = clock.instant(midnight(number) + day::clock_seconds(ends));
        if start < end {
            stretches.push((timestamp(start), timestamp(end)));
        }
    }
    stretches
}
