//! What the pages about keeping and ending need to know, as plain data.
//!
//! May touch: its own fields. Times are wall-clock times in the family's zone already.

use std::collections::BTreeSet;

use family::Refusal;
use jiff::civil::DateTime;
use plan::Side;

use crate::record::view::RecordLine;
use crate::swap::asked::Asked;
use crate::swap::erasing::Erasing;
use crate::swap::form::FieldError;
use crate::swap::view::Cast;
use jiff::tz::TimeZone;

/// A hold that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    /// Since when.
    pub since: DateTime,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// Why the reader cannot lift it, or propose that.
    pub fixed: Option<Refusal>,
}

/// Who there is beside the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Company {
    /// Nobody has ever taken the other place.
    Alone,
    /// The other parent takes part.
    Both,
    /// The other parent took part and has left.
    OtherLeft,
}

/// Why the page is shown again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The family's rules say no.
    Refused(Refusal),
    /// It was asked already.
    Asked(Asked),
    /// The password is not the reader's.
    WrongPassword,
    /// The fields need attention.
    Fields(Vec<FieldError>),
}

/// The page with all that can be kept or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepingView {
    /// The people.
    pub cast: Cast,
    /// The family's name.
    pub family: String,
    /// The reader's hold.
    pub mine: Option<HoldView>,
    /// The other parent's hold.
    pub theirs: Option<HoldView>,
    /// Who else there is.
    pub company: Company,
    /// Why both together cannot close the family.
    pub open: Option<Refusal>,
    /// Who has asked already to lift the other parent's hold.
    pub lift_asked: Option<Asked>,
    /// Who has asked already to close the family.
    pub close_asked: Option<Asked>,
    /// What was typed as the reason of a hold.
    pub reason: String,
    /// Why it is shown again.
    pub trouble: Option<Trouble>,
    /// The entry that the reader has just made, which the page confirms.
    pub recorded: Option<u64>,
    /// A fresh command id.
    pub command: String,
}

/// Why an erasure cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// It was asked already.
    Asked(Asked),
    /// The record is on hold.
    Held {
        /// By whom.
        by: Side,
        /// Since when.
        since: DateTime,
    },
    /// The family's rules say no.
    Refused(Refusal),
}

/// The page that asks both to erase a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EraseView {
    /// The people.
    pub cast: Cast,
    /// The proposal's id.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// Its entries.
    pub erasing: Erasing,
    /// Why it cannot be asked now.
    pub blocked: Option<Blocked>,
    /// What was typed as the reason.
    pub reason: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// A fresh command id.
    pub command: String,
}

/// The page with the entries of one's own record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnView {
    /// The people.
    pub cast: Cast,
    /// The family's zone, in which times are shown.
    pub zone: TimeZone,
    /// A page of entries, newest first.
    pub lines: Vec<RecordLine>,
    /// The `before` of this page; `None` on the newest one.
    pub before: Option<u64>,
    /// The `before` of the page with older entries.
    pub older: Option<u64>,
    /// What was ticked.
    pub chosen: BTreeSet<u64>,
    /// Why nothing was erased.
    pub trouble: Option<OwnTrouble>,
    /// A fresh command id.
    pub command: String,
}

/// Why nothing of one's own was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnTrouble {
    /// Nothing was chosen, or too much.
    HowMany,
    /// This entry has no words that can be erased.
    NotThis(u64),
    /// The password is not the reader's.
    WrongPassword,
}
