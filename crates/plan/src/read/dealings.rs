//! How the parents deal with each other: care that must be offered first, and what follows when
//! they cannot agree.

use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::rule::{DisputeStep, Disputes, FirstRefusal};

/// `{ hours = 4 }`.
pub(crate) fn first_refusal(report: &mut Report<'_>, value: &Value<'_>) -> Option<FirstRefusal> {
    let table = Fields::open(report, value, "a first refusal", &["hours"])?;
    let hours = table
        .need(report, "hours", "hours = 4")
        .and_then(|value| fields::count(report, value, 1, limits::FIRST_REFUSAL_HOURS_MAX))?;
    Some(FirstRefusal { hours })
}

/// `{ steps = ["talk", "mediator"], days = 14 }`.
pub(crate) fn disputes(report: &mut Report<'_>, value: &Value<'_>) -> Option<Disputes> {
    let table = Fields::open(report, value, "a rule for disputes", &["steps", "days"])?;
    let steps = table
        .need(report, "steps", "steps = [\"talk\", \"mediator\"]")
        .and_then(|value| steps(report, value));
    let days = table
        .get("days")
        .map(|value| fields::count(report, value, 1, limits::DISPUTE_DAYS_MAX));
    Some(Disputes {
        steps: steps?,
        days: match days {
            None => None,
            Some(days) => Some(days?),
        },
    })
}

fn steps(report: &mut Report<'_>, value: &Value<'_>) -> Option<Vec<DisputeStep>> {
    let example = "[\"talk\", \"mediator\"]";
    let list = fields::list(report, value, example, DisputeStep::ALL.len())?;
    let mut steps: Vec<DisputeStep> = Vec::new();
    for entry in list {
        let Some(written) = fields::any_text(report, entry, "\"talk\"") else {
            continue;
        };
        let known = DisputeStep::ALL.into_iter();
        match known.clone().find(|step| step.name() == written) {
            None => {
                let names: Vec<&str> = known.map(DisputeStep::name).collect();
                let help = did_you_mean(written, &names, "The steps are");
                let message = format!("`{}` is not a step.", shortened(written));
                report.wrong_with(&entry.span(), message, help);
            }
            Some(step) if steps.contains(&step) => {
                report.wrong(
                    &entry.span(),
                    format!("The step `{written}` is named twice."),
                );
            }
            Some(step) => steps.push(step),
        }
    }
    (steps.len() == list.len()).then_some(steps)
}
