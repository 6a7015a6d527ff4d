//! Single fields of the forms of swaps and offers: what was typed, and what it means.
//!
//! May touch: its arguments.

use family::{BadText, Reason};
use jiff::civil::{Date, DateTime, Time};
use plan::ChildId;

use super::form::{FieldError, Wrong};

/// Until when an answer is asked for on a day that was given without a time.
const END_OF_DAY: Time = Time::constant(23, 59, 0, 0);

/// Reads until when an answer is asked for, from a day and a time as typed, in the family's zone; a
/// day alone lasts until its end. `None` where nothing was typed, and where it cannot be read: what
/// is wrong then goes to `errors`.
pub(crate) fn read_by((day, time): (&str, &str), errors: &mut Vec<FieldError>) -> Option<DateTime> {
    if day.trim().is_empty() && time.trim().is_empty() {
        return None;
    }
    let mut wrong = |field: &str, wrong| {
        errors.push(FieldError {
            field: field.to_owned(),
            wrong,
        });
    };
    let day = read_day(day).map_err(|why| wrong("by-day", why)).ok();
    let time = if time.trim().is_empty() {
        Some(END_OF_DAY)
    } else {
        read_time(time).map_err(|why| wrong("by-time", why)).ok()
    };
    Some(day?.to_datetime(time?))
}

/// Reads an optional reason; what is wrong with it goes to `errors`.
pub(crate) fn read_reason(typed: &str, errors: &mut Vec<FieldError>) -> Option<Reason> {
    let wrong = match Reason::optional(typed) {
        Ok(reason) => return reason,
        Err(BadText::Empty) => return None,
        Err(BadText::TooLong { found, limit }) => Wrong::TooLong { found, limit },
        Err(BadText::Control) => Wrong::Unprintable,
    };
    errors.push(FieldError {
        field: "reason".to_owned(),
        wrong,
    });
    None
}

pub(crate) fn read_children(ticked: &[String], known: &[ChildId]) -> Result<Vec<ChildId>, Wrong> {
    if ticked
        .iter()
        .any(|id| !known.iter().any(|child| child.as_str() == id))
    {
        return Err(Wrong::UnknownChild);
    }
    let children: Vec<ChildId> = known
        .iter()
        .filter(|child| ticked.iter().any(|id| child.as_str() == id))
        .cloned()
        .collect();
    if children.is_empty() {
        Err(Wrong::NoChild)
    } else {
        Ok(children)
    }
}

/// A day as a date field sends it, `YYYY-MM-DD`, between the years 1 and 9999.
pub(crate) fn read_day(typed: &str) -> Result<Date, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Wrong::NoDay);
    }
    let mut parts = typed.split('-');
    let year = digits(parts.next(), 4..=4);
    let month = digits(parts.next(), 1..=2);
    let day = digits(parts.next(), 1..=2);
    match (year, month, day, parts.next()) {
        (Some(year), Some(month), Some(day), None) => {
            let small = |n: i16| i8::try_from(n).map_err(|_| Wrong::BadDay);
            Date::new(year, small(month)?, small(day)?).map_err(|_| Wrong::BadDay)
        }
        _ => Err(Wrong::BadDay),
    }
}

/// A time as a time field sends it, `HH:MM` or `HH:MM:SS`; where there is no such field,
/// also as people type it, `9.30`. Seconds are dropped.
pub(crate) fn read_time(typed: &str) -> Result<Time, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Wrong::NoTime);
    }
    let mut parts = typed.split([':', '.']);
    let hour = digits(parts.next(), 1..=2);
    let minute = digits(parts.next(), 2..=2);
    let second = parts.next();
    let rest_fits = second.is_none_or(|text| digits(Some(text), 2..=2).is_some_and(|n| n < 60));
    match (hour, minute, parts.next()) {
        (Some(hour), Some(minute), None) if rest_fits => {
            let small = |n: i16| i8::try_from(n).map_err(|_| Wrong::BadTime);
            Time::new(small(hour)?, small(minute)?, 0, 0).map_err(|_| Wrong::BadTime)
        }
        _ => Err(Wrong::BadTime),
    }
}

fn digits(text: Option<&str>, lengths: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let text = text?;
    let plain = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
