//! Whether time may be offered with a purpose, in several alternatives.

use super::swap_terms;
use crate::offer::{Alternative, MAX_ALTERNATIVES};
use crate::{CareFact, Context, Family, Move, OfferRefusal, Purpose, Refusal, Terms, TimeOffer};
use jiff::ToSpan;
use jiff::civil::DateTime;
use plan::{ChildId, Side, Window};

pub(super) fn check(family: &Family, context: &Context, offer: &TimeOffer) -> Result<(), Refusal> {
    let found = offer.options.len();
    if !(1..=MAX_ALTERNATIVES).contains(&found) {
        let limit = MAX_ALTERNATIVES;
        return Err(OfferRefusal::AlternativeCount { found, limit }.into());
    }
    for place in 0..found {
        fits(family, context, offer, place)?;
    }
    if giver(offer).is_some() && found > 1 {
        return Err(OfferRefusal::OneAlternative.into());
    }
    Alternative::first(found).try_for_each(|one| still_for(family, offer, one))
}

/// The alternative at this place is checked like a swap, and says nothing that an earlier one says.
fn fits(
    family: &Family,
    context: &Context,
    offer: &TimeOffer,
    place: usize,
) -> Result<(), Refusal> {
    let (earlier, rest) = offer.options.split_at(place);
    let moves = rest.first().ok_or(OfferRefusal::NoAlternative)?;
    swap_terms::check(family, context, moves)?;
    if earlier.contains(moves) {
        return Err(OfferRefusal::SameAlternatives.into());
    }
    Ok(())
}

/// The alternatives that may not be offered as they stand, each with why, in their order.
pub(super) fn refused(
    family: &Family,
    context: &Context,
    offer: &TimeOffer,
) -> Vec<(Alternative, Refusal)> {
    let all = Alternative::first(offer.options.len());
    let refused = all.filter_map(|one| {
        let may =
            fits(family, context, offer, one.index()).and_then(|()| still_for(family, offer, one));
        may.err().map(|why| (one, why))
    });
    refused.collect()
}

/// What an alternative is offered for is so: asked when it is offered, and when it is accepted.
pub(super) fn still_for(
    family: &Family,
    offer: &TimeOffer,
    alternative: Alternative,
) -> Result<(), Refusal> {
    let moves = offer.options.get(alternative.index());
    let moves = moves.ok_or(OfferRefusal::NoAlternative)?;
    match &offer.purpose {
        Purpose::Visit => Ok(()),
        Purpose::FirstRefusal => match giver(offer) {
            Some(giver) => moves.iter().try_for_each(|one| given(family, giver, one)),
            None => Ok(()),
        },
        Purpose::HolidayChoice { clause } => {
            let plan = family.plan().ok_or(Refusal::NoPlan)?;
            match clause.as_ref().filter(|id| plan.find_clause(id).is_none()) {
                None => Ok(()),
                Some(unknown) => Err(OfferRefusal::NoClause(unknown.to_string()).into()),
            }
        }
        Purpose::MakeUp { missed } => makes_up(family, *missed, moves),
    }
}

/// Whose care is offered first; `None` for time with another purpose.
fn giver(offer: &TimeOffer) -> Option<Side> {
    let first = offer.options.first()?.first()?;
    (offer.purpose == Purpose::FirstRefusal).then(|| first.to.other())
}

/// All of it goes to the other parent, and is with who gives it as agreed.
fn given(family: &Family, giver: Side, one: &Move) -> Result<(), Refusal> {
    let own = |start| Err(OfferRefusal::NotOwnCare { start }.into());
    if one.to == giver {
        return own(one.start);
    }
    match not_with(family, &one.children, giver, (one.start, one.end)) {
        None => Ok(()),
        Some(start) => own(start),
    }
}

/// Where the first of these children is not with a parent as agreed, within a stretch of time.
pub(super) fn not_with(
    family: &Family,
    children: &[ChildId],
    side: Side,
    (start, end): (DateTime, DateTime),
) -> Option<DateTime> {
    let after = end.date().saturating_add(1.day());
    let window = Window::new(start.date(), after).ok();
    let Some(timeline) = window.and_then(|window| family.timeline(window)) else {
        return Some(start);
    };
    let (from, until) = (timeline.instant(start), timeline.instant(end));
    let missing = children.iter().filter_map(|id| {
        let mut reached = from;
        let care = timeline.child(id)?.overlapping(from, until);
        for one in care.iter().filter(|care| care.parent == side) {
            if one.start > reached {
                break;
            }
            reached = one.end;
        }
        (reached < until).then_some(reached)
    });
    missing.min().map(|at| family.local(at))
}

/// It says that care was missed, and this is for the parent who missed it.
fn makes_up(family: &Family, entry: u64, moves: &[Move]) -> Result<(), Refusal> {
    let said = family.missed(entry);
    let said = said.ok_or(OfferRefusal::NothingMissed { entry })?;
    let CareFact::Missed { parent, .. } = said.said.fact else {
        return Err(OfferRefusal::NothingMissed { entry }.into());
    };
    let theirs = |one: &Move| {
        one.to == parent
            && one
                .children
                .iter()
                .all(|id| said.said.children.contains(id))
    };
    if moves.iter().all(theirs) {
        Ok(())
    } else {
        Err(OfferRefusal::MakesUpToAnother.into())
    }
}

/// Care is offered first by who will be away; the other parent may answer such an offer with
/// another one of the same care.
pub(super) fn by_who_is_away(
    side: Side,
    terms: &Terms,
    answered: Option<&Terms>,
) -> Result<(), Refusal> {
    let of = |terms: &Terms| terms.time().and_then(giver);
    match of(terms) {
        Some(giver) if giver != side && answered.and_then(of) != Some(giver) => {
            Err(OfferRefusal::NotYourCare.into())
        }
        Some(_) | None => Ok(()),
    }
}
