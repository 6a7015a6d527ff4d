//! The three timelines of a plan and its facts: as planned, as agreed, as it was.

use super::Facts;
use crate::compile::compile_over;
use crate::{ParentingPlan, Timeline, Window, compile_after};

/// Which timeline is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimelineKind {
    /// The plan alone, with the steps that were taken.
    Planned,
    /// The same with swaps and extra time that both agreed.
    Agreed,
    /// The same with what happened over it: missed care and handovers at other times. What
    /// happened stands above every rank, also above a court's order, and changes nothing but
    /// its own stretch of time.
    Actual,
}

impl TimelineKind {
    /// All three, in order.
    pub const ALL: [TimelineKind; 3] = [
        TimelineKind::Planned,
        TimelineKind::Agreed,
        TimelineKind::Actual,
    ];
}

/// Compiles a plan over a window with what happened, as one of the three timelines.
pub fn compile_facts(
    plan: &ParentingPlan,
    window: Window,
    facts: &Facts,
    version: TimelineKind,
) -> Timeline {
    let passed = facts.passed();
    match version {
        TimelineKind::Planned => compile_after(plan, window, &[], &passed),
        TimelineKind::Agreed => compile_after(plan, window, &facts.agreed(), &passed),
        TimelineKind::Actual => {
            let mut one_offs = facts.agreed();
            let on_top = one_offs.len();
            one_offs.extend(facts.happened());
            compile_over(plan, window, &one_offs, on_top, &passed)
        }
    }
}
