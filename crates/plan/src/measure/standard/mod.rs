//! What the law of several countries counts: one small file a standard, each with its source.
//! A standard is given one child's counts over a stretch of dates and says what it finds for
//! each parent; here is which dates each of them is given.

mod arizona;
mod australia;
mod canada;
mod care_discount;
mod days_test;
mod json;
mod night_threshold;
mod united_kingdom;

use jiff::civil::Date;

pub use self::arizona::parenting_quarters;
pub use self::night_threshold::{NIGHT_THRESHOLDS, NightThreshold};

use super::count::{self, Counted, Dates};
use super::period::{Period, periods};
use crate::timeline::{Stay, Timeline, Window};
use crate::{ChildId, ParentId, ParentingPlan, PerParent, Side};

/// What one standard finds for one child over a stretch of dates. Serialises to JSON by ids.
///
/// Standards count nights and time as they stand in the timeline; none of them decides what a
/// court or an office will find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardResult {
    /// A name that stays, such as `nl-care-discount`.
    pub name: String,
    /// Where the standard is written.
    pub source: String,
    /// The child.
    pub child: ChildId,
    /// The first date that was counted.
    pub from: Date,
    /// The date at whose 00:00 the counting ends.
    pub to: Date,
    /// Whether these dates are what the standard asks for.
    pub applicability: Applicability,
    /// Nights of these dates that are nobody's: a clash, a gap, or outside the plan's dates.
    pub open_nights: u32,
    /// The ids of the parents, [`Side::A`] first.
    pub parents: [ParentId; 2],
    /// What it finds for each parent.
    pub findings: PerParent<Finding>,
}

/// Whether the dates are what a standard asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// They are.
    Applies,
    /// The window is too short; what was found is only a first impression.
    WindowTooShort(Needs),
}

/// Over what a standard counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Each whole calendar year of the window by itself.
    CalendarYear,
    /// Each twelve months by themselves, from the first date of the window on.
    TwelveMonths,
    /// The average over the whole window, which has at least twelve months.
    AtLeastTwelveMonths,
}

/// What a standard finds for one parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// Nights against the least number that counts.
    AtLeastNights {
        /// Nights with the parent.
        nights: u32,
        /// The least number.
        at_least: u32,
        /// Whether it is reached.
        met: bool,
    },
    /// The Dutch care discount.
    CareDiscount {
        /// Nights with the parent.
        nights: u32,
        /// Whole weeks over which they are averaged.
        weeks: u32,
        /// The discount, in per cent of the child's need; 0 without any night.
        percent: u8,
    },
    /// The Australian percentage of care.
    PercentageOfCare {
        /// Nights with the parent.
        nights: u32,
        /// All nights.
        of: u32,
        /// Rounded as the law says.
        percent: u8,
        /// The class it gives.
        class: CareClass,
    },
    /// The British reduction for shared care.
    SharedCare {
        /// Nights with the parent.
        nights: u32,
        /// The part by which the maintenance falls; `None` below the first band.
        reduction: Option<Fraction>,
    },
    /// The Canadian share of time.
    ShareOfTime {
        /// Elapsed seconds with the parent.
        seconds: i64,
        /// All elapsed seconds.
        of: i64,
        /// The least share, in per cent.
        at_least_percent: u8,
        /// Whether it is reached.
        met: bool,
    },
    /// The parenting days of Arizona.
    ParentingDays {
        /// Quarters of a day, so that sums are exact.
        quarters: u32,
    },
}

/// The classes of care of the Australian child support scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CareClass {
    /// Less than 14 %.
    BelowRegular,
    /// 14 % to less than 35 %.
    Regular,
    /// 35 % to 65 %.
    Shared,
    /// More than 65 % to 86 %.
    Primary,
    /// More than 86 %.
    AbovePrimary,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Fraction {
    /// So many …
    pub numerator: u8,
    /// … of so many.
    pub denominator: u8,
}

/// One child's counts over the dates that a standard is given.
struct Counts {
    nights: PerParent<u32>,
    all_nights: u32,
    seconds: PerParent<i64>,
    all_seconds: i64,
    stays: Vec<Stay>,
}

/// A standard as data.
struct Standard<'s> {
    name: &'s str,
    source: &'s str,
    needs: Needs,
    find: Find<'s>,
}

type Find<'s> = Box<dyn Fn(&Counts, Side) -> Finding + 's>;

/// What every standard finds, standard by standard, child by child, stretch by stretch: the
/// built-in ones, then each threshold that the caller gives ([`NIGHT_THRESHOLDS`] holds some).
///
/// A standard over a year gives one result for each such year in the window. Where the window
/// has none, it gives one over the whole window, marked [`Applicability::WindowTooShort`].
pub fn standards(
    plan: &ParentingPlan,
    timeline: &Timeline,
    thresholds: &[NightThreshold<'_>],
) -> Vec<StandardResult> {
    let [a, b] = plan.parents();
    let parents = [a.id.clone(), b.id.clone()];
    let children: Vec<Counted<'_>> = timeline
        .children()
        .iter()
        .map(|child| Counted::new(timeline, child))
        .collect();
    let built_in = [
        care_discount::standard(),
        days_test::standard(),
        australia::standard(),
        united_kingdom::standard(),
        canada::standard(),
        arizona::standard(),
    ];
    let given = thresholds.iter().map(night_threshold::standard);
    let mut results = Vec::new();
    for standard in built_in.into_iter().chain(given) {
        let stretches = standard.needs.stretches(timeline.window());
        for child in &children {
            for &(dates, applicability) in &stretches {
                results.push(standard.result(child, dates, applicability, &parents));
            }
        }
    }
    results
}

impl Standard<'_> {
    fn result(
        &self,
        child: &Counted<'_>,
        dates: Dates,
        applicability: Applicability,
        parents: &[ParentId; 2],
    ) -> StandardResult {
        let counts = Counts::new(child, dates);
        StandardResult {
            name: self.name.to_owned(),
            source: self.source.to_owned(),
            child: child.child.child.clone(),
            from: dates.0,
            to: dates.1,
            applicability,
            open_nights: counts.all_nights - counts.nights.a - counts.nights.b,
            parents: parents.clone(),
            findings: PerParent::from_fn(|side| (self.find)(&counts, side)),
        }
    }
}

impl Counts {
    fn new(child: &Counted<'_>, dates: Dates) -> Counts {
        let nights = child.nights(dates);
        let stays = child.stays(dates);
        Counts {
            nights: count::overnights(nights),
            all_nights: count::count(nights.iter()),
            seconds: count::seconds(&stays),
            all_seconds: child.length(dates),
            stays,
        }
    }
}

impl Needs {
    /// The dates of a window over which a standard counts.
    fn stretches(self, window: Window) -> Vec<(Dates, Applicability)> {
        let period = match self {
            Needs::CalendarYear => Period::Year,
            Needs::TwelveMonths | Needs::AtLeastTwelveMonths => Period::TwelveMonths,
        };
        let whole: Vec<_> = periods(window, period)
            .into_iter()
            .filter(|(_, whole)| *whole)
            .map(|(dates, _)| (dates, Applicability::Applies))
            .collect();
        let all = (window.from(), window.to());
        match (whole.is_empty(), self) {
            (true, _) => vec![(all, Applicability::WindowTooShort(self))],
            (false, Needs::AtLeastTwelveMonths) => vec![(all, Applicability::Applies)],
            (false, Needs::CalendarYear | Needs::TwelveMonths) => whole,
        }
    }
}
