//! Limits that a plan states about the care which its other clauses give. Plain data only.

use crate::Side;

/// What the care of the clause's children must keep to. A limit gives no care itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// No more nights in a row with the other parent.
    NightsAway {
        /// The parent whom the child is away from.
        from: Side,
        /// In nights.
        at_most: u16,
    },
    /// No longer time without a parent; any time with that parent ends it.
    HoursAway {
        /// The parent whom the child is away from.
        from: Side,
        /// In elapsed hours.
        at_most: u16,
    },
    /// So many nights with each parent.
    NightsWithEach {
        /// In nights.
        at_least: u16,
        /// In each such period.
        per: Period,
    },
    /// So many days with each parent. A date is a day with the parent who has the child for
    /// more than half of its hours.
    DaysWithEach {
        /// In days.
        at_least: u16,
        /// In each such period.
        per: Period,
    },
    /// No more changes of carer; a visit by day counts two.
    Handovers {
        /// In changes.
        at_most: u16,
        /// In each such period.
        per: Period,
    },
    /// So many nights on which all children of the clause are with the same parent.
    Together {
        /// In nights.
        at_least: u16,
        /// In each such period.
        per: Period,
    },
}

/// The periods in which a limit counts. Only whole ones are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// Monday to Sunday.
    Week,
    /// 28 nights, counted from the first date of the clause for the child.
    FourWeeks,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Period {
    /// As plans write it.
    pub fn name(self) -> &'static str {
        match self {
            Period::Week => "week",
            Period::FourWeeks => "28 nights",
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    /// Every period, the shortest first.
    pub const ALL: [Period; 4] = [Period::Week, Period::FourWeeks, Period::Month, Period::Year];

    /// The dates of the shortest such period.
    pub fn shortest_days(self) -> u16 {
        match self {
            Period::Week => 7,
            Period::FourWeeks | Period::Month => 28,
            Period::Year => 365,
        }
    }
}
