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

fn days(every: u16, window: &str) -> String {
    format!(
        "days = {{ parent = \"elias\", every = {every}, start = 2027-02-01, window = \"{window}\" }}"
    )
}

#[test]
fn every_third_day_keeps_its_clock_time_over_the_changes_of_the_clocks() {
    // 29 March 2027 is 56 days after 1 February; 28 March is the day of the change.
    check(
        &[ALWAYS_MARA, &days(4, "10:00 - 18:00")],
        (date(2027, 3, 25), date(2027, 3, 31)),
        &[
            "M 03-25 00:00+01:00 - 03-25 10:00+01:00",
            "E 03-25 10:00+01:00 - 03-25 18:00+01:00",
            "M 03-25 18:00+01:00 - 03-29 10:00+02:00",
            "E 03-29 10:00+02:00 - 03-29 18:00+02:00",
            "M 03-29 18:00+02:00 - 03-31 00:00+02:00",
        ],
    );
    check(
        &[ALWAYS_MARA, &days(3, "17:00 - +1 17:00")],
        (date(2027, 1, 29), date(2027, 2, 3)),
        &[
            "M 01-29 00:00+01:00 - 01-29 17:00+01:00",
            "E 01-29 17:00+01:00 - 01-30 17:00+01:00",
            "M 01-30 17:00+01:00 - 02-01 17:00+01:00",
            "E 02-01 17:00+01:00 - 02-02 17:00+01:00",
            "M 02-02 17:00+01:00 - 02-03 00:00+01:00",
        ],
    );
}

/// DOMAIN.md section 2: every third day, AAB, gives B one night in three.
#[test]
fn every_third_day_overnight_is_the_pattern_of_that_name() {
    let dates = (date(2026, 3, 1), date(2028, 3, 1));
    let pattern =
        "nights = { pattern = \"every-third-day\", start = 2027-02-01, change = \"17:00\" }";
    let by_days = days(3, "17:00 - +1 17:00").replace("2027-02-01", "2027-02-03");
    assert_eq!(
        nights_with_elias(&[ALWAYS_MARA, &by_days], dates),
        nights_with_elias(&[pattern], dates)
    );
    // Each day from 17:00 to 17:00 of the next is all the time.
    let all = nights_with_elias(&[ALWAYS_MARA, &days(1, "17:00 - +1 17:00")], dates);
    assert_eq!(all.len(), 731);
}

#[test]
fn a_long_window_reaches_into_a_short_one() {
    let clauses = [ALWAYS_MARA, &days(366, "17:00 - +30 16:00")];
    let year = nights_with_elias(&clauses, (date(2027, 1, 1), date(2028, 1, 1)));
    assert_eq!(year.len(), 30);
    for day in 25..29 {
        let dates = (date(2027, 2, day - 1), date(2027, 2, day));
        assert_eq!(nights_with_elias(&clauses, dates).len(), 1, "{day}");
    }
}

const ROSTER: &str = "roster = { parent = \"elias\", shifts = { day = \"07:00 - 19:00\", night = \"19:00 - +1 07:00\" }, dates = { night = [2027-02-06, 2027-02-03], day = [2027-02-06] } }";

#[test]
fn a_roster_gives_its_shifts_on_its_dates() {
    let expected = [
        "M 02-02 00:00+01:00 - 02-03 19:00+01:00",
        "E 02-03 19:00+01:00 - 02-04 07:00+01:00",
        "M 02-04 07:00+01:00 - 02-06 07:00+01:00",
        "E 02-06 07:00+01:00 - 02-07 07:00+01:00",
        "M 02-07 07:00+01:00 - 02-08 00:00+01:00",
    ];
    let dates = (date(2027, 2, 2), date(2027, 2, 8));
    check(&[ALWAYS_MARA, ROSTER], dates, &expected);
    // The same as one window with a plain list for each of the two.
    let night = "roster = { parent = \"elias\", window = \"19:00 - +1 07:00\", dates = [2027-02-03, 2027-02-06] }";
    let day = "roster = { parent = \"elias\", window = \"07:00 - 19:00\", dates = [2027-02-06] }";
    check(&[ALWAYS_MARA, night, day], dates, &expected);
    // The dates of the clause cut off the shifts that begin outside them.
    let until = format!("until = 2027-02-06\n{ROSTER}");
    assert_eq!(
        nights_with_elias(&[ALWAYS_MARA, &until], dates),
        [date(2027, 2, 3)]
    );
}

#[test]
fn what_can_be_wrong_with_days_and_rosters() {
    let days = |inner: &str| with_clauses(&[&format!("days = {{ parent = \"elias\", {inner} }}")]);
    let roster =
        |inner: &str| with_clauses(&[&format!("roster = {{ parent = \"elias\", {inner} }}")]);
    let many: Vec<String> = (0..1_001)
        .map(|offset| {
            date(2027, 1, 1)
                .saturating_add(jiff::Span::new().days(offset))
                .to_string()
        })
        .collect();
    let (all, half) = (many.join(", "), many[..501].join(", "));
    let shifts = "shifts = { day = \"07:00 - 19:00\", night = \"19:00 - +1 07:00\" }";
    check_reports(
        "days_and_rosters",
        &[
            ("nothing but the parent", days("")),
            (
                "each zeroth day",
                days("every = 0, start = 2027-02-01, window = \"10:00 - 18:00\""),
            ),
            (
                "each 367th day",
                days("every = 367, start = 2027-02-01, window = \"10:00 - 18:00\""),
            ),
            (
                "a window over midnight",
                days("every = 3, start = 2027-02-01, window = \"19:00 - 07:00\""),
            ),
            (
                "a window of 31 days",
                days("every = 3, start = 2027-02-01, window = \"19:00 - +31 19:00\""),
            ),
            (
                "a window at 25:00",
                days("every = 3, start = 2027-02-01, window = \"19:00 - +1 25:00\""),
            ),
            (
                "a weekly window",
                days("every = 3, start = 2027-02-01, window = \"mon 10:00 - 18:00\""),
            ),
            ("a roster of nothing", roster("")),
            (
                "a date twice",
                roster("window = \"07:00 - 19:00\", dates = [2027-02-01, 2027-02-01]"),
            ),
            (
                "a date in quotes",
                roster("window = \"07:00 - 19:00\", dates = [\"2027-02-01\"]"),
            ),
            (
                "a window and shifts",
                roster(&format!(
                    "window = \"07:00 - 19:00\", {shifts}, dates = [2027-02-01]"
                )),
            ),
            (
                "shifts with a plain list",
                roster(&format!("{shifts}, dates = [2027-02-01]")),
            ),
            (
                "an unknown shift",
                roster(&format!("{shifts}, dates = {{ nihgt = [2027-02-01] }}")),
            ),
            (
                "a shift with a capital",
                roster("shifts = { Day = \"07:00 - 19:00\" }, dates = { Day = [2027-02-01] }"),
            ),
            (
                "too many dates",
                roster(&format!("window = \"07:00 - 19:00\", dates = [{all}]")),
            ),
            (
                "too many dates in two shifts",
                roster(&format!(
                    "{shifts}, dates = {{ day = [{half}], night = [{half}] }}"
                )),
            ),
        ],
    );
}
