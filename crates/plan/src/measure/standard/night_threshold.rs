//! Thresholds of nights a year, as most of the United States have one. Data, and one comparison.

use super::{Finding, Needs, Standard};

/// A number of nights in twelve months from which something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NightThreshold<'t> {
    /// A name that stays, such as `us-oh`.
    pub name: &'t str,
    /// Where it is written.
    pub source: &'t str,
    /// The least number of nights that counts.
    pub nights_per_year: u32,
}

/// Thresholds whose source states a number of nights. Others can be given beside them.
pub const NIGHT_THRESHOLDS: [NightThreshold<'static>; 4] = [
    NightThreshold {
        name: "us-nc",
        source: "North Carolina Child Support Guidelines, Worksheet B (AOC-CV-628)",
        nights_per_year: 123,
    },
    NightThreshold {
        name: "us-oh",
        source: "Ohio Revised Code, section 3119.051",
        nights_per_year: 90,
    },
    NightThreshold {
        name: "us-ok",
        source: "Oklahoma Statutes, title 43, section 118E",
        nights_per_year: 121,
    },
    NightThreshold {
        name: "us-ut",
        source: "Utah Code, section 81-6-206",
        nights_per_year: 111,
    },
];

/// Nights in twelve months against the threshold.
pub(super) fn standard<'t>(threshold: &NightThreshold<'t>) -> Standard<'t> {
    let at_least = threshold.nights_per_year;
    Standard {
        name: threshold.name,
        source: threshold.source,
        needs: Needs::TwelveMonths,
        find: Box::new(move |counts, side| Finding::at_least(*counts.nights.get(side), at_least)),
    }
}
