//! Whether the plan has a call about now: such a call rings also where it is quiet. Pure.

use family::{Caller, Family};
use jiff::{SignedDuration, Timestamp};
use plan::{ChildId, ParentingPlan, Side, Timeline};

use super::handler::timeline;
use super::hub::Ring;

/// From so long before a planned call until its end, it is the plan's call.
const EARLY: SignedDuration = SignedDuration::from_mins(10);

/// Whether the plan has a call of one of these children with this parent about now.
#[must_use]
pub(crate) fn is_planned(
    (plan, timeline): (&ParentingPlan, &Timeline),
    (side, children): (Side, &[ChildId]),
    now: Timestamp,
) -> bool {
    plan::calls(plan, timeline).iter().any(|call| {
        let begins = call.at.checked_sub(EARLY).unwrap_or(call.at);
        let about_now = begins <= now && now < call.end;
        about_now && call.parent == side && children.contains(&call.child)
    })
}

/// The same of a call that rings for the parent of this side.
#[must_use]
pub(crate) fn rings_as_planned(family: &Family, (ring, me): (&Ring, Side), now: Timestamp) -> bool {
    let with = match &ring.by {
        Caller::Parent(side) => *side,
        Caller::Tablet(_) => me,
    };
    let timeline = timeline(family, family.date_at(now));
    family
        .plan()
        .zip(timeline)
        .is_some_and(|(plan, timeline)| is_planned((plan, &timeline), (with, &ring.children), now))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use plan::Window;

    use super::*;

    const FOUR: &str = include_str!("../../../../examples/plans/four-children.toml");

    /// At 18:30 each child calls the parent with whom it is not.
    #[test]
    fn a_call_is_the_plans_from_a_while_before_until_its_end() {
        let day = date(2027, 3, 15);
        let plan = ParentingPlan::read(FOUR, day).unwrap();
        let window = Window::new(day, day.tomorrow().unwrap()).unwrap();
        let timeline = plan::compile(&plan, window, &[]);
        let noor = [plan.children()[0].id.clone()];
        let planned = |hour, minute, side| {
            let at = day.at(hour, minute, 0, 0).to_zoned(plan.zone().clone());
            is_planned((&plan, &timeline), (side, &noor), at.unwrap().timestamp())
        };
        let first = plan::calls(&plan, &timeline)
            .into_iter()
            .find(|call| noor.contains(&call.child));
        let side = first.unwrap().parent;
        let about = [(18, 19), (18, 20), (18, 30), (18, 44), (18, 45)];
        let found = about.map(|(hour, minute)| planned(hour, minute, side));
        assert_eq!(found, [false, true, true, true, false]);
        assert!(!planned(18, 30, side.other()));
    }
}
