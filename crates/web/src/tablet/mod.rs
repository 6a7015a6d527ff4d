//! The children's tablet: faces of who may be called now, where they sleep tonight, who calls; pairing
//! it with a parent's code; its own way into a call.
//!
//! May touch: the family in memory, the calls that go on, `app`'s pairing. A tablet is nobody's
//! session. What its page shows follows from the plan, the record and the hour, and from nothing that
//! one parent keeps: no message, cost, proposal, address or setting. Whoever may not be called is not
//! there. Looking changes nothing; its forms carry tokens tied to its own cookie.
//!
//! | Address | What |
//! |---|---|
//! | `GET`, `POST /tablet/pair/{secret}` | what the tablet will be, and making it so (`pairing`) |
//! | `GET /tablet` | [`markup::faces_page`], or [`markup::ringing_page`] while somebody calls |
//! | `GET /tablet/stream` | who rings, and whether the page shows something else by now (`stream`) |
//! | `POST /tablet/call` | begins a call (`parent` or `tablet`) |
//! | `GET /tablet/calls/{id}`, `…/stream` | the call, and what happens in it (`rooms`) |
//! | `POST /tablet/calls/{id}/say`, `…/leave`, `…/end`, `…/decline` | what a seat does |

pub(crate) mod handler;
pub mod markup;
pub(crate) mod pairing;
pub(crate) mod rooms;
pub(crate) mod stream;
#[cfg(test)]
mod tests;
pub mod view;

use app::Secret;

use crate::page::paths;

/// Pairing a tablet, by a secret that works once (page and post).
pub(crate) const PAIR: &str = "/tablet/pair/{secret}";
/// What an open page of a tablet follows.
pub(crate) const STREAM: &str = "/tablet/stream";
/// Begin a call (post: `parent` or `tablet`).
pub(crate) const CALL: &str = "/tablet/call";

/// Where a tablet is paired with this code.
pub(crate) fn pair_path(code: &Secret) -> String {
    format!("{}/pair/{}", paths::TABLET, code.reveal())
}

/// A call, as its tablet reaches it.
pub(crate) fn call_path(id: &str) -> String {
    format!("{}/calls/{id}", paths::TABLET)
}
