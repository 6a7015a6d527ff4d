//! The timeline of care: who has each child when, by which clause. Holds results; the work of
//! making them is in `compile`.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::compile::Zones;
use crate::day;
use crate::home::{Homes, Moves};
use crate::{ChildId, ClauseIndex, GaveWay, Passed, Side};

/// The most years that a window may span.
pub const WINDOW_YEARS_MAX: i32 = 100;

/// The dates over which a plan is compiled: from 00:00 of the first to 00:00 of the second, in
/// the plan's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    from: Date,
    to: Date,
}

/// Two dates that are not a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// The end is not after the beginning.
    #[error("The window ends on {to}, which is not after {from}.")]
    Empty {
        /// The first date.
        from: Date,
        /// The end.
        to: Date,
    },
    /// More than [`WINDOW_YEARS_MAX`] years.
    #[error("The window from {from} to {to} is longer than {WINDOW_YEARS_MAX} years.")]
    TooLong {
        /// The first date.
        from: Date,
        /// The end.
        to: Date,
    },
    /// Outside the years 1900 to 2300.
    #[error("The window from {from} to {to} is outside the years 1900 to 2300.")]
    OutOfRange {
        /// The first date.
        from: Date,
        /// The end.
        to: Date,
    },
}

impl Window {
    /// The dates from `from` on, up to but without `to`.
    ///
    /// # Errors
    /// When `to` is not after `from`, lies more than [`WINDOW_YEARS_MAX`] years later, or one
    /// of them is outside the years 1900 to 2300.
    pub fn new(from: Date, to: Date) -> Result<Window, WindowError> {
        let years = 1900..=2300;
        if to <= from {
            Err(WindowError::Empty { from, to })
        } else if !years.contains(&from.year()) || !years.contains(&to.year()) {
            Err(WindowError::OutOfRange { from, to })
        } else if day::number(to) - day::number(from) > WINDOW_YEARS_MAX * 366 {
            Err(WindowError::TooLong { from, to })
        } else {
            Ok(Window { from, to })
        }
    }

    /// The first date.
    pub fn from(self) -> Date {
        self.from
    }

    /// The date at whose 00:00 it ends.
    pub fn to(self) -> Date {
        self.to
    }

    /// How many nights, that is dates, it has.
    pub fn nights(self) -> u32 {
        (day::number(self.to) - day::number(self.from)).unsigned_abs()
    }

    /// Its dates, in order.
    pub fn dates(self) -> impl Iterator<Item = Date> {
        (day::number(self.from)..day::number(self.to)).map(day::date)
    }
}

/// The place of a one-off in the slice that was given to [`crate::compile`], from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgreedIndex(pub(crate) u32);

impl AgreedIndex {
    /// The place, from 0.
    pub fn get(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A move that both parents agreed beside the plan, such as one half of a swap.
///
/// It holds in the whole window, also where the plan itself does not. Of two over the same
/// time the later one in the slice wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOff {
    /// The caller's own name for it.
    pub id: String,
    /// The children who move.
    pub children: Vec<ChildId>,
    /// The parent who has them.
    pub parent: Side,
    /// When it begins, in the plan's wall-clock time.
    pub start: DateTime,
    /// When it ends, not included.
    pub end: DateTime,
}

/// What gave a stretch of care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A clause of the plan.
    Clause(ClauseIndex),
    /// An agreed one-off.
    Agreed(AgreedIndex),
}

/// A stretch of time in which a parent has a child, from one source over the same others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
    /// Who has the child.
    pub parent: Side,
    /// What says so.
    pub source: Source,
    /// What else spoke of this time and gave way, the strongest first.
    pub overrode: GaveWay,
}

/// A stretch of time over which two or more of equal rank name different parents. Nobody has
/// it until the plan says who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
    /// Who says what, in the order of the plan. Two spans of one clause appear as two.
    pub between: Vec<(Source, Side)>,
}

/// A stretch of time within the plan's dates of which no clause speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
}

/// An unbroken stretch with one parent, whatever gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
    /// Who has the child.
    pub parent: Side,
    /// What gave its first part.
    pub first: Source,
    /// What gave its last part.
    pub last: Source,
}

/// One child's part of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildTimeline {
    /// The child.
    pub child: ChildId,
    /// The stretches of care: sorted, disjoint, and as long as parent, source and what was
    /// overridden stay the same.
    pub care: Vec<Care>,
    /// The stretches under a clash, sorted.
    pub clashes: Vec<Clash>,
    /// The stretches of which nothing speaks, sorted.
    pub gaps: Vec<Gap>,
    /// The first day of the child's care under the plan.
    pub(crate) first_day: i32,
    /// Who has the nights that are counted after the plan or the window has ended.
    pub(crate) last_nights: LastNights,
}

/// The last night of the plan's dates in the window and the last night of the window, which
/// are counted when what gives them has ended already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LastNights {
    pub(crate) of_plan: Option<Side>,
    pub(crate) of_window: Option<Side>,
}

impl ChildTimeline {
    /// The stretch of care in which an instant lies.
    pub fn at(&self, at: Timestamp) -> Option<&Care> {
        let after = self.care.partition_point(|care| care.start <= at);
        let care = self.care.get(after.checked_sub(1)?)?;
        (at < care.end).then_some(care)
    }

    /// The stretches of care that meet the time from `start` to `end`, uncut.
    pub fn overlapping(&self, start: Timestamp, end: Timestamp) -> &[Care] {
        let first = self.care.partition_point(|care| care.end <= start);
        let last = self.care.partition_point(|care| care.start < end);
        self.care.get(first..last).unwrap_or_default()
    }

    /// The care with neighbours of the same parent joined: what changes hands and what does not.
    pub fn stays(&self) -> Vec<Stay> {
        let mut stays: Vec<Stay> = Vec::new();
        for care in &self.care {
            match stays.last_mut() {
                Some(stay) if stay.end == care.start && stay.parent == care.parent => {
                    stay.end = care.end;
                    stay.last = care.source;
                }
                _ => stays.push(Stay {
                    start: care.start,
                    end: care.end,
                    parent: care.parent,
                    first: care.source,
                    last: care.source,
                }),
            }
        }
        stays
    }
}

/// A moment at which children pass from one parent to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The instant at which the new care begins.
    pub at: Timestamp,
    /// The parent whose care ended.
    pub from: Side,
    /// The parent whose care begins.
    pub to: Side,
    /// The children who pass together, in the order of the plan.
    pub children: Vec<ChildId>,
    /// What gives the care that begins.
    pub source: Source,
    /// What gave the care that ended.
    pub ended: Source,
    /// Who moves: the parents where care before and after is in the same home.
    pub moves: Moves,
}

/// Who has each child when, over a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    pub(crate) window: Window,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    pub(crate) children: Vec<ChildTimeline>,
    pub(crate) agreed: Arc<[OneOff]>,
    /// The place in `agreed` from which on it is what happened.
    pub(crate) on_top: usize,
    pub(crate) passed: Arc<Passed>,
    pub(crate) zones: Zones,
    pub(crate) homes: Homes,
    pub(crate) night_seconds: i64,
    /// The day whose night is the plan's last in the window.
    pub(crate) last_day: i32,
}

impl Timeline {
    /// The same, of these children alone.
    #[must_use]
    pub fn of(mut self, children: &[ChildId]) -> Self {
        self.children.retain(|one| children.contains(&one.child));
        self
    }

    /// The window that was compiled.
    pub fn window(&self) -> Window {
        self.window
    }

    /// The instant at which the window begins.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// The instant at which the window ends.
    pub fn end(&self) -> Timestamp {
        self.end
    }

    /// One timeline a child, in the order of the plan.
    pub fn children(&self) -> &[ChildTimeline] {
        &self.children
    }

    /// The timeline of a child.
    pub fn child(&self, id: &ChildId) -> Option<&ChildTimeline> {
        self.children.iter().find(|timeline| timeline.child == *id)
    }

    /// The one-offs that were given.
    pub fn agreed(&self) -> &[OneOff] {
        &self.agreed
    }

    /// What had happened, as it was given.
    pub fn passed(&self) -> &Passed {
        &self.passed
    }

    /// The instant of a wall-clock time in the plan's zone. A time that does not exist shifts
    /// forward, an ambiguous one is the first. Exact within two days around the window.
    pub fn instant(&self, local: DateTime) -> Timestamp {
        crate::compile::timestamp(self.zones.plan().instant(day::local_seconds(local)))
    }

    /// 00:00 of a date in the plan's zone.
    pub fn midnight(&self, date: Date) -> Timestamp {
        self.instant(date.at(0, 0, 0, 0))
    }

    /// Who has a child on each night of the window, in order; `None` where nobody has.
    /// Empty for a child that the plan does not know.
    pub fn nights(&self, child: &ChildId) -> Vec<Option<Side>> {
        self.child(child)
            .map(|timeline| self.nights_of(timeline))
            .unwrap_or_default()
    }

    pub(crate) fn nights_of(&self, timeline: &ChildTimeline) -> Vec<Option<Side>> {
        let mut clock = self.zones.plan().cursor();
        let mut care = timeline.care.iter().peekable();
        let (first, end) = (day::number(self.window.from), day::number(self.window.to));
        (first..end)
            .map(|day| {
                if day == self.last_day {
                    return timeline.last_nights.of_plan;
                }
                if day == end - 1 {
                    return timeline.last_nights.of_window;
                }
                let at = (i64::from(day) + 1) * day::DAY_SECONDS + self.night_seconds;
                let at = clock.instant(at);
                while care.next_if(|care| care.end.as_second() <= at).is_some() {}
                let care = care.peek().filter(|care| care.start.as_second() <= at)?;
                // The night before the plan's first date is counted on that date.
                let before = day < timeline.first_day && matches!(care.source, Source::Clause(_));
                (!before).then_some(care.parent)
            })
            .collect()
    }

    /// Whether a child goes to another home where one stay follows another. Who counts the
    /// handovers of children counts these.
    pub(crate) fn changes_home(&self, before: &Stay, after: &Stay) -> bool {
        self.homes.number(before.last, before.parent)
            != self.homes.number(after.first, after.parent)
    }

    /// Every handover inside the window, in order of time. A change exactly at the beginning
    /// is none. Where nobody has a child in between, it is at the beginning of the new care.
    /// Children who pass at the same instant, in the same direction and by the same sources,
    /// pass together.
    pub fn handovers(&self) -> Vec<Handover> {
        let mut handovers: Vec<Handover> = Vec::new();
        for timeline in &self.children {
            for (before, after) in changes(&timeline.stays()) {
                handovers.push(Handover {
                    at: after.start,
                    from: before.parent,
                    to: after.parent,
                    children: vec![timeline.child.clone()],
                    source: after.first,
                    ended: before.last,
                    moves: if self.changes_home(before, after) {
                        Moves::Children
                    } else {
                        Moves::Parents
                    },
                });
            }
        }
        let key = |handover: &Handover| {
            (
                handover.at,
                handover.from,
                handover.to,
                handover.source,
                handover.ended,
            )
        };
        handovers.sort_by_key(key);
        handovers.dedup_by(|next, kept| {
            let together = key(next) == key(kept);
            if together {
                kept.children.append(&mut next.children);
            }
            together
        });
        handovers
    }
}

/// The neighbours of which the second is with the other parent.
pub(crate) fn changes(stays: &[Stay]) -> impl Iterator<Item = (&Stay, &Stay)> {
    stays
        .iter()
        .zip(stays.iter().skip(1))
        .filter(|(before, after)| before.parent != after.parent)
}
