//! What is printed, by itself: a copy that a thread of its own can hold.
//!
//! May touch: its arguments.

use jiff::Timestamp;
use jiff::civil::Date;
use plan::{OneOff, ParentingPlan};

use super::build::{Calendar, RecordFacts, Signer, Source, Standing};

/// The same as a [`Source`], of which nothing belongs to anybody else.
pub(super) struct Held {
    plan: ParentingPlan,
    begins: Date,
    ends: Option<Date>,
    followed: ParentingPlan,
    agreed: Vec<OneOff>,
    family: String,
    standing: Standing,
    signers: [Signer; 2],
    record: Option<RecordFacts>,
    host: String,
    now: Timestamp,
}

impl Held {
    /// A copy.
    pub(super) fn of(source: &Source<'_>) -> Self {
        Self {
            plan: source.plan.clone(),
            begins: source.begins,
            ends: source.ends,
            followed: source.calendar.plan.clone(),
            agreed: source.calendar.agreed.to_vec(),
            family: source.family.to_owned(),
            standing: source.standing.clone(),
            signers: source.signers.clone(),
            record: source.record.clone(),
            host: source.host.to_owned(),
            now: source.now,
        }
    }

    /// What is printed.
    pub(super) fn source(&self) -> Source<'_> {
        Source {
            plan: &self.plan,
            begins: self.begins,
            ends: self.ends,
            calendar: Calendar {
                plan: &self.followed,
                agreed: &self.agreed,
            },
            family: &self.family,
            standing: self.standing.clone(),
            signers: self.signers.clone(),
            record: self.record.clone(),
            host: &self.host,
            now: self.now,
        }
    }
}
