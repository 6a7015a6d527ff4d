//! Parenting time inside and outside of given stretches, such as school hours or a holiday.
//! Reads a child's timeline.

use jiff::Timestamp;

use super::count::{self, Dates};
use crate::timeline::{ChildTimeline, Timeline};
use crate::{PerParent, Side, day};

/// What lies within some stretches of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StretchMeasures {
    /// Nights with each parent.
    pub overnights: PerParent<u32>,
    /// All nights, also those that are nobody's.
    pub nights: u32,
    /// Elapsed seconds with each parent.
    pub seconds: PerParent<i64>,
    /// All elapsed seconds, also those that are nobody's.
    pub all_seconds: i64,
}

impl StretchMeasures {
    /// Elapsed hours with a parent.
    pub fn hours(&self, side: Side) -> f64 {
        count::hours(*self.seconds.get(side))
    }
}

/// The elapsed seconds of care with each parent that lie in none of the stretches (start, and
/// end not included). Stretches may come in any order and overlap; what is outside the window
/// takes nothing away.
pub fn seconds_outside(
    child: &ChildTimeline,
    stretches: &[(Timestamp, Timestamp)],
) -> PerParent<i64> {
    let inside = seconds_inside(child, &merged(stretches));
    let mut seconds = PerParent::default();
    for care in &child.care {
        *seconds.get_mut(care.parent) += care.end.as_second() - care.start.as_second();
    }
    PerParent::from_fn(|side| seconds.get(side) - inside.get(side))
}

/// Nights and time of a child of this timeline within some stretches (start, and end not
/// included), each cut at the window. Stretches may come in any order; where they overlap,
/// time counts once.
///
/// The night of a date is within a stretch that holds the midnight after that date, or ends
/// exactly there: from Saturday 00:00 to Monday 00:00 are the nights of Saturday and Sunday,
/// and a stretch as long as the window has the window's nights.
pub fn measure_within(
    timeline: &Timeline,
    child: &ChildTimeline,
    stretches: &[(Timestamp, Timestamp)],
) -> StretchMeasures {
    let window = (timeline.start(), timeline.end());
    let cut: Vec<_> = stretches
        .iter()
        .map(|&(start, end)| (start.max(window.0), end.min(window.1)))
        .collect();
    let stretches = merged(&cut);
    let nights = timeline.nights_of(child);
    let mut measures = StretchMeasures {
        seconds: seconds_inside(child, &stretches),
        ..StretchMeasures::default()
    };
    let midnights = midnights(timeline);
    for (start, end) in stretches {
        measures.all_seconds += end.as_second() - start.as_second();
        let first = midnights.partition_point(|midnight| *midnight <= start);
        let last = midnights.partition_point(|midnight| *midnight <= end);
        let within = nights.get(first..last).unwrap_or_default();
        let overnights = count::overnights(within);
        measures.overnights.a += overnights.a;
        measures.overnights.b += overnights.b;
        measures.nights += count::count(within.iter());
    }
    measures
}

/// The midnight after each date of the window.
fn midnights(timeline: &Timeline) -> Vec<Timestamp> {
    let (from, to): Dates = (timeline.window().from(), timeline.window().to());
    (day::number(from) + 1..=day::number(to))
        .map(|number| timeline.midnight(day::date(number)))
        .collect()
}

/// Sorted, without overlaps and without empty ones.
fn merged(stretches: &[(Timestamp, Timestamp)]) -> Vec<(Timestamp, Timestamp)> {
    let mut sorted: Vec<_> = stretches
        .iter()
        .copied()
        .filter(|(start, end)| start < end)
        .collect();
    sorted.sort_unstable();
    sorted.dedup_by(|next, kept| {
        let joined = next.0 <= kept.1;
        if joined {
            kept.1 = kept.1.max(next.1);
        }
        joined
    });
    sorted
}

/// The care with each parent inside sorted, disjoint stretches.
fn seconds_inside(child: &ChildTimeline, stretches: &[(Timestamp, Timestamp)]) -> PerParent<i64> {
    let mut seconds = PerParent::default();
    for &(start, end) in stretches {
        for care in child.overlapping(start, end) {
            *seconds.get_mut(care.parent) +=
                care.end.min(end).as_second() - care.start.max(start).as_second();
        }
    }
    seconds
}
