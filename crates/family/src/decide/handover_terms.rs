//! Whether another time or place of a handover may be offered: about one that was agreed and is
//! still to come, without crossing another one, and changing something.

use super::swap_terms::{MAX_YEARS_AHEAD, named};
use super::time_terms::not_with;
use crate::offer::MAX_HANDOVER_HOURS;
use crate::{Context, Family, HandoverChange, Name, OfferRefusal, Refusal};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Span, ToSpan};
use plan::{ChildId, Handover, ParentingPlan, Side, Window};

pub(super) fn check(
    family: &Family,
    context: &Context,
    change: &HandoverChange,
) -> Result<(), Refusal> {
    let plan = family.plan().ok_or(Refusal::NoPlan)?;
    named(&change.children, |id| plan.child(id).is_some())?;
    let (one, other) = (change.planned, change.becomes());
    let (start, end) = (one.min(other), one.max(other));
    if family.instant(start) <= context.now {
        return Err(Refusal::MovePast { start });
    }
    let far = family.local(context.now);
    if start > far.saturating_add(Span::new().years(MAX_YEARS_AHEAD)) {
        return Err(Refusal::MoveOutside { start });
    }
    let hours = MAX_HANDOVER_HOURS;
    let by = family.instant(end).duration_since(family.instant(start));
    if by > SignedDuration::from_hours(hours) {
        return Err(OfferRefusal::HandoverFar { hours }.into());
    }
    let handovers = agreed(family, change).ok_or(OfferRefusal::NoHandover {
        planned: change.planned,
    })?;
    if let Some(moved) = change.moved() {
        // So that the handover stays one: a moment of the care before it, and of that after it.
        let stretch = if moved.to == change.to {
            (start.saturating_sub(1.minute()), end)
        } else {
            (start, end.saturating_add(1.minute()))
        };
        if not_with(family, &moved.children, moved.to.other(), stretch).is_some() {
            return Err(OfferRefusal::HandoverCrosses { start, end }.into());
        }
        return Ok(());
    }
    let mut of_each = change.children.iter().zip(&handovers);
    if of_each.any(|(child, handover)| differs(family, plan, change, (child, handover))) {
        Ok(())
    } else {
        Err(Refusal::ChangesNothing)
    }
}

/// The handover of each child that is agreed for that time.
fn agreed(family: &Family, change: &HandoverChange) -> Option<Vec<Handover>> {
    let day = change.planned.date();
    let from = day.saturating_sub(2.days());
    let window = Window::new(from, day.saturating_add(2.days())).ok()?;
    let at = family.instant(change.planned);
    let mut all = family.timeline(window)?.handovers();
    all.retain(|one| one.at == at && one.to == change.to);
    let of = |child: &ChildId| all.iter().find(|one| one.children.contains(child)).cloned();
    change.children.iter().map(of).collect()
}

/// Whether the place, or who brings, is another one than is agreed so far.
fn differs(
    family: &Family,
    plan: &ParentingPlan,
    change: &HandoverChange,
    (child, handover): (&ChildId, &Handover),
) -> bool {
    let known = known(family, plan, change.planned, (child, handover));
    let place = change.place.as_ref();
    let other_place = place.is_some_and(|place| !known.0.iter().any(|is| is == place.as_str()));
    other_place || change.brings.is_some_and(|brings| known.1 != Some(brings))
}

/// The place, as it is called in each language, and who brings: by what was agreed last, and
/// otherwise by the plan.
fn known(
    family: &Family,
    plan: &ParentingPlan,
    at: DateTime,
    (child, handover): (&ChildId, &Handover),
) -> (Vec<String>, Option<Side>) {
    let arranged = family.arranged(child, handover.to, at);
    let stated = plan::handover_terms(plan, handover);
    let by_plan = || {
        let in_each = |place: &plan::Text| plan::Language::ALL.map(|one| place.get(one).to_owned());
        let place = stated.place.as_ref().map(in_each);
        place.map(Vec::from).unwrap_or_default()
    };
    let agreed = |place: &Name| vec![place.to_string()];
    let place = arranged.place.as_ref().map_or_else(by_plan, agreed);
    (place, arranged.brings.or(stated.brings))
}
