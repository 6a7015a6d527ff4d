//! What was verified against each piece of evidence that a parent kept, and what contradicts what
//! among all that is at hand. Pure; section 15 of the specification.

use std::{
    collections::{BTreeSet, HashMap},
    mem::{Discriminant, discriminant},
};

use crate::{VerifierKey, signatures::shown};

use super::{
    Invalid, Matter, Outcome, Shows, Verdict,
    at_hand::{AtHand, Item, State},
    pool::{Contradiction, Pool},
    sighting::Sighting,
};

/// Clocks may differ by this much before a time contradicts another one.
pub(super) const CLOCKS_MILLIS: i64 = 300_000;
/// How many findings of one kind about evidence are spelled out for one file. There may be thousands
/// of files and of pieces of evidence, and findings for each pair.
const MAX_ALIKE: u64 = 20;

/// What is judged, among all that is at hand.
pub(super) struct Subject<'s, 'h, 'a> {
    pub(super) at_hand: &'s AtHand<'h, 'a>,
    /// How many are to be judged; the evidence stands behind them.
    pub(super) files: usize,
    /// The keys that the reader named.
    pub(super) known: &'s [VerifierKey],
    /// Its place.
    pub(super) at: usize,
}

/// What fails by evidence, by the place of that.
type Said = HashMap<usize, Vec<Shows>>;

/// Findings of one kind: about one matter, and where that is evidence, what it shows.
type Alike = (Discriminant<Matter>, Option<Discriminant<Shows>>);

/// Puts findings into a verdict, and counts those beyond [`MAX_ALIKE`] of one kind.
struct Telling<'v> {
    verdict: &'v mut Verdict,
    told: HashMap<Alike, u64>,
    /// Of each kind of which there are more, the first that was not spelled out.
    more: Vec<(Alike, Outcome, Matter)>,
}

impl<'v> Telling<'v> {
    fn new(verdict: &'v mut Verdict) -> Self {
        let (told, more) = (HashMap::new(), Vec::new());
        Self {
            verdict,
            told,
            more,
        }
    }

    fn shows(&mut self, source: &str, shows: &Shows) {
        let empty = Matter::Evidence {
            source: String::new(),
            shows: Shows::OtherTree,
        };
        let alike = (discriminant(&empty), Some(discriminant(shows)));
        self.add(alike, shows.outcome(), || Matter::Evidence {
            source: source.to_owned(),
            shows: shows.clone(),
        });
    }

    fn fails(&mut self, matter: Matter) {
        let alike = (discriminant(&matter), None);
        self.add(alike, Outcome::Fails, || matter);
    }

    fn add(&mut self, alike: Alike, outcome: Outcome, matter: impl FnOnce() -> Matter) {
        let told = self.told.entry(alike).or_default();
        *told += 1;
        if *told <= MAX_ALIKE {
            self.verdict.add(outcome, matter());
        } else if *told == MAX_ALIKE + 1 {
            self.more.push((alike, outcome, matter()));
        }
    }

    /// Says how many there are more.
    fn end(self) {
        for (alike, outcome, like) in self.more {
            let count = self.told.get(&alike).copied().unwrap_or_default();
            let (count, like) = (count.saturating_sub(MAX_ALIKE), Box::new(like));
            self.verdict.add(outcome, Matter::More { like, count });
        }
    }
}

impl<'s, 'h, 'a> Subject<'s, 'h, 'a> {
    fn name(&self, at: usize) -> &'s str {
        self.at_hand.items.get(at).map_or("", |item| item.name)
    }

    /// Says what the evidence shows of it, and what the evidence shows of itself.
    pub(super) fn against(&self, verdict: &mut Verdict) {
        let Some(item) = self.at_hand.items.get(self.at) else {
            return;
        };
        let evidence = self.at_hand.items.iter().enumerate().skip(self.files);
        let Some(ours) = item.sighting() else {
            if evidence.len() > 0 {
                verdict.cannot_tell(Matter::NotCompared);
            }
            return;
        };
        let (mut said, mut other_trees) = (Said::new(), 0);
        let mut telling = Telling::new(verdict);
        for (at, held) in evidence.clone() {
            for shows in self.one(item, ours, held) {
                other_trees += usize::from(shows == Shows::OtherTree);
                telling.shows(held.name, &shows);
                if shows.outcome() == Outcome::Fails {
                    said.entry(at).or_default().push(shows);
                }
            }
        }
        let signed = self.at_hand.signed.get(&ours.origin());
        let mut signed = signed.into_iter().flatten();
        let other = signed.find(|(ring, _)| !item.rings.contains(ring));
        if let Some(other) = other.and_then(|(_, at)| self.at_hand.items.get(*at)) {
            let shows = self.one(item, ours, other);
            let shows = shows.iter();
            shows.for_each(|shows| telling.shows(other.name, shows));
        }
        self.twice(item, ours, &mut telling);
        let pools = item.rings.iter();
        for pool in pools.filter_map(|ring| self.at_hand.pools.get(ring)) {
            self.all(pool, &said, &mut telling);
        }
        telling.end();
        if other_trees > 0 && other_trees == evidence.len() {
            let count = other_trees;
            verdict.cannot_tell(Matter::NoneOfThisRecord { count });
        }
    }

    /// What one piece of evidence shows.
    fn one(&self, item: &Item<'_, '_>, ours: &Sighting<'_, '_>, held: &Item<'_, '_>) -> Vec<Shows> {
        let theirs = match &held.state {
            _ if held.origin.is_some_and(|origin| origin != ours.origin()) => {
                return vec![Shows::OtherTree];
            }
            State::OtherTree => return vec![Shows::OtherTree],
            State::Invalid(why) => return vec![Shows::Invalid(why.clone())],
            State::Unchecked(key) => {
                let (key, checked) = (key.clone(), false);
                return vec![Shows::AnotherKey { key, checked }];
            }
            State::Seen(theirs) => theirs,
        };
        if item
            .rings
            .iter()
            .any(|ring| held.wrong_rings.contains(ring))
        {
            let wrong = theirs.wrong().first();
            let wrong = wrong.map_or_else(String::new, |key| shown(key.name(), key.id()));
            let why = crate::SignatureError::Wrong(wrong);
            return vec![Shows::Invalid(Invalid::Checkpoint(why))];
        }
        if item.rings.iter().any(|ring| held.rings.contains(ring)) {
            return compare(ours, theirs);
        }
        let (key, size) = (&theirs.key, theirs.size());
        vec![if let Some(restored) = self.lost(&item.rings, theirs) {
            Shows::Lost { size, restored }
        } else if let Some(restored) = self.lost(&self.named(held), ours) {
            Shows::LostThere { restored }
        } else {
            let (key, checked) = (shown(key.name(), key.id()), true);
            Shows::AnotherKey { key, checked }
        }]
    }

    /// The entry under these rings by which what this shows was lost, if there is one.
    fn lost(&self, rings: &[usize], other: &Sighting<'_, '_>) -> Option<u64> {
        if self.at_hand.lost.is_empty() {
            return None;
        }
        let mut keys = other.signers();
        keys.find_map(|key| {
            let lost = |ring: &usize| self.at_hand.lost.get(&(*ring, key.clone())).copied();
            let mut lost = rings.iter().filter_map(lost);
            lost.find(|restored| other.size() > *restored)
        })
    }

    /// The rings of those who signed it in which a key is that the reader named. What others say of
    /// this record is nobody's word.
    fn named(&self, held: &Item<'_, '_>) -> Vec<usize> {
        let Some(origin) = held.origin.filter(|_| !self.at_hand.lost.is_empty()) else {
            return Vec::new();
        };
        let named = self.known.iter();
        let named = named.filter_map(|key| self.at_hand.rings.of(origin, key));
        named.filter(|ring| held.rings.contains(ring)).collect()
    }

    /// Keys of this record that were handed over to several others, or to which one was.
    fn twice(&self, item: &Item<'_, '_>, ours: &Sighting<'_, '_>, telling: &mut Telling<'_>) {
        let twice = self.at_hand.twice.iter();
        for twice in twice.filter(|twice| twice.origin == ours.origin()) {
            let concerned = twice.rings.iter().any(|ring| item.rings.contains(ring));
            if let ([(one, by), (other, there), ..], true) = (twice.to.as_slice(), concerned) {
                let by = self.name(*by).to_owned();
                let there = self.name(*there).to_owned();
                telling.fails(Matter::HandedOverTwice {
                    key: twice.key.clone(),
                    to: Box::new([(one.clone(), by), (other.clone(), there)]),
                });
            }
        }
    }

    /// What contradicts what among all that is signed by the same keys, where that was not said.
    fn all(&self, pool: &Pool, said: &Said, telling: &mut Telling<'_>) {
        let others = |at: usize| at < self.files && at != self.at;
        for late in pool.out_of_turn.iter().filter(|late| !others(late.by)) {
            telling.fails(Matter::KeyOutOfTurn {
                source: self.name(late.by).to_owned(),
                key: late.key.clone(),
                size: late.size,
            });
        }
        for found in &pool.contradictions {
            let Contradiction { of, by, shows } = found;
            let (of, by) = (*of, *by);
            if of != self.at && by != self.at && (others(of) || others(by)) {
                continue;
            }
            let other = if of == self.at { by } else { of };
            let mut withheld = None;
            if let Shows::ForkEntry { sequence } = *shows {
                withheld = Some(Shows::WithheldEntry { sequence });
            }
            let told = |told: &Shows| told == shows || Some(told) == withheld.as_ref();
            let said = said.get(&other).map_or(&[][..], Vec::as_slice);
            if (of == self.at || by == self.at) && said.iter().any(told) {
                continue;
            }
            let (source, shows) = self.said_of(found);
            telling.shows(&source, &shows);
        }
    }

    /// How a contradiction is said here: by whom, and what.
    fn said_of(&self, found: &Contradiction) -> (String, Shows) {
        let (of, by) = (self.name(found.of), self.name(found.by));
        let ours = found.of == self.at || found.by == self.at;
        let other = if found.of == self.at { by } else { of };
        let one_of_two = |ours_shows: &Shows, shows: Shows| match ours {
            true => (other.to_owned(), ours_shows.clone()),
            false => (of.to_owned(), shows),
        };
        let shows = found.shows.clone();
        if let Shows::Fork { size } = shows {
            let other = by.to_owned();
            return one_of_two(&shows, Shows::ForkBetween { other, size });
        }
        if let Shows::ForkEntry { sequence } = shows {
            let other = by.to_owned();
            return one_of_two(&shows, Shows::ForkEntryBetween { other, sequence });
        }
        // Those two are about a bundle: which one, must be said where it is not this.
        if matches!(shows, Shows::RolledBack { .. } | Shows::MadeEarly { .. }) {
            return match ours {
                true => (other.to_owned(), shows),
                false => (format!("{of}, held against {by}"), shows),
            };
        }
        // What two things show together.
        if matches!(
            shows,
            Shows::PasskeyAgain { .. }
                | Shows::AfterClosed { .. }
                | Shows::SeenElsewhere { .. }
                | Shows::CommandAgain { .. }
        ) {
            let source = if ours {
                other.to_owned()
            } else {
                format!("{of} and {by}")
            };
            return (source, shows);
        }
        (by.to_owned(), shows)
    }
}

/// What evidence that is signed by the same keys shows.
fn compare(ours: &Sighting<'_, '_>, theirs: &Sighting<'_, '_>) -> Vec<Shows> {
    let mut shows = Vec::new();
    entry(ours, theirs, &mut shows);
    roots(ours, theirs, &mut shows);
    if ours.root_at(theirs.size()).is_none() && !(ours.is_receipt() && theirs.bundle().is_some()) {
        shows.push(outside(ours, theirs));
    }
    if ours.is_receipt() && theirs.bundle().is_some() && theirs.root_at(ours.size()).is_none() {
        shows.push(outside(theirs, ours));
    }
    shows
}

/// Whether the same entries stand at the places that both show.
fn entry(ours: &Sighting<'_, '_>, theirs: &Sighting<'_, '_>, shows: &mut Vec<Shows>) {
    let (few, many) = match theirs.bundle() {
        Some(_) if ours.is_receipt() => (ours, theirs),
        Some(_) | None => (theirs, ours),
    };
    let both = few.entries();
    let mut both = both.filter_map(|at| Some((at.place, at.hash == many.entry(at.place)?)));
    if few.is_receipt() {
        shows.extend(both.next().map(|(sequence, same)| match same {
            true => Shows::AgreesEntry { sequence },
            false if many.is_receipt() => Shows::ForkEntry { sequence },
            false => Shows::WithheldEntry { sequence },
        }));
    } else if let Some((sequence, _)) = both.find(|(_, same)| !same) {
        shows.push(Shows::ForkEntry { sequence });
    }
}

/// Whether both show the same root where both show one.
fn roots(ours: &Sighting<'_, '_>, theirs: &Sighting<'_, '_>, shows: &mut Vec<Shows>) {
    let mut sizes = BTreeSet::from([theirs.size()]);
    if theirs.bundle().is_some() {
        sizes.insert(ours.size());
    }
    for bundle in [ours.bundle(), theirs.bundle()].into_iter().flatten() {
        // At the ends of either's range, where both are bundles.
        if ours.bundle().is_some() && theirs.bundle().is_some() {
            sizes.extend([bundle.manifest.first, bundle.manifest.end]);
        }
    }
    for size in sizes {
        let roots = ours.root_at(size).zip(theirs.root_at(size));
        match roots {
            Some((here, there)) if here != there => shows.push(Shows::Fork { size }),
            Some(_) if size > 0 => shows.push(Shows::Agrees { size }),
            Some(_) | None => {}
        }
    }
    let earlier = theirs.earlier();
    let forked = earlier.filter(|at| ours.root_at(at.size).is_some_and(|here| here != at.root));
    shows.extend(forked.map(|at| Shows::Fork { size: at.size }));
    shows.dedup();
}

/// What a state that one does not show says of it: that the tree had been larger before, or later.
fn outside(ours: &Sighting<'_, '_>, theirs: &Sighting<'_, '_>) -> Shows {
    let now = ours.size();
    let made = ours.bundle().map(|bundle| bundle.manifest.made);
    match theirs.beyond(now).zip(made) {
        Some(((size, time), made)) if time < made => Shows::RolledBack { size, now, time },
        Some(((size, time), _)) => Shows::Later { size, now, time },
        None => Shows::Outside {
            size: theirs.size(),
        },
    }
}
