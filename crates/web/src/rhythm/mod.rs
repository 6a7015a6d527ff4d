//! A rhythm to begin with: while there is no plan, a parent can put one of the usual schedules
//! forward. It is a proposal like any other; it counts once the other parent accepts it.
//!
//! May touch: its arguments. The schedules are those of [`plan::pattern`].

mod form;
pub(crate) mod handler;
mod markup;
#[cfg(test)]
mod tests;

pub use form::{Choice, FieldError, RhythmForm, Wrong};
pub(crate) use markup::drawing;
pub use markup::{RhythmView, rhythm_page};

use plan::Side;
use plan::pattern::Pattern;

/// The schedules that the page draws, and the keys of their names and what is said of them.
pub const RHYTHMS: [(&str, &str, &str); 6] = [
    ("alternating-weeks", "rhythm-weeks", "rhythm-weeks-more"),
    ("2-2-3", "rhythm-223", "rhythm-223-more"),
    ("2-2-5-5", "rhythm-2255", "rhythm-2255-more"),
    (
        "alternating-weeks-wednesday",
        "rhythm-wednesday",
        "rhythm-wednesday-more",
    ),
    (
        "alternate-weekends",
        "rhythm-weekends",
        "rhythm-weekends-more",
    ),
    (
        "alternate-weekends-monday-wednesday",
        "rhythm-weekends-long",
        "rhythm-weekends-long-more",
    ),
];

/// What a schedule comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Nights of a cycle with each parent, who comes first first.
    pub nights: [usize; 2],
    /// Most nights in a row with each.
    pub longest: [usize; 2],
    /// Changes of carer in a cycle.
    pub changes: usize,
}

/// Counts a schedule over and over: what follows its last night is its first.
#[must_use]
pub fn facts(pattern: &Pattern) -> Facts {
    let cycle = pattern.cycle();
    let count = |side| cycle.iter().filter(|night| **night == side).count();
    let next = || cycle.iter().cycle().skip(1);
    let changes = cycle.iter().zip(next()).filter(|(one, next)| one != next);
    let mut longest = [0; 2];
    let mut run = 0;
    let mut last = None;
    for night in cycle.iter().chain(&cycle) {
        run = if last == Some(night) { run + 1 } else { 1 };
        last = Some(night);
        let most = &mut longest[night.index()];
        *most = run.min(cycle.len()).max(*most);
    }
    Facts {
        nights: Side::BOTH.map(count),
        longest,
        changes: changes.count(),
    }
}
