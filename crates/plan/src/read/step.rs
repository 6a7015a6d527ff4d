//! What a step waits for, and whether the clauses that steps name are there and give care.

use std::collections::BTreeMap;

use toml::de::DeArray;

use crate::ids::{ID_LENGTH_MAX, is_slug};
use crate::model::Clause;
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::report::Report;
use crate::read::rules::{RULES, is_table};
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::rule::Rule;
use crate::step::Trigger;

/// `from_event` and `until_event`.
pub(crate) const KEYS: [&str; 2] = ["from_event", "until_event"];

/// Both triggers of a clause, as far as they are there and could be read.
pub(crate) fn triggers(
    report: &mut Report<'_>,
    clause: &Fields<'_, '_>,
) -> (Option<Trigger>, Option<Trigger>) {
    let [from, until] = KEYS.map(|key| {
        let value = clause.get(key)?;
        trigger(report, value)
    });
    if let (Some(from), Some(until), Some(value)) = (&from, &until, clause.get("until_event"))
        && never(from, until)
    {
        report.wrong_with(
            &value.span(),
            "The clause ends no later than it begins, so it never holds.",
            "Let `until_event` wait for something that comes after `from_event`.",
        );
    }
    (from, until)
}

/// Whether the second comes no later than the first, whatever happens.
fn never(from: &Trigger, until: &Trigger) -> bool {
    match (from, until) {
        (Trigger::Event(from), Trigger::Event(until)) => from == until,
        (
            Trigger::Completed { clause, count },
            Trigger::Completed {
                clause: other,
                count: until,
            },
        ) => clause == other && until <= count,
        (Trigger::Event(_) | Trigger::Completed { .. }, _) => false,
    }
}

/// `"court-report"` or `{ completed = "visits", count = 6 }`.
fn trigger(report: &mut Report<'_>, value: &Value<'_>) -> Option<Trigger> {
    if !is_table(value) {
        let example = "\"court-report\", or as { completed = \"visits\", count = 6 }";
        let written = fields::any_text(report, value, example)?;
        return slug(report, written, value, "an event").map(Trigger::Event);
    }
    let table = Fields::open(report, value, "a step", &["completed", "count"])?;
    let clause = table
        .need(report, "completed", "completed = \"visits\"")
        .and_then(|value| fields::any_text(report, value, "a clause's id in quotes"));
    let count = table
        .need(report, "count", "count = 6")
        .and_then(|value| fields::number(report, value, 1, limits::COMPLETED_MAX));
    // Whether there is such a clause is seen when all clauses are known.
    Some(Trigger::Completed {
        clause: clause?.parse().ok()?,
        count: count?,
    })
}

/// The name of an event or feast: a slug.
pub(crate) fn slug(
    report: &mut Report<'_>,
    written: &str,
    value: &Value<'_>,
    what: &str,
) -> Option<String> {
    if !is_slug(written) {
        let help = format!(
            "Begin with a lower-case letter; then letters a to z, digits and hyphens, at most {ID_LENGTH_MAX} characters."
        );
        let message = format!("`{}` cannot be the name of {what}.", shortened(written));
        report.wrong_with(&value.span(), message, help);
        return None;
    }
    Some(written.to_owned())
}

/// Holds the clauses that steps name against all clauses of the text, since they may stand
/// later in it: `ids` are those that are defined, `clauses` those that could be read.
pub(crate) fn check(
    report: &mut Report<'_>,
    array: &DeArray<'_>,
    ids: &BTreeMap<String, usize>,
    clauses: &[Clause],
) {
    let named = |value: &Value<'_>, key: &str| {
        let table = value.get_ref().as_table()?;
        Some(table.get(key)?.get_ref().as_str()?.to_owned())
    };
    for value in array {
        let Some(table) = value.get_ref().as_table() else {
            continue;
        };
        for key in KEYS {
            let step = table.get(key);
            let place = step.and_then(|step| step.get_ref().as_table()?.get("completed"));
            let (Some(place), Some(clause)) =
                (place, step.and_then(|step| named(step, "completed")))
            else {
                continue;
            };
            let place = place.span();
            if !ids.contains_key(&clause) {
                let known: Vec<&str> = ids.keys().map(String::as_str).take(20).collect();
                let help = did_you_mean(&clause, &known, "The clauses are");
                let message = format!("The plan has no clause `{}`.", shortened(&clause));
                report.wrong_with(&place, message, help);
            } else if key == KEYS[0] && named(value, "id").as_deref() == Some(&clause) {
                let message = "The clause waits for itself.";
                let help = "Name the clause whose care comes before this one.";
                report.wrong_with(&place, message, help);
            } else if gives_no_care(&clause, clauses) && !unread(array, &clause, clauses) {
                let message = format!("The clause `{clause}` gives no care that could take place.");
                let help = "Name a clause with a rule of care, such as `weekly`.";
                report.wrong_with(&place, message, help);
            }
        }
    }
}

/// Whether a clause that has no rule states one that could not be read.
fn unread(array: &DeArray<'_>, id: &str, clauses: &[Clause]) -> bool {
    let mut read = clauses.iter().filter(|clause| clause.rule.is_some());
    if read.any(|clause| clause.id.as_str() == id) {
        return false;
    }
    let tables = array.iter().filter_map(|value| value.get_ref().as_table());
    let mut of_id = tables.filter(|table| {
        let own = table.get("id").and_then(|own| own.get_ref().as_str());
        own == Some(id)
    });
    of_id.any(|table| RULES.iter().any(|rule| table.contains_key(*rule)))
}

/// Whether a clause was read and has no rule that gives care.
pub(crate) fn gives_no_care(id: &str, clauses: &[Clause]) -> bool {
    let clause = clauses.iter().find(|clause| clause.id.as_str() == id);
    clause.is_some_and(|clause| clause.rule.as_ref().and_then(Rule::default_rank).is_none())
}
