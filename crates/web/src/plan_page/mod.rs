//! The plan in force, and each plan that was offered: its clauses in the reader's language, who
//! agreed, from when it holds, what it changes, and what it comes to.
//!
//! Pure: [`pages`] chooses what is shown of a family, [`build`] makes a [`View`] from [`Inputs`],
//! [`render`] makes HTML from the view. Exactly the days of the numbers are compiled.

pub mod changes;
pub mod facts;
pub(crate) mod handler;
pub(crate) mod marks;
pub mod markup;
pub mod pages;
pub mod talk;
pub(crate) mod terms;
mod versions_markup;
pub mod view;

pub use markup::render;
pub use view::{Agreed, Inputs, Shown, Standing, View, build, window};

#[cfg(test)]
mod tests;
