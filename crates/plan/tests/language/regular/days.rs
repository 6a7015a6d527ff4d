//! Each n-th day, and rosters of stated dates.

use jiff::civil::date;

use super::{ALWAYS_MARA, check, check_reports, nights_with_elias};
use crate::common::with_clauses;

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
