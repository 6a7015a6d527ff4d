//! The parts of a text, each under its header, in the canonical order, and which comments go
//! with them. Reads a parsed text; writes nothing.

use toml_edit::{Item, Key, Table, Value};

use super::comments::{self, Block};
use super::order;

/// The keys of the plan itself, or a table under its header.
pub(super) struct Section<'t> {
    /// The path in the header; empty for the plan itself.
    pub(super) path: Vec<&'t Key>,
    pub(super) table: &'t Table,
    /// Whether it is one of a list: `[[clause]]`.
    pub(super) listed: bool,
    /// The comments above the header.
    pub(super) head: Block,
    /// Its own lines, in the canonical order.
    pub(super) entries: Vec<Entry<'t>>,
    /// The comments under the last of them.
    pub(super) tail: Vec<String>,
}

/// A line of a table.
pub(super) struct Entry<'t> {
    /// The comments above it.
    pub(super) above: Vec<String>,
    /// The key, in parts: `a.b`.
    pub(super) path: Vec<&'t Key>,
    pub(super) value: &'t Value,
    /// Whether it is the first of its table as the text stands.
    written_first: bool,
}

/// What stands at the top of the text.
pub(super) struct Top {
    pub(super) lines: Vec<String>,
    /// Whether what it stood above stays the first.
    pub(super) over_first: bool,
}

impl<'t> Section<'t> {
    fn new(path: &[&'t Key], table: &'t Table, listed: bool) -> Section<'t> {
        let names: Vec<&str> = path.iter().map(|key| key.get()).collect();
        let order = order::of(&names);
        let values = table.get_values().into_iter().enumerate();
        let mut entries: Vec<Entry<'t>> = values
            .map(|(number, (path, value))| Entry {
                above: comments::above_key(&path),
                path,
                value,
                written_first: number == 0,
            })
            .collect();
        entries.sort_by_key(|entry| {
            let first = entry.path.first().map(|key| key.get());
            order::place(order, first.unwrap_or_default())
        });
        Section {
            path: path.to_vec(),
            table,
            listed,
            head: Block::above(comments::text(table.decor().prefix())),
            entries,
            tail: Vec::new(),
        }
    }

    /// Whether lines come of it: the plan itself has no header.
    fn stands(&self) -> bool {
        !self.path.is_empty() || !self.entries.is_empty()
    }

    /// Where it stands in the text.
    fn position(&self) -> isize {
        if self.path.is_empty() {
            return isize::MIN;
        }
        self.table.position().unwrap_or(isize::MAX)
    }
}

/// Every part of a text that has lines, in the canonical order.
pub(super) fn of(root: &Table) -> Vec<Section<'_>> {
    let mut sections = vec![Section::new(&[], root, false)];
    collect(&mut sections, &mut Vec::new(), root);
    sections.retain(Section::stands);
    sections
}

fn collect<'t>(sections: &mut Vec<Section<'t>>, path: &mut Vec<&'t Key>, table: &'t Table) {
    let names: Vec<&str> = path.iter().map(|key| key.get()).collect();
    let order = order::of(&names);
    let mut items: Vec<(&Key, &Item)> = table
        .iter()
        .filter_map(|(name, _)| table.get_key_value(name))
        .collect();
    items.sort_by_key(|(key, _)| order::place(order, key.get()));
    for (key, item) in items {
        path.push(key);
        if let Item::Table(inner) = item {
            let only_a_path = inner.is_implicit() && inner.get_values().is_empty();
            if !inner.is_dotted() && !only_a_path {
                sections.push(Section::new(path, inner, false));
            }
            collect(sections, path, inner);
        }
        for inner in item.as_array_of_tables().into_iter().flatten() {
            sections.push(Section::new(path, inner, true));
            collect(sections, path, inner);
        }
        path.pop();
    }
}

/// Takes out the comments at the top of the text: they speak of all of it.
pub(super) fn take_top(sections: &mut [Section<'_>]) -> Top {
    let first = sections
        .iter_mut()
        .enumerate()
        .min_by_key(|(_, section)| section.position());
    let Some((place, section)) = first else {
        return Top {
            lines: Vec::new(),
            over_first: true,
        };
    };
    if !section.path.is_empty() {
        return Top {
            lines: std::mem::take(&mut section.head.lines),
            over_first: place == 0,
        };
    }
    let mut entries = section.entries.iter_mut().enumerate();
    let entry = entries.find(|(_, entry)| entry.written_first);
    let (line, above) = entry.map_or((0, Vec::new()), |(line, entry)| {
        (line, std::mem::take(&mut entry.above))
    });
    Top {
        lines: above,
        over_first: line == 0,
    }
}

/// Gives comments that stand directly under the last line of a part to that part. Answers with
/// what stays at the end of the text.
pub(super) fn settle_tails(sections: &mut [Section<'_>], mut end: Block) -> Vec<String> {
    let mut places: Vec<usize> = (0..sections.len()).collect();
    places.sort_by_key(|&place| sections.get(place).map(Section::position));
    let next = places.iter().copied().skip(1);
    for (&above, below) in places.iter().zip(next) {
        let tail = sections
            .get_mut(below)
            .map(|section| section.head.part())
            .unwrap_or_default();
        if let Some(section) = sections.get_mut(above) {
            section.tail = tail;
        }
    }
    let last = places.last().and_then(|&place| sections.get_mut(place));
    if let Some(section) = last {
        // At the end of the text nothing follows that a comment could be about instead.
        end.lines.push(String::new());
        section.tail = end.part();
        end.lines.pop();
    }
    end.lines
}
