//! What is wrong with single alternatives of an offer, said at the fields of each.
//!
//! May touch: its arguments. The family's rules decide; this asks them beforehand.

use family::{Context, MemberId, Refusal, refused_alternatives};

use super::form::{FieldError, OfferForm, Wrong, stretch_field};
use super::parse::OfferDraft;
use crate::swap::Looking;

/// The alternatives that would be refused, in the order of the page; empty where there is nothing to
/// choose between. `actor` is who would send it, `draft` what the form was found to mean.
#[must_use]
pub fn refused(
    look: &Looking<'_>,
    actor: &MemberId,
    (form, draft): (&OfferForm, &OfferDraft),
) -> Vec<FieldError> {
    let context = Context {
        now: look.now,
        actor: actor.clone(),
    };
    let places: Vec<usize> = form.filled().map(|(place, _)| place).collect();
    let refused = refused_alternatives(look.family, &context, &draft.terms).into_iter();
    let said = refused.filter_map(|(alternative, why)| {
        let place = *places.get(alternative.index())?;
        let field = if is_about_the_end(&why) {
            "end-day"
        } else {
            "start-day"
        };
        let (number, why) = (alternative.index() + 1, Box::new(why));
        Some(FieldError {
            field: stretch_field(place, field),
            wrong: Wrong::Alternative { number, why },
        })
    });
    said.collect()
}

/// Whether a refusal is about when a stretch ends, and not about when it begins.
const fn is_about_the_end(why: &Refusal) -> bool {
    matches!(
        why,
        Refusal::MoveLong { .. } | Refusal::MoveBackwards { .. }
    )
}
