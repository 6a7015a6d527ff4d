//! People whom the parents let in: who they are, what they may see, until when; letting somebody
//! in, making the link with which they come, and ending it. Also the families of one person.
//!
//! May touch: `app`'s use cases of guests and families. Whom a parent lets in alone stands on pages
//! of that parent only.

pub mod days;
pub(crate) mod families;
pub mod form;
pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
pub mod words;

/// One's own days in all one's families (page; `from`).
pub(crate) const DAYS: &str = "/families/days";
/// Let somebody in, by a proposal to the other parent (form; `again` names somebody of before).
pub(crate) const NEW: &str = "/people/new";
/// Let the own lawyer, mediator or therapist in, alone (form and post).
pub(crate) const NEW_OWN: &str = "/people/new/own";
/// Make the link with which somebody comes (post: `member`).
pub(crate) const LINK: &str = "/people/link";
/// Let somebody in no more (post: `member`).
pub(crate) const END: &str = "/people/end";
