//! Bundles: choose what of the record goes to somebody else, look at it first, wait, fetch it.
//!
//! May touch: `app`, which makes a bundle in memory and notes it in its maker's own tree. Nothing
//! here is shown to the other parent.
//!
//! | Address | What |
//! |---|---|
//! | `GET /bundles` | the form, and what was made before |
//! | `POST /bundles` | the form: preview, change, make |
//! | `GET /bundles/progress` | how far it is; loads itself again until it is done |
//! | `GET /bundles/file/{id}` | the file, for its maker |
//! | `POST /bundles/forget` | forget it before its time |

mod choice_markup;
mod files_markup;
pub mod form;
pub(crate) mod handler;
pub mod markup;
mod own_words;
mod people_words;
mod talk_words;
pub mod view;
pub mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod words_tests;
