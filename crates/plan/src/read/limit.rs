//! Limits that a plan states: what is counted, how much is too much or too little, per what.

use crate::model::Side;
use crate::read::clause::Setting;
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::rule::{Limit, Period};

const KINDS: &[&str] = &[
    "nights_away",
    "hours_away",
    "nights_with_each",
    "days_with_each",
    "handovers",
    "together",
];

/// `{ nights_away = { from = "mara", at_most = 3 } }` and its kin; one limit a clause.
pub(crate) fn limit(
    report: &mut Report<'_>,
    setting: &Setting<'_>,
    clause: &Fields<'_, '_>,
    value: &Value<'_>,
) -> Option<Limit> {
    let table = Fields::open(report, value, "a limit", KINDS)?;
    let mut stated = table
        .entries()
        .filter(|(key, _, _)| KINDS.contains(key))
        .collect::<Vec<_>>()
        .into_iter();
    let Some((kind, _, value)) = stated.next() else {
        let help =
            "Write, for example, limit = { nights_away = { from = \"mara\", at_most = 3 } }.";
        if table.entries().next().is_none() {
            report.wrong_with(&table.place, "The limit does not say what it counts.", help);
        }
        return None;
    };
    for (other, place, _) in stated {
        let message =
            format!("The clause limits `{kind}` already, so `{other}` cannot stand here.");
        report.wrong_with(&place, message, "Write a clause of its own for each limit.");
    }
    match kind {
        "nights_away" => away(report, setting, value, (0, limits::NIGHTS_AWAY_MAX))
            .map(|(from, at_most)| Limit::NightsAway { from, at_most }),
        "hours_away" => away(report, setting, value, (1, limits::HOURS_AWAY_MAX))
            .map(|(from, at_most)| Limit::HoursAway { from, at_most }),
        "handovers" => counted(report, value, "at_most")
            .map(|(at_most, per, _)| Limit::Handovers { at_most, per }),
        "nights_with_each" => {
            let (at_least, per) = with_each(report, value, "nights")?;
            Some(Limit::NightsWithEach { at_least, per })
        }
        "days_with_each" => {
            let (at_least, per) = with_each(report, value, "days")?;
            Some(Limit::DaysWithEach { at_least, per })
        }
        "together" => together(report, setting, clause, value),
        _ => None,
    }
}

/// `{ from = "mara", at_most = 3 }`.
fn away(
    report: &mut Report<'_>,
    setting: &Setting<'_>,
    value: &Value<'_>,
    (min, max): (u16, u16),
) -> Option<(Side, u16)> {
    let table = Fields::open(report, value, "a limit of time away", &["from", "at_most"])?;
    let from = table
        .need(report, "from", "from = \"mara\"")
        .and_then(|value| setting.people.side(report, value));
    let at_most = table
        .need(report, "at_most", "at_most = 3")
        .and_then(|value| fields::count(report, value, min, max));
    Some((from?, at_most?))
}

/// `{ at_least = 8, per = "month" }`, with the number's own place.
fn counted<'v, 't>(
    report: &mut Report<'_>,
    value: &'v Value<'t>,
    key: &'static str,
) -> Option<(u16, Period, &'v Value<'t>)> {
    let what = "a limit over a period";
    let table = Fields::open(report, value, what, &[key, "per"])?;
    let number = table.need(report, key, &format!("{key} = 3"));
    let count = number.and_then(|value| fields::count(report, value, 0, limits::COUNT_MAX));
    let per = table
        .need(report, "per", "per = \"week\"")
        .and_then(|value| period(report, value));
    Some((count?, per?, number?))
}

fn period(report: &mut Report<'_>, value: &Value<'_>) -> Option<Period> {
    let written = fields::any_text(report, value, "\"week\"")?;
    let found = Period::ALL
        .into_iter()
        .find(|period| period.name() == written);
    if found.is_none() {
        let names = Period::ALL.map(Period::name);
        let help = did_you_mean(written, &names, "The periods are");
        let message = format!("`{}` is not a period.", shortened(written));
        report.wrong_with(&value.span(), message, help);
    }
    found
}

/// What both parents are to have at the least must fit into the shortest period twice.
fn with_each(
    report: &mut Report<'_>,
    value: &Value<'_>,
    what: &'static str,
) -> Option<(u16, Period)> {
    let (at_least, per, number) = counted(report, value, "at_least")?;
    let most = per.shortest_days() / 2;
    if at_least > most {
        let message = format!(
            "{} has {} {what}, so both parents cannot have {at_least} of them.",
            a_period(per),
            per.shortest_days()
        );
        report.wrong_with(
            &number.span(),
            message,
            format!("At most {most} are possible."),
        );
        return None;
    }
    Some((at_least, per))
}

fn together(
    report: &mut Report<'_>,
    setting: &Setting<'_>,
    clause: &Fields<'_, '_>,
    value: &Value<'_>,
) -> Option<Limit> {
    let (at_least, per, number) = counted(report, value, "at_least")?;
    let named = clause
        .get("children")
        .and_then(|children| children.get_ref().as_array());
    let children = named.map_or(setting.people.children.len(), |named| named.len());
    if children == 1 {
        report.wrong_with(
            &value.span(),
            "One child alone is always together.",
            "Name two children or more, or leave `children` out.",
        );
        return None;
    }
    let most = per.shortest_days();
    if at_least > most {
        let message = format!(
            "{} has {most} nights, so the children cannot be together on {at_least} of them.",
            a_period(per)
        );
        report.wrong_with(
            &number.span(),
            message,
            format!("At most {most} are possible."),
        );
        return None;
    }
    Some(Limit::Together { at_least, per })
}

/// The shortest of its kind, as the beginning of a sentence.
fn a_period(per: Period) -> &'static str {
    match per {
        Period::Week => "A week",
        Period::FourWeeks => "A period of 28 nights",
        Period::Month => "The shortest month",
        Period::Year => "The shortest year",
    }
}
