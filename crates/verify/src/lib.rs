//! Verifies bundles and receipts of the record without a network and without trusting the host, and
//! says in plain words what holds, what does not, and what cannot be told.
//!
//! The checks are `ledger`'s; here are the files, the e-mails, the progress bar and the words. The
//! program `parenthesis-verify` is nothing more than this crate and a command line, so that it can
//! be looked through, and built by others, without any of the server.
//!
//! # What it is not
//! It changes no file and opens no connection. It trusts no clock: times are those that files name.
//!
//! # Invariants
//! - What fails is said, and then [`Report::holds`] is false; nothing that fails is only a warning.
//! - Whatever a file holds, it is refused with a sentence and never stops the program.

mod args;
mod files;
mod html;
mod json;
mod kept;
mod mail;
mod pace;
mod report;
mod shown;
mod words;

pub use args::VerifyOptions;
pub use pace::{Progress, Threads};
pub use report::{FileReport, Report, Show, run, verify};
