//! The rules of clauses but for sequences of nights, which stand beside.

use toml::de::DeValue;

use crate::model::Side;
use crate::read::calls;
use crate::read::clause::Setting;
use crate::read::days;
use crate::read::dealings;
use crate::read::fields::{self, Fields, Value};
use crate::read::holiday;
use crate::read::limit;
use crate::read::limits;
use crate::read::nights;
use crate::read::people::People;
use crate::read::recurrence;
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::weekends;
use crate::read::words::{self, WEEKDAYS, shortened};
use crate::rule::{DatedSpan, Rule, Weekly, WeeklyWindow, Weeks};

/// The keys of which a clause has one at most.
#[rustfmt::skip]
pub(crate) const RULES: &[&str] = &[
    "nights",
    "weeks",
    "weekly",
    "days",
    "roster",
    "spans",
    "holiday",
    "school_holiday",
    "weekends",
    "always",
    "calls",
    "limit",
    "first_refusal",
    "disputes",
];

/// The rule of a clause, if it has one and it could be read.
pub(crate) fn rule(
    report: &mut Report<'_>,
    clause: &Fields<'_, '_>,
    setting: &Setting<'_>,
) -> Option<Rule> {
    let people = setting.people;
    let stated: Vec<_> = clause
        .entries()
        .filter(|(key, _, _)| RULES.contains(key))
        .collect();
    let (key, _, value) = stated.first()?;
    for (other, place, _) in stated.iter().skip(1) {
        let message =
            format!("The clause has a rule already, `{key}`, so `{other}` cannot stand here.");
        report.wrong_with(place, message, "Write a clause of its own for each rule.");
    }
    match *key {
        "nights" => nights::nights(report, people, value).map(Rule::Nights),
        "weeks" => weeks(report, people, value).map(Rule::Weeks),
        "weekly" => weekly(report, people, value).map(Rule::Weekly),
        "days" => days::days(report, people, value).map(Rule::Days),
        "roster" => days::roster(report, people, value).map(Rule::Roster),
        "spans" => spans(report, people, value).map(Rule::Spans),
        "holiday" => holiday::holiday(report, people, value).map(Rule::Holiday),
        "school_holiday" => holiday::school(report, people, value).map(Rule::SchoolHolidays),
        "weekends" => weekends::weekends(report, people, value).map(Rule::Weekends),
        "always" => people.side(report, value).map(Rule::Always),
        "calls" => calls::calls(report, people, value).map(Rule::Calls),
        "limit" => limit::limit(report, setting, clause, value).map(Rule::Limit),
        "first_refusal" => dealings::first_refusal(report, value).map(Rule::FirstRefusal),
        "disputes" => dealings::disputes(report, value).map(Rule::Disputes),
        _ => None,
    }
}

/// A weekday by name.
pub(crate) fn weekday(report: &mut Report<'_>, value: &Value<'_>) -> Option<jiff::civil::Weekday> {
    let written = fields::any_text(report, value, "\"monday\"")?;
    let weekday = words::weekday(written);
    if weekday.is_none() {
        let help = did_you_mean(written, &WEEKDAYS, "The weekdays are");
        report.wrong_with(
            &value.span(),
            format!("`{}` is not a weekday.", shortened(written)),
            help,
        );
    }
    weekday
}

/// `{ odd = "elias", even = "mara", day = "monday", change = "08:30" }`.
fn weeks(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Weeks> {
    let table = Fields::open(
        report,
        value,
        "a rule by weeks",
        &["odd", "even", "day", "change", "numbering"],
    )?;
    let mut parent = |key: &str| table.get(key).map(|value| people.side(report, value));
    let (odd, even) = (parent("odd"), parent("even"));
    if odd.is_none() && even.is_none() {
        let help = "Write, for example, odd = \"elias\" and even = \"mara\".";
        report.wrong_with(
            &table.place,
            "The rule by weeks says who has neither the odd nor the even weeks.",
            help,
        );
    }
    let day = match table.get("day") {
        Some(value) => weekday(report, value),
        None => Some(jiff::civil::Weekday::Monday),
    };
    let change = table
        .need(report, "change", "change = \"08:30\"")
        .and_then(|value| fields::clock(report, value));
    let numbering = recurrence::numbering(report, &table);
    let whole = odd.is_some() || even.is_some();
    let sound = |side: Option<Option<Side>>| match side {
        Some(None) => None,
        Some(Some(side)) => Some(Some(side)),
        None => Some(None),
    };
    whole.then_some(())?;
    Some(Weeks {
        odd: sound(odd)?,
        even: sound(even)?,
        day: day?,
        change: change?,
        numbering: numbering?,
    })
}

/// `{ parent = "elias", windows = ["tue 16:00 - 18:30"] }`, each week or in some of them.
fn weekly(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Weekly> {
    let keys = [
        "parent",
        "windows",
        "every",
        "start",
        "weeks",
        "numbering",
        "nth",
        "counted_by",
    ];
    let table = Fields::open(report, value, "a weekly rule", &keys)?;
    let parent = table
        .need(report, "parent", "parent = \"elias\"")
        .and_then(|value| people.side(report, value));
    let windows = windows(report, &table);
    let recurrence = recurrence::recurrence(report, &table, windows.as_deref());
    Some(Weekly {
        parent: parent?,
        windows: windows?,
        recurrence: recurrence?,
    })
}

fn windows(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<Vec<WeeklyWindow>> {
    let example = "windows = [\"tue 16:00 - 18:30\"]";
    let value = table.need(report, "windows", example)?;
    let list = fields::list(
        report,
        value,
        "[\"tue 16:00 - 18:30\"]",
        limits::WINDOWS_MAX,
    )?;
    let mut windows = Vec::new();
    for entry in list {
        let Some(text) = fields::any_text(report, entry, "\"tue 16:00 - 18:30\"") else {
            continue;
        };
        match words::window(text) {
            Ok(window) => windows.push(window),
            Err(misfit) => {
                let place = report.inside(&entry.span(), text, misfit.part);
                report.wrong_with(&place, misfit.message, misfit.help);
            }
        }
    }
    let sound = windows.len() == list.len();
    sound.then_some(windows)
}

/// `[{ parent = "elias", from = 2027-07-10T10:00:00, until = 2027-07-24T10:00:00 }]`.
fn spans(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Vec<DatedSpan>> {
    let example =
        "[{ parent = \"elias\", from = 2027-07-10T10:00:00, until = 2027-07-24T10:00:00 }]";
    let list = fields::list(report, value, example, limits::SPANS_MAX)?;
    let mut spans = Vec::new();
    for entry in list {
        spans.extend(span(report, people, entry));
    }
    let sound = spans.len() == list.len();
    sound.then_some(spans)
}

fn span(report: &mut Report<'_>, people: &People, entry: &Value<'_>) -> Option<DatedSpan> {
    let table = Fields::open(report, entry, "a dated span", &["parent", "from", "until"])?;
    let parent = table
        .need(report, "parent", "parent = \"elias\"")
        .and_then(|value| people.side(report, value));
    let mut moment = |key: &str, example: &str| {
        let value = table.need(report, key, example)?;
        fields::moment(report, value)
    };
    let from = moment("from", "from = 2027-07-10T10:00:00");
    let until = moment("until", "until = 2027-07-24T10:00:00");
    let span = DatedSpan {
        parent: parent?,
        from: from?,
        until: until?,
    };
    if span.until <= span.from {
        let place = table
            .get("until")
            .map_or(table.place.clone(), toml::Spanned::span);
        let message = format!(
            "The span ends at {}, which is not after its beginning, {}.",
            span.until, span.from
        );
        report.wrong(&place, message);
        return None;
    }
    Some(span)
}

/// Whether a value is a table.
pub(crate) fn is_table(value: &Value<'_>) -> bool {
    matches!(value.get_ref(), DeValue::Table(_))
}
