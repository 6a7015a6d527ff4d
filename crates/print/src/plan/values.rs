//! A printed plan as the values that its template is given.
//!
//! May touch: nothing. Texts go in as strings, which Typst shows as they are; none becomes source.

use typst::foundations::{Array, Dict, IntoValue, Value};

use crate::document::Language;
use crate::paper::Paper;
use crate::plan::drawing::{months, some_marked, some_open, weeks};
use crate::plan::{
    HolidayTable, PaperClause, PaperParent, PaperSection, PaperTable, PlanPaper, SchedulePicture,
    YearPicture, words,
};
use crate::values::{letters, strings};
use crate::when::day;
use crate::words::Words;

/// The mark, as on every page of ours.
const MARK: &str = include_str!("mark.svg");

/// The values of a plan.
pub(crate) fn plan(document: &PlanPaper, paper: &mut Paper) -> Dict {
    let mut values = both(document.language, &document.title, &document.parents, paper);
    let mut put = |key: &str, value: Value| values.insert(key.into(), value);
    let families = paper.line(&document.families);
    let kicker = paper.line(&document.kicker);
    put("description", joined(&families, &kicker).into_value());
    put("families", families.into_value());
    put("kicker", kicker.into_value());
    put("mark", MARK.into_value());
    put("footer", paper.line(&document.footer).into_value());
    put("children", children(document, paper));
    put("sections", all(&document.sections, section, paper));
    put("schedule", all(&document.schedule, schedule, paper));
    put("year", all(&document.year, year, paper));
    put(
        "holidays",
        holidays(&document.holidays, document.language, paper),
    );
    put("measures", measures(&document.measures, paper));
    put(
        "signatures",
        all(
            &document.signatures,
            |signature, paper| {
                let said = paper.line(signature.said.as_deref().unwrap_or_default());
                dict([("name", paper.name(&signature.name)), ("said", said)])
            },
            paper,
        ),
    );
    put(
        "reference",
        all(
            &document.reference,
            |(label, value), paper| strings([paper.line(label), paper.code(value)]),
            paper,
        ),
    );
    // Last: until here, anything may have been replaced.
    put("replaced", replaced(document.language, paper).into_value());
    values
}

/// What a plan and the children's pages both need: letters, title, parents and our own words.
pub(crate) fn both(
    language: Language,
    title: &str,
    parents: &[PaperParent; 2],
    paper: &mut Paper,
) -> Dict {
    let mut values = letters(language);
    let mut put = |key: &str, value: Value| values.insert(key.into(), value);
    put("title", paper.name(title).into_value());
    let [a, b] = parents;
    let (first, second) = (paper.name(&a.name), paper.name(&b.name));
    put("names", sides(first, second));
    let letter = |parent: &PaperParent, paper: &mut Paper| paper.line(&parent.letter.to_string());
    let (first, second) = (letter(a, paper), letter(b, paper));
    put("letters", sides(first, second));
    put("words", words::fixed(language));
    values
}

/// What the square brackets mean, where there are any.
pub(crate) const fn replaced(language: Language, paper: &Paper) -> &'static str {
    if paper.replaced {
        Words(language).replaced()
    } else {
        ""
    }
}

/// One text for each side.
pub(crate) fn sides(a: String, b: String) -> Value {
    dict([("a", a), ("b", b)])
}

pub(crate) fn dict<const N: usize>(texts: [(&str, String); N]) -> Value {
    let dict: Dict = texts
        .into_iter()
        .map(|(key, text)| (key.into(), text.into_value()))
        .collect();
    dict.into_value()
}

pub(crate) fn all<T>(
    items: &[T],
    value: impl Fn(&T, &mut Paper) -> Value,
    paper: &mut Paper,
) -> Value {
    let all: Array = items.iter().map(|item| value(item, paper)).collect();
    all.into_value()
}

/// Two texts in one line; one of them where the other is empty.
fn joined(first: &str, second: &str) -> String {
    if first.is_empty() || second.is_empty() {
        return format!("{first}{second}");
    }
    format!("{first}. {second}")
}

/// Names with dates of birth.
fn children(document: &PlanPaper, paper: &mut Paper) -> Value {
    let language = document.language;
    let born = words::born(language);
    all(
        &document.children,
        |child, paper| {
            let date = day(child.born, language);
            strings([paper.name(&child.name), format!("{born} {date}")])
        },
        paper,
    )
}

fn section(section: &PaperSection, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    let note = section.note.as_deref().unwrap_or_default();
    let missing = section.missing.as_deref().unwrap_or_default();
    put("number", paper.line(&section.number).into_value());
    put("title", paper.name(&section.title).into_value());
    put("note", paper.line(note).into_value());
    put("missing", paper.line(missing).into_value());
    put("clauses", all(&section.clauses, clause, paper));
    value.into_value()
}

fn clause(clause: &PaperClause, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    put("number", paper.line(&clause.number).into_value());
    put("title", paper.name(&clause.title).into_value());
    let lines = paper.lines(&clause.words).into_iter();
    put("words", strings(lines.filter(|line| !line.is_empty())));
    put("meta", paper.line(&clause.meta).into_value());
    value.into_value()
}

/// Names above the days of a week.
pub(crate) fn weekdays(names: &[String; 7], paper: &mut Paper) -> Value {
    strings(names.iter().map(|name| paper.line(name)))
}

fn schedule(picture: &SchedulePicture, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    let days = picture.weeks.iter().flat_map(|week| &week.days);
    put("title", paper.name(&picture.title).into_value());
    put("children", paper.line(&picture.children).into_value());
    put("weekdays", weekdays(&picture.weekdays, paper));
    put("weeks", weeks(&picture.weeks, paper));
    put("open", some_open(days).into_value());
    put("caption", paper.line(&picture.caption).into_value());
    put("alt", paper.line(&picture.alt).into_value());
    value.into_value()
}

fn year(picture: &YearPicture, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    let days = || picture.months.iter().flat_map(|month| &month.days);
    put("title", paper.name(&picture.title).into_value());
    put("children", paper.line(&picture.children).into_value());
    put("weekdays", weekdays(&picture.weekdays, paper));
    put("months", months(&picture.months, paper));
    put("open", some_open(days()).into_value());
    put("marked", some_marked(days()).into_value());
    put("sentence", paper.line(&picture.sentence).into_value());
    put("alt", paper.line(&picture.alt).into_value());
    value.into_value()
}

fn holidays(table: &HolidayTable, language: Language, paper: &mut Paper) -> Value {
    let first = words::holiday(language).to_owned();
    let years = table.years.iter().map(|year| paper.line(year));
    let columns = strings(std::iter::once(first).chain(years));
    let rows = all(
        &table.rows,
        |row, paper| {
            let name = paper.name(&row.name);
            let cells = row.cells.iter().map(|cell| paper.line(cell));
            strings(std::iter::once(name).chain(cells))
        },
        paper,
    );
    sheet(columns, rows)
}

fn measures(table: &PaperTable, paper: &mut Paper) -> Value {
    let columns = strings(table.columns.iter().map(|name| paper.line(name)));
    let rows = all(
        &table.rows,
        |row, paper| strings(row.iter().map(|cell| paper.line(cell))),
        paper,
    );
    sheet(columns, rows)
}

fn sheet(columns: Value, rows: Value) -> Value {
    let mut value = Dict::new();
    value.insert("columns".into(), columns);
    value.insert("rows".into(), rows);
    value.into_value()
}
