//! Actual care: what each parent says of how a handover or a stretch of care went. Both may say it;
//! where they say otherwise, both stand side by side, and nothing is counted but what was agreed. Pure.

mod decide;
mod log;

use crate::{BadText, Name, Reason, words};
use jiff::civil::DateTime;
use plan::{ChildId, Side};
use std::sync::Arc;

pub(crate) use decide::say;
pub use log::{Account, CareLog, Matters, SaidOfCare};

/// Most medicines in one note.
pub const MAX_MEDICINES: usize = 10;
/// A handover or a stretch of care is told of for so many days after it.
pub const TOLD_WITHIN_DAYS: i32 = 92;
/// A handover is told of up to so many hours before its time.
pub const HANDOVER_EARLY_HOURS: i64 = 12;

/// What one parent says of how care went. Clock times are in the plan's zone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareFact {
    /// The children passed to this parent.
    HandedOver {
        /// To whom.
        to: Side,
        /// When it was to be, as agreed.
        planned: DateTime,
        /// When it was.
        at: DateTime,
    },
    /// Care of this parent did not take place: the children stayed with the other.
    Missed {
        /// Whose care.
        parent: Side,
        /// From when.
        from: DateTime,
        /// Until when.
        until: DateTime,
    },
    /// The same care did take place: an answer to somebody who said otherwise.
    TookPlace {
        /// Whose care.
        parent: Side,
        /// From when.
        from: DateTime,
        /// Until when.
        until: DateTime,
    },
}

/// One line that a parent writes: at most [`Line::MAX_CHARS`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line(Arc<str>);

impl Line {
    /// Longest line, in characters.
    pub const MAX_CHARS: usize = 200;

    /// Takes a line as typed.
    ///
    /// # Errors
    /// Says what is wrong with it: empty, too long, or not printable.
    pub fn new(text: &str) -> Result<Self, BadText> {
        words::checked(text, Self::MAX_CHARS, words::Lines::One).map(Self)
    }

    /// As [`Line::new`], where an empty field means that nothing is said.
    ///
    /// # Errors
    /// As [`Line::new`], but never [`BadText::Empty`].
    pub fn optional(text: &str) -> Result<Option<Self>, BadText> {
        match Self::new(text) {
            Ok(line) => Ok(Some(line)),
            Err(BadText::Empty) => Ok(None),
            Err(other @ (BadText::TooLong { .. } | BadText::Control)) => Err(other),
        }
    }

    /// The line as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A medicine that a child was given.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Medicine {
    /// What.
    pub name: Name,
    /// How much, as on the package.
    pub dose: Line,
    /// When, in the plan's zone.
    pub at: DateTime,
}

/// What the parent who hands over tells the other about the children. Each part may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct HandoverNote {
    /// The last meal.
    pub meal: Option<Line>,
    /// What was given, at most [`MAX_MEDICINES`].
    pub medicines: Vec<Medicine>,
    /// How they slept.
    pub sleep: Option<Line>,
    /// What is in the bag.
    pub bag: Option<Line>,
    /// Anything else.
    pub more: Option<Reason>,
}

impl HandoverNote {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// About where something was, in hundredths of a degree: about a kilometre. Given once, by who
/// chooses to, and never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoughPlace {
    north: i16,
    east: i16,
}

impl RoughPlace {
    /// A place from hundredths of degrees north and east.
    #[must_use]
    pub const fn new(north: i16, east: i16) -> Option<Self> {
        if north >= -9_000 && north <= 9_000 && east >= -18_000 && east <= 18_000 {
            Some(Self { north, east })
        } else {
            None
        }
    }

    /// Hundredths of a degree north of the equator.
    #[must_use]
    pub const fn north(self) -> i16 {
        self.north
    }

    /// Hundredths of a degree east of Greenwich.
    #[must_use]
    pub const fn east(self) -> i16 {
        self.east
    }
}

/// What a parent says of actual care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareSaid {
    /// Of which children, in the family's order.
    pub children: Vec<ChildId>,
    /// How it went.
    pub fact: CareFact,
    /// Why, or what else there is to say.
    pub reason: Option<Reason>,
    /// For the other parent, at a handover.
    pub note: HandoverNote,
    /// About where, if its author chose to say.
    pub place: Option<RoughPlace>,
}

/// Why something cannot be said of care.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CareRefusal {
    /// No child, one twice, or in another order than the family's.
    #[error("Choose which children this is about, each once.")]
    Children,
    /// There was no such handover.
    #[error(
        "There is no handover of these children at that time in what you two agreed. Look at the calendar."
    )]
    NoHandover,
    /// There was no such care.
    #[error(
        "These children were not to be with that parent over all of that time. Look at the calendar."
    )]
    NoCare,
    /// It is still to come.
    #[error("This is still to come. Tell of it when its time is there.")]
    ToCome,
    /// It is long ago.
    #[error("This is more than {days} days ago. Write a message about it instead.")]
    LongAgo {
        /// How many days back one may tell.
        days: i32,
    },
    /// A time of a handover that is far from when it was to be.
    #[error(
        "A handover is told of with a time within a day of when it was to be. If it did not take place, say that the care was missed."
    )]
    FarOff,
    /// Ends before it begins.
    #[error("The end must be after the beginning.")]
    Backwards,
    /// Nobody said that it was missed.
    #[error("The other parent did not say that this was missed.")]
    NothingToAnswer,
    /// Too many medicines.
    #[error("A note has room for {limit} medicines. Write the others into the free text.")]
    Medicines {
        /// How many fit.
        limit: usize,
    },
    /// Said the same before.
    #[error("You have said this already. It stands on the record.")]
    SaidAlready,
}
