//! Until when an offer can be answered: to the deadline that its author set, and never longer than
//! to the instant at which it would take effect. At exactly that instant it is over.

use super::{Alternative, MAX_ANSWER_DAYS, OfferRefusal};
use crate::{Context, Family, Offer, Proposal, Refusal, Terms};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, ToSpan};

/// When something takes effect, in the plan's zone.
#[derive(Debug, Clone, Copy)]
struct Effect {
    /// When it begins.
    begins: DateTime,
    /// When it has begun for certain: a trip has days and no hours.
    begun: DateTime,
}

impl Effect {
    fn at(begins: DateTime) -> Self {
        Self {
            begins,
            begun: begins,
        }
    }
}

fn midnight(date: Date) -> DateTime {
    date.to_datetime(Time::midnight())
}

impl Terms {
    /// When one alternative takes effect; `None` for what has no time of its own.
    fn effect(&self, alternative: Alternative) -> Option<Effect> {
        let moves = self.moves(alternative);
        let first = moves.iter().map(|one| one.start).min();
        match self {
            Self::Swap(_) | Self::Time(_) => first.map(Effect::at),
            Self::Handover(change) => Some(Effect::at(change.planned.min(change.becomes()))),
            Self::Trip(trip) => {
                let begins = midnight(trip.from);
                let begun = midnight(trip.from.tomorrow().unwrap_or(trip.from));
                Some(Effect {
                    begins: first.map_or(begins, |first| first.min(begins)),
                    begun: first.map_or(begun, |first| first.min(begun)),
                })
            }
            Self::Plan(_)
            | Self::Decision(_)
            | Self::Erase(_)
            | Self::LiftHold(_)
            | Self::Close
            | Self::LetIn(_) => None,
        }
    }

    /// When the last alternative takes effect.
    fn last_effect(&self) -> Option<Effect> {
        let all = Alternative::first(self.alternatives());
        all.filter_map(|one| self.effect(one))
            .max_by_key(|effect| effect.begun)
    }

    /// When one alternative begins, in the plan's zone; `None` for what has no time of its own: a
    /// plan, which holds from the day after both agreed at the earliest, a decision, whatever ends.
    #[must_use]
    pub fn begins(&self, alternative: Alternative) -> Option<DateTime> {
        self.effect(alternative).map(|effect| effect.begins)
    }
}

impl Offer {
    /// From which instant on it cannot be answered any more; `None` while nothing ends it. Of
    /// several alternatives the last one counts.
    #[must_use]
    pub fn expires(&self, family: &Family) -> Option<Timestamp> {
        let effect = self.terms.last_effect();
        let begun = effect.map(|effect| family.instant(effect.begun));
        [self.answer_by, begun].into_iter().flatten().min()
    }

    /// The alternatives that can be accepted at an instant, in their order: an alternative is over
    /// when it begins, also while another one is still to come.
    #[must_use]
    pub fn open_alternatives(&self, family: &Family, now: Timestamp) -> Vec<Alternative> {
        if self.expires(family).is_some_and(|at| at <= now) {
            return Vec::new();
        }
        let open = |one: &Alternative| {
            let effect = self.terms.effect(*one);
            effect.is_none_or(|effect| family.instant(effect.begun) > now)
        };
        let all = Alternative::first(self.terms.alternatives());
        all.filter(open).collect()
    }
}

impl Proposal {
    /// From which instant on its last offer cannot be answered any more, answered or not; `None`
    /// while nothing ends it.
    #[must_use]
    pub fn expires(&self, family: &Family) -> Option<Timestamp> {
        self.current().expires(family)
    }
}

/// An offer can still be answered.
pub(crate) fn answerable(family: &Family, now: Timestamp, offer: &Offer) -> Result<(), Refusal> {
    if let Some(by) = offer.answer_by.filter(|by| *by <= now) {
        let at = family.local(by);
        return Err(OfferRefusal::Expired { at }.into());
    }
    match offer.terms.last_effect() {
        Some(effect) if family.instant(effect.begun) <= now => Err(Refusal::TooLate {
            start: effect.begins,
        }),
        _ => Ok(()),
    }
}

/// One alternative of an offer exists, and can still be accepted.
pub(crate) fn acceptable(
    family: &Family,
    now: Timestamp,
    offer: &Offer,
    alternative: Alternative,
) -> Result<(), Refusal> {
    answerable(family, now, offer)?;
    if !offer.terms.has(alternative) {
        return Err(OfferRefusal::NoAlternative.into());
    }
    match offer.terms.effect(alternative) {
        Some(effect) if family.instant(effect.begun) <= now => Err(Refusal::TooLate {
            start: effect.begins,
        }),
        _ => Ok(()),
    }
}

/// A deadline lies in the time to come, and not after what is offered takes effect.
pub(crate) fn check_deadline(
    family: &Family,
    context: &Context,
    terms: &Terms,
    answer_by: Option<Timestamp>,
) -> Result<(), Refusal> {
    let Some(answer_by) = answer_by else {
        return Ok(());
    };
    let by = family.local(answer_by);
    if answer_by <= context.now {
        return Err(OfferRefusal::DeadlinePast { by }.into());
    }
    if let Some(effect) = terms.last_effect()
        && answer_by > family.instant(effect.begun)
    {
        let begins = effect.begins;
        return Err(OfferRefusal::DeadlineLate { by, begins }.into());
    }
    let last = family.local(context.now);
    if by > last.saturating_add(MAX_ANSWER_DAYS.days()) {
        let days = MAX_ANSWER_DAYS;
        return Err(OfferRefusal::DeadlineFar { days }.into());
    }
    Ok(())
}
