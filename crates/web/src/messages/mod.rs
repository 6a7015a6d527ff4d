//! Messages between the parents: topics, what was said in each, writing.
//!
//! May touch: the family in memory and entries of its record; sends commands to `app`. What one
//! reader chose for their own calm changes that reader's pages alone.

mod build;
mod clause;
mod compose_markup;
mod form;
pub(crate) mod handler;
mod markup;
pub(crate) mod print;
mod print_markup;
#[cfg(test)]
pub(crate) mod sample;
mod view;
pub mod words;

pub(crate) use clause::ClauseView;

/// A new topic (form and post).
pub(crate) const NEW: &str = "/messages/new";
/// Show at once what waits (post).
pub(crate) const HELD: &str = "/messages/show";
/// A file that goes with a message; its entry and place follow.
pub(crate) const FILES: &str = "/messages/file";
