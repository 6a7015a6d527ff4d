//! Rosters as iCalendar: the items of a calendar file, each with all times at which it comes back.
//! Touches nothing else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use plan::Window;

use super::content::{Component, Line, components, unescape};
use super::recurrence::{Budget, Rule};
use super::report::{Place, Report, quoted};
use super::value::{Duration, Moment, duration, moment};
use super::zones::{Clock, Zones};
use super::{LABEL_CHARS_MAX, RosterError, Shift, fits, keep, shift};
use crate::words::one_line;

/// Reads the shifts of an iCalendar roster (RFC 5545): the items that begin within `window`, on
/// the wall clock of `zone`.
///
/// A time may be in UTC, in a zone of the tz database, in one that the file defines, or on no
/// clock in particular, which is `zone`. An item for whole days goes from 00:00 to 00:00. RRULE,
/// RDATE, EXDATE and instances that were moved (RECURRENCE-ID) are followed; what is CANCELLED is
/// left out. An item that comes back keeps its clock times when the clocks change between its
/// beginning and end, as calendar programs show it, where RFC 5545 (3.8.5.3) would keep its
/// length. Labels are cut at [`LABEL_CHARS_MAX`] characters. Items outside the window are not
/// looked at further. The shifts are sorted; there may be none.
///
/// # Errors
/// Everything that is wrong with the text, each at its line and column. Limits: a text of
/// [`ROSTER_BYTES_MAX`](crate::ROSTER_BYTES_MAX), [`SHIFTS_MAX`](crate::SHIFTS_MAX) shifts of
/// [`SHIFT_DAYS_MAX`](crate::SHIFT_DAYS_MAX) days.
pub fn roster_from_ics(
    text: &str,
    zone: &TimeZone,
    window: Window,
) -> Result<Vec<Shift>, RosterError> {
    let mut report = Report::default();
    let mut shifts = Vec::new();
    if fits(&mut report, text) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        read(&mut report, text, zone, window, &mut shifts);
    }
    report.finish(shifts)
}

fn read(report: &mut Report, text: &str, zone: &TimeZone, window: Window, shifts: &mut Vec<Shift>) {
    let mut calendars = components(report, text);
    calendars.retain(|component| component.name == "VCALENDAR");
    if calendars.is_empty() {
        if !report.any() {
            report.wrong(
                Place { line: 1, column: 1 },
                "This is not a calendar file.".to_owned(),
                "It would begin with BEGIN:VCALENDAR.",
            );
        }
        return;
    }
    let mut budget = Budget::default();
    let year = jiff::Span::new().years(1);
    let zones_until = midnight(window.to()).checked_add(year);
    let zones_until = zones_until.unwrap_or(DateTime::MAX);
    let reader = Reader {
        zone: Clock::Known(zone.clone()),
        given: zone,
        zones: Zones::read(report, &calendars, zones_until, &mut budget),
        window,
    };
    let parts = calendars.iter().flat_map(|calendar| &calendar.parts);
    let events = parts.filter(|part| part.name == "VEVENT");
    let mut items = Vec::new();
    for event in events {
        items.extend(reader.item(report, event));
        if report.is_full() {
            return;
        }
    }
    let moved = moved(&items);
    for item in &items {
        if !reader.shifts(report, item, &moved, &mut budget, shifts) || report.is_full() {
            return;
        }
    }
}

/// The instants of items that another item with the same UID replaces.
fn moved<'t>(items: &[Item<'t>]) -> BTreeMap<&'t str, BTreeSet<Timestamp>> {
    let mut moved: BTreeMap<&str, BTreeSet<Timestamp>> = BTreeMap::new();
    for item in items {
        if let (Some(uid), Some(at)) = (item.uid, item.replaces) {
            moved.entry(uid).or_default().insert(at);
        }
    }
    moved
}

/// On which clock a property is.
#[derive(Debug, Clone)]
enum Frame {
    /// On none in particular, and so on that of the zone that was asked for.
    Any,
    Clock(Clock),
}

impl PartialEq for Frame {
    fn eq(&self, other: &Frame) -> bool {
        match (self, other) {
            (Frame::Any, Frame::Any) => true,
            (Frame::Clock(Clock::Known(a)), Frame::Clock(Clock::Known(b))) => a == b,
            (Frame::Clock(Clock::Defined(a, x)), Frame::Clock(Clock::Defined(b, y))) => {
                (a, x) == (b, y)
            }
            (Frame::Any | Frame::Clock(_), _) => false,
        }
    }
}

/// A local time on a clock.
#[derive(Debug, Clone)]
struct Point {
    local: DateTime,
    frame: Frame,
}

/// How long an item lasts.
#[derive(Debug, Clone, Copy)]
enum Length {
    /// By the clock on which it begins.
    ByClock(SignedDuration),
    /// So much elapsed time.
    Elapsed(SignedDuration),
    /// Days by the calendar, then elapsed time.
    Stated(Duration),
}

/// A VEVENT whose times could be read.
struct Item<'t> {
    event: &'t Component,
    /// Where its beginning is written.
    place: Place,
    uid: Option<&'t str>,
    start: Point,
    length: Length,
    /// The instant of the item whose place it takes.
    replaces: Option<Timestamp>,
    cancelled: bool,
}

/// What the reading of one text shares.
struct Reader<'z> {
    given: &'z TimeZone,
    zone: Clock,
    zones: Zones,
    window: Window,
}

impl Reader<'_> {
    /// The times of a VEVENT; `None` when they are wrong, or cannot matter for the window.
    fn item<'t>(&self, report: &mut Report, event: &'t Component) -> Option<Item<'t>> {
        let Some(line) = event.line("DTSTART") else {
            report.wrong(
                event.place,
                "This item has no beginning.".to_owned(),
                "It would have a line DTSTART.",
            );
            return None;
        };
        let cancelled = event
            .line("STATUS")
            .is_some_and(|line| line.value.trim().eq_ignore_ascii_case("CANCELLED"));
        let replaces = event.line("RECURRENCE-ID");
        let comes_back = ["RRULE", "RDATE"].map(|name| event.line(name).is_some());
        let (day, start) = self.moment(report, line, &line.value)?;
        if replaces.is_none() && comes_back == [false, false] && !self.within(&start) {
            return None;
        }
        let replaces = match replaces {
            Some(line) => Some(self.replaced(report, line)?),
            None => None,
        };
        let length = if cancelled {
            Length::ByClock(SignedDuration::ZERO)
        } else {
            self.length(report, event, line.place, &start, day)?
        };
        Some(Item {
            event,
            place: line.place,
            uid: event.line("UID").map(|line| line.value.trim()),
            start,
            length,
            replaces,
            cancelled,
        })
    }

    fn replaced(&self, report: &mut Report, line: &Line) -> Option<Timestamp> {
        if line.parameter("RANGE").is_some() {
            report.wrong(
                line.place,
                "This item moves all that follow it, which few programs write.".to_owned(),
                "Move the items one by one, or export the calendar from another program.",
            );
            return None;
        }
        let (_, at) = self.moment(report, line, &line.value)?;
        self.instant(&at)
    }

    /// One DATE or DATE-TIME of a property, and whether it is a DATE.
    fn moment(&self, report: &mut Report, line: &Line, written: &str) -> Option<(bool, Point)> {
        let Some(found) = moment(written.trim()) else {
            report.wrong(
                line.place,
                format!("{} is not a date or a time.", quoted(written)),
                "It is written like 20270201T070000, 20270201T060000Z or 20270201.",
            );
            return None;
        };
        let local = found.civil();
        let frame = match (found, line.parameter("TZID")) {
            (Moment::Utc(_), _) => Frame::Clock(Clock::Known(TimeZone::UTC)),
            (Moment::Date(_), _) | (Moment::Local(_), None) => Frame::Any,
            (Moment::Local(_), Some(name)) => {
                let Some(clock) = self.zones.find(name) else {
                    let message = if self.zones.defines(name) {
                        "The file's definition of the time zone {} cannot be followed."
                    } else {
                        "The time zone {} is not known, and the file does not define it."
                    };
                    report.wrong(
                        line.place,
                        message.replace("{}", &quoted(name)),
                        "A known one is written like Europe/Amsterdam.",
                    );
                    return None;
                };
                Frame::Clock(clock)
            }
        };
        Some((matches!(found, Moment::Date(_)), Point { local, frame }))
    }

    fn length(
        &self,
        report: &mut Report,
        event: &Component,
        place: Place,
        start: &Point,
        day: bool,
    ) -> Option<Length> {
        if let Some(line) = event.line("DTEND") {
            let (_, end) = self.moment(report, line, &line.value)?;
            return self.between(start, &end);
        }
        if let Some(line) = event.line("DURATION") {
            let length = duration(line.value.trim());
            if length.is_none() {
                report.wrong(
                    line.place,
                    format!("{} is not the length of a shift.", quoted(&line.value)),
                    "It is written like PT8H or P1D.",
                );
            }
            return length.map(Length::Stated);
        }
        if day {
            return Some(Length::Stated(Duration {
                days: 1,
                seconds: 0,
            }));
        }
        report.wrong(
            place,
            "This item has no end.".to_owned(),
            "It would have a line DTEND or DURATION.",
        );
        None
    }

    fn between(&self, start: &Point, end: &Point) -> Option<Length> {
        if start.frame == end.frame {
            return Some(Length::ByClock(start.local.duration_until(end.local)));
        }
        let elapsed = self.instant(start)?.duration_until(self.instant(end)?);
        Some(Length::Elapsed(elapsed))
    }

    fn clock<'s>(&'s self, frame: &'s Frame) -> &'s Clock {
        match frame {
            Frame::Any => &self.zone,
            Frame::Clock(clock) => clock,
        }
    }

    fn instant(&self, point: &Point) -> Option<Timestamp> {
        self.clock(&point.frame).instant(point.local)
    }

    /// On the wall clock that was asked for.
    fn wall(&self, point: &Point) -> Option<DateTime> {
        match &point.frame {
            Frame::Any => Some(point.local),
            Frame::Clock(_) => Some(self.given.to_datetime(self.instant(point)?)),
        }
    }

    /// Whether it begins in the window.
    fn within(&self, start: &Point) -> bool {
        self.wall(start)
            .is_some_and(|at| midnight(self.window.from()) <= at && at < midnight(self.window.to()))
    }

    /// When something that begins at `start` ends, on the wall clock that was asked for.
    fn end(&self, start: &Point, length: Length) -> Option<DateTime> {
        let (local, elapsed) = match length {
            Length::ByClock(length) => (start.local.checked_add(length).ok()?, None),
            Length::Elapsed(length) => (start.local, Some(length)),
            Length::Stated(Duration { days, seconds }) => (
                start.local.checked_add(days.days()).ok()?,
                (seconds != 0).then(|| SignedDuration::from_secs(seconds.into())),
            ),
        };
        let frame = start.frame.clone();
        let point = Point { local, frame };
        let Some(elapsed) = elapsed else {
            return self.wall(&point);
        };
        let end = self.instant(&point)?.checked_add(elapsed).ok()?;
        Some(self.given.to_datetime(end))
    }

    /// Adds the shifts of an item; `false` when there are too many.
    fn shifts(
        &self,
        report: &mut Report,
        item: &Item<'_>,
        moved: &BTreeMap<&str, BTreeSet<Timestamp>>,
        budget: &mut Budget,
        shifts: &mut Vec<Shift>,
    ) -> bool {
        if item.cancelled {
            return true;
        }
        let Some(times) = self.times(report, item, moved, budget) else {
            return true;
        };
        let label = item.event.line("SUMMARY").map(|line| unescape(&line.value));
        let label: String = one_line(&label.unwrap_or_default())
            .chars()
            .take(LABEL_CHARS_MAX)
            .collect();
        for (start, length) in times {
            let Some(times) = self.wall(&start).zip(self.end(&start, length)) else {
                continue;
            };
            if let Some(shift) = shift(report, || item.place, times, label.clone())
                && !keep(report, || item.place, shifts, shift)
            {
                return false;
            }
            if report.is_full() {
                return false;
            }
        }
        true
    }

    /// When an item begins within the window, with how long it lasts each time.
    fn times(
        &self,
        report: &mut Report,
        item: &Item<'_>,
        moved: &BTreeMap<&str, BTreeSet<Timestamp>>,
        budget: &mut Budget,
    ) -> Option<Vec<(Point, Length)>> {
        let mut found = BTreeMap::new();
        let mut add = |point: Point, length| {
            if self.within(&point)
                && let Some(at) = self.instant(&point)
            {
                found.insert(at, (point, length));
            }
        };
        add(item.start.clone(), item.length);
        if item.replaces.is_some() {
            return Some(found.into_values().collect());
        }
        for line in item.event.lines("RRULE") {
            for point in self.repeated(report, item, line, budget)? {
                add(point, item.length);
            }
        }
        for line in item.event.lines("RDATE") {
            for written in line.value.split(',') {
                let (point, length) = self.extra(report, line, written)?;
                add(point, length.unwrap_or(item.length));
            }
        }
        for line in item.event.lines("EXRULE") {
            report.wrong(
                line.place,
                "A rule of what is left out is no longer part of calendars.".to_owned(),
                "Remove the items one by one.",
            );
        }
        let mut left_out = BTreeSet::new();
        for line in item.event.lines("EXDATE") {
            for written in line.value.split(',') {
                match self.moment(report, line, written)? {
                    // Some programs leave out a whole day of items that have clock times.
                    (true, day) => {
                        found.retain(|_, (point, _)| point.local.date() != day.local.date());
                    }
                    (false, point) => left_out.extend(self.instant(&point)),
                }
            }
        }
        let moved = item.uid.and_then(|uid| moved.get(uid));
        found.retain(|at, _| {
            !left_out.contains(at) && !moved.is_some_and(|moved| moved.contains(at))
        });
        Some(found.into_values().collect())
    }

    /// The times of a rule before the end of the window.
    fn repeated(
        &self,
        report: &mut Report,
        item: &Item<'_>,
        line: &Line,
        budget: &mut Budget,
    ) -> Option<Vec<Point>> {
        let rule = Rule::read(report, line)?;
        let frame = &item.start.frame;
        let point = |local| Point {
            local,
            frame: frame.clone(),
        };
        let end = midnight(self.window.to());
        let goes_on = |local: DateTime| {
            let at = point(local);
            let ended = rule.until.is_some_and(|until| match until {
                Moment::Date(until) => local.date() > until,
                Moment::Local(until) => local > until,
                Moment::Utc(until) => self.instant(&at).is_none_or(|at| at > until),
            });
            !ended && self.wall(&at).is_some_and(|at| at < end)
        };
        let starts = rule.starts(report, line.place, item.start.local, budget, goes_on)?;
        Some(starts.into_iter().map(point).collect())
    }

    /// One value of an RDATE: a moment, or a period with its own length.
    fn extra(
        &self,
        report: &mut Report,
        line: &Line,
        written: &str,
    ) -> Option<(Point, Option<Length>)> {
        let Some((start, end)) = written.split_once('/') else {
            let (_, point) = self.moment(report, line, written)?;
            return Some((point, None));
        };
        let (_, start) = self.moment(report, line, start)?;
        let length = match duration(end.trim()) {
            Some(length) => Length::Stated(length),
            None => {
                let (_, end) = self.moment(report, line, end)?;
                self.between(&start, &end)?
            }
        };
        Some((start, Some(length)))
    }
}

fn midnight(date: jiff::civil::Date) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight())
}
