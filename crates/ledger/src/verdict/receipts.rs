//! A receipt by itself, and against other evidence. Pure; sections 12 and 15 of the specification.

use crate::{
    Checkpoint, CheckpointError, DatedHead, Hash, Receipt, VerifierKey,
    bundle::{Bundle, Pace},
    evidence::{Evidence, Held},
    verify_checkpoint, verify_dated_head,
};

use super::{
    Invalid, Matter, Outcome, Shows, Verdict, against::CLOCKS_MILLIS, bodies, judge_bundle,
    key_known, view::View,
};

/// Judges a receipt: whether it holds, whether its key is one that is known, what its body says where
/// a verifier reads it, and what evidence says of the same tree.
#[must_use]
pub fn judge_receipt(
    receipt: &Receipt,
    known: &[VerifierKey],
    evidence: &[Evidence<'_>],
    pace: &dyn Pace,
) -> Verdict {
    let mut verdict = Verdict::default();
    let (leaf, origin) = (receipt.leaf(), receipt.leaf().tree().origin);
    let checkpoint = match receipt.verify(None) {
        Ok(checked) => {
            let checkpoint = checked.checkpoint;
            verdict.holds_that(Matter::Receipt {
                sequence: leaf.sequence(),
                checkpoint,
                cosigned: checked.cosigned,
            });
            checkpoint
        }
        Err(why) => {
            verdict.fails(Matter::ReceiptWrong(why));
            return verdict;
        }
    };
    key_known(origin, &[receipt.key().clone()], known, &mut verdict);
    let view = View::of_receipt(receipt, checkpoint.size);
    bodies::bodies(&view, pace, &mut verdict);
    for held in evidence {
        let shows = match &held.held {
            Held::Receipt(other) => other_receipt(receipt, checkpoint, other),
            Held::Checkpoint(note) => vec![other_checkpoint(receipt, checkpoint, note)],
            Held::DatedHead(note) => dated_head(receipt, checkpoint, note),
            Held::Bundle(bundle) => in_bundle(receipt, bundle, pace),
        };
        for shows in shows {
            verdict.shows(&held.name, shows);
        }
    }
    verdict
}

/// What a bundle and the receipt say of one another.
fn in_bundle(receipt: &Receipt, bundle: &Bundle<'_>, pace: &dyn Pace) -> Vec<Shows> {
    if bundle.manifest.tree.origin != receipt.leaf().tree().origin {
        return vec![Shows::OtherTree];
    }
    let this = Evidence {
        name: String::new(),
        held: Held::Receipt(Box::new(receipt.clone())),
    };
    let verdict = judge_bundle(bundle, &[], &[this], pace);
    let (mut shows, mut holds) = (Vec::new(), true);
    for finding in verdict.findings {
        let fails = finding.outcome == Outcome::Fails;
        if let Matter::Evidence { shows: found, .. } = finding.matter {
            shows.push(found);
        } else if let Matter::KeyOutOfTurn { size, .. } = finding.matter {
            shows.push(Shows::Fork { size });
        } else {
            holds &= !fails;
        }
    }
    if !holds {
        shows.push(Shows::Invalid(Invalid::Bundle));
    }
    shows
}

fn other_receipt(receipt: &Receipt, checkpoint: Checkpoint, other: &Receipt) -> Vec<Shows> {
    let (leaf, found) = (receipt.leaf(), other.leaf());
    if leaf.tree().origin != found.tree().origin {
        return vec![Shows::OtherTree];
    }
    let checked = match other.verify(None) {
        Ok(checked) => checked,
        Err(why) => return vec![Shows::Invalid(Invalid::Receipt(why))],
    };
    let mut shows = Vec::new();
    if receipt.key() != other.key() {
        let key = other.key();
        let key = format!("{}+{:08x}", key.name(), key.id());
        shows.push(Shows::AnotherKey { key });
    }
    let hash = |leaf: &crate::Leaf| Hash::of_leaf(&leaf.to_bytes());
    if leaf.sequence() == found.sequence() {
        let sequence = leaf.sequence().get();
        shows.push(if hash(leaf) == hash(found) {
            Shows::AgreesEntry { sequence }
        } else {
            Shows::ForkEntry { sequence }
        });
    }
    shows.push(same_size(checkpoint, checked.checkpoint));
    shows
}

fn other_checkpoint(receipt: &Receipt, checkpoint: Checkpoint, note: &[u8]) -> Shows {
    match Checkpoint::claimed(note) {
        Ok(claimed) if claimed.origin != checkpoint.origin => Shows::OtherTree,
        Err(CheckpointError::OtherTree) => Shows::OtherTree,
        Ok(_) | Err(_) => match verify_checkpoint(note, checkpoint.origin, receipt.key()) {
            Ok(found) => same_size(checkpoint, found),
            Err(error) => Shows::Invalid(Invalid::Checkpoint(error.into())),
        },
    }
}

fn dated_head(receipt: &Receipt, checkpoint: Checkpoint, note: &[u8]) -> Vec<Shows> {
    let (origin, leaf) = (checkpoint.origin, receipt.leaf());
    match DatedHead::claimed(note) {
        Ok(claimed) if claimed.checkpoint.origin != origin => return vec![Shows::OtherTree],
        Ok(_) | Err(_) => {}
    }
    let head = match verify_dated_head(note, origin, receipt.key()) {
        Ok(head) => head,
        Err(why) => return vec![Shows::Invalid(Invalid::Checkpoint(why))],
    };
    let mut shows = vec![same_size(checkpoint, head.checkpoint)];
    let before = head.time.unix_millis().saturating_sub(CLOCKS_MILLIS);
    let (sequence, time, size) = (leaf.sequence().get(), leaf.time(), head.checkpoint.size);
    if sequence >= size && time.unix_millis() < before {
        shows.push(Shows::Backdated {
            sequence,
            time,
            size,
            there: head.time,
        });
    }
    shows
}

fn same_size(ours: Checkpoint, theirs: Checkpoint) -> Shows {
    let size = theirs.size;
    match ours.size == size {
        true if ours.root == theirs.root => Shows::Agrees { size },
        true => Shows::Fork { size },
        false => Shows::Outside { size },
    }
}
