//! Why a child is where it is: the whole chain of what speaks of an instant. Reads a plan and a
//! timeline, decides nothing anew.

use jiff::Timestamp;

use crate::compile::{Asked, Context, Span, speakers};
use crate::{Child, ChildId, Clause, OneOff, ParentingPlan, Side, Source, Timeline};

/// The chain of what speaks of a child at an instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'p> {
    /// The child.
    pub child: &'p Child,
    /// The instant.
    pub at: Timestamp,
    /// What comes of it.
    pub outcome: Outcome,
    /// Everything that speaks of the instant, the strongest first. In a clash the first two
    /// or more stand equal; otherwise the first applies and the rest gave way to it.
    pub steps: Vec<Step<'p>>,
}

/// What comes of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A parent has the child.
    Care(Side),
    /// So many of equal rank name different parents, so nobody has the time.
    Clash(usize),
    /// Nothing speaks.
    Gap,
}

/// One link of the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'p> {
    /// What speaks.
    pub source: Source,
    /// The name of its rank.
    pub rank: &'p str,
    /// The parent whom it names.
    pub parent: Side,
    /// The clause or the agreement itself.
    pub because: Because<'p>,
}

/// What stands behind a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Because<'p> {
    /// A clause of the plan, with its number, title and sentence.
    Clause(&'p Clause),
    /// A one-off that both agreed.
    Agreed(&'p OneOff),
}

/// Explains who has a child at an instant, and why.
///
/// `None` when the child is unknown, or the instant lies outside the timeline's window or
/// outside the dates of the plan (and nothing was agreed for it).
pub fn explain<'p>(
    plan: &'p ParentingPlan,
    timeline: &'p Timeline,
    child: &ChildId,
    at: Timestamp,
) -> Option<Explanation<'p>> {
    if at < timeline.start() || at >= timeline.end() {
        return None;
    }
    let child = plan.child(child)?;
    let begins = timeline.midnight(plan.speaks_from(child));
    let ended = plan
        .until()
        .is_some_and(|until| at >= timeline.midnight(until));
    let asked = if at >= begins && !ended {
        Asked::Everything
    } else {
        Asked::Agreements
    };
    let seconds = at.as_second();
    let context = Context::of(plan, timeline);
    let spans = speakers(context, child, seconds, asked);
    if spans.is_empty() && asked == Asked::Agreements {
        return None;
    }
    let steps = spans
        .iter()
        .filter_map(|span| step(plan, timeline, span))
        .collect();
    Some(Explanation {
        child,
        at,
        outcome: outcome(&spans),
        steps,
    })
}

fn outcome(spans: &[Span]) -> Outcome {
    let Some(first) = spans.first() else {
        return Outcome::Gap;
    };
    let equal = spans.iter().take_while(|span| span.key == first.key);
    if equal.clone().all(|span| span.side == first.side) {
        Outcome::Care(first.side)
    } else {
        Outcome::Clash(equal.count())
    }
}

fn step<'p>(plan: &'p ParentingPlan, timeline: &'p Timeline, span: &Span) -> Option<Step<'p>> {
    let (rank, because) = match span.source {
        Source::Clause(index) => {
            let clause = plan.clauses().get(index.get())?;
            (plan.rank_name(clause), Because::Clause(clause))
        }
        Source::Agreed(index) => {
            let agreed = timeline.agreed().get(index.get())?;
            (plan.agreed_rank_name(), Because::Agreed(agreed))
        }
    };
    Some(Step {
        source: span.source,
        rank,
        parent: span.side,
        because,
    })
}
