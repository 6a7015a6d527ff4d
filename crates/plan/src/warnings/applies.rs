//! Clauses that never apply: outside the plan's dates, for no child, always overridden.

use super::{Look, Said, WarningFacts, WarningKind};
use crate::compile::own_spans;
use crate::day::{self, DAY_SECONDS};
use crate::rule::Rule;
use crate::{Clause, ClauseIndex, Language, Source};

/// Clauses that go before it, of which so many are named.
const NAMED: usize = 3;

pub(super) fn warnings(look: &Look<'_>, index: ClauseIndex, clause: &Clause) -> Vec<Said> {
    never_holds(clause, look)
        .or_else(|| never_applies(look, index, clause))
        .into_iter()
        .collect()
}

/// The clause holds on no day of the plan for any of its children.
fn never_holds(clause: &Clause, look: &Look<'_>) -> Option<Said> {
    let nowhere = look.children(clause).all(|child| {
        let days = look.extent(clause, child);
        days.is_some_and(|(first, end)| first >= end)
    });
    if !nowhere {
        return None;
    }
    let plan = look.plan;
    let (message, facts) = match (clause.from, clause.until, plan.until()) {
        (Some(from), _, Some(end)) if from >= end => (
            format!("This clause begins on {from}, but the plan ends on {end}."),
            WarningFacts::AfterThePlan { from, end },
        ),
        (_, Some(until), _) if until <= plan.from() => {
            let begin = plan.from();
            (
                format!("This clause ends on {until}, but the plan begins on {begin}."),
                WarningFacts::BeforeThePlan { until, begin },
            )
        }
        _ => {
            let message = "This clause holds for no child: while the plan runs, none of whom it speaks is of the age that it names on the dates that it names.";
            let help = "Look at its dates and ages, and at the dates of birth.";
            return Some(Said::new(
                WarningKind::HoldsForNoChild,
                WarningFacts::NoChild,
                message.to_owned(),
                help,
            ));
        }
    };
    let help = "Look at `from` and `until` of the clause and of the plan.";
    let kind = WarningKind::OutsideThePlan;
    Some(Said::new(kind, facts, message, help))
}

/// The clause gives care on paper, but of the dates ahead it gets none.
fn never_applies(look: &Look<'_>, index: ClauseIndex, clause: &Clause) -> Option<Said> {
    let rule = clause.rule.as_ref()?;
    // A fallback is there for what nobody thought of, so it may well never be needed.
    let judged = rule.default_rank().is_some() && !matches!(rule, Rule::Always(_));
    let waits = look
        .children(clause)
        .any(|child| look.extent(clause, child).is_none());
    if !judged || waits || applies(look, index) {
        return None;
    }
    let speaks = |clip: (i64, i64)| {
        look.children(clause).any(|child| {
            let spans = own_spans(look.walls, (index, clause), child, clip);
            spans.is_some_and(|spans| !spans.is_empty())
        })
    };
    if speaks(look.clip()) {
        return Some(overridden(look, index));
    }
    let begin = i64::from(day::number(look.plan.from())) * DAY_SECONDS;
    let (now, end) = look.clip();
    let later = look.children(clause).any(|child| {
        let days = look.extent(clause, child);
        days.is_some_and(|(_, last)| i64::from(last) * DAY_SECONDS > end)
    });
    // What has been, or may come after the dates at which warnings look, is no mistake.
    if later || speaks((begin, now.max(begin))) {
        return None;
    }
    let ended = look.children(clause).all(|child| {
        let days = look.extent(clause, child);
        days.is_some_and(|(_, last)| i64::from(last) * DAY_SECONDS <= now)
    });
    if ended {
        return None;
    }
    let message = "This clause never gives anybody time: nothing of its rule lies on the dates on which it holds.";
    let help = "Look at the dates of the rule and at those of the clause and the plan.";
    Some(Said::new(
        WarningKind::NeverApplies,
        WarningFacts::NoTime,
        message.to_owned(),
        help,
    ))
}

/// Whether anything of the dates ahead is by this clause, or would be but for a clash.
fn applies(look: &Look<'_>, index: ClauseIndex) -> bool {
    let own = Source::Clause(index);
    look.timeline.children().iter().any(|child| {
        let clashes = child.clashes.iter().flat_map(|clash| &clash.between);
        child.care.iter().any(|care| care.source == own)
            || clashes.into_iter().any(|(source, _)| *source == own)
    })
}

fn overridden(look: &Look<'_>, index: ClauseIndex) -> Said {
    let own = Source::Clause(index);
    let mut above: Vec<ClauseIndex> = Vec::new();
    let children = look.timeline.children().iter();
    for care in children.flat_map(|child| &child.care) {
        if let Source::Clause(first) = care.source
            && care.overrode.contains(&own)
            && !above.contains(&first)
        {
            above.push(first);
        }
    }
    above.sort_unstable();
    above.truncate(NAMED);
    let names: Vec<String> = above
        .iter()
        .filter_map(|above| look.plan.clauses().get(above.get()))
        .map(|clause| format!("“{}”", clause.title(Language::En)))
        .collect();
    let message = match names.as_slice() {
        [] => "This clause never applies: whenever it speaks, others go before it.".to_owned(),
        [one] => format!("This clause never applies: whenever it speaks, {one} goes before it."),
        some => format!(
            "This clause never applies: whenever it speaks, one of {} goes before it.",
            some.join(", ")
        ),
    };
    let help = "Give it a stronger `rank`, or leave it out.";
    let facts = WarningFacts::GivesWay { to: above };
    Said::new(WarningKind::NeverApplies, facts, message, help)
}
