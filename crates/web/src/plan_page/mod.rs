//! The plan in force: its clauses in the reader's language, who agreed, and what it comes to.
//!
//! Pure: [`build`] makes a [`View`] from [`Inputs`], [`render`] makes HTML from the view.
//! The handler compiles exactly the days of [`window`], because the numbers are of those days.

pub(crate) mod handler;
pub mod markup;
pub mod view;

pub use markup::render;
pub use view::{Agreed, Inputs, View, build, window};

#[cfg(test)]
mod tests;
