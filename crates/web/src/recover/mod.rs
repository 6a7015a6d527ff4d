//! The way back in for who has lost every other: asking for it, the page behind its link, and
//! stopping it.
//!
//! May touch: `app`'s use cases of access. The page that answers whoever asks is the same to the
//! byte for every address, and is sent before the address is looked up.

pub(crate) mod handler;
mod markup;
#[cfg(test)]
mod tests;
mod view;

pub use markup::{lost_page, recover_page};
pub use view::{LostState, LostView, Open, RecoverView, Wait};

/// Asking for a way back in (form and post).
pub(crate) const LOST: &str = "/sign-in/lost";
/// Stopping the one that waits (post).
pub(crate) const STOP: &str = "/access/recovery/stop";

/// The address of a link: the secret stands in the path.
#[must_use]
pub fn recover_path(secret: &str) -> String {
    format!("/recover/{secret}")
}
