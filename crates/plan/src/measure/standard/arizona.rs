//! The parenting days of Arizona, in quarters. Pure arithmetic.

use super::{Finding, Needs, Standard};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Quarters of a day for what is left of a block after its whole days, from so many seconds on.
const REMAINDERS: [(i64, u32); 3] = [(12 * HOUR, 4), (6 * HOUR, 2), (3 * HOUR, 1)];

/// Quarters of a parenting day for one block of time with a parent, from its elapsed seconds:
/// each 24 hours are a day; of the rest, 12 hours or more are a day, 6 a half, 3 a quarter,
/// less nothing. Four quarters are a day.
///
/// Source: Arizona Child Support Guidelines (A.R.S. section 25-320), parenting time days.
pub fn parenting_quarters(seconds: i64) -> u32 {
    let seconds = seconds.max(0);
    let days = u32::try_from(seconds / DAY).unwrap_or(u32::MAX);
    let rest = REMAINDERS
        .into_iter()
        .find(|(from, _)| seconds % DAY >= *from)
        .map_or(0, |(_, quarters)| quarters);
    days.saturating_mul(4).saturating_add(rest)
}

/// The blocks of twelve months, each unbroken stretch with a parent being one. A block is cut
/// where the twelve months begin and end. Time at school is not taken out of a block here.
pub(super) fn standard() -> Standard<'static> {
    Standard {
        name: "us-az-parenting-days",
        source: "Arizona Child Support Guidelines (A.R.S. section 25-320), parenting time days",
        needs: Needs::TwelveMonths,
        find: Box::new(|counts, side| Finding::ParentingDays {
            quarters: counts
                .stays
                .iter()
                .filter(|stay| stay.parent == side)
                .map(|stay| parenting_quarters(stay.end.as_second() - stay.start.as_second()))
                .fold(0, u32::saturating_add),
        }),
    }
}
