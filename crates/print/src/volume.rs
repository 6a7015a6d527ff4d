//! A long record is printed in volumes, so that memory holds one of them at a time.
//!
//! May touch: nothing.

use std::ops::Range;

use crate::document::{Content, Item, RecordDocument};

/// So many items stand in one volume at most.
pub const VOLUME_ITEMS_MAX: usize = 750;

/// A volume ends once its texts have so many bytes.
pub const VOLUME_BYTES_MAX: usize = 600_000;

/// So many items stand in one section at most. Sections begin on a page of their own, so that they
/// can be laid out at the same time.
const SECTION_ITEMS_MAX: usize = 250;

/// Which items stand in one volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Counted from 1.
    pub(crate) number: usize,
    /// How many volumes there are.
    pub(crate) of: usize,
    /// Of the document's items.
    pub(crate) items: Range<usize>,
    /// How many entries earlier volumes print.
    pub(crate) printed_before: u64,
}

/// All parts in order; at least one. At most so many items stand in one, and, unless one alone has
/// more, so many bytes of text.
pub(crate) fn parts(document: &RecordDocument, items_max: usize, bytes_max: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut from, mut bytes) = (0, 0_usize);
    let (mut printed, mut printed_before) = (0, 0);
    for (place, item) in document.items.iter().enumerate() {
        let more = weight(item);
        let full = place - from >= items_max || bytes.saturating_add(more) > bytes_max;
        if full && place > from {
            parts.push((from..place, printed_before));
            (from, bytes, printed_before) = (place, 0, printed);
        }
        bytes = bytes.saturating_add(more);
        printed += u64::from(matches!(item, Item::Entry(_)));
    }
    parts.push((from..document.items.len(), printed_before));
    let of = parts.len();
    parts
        .into_iter()
        .enumerate()
        .map(|(place, (items, printed_before))| Part {
            number: place + 1,
            of,
            items,
            printed_before,
        })
        .collect()
}

impl Part {
    /// The sections of the volume, all but equally long; at least one.
    pub(crate) fn sections(&self) -> Vec<Range<usize>> {
        let Range { start, end } = self.items;
        let items = end.saturating_sub(start);
        let sections = items.div_ceil(SECTION_ITEMS_MAX).max(1);
        let bound = |section: usize| start + items * section / sections;
        let sections = 0..sections;
        sections.map(|n| bound(n)..bound(n + 1)).collect()
    }
}

fn weight(item: &Item) -> usize {
    match item {
        Item::NotShown { .. } => 0,
        Item::Entry(entry) => match &entry.content {
            Content::Erased { .. } => 0,
            Content::Said(passages) => passages.iter().map(|passage| passage.text.len()).sum(),
        },
    }
}
