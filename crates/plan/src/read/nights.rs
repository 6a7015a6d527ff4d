//! Sequences of nights: letters or a named pattern, their start, the clock times of change.

use jiff::civil::{Date, Time, Weekday};

use crate::day;
use crate::model::Side;
use crate::pattern::{self, Pattern};
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::{Place, Report};
use crate::read::rules::{is_table, weekday};
use crate::read::suggest::did_you_mean;
use crate::read::words::{self, WEEKDAYS, shortened, weekday_name};
use crate::rule::{Change, Nights};

/// `{ sequence = "MMEEMMM MMEEEEE", start = 2027-02-01, change = "08:30" }`.
pub(crate) fn nights(
    report: &mut Report<'_>,
    people: &People,
    value: &Value<'_>,
) -> Option<Nights> {
    let keys = ["sequence", "pattern", "first", "start", "begins", "change"];
    let table = Fields::open(report, value, "a sequence of nights", &keys)?;
    let cycle = cycle(report, people, &table);
    let start = table.need(report, "start", "start = 2027-02-01");
    let start = start.and_then(|value| Some((fields::date(report, value)?, value.span())));
    let begins = table
        .get("begins")
        .and_then(|value| Some((weekday(report, value)?, value.span())));
    let length = cycle.as_ref().map(|cycle| cycle.nights.len());
    if let (Some((_, place)), Some(length)) = (&begins, length) {
        whole_weeks(report, place, length, "`begins` names a weekday");
    }
    if let Some((start, place)) = &start {
        if let Some((weekday, _)) = begins {
            begins_on(report, *start, place, weekday, "The sequence");
        }
        if let Some((pattern, weekday)) = cycle
            .as_ref()
            .and_then(|cycle| Some((cycle.pattern?, cycle.pattern?.begins?)))
        {
            begins_on(
                report,
                *start,
                place,
                weekday,
                &format!("The pattern `{}`", pattern.name),
            );
        }
    }
    let change = table.need(report, "change", "change = \"08:30\"");
    let known = cycle
        .as_ref()
        .map(|cycle| cycle.nights.as_slice())
        .zip(start.as_ref().map(|(start, _)| *start));
    let change = change.and_then(|value| change_clock(report, value, known));
    Some(Nights {
        cycle: cycle?.nights,
        start: start?.0,
        change: change?,
    })
}

/// Who has each night, and by which pattern.
struct Cycle {
    nights: Vec<Side>,
    pattern: Option<&'static Pattern>,
}

fn cycle(report: &mut Report<'_>, people: &People, table: &Fields<'_, '_>) -> Option<Cycle> {
    if let (Some(first), None) = (table.get("first"), table.get("pattern")) {
        let help = "In a sequence the letters say who has which night.";
        report.wrong_with(&first.span(), "`first` belongs to a named pattern.", help);
    }
    match (table.get("sequence"), table.get("pattern")) {
        (Some(value), None) => sequence(report, people, value).map(|nights| Cycle {
            nights,
            pattern: None,
        }),
        (None, Some(value)) => named(report, people, table, value),
        (Some(_), Some(value)) => {
            report.wrong(
                &value.span(),
                "The nights come from `sequence` or from `pattern`, not from both.",
            );
            None
        }
        (None, None) => {
            let help = "Write sequence = \"MMEEMMM MMEEEEE\" or pattern = \"2-2-5-5\".";
            report.wrong_with(
                &table.place,
                "The nights have neither a `sequence` nor a `pattern`.",
                help,
            );
            None
        }
    }
}

fn named(
    report: &mut Report<'_>,
    people: &People,
    table: &Fields<'_, '_>,
    value: &Value<'_>,
) -> Option<Cycle> {
    let first = match table.get("first") {
        Some(value) => people.side(report, value),
        None => Some(Side::A),
    };
    let written = fields::any_text(report, value, "\"2-2-5-5\"")?;
    let Some(pattern) = pattern::find(written) else {
        let names = pattern::ALL.map(|pattern| pattern.name);
        let help = did_you_mean(written, &names, "The patterns are");
        report.wrong_with(
            &value.span(),
            format!("There is no pattern `{}`.", shortened(written)),
            help,
        );
        return None;
    };
    let mut nights = pattern.cycle();
    if first? == Side::B {
        nights = nights.into_iter().map(Side::other).collect();
    }
    Some(Cycle {
        nights,
        pattern: Some(pattern),
    })
}

fn sequence(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Vec<Side>> {
    let text = fields::any_text(report, value, "\"MMEEMMM MMEEEEE\"")?;
    let mut nights = Vec::new();
    let mut sound = true;
    for (at, letter) in text
        .char_indices()
        .filter(|(_, letter)| !letter.is_whitespace())
    {
        match people.side_of_letter(letter) {
            Some(side) => nights.push(side),
            None => {
                if sound && people.knows_both_parents() {
                    let place = report.inside(&value.span(), text, at..at + letter.len_utf8());
                    let message = format!(
                        "`{}` is the letter of no parent.",
                        shortened(&letter.to_string())
                    );
                    report.wrong_with(&place, message, people.letters());
                }
                sound = false;
            }
        }
    }
    if !sound {
        return None;
    }
    if nights.is_empty() || nights.len() > limits::SEQUENCE_NIGHTS_MAX {
        let message = format!(
            "The sequence has {} nights; from 1 to {} are possible.",
            nights.len(),
            limits::SEQUENCE_NIGHTS_MAX
        );
        report.wrong(&value.span(), message);
        return None;
    }
    groups_of_weeks(report, value, text);
    Some(nights)
}

/// Who writes some groups of seven letters means weeks, so another length among them is a slip.
fn groups_of_weeks(report: &mut Report<'_>, value: &Value<'_>, text: &str) {
    let groups = words::words(text);
    let is_week = |group: &str| group.chars().count() == 7;
    let weeks = groups.iter().any(|(_, group)| is_week(group));
    let odd = groups.iter().find(|(_, group)| !is_week(group));
    if let (true, Some((part, group))) = (weeks, odd) {
        let place = report.inside(&value.span(), text, part.clone());
        let message = format!(
            "The week `{}` has {} nights.",
            shortened(group),
            group.chars().count()
        );
        report.wrong_with(
            &place,
            message,
            "Write seven letters a week, or the whole sequence without spaces.",
        );
    }
}

fn whole_weeks(report: &mut Report<'_>, place: &Place, length: usize, because: &str) {
    if !length.is_multiple_of(7) {
        let message = format!(
            "The sequence has {length} nights, which is not a whole number of weeks, yet {because}."
        );
        report.wrong_with(
            place,
            message,
            "Make it 7, 14, 21 or 28 nights, or leave the weekdays out.",
        );
    }
}

fn begins_on(report: &mut Report<'_>, start: Date, place: &Place, weekday: Weekday, what: &str) {
    if start.weekday() != weekday {
        let ahead =
            i32::from(start.weekday().to_monday_zero_offset()) - day::weekday_offset(weekday);
        let better = day::date(day::number(start) - ahead.rem_euclid(7));
        let message = format!(
            "{what} begins on a {}, but {start} is a {}.",
            weekday_name(weekday),
            weekday_name(start.weekday())
        );
        report.wrong_with(
            place,
            message,
            format!("Write, for example, start = {better}."),
        );
    }
}

/// One clock time, or a table by weekday.
fn change_clock(
    report: &mut Report<'_>,
    value: &Value<'_>,
    known: Option<(&[Side], Date)>,
) -> Option<Change> {
    if !is_table(value) {
        return fields::clock(report, value).map(Change::Daily);
    }
    let (times, other) = clocks(report, value)?;
    let (cycle, start) = known?;
    whole_weeks(
        report,
        &value.span(),
        cycle.len(),
        "`change` names weekdays",
    );
    if !cycle.len().is_multiple_of(7) {
        return None;
    }
    let mut sound = true;
    for (offset, time) in times.iter().enumerate() {
        if time.is_none() && other.is_none() && changes_on(cycle, start, offset) {
            let name = WEEKDAYS.get(offset).copied().unwrap_or_default();
            let day = capitalised(name);
            let message =
                format!("The sequence changes on a {day}, for which `change` names no time.");
            report.wrong_with(
                &value.span(),
                message,
                format!("Add {name} = \"08:30\", or other = \"08:30\" for the rest."),
            );
            sound = false;
        }
    }
    sound.then(|| Change::ByWeekday(filled(times, other)))
}

type Clocks = ([Option<Time>; 7], Option<Time>);

fn clocks(report: &mut Report<'_>, value: &Value<'_>) -> Option<Clocks> {
    let table = value.get_ref().as_table()?;
    let mut times = [None; 7];
    let mut other = None;
    let mut sound = !table.is_empty();
    if table.is_empty() {
        report.wrong_with(
            &value.span(),
            "The table of clock times is empty.",
            "Write, for example, { monday = \"08:30\", other = \"17:00\" }.",
        );
    }
    for (key, value) in table {
        let name: &str = key.get_ref();
        let place = match words::weekday(name) {
            Some(weekday) => {
                times.get_mut(usize::from(weekday.to_monday_zero_offset().unsigned_abs()))
            }
            None if name == "other" => Some(&mut other),
            None => None,
        };
        let Some(place) = place else {
            let help = did_you_mean(name, &WEEKDAYS, "Write `other` or one of");
            report.wrong_with(
                &key.span(),
                format!("`{}` is not a weekday.", shortened(name)),
                help,
            );
            sound = false;
            continue;
        };
        if place.is_some() {
            report.wrong(
                &key.span(),
                format!("The weekday `{}` is named twice.", shortened(name)),
            );
            sound = false;
        }
        *place = fields::clock(report, value);
        sound &= place.is_some();
    }
    sound.then_some((times, other))
}

/// Whether the night of some such weekday is with another parent than the night before it.
fn changes_on(cycle: &[Side], start: Date, weekday: usize) -> bool {
    let first = usize::from(start.weekday().to_monday_zero_offset().unsigned_abs());
    let before = cycle.iter().rev().take(1).chain(cycle);
    before
        .zip(cycle)
        .enumerate()
        .any(|(place, (before, night))| (first + place) % 7 == weekday && before != night)
}

/// A weekday without a time of its own, on which nothing changes, keeps the last one before it.
fn filled(times: [Option<Time>; 7], other: Option<Time>) -> [Time; 7] {
    let mut last = times
        .iter()
        .rev()
        .flatten()
        .next()
        .copied()
        .or(other)
        .unwrap_or_else(Time::midnight);
    times.map(|time| {
        last = time.or(other).unwrap_or(last);
        last
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
