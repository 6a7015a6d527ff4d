//! Limits that a plan states: what breaks them, on which dates, and what is said of them.

#![allow(clippy::too_many_lines, reason = "tables of cases")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::fmt::Write as _;

use crate::common::{TODAY, compile_dates, read, with_clauses, with_clauses_from};
use jiff::Span;
use jiff::civil::{Date, date};
use plan::{Breach, ParentingPlan, Window, breaches, compile};
use proptest::prelude::*;

const FEBRUARY: (Date, Date) = (date(2027, 2, 1), date(2027, 3, 1));
const YEAR: (Date, Date) = (date(2027, 1, 1), date(2028, 1, 1));
const TWO_TWO_FIVE_FIVE: &str =
    "nights = { pattern = \"2-2-5-5\", start = 2027-02-01, change = \"08:30\" }";
const TWO_TWO_THREE: &str =
    "nights = { sequence = \"MMEEMMM EEMMEEE\", start = 2027-02-01, change = \"00:00\" }";

fn sentences(text: &str, dates: (Date, Date)) -> Vec<String> {
    let plan = read(text);
    let timeline = compile_dates(&plan, dates, &[]);
    let found = breaches(&plan, &timeline);
    found.iter().map(|breach| breach.sentence(&plan)).collect()
}

fn check(clauses: &[&str], dates: (Date, Date), expected: &[&str]) {
    assert_eq!(sentences(&with_clauses(clauses), dates), expected);
}

#[test]
fn nights_away_count_in_a_row() {
    let limit = |parent: &str, most: u8| {
        format!("limit = {{ nights_away = {{ from = \"{parent}\", at_most = {most} }} }}")
    };
    let five = [
        "Noor is away from Mara for 5 nights at a stretch, 2027-02-10 to 2027-02-14; the plan allows at most 4 nights.",
        "Noor is away from Mara for 5 nights at a stretch, 2027-02-24 to 2027-02-28; the plan allows at most 4 nights.",
    ];
    check(&[TWO_TWO_FIVE_FIVE, &limit("mara", 4)], FEBRUARY, &five);
    check(&[TWO_TWO_FIVE_FIVE, &limit("mara", 5)], FEBRUARY, &[]);
    // A visit by day changes nothing; nights that are nobody's are away from nobody.
    let visits = "weekly = { parent = \"mara\", windows = [\"sat 10:00 - 16:00\"] }";
    check(
        &[TWO_TWO_FIVE_FIVE, visits, &limit("mara", 4)],
        FEBRUARY,
        &five,
    );
    let weekend = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"] }";
    check(&[weekend, &limit("mara", 3)], FEBRUARY, &[]);
}

#[test]
fn nights_away_end_with_the_age_up_to_which_they_are_limited() {
    let until = |age: u8| {
        format!(
            "until_birthday = {age}\nlimit = {{ nights_away = {{ from = \"mara\", at_most = 3 }} }}"
        )
    };
    let text = with_clauses_from("2026-01-01", &[TWO_TWO_FIVE_FIVE, &until(1)])
        .replace("born = 2019-05-21", "born = 2026-02-13");
    // Of the five nights from 10 February three lie before the first birthday.
    assert!(sentences(&text, (date(2027, 2, 8), date(2027, 3, 8))).is_empty());
    let text = text.replace("2026-02-13", "2026-02-14");
    assert_eq!(
        sentences(&text, (date(2027, 2, 8), date(2027, 3, 8))),
        [
            "Noor is away from Mara for 4 nights at a stretch, 2027-02-10 to 2027-02-13; the plan allows at most 3 nights."
        ]
    );
}

/// Three of seven nights over 2027 are 157 from Friday to Sunday and 156 from Monday to
/// Wednesday; the Dutch test for co-parents asks for 156 with each (tax credit and allowances,
/// counted over the calendar year).
#[test]
fn nights_with_each_over_a_year() {
    let limit = |least: u8| {
        format!("limit = {{ nights_with_each = {{ at_least = {least}, per = \"year\" }} }}")
    };
    let weekends = "nights = { sequence = \"MMMMEEE\", start = 2027-02-01, change = \"17:00\" }";
    let weekdays = "nights = { sequence = \"EEEMMMM\", start = 2027-02-01, change = \"17:00\" }";
    check(&[weekends, &limit(157)], YEAR, &[]);
    check(
        &[weekends, &limit(158)],
        YEAR,
        &[
            "Noor has 157 nights with Elias from 2027-01-01 to 2027-12-31; the plan asks for at least 158 nights.",
        ],
    );
    check(&[weekdays, &limit(156)], YEAR, &[]);
    check(
        &[weekdays, &limit(157)],
        YEAR,
        &[
            "Noor has 156 nights with Elias from 2027-01-01 to 2027-12-31; the plan asks for at least 157 nights.",
        ],
    );
    // A year that does not lie wholly in the window is not judged.
    check(
        &[weekdays, &limit(157)],
        (date(2027, 1, 2), date(2028, 6, 1)),
        &[],
    );
}

#[test]
fn a_day_is_with_the_parent_who_has_more_than_half_of_it() {
    let always = "always = \"mara\"";
    let limit = "limit = { days_with_each = { at_least = 1, per = \"week\" } }";
    let visit = |until: &str| {
        format!("weekly = {{ parent = \"elias\", windows = [\"sat 06:00 - {until}\"] }}")
    };
    let week = (date(2027, 2, 1), date(2027, 2, 8));
    check(&[always, &visit("18:01"), limit], week, &[]);
    check(
        &[always, &visit("18:00"), limit],
        week,
        &[
            "Noor has 0 days with Elias from 2027-02-01 to 2027-02-07; the plan asks for at least 1 day.",
        ],
    );
}

#[test]
fn handovers_count_by_week_also_at_the_very_beginning_of_the_window() {
    let limit =
        |most: u8| format!("limit = {{ handovers = {{ at_most = {most}, per = \"week\" }} }}");
    let week = |from: &str, to: &str| {
        format!("Noor has 3 handovers from {from} to {to}; the plan allows at most 2 handovers.")
    };
    let (first, second) = (
        week("2027-02-01", "2027-02-07"),
        week("2027-02-08", "2027-02-14"),
    );
    let fortnight = (date(2027, 2, 1), date(2027, 2, 15));
    check(&[TWO_TWO_THREE, &limit(2)], fortnight, &[&first, &second]);
    check(&[TWO_TWO_THREE, &limit(3)], FEBRUARY, &[]);
}

#[test]
fn the_four_children_are_together_on_ten_nights_of_february() {
    let text = |least: u8| {
        format!(
            "{}\n[[clause]]\nid = \"together\"\ntitle = {{ en = \"Together\" }}\nsentence = {{ en = \"Often.\" }}\nlimit = {{ together = {{ at_least = {least}, per = \"month\" }} }}\n",
            crate::common::text("four-children")
        )
    };
    assert!(sentences(&text(10), FEBRUARY).is_empty());
    assert_eq!(
        sentences(&text(11), FEBRUARY),
        [
            "Noor, Sam, Cato and Pim are together on 10 nights from 2027-02-01 to 2027-02-28; the plan asks for at least 11 nights."
        ]
    );
}

#[test]
fn the_youngest_is_away_from_elias_for_three_days_twice() {
    let text = |most: u8| {
        format!(
            "{}\n[[clause]]\nid = \"away\"\ntitle = {{ en = \"Away\" }}\nsentence = {{ en = \"Not long.\" }}\nchildren = [\"pim\"]\nlimit = {{ hours_away = {{ from = \"elias\", at_most = {most} }} }}\n",
            crate::common::text("four-children")
        )
    };
    assert!(sentences(&text(72), FEBRUARY).is_empty());
    assert_eq!(
        sentences(&text(71), FEBRUARY),
        [
            "Pim is away from Elias for 72 hours at a stretch, 2027-02-06 to 2027-02-09; the plan allows at most 71 hours.",
            "Pim is away from Elias for 72 hours at a stretch, 2027-02-13 to 2027-02-16; the plan allows at most 71 hours.",
        ]
    );
}

#[test]
fn periods_of_28_nights_count_from_the_first_date_of_the_clause() {
    let limit =
        "from = 2027-02-03\nlimit = { nights_with_each = { at_least = 1, per = \"28 nights\" } }";
    let found = breaches_of(
        &["always = \"mara\"", limit],
        (date(2027, 2, 20), date(2027, 5, 1)),
    );
    let dates: Vec<(Date, Date)> = found.iter().map(|one| (one.from, one.to)).collect();
    assert_eq!(
        dates,
        [
            (date(2027, 3, 3), date(2027, 3, 31)),
            (date(2027, 3, 31), date(2027, 4, 28))
        ]
    );
}

fn breaches_of(clauses: &[&str], (from, to): (Date, Date)) -> Vec<Breach> {
    let plan = read(&with_clauses(clauses));
    breaches(&plan, &compile(&plan, Window::new(from, to).unwrap(), &[]))
}

/// Each case is the rule of a clause; the reports go into one snapshot.
#[test]
fn what_can_be_wrong_with_a_limit() {
    let cases = [
        ("nothing", "limit = {}"),
        ("no table", "limit = 3"),
        (
            "an unknown count",
            "limit = { nights_awya = { from = \"mara\", at_most = 3 } }",
        ),
        (
            "two in one clause",
            "limit = { nights_away = { from = \"mara\", at_most = 3 }, hours_away = { from = \"mara\", at_most = 48 } }",
        ),
        (
            "away from a stranger",
            "limit = { nights_away = { from = \"granny\", at_most = 3 } }",
        ),
        (
            "away without a number",
            "limit = { nights_away = { from = \"mara\" } }",
        ),
        (
            "away too long",
            "limit = { nights_away = { from = \"mara\", at_most = 400 } }",
        ),
        (
            "no hours",
            "limit = { hours_away = { from = \"mara\", at_most = 0 } }",
        ),
        ("no period", "limit = { handovers = { at_most = 3 } }"),
        (
            "an unknown period",
            "limit = { handovers = { at_most = 3, per = \"fortnight\" } }",
        ),
        (
            "a wrong number",
            "limit = { handovers = { at_most = \"three\", per = \"week\" } }",
        ),
        (
            "the wrong end",
            "limit = { handovers = { at_least = 3, per = \"week\" } }",
        ),
        (
            "more than there are",
            "limit = { nights_with_each = { at_least = 4, per = \"week\" } }",
        ),
        (
            "more days than there are",
            "limit = { days_with_each = { at_least = 183, per = \"year\" } }",
        ),
        (
            "one child together",
            "limit = { together = { at_least = 2, per = \"week\" } }",
        ),
        (
            "a rank",
            "rank = \"order\"\nlimit = { handovers = { at_most = 3, per = \"week\" } }",
        ),
    ];
    let mut reports = String::new();
    for (title, clause) in cases {
        let problems = ParentingPlan::read(&with_clauses(&[clause]), TODAY).unwrap_err();
        writeln!(reports, "# {title}\n{problems}\n").unwrap();
    }
    let eight = crate::common::text("four-children")
        + "\n[[clause]]\nid = \"x\"\ntitle = { en = \"X\" }\nsentence = { en = \"X.\" }\nlimit = { together = { at_least = 8, per = \"week\" } }\n";
    let problems = ParentingPlan::read(&eight, TODAY).unwrap_err();
    writeln!(
        reports,
        "# more nights together than a week has\n{problems}"
    )
    .unwrap();
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(reports.trim_end()) });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A period that lies in two windows is judged the same in both.
    #[test]
    fn a_period_is_judged_the_same_in_a_longer_window(
        offset in 0..400_i32, length in 7..120_i32, before in 0..90_i32, after in 0..90_i32,
        limit in prop_oneof![
            Just("handovers = { at_most = 2, per = \"week\" }"),
            Just("handovers = { at_most = 11, per = \"month\" }"),
            Just("nights_with_each = { at_least = 3, per = \"week\" }"),
            Just("days_with_each = { at_least = 14, per = \"28 nights\" }"),
            Just("nights_with_each = { at_least = 14, per = \"month\" }"),
        ],
        until in prop_oneof![Just(""), Just("until = 2027-09-10\n")],
    ) {
        let rule = format!("{until}limit = {{ {limit} }}");
        let visits = "weekly = { parent = \"elias\", windows = [\"wed 00:00 - 16:00\"], every = 2, start = 2027-02-03 }";
        let clauses = [TWO_TWO_THREE, visits, &rule];
        let days = |days: i32| Span::new().days(days);
        let from = date(2026, 12, 20) + days(offset);
        let to = from + days(length);
        let short = breaches_of(&clauses, (from, to));
        let mut long = breaches_of(&clauses, (from - days(before), to + days(after)));
        long.retain(|breach| from <= breach.from && breach.to <= to);
        prop_assert_eq!(short, long);
    }
}
