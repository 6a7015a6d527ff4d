//! A draft from what is there already: the text of a plan, or a calendar in which a rhythm is looked
//! for. What the rhythm does not explain is shown before anything is kept.
//!
//! May touch: its arguments; the handler keeps a draft through `app`.

pub mod calendar;
pub mod form;
pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod said_tests;
#[cfg(test)]
mod tests;
