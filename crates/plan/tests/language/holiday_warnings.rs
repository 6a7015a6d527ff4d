//! Warnings about holidays: years that nobody has, dates that are not known, estimates.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, read, with_clauses};
use jiff::civil::{Date, date};
use plan::warnings;

const HOME: &str = "always = \"mara\"";
const SCHOOL: &str = "country = \"NL\"\nregion = \"noord\"\nstarts = \"08:30\"\nends = \"15:15\"";

/// `kind: message` of each warning on a date.
fn said_on(today: Date, school: &str, rules: &[&str]) -> Vec<String> {
    let mut clauses = vec![HOME];
    clauses.extend(rules);
    let mut text = with_clauses(&clauses);
    if !school.is_empty() {
        text = text.replacen(
            "\n[[parent]]",
            &format!("\n[school]\n{school}\n\n[[parent]]"),
            1,
        );
    }
    let found = warnings(&read(&text), today);
    let line = |warning: &plan::Warning| format!("{:?}: {}", warning.kind, warning.message);
    found.iter().map(line).collect()
}

fn check(school: &str, rules: &[&str], expected: &[&str]) {
    assert_eq!(said_on(TODAY, school, rules), expected);
}

#[test]
fn a_holiday_of_every_year_gives_no_warning() {
    let christmas = "holiday = { on = \"christmas-day\", from = \"-1 17:00\", until = \"+1 10:00\", parent = { even = \"elias\", odd = \"mara\" } }";
    let birthday = "holiday = { on = \"birthday of noor\", parent = \"elias\" }";
    check("", &[christmas, birthday], &[]);
}

#[test]
fn a_holiday_of_even_years_alone_is_named_with_the_first_year_left_out() {
    let even = "holiday = { on = \"christmas-day\", parent = { even = \"elias\" } }";
    check(
        "",
        &[even],
        &[
            "HolidayUncovered: In odd years no clause gives this holiday, first on 2027-12-25: it stays with whoever has the child otherwise.",
        ],
    );
    // Another clause has the odd years.
    let odd = "holiday = { on = \"christmas-day\", parent = { odd = \"mara\" } }";
    check("", &[even, odd], &[]);
}

/// The dates of region Noord are those of Stcrt 2021-25317 and 2024-19237: voorjaar 2027 is from
/// 20 to 28 February.
#[test]
fn a_school_holiday_that_no_clause_names_is_named() {
    let rule = |names: &str| {
        format!(
            "school_holiday = {{ holiday = {names}, from = \"school ends\", until = \"school starts\", parent = \"elias\" }}"
        )
    };
    let all = rule("[\"autumn\", \"christmas\", \"spring\", \"may\", \"summer\"]");
    check(SCHOOL, &[&all], &[]);
    let without = rule("[\"autumn\", \"christmas\", \"may\", \"summer\"]");
    check(
        SCHOOL,
        &[&without],
        &[
            "HolidayUncovered: No clause gives the school holiday `spring` of Noor, first on 2027-02-20: it stays with whoever has the child otherwise.",
        ],
    );
    // A plan without any clause for school holidays does not mean to share them.
    check(SCHOOL, &[], &[]);
}

#[test]
fn dates_that_are_not_known_are_named_when_they_come_near() {
    let rule = "school_holiday = { holiday = [\"autumn\", \"christmas\", \"spring\", \"may\", \"summer\"], from = \"school ends\", until = \"school starts\", parent = \"elias\" }";
    assert!(said_on(date(2026, 11, 20), SCHOOL, &[rule]).is_empty());
    let found = said_on(date(2028, 11, 20), SCHOOL, &[rule]);
    assert_eq!(
        found,
        [
            "HolidayUnknown: The dates of this holiday are known until 2030-09-01; after that this clause gives nothing yet."
        ]
    );
    let over = format!("until = 2030-09-01\n{rule}");
    assert!(said_on(date(2028, 11, 20), SCHOOL, &[&over]).is_empty());
}

#[test]
fn an_estimate_of_the_coming_year_is_named() {
    check(
        "",
        &["holiday = { on = \"eid-al-adha\", parent = \"elias\" }"],
        &[
            "HolidayTentative: The day of this holiday, 2027-05-16, is an estimate and may still move.",
        ],
    );
    // What is an estimate in later years is none of this year's business.
    let later =
        "holiday = { on = [2027-03-10, 2028-02-27], tentative = [2028-02-27], parent = \"elias\" }";
    check("", &[later], &[]);
}
