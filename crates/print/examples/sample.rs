//! Writes the made-up document of the tests, to be looked at:
//! `cargo run -p print --example sample -- nl > sample.pdf`.

use std::io::Write as _;

use print::{Language, Preset, RecordDocument};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language = match std::env::args().nth(1).as_deref() {
        Some("nl") => Language::Nl,
        _ => Language::En,
    };
    let mut document = RecordDocument::sample(language);
    if let Some(preset) = Preset::by_id("dutch-court").filter(|_| language == Language::Nl) {
        document.preset = preset;
        document.exhibits = preset.exhibits(language);
    }
    std::io::stdout().write_all(&print::record(&document)?)?;
    Ok(())
}
