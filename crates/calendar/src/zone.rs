//! The plan's time zone in a file: how a moment is written, and the VTIMEZONE that defines what
//! was written. Touches nothing else.

use std::fmt::Write as _;

use ::icalendar::Property;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use plan::ParentingPlan;

/// The clock on which a file's times are written.
#[derive(Clone, Copy)]
pub(crate) enum Clock<'p> {
    /// The plan's zone is always UTC, which needs no definition.
    Utc,
    /// The plan's zone, under its IANA name.
    Zone { zone: &'p TimeZone, name: &'p str },
}

impl<'p> Clock<'p> {
    pub(crate) fn of(plan: &'p ParentingPlan) -> Clock<'p> {
        let zone = plan.zone();
        let ever = zone.following(Timestamp::MIN).next().is_some();
        if !ever && zone.to_offset(Timestamp::UNIX_EPOCH) == Offset::UTC {
            Clock::Utc
        } else {
            Clock::Zone {
                zone,
                name: plan.zone_name(),
            }
        }
    }

    /// A moment on the clock and the zone's name, or `None` where it has to be written in UTC.
    pub(crate) fn local(self, at: Timestamp) -> Option<(DateTime, &'p str)> {
        let Clock::Zone { zone, name } = self else {
            return None;
        };
        let local = zone.to_datetime(at);
        // A reader takes a local time that comes twice for the first of the two (RFC 5545,
        // 3.3.5), so the second is written in UTC.
        let first = zone.to_ambiguous_timestamp(local).earlier().ok();
        (first == Some(at)).then_some((local, name))
    }

    /// A property whose value is a moment.
    pub(crate) fn property(self, key: &str, at: Timestamp) -> Property {
        match self.local(at) {
            Some((local, name)) => Property::new(key, basic(local))
                .add_parameter("TZID", name)
                .done(),
            None => Property::new(key, utc(at)),
        }
    }

    /// The VTIMEZONE (RFC 5545, 3.6.5) that holds from `start` to `end`, or nothing in UTC.
    pub(crate) fn definition(self, start: Timestamp, end: Timestamp) -> String {
        let Clock::Zone { zone, name } = self else {
            return String::new();
        };
        let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n");
        for observance in observances(zone, start, end) {
            observance.write(&mut text);
        }
        text.push_str("END:VTIMEZONE\r\n");
        text
    }
}

/// A passage from one offset to another, with every local time at which it happens.
struct Observance {
    kind: &'static str,
    before: Offset,
    after: Offset,
    name: String,
    /// On the clock as it still stands just before; never empty.
    onsets: Vec<DateTime>,
}

impl Observance {
    /// Writing to a string does not fail.
    fn write(&self, text: &mut String) {
        let Observance { kind, name, .. } = self;
        let _ = write!(text, "BEGIN:{kind}\r\n");
        for (index, onset) in self.onsets.iter().enumerate() {
            let key = if index == 0 { "DTSTART" } else { "RDATE" };
            let _ = write!(text, "{key}:{}\r\n", basic(*onset));
        }
        let (before, after) = (offset(self.before), offset(self.after));
        let _ = write!(
            text,
            "TZNAME:{name}\r\nTZOFFSETFROM:{before}\r\nTZOFFSETTO:{after}\r\nEND:{kind}\r\n"
        );
    }
}

/// What a zone does from `start` to `end`: first the observance that holds at `start`, then each
/// new one in order of its first onset.
fn observances(zone: &TimeZone, start: Timestamp, end: Timestamp) -> Vec<Observance> {
    let second = SignedDuration::from_secs(1);
    let mut found: Vec<Observance> = Vec::new();
    let mut add = |at: Timestamp, before: Offset| {
        let info = zone.to_offset_info(at);
        let kind = if info.dst().is_dst() {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        let (after, name) = (info.offset(), info.abbreviation());
        let onset = before.to_datetime(at);
        let same = found
            .iter_mut()
            .find(|o| (o.kind, o.before, o.after, o.name.as_str()) == (kind, before, after, name));
        match same {
            Some(observance) => observance.onsets.push(onset),
            None => found.push(Observance {
                kind,
                before,
                after,
                name: name.to_owned(),
                onsets: vec![onset],
            }),
        }
    };
    let just_after = start.checked_add(second).unwrap_or(start);
    // Where the zone never changed before, what it has at the start counts from the start.
    let first = zone
        .preceding(just_after)
        .next()
        .map_or(start, |transition| transition.timestamp());
    let transitions = zone
        .following(first)
        .map(|transition| transition.timestamp())
        .take_while(|at| *at <= end);
    for at in std::iter::once(first).chain(transitions) {
        let just_before = at.checked_sub(second).unwrap_or(at);
        add(at, zone.to_offset(just_before));
    }
    found
}

/// An offset as RFC 5545 (3.3.14) writes one, such as `+0100`.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let total = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (total / 3_600, total / 60 % 60, total % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{seconds:02}")
    }
}

/// An instant as RFC 5545 writes one in UTC, such as `20270201T073000Z`.
pub(crate) fn utc(at: Timestamp) -> String {
    let mut text = basic(TimeZone::UTC.to_datetime(at));
    text.push('Z');
    text
}

/// A local time as RFC 5545 writes one, such as `20270201T083000`.
pub(crate) fn basic(local: DateTime) -> String {
    let mut text = day(local.date());
    text.push('T');
    for part in [local.hour(), local.minute(), local.second()] {
        two_digits(part, &mut text);
    }
    text
}

/// A date as RFC 5545 writes one, such as `20270201`.
pub(crate) fn day(date: Date) -> String {
    let mut text = String::with_capacity(16);
    // Writing to a string does not fail.
    let _ = write!(text, "{:04}", date.year());
    two_digits(date.month(), &mut text);
    two_digits(date.day(), &mut text);
    text
}

/// By hand, since a feed writes thousands of moments.
fn two_digits(part: i8, text: &mut String) {
    for digit in [part / 10, part % 10] {
        text.push(char::from(b'0' + digit.unsigned_abs()));
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;

    use super::*;

    fn check(name: &str, at: &str, expected: &str) {
        let zone = TimeZoneDatabase::bundled().get(name).unwrap();
        let clock = Clock::Zone { zone: &zone, name };
        let property = clock.property("DTSTART", at.parse().unwrap());
        let zone = property
            .params()
            .get("TZID")
            .map(::icalendar::Parameter::value);
        let written = zone.map_or_else(String::new, |zone| format!("{zone}:"));
        assert_eq!(written + property.value(), expected);
    }

    #[test]
    fn the_second_of_two_equal_times_is_in_utc() {
        // The clocks of Amsterdam go from 03:00 back to 02:00 at 01:00 UTC.
        for (at, expected) in [
            ("2027-10-30T23:59:00Z", "Europe/Amsterdam:20271031T015900"),
            ("2027-10-31T00:00:00Z", "Europe/Amsterdam:20271031T020000"),
            ("2027-10-31T00:30:00Z", "Europe/Amsterdam:20271031T023000"),
            ("2027-10-31T01:00:00Z", "20271031T010000Z"),
            ("2027-10-31T01:30:00Z", "20271031T013000Z"),
            ("2027-10-31T02:00:00Z", "Europe/Amsterdam:20271031T030000"),
        ] {
            check("Europe/Amsterdam", at, expected);
        }
        // On Lord Howe by half an hour, from 02:00 to 01:30, at 15:00 UTC.
        check(
            "Australia/Lord_Howe",
            "2027-04-03T14:45:00Z",
            "Australia/Lord_Howe:20270404T014500",
        );
        check(
            "Australia/Lord_Howe",
            "2027-04-03T15:15:00Z",
            "20270403T151500Z",
        );
    }
}
