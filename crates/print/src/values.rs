//! A document as the values that the template is given.
//!
//! May touch: nothing. Texts go in as strings, which Typst shows as they are; none becomes source.

use std::ops::{Range, RangeInclusive};

use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value};

use crate::code;
use crate::document::{
    Attachment, Bates, Content, Entry, Exhibits, Item, Language, RecordDocument,
};
use crate::paper::Paper;
use crate::preset::List;
use crate::volume::Part;
use crate::when::moment;
use crate::words::{FIXED, Words};
use crate::{PrintError, fonts};

/// The values of one volume, and what paper had to replace.
pub(crate) fn values(
    document: &RecordDocument,
    part: &Part,
    paper: &mut Paper,
) -> Result<Dict, PrintError> {
    let words = Words(document.language);
    let mut values = letters(document.language);
    let mut put = |key: &str, value: Value| values.insert(key.into(), value);
    put("single", (part.of == 1).into_value());
    put("first", (part.number == 1).into_value());
    put("volume", words.volume(part.number, part.of).into_value());
    put("see-first", words.see_first().into_value());
    put("title", title(document, words, paper).into_value());
    put("recipient", paper.name(&document.recipient).into_value());
    let document_id = words.document(&paper.line(&document.document_id));
    let recipient = words.made_for(&paper.name(&document.recipient));
    let description = format!("{recipient}. {document_id}");
    put("description", description.into_value());
    put(
        "made",
        words
            .made_by(
                &moment(&document.made, document.language),
                &paper.name(&document.made_by),
            )
            .into_value(),
    );
    let list =
        matches!(document.preset.list, List::Given) && !matches!(document.exhibits, Exhibits::None);
    put("list", list.into_value());
    let word = match &document.exhibits {
        Exhibits::None => "",
        Exhibits::Each { word, .. } | Exhibits::Whole { word, .. } => word,
    };
    put("exhibit-word", paper.line(word).into_value());
    put("words", fixed(words));
    put("sections", sections(document, part, paper).into_value());
    let replaced = if paper.replaced { words.replaced() } else { "" };
    put("replaced", replaced.into_value());
    if part.number == 1 {
        put("cover", cover(document, paper)?.into_value());
    }
    Ok(values)
}

/// The head of the pages with these numbers, and their feet.
pub(crate) fn margins(
    document: &RecordDocument,
    part: &Part,
    pages: RangeInclusive<u64>,
    paper: &mut Paper,
) -> Dict {
    let words = Words(document.language);
    let (first, last) = (*pages.start(), *pages.end());
    let feet: Array = pages
        .map(|page| {
            let place = if part.of == 1 {
                words.page(page, last)
            } else {
                words.page_of_volume(page, part.number, part.of, first..=last)
            };
            let bates = document.bates.as_ref();
            let number = bates.map_or_else(String::new, |bates| bates_number(bates, page, paper));
            strings([place, number])
        })
        .collect();
    let head = strings([
        words.made_for(&paper.name(&document.recipient)),
        words.document(&paper.line(&document.document_id)),
    ]);
    let mut values = letters(document.language);
    values.insert("head".into(), head);
    values.insert("feet".into(), feet.into_value());
    values
}

/// A page's number of its own: the prefix, and the number with zeros in front.
fn bates_number(bates: &Bates, page: u64, paper: &mut Paper) -> String {
    let number = u64::from(bates.first)
        .saturating_add(page)
        .saturating_sub(1);
    let digits = usize::from(bates.digits);
    format!("{}{number:0digits$}", paper.line(&bates.prefix))
}

/// What every text is set in.
pub(crate) fn letters(language: Language) -> Dict {
    let mut values = Dict::new();
    let mut put = |key: &str, value: &str| values.insert(key.into(), value.into_value());
    put("lang", language.tag());
    put("serif", fonts::SERIF);
    put("mono", fonts::MONO);
    values
}

/// What the document is called: of the family's record, or of one parent's own.
fn title(document: &RecordDocument, words: Words, paper: &mut Paper) -> String {
    let (what, name) = match &document.owner {
        None => (words.of("Record of", "Logboek van"), &document.family),
        Some(owner) => (words.of("Own record of", "Eigen logboek van"), owner),
    };
    format!("{what} {}", paper.name(name))
}

/// What stands in a document once, before its entries.
fn cover(document: &RecordDocument, paper: &mut Paper) -> Result<Dict, PrintError> {
    let words = Words(document.language);
    let mut cover = Dict::new();
    let mut put = |key: &str, value: Value| cover.insert(key.into(), value);
    let (mut shown, mut erased, mut hidden, mut witnessed) = (0_u64, 0_u64, 0_u64, false);
    for item in &document.items {
        match item {
            Item::Entry(entry) => {
                match entry.content {
                    Content::Said(_) => shown += 1,
                    Content::Erased { .. } => erased += 1,
                }
                witnessed |= !entry.witnessed.is_empty();
            }
            Item::NotShown { count, .. } => hidden = hidden.saturating_add(*count),
        }
    }
    put(
        "preset",
        document.preset.name(document.language).into_value(),
    );
    put("note", document.preset.note(document.language).into_value());
    put("chosen", sentences(&document.chosen, paper));
    put("shown", strings(words.counts(shown, erased, hidden)));
    put("left-out", sentences(&document.left_out, paper));
    let people: Array = document
        .people
        .iter()
        .map(|person| {
            strings([
                paper.name(&person.name),
                paper.line(&person.role),
                paper.code(&person.pseudonym),
            ])
        })
        .collect();
    put("people", people.into_value());
    let tree = &document.tree;
    put("origin", paper.code(&tree.origin).into_value());
    put("size", words.size(tree.size).into_value());
    put("root", paper.code(&tree.root).into_value());
    put("key", paper.code(&tree.key_id).into_value());
    put("code", paper.code(&tree.short_code).into_value());
    let svg = code::svg(&tree.checkpoint).ok_or(PrintError::Checkpoint {
        bytes: tree.checkpoint.len(),
    })?;
    put("qr", Bytes::new(svg.into_bytes()).into_value());
    put("how", strings(words.how(witnessed, paper.replaced)));
    Ok(cover)
}

fn fixed(words: Words) -> Value {
    let fixed: Dict = FIXED
        .iter()
        .map(|(key, en, nl)| (Str::from(*key), words.of(en, nl).into_value()))
        .collect();
    fixed.into_value()
}

fn sections(document: &RecordDocument, part: &Part, paper: &mut Paper) -> Array {
    let words = Words(document.language);
    let mut printed = part.printed_before;
    let sections = part.sections();
    let single = sections.len() == 1;
    let values = |items: Range<usize>| {
        let items = document.items.get(items).unwrap_or_default();
        let title = match (items.first(), items.last()) {
            (Some(first), Some(last)) if !single => {
                words.section(*numbers(first).start()..=*numbers(last).end())
            }
            _ => words.entries().to_owned(),
        };
        let items: Array = items
            .iter()
            .map(|item| match item {
                Item::Entry(entry) => {
                    let exhibit = exhibit(&document.exhibits, printed, paper);
                    printed += 1;
                    entry_values(entry, exhibit, words, paper)
                }
                Item::NotShown { first, count } => words.not_shown(*first, *count).into_value(),
            })
            .collect();
        let mut section = Dict::new();
        section.insert("title".into(), title.into_value());
        section.insert("items".into(), items.into_value());
        section.into_value()
    };
    sections.into_iter().map(values).collect()
}

/// The numbers in the record of what an item stands for.
fn numbers(item: &Item) -> RangeInclusive<u64> {
    match item {
        Item::Entry(entry) => entry.sequence..=entry.sequence,
        Item::NotShown { first, count } => *first..=first.saturating_add(count.saturating_sub(1)),
    }
}

/// How the entry is numbered that is printed after `before` others; empty where it is not.
fn exhibit(exhibits: &Exhibits, before: u64, paper: &mut Paper) -> String {
    match exhibits {
        Exhibits::None => String::new(),
        Exhibits::Each { word, first } => {
            format!("{} {}", paper.line(word), u64::from(*first) + before)
        }
        Exhibits::Whole { word, number } => {
            format!("{} {number}.{}", paper.line(word), before + 1)
        }
    }
}

fn entry_values(entry: &Entry, exhibit: String, words: Words, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    let name = words.entry(entry.sequence, exhibit.is_empty());
    put("name", name.into_value());
    put("exhibit", exhibit.into_value());
    put("time", moment(&entry.time, words.0).into_value());
    let (who, kind) = (paper.name(&entry.who), paper.line(&entry.kind));
    put("by", format!("{who} · {kind}").into_value());
    put("who", who.into_value());
    put("kind", kind.into_value());
    match &entry.content {
        Content::Said(passages) => {
            let said: Array = passages
                .iter()
                .map(|passage| {
                    let label = paper.line(&passage.label).into_value();
                    let lines = strings(paper.lines(&passage.text));
                    Array::from_iter([label, lines]).into_value()
                })
                .collect();
            put("said", said.into_value());
        }
        Content::Erased { when, by } => {
            let erased = words.erased(&moment(when, words.0), &paper.line(by));
            put("erased", erased.into_value());
        }
    }
    let mut vouched = words.voucher(entry.voucher).to_owned();
    for seen in &entry.witnessed {
        vouched.push(' ');
        vouched.push_str(&words.witnessed(&paper.line(&seen.name), seen));
    }
    put("vouched", vouched.into_value());
    put("commitment", paper.code(&entry.commitment).into_value());
    let attachments: Array = entry
        .attachments
        .iter()
        .map(|file| attachment(file, words, paper))
        .collect();
    put("attachments", attachments.into_value());
    value.into_value()
}

fn attachment(file: &Attachment, words: Words, paper: &mut Paper) -> Value {
    strings([
        paper.line(&file.name),
        format!("{}, {}", words.bytes(file.bytes), words.given(file.given)),
        paper.code(&file.sha256),
    ])
}

fn sentences(texts: &[String], paper: &mut Paper) -> Value {
    strings(texts.iter().map(|text| paper.line(text)))
}

pub(crate) fn strings(texts: impl IntoIterator<Item = String>) -> Value {
    let array: Array = texts.into_iter().map(IntoValue::into_value).collect();
    array.into_value()
}
