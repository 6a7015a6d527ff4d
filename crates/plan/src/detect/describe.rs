//! A rhythm in the words of the plan language: its name, its start, its clock times, and what it
//! leaves unexplained.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};

use super::candidates::{Candidate, Kind, began, place};
use super::nights::{Calendar, Stay, clock, datetime};
use super::{Exception, Name, Rhythm, Suggestion, is_odd};
use crate::Side;
use crate::day::{self, DAY_SECONDS};
use crate::pattern::{self, Pattern};
use crate::rule::{Change, DatedSpan, Nights, WeekNumbering, Weeks};

/// Everything about a rhythm over a calendar.
pub(super) fn suggestion(calendar: &Calendar, candidate: &Candidate) -> Suggestion {
    let (rhythm, name, from) = rule(calendar, &candidate.kind);
    let times = Times::of(calendar, &rhythm);
    let rhythm = times.set(rhythm);
    let weeks = by_weeks(calendar, &rhythm, name);
    let exceptions = exceptions(calendar, &rhythm);
    let nights = calendar.known();
    Suggestion {
        changes: times.seen(),
        changes_on_time: times.kept(&rhythm),
        rhythm,
        name,
        weeks,
        from: day::date(from),
        cycle: candidate.length,
        nights,
        explained: nights.saturating_sub(candidate.exceptions),
        exceptions,
    }
}

/// The rule with its clock times still at 00:00, its name and its first day in the calendar.
fn rule(calendar: &Calendar, kind: &Kind) -> (Rhythm, Option<Name>, i32) {
    match kind {
        Kind::Cycle(cycle) => {
            let side = |number: i32| cycle.get(place(number, cycle.len())).copied();
            let named = named(calendar.first, cycle);
            let (name, start) = match named {
                Some((name, start)) => (Some(name), start),
                None => (None, unnamed_start(calendar.first, cycle)),
            };
            let nights = Nights {
                cycle: (start..).take(cycle.len()).filter_map(side).collect(),
                start: day::date(start),
                change: Change::Daily(Time::midnight()),
            };
            (Rhythm::Nights(nights), name, start)
        }
        Kind::Weeks {
            begins,
            odd,
            numbering,
        } => {
            let this = began(calendar.first, *begins);
            let start = if this < calendar.first {
                this + 7
            } else {
                this
            };
            let weeks = Weeks {
                odd: Some(*odd),
                even: Some(odd.other()),
                day: day::date(start).weekday(),
                change: Time::midnight(),
                numbering: *numbering,
            };
            (Rhythm::Weeks(weeks), None, start)
        }
    }
}

/// The name of a cycle and the first day from `first` on that begins it. A schedule that speaks of
/// weekdays goes before one that means the same nights without them.
fn named(first: i32, cycle: &[Side]) -> Option<(Name, i32)> {
    let of_weekdays = pattern::ALL
        .iter()
        .filter(|pattern| pattern.begins.is_some());
    let of_any_day = pattern::ALL
        .iter()
        .filter(|pattern| pattern.begins.is_none());
    of_weekdays
        .chain(of_any_day)
        .find_map(|pattern| begins_with(first, cycle, pattern))
}

fn begins_with(first: i32, cycle: &[Side], pattern: &'static Pattern) -> Option<(Name, i32)> {
    let nights = pattern.cycle();
    let length = cycle.len();
    if nights.len() != length {
        return None;
    }
    let fits = |start: i32, begun_by: Side| {
        let weekday = day::date(start).weekday();
        let seen = (start..).map(|number| cycle.get(place(number, length)));
        pattern.begins.is_none_or(|begins| begins == weekday)
            && nights.iter().zip(seen).all(|(night, seen)| {
                let night = match begun_by {
                    Side::A => *night,
                    Side::B => night.other(),
                };
                seen == Some(&night)
            })
    };
    let mut starts = (first..).take(length);
    starts.find_map(|start| {
        let begun_by = Side::BOTH.into_iter().find(|side| fits(start, *side))?;
        let name = Name {
            pattern,
            first: begun_by,
        };
        Some((name, start))
    })
}

/// Whole weeks begin on a Monday, as people write them; other cycles with a change.
fn unnamed_start(first: i32, cycle: &[Side]) -> i32 {
    let length = cycle.len();
    let side = |number: i32| cycle.get(place(number, length));
    let begins = |number: &i32| {
        if length.is_multiple_of(7) {
            day::weekday_index(*number) == 0
        } else {
            side(*number) != side(*number - 1)
        }
    };
    (first..).take(length).find(begins).unwrap_or(first)
}

/// Alternating weeks as odd and even ones, where that gives the same on all dates.
fn by_weeks(calendar: &Calendar, rhythm: &Rhythm, name: Option<Name>) -> Option<Weeks> {
    let Rhythm::Nights(nights) = rhythm else {
        return None;
    };
    if name?.pattern.name != "alternating-weeks" {
        return None;
    }
    let (weekday, numbering) = (nights.start.weekday(), WeekNumbering::Iso);
    let begun_by = *nights.cycle.first()?;
    let odd = if is_odd(day::number(nights.start), numbering) {
        begun_by
    } else {
        begun_by.other()
    };
    let weeks = Weeks {
        odd: Some(odd),
        even: Some(odd.other()),
        day: weekday,
        change: nights.change.on(weekday),
        numbering,
    };
    let by_weeks = Rhythm::Weeks(weeks.clone());
    let same = |date: Date| by_weeks.side_of(date) == rhythm.side_of(date);
    let mut dates = (calendar.first..calendar.end()).map(day::date);
    dates.all(same).then_some(weeks)
}

/// How often the parent changed at which second of the day, by weekday (Monday = 0), where the
/// rhythm changes too. To the minute, as a plan states it.
struct Times([BTreeMap<i64, u32>; 7]);

impl Times {
    fn of(calendar: &Calendar, rhythm: &Rhythm) -> Times {
        let mut times: [BTreeMap<i64, u32>; 7] = Default::default();
        for number in calendar.first..calendar.end() {
            let (Some(before), Some(stay)) = (calendar.stay(number - 1), calendar.stay(number))
            else {
                continue;
            };
            let expected = rhythm.side_of(day::date(number));
            let changes = expected != rhythm.side_of(day::date(number - 1));
            if before.side != stay.side && changes && expected == Some(stay.side) {
                let minute = stay.start.rem_euclid(DAY_SECONDS) / 60 * 60;
                if let Some(times) = times.get_mut(day::weekday_index(number)) {
                    *times.entry(minute).or_default() += 1;
                }
            }
        }
        Times(times)
    }

    /// How many changes there were.
    fn seen(&self) -> u32 {
        self.0.iter().flat_map(BTreeMap::values).sum()
    }

    /// How many of them were when a rule says.
    fn kept(&self, rhythm: &Rhythm) -> u32 {
        let on = |weekday: Weekday| match rhythm {
            Rhythm::Nights(nights) => nights.change.on(weekday),
            Rhythm::Weeks(weeks) => weeks.change,
        };
        let weekdays = Weekday::Monday.cycle_forward();
        weekdays
            .zip(&self.0)
            .filter_map(|(weekday, times)| times.get(&day::clock_seconds(on(weekday))))
            .sum()
    }

    /// The rule with the most usual clock times.
    fn set(&self, rhythm: Rhythm) -> Rhythm {
        match rhythm {
            Rhythm::Nights(nights) => Rhythm::Nights(Nights {
                change: self.change(nights.cycle.len()),
                ..nights
            }),
            Rhythm::Weeks(weeks) => Rhythm::Weeks(Weeks {
                change: self.overall(),
                ..weeks
            }),
        }
    }

    /// The clock time of all changes together; 00:00 when there were none.
    fn overall(&self) -> Time {
        let mut all: BTreeMap<i64, u32> = BTreeMap::new();
        for (time, count) in self.0.iter().flatten() {
            *all.entry(*time).or_default() += count;
        }
        most_usual(&all).map_or_else(Time::midnight, clock)
    }

    /// By weekday only for whole weeks of which the weekdays differ: the language knows no other.
    fn change(&self, length: usize) -> Change {
        let usual = self.0.each_ref().map(most_usual);
        let mut stated = usual.iter().flatten();
        let first = stated.next();
        let differ = stated.any(|time| Some(time) != first);
        if !length.is_multiple_of(7) || !differ {
            return Change::Daily(self.overall());
        }
        // A weekday without a change keeps the time of the last one before it.
        let mut last = usual.iter().rev().flatten().next().copied().unwrap_or(0);
        Change::ByWeekday(usual.map(|time| {
            last = time.unwrap_or(last);
            clock(last)
        }))
    }
}

/// The time that was seen most often; of several the earliest.
fn most_usual(times: &BTreeMap<i64, u32>) -> Option<i64> {
    let mut best: Option<(i64, u32)> = None;
    for (time, count) in times {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((*time, *count));
        }
    }
    best.map(|(time, _)| time)
}

/// Nights in a row that are not as the rhythm says.
struct Run {
    first: i32,
    end: i32,
    side: Side,
}

fn exceptions(calendar: &Calendar, rhythm: &Rhythm) -> Vec<Exception> {
    let mut runs: Vec<Run> = Vec::new();
    for (number, side) in calendar.nights() {
        if rhythm.side_of(day::date(number)) == Some(side) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == number && run.side == side => run.end = number + 1,
            _ => runs.push(Run {
                first: number,
                end: number + 1,
                side,
            }),
        }
    }
    runs.iter()
        .map(|run| exception(calendar, rhythm, run))
        .collect()
}

fn exception(calendar: &Calendar, rhythm: &Rhythm, run: &Run) -> Exception {
    let changes = |number: i32| {
        let time = match rhythm {
            Rhythm::Nights(nights) => nights.change.on(day::date(number).weekday()),
            Rhythm::Weeks(weeks) => weeks.change,
        };
        i64::from(number) * DAY_SECONDS + day::clock_seconds(time)
    };
    // A stay that began earlier, or goes on, is as the rhythm says until the rhythm changes.
    let first = calendar.stay(run.first);
    let began = first.filter(|stay| stay.first_day() == run.first);
    let last = calendar.stay(run.end - 1);
    let ended = last.filter(|stay| stay.end_day() == run.end);
    let from = began.map_or_else(|| changes(run.first), |stay| stay.start);
    let until = ended.map_or_else(|| changes(run.end), |stay: &Stay| stay.end);
    Exception {
        span: DatedSpan {
            parent: run.side,
            from: datetime(from),
            until: datetime(until),
        },
        would: run.side.other(),
        first: day::date(run.first),
        nights: (run.end - run.first).unsigned_abs(),
    }
}
