//! A plan's text, changed clause by clause: what a clause says as fields of a form, and the text
//! with a clause changed, added, taken out or moved; what differs between two texts; what a plan
//! would be with another rhythm.
//!
//! Whatever is not changed stays byte for byte, comments too: `layout` cuts the text into parts
//! and puts them together again, and only the part of a changed clause is written anew, as
//! [`format`](crate::format()) would. A text need not be a sound plan to be edited, only TOML; so
//! nobody is kept from putting a clause right by what is wrong with another one.

mod clause;
mod difference;
mod holiday_sentence;
mod keys;
mod layout;
mod rest;
mod said;
mod sentence;
mod weeks_sentence;
mod what_if;
mod words;

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, Value};

use self::layout::Layout;
use crate::format::strange;
use crate::problem::{Problem, Problems};
use crate::read::limits;

pub(crate) use self::holiday_sentence::school_holiday;

pub use self::clause::ClauseFields;
pub use self::difference::{ClauseChange, ClauseDifference, Difference, KeyDifference, difference};
pub use self::sentence::rule_sentence;
pub use self::what_if::{WhatIf, what_if};
pub use self::words::Run;

/// Why a text was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text of the plan is not TOML or, where that is asked for, no sound plan.
    #[error("{0}")]
    Text(Problems),
    /// The clauses do not stand under `[[clause]]`: in a list between brackets, for example.
    #[error(
        "The clauses do not stand under [[clause]] each. Write them so in the text of the plan, \
         then they can be changed one by one."
    )]
    NotTables,
    /// There is no such place in the list of clauses.
    #[error("There is no clause {}; the plan has {count}.", place.saturating_add(1))]
    NoSuchClause {
        /// The place that was asked for, from 0.
        place: usize,
        /// How many clauses there are.
        count: usize,
    },
    /// There are as many clauses as a plan may have.
    #[error("A plan has at most {limit} clauses.")]
    TooMany {
        /// How many those are.
        limit: usize,
    },
    /// A text is too long for its key.
    #[error("The {key} is longer than {limit} characters.")]
    TooLong {
        /// `title` or `sentence`.
        key: &'static str,
        /// How many characters it may have.
        limit: usize,
    },
    /// The text of the plan would be too long.
    #[error("The plan would be {found} bytes long; it may have at most {limit}.")]
    TooLarge {
        /// How long it would be.
        found: usize,
        /// How long it may be.
        limit: usize,
    },
    /// What is wrong with the other keys of a clause, by line and column of what was typed there.
    #[error("{0}")]
    Rest(Problems),
    /// What is wrong with a clause that is to be added, by its own lines and columns.
    #[error("{0}")]
    Clause(Problems),
    /// No clause of the plan gives nights, so that another rhythm cannot be tried.
    #[error("No clause of the plan has a rule by `nights`, so no other rhythm can take its place.")]
    NoNights,
    /// The plan would not be sound.
    #[error("{0}")]
    Outcome(Problems),
}

/// The clauses of a text as fields, in its order. The text need not be a sound plan: what a
/// clause lacks is empty.
///
/// # Errors
/// When the text is not TOML or too long, or has more than [`limits::CLAUSES_MAX`] clauses.
///
/// ```
/// let clauses = plan::edit::clauses(plan::EXAMPLE)?;
/// assert_eq!(clauses[0].id, "rhythm");
/// assert_eq!(clauses[0].title, ["The weekly rhythm", "Het weekritme"]);
/// assert!(clauses[0].rest.starts_with("nights = { pattern = \"2-2-5-5\""));
/// # Ok::<(), plan::Problems>(())
/// ```
pub fn clauses(text: &str) -> Result<Vec<ClauseFields>, Problems> {
    let layout = Layout::of(text)?;
    if !layout.listed {
        return listed_inline(text);
    }
    let count = layout.clauses();
    if count > limits::CLAUSES_MAX {
        return Err(too_many(layout.line(limits::CLAUSES_MAX)));
    }
    let unit = |place| layout.clause(place).unwrap_or_default();
    (0..count)
        .map(|place| clause::fields(&unit(place)))
        .collect()
}

/// The clauses of a list between brackets; none where the key `clause` is no list of tables.
fn listed_inline(text: &str) -> Result<Vec<ClauseFields>, Problems> {
    let document = text.parse::<DocumentMut>();
    let document = document.map_err(|error| strange(&error))?;
    let list = document.get("clause").and_then(Item::as_array);
    let tables = list.into_iter().flatten();
    let tables = tables.filter_map(Value::as_inline_table);
    let clauses: Vec<ClauseFields> = tables
        .take(limits::CLAUSES_MAX + 1)
        .map(clause::inline_fields)
        .collect();
    if clauses.len() > limits::CLAUSES_MAX {
        return Err(too_many(1));
    }
    Ok(clauses)
}

fn too_many(line: u32) -> Problems {
    Problems::one(Problem {
        line,
        column: 1,
        message: format!("A plan has at most {} clauses.", limits::CLAUSES_MAX),
        help: None,
    })
}

/// The text with other fields for the clause at a place, counted from 0. What is equal stays as
/// it was written; the whole clause is in the canonical layout afterwards.
///
/// # Errors
/// When there is no such clause, a field is too long, or its other keys are not TOML or state
/// what is not theirs.
///
/// ```
/// # use plan::edit;
/// let mut fields = edit::clauses(plan::EXAMPLE)?.remove(0);
/// fields.title[0] = "Our weeks".to_owned();
/// let text = edit::replace(plan::EXAMPLE, 0, &fields)?;
/// assert_eq!(text, plan::EXAMPLE.replace("The weekly rhythm", "Our weeks"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn replace(text: &str, place: usize, fields: &ClauseFields) -> Result<String, EditError> {
    for (key, texts, limit) in [
        ("title", &fields.title, limits::TITLE_CHARS_MAX),
        ("sentence", &fields.sentence, limits::SENTENCE_CHARS_MAX),
    ] {
        let long = |text: &String| text.trim().chars().count() > limit;
        if texts.iter().any(long) {
            return Err(EditError::TooLong { key, limit });
        }
    }
    let layout = Layout::to_edit(text)?;
    let written = clause::written(&layout.clause(place)?, fields)?;
    sized(layout.with(&BTreeMap::from([(place, written)])))
}

/// The text with one more clause, `[[clause]] …`, before the one at a place or, where the place
/// is their number, after the last. An id that is taken gets a number.
///
/// # Errors
/// When there is no such place, the plan has no room for another clause, or what is to be added
/// is not one clause.
pub fn insert(text: &str, place: usize, clause: &str) -> Result<String, EditError> {
    let layout = Layout::to_edit(text)?;
    if layout.clauses() >= limits::CLAUSES_MAX {
        let limit = limits::CLAUSES_MAX;
        return Err(EditError::TooMany { limit });
    }
    let added = clause::added(clause, &layout.ids)?;
    sized(layout.inserted(place, &added)?)
}

/// The text without the clause at a place. Comments above it go with it.
///
/// # Errors
/// When there is no such clause.
pub fn remove(text: &str, place: usize) -> Result<String, EditError> {
    sized(Layout::to_edit(text)?.without(place)?)
}

/// The text with the clause that stands at `from` standing at `to`.
///
/// # Errors
/// When there is no clause at one of the two.
pub fn move_to(text: &str, from: usize, to: usize) -> Result<String, EditError> {
    sized(Layout::to_edit(text)?.moved(from, to)?)
}

fn sized(text: String) -> Result<String, EditError> {
    let (found, limit) = (text.len(), limits::TEXT_BYTES_MAX);
    if found > limit {
        return Err(EditError::TooLarge { found, limit });
    }
    Ok(text)
}
