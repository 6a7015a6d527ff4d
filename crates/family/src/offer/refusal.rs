//! When the rules of what parents offer each other say no. Each refusal is a sentence for a parent;
//! pages translate it.

use jiff::civil::{Date, DateTime};

/// A local time as the command line says it; pages have words of their own for it.
fn spoken(at: &DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Why something is not offered or taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefusal {
    /// The time for an answer is over.
    #[error(
        "This offer could be answered until {}. Nothing changed. You can propose something new.",
        spoken(.at)
    )]
    Expired {
        /// Until when, in the family's zone.
        at: DateTime,
    },
    /// A deadline that is past.
    #[error("An answer by {} is asked for, which has passed. Choose a time that is still to come.", spoken(.by))]
    DeadlinePast {
        /// The deadline, in the family's zone.
        by: DateTime,
    },
    /// A deadline after what is offered has begun.
    #[error(
        "An answer is asked for by {}, but this begins on {}. Choose an earlier time for the answer.",
        spoken(.by),
        spoken(.begins)
    )]
    DeadlineLate {
        /// The deadline, in the family's zone.
        by: DateTime,
        /// When it begins.
        begins: DateTime,
    },
    /// A deadline that is far away.
    #[error("An answer can be asked for within {days} days at most.")]
    DeadlineFar {
        /// How many days ahead it may lie.
        days: i32,
    },
    /// There is no such alternative.
    #[error("This offer has no such alternative. Choose one of those that it names.")]
    NoAlternative,
    /// Too many alternatives, or none.
    #[error("An offer has 1 to {limit} alternatives; this one has {found}.")]
    AlternativeCount {
        /// Alternatives given.
        found: usize,
        /// Alternatives allowed.
        limit: usize,
    },
    /// Two alternatives say the same.
    #[error("Two of the alternatives are the same.")]
    SameAlternatives,
    /// Care that is offered first is one stretch of time, or several, but no choice.
    #[error("Who will be away offers just that time, without alternatives.")]
    OneAlternative,
    /// Care that is offered first is one's own.
    #[error(
        "What is offered here is care of the parent who will be away. From {} the children are not to be with that parent all the time.",
        spoken(.start)
    )]
    NotOwnCare {
        /// Where the stretch begins that is not that parent's.
        start: DateTime,
    },
    /// Care is offered first by who will be away.
    #[error("Only the parent who will be away offers the own care first. You can ask for a visit.")]
    NotYourCare,
    /// The plan has no such clause.
    #[error("The plan has no clause '{0}'.")]
    NoClause(String),
    /// Nobody said that such care was missed.
    #[error("Entry {entry} does not say that care was missed, so there is nothing to make up for.")]
    NothingMissed {
        /// The number.
        entry: u64,
    },
    /// It would make up to somebody else.
    #[error(
        "Time that makes up for missed care is for the parent who missed it, with the same children."
    )]
    MakesUpToAnother,
    /// There is no such handover.
    #[error(
        "There is no handover of these children on {} in what you two agreed. Look at the calendar.",
        spoken(.planned)
    )]
    NoHandover {
        /// When it was to be.
        planned: DateTime,
    },
    /// The handover would be at quite another time.
    #[error("A handover can be moved by {hours} hours at most. For more, propose a swap.")]
    HandoverFar {
        /// By how many.
        hours: i64,
    },
    /// Another handover lies between.
    #[error(
        "Between {} and {} the children pass over another time. Propose a swap for that.",
        spoken(.start),
        spoken(.end)
    )]
    HandoverCrosses {
        /// The earlier of the two times.
        start: DateTime,
        /// The later one.
        end: DateTime,
    },
    /// Ends before it begins.
    #[error("The last day of the trip must not lie before its first one ({from}).")]
    TripBackwards {
        /// The first day.
        from: Date,
    },
    /// Begins in the past.
    #[error("The trip begins on {from}, which has passed. Choose a day that is still to come.")]
    TripPast {
        /// The first day.
        from: Date,
    },
    /// Too long.
    #[error("A trip lasts {days} days at most.")]
    TripLong {
        /// How many.
        days: i32,
    },
    /// Too far ahead.
    #[error("The trip begins on {from}, which is too far ahead.")]
    TripFar {
        /// The first day.
        from: Date,
    },
    /// A paper twice, or in another order.
    #[error("Name what goes along on the trip once each.")]
    Papers,
}
