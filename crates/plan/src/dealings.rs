//! Which clause says how the parents deal with each other on a date. Reads a plan and a timeline
//! of it, changes nothing.

use jiff::civil::Date;

use crate::compile::{Context, clause_days};
use crate::day;
use crate::rule::{Calls, Disputes, FirstRefusal, Rule};
use crate::{ChildId, Clause, ClauseIndex, ParentingPlan, Timeline};

/// The clause by which a parent who will be away must offer the care of a child to the other one
/// first, on a date; of several that hold the one with the fewest hours, then the first.
///
/// `timeline` is any of this plan: it carries what has happened, for which steps may wait.
/// `None` where no clause holds for the child, also for a child that the plan does not know.
pub fn first_refusal(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: &ChildId,
    date: Date,
) -> Option<(ClauseIndex, FirstRefusal)> {
    let holding = holding(plan, timeline, Some(child), date).into_iter();
    let stated = holding.filter_map(|(index, clause)| match &clause.rule {
        Some(Rule::FirstRefusal(rule)) => Some((index, *rule)),
        _ => None,
    });
    stated.min_by_key(|(index, rule)| (rule.hours, *index))
}

/// The clause that says what follows when the parents cannot agree, on a date: the first that
/// holds for any child. `timeline` is any of this plan.
pub fn disputes<'p>(
    plan: &'p ParentingPlan,
    timeline: &Timeline,
    date: Date,
) -> Option<(ClauseIndex, &'p Disputes)> {
    let mut holding = holding(plan, timeline, None, date).into_iter();
    holding.find_map(|(index, clause)| match &clause.rule {
        Some(Rule::Disputes(rule)) => Some((index, rule)),
        _ => None,
    })
}

/// The clauses on the calls of a child that hold on a date, in the order of the plan. `timeline` is
/// any of this plan: it carries what has happened, for which steps may wait.
pub fn call_clauses<'p>(
    plan: &'p ParentingPlan,
    timeline: &Timeline,
    child: &ChildId,
    date: Date,
) -> Vec<(ClauseIndex, &'p Calls)> {
    let holding = holding(plan, timeline, Some(child), date).into_iter();
    let calls = holding.filter_map(|(index, clause)| match &clause.rule {
        Some(Rule::Calls(rule)) => Some((index, rule)),
        _ => None,
    });
    calls.collect()
}

/// The clauses that hold on a date for a child, or for any.
fn holding<'p>(
    plan: &'p ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
    date: Date,
) -> Vec<(ClauseIndex, &'p Clause)> {
    let context = Context::of(plan, timeline);
    let day = day::number(date);
    let holds = |(_, clause): &(ClauseIndex, &Clause)| {
        let named = plan
            .children()
            .iter()
            .filter(|one| clause.concerns(&one.id) && child.is_none_or(|child| *child == one.id));
        let mut days = named.filter_map(|one| clause_days(context, clause, one));
        days.any(|(first, end)| (first..end).contains(&day))
    };
    plan.indexed_clauses().filter(holds).collect()
}
