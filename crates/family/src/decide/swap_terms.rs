//! Whether a swap may be offered: about time to come, inside the plan, and changing something.

use crate::{Context, Family, Move, Refusal};
use jiff::{Span, ToSpan};
use plan::{ChildId, OneOff, ParentingPlan, Window};
use std::collections::HashSet;

/// Most moves in one swap.
pub const MAX_MOVES: usize = 8;
/// Longest single move, in days.
pub const MAX_MOVE_DAYS: i32 = 62;
/// How far ahead something may lie, in years.
pub(super) const MAX_YEARS_AHEAD: i64 = 3;

pub(super) fn check(family: &Family, context: &Context, moves: &[Move]) -> Result<(), Refusal> {
    let plan = family.plan().ok_or(Refusal::NoPlan)?;
    let found = moves.len();
    if !(1..=MAX_MOVES).contains(&found) {
        return Err(Refusal::MoveCount {
            found,
            limit: MAX_MOVES,
        });
    }
    for m in moves {
        check_move(family, plan, context, m)?;
    }
    for (i, one) in moves.iter().enumerate() {
        for other in &moves[..i] {
            if touch(one, other) {
                return Err(Refusal::MovesOverlap);
            }
        }
    }
    if changes_something(family, plan, moves) {
        Ok(())
    } else {
        Err(Refusal::ChangesNothing)
    }
}

/// Children are named, each once, and all of them are known.
pub(super) fn named(children: &[ChildId], known: impl Fn(&ChildId) -> bool) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    if children.is_empty() || !children.iter().all(|c| seen.insert(c)) {
        return Err(Refusal::MoveChildren);
    }
    match children.iter().find(|c| !known(c)) {
        None => Ok(()),
        Some(unknown) => Err(Refusal::UnknownChild(unknown.to_string())),
    }
}

/// Whether two moves are about the same child at the same time.
fn touch(one: &Move, other: &Move) -> bool {
    one.start < other.end
        && other.start < one.end
        && one.children.iter().any(|c| other.children.contains(c))
}

fn check_move(
    family: &Family,
    plan: &ParentingPlan,
    context: &Context,
    m: &Move,
) -> Result<(), Refusal> {
    named(&m.children, |c| plan.child(c).is_some())?;
    if m.end <= m.start {
        return Err(Refusal::MoveBackwards {
            start: m.start,
            end: m.end,
        });
    }
    let longest = m.start.saturating_add(MAX_MOVE_DAYS.days());
    if m.end > longest {
        return Err(Refusal::MoveLong {
            days: MAX_MOVE_DAYS,
        });
    }
    if family.instant(m.start) <= context.now {
        return Err(Refusal::MovePast { start: m.start });
    }
    let now = context.now.to_zoned(family.zone().clone()).datetime();
    let far = now.saturating_add(Span::new().years(MAX_YEARS_AHEAD));
    let before = m.start.date() < plan.from();
    let after = plan
        .until()
        .is_some_and(|until| m.end > until.to_datetime(jiff::civil::Time::midnight()));
    if before || after || m.start > far {
        return Err(Refusal::MoveOutside { start: m.start });
    }
    Ok(())
}

/// Compares the agreed timeline with and without the moves, over the days they touch.
fn changes_something(family: &Family, plan: &ParentingPlan, moves: &[Move]) -> bool {
    let first = moves.iter().map(|m| m.start).min();
    let last = moves.iter().map(|m| m.end).max();
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let day_after = last.date().saturating_add(1.day());
    let Ok(window) = Window::new(first.date(), day_after) else {
        return false;
    };
    let mut with: Vec<OneOff> = family.agreed().to_vec();
    with.extend(moves.iter().map(|m| OneOff {
        id: "offer".to_owned(),
        children: m.children.clone(),
        parent: m.to,
        start: m.start,
        end: m.end,
    }));
    let before = plan::compile(plan, window, family.agreed());
    let after = plan::compile(plan, window, &with);
    before
        .children()
        .iter()
        .zip(after.children())
        .any(|(b, a)| who(b) != who(a))
}

/// Who has the child when, whatever gives it.
fn who(child: &plan::ChildTimeline) -> Vec<(jiff::Timestamp, jiff::Timestamp, plan::Side)> {
    let stays = child.stays().into_iter();
    stays.map(|s| (s.start, s.end, s.parent)).collect()
}
