//! Notices on a device: its browser is told, by the service of the browser's maker, that there is
//! something new.
//!
//! May touch: the reader's own browsers, through `app`. Everything is bound to the session: it ends
//! with it, and nobody else notices any of it.

pub(crate) mod form;
pub(crate) mod handler;
mod markup;
mod payload;

pub use payload::payload;

/// Tell this device no more (post).
pub(crate) const END: &str = "/calm/notices-here/end";
/// Send this device a trial (post).
pub(crate) const TRY: &str = "/calm/notices-here/try";
/// The script that shows notices. Its address has no hash: a browser looks there for a newer one.
pub(crate) const WORKER: &str = "/push.js";
/// What that script answers for: no page lies there, so it never stands between a page and us.
pub(crate) const SCOPE: &str = "/push/";
