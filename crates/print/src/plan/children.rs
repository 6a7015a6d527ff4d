//! Two pages of the plan for the children: their homes and their weeks, and the months ahead with
//! the next holidays.
//!
//! May touch: memory, and the typesetter's threads.

use jiff::Zoned;
use typst::foundations::{Dict, IntoValue, Value};

use crate::PrintError;
use crate::document::Language;
use crate::paper::Paper;
use crate::plan::drawing::{Held, PictureWeek, YearMonth, months, some_open, weeks};
use crate::plan::values::{all, both, dict, replaced, sides, weekdays};
use crate::plan::{PaperParent, check, press};
use crate::values::strings;
use crate::world::Desk;

/// So many pages do the children get, whatever stands on them.
pub const CHILDREN_PAGES: usize = 2;

const HOUSE_A: &str = include_str!("house-a.svg");
const HOUSE_B: &str = include_str!("house-b.svg");
const FACE: &str = include_str!("face.svg");

/// What the children want to know of the plan, in their words. Everything is set as large as two
/// pages allow; longer texts and more of them make all smaller.
///
/// Titles, names and what describes a picture MAY NOT be empty; other texts MAY. Titles and names
/// have at most [`crate::CHILDREN_NAME_CHARS_MAX`] characters, and labels of weeks, months and days
/// at most [`crate::WORD_CHARS_MAX`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildrenPaper {
    /// Of everything in it.
    pub language: Language,
    /// When it was made.
    pub made: Zoned,
    /// Such as `Where do I sleep?`.
    pub title: String,
    /// The children, oldest first: at most [`crate::CHILDREN_NAMES_MAX`].
    pub names: Vec<String>,
    /// Both parents: first side A, then side B.
    pub parents: [PaperParent; 2],
    /// What each parent's home is called, beneath its house.
    pub homes: [String; 2],
    /// Above the days.
    pub weekdays: [String; 7],
    /// Above the weeks.
    pub weeks_title: String,
    /// The weeks: at most [`crate::CHILDREN_WEEKS_MAX`].
    pub weeks: Vec<PictureWeek>,
    /// What the weeks show, in words: at most [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub weeks_alt: String,
    /// What else the children should know, below the weeks: at most
    /// [`crate::CHILDREN_SENTENCES_MAX`], of [`crate::CHILDREN_WORDS_CHARS_MAX`] characters each.
    pub sentences: Vec<String>,
    /// Above the months.
    pub months_title: String,
    /// The months: at most [`crate::CHILDREN_WEEKS_MAX`].
    pub months: Vec<YearMonth>,
    /// What the months show, in words: at most [`crate::PLAN_WORDS_CHARS_MAX`] characters.
    pub months_alt: String,
    /// Above the holidays.
    pub holidays_title: String,
    /// The next holidays: at most [`crate::CHILDREN_SENTENCES_MAX`].
    pub holidays: Vec<ChildrenHoliday>,
}

/// A holiday to look forward to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildrenHoliday {
    /// What it is called.
    pub name: String,
    /// Its dates: at most [`crate::CHILDREN_WORDS_CHARS_MAX`] characters, as the next.
    pub when: String,
    /// With whom, in a sentence.
    pub words: String,
    /// With whom, as a picture.
    pub held: Held,
}

/// Sets the children's pages as one PDF of [`CHILDREN_PAGES`] pages.
///
/// # Errors
///
/// [`PrintError`] names the field that is too long, empty or otherwise unfit.
pub fn children(document: &ChildrenPaper) -> Result<Vec<u8>, PrintError> {
    check::children(document)?;
    let desk = |paper: &mut Paper| Desk::for_children(values(document, paper));
    press(&document.title, &document.made, desk, |set| {
        match set.pages().len() {
            CHILDREN_PAGES => Ok(()),
            pages => Err(PrintError::Pages { pages }),
        }
    })
}

fn values(document: &ChildrenPaper, paper: &mut Paper) -> Dict {
    let mut values = both(document.language, &document.title, &document.parents, paper);
    let mut put = |key: &str, value: Value| values.insert(key.into(), value);
    let names = strings(document.names.iter().map(|name| paper.name(name)));
    put("children", names);
    let [a, b] = &document.homes;
    let (a, b) = (paper.name(a), paper.name(b));
    put("description", format!("{a}, {b}").into_value());
    put("homes", sides(a, b));
    put("weekdays", weekdays(&document.weekdays, paper));
    put(
        "weeks-title",
        paper.name(&document.weeks_title).into_value(),
    );
    put("weeks", weeks(&document.weeks, paper));
    put("weeks-alt", paper.line(&document.weeks_alt).into_value());
    let sentences = document.sentences.iter().map(|text| paper.line(text));
    put("sentences", strings(sentences));
    put(
        "months-title",
        paper.name(&document.months_title).into_value(),
    );
    put("months", months(&document.months, paper));
    put("months-alt", paper.line(&document.months_alt).into_value());
    let days = document.months.iter().flat_map(|month| &month.days);
    put("open", some_open(days).into_value());
    put(
        "holidays-title",
        paper.name(&document.holidays_title).into_value(),
    );
    put("holidays", all(&document.holidays, holiday, paper));
    let drawings = [("house-a", HOUSE_A), ("house-b", HOUSE_B), ("face", FACE)];
    put(
        "drawings",
        dict(drawings.map(|(key, svg)| (key, svg.to_owned()))),
    );
    // Last: until here, anything may have been replaced.
    put("replaced", replaced(document.language, paper).into_value());
    values
}

fn holiday(holiday: &ChildrenHoliday, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    put("name", paper.name(&holiday.name).into_value());
    put("when", paper.line(&holiday.when).into_value());
    put("words", paper.line(&holiday.words).into_value());
    put("held", holiday.held.value());
    value.into_value()
}
