//! Keeping and ending: holds, asking for an erasure, erasing one's own words, closing an account
//! or the family.
//!
//! May touch: its arguments; the handler reads the family and sends commands to `app`.
//!
//! | Address | What |
//! |---|---|
//! | `GET /record/keeping` | [`markup::keeping_page`]: what there is to choose |
//! | `POST /record/keeping/hold` | sets or lifts one's own hold (`step`) |
//! | `POST /record/keeping/lift` | asks both to lift the other parent's hold |
//! | `POST /record/keeping/family` | asks both to close the family; alone, closes it (password) |
//! | `POST /record/keeping/account` | closes one's own account (password) |
//! | `GET`, `POST /record/own` | [`markup::own_page`]: erases words of one's own record (password) |
//! | `GET`, `POST /proposals/{id}/erase` | [`markup::erase_page`]: asks both to erase a proposal |

mod build;
pub(crate) mod handler;
pub mod markup;
pub mod view;
pub mod words;

use crate::page::paths;

/// Set or lift one's own hold (post).
pub const HOLD: &str = "/record/keeping/hold";
/// Ask both to lift the other parent's hold (post).
pub const LIFT: &str = "/record/keeping/lift";
/// Close the family, or ask both to (post).
pub const FAMILY: &str = "/record/keeping/family";
/// Close one's own account (post).
pub const ACCOUNT: &str = "/record/keeping/account";
/// Erase words of one's own record (form and post).
pub const OWN: &str = "/record/own";

/// Ask both to erase a proposal that ended (form and post).
#[must_use]
pub fn erase_path(id: &str) -> String {
    format!("{}/erase", paths::proposal(id))
}

#[cfg(test)]
mod tests;
