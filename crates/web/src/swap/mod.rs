//! Proposals: asking for a swap, seeing what it would change, answering.
//!
//! May touch: its arguments. Reading the family and sending commands is the handler's work;
//! here are the forms, what they mean, what a page needs ([`view`]) and its markup.
//!
//! Addresses, all under [`paths::PROPOSALS`]; forms carry
//! `form_token` and `command`:
//!
//! | Address | What |
//! |---|---|
//! | `GET /proposals` | [`markup::list_page`] |
//! | `GET /proposals/new?day=` | [`markup::form_page`] of a new swap; `again` fills in one from before |
//! | `POST /proposals/new` | [`form::SwapForm`]; its `step` says preview, change, more or send |
//! | `GET`, `POST /proposals/{id}/counter` | the same, in answer to an offer |
//! | `GET /proposals/{id}` | [`markup::proposal_page`] |
//! | `POST /proposals/{id}/accept`, `…/withdraw` | [`form::AnswerForm`] |
//! | `POST /proposals/{id}/sign` | [`form::AnswerForm`] and what a passkey signed of one's own plan |
//! | `GET`, `POST /proposals/{id}/decline` | [`markup::decline_page`], [`form::AnswerForm`] |
//! | `GET /proposals/{id}/plan` | the offered plan to read |

mod answer;
pub(crate) mod arrival_markup;
pub mod asked;
mod build;
pub(crate) mod change_markup;
pub mod effect;
pub mod erasing;
pub mod form;
pub(crate) mod form_markup;
pub(crate) mod handler;
pub(crate) mod handler_new;
pub mod markup;
mod prefill;
pub mod prospect;
mod read;
#[cfg(test)]
pub(crate) mod sample;
mod sheets;
pub mod view;
pub mod words;

pub use build::{Looking, cast, decline, form_page, list, preview, proposal, purpose, terms_view};
pub use prefill::{again, coming_saturday, prefill};

use crate::page::paths;

/// Answer an offer with another (form and post).
#[must_use]
pub fn counter_path(id: &str) -> String {
    format!("{}/counter", paths::proposal(id))
}

/// What a passkey is to sign to accept an offer, or to sign one's own (post, for a script).
pub(crate) fn sign_path(id: &str) -> String {
    format!("{}/passkey", accept_path(id))
}

/// Accept an offer (post).
#[must_use]
pub fn accept_path(id: &str) -> String {
    format!("{}/accept", paths::proposal(id))
}

/// Sign one's own offer with a passkey (post).
#[must_use]
pub fn sign_offer_path(id: &str) -> String {
    format!("{}/sign", paths::proposal(id))
}

/// Decline an offer (form and post).
#[must_use]
pub fn decline_path(id: &str) -> String {
    format!("{}/decline", paths::proposal(id))
}

/// Take one's own offer back (post).
#[must_use]
pub fn withdraw_path(id: &str) -> String {
    format!("{}/withdraw", paths::proposal(id))
}

/// The words of an offered plan.
#[must_use]
pub fn offered_plan_path(id: &str) -> String {
    paths::plan_of(id)
}

#[cfg(test)]
mod tests;
