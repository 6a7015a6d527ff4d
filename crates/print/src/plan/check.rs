//! The limits of a printed plan and of the children's pages. Above what a plan may hold, so that each
//! sound plan can be printed.
//!
//! May touch: nothing.

use crate::PrintError;
use crate::check::{NAME_CHARS_MAX, WORD_CHARS_MAX, at_most};
use crate::paper::is_quiet;
use crate::plan::children::ChildrenPaper;
use crate::plan::drawing::{DayCell, PictureWeek, YearMonth};
use crate::plan::{PaperParent, PaperSection, PlanPaper, SchedulePicture, YearPicture};

/// The longest title on a printed plan, in characters.
pub const PLAN_TITLE_CHARS_MAX: usize = 300;
/// The longest of its other texts, in characters.
pub const PLAN_WORDS_CHARS_MAX: usize = 10_000;
/// So many children may it name.
pub const PLAN_CHILDREN_MAX: usize = 20;
/// So many sections may it have.
pub const PLAN_SECTIONS_MAX: usize = 100;
/// So many clauses may all its sections have.
pub const PLAN_CLAUSES_MAX: usize = 400;
/// So many pictures of rhythms may it have, and as many of years.
pub const PLAN_PICTURES_MAX: usize = 20;
/// So many weeks may a picture of a rhythm have.
pub const PLAN_WEEKS_MAX: usize = 12;
/// So many months may a picture of a year have.
pub const PLAN_MONTHS_MAX: usize = 12;
/// So many rows may a table have.
pub const PLAN_ROWS_MAX: usize = 200;
/// So many columns may a table have.
pub const PLAN_COLUMNS_MAX: usize = 6;
/// So many people may sign.
pub const PLAN_SIGNATURES_MAX: usize = 10;
/// The longest name or title on the children's pages, in characters.
pub const CHILDREN_NAME_CHARS_MAX: usize = 100;
/// The longest sentence on the children's pages, in characters.
pub const CHILDREN_WORDS_CHARS_MAX: usize = 300;
/// So many children may have their names on the children's pages.
pub const CHILDREN_NAMES_MAX: usize = 8;
/// So many weeks may the children's pages show, and as many months.
pub const CHILDREN_WEEKS_MAX: usize = 4;
/// So many sentences and holidays, of each, may stand on the children's pages.
pub const CHILDREN_SENTENCES_MAX: usize = 6;

/// The most days before the first one of a month in its first week.
const BEFORE_MAX: usize = 6;
/// The most days of a month.
const DAYS_MAX: usize = 31;

/// Whether a plan can be printed.
pub(crate) fn plan(document: &PlanPaper) -> Result<(), PrintError> {
    titled("the plan's title", &document.title)?;
    at_most(
        "the line below the title",
        &document.kicker,
        PLAN_TITLE_CHARS_MAX,
    )?;
    at_most(
        "the families' line",
        &document.families,
        PLAN_TITLE_CHARS_MAX,
    )?;
    at_most("the foot of pages", &document.footer, NAME_CHARS_MAX)?;
    parents(&document.parents, NAME_CHARS_MAX)?;
    many(
        "the list of children",
        document.children.len(),
        PLAN_CHILDREN_MAX,
    )?;
    for child in &document.children {
        named("a child's name", &child.name, NAME_CHARS_MAX)?;
    }
    sections(&document.sections)?;
    many(
        "the list of rhythms",
        document.schedule.len(),
        PLAN_PICTURES_MAX,
    )?;
    document.schedule.iter().try_for_each(schedule)?;
    many("the list of years", document.year.len(), PLAN_PICTURES_MAX)?;
    document.year.iter().try_for_each(year)?;
    tables(document)?;
    many(
        "the list of signatures",
        document.signatures.len(),
        PLAN_SIGNATURES_MAX,
    )?;
    for signature in &document.signatures {
        named("a signer's name", &signature.name, NAME_CHARS_MAX)?;
        words("what is said of a signature", signature.said.as_deref())?;
    }
    many("the reference", document.reference.len(), PLAN_ROWS_MAX)?;
    for (label, value) in &document.reference {
        at_most("a label of the reference", label, NAME_CHARS_MAX)?;
        words("a value of the reference", Some(value))?;
    }
    Ok(())
}

/// Whether the children's pages can be printed.
pub(crate) fn children(document: &ChildrenPaper) -> Result<(), PrintError> {
    let max = CHILDREN_NAME_CHARS_MAX;
    named("the pages' title", &document.title, max)?;
    parents(&document.parents, max)?;
    many(
        "the list of names",
        document.names.len(),
        CHILDREN_NAMES_MAX,
    )?;
    for name in document.names.iter().chain(&document.homes) {
        named("a name on the children's pages", name, max)?;
    }
    weekdays(&document.weekdays)?;
    let titles = [
        ("the title of the weeks", &document.weeks_title),
        ("the title of the months", &document.months_title),
        ("the title of the holidays", &document.holidays_title),
    ];
    for (field, title) in titles {
        named(field, title, max)?;
    }
    many(
        "the list of weeks",
        document.weeks.len(),
        CHILDREN_WEEKS_MAX,
    )?;
    document.weeks.iter().try_for_each(week)?;
    many(
        "the list of months",
        document.months.len(),
        CHILDREN_WEEKS_MAX,
    )?;
    document.months.iter().try_for_each(month)?;
    pictured("the weeks in words", &document.weeks_alt)?;
    pictured("the months in words", &document.months_alt)?;
    let max = CHILDREN_WORDS_CHARS_MAX;
    many(
        "the list of sentences",
        document.sentences.len(),
        CHILDREN_SENTENCES_MAX,
    )?;
    for sentence in &document.sentences {
        at_most("a sentence", sentence, max)?;
    }
    many(
        "the list of holidays",
        document.holidays.len(),
        CHILDREN_SENTENCES_MAX,
    )?;
    for holiday in &document.holidays {
        named("a holiday's name", &holiday.name, CHILDREN_NAME_CHARS_MAX)?;
        at_most("a holiday's dates", &holiday.when, max)?;
        at_most("a holiday's sentence", &holiday.words, max)?;
    }
    Ok(())
}

fn parents([a, b]: &[PaperParent; 2], max: usize) -> Result<(), PrintError> {
    named("the first parent's name", &a.name, max)?;
    named("the second parent's name", &b.name, max)
}

fn sections(sections: &[PaperSection]) -> Result<(), PrintError> {
    many("the list of sections", sections.len(), PLAN_SECTIONS_MAX)?;
    let clauses: usize = sections.iter().map(|section| section.clauses.len()).sum();
    many("the list of clauses", clauses, PLAN_CLAUSES_MAX)?;
    for section in sections {
        at_most("the number of a section", &section.number, WORD_CHARS_MAX)?;
        titled("the title of a section", &section.title)?;
        words("the note of a section", section.note.as_deref())?;
        words("what is said of a section", section.missing.as_deref())?;
        for clause in &section.clauses {
            at_most("the number of a clause", &clause.number, WORD_CHARS_MAX)?;
            titled("the title of a clause", &clause.title)?;
            words("a clause", Some(&clause.words))?;
            words("what is said of a clause", Some(&clause.meta))?;
        }
    }
    Ok(())
}

fn schedule(picture: &SchedulePicture) -> Result<(), PrintError> {
    titled("the title of a rhythm", &picture.title)?;
    at_most(
        "the children of a rhythm",
        &picture.children,
        PLAN_TITLE_CHARS_MAX,
    )?;
    weekdays(&picture.weekdays)?;
    many(
        "the list of a rhythm's weeks",
        picture.weeks.len(),
        PLAN_WEEKS_MAX,
    )?;
    picture.weeks.iter().try_for_each(week)?;
    words("the caption of a rhythm", Some(&picture.caption))?;
    pictured("a rhythm in words", &picture.alt)
}

fn year(picture: &YearPicture) -> Result<(), PrintError> {
    titled("the title of a year", &picture.title)?;
    at_most(
        "the children of a year",
        &picture.children,
        PLAN_TITLE_CHARS_MAX,
    )?;
    weekdays(&picture.weekdays)?;
    many(
        "the list of a year's months",
        picture.months.len(),
        PLAN_MONTHS_MAX,
    )?;
    picture.months.iter().try_for_each(month)?;
    words("the sentence of a year", Some(&picture.sentence))?;
    pictured("a year in words", &picture.alt)
}

fn tables(document: &PlanPaper) -> Result<(), PrintError> {
    let field = "the table of holidays";
    let holidays = &document.holidays;
    let columns = holidays.years.len().saturating_add(1);
    many("the list of years of holidays", columns, PLAN_COLUMNS_MAX)?;
    many(field, holidays.rows.len(), PLAN_ROWS_MAX)?;
    for year in &holidays.years {
        at_most("the name of a year", year, WORD_CHARS_MAX)?;
    }
    for row in &holidays.rows {
        at_most("the name of a holiday", &row.name, PLAN_TITLE_CHARS_MAX)?;
        as_wide(field, row.cells.len().saturating_add(1), columns)?;
        cells(field, &row.cells)?;
    }
    let field = "the table of measures";
    let measures = &document.measures;
    let columns = measures.columns.len();
    many("the list of columns of measures", columns, PLAN_COLUMNS_MAX)?;
    many(field, measures.rows.len(), PLAN_ROWS_MAX)?;
    cells(field, &measures.columns)?;
    for row in &measures.rows {
        as_wide(field, row.len(), columns)?;
        cells(field, row)?;
    }
    Ok(())
}

fn cells(field: &'static str, cells: &[String]) -> Result<(), PrintError> {
    cells.iter().try_for_each(|cell| words(field, Some(cell)))
}

fn as_wide(field: &'static str, cells: usize, columns: usize) -> Result<(), PrintError> {
    if cells == columns && columns > 0 {
        return Ok(());
    }
    Err(PrintError::Ragged {
        field,
        cells,
        columns,
    })
}

fn weekdays(names: &[String; 7]) -> Result<(), PrintError> {
    names
        .iter()
        .try_for_each(|name| at_most("the name of a weekday", name, WORD_CHARS_MAX))
}

fn week(week: &PictureWeek) -> Result<(), PrintError> {
    at_most("the name of a week", &week.label, WORD_CHARS_MAX)?;
    days(&week.days)
}

fn month(month: &YearMonth) -> Result<(), PrintError> {
    at_most("the name of a month", &month.label, WORD_CHARS_MAX)?;
    many("the week before a month", month.before, BEFORE_MAX)?;
    many("the list of a month's days", month.days.len(), DAYS_MAX)?;
    days(&month.days)
}

fn days(days: &[DayCell]) -> Result<(), PrintError> {
    days.iter()
        .try_for_each(|day| at_most("the label of a day", &day.label, WORD_CHARS_MAX))
}

fn titled(field: &'static str, text: &str) -> Result<(), PrintError> {
    named(field, text, PLAN_TITLE_CHARS_MAX)
}

/// What stands for a picture.
fn pictured(field: &'static str, text: &str) -> Result<(), PrintError> {
    named(field, text, PLAN_WORDS_CHARS_MAX)
}

fn words(field: &'static str, text: Option<&str>) -> Result<(), PrintError> {
    at_most(field, text.unwrap_or_default(), PLAN_WORDS_CHARS_MAX)
}

/// A text that shows something. Readers of the file are promised that headings and pictures say
/// what they are.
fn named(field: &'static str, text: &str, max: usize) -> Result<(), PrintError> {
    if text.chars().all(|c| c.is_whitespace() || is_quiet(c)) {
        return Err(PrintError::Empty { field, max });
    }
    at_most(field, text, max)
}

fn many(field: &'static str, items: usize, max: usize) -> Result<(), PrintError> {
    if items > max {
        return Err(PrintError::Many { field, items, max });
    }
    Ok(())
}
