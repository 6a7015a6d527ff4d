//! The quiet mark at an entry, and what stands behind it: where the entry is, who signed that,
//! who vouches for its author, its receipt and its bytes.
//!
//! May touch: its arguments. It claims no check that the page does not make.

use app::{Cosigned, CosignedBy, Vouched};
use maud::{Markup, html};
use std::fmt::Write as _;

use super::form::Tree;
use super::markup::moment;
use super::view::{Ended, Entries, RecordLine, RecordView, TreeHead, What};
use crate::page::{Icon, icon_small, paths};
use crate::text::{Text, t};

/// The mark, and on a tap its explanation.
pub(super) fn mark(
    text: &Text,
    view: &RecordView,
    line: &RecordLine,
    tree: Tree,
    entries: &Entries,
) -> Markup {
    let head = &entries.head;
    html! {
        details.proof-mark {
            summary { (icon_small(Icon::Seal)) (t!(text, "record-number", number = line.number)) }
            div class="stack-tight no-print" {
                ul class="proof-facts" {
                    li { (t!(text, "proof-on-record", number = line.number, at = moment(text, &view.zone, line.at))) }
                    li { (t!(text, "proof-signed", n = head.size, code = head.code.as_str())) }
                    @for said in cosigned(text, view, line.number, &entries.cosigned) { li { (said) } }
                    li { (vouched(text, line, tree)) }
                    @if let Some((name, entry)) = offer_signed(&line.what) {
                        li { (t!(text, "proof-offer-signed", name = name, number = entry)) }
                    }
                    @if matches!(line.what, What::Ended(Ended::Erased(_))) { li { (t!(text, "proof-erased")) } }
                }
                p { (receipt(text, line.number, tree)) }
                (bytes(text, line, head))
            }
        }
    }
}

/// Who besides this server has signed a record with the entry in it, each once.
fn cosigned(text: &Text, view: &RecordView, number: u64, all: &[Cosigned]) -> Vec<String> {
    let mut named = Vec::new();
    let mut said = Vec::new();
    for one in all.iter().filter(|one| one.size > number) {
        if named.contains(&&one.by) {
            continue;
        }
        named.push(&one.by);
        let at = moment(text, &view.zone, one.at);
        said.push(match &one.by {
            CosignedBy::Device(side) => t!(
                text,
                "cosigned-device",
                name = view.cast.name(*side),
                n = one.size,
                at = at
            ),
            CosignedBy::Witness(name) => t!(
                text,
                "cosigned-witness",
                name = name.as_str(),
                n = one.size,
                at = at
            ),
        });
    }
    if said.is_empty() {
        said.push(t!(text, "cosigned-nobody").into_owned());
    }
    said
}

/// Who says that the author is the author.
fn vouched(text: &Text, line: &RecordLine, tree: Tree) -> String {
    match (line.vouched, tree, &line.who) {
        (Vouched::Passkey, _, Some(who)) => {
            t!(text, "vouched-passkey", name = who.name.as_str())
        }
        (Vouched::Device, _, Some(who)) => {
            t!(text, "vouched-device", name = who.name.as_str())
        }
        (Vouched::Device | Vouched::Passkey, _, None) => {
            t!(text, "vouched-device-plain").into_owned()
        }
        (Vouched::Server, Tree::Own, _) => t!(text, "vouched-server-own").into_owned(),
        (Vouched::Server, Tree::Shared, Some(who)) => {
            t!(text, "vouched-server", name = who.name.as_str())
        }
        (Vouched::Server, Tree::Shared, None) => t!(text, "vouched-server-plain").into_owned(),
    }
}

/// Of an offer, or of its acceptance: who signed that offer with a passkey, and by which entry.
const fn offer_signed(what: &What) -> Option<(&str, u64)> {
    let (What::Proposed(about) | What::Countered(about) | What::Accepted(about)) = what else {
        return None;
    };
    match &about.signed {
        Some((name, entry)) => Some((name.as_str(), *entry)),
        None => None,
    }
}

/// The link to an entry's receipt.
fn receipt(text: &Text, number: u64, tree: Tree) -> Markup {
    let address = match tree {
        Tree::Shared => paths::receipt(number),
        Tree::Own => paths::own_receipt(number),
    };
    html! {
        a href=(address) { (icon_small(Icon::Inbox)) (t!(text, "receipt-get", number = number)) }
    }
}

/// What a check of the entry by hand needs: its leaf, its commitment, and the root of its tree.
fn bytes(text: &Text, line: &RecordLine, head: &TreeHead) -> Markup {
    html! {
        details {
            summary { (t!(text, "proof-bytes")) (icon_small(Icon::Next)) }
            div.stack-tight {
                @if let What::SignedIn { device } = &line.what {
                    @if !device.trim().is_empty() { p.proof { (t!(text, "proof-device", device = device.trim())) } }
                }
                p.small { (t!(text, "proof-leaf")) }
                pre.proof { (line.leaf.trim_end()) }
                @for commitment in commitments(&line.leaf) {
                    p.small { (t!(text, "proof-commitment")) }
                    p.proof { (commitment) }
                }
                p.small { (t!(text, "proof-tree", n = head.size)) }
                p.proof { (t!(text, "proof-root")) " " (hex(&head.root)) }
                p.tiny { (t!(text, "proof-promise")) }
            }
        }
    }
}

/// The commitments of a leaf: its lines `commit <part> <hash>`.
fn commitments(leaf: &str) -> impl Iterator<Item = &str> {
    leaf.lines()
        .filter_map(|line| line.strip_prefix("commit ")?.split_once(' '))
        .map(|(_, hash)| hash)
}

/// Bytes in groups of four digits, as people compare them.
pub(super) fn hex(bytes: &[u8; 32]) -> String {
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
