//! How weeks are told apart: by a number in the year, or by their weekend in the month. Plain
//! data only.

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
