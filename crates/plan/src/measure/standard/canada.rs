//! The Canadian threshold of shared parenting time. Pure arithmetic.

use super::{Finding, Needs, Standard};

/// The least share of time over a year, in per cent.
const PERCENT: u8 = 40;

/// At least 40 % of the time over a year with each parent. Time is elapsed time, by night and
/// by day, of all time of the year.
///
/// Source: Federal Child Support Guidelines (SOR/97-175), section 9.
pub(super) fn standard() -> Standard<'static> {
    Standard {
        name: "ca-shared-time",
        source: "Federal Child Support Guidelines (Canada), section 9",
        needs: Needs::TwelveMonths,
        find: Box::new(|counts, side| {
            let (seconds, of) = (*counts.seconds.get(side), counts.all_seconds);
            Finding::ShareOfTime {
                seconds,
                of,
                at_least_percent: PERCENT,
                met: met(seconds, of),
            }
        }),
    }
}

fn met(seconds: i64, of: i64) -> bool {
    seconds.saturating_mul(100) >= of.saturating_mul(i64::from(PERCENT))
}

#[cfg(test)]
mod tests {
    use super::met;

    #[test]
    fn exactly_forty_per_cent_is_enough() {
        let year = 365 * 86_400;
        assert!(met(146 * 86_400, year));
        assert!(!met(146 * 86_400 - 1, year));
    }
}
