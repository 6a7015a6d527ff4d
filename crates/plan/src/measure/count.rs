//! What every measure counts with: nights, seconds, changes of carer. Reads stays and nights.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::timeline::{ChildTimeline, Stay, Timeline, changes};
use crate::{PerParent, Side, day};

/// The neighbours between which the child passes to the other parent and goes to another home:
/// the one place that says what counts as a handover in the measures. Where the children stay
/// and the parents take turns there is none.
pub(super) fn handed_over<'s>(
    timeline: &'s Timeline,
    stays: &'s [Stay],
) -> impl Iterator<Item = (&'s Stay, &'s Stay)> {
    changes(stays).filter(|(before, after)| timeline.changes_home(before, after))
}

/// Nights with each parent.
pub(super) fn overnights(nights: &[Option<Side>]) -> PerParent<u32> {
    PerParent::from_fn(|side| count(nights.iter().filter(|night| **night == Some(side))))
}

/// Elapsed seconds with each parent.
pub(super) fn seconds(stays: &[Stay]) -> PerParent<i64> {
    let mut seconds = PerParent::default();
    for stay in stays {
        *seconds.get_mut(stay.parent) += stay.end.as_second() - stay.start.as_second();
    }
    seconds
}

pub(super) fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// Whole seconds as hours; exact, since a window holds far fewer than 2^53 of them.
#[expect(
    clippy::cast_precision_loss,
    reason = "a window holds far fewer than 2^53 seconds"
)]
pub(super) fn hours(seconds: i64) -> f64 {
    seconds as f64 / 3_600.0
}

/// The dates from the first up to but without the second.
pub(super) type Dates = (Date, Date);

/// One child's window in a form that can be asked about any part of it.
pub(super) struct Counted<'t> {
    timeline: &'t Timeline,
    pub(super) child: &'t ChildTimeline,
    nights: Vec<Option<Side>>,
    stays: Vec<Stay>,
    changes: Vec<Timestamp>,
}

impl<'t> Counted<'t> {
    pub(super) fn new(timeline: &'t Timeline, child: &'t ChildTimeline) -> Counted<'t> {
        let stays = child.stays();
        Counted {
            timeline,
            child,
            nights: timeline.nights_of(child),
            changes: handed_over(timeline, &stays)
                .map(|(_, after)| after.start)
                .collect(),
            stays,
        }
    }

    /// Who has each night of these dates, which lie in the window.
    pub(super) fn nights(&self, (from, to): Dates) -> &[Option<Side>] {
        let first = day::number(self.timeline.window().from());
        let place = |date| usize::try_from(day::number(date) - first).unwrap_or(0);
        let last = place(to).min(self.nights.len());
        self.nights.get(place(from)..last).unwrap_or_default()
    }

    /// The stays of these dates, cut at their ends.
    pub(super) fn stays(&self, dates: Dates) -> Vec<Stay> {
        let (start, end) = self.instants(dates);
        let first = self.stays.partition_point(|stay| stay.end <= start);
        let last = self.stays.partition_point(|stay| stay.start < end);
        let mut stays = self.stays.get(first..last).unwrap_or_default().to_vec();
        if let Some(stay) = stays.first_mut() {
            stay.start = stay.start.max(start);
        }
        if let Some(stay) = stays.last_mut() {
            stay.end = stay.end.min(end);
        }
        stays
    }

    /// Changes of carer on these dates; one exactly at their beginning counts, unless the
    /// window begins there too.
    pub(super) fn handovers(&self, dates: Dates) -> u32 {
        let (start, end) = self.instants(dates);
        let first = self.changes.partition_point(|change| *change < start);
        let last = self.changes.partition_point(|change| *change < end);
        u32::try_from(last.saturating_sub(first)).unwrap_or(u32::MAX)
    }

    /// The elapsed seconds of these dates.
    pub(super) fn length(&self, dates: Dates) -> i64 {
        let (start, end) = self.instants(dates);
        end.as_second() - start.as_second()
    }

    fn instants(&self, (from, to): Dates) -> (Timestamp, Timestamp) {
        let window = self.timeline.window();
        let instant = |date: Date| {
            if date <= window.from() {
                self.timeline.start()
            } else if date >= window.to() {
                self.timeline.end()
            } else {
                self.timeline.midnight(date)
            }
        };
        (instant(from), instant(to))
    }
}
