//! Two timelines side by side: where they differ about who has a child, and by how much.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, example, id, read, with_clauses};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use plan::{
    ChildTimeline, CompareError, Comparison, OneOff, ParentingPlan, Side, State, Timeline, Window,
    compare, compile, differences,
};
use proptest::prelude::*;

const WEEKS: &str =
    "nights = { pattern = \"alternating-weeks\", start = 2027-02-01, change = \"17:00\" }";
const FIVES: &str = "nights = { pattern = \"2-2-5-5\", start = 2027-02-01, change = \"17:00\" }";
const FORTNIGHT: (Date, Date) = (date(2027, 2, 1), date(2027, 2, 15));

fn compared(a: &str, b: &str, dates: (Date, Date)) -> Result<Comparison, CompareError> {
    let (a, b) = (read(a), read(b));
    let (of_a, of_b) = (compile_dates(&a, dates, &[]), compile_dates(&b, dates, &[]));
    compare((&a, &of_a), (&b, &of_b))
}

/// `M E 02-03 17:00 - 02-05 17:00`: what each says, and when.
fn lines(plan: &ParentingPlan, comparison: &Comparison) -> Vec<String> {
    let sign = |state: State| match state {
        State::Care { parent, .. } => plan.parent(parent).letter,
        State::Clash => '!',
        State::Gap => '?',
        State::Outside => '-',
    };
    let local = |at: Timestamp| at.to_zoned(plan.zone().clone()).strftime("%m-%d %H:%M");
    let [child] = comparison.children.as_slice() else {
        panic!("one child")
    };
    child
        .differing
        .iter()
        .map(|one| {
            let (a, b) = (sign(one.a), sign(one.b));
            format!("{a} {b} {} - {}", local(one.start), local(one.end))
        })
        .collect()
}

/// `name parent: a -> b` of each measure of the first child that differs.
fn measures(comparison: &Comparison) -> Vec<String> {
    let rows = comparison.children[0].measures.iter();
    rows.map(|row| {
        let parent = row.parent.as_ref().map_or("", |parent| parent.as_str());
        format!("{} {parent}: {} -> {}", row.name, row.a, row.b)
    })
    .collect()
}

#[test]
fn one_rhythm_against_another() {
    let (a, b) = (with_clauses(&[WEEKS]), with_clauses(&[FIVES]));
    let comparison = compared(&a, &b, FORTNIGHT).unwrap();
    // M for a week, then E; against MMEEMMM MMEEEEE.
    assert_eq!(
        lines(&read(&a), &comparison),
        [
            "M E 02-03 17:00 - 02-05 17:00",
            "E M 02-08 17:00 - 02-10 17:00"
        ]
    );
    assert_eq!(
        measures(&comparison),
        [
            "longest_nights mara: 7 -> 5",
            "longest_nights elias: 7 -> 5",
            "longest_apart_hours mara: 151 -> 103",
            "longest_apart_hours elias: 168 -> 120",
            "handovers : 2 -> 4",
        ]
    );
}

#[test]
fn who_is_named_first_makes_no_difference() {
    let plan = with_clauses(&[FIVES
        .replace("\"2-2-5-5\"", "\"2-2-5-5\", first = \"mara\"")
        .as_str()]);
    let mara = "[[parent]]\nid = \"mara\"\nname = \"Mara\"\n\n";
    let elias = "[[parent]]\nid = \"elias\"\nname = \"Elias\"\n\n";
    let turned = plan.replace(&format!("{mara}{elias}"), &format!("{elias}{mara}"));
    assert_ne!(plan, turned);
    let comparison = compared(&plan, &turned, FORTNIGHT).unwrap();
    assert!(
        comparison.children[0].differing.is_empty(),
        "{comparison:?}"
    );
    assert!(comparison.children[0].measures.is_empty(), "{comparison:?}");
}

#[test]
fn gaps_clashes_and_dates_outside_are_told_apart() {
    let weekend = "weekly = { parent = \"elias\", windows = [\"sat 10:00 - 18:00\"] }";
    let clash = "rank = \"visit\"\nspans = [{ parent = \"mara\", from = 2027-02-06T16:00:00, until = 2027-02-06T20:00:00 }]";
    let a = with_clauses(&["always = \"mara\"", weekend, clash]);
    let b = with_clauses(&[weekend])
        .replace("from = 2020-01-01", "from = 2020-01-01\nuntil = 2027-02-07");
    let comparison = compared(&a, &b, (date(2027, 2, 6), date(2027, 2, 8))).unwrap();
    assert_eq!(
        lines(&read(&a), &comparison),
        [
            "M ? 02-06 00:00 - 02-06 10:00",
            "! E 02-06 16:00 - 02-06 18:00",
            "M ? 02-06 18:00 - 02-07 00:00",
            "M - 02-07 00:00 - 02-08 00:00",
        ]
    );
    let rows = measures(&comparison);
    assert!(
        rows.contains(&"clash_hours : 2 -> 0".to_owned()),
        "{rows:?}"
    );
    assert!(rows.contains(&"gap_hours : 0 -> 16".to_owned()), "{rows:?}");
}

#[test]
fn neighbours_that_differ_by_clause_alone_are_one() {
    let visit = "weekly = { parent = \"mara\", windows = [\"tue 10:00 - 12:00\"] }";
    let a = with_clauses(&["always = \"mara\"", visit]);
    let b = with_clauses(&["always = \"elias\""]);
    let comparison = compared(&a, &b, (date(2027, 2, 1), date(2027, 2, 4))).unwrap();
    assert_eq!(
        lines(&read(&a), &comparison),
        ["M E 02-01 00:00 - 02-04 00:00"]
    );
}

#[test]
fn brothers_and_sisters_and_those_whom_only_one_plan_knows() {
    let plan = example("four-children");
    let without = read(&crate::common::text("four-children").replace("\"cato\"", "\"kate\""));
    let february = (date(2027, 2, 1), date(2027, 3, 1));
    let (a, b) = (
        compile_dates(&plan, february, &[]),
        compile_dates(&without, february, &[]),
    );
    let comparison = compare((&plan, &a), (&without, &b)).unwrap();
    assert_eq!(comparison.only_in_a, [id("cato")]);
    assert_eq!(comparison.only_in_b, [id("kate")]);
    assert_eq!(comparison.children.len(), 3);
    assert!(comparison.siblings.is_empty());

    // Cato on the rhythm of Noor and Sam: then the eight nights apart are gone.
    let alike =
        read(&crate::common::text("four-children").replace("MMEEMMM EEMMEEE", "MMEEMMM MMEEEEE"));
    let b = compile_dates(&alike, february, &[]);
    let comparison = compare((&plan, &a), (&alike, &b)).unwrap();
    let apart = comparison
        .siblings
        .iter()
        .find(|row| row.name == "apart" && row.pair == [id("noor"), id("cato")])
        .unwrap();
    assert_eq!((apart.a, apart.b, apart.change()), (8.0, 0.0, -8.0));
    assert!(comparison.siblings.iter().any(|row| row.pair.is_empty()));
}

#[test]
fn what_was_agreed_beside_what_was_planned() {
    let plan = read(&with_clauses(&[WEEKS]));
    let swap = OneOff {
        id: "swap".to_owned(),
        children: vec![id("noor")],
        parent: Side::B,
        start: date(2027, 2, 6).at(10, 0, 0, 0),
        end: date(2027, 2, 7).at(10, 0, 0, 0),
    };
    let planned = compile_dates(&plan, FORTNIGHT, &[]);
    let agreed = compile_dates(&plan, FORTNIGHT, &[swap]);
    let comparison = differences(&plan, &planned, &agreed).unwrap();
    assert_eq!(lines(&plan, &comparison), ["M E 02-06 10:00 - 02-07 10:00"]);
    let rows = measures(&comparison);
    assert!(
        rows.contains(&"overnights elias: 7 -> 8".to_owned()),
        "{rows:?}"
    );
    assert!(rows.contains(&"handovers : 2 -> 4".to_owned()), "{rows:?}");
}

#[test]
fn plans_of_other_parents_and_other_dates_are_refused_in_a_sentence() {
    let plan = with_clauses(&["always = \"mara\""]);
    let others = plan.replace("\"elias\"", "\"jan\"");
    let error = compared(&plan, &others, FORTNIGHT).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The plans are about different parents: mara and elias in the first, mara and jan in the second."
    );
    let plan = read(&plan);
    let (one, other) = (
        compile_dates(&plan, FORTNIGHT, &[]),
        compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 16)), &[]),
    );
    assert_eq!(
        differences(&plan, &one, &other).unwrap_err().to_string(),
        "The timelines are of different dates: 2027-02-01 to 2027-02-15 in the first, 2027-02-01 to 2027-02-16 in the second."
    );
}

/// What a timeline says of the first child at an instant, by looking there alone.
fn look_up(timeline: &Timeline, at: Timestamp) -> String {
    let child: &ChildTimeline = &timeline.children()[0];
    if let Some(care) = child.at(at) {
        return format!("{:?}", care.parent);
    }
    let within = |start: Timestamp, end: Timestamp| start <= at && at < end;
    if child
        .clashes
        .iter()
        .any(|clash| within(clash.start, clash.end))
    {
        return "clash".to_owned();
    }
    let gap = child.gaps.iter().any(|gap| within(gap.start, gap.end));
    if gap { "gap" } else { "outside" }.to_owned()
}

fn plan_text() -> impl Strategy<Value = String> {
    let rule = prop_oneof![
        Just("always = \"mara\""),
        Just("always = \"elias\""),
        Just(WEEKS),
        Just(FIVES),
        Just("weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"] }"),
        Just(
            "weekly = { parent = \"mara\", windows = [\"wed 12:00 - 19:00\", \"sun 01:00 - 03:00\"] }"
        ),
        Just(
            "rank = \"visit\"\nspans = [{ parent = \"mara\", from = 2027-03-20, until = 2027-04-10 }]"
        ),
    ];
    let until = prop_oneof![Just(""), Just("\nuntil = 2027-04-05")];
    let clauses = prop::collection::vec(rule, 1..4);
    (clauses, until).prop_map(|(clauses, until)| {
        with_clauses(&clauses).replace(
            "from = 2020-01-01\n",
            &format!("from = 2027-03-01{until}\n"),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_is_no_different_from_itself(text in plan_text(), from in 0..60_i32, days in 1..60_i32) {
        let from = date(2027, 2, 10) + Span::new().days(from);
        let comparison = compared(&text, &text, (from, from + Span::new().days(days))).unwrap();
        prop_assert!(comparison.children.iter().all(|child| child.differing.is_empty() && child.measures.is_empty()));
        prop_assert!(comparison.siblings.is_empty());
    }

    #[test]
    fn two_plans_differ_exactly_where_looking_says_so(one in plan_text(), other in plan_text(), from in 0..60_i32) {
        let (a, b) = (read(&one), read(&other));
        let from = date(2027, 2, 10) + Span::new().days(from);
        let window = Window::new(from, from + Span::new().days(20)).unwrap();
        let (of_a, of_b) = (compile(&a, window, &[]), compile(&b, window, &[]));
        let comparison = compare((&a, &of_a), (&b, &of_b)).unwrap();
        let differing = &comparison.children[0].differing;
        prop_assert!(differing.iter().all(|one| one.start < one.end));
        prop_assert!(differing.windows(2).all(|pair| pair[0].end <= pair[1].start));
        for pair in differing.windows(2) {
            let joined = pair[0].end == pair[1].start
                && pair[0].a.is_alike(pair[1].a)
                && pair[0].b.is_alike(pair[1].b);
            prop_assert!(!joined, "neighbours that are alike are one");
        }
        let mut at = of_a.start();
        while at < of_a.end() {
            let said = differing.iter().any(|one| one.start <= at && at < one.end);
            prop_assert_eq!(said, look_up(&of_a, at) != look_up(&of_b, at), "{}", at);
            at += Span::new().minutes(30);
        }
    }
}
