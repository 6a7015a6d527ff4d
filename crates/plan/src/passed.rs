//! What has happened that a plan's steps and feasts wait for. Plain data, given by the caller:
//! this crate keeps no record of its own.

use jiff::civil::Date;

use crate::{ChildId, ClauseId};

/// What has happened, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Events that steps name.
    pub events: Vec<Recorded>,
    /// Care of a clause that took place as it should.
    pub completed: Vec<Completed>,
    /// Days of feasts that were tentative and are now known.
    pub confirmed: Vec<Confirmed>,
}

/// An event on the family's record that a step of the plan may wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The name that the step uses.
    pub name: String,
    /// The day of the event; the step is taken from this day on.
    pub date: Date,
}

/// One stretch of care by a clause that took place as it should, such as a supervised visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// The clause that gave it.
    pub clause: ClauseId,
    /// The children who were there.
    pub children: Vec<ChildId>,
    /// The day on which it began.
    pub date: Date,
}

/// The day of a feast, once it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The feast, as clauses name it.
    pub feast: String,
    /// The day that counts; it takes the place of the nearest tentative one.
    pub date: Date,
}
