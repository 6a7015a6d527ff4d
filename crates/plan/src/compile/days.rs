//! Windows of single days as spans of time: each n-th day, and the days of a roster.

use crate::Side;
use crate::compile::rules::Sink;
use crate::compile::scope::ClauseScope;
use crate::day::{self, DAY_SECONDS};
use crate::rule::{DayWindow, Days, Roster};

pub(crate) fn days_spans(days: &Days, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    let (first, end) = reach(days.window, scope);
    let every = i32::from(days.every.max(1));
    let ahead = i64::from(first) - i64::from(day::number(days.start));
    let passed = i32::try_from(ahead.rem_euclid(i64::from(every))).unwrap_or(0);
    let mut day = first.saturating_add((every - passed) % every);
    while day < end {
        push(days.window, day, (days.parent, 0), sink);
        day = day.saturating_add(every);
    }
}

pub(crate) fn roster_spans(roster: &Roster, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    for (shift, listed) in roster.shifts.iter().zip(0_u32..) {
        let (first, end) = reach(shift.window, scope);
        let (first, end) = (day::date(first), day::date(end));
        let from = shift.dates.partition_point(|&date| date < first);
        let dates = shift.dates.iter().skip(from);
        for &date in dates.take_while(|&&date| date < end) {
            push(
                shift.window,
                day::number(date),
                (roster.parent, listed),
                sink,
            );
        }
    }
}

/// The days on which a window may begin and meet the time that is asked for, half open.
fn reach(window: DayWindow, scope: &ClauseScope<'_>) -> (i32, i32) {
    let (first, end) = scope.days(i32::from(window.days) + 2);
    (first.max(scope.own_first), end.min(scope.own_end))
}

fn push(window: DayWindow, day: i32, (side, listed): (Side, u32), sink: &mut Sink<'_, '_>) {
    let local = i64::from(day) * DAY_SECONDS;
    let start = sink.clock.instant(local + day::clock_seconds(window.from));
    let until = i64::from(window.days) * DAY_SECONDS + day::clock_seconds(window.until);
    let end = sink.clock.instant(local + until);
    sink.push_listed(start, end, side, listed);
}
