//! Whether files go along with a bundle, and what is said of them.
//!
//! May touch: its arguments.

use app::{Attachments, BundleFailed};
use maud::{Markup, html};

use super::choice_markup::{group, radio, said};
use super::handler::{failed_key, range_error};
use super::view::{FormView, PreviewView};
use crate::messages::words::size;
use crate::text::{Text, t};

/// The choice, of the family's record: nobody's own record has files.
pub(super) fn files_fields(text: &Text, view: &FormView) -> Markup {
    let chosen = match view.form.attachments() {
        Attachments::With => "with",
        Attachments::Without => "without",
    };
    let options = html! {
        (radio("files", "with", true, chosen, &t!(text, "bundle-files-with")))
        (radio("files", "without", false, chosen, &t!(text, "bundle-files-without")))
        p.hint { (t!(text, "bundle-files-hint")) }
    };
    let legend = t!(text, "bundle-files");
    group(text, &view.errors, "files", &legend, &options)
}

/// What goes along of files, or stays out; nothing where there are none.
pub(super) fn files_note(text: &Text, view: &PreviewView) -> Markup {
    let counts = &view.counts;
    let size = size(text, counts.file_bytes);
    let said = match view.form.attachments() {
        Attachments::With => t!(text, "bundle-files-along", n = counts.files, size = size),
        Attachments::Without => t!(text, "bundle-files-out", n = counts.files, size = size),
    };
    html! { @if counts.files > 0 { p { (said) } } }
}

/// Why no bundle came of it.
pub(super) fn failed_words(text: &Text, failed: &BundleFailed) -> String {
    match failed {
        BundleFailed::Choice(error) => said(text, &range_error(*error)),
        BundleFailed::Print(_) | BundleFailed::Erased | BundleFailed::Fault(_) => {
            text.get(failed_key(failed)).into_owned()
        }
    }
}
