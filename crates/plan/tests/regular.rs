//! Regular care beyond a rhythm of nights: numbered weeks, weekends of the month, each n-th day,
//! rosters, homes, supervised contact, ages, zones. Worked examples and what holds for all.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

mod common;

use common::{TODAY, compile_dates, id, read, stays, with_clauses};
use jiff::civil::{Date, date};
use plan::{ParentingPlan, Side};

const ALWAYS_MARA: &str = "always = \"mara\"";

/// The stays over a window under clauses.
fn check(clauses: &[&str], dates: (Date, Date), expected: &[&str]) {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, dates, &[]);
    assert_eq!(stays(&plan, &timeline), expected);
}

/// What is said of each text: a snapshot, under its name.
fn check_reports(name: &str, cases: &[(&str, String)]) {
    let report = |(title, text): &(&str, String)| match ParentingPlan::read(text, TODAY) {
        Ok(_) => panic!("this was read as a plan: {title}\n{text}"),
        Err(problems) => format!("# {title}\n{problems}"),
    };
    let reports: Vec<String> = cases.iter().map(report).collect();
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, reports.join("\n\n")) });
}

/// The dates of a window on which Elias has the night.
fn nights_with_elias(clauses: &[&str], dates: (Date, Date)) -> Vec<Date> {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, dates, &[]);
    let nights = timeline.nights(&id("noor"));
    let of_elias = |(date, night): (Date, Option<Side>)| (night == Some(Side::B)).then_some(date);
    timeline
        .window()
        .dates()
        .zip(nights)
        .filter_map(of_elias)
        .collect()
}

/// DOMAIN.md section 3, Traps: "inverts ISO parity in 2026 and matches it in 2027".
#[test]
fn week_1_on_the_first_monday_inverts_the_parity_of_2026_and_keeps_that_of_2027() {
    let weeks = |numbering: &str| {
        format!(
            "weeks = {{ odd = \"elias\", even = \"mara\", change = \"08:30\", numbering = \"{numbering}\" }}"
        )
    };
    let nights = |numbering: &str, dates| nights_with_elias(&[&weeks(numbering)], dates);
    let both = |dates| (nights("iso", dates), nights("first-monday", dates));
    let (iso, first_monday) = both((date(2026, 1, 5), date(2027, 1, 4)));
    assert_eq!(iso.len() + first_monday.len(), 364);
    assert!(iso.iter().all(|night| !first_monday.contains(night)));
    let (iso, first_monday) = both((date(2027, 1, 4), date(2028, 1, 3)));
    assert_eq!(iso, first_monday);
}

#[test]
fn the_days_before_the_first_monday_belong_to_the_year_before() {
    // 2025 has 52 Mondays, so that the week of 29 December is even and that of 5 January odd.
    let weeks = "weeks = { odd = \"elias\", even = \"mara\", change = \"08:30\", numbering = \"first-monday\" }";
    check(
        &[weeks],
        (date(2025, 12, 22), date(2026, 1, 13)),
        &[
            "M 12-22 00:00+01:00 - 12-22 08:30+01:00",
            "E 12-22 08:30+01:00 - 12-29 08:30+01:00",
            "M 12-29 08:30+01:00 - 01-05 08:30+01:00",
            "E 01-05 08:30+01:00 - 01-12 08:30+01:00",
            "M 01-12 08:30+01:00 - 01-13 00:00+01:00",
        ],
    );
    // A stretch from Thursday on takes the parity of the week in which that Thursday lies.
    let thursdays = weeks.replace("change", "day = \"thursday\", change");
    check(
        &[&thursdays],
        (date(2025, 12, 31), date(2026, 1, 9)),
        &[
            "E 12-31 00:00+01:00 - 01-01 08:30+01:00",
            "M 01-01 08:30+01:00 - 01-08 08:30+01:00",
            "E 01-08 08:30+01:00 - 01-09 00:00+01:00",
        ],
    );
}

#[test]
fn windows_may_follow_weeks_numbered_from_the_first_monday() {
    let weekend = |numbering: &str| {
        format!(
            "weekly = {{ parent = \"elias\", windows = [\"sat 10:00 - sun 10:00\"], weeks = \"odd\"{numbering} }}"
        )
    };
    let nights = |numbering: &str| {
        nights_with_elias(
            &[ALWAYS_MARA, &weekend(numbering)],
            (date(2026, 2, 1), date(2026, 3, 1)),
        )
    };
    // 2 February 2026 is the fifth Monday of the year and begins ISO week 6.
    assert_eq!(
        nights(", numbering = \"first-monday\""),
        [date(2026, 2, 7), date(2026, 2, 21)]
    );
    assert_eq!(nights(""), [date(2026, 2, 14), date(2026, 2, 28)]);
    assert_eq!(nights(", numbering = \"iso\""), nights(""));
}

#[test]
fn what_can_be_wrong_with_the_numbering_of_weeks() {
    let weekly = |inner: &str| {
        with_clauses(&[&format!(
            "weekly = {{ parent = \"elias\", windows = [\"sat 10:00 - 16:00\"], {inner} }}"
        )])
    };
    check_reports(
        "numbering",
        &[
            (
                "an unknown numbering",
                with_clauses(&[
                    "weeks = { odd = \"mara\", change = \"08:30\", numbering = \"first-munday\" }",
                ]),
            ),
            (
                "a numbering that is a number",
                weekly("weeks = \"odd\", numbering = 1"),
            ),
            ("a numbering of nothing", weekly("numbering = \"iso\"")),
            (
                "a numbering of each second week",
                weekly("every = 2, start = 2027-02-06, numbering = \"iso\""),
            ),
        ],
    );
}
