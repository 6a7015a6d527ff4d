//! How a draft came to be: its saves, what changed between two of them, and bringing one back.
//!
//! May touch: the reader's own draft and its older saves, through `app`. What is brought back is
//! kept once more, as the newest save; nothing is ever taken out of the list.
//!
//! | Address | What |
//! |---|---|
//! | `GET …/history` | the saves; `from` and `to` name two entries, `older` the entry before which the list goes on |
//! | `POST …/history` | `entry` is brought back; `back` says which page comes next |

pub mod differences_markup;
pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
