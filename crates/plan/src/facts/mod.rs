//! What happened: swaps that were agreed, care that took place or was missed, handovers at
//! other times, events. Plain data made only by the reader of a file of facts; knows no clock.

mod kinds;
mod make_up;

use jiff::civil::{Date, DateTime};

pub use self::kinds::{TimelineKind, compile_facts};
pub use self::make_up::{CareAmount, ChildLedger, Ledger, MadeUp, MissedTime, make_up};
use crate::day;
use crate::{ChildId, ClauseId, Completed, Confirmed, OneOff, Passed, Recorded, Side, Window};

/// A list of what happened, read for one plan. No two facts contradict each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub(crate) facts: Vec<Fact>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The number, from 1, in the order of the file.
    pub number: u16,
    /// Its own name, a slug that no other fact has; missed care always has one.
    pub id: Option<String>,
    /// The children whom it concerns, in the order of the plan; empty for events and feasts.
    pub children: Vec<ChildId>,
    /// What happened.
    pub happened: Happened,
}

/// The kinds of facts. Clock times are in the plan's zone; stretches are half open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// A swap or extra time to which both agreed.
    Agreed {
        /// The parent who has the children.
        parent: Side,
        /// When it begins.
        from: DateTime,
        /// When it ends.
        until: DateTime,
        /// The id of the missed care for which it makes up.
        makes_up: Option<String>,
    },
    /// Care of a clause that took place as it should.
    Completed {
        /// The clause that gave it.
        clause: ClauseId,
        /// The date on which it began.
        date: Date,
    },
    /// Care that did not take place: the children were with the other parent.
    Missed {
        /// The parent who would have had the children.
        parent: Side,
        /// When it would have begun.
        from: DateTime,
        /// When it would have ended.
        until: DateTime,
        /// Why, in words.
        reason: Option<String>,
    },
    /// A handover that both confirmed.
    Handover {
        /// The parent to whom the children passed.
        to: Side,
        /// When it should have been.
        planned: DateTime,
        /// When it was.
        at: DateTime,
    },
    /// An event for which a step of the plan may wait.
    Event {
        /// Its name.
        name: String,
        /// Its date.
        date: Date,
    },
    /// The day of a feast that was tentative.
    Feast {
        /// The feast, as clauses name it.
        name: String,
        /// The day that counts.
        date: Date,
    },
    /// A call that took place.
    Call {
        /// The parent with whom the children spoke.
        parent: Side,
        /// When it began.
        at: DateTime,
        /// How long it lasted, in minutes.
        minutes: u8,
    },
}

impl Fact {
    /// Its id, or `fact-` and its number.
    pub fn name(&self) -> String {
        match &self.id {
            Some(id) => id.clone(),
            None => format!("fact-{}", self.number),
        }
    }

    /// The first and the last date that it names.
    pub(crate) fn dates(&self) -> (Date, Date) {
        match &self.happened {
            Happened::Agreed { from, until, .. } | Happened::Missed { from, until, .. } => {
                (from.date(), until.date())
            }
            Happened::Handover { planned, at, .. } => {
                (planned.date().min(at.date()), planned.date().max(at.date()))
            }
            Happened::Completed { date, .. }
            | Happened::Event { date, .. }
            | Happened::Feast { date, .. } => (*date, *date),
            Happened::Call { at, .. } => (at.date(), at.date()),
        }
    }

    fn one_off(&self, parent: Side, start: DateTime, end: DateTime) -> OneOff {
        OneOff {
            id: self.name(),
            children: self.children.clone(),
            parent,
            start,
            end,
        }
    }
}

impl Facts {
    /// Facts that somebody else vouches for: in order of time, numbered from 1, and none of them
    /// contradicts another.
    #[must_use]
    pub fn known(facts: Vec<Fact>) -> Self {
        Self { facts }
    }

    /// Every fact, in the order of the file.
    pub fn as_slice(&self) -> &[Fact] {
        &self.facts
    }

    /// What the plan's steps and feasts wait for.
    pub fn passed(&self) -> Passed {
        let mut passed = Passed::default();
        for fact in &self.facts {
            match &fact.happened {
                Happened::Event { name, date } => passed.events.push(Recorded {
                    name: name.clone(),
                    date: *date,
                }),
                Happened::Completed { clause, date } => passed.completed.push(Completed {
                    clause: clause.clone(),
                    children: fact.children.clone(),
                    date: *date,
                }),
                Happened::Feast { name, date } => passed.confirmed.push(Confirmed {
                    feast: name.clone(),
                    date: *date,
                }),
                Happened::Agreed { .. }
                | Happened::Missed { .. }
                | Happened::Handover { .. }
                | Happened::Call { .. } => {}
            }
        }
        passed
    }

    /// The swaps and the extra time that were agreed, in the order of the file.
    pub fn agreed(&self) -> Vec<OneOff> {
        let agreed = |fact: &Fact| match &fact.happened {
            Happened::Agreed {
                parent,
                from,
                until,
                ..
            } => Some(fact.one_off(*parent, *from, *until)),
            Happened::Completed { .. }
            | Happened::Missed { .. }
            | Happened::Handover { .. }
            | Happened::Event { .. }
            | Happened::Feast { .. }
            | Happened::Call { .. } => None,
        };
        self.facts.iter().filter_map(agreed).collect()
    }

    /// The stretches in which care was not as agreed, each with the parent who had it.
    pub(crate) fn happened(&self) -> Vec<OneOff> {
        let happened = |fact: &Fact| match &fact.happened {
            Happened::Missed {
                parent,
                from,
                until,
                ..
            } => Some(fact.one_off(parent.other(), *from, *until)),
            Happened::Handover { to, planned, at } if planned < at => {
                Some(fact.one_off(to.other(), *planned, *at))
            }
            Happened::Handover { to, planned, at } if at < planned => {
                Some(fact.one_off(*to, *at, *planned))
            }
            Happened::Handover { .. }
            | Happened::Agreed { .. }
            | Happened::Completed { .. }
            | Happened::Event { .. }
            | Happened::Feast { .. }
            | Happened::Call { .. } => None,
        };
        self.facts.iter().filter_map(happened).collect()
    }

    /// A window around every date that the facts name; `None` when there are none.
    pub(crate) fn window(&self) -> Option<Window> {
        let first = self.facts.iter().map(|fact| fact.dates().0).min()?;
        let last = self.facts.iter().map(|fact| fact.dates().1).max()?;
        let (first, last) = (day::number(first), day::number(last));
        let from = day::date(first.saturating_sub(2)).max(Date::constant(1900, 1, 1));
        Window::new(from, day::date(last.saturating_add(2))).ok()
    }
}
