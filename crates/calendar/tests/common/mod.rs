//! Reads calendars with a library that had no part in writing them, and follows the time zone that
//! a file defines as RFC 5545 (3.6.5) says, without any other knowledge of zones.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail as tests do"
)]

use std::collections::BTreeSet;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
    ICalendarValue,
};
use calcard::{Entry, Parser};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use plan::Window;

/// The one calendar of a text; anything else in it fails.
pub fn calendar_of(text: &str) -> ICalendar {
    let mut parser = Parser::new(text);
    let Entry::ICalendar(calendar) = parser.entry() else {
        panic!("no calendar in {text}");
    };
    assert!(matches!(parser.entry(), Entry::Eof));
    calendar
}

/// The VEVENTs of a calendar.
pub fn events(calendar: &ICalendar) -> impl Iterator<Item = &ICalendarComponent> {
    let components = calendar.components.iter();
    components.filter(|component| component.component_type == ICalendarComponentType::VEvent)
}

/// The zone that a file defines: onset on the clock before it, offsets before and after.
#[derive(Debug, Default)]
pub struct Definition {
    pub name: String,
    onsets: BTreeSet<(i64, i64, i64)>,
}

impl Definition {
    /// The definition in a calendar, `None` where it has none; two of them fail.
    pub fn of(calendar: &ICalendar) -> Option<Definition> {
        let mut zones = calendar.timezones();
        let zone = zones.next()?;
        assert!(zones.next().is_none(), "one definition a file");
        let mut definition = Definition {
            name: only(zone, &ICalendarProperty::Tzid)
                .as_text()
                .unwrap()
                .to_owned(),
            ..Definition::default()
        };
        for &part in &zone.component_ids {
            let part = &calendar.components[usize::try_from(part).unwrap()];
            assert!(matches!(
                part.component_type,
                ICalendarComponentType::Standard | ICalendarComponentType::Daylight
            ));
            assert!(
                !only(part, &ICalendarProperty::Tzname)
                    .as_text()
                    .unwrap()
                    .is_empty()
            );
            let offset = |property| {
                let offset = only(part, property).as_partial_date_time().unwrap();
                let seconds = i64::from(offset.tz_hour.unwrap()) * 3_600
                    + i64::from(offset.tz_minute.unwrap()) * 60;
                if offset.tz_minus { -seconds } else { seconds }
            };
            let before = offset(&ICalendarProperty::Tzoffsetfrom);
            let after = offset(&ICalendarProperty::Tzoffsetto);
            let starts = part.properties(&ICalendarProperty::Dtstart);
            for entry in starts.chain(part.properties(&ICalendarProperty::Rdate)) {
                let [ICalendarValue::PartialDateTime(onset)] = entry.values.as_slice() else {
                    panic!("one onset a line: {entry:?}");
                };
                assert_eq!(onset.tz_hour, None, "onsets are local");
                definition.onsets.insert((local(onset), before, after));
            }
        }
        Some(definition)
    }

    /// Offset at an instant: that of the last onset, which must exist.
    fn offset(&self, at: i64) -> Option<i64> {
        let passed = self
            .onsets
            .iter()
            .filter(|(local, before, _)| local - before <= at);
        passed
            .max_by_key(|(local, before, _)| local - before)
            .map(|(_, _, after)| *after)
    }

    /// The first instant at which the clock shows a local time.
    pub fn instant(&self, local: i64) -> i64 {
        let offsets = self.onsets.iter().map(|(_, _, after)| after);
        let instants = offsets.map(|offset| (local - offset, offset));
        instants
            .filter(|(at, offset)| self.offset(*at) == Some(**offset))
            .map(|(at, _)| at)
            .min()
            .unwrap_or_else(|| panic!("{local} is before the first onset or is skipped: {self:?}"))
    }

    /// The offset at an instant.
    pub fn offset_at(&self, at: Timestamp) -> i64 {
        self.offset(at.as_second()).unwrap()
    }
}

/// The only value of a property.
pub fn only<'c>(
    component: &'c ICalendarComponent,
    property: &ICalendarProperty,
) -> &'c ICalendarValue {
    &entry(component, property).values[0]
}

fn entry<'c>(
    component: &'c ICalendarComponent,
    property: &ICalendarProperty,
) -> &'c ICalendarEntry {
    let entries = component.entries.iter();
    let found: Vec<_> = entries.filter(|entry| entry.name == *property).collect();
    assert_eq!((found.len(), found[0].values.len()), (1, 1), "{property:?}");
    found[0]
}

/// Seconds on a clock as if it were UTC.
fn local(at: &PartialDateTime) -> i64 {
    at.to_date_time().unwrap().date_time.and_utc().timestamp()
}

/// The instant of a moment that is in UTC or in the zone that the file defines; where the library
/// knows that zone, it must agree.
pub fn moment(
    calendar: &ICalendar,
    definition: Option<&Definition>,
    component: &ICalendarComponent,
    property: &ICalendarProperty,
) -> Timestamp {
    let entry = entry(component, property);
    let written = entry.values[0].as_partial_date_time().unwrap();
    let seconds = match entry.tz_id() {
        None => {
            assert_eq!(
                (written.tz_hour, written.tz_minute),
                (Some(0), Some(0)),
                "in UTC"
            );
            local(written)
        }
        Some(name) => {
            assert_eq!(written.tz_hour, None, "no offset beside a zone");
            let definition = definition.unwrap();
            assert_eq!(definition.name, name);
            let seconds = definition.instant(local(written));
            let zone = calendar.build_tz_resolver().resolve_or_default(Some(name));
            // The library has no answer for a time that comes twice, and of what Morocco will do
            // from 2026 on its tz database has an older edition than ours.
            if name != "Africa/Casablanca"
                && let Some(theirs) = written.to_date_time_with_tz(zone)
            {
                assert_eq!(theirs.timestamp(), seconds, "{name} {written:?}");
            }
            seconds
        }
    };
    Timestamp::from_second(seconds).unwrap()
}

pub fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

pub fn amsterdam() -> TimeZone {
    zone("Europe/Amsterdam")
}

pub fn window(from: Date, to: Date) -> Window {
    Window::new(from, to).unwrap()
}

pub fn year() -> Window {
    window(date(2027, 1, 1), date(2028, 1, 1))
}

/// A calendar around some lines.
pub fn calendar(lines: &str) -> String {
    let lines = lines.replace('\n', "\r\n");
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{lines}\r\nEND:VCALENDAR\r\n")
}

/// A calendar with one item, which has some lines.
pub fn item(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT"))
}
