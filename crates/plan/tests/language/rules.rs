//! Each kind of rule on days that are easy to get wrong: changes of the clocks, leap days, the
//! first and last day, birthdays.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{
    compile_dates, id, measure_dates, read, stays, with_clauses, with_clauses_from,
};
use jiff::civil::{Date, date};
use plan::Side;

const ALWAYS_MARA: &str = "always = \"mara\"";
const WEEKEND: &str = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"] }";

/// The stays over a window under clauses.
fn check(clauses: &[&str], dates: (Date, Date), expected: &[&str]) {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, dates, &[]);
    assert_eq!(stays(&plan, &timeline), expected);
}

#[test]
fn a_change_keeps_its_clock_time_over_the_changes_of_the_clocks() {
    let nights = "nights = { sequence = \"ME\", start = 2027-03-27, change = \"08:30\" }";
    check(
        &[nights],
        (date(2027, 3, 27), date(2027, 3, 30)),
        &[
            "E 03-27 00:00+01:00 - 03-27 08:30+01:00",
            "M 03-27 08:30+01:00 - 03-28 08:30+02:00",
            "E 03-28 08:30+02:00 - 03-29 08:30+02:00",
            "M 03-29 08:30+02:00 - 03-30 00:00+02:00",
        ],
    );
    let measures = measure_dates(
        &read(&with_clauses(&[nights])),
        (date(2027, 3, 27), date(2027, 3, 30)),
    );
    let noor = &measures.children[0];
    assert_eq!((noor.overnights.a, noor.overnights.b), (2, 1));
    assert_eq!(noor.hours(Side::A) + noor.hours(Side::B), 71.0);
}

#[test]
fn a_time_that_does_not_exist_shifts_forward() {
    let span =
        "spans = [{ parent = \"elias\", from = 2027-03-28T02:30:00, until = 2027-03-28T05:00:00 }]";
    check(
        &[ALWAYS_MARA, span],
        (date(2027, 3, 28), date(2027, 3, 29)),
        &[
            "M 03-28 00:00+01:00 - 03-28 03:30+02:00",
            "E 03-28 03:30+02:00 - 03-28 05:00+02:00",
            "M 03-28 05:00+02:00 - 03-29 00:00+02:00",
        ],
    );
}

#[test]
fn a_span_that_the_clocks_skip_is_nothing() {
    // 02:30 shifts to 03:30, so that the end at 03:15 comes before it.
    let span =
        "spans = [{ parent = \"elias\", from = 2027-03-28T02:30:00, until = 2027-03-28T03:15:00 }]";
    check(
        &[ALWAYS_MARA, span],
        (date(2027, 3, 28), date(2027, 3, 29)),
        &["M 03-28 00:00+01:00 - 03-29 00:00+02:00"],
    );
}

#[test]
fn of_a_time_that_comes_twice_the_first_is_meant() {
    let span =
        "spans = [{ parent = \"elias\", from = 2027-10-31T02:30:00, until = 2027-10-31T05:00:00 }]";
    check(
        &[ALWAYS_MARA, span],
        (date(2027, 10, 31), date(2027, 11, 1)),
        &[
            "M 10-31 00:00+02:00 - 10-31 02:30+02:00",
            "E 10-31 02:30+02:00 - 10-31 05:00+01:00",
            "M 10-31 05:00+01:00 - 11-01 00:00+01:00",
        ],
    );
    let measures = measure_dates(
        &read(&with_clauses(&[ALWAYS_MARA, span])),
        (date(2027, 10, 31), date(2027, 11, 1)),
    );
    assert_eq!(measures.children[0].hours(Side::B), 3.5);
}

#[test]
fn leap_days_are_nights_like_others() {
    let nights =
        "nights = { pattern = \"alternating-weeks\", start = 2028-02-21, change = \"08:30\" }";
    let plan = read(&with_clauses(&[nights]));
    let measures = measure_dates(&plan, (date(2028, 2, 1), date(2028, 3, 1)));
    assert_eq!(measures.children[0].nights, 29);
    check(
        &[nights],
        (date(2028, 2, 27), date(2028, 3, 7)),
        &[
            "M 02-27 00:00+01:00 - 02-28 08:30+01:00",
            "E 02-28 08:30+01:00 - 03-06 08:30+01:00",
            "M 03-06 08:30+01:00 - 03-07 00:00+01:00",
        ],
    );
}

#[test]
fn a_plan_begins_with_whoever_has_its_first_night() {
    let nights =
        "nights = { sequence = \"MMMMMMM EEEEEEE\", start = 2027-02-01, change = \"08:30\" }";
    let plan = read(&with_clauses_from("2027-02-01", &[nights]));
    let timeline = compile_dates(&plan, (date(2027, 1, 25), date(2027, 2, 9)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "M 02-01 00:00+01:00 - 02-08 08:30+01:00",
            "E 02-08 08:30+01:00 - 02-09 00:00+01:00"
        ]
    );
    assert!(
        timeline.children()[0].gaps.is_empty(),
        "before the plan nothing is missing"
    );
    let nights = timeline.nights(&id("noor"));
    assert!(
        nights[..7].iter().all(Option::is_none),
        "the night before the plan is nobody's"
    );
    assert!(nights[7..14].iter().all(|night| *night == Some(Side::A)));
    assert_eq!(nights[14], Some(Side::B));
}

#[test]
fn a_plan_that_ends_counts_its_last_night() {
    let nights = "nights = { sequence = \"ME\", start = 2027-02-01, change = \"08:30\" }";
    let text = with_clauses(&[nights])
        .replace("from = 2020-01-01", "from = 2020-01-01\nuntil = 2027-03-01");
    let plan = read(&text);
    for to in [date(2027, 3, 1), date(2027, 4, 1)] {
        let timeline = compile_dates(&plan, (date(2027, 2, 1), to), &[]);
        let nights: Vec<_> = timeline.nights(&id("noor")).into_iter().flatten().collect();
        assert_eq!(nights.len(), 28, "until {to}");
        let measures = plan::measure(&plan, &timeline);
        assert_eq!(
            (
                measures.children[0].overnights.a,
                measures.children[0].overnights.b
            ),
            (14, 14)
        );
        let last = timeline.children()[0].care.last().unwrap();
        assert_eq!(last.end, timeline.midnight(date(2027, 3, 1)));
    }
}

#[test]
fn one_rhythm_follows_another_without_a_gap() {
    let first =
        "until = 2027-02-01\nnights = { sequence = \"M\", start = 2027-01-01, change = \"08:30\" }";
    let second =
        "from = 2027-02-01\nnights = { sequence = \"E\", start = 2027-01-01, change = \"08:30\" }";
    let plan = read(&with_clauses(&[first, second]));
    let timeline = compile_dates(&plan, (date(2027, 1, 30), date(2027, 2, 3)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "M 01-30 00:00+01:00 - 02-01 08:30+01:00",
            "E 02-01 08:30+01:00 - 02-03 00:00+01:00"
        ]
    );
    assert!(timeline.children()[0].gaps.is_empty() && timeline.children()[0].clashes.is_empty());
}

#[test]
fn care_begins_with_birth() {
    let text = with_clauses_from("2026-01-01", &[ALWAYS_MARA])
        .replace("born = 2019-05-21", "born = 2026-02-15");
    let plan = read(&text);
    let timeline = compile_dates(&plan, (date(2026, 2, 1), date(2026, 2, 20)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        ["M 02-15 00:00+01:00 - 02-20 00:00+01:00"]
    );
    assert!(timeline.children()[0].gaps.is_empty());
}

#[test]
fn a_leap_day_child_steps_up_on_1_march() {
    let step =
        "from_birthday = 3\nweekly = { parent = \"elias\", windows = [\"mon 10:00 - 12:00\"] }";
    let text = with_clauses_from("2024-03-01", &[ALWAYS_MARA, step])
        .replace("born = 2019-05-21", "born = 2024-02-29");
    let plan = read(&text);
    // 28 February 2027 is a Sunday, 1 March a Monday.
    let timeline = compile_dates(&plan, (date(2027, 2, 22), date(2027, 3, 2)), &[]);
    let visits: Vec<String> = stays(&plan, &timeline)
        .into_iter()
        .filter(|stay| stay.starts_with('E'))
        .collect();
    assert_eq!(visits, ["E 03-01 10:00+01:00 - 03-01 12:00+01:00"]);
}

#[test]
fn the_change_may_differ_by_weekday() {
    let nights = "nights = { sequence = \"MMMMEEE\", start = 2027-02-01, change = { monday = \"08:30\", fri = \"15:15\" } }";
    check(
        &[nights],
        (date(2027, 2, 1), date(2027, 2, 9)),
        &[
            "E 02-01 00:00+01:00 - 02-01 08:30+01:00",
            "M 02-01 08:30+01:00 - 02-05 15:15+01:00",
            "E 02-05 15:15+01:00 - 02-08 08:30+01:00",
            "M 02-08 08:30+01:00 - 02-09 00:00+01:00",
        ],
    );
}

#[test]
fn weeks_may_begin_on_another_day_and_take_the_parity_of_that_day() {
    let weeks =
        "weeks = { odd = \"elias\", even = \"mara\", day = \"friday\", change = \"17:00\" }";
    // 5 February 2027 lies in week 5, 12 February in week 6.
    check(
        &[weeks],
        (date(2027, 2, 4), date(2027, 2, 14)),
        &[
            "M 02-04 00:00+01:00 - 02-05 17:00+01:00",
            "E 02-05 17:00+01:00 - 02-12 17:00+01:00",
            "M 02-12 17:00+01:00 - 02-14 00:00+01:00",
        ],
    );
}

#[test]
fn weeks_of_one_parity_leave_the_others_to_what_stands_below() {
    let weeks = "weeks = { odd = \"elias\", change = \"08:30\" }";
    check(
        &[ALWAYS_MARA, weeks],
        (date(2027, 2, 1), date(2027, 2, 15)),
        &[
            "M 02-01 00:00+01:00 - 02-01 08:30+01:00",
            "E 02-01 08:30+01:00 - 02-08 08:30+01:00",
            "M 02-08 08:30+01:00 - 02-15 00:00+01:00",
        ],
    );
}

#[test]
fn every_second_weekend_counts_from_its_start_in_both_directions() {
    let weekend = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"], every = 2, start = 2027-04-30 }";
    let plan = read(&with_clauses(&[ALWAYS_MARA, weekend]));
    for (from, to) in [
        (date(2027, 4, 26), date(2027, 5, 24)),
        (date(2026, 9, 14), date(2026, 10, 12)),
    ] {
        let noor = &measure_dates(&plan, (from, to)).children[0];
        assert_eq!(noor.overnights.b, 6, "from {from}");
    }
}

#[test]
fn windows_may_follow_odd_and_even_weeks() {
    for (parity, expected) in [("odd", 3), ("even", 3)] {
        let weekend = format!(
            "weekly = {{ parent = \"elias\", windows = [\"sat 10:00 - sun 10:00\"], weeks = \"{parity}\" }}"
        );
        let plan = read(&with_clauses(&[ALWAYS_MARA, &weekend]));
        let timeline = compile_dates(&plan, (date(2027, 1, 4), date(2027, 2, 15)), &[]);
        let nights = timeline.nights(&id("noor"));
        let dates: Vec<i8> = timeline
            .window()
            .dates()
            .zip(nights)
            .filter(|(_, night)| *night == Some(Side::B))
            .map(|(date, _)| date.iso_week_date().week())
            .collect();
        assert_eq!(dates.len(), expected);
        assert!(
            dates
                .iter()
                .all(|week| (week % 2 == 1) == (parity == "odd")),
            "{dates:?}"
        );
    }
}

#[test]
fn a_weekend_that_began_before_the_plan_is_cut_at_its_beginning() {
    let plan = read(&with_clauses_from("2027-02-06", &[ALWAYS_MARA, WEEKEND]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 9)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "E 02-06 00:00+01:00 - 02-08 08:30+01:00",
            "M 02-08 08:30+01:00 - 02-09 00:00+01:00"
        ]
    );
}

#[test]
fn no_clause_means_a_gap() {
    let plan = read(&with_clauses(&[WEEKEND]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 8)), &[]);
    let [gap] = timeline.children()[0].gaps.as_slice() else {
        panic!("one gap")
    };
    assert_eq!(gap.end, timeline.instant(date(2027, 2, 5).at(17, 0, 0, 0)));
    assert_eq!(
        gap.start,
        timeline.instant(date(2027, 2, 1).at(8, 30, 0, 0))
    );
}

#[test]
fn the_night_may_be_counted_at_another_hour() {
    // Elias brings back at 01:00, so that at midnight the child is with him, at 03:00 is not.
    let window = "weekly = { parent = \"elias\", windows = [\"sat 10:00 - sun 01:00\"] }";
    let text = with_clauses(&[ALWAYS_MARA, window]);
    let later = text.replace("zone =", "night_at = \"03:00\"\nzone =");
    let nights = |text: &str| {
        measure_dates(&read(text), (date(2027, 2, 1), date(2027, 2, 8))).children[0]
            .overnights
            .b
    };
    assert_eq!(nights(&text), 1);
    assert_eq!(nights(&later), 0);
}

#[test]
fn a_window_has_its_limits() {
    use plan::{Window, WindowError};
    let day = date(2027, 2, 1);
    assert!(matches!(
        Window::new(day, day),
        Err(WindowError::Empty { .. })
    ));
    assert!(matches!(
        Window::new(date(1950, 1, 1), date(2060, 1, 1)),
        Err(WindowError::TooLong { .. })
    ));
    assert!(matches!(
        Window::new(Date::MIN, day),
        Err(WindowError::OutOfRange { .. })
    ));
    assert_eq!(Window::new(day, date(2027, 3, 1)).unwrap().nights(), 28);
}

#[test]
fn measures_as_json_are_stable() {
    let measures = measure_dates(
        &crate::common::example("clash"),
        (date(2027, 7, 19), date(2027, 8, 2)),
    );
    insta::assert_snapshot!(serde_json::to_string_pretty(&measures).unwrap());
}
