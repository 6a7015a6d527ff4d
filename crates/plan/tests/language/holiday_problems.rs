//! What can be wrong with holidays and schools, and the sentences that come of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::fmt::Write as _;

use crate::common::{TODAY, with_clauses};
use plan::{ParentingPlan, limits};

const SCHOOL: &str =
    "[school]\ncountry = \"NL\"\nregion = \"zuid\"\nstarts = \"08:30\"\nends = \"15:15\"\n";

fn text(school: &str, rules: &[&str]) -> String {
    with_clauses(rules).replacen("\n[[parent]]", &format!("\n{school}\n[[parent]]"), 1)
}

fn report(text: &str) -> String {
    match ParentingPlan::read(text, TODAY) {
        Ok(plan) => panic!("this was read as a plan: {plan:?}\n{text}"),
        Err(problems) => problems.to_string(),
    }
}

/// Each case is a school and a rule; the reports go into one snapshot.
fn check(name: &str, cases: &[(&str, &str)]) {
    let mut reports = String::new();
    for (school, rule) in cases {
        let school_line = school.replace('\n', " ");
        let wrong = report(&text(school, &[rule]));
        writeln!(reports, "# {} {rule}\n{wrong}\n", school_line.trim()).unwrap();
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, reports.trim_end()) });
}

#[test]
fn what_can_be_wrong_with_named_days() {
    let holiday = |keys: &str| format!("holiday = {{ {keys} }}");
    let rules = [
        "on = \"chrismas-day\", parent = \"mara\"",
        "on = \"middsommer\", parent = \"mara\"",
        "on = \"mothers-day\", parent = \"mara\"",
        "on = \"25-12\", parent = \"mara\"",
        "on = \"5th monday of may\", parent = \"mara\"",
        "on = \"last moonday of may\", parent = \"mara\"",
        "on = \"last monday of mai\", parent = \"mara\"",
        "on = \"easter + many\", parent = \"mara\"",
        "on = \"birthday of nor\", parent = \"mara\"",
        "on = \"birthday of elias\", parent = \"mara\"",
        "on = [], parent = \"mara\"",
        "on = 12, parent = \"mara\"",
        "on = [2027-03-10], tentative = [2027-03-11], parent = \"mara\"",
        "parent = \"mara\"",
        "on = \"easter\"",
        "on = \"easter\", parent = \"marra\"",
        "on = \"easter\", parent = { even = \"mara\", year = \"first\" }",
        "on = \"easter\", parent = { }",
        "on = \"easter\", parent = \"mara\", of = \"noor\"",
        "on = \"easter\", parent = \"holder\", of = \"nour\"",
        "on = \"easter\", parent = \"mara\", halves = { first = \"mara\", at = \"midpoint\" }",
        "on = \"easter\", from = \"18:00\", until = \"10:00\", parent = \"mara\"",
        "on = \"easter\", from = \"eve\", parent = \"mara\"",
        "on = \"easter\", from = \"-99 18:00\", parent = \"mara\"",
        "on = \"easter\", from = \"-1 25:00\", parent = \"mara\"",
        "on = \"easter\", from = \"school ends\", parent = \"mara\"",
        "on = \"easter\", from = \"school ends or 24:00\", parent = \"mara\"",
    ]
    .map(holiday);
    let cases: Vec<(&str, &str)> = rules.iter().map(|rule| ("", rule.as_str())).collect();
    check("named_days", &cases);
    check(
        "country",
        &[
            (
                "country = \"Nederland\"",
                "holiday = { on = \"easter\", parent = \"mara\" }",
            ),
            (
                "country = \"ZZ\"",
                "holiday = { on = \"mothers-day\", parent = \"mara\" }",
            ),
        ],
    );
}

#[test]
fn what_can_be_wrong_with_school_holidays() {
    let rules = [
        "holiday = \"sumer\", from = \"00:00\", until = \"24:00\", parent = \"mara\"",
        "holiday = \"harvest\", from = \"00:00\", until = \"24:00\", parent = \"mara\"",
        "holiday = \"summer\", parent = \"mara\"",
        "from = \"00:00\", until = \"24:00\", parent = \"mara\"",
        "holiday = \"christmas\", from = \"00:00\", until = \"24:00\", parent = { even = \"mara\", odd = \"elias\" }",
        "holiday = \"christmas\", from = \"00:00\", until = \"24:00\", parent = { even = \"mara\", year = \"second\" }",
        "holiday = \"summer\", from = \"00:00\", until = \"24:00\", halves = { first = \"mara\", at = \"half\" }",
        "holiday = \"summer\", from = \"00:00\", until = \"24:00\", halves = { at = \"+8\" }",
        "holiday = \"summer\", from = \"00:00\", until = \"24:00\", halves = { first = \"mara\", at = \"08-14 12:00\", not_counting = [\"easter\"] }",
        "holiday = \"summer\", from = \"00:00\", until = \"24:00\", parts = { first = \"mara\", at = [\"14 july\", \"07-32\", \"08-14 12:00 noon\"] }",
        "holiday = \"summer\", from = \"00:00\", until = \"24:00\", weeks = { first = \"mara\", change = \"saturday\" }",
    ]
    .map(|keys| format!("school_holiday = {{ {keys} }}"));
    let cases: Vec<(&str, &str)> = rules.iter().map(|rule| (SCHOOL, rule.as_str())).collect();
    check("school_holidays", &cases);
}

#[test]
fn what_can_be_wrong_with_a_school() {
    let summer = "school_holiday = { holiday = \"summer\", from = \"school ends\", until = \"24:00\", parent = \"mara\" }";
    check(
        "schools",
        &[
            ("", summer),
            ("[school]\ncountry = \"NL\"\nregion = \"zuid\"\n", summer),
            ("[school]\ncountry = \"NL\"\n", summer),
            ("[school]\nregion = \"zuid\"\n", summer),
            ("[school]\ncountry = \"NL\"\nregion = \"zuyd\"\n", summer),
            ("[school]\ncountry = \"XX\"\nregion = \"zuid\"\n", summer),
            ("[school]\nstarts = \"08:30\"\n", summer),
            ("[school]\nends = \"15:15\"\n", summer),
            (
                "[school]\nstarts = \"08:30\"\nends = \"08:15\"\ndays = [\"mon\"]\n",
                summer,
            ),
            (
                "[school]\nstarts = \"08:30\"\nends = { monday = \"15:15\" }\ndays = [\"mon\", \"tue\"]\n",
                summer,
            ),
            (
                "[school]\nstarts = \"8.30\"\nends = { noon = \"15:15\" }\ndays = [\"maandag\"]\n",
                summer,
            ),
            (
                "[school]\nown = [{ holiday = \"Summer\", first = 2027-07-05, last = 2027-07-10 }]\n",
                summer,
            ),
            (
                "[school]\nown = [{ holiday = \"summer\", first = 2027-07-05, last = 2027-07-04 }]\n",
                summer,
            ),
            (
                "[school]\nown = [{ holiday = \"summer\", first = 2027-07-05, last = 2027-12-04 }]\n",
                summer,
            ),
            (
                "[school]\nown = [{ holiday = \"summer\", first = 2027-07-05 }]\nform = 2\n",
                summer,
            ),
        ],
    );
    let text = text(SCHOOL, &[summer]).replacen(
        "born = 2019-05-21\n",
        "born = 2019-05-21\nschool = { from = 2027-08-30 }\n",
        1,
    );
    insta::assert_snapshot!("not_yet_at_school", report(&text));
}

#[test]
fn a_birthday_of_a_parent_is_a_day_of_the_year() {
    let text = with_clauses(&["always = \"mara\""]).replacen(
        "id = \"elias\"",
        "id = \"elias\"\nbirthday = \"3 april\"",
        1,
    );
    assert_eq!(
        report(&text),
        "12:12: `3 april` is not a birthday. Write month and day, as in birthday = \"04-03\" for 3 April."
    );
}

#[test]
fn clauses_that_ask_are_limited() {
    let asking = "holiday = { on = \"easter\", parent = \"holder\" }";
    let limit = "At most 20 clauses, at 3 ranks, can leave the parent to `holder` or `other`.";
    let many = vec![asking; limits::ASKING_CLAUSES_MAX];
    assert!(ParentingPlan::read(&with_clauses(&many), TODAY).is_ok());
    let more = vec![asking; limits::ASKING_CLAUSES_MAX + 1];
    assert!(report(&with_clauses(&more)).contains(limit));
    let ranks =
        ["order", "agreed", "visit", "regular"].map(|rank| format!("rank = \"{rank}\"\n{asking}"));
    let ranks: Vec<&str> = ranks.iter().map(String::as_str).collect();
    assert!(report(&with_clauses(&ranks)).contains(limit));
}
