//! What printing costs: 1,000 messages of some 200 characters, and 10,000 in volumes; and beside
//! the thousand, what the bare typesetter needs for the same texts, as plain paragraphs in the
//! same font without tags.
//!
//! Run with `cargo bench -p print`. Needs nothing from outside; where Linux tells it, the greatest
//! memory that the volumes took is printed at the end.
//!
//! How to read it: machines and what else they do differ, so what counts is how many times as long
//! as `thousand_bare_paragraphs` the rest takes, in the same run. The goals are 2.4 times for
//! `thousand_messages` (0.5 s where bare paragraphs take 0.21 s) and 19 times for the volumes (4 s
//! there). The head of a message, its number, time, voucher and commitment are as much text again
//! as its words, and each is tagged; the bare paragraphs have none of that. The table's last lines
//! give both ratios, of the shortest of several runs taken in turns.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::{Bencher, counter::ItemsCount};
use print::{Content, Item, Language, Passage, RecordDocument};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

const TEXT: &str = "Kun je haar woensdag iets later brengen? De training is verplaatst naar half zeven, \
    en dan eet ze daarna bij mij. Als dat niet uitkomt, haal ik haar zelf om kwart over zes op bij \
    school, zoals vorige week.";

fn main() {
    let whole = std::env::args().any(|argument| argument == "--bench");
    // Nothing else has run yet, so the greatest memory so far is that of the volumes.
    memory(if whole { 10_000 } else { 20 });
    divan::main();
    if whole {
        ratios();
    }
}

fn messages(count: u64) -> RecordDocument {
    let mut document = RecordDocument::sample(Language::Nl);
    let Some(Item::Entry(entry)) = document.items.first().cloned() else {
        return document;
    };
    document.items = (0..count)
        .map(|sequence| {
            let mut entry = entry.clone();
            entry.sequence = sequence;
            entry.witnessed.clear();
            entry.content = Content::Said(vec![Passage {
                label: String::new(),
                text: text(sequence),
            }]);
            Item::Entry(entry)
        })
        .collect();
    document
}

fn text(sequence: u64) -> String {
    format!("{sequence}. {TEXT}")
}

/// Prints all volumes, keeping none.
fn print_volumes(document: &RecordDocument) -> usize {
    let volumes = print::volumes(document).expect("volumes");
    volumes
        .map(|volume| volume.expect("a volume").pdf.len())
        .sum()
}

/// The typesetter with one source and its usual font, and nothing else.
struct Bare {
    library: LazyHash<Library>,
    source: Source,
}

struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

impl Bare {
    fn new(count: u64) -> Self {
        let texts: Vec<String> = (0..count)
            // A number at the start of a line would be a list's.
            .map(|sequence| text(sequence).replacen('.', "\\.", 1))
            .collect();
        Self {
            library: LazyHash::new(Library::builder().build()),
            source: Source::detached(texts.join("\n\n")),
        }
    }

    fn print(&self) -> usize {
        let document = typst::compile::<PagedDocument>(self);
        let options = PdfOptions {
            tagged: false,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document.output.expect("pages"), &options).expect("a PDF");
        // What it keeps would make the next time cheaper.
        typst::comemo::evict(0);
        pdf.len()
    }
}

impl World for Bare {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, _: FileId) -> FileResult<Source> {
        Ok(self.source.clone())
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}

#[divan::bench(sample_count = 10)]
fn thousand_bare_paragraphs(bencher: Bencher<'_, '_>) {
    let bare = Bare::new(1_000);
    bencher
        .counter(ItemsCount::new(1_000_u32))
        .bench(|| bare.print());
}

#[divan::bench(sample_count = 10)]
fn thousand_messages(bencher: Bencher<'_, '_>) {
    let document = messages(1_000);
    bencher
        .counter(ItemsCount::new(1_000_u32))
        .bench(|| print::record(&document).expect("a PDF"));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn ten_thousand_messages_in_volumes(bencher: Bencher<'_, '_>) {
    let document = messages(10_000);
    bencher
        .counter(ItemsCount::new(10_000_u32))
        .bench(|| print_volumes(&document));
}

#[expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
fn memory(count: u64) {
    let bytes = print_volumes(&messages(count));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!(
        "{count} messages in volumes: {bytes} bytes of PDF, {}",
        peak.unwrap_or("memory unknown on this system")
    );
}

/// The shortest of several runs is the one that the machine disturbed least; in turns, so that a
/// busy minute falls on all.
#[expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
fn ratios() {
    let (bare, thousand, all) = (Bare::new(1_000), messages(1_000), messages(10_000));
    let mut shortest = [Duration::MAX; 3];
    for _ in 0..5 {
        let took = [
            time(|| bare.print()),
            time(|| print::record(&thousand).expect("a PDF").len()),
            time(|| print_volumes(&all)),
        ];
        shortest = std::array::from_fn(|place| shortest[place].min(took[place]));
    }
    let [bare, thousand, all] = shortest.map(|time| time.as_secs_f64());
    println!("1,000 bare paragraphs: {bare:.3} s");
    println!(
        "1,000 messages: {thousand:.3} s, {:.1} times that (goal 2.4)",
        thousand / bare
    );
    println!(
        "10,000 in volumes: {all:.2} s, {:.1} times that (goal 19)",
        all / bare
    );
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    divan::black_box(work());
    start.elapsed()
}
