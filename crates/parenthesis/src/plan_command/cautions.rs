//! What is probably not meant: the warnings about a plan, and the limits that it states and does
//! not keep to. Makes text; prints nothing.

use jiff::civil::Date;
use plan::{Breach, ClauseIndex, ParentingPlan, Timeline, Warning};

use super::places::Places;
use super::source::PlanFile;
use super::{report, show};

/// How many warnings of one kind about one clause are written out.
const ALIKE_MAX: usize = 3;

/// The warnings about a plan from `today` on, each at its clause. Of many that are alike the
/// first few stand for all.
pub(super) fn warnings(file: &PlanFile, today: Date) -> String {
    let warnings = plan::warnings(&file.plan, today);
    let places = Places::of(&file.text);
    let alike =
        |one: &Warning, other: &Warning| (one.clause, one.kind) == (other.clause, other.kind);
    let mut text = String::new();
    for group in warnings.chunk_by(alike) {
        for warning in group.iter().take(ALIKE_MAX) {
            text.push_str(&headline(file, &places, warning.clause, &warning.message));
            if let Some(help) = &warning.help {
                text.push_str(&report::help(help));
            }
        }
        if let (more @ 1.., Some(last)) = (group.len().saturating_sub(ALIKE_MAX), group.last()) {
            let more = show::counted(more, "more warning", "more warnings");
            let sentence = format!("There are {more} of this kind, the last: {}", last.message);
            text.push_str(&headline(file, &places, last.clause, &sentence));
        }
    }
    text
}

/// Where care does not keep to the limits of the plan: for each limit, child and parent the
/// first time, how many follow, and the last.
pub(super) fn breaches(file: &PlanFile, timeline: &Timeline) -> String {
    let places = Places::of(&file.text);
    let breaches = plan::breaches(&file.plan, timeline);
    summed(&file.plan, &breaches)
        .into_iter()
        .map(|(clause, sentence)| headline(file, &places, Some(clause), &sentence))
        .collect()
}

/// A sentence for each limit, child and parent: the first breach, how many follow, the last.
pub(super) fn summed(plan: &ParentingPlan, breaches: &[Breach]) -> Vec<(ClauseIndex, String)> {
    let sentence = |group: Vec<&Breach>| {
        let (first, last) = (group.first()?, group.last()?);
        let mut sentence = first.sentence(plan);
        if let more @ 1.. = group.len() - 1 {
            let times = show::counted(more, "more time", "more times");
            let until = last.to.yesterday().unwrap_or(last.to);
            sentence.push_str(&format!(
                " The same happens {times}, the last from {} to {until}.",
                last.from
            ));
        }
        Some((first.clause, sentence))
    };
    alike(breaches).into_iter().filter_map(sentence).collect()
}

/// Breaches of one limit for the same children and parent, in the order of the first ones.
fn alike(breaches: &[Breach]) -> Vec<Vec<&Breach>> {
    let mut groups: Vec<Vec<&Breach>> = Vec::new();
    for breach in breaches {
        let same = |group: &&mut Vec<&Breach>| {
            group.first().is_some_and(|first| {
                (first.clause, &first.children, first.parent)
                    == (breach.clause, &breach.children, breach.parent)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(breach),
            None => groups.push(vec![breach]),
        }
    }
    groups
}

/// `FILE:LINE:COLUMN: warning: sentence`, or without a place where it is about the whole plan.
fn headline(
    file: &PlanFile,
    places: &Places,
    clause: Option<ClauseIndex>,
    sentence: &str,
) -> String {
    let at = clause.and_then(|clause| places.clause(file.plan.clause(clause)));
    let sentence = format!("warning: {}", show::plain(sentence));
    match at {
        Some(at) => report::headline(&file.name, at, &sentence),
        None => format!("{}: {sentence}\n", file.name),
    }
}
