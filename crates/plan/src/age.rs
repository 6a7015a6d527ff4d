//! A child's age as a plan writes it, such as "6 months". Looks only at the calendar.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use crate::day;

/// An age in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Age {
    /// How many of the unit, 1 or more.
    pub count: u16,
    /// The unit.
    pub unit: AgeUnit,
}

/// What an age is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgeUnit {
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

impl AgeUnit {
    pub(crate) const ALL: [AgeUnit; 4] = [
        AgeUnit::Days,
        AgeUnit::Weeks,
        AgeUnit::Months,
        AgeUnit::Years,
    ];

    /// The word for several, and for one.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            AgeUnit::Days => ("days", "day"),
            AgeUnit::Weeks => ("weeks", "week"),
            AgeUnit::Months => ("months", "month"),
            AgeUnit::Years => ("years", "year"),
        }
    }
}

impl Age {
    /// The date on which a child who was born on `born` reaches the age.
    ///
    /// A month is complete on the day of the month of the birth, or on the last day of a month
    /// that is too short: born on 31 August, six months old on 28 February. Years, and months
    /// that make whole years, are complete on the birthday; see [`crate::Child::birthday`].
    pub fn reached(self, born: Date) -> Date {
        let count = i32::from(self.count);
        let days = |days: i32| day::date(day::number(born).saturating_add(days));
        match self.unit {
            AgeUnit::Days => days(count),
            AgeUnit::Weeks => days(count.saturating_mul(7)),
            AgeUnit::Months if self.count.is_multiple_of(12) => birthday(born, self.count / 12),
            AgeUnit::Months => born.saturating_add(Span::new().months(count)),
            AgeUnit::Years => birthday(born, self.count),
        }
    }
}

fn birthday(born: Date, years: u16) -> Date {
    day::birthday(born, u8::try_from(years).unwrap_or(u8::MAX))
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (several, one) = self.unit.words();
        let word = if self.count == 1 { one } else { several };
        write!(f, "{} {word}", self.count)
    }
}
