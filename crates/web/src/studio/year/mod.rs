//! Twelve months of a plan at a glance: a row for each month, a column for each day, a lane for
//! children whose whole year is the same, and the same in a sentence and in a table.
//!
//! May touch: its arguments. [`build`] makes a [`Year`] from a scene, [`markup::year`] makes HTML
//! from that. The caller compiles the days of [`window`].

mod draw;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;

pub use view::{Marks, Year, alone, build, first_day, window};
