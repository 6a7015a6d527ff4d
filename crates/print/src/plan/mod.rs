//! A parenting plan on paper: what was agreed, by section, with the rhythm and the year as pictures,
//! and room for signatures; and two pages of it for the children.
//!
//! May touch: memory, and the typesetter's threads. It says what its values say, and not whether
//! that holds or is enough.

pub(crate) mod check;
pub(crate) mod children;
pub(crate) mod drawing;
mod sample;
mod values;
mod words;

use jiff::Zoned;
use jiff::civil::Date;
use typst_layout::PagedDocument;

use crate::PrintError;
use crate::document::Language;
use crate::pages::compile;
use crate::paper::{Letters, Paper};
use crate::plan::drawing::{PictureWeek, YearMonth};
use crate::press::pdf;
use crate::world::Desk;

/// A parenting plan, or a draft of one. Names and texts are anybody's: none of them is read as
/// markup. All of them are in the document's language already.
///
/// Unless something else is said, a text is one line and MAY be empty; what is a title, a name or
/// the words of a picture MAY NOT. Parts without anything in them are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanPaper {
    /// Of everything in it.
    pub language: Language,
    /// When it was made, on the clock that all its times are written on.
    pub made: Zoned,
    /// What it is called: at most [`crate::PLAN_TITLE_CHARS_MAX`] characters, as all titles.
    pub title: String,
    /// What it is worth, in the head of each page: which version since when, or that it is a draft
    /// that nobody has agreed to. At most [`crate::PLAN_TITLE_CHARS_MAX`] characters.
    pub kicker: String,
    /// The families, in one line: at most [`crate::PLAN_TITLE_CHARS_MAX`] characters.
    pub families: String,
    /// Both parents: first side A, then side B.
    pub parents: [PaperParent; 2],
    /// The children, at most [`crate::PLAN_CHILDREN_MAX`].
    pub children: Vec<PaperChild>,
    /// The sections in order, with at most [`crate::PLAN_CLAUSES_MAX`] clauses in all.
    pub sections: Vec<PaperSection>,
    /// The rhythms, a picture each: at most [`crate::PLAN_PICTURES_MAX`].
    pub schedule: Vec<SchedulePicture>,
    /// The year, once for all children who share a rhythm: at most [`crate::PLAN_PICTURES_MAX`].
    pub year: Vec<YearPicture>,
    /// Holidays and feasts with their dates.
    pub holidays: HolidayTable,
    /// How much time the children have with each parent, as rows under these columns.
    pub measures: PaperTable,
    /// Who signs, at most [`crate::PLAN_SIGNATURES_MAX`].
    pub signatures: Vec<Signature>,
    /// Where the plan stands, as labels and values: version, number in the record, root, host. At
    /// most [`crate::PLAN_ROWS_MAX`].
    pub reference: Vec<(String, String)>,
    /// What stands at the foot of each page: at most [`crate::NAME_CHARS_MAX`] characters.
    pub footer: String,
}

/// A parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperParent {
    /// The name: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub name: String,
    /// The letter in pictures.
    pub letter: char,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperChild {
    /// The name: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub name: String,
    /// The date of birth.
    pub born: Date,
}

/// A section of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperSection {
    /// Such as `3`, before the title: at most [`crate::WORD_CHARS_MAX`] characters.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// What the law asks of it, with the article: at most [`crate::PLAN_WORDS_CHARS_MAX`]
    /// characters.
    pub note: Option<String>,
    /// What was agreed.
    pub clauses: Vec<PaperClause>,
    /// That nothing is agreed on this yet, in a sentence: at most
    /// [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub missing: Option<String>,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperClause {
    /// Such as `3.2`, before the title: at most [`crate::WORD_CHARS_MAX`] characters.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What it says, with its own line ends: at most [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub words: String,
    /// What else is to be known of it, small beneath: at most [`crate::PLAN_WORDS_CHARS_MAX`]
    /// characters.
    pub meta: String,
}

/// A rhythm as a picture of its weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchedulePicture {
    /// What it is called.
    pub title: String,
    /// Whose it is: at most [`crate::PLAN_TITLE_CHARS_MAX`] characters.
    pub children: String,
    /// Above the days: at most [`crate::WORD_CHARS_MAX`] characters each.
    pub weekdays: [String; 7],
    /// At most [`crate::PLAN_WEEKS_MAX`].
    pub weeks: Vec<PictureWeek>,
    /// What stands beneath: at most [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub caption: String,
    /// All that the picture shows, in words, for who cannot see it: at most
    /// [`crate::PLAN_WORDS_CHARS_MAX`] characters, and not empty.
    pub alt: String,
}

/// A year as a picture of its months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPicture {
    /// Which year.
    pub title: String,
    /// Whose it is: at most [`crate::PLAN_TITLE_CHARS_MAX`] characters.
    pub children: String,
    /// Above the days: one letter or two; at most [`crate::WORD_CHARS_MAX`] characters each.
    pub weekdays: [String; 7],
    /// At most [`crate::PLAN_MONTHS_MAX`].
    pub months: Vec<YearMonth>,
    /// The year in a sentence, beneath: at most [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub sentence: String,
    /// What the picture shows, in words, for who cannot see it: at most
    /// [`crate::PLAN_WORDS_CHARS_MAX`] characters, and not empty.
    pub alt: String,
}

/// Holidays and feasts, with what each year brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolidayTable {
    /// The years, at most [`crate::PLAN_COLUMNS_MAX`] less one.
    pub years: Vec<String>,
    /// At most [`crate::PLAN_ROWS_MAX`].
    pub rows: Vec<HolidayRow>,
}

/// A holiday or feast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayRow {
    /// What it is called.
    pub name: String,
    /// For each year the dates and with whom: at most [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub cells: Vec<String>,
}

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperTable {
    /// What stands above each column; at most [`crate::PLAN_COLUMNS_MAX`].
    pub columns: Vec<String>,
    /// As many texts as there are columns, each; at most [`crate::PLAN_ROWS_MAX`].
    pub rows: Vec<Vec<String>>,
}

/// Room for a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Whose: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub name: String,
    /// When and how it was agreed on the record, in a sentence: at most
    /// [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub said: Option<String>,
}

/// Sets a plan as one PDF.
///
/// # Errors
///
/// [`PrintError`] names the field that is too long, empty or otherwise unfit.
pub fn plan(document: &PlanPaper) -> Result<Vec<u8>, PrintError> {
    check::plan(document)?;
    let ident = format!("{} {}", document.title, document.kicker);
    let desk = |paper: &mut Paper| Desk::for_plan(values::plan(document, paper));
    press(&ident, &document.made, desk, |_| Ok(()))
}

/// Sets what `desk` lays ready, unless `refuse` finds something about the pages.
pub(crate) fn press(
    ident: &str,
    made: &Zoned,
    desk: impl Fn(&mut Paper) -> Option<Desk>,
    refuse: impl Fn(&PagedDocument) -> Result<(), PrintError>,
) -> Result<Vec<u8>, PrintError> {
    let set = |letters| {
        let set = compile(desk(&mut Paper::new(letters))).and_then(|set| {
            refuse(&set)?;
            pdf(&set, format!("{ident} {made}"), made)
        });
        typst::comemo::evict(0);
        set
    };
    // Letters that a font has and cannot join are rare, and found only by trying.
    set(Letters::OfTheFonts).or_else(|_| set(Letters::Western))
}
