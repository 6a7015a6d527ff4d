//! Dates, times and durations as rosters write them. Touches nothing else.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use plan::limits::{YEAR_MAX, YEAR_MIN};

/// A clock time of a day, of which 24:00 is the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClockTime {
    At(Time),
    EndOfDay,
}

impl ClockTime {
    /// The moment on a date; `None` at the end of the calendar.
    pub(crate) fn on(self, date: Date) -> Option<DateTime> {
        match self {
            ClockTime::At(time) => Some(date.to_datetime(time)),
            ClockTime::EndOfDay => {
                let next = date.checked_add(1.day()).ok()?;
                Some(next.to_datetime(Time::midnight()))
            }
        }
    }
}

/// `7:00`, `07:00`, `07:00:00` or `24:00`.
pub(crate) fn clock(written: &str) -> Option<ClockTime> {
    let mut parts = written.split(':');
    let (hour, minute) = (number(parts.next()?, 1)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |part| number(part, 2))?;
    if parts.next().is_some() {
        return None;
    }
    if (hour, minute, second) == (24, 0, 0) {
        return Some(ClockTime::EndOfDay);
    }
    let time = Time::new(hour, minute, second, 0).ok()?;
    Some(ClockTime::At(time))
}

/// One or two digits, at least `least` of them.
fn number(digits: &str, least: usize) -> Option<i8> {
    let sound = (least..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if sound { digits.parse().ok() } else { None }
}

/// `2027-02-01`, within the years of a plan.
pub(crate) fn written_date(written: &str) -> Option<Date> {
    let (year, rest) = written.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let four = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year = if four {
        year.parse().ok()?
    } else {
        return None;
    };
    date(year, number(month, 2)?, number(day, 2)?)
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    let date = Date::new(year, month, day).ok()?;
    (YEAR_MIN..=YEAR_MAX).contains(&year).then_some(date)
}

/// `2027-02-01T07:00` or `2027-02-01 07:00` on the clock of `zone`, or with an offset from UTC.
pub(crate) fn written_moment(written: &str, zone: &TimeZone) -> Option<DateTime> {
    let (date, time) = written.split_once(['T', 't', ' '])?;
    let (date, time) = (written_date(date)?, time.trim_start());
    if let Some(time) = clock(time) {
        return time.on(date);
    }
    let (time, offset) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, 0),
        None => {
            let at = time.find(['+', '-'])?;
            let (time, offset) = (time.get(..at)?, time.get(at..)?);
            (time, seconds_east(offset)?)
        }
    };
    let local = clock(time)?.on(date)?;
    let east = jiff::tz::Offset::from_seconds(offset).ok()?;
    Some(zone.to_datetime(east.to_timestamp(local).ok()?))
}

/// `+02:00` or `-0330`, in seconds.
fn seconds_east(offset: &str) -> Option<i32> {
    let (sign, digits) = match offset.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, offset.strip_prefix('+')?),
    };
    let hours = number(digits.get(..2)?, 2)?;
    let minutes = digits.get(2..)?;
    let minutes = number(minutes.strip_prefix(':').unwrap_or(minutes), 2)?;
    (minutes < 60).then(|| sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60))
}

/// A DATE or DATE-TIME of RFC 5545 (3.3.4, 3.3.5), before a zone makes an instant of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Date(Date),
    /// On a clock that the property's TZID names, or else on any.
    Local(DateTime),
    Utc(Timestamp),
}

impl Moment {
    /// As written, without the zone.
    pub(crate) fn civil(self) -> DateTime {
        match self {
            Moment::Date(date) => date.to_datetime(Time::midnight()),
            Moment::Local(at) => at,
            Moment::Utc(at) => TimeZone::UTC.to_datetime(at),
        }
    }
}

/// `20270201`, `20270201T070000` or `20270201T060000Z`.
pub(crate) fn moment(written: &str) -> Option<Moment> {
    let (day, time) = match written.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (written, None),
    };
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, month) = (day.get(..4)?.parse().ok()?, number(day.get(4..6)?, 2)?);
    let day = date(year, month, number(day.get(6..)?, 2)?)?;
    let Some(time) = time else {
        return Some(Moment::Date(day));
    };
    let (digits, zulu) = match time.strip_suffix('Z') {
        Some(digits) => (digits, true),
        None => (time, false),
    };
    let two = |range| number(digits.get(range)?, 2);
    let time = Time::new(two(0..2)?, two(2..4)?, two(4..6)?, 0).ok()?;
    if digits.len() != 6 {
        return None;
    }
    let at = day.to_datetime(time);
    if zulu {
        let at = TimeZone::UTC.to_timestamp(at).ok()?;
        Some(Moment::Utc(at))
    } else {
        Some(Moment::Local(at))
    }
}

/// A DURATION of RFC 5545 (3.3.6): days by the calendar, and seconds by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Duration {
    pub(crate) days: i32,
    pub(crate) seconds: i32,
}

/// `PT8H30M`, `P1DT2H`, `P1W`. A negative one, or one of more than 999 of a unit, is none: no
/// shift has it.
pub(crate) fn duration(written: &str) -> Option<Duration> {
    let written = written.strip_prefix('+').unwrap_or(written);
    let parts = written.strip_prefix('P')?;
    let (date, time) = match parts.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None if parts.is_empty() => return None,
        None => (parts, ""),
    };
    let days = units(date, &[('W', 7), ('D', 1)])?;
    let seconds = units(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    Some(Duration { days, seconds })
}

/// The sum of numbers with units, each unit once at most and in the order given.
fn units(mut written: &str, units: &[(char, i32)]) -> Option<i32> {
    let mut sum = 0;
    for (unit, size) in units {
        let Some((digits, rest)) = written.split_once(*unit) else {
            continue;
        };
        let sound = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let number: i32 = if sound {
            digits.parse().ok()?
        } else {
            return None;
        };
        sum += number * size;
        written = rest;
    }
    written.is_empty().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_duration(written: &str, expected: Option<(i32, i32)>) {
        let found = duration(written).map(|d| (d.days, d.seconds));
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn durations_are_days_and_seconds() {
        check_duration("PT8H30M", Some((0, 30_600)));
        check_duration("P1DT2H", Some((1, 7_200)));
        check_duration("+P2W", Some((14, 0)));
        check_duration("PT480M", Some((0, 28_800)));
        for bad in [
            "", "P", "PT", "P1DT", "-PT8H", "PT8", "8H", "PT1M1H", "P9999D", "PT+1H",
        ] {
            check_duration(bad, None);
        }
    }

    fn check_clock(written: &str, expected: Option<&str>) {
        let on = |time: ClockTime| time.on(jiff::civil::date(2027, 2, 1)).unwrap().to_string();
        assert_eq!(clock(written).map(on).as_deref(), expected, "{written}");
    }

    #[test]
    fn clock_times_have_two_or_three_parts() {
        check_clock("7:00", Some("2027-02-01T07:00:00"));
        check_clock("07:05:00", Some("2027-02-01T07:05:00"));
        check_clock("24:00", Some("2027-02-02T00:00:00"));
        for bad in [
            "",
            "7",
            "24:01",
            "07:60",
            "7:5",
            "+7:00",
            "07:00:00:00",
            "007:00",
        ] {
            check_clock(bad, None);
        }
    }

    fn check_moment(written: &str, expected: Option<&str>) {
        let zone = jiff::tz::TimeZoneDatabase::bundled()
            .get("Europe/Amsterdam")
            .unwrap();
        let found = written_moment(written, &zone).map(|at| at.to_string());
        assert_eq!(found.as_deref(), expected, "{written}");
    }

    #[test]
    fn moments_are_local_or_carry_their_offset() {
        for local in ["2027-02-01T07:00", "2027-02-01 07:00", "2027-02-01T7:00:00"] {
            check_moment(local, Some("2027-02-01T07:00:00"));
        }
        check_moment("2027-02-01T24:00", Some("2027-02-02T00:00:00"));
        check_moment("2027-07-01T07:00Z", Some("2027-07-01T09:00:00"));
        check_moment("2027-07-01T07:00-03:30", Some("2027-07-01T12:30:00"));
        check_moment("2027-07-01T07:00:00+0200", Some("2027-07-01T07:00:00"));
        for bad in [
            "",
            "2027-02-01",
            "01-02-2027 07:00",
            "2027-02-30T07:00",
            "1899-12-31T07:00",
        ] {
            check_moment(bad, None);
        }
        for bad in [
            "2027-02-01T07:00+",
            "2027-02-01T07:00+2",
            "2027-02-01T07:00+99:00",
        ] {
            check_moment(bad, None);
        }
    }
}
