//! Records as PDF, for people: numbered, tagged, fit to be archived.
//!
//! **What it is.** [`record`] sets a [`RecordDocument`] as one PDF, [`volumes`] as several of bounded
//! size, one after the other. Each is PDF/A-3a and PDF/UA-1: tagged, with language and title, with
//! the fonts in it. Entries stand once, with number, exhibit number, time to the second, who vouches
//! for them, and the places of those that are not shown. [`consent`] sets a consent to a trip as one
//! such PDF of a page; [`plan()`] sets a parenting plan, agreed or drafted, and [`children()`] two
//! pages of it for the children.
//!
//! **What it is not.** It does not choose, open, verify or sign anything, and it does not say what a
//! document is worth. It reads no file, asks no network and no clock: when a document was made is a
//! part of it. It knows nothing of families or of the record's format.
//!
//! **Invariants.**
//! - Equal documents give equal bytes, on every machine: only fonts in the program are used.
//! - No text is read as markup, whatever it holds. What the fonts cannot show is named
//!   (`[U+1F642 slightly smiling face]`), and so is what would stay hidden or turn text around.
//! - Page and exhibit numbers run on through the volumes.
//! - Memory holds the layout of one volume.
//!
//! ```
//! let document = print::RecordDocument::sample(print::Language::Nl);
//! let pdf = print::record(&document)?;
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), print::PrintError>(())
//! ```

mod check;
mod code;
mod consent;
mod document;
mod fonts;
mod pages;
mod paper;
mod plan;
mod preset;
mod press;
mod sample;
mod values;
mod volume;
mod when;
mod words;
mod world;

pub use crate::check::{
    CHECKPOINT_BYTES_MAX, ITEMS_MAX, NAME_CHARS_MAX, PrintError, WORD_CHARS_MAX,
};
pub use crate::consent::{
    CONSENT_CHILDREN_MAX, ConsentChild, ConsentDocument, ConsentParent, ConsentRecord, ConsentTrip,
    consent,
};
pub use crate::document::{
    Attachment, Bates, Content, Entry, Exhibits, Given, Item, Language, Passage, Person,
    RecordDocument, Tree, Voucher, Witnessed,
};
pub use crate::plan::check::{
    CHILDREN_NAME_CHARS_MAX, CHILDREN_NAMES_MAX, CHILDREN_SENTENCES_MAX, CHILDREN_WEEKS_MAX,
    CHILDREN_WORDS_CHARS_MAX, PLAN_CHILDREN_MAX, PLAN_CLAUSES_MAX, PLAN_COLUMNS_MAX,
    PLAN_MONTHS_MAX, PLAN_PICTURES_MAX, PLAN_ROWS_MAX, PLAN_SECTIONS_MAX, PLAN_SIGNATURES_MAX,
    PLAN_TITLE_CHARS_MAX, PLAN_WEEKS_MAX, PLAN_WORDS_CHARS_MAX,
};
pub use crate::plan::children::{CHILDREN_PAGES, ChildrenHoliday, ChildrenPaper, children};
pub use crate::plan::drawing::{DayCell, Held, Mark, PaperSide, PictureWeek, YearMonth};
pub use crate::plan::{
    HolidayRow, HolidayTable, PaperChild, PaperClause, PaperParent, PaperSection, PaperTable,
    PlanPaper, SchedulePicture, Signature, YearPicture, plan,
};
pub use crate::preset::{List, Numbering, PRESETS, Preset};
pub use crate::press::{Volume, Volumes};
pub use crate::volume::{VOLUME_BYTES_MAX, VOLUME_ITEMS_MAX};

/// Sets all of a document as one PDF. For a long one, memory grows with it; see [`volumes`].
///
/// # Errors
///
/// [`PrintError`] names the field that is too long, empty or otherwise unfit.
pub fn record(document: &RecordDocument) -> Result<Vec<u8>, PrintError> {
    check::check(document)?;
    let parts = volume::parts(document, usize::MAX, usize::MAX);
    let mut volumes = Volumes::new(document, parts);
    volumes
        .next()
        .map_or(Err(PrintError::Typesetting), |volume| Ok(volume?.pdf))
}

/// Sets a document in volumes of at most [`VOLUME_ITEMS_MAX`] items, each when it is asked for.
///
/// # Errors
///
/// As [`record`]; an error while setting comes in the place of that volume, and ends them.
pub fn volumes(document: &RecordDocument) -> Result<Volumes<'_>, PrintError> {
    check::check(document)?;
    let parts = volume::parts(document, VOLUME_ITEMS_MAX, VOLUME_BYTES_MAX);
    Ok(Volumes::new(document, parts))
}
