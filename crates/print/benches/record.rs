//! What printing costs: 1,000 messages of some 200 characters, and 10,000 in volumes.
//! Run with `cargo bench -p print`. Needs nothing from outside; where Linux tells it, the greatest
//! memory that the volumes took is printed at the end.

use divan::{Bencher, counter::ItemsCount};
use print::{Content, Item, Language, Passage, RecordDocument};

const TEXT: &str = "Kun je haar woensdag iets later brengen? De training is verplaatst naar half zeven, \
    en dan eet ze daarna bij mij. Als dat niet uitkomt, haal ik haar zelf om kwart over zes op bij \
    school, zoals vorige week.";

fn main() {
    // Nothing else has run yet, so the greatest memory so far is that of the volumes.
    memory();
    divan::main();
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
                text: format!("{sequence}. {TEXT}"),
            }]);
            Item::Entry(entry)
        })
        .collect();
    document
}

/// Prints all volumes, keeping none.
fn print_volumes(document: &RecordDocument) -> usize {
    let volumes = print::volumes(document).expect("volumes");
    volumes
        .map(|volume| volume.expect("a volume").pdf.len())
        .sum()
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
fn memory() {
    let bytes = print_volumes(&messages(10_000));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!(
        "10,000 messages in volumes: {bytes} bytes of PDF, {}",
        peak.unwrap_or("memory unknown on this system")
    );
}
