//! Everything at hand, each thing verified once by itself: what is to be judged, and the evidence.
//! Pure; what it costs grows with what is handed in, and not with its square.

use std::collections::{HashMap, HashSet};

use crate::{
    Checkpoint, CheckpointError, DatedHead, Handover, Hash, Origin, Receipt, VerifierKey,
    bundle::{Bundle, Pace},
    evidence::{Evidence, Held},
};

use super::{
    Invalid, Matter, Verdict,
    history::History,
    notes::{self, NamedKeys},
    own::{self, Own},
    pool::Pool,
    rings::Rings,
    sighting::{Marks, Sighting, What},
    succession::{Succession, Twice},
};

/// One thing, borrowed from whoever read it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing<'h, 'a> {
    Bundle(&'h Bundle<'a>),
    Receipt(&'h Receipt),
    Checkpoint(&'h [u8]),
    Head(&'h [u8]),
    Handover(&'h [u8]),
}

impl<'h, 'a> Thing<'h, 'a> {
    pub(super) fn of(evidence: &'h Evidence<'a>) -> Self {
        match &evidence.held {
            Held::Bundle(bundle) => Self::Bundle(bundle),
            Held::Receipt(receipt) => Self::Receipt(receipt),
            Held::Checkpoint(note) => Self::Checkpoint(note),
            Held::DatedHead(note) => Self::Head(note),
            Held::Handover(note) => Self::Handover(note),
        }
    }

    /// The tree that it is about, by its own word.
    fn claim(&self) -> Result<Origin, CheckpointError> {
        match self {
            Self::Bundle(bundle) => Ok(bundle.manifest.tree.origin),
            Self::Receipt(receipt) => Ok(receipt.leaf().tree().origin),
            Self::Checkpoint(note) => Ok(Checkpoint::claimed(note)?.origin),
            Self::Head(note) => Ok(DatedHead::claimed(note)?.checkpoint.origin),
            Self::Handover(note) => Ok(Handover::claimed(note)?.checkpoint.origin),
        }
    }
}

/// What came of verifying one thing by itself.
#[derive(Clone, Debug)]
pub(super) enum State<'h, 'a> {
    /// It is about a tree that nobody asked for.
    OtherTree,
    Invalid(Invalid),
    /// It names only keys that are not at hand, so its signatures were not checked.
    Unchecked(String),
    Seen(Box<Sighting<'h, 'a>>),
}

/// One thing at hand.
#[derive(Clone, Debug)]
pub(super) struct Item<'h, 'a> {
    pub(super) name: &'h str,
    pub(super) state: State<'h, 'a>,
    /// The tree, when that can be read.
    pub(super) origin: Option<Origin>,
    /// Keys that were lost with what they signed, and the entries that say so.
    pub(super) lost_keys: Vec<(u64, VerifierKey)>,
    /// The rings of the keys that have signed it.
    pub(super) rings: Vec<usize>,
    /// The rings of keys whose signature on it does not hold; it counts for nothing there.
    pub(super) wrong_rings: Vec<usize>,
}

impl<'h, 'a> Item<'h, 'a> {
    pub(super) fn sighting(&self) -> Option<&Sighting<'h, 'a>> {
        match &self.state {
            State::Seen(sighting) => Some(sighting),
            State::OtherTree | State::Invalid(_) | State::Unchecked(_) => None,
        }
    }
}

/// Everything at hand.
#[derive(Debug)]
pub(super) struct AtHand<'h, 'a> {
    /// What is to be judged, then the evidence.
    pub(super) items: Vec<Item<'h, 'a>>,
    /// What was found in each of those that are to be judged, by itself.
    pub(super) own: Vec<Own>,
    pub(super) rings: Rings,
    /// Keys that were handed over to several.
    pub(super) twice: Vec<Twice>,
    /// By a ring and a key, the first entry under that ring which says that the key was lost.
    pub(super) lost: HashMap<(usize, VerifierKey), u64>,
    /// What contradicts what, by ring.
    pub(super) pools: HashMap<usize, Pool>,
    /// By tree, the rings by which what is to be judged is signed, each with the first such thing; no
    /// more than two, since one other is enough to be told.
    pub(super) signed: HashMap<Origin, Vec<(usize, usize)>>,
}

/// A thing and how it is called.
pub(super) type Named<'h, 'a> = (&'h str, Thing<'h, 'a>);

impl<'h, 'a> AtHand<'h, 'a> {
    pub(super) fn of(
        files: &[Named<'h, 'a>],
        evidence: &[Named<'h, 'a>],
        known: &[VerifierKey],
        pace: &dyn Pace,
    ) -> Self {
        let mut at_hand = Self {
            items: Vec::with_capacity(files.len() + evidence.len()),
            own: Vec::with_capacity(files.len()),
            rings: Rings::default(),
            twice: Vec::new(),
            lost: HashMap::new(),
            pools: HashMap::new(),
            signed: HashMap::new(),
        };
        for &file in files {
            let (item, own) = alone(file, pace);
            at_hand.items.push(item);
            at_hand.own.push(own);
        }
        let asked: HashSet<Origin> = at_hand
            .items
            .iter()
            .filter_map(|item| item.origin)
            .collect();
        for &held in evidence {
            at_hand.items.push(self::evidence(held, &asked, pace));
        }
        at_hand.notes(files.len(), evidence, known);
        at_hand.join(files.len(), known);
        at_hand.lose();
        at_hand.compare(files.len());
        at_hand
    }

    /// Finds out who has signed the notes, among all keys that are named anywhere.
    fn notes(&mut self, files: usize, evidence: &[Named<'h, 'a>], known: &[VerifierKey]) {
        let mut keys = NamedKeys::default();
        for item in &self.items {
            item.lost_keys.iter().for_each(|(_, key)| keys.add(key));
            if let Some(sighting) = item.sighting() {
                keys.add(&sighting.key);
                let before = sighting.bundle().map(|bundle| &bundle.keys.before);
                before.into_iter().flatten().for_each(|key| keys.add(key));
            }
        }
        known.iter().for_each(|key| keys.add(key));
        for (_, thing) in evidence {
            if let Thing::Handover(note) = thing
                && let Ok(said) = Handover::claimed(note)
            {
                keys.add(&said.to);
            }
        }
        for (item, (_, thing)) in self.items.iter_mut().skip(files).zip(evidence) {
            let (Some(origin), State::Unchecked(_)) = (item.origin, &item.state) else {
                continue;
            };
            item.state = match thing {
                Thing::Checkpoint(note) => notes::checkpoint(note, &keys),
                Thing::Head(note) => notes::head(note, origin, &keys),
                Thing::Handover(note) => notes::handover(note, origin, &keys),
                Thing::Bundle(_) | Thing::Receipt(_) => continue,
            };
        }
    }

    /// Lays the keys together that handovers lead between.
    fn join(&mut self, files: usize, known: &[VerifierKey]) {
        let seen = self.items.iter().enumerate();
        let seen: Vec<(usize, &Sighting<'_, '_>)> = seen
            .filter_map(|(at, item)| Some((at, item.sighting()?)))
            .collect();
        for (_, sighting) in &seen {
            for key in sighting.signers() {
                self.rings.seen(sighting.origin(), key);
            }
        }
        let succession = Succession::of(&seen, files, known);
        for (origin, old, new) in succession.followed {
            self.rings.join(origin, &old, &new);
        }
        self.twice = succession.twice;
        for twice in &mut self.twice {
            let keys = twice.to.iter().map(|(key, _)| key).chain([&twice.key]);
            let rings = keys.filter_map(|key| self.rings.of(twice.origin, key));
            twice.rings = rings.collect();
        }
        for item in &mut self.items {
            let Some(sighting) = item.sighting() else {
                continue;
            };
            let of = |key| self.rings.of(sighting.origin(), key);
            let wrong: Vec<usize> = sighting.wrong().iter().filter_map(of).collect();
            let mut rings: Vec<usize> = sighting.signers().filter_map(of).collect();
            rings.retain(|ring| !wrong.contains(ring));
            rings.sort_unstable();
            rings.dedup();
            (item.rings, item.wrong_rings) = (rings, wrong);
        }
    }

    /// Gathers what entries say was lost, each under the keys that have signed it.
    fn lose(&mut self) {
        for item in &self.items {
            for (restored, key) in &item.lost_keys {
                for &ring in &item.rings {
                    let first = self.lost.entry((ring, key.clone())).or_insert(*restored);
                    *first = (*first).min(*restored);
                }
            }
        }
    }

    /// Holds all that is signed by the keys of one ring against each other.
    fn compare(&mut self, files: usize) {
        if self.items.len() < 2 {
            return;
        }
        let mut rings: HashMap<usize, Vec<(usize, &Sighting<'h, 'a>)>> = HashMap::new();
        let mut asked = HashSet::new();
        for (at, item) in self.items.iter().enumerate() {
            let Some(sighting) = item.sighting() else {
                continue;
            };
            for &ring in &item.rings {
                if at < files {
                    asked.insert(ring);
                    let signed = self.signed.entry(sighting.origin()).or_default();
                    if signed.len() < 2 && !signed.iter().any(|(other, _)| *other == ring) {
                        signed.push((ring, at));
                    }
                }
                rings.entry(ring).or_default().push((at, sighting));
            }
        }
        let pools = rings.into_iter().filter(|(ring, _)| asked.contains(ring));
        let pools = pools.map(|(ring, all)| (ring, Pool::of(&all, files)));
        self.pools = pools.collect();
    }
}

/// Verifies what is to be judged.
fn alone<'h, 'a>((name, thing): Named<'h, 'a>, pace: &dyn Pace) -> (Item<'h, 'a>, Own) {
    let (state, own) = match thing {
        Thing::Bundle(bundle) => {
            let (own, history) = own::bundle(bundle, pace);
            let state = match own.sealed {
                true => of_bundle(bundle, history, own.marks.clone()),
                false => State::Invalid(Invalid::Bundle),
            };
            (state, own)
        }
        Thing::Receipt(receipt) => {
            let (own, checked) = own::receipt(receipt, pace);
            (
                checked.map_or_else(State::Invalid, |at| {
                    of_receipt(receipt, at, own.marks.clone())
                }),
                own,
            )
        }
        // Notes are evidence and never judged themselves.
        Thing::Checkpoint(_) | Thing::Head(_) | Thing::Handover(_) => {
            (State::OtherTree, Own::default())
        }
    };
    let lost_keys = lost_keys(&own.verdict);
    let origin = thing.claim().ok();
    let item = Item {
        name,
        state,
        origin,
        lost_keys,
        rings: Vec::new(),
        wrong_rings: Vec::new(),
    };
    (item, own)
}

/// Verifies a piece of evidence as far as that needs no keys from elsewhere.
fn evidence<'h, 'a>(
    (name, thing): Named<'h, 'a>,
    asked: &HashSet<Origin>,
    pace: &dyn Pace,
) -> Item<'h, 'a> {
    let claim = thing.claim();
    let mut lost = Vec::new();
    let state = match (&claim, thing) {
        (Ok(origin), _) if !asked.contains(origin) => State::OtherTree,
        (Ok(_), Thing::Bundle(bundle)) => {
            let (own, history) = own::bundle(bundle, pace);
            lost = lost_keys(&own.verdict);
            match own.verdict.holds() {
                true => of_bundle(bundle, history, own.marks),
                false => State::Invalid(Invalid::Bundle),
            }
        }
        (Ok(_), Thing::Receipt(receipt)) => {
            let (own, checked) = own::receipt(receipt, pace);
            lost = lost_keys(&own.verdict);
            match checked {
                Ok(at) if own.verdict.holds() => of_receipt(receipt, at, own.marks),
                Ok(_) => State::Invalid(Invalid::Bodies),
                Err(why) => State::Invalid(why),
            }
        }
        (Ok(_), Thing::Checkpoint(_) | Thing::Head(_) | Thing::Handover(_)) => {
            State::Unchecked(String::new())
        }
        (Err(CheckpointError::OtherTree), _) => State::OtherTree,
        (Err(why), _) => State::Invalid(Invalid::Checkpoint((*why).into())),
    };
    Item {
        name,
        state,
        origin: claim.ok(),
        lost_keys: lost,
        rings: Vec::new(),
        wrong_rings: Vec::new(),
    }
}

fn of_bundle<'h, 'a>(bundle: &'h Bundle<'a>, history: History, marks: Marks) -> State<'h, 'a> {
    State::Seen(Box::new(Sighting {
        key: bundle.keys.log.clone(),
        checkpoint: bundle.checkpoint.checkpoint,
        what: What::Bundle(bundle, history),
        marks,
    }))
}

fn of_receipt<'h, 'a>(receipt: &'h Receipt, checkpoint: Checkpoint, marks: Marks) -> State<'h, 'a> {
    let hash = Hash::of_leaf(&receipt.leaf().to_bytes());
    State::Seen(Box::new(Sighting {
        key: receipt.key().clone(),
        checkpoint,
        what: What::Receipt(receipt, hash),
        marks,
    }))
}

/// The keys of which an entry says that they were lost with what they signed.
fn lost_keys(verdict: &Verdict) -> Vec<(u64, VerifierKey)> {
    let mut lost = Vec::new();
    for found in &verdict.findings {
        if let Matter::Restored { sequence, key, .. } = &found.matter {
            lost.push((*sequence, key.clone()));
        }
    }
    lost
}
