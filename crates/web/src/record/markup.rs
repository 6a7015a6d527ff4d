//! The page of the record, drawn.
//!
//! May touch: the view it is given. The page claims no check that it does not make.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::devices;
use super::form::{Tree, Wrong};
use super::proof::{hex, mark};
use super::search_markup::{fields, nothing};
use super::sentences::about;
pub(crate) use super::sentences::{line_moment, line_sentence};
use super::view::{Ended, Entries, RecordLine, RecordView, Recorded, Shown, Talk, TreeHead, What};
use crate::by_link::words::came;
use crate::page::{Frame, Icon, icon_small, page, paths, side_letter};
use crate::swap::arrival_markup::{confirmed, confirmed_own};
use crate::swap::change_markup::all_moves;
use crate::text::{Text, clock, date_with_year, t, with_capital};

/// The record: both trees, or what was found.
pub fn record_page(frame: &Frame<'_>, view: &RecordView) -> Markup {
    let text = frame.text;
    let zone = view.zone.iana_name().unwrap_or("UTC");
    let wrong = match view.shown {
        Shown::Wrong(wrong) => wrong,
        Shown::Both { .. } | Shown::Found(..) => Wrong::default(),
    };
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "record-title")) }
                    p.kicker { (t!(text, "record-lead", zone = zone)) }
                }
                nav.btn-row aria-label=(t!(text, "record-acts")) {
                    a.btn href=(paths::BUNDLES) { (t!(text, "record-bundles")) }
                    a.btn href=(paths::KEEPING) { (t!(text, "keeping-link")) }
                }
            }
            div.stack {
                @match view.recorded {
                    Some(Recorded::Shared(entry)) => (confirmed(text, entry, &paths::receipt(entry))),
                    Some(Recorded::Own(entry)) => (confirmed_own(text, entry, &paths::own_receipt(entry))),
                    None => {}
                }
                div.stack-tight {
                    (what_is_this(text))
                    (fields(text, view, wrong))
                }
                @match &view.shown {
                    Shown::Both { shared, own } => {
                        (section(text, view, shared, Tree::Shared))
                        (section(text, view, own, Tree::Own))
                    }
                    Shown::Found(tree, found) => (section(text, view, found, *tree)),
                    Shown::Wrong(_) => {}
                }
                (devices::section(frame, view))
            }
        },
    )
}

fn what_is_this(text: &Text) -> Markup {
    html! {
        details.no-print {
            summary { (icon_small(Icon::Info)) (t!(text, "what-title")) (icon_small(Icon::Next)) }
            div class="stack-tight small" {
                p { (t!(text, "what-entries")) }
                p { (t!(text, "what-mark")) }
                p { (t!(text, "what-receipts")) }
                p { (t!(text, "what-not")) }
            }
        }
    }
}

/// The entries of one tree under its heading.
fn section(text: &Text, view: &RecordView, entries: &Entries, tree: Tree) -> Markup {
    let (id, title) = match tree {
        Tree::Shared => ("shared-h", t!(text, "record-shared")),
        Tree::Own => ("own-h", t!(text, "record-own")),
    };
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (title) }
            @if tree == Tree::Own {
                p.small.muted { (t!(text, "record-own-lead", name = view.cast.other())) }
            }
            @if view.search.is_on() {
                p role="status" { strong { (t!(text, "search-found", n = entries.total)) } }
            }
            (list(text, view, entries, tree))
            @if !view.search.is_on() { (head(text, view, &entries.head, tree)) }
        }
    }
}

fn list(text: &Text, view: &RecordView, entries: &Entries, tree: Tree) -> Markup {
    html! {
        @if entries.total == 0 {
            @if view.search.is_on() { (nothing(text)) }
            @else { p.muted { (t!(text, "record-empty")) } }
        }
        @if !entries.lines.is_empty() {
            ul.rows.log {
                @for line in &entries.lines {
                    li id=(anchor(tree, line.number)) { (entry(text, view, line, tree, entries)) }
                }
            }
        }
        (pages(text, view, entries, tree))
    }
}

fn anchor(tree: Tree, number: u64) -> String {
    match tree {
        Tree::Shared => format!("entry-{number}"),
        Tree::Own => format!("own-{number}"),
    }
}

fn entry(
    text: &Text,
    view: &RecordView,
    line: &RecordLine,
    tree: Tree,
    entries: &Entries,
) -> Markup {
    let about = about(&line.what);
    html! {
        div.stack-tight {
            p {
                @if let (Some(who), Tree::Shared) = (&line.who, tree) { (side_letter(who)) " " }
                (line_sentence(text, &view.cast, &view.zone, line))
            }
            @if let What::Ended(Ended::HoldSet { reason: Some(reason) }) = &line.what {
                p.small.muted { (t!(text, "record-reason", reason = reason.as_str())) }
            }
            @if let Some(about) = about {
                (all_moves(text, &view.cast, &about.terms))
                @if let Some(link) = &about.link { p.small { (came(text, link)) } }
                @if let Some(reason) = &about.reason {
                    p.small.muted { (t!(text, "record-reason", reason = reason.as_str())) }
                }
            }
            ul.trail {
                li { time datetime=(line.at) { (with_capital(&moment(text, &view.zone, line.at))) } }
                @if let Some(about) = about {
                    li { a href=(paths::proposal(&about.id)) { (t!(text, "record-proposal", number = about.number)) } }
                }
                @if let What::Talk(Talk::Said { path, .. }) = &line.what {
                    li { a href={ (path) "?at=" (line.number) "#message-" (line.number) } { (t!(text, "record-message")) } }
                }
                li { (mark(text, view, line, tree, entries)) }
            }
        }
    }
}

/// `Wednesday 14 October 2026, 08:12 CEST`.
pub(super) fn moment(text: &Text, zone: &TimeZone, at: Timestamp) -> String {
    let local = zone.to_datetime(at);
    let offset = zone.to_offset_info(at);
    format!(
        "{}, {} {}",
        date_with_year(text, local.date()),
        clock(text, local.time()),
        offset.abbreviation()
    )
}

fn pages(text: &Text, view: &RecordView, entries: &Entries, tree: Tree) -> Markup {
    if entries.newer.is_none() && entries.older.is_none() {
        return html! {};
    }
    let label = match tree {
        Tree::Shared => t!(text, "record-pages"),
        Tree::Own => t!(text, "record-pages-own"),
    };
    let to = |before| address(view, tree, before, entries.head.size);
    html! {
        nav.btn-row aria-label=(label) {
            @if let Some(newer) = entries.newer {
                a.btn rel="prev" href=(to(newer)) { (icon_small(Icon::Prev)) (t!(text, "record-newer")) }
            }
            @if let Some(older) = entries.older {
                a.btn rel="next" href=(to(older)) { (t!(text, "record-older")) (icon_small(Icon::Next)) }
            }
        }
    }
}

/// The address of a page; the newest has no number, so that it stays the newest.
fn address(view: &RecordView, tree: Tree, before: u64, size: u64) -> String {
    let place = match tree {
        Tree::Shared => "shared-h",
        Tree::Own => "own-h",
    };
    let before = (before < size).then_some(before);
    if view.search.is_on() {
        return format!("{}#{place}", view.search.address(before));
    }
    let query = match (before, tree) {
        (None, _) => String::new(),
        (Some(before), Tree::Shared) => format!("?before={before}"),
        (Some(before), Tree::Own) => format!("?tree=own&before={before}"),
    };
    format!("{}{query}#{place}", paths::RECORD)
}

/// Where the record stands, what to do with that, and all receipts.
fn head(text: &Text, view: &RecordView, head: &TreeHead, tree: Tree) -> Markup {
    let receipts = match tree {
        Tree::Shared => paths::RECEIPTS,
        Tree::Own => paths::OWN_RECEIPTS,
    };
    html! {
        details {
            summary { (t!(text, "record-head", n = head.size, code = head.code.as_str())) (icon_small(Icon::Next)) }
            div.stack-tight {
                @if tree == Tree::Shared { p.small { (t!(text, "record-compare", name = view.cast.other())) } }
                p.small { (t!(text, "record-head-more")) }
                p.proof { (t!(text, "proof-root")) " " (hex(&head.root)) }
                @if head.size > 0 {
                    p { a.btn href=(receipts) { (icon_small(Icon::Inbox)) (t!(text, "receipts-get")) } }
                    p.tiny { (t!(text, "receipts-what")) }
                    @if tree == Tree::Shared {
                        p { a.btn href=(paths::STATE) { (icon_small(Icon::Inbox)) (t!(text, "state-get")) } }
                        p.tiny { (t!(text, "state-what")) }
                    }
                }
            }
        }
    }
}
