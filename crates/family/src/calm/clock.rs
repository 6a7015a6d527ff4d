//! Times of the wall clock as instants: the end of quiet hours, the next of some times of the day, the
//! next full hour. Each gives the first instant of a fixed set from a given one on, so none of them can
//! turn an order round. What lies beyond the last instant there is becomes that instant.

use super::{Quiet, TimeOfDay};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::ops::RangeInclusive;

/// An hour that passes, whatever the clock does.
pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// The instant `by` later.
pub(super) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The first instant from `at` on that is not in quiet hours.
pub(super) fn after_quiet(quiet: Option<&Quiet>, zone: &TimeZone, mut at: Timestamp) -> Timestamp {
    let Some(quiet) = quiet else { return at };
    let until = quiet.until().time();
    loop {
        let offset = zone.to_offset(at);
        let local = offset.to_datetime(at);
        if !quiet.holds(local.time()) {
            return at;
        }
        let day = if local.time() < until {
            Ok(local.date())
        } else {
            local.date().tomorrow()
        };
        let Ok(end) = day.and_then(|day| offset.to_timestamp(day.to_datetime(until))) else {
            return Timestamp::MAX;
        };
        // That end is right as long as the clock is not changed before it is reached.
        match turn_after(zone, at).filter(|turn| *turn <= end) {
            Some(turn) => at = turn,
            None => return end,
        }
    }
}

/// The first instant from `at` on at which the clock shows a full hour or is changed.
pub(super) fn next_hour(zone: &TimeZone, at: Timestamp) -> Timestamp {
    let offset = zone.to_offset(at);
    let local = offset.to_datetime(at);
    let begun = local.date().at(local.hour(), 0, 0, 0);
    if begun == local {
        return at;
    }
    let full = offset
        .to_timestamp(begun)
        .map_or(Timestamp::MAX, |begun| later(begun, HOUR));
    turn_after(zone, at).map_or(full, |turn| turn.min(full))
}

/// The first instant from `at` on at which it is one of these times.
pub(super) fn next_of(zone: &TimeZone, times: &[TimeOfDay], at: Timestamp) -> Timestamp {
    let each = times.iter().flat_map(|time| {
        // A skipped time can shift past midnight: the day before counts too.
        on_days(zone, *time, at, -1..=2).map(|(_, instant)| instant)
    });
    each.filter(|instant| *instant >= at)
        .min()
        .unwrap_or(Timestamp::MAX)
}

/// The instants of a time of the day on the days around `at`, `0` being the day of `at`.
pub(super) fn on_days(
    zone: &TimeZone,
    time: TimeOfDay,
    at: Timestamp,
    days: RangeInclusive<i64>,
) -> impl Iterator<Item = (Date, Timestamp)> {
    let today = zone.to_datetime(at).date();
    days.filter_map(move |day| {
        let date = today.checked_add(day.days()).ok()?;
        let instant = zone.to_timestamp(date.to_datetime(time.time())).ok()?;
        Some((date, instant))
    })
}

fn turn_after(zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
    zone.following(at).next().map(|turn| turn.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calm::Urgent;
    use jiff::tz::TimeZoneDatabase;

    fn zone(name: &str) -> TimeZone {
        TimeZoneDatabase::bundled().get(name).unwrap()
    }

    fn time(hour: u8, minute: u8) -> TimeOfDay {
        TimeOfDay::new(hour, minute).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn end(name: &str, hours: (TimeOfDay, TimeOfDay), from: &str) -> String {
        let quiet = Quiet::new(hours.0, hours.1, Urgent::Waits).unwrap();
        let zone = zone(name);
        let end = after_quiet(Some(&quiet), &zone, at(from));
        end.to_zoned(zone).strftime("%d %H:%M %z").to_string()
    }

    #[test]
    fn quiet_hours_end_when_the_clock_first_shows_another_time() {
        let ams = "Europe/Amsterdam";
        let night = (time(22, 0), time(7, 0));
        assert_eq!(end(ams, night, "2027-03-27T20:59:59Z"), "27 21:59 +0100");
        assert_eq!(end(ams, night, "2027-03-27T21:00:00Z"), "28 07:00 +0200");
        assert_eq!(end(ams, night, "2027-10-30T22:00:00Z"), "31 07:00 +0100");
        // The clock goes from 02:00 to 03:00 and never shows 02:30.
        let short = (time(22, 0), time(2, 30));
        assert_eq!(end(ams, short, "2027-03-28T00:30:00Z"), "28 03:00 +0200");
        // The clock shows 02:00 to 03:00 twice: quiet, not, quiet again, not.
        assert_eq!(end(ams, short, "2027-10-30T23:30:00Z"), "31 02:30 +0200");
        assert_eq!(end(ams, short, "2027-10-31T01:00:00Z"), "31 02:30 +0100");
        // An end that falls on the change itself is not the end: it is 02:00 again.
        let three = (time(22, 0), time(3, 0));
        assert_eq!(end(ams, three, "2027-10-31T00:30:00Z"), "31 03:00 +0100");
        // Chicago goes forward on 14 March and back on 7 November.
        let chicago = "America/Chicago";
        assert_eq!(
            end(chicago, short, "2027-03-14T07:45:00Z"),
            "14 03:00 -0500"
        );
        assert_eq!(
            end(chicago, night, "2027-11-07T06:30:00Z"),
            "07 07:00 -0600"
        );
    }

    #[test]
    fn the_only_loud_hour_can_be_skipped_and_the_next_day_has_it() {
        let all_but_one = (time(3, 0), time(2, 0));
        assert_eq!(
            end("Europe/Amsterdam", all_but_one, "2027-03-27T12:00:00Z"),
            "29 02:00 +0200"
        );
    }

    #[test]
    fn a_time_that_is_skipped_shifts_forward_and_one_that_comes_twice_is_the_first() {
        let ams = zone("Europe/Amsterdam");
        let half_past_two = [time(2, 30)];
        let next = |from: &str| next_of(&ams, &half_past_two, at(from)).to_string();
        assert_eq!(next("2027-03-27T23:00:00Z"), "2027-03-28T01:30:00Z");
        assert_eq!(next("2027-03-28T01:30:00Z"), "2027-03-28T01:30:00Z");
        assert_eq!(next("2027-03-28T01:30:01Z"), "2027-03-29T00:30:00Z");
        assert_eq!(next("2027-10-30T23:00:00Z"), "2027-10-31T00:30:00Z");
        assert_eq!(next("2027-10-31T00:30:01Z"), "2027-11-01T01:30:00Z");
    }

    #[test]
    fn a_time_that_shifts_past_midnight_is_not_missed() {
        // In Nuuk 27 March 2027 ends at 23:00, and 23:30 of that day is 00:30 of the next.
        let nuuk = zone("America/Nuuk");
        let next = |from: &str| next_of(&nuuk, &[time(23, 30)], at(from)).to_string();
        assert_eq!(next("2027-03-28T00:50:00Z"), "2027-03-28T01:30:00Z");
        assert_eq!(next("2027-03-28T01:10:00Z"), "2027-03-28T01:30:00Z");
    }

    #[test]
    fn hours_are_full_on_the_clock_and_never_longer_than_an_hour() {
        let next = |name: &str, from: &str| next_hour(&zone(name), at(from)).to_string();
        let ams = "Europe/Amsterdam";
        assert_eq!(next(ams, "2027-03-28T00:10:00Z"), "2027-03-28T01:00:00Z");
        assert_eq!(next(ams, "2027-10-31T00:10:00Z"), "2027-10-31T01:00:00Z");
        assert_eq!(next(ams, "2027-10-31T01:00:00Z"), "2027-10-31T01:00:00Z");
        assert_eq!(
            next("Asia/Kolkata", "2027-06-01T10:00:00Z"),
            "2027-06-01T10:30:00Z"
        );
        // Lord Howe changes by half an hour, at 02:00: on 3 October 2027 at 15:30 UTC.
        assert_eq!(
            next("Australia/Lord_Howe", "2027-10-02T14:35:00Z"),
            "2027-10-02T15:30:00Z"
        );
        // A clock that goes from 01:15 to 01:45 ends an hour there, and the next one ends at 02:00.
        let odd = TimeZone::posix("AAA0BBB-0:30,M3.5.0/1:15,M10.5.0/1:15").unwrap();
        let next = |from: &str| next_hour(&odd, at(from)).to_string();
        assert_eq!(next("2027-03-28T01:05:00Z"), "2027-03-28T01:15:00Z");
        assert_eq!(next("2027-03-28T01:15:01Z"), "2027-03-28T01:30:00Z");
    }

    #[test]
    fn the_last_instant_there_is_stops_everything() {
        let ams = zone("Europe/Amsterdam");
        let quiet = Quiet::new(time(22, 0), time(7, 0), Urgent::Waits).unwrap();
        for from in [Timestamp::MAX, later(Timestamp::MAX, -HOUR), Timestamp::MIN] {
            assert!(after_quiet(Some(&quiet), &ams, from) >= from);
            assert!(next_of(&ams, &[time(1, 0)], from) >= from);
            assert!(next_hour(&ams, from) >= from);
        }
    }
}
