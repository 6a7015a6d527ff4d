//! Random plans with every kind of rule, and agreements beside them, for the tests that hold for
//! every plan. A new kind of rule joins in `clause`.

use jiff::Span;
use jiff::civil::{Date, date};
use plan::{OneOff, Side};
use proptest::prelude::*;

fn parent() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("mara"), Just("elias")]
}

fn day(from: Date, days: std::ops::Range<i32>) -> impl Strategy<Value = Date> {
    days.prop_map(move |offset| from.saturating_add(Span::new().days(offset)))
}

fn clock() -> impl Strategy<Value = String> {
    (
        0..24_u8,
        prop_oneof![Just(0_u8), Just(15), Just(30), Just(45)],
    )
        .prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"))
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn nights() -> impl Strategy<Value = String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 1..30);
    (sequence, day(date(2026, 6, 1), 0..700), clock()).prop_map(|(sequence, start, change)| {
        let sequence: String = sequence.into_iter().collect();
        format!("nights = {{ sequence = \"{sequence}\", start = {start}, change = \"{change}\" }}")
    })
}

fn nights_by_weekday() -> impl Strategy<Value = String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 14);
    (sequence, day(date(2026, 6, 1), 0..700), clock(), clock(), 0..7_usize).prop_map(|(sequence, start, one, other, weekday)| {
        let sequence: String = sequence.into_iter().collect();
        let name = DAYS[weekday];
        format!("nights = {{ sequence = \"{sequence}\", start = {start}, change = {{ {name} = \"{one}\", other = \"{other}\" }} }}")
    })
}

fn weeks() -> impl Strategy<Value = String> {
    (parent(), prop::option::of(parent()), 0..7_usize, clock()).prop_map(
        |(odd, even, weekday, change)| {
            let even = even
                .map(|even| format!("even = \"{even}\", "))
                .unwrap_or_default();
            format!(
                "weeks = {{ odd = \"{odd}\", {even}day = \"{}\", change = \"{change}\" }}",
                DAYS[weekday]
            )
        },
    )
}

fn weekly() -> impl Strategy<Value = String> {
    let window =
        (0..7_usize, clock(), 1..7_usize, clock()).prop_map(|(first, from, days, until)| {
            format!(
                "\"{} {from} - {} {until}\"",
                DAYS[first],
                DAYS[(first + days) % 7]
            )
        });
    let every = prop_oneof![
        Just(""),
        Just(", every = 2, start = 2027-02-06"),
        Just(", every = 3, start = 2028-01-01"),
        Just(", weeks = \"odd\"")
    ];
    (parent(), prop::collection::vec(window, 1..4), every).prop_map(|(parent, windows, every)| {
        format!(
            "weekly = {{ parent = \"{parent}\", windows = [{}]{every} }}",
            windows.join(", ")
        )
    })
}

fn spans() -> impl Strategy<Value = String> {
    let span = (parent(), day(date(2026, 6, 1), 0..800), clock(), 1..40_i32).prop_map(
        |(parent, from, time, days)| {
            let until = from.saturating_add(Span::new().days(days));
            format!(
                "{{ parent = \"{parent}\", from = {from}T{time}:00, until = {until}T{time}:00 }}"
            )
        },
    );
    prop::collection::vec(span, 1..6).prop_map(|spans| format!("spans = [{}]", spans.join(", ")))
}

fn clause() -> impl Strategy<Value = String> {
    let rule = prop_oneof![
        nights(),
        nights_by_weekday(),
        weeks(),
        weekly(),
        spans(),
        parent().prop_map(|parent| format!("always = \"{parent}\"")),
    ];
    let limits = prop_oneof![
        4 => Just(String::new()),
        1 => day(date(2026, 8, 1), 0..500).prop_map(|from| format!("from = {from}\n")),
        1 => day(date(2026, 8, 1), 0..500).prop_map(|until| format!("until = {until}\n")),
        1 => (1..3_u8).prop_map(|age| format!("from_birthday = {age}\n")),
        1 => (1..3_u8).prop_map(|age| format!("until_birthday = {age}\n")),
    ];
    let rank = prop_oneof![4 => Just(""), 1 => Just("rank = \"holiday\"\n"), 1 => Just("rank = \"agreed\"\n")];
    let children = prop_oneof![2 => Just(""), 1 => Just("children = [\"noor\"]\n"), 1 => Just("children = [\"pim\"]\n")];
    (children, limits, rank, rule)
        .prop_map(|(children, limits, rank, rule)| format!("{children}{limits}{rank}{rule}"))
}

/// The text of a plan for two children, one of them born while it holds.
pub fn plan_text() -> impl Strategy<Value = String> {
    let zone = prop_oneof![
        Just("Europe/Amsterdam"),
        Just("America/Chicago"),
        Just("Australia/Lord_Howe"),
        Just("Africa/Casablanca"),
        Just("UTC")
    ];
    let until = prop::option::of(day(date(2027, 3, 1), 0..400));
    let night = prop_oneof![3 => Just(""), 1 => Just("night_at = \"03:00\"\n"), 1 => Just("night_at = \"23:45\"\n")];
    (zone, until, night, prop::collection::vec(clause(), 1..7)).prop_map(
        |(zone, until, night, clauses)| {
            let until = until
                .map(|until| format!("until = {until}\n"))
                .unwrap_or_default();
            let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
            super::with_clauses_from("2026-07-01", &clauses)
                .replace("Europe/Amsterdam", zone)
                .replace(
                    "\n[[parent]]\nid = \"mara\"",
                    &format!("{until}{night}\n[[parent]]\nid = \"mara\""),
                )
                .replacen(
                    "\n[[clause]]",
                    "\n[[child]]\nid = \"pim\"\nname = \"Pim\"\nborn = 2026-10-15\n\n[[clause]]",
                    1,
                )
        },
    )
}

/// What was agreed beside such a plan.
pub fn agreements() -> impl Strategy<Value = Vec<OneOff>> {
    let one = (
        day(date(2026, 9, 1), 0..500),
        0..24_i8,
        1..10_i32,
        0..3_usize,
        any::<bool>(),
    );
    prop::collection::vec(one, 0..6).prop_map(|list| {
        list.into_iter()
            .map(|(start, hour, days, whom, first)| OneOff {
                id: "swap".to_owned(),
                children: [vec!["noor"], vec!["pim"], vec!["noor", "pim"]][whom]
                    .iter()
                    .map(|id| id.parse().unwrap())
                    .collect(),
                parent: if first { Side::A } else { Side::B },
                start: start.at(hour, 30, 0, 0),
                end: start
                    .saturating_add(Span::new().days(days))
                    .at(hour, 0, 0, 0),
            })
            .collect()
    })
}
