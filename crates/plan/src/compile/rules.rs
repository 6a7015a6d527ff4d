//! Each kind of rule as spans of time, in order. No precedence here, and no zone look-up: clock
//! times go through the window's flattened zone.

use crate::Side;
use crate::compile::days;
use crate::compile::holiday;
use crate::compile::layers::Span;
use crate::compile::month;
use crate::compile::scope::{ClauseScope, Opening};
use crate::compile::weekends::weekends_spans;
use crate::compile::zone::Cursor;
use crate::day::{self, DAY_SECONDS};
use crate::rule::{Change, DatedSpan, Nights, Recurrence, Rule, WeekNumbering, Weekly, Weeks};

/// Adds the spans of a rule that meet the clip, in order of time.
pub(crate) fn spans(rule: &Rule, scope: &ClauseScope<'_>, template: Span, out: &mut Vec<Span>) {
    if scope.plan.clip.0 >= scope.plan.clip.1 {
        return;
    }
    let mut sink = Sink::new(scope, template, out);
    match rule {
        Rule::Nights(nights) => nights_spans(nights, scope, &mut sink),
        Rule::Weeks(weeks) => weeks_spans(weeks, scope, &mut sink),
        Rule::Weekly(weekly) => weekly_spans(weekly, scope, &mut sink),
        Rule::Days(days) => days::days_spans(days, scope, &mut sink),
        Rule::Roster(roster) => days::roster_spans(roster, scope, &mut sink),
        Rule::Spans(spans) => dated_spans(spans, scope, &mut sink),
        Rule::Calls(_) | Rule::Limit(_) | Rule::FirstRefusal(_) | Rule::Disputes(_) => {}
        Rule::Holiday(rule) => holiday::named_spans(rule, scope, &mut sink),
        Rule::SchoolHolidays(rule) => holiday::school_spans(rule, scope, &mut sink),
        Rule::Weekends(weekends) => weekends_spans(weekends, scope, &mut sink),
        Rule::Always(side) => {
            let local = |day: i32| i64::from(day) * DAY_SECONDS;
            let (start, end) = (
                sink.clock.instant(local(scope.own_first)),
                sink.clock.instant(local(scope.own_end)),
            );
            sink.push(start, end, *side);
        }
    }
}

/// Takes spans, cuts them, drops the empty ones.
pub(crate) struct Sink<'z, 'o> {
    clip: (i64, i64),
    template: Span,
    pub(crate) clock: Cursor<'z>,
    out: &'o mut Vec<Span>,
}

impl<'z, 'o> Sink<'z, 'o> {
    /// For the spans of one clause, whose clock times are those of its zone.
    pub(crate) fn new(
        scope: &ClauseScope<'z>,
        template: Span,
        out: &'o mut Vec<Span>,
    ) -> Sink<'z, 'o> {
        let zone = scope.case.context.zones.of(scope.case.clause);
        Sink {
            clip: scope.plan.clip,
            template,
            clock: zone.cursor(),
            out,
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, start: i64, end: i64, side: Side) {
        self.push_listed(start, end, side, 0);
    }

    /// One of several entries of the same rule, by its place in the list.
    #[inline]
    pub(crate) fn push_listed(&mut self, start: i64, end: i64, side: Side, listed: u32) {
        let (start, end) = (start.max(self.clip.0), end.min(self.clip.1));
        if start < end {
            let order = self.template.order | listed;
            self.out.push(Span {
                start,
                end,
                side,
                order,
                ..self.template
            });
        }
    }
}

/// The clock times of a change, ready for arithmetic.
enum Clock {
    Daily(i64),
    ByWeekday([i64; 7]),
}

impl Clock {
    fn new(change: &Change) -> Clock {
        match change {
            Change::Daily(time) => Clock::Daily(day::clock_seconds(*time)),
            Change::ByWeekday(times) => Clock::ByWeekday(times.map(day::clock_seconds)),
        }
    }

    #[inline]
    fn local(&self, number: i32) -> i64 {
        let seconds = match self {
            Clock::Daily(seconds) => *seconds,
            Clock::ByWeekday(seconds) => seconds
                .get(day::weekday_index(number))
                .copied()
                .unwrap_or(0),
        };
        i64::from(number) * DAY_SECONDS + seconds
    }
}

fn nights_spans(nights: &Nights, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    let (mut day, end, opening) = scope.units();
    let Ok(length) = i32::try_from(nights.cycle.len()) else {
        return;
    };
    if length == 0 || day >= end {
        return;
    }
    // Only changes matter: the cycle as runs of nights with the same parent, from its start.
    let runs: Vec<(i32, Side)> = nights
        .cycle
        .chunk_by(|one, next| one == next)
        .map(|run| {
            (
                i32::try_from(run.len()).unwrap_or(length),
                run.first().copied().unwrap_or(Side::A),
            )
        })
        .collect();
    let clock = Clock::new(&nights.change);
    let mut begin = match opening {
        Opening::WithThePlan => sink.clip.0,
        Opening::AtItsChange => sink.clock.instant(clock.local(day)),
    };
    let phase =
        (i64::from(day) - i64::from(day::number(nights.start))).rem_euclid(i64::from(length));
    let mut skip = i32::try_from(phase).unwrap_or(0);
    let cycles = usize::try_from((end.saturating_sub(day)) / length).unwrap_or(0);
    sink.out
        .reserve(cycles.saturating_add(2).saturating_mul(runs.len()));
    for &(run, side) in runs.iter().cycle() {
        if skip >= run {
            skip -= run;
            continue;
        }
        day = day.saturating_add(run - skip).min(end);
        skip = 0;
        let change = sink.clock.instant(clock.local(day));
        sink.push(begin, change, side);
        begin = change;
        if day >= end {
            break;
        }
    }
}

fn weeks_spans(weeks: &Weeks, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    let (first, end, opening) = scope.units();
    if first >= end {
        return;
    }
    let clock = Clock::Daily(day::clock_seconds(weeks.change));
    let mut numbers = WeekNumbers::new(weeks.numbering);
    let to_first = (i32::try_from(day::weekday_index(first)).unwrap_or(0)
        - day::weekday_offset(weeks.day))
    .rem_euclid(7);
    let mut stretch = first.saturating_sub(to_first);
    while stretch < end {
        let next = stretch.saturating_add(7);
        let side = if numbers.is_odd(stretch) {
            weeks.odd
        } else {
            weeks.even
        };
        if let Some(side) = side {
            let begin = if stretch <= first && opening == Opening::WithThePlan {
                sink.clip.0
            } else {
                sink.clock.instant(clock.local(stretch.max(first)))
            };
            let change = sink.clock.instant(clock.local(next.min(end)));
            sink.push(begin, change, side);
        }
        stretch = next;
    }
}

fn weekly_spans(weekly: &Weekly, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    let (first, end) = scope.days(9);
    let mut numbers = WeekNumbers::new(weekly.recurrence.numbering());
    let mut monday = day::monday(first.max(scope.own_first.saturating_sub(7)));
    let end = end.min(scope.own_end);
    // Days and seconds from the Monday, in order of time: spans in order need no sorting.
    let mut windows: Vec<(i32, i64, i64, u32)> = weekly
        .windows
        .iter()
        .zip(0_u32..)
        .map(|(window, listed)| {
            let offset = day::weekday_offset(window.day);
            let from = i64::from(offset) * DAY_SECONDS;
            let until = from + i64::from(window.days) * DAY_SECONDS;
            (
                offset,
                from + day::clock_seconds(window.from),
                until + day::clock_seconds(window.until),
                listed,
            )
        })
        .collect();
    windows.sort_unstable_by_key(|&(_, from, ..)| from);
    let weeks = usize::try_from(end.saturating_sub(monday) / 7).unwrap_or(0);
    sink.out
        .reserve(weeks.saturating_add(1).saturating_mul(windows.len()));
    while monday < end {
        if takes_place(weekly.recurrence, monday, &mut numbers) {
            let local = i64::from(monday) * DAY_SECONDS;
            for &(offset, from, until, listed) in &windows {
                if scope.holds_on(monday.saturating_add(offset)) {
                    let start = sink.clock.instant(local + from);
                    let end = sink.clock.instant(local + until);
                    sink.push_listed(start, end, weekly.parent, listed);
                }
            }
        }
        monday = monday.saturating_add(7);
    }
}

fn takes_place(recurrence: Recurrence, monday: i32, numbers: &mut WeekNumbers) -> bool {
    match recurrence {
        Recurrence::EveryWeek => true,
        Recurrence::EveryNthWeek { weeks, start } => {
            let distance = i64::from(monday) - i64::from(day::monday(day::number(start)));
            distance.div_euclid(7).rem_euclid(i64::from(weeks.max(1))) == 0
        }
        Recurrence::OddWeeks(_) => numbers.is_odd(monday),
        Recurrence::EvenWeeks(_) => !numbers.is_odd(monday),
        Recurrence::OfTheMonth(weeks) => month::takes_place(weeks, monday),
    }
}

fn dated_spans(spans: &[DatedSpan], scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    for (span, listed) in spans.iter().zip(0_u32..) {
        if !scope.plan.near.meets(span.from, span.until) {
            continue;
        }
        let day = day::number(span.from.date());
        if scope.holds_on(day) {
            let from = i64::from(day) * DAY_SECONDS + day::clock_seconds(span.from.time());
            let start = sink.clock.instant(from);
            let end = sink.clock.instant(day::local_seconds(span.until));
            sink.push_listed(start, end, span.parent, listed);
        }
    }
}

/// The parity of weeks, with one look at the calendar a year.
#[derive(Debug)]
struct WeekNumbers {
    numbering: WeekNumbering,
    /// The Mondays on which week 1 of the current year and of the next one begin.
    year: (i32, i32),
}

impl WeekNumbers {
    fn new(numbering: WeekNumbering) -> WeekNumbers {
        WeekNumbers {
            numbering,
            year: (0, 0),
        }
    }

    fn is_odd(&mut self, number: i32) -> bool {
        if number < self.year.0 || number >= self.year.1 {
            self.seek(number);
        }
        (i64::from(number) - i64::from(self.year.0)).div_euclid(7) % 2 == 0
    }

    fn seek(&mut self, number: i32) {
        let monday = day::monday(number);
        if self.numbering == WeekNumbering::FirstMonday {
            let year = day::date(monday).year();
            self.year = (
                day::first_monday(year),
                day::first_monday(year.saturating_add(1)),
            );
            return;
        }
        let week = day::date(number).iso_week_date();
        let first = monday.saturating_sub((i32::from(week.week()) - 1) * 7);
        self.year = (
            first,
            first.saturating_add(i32::from(week.weeks_in_year()) * 7),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parity_is_that_of_the_iso_calendar() {
        let mut iso = WeekNumbers::new(WeekNumbering::Iso);
        for number in 10_000..40_000 {
            let expected = day::date(number).iso_week_date().week() % 2 == 1;
            assert_eq!(iso.is_odd(number), expected, "{}", day::date(number));
        }
    }

    #[test]
    fn parity_by_first_mondays_counts_the_mondays_of_the_year() {
        let mut numbers = WeekNumbers::new(WeekNumbering::FirstMonday);
        for number in (10_000..40_000).rev() {
            // The n-th Monday of its year begins week n.
            let monday = day::date(day::monday(number));
            let week = (monday.day_of_year() - 1) / 7 + 1;
            assert_eq!(
                numbers.is_odd(number),
                week % 2 == 1,
                "{}",
                day::date(number)
            );
        }
    }
}
