//! The ages between which a clause holds: by birthday, or as a number with a unit.

use std::fmt;

use crate::age::{Age, AgeUnit};
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::Report;
use crate::read::words::shortened;
use crate::{Child, ChildId};

/// From and until which age a clause holds for a child.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ages {
    pub(crate) from_birthday: Option<u8>,
    pub(crate) until_birthday: Option<u8>,
    pub(crate) from_age: Option<Age>,
    pub(crate) until_age: Option<Age>,
}

pub(crate) fn ages(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    people: &People,
    children: Option<&[ChildId]>,
) -> Ages {
    let mut birthday = |key: &str| {
        let value = table.get(key)?;
        fields::number(report, value, 1, limits::AGE_YEARS_MAX)
    };
    let (from_birthday, until_birthday) = (birthday("from_birthday"), birthday("until_birthday"));
    let mut written = |key: &str| table.get(key).and_then(|value| age(report, value));
    let (from_age, until_age) = (written("from_age"), written("until_age"));
    for (birthday, age) in [
        ("from_birthday", "from_age"),
        ("until_birthday", "until_age"),
    ] {
        if let (Some(_), Some(value)) = (table.get(birthday), table.get(age)) {
            let message =
                format!("The clause has `{birthday}` already, so `{age}` cannot stand here.");
            report.wrong_with(&value.span(), message, "Leave one of the two out.");
            return Ages::default();
        }
    }
    if let (Some(from), Some(until), Some(value)) =
        (from_birthday, until_birthday, table.get("until_birthday"))
        && until <= from
    {
        let message = format!(
            "The clause ends at the birthday of {until} years, which is not after that of {from}."
        );
        report.wrong(&value.span(), message);
    }
    let ages = Ages {
        from_birthday,
        until_birthday,
        from_age,
        until_age,
    };
    if from_age.is_some() || until_age.is_some() {
        let of_clause = |child: &&Child| children.is_some_and(|ids| ids.contains(&child.id));
        in_order(
            report,
            table,
            ages,
            people.children.iter().filter(of_clause),
        );
    }
    ages
}

/// Weeks and months can only be compared for a child with a date of birth.
fn in_order<'c>(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    ages: Ages,
    mut children: impl Iterator<Item = &'c Child>,
) {
    let years = |years: u8| Age {
        count: u16::from(years),
        unit: AgeUnit::Years,
    };
    let from = ages.from_age.or(ages.from_birthday.map(years));
    let until = ages.until_age.or(ages.until_birthday.map(years));
    let place = table.get("until_age").or(table.get("until_birthday"));
    if let (Some(from), Some(until), Some(value)) = (from, until, place)
        && let Some(child) =
            children.find(|child| until.reached(child.born) <= from.reached(child.born))
    {
        let message = format!(
            "The clause ends at the age of {until}, which for {} is not after that of {from}.",
            child.name
        );
        report.wrong(&value.span(), message);
    }
}

/// `"6 months"`.
fn age(report: &mut Report<'_>, value: &Value<'_>) -> Option<Age> {
    let text = fields::any_text(report, value, "\"6 months\"")?;
    let wrong = |report: &mut Report<'_>, message: fmt::Arguments<'_>| {
        let help = "Write a number and days, weeks, months or years, such as \"6 months\".";
        report.wrong_with(&value.span(), message.to_string(), help);
    };
    let mut words = text.split_whitespace();
    let (Some(number), Some(unit), None) = (words.next(), words.next(), words.next()) else {
        wrong(report, format_args!("`{}` is not an age.", shortened(text)));
        return None;
    };
    let named = |known: &AgeUnit| {
        let (several, one) = known.words();
        unit == several || unit == one
    };
    let digits = number.bytes().all(|digit| digit.is_ascii_digit());
    let count = number.parse::<u16>().ok().filter(|_| digits);
    let (Some(unit), true) = (AgeUnit::ALL.into_iter().find(named), digits) else {
        wrong(report, format_args!("`{}` is not an age.", shortened(text)));
        return None;
    };
    let years = u16::from(limits::AGE_YEARS_MAX);
    let most = match unit {
        AgeUnit::Days => years * 365,
        AgeUnit::Weeks => years * 52,
        AgeUnit::Months => years * 12,
        AgeUnit::Years => years,
    };
    let count = count.filter(|count| (1..=most).contains(count));
    if count.is_none() {
        let message = format!("An age goes from 1 to {most} {}.", unit.words().0);
        report.wrong(&value.span(), message);
    }
    Some(Age {
        count: count?,
        unit,
    })
}
