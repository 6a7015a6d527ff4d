//! A time zone flattened to the few offsets of a window, so that a wall-clock time becomes an
//! instant with an addition. Touches jiff's zone once, when it is made.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{Clause, NamedZone, ParentingPlan};

/// The flattened zones of a plan: its own, and those that clauses name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Zones {
    plan: Zone,
    others: Vec<(NamedZone, Zone)>,
}

impl Zones {
    /// The zones of `plan` from `start` to `end`, both UTC seconds.
    pub(crate) fn new(plan: &ParentingPlan, start: i64, end: i64) -> Zones {
        let mut others: Vec<(NamedZone, Zone)> = Vec::new();
        for named in plan
            .clauses()
            .iter()
            .filter_map(|clause| clause.zone.as_ref())
        {
            if others.iter().all(|(known, _)| known.name() != named.name()) {
                others.push((named.clone(), Zone::new(named.zone(), start, end)));
            }
        }
        Zones {
            plan: Zone::new(plan.zone(), start, end),
            others,
        }
    }

    /// The same zones as if their clocks stood for UTC and never changed, so that an instant
    /// is a time of the wall clock.
    pub(crate) fn wall_clock(plan: &ParentingPlan) -> Zones {
        let flat = || Zone {
            first: 0,
            rest: Vec::new(),
        };
        let zones = Zones::new(plan, 0, 0);
        Zones {
            plan: flat(),
            others: zones
                .others
                .into_iter()
                .map(|(named, _)| (named, flat()))
                .collect(),
        }
    }

    /// The zone of the plan.
    pub(crate) fn plan(&self) -> &Zone {
        &self.plan
    }

    /// The zone of a clause's clock times.
    pub(crate) fn of(&self, clause: &Clause) -> &Zone {
        let other = clause.zone.as_ref().and_then(|named| {
            let mut others = self.others.iter();
            others.find(|(known, _)| known.name() == named.name())
        });
        other.map_or(&self.plan, |(_, zone)| zone)
    }
}

/// A stretch of local time under one offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Offset {
    /// Wall-clock seconds from which it holds.
    local_from: i64,
    /// Seconds to take from the wall clock to get UTC.
    seconds: i64,
}

/// The offsets of a zone over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Zone {
    /// The offset before the first transition.
    first: i64,
    /// One a transition, in order of time.
    rest: Vec<Offset>,
}

impl Zone {
    /// The offsets of `zone` from `start` to `end`, both UTC seconds.
    pub(crate) fn new(zone: &TimeZone, start: i64, end: i64) -> Zone {
        let start = timestamp(start);
        let first = i64::from(zone.to_offset(start).seconds());
        let mut before = first;
        let mut rest = Vec::new();
        for transition in zone.following(start) {
            if transition.timestamp().as_second() > end {
                break;
            }
            let seconds = i64::from(transition.offset().seconds());
            // A time that the jump skips keeps the offset from before it and so shifts
            // forward; a time that comes twice keeps it and so is the first.
            let local_from = transition.timestamp().as_second() + seconds.max(before);
            if seconds != before {
                rest.push(Offset {
                    local_from,
                    seconds,
                });
            }
            before = seconds;
        }
        Zone { first, rest }
    }

    /// The instant of a wall-clock time, both in seconds.
    pub(crate) fn instant(&self, local: i64) -> i64 {
        let passed = self
            .rest
            .partition_point(|offset| offset.local_from <= local);
        local
            - passed
                .checked_sub(1)
                .and_then(|index| self.rest.get(index))
                .map_or(self.first, |offset| offset.seconds)
    }

    /// The same for wall-clock times that mostly come in order.
    pub(crate) fn cursor(&self) -> Cursor<'_> {
        let mut cursor = Cursor {
            zone: self,
            from: i64::MIN,
            until: 0,
            seconds: 0,
        };
        cursor.seek(i64::MIN);
        cursor
    }
}

/// Remembers the offset of the last wall-clock time.
#[derive(Debug)]
pub(crate) struct Cursor<'z> {
    zone: &'z Zone,
    from: i64,
    until: i64,
    seconds: i64,
}

impl Cursor<'_> {
    /// The instant of a wall-clock time, both in seconds.
    #[inline]
    pub(crate) fn instant(&mut self, local: i64) -> i64 {
        if local < self.from || local >= self.until {
            self.seek(local);
        }
        local - self.seconds
    }

    #[cold]
    fn seek(&mut self, local: i64) {
        let passed = self
            .zone
            .rest
            .partition_point(|offset| offset.local_from <= local);
        let current = passed
            .checked_sub(1)
            .and_then(|index| self.zone.rest.get(index));
        (self.from, self.seconds) = current.map_or((i64::MIN, self.zone.first), |offset| {
            (offset.local_from, offset.seconds)
        });
        self.until = self
            .zone
            .rest
            .get(passed)
            .map_or(i64::MAX, |offset| offset.local_from);
    }
}

/// An instant from seconds; what no timestamp can hold becomes the nearest that can.
pub(crate) fn timestamp(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, DateTime};
    use jiff::tz::TimeZoneDatabase;

    use super::*;
    use crate::day;

    /// Against jiff's own conversion, for each half hour of some years.
    fn check(name: &str, from: Date, days: i32) {
        let tz = TimeZoneDatabase::bundled().get(name).unwrap();
        let first = day::number(from);
        let start = i64::from(first) * day::DAY_SECONDS;
        let zone = Zone::new(
            &tz,
            start - 200_000,
            start + i64::from(days) * day::DAY_SECONDS + 200_000,
        );
        let mut cursor = zone.cursor();
        for half_hour in 0..i64::from(days) * 48 {
            let local = start + half_hour * 1_800;
            let datetime: DateTime = day::date(i32::try_from(local.div_euclid(86_400)).unwrap())
                .at(
                    i8::try_from(local.rem_euclid(86_400) / 3_600).unwrap(),
                    i8::try_from(local.rem_euclid(3_600) / 60).unwrap(),
                    0,
                    0,
                );
            let expected = tz
                .to_ambiguous_zoned(datetime)
                .compatible()
                .unwrap()
                .timestamp()
                .as_second();
            assert_eq!(cursor.instant(local), expected, "{name} {datetime}");
            assert_eq!(zone.instant(local), expected, "{name} {datetime}");
        }
    }

    #[test]
    fn agrees_with_jiff_over_transitions() {
        check("Europe/Amsterdam", Date::constant(2026, 12, 1), 800);
        check("America/Chicago", Date::constant(2027, 1, 1), 400);
        check("Australia/Lord_Howe", Date::constant(2027, 1, 1), 400);
        check("America/St_Johns", Date::constant(2005, 1, 1), 800);
        check("Pacific/Apia", Date::constant(2011, 6, 1), 400);
        check("Africa/Casablanca", Date::constant(2027, 1, 1), 400);
        check("UTC", Date::constant(2027, 1, 1), 30);
    }
}
