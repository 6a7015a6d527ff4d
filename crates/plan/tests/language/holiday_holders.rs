//! Holidays that go by who has the child otherwise: long weekends, birthdays, the Texas order.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::holidays::{HOME, check_elias, check_rules, window};
use crate::common::{compile_dates, everything_of, measure_dates, read, stays, with_clauses};
use jiff::civil::{Date, date};
use plan::{Passed, Side, holiday_occurrences};

/// A Monday holiday goes to whoever has the weekend; where nobody has it, the clause gives nothing.
#[test]
fn a_long_weekend_goes_to_whoever_has_it() {
    let weekends = "weekly = { parent = \"elias\", windows = [\"fri 18:00 - sun 18:00\"], every = 2, start = 2027-03-26 }";
    let monday = "holiday = { on = [\"easter-monday\", \"pentecost-monday\"], from = \"-1 18:00\", until = \"18:00\", parent = \"holder\" }";
    let spring = (date(2027, 3, 25), date(2027, 3, 31));
    check_rules(
        &[weekends, monday],
        spring,
        &[
            "M 03-25 00:00+01:00 - 03-26 18:00+01:00",
            "E 03-26 18:00+01:00 - 03-29 18:00+02:00",
            "M 03-29 18:00+02:00 - 03-31 00:00+02:00",
        ],
    );
    // Pentecost of 2027 is seven weeks later, in Mara's weekend.
    let may = (date(2027, 5, 13), date(2027, 5, 19));
    check_rules(
        &[weekends, monday],
        may,
        &["M 05-13 00:00+02:00 - 05-19 00:00+02:00"],
    );
    let alone = with_clauses(&[monday]);
    let plan = read(&alone);
    assert!(stays(&plan, &compile_dates(&plan, may, &[])).is_empty());
}

#[test]
fn who_has_the_child_is_asked_of_weaker_clauses_only() {
    let monday = "holiday = { on = \"easter-monday\", from = \"-1 18:00\", until = \"18:00\", parent = \"holder\" }";
    let dates = (date(2027, 3, 28), date(2027, 3, 30));
    let at = |rank: &str| {
        format!(
            "rank = \"{rank}\"\nspans = [{{ parent = \"elias\", from = 2027-03-28T12:00:00, until = 2027-03-28T18:00:00 }}]"
        )
    };
    // Elias has the hour before by a weaker clause, and so the holiday; not by an equal one.
    check_rules(
        &[&at("school-holiday"), monday],
        dates,
        &[
            "M 03-28 00:00+01:00 - 03-28 12:00+02:00",
            "E 03-28 12:00+02:00 - 03-29 18:00+02:00",
            "M 03-29 18:00+02:00 - 03-30 00:00+02:00",
        ],
    );
    check_rules(
        &[&at("holiday"), monday],
        dates,
        &[
            "M 03-28 00:00+01:00 - 03-28 12:00+02:00",
            "E 03-28 12:00+02:00 - 03-28 18:00+02:00",
            "M 03-28 18:00+02:00 - 03-30 00:00+02:00",
        ],
    );
    // Where two weaker ones clash, nobody has it.
    let clash = "rank = \"visit\"\nspans = [{ parent = \"elias\", from = 2027-03-28, until = 2027-03-29 }, { parent = \"mara\", from = 2027-03-28, until = 2027-03-29 }]";
    check_rules(
        &[clash, monday],
        dates,
        &[
            "! 03-28 00:00+01:00 - 03-29 00:00+02:00",
            "M 03-29 00:00+02:00 - 03-30 00:00+02:00",
        ],
    );
}

/// A holiday may ask a weaker holiday that itself asks: whoever has the long weekend is not the
/// one who gets the evening of the birthday in it.
#[test]
fn a_clause_that_asks_may_be_asked() {
    let order = "precedence = [\"agreed\", \"birthday\", \"holiday\", \"visit\", \"regular\", \"fallback\"]\n";
    let text = with_clauses(&[
        HOME,
        "weekly = { parent = \"elias\", windows = [\"fri 18:00 - sun 18:00\"] }",
        "holiday = { on = \"05-17\", from = \"-1 18:00\", until = \"+1 18:00\", parent = \"holder\" }",
        "rank = \"birthday\"\nholiday = { on = \"05-17\", from = \"17:00\", until = \"19:00\", parent = \"other\" }",
    ])
    .replacen("\n[[parent]]", &format!("{order}\n[[parent]]"), 1);
    let plan = read(&text);
    // 17 May 2027 is a Monday.
    let timeline = compile_dates(&plan, (date(2027, 5, 17), date(2027, 5, 19)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "E 05-17 00:00+02:00 - 05-17 17:00+02:00",
            "M 05-17 17:00+02:00 - 05-17 19:00+02:00",
            "E 05-17 19:00+02:00 - 05-18 18:00+02:00",
            "M 05-18 18:00+02:00 - 05-19 00:00+02:00",
        ]
    );
}

#[test]
fn birthdays_in_the_usual_variants() {
    // Noor was born on 21 May 2019; Mara's birthday is 29 February.
    let may = (date(2027, 5, 19), date(2027, 5, 24));
    let elias = "on = \"birthday of noor\", parent = { odd = \"elias\", even = \"mara\" }";
    check_elias(elias, may, &["05-21 00:00+02:00 - 05-22 00:00+02:00"]);
    check_elias(elias, (date(2028, 5, 19), date(2028, 5, 24)), &[]);
    let evening =
        "on = \"birthday of noor\", from = \"18:00\", until = \"20:00\", parent = \"other\"";
    check_elias(evening, may, &["05-21 18:00+02:00 - 05-21 20:00+02:00"]);
    let party = "on = \"birthday of noor\", from = \"saturday 10:00\", until = \"18:00\", parent = \"elias\"";
    check_elias(party, may, &["05-19 00:00+02:00 - 05-21 18:00+02:00"]);
    let mother = "on = \"birthday of mara\", parent = \"elias\"";
    check_elias(
        mother,
        (date(2027, 2, 1), date(2027, 4, 1)),
        &["03-01 00:00+01:00 - 03-02 00:00+01:00"],
    );
    check_elias(
        mother,
        (date(2028, 2, 1), date(2028, 4, 1)),
        &["02-29 00:00+01:00 - 03-01 00:00+01:00"],
    );
}

/// The day of birth is not a birthday yet.
#[test]
fn the_first_birthday_is_a_year_after_birth() {
    let text = with_clauses(&[
        HOME,
        "holiday = { on = \"birthday of noor\", parent = \"elias\" }",
    ])
    .replace("2019-05-21", "2026-05-21");
    let plan = read(&text);
    let all = window(date(2026, 1, 1), date(2029, 1, 1));
    let found = holiday_occurrences(
        &plan,
        &plan.clauses()[1],
        &plan.children()[0],
        all,
        &Passed::default(),
    );
    let days: Vec<Date> = found.iter().map(|occurrence| occurrence.first).collect();
    assert_eq!(days, [date(2027, 5, 21), date(2028, 5, 21)]);
}

/// On a birthday the other parent has all children for two hours, wherever each of them is.
#[test]
fn siblings_go_where_the_birthday_child_is_not() {
    let text = with_clauses(&[
        "children = [\"noor\"]\nalways = \"mara\"",
        "children = [\"sam\"]\nalways = \"elias\"",
        "holiday = { on = \"birthday of noor\", from = \"18:00\", until = \"20:00\", parent = \"other\", of = \"noor\" }",
    ])
    .replacen("\n[[clause]]", "\n[[child]]\nid = \"sam\"\nname = \"Sam\"\nborn = 2021-01-01\n\n[[clause]]", 1);
    let plan = read(&text);
    let timeline = compile_dates(&plan, (date(2027, 5, 21), date(2027, 5, 22)), &[]);
    assert_eq!(
        everything_of(&plan, &timeline, 0),
        [
            "M 05-21 00:00+02:00 - 05-21 18:00+02:00",
            "E 05-21 18:00+02:00 - 05-21 20:00+02:00",
            "M 05-21 20:00+02:00 - 05-22 00:00+02:00",
        ]
    );
    assert_eq!(
        everything_of(&plan, &timeline, 1),
        ["E 05-21 00:00+02:00 - 05-22 00:00+02:00"]
    );
}

/// Scenario 4 of the field's facts: the Texas standard order over Martin Luther King day
/// (Texas Family Code 153.315: a weekend that meets a Monday holiday ends at 18:00 on Monday).
#[test]
fn a_texas_weekend_extends_over_a_monday_holiday() {
    let weekend = |friday: &str, sunday: &str| {
        format!("{{ parent = \"elias\", from = {friday}T18:00:00, until = {sunday}T18:00:00 }}")
    };
    let weekends = [
        ("2027-01-15", "2027-01-17"),
        ("2027-01-29", "2027-01-31"),
        ("2027-02-05", "2027-02-07"),
    ]
    .map(|(friday, sunday)| weekend(friday, sunday))
    .join(", ");
    let text = with_clauses(&[
        HOME,
        &format!("rank = \"regular\"\nspans = [{weekends}]"),
        "weekly = { parent = \"elias\", windows = [\"thu 18:00 - 20:00\"] }",
        "holiday = { on = [\"3rd monday of january\", \"presidents-day\", \"memorial-day\", \"labor-day\"], from = \"-1 18:00\", until = \"18:00\", parent = \"holder\" }",
    ])
    .replace("Europe/Amsterdam", "America/Chicago")
    .replacen("\n[[parent]]", "country = \"US\"\n\n[[parent]]", 1);
    let plan = read(&text);
    let measures = measure_dates(&plan, (date(2027, 1, 11), date(2027, 2, 8)));
    let noor = &measures.children[0];
    assert_eq!((noor.overnights.b, noor.overnights.a), (7, 21));
    assert_eq!(noor.hours(Side::B), 176.0);
}

/// The plan begins on 1 January 2020, in the middle of this holiday of one clause, and before the
/// first change of the nights: Elias has the first night.
#[test]
fn a_holiday_that_has_begun_before_the_plan_goes_by_its_first_moment() {
    let nights = "nights = { sequence = \"EM\", start = 2020-01-01, change = \"17:00\" }";
    let plan = read(&with_clauses(&[
        nights,
        "holiday = { on = \"christmas-day\", until = \"+14 00:00\", parent = \"holder\" }",
    ]));
    let dates = (date(2020, 1, 1), date(2020, 1, 10));
    let timeline = compile_dates(&plan, dates, &[]);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "E 01-01 00:00+01:00 - 01-08 17:00+01:00",
            "M 01-08 17:00+01:00 - 01-09 17:00+01:00",
            "E 01-09 17:00+01:00 - 01-10 00:00+01:00",
        ]
    );
}
