//! In which weeks a weekly rule takes place: each, each n-th, the odd or the even ones,
//! or those of some weekends of the month.

use jiff::civil::Weekday;
use toml::de::DeValue;

use crate::day;
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::report::Report;
use crate::read::rules::weekday;
use crate::read::suggest::did_you_mean;
use crate::read::words::{shortened, weekday_name};
use crate::rule::{MonthWeeks, Recurrence, WeekNumbering, WeeklyWindow};

/// What the keys of a weekly rule that choose its weeks say together.
pub(crate) fn recurrence(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    windows: Option<&[WeeklyWindow]>,
) -> Option<Recurrence> {
    let numbering = numbering(report, table);
    if let (Some(value), None) = (table.get("numbering"), table.get("weeks")) {
        report.wrong_with(
            &value.span(),
            "`numbering` means nothing where weeks are not told apart by their number.",
            "Add weeks = \"odd\" or weeks = \"even\", or leave `numbering` out.",
        );
        return None;
    }
    if let Some(value) = table.get("nth") {
        return month_weeks(report, table, value, windows).map(Recurrence::OfTheMonth);
    }
    if let Some(value) = table.get("counted_by") {
        report.wrong_with(
            &value.span(),
            "`counted_by` means nothing where no weekends of the month are named.",
            "Add nth = [1, 3, 5], or leave `counted_by` out.",
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

/// `nth = [1, 3, 5], counted_by = "friday"`.
fn month_weeks(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    nth: &Value<'_>,
    windows: Option<&[WeeklyWindow]>,
) -> Option<MonthWeeks> {
    let mut sound = true;
    for other in ["every", "weeks", "start"] {
        if let Some(value) = table.get(other) {
            let message =
                format!("A weekly rule with weekends of the month (`nth`) has no `{other}`.");
            report.wrong_with(&value.span(), message, "Leave one of the two out.");
            sound = false;
        }
    }
    let example = "counted_by = \"friday\" or counted_by = \"saturday\"; \
                   a weekend at the turn of a month may be the fifth of one and the first of the next";
    let counted_by = table.need(report, "counted_by", example);
    let weekday = counted_by.and_then(|value| weekday(report, value));
    let mut weeks = MonthWeeks {
        nth: [false; 5],
        last: false,
        counted_by: weekday.unwrap_or(Weekday::Friday),
    };
    sound &= places(report, nth, &mut weeks);
    if let (Some(value), Some(weekday), Some(windows)) = (counted_by, weekday, windows) {
        sound &= counts_its_windows(report, value, weekday, windows);
    }
    (sound && weekday.is_some()).then_some(weeks)
}

/// `[1, 3, 5]`, `["last"]`, or one of them alone.
fn places(report: &mut Report<'_>, nth: &Value<'_>, weeks: &mut MonthWeeks) -> bool {
    if !nth.get_ref().is_array() {
        return place(report, nth, weeks);
    }
    let Some(list) = fields::list(report, nth, "[1, 3, 5]", limits::MONTH_WEEKS_MAX) else {
        return false;
    };
    let mut sound = true;
    for entry in list {
        sound &= place(report, entry, weeks);
    }
    sound
}

fn place(report: &mut Report<'_>, entry: &Value<'_>, weeks: &mut MonthWeeks) -> bool {
    let named = if let DeValue::Integer(number) = entry.get_ref() {
        let number = number.as_str().parse::<usize>().ok();
        number.and_then(|number| weeks.nth.get_mut(number.checked_sub(1)?))
    } else {
        let last = entry.get_ref().as_str() == Some("last");
        last.then_some(&mut weeks.last)
    };
    match named {
        Some(named) if !*named => {
            *named = true;
            true
        }
        Some(_) => {
            report.wrong(&entry.span(), "This weekend of the month is named twice.");
            false
        }
        None => {
            report.wrong_with(
                &entry.span(),
                "This is not a weekend of the month.",
                "Write numbers from 1 to 5, or \"last\", as in nth = [1, 3, 5].",
            );
            false
        }
    }
}

/// A window that runs into the next week and meets the counting weekday only there would be
/// counted by the one before it, which nobody means.
fn counts_its_windows(
    report: &mut Report<'_>,
    value: &Value<'_>,
    counted_by: Weekday,
    windows: &[WeeklyWindow],
) -> bool {
    let counted = day::weekday_offset(counted_by);
    let misread = |window: &&WeeklyWindow| {
        let first = day::weekday_offset(window.day);
        counted < first && counted + 7 <= first + i32::from(window.days)
    };
    let Some(window) = windows.iter().find(misread) else {
        return true;
    };
    let (counted, begins) = (weekday_name(counted_by), weekday_name(window.day));
    let message = format!(
        "Weeks go from Monday to Sunday, so a window that begins on a {begins} is not counted by the {counted} after it."
    );
    let help = format!(
        "Write counted_by = \"{}\", the day on which it begins.",
        begins.to_lowercase()
    );
    report.wrong_with(&value.span(), message, help);
    false
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
