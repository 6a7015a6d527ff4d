//! The calendar as the rules see it: between which dates a clause holds for a child, how weeks are
//! numbered, and what a clock time is in a zone.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use plan::{Age, AgeUnit, Child, Clause, MonthWeeks, Passed, Recurrence, Trigger, WeekNumbering};

/// Before and after all that is tested.
pub const FAR: (Date, Date) = (date(1900, 1, 1), date(2200, 1, 1));

/// The first date on which a clause holds for a child, and the first on which it no longer does.
/// None while it waits for something to happen.
pub fn dates(clause: &Clause, child: &Child, passed: &Passed) -> Option<(Date, Date)> {
    let first = match &clause.from_event {
        Some(trigger) => Some(happened(trigger, child, passed)?),
        None => None,
    };
    let ended = clause.until_event.as_ref();
    let ended = ended.and_then(|trigger| happened(trigger, child, passed));
    let birthday = |years: u8| birthday(child.born, i16::from(years));
    let begins = [
        clause.from,
        clause.from_birthday.map(birthday),
        clause.from_age.map(|age| reached(age, child.born)),
        first,
    ];
    let ends = [
        clause.until,
        clause.until_birthday.map(birthday),
        clause.until_age.map(|age| reached(age, child.born)),
        ended,
    ];
    Some((
        begins.into_iter().flatten().max().unwrap_or(FAR.0),
        ends.into_iter().flatten().min().unwrap_or(FAR.1),
    ))
}

/// The first date after a step: the day of the earliest such event, or the day after care by a
/// clause took place on so many dates with the child.
fn happened(trigger: &Trigger, child: &Child, passed: &Passed) -> Option<Date> {
    match trigger {
        Trigger::Event(name) => {
            let events = passed.events.iter().filter(|event| event.name == *name);
            events.map(|event| event.date).min()
        }
        Trigger::Completed { clause, count } => {
            let mut dates = BTreeSet::new();
            for care in &passed.completed {
                if care.clause == *clause && care.children.contains(&child.id) {
                    dates.insert(care.date);
                    if dates.len() > usize::from(*count) {
                        dates.pop_last();
                    }
                }
            }
            let taken = dates.len() == usize::from(*count);
            dates.last().filter(|_| taken).map(|last| later(*last, 1))
        }
    }
}

/// The day on which so many years are complete: 1 March for 29 February in a common year.
fn birthday(born: Date, years: i16) -> Date {
    let year = born.year() + years;
    Date::new(year, born.month(), born.day()).unwrap_or(date(year, 3, 1))
}

/// The day on which a child reaches an age. Months end on the last day of a month that is too
/// short, but years do not.
fn reached(age: Age, born: Date) -> Date {
    let count = i32::from(age.count);
    match age.unit {
        AgeUnit::Days => later(born, count),
        AgeUnit::Weeks => later(born, 7 * count),
        AgeUnit::Months if count % 12 != 0 => born.saturating_add(Span::new().months(count)),
        AgeUnit::Months => birthday(born, i16::try_from(count / 12).unwrap()),
        AgeUnit::Years => birthday(born, i16::try_from(count).unwrap()),
    }
}

/// The instant of a clock time. One that does not exist shifts forward, one that comes twice is
/// the first.
pub fn instant(local: DateTime, zone: &TimeZone) -> Timestamp {
    let zoned = zone.to_ambiguous_zoned(local).compatible();
    zoned.unwrap().timestamp()
}

pub fn midnight(date: Date) -> DateTime {
    date.to_datetime(Time::midnight())
}

/// So many minutes after 00:00 by the clock.
pub fn minutes_of(date: Date, minutes: u16) -> DateTime {
    midnight(date).saturating_add(Span::new().minutes(i64::from(minutes)))
}

pub fn later(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days))
}

pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The place of a weekday in the week, 0 for Monday.
pub fn place(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap()
}

fn monday(of: Date) -> Date {
    later(of, -i32::try_from(place(of.weekday())).unwrap())
}

/// Whether the week of a date has an odd number.
pub fn is_odd(of: Date, numbering: WeekNumbering) -> bool {
    let number = match numbering {
        WeekNumbering::Iso => i32::from(of.iso_week_date().week()),
        // Week 1 begins on the first Monday of the year.
        WeekNumbering::FirstMonday => {
            let monday = monday(of);
            let first = monday.first_of_year();
            let first = first.nth_weekday_of_month(1, Weekday::Monday).unwrap();
            1 + days_between(first, monday) / 7
        }
    };
    number % 2 == 1
}

/// Whether the windows of a weekly rule take place in the week of a date.
pub fn takes_place(recurrence: Recurrence, in_week_of: Date) -> bool {
    match recurrence {
        Recurrence::EveryWeek => true,
        Recurrence::EveryNthWeek { weeks, start } => {
            let weeks_between = days_between(monday(start), monday(in_week_of)) / 7;
            weeks_between % i32::from(weeks) == 0
        }
        Recurrence::OddWeeks(numbering) => is_odd(in_week_of, numbering),
        Recurrence::EvenWeeks(numbering) => !is_odd(in_week_of, numbering),
        Recurrence::OfTheMonth(weeks) => is_of_the_month(weeks, in_week_of),
    }
}

/// Whether the counting weekday of the week is one of the n-th of its month.
fn is_of_the_month(weeks: MonthWeeks, in_week_of: Date) -> bool {
    let offset = i32::try_from(place(weeks.counted_by)).unwrap();
    let counted = later(monday(in_week_of), offset);
    let is = |nth: i8| {
        let nth = counted.nth_weekday_of_month(nth, weeks.counted_by);
        nth.is_ok_and(|nth| nth == counted)
    };
    let named = (1..).zip(weeks.nth).any(|(nth, named)| named && is(nth));
    named || (weeks.last && is(-1))
}
