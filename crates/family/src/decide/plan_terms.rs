//! Whether a plan may be offered to this family.

use crate::{Context, Family, Refusal, State, Terms};
use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp};
use plan::{ParentingPlan, Side, Window};

/// How far ahead a new plan is looked through for clashes and gaps, in years: a school year
/// and a year of the other parity each occur.
const YEARS_CHECKED: i64 = 2;

pub(super) fn check(family: &Family, context: &Context, text: &str) -> Result<(), Refusal> {
    let today = family.date_at(context.now);
    let plan = ParentingPlan::read(text, today).map_err(Refusal::PlanProblems)?;
    same_people(family, &plan)?;
    if let Some(until) = plan.until().filter(|until| *until <= today) {
        return Err(Refusal::PlanEnded { until });
    }
    let newest = family.versions().last();
    if newest.is_some_and(|version| *version.plan == plan) {
        return Err(Refusal::ChangesNothing);
    }
    let (all, begins) = family
        .with_version(&plan, today)
        .map_err(Refusal::PlanSuccession)?;
    whole(&all, begins.max(today))
}

/// No plan was agreed since this one was offered. Otherwise an older offer that still lies there
/// would let one parent undo what both agreed later.
pub(super) fn not_overtaken(family: &Family, offered: u64) -> Result<(), Refusal> {
    let newer = family.proposals().iter().any(|proposal| {
        matches!(&proposal.state, State::Accepted(answer) if answer.entry > offered)
            && matches!(proposal.current().terms, Terms::Plan(_))
    });
    if newer {
        Err(Refusal::PlanAgreed)
    } else {
        Ok(())
    }
}

fn same_people(family: &Family, plan: &ParentingPlan) -> Result<(), Refusal> {
    for side in Side::BOTH {
        let (ours, theirs) = (&family.seat(side).parent.id, &plan.parent(side).id);
        if ours != theirs {
            return Err(Refusal::PlanPeople(format!(
                "the plan names '{theirs}' where the family has '{ours}'"
            )));
        }
    }
    let ours = family.children();
    if let Some(missing) = ours.iter().find(|c| plan.child(&c.id).is_none()) {
        return Err(Refusal::PlanPeople(format!(
            "the plan does not name {}",
            missing.name
        )));
    }
    for child in plan.children() {
        match ours.iter().find(|c| c.id == child.id) {
            None => {
                return Err(Refusal::PlanPeople(format!(
                    "the plan names a child '{}' whom the family does not have",
                    child.id
                )));
            }
            Some(known) if known.born != child.born => {
                return Err(Refusal::PlanPeople(format!(
                    "{} was born on {} in the family and on {} in the plan",
                    known.name, known.born, child.born
                )));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// No clash and no gap from when the plan begins to bind: an agreed plan must say who has a child
/// at any time. Looked at for some years ahead; further on, the pages say it when it comes near.
fn whole(plan: &ParentingPlan, from: Date) -> Result<(), Refusal> {
    let far = from
        .checked_add(Span::new().years(YEARS_CHECKED))
        .unwrap_or(from);
    let to = plan.until().map_or(far, |until| until.min(far));
    let Ok(window) = Window::new(from, to) else {
        return Ok(());
    };
    let local = |at: Timestamp| -> DateTime { at.to_zoned(plan.zone().clone()).datetime() };
    let timeline = plan::compile(plan, window, &[]);
    for child in timeline.children() {
        if let Some(clash) = child.clashes.first() {
            return Err(Refusal::PlanClashes {
                first: local(clash.start),
            });
        }
        if let Some(gap) = child.gaps.first() {
            return Err(Refusal::PlanGap {
                child: plan
                    .child(&child.child)
                    .map_or_else(|| child.child.to_string(), |c| c.name.clone()),
                first: local(gap.start),
            });
        }
    }
    Ok(())
}
