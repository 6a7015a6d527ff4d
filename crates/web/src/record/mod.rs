//! The record: every entry, newest first, in plain sentences, with what proves it unchanged.
//!
//! May touch: its arguments. Opening and checking entries is done before they come here.
//!
//! | Address | What |
//! |---|---|
//! | `GET /record` | the newest page of both trees |
//! | `GET /record?before=N` | entries before number N |
//! | `GET /record?at=N` | the page that holds entry N, as links from proposals ask |
//! | `GET /record?tree=own&before=N` | the same of one's own tree |
//!
//! There are no posts here: nothing on the record can be changed.

mod build;
mod device;
pub mod form;
pub(crate) mod handler;
pub mod markup;
pub mod view;

pub use build::{line, page_of};

#[cfg(test)]
mod tests;
