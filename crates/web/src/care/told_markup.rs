//! What was told, as HTML: both accounts beside each other, A left and B right as everywhere.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::Side;

use super::told::{Accounts, Words};
use super::words;
use crate::offers::make_up_path;
use crate::page::{Icon, Note, icon_small, note, paths, side_letter, side_tag};
use crate::swap::view::Cast;
use crate::text::{Text, day_and_clock, t};

/// Both accounts of the same. Where the two say otherwise, that is said above.
pub fn accounts(text: &Text, cast: &Cast, accounts: &Accounts) -> Markup {
    html! {
        div.stack-tight {
            @if accounts.differ { (note(Note::Plain, html! { p { (t!(text, "care-differ")) } })) }
            div.accounts { @for side in Side::BOTH { (of(text, cast, accounts.by(side))) } }
        }
    }
}

/// The way to proposing other time for care that was missed, the same for both parents; nothing where
/// nothing was missed, the two say otherwise, or it is made up already.
pub fn make_up(text: &Text, accounts: &Accounts) -> Markup {
    html! {
        @if let Some(entry) = accounts.missed().filter(|_| !accounts.made_up) {
            p { a.btn href=(make_up_path(entry)) { (icon_small(Icon::Swap)) (t!(text, "care-make-up")) } }
        }
    }
}

/// What one parent tells; nothing for one who tells nothing.
fn of(text: &Text, cast: &Cast, all: &[Words]) -> Markup {
    html! {
        @if let Some(first) = all.first() {
            div.account data-side=(side_tag(first.by)) {
                @for one in all { (said(text, cast, one)) }
            }
        }
    }
}

/// One parent's words: who, what, the note for the other parent, and where they stand.
pub fn said(text: &Text, cast: &Cast, words: &Words) -> Markup {
    let note = words::note(text, &words.said.note);
    let name = cast.name(words.by);
    html! {
        div.stack-tight {
            p.small { (side_letter(cast.parent(words.by))) " " (t!(text, "care-tells", name = name)) }
            p { (words::sentence(text, cast, &words.said)) }
            @if let Some(reason) = &words.said.reason { (lines(reason.as_str())) }
            @if !note.is_empty() {
                dl.told-note {
                    @for (label, line) in &note { div { dt { (label) } dd { (lines(line)) } } }
                }
            }
            @if let Some(place) = words.said.place {
                p.small { (icon_small(Icon::Pin)) " " (t!(text, "care-place", place = words::place(place))) }
            }
            p.tiny {
                (t!(text, "care-told-at", at = day_and_clock(text, words.at))) " "
                a href=(paths::entry(words.entry)) { (t!(text, "care-entry", number = words.entry)) }
            }
        }
    }
}

fn lines(words: &str) -> Markup {
    html! { @for line in words.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
}
