//! The page of the record, drawn.
//!
//! May touch: the view it is given. Sentences say what happened and who did it, never why
//! somebody was right, and the page claims no check that it does not make.

use family::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use std::fmt::Write as _;

use super::form::Tree;
use super::view::{About, Ended, Entries, RecordLine, RecordView, TreeHead, What};
use super::{device, devices};
use crate::page::{Frame, Icon, icon, icon_small, page, paths, side_letter};
use crate::swap::change_markup::all_moves;
use crate::swap::view::{Cast, TermsView};
use crate::swap::words;
use crate::text::{Text, clock, date_with_year, t, with_capital};

/// The record, both trees.
pub fn record_page(frame: &Frame<'_>, view: &RecordView) -> Markup {
    let text = frame.text;
    let zone = view.zone.iana_name().unwrap_or("UTC");
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "record-title")) }
                    p.kicker { (t!(text, "record-lead", zone = zone)) }
                    p.small { a href=(paths::KEEPING) { (t!(text, "keeping-link")) } }
                }
            }
            div.stack {
                section aria-labelledby="shared-h" {
                    h2 #shared-h { (t!(text, "record-shared")) }
                    (entries(text, view, &view.shared, Tree::Shared))
                }
                section aria-labelledby="own-h" {
                    h2 #own-h { (t!(text, "record-own")) }
                    p.small.muted { (t!(text, "record-own-lead", name = view.cast.other())) }
                    (entries(text, view, &view.own, Tree::Own))
                }
                (devices::section(frame, view))
            }
        },
    )
}

fn entries(text: &Text, view: &RecordView, entries: &Entries, tree: Tree) -> Markup {
    html! {
        @if entries.lines.is_empty() { p.muted { (t!(text, "record-empty")) } }
        ul.rows.log {
            @for line in &entries.lines {
                li id=(anchor(tree, line.number)) { (entry(text, view, line, tree)) }
            }
        }
        (pages(text, entries, tree))
        (head(text, &entries.head))
        @for line in &entries.lines { (proof(text, view, line, tree, &entries.head)) }
    }
}

fn anchor(tree: Tree, number: u64) -> String {
    match tree {
        Tree::Shared => format!("entry-{number}"),
        Tree::Own => format!("own-{number}"),
    }
}

fn entry(text: &Text, view: &RecordView, line: &RecordLine, tree: Tree) -> Markup {
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
                @if let Some(reason) = &about.reason {
                    p.small.muted { (t!(text, "record-reason", reason = reason.as_str())) }
                }
            }
            ul.trail {
                li { time datetime=(line.at) { (with_capital(&moment(text, &view.zone, line.at))) } }
                @if let Some(about) = about {
                    li { a href=(paths::proposal(&about.id)) { (t!(text, "record-proposal", number = about.number)) } }
                }
                li {
                    button type="button" popovertarget={ "proof-" (anchor(tree, line.number)) } {
                        (icon_small(Icon::Seal)) (t!(text, "record-number", number = line.number))
                    }
                }
            }
        }
    }
}

/// The proposal that an entry is about.
const fn about(what: &What) -> Option<&About> {
    match what {
        What::Proposed(about)
        | What::Countered(about)
        | What::Accepted(about)
        | What::Declined(about)
        | What::Withdrawn(about) => Some(about),
        What::Founded { .. }
        | What::Invited { .. }
        | What::Joined
        | What::DeviceEnrolled
        | What::DeviceRevoked
        | What::Opened
        | What::SignedIn { .. }
        | What::SignedOut
        | What::LanguageChosen(_)
        | What::Restored { .. }
        | What::Ended(_)
        | What::Other => None,
    }
}

/// What happened, as a whole sentence.
pub(crate) fn line_sentence(
    text: &Text,
    cast: &Cast,
    zone: &TimeZone,
    line: &RecordLine,
) -> String {
    let nobody = t!(text, "record-someone");
    let who = line
        .who
        .as_ref()
        .map_or(nobody.as_ref(), |person| person.name.as_str());
    let offered = |keys, about| of_offer(text, cast, who, keys, about);
    match &line.what {
        What::Founded { family } => t!(text, "entry-founded", who = who, family = family.as_str()),
        What::Invited { name } => t!(text, "entry-invited", who = who, name = name.as_str()),
        What::Joined => t!(text, "entry-joined", who = who),
        What::DeviceEnrolled => t!(text, "entry-device-enrolled", who = who),
        What::DeviceRevoked => t!(text, "entry-device-revoked", who = who),
        What::Proposed(about) => offered(
            [
                "entry-proposed",
                "entry-proposed-several",
                "entry-plan-proposed",
            ],
            about,
        ),
        What::Countered(about) => offered(
            [
                "entry-countered",
                "entry-countered-several",
                "entry-plan-countered",
            ],
            about,
        ),
        What::Accepted(about) => offered(
            [
                "entry-accepted",
                "entry-accepted-several",
                "entry-plan-accepted",
            ],
            about,
        ),
        What::Declined(about) => offered(
            [
                "entry-declined",
                "entry-declined-several",
                "entry-plan-declined",
            ],
            about,
        ),
        What::Withdrawn(about) => offered(
            [
                "entry-withdrawn",
                "entry-withdrawn-several",
                "entry-plan-withdrawn",
            ],
            about,
        ),
        What::Opened => t!(text, "entry-opened").into_owned(),
        What::SignedIn { device } => match device::short(text, device) {
            Some(device) => t!(text, "entry-signed-in", device = device),
            None => t!(text, "entry-signed-in-plain").into_owned(),
        },
        What::SignedOut => t!(text, "entry-signed-out").into_owned(),
        What::LanguageChosen(Language::En) => t!(text, "entry-language-en").into_owned(),
        What::LanguageChosen(Language::Nl) => t!(text, "entry-language-nl").into_owned(),
        What::Restored { size, kept } => {
            t!(text, "entry-restored", size = *size, kept = *kept)
        }
        What::Ended(ended) => of_ended(text, zone, who, ended),
        What::Other => t!(text, "entry-other").into_owned(),
    }
}

/// A sentence about words that are gone, a hold, or somebody who left.
fn of_ended(text: &Text, zone: &TimeZone, who: &str, ended: &Ended) -> String {
    match ended {
        Ended::Erased(Some(erased)) => t!(
            text,
            "entry-erased-by",
            at = moment(text, zone, erased.at),
            asked = erased.asked.as_str(),
            by = erased.by.as_str(),
        ),
        Ended::WordsErased { entries, asked } => t!(
            text,
            "entry-words-erased",
            who = who,
            n = *entries,
            asked = asked.as_str()
        ),
        Ended::OwnErased { entries } => t!(text, "entry-own-erased", n = *entries),
        Ended::HoldSet { .. } => t!(text, "entry-hold-set", who = who),
        Ended::HoldLifted { name } => {
            t!(text, "entry-hold-lifted", who = who, name = name.as_str())
        }
        Ended::Left => t!(text, "entry-left", who = who),
        Ended::Erased(None) => t!(text, "entry-erased").into_owned(),
    }
}

/// A sentence about an offer; the keys are for one change, for several, and for a plan.
fn of_offer(
    text: &Text,
    cast: &Cast,
    who: &str,
    [swap, several, plan]: [&str; 3],
    about: &About,
) -> String {
    match &about.terms {
        TermsView::Swap(moves) if moves.len() > 1 => {
            text.with(several, &[("who", who.into()), ("n", moves.len().into())])
        }
        TermsView::Swap(_) => {
            let terms = words::title(text, cast, &about.terms);
            text.with(swap, &[("who", who.into()), ("terms", terms.into())])
        }
        TermsView::Plan(offered) => text.with(
            plan,
            &[
                ("who", who.into()),
                ("title", offered.title.as_str().into()),
            ],
        ),
        TermsView::Erase(_) | TermsView::LiftHold(_) | TermsView::Close => {
            let terms = words::title(text, cast, &about.terms);
            text.with(swap, &[("who", who.into()), ("terms", terms.into())])
        }
    }
}

/// When an entry was recorded.
pub(crate) fn line_moment(text: &Text, zone: &TimeZone, line: &RecordLine) -> String {
    moment(text, zone, line.at)
}

/// `Wednesday 14 October 2026, 08:12 CEST`.
fn moment(text: &Text, zone: &TimeZone, at: Timestamp) -> String {
    let local = zone.to_datetime(at);
    let offset = zone.to_offset_info(at);
    format!(
        "{}, {} {}",
        date_with_year(text, local.date()),
        clock(text, local.time()),
        offset.abbreviation()
    )
}

fn pages(text: &Text, entries: &Entries, tree: Tree) -> Markup {
    if entries.newer.is_none() && entries.older.is_none() {
        return html! {};
    }
    let label = match tree {
        Tree::Shared => t!(text, "record-pages"),
        Tree::Own => t!(text, "record-pages-own"),
    };
    html! {
        nav.btn-row aria-label=(label) {
            @if let Some(newer) = entries.newer {
                a.btn rel="prev" href=(address(tree, newer, entries.head.size)) { (icon_small(Icon::Prev)) (t!(text, "record-newer")) }
            }
            @if let Some(older) = entries.older {
                a.btn rel="next" href=(address(tree, older, entries.head.size)) { (t!(text, "record-older")) (icon_small(Icon::Next)) }
            }
        }
    }
}

/// The address of a page; the newest has no number, so that it stays the newest.
fn address(tree: Tree, before: u64, size: u64) -> String {
    let (query, place) = match tree {
        Tree::Shared => ("", "shared-h"),
        Tree::Own => ("tree=own&", "own-h"),
    };
    if before >= size {
        return format!("{}#{place}", paths::RECORD);
    }
    format!("{}?{query}before={before}#{place}", paths::RECORD)
}

fn head(text: &Text, head: &TreeHead) -> Markup {
    html! {
        details {
            summary { (t!(text, "record-head", n = head.size)) (icon_small(Icon::Next)) }
            p.small { (t!(text, "record-head-more")) }
            p.proof { (t!(text, "proof-root")) " " (hex(&head.root)) }
        }
    }
}

/// What a check of one entry needs: its leaf, its commitment, and the tree it stands in.
fn proof(text: &Text, view: &RecordView, line: &RecordLine, tree: Tree, head: &TreeHead) -> Markup {
    let id = format!("proof-{}", anchor(tree, line.number));
    html! {
        div id=(id) popover {
            div.sheet-head {
                h2 { (t!(text, "proof-title", number = line.number)) }
                button.btn type="button" data-kind="quiet" data-shape="square" popovertarget=(id) popovertargetaction="hide" {
                    (icon(Icon::Close)) span.vh { (t!(text, "close")) }
                }
            }
            div.stack-tight {
                p { (recorded(text, line)) " " (moment(text, &view.zone, line.at)) "." }
                @if let What::SignedIn { device } = &line.what {
                    @if !device.trim().is_empty() { p.proof { (t!(text, "proof-device", device = device.trim())) } }
                }
                h3.small { (t!(text, "proof-leaf")) }
                pre.proof { (line.leaf.trim_end()) }
                @for commitment in commitments(&line.leaf) {
                    h3.small { (t!(text, "proof-commitment")) }
                    p.proof { (commitment) }
                }
                h3.small { (t!(text, "proof-tree", n = head.size)) }
                p.proof { (t!(text, "proof-root")) " " (hex(&head.root)) }
                p.tiny { (t!(text, "proof-promise")) }
            }
        }
    }
}

fn recorded(text: &Text, line: &RecordLine) -> String {
    match &line.who {
        Some(who) => t!(text, "proof-recorded-as", name = who.name.as_str()),
        None => t!(text, "proof-recorded").into_owned(),
    }
}

/// The commitments of a leaf: its lines `commit <part> <hash>`.
fn commitments(leaf: &str) -> impl Iterator<Item = &str> {
    leaf.lines()
        .filter_map(|line| line.strip_prefix("commit ")?.split_once(' '))
        .map(|(_, hash)| hash)
}

/// Bytes in groups of four digits, as people compare them.
fn hex(bytes: &[u8; 32]) -> String {
    let mut said = String::with_capacity(80);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 2 == 0 {
            said.push(' ');
        }
        // Writing to a string cannot fail.
        let _ = write!(said, "{byte:02x}");
    }
    said
}
