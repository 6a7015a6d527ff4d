//! Calls with the children: whom one may call now, the call itself, the tablets with which children
//! call, and how the rhythm of calls is kept.
//!
//! May touch: the family in memory, the rooms of `hub`, which are in memory alone, and `app`, which
//! notes that a call happened. Nothing of what is said or seen passes here: browsers speak with each
//! other, sealed from end to end, over a relay that knows no call; this server carries what they need
//! to find each other, with every address taken out of it.
//!
//! | Address | What |
//! |---|---|
//! | `GET /calls` | [`markup::calls_page`] |
//! | `POST /calls` | begins a call (`child`, several; `audio`, `supervisor`) |
//! | `GET /calls/{id}` | [`room_markup::room_page`], for whoever is in it or asked to it |
//! | `GET /calls/{id}/stream` | what happens in it, as events (`stream`) |
//! | `POST /calls/{id}/say`, `…/leave`, `…/end`, `…/decline` | what a seat does |
//! | `POST /calls/{id}/ice` | servers for longer, for the script |
//! | `GET /calls/{id}/ring` | [`room_markup::ring`], what an open page shows |
//! | `POST /calls/wish` | whether to be told when the children are free to be called (`rhythm`) |
//! | `GET`, `POST /calls/check` | whether this device can call (`check`) |
//! | `GET`, `POST /calls/tablets`, `POST …/end` | the tablets of the children (`tablets`) |

pub(crate) mod check;
pub mod form;
pub(crate) mod handler;
pub(crate) mod hub;
mod keeps;
pub mod markup;
pub(crate) mod places;
pub(crate) mod planned;
pub mod rhythm;
pub(crate) mod room;
pub mod room_markup;
pub(crate) mod sdp;
pub mod settings;
pub(crate) mod stream;
pub(crate) mod tablets;
pub mod tablets_markup;
#[cfg(test)]
mod tests;
pub mod view;

pub use settings::CallSettings;

use hub::Hub;
use places::Places;

/// Whether this device can call (page; post for the servers through which it would).
pub(crate) const CHECK: &str = "/calls/check";
/// End a tablet (post: `tablet`).
pub(crate) const END_TABLET: &str = "/calls/tablets/end";

/// What all calls of this server share.
#[derive(Default)]
pub(crate) struct Calls {
    /// The rooms.
    pub hub: Hub,
    /// Under which names browsers use the relay.
    pub places: Places,
    /// Through what calls go.
    pub settings: CallSettings,
}

/// The address of a call.
#[must_use]
pub fn call_path(id: &str) -> String {
    format!("{}/{id}", crate::page::paths::CALLS)
}
