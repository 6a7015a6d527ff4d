//! Every kind of rule but holidays, with numbers near the borders of each.

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

use super::{clock, day, parent};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn nights() -> BoxedStrategy<String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 1..30);
    (sequence, day(date(2026, 6, 1), 0..700), clock())
        .prop_map(|(sequence, start, change)| {
            let sequence: String = sequence.into_iter().collect();
            format!(
                "nights = {{ sequence = \"{sequence}\", start = {start}, change = \"{change}\" }}"
            )
        })
        .boxed()
}

fn nights_by_weekday() -> BoxedStrategy<String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 14);
    (sequence, day(date(2026, 6, 1), 0..700), clock(), clock(), 0..7_usize).prop_map(|(sequence, start, one, other, weekday)| {
        let sequence: String = sequence.into_iter().collect();
        let name = DAYS[weekday];
        format!("nights = {{ sequence = \"{sequence}\", start = {start}, change = {{ {name} = \"{one}\", other = \"{other}\" }} }}")
    }).boxed()
}

const NUMBERINGS: [&str; 2] = ["", ", numbering = \"first-monday\""];

fn weeks() -> BoxedStrategy<String> {
    let day = (0..7_usize, clock(), select(NUMBERINGS.to_vec()));
    (parent(), prop::option::of(parent()), day).prop_map(
        |(odd, even, (weekday, change, numbering))| {
            let even = even
                .map(|even| format!("even = \"{even}\", "))
                .unwrap_or_default();
            format!(
                "weeks = {{ odd = \"{odd}\", {even}day = \"{}\", change = \"{change}\"{numbering} }}",
                DAYS[weekday]
            )
        },
    ).boxed()
}

/// From a weekday to another one; with its first day and its length.
fn weekly_window() -> BoxedStrategy<(String, usize, usize)> {
    (0..7_usize, clock(), 1..7_usize, clock())
        .prop_map(|(first, from, days, until)| {
            let last = DAYS[(first + days) % 7];
            (
                format!("{} {from} - {last} {until}", DAYS[first]),
                first,
                days,
            )
        })
        .boxed()
}

fn weekly() -> BoxedStrategy<String> {
    let by_day = (0..7_usize, 0..23_u8)
        .prop_map(|(day, hour)| format!("{} {hour:02}:30 - {:02}:15", DAYS[day], hour + 1));
    let window = prop_oneof![3 => weekly_window().prop_map(|(text, ..)| text), 1 => by_day];
    let every = select(vec![
        "",
        ", every = 2, start = 2027-02-06",
        ", every = 3, start = 2028-01-01",
        ", weeks = \"odd\"",
        ", weeks = \"even\", numbering = \"first-monday\"",
        ", weeks = \"odd\", numbering = \"first-monday\"",
    ]);
    (parent(), prop::collection::vec(window, 1..4), every)
        .prop_map(|(parent, windows, every)| {
            format!(
                "weekly = {{ parent = \"{parent}\", windows = [\"{}\"]{every} }}",
                windows.join("\", \"")
            )
        })
        .boxed()
}

fn of_the_month() -> BoxedStrategy<String> {
    let nth = select(vec![
        "[1, 3, 5]",
        "[2, 4]",
        "\"last\"",
        "5",
        "[1, \"last\"]",
    ]);
    // Counted by the day on which it begins, or by a later one of its own week.
    (parent(), weekly_window(), nth, 0..7_usize).prop_map(
        |(parent, (window, first, days), nth, later)| {
            let counted = DAYS[(first + later % (days + 1)).min(6)];
            format!("weekly = {{ parent = \"{parent}\", windows = [\"{window}\"], nth = {nth}, counted_by = \"{counted}\" }}")
        },
    ).boxed()
}

/// From a clock time to a later one, perhaps of a later day.
fn day_window() -> BoxedStrategy<String> {
    let over_days = (clock(), 1..30_u8, clock())
        .prop_map(|(from, days, until)| format!("{from} - +{days} {until}"));
    let by_day =
        (0..23_u8, clock()).prop_map(|(hour, _)| format!("{hour:02}:30 - {:02}:15", hour + 1));
    let short = (clock(), clock()).prop_map(|(from, until)| format!("{from} - +1 {until}"));
    prop_oneof![1 => over_days, 2 => by_day, 3 => short].boxed()
}

fn days() -> BoxedStrategy<String> {
    let every = prop_oneof![3 => 1..15_u16, 1 => 15..367_u16];
    (
        parent(),
        every,
        day(date(2026, 6, 1), 0..700),
        day_window(),
    )
        .prop_map(|(parent, every, start, window)| {
            format!("days = {{ parent = \"{parent}\", every = {every}, start = {start}, window = \"{window}\" }}")
        }).boxed()
}

/// Dates of which each stands once, as a list.
fn dates() -> BoxedStrategy<String> {
    prop::collection::btree_set(day(date(2026, 6, 20), 0..400), 1..20)
        .prop_map(|dates| {
            let dates: Vec<String> = dates.iter().map(Date::to_string).collect();
            format!("[{}]", dates.join(", "))
        })
        .boxed()
}

fn roster() -> BoxedStrategy<String> {
    let one = (parent(), day_window(), dates()).prop_map(|(parent, window, dates)| {
        format!("roster = {{ parent = \"{parent}\", window = \"{window}\", dates = {dates} }}")
    });
    let shifts = (parent(), day_window(), day_window(), dates(), dates()).prop_map(
        |(parent, early, late, first, second)| {
            format!("roster = {{ parent = \"{parent}\", shifts = {{ early = \"{early}\", late = \"{late}\" }}, dates = {{ early = {first}, late = {second} }} }}")
        },
    );
    prop_oneof![one, shifts].boxed()
}

fn weekends() -> BoxedStrategy<String> {
    let then = (1..4_u8, select(vec!["continue", "restart"]))
        .prop_map(|(most, then)| format!(", at_most = {most}, then = \"{then}\""));
    let then = prop_oneof![1 => Just(String::new()), 4 => then];
    // Monday 1 June 2026 and so many weeks.
    (parent(), 0..60_i32, weekly_window(), then)
        .prop_map(|(first, weeks, (window, weekday, _), then)| {
            let days = weeks * 7 + i32::try_from(weekday).unwrap_or(0);
            let start = date(2026, 6, 1).saturating_add(Span::new().days(days));
            format!(
                "weekends = {{ first = \"{first}\", start = {start}, window = \"{window}\"{then} }}"
            )
        })
        .boxed()
}

fn spans() -> BoxedStrategy<String> {
    let span = (parent(), day(date(2026, 6, 1), 0..800), clock(), 1..40_i32).prop_map(
        |(parent, from, time, days)| {
            let until = from.saturating_add(Span::new().days(days));
            format!(
                "{{ parent = \"{parent}\", from = {from}T{time}:00, until = {until}T{time}:00 }}"
            )
        },
    );
    prop::collection::vec(span, 1..6)
        .prop_map(|spans| format!("spans = [{}]", spans.join(", ")))
        .boxed()
}

/// A rule that gives care and is no holiday.
pub fn care() -> BoxedStrategy<String> {
    prop_oneof![
        nights(),
        nights_by_weekday(),
        weeks(),
        weekly(),
        of_the_month(),
        days(),
        roster(),
        weekends(),
        spans(),
        parent().prop_map(|parent| format!("always = \"{parent}\"")),
    ]
    .boxed()
}

/// Calls, which are no care.
pub fn calls() -> BoxedStrategy<String> {
    let with = select(vec!["absent", "mara", "elias"]);
    let at = select(vec![
        "[\"daily 18:30\"]",
        "[\"sun 02:30\", \"wed 00:00\"]",
        "[\"mon thu 23:45\"]",
    ]);
    let zone = select(vec![
        "",
        ", zone = \"elias\"",
        ", zone = \"Pacific/Auckland\"",
    ]);
    (with, at, 1..241_u16, zone)
        .prop_map(|(with, at, minutes, zone)| {
            format!("calls = {{ with = \"{with}\", at = {at}, minutes = {minutes}{zone} }}")
        })
        .boxed()
}

/// How the parents deal with each other.
pub fn dealings() -> BoxedStrategy<String> {
    let first = (1..48_u16).prop_map(|hours| format!("first_refusal = {{ hours = {hours} }}"));
    let steps = select(vec!["\"talk\"", "\"mediator\"", "\"mediator\", \"talk\""]);
    let disputes = steps.prop_map(|steps| format!("disputes = {{ steps = [{steps}] }}"));
    prop_oneof![first, disputes].boxed()
}

/// A limit for several children.
pub fn limit() -> BoxedStrategy<String> {
    let per = select(vec![
        ("week", 3_u16, 7_u16),
        ("28 nights", 14, 28),
        ("month", 14, 28),
        ("year", 182, 365),
    ]);
    let kind = select(vec![
        "nights_away",
        "hours_away",
        "nights_with_each",
        "days_with_each",
        "handovers",
        "together",
    ]);
    (kind, parent(), per, 1..40_u16)
        .prop_map(|(kind, parent, (per, half, all), number)| {
            let inner = match kind {
                "nights_away" | "hours_away" => format!("from = \"{parent}\", at_most = {number}"),
                "handovers" => format!("at_most = {number}, per = \"{per}\""),
                "together" => format!("at_least = {}, per = \"{per}\"", number.min(all)),
                _ => format!("at_least = {}, per = \"{per}\"", number.min(half)),
            };
            format!("limit = {{ {kind} = {{ {inner} }} }}")
        })
        .boxed()
}
