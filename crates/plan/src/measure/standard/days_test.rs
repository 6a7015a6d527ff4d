//! The 156-day test of Dutch allowances and tax credit. Pure arithmetic.

use super::{Finding, Needs, Standard};

/// Three days in each of 52 weeks.
const DAYS: u32 = 156;

/// At least 156 days of a calendar year with each parent, for the Dutch allowances and the tax
/// credit for co-parents. A day is the night that follows it.
///
/// Source: Uitvoeringsregeling inkomstenbelasting 2001, art. 44b.
pub(super) fn standard() -> Standard<'static> {
    Standard {
        name: "nl-156-days",
        source: "Uitvoeringsregeling inkomstenbelasting 2001, art. 44b",
        needs: Needs::CalendarYear,
        find: Box::new(|counts, side| Finding::at_least(*counts.nights.get(side), DAYS)),
    }
}

impl Finding {
    /// Nights against the least number that counts.
    pub(super) fn at_least(nights: u32, at_least: u32) -> Finding {
        Finding::AtLeastNights {
            nights,
            at_least,
            met: nights >= at_least,
        }
    }
}
