//! Two timelines side by side: where they differ about who has a child, and what that does to
//! every measure. Reads both, decides nothing.

mod measures;

use jiff::Timestamp;
use jiff::civil::Date;

pub use self::measures::MeasureChange;
use crate::{ChildId, ChildTimeline, ParentingPlan, Side, Source, Timeline, measure};

/// Two plans, or two timelines of one plan, over the same dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The first date.
    pub from: Date,
    /// The date at whose 00:00 the comparison ends.
    pub to: Date,
    /// The children whom both know, in the order of the first.
    pub children: Vec<ChildComparison>,
    /// Children whom only the first knows.
    pub only_in_a: Vec<ChildId>,
    /// Children whom only the second knows.
    pub only_in_b: Vec<ChildId>,
    /// The measures of brothers and sisters that differ.
    pub siblings: Vec<MeasureChange>,
}

/// One child in both.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildComparison {
    /// The child.
    pub child: ChildId,
    /// The stretches over which the two differ: sorted and disjoint.
    pub differing: Vec<Differing>,
    /// The measures that differ.
    pub measures: Vec<MeasureChange>,
}

/// A stretch over which the two differ about who has a child, and each says one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differing {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, not included.
    pub end: Timestamp,
    /// What the first says.
    pub a: State,
    /// What the second says.
    pub b: State,
}

/// What a timeline says of a child at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A parent has the child.
    Care {
        /// Who, by the numbering of the first plan.
        parent: Side,
        /// What says so at the beginning of the stretch, by the numbering of its own plan.
        source: Source,
    },
    /// Two of equal rank name different parents.
    Clash,
    /// Nothing speaks.
    Gap,
    /// The instant is outside the plan's dates or the child's life.
    Outside,
}

impl State {
    /// Whether both say the same of who has the child, by whatever clause.
    pub fn is_alike(self, other: State) -> bool {
        match (self, other) {
            (State::Care { parent, .. }, State::Care { parent: other, .. }) => parent == other,
            (one, other) => one == other,
        }
    }
}

/// Two timelines that cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// The parents are not the same two.
    #[error("The plans are about different parents: {a} in the first, {b} in the second.")]
    OtherParents {
        /// The ids in the first plan.
        a: String,
        /// The ids in the second plan.
        b: String,
    },
    /// The windows are not the same.
    #[error("The timelines are of different dates: {a} in the first, {b} in the second.")]
    OtherDates {
        /// The dates of the first.
        a: String,
        /// The dates of the second.
        b: String,
    },
}

/// Compares two plans, each with its timeline, over the same window, for the parents and
/// children that both have by id.
///
/// Where the zones of the plans differ, the instants that lie in both windows are compared.
///
/// # Errors
/// When the plans have other parents, or the timelines other windows.
pub fn compare(
    a: (&ParentingPlan, &Timeline),
    b: (&ParentingPlan, &Timeline),
) -> Result<Comparison, CompareError> {
    let turned = turned(a.0, b.0)?;
    let (window, other) = (a.1.window(), b.1.window());
    if window != other {
        let dates = |window: crate::Window| format!("{} to {}", window.from(), window.to());
        return Err(CompareError::OtherDates {
            a: dates(window),
            b: dates(other),
        });
    }
    let (of_a, of_b) = (measure(a.0, a.1), measure(b.0, b.1));
    let pair = measures::Pair {
        plan: a.0,
        a: &of_a,
        b: &of_b,
        turned,
    };
    let extent = (a.1.start().max(b.1.start()), a.1.end().min(b.1.end()));
    let children = a.1.children().iter().filter_map(|child| {
        let other = b.1.child(&child.child)?;
        Some(ChildComparison {
            child: child.child.clone(),
            differing: differing(child, other, extent, turned),
            measures: pair.of_child(&child.child),
        })
    });
    Ok(Comparison {
        from: window.from(),
        to: window.to(),
        children: children.collect(),
        only_in_a: only_in(a.1, b.1),
        only_in_b: only_in(b.1, a.1),
        siblings: pair.of_siblings(),
    })
}

/// Compares two timelines of one plan, such as what was planned and what was agreed, or what
/// was agreed and what happened.
///
/// # Errors
/// When the timelines have other windows.
pub fn differences(
    plan: &ParentingPlan,
    a: &Timeline,
    b: &Timeline,
) -> Result<Comparison, CompareError> {
    compare((plan, a), (plan, b))
}

/// Whether the second plan names the same parents the other way round.
fn turned(a: &ParentingPlan, b: &ParentingPlan) -> Result<bool, CompareError> {
    let ids = |plan: &ParentingPlan| Side::BOTH.map(|side| plan.parent(side).id.clone());
    let ([one, two], [other_one, other_two]) = (ids(a), ids(b));
    if (&one, &two) == (&other_one, &other_two) {
        Ok(false)
    } else if (&one, &two) == (&other_two, &other_one) {
        Ok(true)
    } else {
        Err(CompareError::OtherParents {
            a: format!("{one} and {two}"),
            b: format!("{other_one} and {other_two}"),
        })
    }
}

fn only_in(one: &Timeline, other: &Timeline) -> Vec<ChildId> {
    let ids = one.children().iter().map(|child| &child.child);
    ids.filter(|id| other.child(id).is_none())
        .cloned()
        .collect()
}

/// A stretch and what is said of it.
type Piece = (Timestamp, Timestamp, State);

/// Everything that a timeline says of a child, in order; what is left out is outside the plan.
fn pieces(child: &ChildTimeline, turned: bool) -> Vec<Piece> {
    let care = child.care.iter().map(|care| {
        let parent = if turned {
            care.parent.other()
        } else {
            care.parent
        };
        let source = care.source;
        (care.start, care.end, State::Care { parent, source })
    });
    let clashes = child
        .clashes
        .iter()
        .map(|clash| (clash.start, clash.end, State::Clash));
    let gaps = child
        .gaps
        .iter()
        .map(|gap| (gap.start, gap.end, State::Gap));
    let mut all: Vec<Piece> = care.chain(clashes).chain(gaps).collect();
    all.sort_by_key(|(start, _, _)| *start);
    all
}

/// What is said at an instant, and until when; `pieces` loses what is past.
fn state(pieces: &mut &[Piece], at: Timestamp, end: Timestamp) -> (State, Timestamp) {
    while let [(_, until, _), rest @ ..] = pieces
        && *until <= at
    {
        *pieces = rest;
    }
    match pieces.first() {
        Some(&(start, until, state)) if start <= at => (state, until.min(end)),
        Some(&(start, _, _)) => (State::Outside, start.min(end)),
        None => (State::Outside, end),
    }
}

fn differing(
    a: &ChildTimeline,
    b: &ChildTimeline,
    (start, end): (Timestamp, Timestamp),
    turned: bool,
) -> Vec<Differing> {
    let (of_a, of_b) = (pieces(a, false), pieces(b, turned));
    let (mut rest_a, mut rest_b) = (of_a.as_slice(), of_b.as_slice());
    let mut found: Vec<Differing> = Vec::new();
    let mut now = start;
    while now < end {
        let (one, one_until) = state(&mut rest_a, now, end);
        let (other, other_until) = state(&mut rest_b, now, end);
        let until = one_until.min(other_until);
        if !one.is_alike(other) {
            match found.last_mut() {
                Some(last) if last.end == now && last.a.is_alike(one) && last.b.is_alike(other) => {
                    last.end = until;
                }
                _ => found.push(Differing {
                    start: now,
                    end: until,
                    a: one,
                    b: other,
                }),
            }
        }
        now = until;
    }
    found
}
