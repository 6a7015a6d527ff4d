//! Weeks by their number in the year and by their weekend in the month.

use jiff::civil::{Date, date};

use super::{ALWAYS_MARA, check, check_reports, nights_with_elias};
use crate::common::with_clauses;

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

fn weekends(counted_by: &str, nth: &str) -> String {
    format!(
        "weekly = {{ parent = \"elias\", windows = [\"fri 18:00 - sun 18:00\"], nth = {nth}, counted_by = \"{counted_by}\" }}"
    )
}

/// The Fridays in a window on whose night Elias has the weekend.
fn fridays(counted_by: &str, nth: &str, dates: (Date, Date)) -> Vec<Date> {
    nights_with_elias(&[ALWAYS_MARA, &weekends(counted_by, nth)], dates)
        .into_iter()
        .filter(|night| night.weekday() == jiff::civil::Weekday::Friday)
        .collect()
}

/// DOMAIN.md section 2: "Counting weekends whose Friday lies in 2027 both give 29, but they
/// differ on all four weekends of 7, 14, 21 and 28 May."
#[test]
fn weekends_counted_by_friday_and_by_saturday_are_as_many_but_not_the_same() {
    let year = (date(2027, 1, 1), date(2028, 1, 1));
    let (texas, france) = (
        fridays("friday", "[1, 3, 5]", year),
        fridays("saturday", "[1, 3, 5]", year),
    );
    assert_eq!((texas.len(), france.len()), (29, 29));
    for day in [7, 14, 21, 28] {
        let friday = date(2027, 5, day);
        assert_ne!(
            texas.contains(&friday),
            france.contains(&friday),
            "{friday}"
        );
    }
    let in_may = |weekends: &[Date]| -> Vec<i8> {
        weekends
            .iter()
            .filter(|friday| friday.month() == 5)
            .map(|friday| friday.day())
            .collect()
    };
    assert_eq!(in_may(&texas), [7, 21]);
    assert_eq!(in_may(&france), [14, 28]);
}

#[test]
fn a_fifth_weekend_and_a_first_one_may_follow_each_other() {
    // "A 5th Friday on the last day of the month counts, so two weekends follow in a row":
    // 30 April 2027 is a fifth Friday, 7 May a first one.
    let dates = (date(2027, 4, 26), date(2027, 5, 10));
    assert_eq!(
        fridays("friday", "[1, 3, 5]", dates),
        [date(2027, 4, 30), date(2027, 5, 7)]
    );
    // By its Saturday the weekend from Friday 30 April on is the first of May, and begins on
    // that Friday all the same.
    check(
        &[ALWAYS_MARA, &weekends("saturday", "[1]")],
        (date(2027, 4, 26), date(2027, 5, 17)),
        &[
            "M 04-26 00:00+02:00 - 04-30 18:00+02:00",
            "E 04-30 18:00+02:00 - 05-02 18:00+02:00",
            "M 05-02 18:00+02:00 - 05-17 00:00+02:00",
        ],
    );
}

#[test]
fn the_last_weekend_is_the_fourth_or_the_fifth() {
    let year = (date(2027, 1, 1), date(2028, 1, 1));
    let last = fridays("friday", "[\"last\"]", year);
    assert_eq!(last.len(), 12);
    assert!(
        last.iter()
            .all(|friday| friday.day() > friday.days_in_month() - 7)
    );
    assert_eq!(fridays("friday", "\"last\"", year), last);
    let fourth_and_fifth = fridays("friday", "[4, 5]", year);
    assert_eq!(
        fridays("friday", "[4, 5, \"last\"]", year),
        fourth_and_fifth
    );
    // A last Saturday on the first day of the next month is the last one of none.
    let by_saturday = fridays("saturday", "[\"last\"]", year);
    assert!(by_saturday.iter().all(|friday| {
        let saturday = friday.tomorrow().unwrap();
        saturday.day() > saturday.days_in_month() - 7
    }));
}

#[test]
fn what_can_be_wrong_with_weekends_of_the_month() {
    let weekly = |window: &str, inner: &str| {
        with_clauses(&[&format!(
            "weekly = {{ parent = \"elias\", windows = [\"{window}\"], {inner} }}"
        )])
    };
    let weekend = "fri 18:00 - sun 18:00";
    check_reports(
        "weekends_of_the_month",
        &[
            ("counted by nothing", weekly(weekend, "nth = [1, 3, 5]")),
            (
                "counted by a day that is none",
                weekly(weekend, "nth = [1], counted_by = \"fryday\""),
            ),
            (
                "a sixth weekend",
                weekly(weekend, "nth = [1, 6, 0], counted_by = \"friday\""),
            ),
            (
                "a weekend in words",
                weekly(weekend, "nth = [\"first\"], counted_by = \"friday\""),
            ),
            (
                "a weekend twice",
                weekly(weekend, "nth = [1, 1], counted_by = \"friday\""),
            ),
            (
                "no weekends",
                weekly(weekend, "nth = [], counted_by = \"friday\""),
            ),
            (
                "beside odd weeks",
                weekly(
                    weekend,
                    "nth = [1], counted_by = \"friday\", weeks = \"odd\"",
                ),
            ),
            (
                "counting nothing",
                weekly(weekend, "counted_by = \"friday\""),
            ),
            (
                "counted by the Monday on which it ends",
                weekly(
                    "fri 18:00 - mon 08:30",
                    "nth = [1], counted_by = \"monday\"",
                ),
            ),
        ],
    );
}
