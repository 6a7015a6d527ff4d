//! What a bundle or a receipt shows by itself, without anything to hold it against. Pure.

use std::collections::BTreeSet;

use crate::{
    Checkpoint, Receipt,
    bundle::{Bundle, Pace},
};

use super::{
    Invalid, Matter, Verdict, bodies, entries, history::History, integrity, sighting::Marks,
    view::View,
};

/// What was found in one file by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) verdict: Verdict,
    /// Whether the log's key has signed all of it, whatever it says. Only then does it tell anything
    /// of what the log's owner did.
    pub(super) sealed: bool,
    /// Before which finding the one about the key stands.
    pub(super) key_at: usize,
    /// The signatures by passkeys in it.
    pub(super) marks: Marks,
}

/// Judges a bundle by itself.
pub(super) fn bundle(bundle: &Bundle<'_>, pace: &dyn Pace) -> (Own, History) {
    let mut verdict = Verdict::default();
    let history = History::of(bundle);
    integrity::files(bundle, pace, &mut verdict);
    let keys = integrity::handovers(bundle, &history, &mut verdict);
    integrity::checkpoints(bundle, &keys, &mut verdict);
    let key_at = verdict.findings.len();
    integrity::completeness(bundle, &history, &mut verdict);
    let sealed = verdict.holds();
    integrity::commitments(bundle, pace, &mut verdict);
    entries::seen(bundle, &history, &mut verdict);
    entries::commands(bundle, &mut verdict);
    entries::times(bundle, &mut verdict);
    entries::made(bundle, &mut verdict);
    let marks = bodies::bodies(&View::of_bundle(bundle), pace, &mut verdict);
    erased(bundle, &mut verdict);
    let own = Own {
        verdict,
        sealed,
        key_at,
        marks,
    };
    (own, history)
}

/// Says of how many entries whose body is not shown another entry says that it was erased.
fn erased(bundle: &Bundle<'_>, verdict: &mut Verdict) {
    let mut gone = BTreeSet::<u64>::new();
    for found in &verdict.findings {
        if let Matter::Erased { bodies, .. } = &found.matter {
            gone.extend(bodies.iter().filter(|&&place| bundle.leaf(place).is_some()));
        }
    }
    let gone = u64::try_from(gone.len()).unwrap_or(u64::MAX);
    for found in &mut verdict.findings {
        if let Matter::Undisclosed { erased, count } = &mut found.matter {
            *erased = gone.min(*count);
        }
    }
}

/// Judges a receipt by itself.
pub(super) fn receipt(receipt: &Receipt, pace: &dyn Pace) -> (Own, Result<Checkpoint, Invalid>) {
    let mut own = Own::default();
    let checked = match receipt.verify(None) {
        Ok(checked) => checked,
        Err(why) => {
            own.verdict.fails(Matter::ReceiptWrong(why.clone()));
            return (own, Err(Invalid::Receipt(why)));
        }
    };
    let checkpoint = checked.checkpoint;
    own.verdict.holds_that(Matter::Receipt {
        sequence: receipt.leaf().sequence(),
        checkpoint,
        cosigned: checked.cosigned,
    });
    (own.sealed, own.key_at) = (true, own.verdict.findings.len());
    let view = View::of_receipt(receipt, checkpoint.size);
    own.marks = bodies::bodies(&view, pace, &mut own.verdict);
    (own, Ok(checkpoint))
}
