//! What differs between two texts of a plan, for a reader: clauses by their ids, sentences word by
//! word, the other keys line by line, and what the plan says beside its clauses.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::DocumentMut;

use super::clause::ClauseFields;
use super::keys::{self, Leaf};
use super::words::{self, Run};
use crate::format::strange;
use crate::problem::Problems;

/// What differs between two texts; see [`difference`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// What the plan says beside its clauses, in the order of the old text; what is new follows.
    pub keys: Vec<KeyDifference>,
    /// The clauses, in the order of the new text; what was removed stands where it stood.
    pub clauses: Vec<ClauseDifference>,
}

impl Difference {
    /// Whether the texts say the same in the same order.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.clauses.is_empty()
    }
}

/// A value beside the clauses that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDifference {
    /// The keys that lead to it, people and homes by their ids: `title`, or `child`, `noor`,
    /// `born`. A list of people is one value, too: their ids in order.
    pub path: Vec<String>,
    /// What it was, if it was there.
    pub old: Option<String>,
    /// What it is, if it is there.
    pub new: Option<String>,
}

/// A clause that differs. Places are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseDifference {
    /// It is in the new text only.
    Added {
        /// Where it stands.
        place: usize,
        /// What it says.
        clause: ClauseFields,
    },
    /// It is in the old text only.
    Removed {
        /// Where it stood.
        place: usize,
        /// What it said.
        clause: ClauseFields,
    },
    /// It says the same, and others that stood before it stand after it now, or the other way
    /// round.
    Moved {
        /// Where it stood.
        from: usize,
        /// Where it stands.
        to: usize,
        /// What it says.
        clause: ClauseFields,
    },
    /// It says something else.
    Changed(Box<ClauseChange>),
}

/// How a clause differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseChange {
    /// Where it stood.
    pub from: usize,
    /// Where it stands.
    pub to: usize,
    /// Whether it was moved as well.
    pub moved: bool,
    /// What it said.
    pub old: ClauseFields,
    /// What it says.
    pub new: ClauseFields,
    /// The words of its title, in the order of [`Language::ALL`](crate::Language::ALL).
    pub title: [Vec<Run>; 2],
    /// The words of its sentence, in the same order.
    pub sentence: [Vec<Run>; 2],
    /// The lines of its other keys, each with a line break at its end.
    pub rest: Vec<Run>,
}

/// What differs between two texts: nothing where they say the same, however they are laid out.
/// Neither need be a sound plan.
///
/// Clauses belong together by their ids; one that got another id was removed and added. Comments
/// count only within clauses.
///
/// # Errors
/// As [`clauses`](super::clauses), for the old text or else the new one.
///
/// ```
/// use plan::edit::{ClauseDifference, Run, difference};
///
/// let new = plan::EXAMPLE.replace("The weekly rhythm", "The usual rhythm");
/// let found = difference(plan::EXAMPLE, &new)?;
/// let [ClauseDifference::Changed(change)] = &found.clauses[..] else { unreachable!() };
/// let put = change.title[0].iter().find(|run| matches!(run, Run::Put(_)));
/// assert_eq!(put, Some(&Run::Put("usual".to_owned())));
/// # Ok::<(), plan::Problems>(())
/// ```
pub fn difference(old: &str, new: &str) -> Result<Difference, Problems> {
    let (old_clauses, new_clauses) = (super::clauses(old)?, super::clauses(new)?);
    Ok(Difference {
        keys: key_differences(&leaves(old)?, &leaves(new)?),
        clauses: clause_differences(&old_clauses, &new_clauses),
    })
}

fn leaves(text: &str) -> Result<Vec<Leaf>, Problems> {
    let document = text.parse::<DocumentMut>();
    document
        .map(|document| keys::of(&document))
        .map_err(|error| strange(&error))
}

fn key_differences(old: &[Leaf], new: &[Leaf]) -> Vec<KeyDifference> {
    let by_path = |leaves: &[Leaf]| -> BTreeMap<Vec<String>, Leaf> {
        let pairs = leaves.iter().map(|leaf| (leaf.path.clone(), leaf.clone()));
        pairs.collect()
    };
    let (in_old, in_new) = (by_path(old), by_path(new));
    let mut seen: BTreeSet<&[String]> = BTreeSet::new();
    let mut differences = Vec::new();
    for leaf in old.iter().chain(new) {
        let (was, is) = (in_old.get(&leaf.path), in_new.get(&leaf.path));
        if seen.insert(&leaf.path) && was != is {
            let shown = |leaf: Option<&Leaf>| leaf.map(|leaf| leaf.shown.clone());
            differences.push(KeyDifference {
                path: leaf.path.clone(),
                old: shown(was),
                new: shown(is),
            });
        }
    }
    differences
}

/// An id, and how many clauses before it have the same one.
type Name<'c> = (&'c str, usize);

fn names(clauses: &[ClauseFields]) -> Vec<Name<'_>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    clauses
        .iter()
        .map(|clause| {
            let count = counts.entry(clause.id.as_str()).or_default();
            *count += 1;
            (clause.id.as_str(), *count)
        })
        .collect()
}

fn clause_differences(old: &[ClauseFields], new: &[ClauseFields]) -> Vec<ClauseDifference> {
    let old_names = names(old);
    let was_at: BTreeMap<Name<'_>, usize> = old_names.iter().copied().zip(0..).collect();
    let new_names = names(new);
    let is_there: BTreeSet<Name<'_>> = new_names.iter().copied().collect();
    let kept: Vec<usize> = new_names
        .iter()
        .filter_map(|name| was_at.get(name).copied())
        .collect();
    let in_order: BTreeSet<usize> = rising(&kept).into_iter().collect();
    let mut found: Vec<(usize, ClauseDifference)> = Vec::new();
    for (place, (name, clause)) in old_names.iter().zip(old).enumerate() {
        if !is_there.contains(name) {
            let clause = clause.clone();
            found.push((place, ClauseDifference::Removed { place, clause }));
        }
    }
    for (to, (name, new)) in new_names.iter().zip(new).enumerate() {
        let before = was_at
            .get(name)
            .and_then(|from| Some((*from, old.get(*from)?)));
        let Some((from, old)) = before else {
            let clause = new.clone();
            found.push((to, ClauseDifference::Added { place: to, clause }));
            continue;
        };
        let moved = !in_order.contains(&from);
        if old != new {
            let change = changed((from, to, moved), old, new);
            found.push((to, ClauseDifference::Changed(Box::new(change))));
        } else if moved {
            let clause = new.clone();
            found.push((to, ClauseDifference::Moved { from, to, clause }));
        }
    }
    // Equal places keep their order, so what was removed comes before what took its place.
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, found)| found).collect()
}

fn changed(
    (from, to, moved): (usize, usize, bool),
    old: &ClauseFields,
    new: &ClauseFields,
) -> ClauseChange {
    let both = |old: &[String; 2], new: &[String; 2]| {
        let [old_en, old_nl] = old;
        let [new_en, new_nl] = new;
        [words::words(old_en, new_en), words::words(old_nl, new_nl)]
    };
    ClauseChange {
        from,
        to,
        moved,
        title: both(&old.title, &new.title),
        sentence: both(&old.sentence, &new.sentence),
        rest: words::lines(&old.rest, &new.rest),
        old: old.clone(),
        new: new.clone(),
    }
}

/// As many of some numbers, no two alike, as stand in rising order.
fn rising(numbers: &[usize]) -> Vec<usize> {
    // How many stand in rising order up to each, itself included.
    let mut lengths: Vec<usize> = Vec::with_capacity(numbers.len());
    for number in numbers {
        let before = numbers.iter().zip(&lengths);
        let smaller = before.filter(|(other, _)| *other < number);
        let most = smaller.map(|(_, length)| *length).max();
        lengths.push(most.unwrap_or(0) + 1);
    }
    let mut wanted = lengths.iter().copied().max().unwrap_or(0);
    let mut next = usize::MAX;
    let mut rising = Vec::with_capacity(wanted);
    for (number, length) in numbers.iter().zip(&lengths).rev() {
        if *length == wanted && *number < next {
            rising.push(*number);
            next = *number;
            wanted = wanted.saturating_sub(1);
        }
    }
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_were_moved() {
        let in_order = |numbers: &[usize]| {
            let mut rising = rising(numbers);
            rising.reverse();
            rising
        };
        assert_eq!(in_order(&[]), Vec::<usize>::new());
        assert_eq!(in_order(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(in_order(&[1, 2, 3, 0]), [1, 2, 3]);
        assert_eq!(in_order(&[3, 0, 1, 2]), [0, 1, 2]);
        assert_eq!(in_order(&[0, 4, 1, 2, 3, 5]), [0, 1, 2, 3, 5]);
        assert_eq!(in_order(&[2, 1, 0]).len(), 1);
    }
}
