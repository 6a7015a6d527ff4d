//! Easter in both churches, and weekdays of a month. Touches nothing else.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// Easter Sunday of the western churches in the Gregorian calendar.
///
/// The anonymous Gregorian algorithm (*Nature*, 20 April 1876; Butcher; Meeus, *Astronomical
/// Algorithms*, chapter 8), good for each year from 1583. An earlier year gets the date that the
/// rule would have given; a year outside -9999..=9999, the nearest year that a [`Date`] can hold.
pub fn easter(year: i16) -> Date {
    let year = within(year);
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, rest) = (century.div_euclid(4), century.rem_euclid(4));
    let correction = (century + 8).div_euclid(25);
    let moon_steps = (century - correction + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - moon_steps + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * rest + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    // March 22nd is the earliest that it can be.
    after_march_first(year, 21 + epact + to_sunday - 7 * late)
}

/// Easter Sunday of the orthodox churches, as a date of the Gregorian calendar.
///
/// Julian Easter by Meeus (*Astronomical Algorithms*, chapter 8), moved by the days between the
/// calendars. A year outside -9999..=9999 counts as the nearest year that a [`Date`] can hold.
pub fn orthodox_easter(year: i16) -> Date {
    let year = within(year);
    let moon = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let to_sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34).rem_euclid(7);
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    after_march_first(year, 21 + moon + to_sunday + behind)
}

fn within(year: i16) -> i32 {
    i32::from(year).clamp(i32::from(Date::MIN.year()), i32::from(Date::MAX.year()))
}

fn after_march_first(year: i32, days: i32) -> Date {
    i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, 3, 1).ok())
        .map_or(Date::MAX, |march| plus(march, days))
}

/// `days` after `date`, or before it when negative; the calendar's first or last day at its ends.
pub(super) fn plus(date: Date, days: i32) -> Date {
    let span = Span::new().try_days(days).unwrap_or_else(|_| 0.days());
    date.saturating_add(span)
}

/// The `nth` (1 to 5) such weekday of the month, or its last (-1).
///
/// None when the month has no fifth one, or for a month or number that does not exist.
pub fn nth_weekday(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    if nth != -1 && !(1..=5).contains(&nth) {
        return None;
    }
    let month = Date::new(year, month, 1).ok()?;
    month.nth_weekday_of_month(nth, weekday).ok()
}
