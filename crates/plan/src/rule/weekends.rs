//! Alternate weekends, and what happens when three in a row would fall to one parent. Plain
//! data only.

use jiff::civil::Date;

use super::WeeklyWindow;
use crate::Side;

/// Weekends that the two parents have in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekends {
    /// The parent who has the weekend of `start`.
    pub first: Side,
    /// The date on which a weekend begins; its weekday is that of the window.
    pub start: Date,
    /// The weekend itself.
    pub window: WeeklyWindow,
    /// What happens when a holiday would give one parent too many weekends in a row.
    pub in_a_row: InARow,
}

/// What becomes of an alternation when stronger clauses gave a parent the weekend between two
/// of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InARow {
    /// Nothing: the weekends alternate by the calendar, in both directions from the start.
    RollOn,
    /// The weekend that would be one too many goes to the other parent; all others stay as
    /// the calendar has them.
    Continue {
        /// The most weekends in a row, 1 or more.
        at_most: u8,
    },
    /// The weekend that would be one too many goes to the other parent, and is the first of a
    /// new alternation.
    Restart {
        /// The most weekends in a row, 1 or more.
        at_most: u8,
    },
}
