//! A text in parts, each under its header, and which of them make up which clause. Every byte is
//! in one part, so that what is not changed stays as it is. Moves parts about; looks at no value.

use std::collections::BTreeMap;

use toml_edit::{Document, Item, RawString, Table};

use super::EditError;
use crate::format::strange;
use crate::problem::Problems;
use crate::read;

/// The parts of a text.
pub(super) struct Layout<'t> {
    text: &'t str,
    /// The plan's own keys, and the comments at the top.
    head: &'t str,
    parts: Vec<Part<'t>>,
    /// The comments at the end that belong to no part.
    end: &'t str,
    /// The id of each clause, as far as it has one that is a text.
    pub(super) ids: Vec<Option<String>>,
    /// Whether the clauses, if there are any, stand under `[[clause]]` each.
    pub(super) listed: bool,
}

/// What stands under a header, with the comments above it and those directly under its last line.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    /// The byte at which it begins; `None` when it is new.
    start: Option<usize>,
    /// The clause to which it belongs.
    clause: Option<usize>,
}

/// Where a header stands.
struct Header {
    /// The byte at which the space above it begins.
    above: usize,
    at: usize,
    clause: Option<usize>,
}

impl<'t> Layout<'t> {
    /// The parts of any text that is TOML.
    pub(super) fn of(text: &'t str) -> Result<Layout<'t>, Problems> {
        read::parse(text)?;
        let document = Document::parse(text).map_err(|error| strange(&error))?;
        let root = document.as_table();
        let clauses = root.get("clause");
        let list = clauses.and_then(Item::as_array_of_tables);
        let ids = list.map(|list| list.iter().map(id_of).collect());
        let mut headers = Vec::new();
        collect(root, true, None, &mut headers);
        headers.sort_by_key(|header| header.at);
        let trailing = start(Some(document.trailing()), text.len());
        let end = trailing + tail(text.get(trailing..).unwrap_or_default(), true);
        let cuts = cuts(text, &headers, !root.get_values().is_empty());
        let first = cuts.first().copied().unwrap_or(end);
        let stops = cuts.iter().copied().skip(1).chain([end]);
        let parts = headers.iter().zip(cuts.iter().copied().zip(stops));
        Ok(Layout {
            text,
            head: text.get(..first).unwrap_or_default(),
            parts: parts
                .map(|(header, (start, stop))| Part {
                    text: text.get(start..stop).unwrap_or_default(),
                    start: Some(start),
                    clause: header.clause,
                })
                .collect(),
            end: text.get(end..).unwrap_or_default(),
            ids: ids.unwrap_or_default(),
            listed: clauses.is_none() || list.is_some(),
        })
    }

    /// The same of a text whose clauses are to be changed.
    pub(super) fn to_edit(text: &'t str) -> Result<Layout<'t>, EditError> {
        let layout = Layout::of(text).map_err(EditError::Text)?;
        if layout.listed {
            Ok(layout)
        } else {
            Err(EditError::NotTables)
        }
    }

    /// How many clauses there are.
    pub(super) fn clauses(&self) -> usize {
        self.ids.len()
    }

    /// The text of a clause alone.
    pub(super) fn clause(&self, place: usize) -> Result<String, EditError> {
        self.there(place)?;
        let mut text = String::new();
        for part in self.parts.iter().filter(|part| part.clause == Some(place)) {
            break_line(&mut text);
            text.push_str(part.text);
        }
        Ok(text)
    }

    /// The line of the header of a clause, from 1.
    pub(super) fn line(&self, place: usize) -> u32 {
        let part = self.parts.iter().find(|part| part.clause == Some(place));
        let above = part.and_then(|part| {
            let header = |line: &str| line.trim_start().starts_with('[');
            let own = part.text.lines().position(header)?;
            let before = self.text.get(..part.start?)?;
            Some(own + before.matches('\n').count())
        });
        u32::try_from(above.unwrap_or(0) + 1).unwrap_or(u32::MAX)
    }

    /// The text with other words for some clauses. What is new is formatted already.
    pub(super) fn with(&self, changed: &BTreeMap<usize, String>) -> String {
        let mut parts: Vec<Part<'_>> = Vec::with_capacity(self.parts.len());
        let mut written: Vec<usize> = Vec::new();
        for part in &self.parts {
            let new = part
                .clause
                .and_then(|clause| Some((clause, changed.get(&clause)?)));
            let Some((clause, text)) = new else {
                parts.push(*part);
                continue;
            };
            if !written.contains(&clause) {
                written.push(clause);
                parts.push(Part {
                    text,
                    start: None,
                    clause: part.clause,
                });
            }
        }
        self.joined(&parts)
    }

    /// The text with one more clause, which is formatted already.
    pub(super) fn inserted(&self, place: usize, text: &str) -> Result<String, EditError> {
        if place > self.clauses() {
            return Err(self.no_such(place));
        }
        let mut parts: Vec<Part<'_>> = self.parts.clone();
        let new = Part {
            text,
            start: None,
            clause: None,
        };
        parts.insert(before(&parts, place), new);
        Ok(self.joined(&parts))
    }

    /// The text without a clause.
    pub(super) fn without(&self, place: usize) -> Result<String, EditError> {
        self.there(place)?;
        Ok(self.joined(&self.others(place)))
    }

    /// The text with a clause at another place.
    pub(super) fn moved(&self, from: usize, to: usize) -> Result<String, EditError> {
        self.there(from)?;
        self.there(to)?;
        if from == to {
            return Ok(self.text.to_owned());
        }
        let own = self.parts.iter().filter(|part| part.clause == Some(from));
        let mut parts = self.others(from);
        let next = if to < from { to } else { to + 1 };
        let at = before(&parts, next);
        let below = parts.split_off(at);
        parts.extend(own);
        parts.extend(below);
        Ok(self.joined(&parts))
    }

    fn others(&self, place: usize) -> Vec<Part<'t>> {
        let others = self.parts.iter().filter(|part| part.clause != Some(place));
        others.copied().collect()
    }

    fn there(&self, place: usize) -> Result<(), EditError> {
        if place < self.clauses() {
            Ok(())
        } else {
            Err(self.no_such(place))
        }
    }

    fn no_such(&self, place: usize) -> EditError {
        EditError::NoSuchClause {
            place,
            count: self.clauses(),
        }
    }

    /// Parts in a new order. The text ends with a line break or without one, as it did.
    fn joined(&self, parts: &[Part<'_>]) -> String {
        let mut joined = Joined {
            text: self.head.to_owned(),
            reached: Some(self.head.len()),
        };
        for part in parts {
            joined.add(part);
        }
        joined.add(&Part {
            text: self.end,
            start: Some(self.text.len() - self.end.len()),
            clause: None,
        });
        let mut text = joined.text;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            let ended = text.strip_suffix("\r\n").or(text.strip_suffix('\n'));
            let length = ended.map_or(text.len(), str::len);
            text.truncate(length);
        }
        text
    }
}

/// A text that is put together from parts.
struct Joined {
    text: String,
    /// The byte of the old text after the last part, unless that one is new.
    reached: Option<usize>,
}

impl Joined {
    fn add(&mut self, part: &Part<'_>) {
        if !part.text.is_empty() {
            if part.start.is_none() || part.start != self.reached {
                separate(&mut self.text, part);
            }
            self.text.push_str(part.text);
        }
        self.reached = part.start.map(|start| start + part.text.len());
    }
}

/// Before a part that comes to stand below another one: a blank line above what is new, and one
/// where a comment would change hands otherwise.
fn separate(text: &mut String, part: &Part<'_>) {
    break_line(text);
    let blank = |line: &str| line.trim().is_empty();
    let comment = |line: &str| line.trim_start().starts_with('#');
    let apart =
        text.lines().next_back().is_none_or(blank) || part.text.lines().next().is_none_or(blank);
    let changes_hands = text.lines().next_back().is_some_and(comment);
    if !apart && (part.start.is_none() || changes_hands) {
        text.push('\n');
    }
}

fn break_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The place among parts of what is to stand before a clause; after the last clause where there
/// is no such clause.
fn before(parts: &[Part<'_>], clause: usize) -> usize {
    let next = parts.iter().position(|part| part.clause == Some(clause));
    let last = || parts.iter().rposition(|part| part.clause.is_some());
    next.or_else(|| last().map(|last| last + 1))
        .unwrap_or(parts.len())
}

fn id_of(clause: &Table) -> Option<String> {
    let id = clause.get("id").and_then(Item::as_str);
    id.map(str::to_owned)
}

fn collect(table: &Table, root: bool, clause: Option<usize>, headers: &mut Vec<Header>) {
    for (key, item) in table.iter() {
        if let Item::Table(inner) = item {
            if !inner.is_implicit() {
                headers.extend(header(inner, clause));
            }
            collect(inner, false, clause, headers);
        }
        let list = item.as_array_of_tables().into_iter().flatten();
        for (number, inner) in list.enumerate() {
            let clause = if root && key == "clause" {
                Some(number)
            } else {
                clause
            };
            headers.extend(header(inner, clause));
            collect(inner, false, clause, headers);
        }
    }
}

fn header(table: &Table, clause: Option<usize>) -> Option<Header> {
    let at = table.span()?.start;
    Some(Header {
        above: start(table.decor().prefix(), at),
        at,
        clause,
    })
}

/// Where a piece of space begins.
fn start(raw: Option<&RawString>, otherwise: usize) -> usize {
    raw.and_then(RawString::span)
        .map_or(otherwise, |span| span.start)
}

/// Where the part of each header begins. Comments at the top of the text stay there.
fn cuts(text: &str, headers: &[Header], below_keys: bool) -> Vec<usize> {
    let cut = |(number, header): (usize, &Header)| {
        let gap = text.get(header.above..header.at).unwrap_or_default();
        if number == 0 && !below_keys {
            header.above + gap.trim_end_matches([' ', '\t']).len()
        } else {
            header.above + tail(gap, false)
        }
    };
    headers.iter().enumerate().map(cut).collect()
}

/// How much of the space below a line belongs to what stands above it: comments that follow
/// without an empty line, if an empty line parts them from what comes next.
fn tail(gap: &str, at_end: bool) -> usize {
    let mut length = 0;
    for line in gap.split_inclusive('\n') {
        if line.trim().is_empty() {
            let parted = at_end || line.ends_with('\n');
            return if parted { length } else { 0 };
        }
        length += line.len();
    }
    if at_end { length } else { 0 }
}
