//! Parenting time in numbers: nights, hours, handovers, longest stretches. Reads a timeline,
//! decides nothing.

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::timeline::{ChildTimeline, Clash, Gap, Source, Stay, Timeline, changes};
use crate::{ChildId, ClauseId, ParentId, ParentingPlan, PerParent, Side};

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
    /// Changes of carer inside the window; a visit counts two, a change at its beginning none.
    pub handovers: u32,
    /// Stretches under a clash. They count for neither parent.
    pub clashes: Vec<Clash>,
    /// Stretches of which no clause speaks. They count for neither parent.
    pub gaps: Vec<Gap>,
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
    let children = timeline
        .children()
        .iter()
        .zip(&nights)
        .map(|(child, nights)| measure_child(plan, timeline, child, nights))
        .collect();
    let (together, apart) = compare(&nights);
    let [a, b] = plan.parents();
    Measures {
        from: timeline.window().from(),
        to: timeline.window().to(),
        parents: [a.id.clone(), b.id.clone()],
        children,
        together,
        apart,
        pairs: pairs(timeline, &nights),
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
) -> ChildMeasures {
    let stays = child.stays();
    let mut seconds = PerParent::default();
    for stay in &stays {
        *seconds.get_mut(stay.parent) += stay.end.as_second() - stay.start.as_second();
    }
    let extent = care_extent(plan, timeline, child, &stays);
    ChildMeasures {
        child: child.child.clone(),
        overnights: PerParent::from_fn(|side| {
            count(nights.iter().filter(|night| **night == Some(side)))
        }),
        nights: timeline.window().nights(),
        seconds,
        longest_nights: PerParent::from_fn(|side| longest_run(nights, side)),
        longest_apart_seconds: PerParent::from_fn(|side| longest_apart(&stays, side, extent)),
        handovers: count(changes(&stays)),
        clashes: child.clashes.clone(),
        gaps: child.gaps.clone(),
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

/// Nights on which all are with the same parent, and nights on which some are not.
fn compare<N: AsRef<[Option<Side>]>>(children: &[N]) -> (PerParent<u32>, u32) {
    let mut together = PerParent::default();
    let mut apart = 0;
    let nights = children.first().map_or(0, |nights| nights.as_ref().len());
    for night in 0..nights {
        let of = |child: &N| child.as_ref().get(night).copied().flatten();
        let [some_a, some_b] =
            Side::BOTH.map(|side| children.iter().any(|child| of(child) == Some(side)));
        let all_known = children.iter().all(|child| of(child).is_some());
        match (some_a, some_b) {
            (true, true) => apart += 1,
            (true, false) if all_known => together.a += 1,
            (false, true) if all_known => together.b += 1,
            (true, false) | (false, true) | (false, false) => {}
        }
    }
    (together, apart)
}

fn pairs(timeline: &Timeline, nights: &[Vec<Option<Side>>]) -> Vec<PairMeasures> {
    let mut pairs = Vec::new();
    let children: Vec<_> = timeline.children().iter().zip(nights).collect();
    for (place, (one, one_nights)) in children.iter().enumerate() {
        for (other, other_nights) in children.iter().skip(place + 1) {
            let (together, apart) = compare(&[one_nights, other_nights]);
            pairs.push(PairMeasures {
                children: [one.child.clone(), other.child.clone()],
                together,
                apart,
            });
        }
    }
    pairs
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// Whole seconds as hours; exact, since a window holds far fewer than 2^53 of them.
#[expect(
    clippy::cast_precision_loss,
    reason = "a window holds far fewer than 2^53 seconds"
)]
fn hours(seconds: i64) -> f64 {
    seconds as f64 / 3_600.0
}

impl Serialize for Measures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by_parent = |values| ByParent {
            ids: &self.parents,
            values,
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("from", &self.from.to_string())?;
        map.serialize_entry("to", &self.to.to_string())?;
        map.serialize_entry("children", &Children(self))?;
        map.serialize_entry("together", &by_parent(self.together))?;
        map.serialize_entry("apart", &self.apart)?;
        let pairs: Vec<Pair<'_>> = self
            .pairs
            .iter()
            .map(|pair| Pair {
                children: [pair.children[0].as_str(), pair.children[1].as_str()],
                together: by_parent(pair.together),
                apart: pair.apart,
            })
            .collect();
        map.serialize_entry("pairs", &pairs)?;
        map.end()
    }
}

/// An object by parent id.
struct ByParent<'m, T> {
    ids: &'m [ParentId; 2],
    values: PerParent<T>,
}

impl<T: Serialize> Serialize for ByParent<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [a, b] = self.ids;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(a.as_str(), &self.values.a)?;
        map.serialize_entry(b.as_str(), &self.values.b)?;
        map.end()
    }
}

/// An object by child id.
struct Children<'m>(&'m Measures);

impl Serialize for Children<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.children.len()))?;
        for child in &self.0.children {
            map.serialize_entry(child.child.as_str(), &OneChild { all: self.0, child })?;
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Pair<'m> {
    children: [&'m str; 2],
    together: ByParent<'m, u32>,
    apart: u32,
}

#[derive(serde::Serialize)]
struct Stretch<'m> {
    start: String,
    end: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    between: Vec<Said<'m>>,
}

/// Who says what in a clash.
#[derive(serde::Serialize)]
struct Said<'m> {
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<usize>,
    parent: &'m str,
}

struct OneChild<'m> {
    all: &'m Measures,
    child: &'m ChildMeasures,
}

impl<'m> OneChild<'m> {
    fn said(&self, source: Source, side: Side) -> Said<'m> {
        let [a, b] = &self.all.parents;
        let parent = match side {
            Side::A => a.as_str(),
            Side::B => b.as_str(),
        };
        match source {
            Source::Clause(index) => Said {
                clause: self.all.clauses.get(index.get()).map(ClauseId::as_str),
                agreed: None,
                parent,
            },
            Source::Agreed(index) => Said {
                clause: None,
                agreed: Some(index.get()),
                parent,
            },
        }
    }
}

impl Serialize for OneChild<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let child = self.child;
        let ids = &self.all.parents;
        let clashes: Vec<Stretch<'_>> = child
            .clashes
            .iter()
            .map(|clash| Stretch {
                start: clash.start.to_string(),
                end: clash.end.to_string(),
                between: clash
                    .between
                    .iter()
                    .map(|&(source, side)| self.said(source, side))
                    .collect(),
            })
            .collect();
        let gaps: Vec<Stretch<'_>> = child
            .gaps
            .iter()
            .map(|gap| Stretch {
                start: gap.start.to_string(),
                end: gap.end.to_string(),
                between: Vec::new(),
            })
            .collect();
        let real = |value: &dyn Fn(Side) -> f64| ByParent {
            ids,
            values: PerParent::from_fn(value),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(
            "overnights",
            &ByParent {
                ids,
                values: child.overnights,
            },
        )?;
        map.serialize_entry("hours", &real(&|side| child.hours(side)))?;
        map.serialize_entry("share", &real(&|side| child.share(side)))?;
        map.serialize_entry(
            "longest_nights",
            &ByParent {
                ids,
                values: child.longest_nights,
            },
        )?;
        map.serialize_entry(
            "longest_apart_hours",
            &real(&|side| child.longest_apart_hours(side)),
        )?;
        map.serialize_entry("handovers", &child.handovers)?;
        map.serialize_entry("clashes", &clashes)?;
        map.serialize_entry("gaps", &gaps)?;
        map.end()
    }
}
