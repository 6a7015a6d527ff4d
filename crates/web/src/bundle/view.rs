//! What the pages of bundles need to know, as plain data.
//!
//! May touch: its own fields.

use app::{BundleCounts, BundleFailed, BundleProgress, NotBegun};
use family::BundleOf;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::form::{BundleForm, FieldError};
use crate::page::Person;

/// The page with the form and the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The family's zone, in which times are shown.
    pub zone: TimeZone,
    /// What is in the fields.
    pub form: BundleForm,
    /// What is wrong with them.
    pub errors: Vec<FieldError>,
    /// Whether one is in memory already.
    pub waiting: Waiting,
    /// What was made before, newest first.
    pub history: Vec<Past>,
    /// The other parent's name.
    pub name: String,
    /// The newest entry's number in the shared record; `None` where there is none.
    pub newest: Option<u64>,
    /// The same of the reader's own record.
    pub newest_own: Option<u64>,
}

/// Whether a bundle of the reader is in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// There is none.
    Nothing,
    /// There is one; its page says how far it is.
    One,
}

/// A bundle of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// When it was made.
    pub at: Timestamp,
    /// For whom.
    pub recipient: String,
    /// The number of its first entry.
    pub first: u64,
    /// The number of its last entry.
    pub last: u64,
    /// Of which record.
    pub of: BundleOf,
    /// How many are shown in it.
    pub shown: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// The page between the form and the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewView {
    /// What was typed.
    pub form: BundleForm,
    /// The family's zone.
    pub zone: TimeZone,
    /// What it would hold.
    pub counts: BundleCounts,
    /// How many of each topic stay out.
    pub kept: Vec<String>,
    /// The other parent's name.
    pub other: String,
    /// For whom the bundle is that this one takes the place of, if one waits to be fetched.
    pub replaces: Option<String>,
    /// Why it was not begun, if that was tried.
    pub blocked: Option<NotBegun>,
}

/// The page of a bundle in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressView {
    /// How far it is.
    pub state: ProgressState,
    /// The family's zone.
    pub zone: TimeZone,
}

/// How far a bundle is.
#[derive(Debug, Clone, PartialEq)]
pub enum ProgressState {
    /// In the making.
    Working(BundleProgress),
    /// To be fetched.
    Ready {
        /// Names it in addresses.
        id: String,
        /// What it is.
        past: Past,
        /// Until when it can be fetched.
        expires: Timestamp,
    },
    /// No bundle came of it.
    Failed(BundleFailed),
}
