//! Steps that wait for something to happen: an event on the family's record, or care of another
//! clause that took place so many times. Reads what has passed, decides nothing else.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{ChildId, ClauseId, ParentingPlan, Passed};

/// What a step of the plan waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// An event by its name, a slug; the step is taken on the day of the earliest event of
    /// that name.
    Event(String),
    /// Care of a clause that took place as it should; counted for each child by itself.
    Completed {
        /// The clause that gives it.
        clause: ClauseId,
        /// On how many dates, 1 or more; the step is taken on the day after the last of them.
        count: u8,
    },
}

impl Trigger {
    /// The first date after the step for a child; `None` when it has not been taken.
    pub fn date(&self, child: &ChildId, passed: &Passed) -> Option<Date> {
        match self {
            Trigger::Event(name) => {
                let events = passed.events.iter().filter(|event| event.name == *name);
                events.map(|event| event.date).min()
            }
            Trigger::Completed { clause, count } => {
                let completed = passed
                    .completed
                    .iter()
                    .filter(|care| care.clause == *clause && care.children.contains(child));
                let dates: BTreeSet<Date> = completed.map(|care| care.date).collect();
                let last = dates.iter().nth(usize::from(*count).saturating_sub(1))?;
                last.tomorrow().ok()
            }
        }
    }
}

impl ParentingPlan {
    /// The names of the events for which the plan's clauses wait, sorted, each once.
    pub fn awaited(&self) -> Vec<&str> {
        let triggers = self
            .clauses()
            .iter()
            .flat_map(|clause| [&clause.from_event, &clause.until_event]);
        let names: BTreeSet<&str> = triggers
            .filter_map(|trigger| match trigger {
                Some(Trigger::Event(name)) => Some(name.as_str()),
                Some(Trigger::Completed { .. }) | None => None,
            })
            .collect();
        names.into_iter().collect()
    }
}
