//! Which limits of the plan time that changes hands would break, beside those that are broken
//! already.

use crate::{Family, Move};
use jiff::Span;
use jiff::civil::{Date, date};
use plan::{Amount, Breach, OneOff, ParentingPlan, Rule, Window};

/// A stretch away from a parent is looked for in so many days around what changes.
const AROUND_DAYS: i32 = 400;

/// The limits that the plan states and that the agreed timeline would not keep to with these moves,
/// in the order of the clauses, then of the children, then of time. What the timeline does not keep
/// to without them is left out, unless it becomes worse. Empty where the plan states no limit.
#[must_use]
pub fn limits_broken(family: &Family, moves: &[Move]) -> Vec<Breach> {
    let Some(plan) = family.plan().filter(|plan| states_limits(plan)) else {
        return Vec::new();
    };
    let Some(window) = around(moves) else {
        return Vec::new();
    };
    let mut with: Vec<OneOff> = family.agreed().to_vec();
    with.extend(moves.iter().map(|one| OneOff {
        id: "offer".to_owned(),
        children: one.children.clone(),
        parent: one.to,
        start: one.start,
        end: one.end,
    }));
    let breaches = |agreed: &[OneOff]| plan::breaches(plan, &plan::compile(plan, window, agreed));
    let before = breaches(family.agreed());
    let after = breaches(&with).into_iter();
    after
        .filter(|breach| !before.iter().any(|known| covers(known, breach)))
        .collect()
}

fn states_limits(plan: &ParentingPlan) -> bool {
    let mut rules = plan
        .clauses()
        .iter()
        .filter_map(|clause| clause.rule.as_ref());
    rules.any(|rule| matches!(rule, Rule::Limit(_)))
}

/// Whole years around the moves, since a limit may count a calendar year; the shortest period that
/// a limit counts lies in them anyway.
fn around(moves: &[Move]) -> Option<Window> {
    let first = moves.iter().map(|one| one.start.date()).min()?;
    let last = moves.iter().map(|one| one.end.date()).max()?;
    let days = Span::new().days(AROUND_DAYS);
    let january = |year: i16| -> Date { date(year, 1, 1) };
    let from = first.saturating_sub(days).year();
    let until = last.saturating_add(days).year().checked_add(1)?;
    Window::new(january(from), january(until.min(9_999))).ok()
}

/// Whether what is broken without the moves is the same, and no less.
fn covers(known: &Breach, breach: &Breach) -> bool {
    known.clause == breach.clause
        && known.children == breach.children
        && known.parent == breach.parent
        && known.from < breach.to
        && breach.from < known.to
        && excess(known) >= excess(breach)
}

/// By how much a limit is broken.
fn excess(breach: &Breach) -> i64 {
    let count = |amount: Amount| match amount {
        Amount::Nights(count) | Amount::Days(count) | Amount::Handovers(count) => i64::from(count),
        Amount::Seconds(seconds) => seconds,
    };
    (count(breach.found) - count(breach.limit)).abs()
}
