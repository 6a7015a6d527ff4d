//! Offers beside a plan and a swap: visits, handovers, care offered first, holidays, trips,
//! decisions, making up. Choosing, the forms, what each would change, and the parts of a proposal's
//! page that only they have.
//!
//! May touch: its arguments. Reading the family and sending commands is the handlers' work.
//!
//! | Address | What |
//! |---|---|
//! | `GET /proposals/choose?day=` | what one can propose |
//! | `GET /proposals/new/{kind}` | the fields; `day`, `way`, `to` and `at`, `missed` or `again` fill them in |
//! | `POST /proposals/new/{kind}` | [`form::OfferForm`]; its `step` says preview, change, more or send |
//! | `GET`, `POST /proposals/{id}/counter` | the same, in answer to such an offer |
//! | `GET /proposals/{id}/consent` | the consent of both to a trip, as a PDF |

pub mod alternatives;
pub mod build;
pub(crate) mod consent;
pub(crate) mod field_markup;
pub mod form;
pub mod form_markup;
pub(crate) mod handler;
pub mod handovers;
mod kind;
pub mod markup;
pub mod parse;
pub mod prefill;
pub mod values;
pub mod view;
pub mod words;

pub use kind::Kind;

use crate::page::paths;
use family::{Alternative, Terms, TimeOffer};
use jiff::civil::{Date, DateTime};
use plan::Side;
use std::sync::Arc;

/// What one can propose.
pub(crate) const CHOOSE: &str = "/proposals/choose";
/// An offer of a kind (form and post).
pub(crate) const NEW: &str = "/proposals/new/{kind}";
/// The kinds of entries that sending an offer may lead to: what a device of the reader will sign.
pub(crate) const SENT: &str = "proposal.made/4 proposal.countered/4";

/// What one can propose about a day.
#[must_use]
pub fn choose_on(day: Date) -> String {
    format!("{CHOOSE}?day={day}")
}

/// Offering the same once more, with a deadline: its form filled in; of a plan the page where a
/// change of it is put forward. `None` for what is never declined twice.
#[must_use]
pub fn again_path(terms: &Terms, proposal: &family::ProposalId) -> Option<String> {
    let path = match terms {
        Terms::Plan(_) => return Some(paths::PLAN_CHANGE.to_owned()),
        Terms::Swap(_) => paths::PROPOSE.to_owned(),
        Terms::Time(_) | Terms::Handover(_) | Terms::Trip(_) | Terms::Decision(_) => {
            Kind::of(terms)?.path()
        }
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close | Terms::LetIn(_) => return None,
    };
    Some(format!("{path}?again={proposal}"))
}

/// Another time or place of a handover.
#[must_use]
pub fn handover_path(to: Side, at: DateTime) -> String {
    let to = crate::swap::form::side_value(to);
    let at = at.strftime("%Y-%m-%dT%H:%M");
    format!("{}?to={to}&at={at}", Kind::Handover.path())
}

/// Time that makes up for care that an entry says was missed.
#[must_use]
pub fn make_up_path(entry: u64) -> String {
    format!("{}?missed={entry}", Kind::MakeUp.path())
}

/// The terms with the alternative alone that was accepted.
#[must_use]
pub fn taken(terms: &Terms, alternative: Alternative) -> Terms {
    match terms {
        Terms::Time(offer) => {
            let chosen = offer.options.get(alternative.index());
            let chosen = chosen.map_or_else(|| offer.options.clone(), |one| vec![one.clone()]);
            Terms::Time(Arc::new(TimeOffer {
                purpose: offer.purpose.clone(),
                options: chosen,
            }))
        }
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => terms.clone(),
    }
}

/// The consent of both to a trip, as a PDF.
#[must_use]
pub fn consent_path(id: &str) -> String {
    format!("{}/consent", paths::proposal(id))
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
