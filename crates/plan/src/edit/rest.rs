//! The keys of a clause that have no field of their own, as lines of TOML: written from a
//! clause, and read from what somebody typed. Touches only text.

use toml_edit::{Document, DocumentMut, Item, Key, RawString, Table, Value};

use super::EditError;
use super::clause::OWN;
use crate::format::strange;
use crate::problem::Problems;
use crate::read;
use crate::read::report::Report;
use crate::read::words::shortened;

const HEADER: &str = "[[clause]]\n";

/// The lines of a clause but for those of the keys that have a field, and the comments `below`
/// them. Tables that stand under headers become inline ones.
pub(super) fn of(clause: &Table, below: &str) -> String {
    let mut table = clause.clone();
    for key in OWN {
        table.remove(key);
    }
    let mut text = HEADER.to_owned();
    entries(&mut text, "", &table, "");
    text.push_str(&comments(Some(below)));
    // It is laid out as a part of a clause, since the order of keys goes by that.
    let formatted = crate::format(&text).unwrap_or(text);
    let lines = formatted.strip_prefix(HEADER).unwrap_or(&formatted);
    lines.trim_end_matches('\n').to_owned()
}

/// A line for each key of a table, and for those of the tables under it.
fn entries(text: &mut String, path: &str, table: &Table, comma: &str) {
    for (name, item) in table.iter() {
        let Some(key) = table.key(name) else {
            continue;
        };
        let path = match path {
            "" => key.display_repr().into_owned(),
            path => format!("{path}.{}", key.display_repr()),
        };
        match item {
            Item::Table(inner) if inner.is_implicit() => entries(text, &path, inner, comma),
            Item::Table(inner) => {
                above(text, inner.decor().prefix());
                text.push_str(&format!("{path} = "));
                braces(text, inner, comma);
            }
            Item::ArrayOfTables(list) => {
                text.push_str(&format!("{path} = [\n"));
                for inner in list {
                    above(text, inner.decor().prefix());
                    braces(text, inner, ",");
                }
                text.push_str(&format!("]{comma}\n"));
            }
            Item::Value(value) => {
                above(text, key.leaf_decor().prefix());
                text.push_str(&format!("{path} = {}{comma}", bare(value)));
                beside(text, value.decor().suffix());
            }
            Item::None => {}
        }
    }
}

/// `{ … }`, on as many lines as it has keys; formatting makes one of them where it can.
fn braces(text: &mut String, table: &Table, comma: &str) {
    text.push('{');
    beside(text, table.decor().suffix());
    entries(text, "", table, ",");
    text.push_str(&format!("}}{comma}\n"));
}

/// The comments above a key or a header, on lines of their own.
fn above(text: &mut String, raw: Option<&RawString>) {
    text.push_str(&comments(raw.and_then(RawString::as_str)));
}

/// The comment at the end of a line, and the end of the line.
fn beside(text: &mut String, raw: Option<&RawString>) {
    let comment = raw.and_then(RawString::as_str).unwrap_or_default().trim();
    if comment.starts_with('#') {
        text.push(' ');
        text.push_str(comment);
    }
    text.push('\n');
}

/// The comments of a piece of space, one a line.
pub(super) fn comments(raw: Option<&str>) -> String {
    let lines = raw.unwrap_or_default().split('\n').map(str::trim);
    let mut text = String::new();
    for line in lines.filter(|line| line.starts_with('#')) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// A value as it is written, without the space around it.
pub(super) fn bare(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string()
}

/// What somebody typed as the other keys of a clause.
pub(super) fn read(rest: &str) -> Result<DocumentMut, EditError> {
    read::parse(rest).map_err(EditError::Rest)?;
    let document = Document::parse(rest).map_err(|error| EditError::Rest(strange(&error)))?;
    let root = document.as_table();
    let mut report = Report::new(rest);
    for (name, item) in root.iter() {
        let place = root.key(name).and_then(Key::span).unwrap_or_default();
        if OWN.contains(&name) {
            let message = format!("`{name}` has a field of its own.");
            report.wrong_with(&place, message, "Write it there, and leave it out here.");
        } else if opens(item) {
            let name = shortened(name);
            let message = format!("Here begins a table, `{name}`, in the middle of a clause.");
            let help = format!("Write the keys of a table between braces: {name} = {{ … }}.");
            report.wrong_with(&place, message, help);
        }
    }
    match Problems::new(report.into_problems()) {
        Some(problems) => Err(EditError::Rest(problems)),
        None => Ok(document.into_mut()),
    }
}

/// Whether a key opens a table under a header.
fn opens(item: &Item) -> bool {
    match item {
        Item::Table(table) => !table.is_dotted() || table.iter().any(|(_, item)| opens(item)),
        Item::ArrayOfTables(_) => true,
        Item::Value(_) | Item::None => false,
    }
}
