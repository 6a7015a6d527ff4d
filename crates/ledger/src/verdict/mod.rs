//! What can be said of a bundle or a receipt without a network, and without trusting the host: a
//! list of findings, each of which holds, fails or cannot be told.
//!
//! Pure: keys, evidence and the way in which work is spread are handed in. The sentences are the
//! shell's. Sections 9 and 13 to 15 of `docs/record-format.md`.

mod against;
mod at_hand;
mod bodies;
mod entries;
mod finding;
mod history;
mod integrity;
mod joint;
mod notes;
mod own;
mod pool;
mod rings;
mod shows;
mod sighting;
mod succession;
mod view;

pub use finding::{DeviceFault, Finding, Matter, Outcome, Verdict, Vouched, VouchedBy};
pub use shows::{Invalid, Shows};

use crate::{
    Receipt, VerifierKey,
    bundle::{Bundle, Pace},
    evidence::Evidence,
};

use against::Subject;
use at_hand::{AtHand, Named, Thing};

/// Judges a bundle: its seals, its completeness, what its entries say, and what evidence says of
/// the same tree. `known` are keys that the verifier trusts from elsewhere.
#[must_use]
pub fn judge_bundle(
    bundle: &Bundle<'_>,
    known: &[VerifierKey],
    evidence: &[Evidence<'_>],
    pace: &dyn Pace,
) -> Verdict {
    one(
        ("this bundle", Thing::Bundle(bundle)),
        known,
        evidence,
        pace,
    )
}

/// Judges a receipt: whether it holds, whether its key is one that is known, what its body says where
/// a verifier reads it, and what evidence says of the same tree.
#[must_use]
pub fn judge_receipt(
    receipt: &Receipt,
    known: &[VerifierKey],
    evidence: &[Evidence<'_>],
    pace: &dyn Pace,
) -> Verdict {
    one(
        ("this receipt", Thing::Receipt(receipt)),
        known,
        evidence,
        pace,
    )
}

fn one(
    file: Named<'_, '_>,
    known: &[VerifierKey],
    evidence: &[Evidence<'_>],
    pace: &dyn Pace,
) -> Verdict {
    let evidence: Vec<Named<'_, '_>> = evidence.iter().map(named).collect();
    let verdicts = all(&[file], known, &evidence, pace);
    verdicts.into_iter().next().unwrap_or_default()
}

fn named<'h, 'a>(held: &'h Evidence<'a>) -> Named<'h, 'a> {
    (held.name.as_str(), Thing::of(held))
}

/// Judges several bundles and receipts, each as [`judge_bundle`] and [`judge_receipt`] do, and holds
/// them against each other as well. A verdict for each, in their order. Checkpoints and dated heads
/// are evidence only: as a file, such a one gets a verdict in which nothing stands.
#[must_use]
pub fn judge(
    files: &[Evidence<'_>],
    known: &[VerifierKey],
    evidence: &[Evidence<'_>],
    pace: &dyn Pace,
) -> Vec<Verdict> {
    let files: Vec<Named<'_, '_>> = files.iter().map(named).collect();
    let evidence: Vec<Named<'_, '_>> = evidence.iter().map(named).collect();
    all(&files, known, &evidence, pace)
}

fn all<'h, 'a>(
    files: &[Named<'h, 'a>],
    known: &[VerifierKey],
    evidence: &[Named<'h, 'a>],
    pace: &dyn Pace,
) -> Vec<Verdict> {
    let mut at_hand = AtHand::of(files, evidence, known, pace);
    let own = std::mem::take(&mut at_hand.own);
    let judged = own.into_iter().zip(files).enumerate();
    let judged = judged.map(|(at, (own, (_, thing)))| {
        let mut verdict = own.verdict;
        if let Some(found) = key(&at_hand, thing, known).filter(|_| own.key_at > 0) {
            let place = own.key_at.min(verdict.findings.len());
            verdict.findings.insert(place, found);
        }
        let subject = Subject {
            at_hand: &at_hand,
            files: files.len(),
            known,
            at,
        };
        subject.against(&mut verdict);
        verdict
    });
    judged.collect()
}

/// Whether the log's key is one that the verifier knows, or belongs to one by handovers.
fn key(at_hand: &AtHand<'_, '_>, thing: &Thing<'_, '_>, known: &[VerifierKey]) -> Option<Finding> {
    let (tree, key) = match thing {
        Thing::Bundle(bundle) => (&bundle.manifest.tree, &bundle.keys.log),
        Thing::Receipt(receipt) => (receipt.leaf().tree(), receipt.key()),
        Thing::Checkpoint(_) | Thing::Head(_) | Thing::Handover(_) => return None,
    };
    let (origin, kind) = (tree.origin, tree.kind);
    let ring = at_hand.rings.of(origin, key);
    let belongs = |known: &VerifierKey| {
        known == key || ring.is_some() && at_hand.rings.of(origin, known) == ring
    };
    let newest = key.clone();
    let (outcome, matter) = match known {
        [] => (
            Outcome::CannotTell,
            Matter::KeyNotKnown { key: newest, kind },
        ),
        known if known.iter().any(belongs) => (Outcome::Holds, Matter::KeyKnown(newest)),
        _ => (Outcome::Fails, Matter::KeyOther(newest)),
    };
    Some(Finding { outcome, matter })
}
