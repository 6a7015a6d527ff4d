//! Windows of single days, each n-th day, and rosters of stated dates.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::Report;
use crate::read::suggest::did_you_mean;
use crate::read::words::{self, Clock, Misfit, shortened};
use crate::rule::{DayWindow, Days, Roster, Shift};

/// `{ parent = "elias", every = 3, start = 2027-02-01, window = "10:00 - 18:00" }`.
pub(crate) fn days(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Days> {
    let keys = ["parent", "every", "start", "window"];
    let table = Fields::open(report, value, "a rule by days", &keys)?;
    let parent = table
        .need(report, "parent", "parent = \"elias\"")
        .and_then(|value| people.side(report, value));
    let every = table
        .need(report, "every", "every = 3 for each third day")
        .and_then(|value| fields::count(report, value, 1, limits::EVERY_DAYS_MAX));
    let start = table
        .need(report, "start", "start = 2027-02-01, one of the days")
        .and_then(|value| fields::date(report, value));
    let window = table
        .need(report, "window", "window = \"10:00 - 18:00\"")
        .and_then(|value| window(report, value));
    Some(Days {
        parent: parent?,
        every: every?,
        start: start?,
        window: window?,
    })
}

/// One window with a list of dates, or shifts by name with a list each.
pub(crate) fn roster(
    report: &mut Report<'_>,
    people: &People,
    value: &Value<'_>,
) -> Option<Roster> {
    let keys = ["parent", "window", "shifts", "dates"];
    let table = Fields::open(report, value, "a roster", &keys)?;
    let parent = table
        .need(report, "parent", "parent = \"elias\"")
        .and_then(|value| people.side(report, value));
    let shifts = match (table.get("window"), table.get("shifts")) {
        (None, Some(shifts)) => named_shifts(report, &table, shifts),
        (Some(_), Some(shifts)) => {
            report.wrong_with(
                &shifts.span(),
                "A roster has one `window`, or `shifts` by name, not both.",
                "Leave one of the two out.",
            );
            None
        }
        (window, None) => single_shift(report, &table, window),
    };
    let shifts = shifts?;
    let count: usize = shifts.iter().map(|shift| shift.dates.len()).sum();
    if count > limits::ROSTER_DATES_MAX {
        let message = format!(
            "The roster has {count} dates; at most {} are possible.",
            limits::ROSTER_DATES_MAX
        );
        report.wrong(&value.span(), message);
        return None;
    }
    Some(Roster {
        parent: parent?,
        shifts,
    })
}

fn single_shift(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    value: Option<&Value<'_>>,
) -> Option<Vec<Shift>> {
    let window = match value {
        Some(value) => window(report, value),
        None => {
            report.wrong_with(
                &table.place,
                "The roster does not say from when to when.",
                "Write window = \"07:00 - 19:00\", or shifts = { day = \"07:00 - 19:00\", night = \"19:00 - +1 07:00\" }.",
            );
            None
        }
    };
    let dates = table
        .need(report, "dates", "dates = [2027-02-01, 2027-02-04]")
        .and_then(|value| dates(report, value));
    Some(vec![Shift {
        name: None,
        window: window?,
        dates: dates?,
    }])
}

fn named_shifts(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    value: &Value<'_>,
) -> Option<Vec<Shift>> {
    let dated = table.need(report, "dates", "dates = { day = [2027-02-01] }");
    let mut lists = dated.and_then(|value| dates_by_shift(report, value));
    let mut sound = lists.is_some();
    let windows = by_name(
        report,
        value,
        "{ day = \"07:00 - 19:00\", night = \"19:00 - +1 07:00\" }",
    )?;
    let names: Vec<&str> = windows.iter().map(|(name, _)| *name).collect();
    for (name, (place, _)) in lists.iter().flatten() {
        if !names.contains(&name.as_str()) {
            let message = format!("The roster has no shift `{}`.", shortened(name));
            let help = did_you_mean(name, &names, "The shifts are");
            report.wrong_with(place, message, help);
            sound = false;
        }
    }
    let mut shifts = Vec::new();
    for (name, value) in windows {
        let Some(window) = window(report, value) else {
            sound = false;
            continue;
        };
        let dates = lists.as_mut().and_then(|lists| lists.remove(name));
        shifts.push(Shift {
            name: Some(name.to_owned()),
            window,
            dates: dates.map(|(_, dates)| dates).unwrap_or_default(),
        });
    }
    sound.then_some(shifts)
}

type Dates = BTreeMap<String, (std::ops::Range<usize>, Vec<Date>)>;

fn dates_by_shift(report: &mut Report<'_>, value: &Value<'_>) -> Option<Dates> {
    let lists = by_name(
        report,
        value,
        "{ day = [2027-02-01], night = [2027-02-03] }",
    )?;
    let mut found = Dates::new();
    let mut sound = true;
    for (name, value) in lists {
        match dates(report, value) {
            Some(dates) => {
                found.insert(name.to_owned(), (value.span(), dates));
            }
            None => sound = false,
        }
    }
    sound.then_some(found)
}

/// The entries of a table by the names of shifts.
fn by_name<'v, 't>(
    report: &mut Report<'_>,
    value: &'v Value<'t>,
    example: &str,
) -> Option<Vec<(&'v str, &'v Value<'t>)>> {
    let table = value.get_ref().as_table().filter(|table| !table.is_empty());
    let Some(table) = table else {
        report.wrong_with(
            &value.span(),
            "Here belongs a table by the names of the shifts.",
            format!("Write it as {example}."),
        );
        return None;
    };
    if table.len() > limits::SHIFTS_MAX {
        let message = format!("A roster has at most {} shifts.", limits::SHIFTS_MAX);
        report.wrong(&value.span(), message);
        return None;
    }
    let mut entries = Vec::new();
    for (key, value) in table {
        let name: &str = key.get_ref();
        if crate::ids::is_slug(name) {
            entries.push((name, value));
        } else {
            report.wrong_with(
                &key.span(),
                format!("`{}` cannot be the name of a shift.", shortened(name)),
                "Use lower-case letters, digits and hyphens.",
            );
        }
    }
    (entries.len() == table.len()).then_some(entries)
}

/// A list of dates, sorted; the same one twice is a mistake.
fn dates(report: &mut Report<'_>, value: &Value<'_>) -> Option<Vec<Date>> {
    let example = "[2027-02-01, 2027-02-04]";
    let list = fields::list(report, value, example, limits::ROSTER_DATES_MAX)?;
    let mut dates: BTreeMap<Date, usize> = BTreeMap::new();
    let mut sound = true;
    for entry in list {
        let Some(date) = fields::date(report, entry) else {
            sound = false;
            continue;
        };
        if let Some(&first) = dates.get(&date) {
            let line = report.line(first);
            report.wrong_with(
                &entry.span(),
                format!("The date {date} is listed twice."),
                format!("It stands on line {line} already."),
            );
            sound = false;
        } else {
            dates.insert(date, entry.span().start);
        }
    }
    sound.then(|| dates.into_keys().collect())
}

fn window(report: &mut Report<'_>, value: &Value<'_>) -> Option<DayWindow> {
    let text = fields::any_text(report, value, "\"10:00 - 18:00\"")?;
    match day_window(text) {
        Ok(window) => Some(window),
        Err(misfit) => {
            let place = report.inside(&value.span(), text, misfit.part);
            report.wrong_with(&place, misfit.message, misfit.help);
            None
        }
    }
}

const WINDOW_HELP: &str =
    "Write \"10:00 - 18:00\", or \"17:00 - +1 17:00\" where it ends on the next day.";

/// `10:00 - 18:00`, or `17:00 - +1 17:00` where it ends so many days later.
fn day_window(text: &str) -> Result<DayWindow, Misfit> {
    let misfit = |message: String, help: &str| Misfit {
        part: 0..text.len(),
        message,
        help: help.to_owned(),
    };
    let no_window = || {
        misfit(
            format!("`{}` is not a window of a day.", shortened(text)),
            WINDOW_HELP,
        )
    };
    let words = words::words(text);
    let (from, later, until) = match words.as_slice() {
        [from, (_, "-"), until] => (from, 0, until),
        [from, (_, "-"), (_, later), until] => {
            let number = later
                .strip_prefix('+')
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()));
            let number = number.and_then(|digits| digits.parse::<u16>().ok());
            (from, number.ok_or_else(no_window)?, until)
        }
        _ => return Err(no_window()),
    };
    let clock = |(part, word): &(std::ops::Range<usize>, &str)| {
        words::clock(word).map_err(|inner| Misfit {
            part: part.clone(),
            ..inner
        })
    };
    let Clock::At(begins) = clock(from)? else {
        return Err(Misfit {
            part: from.0.clone(),
            message: "A window cannot begin at 24:00.".to_owned(),
            help: "Write 00:00 of the next day.".to_owned(),
        });
    };
    let (extra, ends) = match clock(until)? {
        Clock::At(time) => (0, time),
        Clock::EndOfDay => (1, Time::midnight()),
    };
    let days = later.saturating_add(extra);
    if (days, ends) <= (0, begins) {
        return Err(misfit(
            format!(
                "The window `{}` ends no later than it begins.",
                shortened(text)
            ),
            "Where it ends on the next day, write +1 before the end, as in \"19:00 - +1 07:00\".",
        ));
    }
    let too_long = || {
        misfit(
            format!(
                "The window `{}` is too long: it has to be shorter than {} days.",
                shortened(text),
                limits::DAY_WINDOW_DAYS_MAX
            ),
            "Write dated `spans` for longer stays.",
        )
    };
    let longest = u16::from(limits::DAY_WINDOW_DAYS_MAX);
    if (days, ends) >= (longest, begins) {
        return Err(too_long());
    }
    Ok(DayWindow {
        from: begins,
        days: u8::try_from(days).map_err(|_| too_long())?,
        until: ends,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, u8, &str)>) {
        let found = day_window(text).ok();
        let found = found.map(|window| {
            let clock = |time: Time| time.strftime("%H:%M").to_string();
            (clock(window.from), window.days, clock(window.until))
        });
        let expected =
            expected.map(|(from, days, until)| (from.to_owned(), days, until.to_owned()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn windows_of_a_day_are_read_in_the_ways_people_write_them() {
        check("10:00 - 18:00", Some(("10:00", 0, "18:00")));
        check("10:00-18:00", Some(("10:00", 0, "18:00")));
        check("17:00 - +1 17:00", Some(("17:00", 1, "17:00")));
        check("19:00 to +1 07:00", Some(("19:00", 1, "07:00")));
        check("17:00 - 24:00", Some(("17:00", 1, "00:00")));
        check("17:00 - +31 16:59", Some(("17:00", 31, "16:59")));
        for bad in [
            "",
            "17:00",
            "17:00 - 07:00",
            "17:00 - 17:00",
            "17:00 - +31 17:00",
            "00:00 - +30 24:00",
            "17:00 - +99999 17:00",
            "17:00 - 1 17:00",
            "17:00 - ++1 17:00",
            "24:00 - +1 17:00",
            "mon 17:00 - 18:00",
        ] {
            check(bad, None);
        }
    }
}
