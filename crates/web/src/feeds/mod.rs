//! Calendar addresses: what calendar programs read of care, and the page on which they are made.
//!
//! May touch: the family in memory; the reader's own addresses, through `app`.

pub(crate) mod feed;
pub(crate) mod handler;
mod markup;

/// What calendar programs read; the secret follows.
pub(crate) const FEED: &str = "/feed";
/// End an address (post).
pub(crate) const END: &str = "/calendar/addresses/end";
