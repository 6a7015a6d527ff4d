//! Bundles: a range of the family's record, or of one's own, for somebody else, made by one
//! parent alone.
//!
//! A bundle is made in the background, stays in memory for [`BUNDLE_KEPT_MINUTES`] and is never
//! written to disk; when words in its record are erased, it goes too. That it was made stands in its maker's own tree; nothing of the family's tree
//! changes, so the other parent can notice nothing.
//!
//! May touch: the store, for reading and for the maker's own tree.

mod choice;
mod gather;
mod job;
mod make;
mod sheet;
mod signed;
mod words;

pub use choice::{
    Attachments, Choice, ChoiceError, RANGE_ENTRIES_MAX, RECIPIENT_CHARS_MAX, SHOWN_BYTES_MAX,
    Span, choosable,
};
pub use job::{
    BUNDLE_KEPT_MINUTES, BUNDLES_MAX, BundleFailed, BundleFailure, BundleFile, BundleProgress,
    BundleStage, BundleState, NotBegun,
};
pub use make::BundleNoted;
pub use words::{BundleCounts, BundleEntry, BundleFacts, BundleWords, SaidBy};

pub(crate) use job::Bundles;
