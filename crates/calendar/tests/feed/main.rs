//! The text of a feed, read back with a library that had no part in writing it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

#[path = "../common/mod.rs"]
mod common;
mod identity;
mod items;
mod neutral;
mod read;
mod spans;
mod words;
