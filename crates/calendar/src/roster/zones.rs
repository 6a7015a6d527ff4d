//! The time zones that an iCalendar text names: those of the tz database, and those that the text
//! itself defines. Touches the bundled zones only.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use super::content::Component;
use super::recurrence::{Budget, Rule};
use super::report::Report;
use super::value::{Moment, moment};

/// A clock by which local times become instants.
#[derive(Debug, Clone)]
pub(crate) enum Clock {
    /// A zone of the tz database.
    Known(TimeZone),
    /// A zone that the text defines: the offset before all, then the passages in order of time.
    Defined(Offset, Vec<Passage>),
}

/// A passage to another offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Passage {
    /// The local time from which the new offset holds: a time that is skipped keeps the offset
    /// from before, and a time that comes twice is the first (RFC 5545, 3.3.5).
    local_from: DateTime,
    after: Offset,
}

impl Clock {
    /// The instant of a local time; `None` at the ends of the calendar.
    pub(crate) fn instant(&self, local: DateTime) -> Option<Timestamp> {
        match self {
            Clock::Known(zone) => zone.to_ambiguous_timestamp(local).compatible().ok(),
            Clock::Defined(first, passages) => {
                let passed = passages.partition_point(|passage| passage.local_from <= local);
                let passage = passed.checked_sub(1).and_then(|last| passages.get(last));
                let offset = passage.map_or(*first, |passage| passage.after);
                offset.to_timestamp(local).ok()
            }
        }
    }
}

/// The zones of a text by the names that it gives them.
#[derive(Debug)]
pub(crate) struct Zones {
    /// `None` for one whose definition cannot be followed.
    defined: BTreeMap<String, Option<Clock>>,
}

impl Zones {
    /// Reads the VTIMEZONE components of a text, up to the local time `until`.
    pub(crate) fn read(
        report: &mut Report,
        calendars: &[Component],
        until: DateTime,
        budget: &mut Budget,
    ) -> Zones {
        let mut defined = BTreeMap::new();
        let parts = calendars.iter().flat_map(|calendar| &calendar.parts);
        for part in parts.filter(|part| part.name == "VTIMEZONE") {
            if let Some(name) = part.line("TZID")
                && known(name.value.trim()).is_none()
            {
                let clock = definition(report, part, until, budget);
                defined.insert(name.value.trim().to_owned(), clock);
            }
        }
        Zones { defined }
    }

    /// The clock of a name: the tz database's, or else the text's own.
    pub(crate) fn find(&self, name: &str) -> Option<Clock> {
        let name = name.trim();
        known(name)
            .map(Clock::Known)
            .or_else(|| self.defined.get(name).cloned().flatten())
    }

    /// Whether the text defines the zone, in a way that can be followed or not.
    pub(crate) fn defines(&self, name: &str) -> bool {
        self.defined.contains_key(name.trim())
    }
}

/// A zone of the tz database, also behind a prefix such as `/freeassociation.sourceforge.net/`.
fn known(name: &str) -> Option<TimeZone> {
    let database = TimeZoneDatabase::bundled();
    if let Ok(zone) = database.get(name) {
        return Some(zone);
    }
    let parts: Vec<&str> = name.strip_prefix('/')?.split('/').collect();
    (1..=3.min(parts.len())).rev().find_map(|taken| {
        let tail = parts.get(parts.len() - taken..)?.join("/");
        // Names without a slash, such as `EST`, say too little behind a prefix.
        database.get(&tail).ok().filter(|_| tail.contains('/'))
    })
}

/// The passages of a VTIMEZONE.
fn definition(
    report: &mut Report,
    component: &Component,
    until: DateTime,
    budget: &mut Budget,
) -> Option<Clock> {
    let mut passages: Vec<(DateTime, Offset, Offset)> = Vec::new();
    for part in &component.parts {
        let offset = |name| offset(&part.line(name)?.value);
        let (before, after) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
        let start = moment(start_of(part)?.trim())?.civil();
        passages.push((start, before, after));
        for line in part.lines("RDATE") {
            for date in line.value.split(',') {
                passages.push((moment(date.trim())?.civil(), before, after));
            }
        }
        for line in part.lines("RRULE") {
            let rule = Rule::read(report, line)?;
            let onsets = rule.starts(report, line.place, start, budget, |onset| {
                // The end of a rule is in UTC (3.6.5), which is at most a day away from the
                // local time; onsets are months apart.
                onset <= until && rule.until.is_none_or(|end| before_end(onset, before, end))
            })?;
            passages.extend(onsets.into_iter().map(|onset| (onset, before, after)));
        }
    }
    passages.sort_by_key(|(onset, ..)| *onset);
    let (_, first, _) = passages.first()?;
    let first = *first;
    let passages = passages
        .iter()
        .filter_map(|(onset, before, after)| {
            let jump = i64::from(after.seconds()) - i64::from(before.seconds());
            let skipped = jiff::SignedDuration::from_secs(jump.max(0));
            Some(Passage {
                local_from: onset.checked_add(skipped).ok()?,
                after: *after,
            })
        })
        .collect();
    Some(Clock::Defined(first, passages))
}

/// Where an observance begins. Some programs write 1601 for 'since ever', which is before the
/// years of a plan, and is read as the same date of 1900.
fn start_of(part: &Component) -> Option<String> {
    let written = &part.line("DTSTART")?.value;
    let year: u16 = written.get(..4)?.parse().ok()?;
    Some(if year < 1900 {
        format!("1900{}", written.get(4..)?)
    } else {
        written.clone()
    })
}

fn before_end(onset: DateTime, before: Offset, end: Moment) -> bool {
    match end {
        Moment::Utc(end) => before.to_timestamp(onset).is_ok_and(|at| at <= end),
        Moment::Date(end) => onset.date() <= end,
        Moment::Local(end) => onset <= end,
    }
}

/// `+0100` or `-043015` (RFC 5545, 3.3.14).
fn offset(written: &str) -> Option<Offset> {
    let written = written.trim();
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, written.strip_prefix('+')?),
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| -> Option<i32> {
        match digits.get(from..from + 2) {
            Some(part) => part.parse().ok(),
            None => Some(0),
        }
    };
    let seconds = part(0)? * 3_600 + part(2)? * 60 + part(4)?;
    Offset::from_seconds(sign * seconds).ok()
}
