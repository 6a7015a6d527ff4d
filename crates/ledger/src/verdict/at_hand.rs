//! Everything at hand, each thing verified once by itself: what is to be judged, and the evidence.
//! Pure; what it costs grows with what is handed in, and not with its square.

use std::collections::{HashMap, HashSet};

use crate::{
    Checkpoint, CheckpointError, DatedHead, Handover, Hash, Origin, Receipt, SignatureError,
    VerifierKey,
    bundle::{Bundle, Pace},
    evidence::{Evidence, Held},
    signatures::{Signed, log_signed, shown},
    verify_checkpoint, verify_dated_head, verify_handover,
};

use super::{
    Invalid, Matter, Verdict,
    own::{self, Own},
    pool::Pool,
    rings::Rings,
    sighting::{Sighting, What},
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
        at_hand.join();
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
                Thing::Checkpoint(note) => checkpoint(note, origin, &keys),
                Thing::Head(note) => head(note, origin, &keys),
                Thing::Handover(note) => handover(note, origin, &keys),
                Thing::Bundle(_) | Thing::Receipt(_) => continue,
            };
        }
    }

    /// Lays the keys together that handovers lead between.
    fn join(&mut self) {
        for sighting in self.items.iter().filter_map(Item::sighting) {
            let origin = sighting.origin();
            self.rings.seen(origin, &sighting.key);
            for (_, old, new) in sighting.handovers() {
                self.rings.join(origin, old, new);
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
            let Some(ring) = self.rings.of(sighting.origin(), &sighting.key) else {
                continue;
            };
            if at < files {
                asked.insert(ring);
                let signed = self.signed.entry(sighting.origin()).or_default();
                if signed.len() < 2 && !signed.iter().any(|(other, _)| *other == ring) {
                    signed.push((ring, at));
                }
            }
            rings.entry(ring).or_default().push((at, sighting));
        }
        let pools = rings.into_iter().filter(|(ring, _)| asked.contains(ring));
        self.pools = pools.map(|(ring, all)| (ring, Pool::of(&all))).collect();
    }

    /// The ring of the key that signed this.
    pub(super) fn ring(&self, sighting: &Sighting<'_, '_>) -> Option<usize> {
        self.rings.of(sighting.origin(), &sighting.key)
    }
}

/// Verifies what is to be judged.
fn alone<'h, 'a>((name, thing): Named<'h, 'a>, pace: &dyn Pace) -> (Item<'h, 'a>, Own) {
    let (state, own) = match thing {
        Thing::Bundle(bundle) => {
            let (own, history) = own::bundle(bundle, pace);
            let state = match own.sealed {
                true => of_bundle(bundle, history),
                false => State::Invalid(Invalid::Bundle),
            };
            (state, own)
        }
        Thing::Receipt(receipt) => {
            let (own, checked) = own::receipt(receipt, pace);
            (
                checked.map_or_else(State::Invalid, |at| of_receipt(receipt, at)),
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
                true => of_bundle(bundle, history),
                false => State::Invalid(Invalid::Bundle),
            }
        }
        (Ok(_), Thing::Receipt(receipt)) => match receipt.verify(None) {
            Ok(checked) => of_receipt(receipt, checked.checkpoint),
            Err(why) => State::Invalid(Invalid::Receipt(why)),
        },
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
    }
}

fn of_bundle<'h, 'a>(bundle: &'h Bundle<'a>, history: super::history::History) -> State<'h, 'a> {
    State::Seen(Box::new(Sighting {
        key: bundle.keys.log.clone(),
        checkpoint: bundle.checkpoint.checkpoint,
        what: What::Bundle(bundle, history),
    }))
}

fn of_receipt<'h, 'a>(receipt: &'h Receipt, checkpoint: Checkpoint) -> State<'h, 'a> {
    let hash = Hash::of_leaf(&receipt.leaf().to_bytes());
    State::Seen(Box::new(Sighting {
        key: receipt.key().clone(),
        checkpoint,
        what: What::Receipt(receipt, hash),
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

/// Keys by what a signature line says of them: name and id.
#[derive(Default)]
struct NamedKeys(HashMap<(String, u32), Vec<VerifierKey>>);

impl NamedKeys {
    fn add(&mut self, key: &VerifierKey) {
        let named = self.0.entry((key.name().to_owned(), key.id()));
        let named = named.or_default();
        if !named.contains(key) {
            named.push(key.clone());
        }
    }

    fn of(&self, name: &str, id: u32) -> &[VerifierKey] {
        let found = self.0.get(&(name.to_owned(), id));
        found.map_or(&[], Vec::as_slice)
    }
}

/// What a checkpoint is found to be.
fn checkpoint<'h, 'a>(note: &[u8], origin: Origin, keys: &NamedKeys) -> State<'h, 'a> {
    let invalid = |why: SignatureError| State::Invalid(Invalid::Checkpoint(why));
    let read = match Signed::read(note) {
        Ok(read) => read,
        Err(why) => return invalid(why.into()),
    };
    let (mut signed, mut found) = (Vec::<VerifierKey>::new(), None);
    for line in &read.signatures {
        let named = keys.of(line.name(), line.id());
        if named.is_empty() {
            continue;
        }
        let verify = |key: &VerifierKey| {
            let checkpoint = verify_checkpoint(note, origin, key).ok()?;
            Some((key.clone(), checkpoint))
        };
        let Some((key, checkpoint)) = named.iter().find_map(verify) else {
            return invalid(SignatureError::Wrong(shown(line.name(), line.id())));
        };
        found = found.or_else(|| Some((key.clone(), checkpoint)));
        if !signed.contains(&key) {
            signed.push(key);
        }
    }
    let Some((key, checkpoint)) = found else {
        return unchecked(&read);
    };
    State::Seen(Box::new(Sighting {
        key,
        checkpoint,
        what: What::Checkpoint(signed),
    }))
}

/// What a handover that stands alone is found to be: it counts when a key that is at hand gave up
/// in it what it names.
fn handover<'h, 'a>(note: &[u8], origin: Origin, keys: &NamedKeys) -> State<'h, 'a> {
    let invalid = |why: SignatureError| State::Invalid(Invalid::Checkpoint(why));
    let (read, said) = match (Signed::read(note), Handover::claimed(note)) {
        (Ok(read), Ok(said)) => (read, said),
        (Err(why), _) | (_, Err(why)) => return invalid(why.into()),
    };
    let seen = |what| {
        let (key, checkpoint) = (said.to.clone(), said.checkpoint);
        State::Seen(Box::new(Sighting {
            key,
            checkpoint,
            what,
        }))
    };
    let [first, second] = read.signatures.as_slice() else {
        return invalid(CheckpointError::Malformed.into());
    };
    let named = keys.of(first.name(), first.id());
    if named.is_empty() && log_signed(&said.to, &read.text, second) {
        // The new key's word: nothing that is at hand leads to it from here.
        return seen(What::Checkpoint(Vec::new()));
    }
    let mut wrong = None;
    for old in named {
        match verify_handover(note, origin, old, &said.to) {
            Ok(_) => return seen(What::Handover(old.clone())),
            Err(why) => wrong = Some(why),
        }
    }
    wrong.map_or_else(|| unchecked(&read), invalid)
}

fn head<'h, 'a>(note: &[u8], origin: Origin, keys: &NamedKeys) -> State<'h, 'a> {
    let invalid = |why: SignatureError| State::Invalid(Invalid::Checkpoint(why));
    let read = match Signed::read(note) {
        Ok(read) => read,
        Err(why) => return invalid(why.into()),
    };
    let mut wrong = None;
    for line in &read.signatures {
        for key in keys.of(line.name(), line.id()) {
            match verify_dated_head(note, origin, key) {
                Ok(head) => {
                    return State::Seen(Box::new(Sighting {
                        key: key.clone(),
                        checkpoint: head.checkpoint,
                        what: What::Head(head.time),
                    }));
                }
                Err(why) => wrong = Some(why),
            }
        }
    }
    wrong.map_or_else(|| unchecked(&read), invalid)
}

fn unchecked<'h, 'a>(read: &Signed) -> State<'h, 'a> {
    let first = read.signatures.first();
    State::Unchecked(first.map_or_else(String::new, |line| shown(line.name(), line.id())))
}
