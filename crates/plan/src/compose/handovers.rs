//! The usual terms of a handover.

use super::{BringsAnswer, HandoverAnswer, USUAL_PLACE};
use crate::toml_text::{quoted, translated};

/// `[handover]` with what was answered; empty where nothing was. A text that is blank says nothing.
pub(super) fn table(answer: &HandoverAnswer) -> String {
    let text = |key: &str, text: &Option<String>| {
        let said = text.as_deref().filter(|text| !text.trim().is_empty());
        said.map(|text| format!("{key} = {}\n", in_words(text)))
    };
    let brings = match answer.brings {
        BringsAnswer::Giver => Some("brings = \"giver\"\n"),
        BringsAnswer::Receiver => Some("brings = \"receiver\"\n"),
        BringsAnswer::Unsaid => None,
    };
    let lines = [
        text("place", &answer.place),
        brings.map(str::to_owned),
        text("bag", &answer.bag),
    ];
    let lines: String = lines.into_iter().flatten().collect();
    if lines.is_empty() {
        return lines;
    }
    format!("\n[handover]\n{lines}")
}

/// As a value: the usual place in both languages, whichever it was answered in.
fn in_words(said: &str) -> String {
    if USUAL_PLACE.contains(&said.trim()) {
        translated(USUAL_PLACE)
    } else {
        quoted(said)
    }
}
