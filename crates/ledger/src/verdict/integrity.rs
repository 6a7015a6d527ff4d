//! The seals of a bundle: manifest, files, signatures, handovers, completeness, commitments. Pure.

use sha2::{Digest as _, Sha256};

use crate::{
    Cosignature, Hash, PartIndex, SignatureError, VerifierKey,
    bundle::{
        Bundle, BundleCheckpoint, Pace, Stage,
        pace::{in_pieces, one_by_one},
    },
    commitment::Commitment,
    signatures::Signers,
    verify_handover,
};

use super::{Matter, Verdict, history::History};

/// A cosignature may be this much older than the last entry under it before it is reported.
const DAY_MILLIS: i64 = 86_400_000;

/// The log's keys, and until which size each was in use.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// The oldest first, with the size at which it handed over.
    turns: Vec<(VerifierKey, u64)>,
}

impl Keys {
    /// Whether this key had been given up before the tree had this size.
    pub(super) fn given_up(&self, key: &VerifierKey, size: u64) -> bool {
        let turn = |(of_log, until): &(VerifierKey, u64)| of_log == key && size > *until;
        self.turns.iter().any(turn)
    }

    /// All of them, the one in use first.
    pub(super) fn newest_first(&self) -> Vec<VerifierKey> {
        let keys = self.turns.iter().rev();
        keys.map(|(key, _)| key.clone()).collect()
    }
}

/// Checks the manifest's signature and the hash of every file that it lists.
pub(super) fn files(bundle: &Bundle<'_>, pace: &dyn Pace, verdict: &mut Verdict) {
    let log = &bundle.keys.log;
    if bundle.manifest_is_signed() {
        verdict.holds_that(Matter::Manifest(log.clone()));
    } else {
        verdict.fails(Matter::ManifestUnsigned(log.clone()));
    }
    let others = bundle.files.get(1..).unwrap_or_default();
    let listed: Vec<_> = others.iter().zip(&bundle.manifest.files).collect();
    let right = one_by_one(pace, Stage::Files, &listed, |(file, listed)| {
        Hash::new(Sha256::digest(file.bytes).into()) == listed.hash
    });
    let mut all = true;
    for ((file, _), right) in listed.iter().zip(right) {
        if !right {
            all = false;
            let name = file.name.to_owned();
            verdict.fails(Matter::FileChanged { name });
        }
    }
    if all {
        let count = listed.len();
        verdict.holds_that(Matter::Files { count });
    }
}

/// Checks the handovers and says which key was the log's at which size.
pub(super) fn handovers(bundle: &Bundle<'_>, history: &History, verdict: &mut Verdict) -> Keys {
    let origin = bundle.manifest.tree.origin;
    // From the oldest key to the newest, as the handovers stand by size.
    let mut keys: Vec<&VerifierKey> = vec![&bundle.keys.log];
    keys.extend(&bundle.keys.before);
    keys.reverse();
    let mut turns = Keys::default();
    for (pair, handover) in keys.windows(2).zip(&bundle.handovers) {
        let [old, new] = pair else { continue };
        let size = handover.checkpoint.size;
        let (before, after) = ((*old).clone(), (*new).clone());
        match verify_handover(handover.note, origin, old, new) {
            // Another root is found where all roots are held against the leaves.
            Ok(_) if size == 0 || history.root_at(size).is_some() => {
                verdict.holds_that(Matter::Handover {
                    size,
                    old: before,
                    new: after,
                });
            }
            Ok(_) => verdict.cannot_tell(Matter::HandoverUnseen {
                size,
                old: before,
                new: after,
            }),
            Err(why) => wrong(handover, why, verdict),
        }
        turns.turns.push(((*old).clone(), size));
    }
    turns.turns.push((bundle.keys.log.clone(), u64::MAX));
    turns
}

fn wrong(checkpoint: &BundleCheckpoint<'_>, why: SignatureError, verdict: &mut Verdict) {
    let file = checkpoint.name.to_owned();
    verdict.fails(Matter::CheckpointWrong { file, why });
}

/// Checks the signatures of the newest checkpoint and of the earlier ones.
pub(super) fn checkpoints(bundle: &Bundle<'_>, keys: &Keys, verdict: &mut Verdict) {
    let origin = bundle.manifest.tree.origin;
    let logs = keys.newest_first();
    let signers = Signers::new(origin, &logs, &bundle.keys.cosigners);
    for checkpoint in [&bundle.checkpoint].into_iter().chain(&bundle.earlier) {
        let attested = match signers.verify(checkpoint.note) {
            Ok(attested) => attested,
            Err(why) => {
                wrong(checkpoint, why, verdict);
                continue;
            }
        };
        let (file, size) = (checkpoint.name.to_owned(), checkpoint.checkpoint.size);
        let newest = size == bundle.manifest.size;
        if newest && !attested.signed.contains(&bundle.keys.log) {
            let key = &bundle.keys.log;
            let missing = format!("{}+{:08x}", key.name(), key.id());
            wrong(checkpoint, SignatureError::Missing(missing), verdict);
            continue;
        }
        let mut turn = attested.signed.iter();
        if let Some(key) = turn.find(|key| keys.given_up(key, size)) {
            verdict.fails(Matter::KeyOutOfTurn {
                source: file,
                key: key.clone(),
                size,
            });
            continue;
        }
        if !newest && attested.cosigned.is_empty() {
            let missing = "a cosigner".to_owned();
            wrong(checkpoint, SignatureError::Missing(missing), verdict);
            continue;
        }
        early_cosignatures(bundle, size, &attested.cosigned, verdict);
        verdict.holds_that(Matter::Checkpoint {
            file,
            checkpoint: attested.checkpoint,
            cosigned: attested.cosigned,
        });
    }
}

fn early_cosignatures(
    bundle: &Bundle<'_>,
    size: u64,
    cosigned: &[Cosignature],
    verdict: &mut Verdict,
) {
    let last = size.checked_sub(1).and_then(|last| bundle.leaf(last));
    let Some(last) = last.map(|leaf| leaf.leaf.time().unix_millis()) else {
        return;
    };
    for by in cosigned {
        let seconds = i64::try_from(by.seconds).unwrap_or(i64::MAX);
        if seconds.saturating_mul(1_000) < last - DAY_MILLIS {
            let by = by.clone();
            verdict.cannot_tell(Matter::CosignatureEarly { size, by });
        }
    }
}

/// Checks that range and proof give the signed roots.
pub(super) fn completeness(bundle: &Bundle<'_>, history: &History, verdict: &mut Verdict) {
    let manifest = &bundle.manifest;
    let (first, end, size) = (manifest.first, manifest.end, manifest.size);
    if history.root == Some(bundle.checkpoint.checkpoint.root) {
        verdict.holds_that(Matter::Complete { first, end, size });
    } else {
        // What else these leaves give would only repeat it.
        verdict.fails(Matter::Incomplete { first, end });
        return;
    }
    for earlier in bundle.earlier.iter().chain(&bundle.handovers) {
        let size = earlier.checkpoint.size;
        let other = |root: Hash| root != earlier.checkpoint.root;
        if history.root_at(size).is_some_and(other) {
            let file = earlier.name.to_owned();
            verdict.fails(Matter::EarlierRoot { file, size });
        }
    }
}

/// Checks each disclosed part against the commitment in its leaf.
pub(super) fn commitments(bundle: &Bundle<'_>, pace: &dyn Pace, verdict: &mut Verdict) {
    let origin = bundle.manifest.tree.origin;
    let wrong = in_pieces(pace, Stage::Parts, &bundle.parts, |_, parts| {
        let mut wrong = Vec::new();
        for part in parts {
            let statement = bundle.leaf(part.sequence).map(|leaf| leaf.leaf.statement());
            let fits = statement
                .zip(PartIndex::new(part.index))
                .is_some_and(|(leaf, index)| {
                    let bytes = part.bytes();
                    let found = Commitment::of(origin, leaf.command, index, &part.salt, &bytes);
                    leaf.commitments.get(index.get()) == Some(&found)
                });
            if !fits {
                wrong.push((part.sequence, part.index));
            }
        }
        wrong
    });
    let wrong = wrong.concat();
    for &(sequence, index) in &wrong {
        verdict.fails(Matter::CommitmentWrong { sequence, index });
    }
    if wrong.is_empty() && !bundle.parts.is_empty() {
        let all = u64::try_from(bundle.parts.len()).unwrap_or(u64::MAX);
        let manifest = &bundle.manifest;
        let bodies = manifest.end - manifest.first - manifest.undisclosed;
        let attachments = all.saturating_sub(bodies);
        verdict.holds_that(Matter::Commitments {
            bodies,
            attachments,
        });
    }
    let count = bundle.manifest.undisclosed;
    if count > 0 {
        // How many of them were erased is said once the bodies are read.
        verdict.cannot_tell(Matter::Undisclosed { count, erased: 0 });
    }
}
