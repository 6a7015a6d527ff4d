//! Where and how a child passes from one parent to the other. Resolves terms, reads nothing.

use crate::{Clause, Handover, ParentingPlan, Side, Source, Text};

/// Who takes the child from one home to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Brings {
    /// The parent whose care ends.
    Giver,
    /// The parent whose care begins.
    Receiver,
    /// Always this parent.
    Parent(Side),
}

/// What a plan or a clause states about handovers. Each part may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// For both directions.
    pub both: DirectionTerms,
    /// Where care passes to a parent, by [`Side::index`]; speaks before `both`.
    pub to: [DirectionTerms; 2],
}

/// Terms that hold for a direction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DirectionTerms {
    /// Where the child passes over.
    pub place: Option<Text>,
    /// Who brings.
    pub brings: Option<Brings>,
    /// What goes along.
    pub bag: Option<Text>,
}

/// The terms of one handover, resolved. What the plan leaves open is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandoverTerms {
    /// Where the child passes over.
    pub place: Option<Text>,
    /// The parent who brings.
    pub brings: Option<Side>,
    /// What goes along.
    pub bag: Option<Text>,
}

/// The terms that hold for `handover`.
///
/// Of the two clauses that meet there, the one of higher rank speaks first (so a visit's own
/// terms hold at its end as well), then the other, then the plan's default. In each of them
/// the terms for the direction speak before the terms for both.
pub fn handover_terms(plan: &ParentingPlan, handover: &Handover) -> HandoverTerms {
    let mut terms = HandoverTerms::default();
    let mut speakers: Vec<&Terms> = Vec::with_capacity(3);
    let clauses = meeting(plan, handover);
    speakers.extend(clauses.iter().filter_map(|clause| clause.handover.as_ref()));
    speakers.push(plan.handover());
    for speaker in speakers {
        let [to_a, to_b] = &speaker.to;
        let direction = match handover.to {
            Side::A => to_a,
            Side::B => to_b,
        };
        for stated in [direction, &speaker.both] {
            fill(&mut terms, stated, handover);
        }
    }
    terms
}

/// The clauses that meet at a handover, the one of higher rank first.
fn meeting<'p>(plan: &'p ParentingPlan, handover: &Handover) -> Vec<&'p Clause> {
    let mut clauses: Vec<&Clause> = [handover.source, handover.ended]
        .into_iter()
        .filter_map(|source| match source {
            Source::Clause(index) => plan.clauses().get(index.get()),
            Source::Agreed(_) => None,
        })
        .collect();
    clauses.sort_by_key(|clause| clause.rank);
    clauses
}

fn fill(terms: &mut HandoverTerms, stated: &DirectionTerms, handover: &Handover) {
    if terms.place.is_none() {
        terms.place.clone_from(&stated.place);
    }
    if terms.bag.is_none() {
        terms.bag.clone_from(&stated.bag);
    }
    if terms.brings.is_none() {
        terms.brings = stated.brings.map(|brings| match brings {
            Brings::Giver => handover.from,
            Brings::Receiver => handover.to,
            Brings::Parent(side) => side,
        });
    }
}
