//! Calls: contact at a distance at clock times of the week. Plain data only.

use jiff::civil::{Time, Weekday};

use crate::{NamedZone, Side, Text};

/// Calls with a parent, by telephone or video. They are contact and never care: no stretch of
/// time, night or handover comes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calls {
    /// With whom.
    pub with: CallWith,
    /// When in the week; never empty, and no moment of the week twice.
    pub at: Vec<CallTime>,
    /// How long a call is, in minutes.
    pub minutes: u8,
    /// Whose clock the times are read from.
    pub clock: CallClock,
    /// Who listens in, where the plan says that somebody does.
    pub monitored_by: Option<Text>,
}

/// The parent whom a child calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallWith {
    /// Whoever of the two does not have the child at that moment.
    Absent,
    /// This parent; no call while this parent has the child.
    Parent(Side),
}

/// A clock time on some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallTime {
    /// On which days, Monday first.
    pub days: [bool; 7],
    /// The clock time at which the call begins.
    pub time: Time,
}

impl CallTime {
    /// Whether it is a time of this weekday.
    pub fn falls_on(&self, weekday: Weekday) -> bool {
        let index = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
        self.days.get(index).copied().unwrap_or(false)
    }
}

/// The clock from which the times of calls are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallClock {
    /// That of the clause, or else of the plan.
    OfTheClause,
    /// That of the place where a parent lives, or else of the plan.
    OfParent(Side),
    /// That of a zone by name.
    Zone(NamedZone),
}
