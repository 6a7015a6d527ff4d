//! What was verified against each piece of evidence that a parent kept, and what contradicts what
//! among all that is at hand. Pure; section 15 of the specification.

use std::collections::BTreeSet;

use crate::signatures::shown;

use super::{
    Matter, Shows, Verdict,
    at_hand::{AtHand, Item, State},
    pool::Contradiction,
    sighting::Sighting,
};

/// Clocks may differ by this much before a time contradicts another one.
pub(super) const CLOCKS_MILLIS: i64 = 300_000;

/// What is judged, among all that is at hand.
pub(super) struct Subject<'s, 'h, 'a> {
    pub(super) at_hand: &'s AtHand<'h, 'a>,
    /// How many are to be judged; the evidence stands behind them.
    pub(super) files: usize,
    /// Its place.
    pub(super) at: usize,
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
        let (mut said, mut other_trees) = (Vec::new(), 0);
        for (at, held) in evidence.clone() {
            for shows in self.one(item, ours, held) {
                other_trees += usize::from(shows == Shows::OtherTree);
                verdict.shows(held.name, shows.clone());
                said.push((at, shows));
            }
        }
        let signed = self.at_hand.signed.get(&ours.origin());
        let mut signed = signed.into_iter().flatten();
        let other = signed.find(|(ring, _)| Some(*ring) != self.at_hand.ring(ours));
        if let Some(other) = other.and_then(|(_, at)| self.at_hand.items.get(*at)) {
            let shows = self.one(item, ours, other);
            shows
                .into_iter()
                .for_each(|shows| verdict.shows(other.name, shows));
        }
        self.all(ours, &said, verdict);
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
        if self.at_hand.ring(ours) == self.at_hand.ring(theirs) {
            return compare(ours, theirs);
        }
        let (key, size) = (&theirs.key, theirs.size());
        let lost = |item: &Item<'_, '_>, other: &Sighting<'_, '_>| {
            let mut lost = item.lost_keys.iter();
            let lost = lost.find(|(restored, key)| *key == other.key && other.size() > *restored);
            lost.map(|(restored, _)| *restored)
        };
        vec![if let Some(restored) = lost(item, theirs) {
            Shows::Lost { size, restored }
        } else if let Some(restored) = lost(held, ours) {
            Shows::LostThere { restored }
        } else {
            let (key, checked) = (shown(key.name(), key.id()), true);
            Shows::AnotherKey { key, checked }
        }]
    }

    /// What contradicts what among all that is signed by the same keys, where that was not said.
    fn all(&self, ours: &Sighting<'_, '_>, said: &[(usize, Shows)], verdict: &mut Verdict) {
        let ring = self.at_hand.ring(ours);
        let Some(pool) = ring.and_then(|ring| self.at_hand.pools.get(&ring)) else {
            return;
        };
        let others = |at: usize| at < self.files && at != self.at;
        for late in pool.out_of_turn.iter().filter(|late| !others(late.by)) {
            verdict.fails(Matter::KeyOutOfTurn {
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
            let told = |(at, told): &(usize, Shows)| {
                *at == other && (told == shows || Some(told) == withheld.as_ref())
            };
            if (of == self.at || by == self.at) && said.iter().any(told) {
                continue;
            }
            let (source, shows) = self.said_of(found);
            verdict.shows(&source, shows);
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
