//! Actual care: telling how handovers and stretches of care went, and both accounts side by side.
//!
//! May touch: the family in memory; sends commands to `app`. What counts of what was told is decided
//! by `family`; here are the forms, what a page needs ([`view`]) and its markup. Nothing here takes
//! sides: both accounts stand beside each other, and who told nothing says nothing.
//!
//! Addresses; forms carry `form_token` and `command`:
//!
//! | Address | What |
//! |---|---|
//! | `GET /care` | [`overview_markup::overview_page`]: the last weeks, and the measures |
//! | `GET /care/handover?to=&at=` | [`markup::handover_page`]: one handover |
//! | `POST /care/handover` | [`form::HandoverForm`]: how it went |
//! | `GET /care/missed?parent=&from=&until=&child=`, or `?to=&at=` | [`markup::missed_page`]: one stretch of care |
//! | `POST /care/missed` | [`form::MissedForm`]: it did not take place |
//! | `POST /care/took-place` | an answer to the other's words: it did take place, or the same |

pub mod build;
pub(crate) mod day_markup;
pub mod fields;
pub mod form;
pub(crate) mod handler;
pub mod markup;
pub mod measures;
pub mod overview_markup;
pub mod passes;
#[cfg(test)]
pub(crate) mod sample;
pub mod told;
pub mod told_markup;
pub mod view;
pub mod which;
pub mod words;

#[cfg(test)]
mod tests;
