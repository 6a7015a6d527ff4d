//! School holidays by region and by a child's own dates, the moments around them, and each way in
//! which parents share them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, everything_of, measure_dates, read, with_clauses};
use jiff::civil::{Date, date};
use plan::{Passed, Window, holiday_occurrences};

const HOME: &str = "always = \"mara\"";

const SCHOOL: &str = "starts = \"08:30\"\nends = { other = \"15:15\", wednesday = \"12:15\" }\n";

/// A plan with a school for all, clauses above Mara's home, and what the child states itself.
fn text(school: &str, child: &str, rules: &[&str]) -> String {
    let mut clauses = vec![HOME];
    clauses.extend(rules);
    with_clauses(&clauses)
        .replacen(
            "\n[[parent]]",
            &format!("\n[school]\n{school}\n[[parent]]"),
            1,
        )
        .replacen(
            "born = 2019-05-21\n",
            &format!("born = 2019-05-21\n{child}\n"),
            1,
        )
}

fn region(country: &str, region: &str) -> String {
    format!("country = \"{country}\"\nregion = \"{region}\"\n{SCHOOL}")
}

/// First and last days of the holidays that a clause gives from 2026 to 2028.
fn check_days(place: (&str, &str), child: &str, holiday: &str, expected: &[&str]) {
    let rule = format!(
        "school_holiday = {{ holiday = {holiday}, from = \"school ends\", until = \"school starts\", parent = \"elias\" }}"
    );
    let plan = read(&text(&region(place.0, place.1), child, &[&rule]));
    let window = Window::new(date(2026, 8, 1), date(2028, 8, 1)).unwrap();
    let found: Vec<String> = holiday_occurrences(
        &plan,
        &plan.clauses()[1],
        &plan.children()[0],
        window,
        &Passed::default(),
    )
    .iter()
    .map(|occurrence| format!("{} {}", occurrence.first, occurrence.last))
    .collect();
    assert_eq!(found, expected, "{holiday} in {place:?} {child}");
}

/// Stcrt 2021-25317 and 2024-19237, as in section 4 of the field's facts.
#[test]
fn dutch_holidays_differ_by_region() {
    check_days(
        ("NL", "noord"),
        "",
        "\"autumn\"",
        &["2026-10-10 2026-10-18", "2027-10-16 2027-10-24"],
    );
    check_days(
        ("NL", "midden"),
        "",
        "\"autumn\"",
        &["2026-10-17 2026-10-25", "2027-10-16 2027-10-24"],
    );
    check_days(
        ("NL", "zuid"),
        "",
        "\"autumn\"",
        &["2026-10-17 2026-10-25", "2027-10-23 2027-10-31"],
    );
    check_days(
        ("NL", "zuid"),
        "",
        "[\"spring\", \"may\"]",
        &[
            "2027-02-13 2027-02-21",
            "2027-04-24 2027-05-02",
            "2028-02-26 2028-03-05",
            "2028-04-29 2028-05-07",
        ],
    );
}

/// Own dates take the place of the region's of the same year and name; the others stay.
#[test]
fn a_child_may_have_own_dates_and_its_own_region() {
    let own = "school = { own = [{ holiday = \"autumn\", first = 2027-10-18, last = 2027-10-22 }, { holiday = \"carnival\", first = 2027-02-08, last = 2027-02-09 }] }";
    check_days(
        ("NL", "zuid"),
        own,
        "\"autumn\"",
        &["2026-10-17 2026-10-25", "2027-10-18 2027-10-22"],
    );
    check_days(
        ("NL", "zuid"),
        own,
        "\"carnival\"",
        &["2027-02-08 2027-02-09"],
    );
    check_days(
        ("NL", "zuid"),
        "school = { region = \"noord\" }",
        "\"autumn\"",
        &["2026-10-10 2026-10-18", "2027-10-16 2027-10-24"],
    );
}

/// Nothing is given beyond the years that are known.
#[test]
fn years_beyond_the_data_give_nothing() {
    let rule = "school_holiday = { holiday = \"summer\", from = \"00:00\", until = \"24:00\", parent = \"elias\" }";
    let plan = read(&text(&region("NL", "zuid"), "", &[rule]));
    let far = (date(2060, 1, 1), date(2061, 1, 1));
    let timeline = compile_dates(&plan, far, &[]);
    assert_eq!(
        everything_of(&plan, &timeline, 0),
        ["M 01-01 00:00+01:00 - 01-01 00:00+01:00"]
    );
    let school = plan.children()[0].school.as_ref().unwrap();
    assert!(school.known_until.unwrap() < far.0);
}

/// The stays of Noor in Zuid by one school holiday.
fn check_in(school: &str, child: &str, holiday: &str, dates: (Date, Date), expected: &[&str]) {
    let rule = format!("school_holiday = {{ {holiday} }}");
    let plan = read(&text(school, child, &[&rule]));
    let timeline = compile_dates(&plan, dates, &[]);
    assert_eq!(everything_of(&plan, &timeline, 0), expected, "{holiday}");
}

fn check(holiday: &str, dates: (Date, Date), expected: &[&str]) {
    check_in(&region("NL", "zuid"), "", holiday, dates, expected);
}

/// Zuid has autumn from Saturday 23 to Sunday 31 October 2027; the clocks go back on the 31st.
#[test]
fn boundaries_are_explicit_moments() {
    let autumn = (date(2027, 10, 20), date(2027, 11, 4));
    let gives = |from: &str, until: &str, start: &str, end: &str| {
        let holiday = format!(
            "holiday = \"autumn\", from = \"{from}\", until = \"{until}\", parent = \"elias\""
        );
        check(
            &holiday,
            autumn,
            &[
                &format!("M 10-20 00:00+02:00 - {start}"),
                &format!("E {start} - {end}"),
                &format!("M {end} - 11-04 00:00+01:00"),
            ],
        );
    };
    gives(
        "school ends",
        "school starts",
        "10-22 15:15+02:00",
        "11-01 08:30+01:00",
    );
    gives(
        "friday school ends",
        "monday school starts",
        "10-22 15:15+02:00",
        "11-01 08:30+01:00",
    );
    gives(
        "wednesday school ends",
        "school ends",
        "10-20 12:15+02:00",
        "11-01 15:15+01:00",
    );
    gives("00:00", "24:00", "10-23 00:00+02:00", "11-01 00:00+01:00");
    gives(
        "friday 18:00",
        "sunday 18:00",
        "10-22 18:00+02:00",
        "10-31 18:00+01:00",
    );
    gives(
        "saturday 10:00",
        "+1 18:00",
        "10-23 10:00+02:00",
        "11-01 18:00+01:00",
    );
}

#[test]
fn a_child_without_school_has_the_stated_clock_time() {
    let holiday = "holiday = \"autumn\", from = \"school ends or 15:00\", until = \"school starts or 09:00\", parent = \"elias\"";
    let autumn = (date(2027, 10, 22), date(2027, 11, 2));
    let expected = [
        "M 10-22 00:00+02:00 - 10-22 15:00+02:00",
        "E 10-22 15:00+02:00 - 11-01 09:00+01:00",
        "M 11-01 09:00+01:00 - 11-02 00:00+01:00",
    ];
    check_in(
        &region("NL", "zuid"),
        "school = { from = 2028-08-28 }",
        holiday,
        autumn,
        &expected,
    );
    check_in(
        "country = \"NL\"\nregion = \"zuid\"\n",
        "",
        holiday,
        autumn,
        &expected,
    );
    // School begins with the first day after the holiday.
    check_in(
        &region("NL", "zuid"),
        "school = { from = 2027-11-01 }",
        holiday,
        autumn,
        &[
            "M 10-22 00:00+02:00 - 10-22 15:00+02:00",
            "E 10-22 15:00+02:00 - 11-01 08:30+01:00",
            "M 11-01 08:30+01:00 - 11-02 00:00+01:00",
        ],
    );
}

/// With no school on Fridays, school ends before the holiday on Thursday.
#[test]
fn the_last_school_day_is_the_childs_own() {
    let school = format!(
        "{}days = [\"mon\", \"tue\", \"wed\", \"thu\"]\n",
        region("NL", "zuid")
    );
    let holiday = "holiday = \"autumn\", from = \"school ends\", until = \"sunday 18:00\", parent = \"elias\"";
    check_in(
        &school,
        "",
        holiday,
        (date(2027, 10, 21), date(2027, 10, 23)),
        &[
            "M 10-21 00:00+02:00 - 10-21 15:15+02:00",
            "E 10-21 15:15+02:00 - 10-23 00:00+02:00",
        ],
    );
}

/// A single day in the middle of a holiday looks for the last school day before that holiday.
#[test]
fn school_ends_on_the_last_day_with_school() {
    let rule = "holiday = { on = \"kings-day\", from = \"school ends\", until = \"school starts\", parent = \"elias\" }";
    let plan = read(&text(&region("NL", "zuid"), "", &[rule]).replacen(
        "zone =",
        "country = \"NL\"\nzone =",
        1,
    ));
    // The May holiday runs from 24 April to 2 May 2027.
    let timeline = compile_dates(&plan, (date(2027, 4, 22), date(2027, 5, 5)), &[]);
    assert_eq!(
        everything_of(&plan, &timeline, 0)[1],
        "E 04-23 15:15+02:00 - 05-03 08:30+02:00"
    );
}

const SUMMER: (Date, Date) = (date(2027, 7, 24), date(2027, 9, 6));

/// Zuid has summer from 24 July to 5 September 2027: 44 days.
fn check_summer(sharing: &str, expected: &[&str]) {
    let holiday = format!("holiday = \"summer\", from = \"00:00\", until = \"24:00\", {sharing}");
    check(&holiday, SUMMER, expected);
}

#[test]
fn halves_end_where_the_plan_says() {
    let halves = |at: &str, change: &str| {
        check_summer(
            &format!("halves = {{ first = \"elias\", at = {at} }}"),
            &[
                &format!("E 07-24 00:00+02:00 - {change}+02:00"),
                &format!("M {change}+02:00 - 09-06 00:00+02:00"),
            ],
        );
    };
    halves("\"midpoint\"", "08-15 00:00");
    halves("\"08-14 12:00\"", "08-14 12:00");
    halves("\"08-14\"", "08-14 00:00");
    halves("\"+8 12:00\"", "08-01 12:00");
    // Three days in the first half do not count, and the half grows by half of them.
    halves(
        "\"midpoint\", not_counting = [\"08-01\", \"08-02\", 2027-08-03]",
        "08-16 12:00",
    );
    // A day in the second half moves the midpoint back.
    halves("\"midpoint\", not_counting = \"08-20\"", "08-14 12:00");
    // Days outside the holiday change nothing.
    halves(
        "\"midpoint\", not_counting = [\"12-25\", \"easter\"]",
        "08-15 00:00",
    );
}

/// Half by elapsed time: the night in October on which clocks go back has an hour more.
#[test]
fn the_midpoint_is_exact_over_a_change_of_the_clocks() {
    let holiday = "holiday = \"autumn\", from = \"00:00\", until = \"24:00\", halves = { first = \"elias\", at = \"midpoint\" }";
    check(
        holiday,
        (date(2027, 10, 23), date(2027, 11, 1)),
        &[
            "E 10-23 00:00+02:00 - 10-27 12:30+02:00",
            "M 10-27 12:30+02:00 - 11-01 00:00+01:00",
        ],
    );
}

/// French holidays of 16 days: eight days each (service-public.fr, garde alternée).
#[test]
fn sixteen_french_days_are_eight_and_eight() {
    let own = "starts = \"08:30\"\nends = \"16:30\"\nown = [{ holiday = \"winter\", first = 2027-02-13, last = 2027-02-28 }]\n";
    let holiday = "holiday = \"winter\", from = \"00:00\", until = \"24:00\", halves = { first = { even = \"mara\", odd = \"elias\" }, at = \"+8 00:00\" }";
    check_in(
        own,
        "",
        holiday,
        (date(2027, 2, 13), date(2027, 3, 1)),
        &[
            "E 02-13 00:00+01:00 - 02-21 00:00+01:00",
            "M 02-21 00:00+01:00 - 03-01 00:00+01:00",
        ],
    );
}

/// The fixed dates of Belgian courts: 30 June, 14 and 31 July, 14 and 31 August.
#[test]
fn belgian_summers_alternate_at_fixed_dates() {
    let own = "own = [{ holiday = \"summer\", first = 2027-07-01, last = 2027-08-31 }]\n";
    let holiday = "holiday = \"summer\", from = \"-1 18:00\", until = \"18:00\", parts = { first = { even = \"mara\", odd = \"elias\" }, at = [\"07-14 18:00\", \"07-31 18:00\", \"08-14 18:00\"] }";
    check_in(
        own,
        "",
        holiday,
        (date(2027, 6, 30), date(2027, 9, 1)),
        &[
            "M 06-30 00:00+02:00 - 06-30 18:00+02:00",
            "E 06-30 18:00+02:00 - 07-14 18:00+02:00",
            "M 07-14 18:00+02:00 - 07-31 18:00+02:00",
            "E 07-31 18:00+02:00 - 08-14 18:00+02:00",
            "M 08-14 18:00+02:00 - 09-01 00:00+02:00",
        ],
    );
}

/// Weeks 1, 3 and 5 to one, 2, 4 and 6 to the other; the last two days stay with the sixth.
#[test]
fn a_summer_week_by_week() {
    let weeks = |from: &str, change: &str, at: [&str; 5], end: &str| {
        let holiday = format!(
            "holiday = \"summer\", from = \"{from}\", until = \"monday 08:30\", weeks = {{ first = \"elias\"{change} }}"
        );
        let plan = read(&text(
            &region("NL", "zuid"),
            "",
            &[&format!("school_holiday = {{ {holiday} }}")],
        ));
        let timeline = compile_dates(&plan, (date(2027, 7, 23), date(2027, 9, 8)), &[]);
        let found: Vec<String> = everything_of(&plan, &timeline, 0)
            .iter()
            .map(|line| format!("{} {}", &line[..1], &line[2..13]))
            .collect();
        let [one, two, three, four, five] = at;
        let begin = found[1][2..].to_owned();
        assert_eq!(
            found,
            [
                "M 07-23 00:00".to_owned(),
                format!("E {begin}"),
                format!("M {one}"),
                format!("E {two}"),
                format!("M {three}"),
                format!("E {four}"),
                format!("M {five}"),
            ],
            "{change}"
        );
        let last = everything_of(&plan, &timeline, 0);
        assert!(last.last().unwrap().ends_with(end));
    };
    weeks(
        "friday 18:00",
        "",
        [
            "07-30 18:00",
            "08-06 18:00",
            "08-13 18:00",
            "08-20 18:00",
            "08-27 18:00",
        ],
        "09-08 00:00+02:00",
    );
    weeks(
        "friday 18:00",
        ", change = \"saturday 10:00\"",
        [
            "07-31 10:00",
            "08-07 10:00",
            "08-14 10:00",
            "08-21 10:00",
            "08-28 10:00",
        ],
        "09-08 00:00+02:00",
    );
    weeks(
        "00:00",
        ", change = \"friday 18:00\"",
        [
            "07-30 18:00",
            "08-06 18:00",
            "08-13 18:00",
            "08-20 18:00",
            "08-27 18:00",
        ],
        "09-08 00:00+02:00",
    );
}

/// The Christmas holiday of 2026/27 begins in an even and ends in an odd year.
#[test]
fn a_holiday_over_new_year_says_which_year_counts() {
    let december = (date(2026, 12, 19), date(2027, 1, 4));
    let holiday = |year: &str| {
        format!(
            "holiday = \"christmas\", from = \"00:00\", until = \"24:00\", parent = {{ even = \"elias\", odd = \"mara\", year = \"{year}\" }}"
        )
    };
    check(
        &holiday("first"),
        december,
        &["E 12-19 00:00+01:00 - 01-04 00:00+01:00"],
    );
    check(
        &holiday("last"),
        december,
        &["M 12-19 00:00+01:00 - 01-04 00:00+01:00"],
    );
    let fixed = "holiday = \"christmas\", from = \"00:00\", until = \"24:00\", halves = { first = { even = \"mara\", odd = \"elias\", year = \"first\" }, at = \"01-01 12:00\" }";
    check(
        fixed,
        december,
        &[
            "M 12-19 00:00+01:00 - 01-01 12:00+01:00",
            "E 01-01 12:00+01:00 - 01-04 00:00+01:00",
        ],
    );
}

/// Scenario 1 of the field's facts: parity by ISO weeks, and Christmas in halves.
#[test]
fn week_53_with_christmas_gives_20_and_8() {
    let text = |rules: &[&str]| {
        with_clauses(rules).replacen(
            "\n[[parent]]",
            &format!("\n[school]\n{}\n[[parent]]", region("NL", "midden")),
            1,
        )
    };
    let check = |rules: &[&str], nights: (u32, u32)| {
        let measures = measure_dates(&read(&text(rules)), (date(2026, 12, 14), date(2027, 1, 11)));
        let noor = &measures.children[0];
        assert_eq!((noor.overnights.b, noor.overnights.a), nights, "{rules:?}");
    };
    let parity = "weeks = { odd = \"elias\", even = \"mara\", change = \"08:30\" }";
    let strict = "nights = { pattern = \"alternating-weeks\", first = \"elias\", start = 2026-12-21, change = \"08:30\" }";
    let christmas = "school_holiday = { holiday = \"christmas\", from = \"friday 15:00\", until = \"monday 08:30\", halves = { first = { even = \"mara\", odd = \"elias\", year = \"first\" }, at = \"12-26 17:00\" } }";
    check(&[parity], (21, 7));
    check(&[strict], (14, 14));
    check(&[parity, christmas], (20, 8));
}
