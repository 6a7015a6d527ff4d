//! Which handovers are followed where a key was handed over to several others. Pure; section 10,
//! number 9, of the specification.

use std::collections::{HashMap, HashSet};

use crate::{Origin, VerifierKey};

use super::sighting::Sighting;

/// A key that was handed over to several others.
#[derive(Clone, Debug)]
pub(super) struct Twice {
    pub(super) origin: Origin,
    pub(super) key: VerifierKey,
    /// Each of the others once, with the place of who shows it first.
    pub(super) to: Vec<(VerifierKey, usize)>,
    /// The rings of all of them, once those are laid.
    pub(super) rings: Vec<usize>,
}

/// A key of a tree.
type Key<'s> = (Origin, &'s VerifierKey);

/// By each key the others: to which it was handed over, or from which.
type Led<'s> = HashMap<Key<'s>, Vec<(&'s VerifierKey, usize)>>;

/// The handovers among all that is at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Succession {
    /// Those that lay two keys together.
    pub(super) followed: Vec<(Origin, VerifierKey, VerifierKey)>,
    pub(super) twice: Vec<Twice>,
}

impl Succession {
    /// Of all that is at hand; the first `files` of it are to be judged, and `known` are keys that
    /// the reader named.
    pub(super) fn of(
        all: &[(usize, &Sighting<'_, '_>)],
        files: usize,
        known: &[VerifierKey],
    ) -> Self {
        let (mut newer, mut older) = (Led::new(), Led::new());
        let (mut said, mut order) = (HashSet::new(), Vec::new());
        for &(at, sighting) in all {
            let origin = sighting.origin();
            for (_, old, new) in sighting.handovers() {
                if !said.insert((origin, old, new)) {
                    continue;
                }
                let to = newer.entry((origin, old)).or_default();
                if to.is_empty() {
                    order.push((origin, old));
                }
                to.push((new, at));
                older.entry((origin, new)).or_default().push((old, at));
            }
        }
        let origins: HashSet<Origin> = order.iter().map(|(origin, _)| *origin).collect();
        let named = origins.iter();
        let named = named.flat_map(|&origin| known.iter().map(move |key| (origin, key)));
        let judged = all.iter().filter(|(at, _)| *at < files);
        let judged = judged.map(|(_, sighting)| (sighting.origin(), &sighting.key));
        let leading = [lead_to(named, &older), lead_to(judged, &older)];
        let mut found = Self::default();
        for (origin, old) in order {
            let to = newer.get(&(origin, old)).map_or(&[][..], Vec::as_slice);
            let follow = |new: &VerifierKey| (origin, old.clone(), new.clone());
            if let [(new, _)] = to {
                found.followed.push(follow(new));
                continue;
            }
            found.twice.push(Twice {
                origin,
                key: old.clone(),
                to: to.iter().map(|&(new, at)| (new.clone(), at)).collect(),
                rings: Vec::new(),
            });
            let chosen = leading.iter().map(|leading| {
                let leads = |(new, _): &&(&VerifierKey, usize)| leading.contains(&(origin, *new));
                to.iter().filter(leads).collect::<Vec<_>>()
            });
            if let Some([(new, _)]) = { chosen }.find(|chosen| !chosen.is_empty()).as_deref() {
                found.followed.push(follow(new));
            }
        }
        found
    }
}

/// These keys, and all from which handovers lead to them.
fn lead_to<'s>(keys: impl Iterator<Item = Key<'s>>, older: &Led<'s>) -> HashSet<Key<'s>> {
    let mut next: Vec<Key<'s>> = keys.collect();
    let mut leading: HashSet<Key<'s>> = next.iter().copied().collect();
    while let Some((origin, key)) = next.pop() {
        for &(old, _) in older.get(&(origin, key)).into_iter().flatten() {
            if leading.insert((origin, old)) {
                next.push((origin, old));
            }
        }
    }
    leading
}
