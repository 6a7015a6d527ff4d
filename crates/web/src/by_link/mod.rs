//! Answering one offer by a link, without an account: making the link, and the page that it opens.
//!
//! May touch: `app`'s use cases of such links. The page shows that one matter and nothing else of
//! the family; whoever has an account signs in instead.

pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
pub mod words;

use crate::page::paths;

/// What a link opens (page and post: `answer`, `reason`).
pub(crate) const ANSWER: &str = "/answer/{token}";
/// The words of the plan that it is about.
pub(crate) const ANSWER_PLAN: &str = "/answer/{token}/plan";

/// The address of a link.
pub(crate) fn answer_path(token: &str) -> String {
    format!("/answer/{token}")
}

/// Make a link for the answer to an own offer (form and post: `address`).
pub(crate) fn link_path(proposal: &str) -> String {
    format!("{}/link", paths::proposal(proposal))
}
