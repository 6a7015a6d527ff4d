//! Sentences about answers that came by a link.
//!
//! May touch: its arguments.

use family::LinkSent;

use crate::text::{Text, t};

/// How an answer without an account came: what is claimed of it is no more than is known.
#[must_use]
pub fn came(text: &Text, sent: &LinkSent) -> String {
    let address = sent.address.as_str();
    if sent.mailed {
        t!(text, "answer-by-mailed-link", address = address)
    } else {
        t!(text, "answer-by-link", address = address)
    }
}
