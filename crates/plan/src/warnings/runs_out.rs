//! Lists of dates that end while the plan runs on.

use jiff::civil::DateTime;

use super::{Look, Said, WarningFacts, WarningKind};
use crate::rule::Rule;
use crate::{Clause, ClauseIndex};

/// A clause with one span is about that time alone; one with several is a list that somebody
/// has to keep. One that says itself when it ends is over on purpose.
pub(super) fn warnings(look: &Look<'_>, _: ClauseIndex, clause: &Clause) -> Vec<Said> {
    let ends_itself = clause.until.is_some() || clause.until_birthday.is_some();
    let last = match &clause.rule {
        Some(Rule::Spans(spans)) if spans.len() > 1 => spans.iter().map(|span| span.until).max(),
        _ => None,
    };
    let Some(last) = last.map(DateTime::date).filter(|_| !ends_itself) else {
        return Vec::new();
    };
    let runs_on = last < look.window.to();
    if !runs_on || last < look.plan.from() {
        return Vec::new();
    }
    let over = last < look.window.from();
    let ends = if over { "ended" } else { "ends" };
    let message = format!("The last of its dates {ends} on {last}, while the plan runs on.");
    let help = "Add the dates that follow, or state with `until` that the clause is over then.";
    let facts = WarningFacts::LastDate { last, over };
    vec![Said::new(WarningKind::RunsOut, facts, message, help)]
}
