//! Parenting time in numbers: nights, hours, handovers, longest stretches, weekends; by month
//! and year (`period`), in and out of given stretches (`stretch`), by the standards of the law
//! (`standard`). Reads a timeline, decides nothing.

mod count;
mod json;
mod period;
mod siblings;
mod standard;
mod stretch;
mod weekend;

use jiff::civil::Date;

pub use self::period::{Period, PeriodChild, PeriodMeasures, measure_by};
pub use self::standard::{
    Applicability, CareClass, Finding, Fraction, NIGHT_THRESHOLDS, Needs, NightThreshold,
    StandardResult, parenting_quarters, standards,
};
pub use self::stretch::{StretchMeasures, measure_within, seconds_outside};
pub use self::weekend::WeekendMeasures;

use self::count::{count, handed_over, hours};
use crate::timeline::{ChildTimeline, Clash, Gap, Stay, Timeline, changes};
use crate::{ChildId, ClauseId, ParentId, ParentingPlan, PerParent, Side, day};

/// The measures of a window. Serialises to the JSON of `plan measure`.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// The first date.
    pub from: Date,
    /// The date at whose 00:00 the window ends.
    pub to: Date,
    /// The ids of the parents, [`Side::A`] first.
    pub parents: [ParentId; 2],
    /// One entry a child, in the order of the plan.
    pub children: Vec<ChildMeasures>,
    /// Nights on which all children are in the same home, by its parent.
    pub together: PerParent<u32>,
    /// Nights on which at least two children are in different homes.
    pub apart: u32,
    /// The same for each pair of children.
    pub pairs: Vec<PairMeasures>,
    clauses: Vec<ClauseId>,
}

/// The measures of one child.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildMeasures {
    /// The child.
    pub child: ChildId,
    /// Nights with each parent.
    pub overnights: PerParent<u32>,
    /// All nights of the window, also those that are nobody's.
    pub nights: u32,
    /// Elapsed seconds with each parent. A day on which the clocks change has 23 or 25 hours.
    pub seconds: PerParent<i64>,
    /// The longest run of nights with each parent; a visit by day does not interrupt it.
    pub longest_nights: PerParent<u32>,
    /// The longest time without each parent, in elapsed seconds; a visit ends it.
    pub longest_apart_seconds: PerParent<i64>,
    /// Times that the child passes to the other parent inside the window; a visit counts two, a
    /// change at the beginning none. Where the parents take turns in one home there is none.
    pub handovers: u32,
    /// Changes of carer in one home, in which the parents move and the child does not.
    pub parents_move: u32,
    /// Stretches under a clash. They count for neither parent.
    pub clashes: Vec<Clash>,
    /// Stretches of which no clause speaks. They count for neither parent.
    pub gaps: Vec<Gap>,
    /// The nights of Friday and Saturday.
    pub weekends: WeekendMeasures,
}

/// Two children compared by night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairMeasures {
    /// The children, in the order of the plan.
    pub children: [ChildId; 2],
    /// Nights in the same home, by its parent.
    pub together: PerParent<u32>,
    /// Nights in different homes.
    pub apart: u32,
}

impl ChildMeasures {
    /// The fraction of the window's nights with a parent, 0 to 1.
    pub fn share(&self, side: Side) -> f64 {
        f64::from(*self.overnights.get(side)) / f64::from(self.nights.max(1))
    }

    /// Elapsed hours with a parent.
    pub fn hours(&self, side: Side) -> f64 {
        hours(*self.seconds.get(side))
    }

    /// The longest time without a parent, in elapsed hours.
    pub fn longest_apart_hours(&self, side: Side) -> f64 {
        hours(*self.longest_apart_seconds.get(side))
    }
}

impl Measures {
    /// The measures of a child.
    pub fn child(&self, id: &ChildId) -> Option<&ChildMeasures> {
        self.children.iter().find(|measures| measures.child == *id)
    }

    /// The measures of two children together, in any order.
    pub fn pair(&self, one: &ChildId, other: &ChildId) -> Option<&PairMeasures> {
        self.pairs
            .iter()
            .find(|pair| pair.children.contains(one) && pair.children.contains(other))
    }
}

/// Measures a timeline of this plan over its window.
///
/// Dates mean 00:00 in the plan's zone. Stretches and gaps are cut at the window. Hours are
/// elapsed hours. The share is a fraction by nights, of all nights of the window. A night that
/// is nobody's (a clash, a gap) ends a run of nights and is neither together nor apart. Time
/// apart is counted within the plan's dates and the child's life.
pub fn measure(plan: &ParentingPlan, timeline: &Timeline) -> Measures {
    let nights: Vec<Vec<Option<Side>>> = timeline
        .children()
        .iter()
        .map(|child| timeline.nights_of(child))
        .collect();
    let saturdays = weekend::saturdays_after(plan, timeline);
    let children = timeline
        .children()
        .iter()
        .zip(&nights)
        .zip(saturdays)
        .map(|((child, nights), saturday)| measure_child(plan, timeline, child, nights, saturday))
        .collect();
    let (together, apart) = siblings::compare(&nights);
    let [a, b] = plan.parents();
    Measures {
        from: timeline.window().from(),
        to: timeline.window().to(),
        parents: [a.id.clone(), b.id.clone()],
        children,
        together,
        apart,
        pairs: siblings::pairs(timeline, &nights),
        clauses: plan
            .clauses()
            .iter()
            .map(|clause| clause.id.clone())
            .collect(),
    }
}

fn measure_child(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: &ChildTimeline,
    nights: &[Option<Side>],
    saturday_after: Option<Side>,
) -> ChildMeasures {
    let stays = child.stays();
    let first_day = day::number(timeline.window().from());
    let extent = care_extent(plan, timeline, child, &stays);
    let handovers = count(handed_over(timeline, &stays));
    ChildMeasures {
        child: child.child.clone(),
        overnights: count::overnights(nights),
        nights: timeline.window().nights(),
        seconds: count::seconds(&stays),
        longest_nights: PerParent::from_fn(|side| longest_run(nights, side)),
        longest_apart_seconds: PerParent::from_fn(|side| longest_apart(&stays, side, extent)),
        handovers,
        parents_move: count(changes(&stays)).saturating_sub(handovers),
        clashes: child.clashes.clone(),
        gaps: child.gaps.clone(),
        weekends: weekend::weekends(first_day, nights, saturday_after),
    }
}

/// The part of the window in which the plan holds for a child or something was agreed for it.
fn care_extent(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: &ChildTimeline,
    stays: &[Stay],
) -> (i64, i64) {
    let first = plan
        .child(&child.child)
        .map_or(plan.from(), |child| plan.speaks_from(child));
    let start = timeline.midnight(first).max(timeline.start()).as_second();
    let end = plan
        .until()
        .map_or(timeline.end(), |until| {
            timeline.midnight(until).min(timeline.end())
        })
        .as_second();
    let first = stays.first().map_or(start, |stay| stay.start.as_second());
    let last = stays.last().map_or(end, |stay| stay.end.as_second());
    (start.min(first), end.max(last))
}

fn longest_run(nights: &[Option<Side>], side: Side) -> u32 {
    nights
        .chunk_by(|one, next| one == next)
        .filter(|run| run.first() == Some(&Some(side)))
        .map(|run| count(run.iter()))
        .max()
        .unwrap_or(0)
}

fn longest_apart(stays: &[Stay], side: Side, (start, end): (i64, i64)) -> i64 {
    let (mut longest, mut since) = (0, start);
    for stay in stays.iter().filter(|stay| stay.parent == side) {
        longest = longest.max(stay.start.as_second() - since);
        since = stay.end.as_second();
    }
    longest.max(end - since)
}
