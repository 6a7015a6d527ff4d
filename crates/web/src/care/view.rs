//! What the pages about actual care need to know, as plain data.
//!
//! May touch: its own fields. Times are wall-clock times in the family's zone already.

use family::Refusal;
use jiff::civil::DateTime;

use super::form::{FieldError, HandoverForm, MissedForm};
use super::measures::{MissedRow, Numbers, Period};
use super::passes::{Moment, Pass};
use super::told::{Accounts, Words};
use super::which::Which;
use crate::calendar::moves::Move;
use crate::page::Kids;
use crate::swap::view::Cast;

/// How the reader came to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// By a link.
    Looking,
    /// By telling something, which is now this entry of the record.
    Recorded(u64),
    /// By telling something that the family's rules refuse.
    Refused(Refusal),
    /// By answering words that the other parent took back meanwhile.
    MovedOn,
}

/// Whether something can be told now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// It can.
    Tell(Moment),
    /// It is still to come.
    ToCome,
    /// It is long ago.
    LongAgo,
    /// Nothing of the kind was agreed, as things stand.
    NotAgreed,
}

/// The other parent's words that the reader can answer with a tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answerable {
    /// The entry that holds them.
    pub entry: u64,
    /// Which answers there are.
    pub answers: Answers,
}

/// Which answers there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// To say the same.
    Same,
    /// To say the same, or that it did take place.
    SameOrTookPlace,
}

impl Answerable {
    /// What of the other's words can be answered: those that the reader does not say as well.
    #[must_use]
    pub fn of(theirs: &[Words], mine: &[Words]) -> Option<Self> {
        let [words] = theirs else {
            return None;
        };
        let same = |one: &Words| {
            one.said.fact == words.said.fact && one.said.children == words.said.children
        };
        if mine.iter().any(same) {
            return None;
        }
        let answers = match words.said.fact {
            family::CareFact::HandedOver { .. } => Answers::Same,
            family::CareFact::Missed { .. } => Answers::SameOrTookPlace,
            family::CareFact::TookPlace { .. } => return None,
        };
        Some(Self {
            entry: words.entry,
            answers,
        })
    }
}

/// The page of one handover.
#[derive(Debug, Clone, PartialEq)]
pub struct HandoverView {
    /// The people.
    pub cast: Cast,
    /// The children, as the places of `moves` name them.
    pub kids: Kids,
    /// Which handover.
    pub which: Which,
    /// What was agreed: more than one where children pass in more than one way at once; empty when
    /// there is no such handover any more.
    pub moves: Vec<Move>,
    /// Whether something can be told of it now.
    pub may: May,
    /// What was told.
    pub accounts: Vec<Accounts>,
    /// What of it can be answered with a tap.
    pub answerable: Option<Answerable>,
    /// What was typed, or filled in beforehand.
    pub form: HandoverForm,
    /// What is wrong with it; empty at first.
    pub errors: Vec<FieldError>,
    /// How the reader came here.
    pub arrival: Arrival,
}

impl HandoverView {
    /// Whether the reader has told something of it.
    #[must_use]
    pub fn is_told(&self) -> bool {
        let viewer = self.cast.viewer;
        self.accounts.iter().any(|one| !one.by(viewer).is_empty())
    }
}

/// The page of a stretch of care that may not have taken place.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedView {
    /// The people.
    pub cast: Cast,
    /// What was told of it.
    pub accounts: Vec<Accounts>,
    /// What of it can be answered with a tap.
    pub answerable: Option<Answerable>,
    /// What was typed, or filled in beforehand.
    pub form: MissedForm,
    /// What is wrong with it; empty at first.
    pub errors: Vec<FieldError>,
    /// How the reader came here.
    pub arrival: Arrival,
}

/// The page of the last weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewView {
    /// The people.
    pub cast: Cast,
    /// This moment.
    pub now: DateTime,
    /// Of what the two say otherwise, newest first.
    pub differ: Vec<Accounts>,
    /// The handovers of the last days of which nobody told anything, newest first.
    pub untold: Vec<Pass>,
    /// What was told of the last weeks and is not in doubt, newest first.
    pub told: Vec<Accounts>,
    /// Over which time is counted.
    pub period: Period,
    /// Nights and hours, one a child.
    pub numbers: Vec<Numbers>,
    /// What was missed and is still to be made up.
    pub open: Vec<MissedRow>,
    /// Makes sending twice harmless.
    pub command: String,
}
