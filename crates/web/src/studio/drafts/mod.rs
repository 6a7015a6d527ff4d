//! The reader's drafts of a plan, and the ways to begin one: with questions, with the agreed plan,
//! with nothing.
//!
//! May touch: its arguments. Reading and keeping drafts is the handler's work.

pub mod form;
pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
