//! Tables and values of the parsed text, with their places. Each reader here takes what is
//! written or reports what should have been.

use jiff::civil::{Date, DateTime, Time};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::read::limits;
use crate::read::report::{Place, Report};
use crate::read::suggest::did_you_mean;
use crate::read::words::{self, Clock, shortened};
use crate::{Language, Text};

/// A value with its place.
pub(crate) type Value<'t> = Spanned<DeValue<'t>>;

/// A table whose keys have been checked.
pub(crate) struct Fields<'v, 't> {
    table: &'v DeTable<'t>,
    /// Where the table stands.
    pub(crate) place: Place,
    /// What the table is, as in "a clause".
    what: &'static str,
}

impl<'v, 't> Fields<'v, 't> {
    /// A table with these keys and no others.
    pub(crate) fn new(
        report: &mut Report<'_>,
        table: &'v DeTable<'t>,
        place: Place,
        what: &'static str,
        known: &[&str],
    ) -> Fields<'v, 't> {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let message = format!("There is no key `{}` in {what}.", shortened(name));
                report.wrong_with(
                    &key.span(),
                    message,
                    did_you_mean(name, known, "It may have:"),
                );
            }
        }
        Fields { table, place, what }
    }

    /// The same from a value, which must be a table.
    pub(crate) fn open(
        report: &mut Report<'_>,
        value: &'v Value<'t>,
        what: &'static str,
        known: &[&str],
    ) -> Option<Fields<'v, 't>> {
        let Some(table) = value.get_ref().as_table() else {
            let found = kind(value.get_ref());
            let message = format!("Here belongs a table, {what}, not {found}.");
            let help = format!("It may have: {}.", known.join(", "));
            report.wrong_with(&value.span(), message, help);
            return None;
        };
        Some(Fields::new(report, table, value.span(), what, known))
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &str) -> Option<&'v Value<'t>> {
        self.table.get(key)
    }

    /// The value of a key, which must be there.
    pub(crate) fn need(
        &self,
        report: &mut Report<'_>,
        key: &str,
        example: &str,
    ) -> Option<&'v Value<'t>> {
        let value = self.get(key);
        if value.is_none() {
            let message = format!("The key `{key}` is missing in {}.", self.what);
            report.wrong_with(
                &self.place,
                message,
                format!("Write, for example, {example}."),
            );
        }
        value
    }

    /// The entries in the order of the text.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'v str, Place, &'v Value<'t>)> {
        self.table
            .iter()
            .map(|(key, value)| (&**key.get_ref(), key.span(), value))
    }
}

/// What a value is, in words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn misplaced(report: &mut Report<'_>, value: &Value<'_>, wanted: &str, example: &str) {
    let message = format!("Here belongs {wanted}, not {}.", kind(value.get_ref()));
    report.wrong_with(&value.span(), message, format!("Write it as {example}."));
}

/// A text, of any length and content.
pub(crate) fn any_text<'v>(
    report: &mut Report<'_>,
    value: &'v Value<'_>,
    example: &str,
) -> Option<&'v str> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        misplaced(report, value, "a text in quotes", example);
    }
    text
}

/// Whether a text may hold line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    One,
    Many,
}

/// A text that says something and is not too long.
pub(crate) fn text(
    report: &mut Report<'_>,
    value: &Value<'_>,
    lines: Lines,
    max_chars: usize,
) -> Option<String> {
    let text = any_text(report, value, "\"…\"")?;
    let trimmed = text.trim();
    let place = value.span();
    if trimmed.is_empty() {
        report.wrong(&place, "The text is empty; it should say something.");
        None
    } else if trimmed.chars().count() > max_chars {
        report.wrong(
            &place,
            format!("The text is longer than {max_chars} characters."),
        );
        None
    } else if trimmed
        .chars()
        .any(|letter| letter.is_control() && (lines == Lines::One || letter != '\n'))
    {
        report.wrong(
            &place,
            "The text holds a line break or another control character, which cannot stand here.",
        );
        None
    } else {
        Some(trimmed.to_owned())
    }
}

/// A list of at most so many values.
pub(crate) fn list<'v, 't>(
    report: &mut Report<'_>,
    value: &'v Value<'t>,
    example: &str,
    max: usize,
) -> Option<&'v DeArray<'t>> {
    let DeValue::Array(list) = value.get_ref() else {
        misplaced(report, value, "a list", example);
        return None;
    };
    if list.is_empty() {
        report.wrong_with(
            &value.span(),
            "The list is empty.",
            format!("Write it as {example}, or leave it out."),
        );
        None
    } else if list.len() > max {
        report.wrong(
            &value.span(),
            format!(
                "The list has {} entries; at most {max} are possible.",
                list.len()
            ),
        );
        None
    } else {
        Some(list)
    }
}

/// A whole number in a range.
pub(crate) fn number(report: &mut Report<'_>, value: &Value<'_>, min: u8, max: u8) -> Option<u8> {
    let number = count(report, value, u16::from(min), u16::from(max))?;
    u8::try_from(number).ok()
}

/// A whole number in a wider range.
pub(crate) fn count(report: &mut Report<'_>, value: &Value<'_>, min: u16, max: u16) -> Option<u16> {
    let DeValue::Integer(integer) = value.get_ref() else {
        misplaced(
            report,
            value,
            "a whole number",
            &format!("a number from {min} to {max}"),
        );
        return None;
    };
    let number = u16::from_str_radix(integer.as_str(), integer.radix()).ok();
    let number = number.filter(|number| (min..=max).contains(number));
    if number.is_none() {
        report.wrong(
            &value.span(),
            format!(
                "{} is not a number from {min} to {max}.",
                shortened(integer.as_str())
            ),
        );
    }
    number
}

/// A date.
pub(crate) fn date(report: &mut Report<'_>, value: &Value<'_>) -> Option<Date> {
    if let Some(written) = value.get_ref().as_datetime()
        && let (Some(date), None, None) = (written.date, written.time, written.offset)
    {
        return civil_date(report, value, date);
    }
    misplaced_date(report, value, "a date", "2027-02-01, without quotes");
    None
}

/// A date with a clock time, in the plan's zone; a date alone is 00:00.
pub(crate) fn moment(report: &mut Report<'_>, value: &Value<'_>) -> Option<DateTime> {
    if let Some(written) = value.get_ref().as_datetime()
        && let (Some(date), None) = (written.date, written.offset)
    {
        let date = civil_date(report, value, date)?;
        let time = match written.time {
            Some(time) => civil_time(report, value, time)?,
            None => Time::midnight(),
        };
        return Some(date.to_datetime(time));
    }
    let example = "2027-07-10T17:00:00, without quotes and without an offset";
    misplaced_date(report, value, "a date with a clock time", example);
    None
}

/// A clock time, as `"08:30"` or as TOML's own local time.
pub(crate) fn clock(report: &mut Report<'_>, value: &Value<'_>) -> Option<Time> {
    if let Some(written) = value.get_ref().as_datetime()
        && let (None, Some(time), None) = (written.date, written.time, written.offset)
    {
        return civil_time(report, value, time);
    }
    let Some(text) = value.get_ref().as_str() else {
        misplaced(report, value, "a clock time", "\"08:30\"");
        return None;
    };
    let (message, help) = match words::clock(text) {
        Ok(Clock::At(time)) => return Some(time),
        Ok(Clock::EndOfDay) => (
            "24:00 is the end of a day.".to_owned(),
            "Write \"00:00\", the beginning of the next.".to_owned(),
        ),
        Err(misfit) => (misfit.message, misfit.help),
    };
    report.wrong_with(&value.span(), message, help);
    None
}

fn misplaced_date(report: &mut Report<'_>, value: &Value<'_>, wanted: &str, example: &str) {
    if let DeValue::Datetime(written) = value.get_ref() {
        let message = format!("Here belongs {wanted}, not {written}.");
        report.wrong_with(&value.span(), message, format!("Write it as {example}."));
    } else {
        misplaced(report, value, wanted, example);
    }
}

fn civil_date(report: &mut Report<'_>, value: &Value<'_>, date: toml::value::Date) -> Option<Date> {
    let year = i16::try_from(date.year).unwrap_or(i16::MAX);
    if !(limits::YEAR_MIN..=limits::YEAR_MAX).contains(&year) {
        let range = format!("{} to {}", limits::YEAR_MIN, limits::YEAR_MAX);
        report.wrong(
            &value.span(),
            format!("The year {} is outside {range}.", date.year),
        );
        return None;
    }
    let part = |part: u8| i8::try_from(part).unwrap_or(i8::MAX);
    let civil = Date::new(year, part(date.month), part(date.day)).ok();
    if civil.is_none() {
        report.wrong(&value.span(), format!("There is no date {date}."));
    }
    civil
}

fn civil_time(report: &mut Report<'_>, value: &Value<'_>, time: toml::value::Time) -> Option<Time> {
    let part = |part: u8| i8::try_from(part).unwrap_or(i8::MAX);
    let whole = time.second.unwrap_or(0) == 0 && time.nanosecond.unwrap_or(0) == 0;
    let civil = Time::new(part(time.hour), part(time.minute), 0, 0)
        .ok()
        .filter(|_| whole);
    if civil.is_none() {
        report.wrong_with(
            &value.span(),
            format!("{time} is not a time in whole minutes."),
            "Write it as \"08:30\".",
        );
    }
    civil
}

/// `{ en = "…", nl = "…" }`, one of them at least; `what` names it, such as "a title".
pub(crate) fn translation(
    report: &mut Report<'_>,
    value: &Value<'_>,
    what: &'static str,
    lines: Lines,
    max_chars: usize,
) -> Option<Text> {
    let inner = Fields::open(report, value, what, &["en", "nl"])?;
    let [en, nl] = Language::ALL.map(|language| {
        inner
            .get(language.code())
            .map(|value| text(report, value, lines, max_chars))
    });
    match (en, nl) {
        (Some(en), Some(nl)) => Some(Text::Both { en: en?, nl: nl? }),
        (Some(en), None) => Some(Text::One(Language::En, en?)),
        (None, Some(nl)) => Some(Text::One(Language::Nl, nl?)),
        (None, None) => {
            report.wrong_with(
                &value.span(),
                format!("Here is {what} in no language."),
                "Write { en = \"…\", nl = \"…\" }, or one of the two.",
            );
            None
        }
    }
}
