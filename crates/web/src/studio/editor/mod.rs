//! The clauses of a draft one by one, the library of wordings, and the text as a whole.
//!
//! May touch: the reader's own draft, through the desk. A draft that has a text is always a plan
//! that can be read: a change that would make it unreadable is not kept, and what was typed stands
//! in its form again, with what is wrong at its place. Whoever changes a clause writes the text by
//! hand from then on, so the answers to the questions go; the save before has them still. What was
//! changed elsewhere while a page was open is not written over before its author knows.
//!
//! | Address | What |
//! |---|---|
//! | `GET …/clauses` | [`markup::list_page`]; `clause` opens the form of one, `new` that of another |
//! | `POST …/clauses` | [`form::Act`] |
//! | `GET …/library` | [`library_markup::library_page`]; `section` shows one section |
//! | `GET`, `POST …/text` | the whole text |

pub mod change;
pub mod clause_markup;
pub mod excerpt;
pub mod form;
pub(crate) mod handler;
pub(crate) mod library;
pub mod library_markup;
pub mod library_view;
pub mod markup;
#[cfg(test)]
mod pages_tests;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub mod told;
pub mod view;
