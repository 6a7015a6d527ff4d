//! Where a holiday passes from one parent to the other. Knows instants, not parents.

use crate::compile::holiday_days::{Season, each_day};
use crate::compile::scope::ClauseScope;
use crate::compile::zone::Cursor;
use crate::day::{self, DAY_SECONDS};
use crate::rule::{Middle, Sharing, YearlyMoment};

const WEEK_SECONDS: i64 = 7 * DAY_SECONDS;

/// When a season changes hands.
pub(crate) struct Changes {
    /// How many changes lie before it or at its beginning: each counts as made.
    pub(crate) before: usize,
    /// Those inside it, in order.
    pub(crate) inside: Vec<i64>,
}

/// When a season from `start` to `end` changes hands. A moment of the year is the one nearest
/// to the season.
pub(crate) fn changes(
    sharing: &Sharing,
    season: &Season,
    (start, end): (i64, i64),
    scope: &ClauseScope<'_>,
    clock: &mut Cursor<'_>,
) -> Changes {
    let mut inside = match sharing {
        Sharing::Whole(_) => Vec::new(),
        Sharing::Halves { at, .. } => match at {
            Middle::Midpoint => vec![to_minute(start + (end - start) / 2)],
            Middle::MidpointWithout(days) => {
                let mut off = Vec::new();
                let last = season.until.div_euclid(DAY_SECONDS);
                let last = i32::try_from(last).unwrap_or(i32::MAX);
                let first = i32::try_from(season.from.div_euclid(DAY_SECONDS)).unwrap_or(i32::MIN);
                for named in days {
                    each_day(named, scope, (first, last), |number, _| off.push(number));
                }
                vec![midpoint_without(&mut off, (start, end), clock)]
            }
            Middle::Yearly(moment) => yearly(*moment, season, clock).into_iter().collect(),
            Middle::After { days, minutes } => {
                let number = i64::from(season.first) + i64::from(*days);
                vec![clock.instant(number * DAY_SECONDS + i64::from(*minutes) * 60)]
            }
        },
        Sharing::Parts { at, .. } => {
            let mut all: Vec<i64> = Vec::with_capacity(at.len());
            for moment in at {
                all.extend(yearly(*moment, season, clock));
            }
            all
        }
        Sharing::Weeks { change, .. } => {
            let change = change.map(|(weekday, time)| {
                i64::from(day::weekday_offset(weekday)) * DAY_SECONDS + day::clock_seconds(time)
            });
            weeks(change, season)
                .map(|local| clock.instant(local))
                .collect()
        }
    };
    inside.sort_unstable();
    inside.dedup();
    let before = inside.partition_point(|at| *at <= start);
    inside.drain(..before);
    inside.retain(|at| *at < end);
    Changes { before, inside }
}

fn to_minute(seconds: i64) -> i64 {
    seconds - seconds.rem_euclid(60)
}

/// Halfway through the time that does not lie on some days. Where nothing else is left, halfway
/// through the whole.
fn midpoint_without(off: &mut Vec<i32>, (start, end): (i64, i64), clock: &mut Cursor<'_>) -> i64 {
    off.sort_unstable();
    off.dedup();
    let mut free: Vec<(i64, i64)> = Vec::with_capacity(off.len() + 1);
    let mut begin = start;
    for &number in off.iter() {
        let midnight = i64::from(number) * DAY_SECONDS;
        let (from, until) = (
            clock.instant(midnight),
            clock.instant(midnight + DAY_SECONDS),
        );
        if begin < from {
            free.push((begin, from.min(end)));
        }
        begin = begin.max(until);
    }
    if begin < end {
        free.push((begin, end));
    }
    free.retain(|(from, until)| from < until);
    let all: i64 = free.iter().map(|(from, until)| until - from).sum();
    let mut left = all / 2;
    for (from, until) in &free {
        if left < until - from {
            return to_minute(from + left);
        }
        left -= until - from;
    }
    to_minute(start + (end - start) / 2)
}

/// The moment of the year that is nearest to a season, or in it.
fn yearly(moment: YearlyMoment, season: &Season, clock: &mut Cursor<'_>) -> Option<i64> {
    let year = day::date(season.first).year();
    let seconds = i64::from(moment.minutes) * 60;
    let distance = |local: &i64| (season.from - local).max(local - season.until).max(0);
    let years = [year.saturating_sub(1), year, year.saturating_add(1)];
    let nearest = years
        .into_iter()
        .filter_map(|year| {
            let number = day::number(moment.day.in_year(year)?);
            Some(i64::from(number) * DAY_SECONDS + seconds)
        })
        .min_by_key(distance);
    nearest.map(|local| clock.instant(local))
}

/// The changes week by week, by the wall clock. On a weekday and time the first change is the
/// one nearest to seven days after the beginning; a last piece of less than half a week stays
/// with the week before it.
fn weeks(change: Option<i64>, season: &Season) -> impl Iterator<Item = i64> + use<> {
    let Season { from, until, .. } = *season;
    let first = match change {
        None => from + WEEK_SECONDS,
        Some(in_week) => {
            let earliest = from + WEEK_SECONDS / 2;
            // 1 January 1970 was a Thursday, three days after a Monday.
            let monday_based = earliest + 3 * DAY_SECONDS;
            earliest + (in_week - monday_based).rem_euclid(WEEK_SECONDS)
        }
    };
    let weeks = std::iter::successors(Some(first), |at| Some(at + WEEK_SECONDS));
    weeks.take_while(move |at| *at <= until - WEEK_SECONDS / 2)
}
