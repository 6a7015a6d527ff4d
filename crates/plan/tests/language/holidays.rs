//! Named days: on which dates they fall, from when until when they are given, and to whom.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::holidays::{check_elias, check_rules, plan, window};
use jiff::civil::{Date, date};
use plan::dates::Certainty;
use plan::{Confirmed, Passed, Side, compile_after, holiday_occurrences};

/// The dates on which `on` falls in a country from 2026 to 2028.
fn check_days(country: &str, on: &str, expected: &[&str]) {
    let rule = format!("holiday = {{ on = {on}, parent = \"elias\" }}");
    let plan = plan(country, &[&rule]);
    let found: Vec<String> = holiday_occurrences(
        &plan,
        &plan.clauses()[1],
        &plan.children()[0],
        window(date(2026, 1, 1), date(2029, 1, 1)),
        &Passed::default(),
    )
    .iter()
    .map(|occurrence| {
        assert_eq!(
            occurrence.from,
            occurrence.first.at(0, 0, 0, 0),
            "the whole day unless stated"
        );
        assert_eq!(
            occurrence.until,
            occurrence.first.tomorrow().unwrap().at(0, 0, 0, 0)
        );
        occurrence.first.to_string()
    })
    .collect();
    assert_eq!(found, expected, "{on} in {country}");
}

/// The dates of section 3 of the field's facts.
#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn named_days_fall_where_the_calendar_says() {
    check_days(
        "NL",
        "\"easter\"",
        &["2026-04-05", "2027-03-28", "2028-04-16"],
    );
    check_days(
        "NL",
        "\"ascension\"",
        &["2026-05-14", "2027-05-06", "2028-05-25"],
    );
    check_days(
        "NL",
        "\"pentecost\"",
        &["2026-05-24", "2027-05-16", "2028-06-04"],
    );
    check_days(
        "NL",
        "\"easter + 1\"",
        &["2026-04-06", "2027-03-29", "2028-04-17"],
    );
    check_days(
        "GB",
        "\"easter - 21\"",
        &["2026-03-15", "2027-03-07", "2028-03-26"],
    );
    for country in ["NL", "BE", "DE", "US"] {
        check_days(
            country,
            "\"mothers-day\"",
            &["2026-05-10", "2027-05-09", "2028-05-14"],
        );
    }
    check_days(
        "GB",
        "\"mothers-day\"",
        &["2026-03-15", "2027-03-07", "2028-03-26"],
    );
    check_days(
        "FR",
        "\"mothers-day\"",
        &["2026-05-31", "2027-05-30", "2028-05-28"],
    );
    for country in ["NL", "GB", "US", "FR"] {
        check_days(
            country,
            "\"fathers-day\"",
            &["2026-06-21", "2027-06-20", "2028-06-18"],
        );
    }
    check_days(
        "BE",
        "\"fathers-day\"",
        &["2026-06-14", "2027-06-13", "2028-06-11"],
    );
    check_days(
        "DE",
        "\"fathers-day\"",
        &["2026-05-14", "2027-05-06", "2028-05-25"],
    );
    check_days(
        "US",
        "\"thanksgiving\"",
        &["2026-11-26", "2027-11-25", "2028-11-23"],
    );
    check_days(
        "US",
        "\"thanksgiving + 1\"",
        &["2026-11-27", "2027-11-26", "2028-11-24"],
    );
    check_days(
        "NL",
        "\"chinese-new-year\"",
        &["2026-02-17", "2027-02-06", "2028-01-26"],
    );
    check_days(
        "NL",
        "\"12-05\"",
        &["2026-12-05", "2027-12-05", "2028-12-05"],
    );
    check_days(
        "NL",
        "\"2nd sunday of june\"",
        &["2026-06-14", "2027-06-13", "2028-06-11"],
    );
    check_days(
        "NL",
        "\"last monday of may\"",
        &["2026-05-25", "2027-05-31", "2028-05-29"],
    );
    check_days(
        "NL",
        "[2027-03-10, 2028-02-27]",
        &["2027-03-10", "2028-02-27"],
    );
    check_days("NL", "2027-03-10", &["2027-03-10"]);
    check_days(
        "NL",
        "[\"12-26\", \"boxing-day\", 2027-01-06]",
        &["2026-12-26", "2027-01-06", "2027-12-26", "2028-12-26"],
    );
}

/// Koningsdag is 27 April, or 26 if that is a Sunday (Stb. 2013, 157).
#[test]
fn kings_day_moves_off_a_sunday() {
    let plan = plan(
        "NL",
        &["holiday = { on = \"kings-day\", parent = \"elias\" }"],
    );
    for (year, day) in [(2025, 26), (2027, 27), (2031, 26), (2036, 26)] {
        let found = holiday_occurrences(
            &plan,
            &plan.clauses()[1],
            &plan.children()[0],
            window(date(year, 1, 1), date(year + 1, 1, 1)),
            &Passed::default(),
        );
        assert_eq!(found[0].first, date(year, 4, day));
    }
}

const DECEMBER: (Date, Date) = (date(2026, 12, 1), date(2027, 1, 10));

#[test]
fn a_holiday_lies_between_two_moments() {
    let check = |moments: &str, expected: &str| {
        let holiday = format!("on = \"christmas-day\", {moments}parent = \"elias\"");
        check_elias(&holiday, DECEMBER, &[expected]);
    };
    // Christmas Day of 2026 is a Friday.
    check("", "12-25 00:00+01:00 - 12-26 00:00+01:00");
    check(
        "from = \"-1 17:00\", until = \"+1 10:00\", ",
        "12-24 17:00+01:00 - 12-26 10:00+01:00",
    );
    check(
        "from = \"10:00\", until = \"20:00\", ",
        "12-25 10:00+01:00 - 12-25 20:00+01:00",
    );
    check(
        "from = \"10:00\", until = \"24:00\", ",
        "12-25 10:00+01:00 - 12-26 00:00+01:00",
    );
    check(
        "from = \"friday 09:00\", until = \"sunday 18:00\", ",
        "12-25 09:00+01:00 - 12-27 18:00+01:00",
    );
    check(
        "from = \"thursday 18:00\", until = \"friday 18:00\", ",
        "12-24 18:00+01:00 - 12-25 18:00+01:00",
    );
    check(
        "from = \"saturday 18:00\", until = \"monday 08:30\", ",
        "12-19 18:00+01:00 - 12-28 08:30+01:00",
    );
    // The evening before, as for Hanukkah, and the evening of Sinterklaas.
    check_elias(
        "on = \"hanukkah\", from = \"-1 17:00\", until = \"18:00\", parent = \"elias\"",
        DECEMBER,
        &["12-04 17:00+01:00 - 12-05 18:00+01:00"],
    );
    check_elias(
        "on = \"sinterklaas\", from = \"16:00\", until = \"+1 08:30\", parent = { odd = \"mara\", even = \"elias\" }",
        DECEMBER,
        &["12-05 16:00+01:00 - 12-06 08:30+01:00"],
    );
}

#[test]
fn the_year_of_the_day_decides_by_parity() {
    let new_year = "on = \"12-31\", from = \"12:00\", until = \"+1 12:00\", parent = { even = \"elias\", odd = \"mara\" }";
    check_elias(
        new_year,
        (date(2026, 12, 1), date(2028, 12, 1)),
        &["12-31 12:00+01:00 - 01-01 12:00+01:00"],
    );
    let eve = "on = \"new-years-day\", from = \"-1 18:00\", until = \"18:00\", parent = { odd = \"elias\" }";
    check_elias(
        eve,
        (date(2026, 12, 1), date(2028, 2, 1)),
        &["12-31 18:00+01:00 - 01-01 18:00+01:00"],
    );
}

/// A tentative day holds until a confirmed one is known; only the nearest within ten days does.
#[test]
fn tentative_days_are_confirmed() {
    let rule =
        "holiday = { on = [2027-03-10, 2028-02-27], tentative = [2028-02-27], parent = \"elias\" }";
    let plan = plan("NL", &[rule]);
    let check = |feast: &str, confirmed: &[Date], expected: &[(Date, Certainty)]| {
        let passed = Passed {
            confirmed: confirmed
                .iter()
                .map(|date| Confirmed {
                    feast: feast.to_owned(),
                    date: *date,
                })
                .collect(),
            ..Passed::default()
        };
        let all = window(date(2027, 1, 1), date(2029, 1, 1));
        let found: Vec<(Date, Certainty)> =
            holiday_occurrences(&plan, &plan.clauses()[1], &plan.children()[0], all, &passed)
                .iter()
                .map(|occurrence| (occurrence.first, occurrence.certainty))
                .collect();
        assert_eq!(found, expected, "{feast} {confirmed:?}");
        let timeline = compile_after(&plan, all, &[], &passed);
        let days = timeline.nights(&plan.children()[0].id);
        let with_elias: Vec<Date> = all
            .dates()
            .zip(days)
            .filter(|(_, night)| *night == Some(Side::B))
            .map(|(date, _)| date)
            .collect();
        // The night before the day is counted at its 00:00.
        let nights: Vec<Date> = expected
            .iter()
            .map(|(date, _)| date.yesterday().unwrap())
            .collect();
        assert_eq!(with_elias, nights);
    };
    let (first, second) = (date(2027, 3, 10), date(2028, 2, 27));
    let (certain, tentative) = (Certainty::Certain, Certainty::Tentative);
    let as_written = [(first, certain), (second, tentative)];
    check("c1", &[], &as_written);
    check(
        "c1",
        &[date(2028, 2, 28)],
        &[(first, certain), (date(2028, 2, 28), certain)],
    );
    check(
        "c1",
        &[date(2028, 2, 24), date(2028, 2, 26)],
        &[(first, certain), (date(2028, 2, 26), certain)],
    );
    check("c1", &[date(2028, 3, 20), date(2027, 3, 11)], &as_written);
    check("eid-al-fitr", &[date(2028, 2, 28)], &as_written);
}

/// A feast that the data calls tentative is confirmed by its own name, also over a year's end.
#[test]
fn feasts_of_the_data_are_confirmed_by_their_name() {
    let plan = plan(
        "NL",
        &["holiday = { on = \"eid-al-fitr + 1\", parent = \"elias\" }"],
    );
    let all = window(date(2026, 1, 1), date(2028, 1, 1));
    let days = |passed: &Passed| -> Vec<Date> {
        holiday_occurrences(&plan, &plan.clauses()[1], &plan.children()[0], all, passed)
            .iter()
            .map(|occurrence| occurrence.first)
            .collect()
    };
    let expected = days(&Passed::default());
    let feast = expected[1].yesterday().unwrap();
    let passed = Passed {
        confirmed: vec![Confirmed {
            feast: "eid-al-fitr".to_owned(),
            date: feast.yesterday().unwrap(),
        }],
        ..Passed::default()
    };
    assert_eq!(days(&passed), [expected[0], feast]);
}

/// A clause holds for a day by the day itself, not by the evening before.
#[test]
fn a_clause_with_dates_takes_the_days_on_which_it_holds() {
    let rule = "from = 2027-12-25\nuntil = 2028-12-25\nholiday = { on = \"christmas-day\", from = \"-1 17:00\", until = \"24:00\", parent = \"elias\" }";
    check_rules(
        &[rule],
        (date(2027, 12, 24), date(2027, 12, 27)),
        &[
            "M 12-24 00:00+01:00 - 12-24 17:00+01:00",
            "E 12-24 17:00+01:00 - 12-26 00:00+01:00",
            "M 12-26 00:00+01:00 - 12-27 00:00+01:00",
        ],
    );
    for year in [2026, 2028] {
        check_rules(
            &[rule],
            (date(year, 12, 24), date(year, 12, 25)),
            &["M 12-24 00:00+01:00 - 12-25 00:00+01:00"],
        );
    }
}
