//! What a text says beside its clauses, value by value: the plan's own keys, its people, its
//! school, homes and handovers. Touches nothing else.

use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::rest;

/// A value with the keys that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// People and homes by their id: `parent`, `mara`, `name`.
    pub(super) path: Vec<String>,
    /// A text as it reads, another value as it is written.
    pub(super) shown: String,
    /// Whether it is a text, so that `1` and `"1"` differ.
    is_text: bool,
}

/// Every value that stands beside the clauses, in the order of the text. It does not matter
/// whether a table stands under a header or between braces.
pub(super) fn of(document: &DocumentMut) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let mut path = Vec::new();
    for (key, item) in document.iter().filter(|(key, _)| *key != "clause") {
        path.push(key.to_owned());
        item_leaves(item, &mut path, &mut leaves);
        path.pop();
    }
    leaves
}

fn item_leaves(item: &Item, path: &mut Vec<String>, leaves: &mut Vec<Leaf>) {
    match item {
        Item::None => {}
        Item::Value(value) => value_leaves(value, path, leaves),
        Item::Table(table) => table_leaves(table, path, leaves),
        Item::ArrayOfTables(list) => {
            let tables = list.iter().map(|table| table as &dyn TableLike);
            list_leaves(&tables.collect::<Vec<_>>(), path, leaves);
        }
    }
}

fn value_leaves(value: &Value, path: &mut Vec<String>, leaves: &mut Vec<Leaf>) {
    if let Some(table) = value.as_inline_table() {
        table_leaves(table, path, leaves);
        return;
    }
    let list = value.as_array().filter(|list| !list.is_empty());
    let tables = list.into_iter().flatten();
    let tables: Option<Vec<&dyn TableLike>> = tables
        .map(|entry| entry.as_inline_table().map(|table| table as &dyn TableLike))
        .collect();
    match tables.filter(|tables| !tables.is_empty()) {
        Some(tables) => list_leaves(&tables, path, leaves),
        None => leaves.push(leaf(path, value)),
    }
}

fn table_leaves(table: &dyn TableLike, path: &mut Vec<String>, leaves: &mut Vec<Leaf>) {
    for (key, item) in table.iter() {
        path.push(key.to_owned());
        item_leaves(item, path, leaves);
        path.pop();
    }
}

/// The tables of a list, each by its id or else its number; first who is in it, in which order.
fn list_leaves(tables: &[&dyn TableLike], path: &mut Vec<String>, leaves: &mut Vec<Leaf>) {
    let mut names: Vec<String> = Vec::with_capacity(tables.len());
    for (table, number) in tables.iter().zip(1_usize..) {
        let id = table.get("id").and_then(Item::as_str);
        names.push(id.map_or_else(|| number.to_string(), str::to_owned));
    }
    leaves.push(Leaf {
        path: path.clone(),
        shown: names.join(", "),
        is_text: true,
    });
    for (table, name) in tables.iter().zip(names) {
        path.push(name);
        table_leaves(*table, path, leaves);
        path.pop();
    }
}

fn leaf(path: &[String], value: &Value) -> Leaf {
    Leaf {
        path: path.to_vec(),
        shown: match value.as_str() {
            Some(text) => text.to_owned(),
            None => plain(value),
        },
        is_text: value.is_str(),
    }
}

/// A value on one line, the same however it is laid out.
fn plain(value: &Value) -> String {
    if let Some(list) = value.as_array() {
        let entries: Vec<String> = list.iter().map(plain).collect();
        return format!("[{}]", entries.join(", "));
    }
    if let Some(table) = value.as_inline_table() {
        let pairs = table.iter().map(|(key, value)| {
            let key = table
                .key(key)
                .map_or(key.into(), toml_edit::Key::display_repr);
            format!("{key} = {}", plain(value))
        });
        return format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "));
    }
    match value.as_str() {
        Some(text) => Value::from(text).to_string(),
        None => rest::bare(value),
    }
}
