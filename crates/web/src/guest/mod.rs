//! The pages of somebody whom the parents let in: what is open, the days of some children, the
//! plan, a part of the record.
//!
//! May touch: the family in memory, as far as a grant opens it; `app`'s use cases of guests. What a
//! professional is shown is on the record before it is shown.

/// Close one's own account, of somebody who was let in (form and post: `command`).
pub const LEAVE: &str = "/access/leave";

pub(crate) mod handler;
pub mod markup;
pub mod proposal_markup;
#[cfg(test)]
mod tests;
pub mod view;
