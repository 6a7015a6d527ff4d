//! Clauses that wait for something to happen.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, id, read, stays_of, with_clauses};
use jiff::Span;
use jiff::civil::{Date, date};
use plan::{
    Completed, ParentingPlan, Passed, Recorded, Timeline, Window, compile, compile_after, explain,
};
use proptest::prelude::*;

const HOME: &str = "always = \"mara\"";
const VISITS: &str = "weekly = { parent = \"elias\", windows = [\"sat 10:00 - 12:00\"] }";
const LONGER: &str = "weekly = { parent = \"elias\", windows = [\"sun 10:00 - 16:00\"] }";

fn event(name: &str, date: Date) -> Recorded {
    Recorded {
        name: name.to_owned(),
        date,
    }
}

fn visit(date: Date, children: &[&str]) -> Completed {
    Completed {
        clause: "c1".parse().unwrap(),
        children: children.iter().map(|child| id(child)).collect(),
        date,
    }
}

fn two_children(clauses: &[&str]) -> String {
    with_clauses(clauses).replacen(
        "\n[[clause]]",
        "\n[[child]]\nid = \"pim\"\nname = \"Pim\"\nborn = 2022-10-15\n\n[[clause]]",
        1,
    )
}

fn february(plan: &ParentingPlan, passed: &Passed) -> Timeline {
    let window = Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap();
    compile_after(plan, window, &[], passed)
}

/// The days of February 2027 on which Elias has a child under a third clause.
fn check(third: &str, passed: &Passed, child: usize, expected: &[&str]) {
    let third = format!("{third}\n{LONGER}");
    let plan = read(&two_children(&[HOME, VISITS, &third]));
    let timeline = february(&plan, passed);
    let found: Vec<String> = timeline.children()[child]
        .care
        .iter()
        .filter(|care| matches!(care.source, plan::Source::Clause(index) if index.get() == 2))
        .map(|care| {
            care.start
                .to_zoned(plan.zone().clone())
                .strftime("%d")
                .to_string()
        })
        .collect();
    assert_eq!(found, expected, "{third}");
}

#[test]
fn a_clause_begins_with_an_event_and_never_without_it() {
    let from = "from_event = \"court-report\"";
    check(from, &Passed::default(), 0, &[]);
    let passed = |dates: &[Date]| Passed {
        events: dates
            .iter()
            .map(|date| event("court-report", *date))
            .collect(),
        ..Passed::default()
    };
    // On the day of the event itself the clause holds already.
    check(from, &passed(&[date(2027, 2, 14)]), 0, &["14", "21", "28"]);
    check(from, &passed(&[date(2027, 2, 15)]), 0, &["21", "28"]);
    check(
        from,
        &passed(&[date(2027, 2, 25), date(2027, 2, 15)]),
        0,
        &["21", "28"],
    );
    let other = Passed {
        events: vec![event("move", date(2027, 2, 1))],
        ..Passed::default()
    };
    check(from, &other, 0, &[]);
}

#[test]
fn a_clause_ends_with_an_event_and_holds_on_without_it() {
    let until = "until_event = \"court-report\"";
    check(until, &Passed::default(), 0, &["07", "14", "21", "28"]);
    let passed = Passed {
        events: vec![event("court-report", date(2027, 2, 14))],
        ..Passed::default()
    };
    check(until, &passed, 0, &["07"]);
}

#[test]
fn dates_ages_and_events_must_all_hold() {
    let passed = Passed {
        events: vec![event("court-report", date(2027, 2, 8))],
        ..Passed::default()
    };
    let both = "from_event = \"court-report\"\nfrom = 2027-02-15\nuntil = 2027-02-28";
    check(both, &passed, 0, &["21"]);
    let age = "from_event = \"court-report\"\nuntil_birthday = 5";
    check(age, &passed, 0, &[]);
    check(age, &passed, 1, &["14", "21", "28"]);
}

/// DOMAIN scenario 8: unsupervised only after so many completed visits.
#[test]
fn completed_care_counts_by_date_and_for_each_child() {
    let from = "from_event = { completed = \"c1\", count = 3 }";
    let both = ["noor", "pim"];
    let mut passed = Passed {
        completed: vec![
            visit(date(2027, 2, 13), &both),
            visit(date(2027, 1, 30), &both),
            // The same date twice is one visit.
            visit(date(2027, 2, 13), &both),
            visit(date(2027, 2, 6), &["noor"]),
        ],
        ..Passed::default()
    };
    // Noor's third visit is on 13 February, so the clause holds from the 14th on.
    check(from, &passed, 0, &["14", "21", "28"]);
    check(from, &passed, 1, &[]);
    passed.completed.push(visit(date(2027, 2, 20), &["pim"]));
    check(from, &passed, 1, &["21", "28"]);
    let until = "until_event = { completed = \"c1\", count = 3 }";
    check(until, &passed, 0, &["07"]);
    check(until, &passed, 1, &["07", "14"]);
}

#[test]
fn the_step_stands_in_the_explanation() {
    let third = format!("from_event = \"court-report\"\n{LONGER}");
    let plan = read(&two_children(&[HOME, VISITS, &third]));
    let passed = Passed {
        events: vec![event("court-report", date(2027, 2, 20))],
        ..Passed::default()
    };
    let timeline = february(&plan, &passed);
    let at = timeline.instant(date(2027, 2, 21).at(11, 0, 0, 0));
    let explanation = explain(&plan, &timeline, &id("noor"), at).unwrap();
    assert_eq!(explanation.steps.len(), 2);
    let before = timeline.instant(date(2027, 2, 14).at(11, 0, 0, 0));
    let explanation = explain(&plan, &timeline, &id("noor"), before).unwrap();
    assert_eq!(explanation.steps.len(), 1);
}

#[test]
fn the_plan_says_what_it_waits_for() {
    let text = with_clauses(&[
        HOME,
        "from_event = \"school\"\nuntil_event = { completed = \"c2\", count = 2 }\nalways = \"mara\"",
        "from_event = \"court-report\"\nuntil_event = \"school\"\nalways = \"mara\"",
    ]);
    assert_eq!(read(&text).awaited(), ["court-report", "school"]);
}

#[test]
fn what_can_be_wrong_with_a_step() {
    let mut reports = String::new();
    for step in [
        "from_event = { completed = \"c11\", count = 6 }",
        "from_event = { completed = \"c0\", count = 6 }",
        "from_event = { completed = \"c2\", count = 6 }",
        "from_event = { completed = \"c1\", count = 0 }",
        "from_event = { completed = \"C1\" }",
        "from_event = \"Court report\"",
        "from_event = 6",
        "from_event = \"court\"\nuntil_event = \"court\"",
        "from_event = { completed = \"c1\", count = 6 }\nuntil_event = { completed = \"c1\", count = 6 }",
    ] {
        let third = format!("{step}\n{LONGER}");
        let text = with_clauses(&[&third, VISITS, "handover = { place = \"School\" }"]);
        let problems = ParentingPlan::read(&text, TODAY).unwrap_err();
        reports.push_str(&format!("# {step}\n{problems}\n\n"));
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!("problems", reports.trim_end()) });
}

#[test]
fn a_clause_may_end_after_its_own_visits() {
    let own = format!("until_event = {{ completed = \"c1\", count = 1 }}\n{VISITS}");
    let plan = read(&with_clauses(&[HOME, &own]));
    let passed = Passed {
        completed: vec![visit(date(2027, 2, 6), &["noor"])],
        ..Passed::default()
    };
    let expected = [
        "M 02-01 00:00+01:00 - 02-06 10:00+01:00",
        "E 02-06 10:00+01:00 - 02-06 12:00+01:00",
        "M 02-06 12:00+01:00 - 03-01 00:00+01:00",
    ];
    assert_eq!(stays_of(&plan, &february(&plan, &passed), 0), expected);
}

/// One mistake in a clause does not make every step that names it a mistake too.
#[test]
fn a_clause_that_could_not_be_read_is_there_all_the_same() {
    let third = format!("from_event = {{ completed = \"c1\", count = 6 }}\n{LONGER}");
    let text = with_clauses(&[&third, &VISITS.replace("sat", "zat")]);
    let problems = ParentingPlan::read(&text, TODAY).unwrap_err();
    assert_eq!(problems.as_slice().len(), 1, "{problems}");
}

fn day() -> impl Strategy<Value = Date> {
    (0..60_i32).prop_map(|days| date(2027, 1, 15).saturating_add(Span::new().days(days)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A step that was taken is a clause with that date instead.
    #[test]
    fn an_event_is_as_good_as_its_date(from in day(), until in day()) {
        let by_event = format!("from_event = \"one\"\nuntil_event = \"other\"\n{LONGER}");
        let passed = Passed { events: vec![event("one", from), event("other", until)], ..Passed::default() };
        let plan = read(&with_clauses(&[HOME, VISITS, &by_event]));
        let found = stays_of(&plan, &february(&plan, &passed), 0);
        let expected = if from < until {
            let by_date = format!("from = {from}\nuntil = {until}\n{LONGER}");
            let plan = read(&with_clauses(&[HOME, VISITS, &by_date]));
            let window = Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap();
            stays_of(&plan, &compile(&plan, window, &[]), 0)
        } else {
            let plan = read(&with_clauses(&[HOME, VISITS]));
            stays_of(&plan, &february(&plan, &passed), 0)
        };
        prop_assert_eq!(found, expected);
    }

    /// The order in which things were written down is of no account.
    #[test]
    fn completed_care_is_counted_in_any_order(dates in prop::collection::vec(day(), 0..12), count in 1..6_u8) {
        let third = format!("from_event = {{ completed = \"c1\", count = {count} }}\n{LONGER}");
        let plan = read(&with_clauses(&[HOME, VISITS, &third]));
        let of = |dates: &[Date]| Passed {
            completed: dates.iter().map(|date| visit(*date, &["noor"])).collect(),
            ..Passed::default()
        };
        let mut sorted = dates.clone();
        sorted.sort();
        sorted.dedup();
        let (one, other) = (february(&plan, &of(&dates)), february(&plan, &of(&sorted)));
        prop_assert_eq!(stays_of(&plan, &one, 0), stays_of(&plan, &other, 0));
    }
}
