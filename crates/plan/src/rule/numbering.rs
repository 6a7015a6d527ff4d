//! How weeks are told apart: by a number in the year, or by their weekend in the month. Plain
//! data only.

use jiff::civil::Weekday;

/// How the weeks of a year, Monday to Sunday, are numbered.
///
/// Both have 52 or 53 weeks a year, so that under both two odd weeks can follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WeekNumbering {
    /// ISO 8601: week 1 has the year's first Thursday.
    #[default]
    Iso,
    /// Week 1 begins on the year's first Monday; the days before it belong to the last week of
    /// the year before. In 2026 this has the other parity than ISO, in 2027 the same.
    FirstMonday,
}

/// Weeks, Monday to Sunday, whose counting weekday is one of the n-th of its month.
///
/// Texas counts Fridays (Family Code § 153.312: "the first, third, and fifth Friday of each
/// month"), French judgements mostly count Saturdays. The weekday decides the week, and the
/// window takes place in that week: a weekend from Friday 30 April to Sunday 2 May is the fifth
/// of April by its Friday and the first of May by its Saturday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MonthWeeks {
    /// Whether the first, second … fifth of a month are meant.
    pub nth: [bool; 5],
    /// Whether the last one of a month is meant, be it the fourth or the fifth.
    pub last: bool,
    /// The weekday that is counted.
    pub counted_by: Weekday,
}
