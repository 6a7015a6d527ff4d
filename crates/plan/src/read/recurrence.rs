//! In which weeks a weekly rule takes place: each, each n-th, the odd or the even ones.

use crate::read::fields::{self, Fields};
use crate::read::limits;
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::rule::{Recurrence, WeekNumbering};

/// What `every`, `start`, `weeks` and `numbering` of a weekly rule say together.
pub(crate) fn recurrence(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<Recurrence> {
    let numbering = numbering(report, table);
    if let (Some(value), None) = (table.get("numbering"), table.get("weeks")) {
        report.wrong_with(
            &value.span(),
            "`numbering` means nothing where weeks are not told apart by their number.",
            "Add weeks = \"odd\" or weeks = \"even\", or leave `numbering` out.",
        );
        return None;
    }
    match (table.get("every"), table.get("weeks")) {
        (None, None) => {
            if let Some(start) = table.get("start") {
                let help = "Add every = 2 for each second week, or leave `start` out.";
                report.wrong_with(
                    &start.span(),
                    "`start` means nothing where each week is alike.",
                    help,
                );
                return None;
            }
            Some(Recurrence::EveryWeek)
        }
        (Some(_), Some(weeks)) => {
            report.wrong(
                &weeks.span(),
                "A weekly rule has `every` or `weeks`, not both.",
            );
            None
        }
        (Some(_), None) => every(report, table),
        (None, Some(value)) => match fields::any_text(report, value, "\"odd\" or \"even\"")? {
            "odd" => Some(Recurrence::OddWeeks(numbering?)),
            "even" => Some(Recurrence::EvenWeeks(numbering?)),
            other => {
                let message = format!("`{}` is neither odd nor even.", shortened(other));
                report.wrong_with(
                    &value.span(),
                    message,
                    "Write weeks = \"odd\" or weeks = \"even\".",
                );
                None
            }
        },
    }
}

fn every(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<Recurrence> {
    let weeks = table
        .get("every")
        .and_then(|value| fields::number(report, value, 2, limits::EVERY_WEEKS_MAX));
    let start = table.need(
        report,
        "start",
        "start = 2027-02-06, a date in one of the weeks",
    );
    let start = start.and_then(|value| fields::date(report, value));
    Some(Recurrence::EveryNthWeek {
        weeks: weeks?,
        start: start?,
    })
}

/// `numbering = "iso"`, which is usual, or `"first-monday"`.
pub(crate) fn numbering(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<WeekNumbering> {
    let Some(value) = table.get("numbering") else {
        return Some(WeekNumbering::default());
    };
    match fields::any_text(report, value, "\"iso\" or \"first-monday\"")? {
        "iso" => Some(WeekNumbering::Iso),
        "first-monday" => Some(WeekNumbering::FirstMonday),
        other => {
            let help = did_you_mean(other, &["iso", "first-monday"], "The numberings are");
            let message = format!("`{}` is no way to number weeks.", shortened(other));
            report.wrong_with(&value.span(), message, help);
            None
        }
    }
}
