//! A plan on paper: the document with clauses, pictures, dates and room for signatures, and two
//! pages of it for the children.
//!
//! May touch: its arguments. [`build`] is pure and makes what `print` sets; compiling at most two
//! windows for the document and one for the children's pages. The handler makes the PDF on a thread
//! of its own: few at a time, and one for each person.

pub mod build;
pub(crate) mod handler;
mod held;
pub mod markup;
#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod printed_tests;
#[cfg(test)]
mod tests;
pub mod view;
