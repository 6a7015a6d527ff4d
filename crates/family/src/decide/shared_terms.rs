//! Whether a trip or a decision may be offered: about children of the family, in time.

use super::swap_terms::{self, MAX_YEARS_AHEAD, named};
use crate::offer::MAX_TRIP_DAYS;
use crate::{Context, Decision, Family, OfferRefusal, Refusal, Trip};
use jiff::{Span, ToSpan};
use plan::ChildId;

pub(super) fn trip(family: &Family, context: &Context, trip: &Trip) -> Result<(), Refusal> {
    of_the_family(family, &trip.children)?;
    let (from, until) = (trip.from, trip.until);
    let today = family.date_at(context.now);
    if until <= from {
        return Err(OfferRefusal::TripBackwards { from }.into());
    }
    if from < today {
        return Err(OfferRefusal::TripPast { from }.into());
    }
    if from > today.saturating_add(Span::new().years(MAX_YEARS_AHEAD)) {
        return Err(OfferRefusal::TripFar { from }.into());
    }
    if until > from.saturating_add(MAX_TRIP_DAYS.days()) {
        let days = MAX_TRIP_DAYS;
        return Err(OfferRefusal::TripLong { days }.into());
    }
    if !trip.papers.is_sorted_by(|a, b| a < b) {
        return Err(OfferRefusal::Papers.into());
    }
    if trip.moves.is_empty() {
        Ok(())
    } else {
        swap_terms::check(family, context, &trip.moves)
    }
}

pub(super) fn decision(family: &Family, decision: &Decision) -> Result<(), Refusal> {
    of_the_family(family, &decision.children)
}

fn of_the_family(family: &Family, children: &[ChildId]) -> Result<(), Refusal> {
    let known = |id: &ChildId| family.children().iter().any(|child| child.id == *id);
    named(children, known)
}
