//! Two plans side by side: two drafts, or a draft and the plan that both agreed to. Both are looked at
//! over the same twelve months, as they are written, without what was agreed beside them. What differs
//! in their texts stands below, clause by clause.
//!
//! May touch: its arguments. [`view::View::of`] compiles the twelve months of each.

pub(crate) mod handler;
pub mod markup;
#[cfg(test)]
mod tests;
pub mod view;
