//! Alternate weekends: the three ways to go on when a holiday would give one parent three in a
//! row, and that a window does not depend on how much more was compiled.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, compile_dates, read, with_clauses, with_clauses_from};
use jiff::Span;
use jiff::civil::{Date, date};
use plan::{OneOff, ParentingPlan, Side, Source, Window, compile};
use proptest::prelude::*;

fn weekends(more: &str) -> String {
    format!(
        "weekends = {{ first = \"elias\", start = 2027-02-05, window = \"fri 18:00 - sun 18:00\"{more} }}"
    )
}

const CONTINUE: &str = ", at_most = 2, then = \"continue\"";
const RESTART: &str = ", at_most = 2, then = \"restart\"";

/// The weekend between two of Elias's own.
const HOLIDAY: &str =
    "spans = [{ parent = \"elias\", from = 2027-02-12T12:00:00, until = 2027-02-15T09:00:00 }]";

fn friday(index: i32) -> Date {
    date(2027, 2, 5).saturating_add(Span::new().days(7 * index))
}

/// The letters of the parents at noon on the Saturdays of so many weekends from a place on.
fn letters(plan: &ParentingPlan, agreed: &[OneOff], from: i32, count: i32) -> String {
    let window = (friday(from), friday(from + count));
    let timeline = compile_dates(plan, window, agreed);
    (from..from + count)
        .map(|index| {
            let noon = friday(index).tomorrow().unwrap().at(12, 0, 0, 0);
            let care = timeline.children()[0].at(timeline.instant(noon));
            care.map_or('?', |care| plan.parent(care.parent).letter)
        })
        .collect()
}

fn check(rule: &str, others: &[&str], expected: &str) {
    let rule = weekends(rule);
    let mut clauses = vec![rule.as_str()];
    clauses.extend(others);
    let plan = read(&with_clauses(&clauses));
    let count = i32::try_from(expected.len()).unwrap();
    assert_eq!(letters(&plan, &[], 0, count), expected, "{rule}");
}

/// Three weekends in a row, forms (a), (b1) and (b2) of DOMAIN section 3.
#[test]
fn a_holiday_between_two_weekends_of_one_parent() {
    check("", &[], "EMEMEMEM");
    check("", &[HOLIDAY], "EEEMEMEM");
    check(", then = \"roll-on\"", &[HOLIDAY], "EEEMEMEM");
    check(CONTINUE, &[HOLIDAY], "EEMMEMEM");
    check(RESTART, &[HOLIDAY], "EEMEMEME");
}

#[test]
fn without_a_holiday_nothing_is_swapped() {
    for rule in [CONTINUE, RESTART] {
        check(rule, &[], "EMEMEMEM");
        check(&rule.replace('2', "1"), &[], "EMEMEMEM");
    }
}

/// A weekend that a stronger clause gives is never taken back, and begins no new alternation.
#[test]
fn a_long_holiday_gives_more_than_two() {
    let summer =
        "spans = [{ parent = \"elias\", from = 2027-02-12T12:00:00, until = 2027-03-01T09:00:00 }]";
    check(CONTINUE, &[summer], "EEEEMMEM");
    check(RESTART, &[summer], "EEEEMEME");
}

#[test]
fn what_is_weaker_does_not_count() {
    let weaker = format!("rank = \"fallback\"\n{HOLIDAY}");
    check(CONTINUE, &[&weaker], "EMEMEM");
    check(RESTART, &["always = \"elias\""], "EMEMEM");
}

#[test]
fn a_swap_counts_as_a_weekend_had() {
    let plan = read(&with_clauses(&[&weekends(CONTINUE)]));
    let swap = OneOff {
        id: "swap".to_owned(),
        children: vec![crate::common::id("noor")],
        parent: Side::B,
        start: friday(1).at(18, 0, 0, 0),
        end: friday(1)
            .at(18, 0, 0, 0)
            .saturating_add(Span::new().days(2)),
    };
    assert_eq!(letters(&plan, &[swap], 0, 6), "EEMMEM");
}

#[test]
fn before_the_start_only_what_rolls_on_speaks() {
    let of = |rule: &str| letters(&read(&with_clauses(&[&weekends(rule)])), &[], -4, 6);
    assert_eq!(of(""), "EMEMEM");
    assert_eq!(of(CONTINUE), "????EM");
}

#[test]
fn weekends_stand_where_visits_stand() {
    let plan = read(&with_clauses(&[&weekends("")]));
    assert_eq!(plan.rank_name(&plan.clauses()[0]), "visit");
}

#[test]
fn what_can_be_wrong_with_weekends() {
    let cases = [
        (
            "another weekday",
            "start = 2027-02-05",
            "start = 2027-02-06",
        ),
        ("not what then", ", then = \"continue\"", ""),
        ("not how many", "at_most = 2, ", ""),
        ("none at most", "at_most = 2", "at_most = 0"),
        ("a limit that means nothing", "\"continue\"", "\"roll-on\""),
        ("a word that is near", "\"continue\"", "\"restrat\""),
        ("no such time", "fri 18:00", "fri 25:00"),
        ("nobody first", "first = \"elias\", ", ""),
    ];
    let mut reports = String::new();
    for (title, old, new) in cases {
        let text = with_clauses(&[&weekends(CONTINUE)]);
        assert!(text.contains(old), "{old}");
        let problems = ParentingPlan::read(&text.replacen(old, new, 1), TODAY).unwrap_err();
        reports.push_str(&format!("# {title}\n{problems}\n\n"));
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!("problems", reports.trim_end()) });
}

#[test]
fn a_child_has_eight_counted_alternations_at_most() {
    let rule = weekends(CONTINUE);
    read(&with_clauses(&[rule.as_str(); 8]));
    let problems = ParentingPlan::read(&with_clauses(&[rule.as_str(); 9]), TODAY).unwrap_err();
    let expected = "67:1: At most 8 clauses for one child can count weekends in a row.";
    assert_eq!(problems.to_string(), expected);
}

fn parent() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("mara"), Just("elias")]
}

fn alternation() -> impl Strategy<Value = String> {
    let more = prop_oneof![
        Just(String::new()),
        (1..4_u8, prop_oneof![Just("continue"), Just("restart")])
            .prop_map(|(most, then)| format!(", at_most = {most}, then = \"{then}\"")),
    ];
    (parent(), -30..30_i32, more).prop_map(|(first, start, more)| {
        let start = friday(start);
        format!("weekends = {{ first = \"{first}\", start = {start}, window = \"fri 17:30 - mon 08:30\"{more} }}")
    })
}

fn holidays() -> impl Strategy<Value = String> {
    let span = (parent(), -200..500_i32, 1..25_i32).prop_map(|(parent, from, days)| {
        let from = friday(0).saturating_add(Span::new().days(from));
        let until = from.saturating_add(Span::new().days(days));
        format!("{{ parent = \"{parent}\", from = {from}, until = {until} }}")
    });
    prop::collection::vec(span, 1..12).prop_map(|spans| format!("spans = [{}]", spans.join(", ")))
}

fn plan_text() -> impl Strategy<Value = String> {
    let rank = prop_oneof![
        Just("school-holiday"),
        Just("order"),
        Just("visit"),
        Just("agreed")
    ];
    let others = prop::collection::vec((rank, alternation()), 0..4);
    (alternation(), others, holidays()).prop_map(|(one, others, holidays)| {
        let mut clauses = vec![one, holidays, "always = \"mara\"".to_owned()];
        clauses.extend(
            others
                .into_iter()
                .map(|(rank, rule)| format!("rank = \"{rank}\"\n{rule}")),
        );
        let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
        with_clauses_from("2026-12-05", &clauses)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_window_is_the_same_inside_a_longer_one(text in plan_text(), from in -60..400_i32, days in 1..120_i32, before in 0..200_i32, after in 0..200_i32) {
        let plan = read(&text);
        let from = date(2026, 12, 5).saturating_add(Span::new().days(from));
        let to = from.saturating_add(Span::new().days(days));
        let short = compile(&plan, Window::new(from, to).unwrap(), &[]);
        let long = Window::new(
            from.saturating_sub(Span::new().days(before)),
            to.saturating_add(Span::new().days(after)),
        ).unwrap();
        let long = compile(&plan, long, &[]);
        let cut: Vec<_> = long.children()[0]
            .overlapping(short.start(), short.end())
            .iter()
            .map(|care| (care.start.max(short.start()), care.end.min(short.end()), care.parent, care.source))
            .collect();
        let own: Vec<_> = short.children()[0].care.iter().map(|care| (care.start, care.end, care.parent, care.source)).collect();
        prop_assert_eq!(own, cut);
    }

    #[test]
    fn the_rule_itself_never_gives_more_than_it_allows(most in 1..4_u8, then in prop_oneof![Just("continue"), Just("restart")], holidays in holidays()) {
        let rule = weekends(&format!(", at_most = {most}, then = \"{then}\""));
        let plan = read(&with_clauses(&[&rule, &holidays]));
        let timeline = compile_dates(&plan, (friday(0), friday(80)), &[]);
        let had: Vec<_> = (0..80)
            .map(|index| {
                let middle = timeline.instant(friday(index).at(18, 0, 0, 0)).as_second() + 86_400;
                timeline.children()[0].at(jiff::Timestamp::from_second(middle).unwrap())
            })
            .collect();
        let most = usize::from(most);
        for weekends in had.windows(most + 1) {
            // Nobody has a weekend over which two holidays clash.
            let Some(last) = weekends[most] else { continue };
            let by_rule = matches!(last.source, Source::Clause(index) if index.get() == 0);
            let alike = weekends.iter().all(|care| care.is_some_and(|care| care.parent == last.parent));
            prop_assert!(!(by_rule && alike));
        }
    }
}
