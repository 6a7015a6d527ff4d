//! Clock times of rules that fall into a change of the clocks: they do not exist on that date,
//! or come twice.

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::{Look, Said, WarningFacts, WarningKind, day_of, named};
use crate::calls::zone_of;
use crate::compile::{own_spans, timestamp};
use crate::day::{self, DAY_SECONDS};
use crate::rule::{Calls, Rule};
use crate::{Clause, ClauseIndex, NamedZone};

pub(super) fn warnings(look: &Look<'_>, index: ClauseIndex, clause: &Clause) -> Vec<Said> {
    let Some(rule) = &clause.rule else {
        return Vec::new();
    };
    let zone = if let Rule::Calls(calls) = rule {
        zone_of(look.plan, clause, calls)
    } else {
        let own = clause.zone.as_ref();
        own.map_or(look.plan.zone(), NamedZone::zone)
    };
    let (mut skipped, mut twice) = (Vec::new(), Vec::new());
    for change in changes(look, zone) {
        let moments = if let Rule::Calls(calls) = rule {
            moments_of_calls(look, clause, calls, &change)
        } else {
            moments_of_spans(look, index, clause, &change)
        };
        let list = if change.skips {
            &mut skipped
        } else {
            &mut twice
        };
        list.extend(moments.into_iter().map(|local| (local, change.seconds())));
    }
    [(true, skipped), (false, twice)]
        .into_iter()
        .filter_map(|(skips, found)| said(skips, &found))
        .collect()
}

/// The times of the wall clock that a change skips or repeats, half open.
struct ClockChange {
    from: i64,
    until: i64,
    skips: bool,
}

impl ClockChange {
    fn seconds(&self) -> i64 {
        self.until - self.from
    }
}

/// The changes of a zone's clocks over the dates ahead.
fn changes(look: &Look<'_>, zone: &TimeZone) -> Vec<ClockChange> {
    let (start, end) = (look.timeline.start(), look.timeline.end());
    let mut before = i64::from(zone.to_offset(start).seconds());
    let mut changes = Vec::new();
    for transition in zone.following(start) {
        if transition.timestamp() >= end {
            break;
        }
        let after = i64::from(transition.offset().seconds());
        let at = transition.timestamp().as_second();
        if after != before {
            changes.push(ClockChange {
                from: at + before.min(after),
                until: at + before.max(after),
                skips: after > before,
            });
        }
        before = after;
    }
    changes
}

/// Beginnings and ends of what a clause gives that lie in a change.
fn moments_of_spans(
    look: &Look<'_>,
    index: ClauseIndex,
    clause: &Clause,
    change: &ClockChange,
) -> Vec<i64> {
    let clip = (change.from - DAY_SECONDS, change.until + DAY_SECONDS);
    let mut moments = Vec::new();
    for child in look.children(clause) {
        let spans = own_spans(look.walls, (index, clause), child, clip).unwrap_or_default();
        let (first, end) = look.extent(clause, child).unwrap_or_default();
        for (place, span) in spans.iter().enumerate() {
            // Where the same parent goes on there is no change of carer.
            let follows = place
                .checked_sub(1)
                .and_then(|before| spans.get(before))
                .is_some_and(|before| before.end == span.start && before.side == span.side);
            let goes_on = spans
                .get(place + 1)
                .is_some_and(|next| next.start == span.end && next.side == span.side);
            let edges = [(span.start, follows), (span.end, goes_on)];
            moments.extend(
                edges
                    .into_iter()
                    .filter(|(_, same)| !same)
                    .map(|(at, _)| at),
            );
        }
        // The plan's own first and last midnight are no clock time of a rule.
        let midnights = [first, end].map(|day| i64::from(day) * DAY_SECONDS);
        moments.retain(|at| !midnights.contains(at));
    }
    moments.retain(|at| (change.from..change.until).contains(at));
    moments.sort_unstable();
    moments.dedup();
    moments
}

fn moments_of_calls(
    look: &Look<'_>,
    clause: &Clause,
    calls: &Calls,
    change: &ClockChange,
) -> Vec<i64> {
    let mut moments = Vec::new();
    for day in day_of(change.from)..=day_of(change.until) {
        let holds = look.children(clause).any(|child| {
            let days = look.extent(clause, child);
            days.is_some_and(|(first, end)| (first..end).contains(&day))
        });
        let weekday = day::date(day).weekday();
        let times = calls
            .at
            .iter()
            .filter(|time| holds && time.falls_on(weekday));
        let local = |time: Time| i64::from(day) * DAY_SECONDS + day::clock_seconds(time);
        moments.extend(times.map(|time| local(time.time)));
    }
    moments.retain(|at| (change.from..change.until).contains(at));
    moments
}

/// A sentence about the first such moment, and how many follow.
fn said(skips: bool, found: &[(i64, i64)]) -> Option<Said> {
    let &(local, seconds) = found.first()?;
    let (on, at) = (named(day_of(local)), clock(local));
    let (day, time) = (day::date(day_of(local)), time_of(local));
    let again = found.len() - 1;
    let more = match found.len() {
        0 | 1 => String::new(),
        2 => " It happens once more later.".to_owned(),
        _ => format!(" It happens {again} more times later."),
    };
    Some(if skips {
        let message = format!(
            "On {on} the clocks go forward and there is no {at}: what this clause has at {at} is at {} then.{more}",
            clock(local + seconds)
        );
        let help = "Choose a clock time that exists on every day, if that is not meant.";
        let facts = WarningFacts::ClockSkips {
            day,
            at: time,
            then: time_of(local + seconds),
            more: again,
        };
        Said::new(WarningKind::SkippedTime, facts, message, help)
    } else {
        let message = format!(
            "On {on} the clocks go back and {at} comes twice: this clause means the first of the two.{more}"
        );
        let help = "Choose a clock time that comes once on every day, if that is not meant.";
        let facts = WarningFacts::ClockRepeats {
            day,
            at: time,
            more: again,
        };
        Said::new(WarningKind::TimeTwice, facts, message, help)
    })
}

/// The clock time of a moment of the wall clock.
fn time_of(local: i64) -> Time {
    TimeZone::UTC.to_datetime(timestamp(local)).time()
}

/// `08:30`.
fn clock(local: i64) -> String {
    time_of(local).strftime("%H:%M").to_string()
}
