//! The rule of alternate weekends.

use std::collections::BTreeMap;

use toml::de::DeArray;

use crate::ChildId;
use crate::model::Clause;
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::words::{self, shortened, weekday_name};
use crate::rule::{InARow, Rule, Weekends, WeeklyWindow};

const THEN: [&str; 3] = ["roll-on", "continue", "restart"];

/// `{ first = "elias", start = 2027-02-05, window = "fri 18:00 - sun 18:00" }`, and with
/// `at_most` and `then` what happens when three in a row would fall to one parent.
pub(crate) fn weekends(
    report: &mut Report<'_>,
    people: &People,
    value: &Value<'_>,
) -> Option<Weekends> {
    let keys = ["first", "start", "window", "at_most", "then"];
    let table = Fields::open(report, value, "a rule of weekends", &keys)?;
    let first = table
        .need(report, "first", "first = \"elias\"")
        .and_then(|value| people.side(report, value));
    let start_value = table.need(report, "start", "start = 2027-02-05");
    let start = start_value.and_then(|value| fields::date(report, value));
    let window = table
        .need(report, "window", "window = \"fri 18:00 - sun 18:00\"")
        .and_then(|value| window(report, value));
    if let (Some(start), Some(window), Some(value)) = (start, window, start_value)
        && start.weekday() != window.day
    {
        let message = format!(
            "{start} is a {}, but the weekend begins on a {}.",
            weekday_name(start.weekday()),
            weekday_name(window.day)
        );
        let help = "Write the date on which the first of the weekends begins.";
        report.wrong_with(&value.span(), message, help);
        return None;
    }
    let in_a_row = in_a_row(report, &table);
    Some(Weekends {
        first: first?,
        start: start?,
        window: window?,
        in_a_row: in_a_row?,
    })
}

/// A child has so many alternations that count weekends, and no more.
pub(crate) fn check(report: &mut Report<'_>, array: &DeArray<'_>, clauses: &[Clause]) {
    let mut counted: BTreeMap<&ChildId, usize> = BTreeMap::new();
    for clause in clauses {
        let counts = match &clause.rule {
            Some(Rule::Weekends(weekends)) => weekends.in_a_row != InARow::RollOn,
            Some(_) | None => false,
        };
        if !counts {
            continue;
        }
        for child in &clause.children {
            let count = counted.entry(child).or_default();
            *count += 1;
            if *count == limits::COUNTED_WEEKENDS_MAX + 1 {
                let place = array.get(usize::from(clause.number).saturating_sub(1));
                let message = format!(
                    "At most {} clauses for one child can count weekends in a row.",
                    limits::COUNTED_WEEKENDS_MAX
                );
                report.wrong(&place.map_or(0..0, toml::Spanned::span), message);
            }
        }
    }
}

fn window(report: &mut Report<'_>, value: &Value<'_>) -> Option<WeeklyWindow> {
    let text = fields::any_text(report, value, "\"fri 18:00 - sun 18:00\"")?;
    match words::window(text) {
        Ok(window) => Some(window),
        Err(misfit) => {
            let place = report.inside(&value.span(), text, misfit.part);
            report.wrong_with(&place, misfit.message, misfit.help);
            None
        }
    }
}

fn in_a_row(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<InARow> {
    let at_most_value = table.get("at_most");
    let at_most = match at_most_value {
        Some(value) => Some(fields::number(
            report,
            value,
            1,
            limits::WEEKENDS_IN_A_ROW_MAX,
        )?),
        None => None,
    };
    let Some(value) = table.get("then") else {
        let (Some(at_most), Some(value)) = (at_most, at_most_value) else {
            return Some(InARow::RollOn);
        };
        let message = format!(
            "The rule allows {at_most} weekends in a row, but does not say what comes then."
        );
        let help = "Write then = \"continue\", or then = \"restart\" to begin a new alternation.";
        report.wrong_with(&value.span(), message, help);
        return None;
    };
    let written = fields::any_text(report, value, "\"continue\"")?;
    match (written, at_most) {
        ("roll-on", None) => Some(InARow::RollOn),
        ("continue", Some(at_most)) => Some(InARow::Continue { at_most }),
        ("restart", Some(at_most)) => Some(InARow::Restart { at_most }),
        ("roll-on", Some(_)) => {
            let message = "Weekends that roll on have no limit, so `at_most` means nothing here.";
            let help = "Leave `at_most` out, or write then = \"continue\" or \"restart\".";
            report.wrong_with(&value.span(), message, help);
            None
        }
        ("continue" | "restart", None) => {
            let message = "The rule does not say how many weekends in a row are too many.";
            report.wrong_with(&value.span(), message, "Add at_most = 2.");
            None
        }
        _ => {
            let message = format!(
                "`{}` is not a way to go on after weekends in a row.",
                shortened(written)
            );
            let help = did_you_mean(written, &THEN, "The ways are");
            report.wrong_with(&value.span(), message, help);
            None
        }
    }
}
