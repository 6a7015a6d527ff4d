//! Rhythms that give everything to one parent.

use super::{Look, Said, WarningFacts, WarningKind};
use crate::rule::Rule;
use crate::{Clause, ClauseIndex};

pub(super) fn warnings(look: &Look<'_>, _: ClauseIndex, clause: &Clause) -> Vec<Said> {
    let (side, what) = match &clause.rule {
        Some(Rule::Nights(nights)) => {
            let all_alike = nights
                .cycle
                .iter()
                .all(|night| nights.cycle.first() == Some(night));
            let side = nights.cycle.first().copied();
            (side.filter(|_| all_alike), "Every night of the sequence")
        }
        Some(Rule::Weeks(weeks)) => (
            weeks.odd.filter(|_| weeks.odd == weeks.even),
            "Every week, odd or even,",
        ),
        _ => (None, ""),
    };
    side.map(|side| {
        let parent = look.plan.parent(side);
        let message = format!("{what} is with {}.", parent.name);
        let help = format!("If that is meant, always = \"{}\" says it.", parent.id);
        let facts = WarningFacts::AllWith { side };
        Said::new(WarningKind::OneParentOnly, facts, message, &help)
    })
    .into_iter()
    .collect()
}
