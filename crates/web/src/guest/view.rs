//! What the pages of somebody who was let in need to know, as plain data.
//!
//! May touch: its own fields.

use app::{LetInBy, ShownRange};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::people::view::GrantView;
use crate::record::view::RecordLine;
use crate::swap::view::Cast;

/// How a grant stands for the person it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It holds.
    Now,
    /// Its first day is still to come.
    NotYet,
    /// Its last day has passed.
    Over,
    /// It was ended at this time, in the family's zone.
    Ended(DateTime),
}

/// What is open to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeView {
    /// What was granted.
    pub grant: GrantView,
    /// By whom.
    pub by: LetInBy,
    /// The parents' names, side A first.
    pub parents: [String; 2],
    /// How it stands.
    pub open: Open,
    /// A call in which the reader is asked to be there for the children: its id, and who calls.
    pub call: Option<(String, String)>,
}

/// A part of the record.
#[derive(Debug, Clone)]
pub struct RecordView {
    /// Who is who.
    pub cast: Cast,
    /// The clock of all times.
    pub zone: TimeZone,
    /// The entries of this page, newest first.
    pub lines: Vec<RecordLine>,
    /// Which they are, and which may be seen.
    pub range: ShownRange,
    /// What was granted.
    pub grant: GrantView,
}

/// What the page says that closes one's own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaveView {
    /// What the parents call their family.
    pub family: String,
    /// Whether the reader belongs to other families too.
    pub several: bool,
    /// Whether the reader's looks are entries.
    pub noted: bool,
    /// Makes repeating it harmless.
    pub command: String,
}
