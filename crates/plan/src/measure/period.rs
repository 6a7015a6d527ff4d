//! Parenting time by month, by year, and by twelve or twenty-four months. Reads a timeline.

use jiff::Span;
use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::count::{self, Counted, Dates};
use super::json::ByParent;
use crate::timeline::{Timeline, Window};
use crate::{ChildId, ParentId, ParentingPlan, PerParent, Side};

/// Into what a window is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
    /// Twelve months at a time, from the first date of the window on.
    TwelveMonths,
    /// Twenty-four months at a time, from the first date of the window on: for plans that
    /// differ by even and odd years.
    TwentyFourMonths,
}

/// The measures of one period of a window. Serialises to JSON by ids.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodMeasures {
    /// The first date.
    pub from: Date,
    /// The date at whose 00:00 it ends.
    pub to: Date,
    /// Whether the whole month, year or number of months lies in the window.
    pub whole: bool,
    /// The ids of the parents, [`Side::A`] first.
    pub parents: [ParentId; 2],
    /// One entry a child, in the order of the plan.
    pub children: Vec<PeriodChild>,
}

/// One child in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodChild {
    /// The child.
    pub child: ChildId,
    /// Nights with each parent.
    pub overnights: PerParent<u32>,
    /// All nights of the period, also those that are nobody's.
    pub nights: u32,
    /// Elapsed seconds with each parent.
    pub seconds: PerParent<i64>,
    /// Changes of carer; one exactly where two periods meet is counted in the second.
    pub handovers: u32,
}

impl PeriodChild {
    /// The fraction of the period's nights with a parent, 0 to 1.
    pub fn share(&self, side: Side) -> f64 {
        f64::from(*self.overnights.get(side)) / f64::from(self.nights.max(1))
    }

    /// Elapsed hours with a parent.
    pub fn hours(&self, side: Side) -> f64 {
        count::hours(*self.seconds.get(side))
    }
}

/// Measures a timeline of this plan period by period, in order. The first and the last period
/// are cut at the window; nights, seconds and handovers of all periods add up to those of
/// [`crate::measure`].
pub fn measure_by(
    plan: &ParentingPlan,
    timeline: &Timeline,
    period: Period,
) -> Vec<PeriodMeasures> {
    let children: Vec<Counted<'_>> = timeline
        .children()
        .iter()
        .map(|child| Counted::new(timeline, child))
        .collect();
    let [a, b] = plan.parents();
    periods(timeline.window(), period)
        .into_iter()
        .map(|(dates, whole)| PeriodMeasures {
            from: dates.0,
            to: dates.1,
            whole,
            parents: [a.id.clone(), b.id.clone()],
            children: children.iter().map(|child| one(child, dates)).collect(),
        })
        .collect()
}

fn one(child: &Counted<'_>, dates: Dates) -> PeriodChild {
    let nights = child.nights(dates);
    PeriodChild {
        child: child.child.child.clone(),
        overnights: count::overnights(nights),
        nights: count::count(nights.iter()),
        seconds: count::seconds(&child.stays(dates)),
        handovers: child.handovers(dates),
    }
}

/// The periods of a window, each cut at it, and whether it lies in it whole.
pub(super) fn periods(window: Window, period: Period) -> Vec<(Dates, bool)> {
    let (from, to) = (window.from(), window.to());
    let (anchor, months) = match period {
        Period::Month => (from.first_of_month(), 1),
        Period::Year => (from.first_of_year(), 12),
        Period::TwelveMonths => (from, 12),
        Period::TwentyFourMonths => (from, 24),
    };
    // Counted from the anchor each time: adding to 28 February would lose a 29th for good.
    let bound = |number: i32| anchor.saturating_add(Span::new().months(number * months));
    (0..)
        .map(|number| (bound(number), bound(number + 1)))
        .take_while(|(start, end)| *start < to && start < end)
        .map(|(start, end)| ((start.max(from), end.min(to)), from <= start && end <= to))
        .collect()
}

impl Serialize for PeriodMeasures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("from", &self.from.to_string())?;
        map.serialize_entry("to", &self.to.to_string())?;
        map.serialize_entry("whole", &self.whole)?;
        map.serialize_entry("children", &Children(self))?;
        map.end()
    }
}

/// An object by child id.
struct Children<'m>(&'m PeriodMeasures);

impl Serialize for Children<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.children.len()))?;
        for child in &self.0.children {
            map.serialize_entry(child.child.as_str(), &OneChild::new(&self.0.parents, child))?;
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct OneChild<'m> {
    overnights: ByParent<'m, u32>,
    hours: ByParent<'m, f64>,
    share: ByParent<'m, f64>,
    handovers: u32,
}

impl<'m> OneChild<'m> {
    fn new(ids: &'m [ParentId; 2], child: &PeriodChild) -> OneChild<'m> {
        let real = |value: &dyn Fn(Side) -> f64| ByParent {
            ids,
            values: PerParent::from_fn(value),
        };
        OneChild {
            overnights: ByParent {
                ids,
                values: child.overnights,
            },
            hours: real(&|side| child.hours(side)),
            share: real(&|side| child.share(side)),
            handovers: child.handovers,
        }
    }
}
