//! One clause as fields that a form can show, and such fields as text. Works on the text of one
//! clause alone; where it stands among the others is `layout`'s business.

use toml_edit::{Document, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use super::EditError;
use super::rest;
use crate::format::strange;
use crate::ids;
use crate::problem::Problems;
use crate::read::report::Report;
use crate::read::words::shortened;
use crate::{Language, read};

/// The keys of a clause that have a field each.
pub(super) const OWN: [&str; 4] = ["id", "section", "title", "sentence"];

/// A clause as fields: what it is called and says, and its other keys as text.
///
/// A key that is not there is an empty text. Texts in two languages stand in the order of
/// [`Language::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClauseFields {
    /// The id.
    pub id: String,
    /// The section of the document to which the clause belongs.
    pub section: String,
    /// The label.
    pub title: [String; 2],
    /// What the parents agree, in words.
    pub sentence: [String; 2],
    /// Every other key as TOML, in the canonical layout, with the comments of the clause; tables
    /// of its own are written inline. Without a line break at the end.
    pub rest: String,
}

/// The fields of a clause by its text.
pub(super) fn fields(unit: &str) -> Result<ClauseFields, Problems> {
    let document = parsed(unit)?;
    let below = document.trailing().as_str().unwrap_or_default();
    let list = document.get("clause").and_then(Item::as_array_of_tables);
    let table = list.and_then(|list| list.get(0));
    Ok(table.map_or_else(ClauseFields::default, |table| fields_of(table, below)))
}

/// The fields of a clause in a list between brackets.
pub(super) fn inline_fields(table: &InlineTable) -> ClauseFields {
    fields_of(&table.clone().into_table(), "")
}

fn fields_of(table: &Table, below: &str) -> ClauseFields {
    ClauseFields {
        id: said(table.get("id")),
        section: said(table.get("section")),
        title: translation(table.get("title")),
        sentence: translation(table.get("sentence")),
        rest: rest::of(table, below),
    }
}

/// A text, or another value as it is written.
fn said(item: Option<&Item>) -> String {
    let Some(value) = item.and_then(Item::as_value) else {
        return String::new();
    };
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => rest::bare(value),
    }
}

/// `{ en = "…", nl = "…" }`. A text that does not say its language is shown as the first.
fn translation(item: Option<&Item>) -> [String; 2] {
    match item.and_then(Item::as_table_like) {
        Some(table) => Language::ALL.map(|language| said(table.get(language.code()))),
        None => [said(item), String::new()],
    }
}

/// The text of a clause with these fields, formatted. What has not changed stays as it was
/// written, and comments stay.
pub(super) fn written(unit: &str, new: &ClauseFields) -> Result<String, EditError> {
    let old = fields(unit).map_err(EditError::Text)?;
    let typed = if same(&old.rest, &new.rest) {
        None
    } else {
        Some(rest::read(&new.rest)?)
    };
    let mut document = parsed(unit).map_err(EditError::Text)?;
    if let Some(typed) = &typed {
        document.set_trailing(rest::comments(typed.trailing().as_str()));
    }
    if let Some(table) = first_mut(&mut document) {
        if let Some(typed) = typed {
            table.retain(|key, _| OWN.contains(&key));
            take_over(table, typed.into_table());
        }
        for (key, old, new) in [
            ("id", &old.id, &new.id),
            ("section", &old.section, &new.section),
        ] {
            if old != new {
                set(table, key, new);
            }
        }
        if old.title != new.title {
            translate(table, "title", &new.title);
        }
        if old.sentence != new.sentence {
            translate(table, "sentence", &new.sentence);
        }
    }
    formatted(&document)
}

/// The text of a clause after a change to its table, formatted.
pub(super) fn edited(unit: &str, change: impl FnOnce(&mut Table)) -> Result<String, EditError> {
    let mut document = parsed(unit).map_err(EditError::Text)?;
    if let Some(table) = first_mut(&mut document) {
        change(table);
    }
    formatted(&document)
}

/// A clause that is to be added, formatted, under an id that is not taken.
pub(super) fn added(clause: &str, taken: &[Option<String>]) -> Result<String, EditError> {
    one_clause(clause)?;
    let mut document = parsed(clause).map_err(EditError::Clause)?;
    if let Some(table) = first_mut(&mut document) {
        let id = said(table.get("id"));
        let free = ids::free(&id, |id| taken.iter().flatten().all(|taken| taken != id));
        if id != free {
            set(table, "id", &free);
        }
    }
    let tail = rest::comments(document.trailing().as_str());
    document.set_trailing(tail);
    crate::format(&document.to_string()).map_err(EditError::Clause)
}

/// Whether a text is one clause under `[[clause]]`, and nothing else.
fn one_clause(clause: &str) -> Result<(), EditError> {
    read::parse(clause).map_err(EditError::Clause)?;
    let document = Document::parse(clause).map_err(|error| EditError::Clause(strange(&error)))?;
    let root = document.as_table();
    let mut report = Report::new(clause);
    for (name, _) in root.iter().filter(|(name, _)| *name != "clause") {
        let place = root.key(name).and_then(Key::span).unwrap_or_default();
        let message = format!("Here stands `{}`, outside of the clause.", shortened(name));
        report.wrong_with(
            &place,
            message,
            "Write it under [[clause]], or leave it out.",
        );
    }
    let list = root.get("clause").and_then(Item::as_array_of_tables);
    let count = list.map_or(0, toml_edit::ArrayOfTables::len);
    if count != 1 {
        let message = format!("Here belongs one clause, not {count}.");
        report.wrong_with(&(0..0), message, "Write it under [[clause]].");
    }
    match Problems::new(report.into_problems()) {
        Some(problems) => Err(EditError::Clause(problems)),
        None => Ok(()),
    }
}

/// The text of one clause as a document of its own.
fn parsed(unit: &str) -> Result<DocumentMut, Problems> {
    let document = unit.parse::<DocumentMut>();
    document.map_err(|error| strange(&error))
}

fn first_mut(document: &mut DocumentMut) -> Option<&mut Table> {
    let clauses = document.as_table_mut().get_mut("clause")?;
    clauses.as_array_of_tables_mut()?.get_mut(0)
}

fn formatted(document: &DocumentMut) -> Result<String, EditError> {
    let text = super::sized(document.to_string())?;
    crate::format(&text).map_err(EditError::Text)
}

/// Whether two texts of keys say the same, whichever line breaks a form has sent.
fn same(one: &str, other: &str) -> bool {
    one.replace("\r\n", "\n").trim() == other.replace("\r\n", "\n").trim()
}

/// Puts every key of a table into another one.
fn take_over(table: &mut Table, mut typed: Table) {
    let names: Vec<String> = typed.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        if let Some((key, item)) = typed.remove_entry(&name) {
            table.insert_formatted(&key, item);
        }
    }
}

/// A text under a key; none where it is empty.
fn set(table: &mut dyn TableLike, key: &str, text: &str) {
    if text.is_empty() {
        table.remove(key);
    } else {
        put(table, key, Value::from(text));
    }
}

/// A value under a key. The comments above and beside the key stay.
pub(super) fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(item) => {
            if let Some(old) = item.as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            *item = Item::Value(value);
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

fn translate(table: &mut Table, key: &str, texts: &[String; 2]) {
    if !table.get(key).is_some_and(Item::is_table_like) {
        put(table, key, Value::InlineTable(InlineTable::new()));
    }
    let Some(languages) = table.get_mut(key).and_then(Item::as_table_like_mut) else {
        return;
    };
    for (language, text) in Language::ALL.into_iter().zip(texts) {
        if said(languages.get(language.code())) != *text {
            set(languages, language.code(), text);
        }
    }
    let empty = languages.is_empty();
    if empty {
        table.remove(key);
    } else if let Some(item) = table.get_mut(key) {
        arrange(item, &Language::ALL.map(Language::code));
    }
}

/// Sorts the keys of a table: those that are named here first, in this order.
pub(super) fn arrange(item: &mut Item, order: &[&str]) {
    let place = |key: &Key| {
        let place = order.iter().position(|known| *known == key.get());
        place.unwrap_or(order.len())
    };
    if let Some(table) = item.as_table_mut() {
        table.sort_values_by(|one, _, other, _| place(one).cmp(&place(other)));
    } else if let Some(table) = item.as_inline_table_mut() {
        table.sort_values_by(|one, _, other, _| place(one).cmp(&place(other)));
    }
}
