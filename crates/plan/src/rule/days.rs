//! Windows that belong to single days: each n-th day, and the days of a roster. Plain data only.

use jiff::civil::{Date, Time};

use crate::Side;

/// From a clock time of a day to a later one of that day or of a later day, less than 31 days
/// later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayWindow {
    /// The clock time at which it begins.
    pub from: Time,
    /// How many days later it ends.
    pub days: u8,
    /// The clock time at which it ends.
    pub until: Time,
}

/// A window on each n-th day, all for one parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The parent who has the child in it.
    pub parent: Side,
    /// The distance in days, 1 to 366.
    pub every: u16,
    /// One of the days; they are counted in both directions from here.
    pub start: Date,
    /// From when to when.
    pub window: DayWindow,
}

/// Windows on stated dates, all for one parent: for who works in shifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// The parent who has the child in them.
    pub parent: Side,
    /// The shifts; never empty.
    pub shifts: Vec<Shift>,
}

/// A window of a [`Roster`] with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The name, where the roster has several.
    pub name: Option<String>,
    /// From when to when.
    pub window: DayWindow,
    /// The dates on which it begins: sorted, each once.
    pub dates: Vec<Date>,
}
