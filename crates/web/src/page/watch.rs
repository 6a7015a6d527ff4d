//! What a page says of the record to the device that shows it: the checkpoint that the page was
//! made from, and the words that appear when this device saw something else before. The script
//! `record.js` reads both; without script neither is shown.
//!
//! May touch: its arguments.

use maud::{Markup, html};

use super::icons::{Icon, icon, icon_small};
use super::paths;
use crate::text::{Text, t};

/// What a page says of the record that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The newest checkpoint, as it was signed.
    pub checkpoint: &'a str,
    /// The key that signs the record's checkpoints, as `name+id+key`.
    pub key: &'a str,
    /// The pseudonym of whoever looks.
    pub author: &'a str,
}

/// What can be found, as the script names it, and the sentence that says it.
const CASES: [(&str, &str); 4] = [
    ("shorter", "watch-shorter"),
    ("different", "watch-different"),
    ("other-key", "watch-other-key"),
    ("unsigned", "watch-unsigned"),
];

/// The words that nobody sees while all is well.
pub(super) fn watch(text: &Text, shown: &Shown<'_>) -> Markup {
    html! {
        template #record-watch
            data-checkpoint=(shown.checkpoint) data-key=(shown.key) data-author=(shown.author)
            data-ask={ (paths::CONTINUATION) "/" } data-handovers=(paths::HANDOVERS) {
            section #record-warning .note.record-note data-kind="stop" aria-label=(t!(text, "watch-label"))
                data-ours=(t!(text, "watch-ours")) data-theirs=(t!(text, "watch-theirs"))
                data-file-intro=(t!(text, "watch-file-intro")) data-file-ours=(t!(text, "watch-file-ours"))
                data-file-theirs=(t!(text, "watch-file-theirs")) data-file-all=(t!(text, "watch-file-all")) {
                (icon(Icon::Stop))
                div.stack-tight {
                    div role="alert" {
                        @for (case, words) in CASES { p data-case=(case) { strong { (text.get(words)) } } }
                    }
                    details {
                        summary { (t!(text, "watch-more")) (icon_small(Icon::Next)) }
                        div.stack-tight { (explained(text)) }
                    }
                }
            }
        }
    }
}

fn explained(text: &Text) -> Markup {
    html! {
        table.numbers {
            thead { tr { td {} (columns(text)) } }
            tbody data-rows="both" {}
        }
        h2 { (t!(text, "watch-meaning")) }
        ul {
            li data-case="other-key" { (t!(text, "watch-meaning-restored")) }
            li data-case="shorter" { (t!(text, "watch-meaning-older")) }
            li data-case="different" { (t!(text, "watch-meaning-older")) }
            li { (t!(text, "watch-meaning-changed")) }
        }
        p { (t!(text, "watch-meaning-unknown")) }
        h2 { (t!(text, "watch-do")) }
        ol {
            li { (t!(text, "watch-do-save")) }
            li { (t!(text, "watch-do-keep")) }
            li { (t!(text, "watch-do-show")) }
            li { (t!(text, "watch-do-verify")) }
        }
        div.btn-row {
            button.btn type="button" data-kind="main" data-do="save" { (t!(text, "watch-save")) }
            button.btn type="button" data-do="settle" { (t!(text, "watch-settle")) }
        }
        p.small { (t!(text, "watch-settle-after")) }
        h2 { (t!(text, "device-memory")) }
        (memory(text))
    }
}

fn columns(text: &Text) -> Markup {
    html! {
        th scope="col" { (t!(text, "watch-entries")) }
        th scope="col" { (t!(text, "watch-code")) }
        th scope="col" { (t!(text, "watch-when")) }
    }
}

/// What this device remembers; the script fills it in.
pub fn memory(text: &Text) -> Markup {
    html! {
        p.small { (t!(text, "device-memory-lead")) }
        table.numbers {
            thead { tr { (columns(text)) } }
            tbody data-rows="memory" {}
        }
        p.small { (t!(text, "device-checked")) " " span data-slot="checked" {} }
    }
}
