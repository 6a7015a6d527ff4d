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
//! | `GET /record?q=&who=&topic=&from=&until=&tree=` | what fits a search ([`form::Search`]) |
//! | `GET /record/{number}/receipt`, `/record/own/{number}/receipt` | the receipt of an entry |
//! | `GET /record/receipts`, `/record/own/receipts`, each with `?from=N` | receipts from entry N on |
//! | `GET /record/consistency/{size}` | for this device: the proof that the record begins with so many entries |
//! | `POST /record/devices/revoke` (`command`, `key`) | lets one of the reader's devices sign no more |
//!
//! Nothing on the record can be changed: a device that is removed is a further entry.

mod build;
pub(crate) mod call_words;
pub(crate) mod device;
mod devices;
pub mod form;
pub(crate) mod handler;
pub mod markup;
mod proof;
pub(crate) mod receipts;
mod search_markup;
mod sentences;
pub mod view;

pub use build::{line, page_of};
pub(crate) use search_markup::topic_words;
pub(crate) use sentences::{about as line_about, line_moment, line_sentence};

#[cfg(test)]
mod tests;
