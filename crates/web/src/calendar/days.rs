//! Days as the pages draw and say them: for each child, who has care from minute to minute.
//!
//! May touch: the scene it is given. Positions are minutes on the family's own clock, so
//! that 17:30 stands at the same place on every day, also when the clock changes.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use plan::{ChildTimeline, Side, Source};

use super::scene::{Scene, Words};
use crate::page::Kids;

/// Minutes in a day on the clock.
pub const DAY_MINUTES: u16 = 24 * 60;

/// Who has the care of a child for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A parent.
    With(Side),
    /// Two clauses of equal rank disagree: nobody has the time.
    Clash,
    /// The plan is in force, but none of its clauses speaks.
    Silent,
    /// The plan is not in force.
    Outside,
}

/// A part of a day, in minutes from midnight on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// First minute.
    pub from: u16,
    /// First minute after it.
    pub to: u16,
    /// Who has the care.
    pub holder: Holder,
}

impl Stretch {
    /// The time at which it ends; midnight for the end of the day.
    pub fn end(&self) -> Time {
        clock_of(self.to)
    }
}

/// A child's day: stretches that cover it, neighbours with different holders.
pub type Lane = Vec<Stretch>;

/// What a day is on the page, apart from its care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A day of the month, or of the week, that is shown.
    Inside,
    /// A day of the month before or after.
    Outside,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// Whether it belongs to what is shown.
    pub place: Place,
    /// One lane per child, oldest first.
    pub lanes: Vec<Lane>,
    /// The clock times at which someone changes, in order, each once.
    pub changes: Vec<Time>,
    /// Whether an open proposal touches it.
    pub asked: bool,
    /// Whether an agreed swap gives some of its care.
    pub swapped: bool,
    /// Whether it went otherwise than agreed.
    pub otherwise: bool,
    /// The holiday that gives some of its care.
    pub holiday: Option<Words>,
}

impl Day {
    /// The day as the timeline has it.
    pub fn build(scene: &Scene<'_>, kids: &Kids, date: Date, place: Place) -> Day {
        let start = scene.start_of(date);
        let end = date
            .tomorrow()
            .map_or(Timestamp::MAX, |next| scene.start_of(next));
        let mut day = Day {
            date,
            place,
            lanes: Vec::with_capacity(kids.len()),
            changes: Vec::new(),
            asked: false,
            swapped: false,
            otherwise: false,
            holiday: None,
        };
        for kid in kids.all() {
            let lane = scene.timeline.child(&kid.id).map_or_else(
                || vec![whole(Holder::Outside)],
                |child| {
                    day.note_sources(scene, child, start, end);
                    lane(scene, child, start, end)
                },
            );
            let was = scene.told.actual.and_then(|actual| actual.child(&kid.id));
            day.otherwise |= was.is_some_and(|was| self::lane(scene, was, start, end) != lane);
            day.changes
                .extend(lane.iter().skip(1).map(|stretch| clock_of(stretch.from)));
            day.lanes.push(lane);
        }
        day.changes.sort_unstable();
        day.changes.dedup();
        day.asked = scene
            .open
            .iter()
            .any(|p| p.spans.iter().any(|span| span.touches(date)));
        day
    }

    fn note_sources(
        &mut self,
        scene: &Scene<'_>,
        child: &ChildTimeline,
        start: Timestamp,
        end: Timestamp,
    ) {
        for care in child.overlapping(start, end) {
            self.swapped |= matches!(care.source, Source::Agreed(_));
            if self.holiday.is_none() {
                self.holiday = scene.holiday(care.source);
            }
        }
    }

    /// Whether two clauses disagree about any child on this day.
    pub fn clashes(&self) -> bool {
        self.lanes
            .iter()
            .flatten()
            .any(|stretch| stretch.holder == Holder::Clash)
    }

    /// Children with the same day together: the places of the children, and their lane.
    pub fn groups(&self) -> Vec<(Vec<usize>, &Lane)> {
        let mut groups: Vec<(Vec<usize>, &Lane)> = Vec::new();
        for (kid, lane) in self.lanes.iter().enumerate() {
            match groups.iter_mut().find(|(_, known)| *known == lane) {
                Some((kids, _)) => kids.push(kid),
                None => groups.push((vec![kid], lane)),
            }
        }
        groups
    }
}

fn whole(holder: Holder) -> Stretch {
    Stretch {
        from: 0,
        to: DAY_MINUTES,
        holder,
    }
}

fn clock_of(minute: u16) -> Time {
    let hour = i8::try_from(minute / 60 % 24).unwrap_or_default();
    let rest = i8::try_from(minute % 60).unwrap_or_default();
    Time::new(hour, rest, 0, 0).unwrap_or(Time::midnight())
}

/// The parts of a day that are known, in order; what none of them covers is outside.
fn lane(scene: &Scene<'_>, child: &ChildTimeline, start: Timestamp, end: Timestamp) -> Lane {
    let mut parts: Vec<(Timestamp, Timestamp, Holder)> = Vec::new();
    for care in child.overlapping(start, end) {
        parts.push((care.start, care.end, Holder::With(care.parent)));
    }
    let first = child.clashes.partition_point(|clash| clash.end <= start);
    for clash in child.clashes[first..]
        .iter()
        .take_while(|clash| clash.start < end)
    {
        parts.push((clash.start, clash.end, Holder::Clash));
    }
    let first = child.gaps.partition_point(|gap| gap.end <= start);
    for gap in child.gaps[first..].iter().take_while(|gap| gap.start < end) {
        parts.push((gap.start, gap.end, Holder::Silent));
    }
    parts.sort_unstable_by_key(|(from, ..)| *from);
    let minute = |at: Timestamp| {
        if at <= start {
            0
        } else if at >= end {
            DAY_MINUTES
        } else {
            let time = scene.local(at).time();
            u16::try_from(time.hour()).unwrap_or_default() * 60
                + u16::try_from(time.minute()).unwrap_or_default()
        }
    };
    let mut lane = Lane::new();
    let mut reached = 0;
    for (from, to, holder) in parts {
        let (from, to) = (minute(from).max(reached), minute(to).max(reached));
        push(
            &mut lane,
            Stretch {
                from: reached,
                to: from,
                holder: Holder::Outside,
            },
        );
        push(&mut lane, Stretch { from, to, holder });
        reached = to;
    }
    push(
        &mut lane,
        Stretch {
            from: reached,
            to: DAY_MINUTES,
            holder: Holder::Outside,
        },
    );
    lane
}

/// Adds a stretch, joined to its neighbour where nothing changes.
fn push(lane: &mut Lane, next: Stretch) {
    if next.from >= next.to {
        return;
    }
    match lane.last_mut() {
        Some(last) if last.holder == next.holder => last.to = next.to,
        Some(_) | None => lane.push(next),
    }
}

/// The Monday on or before a day.
pub fn monday_of(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day)
}

/// A day so many days later; the last day there is, where the calendar ends.
pub fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(i64::from(days)))
}

/// One row of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The ISO number.
    pub number: i8,
    /// Seven days from Monday.
    pub days: Vec<Day>,
}

impl Week {
    /// The week of a Monday; `inside` says which of its days belong to what is shown.
    pub fn build(
        scene: &Scene<'_>,
        kids: &Kids,
        monday: Date,
        inside: impl Fn(Date) -> bool,
    ) -> Week {
        let days = (0..7).map(|n| days_after(monday, n)).map(|date| {
            let place = if inside(date) {
                Place::Inside
            } else {
                Place::Outside
            };
            Day::build(scene, kids, date, place)
        });
        Week {
            number: monday.iso_week_date().week(),
            days: days.collect(),
        }
    }
}
