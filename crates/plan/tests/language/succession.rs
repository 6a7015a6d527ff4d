//! Versions of a plan that follow one another: the past stays as it was, nobody moves at
//! midnight, and what does not fit is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, everything_of, read, stays, with_clauses_from};
use jiff::civil::{Date, date};
use plan::{ParentingPlan, SuccessionError, Window, compile, explain};

const WEEKS: &str =
    "nights = { pattern = \"alternating-weeks\", start = 2027-02-01, change = \"17:00\" }";
const DAYS: &str = "nights = { sequence = \"MMEE\", start = 2027-03-10, change = \"08:30\" }";

fn plan(from: &str, clauses: &[&str]) -> ParentingPlan {
    read(&with_clauses_from(from, clauses))
}

fn both(from: Date) -> ParentingPlan {
    let (first, second) = (plan("2027-01-01", &[WEEKS]), plan("2027-01-01", &[DAYS]));
    first.succeeded_by(&second, from).unwrap()
}

#[test]
fn the_first_holds_until_the_second_begins_and_nobody_moves_at_midnight() {
    let plan = both(date(2027, 3, 10));
    let timeline = compile_dates(&plan, (date(2027, 3, 8), date(2027, 3, 15)), &[]);
    // Week of 1 March: Mara's; from Monday 8 March 17:00 Elias; the second version begins with
    // the night of Wednesday 10 March, at its own change, and gives it to Mara.
    let expected = [
        "M 03-08 00:00+01:00 - 03-08 17:00+01:00",
        "E 03-08 17:00+01:00 - 03-10 08:30+01:00",
        "M 03-10 08:30+01:00 - 03-12 08:30+01:00",
        "E 03-12 08:30+01:00 - 03-14 08:30+01:00",
        "M 03-14 08:30+01:00 - 03-15 00:00+01:00",
    ];
    assert_eq!(stays(&plan, &timeline), expected);
    assert!(timeline.children()[0].gaps.is_empty());
    assert!(timeline.children()[0].clashes.is_empty());
}

#[test]
fn the_past_is_what_the_first_version_said_alone() {
    let (alone, plan) = (plan("2027-01-01", &[WEEKS]), both(date(2027, 3, 10)));
    let dates = (date(2027, 1, 1), date(2027, 3, 9));
    let (alone_then, both_then) = (
        compile_dates(&alone, dates, &[]),
        compile_dates(&plan, dates, &[]),
    );
    assert_eq!(
        everything_of(&alone, &alone_then, 0),
        everything_of(&plan, &both_then, 0)
    );
    let child = &alone.children()[0].id;
    assert_eq!(alone_then.nights(child), both_then.nights(child));
}

#[test]
fn the_future_is_what_the_second_version_says_alone() {
    let second = with_clauses_from("2027-01-01", &[DAYS]).replacen(
        "from = 2027-01-01",
        "from = 2027-01-01\nuntil = 2027-06-01",
        1,
    );
    let second = read(&second);
    let plan = plan("2027-01-01", &[WEEKS])
        .succeeded_by(&second, date(2027, 3, 10))
        .unwrap();
    let dates = (date(2027, 3, 11), date(2027, 7, 1));
    let (alone, both) = (
        compile_dates(&second, dates, &[]),
        compile_dates(&plan, dates, &[]),
    );
    assert_eq!(
        everything_of(&second, &alone, 0),
        everything_of(&plan, &both, 0)
    );
    let child = &plan.children()[0].id;
    assert_eq!(alone.nights(child), both.nights(child));
    assert_eq!(both.nights(child).iter().flatten().count(), 82);
}

#[test]
fn an_explanation_names_the_version() {
    let plan = both(date(2027, 3, 10));
    assert_eq!(
        (plan.version(), plan.version_began()),
        (2, date(2027, 3, 10))
    );
    let window = Window::new(date(2027, 3, 1), date(2027, 4, 1)).unwrap();
    let timeline = compile(&plan, window, &[]);
    let version = |day| {
        let at = timeline.midnight(date(2027, 3, day));
        let chain = explain(&plan, &timeline, &plan.children()[0].id, at).unwrap();
        match chain.steps[0].because {
            plan::Because::Clause(clause) => (clause.version, clause.number, chain.steps.len()),
            plan::Because::Agreed(_) => panic!("nothing was agreed"),
        }
    };
    assert_eq!(version(5), (1, 1, 1));
    assert_eq!(version(20), (2, 1, 1));
    assert_eq!(plan.newest_clauses().count(), 1);
}

#[test]
fn ranks_of_another_order_keep_their_place_beside_agreements() {
    let home = "always = \"mara\"";
    let court =
        "rank = \"court\"\nspans = [{ parent = \"elias\", from = 2027-03-20, until = 2027-03-21 }]";
    let second = with_clauses_from("2027-01-01", &[home, court]).replace(
        "\n[[parent]]\nid = \"mara\"",
        "precedence = [\"court\", \"agreed\", \"fallback\"]\n\n[[parent]]\nid = \"mara\"",
    );
    let plan = plan("2027-01-01", &[WEEKS])
        .succeeded_by(&read(&second), date(2027, 3, 10))
        .unwrap();
    let agreed = |from: Date, until: Date| plan::OneOff {
        id: "swap".to_owned(),
        children: vec![plan.children()[0].id.clone()],
        parent: plan::Side::A,
        start: from.at(0, 0, 0, 0),
        end: until.at(0, 0, 0, 0),
    };
    let agreed = [
        agreed(date(2027, 3, 19), date(2027, 3, 22)),
        agreed(date(2027, 2, 9), date(2027, 2, 10)),
    ];
    let timeline = compile_dates(&plan, (date(2027, 3, 18), date(2027, 3, 23)), &agreed);
    let court_day = "E 03-20 00:00+01:00 - 03-21 00:00+01:00".to_owned();
    assert!(
        stays(&plan, &timeline).contains(&court_day),
        "the court's order is above what was agreed"
    );
    let earlier = compile_dates(&plan, (date(2027, 2, 9), date(2027, 2, 10)), &agreed);
    assert_eq!(
        stays(&plan, &earlier),
        ["M 02-09 00:00+01:00 - 02-10 00:00+01:00"]
    );
    assert_eq!(plan.rank_name(&plan.clauses()[0]), "regular");
    assert_eq!(plan.rank_name(&plan.clauses()[2]), "court");
}

#[test]
fn a_child_born_since_has_care_from_the_version_that_names_it() {
    let second = with_clauses_from("2027-01-01", &[DAYS]).replacen(
        "\n[[clause]]",
        "\n[[child]]\nid = \"pim\"\nname = \"Pim\"\nborn = 2026-11-02\n\n[[clause]]",
        1,
    );
    let plan = plan("2027-01-01", &[WEEKS])
        .succeeded_by(&read(&second), date(2027, 3, 10))
        .unwrap();
    let timeline = compile_dates(&plan, (date(2027, 3, 1), date(2027, 3, 13)), &[]);
    assert_eq!(
        everything_of(&plan, &timeline, 1),
        [
            "M 03-10 00:00+01:00 - 03-12 08:30+01:00",
            "E 03-12 08:30+01:00 - 03-13 00:00+01:00"
        ]
    );
}

#[test]
fn what_cannot_follow_is_refused() {
    let first = plan("2027-01-01", &[WEEKS]);
    let text = with_clauses_from("2027-01-01", &[DAYS]);
    let check = |text: &str, from: Date, expected: &str| {
        let refused = first.succeeded_by(&read(text), from).unwrap_err();
        assert_eq!(refused.to_string(), expected);
    };
    check(
        &text,
        date(2027, 1, 1),
        "A new version begins after the one before it, which begins on 2027-01-01.",
    );
    let later = date(2027, 5, 1);
    check(
        &text.replace("\"elias\"", "\"jonas\""),
        later,
        "The new version names other parents, or in another order: jonas where elias stood.",
    );
    check(
        &text.replace("\"noor\"", "\"cato\""),
        later,
        "The new version does not name Noor, of whom the plan speaks so far.",
    );
    check(
        &text.replace("Europe/Amsterdam", "Europe/Berlin"),
        later,
        "The new version is in the time zone Europe/Berlin; the plan so far is in Europe/Amsterdam.",
    );
    check(
        &text.replace(
            "\n[[parent]]\nid = \"mara\"",
            "night_at = \"03:00\"\n\n[[parent]]\nid = \"mara\"",
        ),
        later,
        "The new version counts a night at another hour (`night_at`) than the plan so far.",
    );
    assert!(matches!(
        both(date(2027, 3, 10)).succeeded_by(&first, date(2027, 3, 10)),
        Err(SuccessionError::NotLater { .. })
    ));
}

#[test]
fn a_hundred_versions_still_say_who_has_the_child() {
    let (one, other) = (plan("2027-01-01", &[WEEKS]), plan("2027-01-01", &[DAYS]));
    let mut plan = one.clone();
    for month in 1..=100 {
        let from = date(2027, 1, 1).saturating_add(jiff::Span::new().months(month));
        let next = if month % 2 == 0 { &one } else { &other };
        plan = plan.succeeded_by(next, from).unwrap();
    }
    assert_eq!(plan.version(), 101);
    let timeline = compile_dates(&plan, (date(2027, 1, 1), date(2037, 1, 1)), &[]);
    assert!(timeline.children()[0].gaps.is_empty() && timeline.children()[0].clashes.is_empty());
}
