//! Dates at which a holiday is shared belong to the same parent each year, whether the holiday has
//! begun by then or not; a school's own holiday takes the place of the one that it is; and a bell
//! that never rings is a mistake.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, compile_dates, read, stays, with_clauses};
use jiff::civil::{Date, date};
use plan::ParentingPlan;

const SCHOOL: &str = "country = \"NL\"\nregion = \"midden\"\nstarts = \"08:30\"\nends = \"15:15\"";

fn text(school: &str, child: &str, rule: &str) -> String {
    with_clauses(&["always = \"mara\"", rule])
        .replacen(
            "\n[[parent]]",
            &format!("\n[school]\n{school}\n\n[[parent]]"),
            1,
        )
        .replacen(
            "born = 2019-05-21\n",
            &format!("born = 2019-05-21\n{child}\n"),
            1,
        )
}

/// Elias's time by a rule over Mara's home, in the midden region of the Netherlands.
fn check(child: &str, rule: &str, dates: (Date, Date), expected: &[&str]) {
    let plan = read(&text(SCHOOL, child, rule));
    let timeline = compile_dates(&plan, dates, &[]);
    let found: Vec<String> = stays(&plan, &timeline)
        .into_iter()
        .filter_map(|line| line.strip_prefix("E ").map(str::to_owned))
        .collect();
    assert_eq!(found, expected, "{rule}");
}

fn year(year: i16) -> (Date, Date) {
    (date(year, 6, 1), date(year, 12, 1))
}

/// Summer in midden: 18 July to 30 August 2026, 17 July to 29 August 2027, 8 July to 20 August
/// 2028 (the government's dates, Stcrt 2021-25317 and 2024-19237).
#[test]
fn a_half_that_would_end_before_the_holiday_begins_is_empty() {
    let halves = |first: &str| {
        format!(
            "school_holiday = {{ holiday = \"summer\", from = \"saturday 00:00\", until = \"sunday 24:00\", halves = {{ first = \"{first}\", at = \"07-17\" }} }}"
        )
    };
    check("", &halves("elias"), year(2026), &[]);
    check("", &halves("elias"), year(2027), &[]);
    check(
        "",
        &halves("elias"),
        year(2028),
        &["07-08 00:00+02:00 - 07-17 00:00+02:00"],
    );
    check(
        "",
        &halves("mara"),
        year(2026),
        &["07-18 00:00+02:00 - 08-31 00:00+02:00"],
    );
    check(
        "",
        &halves("mara"),
        year(2027),
        &["07-17 00:00+02:00 - 08-30 00:00+02:00"],
    );
    let late = "school_holiday = { holiday = \"autumn\", from = \"saturday 00:00\", until = \"sunday 24:00\", halves = { first = \"elias\", at = \"12-26 17:00\" } }";
    check(
        "",
        late,
        year(2027),
        &["10-16 00:00+02:00 - 10-25 00:00+02:00"],
    );
}

#[test]
fn the_fortnight_of_a_fixed_date_is_the_same_parents_each_year() {
    let parts = "school_holiday = { holiday = \"summer\", from = \"saturday 00:00\", until = \"sunday 24:00\", parts = { first = \"elias\", at = [\"07-14\", \"07-31\", \"08-14\"] } }";
    let fortnight = "07-31 00:00+02:00 - 08-14 00:00+02:00";
    check("", parts, year(2026), &[fortnight]);
    check("", parts, year(2027), &[fortnight]);
    check(
        "",
        parts,
        year(2028),
        &["07-08 00:00+02:00 - 07-14 00:00+02:00", fortnight],
    );
}

#[test]
fn a_schools_own_christmas_may_begin_in_january() {
    let own =
        "school = { own = [{ holiday = \"christmas\", first = 2027-01-02, last = 2027-01-10 }] }";
    let rule = "school_holiday = { holiday = \"christmas\", from = \"00:00\", until = \"24:00\", parent = \"elias\" }";
    check(
        own,
        rule,
        (date(2026, 12, 1), date(2028, 2, 1)),
        &[
            "01-02 00:00+01:00 - 01-11 00:00+01:00",
            "12-25 00:00+01:00 - 01-10 00:00+01:00",
        ],
    );
}

#[test]
fn a_weekday_without_school_has_no_bell() {
    let school = SCHOOL.replace(
        "starts =",
        "days = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\"]\nstarts =",
    );
    let rule = |from: &str| {
        format!(
            "school_holiday = {{ holiday = \"autumn\", from = \"{from}\", until = \"school starts\", parent = \"elias\" }}"
        )
    };
    let problems =
        ParentingPlan::read(&text(&school, "", &rule("friday school ends")), TODAY).unwrap_err();
    assert_eq!(
        problems.as_slice()[0].message,
        "Noor has no school on a Friday, so it neither starts nor ends then."
    );
    for sound in [
        "thursday school ends",
        "school ends",
        "friday school ends or 15:00",
    ] {
        read(&text(&school, "", &rule(sound)));
    }
}
