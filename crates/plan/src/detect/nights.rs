//! Stretches of care as nights: checked, joined to stays, and laid out by date.

use jiff::civil::{Date, DateTime, Time};

use super::{DetectError, STRETCHES_MAX, YEARS_MAX};
use crate::day::{self, DAY_SECONDS};
use crate::rule::DatedSpan;
use crate::{PerParent, Side, limits};

/// Unbroken care of one parent, in seconds of the wall clock as [`day::local_seconds`] counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) start: i64,
    /// Not included.
    pub(super) end: i64,
    pub(super) side: Side,
}

impl Stay {
    /// The day on which it begins, which is that of its first night if it has one.
    pub(super) fn first_day(&self) -> i32 {
        day_of(self.start)
    }

    /// The day on which it ends; its last night is that of the day before.
    pub(super) fn end_day(&self) -> i32 {
        day_of(self.end)
    }
}

/// A child's nights.
pub(super) struct Calendar {
    /// The day of the first known night; 0 when there is none.
    pub(super) first: i32,
    stays: Vec<Stay>,
    /// By day from the first known night to the last one: the place of its stay.
    nights: Vec<Option<usize>>,
    /// See [`super::Detection::by_day`].
    pub(super) by_day: Vec<usize>,
}

impl Calendar {
    /// The day after that of the last known night.
    pub(super) fn end(&self) -> i32 {
        let nights = i32::try_from(self.nights.len()).unwrap_or(0);
        self.first.saturating_add(nights)
    }

    /// How many nights are known.
    pub(super) fn known(&self) -> u32 {
        u32::try_from(self.nights.iter().flatten().count()).unwrap_or(u32::MAX)
    }

    /// How many between them are not.
    pub(super) fn unknown(&self) -> u32 {
        let all = u32::try_from(self.nights.len()).unwrap_or(u32::MAX);
        all.saturating_sub(self.known())
    }

    /// The stay in which the night of a day lies.
    pub(super) fn stay(&self, number: i32) -> Option<&Stay> {
        let place = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.stays.get((*self.nights.get(place)?)?)
    }

    /// The known nights in order: the day and who has it.
    pub(super) fn nights(&self) -> impl Iterator<Item = (i32, Side)> + '_ {
        (self.first..self.end()).filter_map(|number| Some((number, self.stay(number)?.side)))
    }

    /// How many nights each parent has.
    pub(super) fn by_parent(&self) -> PerParent<u32> {
        let mut nights = PerParent::default();
        for (_, side) in self.nights() {
            *nights.get_mut(side) += 1;
        }
        nights
    }
}

/// The day in which a second lies.
fn day_of(seconds: i64) -> i32 {
    i32::try_from(seconds.div_euclid(DAY_SECONDS)).unwrap_or(0)
}

/// The wall clock at a second, as in [`day::local_seconds`].
pub(super) fn datetime(seconds: i64) -> DateTime {
    let of_day = seconds.rem_euclid(DAY_SECONDS);
    day::date(day_of(seconds)).to_datetime(clock(of_day))
}

/// The clock time at a second of a day.
pub(super) fn clock(of_day: i64) -> Time {
    let part = |part: i64| i8::try_from(part).unwrap_or(0);
    let (hour, minute) = (of_day / 3_600, of_day / 60 % 60);
    Time::new(part(hour), part(minute), part(of_day % 60), 0).unwrap_or_else(|_| Time::midnight())
}

/// The nights of stretches in any order.
pub(super) fn calendar(stretches: &[DatedSpan]) -> Result<Calendar, DetectError> {
    let sorted = checked(stretches)?;
    let mut stays: Vec<Stay> = Vec::new();
    // With each stretch the place of the stay of which it is a part.
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (at, (place, stretch)) in sorted.iter().enumerate() {
        let later = sorted.get(at + 1..).unwrap_or_default();
        let (start, end) = (day::local_seconds(stretch.from), end(stretch, later));
        match stays.last_mut() {
            Some(stay) if stay.side == stretch.parent && start <= stay.end => {
                stay.end = stay.end.max(end);
            }
            _ => stays.push(Stay {
                start,
                end,
                side: stretch.parent,
            }),
        }
        parts.push((*place, stays.len().saturating_sub(1)));
    }
    let nightless = |stay: usize| {
        let stay = stays.get(stay);
        stay.is_some_and(|stay| stay.first_day() >= stay.end_day())
    };
    let mut by_day: Vec<usize> = parts
        .iter()
        .filter(|(_, stay)| nightless(*stay))
        .map(|(place, _)| *place)
        .collect();
    by_day.sort_unstable();
    let (first, nights) = laid_out(&stays);
    Ok(Calendar {
        first,
        stays,
        nights,
        by_day,
    })
}

/// The first day with a night, and from there on the place of the stay of each night.
fn laid_out(stays: &[Stay]) -> (i32, Vec<Option<usize>>) {
    let with_night = || {
        stays
            .iter()
            .filter(|stay| stay.first_day() < stay.end_day())
    };
    let first = with_night().map(Stay::first_day).min().unwrap_or(0);
    let end = with_night().map(Stay::end_day).max().unwrap_or(0);
    let length = usize::try_from(end - first).unwrap_or(0);
    let mut nights = vec![None; length];
    for (place, stay) in stays.iter().enumerate() {
        for number in stay.first_day()..stay.end_day() {
            let night = usize::try_from(number - first).ok();
            if let Some(night) = night.and_then(|night| nights.get_mut(night)) {
                *night = Some(place);
            }
        }
    }
    (first, nights)
}

/// When a stretch ends. Calendars write the end of a day as 23:59, which would leave its night with
/// nobody, so that this is midnight unless the other parent's time begins before.
fn end(stretch: &DatedSpan, later: &[(usize, &DatedSpan)]) -> i64 {
    let written = day::local_seconds(stretch.until);
    let left = DAY_SECONDS - written.rem_euclid(DAY_SECONDS);
    let midnight = written + left;
    let next = later.partition_point(|(_, next)| next.from < stretch.until);
    let next = later.get(next);
    let taken = next.is_some_and(|(_, next)| {
        next.parent != stretch.parent && day::local_seconds(next.from) < midnight
    });
    if left <= 60 && !taken {
        midnight
    } else {
        written
    }
}

/// The stretches in order of time, each with its place among those given.
fn checked(stretches: &[DatedSpan]) -> Result<Vec<(usize, &DatedSpan)>, DetectError> {
    if stretches.len() > STRETCHES_MAX {
        return Err(DetectError::TooMany {
            found: stretches.len(),
        });
    }
    let years = limits::YEAR_MIN..=limits::YEAR_MAX;
    for (place, stretch) in stretches.iter().enumerate() {
        let (number, from, until) = (place + 1, stretch.from, stretch.until);
        if until <= from {
            return Err(DetectError::Backwards {
                number,
                from,
                until,
            });
        }
        if !years.contains(&from.year()) || !years.contains(&until.year()) {
            return Err(DetectError::OutOfRange {
                number,
                from,
                until,
            });
        }
    }
    let mut sorted: Vec<(usize, &DatedSpan)> = stretches.iter().enumerate().collect();
    sorted.sort_by_key(|(place, stretch)| (stretch.from, stretch.until, *place));
    not_too_long(&sorted)?;
    disjoint(&sorted)?;
    Ok(sorted)
}

fn not_too_long(sorted: &[(usize, &DatedSpan)]) -> Result<(), DetectError> {
    let from = sorted.first().map(|(_, stretch)| stretch.from.date());
    let until = sorted.iter().map(|(_, stretch)| stretch.until.date()).max();
    match from.zip(until) {
        Some((from, until)) if years_later(from) < until => {
            Err(DetectError::TooLong { from, until })
        }
        _ => Ok(()),
    }
}

/// The same date [`YEARS_MAX`] years on.
fn years_later(from: Date) -> Date {
    from.saturating_add(jiff::Span::new().years(YEARS_MAX))
}

/// Care of both parents at once is nobody's; the same parent's twice says the same twice.
fn disjoint(sorted: &[(usize, &DatedSpan)]) -> Result<(), DetectError> {
    let mut latest: PerParent<Option<(usize, DateTime)>> = PerParent::default();
    for (place, stretch) in sorted {
        if let Some((other, until)) = *latest.get(stretch.parent.other())
            && until > stretch.from
        {
            return Err(DetectError::Overlap {
                first: other + 1,
                until,
                second: place + 1,
                from: stretch.from,
            });
        }
        let own = latest.get_mut(stretch.parent);
        if own.is_none_or(|(_, until)| until < stretch.until) {
            *own = Some((*place, stretch.until));
        }
    }
    Ok(())
}
