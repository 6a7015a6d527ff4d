//! Clauses as pages name them: by number, and with the version of the plan where it is not the
//! one on the plan's page.
//!
//! May touch: the family it is given.

use family::{AgreedVersion, Family};
use jiff::civil::Date;
use plan::Clause;

/// A clause as a page names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseRef {
    /// As it is counted in its version of the plan, from 1.
    pub number: u16,
    /// Where its words stand, if not on the plan's page.
    pub elsewhere: Option<Elsewhere>,
}

impl ClauseRef {
    /// A clause whose words stand on the plan's page.
    pub const fn here(number: u16) -> Self {
        Self {
            number,
            elsewhere: None,
        }
    }
}

/// A version of the plan that is not the one on the plan's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Elsewhere {
    /// The proposal by which both agreed on it; its words stand there.
    pub proposal: String,
    /// When it holds.
    pub holds: Holds,
}

/// When another version holds, said from the one on the plan's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holds {
    /// It came before, and the next one begins on this date.
    Until(Date),
    /// It comes later, and begins on this date.
    From(Date),
}

/// The versions that both agreed on, and which of them the plan's page shows.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    agreed: &'a [AgreedVersion],
    shown: u16,
}

impl<'a> Versions<'a> {
    /// For a plan that stands alone: each clause is named by its number.
    pub const ALONE: Versions<'static> = Versions {
        agreed: &[],
        shown: 1,
    };

    /// Those of a family, of which the plan's page shows the one that holds on `today`.
    pub fn of(family: &'a Family, today: Date) -> Self {
        Self {
            agreed: family.versions(),
            shown: family.plan().map_or(1, |plan| plan.version_on(today)),
        }
    }

    /// A clause of the agreed plan, as a page names it.
    pub fn clause(self, clause: &Clause) -> ClauseRef {
        ClauseRef {
            number: clause.number,
            elsewhere: self.elsewhere(clause.version),
        }
    }

    fn elsewhere(self, version: u16) -> Option<Elsewhere> {
        if version == self.shown {
            return None;
        }
        let place = usize::from(version).checked_sub(1)?;
        let own = self.agreed.get(place)?;
        let holds = if version < self.shown {
            Holds::Until(self.agreed.get(place + 1)?.begins)
        } else {
            Holds::From(own.begins)
        };
        Some(Elsewhere {
            proposal: own.proposal.to_string(),
            holds,
        })
    }
}
