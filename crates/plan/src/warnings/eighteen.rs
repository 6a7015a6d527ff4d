//! Children who come of age while the plan runs on.

use jiff::civil::Date;

use super::{Look, Said, Warning, WarningFacts, WarningKind};
use crate::day;
use crate::rule::Rule;
use crate::{Child, Clause, ClauseIndex};

/// The age at which a child decides for itself (NL: art. 1:233 BW; US: most states; the same in
/// Belgium, Germany, France and the United Kingdom).
const OF_AGE: u8 = 18;

/// A clause that begins when each of its children is of age.
pub(super) fn of_clause(look: &Look<'_>, _: ClauseIndex, clause: &Clause) -> Vec<Said> {
    let begins: Option<Vec<i32>> = look
        .children(clause)
        .map(|child| {
            let (first, end) = look.extent(clause, child)?;
            let adult = first >= day::number(child.birthday(OF_AGE));
            (adult && first < end).then_some(first)
        })
        .collect();
    let Some(first) = begins.unwrap_or_default().into_iter().min() else {
        return Vec::new();
    };
    let first = day::date(first);
    let message = format!(
        "This clause begins on {first}, when each child of whom it speaks is {OF_AGE} already."
    );
    let help = "From 18 on a child decides for itself; look at its dates and ages.";
    let (kind, facts) = (
        WarningKind::BeginsAfterEighteen,
        WarningFacts::BeginsOfAge(first),
    );
    vec![Said::new(kind, facts, message, help)]
}

/// The children who come of age while the plan runs on for itself or for the others.
pub(super) fn of_plan(look: &Look<'_>) -> Option<Warning> {
    let plan = look.plan;
    let birthdays = plan.children().iter().map(|child| child.birthday(OF_AGE));
    let end = plan.until().or(birthdays.max())?;
    let of_age: Vec<(&Child, Date)> = plan
        .children()
        .iter()
        .map(|child| (child, child.birthday(OF_AGE)))
        .filter(|&(child, adult)| adult < end && cared_for_after(look, child, adult))
        .collect();
    let mut said: Vec<String> = of_age
        .iter()
        .map(|(child, adult)| format!("{} on {adult}", child.name))
        .collect();
    let last = said.pop()?;
    let who = if said.is_empty() {
        last
    } else {
        format!("{} and {last}", said.join(", "))
    };
    let facts = of_age
        .iter()
        .map(|(child, adult)| (child.id.clone(), *adult));
    Some(Warning {
        clause: None,
        kind: WarningKind::TurnsEighteen,
        facts: WarningFacts::TurnEighteen(facts.collect()),
        message: format!("While the plan runs on, {OF_AGE} years are reached: {who}."),
        help: Some(
            "From 18 on a child decides for itself. What ends then may say so: until_birthday = 18."
                .to_owned(),
        ),
    })
}

/// Whether a clause still gives care to a child from a date on.
fn cared_for_after(look: &Look<'_>, child: &Child, adult: Date) -> bool {
    let clauses = look.plan.clauses().iter();
    let mut care = clauses.filter(|clause| {
        let rank = clause.rule.as_ref().and_then(Rule::default_rank);
        rank.is_some() && clause.concerns(&child.id)
    });
    care.any(|clause| {
        let days = look.extent(clause, child);
        days.is_some_and(|(first, end)| first < end && end > day::number(adult))
    })
}
