//! What can be said of a bundle or a receipt without a network, and without trusting the host: a
//! list of findings, each of which holds, fails or cannot be told.
//!
//! Pure: keys, evidence and the way in which work is spread are handed in. The sentences are the
//! shell's. Sections 9 and 13 to 15 of `docs/record-format.md`.

mod against;
mod bodies;
mod entries;
mod finding;
mod history;
mod integrity;
mod json;
mod pool;
mod receipts;
mod view;

pub use finding::{
    DeviceFault, Finding, Invalid, Matter, Outcome, Shows, Verdict, Vouched, VouchedBy,
};
pub use pool::Pool;
pub use receipts::judge_receipt;

use crate::{
    Origin, VerifierKey,
    bundle::{Bundle, Pace},
    evidence::Evidence,
};

use history::History;
use view::View;

/// Judges a bundle: its seals, its completeness, what its entries say, and what evidence says of
/// the same tree. `known` are keys that the verifier trusts from elsewhere; those of other trees are
/// passed over.
#[must_use]
pub fn judge_bundle(
    bundle: &Bundle<'_>,
    known: &[VerifierKey],
    evidence: &[Evidence<'_>],
    pace: &dyn Pace,
) -> Verdict {
    let mut verdict = Verdict::default();
    let history = History::of(bundle);
    integrity::files(bundle, pace, &mut verdict);
    let keys = integrity::handovers(bundle, &mut verdict);
    integrity::checkpoints(bundle, &keys, &mut verdict);
    let origin = bundle.manifest.tree.origin;
    key_known(origin, &keys.newest_first(), known, &mut verdict);
    integrity::completeness(bundle, &history, &mut verdict);
    integrity::commitments(bundle, pace, &mut verdict);
    entries::seen(bundle, &history, &mut verdict);
    entries::commands(bundle, &mut verdict);
    entries::times(bundle, &mut verdict);
    bodies::bodies(&View::of_bundle(bundle), pace, &mut verdict);
    let mut lost_keys = Vec::new();
    for found in &verdict.findings {
        if let Matter::Restored { sequence, key, .. } = &found.matter {
            lost_keys.push((*sequence, key.clone()));
        }
    }
    let subject = against::Subject {
        bundle,
        history: &history,
        later_keys: against::later_keys(bundle, &keys, evidence),
        keys: &keys,
        known,
        lost_keys,
    };
    let mut pool = Pool::default();
    for held in evidence {
        against::against(&subject, held, &mut pool, pace, &mut verdict);
    }
    verdict
}

/// Says whether one of the log's keys (the one in use first) is one that the verifier knows.
fn key_known(origin: Origin, of_log: &[VerifierKey], known: &[VerifierKey], verdict: &mut Verdict) {
    let Some(newest) = of_log.first() else { return };
    let elsewhere = |key: &VerifierKey| {
        let named: Result<Origin, _> = key.name().parse();
        named.is_ok_and(|named| named != origin)
    };
    let mut known = known.iter().filter(|key| !elsewhere(key)).peekable();
    let newest = newest.clone();
    if known.peek().is_none() {
        verdict.cannot_tell(Matter::KeyNotKnown(newest));
    } else if known.any(|key| of_log.contains(key)) {
        verdict.holds_that(Matter::KeyKnown(newest));
    } else {
        verdict.fails(Matter::KeyOther(newest));
    }
}
