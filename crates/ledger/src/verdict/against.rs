//! A bundle against evidence that a parent kept. Pure; section 15 of the specification.

use crate::{
    Checkpoint, CheckpointError, DatedHead, EntryTime, Hash, Origin, Receipt, SignatureError,
    VerifierKey,
    bundle::{Bundle, Pace},
    evidence::{Evidence, Held},
    signatures::{Signed, shown},
    verify_checkpoint, verify_dated_head,
};

use super::{
    Invalid, Matter, Shows, Verdict, history::History, integrity::Keys, judge_bundle, pool::Pool,
};

/// Clocks may differ by this much before a time contradicts another one.
pub(super) const CLOCKS_MILLIS: i64 = 300_000;

/// What evidence is held against.
pub(super) struct Subject<'s, 'a> {
    pub(super) bundle: &'s Bundle<'a>,
    pub(super) history: &'s History,
    pub(super) keys: &'s Keys,
    /// Keys to which those of the bundle were handed over, by other bundles in the evidence.
    pub(super) later_keys: Vec<VerifierKey>,
    /// Keys that the verifier knows.
    pub(super) known: &'s [VerifierKey],
    /// Keys of which an entry says that they were lost with what they signed: the entry's place.
    pub(super) lost_keys: Vec<(u64, VerifierKey)>,
}

/// A state of the tree that somebody was shown.
struct Sighting {
    checkpoint: Checkpoint,
    /// The log's key that signed it; the signature was found to hold.
    signed: VerifierKey,
    /// When it was there, by the host's own word.
    time: Option<EntryTime>,
}

/// The keys to which a bundle's own keys were handed over, by what other bundles show.
pub(super) fn later_keys(
    bundle: &Bundle<'_>,
    keys: &Keys,
    evidence: &[Evidence<'_>],
) -> Vec<VerifierKey> {
    let mut later: Vec<VerifierKey> = Vec::new();
    for held in evidence {
        let Held::Bundle(other) = &held.held else {
            continue;
        };
        if other.manifest.tree.origin != bundle.manifest.tree.origin {
            continue;
        }
        let newest_first = [&other.keys.log].into_iter().chain(&other.keys.before);
        let newest_first: Vec<&VerifierKey> = newest_first.collect();
        let shared = |key: &&VerifierKey| keys.knows(key) || later.contains(*key);
        if let Some(oldest) = newest_first.iter().rposition(shared) {
            let new = newest_first.into_iter().take(oldest).cloned();
            later.extend(new.collect::<Vec<_>>());
        }
    }
    later
}

/// Holds a bundle against one piece of evidence.
pub(super) fn against(
    subject: &Subject<'_, '_>,
    held: &Evidence<'_>,
    pool: &mut Pool,
    pace: &dyn Pace,
    verdict: &mut Verdict,
) {
    let source = held.name.as_str();
    match &held.held {
        Held::Checkpoint(note) => {
            let origin = subject.bundle.manifest.tree.origin;
            let found = claimed(note, origin, Checkpoint::claimed(note), |key| {
                verify_checkpoint(note, origin, key).map_err(SignatureError::from)
            });
            note_of_log(
                subject,
                source,
                found(subject),
                pool,
                verdict,
                |checkpoint| (checkpoint, None),
            );
        }
        Held::DatedHead(note) => {
            let origin = subject.bundle.manifest.tree.origin;
            let head = DatedHead::claimed(note).map(|head| head.checkpoint);
            let found = claimed(note, origin, head, |key| {
                verify_dated_head(note, origin, key)
            });
            note_of_log(subject, source, found(subject), pool, verdict, |head| {
                (head.checkpoint, Some(head.time))
            });
        }
        Held::Receipt(receipt) => self::receipt(subject, source, receipt, pool, verdict),
        Held::Bundle(other) => bundle(subject, source, other, pool, pace, verdict),
    }
}

/// What came of looking for the key that signed a note.
enum Found<T> {
    Signed(T, VerifierKey),
    OtherTree,
    Strange(String),
    Wrong(SignatureError),
}

/// Looks for the key that signed a note among those that could have.
fn claimed<'n, T>(
    note: &'n [u8],
    origin: Origin,
    claim: Result<Checkpoint, CheckpointError>,
    verify: impl Fn(&VerifierKey) -> Result<T, SignatureError> + 'n,
) -> impl Fn(&Subject<'_, '_>) -> Found<T> + 'n {
    move |subject| {
        match claim {
            Ok(claim) if claim.origin == origin => {}
            Ok(_) | Err(CheckpointError::OtherTree) => return Found::OtherTree,
            Err(error) => return Found::Wrong(error.into()),
        }
        let mut keys = subject.keys.newest_first();
        keys.extend(subject.later_keys.iter().cloned());
        keys.extend(subject.lost_keys.iter().map(|(_, key)| key.clone()));
        keys.extend(subject.known.iter().cloned());
        let Ok(signed) = Signed::read(note) else {
            return Found::Wrong(CheckpointError::NotANote.into());
        };
        let mut lines = signed
            .signatures
            .iter()
            .map(|line| (line.name(), line.id()));
        let by = |key: &&VerifierKey| lines.clone().any(|line| line == (key.name(), key.id()));
        match keys.iter().find(by) {
            Some(key) => match verify(key) {
                Ok(found) => Found::Signed(found, key.clone()),
                Err(why) => Found::Wrong(why),
            },
            None => match lines.next() {
                Some((name, id)) => Found::Strange(shown(name, id)),
                None => Found::Wrong(CheckpointError::Unsigned.into()),
            },
        }
    }
}

fn note_of_log<T>(
    subject: &Subject<'_, '_>,
    source: &str,
    found: Found<T>,
    pool: &mut Pool,
    verdict: &mut Verdict,
    says: impl Fn(T) -> (Checkpoint, Option<EntryTime>),
) {
    match found {
        Found::OtherTree => verdict.shows(source, Shows::OtherTree),
        Found::Strange(key) => verdict.shows(source, Shows::AnotherKey { key }),
        Found::Wrong(why) => {
            let why = Invalid::Checkpoint(why);
            verdict.shows(source, Shows::Invalid(why));
        }
        Found::Signed(found, signed) => {
            let (checkpoint, time) = says(found);
            let sighting = Sighting {
                checkpoint,
                signed,
                time,
            };
            sighted(subject, source, &sighting, pool, verdict);
            if let Some(there) = time {
                backdated(subject, source, checkpoint.size, there, verdict);
            }
        }
    }
}

fn receipt(
    subject: &Subject<'_, '_>,
    source: &str,
    receipt: &Receipt,
    pool: &mut Pool,
    verdict: &mut Verdict,
) {
    let checked = match receipt.verify(None) {
        Ok(checked) => checked,
        Err(why) => {
            let why = Invalid::Receipt(why);
            return verdict.shows(source, Shows::Invalid(why));
        }
    };
    let (leaf, bundle) = (receipt.leaf(), subject.bundle);
    let origin = leaf.tree().origin;
    if origin != bundle.manifest.tree.origin {
        return verdict.shows(source, Shows::OtherTree);
    }
    let sequence = leaf.sequence().get();
    let hash = Hash::of_leaf(&leaf.to_bytes());
    match bundle.leaf(sequence) {
        Some(found) if found.hash == hash => {
            verdict.shows(source, Shows::AgreesEntry { sequence });
        }
        Some(_) => verdict.shows(source, Shows::WithheldEntry { sequence }),
        None => {
            if let Some(shows) = pool.leaf(origin, sequence, hash) {
                verdict.shows(source, shows);
            }
        }
    }
    // An entry that the bundle's tree does not reach was there at its own time. An earlier one says
    // nothing of when the receipt's checkpoint was made.
    let beyond = sequence >= bundle.manifest.size;
    let sighting = Sighting {
        checkpoint: checked.checkpoint,
        signed: receipt.key().clone(),
        time: beyond.then(|| leaf.time()),
    };
    sighted(subject, source, &sighting, pool, verdict);
}

fn bundle(
    subject: &Subject<'_, '_>,
    source: &str,
    other: &Bundle<'_>,
    pool: &mut Pool,
    pace: &dyn Pace,
    verdict: &mut Verdict,
) {
    let ours = subject.bundle;
    if other.manifest.tree.origin != ours.manifest.tree.origin {
        return verdict.shows(source, Shows::OtherTree);
    }
    if !judge_bundle(other, &[], &[], pace).holds() {
        return verdict.shows(source, Shows::Invalid(Invalid::Bundle));
    }
    let mut places = other.leaves.iter().filter_map(|leaf| {
        let sequence = leaf.leaf.sequence().get();
        let found = ours.leaf(sequence)?;
        (found.hash != leaf.hash).then_some(sequence)
    });
    if let Some(sequence) = places.next() {
        verdict.shows(source, Shows::ForkEntry { sequence });
    }
    // Wherever both show a root: at either's newest size, and at the ends of either's range.
    let history = History::of(other);
    let sizes = [&ours.manifest, &other.manifest]
        .into_iter()
        .flat_map(|manifest| [manifest.first, manifest.end, manifest.size]);
    for size in std::collections::BTreeSet::from_iter(sizes) {
        let roots = subject.history.root_at(size).zip(history.root_at(size));
        match roots {
            Some((here, there)) if here != there => verdict.shows(source, Shows::Fork { size }),
            Some(_) if size > 0 => verdict.shows(source, Shows::Agrees { size }),
            Some(_) | None => {}
        }
    }
    for checkpoint in other.earlier.iter().chain(&other.handovers) {
        let Checkpoint { size, root, .. } = checkpoint.checkpoint;
        if subject
            .history
            .root_at(size)
            .is_some_and(|here| here != root)
        {
            verdict.shows(source, Shows::Fork { size });
        }
    }
    let known = |key: &VerifierKey| subject.keys.knows(key) || subject.later_keys.contains(key);
    let sighting = Sighting {
        checkpoint: other.checkpoint.checkpoint,
        signed: other.keys.log.clone(),
        time: Some(other.manifest.made),
    };
    // An older bundle may be signed by a key that this one has a handover from; a newer one by a key
    // to which it hands over itself.
    if known(&sighting.signed) || !other.keys.before.iter().any(known) {
        sighted(subject, source, &sighting, pool, verdict);
    }
}

/// Holds the bundle against a state that somebody was shown.
fn sighted(
    subject: &Subject<'_, '_>,
    source: &str,
    sighting: &Sighting,
    pool: &mut Pool,
    verdict: &mut Verdict,
) {
    let (key, size, root) = (
        &sighting.signed,
        sighting.checkpoint.size,
        sighting.checkpoint.root,
    );
    if !subject.keys.knows(key) && !subject.later_keys.contains(key) {
        let mut lost = subject.lost_keys.iter();
        let lost = lost.find(|(restored, lost)| lost == key && size > *restored);
        let shows = match lost {
            Some(&(restored, _)) => Shows::Lost { size, restored },
            None => Shows::AnotherKey {
                key: shown(key.name(), key.id()),
            },
        };
        return verdict.shows(source, shows);
    }
    if subject.keys.given_up(key, size) {
        verdict.fails(Matter::KeyOutOfTurn {
            source: source.to_owned(),
            key: key.clone(),
            size,
        });
    }
    match subject.history.root_at(size) {
        Some(here) if here == root => verdict.shows(source, Shows::Agrees { size }),
        Some(_) => verdict.shows(source, Shows::Fork { size }),
        None => {
            if let Some(fork) = pool.root(sighting.checkpoint) {
                verdict.shows(source, fork);
            }
            outside(subject, source, sighting, verdict);
        }
    }
}

fn outside(subject: &Subject<'_, '_>, source: &str, sighting: &Sighting, verdict: &mut Verdict) {
    let (manifest, size) = (&subject.bundle.manifest, sighting.checkpoint.size);
    let shows = match sighting.time {
        Some(time) if size > manifest.size && time < manifest.made => {
            let now = manifest.size;
            Shows::RolledBack { size, now, time }
        }
        Some(_) | None => Shows::Outside { size },
    };
    verdict.shows(source, shows);
}

/// Looks for entries that came after this size was the newest and have a time before that.
fn backdated(
    subject: &Subject<'_, '_>,
    source: &str,
    size: u64,
    there: EntryTime,
    verdict: &mut Verdict,
) {
    let leaves = subject.bundle.leaves.iter().map(|leaf| &leaf.leaf);
    let mut after = leaves.filter(|leaf| leaf.sequence().get() >= size);
    let before = there.unix_millis().saturating_sub(CLOCKS_MILLIS);
    if let Some(leaf) = after.find(|leaf| leaf.time().unix_millis() < before) {
        let (sequence, time) = (leaf.sequence().get(), leaf.time());
        verdict.shows(
            source,
            Shows::Backdated {
                sequence,
                time,
                size,
                there,
            },
        );
    }
}
