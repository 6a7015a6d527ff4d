//! The calendar: month, week and list of days, each as data, sentence and drawing.
//!
//! Pure: [`build`] makes a [`View`] from a [`Scene`], [`render`] makes HTML from the view.
//! The handler compiles the days of [`Query::window`] and passes them in.
//! Today borrows the row of a week, the handovers and the open proposals from here.

pub mod beside;
pub mod calls;
pub mod days;
pub mod draw;
pub(crate) mod handler;
pub mod markup;
pub mod moves;
pub mod panel;
pub mod panel_markup;
pub mod query;
pub mod say;
pub mod scene;
pub mod view;

pub use markup::{render, title};
pub use query::{Params, Query};
pub use scene::{OpenProposal, ProposedSpan, Scene};
pub use view::{View, build};

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
