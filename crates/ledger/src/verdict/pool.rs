//! Everything that the keys of one ring have signed, side by side: what contradicts what is found
//! whoever kept it, and in whatever order. Pure; sorted once, so that what it costs grows with what
//! was shown and hardly faster.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{EntryTime, Hash, VerifierKey};

use super::{
    Shows,
    against::CLOCKS_MILLIS,
    joint,
    sighting::{SeenEntry, Sighting, What},
};

/// One thing contradicts another; both by their places among what is at hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Contradiction {
    /// What is contradicted.
    pub(super) of: usize,
    /// What contradicts it.
    pub(super) by: usize,
    pub(super) shows: Shows,
}

/// A key that has signed a size after it was given up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OutOfTurn {
    pub(super) by: usize,
    pub(super) key: VerifierKey,
    pub(super) size: u64,
}

/// What was found among all that the keys of one ring have signed.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) out_of_turn: Vec<OutOfTurn>,
}

/// Things at hand, and their places there.
pub(super) type All<'s, 'h, 'a> = [(usize, &'s Sighting<'h, 'a>)];

/// By size, the root that was first stated, and by whom.
pub(super) type Roots = HashMap<u64, (Hash, usize)>;

impl Pool {
    /// Of these, the first `files` of all that is at hand are what is to be judged.
    pub(super) fn of(all: &All<'_, '_, '_>, files: usize) -> Self {
        let mut pool = Self::default();
        pool.turns(all);
        let roots = pool.roots(all);
        pool.contradictions
            .extend(joint::contradictions(all, &roots));
        let entries = Entries::of(all);
        pool.entries(&entries);
        pool.heads(all, &entries);
        pool.bundles(all, files, &entries);
        pool
    }

    fn add(&mut self, of: usize, by: usize, shows: Shows) {
        self.contradictions.push(Contradiction { of, by, shows });
    }

    /// No key signs more after it was given up, whoever shows that it was.
    fn turns(&mut self, all: &All<'_, '_, '_>) {
        let mut given_up: HashMap<&VerifierKey, u64> = HashMap::new();
        for (_, sighting) in all {
            for (size, old, _) in sighting.handovers() {
                let until = given_up.entry(old).or_insert(size);
                *until = size.min(*until);
            }
        }
        for &(by, sighting) in all {
            let mut signed = sighting.signed();
            let late = signed.find(|(size, key)| {
                let until = given_up.get(key);
                until.is_some_and(|until| size > until)
            });
            if let Some((size, key)) = late {
                let key = key.clone();
                self.out_of_turn.push(OutOfTurn { by, key, size });
            }
        }
    }

    /// Two roots for one size.
    fn roots(&mut self, all: &All<'_, '_, '_>) -> Roots {
        let mut first = Roots::new();
        let mut said = HashSet::new();
        for &(by, sighting) in all {
            for (size, root) in sighting.roots() {
                let &mut (there, of) = first.entry(size).or_insert((root, by));
                if there != root && of != by && said.insert((of, by)) {
                    self.add(of, by, Shows::Fork { size });
                }
            }
        }
        first
    }

    /// Two entries at one place, and entries whose time lies before that of an earlier one.
    fn entries(&mut self, entries: &Entries) {
        let (mut forks, mut back) = (HashSet::new(), HashSet::new());
        for pair in entries.all.windows(2) {
            let [(one, of), (other, by)] = pair else {
                continue;
            };
            let forked = one.place == other.place && one.hash != other.hash;
            if forked && of != by && forks.insert((*of, *by)) {
                let sequence = one.place;
                self.add(*of, *by, Shows::ForkEntry { sequence });
            }
        }
        for ((entry, by), latest) in entries.all.iter().zip(&entries.latest_before) {
            let Some((before, of)) = latest else { continue };
            if entry.time < before.time && of != by && back.insert((*of, *by)) {
                self.add(
                    *of,
                    *by,
                    Shows::TimeBack {
                        sequence: entry.place,
                        time: entry.time,
                        before: before.place,
                        there: before.time,
                    },
                );
            }
        }
    }

    /// Entries that came after a size was the newest and are dated before that; and sizes that
    /// became smaller.
    fn heads(&mut self, all: &All<'_, '_, '_>, entries: &Entries) {
        let dated = all
            .iter()
            .filter_map(|&(by, sighting)| match sighting.what {
                What::Head(time) => Some((time, sighting.size(), by)),
                What::Checkpoint { .. }
                | What::Handover(_)
                | What::Receipt(..)
                | What::Bundle(..) => None,
            });
        let mut dated: Vec<(EntryTime, u64, usize)> = dated.collect();
        dated.sort_unstable();
        let mut largest: Option<(EntryTime, u64, usize)> = None;
        for &(there, size, by) in &dated {
            let before = there.unix_millis().saturating_sub(CLOCKS_MILLIS);
            if let Some((entry, of)) = entries.earliest_from(size)
                && entry.time.unix_millis() < before
            {
                let (sequence, time) = (entry.place, entry.time);
                self.add(
                    of,
                    by,
                    Shows::Backdated {
                        sequence,
                        time,
                        size,
                        there,
                    },
                );
            }
            match largest {
                Some((time, had, of)) if size < had && time < there => {
                    let shows = Shows::Shrunk {
                        size: had,
                        time,
                        now: size,
                        later: there,
                    };
                    self.add(of, by, shows);
                }
                Some((_, had, _)) if size <= had => {}
                Some(_) | None => largest = Some((there, size, by)),
            }
        }
    }

    /// Bundles that were made before one of their entries, or after the tree had been larger.
    fn bundles(&mut self, all: &All<'_, '_, '_>, files: usize, entries: &Entries) {
        let larger = Largest::of(all);
        for &(of, sighting) in all {
            let Some(bundle) = sighting.bundle() else {
                continue;
            };
            let (now, made) = (sighting.size(), bundle.manifest.made);
            if let Some((entry, by)) = entries.latest_below(now)
                && entry.time > made
                && by != of
            {
                let (sequence, time) = (entry.place, entry.time);
                self.add(
                    of,
                    by,
                    Shows::MadeEarly {
                        sequence,
                        time,
                        made,
                    },
                );
            }
            if of >= files {
                // What somebody kept is not what is shown now.
                continue;
            }
            let entry = entries.earliest_from(now);
            let entry = entry.map(|(entry, by)| (entry.place + 1, entry.time, by));
            let state = larger.before(made).filter(|(size, ..)| *size > now);
            for (size, time, by) in entry.into_iter().chain(state) {
                if time < made && by != of {
                    self.add(of, by, Shows::RolledBack { size, now, time });
                }
            }
        }
    }
}

/// All entries that were shown, by place, each once for each hash; who showed it first.
struct Entries {
    all: Vec<(SeenEntry, usize)>,
    /// For each of them, the latest of a smaller place.
    latest_before: Vec<Option<(SeenEntry, usize)>>,
    /// For each of them, the earliest of those from it on.
    earliest_from: Vec<(SeenEntry, usize)>,
}

impl Entries {
    fn of(all: &All<'_, '_, '_>) -> Self {
        let shown = all.iter();
        let shown = shown.flat_map(|&(by, sighting)| sighting.entries().map(move |at| (at, by)));
        let mut all: Vec<(SeenEntry, usize)> = shown.collect();
        all.sort_by_key(|(at, by)| (at.place, at.hash, *by));
        all.dedup_by_key(|(at, _)| (at.place, at.hash));
        // Of two at one place, who was at hand first stands first.
        all.sort_by_key(|(at, by)| (at.place, *by));
        let (mut latest_before, mut latest) = (Vec::with_capacity(all.len()), None);
        for places in all.chunk_by(|(one, _), (other, _)| one.place == other.place) {
            latest_before.extend(places.iter().map(|_| latest));
            for entry in places {
                latest = latest.filter(|(at, _): &(SeenEntry, usize)| at.time >= entry.0.time);
                latest = latest.or(Some(*entry));
            }
        }
        let mut earliest_from = all.clone();
        let mut earliest: Option<(SeenEntry, usize)> = None;
        for entry in earliest_from.iter_mut().rev() {
            match earliest {
                Some(found) if found.0.time < entry.0.time => *entry = found,
                Some(_) | None => earliest = Some(*entry),
            }
        }
        Self {
            all,
            latest_before,
            earliest_from,
        }
    }

    fn first_from(&self, place: u64) -> usize {
        self.all.partition_point(|(at, _)| at.place < place)
    }

    /// The entry with the earliest time among those from this place on.
    fn earliest_from(&self, place: u64) -> Option<(SeenEntry, usize)> {
        self.earliest_from.get(self.first_from(place)).copied()
    }

    /// The entry with the latest time among those before this place.
    fn latest_below(&self, place: u64) -> Option<(SeenEntry, usize)> {
        let last = self.first_from(place).checked_sub(1)?;
        let (last, before) = (self.all.get(last)?, self.latest_before.get(last)?);
        let before = before.filter(|(at, _)| at.time > last.0.time);
        before.or(Some(*last))
    }
}

/// How large the tree had been at a time, by the log's own word.
struct Largest(BTreeMap<EntryTime, (u64, usize)>);

impl Largest {
    fn of(all: &All<'_, '_, '_>) -> Self {
        let dated = all
            .iter()
            .filter_map(|&(by, sighting)| match &sighting.what {
                What::Head(time) => Some((*time, sighting.size(), by)),
                What::Bundle(bundle, _) => Some((bundle.manifest.made, sighting.size(), by)),
                What::Checkpoint { .. } | What::Handover(_) | What::Receipt(..) => None,
            });
        let mut dated: Vec<(EntryTime, u64, usize)> = dated.collect();
        dated.sort_unstable();
        let (mut at, mut largest) = (BTreeMap::new(), None);
        for (time, size, by) in dated {
            if largest.is_none_or(|largest| size > largest) {
                largest = Some(size);
                at.insert(time, (size, by));
            }
        }
        Self(at)
    }

    /// The largest size before this time, when it was first told, and by whom.
    fn before(&self, time: EntryTime) -> Option<(u64, EntryTime, usize)> {
        let (time, (size, by)) = self.0.range(..time).next_back()?;
        Some((*size, *time, *by))
    }
}
