//! The questions from which a plan is composed: eight pages, each filled in with a proposal, from
//! nothing to a first plan in some minutes on a phone.
//!
//! May touch: the reader's own draft, through `app`. The answers are kept as they were typed, so a
//! parent can stop after any page; the text of the plan comes of them as soon as it can.
//!
//! | Step | What is asked |
//! |---|---|
//! | [`Step::People`] | the first date, where each child is registered |
//! | [`Step::Rhythm`] | the rhythm of nights, drawn; when the children change homes |
//! | [`Step::School`] | the region and the hours |
//! | [`Step::Holidays`] | each school holiday |
//! | [`Step::Feasts`] | each feast |
//! | [`Step::Birthdays`] | birthdays, Mother's and Father's Day |
//! | [`Step::Handovers`] | where, who brings, what goes along |
//! | [`Step::Words`] | the clauses in words |

pub mod form;
pub(crate) mod handler;
pub mod markup;
mod names;
mod rhythms;
mod steps;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use names::holiday as holiday_name;
pub use rhythms::{Named, called, first_rhythms, other_rhythms, tenths_in_four_weeks};
pub use steps::Step;
pub use view::{QuestionsView, Typed};
