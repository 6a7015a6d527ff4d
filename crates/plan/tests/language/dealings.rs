//! How the parents deal with each other: when care must be offered first, and what follows when
//! they cannot agree.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::fmt::Write as _;

use crate::common::{TODAY, compile_dates, id, read, with_clauses};
use jiff::civil::{Date, date};
use plan::{DisputeStep, ParentingPlan};

const ALWAYS: &str = "always = \"mara\"";

/// The hours that hold for Noor on a date, with the number of the clause.
fn hours(clauses: &[&str], day: Date) -> Option<(u16, u16)> {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 3, 1)), &[]);
    plan::first_refusal(&plan, &timeline, &id("noor"), day)
        .map(|(index, rule)| (plan.clause(index).number, rule.hours))
}

#[test]
fn the_fewest_hours_that_hold_on_the_date_count() {
    let four = "first_refusal = { hours = 4 }";
    let two = "from = 2027-02-10\nuntil = 2027-02-20\nfirst_refusal = { hours = 2 }";
    let of = |day| hours(&[ALWAYS, four, two], day);
    assert_eq!(of(date(2027, 2, 9)), Some((2, 4)));
    assert_eq!(of(date(2027, 2, 10)), Some((3, 2)));
    assert_eq!(of(date(2027, 2, 20)), Some((2, 4)));
    // Of two alike the first is named; without a clause nothing is due.
    assert_eq!(hours(&[ALWAYS, four, four], date(2027, 2, 9)), Some((2, 4)));
    assert_eq!(hours(&[ALWAYS], date(2027, 2, 9)), None);
}

#[test]
fn it_holds_for_the_children_and_ages_of_its_clause() {
    let small = "until_birthday = 8\nfirst_refusal = { hours = 3 }";
    // Noor is eight on 21 May 2027.
    let of = |day| hours(&[ALWAYS, small], day);
    assert_eq!(of(date(2027, 5, 20)), Some((2, 3)));
    assert_eq!(of(date(2027, 5, 21)), None);
    let plan = read(&with_clauses(&[ALWAYS, small]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 2)), &[]);
    let stranger = plan::first_refusal(&plan, &timeline, &id("pim"), date(2027, 2, 1));
    assert_eq!(stranger, None);
}

#[test]
fn the_steps_of_a_dispute_stand_in_their_order() {
    let text = with_clauses(&[
        ALWAYS,
        "until = 2027-02-10\ndisputes = { steps = [\"mediator\"] }",
        "disputes = { steps = [\"talk\", \"mediator\"], days = 14 }",
    ]);
    let plan = read(&text);
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 3, 1)), &[]);
    let of = |day| {
        plan::disputes(&plan, &timeline, day)
            .map(|(index, rule)| (plan.clause(index).number, rule.steps.clone(), rule.days))
    };
    assert_eq!(
        of(date(2027, 2, 9)),
        Some((2, vec![DisputeStep::Mediator], None))
    );
    assert_eq!(
        of(date(2027, 2, 10)),
        Some((3, vec![DisputeStep::Talk, DisputeStep::Mediator], Some(14)))
    );
    let silent = read(&with_clauses(&[ALWAYS]));
    assert_eq!(plan::disputes(&silent, &timeline, date(2027, 2, 9)), None);
}

/// They give no care: the timeline is the same with and without them.
#[test]
fn they_give_no_care() {
    let with = read(&with_clauses(&[
        ALWAYS,
        "first_refusal = { hours = 4 }",
        "disputes = { steps = [\"talk\"] }",
    ]));
    let without = read(&with_clauses(&[ALWAYS]));
    let dates = (date(2027, 2, 1), date(2027, 3, 1));
    assert_eq!(
        compile_dates(&with, dates, &[]).children(),
        compile_dates(&without, dates, &[]).children()
    );
}

/// Each case is the rule of a clause; the reports go into one snapshot.
#[test]
fn what_can_be_wrong() {
    let cases = [
        ("no hours", "first_refusal = {}"),
        ("too few hours", "first_refusal = { hours = 0 }"),
        ("too many hours", "first_refusal = { hours = 745 }"),
        ("no table", "first_refusal = 4"),
        (
            "an unknown key",
            "first_refusal = { hours = 4, who = \"mara\" }",
        ),
        ("a rank", "rank = \"order\"\nfirst_refusal = { hours = 4 }"),
        ("no steps", "disputes = { days = 14 }"),
        ("an empty list", "disputes = { steps = [] }"),
        ("an unknown step", "disputes = { steps = [\"mediatr\"] }"),
        (
            "a step twice",
            "disputes = { steps = [\"talk\", \"talk\"] }",
        ),
        (
            "too many steps",
            "disputes = { steps = [\"talk\", \"mediator\", \"talk\"] }",
        ),
        ("no days", "disputes = { steps = [\"talk\"], days = 0 }"),
        (
            "two rules",
            "first_refusal = { hours = 4 }\ndisputes = { steps = [\"talk\"] }",
        ),
        (
            "supervised",
            "supervised = { by = \"Ms de Wit\" }\ndisputes = { steps = [\"talk\"] }",
        ),
    ];
    let mut reports = String::new();
    for (title, clause) in cases {
        let problems = ParentingPlan::read(&with_clauses(&[clause]), TODAY).unwrap_err();
        writeln!(reports, "# {title}\n{problems}\n").unwrap();
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(reports.trim_end()) });
}
