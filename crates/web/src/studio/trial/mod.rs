//! What if some common choices of a draft were others: how many nights, which rhythm, with whom it
//! begins, when the children change homes, how holidays are shared. What it comes to stands beside
//! what it is now; keeping it is a further step.
//!
//! May touch: its arguments. [`view::View::of`] compiles twelve months of the draft, and of what
//! would come of it.

pub mod form;
pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
