//! What a draft comes to: its year, its numbers, what is not right with it, what the law asks; and
//! one month day by day. The draft is looked at as a plan that stands alone, without what was agreed
//! beside the plan in force.
//!
//! May touch: its arguments. [`view::view`] compiles the days that are shown, `warned` looks at all the
//! years ahead; the page of a draft is [`markup::draft_page`].

pub mod bars;
pub mod checks;
pub mod checks_markup;
pub(crate) mod handler;
pub mod law;
pub mod law_markup;
pub mod markup;
pub mod measured;
pub mod measured_markup;
pub mod month;
mod remarks;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
pub mod view;
pub(crate) mod warned;
