//! Today: where each child is now, the next handover, what waits for an answer, this week.
//!
//! Pure: [`build`] makes a [`View`] from [`Inputs`], [`render`] makes HTML from the view.
//! The handler compiles the days of [`window`] and passes them in.

pub(crate) mod handler;
pub mod markup;
pub mod view;

pub use markup::render;
pub use view::{Inputs, OfferedPlan, Other, View, build, window};

#[cfg(test)]
mod tests;
