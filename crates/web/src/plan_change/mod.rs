//! A change of the plan, put forward as text: the newest agreed version to begin with, what is wrong
//! with what was typed, and what it would change before anything is sent. It is a proposal like any
//! other; it counts once the other parent accepts it.
//!
//! May touch: its arguments. Reading the family and sending commands is the handler's work.
//!
//! | Address | What |
//! |---|---|
//! | `GET /plan/change` | the text of the newest agreed version |
//! | `POST /plan/change` | [`form::PlanForm`]; its `step` says preview, change or send |
//! | `GET /plan/drafts/{id}/offer` | the same, with the text of a draft |
//! | `GET`, `POST /proposals/{id}/counter` | the same, in answer to a plan that was offered |

pub mod form;
pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
